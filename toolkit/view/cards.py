"""The pane of rows: a card a row, each cell with its words and the rule that read it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from toolkit.console import plural
from toolkit.schema.model import PackageDeclaration
from toolkit.view.article import piece_id
from toolkit.view.rows import LETTERS, ArticleView, Card, Cell, Source
from toolkit.view.rules import rule_id, sentence
from toolkit.view.text import escaped, shortened

WORDS_LIMIT = 72
"""Characters of a cell's words that its line repeats."""

_LINKABLE = ("http", "https")
_OPEN_UP_TO = {"calls": 2}
"""Tables whose cells are shown without a click, where the article has so few rows of them."""


def record(view: ArticleView) -> str:
    """The article's own row."""
    lines = [_record_line(cell) for cell in view.record]
    if view.article.source:
        name = view.article.source.replace("\\", "/").rpartition("/")[2]
        lines.append(f"<div><dt>File</dt><dd><bdi>{escaped(name)}</bdi></dd></div>")
    return (
        '<details class="record"><summary>About this article</summary>\n'
        f"<dl>{''.join(lines)}</dl></details>\n"
    )


def _record_line(cell: Cell) -> str:
    value = _value(cell)
    if cell.name == "url" and cell.value and _is_web_address(cell.value):
        value = f'<a href="{escaped(cell.value)}" rel="noopener noreferrer">{value}</a>'
    return (
        f'<div data-field="{escaped(cell.name)}"><dt>{escaped(cell.title)}</dt>'
        f"<dd>{value}</dd></div>"
    )


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in _LINKABLE and bool(parts.hostname)


def groups(view: ArticleView, prefix: str, declaration: PackageDeclaration) -> Iterator[str]:
    """All cards, table by table.

    Args:
        view: the article and its cards.
        prefix: what begins the identifiers of the article's elements.
        declaration: titles and descriptions of the tables.
    """
    for table, cards in view.cards.items():
        schema, letter = declaration.tables[table], LETTERS[table]
        heading = f"{prefix}-{letter}"
        yield f'<section class="group k{letter}" aria-labelledby="{heading}">'
        yield f'<h3 id="{heading}" title="{escaped(schema.description)}">{escaped(schema.title)}'
        yield f' <span class="count">{plural(len(cards), "row")}</span></h3>\n'
        for card in cards:
            yield _card(card, view, prefix)
        yield "</section>\n"


def _card(card: Card, view: ArticleView, prefix: str) -> str:
    own = sorted(
        {
            view.words[source.start, source.end].number
            for cell in card.cells
            if not cell.link
            for source in cell.sources
            if (source.start, source.end) in view.words
        }
    )
    facts = " · ".join(f"<bdi>{escaped(fact)}</bdi>" for fact in card.facts)
    rule = card.chief.rule if card.chief else None
    named = f'<code class="rule"{_says(card.table, rule)}>{escaped(rule)}</code>' if rule else ""
    is_open = len(view.cards[card.table]) <= _OPEN_UP_TO.get(card.table, 0)
    filled = sum(cell.value is not None for cell in card.cells)
    lines = "".join(_cell(cell, card.table, view, prefix) for cell in card.cells)
    return (
        f'<article class="card" id="{prefix}-{card.tag}" data-table="{card.table}" '
        f'data-row="{escaped(card.row_id)}" data-w="{" ".join(map(str, own))}">\n'
        f'<p class="head"><span class="tag">{card.tag}</span> {_go(card, view, prefix)}</p>\n'
        f'<p class="facts">{facts} {named}</p>\n'
        f"<details{' open' if is_open else ''}><summary>"
        f"{filled} of {plural(len(card.cells), 'cell')} known</summary>\n"
        '<table class="cells"><thead><tr><th scope="col">Column</th><th scope="col">Value</th>'
        f'<th scope="col">Words and rule</th></tr></thead><tbody>\n{lines}</tbody></table>'
        "</details>\n</article>\n"
    )


def _go(card: Card, view: ArticleView, prefix: str) -> str:
    """The heading: a link to the row's chief words, where it has some."""
    heading = f"<bdi>{escaped(card.heading)}</bdi>"
    if card.chief is None or (card.chief.start, card.chief.end) not in view.words:
        return f'<span class="go">{heading}</span>'
    return f'<a class="go" href="#{piece_id(prefix, card.chief.start)}">{heading}</a>'


def _cell(cell: Cell, table: str, view: ArticleView, prefix: str) -> str:
    sources = "<br>".join(_source(source, cell, table, view, prefix) for source in cell.sources)
    return (
        f'<tr data-field="{escaped(cell.name)}"><th scope="row">{escaped(cell.title)}</th>'
        f"<td>{_value(cell)}</td><td>{sources}</td></tr>\n"
    )


def _value(cell: Cell) -> str:
    if cell.value is None:
        return '<span class="null">not known</span>'
    value = f'<bdi class="value">{escaped(cell.value)}</bdi>'
    if cell.label is None or cell.label.casefold() == cell.value.casefold():
        return value
    return f'<bdi class="label">{escaped(cell.label)}</bdi> {value}'


def _says(table: str, rule: str) -> str:
    """What a rule says of itself, for who points at its name."""
    says = sentence(table, rule)
    return f' title="{escaped(says)}"' if says else ""


def _source(source: Source, cell: Cell, table: str, view: ArticleView, prefix: str) -> str:
    """A link to the words behind a cell, their place, and the rule, which leads to its sentence."""
    text = view.article.text[source.start : source.end]
    place = f'<span class="place">{source.start}–{source.end}</span>'
    rule = ""
    if source.rule:
        place_of_rule, says = escaped(rule_id(table, source.rule)), _says(table, source.rule)
        rule = (
            f' <a class="rule" href="#{place_of_rule}"{says}>'
            f"<code>{escaped(source.rule)}</code></a>"
        )
    differs = cell.value is not None and source.value != cell.value
    other = f' <span class="other">says {escaped(source.value)}</span>' if differs else ""
    words = view.words.get((source.start, source.end))
    if words is None:
        return f"{place}{rule}{other}"
    shown = escaped(shortened(text, WORDS_LIMIT))
    return (
        f'<a class="w" href="#{piece_id(prefix, source.start)}" data-w="{words.number}" '
        f'data-start="{source.start}" data-end="{source.end}"><bdi>{shown}</bdi></a> '
        f"{place}{rule}{other}"
    )

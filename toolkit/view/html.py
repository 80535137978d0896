"""Writes the page: one file that needs nothing else, neither a network nor a script.

What a script adds (`page.js`) is comfort: highlighting, one article at a time, finding rows.
The article's words stand in ``div.text`` and nowhere between them is anything else: its text nodes
joined are the clean text (see `toolkit.view.text` for what cannot stand in a page).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Template

from toolkit.articles.model import Article, BlockKind
from toolkit.extract.pipeline import ArticleResult
from toolkit.schema.model import PackageDeclaration
from toolkit.view.article import article_text
from toolkit.view.cards import groups, record
from toolkit.view.rows import COLOURED, LETTERS, ArticleView, view_of
from toolkit.view.rules import rule_id, sentence
from toolkit.view.text import escaped

_FOLDER = Path(__file__).resolve().parent


def page(
    results: Sequence[ArticleResult],
    declaration: PackageDeclaration,
    wanted: Iterable[str],
) -> Iterator[str]:
    """The page, in pieces.

    Args:
        results: the articles and their rows, in the order shown.
        declaration: titles and descriptions of tables and columns, and code lists.
        wanted: the tables to show.

    Yields:
        Pieces that joined are the page. The same arguments give the same pieces.
    """
    asked = set(wanted)
    style, script = _asset("page.css"), _asset("page.js")
    names = [_name(result) for result in results]
    yield Template(_asset("page.html")).substitute(
        policy=_policy(style, script),
        title=escaped(f"Readout: {names[0] if len(names) == 1 else f'{len(names)} articles'}"),
        style=style,
        picker=_picker(names),
        keys="\n".join(_key(name, declaration) for name in COLOURED if name in asked),
    )
    if not results:
        yield '<p class="none">No article was read.</p>\n'
    used: dict[tuple[str, str], int] = {}
    for number, result in enumerate(results, start=1):
        view = view_of(result, declaration, asked)
        yield from _article(view, f"a{number}", declaration)
        for key in _rules_of(view):
            used[key] = used.get(key, 0) + 1
    yield "</main>\n"
    yield _rule_list(used, declaration)
    yield '<div id="selection" role="status" aria-live="polite" hidden></div>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and only the page's own style and script run."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types"
    )


def _hash(content: str) -> str:
    """The source expression of an inline element (Content Security Policy Level 3)."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _name(result: ArticleResult) -> str:
    meta = result.article.meta
    return meta.title or meta.article_id


def _picker(names: Sequence[str]) -> str:
    if len(names) < 2:
        return ""
    numbered = list(enumerate(map(escaped, names), start=1))
    options = "".join(f'<option value="a{i}">{i}. {name}</option>' for i, name in numbered)
    items = "".join(f'<li><a href="#a{i}" dir="auto">{name}</a></li>' for i, name in numbered)
    return (
        f'<label class="pick needs-script">Article <select id="pick">{options}</select></label>\n'
        f'<nav class="contents" aria-label="Articles"><ol>{items}</ol></nav>'
    )


def _key(table: str, declaration: PackageDeclaration) -> str:
    """A table's entry in the legend, which is also its switch."""
    letter = LETTERS[table]
    title = escaped(declaration.tables[table].title)
    return (
        f'<label class="key k{letter}"><input type="checkbox" id="show-{letter}" checked>'
        f'<span class="tag" aria-hidden="true">{letter}</span><span class="k">{title}</span>'
        "</label>"
    )


def _article(view: ArticleView, prefix: str, declaration: PackageDeclaration) -> Iterator[str]:
    meta = view.article.meta
    facts = [meta.publisher, meta.published_on and meta.published_on.isoformat()]
    facts.append("; ".join(meta.authors))
    line = "".join(f" · <bdi>{escaped(fact)}</bdi>" for fact in facts if fact)
    unseen = ' class="unseen"' if _headline(view.article) == meta.title else ""
    yield f'<section class="article" id="{prefix}" aria-labelledby="{prefix}-name">\n'
    yield f'<header class="about"><h2 id="{prefix}-name"{unseen}>'
    yield f"<bdi>{escaped(meta.title or meta.article_id)}</bdi></h2>"
    yield f'<p class="line"><code>{escaped(meta.article_id)}</code>{line}</p>\n'
    yield record(view)
    yield '</header>\n<div class="panes">\n'
    yield f'<div class="text" lang="{escaped(meta.language)}" role="region" aria-label="Article">'
    yield from article_text(view, prefix)
    yield '</div>\n<div class="rows" role="region" aria-label="Rows">\n'
    yield from groups(view, prefix, declaration)
    yield "</div>\n</div>\n</section>\n"


def _headline(article: Article) -> str | None:
    """The headline, where the text itself begins with one."""
    return next(
        (article.text[b.start : b.end] for b in article.blocks_of(BlockKind.HEADLINE)), None
    )


def _rules_of(view: ArticleView) -> Iterator[tuple[str, str]]:
    """Table and name of the rule behind each cell."""
    for name, cards in view.cards.items():
        for card in cards:
            for cell in card.cells:
                for source in cell.sources:
                    if source.rule is not None:
                        yield name, source.rule


def _rule_list(used: Mapping[tuple[str, str], int], declaration: PackageDeclaration) -> str:
    """All rules at work, with what they say of themselves."""
    if not used:
        return ""
    lines = []
    for table in LETTERS:
        for rule, count in sorted((rule, n) for (name, rule), n in used.items() if name == table):
            says = sentence(table, rule)
            lines.append(
                f'<tr class="k{LETTERS[table]}" id="{escaped(rule_id(table, rule))}">'
                f'<td><span class="tag" aria-hidden="true">'
                f"{LETTERS[table]}</span> {escaped(declaration.tables[table].title)}</td>"
                f"<td><code>{escaped(rule)}</code></td>"
                f'<td>{escaped(says) if says else ""}</td><td class="number">{count}</td></tr>\n'
            )
    return (
        '<section class="rules" aria-labelledby="rules"><details><summary><h2 id="rules">'
        f"Rules at work ({len(lines)})</h2></summary>\n<table><thead><tr><th>Table</th>"
        '<th>Rule</th><th>What it reads</th><th class="number">Cells</th></tr></thead>\n<tbody>\n'
        f"{''.join(lines)}</tbody></table></details></section>\n"
    )

"""What the page shows of an article: its rows as cards, each cell with the words behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.articles.model import Article
from toolkit.extract.evidence import as_text
from toolkit.extract.model import Row
from toolkit.extract.pipeline import ArticleResult
from toolkit.schema.model import PackageDeclaration, TableSchema
from toolkit.view.headings import HEADINGS
from toolkit.view.labels import Labels
from toolkit.view.spans import Words, numbered

LETTERS = {
    "calls": "C",
    "participants": "P",
    "topics": "T",
    "quotes": "Q",
    "figures": "F",
    "people": "N",
}
"""The letter that each table's rows are tagged with, in the order shown."""

COLOURED = ("calls", "participants", "topics", "quotes", "figures")
"""The tables whose words are coloured in the text."""

_CHIEF = {
    "calls": "call_id",
    "participants": "person_id",
    "topics": "topic_code",
    "quotes": "content",
    "figures": "surface",
}
"""The cell whose words are a row's chief words."""


@dataclass(frozen=True, slots=True)
class Source:
    """Words behind a cell.

    Attributes:
        start: offset of the first character in the clean text.
        end: offset after the last character.
        value: the value that they say.
        rule: the rule that read it; ``None`` where none is told.
    """

    start: int
    end: int
    value: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row.

    Attributes:
        name: its column.
        title: the column's heading.
        value: the value as evidence writes it; ``None`` for null.
        label: what the value is called in words, where it is a code or a key.
        sources: the words behind it.
        link: whether it only says which row of another coloured table this one belongs to.
    """

    name: str
    title: str
    value: str | None
    label: str | None
    sources: tuple[Source, ...]
    link: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One row.

    Attributes:
        table: its table.
        tag: letter and number, unique in the article.
        row_id: its key, as evidence writes it.
        heading: the row in a few words.
        facts: further words about it.
        chief: its chief words; ``None`` where it has none.
        cells: all its cells, in the order declared.
    """

    table: str
    tag: str
    row_id: str
    heading: str
    facts: tuple[str, ...]
    chief: Source | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its cards.

    Attributes:
        article: the article.
        record: the cells of its row in ``articles``, without the text itself.
        cards: cards by table, in the order shown.
        words: the words that cards rest on, by span.
    """

    article: Article
    record: tuple[Cell, ...]
    cards: dict[str, tuple[Card, ...]]
    words: dict[tuple[int, int], Words]


def view_of(
    result: ArticleResult,
    declaration: PackageDeclaration,
    wanted: Iterable[str],
) -> ArticleView:
    """What the page shows of one article.

    Args:
        result: the article and its rows.
        declaration: titles, descriptions and code lists.
        wanted: the tables to show; the article itself is always shown.
    """
    tags = _tags(result, declaration)
    labels = Labels(result.tables, declaration, tags)
    sources = _sources(result.tables)
    asked = set(wanted)
    cards = {}
    for name in LETTERS:
        schema = declaration.tables[name]
        if name in asked:
            cards[name] = tuple(
                _card(schema, row, tags, labels, sources) for row in result.tables.get(name, ())
            )
    schema = declaration.tables["articles"]
    rows = result.tables.get("articles", ())
    record = [cell for row in rows for cell in _cells(schema, row, "", labels, {})]
    words = _words(cards, len(result.article.text))
    without_text = tuple(cell for cell in record if cell.name != "text")
    return ArticleView(result.article, without_text, cards, words)


def row_key(schema: TableSchema, row: Row) -> str:
    """A row's key, as evidence writes it."""
    return "|".join(as_text(row.get(name)) for name in schema.primary_key)


def _tags(result: ArticleResult, declaration: PackageDeclaration) -> dict[tuple[str, str], str]:
    return {
        (table, row_key(declaration.tables[table], row)): f"{letter}{number}"
        for table, letter in LETTERS.items()
        for number, row in enumerate(result.tables.get(table, ()), start=1)
    }


_Sources = dict[tuple[str, str, str], list[Source]]
"""Words by table, row and column."""


def _sources(tables: dict[str, list[Row]]) -> _Sources:
    """All words behind cells: of evidence rows, and of the spans that rows hold themselves."""
    found: _Sources = defaultdict(list)
    for row in tables.get("evidence", ()):
        key = (row["table_name"], row["row_id"], row["field_name"])
        found[key].append(Source(row["start_char"], row["end_char"], row["value"], row["rule"]))
    for quote in tables.get("quotes", ()):
        row_id, name = quote["quote_id"], quote.get("speaker_name")
        start, end = quote["start_char"], quote["end_char"]
        rule = quote.get("rule")
        found["quotes", row_id, "content"].append(Source(start, end, quote["content"], rule))
        start, end = quote.get("speaker_start_char"), quote.get("speaker_end_char")
        if start is None or end is None:
            continue
        for column in ("speaker_id", "speaker_name", "speaker_country_code", "speaker_as_written"):
            if quote.get(column) is not None:
                source = Source(start, end, quote[column], rule)
                found["quotes", row_id, column].append(source)
        if quote.get("speaker_id") is not None and name is not None:
            found["people", quote["speaker_id"], "name"].append(Source(start, end, name))
    for figure in tables.get("figures", ()):
        start, end = figure["start_char"], figure["end_char"]
        rule = figure.get("rule")
        source = Source(start, end, figure["surface"], rule)
        for column in ("value", "value_max", "unit_code", "counted", "qualifier_code", "surface"):
            if figure.get(column) is not None:
                found["figures", figure["figure_id"], column].append(source)
    for (table, _, column), sources in list(found.items()):
        if table == "participants" and column == "person_id":
            for source in sources:
                mention = Source(source.start, source.end, source.value)
                found["people", source.value, "name"].append(mention)
    return found


def _card(
    schema: TableSchema,
    row: Row,
    tags: dict[tuple[str, str], str],
    labels: Labels,
    sources: _Sources,
) -> Card:
    row_id = row_key(schema, row)
    cells = _cells(schema, row, row_id, labels, sources)
    heading, facts = HEADINGS[schema.name](row, labels)
    chief = sources.get((schema.name, row_id, _CHIEF.get(schema.name, "name")))
    return Card(
        table=schema.name,
        tag=tags[schema.name, row_id],
        row_id=row_id,
        heading=heading,
        facts=tuple(fact for fact in facts if fact),
        chief=min(chief, key=lambda source: source.start) if chief else None,
        cells=cells,
    )


def _cells(
    schema: TableSchema, row: Row, row_id: str, labels: Labels, sources: _Sources
) -> tuple[Cell, ...]:
    links = {
        key.fields[0]
        for key in schema.foreign_keys
        if key.resource in COLOURED and key.resource != schema.name
    }
    cells = []
    for field in schema.fields:
        value = row.get(field.name)
        behind = sources.get((schema.name, row_id, field.name), [])
        cells.append(
            Cell(
                name=field.name,
                title=field.title,
                value=None if value is None else as_text(value),
                label=labels.of(schema.name, field.name, value),
                sources=tuple(sorted(set(behind), key=lambda s: (s.start, s.end, s.rule or ""))),
                link=field.name in links,
            )
        )
    return tuple(cells)


def _words(cards: dict[str, tuple[Card, ...]], length: int) -> dict[tuple[int, int], Words]:
    shown: Sequence[Card] = [card for found in cards.values() for card in found]
    spans = [(s.start, s.end) for card in shown for cell in card.cells for s in cell.sources]
    words = numbered(spans, length)
    for card in shown:
        for cell in card.cells:
            for source in cell.sources:
                word = words.get((source.start, source.end))
                if word is not None and card.table in COLOURED:
                    (word.links if cell.link else word.tables).add(card.table)
        if card.chief is not None and card.table in COLOURED:
            word = words.get((card.chief.start, card.chief.end))
            if word is not None:
                word.tags.setdefault(card.table, []).append(card.tag)
    return words

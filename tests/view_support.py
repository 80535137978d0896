"""Reads the page of ``--html`` back, with the parser of the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "input", "br"})


@dataclass
class Link:
    """Words behind a cell: what the link shows, where they stand, and the rule beside it."""

    start: int
    end: int
    shown: str = ""
    rule: str | None = None


@dataclass
class ShownCell:
    value: str = ""
    label: str = ""
    null: bool = False
    links: list[Link] = field(default_factory=list)


@dataclass
class ShownArticle:
    text: str = ""
    about: str = ""
    pieces: list[tuple[frozenset[str], str]] = field(default_factory=list)
    kinds: list[str | None] = field(default_factory=list)
    rows: dict[tuple[str, str], dict[str, ShownCell]] = field(default_factory=dict)
    cards: dict[tuple[str, str], str] = field(default_factory=dict)


class Page(HTMLParser):
    """What stands where in a page."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.articles: list[ShownArticle] = []
        self.contents: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._row: tuple[str, str] | None = None
        self._cell: ShownCell | None = None
        self.feed(source)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        assert len(own) == len(attrs), "no attribute stands twice"
        self.elements.append((tag, own))
        if tag not in VOID:
            self._open.append((tag, own))
        classes = (own.get("class") or "").split()
        if tag == "section" and "article" in classes:
            self.articles.append(ShownArticle())
        elif "block" in classes:
            self.articles[-1].kinds.append(own.get("data-kind"))
        elif "card" in classes:
            self._row = (str(own["data-table"]), str(own["data-row"]))
            assert self._row not in self.articles[-1].rows
            self.articles[-1].rows[self._row] = {}
            self.articles[-1].cards[self._row] = ""
        elif tag == "tr" and self._row and "data-field" in own:
            self._cell = ShownCell()
            self.articles[-1].rows[self._row][str(own["data-field"])] = self._cell
        elif tag == "a" and "w" in classes and self._cell:
            start, end = int(str(own["data-start"])), int(str(own["data-end"]))
            self._cell.links.append(Link(start, end))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"{opened} is closed by {tag}"
        if tag == "tr":
            self._cell = None
        elif tag == "article":
            self._row = None

    def handle_data(self, data: str) -> None:
        classes = {name for _, own in self._open for name in (own.get("class") or "").split()}
        if self._open and self._open[-1][0] in ("style", "script", "title"):
            self.contents[self._open[-1][0]] = data
        if not self.articles:
            return
        shown = self.articles[-1]
        if "text" in classes:
            shown.text += data
            words = [own["data-w"] for _, own in self._open if own.get("class") == "s"]
            if words:
                shown.pieces.append((frozenset(str(words[0]).split()), data))
        elif "about" in classes:
            shown.about += data
        elif self._row is not None:
            shown.cards[self._row] += data
            if self._cell is not None:
                self._read_cell(self._cell, classes, data)

    @staticmethod
    def _read_cell(cell: ShownCell, classes: set[str], data: str) -> None:
        if "value" in classes:
            cell.value += data
        elif "label" in classes:
            cell.label += data
        elif "null" in classes:
            cell.null = True
        elif "rule" in classes and cell.links:
            cell.links[-1].rule = data
        elif "w" in classes:
            cell.links[-1].shown += data

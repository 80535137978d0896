"""Quotations and figures of a dataset held against the articles that they were read in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from typing import Any

from toolkit.extract.figures.find import Figure, find_figures
from toolkit.verify.find import Passage, Searched, settings
from toolkit.verify.held import Held

Row = Mapping[str, Any]

_INDIRECT = "indirect"
_MARKUP = re.compile(r"<[^<>]{0,2000}>|\]\([^()\s]{0,500}\)")


class Verdict(StrEnum):
    """What became of a wording."""

    VERIFIED = "verified"
    DIFFERS = "differs"
    NOT_FOUND = "not found"
    NOT_HELD = "article not held"


class Kind(StrEnum):
    """What is checked."""

    QUOTATION = "quotation"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation or figure.

    Attributes:
        kind: which of the two.
        row_id: its identifier.
        article_id: the article that it was read in.
        verdict: what was found.
        wording: its words in the dataset.
        found: the article's words where they differ, the nearest passage; else empty.
        start: offset of the found words in the clean text of the article held; ``None`` where
            nothing was found, or only in the text as received.
        share: how much of both wordings agrees, by letters; 1 where verified, 0 where not found.
        remark: what else is to be said.
    """

    kind: Kind
    row_id: str
    article_id: str
    verdict: Verdict
    wording: str
    found: str = ""
    start: int | None = None
    share: float = 0.0
    remark: str = ""


class _Article:
    """One held article; what is costly is made when it is asked for, once.

    Args:
        held: the article.
        rows: the dataset's figures of it.
    """

    def __init__(self, held: Held, rows: Sequence[Row]) -> None:
        self.clean = Searched(held.article.text)
        self._held = held
        self._rows = rows

    @cached_property
    def received(self) -> Searched:
        """The text as received, without tags and link targets."""
        return Searched(_MARKUP.sub(" ", self._held.received))

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures of the article."""
        article = self._held.article
        return find_figures(article.text, [(block.start, block.end) for block in article.blocks])

    def unclaimed(self, row: Row) -> Figure | None:
        """The figure nearest in value of a row's unit and noun that no row of the dataset has."""
        claimed = {_row_value(own) for own in self._rows}
        others = [
            figure
            for figure in self.figures
            if figure.unit_code == row["unit_code"]
            and _noun(figure.counted) == _noun(row["counted"])
            and _value(figure) not in claimed
        ]
        near = max(others, key=lambda figure: _closeness(figure.value, row["value"]), default=None)
        if near is None or _closeness(near.value, row["value"]) < settings()["least_closeness"]:
            return None
        return near

    def passage(self, figure: Figure, wording: str) -> Passage:
        """A figure's words, with how much of them agrees with a wording, by characters."""
        words = self.clean.text[figure.start : figure.end]
        share = SequenceMatcher(None, wording, words, autojunk=False).ratio()
        return Passage(figure.start, figure.end, words, share)


def verify(
    tables: Mapping[str, Iterable[Row]],
    held: Mapping[str, Held],
    on_progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> Iterator[Checked]:
    """Check every quotation and figure, article by article.

    What is told in indirect speech is the dataset's own wording and is left out.

    Args:
        tables: rows of the tables ``quotes`` and ``figures``.
        held: article identifier to the article.
        on_progress: told how many articles are done.
    """
    quotations: dict[str, list[Row]] = {}
    figures: dict[str, list[Row]] = {}
    for by_article, name in ((quotations, "quotes"), (figures, "figures")):
        for row in tables[name]:
            if not is_indirect(row):
                by_article.setdefault(str(row["article_id"]), []).append(row)
    names = sorted({*quotations, *figures})
    for done, name in enumerate(names):
        on_progress("verifying", done, len(names))
        own = figures.get(name, [])
        article = _Article(held[name], own) if name in held else None
        for row in quotations.get(name, []):
            yield _check(_asked(Kind.QUOTATION, row), row, article)
        for row in own:
            yield _check(_asked(Kind.FIGURE, row), row, article)


def is_indirect(row: Row) -> bool:
    """Whether a statement is told in indirect speech."""
    return row.get("kind_code") == _INDIRECT


def _asked(kind: Kind, row: Row) -> Checked:
    """What is to be checked, as not found."""
    quotation = kind is Kind.QUOTATION
    row_id = str(row["quote_id"] if quotation else row["figure_id"])
    wording = str(row["content"] if quotation else row["surface"])
    return Checked(kind, row_id, str(row["article_id"]), Verdict.NOT_FOUND, wording)


def _check(asked: Checked, row: Row, article: _Article | None) -> Checked:
    if article is None:
        return replace(asked, verdict=Verdict.NOT_HELD)
    found = article.clean.exact(asked.wording)
    if found is not None:
        return replace(asked, verdict=Verdict.VERIFIED, start=found.start, share=1.0)
    if article.received.exact(asked.wording) is not None:
        remark = "outside the article's prose"
        return replace(asked, verdict=Verdict.VERIFIED, share=1.0, remark=remark)
    near = article.clean.nearest(asked.wording)
    if asked.kind is Kind.FIGURE:
        return _check_figure(asked, row, article, near)
    return asked if near is None else _differs(asked, near)


def _check_figure(asked: Checked, row: Row, article: _Article, near: Passage | None) -> Checked:
    """A figure whose wording the article lacks.

    The first letter may be a capital because the figure begins a sentence of the dataset's text.
    Else another wording of the value is looked for, then a passage with one of its numbers, then
    a figure of the same unit that the dataset has not.
    """
    wording = asked.wording
    capital = article.clean.exact(wording[:1].swapcase() + wording[1:])
    if capital is not None:
        remark = "but for the capital that begins a sentence"
        return replace(
            asked, verdict=Verdict.VERIFIED, start=capital.start, share=1.0, remark=remark
        )
    same = next((figure for figure in article.figures if _value(figure) == _row_value(row)), None)
    if same is not None:
        return _differs(asked, article.passage(same, wording), "the same value")
    if near is not None and _shares_number(wording, near):
        return _differs(asked, near)
    other = article.unclaimed(row)
    if other is not None:
        return _differs(asked, article.passage(other, wording), "another value")
    return asked


def _differs(asked: Checked, near: Passage, remark: str = "") -> Checked:
    return replace(
        asked,
        verdict=Verdict.DIFFERS,
        found=near.wording,
        start=near.start,
        share=near.share,
        remark=remark,
    )


Value = tuple[Decimal | None, Decimal | None, str]
"""Lower end, upper end and unit of a figure; numbers to the six decimals of the dataset."""


def _value(figure: Figure) -> Value:
    return _number(figure.value), _number(figure.value_max), figure.unit_code


def _row_value(row: Row) -> Value:
    return _number(row["value"]), _number(row["value_max"]), str(row["unit_code"])


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.000001"))


def _closeness(first: Any, second: Any) -> float:
    """How near two numbers are: the smaller by the greater, 0 where their signs differ."""
    one, other = sorted((float(first), float(second)), key=abs)
    return max(one / other, 0.0) if other else 1.0


def _noun(counted: str | None) -> str:
    """The last word of what is counted, without a plural ending."""
    return counted.split()[-1].lower().removesuffix("s") if counted else ""


def _shares_number(wording: str, near: Passage) -> bool:
    """Whether a passage near to a figure has one of its numbers or its number word."""
    numbers = set(re.findall(r"\d+", wording)) or set(wording.lower().split()[:1])
    return bool(numbers & set(re.findall(r"\w+", near.wording.lower())))

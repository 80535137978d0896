"""What verifying found: text for readers, JSON, and CSV."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.console import Style, plain, plural
from toolkit.verify.check import Checked, Kind, Verdict
from toolkit.verify.held import Held, How

DEFAULT_LIMIT = 20
CSV_COLUMNS = ("kind", "row_id", "article_id", "verdict", "wording", "found", "start_char", "share")
_HOW = {
    How.RECEIVED: "as received",
    How.ARTICLE_ID: "a copy, by its article_id",
    How.URL: "a copy, by its address",
    How.TITLE: "a copy, by its headline",
}
_WRONG = (Verdict.DIFFERS, Verdict.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Verified:
    """All that verifying found.

    Attributes:
        checked: every quotation and figure, article by article.
        articles: all identifiers of articles, in the order of the dataset.
        held: those that were found.
        unread: a line for each file that could not be read.
        indirect: how many statements in indirect speech were left out.
    """

    checked: Sequence[Checked]
    articles: Sequence[str]
    held: Mapping[str, Held]
    unread: Sequence[str]
    indirect: int

    @property
    def counts(self) -> Mapping[tuple[Kind, Verdict], int]:
        """How many of each kind have each verdict."""
        return Counter((item.kind, item.verdict) for item in self.checked)

    @property
    def wrong(self) -> int:
        """How many differ or are not found."""
        return sum(1 for item in self.checked if item.verdict in _WRONG)


def text(verified: Verified, style: Style, limit: int = DEFAULT_LIMIT) -> Iterator[str]:
    """The lines of a report: articles, what is wrong with both wordings, counts.

    Args:
        verified: what was found.
        style: the terminal.
        limit: cases of each verdict to show; 0 shows all.
    """
    by_article: dict[str, Counter[Verdict]] = {name: Counter() for name in verified.articles}
    for item in verified.checked:
        by_article.setdefault(item.article_id, Counter())[item.verdict] += 1
    for name, counts in by_article.items():
        held = verified.held.get(name)
        told = ", ".join(f"{counts[v]:,} {v.value}" for v in Verdict if counts[v])
        how = f"{_HOW[held.how]}: {plain(held.article.source)}" if held else "not held"
        yield f"{style.bold(name)}  {told or 'nothing to verify'}  {style.dim(f'({how})')}"
    for verdict in _WRONG:
        yield from _cases(verified, verdict, style, limit)
    yield ""
    if verified.unread:
        more = len(verified.unread) - 1
        others = f" (and {plural(more, 'more file')})" if more else ""
        yield style.dim(f"note: not read: {plain(verified.unread[0])}{others}")
    if verified.indirect:
        said = plural(verified.indirect, "statement")
        yield style.dim(f"note: {said} in indirect speech left out: the words are the dataset's")
    for kind in Kind:
        counted = {v: verified.counts.get((kind, v), 0) for v in Verdict}
        told = ", ".join(f"{count:,} {v.value}" for v, count in counted.items() if count)
        yield f"{plural(sum(counted.values()), kind.value)}: {told or 'none'}"


def _cases(verified: Verified, verdict: Verdict, style: Style, limit: int) -> Iterator[str]:
    """The cases of one verdict, each with the dataset's words and the article's."""
    cases = [item for item in verified.checked if item.verdict is verdict]
    for item in cases[: limit or None]:
        yield ""
        share = f", {item.share:.0%} alike" if item.share else ""
        remark = f", {item.remark}" if item.remark else ""
        head = f"{verdict.value}: {item.kind.value} {item.row_id}"
        yield f"{style.bold(head)}{style.dim(f'{share}{remark}')}"
        yield f"  {style.red('- dataset: ' + plain(item.wording))}"
        if item.found:
            yield f"  {style.green('+ article: ' + plain(item.found))}"
    if left := len(cases) - len(cases[: limit or None]):
        yield ""
        yield style.dim(f"… and {left:,} more: {verdict.value}; --limit 0 shows all")


def as_json(verified: Verified) -> str:
    """A JSON object with everything in it."""
    counts = {
        kind.value: {v.value: verified.counts.get((kind, v), 0) for v in Verdict} for kind in Kind
    }
    articles = [_article(name, verified.held.get(name)) for name in verified.articles]
    found = {
        "counts": counts,
        "indirect": verified.indirect,
        "articles": articles,
        "unread": list(verified.unread),
        "checked": [_item(item) for item in verified.checked],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _article(name: str, held: Held | None) -> dict[str, Any]:
    return {
        "article_id": name,
        "held": held is not None,
        "matched_by": held.how.value if held else None,
        "source": held.article.source if held else None,
    }


def _item(item: Checked) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "row_id": item.row_id,
        "article_id": item.article_id,
        "verdict": item.verdict.value,
        "wording": item.wording,
        "found": item.found or None,
        "start_char": item.start,
        "share": round(item.share, 3),
        "remark": item.remark or None,
    }


def csv_rows(verified: Verified) -> Iterator[list[str | None]]:
    """The header and a row for each quotation and figure."""
    yield list(CSV_COLUMNS)
    for item in verified.checked:
        told = _item(item)
        yield [None if told[name] is None else str(told[name]) for name in CSV_COLUMNS]

"""Topics that did not exist yet when an article was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.model import Document
from toolkit.extract.topics.model import CallLike
from toolkit.extract.topics.wording.lexicon import Found, Term


def of_its_time(
    hits: list[Found[Term]], document: Document, calls: Sequence[CallLike]
) -> list[Found[Term]]:
    """The topic words without those of topics that came up only later.

    "Gas for Europe through Ukraine" is about no war in 2009.

    Args:
        hits: the topic words of an article, in order.
        document: the article.
        calls: its calls; the latest of their days stands for the article's where it has none.
    """
    day = document.published_on or max(
        (call.called_on for call in calls if call.called_on), default=dt.date.max
    )
    later = {code for code, year in _since() if day.year < year}
    return [hit for hit in hits if hit.value.code not in later] if later else hits


@cache
def _since() -> tuple[tuple[str, int], ...]:
    return tuple((row["code"], int(row["since"])) for row in lexicons.table("topic_since"))

"""What one of the two sides does that is no act in a call: "hosted a dinner", "faces protests"."""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.topics.sentences.clauses import VERBS, Anchor, Clauses
from toolkit.patterns import late

# "Ruiz faces protests": the news of today, where "faced" could be of the call.
_NOW = late(r" (?:now |still |already |currently )?(?!has |is |was |his |its )\w{2,}[^\Ws]s ")
_DIRECTLY = 12
"""How far behind the one who acts the verb begins, in characters."""


def does_else(clauses: Clauses, subject: Anchor) -> bool:
    """Whether what stands behind the one who acts tells of something else than the call.

    Args:
        clauses: the sentence.
        subject: who acts in it.
    """
    if _no_act().match(clauses.folded, subject.end, clauses.sentence.end):
        return True
    now = _NOW.match(clauses.folded, subject.end) is not None
    return now and not _speaks_now(clauses, subject)


@cache
def _no_act() -> re.Pattern[str]:
    """What stands behind a name where no act in the call is told: "has long", "is", "s aides"."""
    words = "|".join(sorted(lexicons.words("topic_no_acts")))
    return late(
        r"\W*(?:\d+\W+)?(?:and (?:\w+ ){1,3}?)?(?:\w+ly |also |both )?(?:(?:who|which|whose) )?"
        rf"(?:{words})\b"
    )


def _speaks_now(clauses: Clauses, subject: Anchor) -> bool:
    """Whether the verb in the present is one of speech, as accounts in the present have it."""
    verb = next((f for f in clauses.frames if f.end > subject.end), None)
    return verb is not None and verb.value in VERBS and verb.start - subject.end < _DIRECTLY

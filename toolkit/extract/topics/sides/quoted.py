"""Whose words somebody passes on: "the daily quoted the ministry as saying"."""

from __future__ import annotations

from toolkit.extract.topics.sentences.clauses import Anchor, Clauses, Role
from toolkit.extract.topics.wording.lexicon import Found

_QUOTED_REACH = 90


def whom_quoted(clauses: Clauses, verb: Found[str]) -> Anchor | None:
    """Whose words somebody passes on: "the daily quoted the ministry as saying"."""
    if clauses.between(verb.start, verb.end) not in ("quoted", "cited"):
        return None
    reach = verb.end + _QUOTED_REACH
    for anchor in clauses.anchors:
        quoted = verb.end <= anchor.start < reach and clauses.folded.startswith(" as ", anchor.end)
        if quoted and anchor.country_code and anchor.role is not Role.PARTICIPANT:
            return anchor
    return None

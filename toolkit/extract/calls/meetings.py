"""Meetings in person, told in or beside a sentence that says that two leaders spoke."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolkit.extract.calls.skeleton import Skeleton
from toolkit.extract.model import Mention

IN_PERSON = re.compile(
    r"\b(?:met|meets?|meeting|summit|sidelines|in person|face[- ]to[- ]face|dinner"
    r"|bilaterals?(?=[,.;]|$)|side by side|podium|news conference|at the white house|banquet"
    r"|lunch)\b"
)
"""What says of those who spoke that they were in one place."""
_MET_WITH = re.compile(
    r"\b(?:met|meets|meeting|meetings|talks|lunch|dinner)(?: [a-z]+){0,2}? (?:with )?(?:the )?"
    r"P(?P<number>\d+)"
)


def only_others_met(sk: Skeleton, keys: Collection[str]) -> bool:
    """Whether the only meeting of a sentence is one with somebody who took no part in the call.

    Args:
        sk: a sentence that tells of a meeting.
        keys: the keys of those who took part.
    """
    met = _MET_WITH.search(sk.text)
    if met is None or IN_PERSON.search(sk.text[: met.start()] + sk.text[met.end() :]):
        return False
    piece = sk.pieces[int(met["number"])]
    entity = piece.entity if isinstance(piece, Mention) else None
    return entity is not None and entity.key not in keys

"""Titles behind a name and a comma that are no apposition: they act, or tell what stands before."""

from __future__ import annotations

from toolkit.patterns import compiled

REACH = 120
"""How far an apposition reaches, in characters."""
_DOES = compiled(r" (?:also |then |later )?(?:[a-z]+ed|told|said|spoke|rang|met|sent|made)\b")
_SAYS = compiled(
    r"(?: (?!who |and )[\w.’'-]+){0,5}? (?:said|says|added|adds|told|announced|reported|confirmed"
    r"|stated|noted|wrote)\b"
)
_OPENING = compiled(
    r"\s?(?:Speaking|Talking|Addressing|Telephoning|Phoning|Calling|Thanking|Congratulating|Minutes|Hours"
    r"|Days|Shortly|Soon|After|Before|When|As|While|During)\b"
)
"""How a sentence opens whose subject comes behind a comma."""


def is_subject(text: str, name: int, title_end: int) -> bool:
    """Whether a title behind a name is the subject of a verb of its own.

    "Minutes after Bush called Musharraf, the Pakistani leader phoned Singh", and who tells what
    stands before: "She rang Lee, an aide said".

    Args:
        text: the article's clean text.
        name: offset of the name.
        title_end: offset after the title.
    """
    begun = _begun(text, name)
    if _DOES.match(text, title_end) and _OPENING.match(text, begun, name):
        return True
    return _SAYS.match(text, title_end) is not None and bool(text[begun:name].strip(" \n\"“’'"))


def _begun(text: str, name: int) -> int:
    """Where the sentence of a name begins, if not far before it."""
    low = max(0, name - REACH)
    return max(text.rfind(mark, low, name) for mark in (". ", "\n", "\u201d ")) + 1

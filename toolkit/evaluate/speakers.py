"""Whether the speaker of an attribution is the annotated source."""

from __future__ import annotations

import re
from enum import StrEnum

from toolkit.evaluate.model import Span
from toolkit.evaluate.words import words

_PRONOUNS = words("pronoun")
_NOT_NAMES = _PRONOUNS | words("short_title") | words("name_suffix")
_NO_NAMES = _PRONOUNS | words("short_title")
_WORD = re.compile(r"[\w'’\-]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_EDGES = "'’-"


class Verdict(StrEnum):
    """How a speaker compares to the gold source.

    ``RESOLVED``: a full name where the source is a lone pronoun; whether it is the right name is
    not checked, and it does not count as right.
    """

    SPAN = "span"
    NAME = "name"
    RESOLVED = "resolved"
    WRONG = "wrong"

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self in (Verdict.SPAN, Verdict.NAME)


def is_pronoun(source: str) -> bool:
    """Whether the source is one word, and that a pronoun."""
    found: list[str] = re.findall(r"\w+", source)
    return len(found) == 1 and found[0].lower() in _PRONOUNS


def last_name_token(name: str) -> str | None:
    """The last name token: capitalised if any is, before the first comma, no title, no ``Jr.``."""
    head = _POSSESSIVE.sub("", name.split(",")[0])
    tokens = [t for t in _WORD.findall(head) if t.lower() not in _NOT_NAMES]
    tokens = [t for t in tokens if t[0].isupper()] or tokens
    return tokens[-1].strip(_EDGES).lower() if tokens else None


def is_full_name(name: str) -> bool:
    """Whether there are two capitalised tokens before the first comma."""
    tokens: list[str] = _WORD.findall(name.split(",")[0])
    return sum(t[0].isupper() and t.lower() not in _NO_NAMES for t in tokens) >= 2


def judge(
    sources: tuple[Span, ...], source_text: str, span: Span | None, name: str | None
) -> Verdict:
    """Compare a speaker with the gold source.

    Right is a span that shares a character with the source, or a name whose last token is one of
    the source's, ignoring case.

    Args:
        sources: spans of the gold source.
        source_text: their words.
        span: the words that name the speaker found.
        name: the name found.
    """
    if span and any(max(span[0], start) < min(span[1], end) for start, end in sources):
        return Verdict.SPAN
    last = last_name_token(name) if name else None
    if last:
        tokens = _WORD.findall(_POSSESSIVE.sub("", source_text))
        if last in {token.strip(_EDGES).lower() for token in tokens}:
            return Verdict.NAME
    if name and is_full_name(name) and is_pronoun(source_text):
        return Verdict.RESOLVED
    return Verdict.WRONG

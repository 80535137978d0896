"""Words whose class their neighbours tell: an owner without an s, "per" before who reports."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_ARTICLES = frozenset({"the", "a", "an"})


def per_sources(text: str, words: Sequence[str], starts: Sequence[int], tags: str) -> Iterator[int]:
    """Each word "per" that names a source: (as) per the palace; not: per cent, per person.

    Args:
        text: the text of a document.
        words: its words.
        starts: where each begins.
        tags: the class of each.
    """
    for per in (" per ", "Per "):
        start = text.find(per)
        while start >= 0:
            at = bisect_left(starts, start + (per[0] == " "))
            start = text.find(per, start + 1)
            if at + 1 < len(words) and words[at].lower() == "per" and _names(words, tags, at):
                yield at


def _names(words: Sequence[str], tags: str, at: int) -> bool:
    """Whether "per" opens a clause or follows a mark or "as", and a name or a noun follows it."""
    begins = at == 0 or words[at] == "Per" or tags[at - 1] in ",Q(" or words[at - 1].lower() == "as"
    return begins and (tags[at + 1] == "N" or words[at + 1] in _ARTICLES)


def owners(text: str) -> Iterator[int]:
    """Where words end that own what follows by an apostrophe alone: the Philippines' president."""
    for mark in ("’ ", "' "):  # to look for each is faster than a pattern that begins with "s"
        end = text.find(mark)
        while end >= 0:
            if text[end - 1] == "s" and text[end + 2 : end + 3].isalnum():
                yield end
            end = text.find(mark, end + 1)


def after_verbs(tags: str) -> Iterator[int]:
    """Each verb that follows a verb of saying at once: denied *reports*, denying *claims*."""
    for pair in ("VV", "vV", "GV"):  # to look for each is faster than a pattern
        at = tags.find(pair)
        while at >= 0:
            yield at + 1
            at = tags.find(pair, at + 1)

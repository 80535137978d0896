"""Plain text to drafts: where does a paragraph end?"""

from __future__ import annotations

import re
from itertools import pairwise

from toolkit.articles.draft import Draft, Hint, draft_of
from toolkit.patterns import late

Line = tuple[int, int, str]
"""Received start and end of a line without its indentation and line break, and its text."""

# Lines longer than this are whole paragraphs: no mailer or editor wraps that wide.
WIDEST_WRAP = 120
# A line that stops this far from the margin (as a share of the text's width) was broken by hand.
SHORT_LINE = 0.75
# A text is hard-wrapped when this share of its line breaks inside a group runs on in lower case.
RUNNING_ON_SHARE = 0.4
# Shorter lines are what is left of a table or menu ("|"), not words.
SHORTEST_WORDS = 3

_ITEM = late(r"(?:[-*•‣▪●·◦]|–|—)[ \t]+(?=\S)")
_MAIL_FIELD = late(r"(?:From|Date|Sent|To|Cc|Subject|Reply-To|Newsgroups): ", re.IGNORECASE)
_RULE = late(r"(?:[-_=*~#•·. ]{3,}|[-_=*~#•·]+)\.?$")
# What list marks and rules begin with.
_MARKS = frozenset("-_=*~#•‣▪●·◦–—. ")
_TERMINAL = frozenset(".!?”\"’'):")


def plain_drafts(received: str, start: int = 0) -> list[Draft]:
    """The blocks of a plain text.

    Blank lines end a block. Where lines are whole paragraphs, each line is a block; where the text
    is hard-wrapped, lines are joined up to the next blank line, list mark, indented line or line
    that stops well before the margin. Which of the two holds is read from the line lengths.

    Args:
        received: the whole received text.
        start: where the text proper begins.

    Returns:
        The drafts in order. Lines that only draw a rule (``___``) are left out.
    """
    groups = _groups(received, start)
    width = _wrap_width(groups)
    drafts: list[Draft] = []
    none = Hint.NONE
    for number, group in enumerate(groups):
        for first, last, text in _paragraphs(received, group, width) if width else group:
            # As `is_tidy`, but for the ends, where no white space stands.
            if text[0] not in _MARKS and text.isprintable() and "  " not in text:
                drafts.append(Draft(text, ((0, first, last, True),), none, number))
                continue
            draft = _draft(received, first, last)
            if draft is not None:
                draft.group = number
                drafts.append(draft)
    return drafts


def _groups(received: str, start: int) -> list[list[Line]]:
    """The lines that are not blank, in groups that no blank line parts."""
    groups: list[list[Line]] = []
    group: list[Line] | None = None
    at = start
    for line in (received[start:] if start else received).splitlines(keepends=True):
        size = len(line)
        bare = line.strip() if size > 1 or line != "\n" else ""
        if bare:
            first = at if line.startswith(bare) else at + size - len(line.lstrip())
            if group is None:
                group = []
                groups.append(group)
            group.append((first, first + len(bare), bare))
        else:
            group = None
        at += size
    return groups


def _wrap_width(groups: list[list[Line]]) -> int:
    """The width a text is hard-wrapped at, or 0 where lines are whole paragraphs."""
    if len(groups) == sum(map(len, groups)):
        return 0  # no line follows on another
    lengths = [len(line) for group in groups for _, _, line in group]
    width = max(lengths, default=0)
    if width > WIDEST_WRAP:
        # A few unbreakable lines (addresses) may stand out; whole paragraphs do so in number.
        long = sum(length > WIDEST_WRAP for length in lengths)
        if long > max(1, len(lengths) // 50):
            return 0
        width = max((length for length in lengths if length <= WIDEST_WRAP), default=0)
    continued = running_on = 0
    for group in groups:
        for (_, _, line), (_, _, after) in pairwise(group):
            if len(line) < SHORTEST_WORDS or len(after) < SHORTEST_WORDS:
                continue
            continued += 1
            running_on += after[0].islower() and line[-1] not in _TERMINAL
    return width if running_on and running_on >= RUNNING_ON_SHARE * continued else 0


def _paragraphs(received: str, group: list[Line], width: int) -> list[Line]:
    """The paragraphs of one group of hard-wrapped lines."""
    out: list[tuple[int, int]] = []
    short = in_item = terminal = False
    indent = 0
    for start, end, line in group:
        item = line[0] in _MARKS and _ITEM.match(line) is not None
        before, indent = indent, _indent(received, start)
        # The next word would have fitted on a short line: the break is meant.
        broken = short and (terminal or not line[0].islower())
        indented = indent >= before + 2 and not in_item
        field = ": " in line and _MAIL_FIELD.match(line) is not None
        if not out or item or broken or indented or field:
            out.append((start, end))
            in_item = item
        else:
            out[-1] = (out[-1][0], end)
        short = len(line) < width * SHORT_LINE
        terminal = line[-1] in _TERMINAL
    return [(start, end, received[start:end]) for start, end in out]


def _indent(received: str, start: int) -> int:
    """How many columns of white space stand before a line; a tab counts as four."""
    columns = 0
    while start > 0 and received[start - 1] in " \t":
        start -= 1
        columns += 4 if received[start] == "\t" else 1
    return columns


def _draft(received: str, start: int, end: int) -> Draft | None:
    """The draft of one paragraph, its list mark taken off."""
    first = received[start]
    if not first.isalnum():
        item = _ITEM.match(received, start, end)
        if item is not None and _is_list_mark(received, item.end(), first):
            draft = draft_of(received, item.end(), end)
            if draft is not None:
                draft.hint = Hint.ITEM
            return draft
        if _RULE.match(received, start, end):
            return None
    return draft_of(received, start, end)


def _is_list_mark(received: str, after: int, mark: str) -> bool:
    """A dash before a sentence is a list mark, before lower case it is a dash."""
    return mark not in "–—" or not received[after].islower()

"""Messages copied from mail programs and web archives of mailing lists as plain text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.articles.dates import date_line, full_dates
from toolkit.articles.draft import Draft
from toolkit.patterns import late

# An archive's header stands within this many blocks of the top.
HEADER_BLOCKS = 25

_MARK = late(
    r"\d+ (?:views?|messages?|replies|unread)|skip to first unread message|unread,?|"
    r"to(?: [\w.@<>+-]+,?)*|(?:next|previous) message:? .*|messages sorted by:.*|"
    r"(?:back to|all) conversations|conversation|groups|copy link|report message|"
    r"show original message|either email addresses are anonymous.*|.{0,80}\bat\b \S+\.\w{2,6}",
    re.IGNORECASE,
)
_SURE = late(
    r"skip to first unread message|unread,?|\d+ views?|messages sorted by:.*|"
    r"(?:next|previous) message:? .*",
    re.IGNORECASE,
)
# What a sure mark begins with, but for a number; the long "s" is no other letter to a pattern.
_SURE_HEADS = frozenset("sSſuUmMnNpP")
_FIELD = late(
    r"[>* ]*\*?(From|Date|Sent|To|Cc|Subject|Reply-To|Newsgroups|Message-ID|Sender)\*?: ?\*?(.*)"
)
_FORWARD = late(
    r"[-_> ]*(?:begin )?(?:forwarded|original) message:?[-_ ]*|"
    r"on .{5,80}, .{2,80} wrote:|-{2,} ?forwarded (?:by|message).*",
    re.IGNORECASE,
)
_PREFIX = late(r"(?:(?:re|fwd?|fw|aw|wg): ?|\[[^\]]{1,40}\] ?)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListHeader:
    """What the header of a copied message says.

    Attributes:
        end: number of blocks that belong to it.
        subject: its subject, cleaned of ``Fwd:`` and list names.
        sent_on: the day it was sent.
    """

    end: int = 0
    subject: str | None = None
    sent_on: dt.date | None = None


def clean_subject(subject: str) -> str:
    """A subject without ``Re:``, ``Fwd:`` and the list's name in brackets."""
    return " ".join(_PREFIX.sub("", subject, count=1).split())


def read_list_header(drafts: Sequence[Draft]) -> ListHeader:
    """The header that an archive or a mail program left above an article.

    It is one where two marks of an archive (``4 views``, ``Skip to first unread message``,
    ``unread,``) or two mail fields (``From:``, ``Date:``, ``Subject:``) stand near the top.
    """
    head = drafts[:HEADER_BLOCKS]
    fields = _fields(head)
    if fields.end:
        return fields
    sure = [
        i
        for i, d in enumerate(head)
        if d.text[0] in _SURE_HEADS or d.text[0].isdigit()
        if _SURE.fullmatch(d.text)
    ]
    if len(sure) < 2:
        return ListHeader()
    end = sure[-1] + 1
    sent_on = None
    while end < len(head):
        text = head[end].text
        dates = full_dates(text)
        if _MARK.fullmatch(text):
            end += 1
        elif dates and (date_line(text) is not None or len(text) < 80):
            sent_on = sent_on or dates[0][0]
            end += 1
        else:
            break
    for draft in head[:end]:
        dates = full_dates(draft.text) if len(draft.text) < 80 else []
        sent_on = sent_on or (dates[0][0] if dates else None)
    subject = clean_subject(head[0].text) if sure[0] > 0 else None
    return ListHeader(end, subject, sent_on)


def _fields(head: Sequence[Draft]) -> ListHeader:
    """A header of ``From:``, ``Date:``, ``Subject:`` lines."""
    found: dict[str, str] = {}
    end = 0
    for i, draft in enumerate(head):
        field = _FIELD.match(draft.text)
        if field is not None and len(draft.text) < 400:
            found[field[1].lower()] = field[2].strip("* ")
            end = i + 1
        elif _FORWARD.fullmatch(draft.text):
            end = i + 1
        elif i - end >= 2:
            break
    if len(found) < 2:
        return ListHeader()
    dates = full_dates(found.get("date") or found.get("sent") or "")
    subject = clean_subject(found.get("subject", "")) or None
    return ListHeader(end, subject, dates[0][0] if dates else None)

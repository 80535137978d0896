"""Mail messages (RFC 822): the part that holds the article, with a map back to the raw message.

Browsers save a page with all that belongs to it in the same form (MHTML, RFC 2557).
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import email
import email.policy
import email.utils
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.message import Message

from toolkit.articles.boilerplate import split_title
from toolkit.articles.decode import known_charset
from toolkit.articles.draft import Draft, moved
from toolkit.articles.html import html_page
from toolkit.articles.listmail import clean_subject
from toolkit.articles.model import CleanText, OffsetMap
from toolkit.articles.plain import plain_drafts
from toolkit.articles.reading import UNKNOWN, Received
from toolkit.patterns import compiled

_ENCODED = compiled(r"(?:=[0-9A-Fa-f]{2})+|=[ \t]*(?:\r\n|\n|\r)")
_QUOTED_LINE = compiled(r"^(?:> ?)+", re.MULTILINE)
TIMES_LONGER = 2
"""So many times as long as the plain text of a message, its HTML or an attached text is read."""
_SIGNATURE = compiled(r"^-- ?\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A text part of a message: its decoded text and the way back to the raw message."""

    text: str
    offsets: OffsetMap
    html: bool


def mail_received(received: str, source: str) -> Received:
    """The article in a message.

    The longest of the plain text parts is read; where a message has none worth reading, its HTML.
    Of a page saved with its frames that is the page itself.
    The day it was sent bounds the day of publication, its subject is the title.
    """
    at = received.find("\n") + 1 if received.startswith("From ") else 0
    message = email.message_from_string(received[at:], policy=email.policy.compat32)
    part = _best_part(message, received)
    inner = UNKNOWN
    web = False
    if part is None:
        drafts: list[Draft] = []
    elif part.html:
        page = html_page(part.text)
        drafts, inner, web = page.drafts, page.meta, True
    else:
        signature = _SIGNATURE.search(part.text)
        stop = signature.start() if signature else len(part.text)
        drafts = plain_drafts(_blank_quote_marks(part.text[:stop]))
    if part is not None:
        drafts = [moved(draft, part.offsets) for draft in drafts]
    if not inner.url:
        inner = replace(inner, url=_header(message, "snapshot-content-location") or None)
    title, publisher = split_title(clean_subject(_header(message, "subject")))
    meta = replace(inner, title=title or inner.title, publisher=publisher or inner.publisher)
    return Received(received, drafts, "mail", source, meta, web=web, dateline_on=_sent_on(message))


def _header(message: Message, name: str) -> str:
    """A header field with encoded words decoded."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        pieces = email.header.decode_header(str(raw))
        text = str(email.header.make_header(pieces))
    except (LookupError, ValueError, UnicodeError):
        text = str(raw)
    return " ".join(text.split())


def _sent_on(message: Message) -> dt.date | None:
    """The day in the message's ``Date`` field, as written there."""
    try:
        return email.utils.parsedate_to_datetime(_header(message, "date")).date()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def _best_part(message: Message, received: str) -> _Part | None:
    """The part with the article: plain text unless the HTML, or an attached text, says far more."""
    parts: list[_Part] = []
    attached: list[_Part] = []
    framed: list[_Part] = []
    beside = _beside_roots(message)
    at = 0
    for leaf in message.walk():
        if leaf.is_multipart() or leaf.get_content_type() not in ("text/plain", "text/html"):
            continue
        raw = leaf.get_payload()
        if not isinstance(raw, str) or not raw.strip():
            continue
        found = received.find(raw, at)
        start = found if found >= 0 else at
        at = start + (len(raw) if found >= 0 else 0)
        html = leaf.get_content_type() == "text/html"
        is_attached = leaf.get_content_disposition() == "attachment"
        kind = attached if is_attached else framed if id(leaf) in beside else parts
        kind.append(_decoded(leaf, raw, start, html))
    best = _plain_or_page(parts)
    if framed and (best is None or not _words(best)):  # a page of nothing but frames
        best = _plain_or_page(framed)
    longest = _plain_or_page(attached)
    if best is None or longest is None:
        return best or longest
    return longest if _words(longest) > TIMES_LONGER * _words(best) else best


def _beside_roots(message: Message) -> set[int]:
    """The parts (by ``id``) that only belong to another one, as a page's frames do (RFC 2387)."""
    beside: set[int] = set()
    for whole in message.walk():
        parts = whole.get_payload()
        if whole.get_content_type() == "multipart/related" and isinstance(parts, list):
            root = _root(whole, [part for part in parts if isinstance(part, Message)])
            others = (part for part in parts if isinstance(part, Message) and part is not root)
            if root is not None:
                beside.update(id(leaf) for part in others for leaf in part.walk())
    return beside


def _root(whole: Message, parts: Sequence[Message]) -> Message | None:
    """The part that ``start`` names, else the first that is a page or holds others."""
    named = whole.get_param("start")
    for part in parts:
        if isinstance(named, str) and _header(part, "content-id") == named.strip():
            return part
    pages = (p for p in parts if p.get_content_type() == "text/html" or p.is_multipart())
    return next(pages, None)


def _plain_or_page(parts: Sequence[_Part]) -> _Part | None:
    """The longest plain text, unless the longest page says far more."""
    plain = max((p for p in parts if not p.html), key=lambda p: len(p.text), default=None)
    page = max((p for p in parts if p.html), key=lambda p: len(p.text), default=None)
    if plain is None or page is None:
        return plain or page
    return page if _words(page) > TIMES_LONGER * len(plain.text) else plain


def _words(part: _Part) -> int:
    """How many characters of a part are its article's."""
    if not part.html:
        return len(part.text)
    return len(" ".join(draft.text for draft in html_page(part.text).drafts))


def _decoded(leaf: Message, raw: str, start: int, html: bool) -> _Part:
    """A part's text with its transfer encoding undone."""
    encoding = str(leaf.get("content-transfer-encoding", "")).strip().lower()
    charset = known_charset(leaf.get_content_charset("utf-8")) or "utf-8"
    clean = CleanText()
    if encoding == "quoted-printable":
        last = 0
        for run in _ENCODED.finditer(raw):
            clean.add(raw[last : run.start()], start + last, start + run.start())
            data = b"" if run.group()[1:].isspace() else quopri.decodestring(run.group())
            decoded = data.decode(charset, "replace")
            clean.add(decoded, start + run.start(), start + run.end(), verbatim=False)
            last = run.end()
        clean.add(raw[last:], start + last, start + len(raw))
    elif encoding == "base64":
        try:
            data = base64.b64decode(raw)
        except (binascii.Error, ValueError):
            data = b""
        clean.add(data.decode(charset, "replace"), start, start + len(raw), verbatim=False)
    else:
        clean.add(raw, start, start + len(raw))
    text, offsets = clean.finish()
    return _Part(text, offsets, html)


def _blank_quote_marks(text: str) -> str:
    """Blanks in place of the ``>`` marks of a quoted message: offsets stay as they are."""
    return _QUOTED_LINE.sub(lambda marks: " " * len(marks.group()), text)

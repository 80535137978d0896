"""The text of an article in a page's linked data, for pages whose own text a script would write.

Many sites send a page with little but scripts, and the article's whole text as ``articleBody`` in
JSON-LD (https://schema.org/articleBody), for search engines; some of them as HTML.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence

from toolkit.articles.draft import Draft, Hint, moved
from toolkit.articles.model import CleanText, OffsetMap
from toolkit.articles.plain import plain_drafts
from toolkit.patterns import compiled

TIMES_LONGER = 2
"""So many times as long as what the page shows, the linked text is taken."""

_SCRIPT = compiled(r"<script\b[^>]{0,300}>", re.IGNORECASE)
_KEY = compiled(r'"articleBody"\s{0,20}:\s{0,20}"')
_REST = compiled(r'[^"\\]*+(?:\\.[^"\\]*+)*+(?=")', re.DOTALL)
_ESCAPE = compiled(r"(?:\\u[0-9A-Fa-f]{4}|\\[^u])+")
_ENTITY = compiled(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")
_BLOCK_TAG = compiled(
    r"</?(?:p|br|div|h[1-6]|[uo]l|li|section|article|blockquote|figure)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_WORD_TAG = compiled(
    r"</?(?:a|abbr|b|cite|em|i|img|mark|q|s|small|span|strong|su[bp]|u)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)

Reader = Callable[[str], list[Draft]]
"""Reads a piece of HTML to its blocks."""


def with_linked_body(received: str, drafts: list[Draft], read: Reader) -> list[Draft]:
    """A page's blocks, or where they are few the text in its linked data below its headline.

    Args:
        received: the page's source.
        drafts: the article's blocks as the page shows them.
        read: reads a text that is HTML itself.
    """
    found = _longest_body(received, read)
    if found is None or _length(found) <= TIMES_LONGER * _length(drafts):
        return drafts
    return [*(draft for draft in drafts if draft.hint is Hint.HEADLINE), *found]


def _length(drafts: Sequence[Draft]) -> int:
    return sum(len(draft.text) for draft in drafts)


def _longest_body(received: str, read: Reader) -> list[Draft] | None:
    bodies = [
        body
        for start, end in _scripts(received)
        for key in _KEY.finditer(received, start, end)
        if (body := _REST.match(received, key.end(), end)) is not None
    ]
    longest = max(bodies, key=lambda body: body.end() - body.start(), default=None)
    if longest is None:
        return None
    text, escapes = _replaced(received[: longest.end()], _ESCAPE, _unescaped, longest.start())
    found = _marked_up(text, read)
    if found is None:
        plain, entities = _replaced(text, _ENTITY, html.unescape)
        found = _marked_up(plain, read) or plain_drafts(plain)
        found = [moved(draft, entities) for draft in found]
    return [moved(draft, escapes) for draft in found]


def _marked_up(text: str, read: Reader) -> list[Draft] | None:
    """The blocks of a text with tags; ``None`` where it has none."""
    if _BLOCK_TAG.search(text):
        return read(text)
    if not _WORD_TAG.search(text):
        return None
    bare, tags = _replaced(text, _WORD_TAG, lambda tag: "")
    plain, entities = _replaced(bare, _ENTITY, html.unescape)
    return [moved(moved(draft, entities), tags) for draft in plain_drafts(plain)]


def _scripts(received: str) -> Iterator[tuple[int, int]]:
    """Where the contents of the page's scripts with linked data stand."""
    at = 0
    while opening := _SCRIPT.search(received, at):
        end = received.find("</script", opening.end())
        at = end if end >= 0 else len(received)
        if "ld+json" in opening[0]:
            yield opening.end(), at


def _replaced(
    text: str, pattern: re.Pattern[str], put: Callable[[str], str], start: int = 0
) -> tuple[str, OffsetMap]:
    """A text from ``start`` with what a pattern finds put otherwise, and the way back."""
    clean = CleanText()
    last = start
    for found in pattern.finditer(text, start):
        clean.add(text[last : found.start()], last, found.start())
        last = found.end()
        clean.add(put(found.group()), found.start(), last, verbatim=False)
    clean.add(text[last:], last, len(text))
    return clean.finish()


def _unescaped(written: str) -> str:
    """What a JSON string writes with escapes."""
    try:
        text = str(json.loads(f'"{written}"'))
    except ValueError:
        return written
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

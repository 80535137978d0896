"""The text of an article in a page's linked data, for pages whose own text a script would write.

Many sites send a page with little but scripts, and the article's whole text as ``articleBody`` in
JSON-LD (https://schema.org/articleBody), for search engines.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence

from toolkit.articles.draft import Draft, Hint, moved
from toolkit.articles.model import CleanText, OffsetMap
from toolkit.articles.plain import plain_drafts

TIMES_LONGER = 2
"""So many times as long as what the page shows, the linked text is taken."""

_SCRIPT = re.compile(r"<script\b[^>]{0,300}>", re.IGNORECASE)
_KEY = re.compile(r'"articleBody"\s{0,20}:\s{0,20}"')
_REST = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+(?=")', re.DOTALL)
_WRITTEN_OTHERWISE = re.compile(
    r"(?:\\u[0-9A-Fa-f]{4}|\\[^u])+|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});"
)


def with_linked_body(received: str, drafts: list[Draft]) -> list[Draft]:
    """A page's blocks, or where they are few the text in its linked data below its headline.

    Args:
        received: the page's source.
        drafts: the article's blocks as the page shows them.
    """
    found = _longest_body(received)
    if found is None or _length(found) <= TIMES_LONGER * _length(drafts):
        return drafts
    return [*(draft for draft in drafts if draft.hint is Hint.HEADLINE), *found]


def _length(drafts: Sequence[Draft]) -> int:
    return sum(len(draft.text) for draft in drafts)


def _longest_body(received: str) -> list[Draft] | None:
    bodies = [
        body
        for start, end in _scripts(received)
        for key in _KEY.finditer(received, start, end)
        if (body := _REST.match(received, key.end(), end)) is not None
    ]
    longest = max(bodies, key=lambda body: body.end() - body.start(), default=None)
    if longest is None:
        return None
    text, offsets = _plain(received, longest.start(), longest.end())
    return [moved(draft, offsets) for draft in plain_drafts(text)]


def _scripts(received: str) -> Iterator[tuple[int, int]]:
    """Where the contents of the page's scripts with linked data stand."""
    at = 0
    while opening := _SCRIPT.search(received, at):
        end = received.find("</script", opening.end())
        at = end if end >= 0 else len(received)
        if "ld+json" in opening[0]:
            yield opening.end(), at


def _plain(received: str, start: int, end: int) -> tuple[str, OffsetMap]:
    """A JSON string without its escapes, and what HTML writes in characters of its own."""
    clean = CleanText()
    last = start
    for found in _WRITTEN_OTHERWISE.finditer(received, start, end):
        clean.add(received[last : found.start()], last, found.start())
        last = found.end()
        clean.add(_unescaped(found.group()), found.start(), last, verbatim=False)
    clean.add(received[last:end], last, end)
    return clean.finish()


def _unescaped(written: str) -> str:
    if written.startswith("&"):
        return html.unescape(written)
    try:
        text = str(json.loads(f'"{written}"'))
    except ValueError:
        return written
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

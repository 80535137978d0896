"""What Markdown and HTML share: scanning tags and entities, and collecting drafts."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from toolkit.articles.draft import Draft, Hint, Piece, tidy
from toolkit.patterns import compiled

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "input",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "picture",
        "pre",
        "script",
        "section",
        "select",
        "style",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
    ]
)
"""Elements that a block of text ends at."""

VOID_TAGS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
"""Elements without an end tag."""

_TAG_NAME = compiled(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_ATTRIBUTE = compiled(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
ENTITY = compiled(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character reference with its semicolon."""
_EDGE = compiled(r"[\"'<>]")

# A quoted attribute value longer than this is taken for a stray quotation mark.
_LONGEST_VALUE = 65_536


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the received text.

    Attributes:
        name: lower-case element name.
        end: received offset after the tag.
        closing: whether it is an end tag.
        attributes: source of its attributes.
    """

    name: str
    end: int
    closing: bool
    attributes: str

    def attribute(self, *names: str) -> str:
        """The value of the first of these attributes that it has, entities decoded, else empty."""
        if not self.attributes:
            return ""
        values = {
            m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(self.attributes)
        }
        found = next((values[name] for name in names if values.get(name)), "")
        return html.unescape(found)


def scan_tag(text: str, at: int) -> Tag | None:
    """The tag that begins at ``text[at]`` (a ``<``); ``None`` where the sign is mere text."""
    name = _TAG_NAME.match(text, at)
    if name is None:
        return None
    end = _tag_end(text, name.end())
    if end is None:
        return None
    return Tag(name[1].lower(), end, text[at + 1] == "/", text[name.end() : end - 1])


def _tag_end(text: str, at: int) -> int | None:
    """Offset after the ``>`` of a tag, past those inside quoted attribute values."""
    while True:
        edge = _EDGE.search(text, at)
        if edge is None or edge.group() == "<":
            return None
        if edge.group() == ">":
            return edge.end()
        at = edge.end()
        if text[edge.start() - 1] in "= \t\r\n":
            closing = text.find(edge.group(), at, at + _LONGEST_VALUE)
            at = closing + 1 if closing >= 0 else at


@dataclass(slots=True)
class Collector:
    """Collects pieces of text and closes them to drafts at the end of each block."""

    drafts: list[Draft] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    hint: Hint = Hint.NONE
    owner: int = -1
    group: int = 0
    linked: int = 0

    def text(self, received: str, start: int, end: int) -> None:
        """Append ``received[start:end]``, its entities decoded."""
        last = start
        if "&" in received[start:end]:
            for entity in ENTITY.finditer(received, start, end):
                decoded = html.unescape(entity.group())
                if decoded == entity.group():
                    continue
                self.put(received[last : entity.start()], last, entity.start(), True)
                self.put(decoded, entity.start(), entity.end(), False)
                last = entity.end()
        self.put(received[last:end], last, end, True)

    def put(self, text: str, start: int, end: int, verbatim: bool) -> None:
        """Append one piece."""
        if text:
            self.pieces.append((text, start, end, verbatim))

    def close(self) -> None:
        """End the block."""
        if self.pieces:
            draft = tidy(self.pieces)
            if draft is not None:
                draft.hint, draft.owner, draft.group = self.hint, self.owner, self.group
                draft.linked = self.linked
                self.drafts.append(draft)
                self.group += 1
        self.pieces = []
        self.linked = 0

"""Markdown to drafts, also Markdown full of ``<div>``s: a saved web page converted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from toolkit.articles.draft import Draft, Hint, tidy
from toolkit.articles.markup import BLOCK_TAGS, Collector, scan_tag
from toolkit.patterns import compiled

# Shorter descriptions of pictures are names, labels and file names.
SHORTEST_ALT_WORDS = 5

_LINE = compiled(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_HEADING = compiled(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = compiled(r" {0,3}(=+|-{3,})[ \t]*$")
_RULE = compiled(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = compiled(r"[ \t]*(?:[-*+•]|(\d{1,3})[.)])(?:[ \t]+|$)")
_QUOTE = compiled(r" {0,3}>[ \t]?")
_DEFINITION = compiled(r" {0,3}\[[^\]\[]{1,200}\]:[ \t]+\S+")
_FENCE = compiled(r" {0,3}(?:```|~~~)")
_TABLE_RULE = compiled(r"[ \t]*+\|?(?:[ \t]*+:?-{3,}+:?[ \t]*+\|)++[ \t:|-]*$")
_TOKEN = compiled(r"!?\[|\]|<|\\[!-/:-@\[-`{-~\r\n]|\*+|_+|~~")
_DESTINATION = compiled(
    r"\(\s*(?:<[^<>\n]{0,4000}>|[^\s()<]{0,4000}(?:\([^\s()]{0,1000}\)[^\s()]{0,4000}){0,9})"
    r"(?:\s+(?:\"(?:[^\"\\]|\\.){0,2000}\"|'(?:[^'\\]|\\.){0,2000}'|\([^()]{0,2000}\)))?\s*\)"
)
_REFERENCE = compiled(r"\[[^\]\[]{0,200}\]")
_AUTOLINK = compiled(r"<(?:https?://|mailto:)[^\s<>]{1,2000}>")
_RAW = ("script", "style", "textarea", "svg", "template", "noscript")
_FILE_NAME = compiled(r"\S+\.(?:jpe?g|png|gif|svg|webp)", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """A block of lines: its ranges in the received text and what its marks say."""

    ranges: list[tuple[int, int]] = field(default_factory=list)
    hint: Hint = Hint.NONE
    quoted: bool = False


def markdown_drafts(received: str, start: int = 0) -> list[Draft]:
    """The blocks of a Markdown text.

    Links become their text, pictures a caption from their description; emphasis, tags, link
    titles, rules and empty list items go; entities are decoded.

    Args:
        received: the whole received text.
        start: where the text proper begins (behind front matter).
    """
    out = Collector()
    inline = _Inline(received, out)
    for block in _blocks(received, start):
        out.hint = inline.base = block.hint
        for first, last in block.ranges:
            inline.read(first, last)
            out.put(" ", last, last, False)
        inline.end_block()
    return out.drafts


def _blocks(received: str, start: int) -> list[_Block]:
    """Lines gathered to blocks."""
    blocks: list[_Block] = []
    current: _Block | None = None
    for found in _LINE.finditer(received, start):
        at, end = found.span()
        line = found.group().rstrip("\r\n")
        quoted = False
        while quote := _QUOTE.match(line):
            at += quote.end()
            line = line[quote.end() :]
            quoted = True
        current = _take_line(blocks, current, line, (at, end), quoted)
    return blocks


def _take_line(
    blocks: list[_Block], current: _Block | None, line: str, span: tuple[int, int], quoted: bool
) -> _Block | None:
    """Add a line to the open block or a new one; returns the block that is open behind it."""
    at, end = span
    if not line.strip() or _FENCE.match(line) or _DEFINITION.match(line):
        return None
    if current is not None and current.hint is Hint.NONE and _UNDERLINE.match(line):
        current.hint = Hint.HEADLINE if "=" in line else Hint.HEADING
        return None
    if _RULE.match(line) or _TABLE_RULE.match(line):
        return None
    heading = _HEADING.match(line)
    if heading is not None:
        hint = Hint.HEADLINE if len(heading[1]) == 1 else Hint.HEADING
        closing = len(line.rstrip().rstrip("#")) if line.rstrip().endswith(" #") else len(line)
        blocks.append(_Block([(at + heading.end(), at + max(heading.end(), closing))], hint))
        return None
    item = _ITEM.match(line)
    if item is not None and (
        current is None or current.hint is Hint.ITEM or item[1] in (None, "1")
    ):
        block = _Block([(at + item.end(), end)], Hint.ITEM, quoted)
        blocks.append(block)
        return block
    if current is None or (quoted and not current.quoted):
        current = _Block([(at, end)], Hint.NONE, quoted)
        blocks.append(current)
    elif current.ranges[-1][1] == at:
        current.ranges[-1] = (current.ranges[-1][0], end)
    else:
        current.ranges.append((at, end))
    return current


class _Inline:
    """Reads the inside of blocks: links, pictures, emphasis, tags."""

    def __init__(self, received: str, out: Collector) -> None:
        self.received = received
        self.out = out
        self.base = Hint.NONE
        # Open brackets: number of the piece that holds the bracket, and whether it is a picture's.
        self.open: list[tuple[int, bool]] = []

    def end_block(self) -> None:
        """Close the block; a bracket still open stays as it is."""
        self.open.clear()
        self.out.close()

    def read(self, start: int, end: int) -> None:
        """Read ``received[start:end]``."""
        at = start
        while True:
            token = _TOKEN.search(self.received, at, end)
            if token is None:
                self.out.text(self.received, at, end)
                return
            self.out.text(self.received, at, token.start())
            at = self._take(token, end)

    def _take(self, token: re.Match[str], end: int) -> int:
        """Deal with one token; returns where reading goes on."""
        mark, start, after = token.group(), token.start(), token.end()
        if mark in ("[", "!["):
            self.open.append((len(self.out.pieces), mark == "!["))
            self.out.put(mark, start, after, True)
            return after
        if mark == "]":
            return self._close_bracket(start, end)
        if mark == "<":
            return self._take_tag(start, end)
        if mark[0] == "\\":
            self.out.put(mark[1], start + 1, after, True)
            return after
        if not _is_emphasis(self.received, start, after):
            self.out.put(mark, start, after, True)
        return after

    def _close_bracket(self, start: int, end: int) -> int:
        target = _DESTINATION.match(self.received, start + 1, end)
        if target is None and self.open:
            target = _REFERENCE.match(self.received, start + 1, end)
        if target is None:
            if self.open:
                self.open.pop()
            self.out.put("]", start, start + 1, True)
            return start + 1
        if not self.open:
            # The bracket was opened in a block that a tag inside the link has ended.
            return target.end()
        number, picture = self.open.pop()
        inside = self.out.pieces[number + 1 :]
        del self.out.pieces[number:]
        if picture:
            self._add_caption(inside)
        else:
            self.out.pieces.extend(inside)
            self.out.linked += sum(len(piece[0]) for piece in inside)
        return target.end()

    def _add_caption(self, pieces: list[tuple[str, int, int, bool]]) -> None:
        draft = tidy(pieces)
        if draft is None or _FILE_NAME.fullmatch(draft.text):
            return
        if len(draft.text.split()) < SHORTEST_ALT_WORDS:
            return
        draft.hint = Hint.CAPTION
        draft.group = self.out.group
        self.out.group += 1
        self.out.drafts.append(draft)

    def _take_tag(self, start: int, end: int) -> int:
        received = self.received
        if received.startswith("<!--", start):
            close = received.find("-->", start, end)
            return min(close + 3, end) if close >= 0 else end
        link = _AUTOLINK.match(received, start, end)
        if link is not None:
            self.out.put(received[start + 1 : link.end() - 1], start + 1, link.end() - 1, True)
            return link.end()
        tag = scan_tag(received, start)
        if tag is None:
            self.out.put("<", start, start + 1, True)
            return start + 1
        if tag.name == "br":
            self.out.put(" ", start, min(tag.end, end), False)
        elif tag.name in _RAW and not tag.closing:
            close = received.find(f"</{tag.name}", tag.end, end)
            return close if close >= 0 else end
        elif tag.name in BLOCK_TAGS:
            self._break(tag.name, tag.closing)
        return min(tag.end, end)

    def _break(self, name: str, closing: bool) -> None:
        """A block-level tag ends a block, also one inside the text of a link."""
        for number, _ in reversed(self.open):
            del self.out.pieces[number]
        self.open.clear()
        self.out.close()
        hint = self.base
        if not closing:
            hint = {
                "h1": Hint.HEADLINE,
                "figcaption": Hint.CAPTION,
                "li": Hint.ITEM,
            }.get(name, Hint.HEADING if re.fullmatch(r"h[2-6]", name) else hint)
        self.out.hint = hint


def _is_emphasis(received: str, start: int, end: int) -> bool:
    """Whether a run of ``*``, ``_`` or ``~~`` is a mark and not a character of the text."""
    before = received[start - 1] if start else " "
    after = received[end] if end < len(received) else " "
    if before.isspace() and after.isspace():
        return False
    if received[start] == "_":
        return not (before.isalnum() and after.isalnum())
    return not (before.isdigit() and after.isdigit())

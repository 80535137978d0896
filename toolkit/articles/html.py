"""Saved web pages to drafts, with offsets into their source.

The parser is our own scanner: it keeps the source offset of every character of text, which
tree-building parsers do not tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from toolkit.articles.boilerplate import read_lines
from toolkit.articles.draft import Draft, Hint
from toolkit.articles.linked import with_linked_body
from toolkit.articles.markup import BLOCK_TAGS, VOID_TAGS, Collector, Tag, scan_tag
from toolkit.articles.model import Metadata
from toolkit.articles.page import PageFacts, page_metadata
from toolkit.patterns import compiled

# A block counts as running text from this length.
SHORTEST_PARAGRAPH = 80
# The article's body is the innermost element with this share of the page's running text.
BODY_SHARE = 0.75
# An element that its class marks as no article is believed unless it holds this share.
SKIP_SHARE = 0.3

_SKIPPED_TAGS = frozenset(
    [
        "nav",
        "footer",
        "form",
        "button",
        "select",
        "svg",
        "iframe",
        "noscript",
        "template",
        "dialog",
        "menu",
        "head",
        "aside",
        "object",
        "audio",
        "video",
        "label",
    ]
)
_RAW_TAGS = frozenset(["script", "style", "textarea", "title"])
_ROOTS = frozenset(["html", "body", "main", "article"])
_CLASS_WORD = compiled(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_RAW_END = {
    name: compiled(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}
_KEPT_ABOVE = (Hint.HEADLINE, Hint.BYLINE, Hint.STANDFIRST, Hint.DATE, Hint.CAPTION)
_CLASS_HINTS = {
    "byline": Hint.BYLINE,
    "standfirst": Hint.STANDFIRST,
    "dek": Hint.STANDFIRST,
    "deck": Hint.STANDFIRST,
    "subheadline": Hint.STANDFIRST,
    "caption": Hint.CAPTION,
}
_TAG_HINTS = {
    "h1": Hint.HEADLINE,
    "figcaption": Hint.CAPTION,
    "li": Hint.ITEM,
    "time": Hint.DATE,
} | {f"h{level}": Hint.HEADING for level in range(2, 7)}
_CREDIT_WORDS = frozenset(("credit", "credits", "copyright", "photographer", "copyrightholder"))


@dataclass(frozen=True, slots=True)
class Page:
    """A web page: its blocks and what it says about itself."""

    drafts: list[Draft]
    meta: Metadata


@dataclass(slots=True)
class _Element:
    """An element of the page that is or was open.

    Attributes:
        name: its tag.
        parent: the number of the element around it.
        hint: what its text is.
        marks: words of its class that mark it as no article.
        hidden: whether a browser shows nothing of it, or it never holds an article.
        chars: running text in it.
    """

    name: str
    parent: int
    hint: Hint = Hint.NONE
    marks: frozenset[str] = frozenset()
    hidden: bool = False
    chars: int = 0


Choose = Callable[[str, list[Draft]], list[Draft] | None]
"""Of a page's source and all its blocks those of the article; ``None`` where it cannot tell."""


def html_page(received: str, choose: Choose | None = None) -> Page:
    """Read a saved web page.

    Navigation, forms, scripts and what classes mark as promotion are left out; the body is the
    innermost element that holds most of the running text; of what stands above it only headline,
    byline, standfirst, date and captions are kept. Where a script would write the article, its text
    in the linked data is read.

    Args:
        received: the page's source.
        choose: another judge of which blocks are the article's.
    """
    scanner = _Scanner(received)
    scanner.run()
    chosen = choose(received, scanner.out.drafts) if choose is not None else None
    drafts = _main_blocks(scanner) if chosen is None else chosen
    if "articleBody" in received:
        drafts = with_linked_body(received, drafts, _blocks)
    return Page(drafts, page_metadata(scanner.facts))


def _blocks(received: str) -> list[Draft]:
    """The blocks of a piece of HTML that is an article from its beginning to its end."""
    scanner = _Scanner(received)
    scanner.run()
    return scanner.out.drafts


@cache
def _skip_words() -> frozenset[str]:
    return frozenset(read_lines("html_skip.txt"))


@dataclass(slots=True)
class _Scanner:
    """One pass over the source: text goes to drafts, tags to the stack of open elements."""

    received: str
    out: Collector = field(default_factory=Collector)
    facts: PageFacts = field(default_factory=PageFacts)
    elements: list[_Element] = field(default_factory=lambda: [_Element("", -1)])
    stack: list[int] = field(default_factory=lambda: [0])
    open_names: Counter[str] = field(default_factory=Counter)
    breaks: int = 0

    def run(self) -> None:
        """Scan the whole page."""
        received = self.received
        at = 0
        while True:
            sign = received.find("<", at)
            self._text(at, len(received) if sign < 0 else sign)
            if sign < 0:
                break
            at = self._markup(sign)
        self.out.close()

    def _text(self, start: int, end: int) -> None:
        if start >= end or self.elements[self.stack[-1]].hidden:
            return
        self.out.owner = self.stack[-1]
        if self.open_names["a"]:
            self.out.linked += end - start
        self.out.text(self.received, start, end)
        if self.breaks and not self.received[start:end].isspace():
            self.breaks = 0

    def _markup(self, at: int) -> int:
        received = self.received
        if received.startswith("<!--", at):
            close = received.find("-->", at)
            return close + 3 if close >= 0 else len(received)
        if received.startswith(("<!", "<?"), at):
            close = received.find(">", at)
            return close + 1 if close >= 0 else len(received)
        tag = scan_tag(received, at)
        if tag is None:
            self._text(at, at + 1)
            return at + 1
        if tag.closing:
            self._close(tag.name)
        elif tag.name in _RAW_TAGS:
            return self._raw(tag)
        else:
            self._open(tag, at)
        return tag.end

    def _raw(self, tag: Tag) -> int:
        """Pass over an element whose content is no markup; keep titles and linked data."""
        found = _RAW_END[tag.name].search(self.received, tag.end)
        end = found.start() if found else len(self.received)
        if tag.name == "title" and not self.facts.title:
            self.facts.title = self.received[tag.end : end]
        elif tag.name == "script" and "ld+json" in tag.attribute("type"):
            self.facts.linked_data.append(self.received[tag.end : end])
        return end

    def _open(self, tag: Tag, at: int) -> None:
        name = tag.name
        if name in ("meta", "link"):
            self.facts.take(tag)
            return
        if name == "br":
            self._line_break(at, tag.end)
            return
        if name in VOID_TAGS:
            if name == "hr":
                self._end_block()
            return
        if name == "html":
            self.facts.language = tag.attribute("lang")
        if name == "time":
            self.facts.times.append(tag.attribute("datetime"))
        top = self.elements[self.stack[-1]]
        if name in BLOCK_TAGS and top.name in ("p", "li") and (name == "li" or top.name == "p"):
            self._close(top.name)
            top = self.elements[self.stack[-1]]
        element = self._element(tag, top)
        if name in BLOCK_TAGS or (element.hint is not top.hint and name != "a"):
            self._end_block()
        self.elements.append(element)
        self.stack.append(len(self.elements) - 1)
        self.open_names[name] += 1
        self.out.hint = element.hint

    def _element(self, tag: Tag, parent: _Element) -> _Element:
        """What a start tag opens: its hint, and whether it holds none of the article."""
        element = _Element(tag.name, self.stack[-1], parent.hint, hidden=parent.hidden)
        in_text = parent.name in ("p", "li", "blockquote", "span", "a", "em", "strong", "b", "i")
        named = tag.attribute("class") + " " + tag.attribute("id") + " " + tag.attribute("itemprop")
        words = {word.lower() for word in _CLASS_WORD.findall(named)} if named.strip() else set()
        if tag.name in _SKIPPED_TAGS or " hidden" in f"{tag.attributes} ".lower().split("=")[0]:
            element.hidden = True
        if parent.hint is Hint.CAPTION and words & _CREDIT_WORDS:
            element.hidden = True
        if tag.name in _TAG_HINTS and not (tag.name == "time" and in_text):
            element.hint = _TAG_HINTS[tag.name]
        elif not in_text and tag.name not in _ROOTS:
            element.hint = next((_CLASS_HINTS[w] for w in _CLASS_HINTS if w in words), parent.hint)
        if tag.name in BLOCK_TAGS and tag.name not in _ROOTS:
            element.marks = _skip_words() & words
        return element

    def _close(self, name: str) -> None:
        """Close the innermost open element of that name and what is still open inside it."""
        if not self.open_names[name]:
            return
        while len(self.stack) > 1:
            element = self.elements[self.stack.pop()]
            self.open_names[element.name] -= 1
            top = self.elements[self.stack[-1]]
            if element.name in BLOCK_TAGS or element.hint is not top.hint:
                self._end_block()
            self.out.hint = top.hint
            if element.name == name:
                return

    def _line_break(self, start: int, end: int) -> None:
        """One line break is a blank, two end a paragraph."""
        self.breaks += 1
        if self.breaks >= 2:
            self._end_block()
        elif not self.elements[self.stack[-1]].hidden:
            self.out.put(" ", start, end, False)

    def _end_block(self) -> None:
        self.out.close()
        self.breaks = 0


def _main_blocks(scanner: _Scanner) -> list[Draft]:
    """The blocks of the article: those of its body and the headers above it."""
    elements, drafts = scanner.elements, scanner.out.drafts
    paragraphs = [
        d for d in drafts if len(d.text) >= SHORTEST_PARAGRAPH and d.linked * 2 < len(d.text)
    ]
    total = sum(len(d.text) for d in paragraphs)
    for draft in paragraphs:
        for number in _ancestors(elements, draft.owner):
            elements[number].chars += len(draft.text)
    pooled = _marked_paragraphs(elements)
    skipped = [
        any(max(e.chars, pooled[mark]) < SKIP_SHARE * total for mark in e.marks)
        if e.name == "p"
        else bool(e.marks) and e.chars < SKIP_SHARE * total
        for e in elements
    ]
    for i in range(1, len(elements)):
        skipped[i] = skipped[i] or skipped[elements[i].parent]
    kept = [d for d in drafts if not skipped[d.owner]]
    body = max(
        (i for i, e in enumerate(elements) if e.chars >= BODY_SHARE * total and total), default=0
    )
    inside = _descendants(elements, body)
    first = next((i for i, d in enumerate(kept) if inside[d.owner]), 0)
    return [
        d for i, d in enumerate(kept) if inside[d.owner] or (i < first and d.hint in _KEPT_ABOVE)
    ]


def _marked_paragraphs(elements: list[_Element]) -> Counter[str]:
    """Running text of the paragraphs that bear each mark.

    Where a publisher marks most paragraphs one by one (``<p class="paywall">``), the mark does not
    tell that they are no article.
    """
    pooled: Counter[str] = Counter()
    for element in elements:
        if element.name == "p":
            for mark in element.marks:
                pooled[mark] += element.chars
    return pooled


def _ancestors(elements: list[_Element], number: int) -> list[int]:
    """An element and those around it, innermost first."""
    out = []
    while number >= 0:
        out.append(number)
        number = elements[number].parent
    return out


def _descendants(elements: list[_Element], root: int) -> list[bool]:
    """For every element whether it stands in ``root``; a parent always precedes its children."""
    inside = [False] * len(elements)
    inside[root] = True
    for i in range(root + 1, len(elements)):
        inside[i] = inside[elements[i].parent]
    return inside

"""Lists in lines: which paragraphs are the items of a list of calls.

An official account of a round of calls gives each of them a line: "The prime minister spoke with:",
and then one line begins with each leader, or with his or her country and a colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.articles.model import Block, BlockKind
from toolkit.extract.calls.rounds.hubs import leads
from toolkit.extract.calls.rounds.series import Told
from toolkit.extract.model import Document
from toolkit.patterns import late

_BEFORE = 70
"""How many characters of title, office and country may stand before the name of a line."""
_ITEM = late(r"[-\u2013\u2014\u2022*\u00b7\d.) ]*(?:(?:[Ww]ith|[Tt]o|[Ff]rom) )?[^.;:?!]*\Z")
"""What may stand between the beginning of a line and the leader with whom a call was."""
_COUNTRY = late(
    r"[-\u2013\u2014\u2022* ]*(?:[A-Z][\w'-]+ ?(?:of |and |the )*){1,4}(?::| [\u2013\u2014-]) "
)
_FEWEST = 2
"""A single line is no list."""


def listed_lines(doc: Document, told: Sequence[Told]) -> frozenset[int]:
    """Where the first sentences of those paragraphs begin that are items of a list of calls.

    Args:
        doc: the analysed article.
        told: the words for rounds of calls.
    """
    blocks = doc.article.blocks
    found: set[int] = set()
    for words in told:
        sentence = doc.sentence_at(words.start) if words.several else None
        if sentence is None:
            continue
        block = blocks[sentence.block]
        after = [b for b in blocks[sentence.block + 1 :] if b.kind is BlockKind.PROSE]
        opened = doc.text[block.start : block.end].rstrip().endswith(":")
        items = list(_items(doc, after, opened=opened))
        if len(items) >= _FEWEST:
            found.update(items)
    return frozenset(found)


def _items(doc: Document, blocks: Sequence[Block], *, opened: bool) -> Iterator[int]:
    """Where the paragraphs begin that are items, until one is none."""
    for block in blocks:
        if not opened and not _COUNTRY.match(doc.text, block.start, block.end):
            return
        leaders = (
            m
            for m in doc.mentions_in(block.start, min(block.end, block.start + _BEFORE))
            if m.entity is not None and leads(m.entity)
        )
        first = min(leaders, key=lambda m: m.start, default=None)
        if first is None:
            return
        country = _COUNTRY.match(doc.text, block.start, first.start)
        since = country.end() if country else block.start
        if not _ITEM.match(doc.text, since, first.start):
            return
        yield block.start

"""Documents for the tests of quotations: from a text, or from a text with marked mentions."""

from __future__ import annotations

import re

from toolkit.articles.model import Article, Block, BlockKind, Metadata, OffsetMap
from toolkit.extract import quotemarks, sentences
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.model import Document, Entity, EntityKind, Mention, MentionKind

_MARKED = re.compile(r"\[([^\]|]+)\|([^\]|]+)\]")


def article(text: str, kind: BlockKind = BlockKind.PROSE) -> Article:
    """An article whose paragraphs are the blocks of one kind."""
    blocks, position = [], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            blocks.append(Block(position, position + len(paragraph), kind))
        position += len(paragraph) + 1
    offsets = OffsetMap((0,), (0,), (len(text),), (True,))
    return Article(Metadata("made-up"), "text", text, tuple(blocks), offsets)


def document(marked: str, kind: BlockKind = BlockKind.PROSE, gender: str | None = None) -> Document:
    """A document; ``[Mr. Lee|Ann Lee]`` marks a mention of the person Ann Lee."""
    text, mentions, position = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[position : match.start()]
        name = match.group(2)
        entity = Entity(name.lower().replace(" ", "-"), EntityKind.PERSON, name, gender=gender)
        mentions.append(
            Mention(len(text), len(text) + len(match.group(1)), MentionKind.NAME, entity, "marked")
        )
        text += match.group(1)
        position = match.end()
    text += marked[position:]
    made = article(text, kind)
    doc = Document(made, text)
    doc.quoted = quotemarks.find_runs(text, made.blocks)
    doc.sentences = sentences.split(text, made.blocks)
    doc.mentions = mentions
    return doc


def sources(text: str) -> list[str]:
    """The source of each quotation in marks, as written."""
    doc = document(text)
    return [
        doc.text[said.source.start : said.source.end] if said.source else ""
        for said in find_attributions(doc)
        if any(said.direct)
    ]

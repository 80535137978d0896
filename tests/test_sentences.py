"""Sentences end at marks, not at abbreviations and initials."""

from __future__ import annotations

import pytest

from toolkit.articles.model import Block, BlockKind
from toolkit.extract import sentences


def split(text: str) -> list[str]:
    """The sentences of one paragraph."""
    found = sentences.split(text, [Block(0, len(text), BlockKind.PROSE)])
    return [text[s.start : s.end] for s in found]


@pytest.mark.parametrize(
    "parts",
    [
        ["The king called.", "Nobody answered!", "Why?", "It rang…", "Then it stopped."],
        ["He said: “We agree.”", "The envoy left (at noon.)", "She stayed."],
        ["The visit was on Jan. 5 near the U.S. border.", "It rained."],
        ["Gov. Lena Holm and J. R. Aas met at 5 p.m. on Friday.", "They spoke."],
        ["They met in the U.S.", "The talks went on."],
        ["It cost 3.5 billion.", "In 2031.", "Later it was more."],
        ["Es kam Österreich.", "Ändern will es niemand. étude folgt."],
        ["A sentence whose last word is antidisestablishmentarianism.", "Another."],
    ],
)
def test_sentences_end_at_marks(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_no_sentence_crosses_a_block() -> None:
    text = "A heading without a stop\nThe text. It ends"
    blocks = [Block(0, 24, BlockKind.HEADLINE), Block(25, len(text), BlockKind.PROSE)]
    found = sentences.split(text, blocks)
    assert [(text[s.start : s.end], s.block, s.kind) for s in found] == [
        ("A heading without a stop", 0, BlockKind.HEADLINE),
        ("The text.", 1, BlockKind.PROSE),
        ("It ends", 1, BlockKind.PROSE),
    ]

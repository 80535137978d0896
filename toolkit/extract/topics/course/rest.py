"""Sentences that only go on with the one before: its rest, or what it spoke of one by one."""

from __future__ import annotations

from toolkit.extract.model import Sentence
from toolkit.extract.topics.sentences.view import Chain
from toolkit.patterns import late

_BROKEN_OFF = late(r"[.…\s]{0,8}[a-z]")
# What the sentence before spoke of, one by one: "Among the areas are", "One was", "The other was".
_LISTS_ON = late(
    r"\W*(?:among (?:them|these|those|the (?:areas|fields|topics|subjects|issues|matters|points))"
    r" (?:is|are|was|were)|these (?:are|were|include|included)|they (?:included|ranged from)"
    r"|(?:one|another|a (?:second|third|further)|the (?:first|second|third|other|last|rest))"
    r"(?: (?:one|of (?:them|these)))? (?:is|was|being|concerned|dealt with|had to do with))\b"
)


def is_rest(text: str, folded: str, sentence: Sentence, chain: Chain | None) -> bool:
    """Whether a sentence belongs to what the one before it tells.

    It is that one's rest ("...  including the trade deficit"), or counts up what it spoke of
    ("Among them is piracy").

    Args:
        text: the article's clean text.
        folded: the same, folded.
        sentence: the sentence.
        chain: what the sentences before were about.
    """
    if chain is None or chain.idle:
        return False
    same = chain.summarised and chain.block == sentence.block
    if same and _BROKEN_OFF.match(text, sentence.start, sentence.end) is not None:
        return True
    near = sentence.block - chain.block <= 1
    return near and _LISTS_ON.match(folded, sentence.start, sentence.end) is not None

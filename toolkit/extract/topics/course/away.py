"""Sentences that tell of a leader's talk with somebody else: "To Berg he said in another call"."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.extract.model import Document, EntityKind, Mention, MentionKind, Sentence
from toolkit.patterns import late

# "To the premier of Chad, Mr. Ruiz"; "spoke as well with Mr. Ruiz"; "a separate call to Mr. Ruiz".
_TALKED = late(
    r"(?:\A\W*(?:[Aa]nd |[Bb]ut )?(?:[Tt]o|[Ww]ith)"
    r"|\b(?:spoke|spoken|speaks|talked|talks|conversed|conferred|calls?|conversations?|phoned"
    r"|telephoned|called|rang|met)(?: (?:by|on|over) (?:the )?(?:tele)?phone)?"
    r"(?: (?:also|as well|too|again|later|separately|earlier))?(?: (?:with|to))?)"
    r" (?:(?!and |but |that |who )[\w’'-]+,? ){0,6}\Z"
)
_MOST_BLOCKS = 3


class Away:
    """Remembers whether the article tells of what a leader said to one who had no part in a call.

    Args:
        document: the article.
        callers: the keys of all who take part in its calls.
    """

    def __init__(self, document: Document, callers: Collection[str]) -> None:
        self._document = document
        self._callers = callers
        self._hosts: set[str] = set()
        self._block = -1

    def goes_on(self, sentence: Sentence, *, of_call: bool) -> bool:
        """Whether a sentence tells of such a talk, the one before having been asked about.

        Args:
            sentence: the sentence.
            of_call: whether words in it name a call, or both sides of one.
        """
        mentions = self._document.mentions_in(sentence.start, sentence.end)
        keys = self._callers_in(mentions)
        if not of_call and len(keys) < 2 and any(self._is_talked_to(sentence, m) for m in mentions):
            self._hosts, self._block = keys, sentence.block
            return True
        if self._block < 0:
            return False
        back = of_call or not keys <= self._hosts or sentence.block - self._block > _MOST_BLOCKS
        if back:
            self._block = -1
        return not back

    def _callers_in(self, mentions: Collection[Mention]) -> set[str]:
        keys: set[str] = set()
        for mention in mentions:
            if mention.entity is not None:
                keys.update({mention.entity.key, *mention.entity.members})
        return keys & set(self._callers)

    def _is_talked_to(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a sentence tells that somebody of the register is spoken to who phoned nobody."""
        entity = mention.entity
        if entity is None or entity.kind is not EntityKind.PERSON or not entity.registered:
            return False
        if entity.key in self._callers or mention.kind is not MentionKind.NAME:
            return False
        return _TALKED.search(self._document.text[sentence.start : mention.start]) is not None

"""Sentences that tell what a leader did elsewhere: "To Berg he said", "Earlier she told MPs"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.model import Document, EntityKind, Mention, MentionKind, Sentence
from toolkit.patterns import compiled, late

# "To the premier of Chad, Mr. Ruiz"; "spoke as well with Mr. Ruiz"; "a separate call to Mr. Ruiz".
_TALKED = late(
    r"(?:\A\W*(?:[Aa]nd |[Bb]ut )?(?:[Tt]o|[Ww]ith)"
    r"|\b(?:spoke|spoken|speaks|talked|talks|conversed|conferred|calls?|conversations?|phoned"
    r"|telephoned|called|rang|met)(?: (?:by|on|over) (?:the )?(?:tele)?phone)?"
    r"(?: (?:also|as well|too|again|later|separately|earlier))?(?: (?:with|to))?)"
    r" (?:(?!and |but |that |who )[\w’'-]+,? ){0,6}\Z"
)
_MOST_BLOCKS = 3


@cache
def _opens() -> re.Pattern[str]:
    words = "|".join(sorted(lexicons.words("topic_other_occasions"), reverse=True))
    days = r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    return compiled(
        rf"\W*(?:(?:{words})(?: {days})?|also {days}|on the same day)\b,?", re.IGNORECASE
    )


class Away:
    """Remembers whether the article tells of what a leader did elsewhere than in a call.

    He said it to one who had no part in any, or the words place it at another time of the day.

    Args:
        document: the article.
        callers: the keys of all who take part in its calls.
    """

    def __init__(self, document: Document, callers: Collection[str]) -> None:
        self._document = document
        self._callers = callers
        self._hosts: set[str] = set()
        self._last = -1

    def goes_on(self, sentence: Sentence, *, of_call: bool) -> bool:
        """Whether a sentence tells of such an occasion, the one before having been asked about.

        Args:
            sentence: the sentence.
            of_call: whether words in it name a call, or both sides of one.
        """
        mentions = self._document.mentions_in(sentence.start, sentence.end)
        keys = self._callers_in(mentions)
        if not of_call and len(keys) < 2:
            if any(self._is_talked_to(sentence, m) for m in mentions):
                self._hosts, self._last = keys, sentence.block + _MOST_BLOCKS
                return True
            if self._is_elsewhere(sentence, mentions):
                self._hosts, self._last = keys, sentence.block
                return True
        back = of_call or not keys <= self._hosts or sentence.block > self._last
        if back:
            self._last = -1
        return not back

    def _callers_in(self, mentions: Collection[Mention]) -> set[str]:
        keys: set[str] = set()
        for mention in mentions:
            if mention.entity is not None:
                keys.update({mention.entity.key, *mention.entity.members})
        return keys & set(self._callers)

    def _is_elsewhere(self, sentence: Sentence, mentions: Collection[Mention]) -> bool:
        """Whether a sentence opens with another occasion, and tells of no office's account."""
        if any(mention.kind is MentionKind.ORGANISATION for mention in mentions):
            return False
        return _opens().match(self._document.text, sentence.start, sentence.end) is not None

    def _is_talked_to(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a sentence tells that somebody of the register is spoken to who phoned nobody."""
        entity = mention.entity
        if entity is None or entity.kind is not EntityKind.PERSON or not entity.registered:
            return False
        if entity.key in self._callers or mention.kind is not MentionKind.NAME:
            return False
        return _TALKED.search(self._document.text[sentence.start : mention.start]) is not None

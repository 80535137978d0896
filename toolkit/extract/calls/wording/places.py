"""Rules that read who took part by their places around words for a call, or for speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.needs import all_stand
from toolkit.extract.calls.wording.phrases import Phrase, phrases
from toolkit.extract.calls.wording.roles import Place
from toolkit.extract.calls.wording.status import UNREAL
from toolkit.extract.calls.wording.words import (
    BY_WIRE,
    PHONE_NOUN,
    CallRule,
    Reading,
)
from toolkit.patterns import late

_OTHER_SUBJECT = late(
    r", (?:the|his|her|its) (?:[a-z]+ ){0,3}(?:leaders?|presidents?|premier|ministers?|chancellor"
    r"|king|emir|prince|officials?|spokes[a-z]+|side|government|envoy|ambassador)\b[^,]{0,40}\Z"
)
"""Somebody else, whom the article does not name here, right before words for a call."""
_NO_NOUN = (
    r"(?!-| (?:tax|hack|record|compan|number|bill|tapp|book|line|industr|maker|export|interview"
    r"|mast|operator|user|poll|bank|network|market|call|conversation|talks))"
)
_CLEAR = (
    rf"(?P<trigger>(?P<wire>\b{BY_WIRE}|\bo(?:n the line|ff the (?:tele)?phone)\b)"
    rf"{_NO_NOUN}"
    r"|\b(?P<verb>(?:tele)?phoned|(?:(?:tele)?phones|rings|dials|calls)(?: up)?(?= P)"
    r"|dial(?:led|ed)"
    r"|rang(?: up)?(?= (?:the |his |her )?P)|rung(?: up)?(?=(?:(?: on| late"
    r"| early)* D\d+)? by\b| (?:up )?(?:the |his |her )?P)"
    r"|(?:did|to) (?:call|(?:tele)?phone|ring)(?= (?:the |his |her )?P)"
    r"|(?:tele)?phoning|call(?:ed|ing))\b(?! (?:for|on [PCG]|upon|off|it|itself|them)\b)"
    rf"|\b(?P<noun>{PHONE_NOUN}))"
)
"""Words that say that people spoke by telephone; a bare "call" needs those whom it was with."""


_JUST_BEFORE = 20
_PAST = frozenset({"rang", "phoned", "telephoned", "called", "dialled", "dialed"})
_ONLY_CHANCE = late(r"\b(?:chance|opportunity) (?:to|of|for) (?:an? )?(?:[a-z]+ )?\Z")
"""What, before words for a call, makes it one that there may be: "the chance to talk by phone"."""
_ITS_TALKS = late(r"\b(?:on|about|how|of|after|before|during|over|following|from|in) P\d+ \Z")
"""What makes of "talks" a noun: "about his talks with P1"."""
_HOPED = late(r"\b(?:await(?:s|ed|ing)|waiting|chance|opportunity|eager)\b")
"""What makes "to speak to P1" something that somebody only hopes for."""


@dataclass(frozen=True)
class RuleOfPlaces(CallRule):
    """A rule that reads clear words for a call wherever those who took part stand around them."""

    def places(self, skeleton: str) -> Iterator[Reading]:
        """Where clear words for a call stand in a skeleton, with those who took part."""
        clear = list(self.regex.finditer(skeleton)) if all_stand(self._needs, skeleton) else []
        named = phrases(skeleton) if clear else []
        for words in clear:
            sides = Place(skeleton, named, words).sides()
            if sides is not None and self._real(skeleton, words, sides[0].end):
                yield self._reading(skeleton, words.span("trigger"), *sides)

    @staticmethod
    def _real(text: str, words: re.Match[str], since: int) -> bool:
        """Whether somebody did what the words say, or tried to."""
        if words.group().startswith("to "):
            return context.IN_VAIN.search(text, since, words.end()) is not None
        before = text[max(0, words.start() - _JUST_BEFORE) : words.start()]
        if since > words.start() and _ONLY_CHANCE.search(before):
            return False
        between = text[since : words.start()]
        if words["verb"] and words["verb"] in _PAST:  # "although he had not asked, rang P1"
            real = UNREAL.search(between.rpartition(", ")[2]) is None
        else:
            real = UNREAL.search(between) is None
        return real and not _OTHER_SUBJECT.search(between)

    def _reading(
        self,
        text: str,
        trigger: tuple[int, int],
        first: Phrase,
        second: Phrase | None,
        caller: str | None,
    ) -> Reading:
        spans = [trigger, (first.start, first.end)]
        other = None
        if second is not None:
            spans.append((second.start, second.end))
            other = text[second.start : second.end]
        span = min(start for start, _ in spans), max(end for _, end in spans)
        return Reading(self, span, trigger, text[first.start : first.end], other, initiator=caller)


@dataclass(frozen=True)
class RuleOfSpeech(RuleOfPlaces):
    """A rule that reads words for speech wherever those who spoke stand around them."""

    def places(self, skeleton: str) -> Iterator[Reading]:
        """Where words for speech stand in a skeleton, with those who spoke to each other."""
        spoken = list(self.regex.finditer(skeleton)) if all_stand(self._needs, skeleton) else []
        named = phrases(skeleton) if spoken else []
        for words in spoken:
            if words.group() == "talks" and _ITS_TALKS.search(skeleton, 0, words.start()):
                continue
            sides = Place(skeleton, named, words).spoken()
            if sides is None or not self._real(skeleton, words, sides[0].end):
                continue
            since = min(sides[0].end, max(0, words.start() - _JUST_BEFORE))
            if not _HOPED.search(skeleton, since, words.start()):
                yield self._reading(skeleton, words.span("trigger"), *sides)


SPOKE_WITH = RuleOfSpeech(
    "spoke-with",
    "Somebody speaks with somebody; by phone only where the article says so elsewhere.",
    r"(?P<trigger>(?P<verb>\b)(?P<wire>\b(?:spoken?|speaks?|speaking|talked|talking|conferred"
    r"|convers(?:ed|es)|communicated|chatted|ha(?:d|ve|s) a (?:brief |quick |short )?word)\b"
    r"|(?<=P\d )talks?\b|(?<=to )(?:talk|confer)\b))",
    "P0 spoke on D1 with P2.",
    "P0 met on D1 with P2.",
    strong=False,
)

BY_PLACES: tuple[CallRule, ...] = (
    RuleOfPlaces(
        "clear-words",
        "Clear words for a telephone call, with those who took part by their places around them.",
        _CLEAR,
        "P0 at length and in detail went over the plan with P1 by telephone.",
        "P0 at length and in detail went over the plan with P1 by the river.",
    ),
)
"""The rule that is read before nearly all of those of fixed wordings."""

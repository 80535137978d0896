"""One sentence as the topic rules see it: who acts, and which frame words stand in it.

A sentence is looked at from one call's point of view: its participants and their countries decide
what an anchor (a name, a pronoun, "the two leaders", "the call") is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from toolkit.extract.model import EntityKind, Mention, MentionKind, Sentence
from toolkit.extract.topics.wording.lexicon import Found, Span, Term
from toolkit.patterns import late

BODIES = frozenset({"XEU", "XNA", "XUN"})
"""The codes of bodies that take part in calls as states do, and have no ministries."""
GROUPS = frozenset({"leaders", "they", "sides"})
"""The classes of frame words for both parties of a call."""
_JOINED = late(r" (?:and|but)(?: (?:also|had|has|have|then|later))* \Z")
VERBS = frozenset(
    {"discuss", "to_discuss", "raised", "tell", "say", "wish", "stress", "agree", "invite",
     "mention", "omit", "omit_before", "avoid", "speak"}
)  # fmt: skip
"""The classes of frame words that are verbs."""
_IN_CALL = late(
    r"\b(?:in|during|by|over|via|on|after|before|following) "
    r"(?:(?:a|an|the|their|his|her|its) )?(?:\w+ ){0,2}\Z"
)
_DURING = late(
    r"\b(?:in|during|by|over|via|on) (?:(?:a|an|the|their|his|her|its) )?(?:\w+ ){0,3}\Z"
)
_FAR = 60
_MEETING = late(r"\b(?:met|meet|meeting|summit|talks|visit|visited|call|conversation)\b")
_OPENING_REACH = 7
RELATIVES = frozenset({"which", "who", "whose"})
"""Words that open a relative clause."""
AT_START = 8
"""How far into its sentence somebody stands who begins it, in characters."""
_ADVERB_REACH = 12
OWNERS = frozenset({"his", "her", "their", "its", "our", "my"})
"""Words that only own what follows them."""


class Role(StrEnum):
    """What an anchor is for a call."""

    PARTICIPANT = "participant"
    GROUP = "group"
    CALL = "call"
    SIDE = "side"
    ORGAN = "organ"
    OTHER = "other"


class Voice(StrEnum):
    """Whose words a part of a sentence is."""

    GOVERNMENT = "government"
    SELF = "self"
    PRESS = "press"
    OUTSIDER = "outsider"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that can act in a sentence.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        role: what it is for the call; an organ is what speaks for a leader or a state without a
            mention of its own ("her office", "state media").
        key: its entity's key, empty for words without one.
        country_code: its country, where known.
        mention: the mention behind it, ``None`` for "the two leaders" or "the call" as words.
    """

    start: int
    end: int
    role: Role
    key: str = ""
    country_code: str | None = None
    mention: Mention | None = None

    def is_country(self) -> bool:
        """Whether it is a country or its government as a whole."""
        return self.mention is not None and self.mention.kind is MentionKind.COUNTRY

    def is_person(self) -> bool:
        """Whether it is one person."""
        entity = self.mention.entity if self.mention is not None else None
        return entity is not None and entity.kind is EntityKind.PERSON and not entity.members

    def is_organ(self) -> bool:
        """Whether it is an office, a ministry, state media or the like."""
        organisation = self.mention is not None and self.mention.kind is MentionKind.ORGANISATION
        return self.role is Role.ORGAN or organisation


@dataclass(frozen=True, slots=True)
class Source:
    """Whose words stand in [start, end).

    Attributes:
        start: offset where what it says begins.
        end: offset where it ends.
        voice: what kind of source it is.
        countries: the countries whose account it is: one, both, or none.
        span: the words that name it; ``None`` where none do.
        named_account: whether it is called a readout, summary or statement, or "it" refers to one.
        person: whether it is one person, to whom "he said" or "she said" can refer back.
        of_both: whether both sides are named together, and which told what is open.
    """

    start: int
    end: int
    voice: Voice
    countries: tuple[str, ...]
    span: Span | None
    named_account: bool = False
    person: bool = False
    of_both: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A call's sides.

    Attributes:
        by_key: country code (empty where unknown) by the entity key of each participant.
        countries: the participants' countries, sorted.
        offices: code of the office that each country's participant holds, where known.
        place: country of the capital that the article is dated from, empty where unknown.
        page: the side whose own page or news agency the article is of, empty for any other.
        names: the folded names of each country and its leader.
        first: country of the participant whom the article's prose names first.
        callers: the entity keys of all who take part in one of the article's calls.
    """

    by_key: Mapping[str, str]
    countries: tuple[str, ...]
    offices: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    page: str = ""
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    first: str = ""
    callers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Clauses:
    """A sentence, read for one call.

    Attributes:
        text: the article's clean text.
        folded: the same, folded.
        sentence: the sentence.
        party: the call's sides.
        frames: the frame words in it.
        hits: the topic words in it.
        anchors: who or what can act in it, in order.
        names_call: whether it holds words that refer to the call.
        sources: whose words its parts are.
    """

    text: str
    folded: str
    sentence: Sentence
    party: Party
    frames: Sequence[Found[str]]
    hits: Sequence[Found[Term]]
    anchors: Sequence[Anchor]
    names_call: bool
    sources: list[Source] = field(default_factory=list)

    def between(self, start: int, end: int) -> str:
        """The folded words in [start, end)."""
        return self.folded[start:end]

    def is_far(self, time: Found[str]) -> bool:
        """Whether a time stands so far behind the verb that it is that of something named there.

        "They hailed the growth of trade under the pact which came into force last year".
        """
        verbs = (f.end for f in self.frames if f.value in VERBS)
        told = next(verbs, self.sentence.start + _FAR // 2)
        if time.start - told < _FAR:
            return False
        return _MEETING.search(self.folded, told, time.start) is None

    def of_other_time(self) -> bool:
        """Whether the sentence tells of another time than the call's."""
        return any(
            f.value == "other_time"
            and not self.folded.startswith(" s ", f.end)  # "part of last year's accord"
            and not self.is_far(f)
            for f in self.frames
        )

    def has(self, *classes: str) -> bool:
        """Whether a frame word of one of the classes stands in the sentence."""
        return any(f.value in classes for f in self.frames)

    def subject(self, position: int) -> Anchor | None:
        """Who acts in the verb at ``position``: the nearest anchor before it that is no owner.

        A verb after "and" shares the subject of the verb before it.
        """
        if self.folded.endswith(" to ", 0, position):  # "she phoned him to thank him"
            for frame in reversed(self.frames):
                if frame.end < position and frame.value == "speak":
                    return self.subject(frame.start)
            if self.names_call:  # "she held phone talks with him and others to discuss it"
                acting = (a for a in self.anchors if a.role in (Role.PARTICIPANT, Role.GROUP))
                first = next((a for a in acting if not self.owns(a)), None)
                if first is not None and first.end < position:
                    return first
        if _JOINED.search(self.folded, max(self.sentence.start, position - 24), position):
            for frame in reversed(self.frames):
                if frame.value == "say" and self.text.startswith(",", frame.end):
                    continue  # "she thanked him, it said, and discussed grain"
                if frame.end < position and frame.value in VERBS:
                    return self._opening(frame, position) or self.subject(frame.start)
        return self.nearest(position)

    def nearest(self, position: int, besides: Role | None = None) -> Anchor | None:
        """The nearest anchor before ``position`` that does not only own what follows.

        Args:
            position: offset in the text.
            besides: a role to pass over.
        """
        best: Anchor | None = None
        low, high = self._aside_before(position)
        for anchor in self.anchors:
            if anchor.end > position:
                break
            if low <= anchor.start < high:
                continue
            if anchor.role is besides or self.owns(anchor) or self.is_adverbial(anchor):
                continue
            best = anchor
        return best

    def _aside_before(self, position: int) -> Span:
        """A relative clause that ends just before: "the two, who belong to the bloc, discussed"."""
        comma = self.text.rfind(",", max(self.sentence.start, position - _ADVERB_REACH), position)
        if comma < 0:
            return 0, 0
        for frame in reversed(self.frames):
            words = self.between(frame.start, frame.end)
            relative = frame.value == "cut" and (words in RELATIVES or words == "according to")
            if relative and frame.end < comma and "," in self.text[frame.start - 2 : frame.start]:
                return frame.start, comma
        return 0, 0

    def is_adverbial(self, anchor: Anchor) -> bool:
        """Whether a call is only where something happens: "the two in phone talks agreed"."""
        if anchor.role is not Role.CALL:
            return False
        low = max(self.sentence.start, anchor.start - 40)
        return _IN_CALL.search(self.folded, low, anchor.start) is not None

    def _opening(self, verb: Found[str], position: int) -> Anchor | None:
        """Who acts in the clause that a verb opens: "said (that) the call lasted an hour"."""
        anchor = self.following(verb.end, _OPENING_REACH)
        if anchor is None or anchor.end >= position or self.owns(anchor):
            return None
        return anchor if verb.value in ("say", "stress") else None

    def owns(self, anchor: Anchor) -> bool:
        """Whether an anchor only owns what follows: "his", "Beijing's"."""
        return self.folded.startswith(" s ", anchor.end) or self.is_owner(anchor)

    def is_owner(self, anchor: Anchor) -> bool:
        """Whether an anchor is "his", "their" or the like."""
        if anchor.role is Role.ORGAN:
            return False
        return self.folded[anchor.start : anchor.end] in OWNERS

    def inside_call(self) -> bool:
        """Whether the sentence places something in a call: "during a 75-minute phone call"."""
        return self.has("in_call") or any(
            a.role is Role.CALL
            and _DURING.search(self.folded, max(self.sentence.start, a.start - 40), a.start)
            for a in self.anchors
        )

    def is_pronoun(self, anchor: Anchor) -> bool:
        """Whether an anchor is "him", "her" or the like."""
        return anchor.mention is not None and anchor.mention.kind is MentionKind.PRONOUN

    def group_class(self, anchor: Anchor) -> str:
        """``leaders``, ``they`` or ``sides``: what kind of words name a group."""
        for frame in self.frames:
            if frame.start == anchor.start and frame.value in GROUPS:
                known = anchor.mention is not None and frame.value == "they"
                return "leaders" if known else frame.value
        return "leaders"

    def following(self, position: int, reach: int) -> Anchor | None:
        """The first anchor that begins within ``reach`` characters after ``position``."""
        for anchor in self.anchors:
            if anchor.start >= position:
                return anchor if anchor.start <= position + reach else None
        return None

    def source_at(self, position: int) -> Source | None:
        """Whose words stand at ``position``: the outermost source that covers it.

        Of participants it is the nearest: "in a note he posted, Ruiz said she had thanked him".
        """
        covering = [s for s in self.sources if s.start <= position < s.end]
        strong = [s for s in covering if s.voice is not Voice.SELF]
        if strong:
            return min(strong, key=lambda s: (s.start, -s.end))
        return max(covering, key=lambda s: (s.start, -s.end), default=None)

    def speaks_of_call(self) -> bool:
        """Whether the sentence names the call or places what it says in one."""
        return self.names_call or self.has("call", "in_call", "courtesy")


def frames_in(frames: Sequence[Found[str]], starts: Sequence[int], span: Span) -> list[Found[str]]:
    """The frame words that begin inside a span; ``starts`` are their starts."""
    return list(frames[bisect_left(starts, span[0]) : bisect_left(starts, span[1])])

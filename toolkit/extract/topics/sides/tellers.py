"""Who tells of a call throughout an article, and so of what no sentence says who tells it.

Most articles on a call pass on what one side made known of it: "the palace said" stands in one or
two sentences and holds for those around, also for what the other side's leader is reported to have
said. Where both sides are heard, it holds for what follows only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.extract.model import Document, EntityKind
from toolkit.extract.topics.model import TopicFind
from toolkit.extract.topics.rules.account import PRESS, tells_of_both, tells_of_call
from toolkit.extract.topics.rules.limits import is_nobody_s
from toolkit.extract.topics.sentences.clauses import (
    BODIES,
    Anchor,
    Clauses,
    Party,
    Role,
    Source,
    Voice,
)
from toolkit.extract.topics.sides.parties import whose_office
from toolkit.extract.topics.sides.silent import is_silent, says_nothing
from toolkit.extract.topics.wording.lexicon import Span
from toolkit.patterns import late

_NEAR = 2
"""How many paragraphs from where a side is heard its account reaches without further words."""
_OFFICE = (
    r"(?:(?:foreign|prime|defen[cs]e|external affairs|ministerial) )?(?:ministry|minister s office"
    r"|presidency|presidential (?:office|palace|administration)|palace|press (?:service|office"
    r"|release|secretary)|release|spokes(?:man|woman|person)|office|officials|statement|readout|communiqu[eé]"
    r"|chancellery|royal court|aides?|cabinet secretary|government"
    r"|(?:pm|prime minister|state|government) house|pmo|pm (?:s )?office)"
)
_SAID = r"(?:said|says|added|adds|reported|reports|noted|announced|stated|read|reads|told)"
_PLAIN = r"(?:(?:official|presidential|senior|written|joint|press|brief|short|later|same) )"
_NAMELESS = late(
    rf"\b(?:the|a|an|his|her|their) {_PLAIN}?(?P<who>{_OFFICE})(?: \w+){{0,3}}? {_SAID}\b"
    r"|\b(?P<source>(?:government|official|ministry|palace|presidential|diplomatic) sources|aides"
    rf"|officials) {_SAID}\b"
    rf"|\b(?:according to|said|by|from|in) (?:the|a|an) {_PLAIN}?(?P<whose>{_OFFICE})\b"
)
_PUBLICLY = late(
    r"\b(?:says|tweet\w*|posted|post|wrote|in (?:a|an|his|her|its) (?:\w+ ){0,2}statement"
    r"|told (?:reporters|journalists|lawmakers"
    r"|parliament|newsmen|the (?:press|media|cabinet|nation|house|country))"
    r"|on (?:twitter|x|facebook|instagram|telegram|truth social|social media)|press conference"
    r"|news conference|press briefing|interview)\b"
)

# "On the telephone, Ruiz said"; "Ruiz said during the call".
_ON_THE_LINE = late(
    r" ?\b(?:on|over|by|in|during) (?:(?:the|a|an|their|his|her|this) )?(?:\w+ ){0,2}?"
    r"(?:tele)?(?:phone|call|conversation|line)(?: (?:call|conversation|talks?))? "
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A topic as its sentence tells it.

    Attributes:
        find: the topic.
        told: whether the text says there whose words these are.
    """

    find: TopicFind
    told: bool


@dataclass(frozen=True, slots=True)
class _Heard:
    """A side that is heard on a call: where first, and in which paragraph."""

    span: Span
    block: int


class Tellers:
    """The sides heard on each call of an article.

    Args:
        document: the article.
        folded: its folded text.
        parties: the sides of each call.
    """

    def __init__(self, document: Document, folded: str, parties: Sequence[Party]) -> None:
        self._document = document
        self._folded = folded
        self._parties = parties
        self._heard: list[dict[str, _Heard]] = [{} for _ in parties]
        self._last: list[list[tuple[str, _Heard]]] = [[] for _ in parties]

    def note(self, call: int, clauses: Clauses) -> None:
        """Remembers who is heard in a sentence about a call."""
        sides = self._parties[call].countries
        named = False
        for source in clauses.sources:
            if _speaks_out(clauses, source):
                heard = _Heard(source.span or (source.start, source.start), clauses.sentence.block)
                for country in (c for c in source.countries if c in sides):
                    self._heard[call].setdefault(country, heard)
                    self._last[call].append((country, heard))
                    named = True
        if not (named or self._heard[call]):
            span = clauses.sentence.start, clauses.sentence.end
            for country, heard in self._nameless(call, span).items():
                self._heard[call][country] = heard
                self._last[call].append((country, heard))

    def settle(self, read: Sequence[Reading]) -> list[TopicFind]:
        """The topics, each with the account it belongs to.

        Args:
            read: the topics as the sentences tell them.
        """
        read = [self._of_a_side(reading) for reading in read]
        if all(reading.told for reading in read):
            return [reading.find for reading in read]
        sides = [self._sides(call) for call in range(len(self._parties))]
        return [
            reading.find if reading.told else self._carried(reading.find, sides[reading.find.call])
            for reading in read
        ]

    def _of_a_side(self, reading: Reading) -> Reading:
        """A topic as told, but not by a government that has no part in the call.

        What an international body tells of the two is an account.
        """
        find = reading.find
        sides = self._parties[find.call].countries
        if find.account_code in (PRESS, *sides, *BODIES) or not reading.told:
            return reading
        return Reading(find, False)

    def _carried(self, find: TopicFind, sides: Mapping[str, _Heard]) -> TopicFind:
        """A topic that no words ascribe: of the only side heard near it, else the press's.

        Where both are heard on the call, of whoever was heard just before it.
        """
        sentence = self._document.sentence_at(find.start)
        block = sentence.block if sentence is not None else 0
        near = [(c, h) for c, h in self._last[find.call] if abs(block - h.block) <= _NEAR]
        if len(sides) > 1:
            before = [(c, h) for c, h in near if h.span[0] <= find.start]
            near = before if find.rule != "further" else []
        if near:
            return _of(find, *near[-1])
        return replace(find, account_code=PRESS, account_start=find.start, account_end=find.end)

    def _sides(self, call: int) -> dict[str, _Heard]:
        """The sides of a call that are heard on it; who tells of another tells nothing of it."""
        sides = self._parties[call].countries
        return {c: heard for c, heard in self._heard[call].items() if c in sides}

    def _nameless(self, call: int, span: Span) -> dict[str, _Heard]:
        """An office that names no country: of the press's own side, or of the first named."""
        match = _NAMELESS.search(self._folded, *span)
        if match is None or says_nothing(self._folded, span[0], match.start(match.lastgroup or 0)):
            return {}
        party = self._parties[call]
        group = match.lastgroup or "who"
        country = whose_office(match[group], party) or party.place or party.first
        sentence = self._document.sentence_at(match.start())
        if country not in party.countries or sentence is None:
            return {}
        return {country: _Heard(match.span(group), sentence.block)}


def _of(find: TopicFind, country: str, heard: _Heard) -> TopicFind:
    start, end = heard.span
    return replace(find, account_code=country, account_start=start, account_end=end)


def _speaks_out(clauses: Clauses, source: Source) -> bool:
    """Whether a source tells the public of a call: a government, a leader in a post."""
    if is_silent(clauses, source) or (clauses.of_other_time() and not clauses.names_call):
        return False
    if source.voice is Voice.GOVERNMENT:
        owned = source.span is not None and clauses.folded.startswith(" s ", source.span[1])
        if owned or is_nobody_s(clauses, source) or _is_country(clauses, source):
            return False
        return not _acts_himself(clauses, source)
    if source.voice is not Voice.SELF or _is_in_call(clauses, source):
        return False
    if any(other.voice is Voice.GOVERNMENT for other in clauses.sources):
        return False
    sentence = clauses.sentence
    if any((a.start, a.end) == source.span and tells_of_call(clauses, a) for a in clauses.anchors):
        return True
    return _PUBLICLY.search(clauses.folded, sentence.start, sentence.end) is not None


def _acts_himself(clauses: Clauses, source: Source) -> bool:
    """Whether another leader speaks on another occasion: "Ruiz, who met Berg, told a minister"."""
    if clauses.speaks_of_call() or tells_of_both(clauses, source):
        return False
    return any(
        (a.start, a.end) == source.span
        and a.mention is not None
        and a.mention.entity is not None
        and a.mention.entity.registered
        and a.mention.entity.kind is EntityKind.PERSON
        for a in clauses.anchors
    )


def _is_in_call(clauses: Clauses, source: Source) -> bool:
    """Whether somebody says it in the call, not of it: "on the telephone, Ruiz said how glad"."""
    span = source.span
    if span is None:
        return False
    verb = next((f for f in clauses.frames if f.value == "say" and f.start >= span[1]), None)
    before = _ON_THE_LINE.search(clauses.folded, clauses.sentence.start, span[0]) is not None
    after = verb is not None and _ON_THE_LINE.match(clauses.folded, verb.end) is not None
    return before or after


def _is_government(anchor: Anchor) -> bool:
    entity = anchor.mention.entity if anchor.mention is not None else None
    return entity is not None and entity.kind is EntityKind.GOVERNMENT


def _is_country(clauses: Clauses, source: Source) -> bool:
    """Whether a source is a country by its bare name, which acts more often than it tells.

    Nor are "they" and "he" anybody who is heard for the first time.
    """
    return any(
        a.is_country() or a.role is Role.GROUP or clauses.is_pronoun(a) or _is_government(a)
        for a in clauses.anchors
        if (a.start, a.end) == source.span
    )

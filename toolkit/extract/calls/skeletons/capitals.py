"""Capitals and palaces that stand for a leader: "rang the White House", "Canberra placed the call".

Beside words that only a caller or somebody called can have, a government is the one who leads it:
the leader of that country whom the article names most, else the one in office on its day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.calls.skeletons.skeleton import Piece, Skeleton
from toolkit.extract.model import Document, Entity, EntityKind, Mention
from toolkit.extract.names.register import LEADER_CODES, Term, default_register
from toolkit.extract.names.registered import registered_of
from toolkit.patterns import late

OF_CAPITAL = "leader-of-capital"
"""The rule that resolved a mention by a capital."""
_SOON = dt.timedelta(days=60)
"""How soon after an article the leader-to-be of whom it tells comes into office."""
_PHONED = r"(?:rang|(?:tele)?phone[ds]|dial(?:l)?ed|rings|dials)"
_FOR = r"(?:,? (?:and )?(?:the )?[CPG]\d+){1,6} (?:for (?!N)|to (?!the |[CPG]))"
"""Behind "calls from", what makes them appeals: "Poland and Latvia for new elections"."""
_STANDS = late(
    r"\b(?:(?:rang|rung|ring(?:s|ing)|dial(?:s|l?(?:ed|ing))|(?:tele)?phon(?:ed|ing|es))(?: up)?"
    r"|(?:got|get|getting|gets|put|patched|connected) through to|(?:tele)?phone calls? to"
    r"|(?:put through|placed|made|making|placing) an? (?:[a-z-]+ ){0,2}call to"
    r"|(?:picked|picks) up the (?:tele)?phone to"
    r"|(?:on the (?:line|(?:tele)?phone)|down the line) (?:with|to|from)"
    r"|by (?:tele)?phone (?:with|to)"
    rf"|calls? from(?!{_FOR})|it was)"
    r" (?P<object>C\d+)(?!'|\d| (?:office|officials?|side|envoys?|staff))"
    rf"|\b(?P<subject>C\d+)(?: had| has| then| also| first| even| again| D\d+){{0,3}}"
    rf" (?:{_PHONED}|got (?:on the (?:tele)?phone|through)|placed (?:the|an?) (?:[a-z-]+ ){{0,2}}"
    r"call|took (?:the|an?) (?:[a-z-]+ ){0,2}call|was on the (?:line|(?:tele)?phone))\b"
    r"|\b(?P<one>C\d+) and (?P<other>C\d+) (?:had |have |last |also ){0,2}(?:spoke|spoken|talked"
    r"|conferred)(?= (?:again|by|on the|over the|D\d|on D\d|for N\d))"
    r"|\b(?P<this>C\d+) and (?P<that>C\d+) (?:were|had been) (?:at last |finally )?connected\b"
    r"|\b(?:an? |N\d+[ -]|D\d+'s |(?:tele)?phone |video |\d+-minute )(?:[a-z-]+ ){0,2}"
    r"(?:call|conversation)(?: (?:late |early )?(?:on )?D\d+)?"
    r" between (?P<either>C\d+) and (?P<both>C\d+)(?!'|\d| (?:offic|envoy|foreign|minist|side))"
    r"|\b(?P<owner>C\d+)(?:'s?) (?:[a-z-]+ )?(?:call|request [^PGQ.;]{0,20}?to (?:speak|talk))\b"
)
"""Where a government can only be the one who leads it."""
_NAMED_ONLY = frozenset({"either", "both"})
"""The groups for governments that are only leaders whom the article names: officials call, too."""


class Capitals:
    """Tells who is meant where a capital or a palace speaks by telephone.

    Args:
        doc: the analysed article.
    """

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._leaders: dict[str, Entity | None] = {}

    def resolved(self, sk: Skeleton) -> Skeleton:
        """The skeleton, with the governments that telephone in it as the persons they stand for."""
        if "C" not in sk.text:
            return sk
        text, pieces = sk.text, list(sk.pieces)
        for match in _STANDS.finditer(sk.text):
            for group, words in match.groupdict().items():
                leader = self._meant(pieces, words, group in _NAMED_ONLY) if words else None
                if leader is not None:
                    at = match.start(group)
                    text = f"{text[:at]}P{text[at + 1 :]}"
                    pieces[int(words[1:])] = leader
        return sk if text == sk.text else replace(sk, text=text, pieces=tuple(pieces))

    def _meant(self, pieces: Sequence[Piece], words: str, named: bool) -> Mention | None:
        piece = pieces[int(words[1:])]
        entity = piece.entity if isinstance(piece, Mention) else None
        if not isinstance(piece, Mention) or entity is None or not _is_government(entity):
            return None
        code = entity.country_code or ""
        leader = self._named(code) if named else self._leader(code)
        if leader is None:
            return None
        return Mention(piece.start, piece.end, piece.kind, leader, OF_CAPITAL)

    def _leader(self, country_code: str) -> Entity | None:
        if country_code not in self._leaders:
            self._leaders[country_code] = self._named(country_code) or self._in_office(country_code)
        return self._leaders[country_code]

    def _named(self, country_code: str) -> Entity | None:
        """The leader of a country whom the article names most."""
        register, day = default_register(), self._doc.published_on or self._doc.in_office
        counts: Counter[Entity] = Counter()
        for mention in self._doc.mentions:
            entity = mention.entity
            if entity is None or not entity.registered or entity.country_code != country_code:
                continue
            terms = register.terms_of(entity.key)
            if any(t.office_code in LEADER_CODES and _about(t, day) for t in terms):
                counts[entity] += 1
        return counts.most_common(1)[0][0] if counts else None

    def _in_office(self, country_code: str) -> Entity | None:
        """Who leads a country on the day of publication."""
        register, day = default_register(), self._doc.published_on
        if day is None:
            return None
        holders = register.holders(country_code, LEADER_CODES, day)
        return registered_of(register)[holders[0].person_id][0] if holders else None


def _about(term: Term, day: dt.date | None) -> bool:
    """Whether somebody held an office on a day or came into it soon after."""
    return day is None or term.covers(day) or term.covers(day + _SOON)


def _is_government(entity: Entity) -> bool:
    """Whether an entity is a government, or the seat of the one who leads it."""
    if not entity.country_code:
        return False
    if entity.kind is EntityKind.GOVERNMENT:
        return True
    country = default_register().countries.get(entity.country_code)
    return country is not None and entity.name in country.metonyms

"""Those who took part in a call as its words name them, and how several of them spoke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.extract.calls.events.days import DateClaim
from toolkit.extract.calls.skeletons.capitals import OF_CAPITAL
from toolkit.extract.calls.skeletons.skeleton import COUNTERPART, Skeleton, span_of
from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.others import body_behind
from toolkit.extract.calls.wording.words import Reading
from toolkit.extract.model import Document, Entity, EntityKind, Mention, MentionKind
from toolkit.patterns import late

_NEARBY = 60
_ONE_BY_ONE = late(
    r"\b(?:separate(?:ly)?"
    r"|each (?:also |then )?(?:sp[oe]|talk|call|phon|telephon|rang|rung|had|held)[a-z]*"
    r"|each (?:[a-z]+ )?on (?:P\d+(?:'s?)?|his|her|their) own|in turn"
    r"|respectively|successive|consecutive|back[- ]to[- ]back"
    r"|one (?:by one|after (?:the other|another))|first [^.;]{1,120} then"
    r"|(?:among|one of) (?:the )?first)\b"
)
_APART = late(r"in separate (?:[a-z]+ ){0,3}[a-z]+(?: on)?(?: D\d+)?, (?:the )?")
_AS_WELL = late(r",? (?:as well(?! as)|too)\b")
"""What, behind "P0 and P1 spoke to P2", says that each of them did, beside others."""
_JOINTLY = late(r"\b(?:jointly|together|joint|conference call|three-way|trilateral)\b")
_PLURAL_NOUN = late(r"(?:calls|conversations|talks|messages)\Z")


@dataclass(frozen=True, slots=True)
class Party:
    """A participant and the words that name him or her.

    Attributes:
        entity: the person.
        start: offset of the words.
        end: offset after them.
    """

    entity: Entity
    start: int
    end: int


_OWNER = late(
    r"(?:his|their|her(?! (?:by|on|over|in|at|to|and|for|about|via|after|before|again|twice|that"
    r"|from|with|during|late|early|when|as|last|this|briefly|but)\b))"
    rf"(?! (?:[A-Za-z-]+ ){{0,3}}{COUNTERPART}) [a-z]"
)
"""A pronoun that owns somebody who is no other leader."""


def owns_next(text: str, start: int) -> bool:
    """Whether words are "his" or "her" of somebody meant: "her dentist", but not "her on Monday".

    Args:
        text: the text.
        start: where the words begin.
    """
    return _OWNER.match(text, start) is not None


def for_others(doc: Document, party: Party) -> bool:
    """Whether those who speak are "aides of" somebody.

    Args:
        doc: the analysed article.
        party: who is named.
    """
    low = max(0, party.start - _NEARBY)
    return context.FOR_OTHERS.search(doc.text, low, party.start) is not None


def of_others(doc: Document, first: Sequence[Party], second: Sequence[Party]) -> bool:
    """Whether a side is not those named but people of theirs: "she telephoned her dentist".

    Args:
        doc: the analysed article.
        first: those who speak or call.
        second: the other side.
    """
    theirs = [owns_next(doc.text, p.start) for p in second]
    if theirs and all(theirs):
        return True
    return any(for_others(doc, party) for party in (*first[:1], *second[:1]))


def told_apart(
    reading: Reading, text: str, first: list[Party], second: list[Party]
) -> list[tuple[list[Party], list[Party]]]:
    """The two sides of a reading, or of each call where several spoke one by one.

    Args:
        reading: what a rule read.
        text: the skeleton.
        first: those who speak or call.
        second: the other side.
    """
    words, trigger = reading.words(text), reading.trigger_words(text)
    if (apart := _APART.match(text)) is not None:  # "in separate calls, P0 and P1 spoke to P2"
        if not second and reading.trigger[0] < apart.end():
            return []
        words = text[: reading.span[1]]
    called = reading.initiator == "a" and reading.rule.name != "conference-convened"
    alone = reading.initiator == "b" and reading.first is None
    others, sides = [second], [first]
    if len(second) > 1 and (
        _PLURAL_NOUN.search(trigger)
        or _ONE_BY_ONE.search(words)
        or not ((trigger != "talk" and context.ONE_CALL.search(trigger)) or _JOINTLY.search(words))
        or called
        or alone
        or reading.rule.one_by_one
    ):
        others = [[party] for party in second]
    as_well = _AS_WELL.match(text, reading.span[1]) is not None
    each = len(second) == 1 and (
        as_well or _ONE_BY_ONE.search(words) or _PLURAL_NOUN.search(trigger)
    )
    if (called or each) and second and len(first) > 1 and not _JOINTLY.search(words):
        sides = [[party] for party in first]
    return [(side, other) for side in sides for other in others]


_APPOSED = late(r"[^,;.]{0,80}, ")
"""What parts an office from the name of who holds it."""


def without_titles(doc: Document, side: Sequence[Party]) -> list[Party]:
    """Those of a list, without who seems to hold the office that stands before a name.

    Args:
        doc: the analysed article.
        side: those of the list.
    """
    return [
        party
        for party, after in zip(side, (*side[1:], None), strict=True)
        if after is None
        or party.entity.country_code != after.entity.country_code
        or not _APPOSED.fullmatch(doc.text, party.end, after.start)
    ]


_FRONTED = late(
    r"^[^PG]{0,30}P(?P<he>\d+) [^PGQ.;]{0,40} P\d+[^.;PG]{0,160}?, P(?P<subject>\d+)(?!['\d])"
)


def subject_behind(sk: Skeleton, first: Party) -> Party | None:
    """Who a pronoun means that stands before its name: "a day after he rang P1, P2 spoke".

    Args:
        sk: the sentence.
        first: whom the pronoun seems to mean, who is also the one spoken to.
    """
    match = _FRONTED.match(sk.text)
    if match is None or span_of(sk.pieces[int(match["he"])])[0] != first.start:
        return None
    piece = sk.pieces[int(match["subject"])]
    if not isinstance(piece, Mention) or piece.entity is None or piece.entity == first.entity:
        return None
    return Party(piece.entity, piece.start, piece.end)


def own_days(
    claims: Iterable[DateClaim], side: Sequence[Party], all_sides: Sequence[Party]
) -> list[DateClaim]:
    """The days of the call with one of several: "with P1 on Monday and with P2 on Tuesday".

    A day belongs to whoever is named last before it where each of them has one of their own.

    Args:
        claims: the days near the words for all of the calls.
        side: the one of this call.
        all_sides: all with whom somebody spoke.
    """
    found = list(claims)
    if len(side) != 1 or len(all_sides) < 2:
        return found
    owners = {
        claim.date.start: max(
            (p for p in all_sides if p.end <= claim.date.start),
            key=lambda p: p.start,
            default=None,
        )
        for claim in found
    }
    if {id(owner) for owner in owners.values()} != {id(party) for party in all_sides}:
        return found
    return [claim for claim in found if owners[claim.date.start] is side[0]]


def distinct(parties: Sequence[Party]) -> list[Party]:
    """Those named, each once."""
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.entity.key, party)
    return list(seen.values())


def is_leaders_call(parties: Sequence[Party]) -> bool:
    """Two persons or more, of two countries or more, one of them known to hold an office."""
    countries = {p.entity.country_code for p in parties}
    known = any(p.entity.registered or p.entity.in_office for p in parties)
    return known and all(countries) and len(countries) >= 2


_MEMBER = late(r"[PG](\d+)")


def names_capital(sk: Skeleton, words: str | None) -> bool:
    """Whether a side is named by the capital that stands for it: who "rang Oslo" may ring home.

    Args:
        sk: the sentence.
        words: those of the side in its skeleton.
    """
    pieces = (sk.pieces[int(number)] for number in _MEMBER.findall(words or ""))
    return any(isinstance(piece, Mention) and piece.rule == OF_CAPITAL for piece in pieces)


def is_of_body(sk: Skeleton, end: int) -> bool:
    """Whether words for a call are tied to a body that is no government: "between aides".

    Args:
        sk: the sentence.
        end: where the words end in its skeleton.
    """
    number = body_behind(sk.text, end)
    if number is None:
        return False
    piece = sk.pieces[number]
    entity = piece.entity if isinstance(piece, Mention) else None
    return entity is None or entity.kind is not EntityKind.GOVERNMENT


def is_by_office(sk: Skeleton, reading: Reading) -> bool:
    """Whether a group is "the leaders of" some countries.

    Args:
        sk: the sentence.
        reading: what a rule read, the first side of it a group.
    """
    piece = sk.pieces[int((reading.first or "")[1:])]
    return isinstance(piece, Mention) and piece.kind is MentionKind.OFFICE

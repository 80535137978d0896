"""Whose words those are that a sentence gives "according to" somebody."""

from __future__ import annotations

from dataclasses import replace

from toolkit.extract import lexicons
from toolkit.extract.topics.sentences.clauses import Clauses, Role, Source, Voice
from toolkit.extract.topics.sides.parties import whose_office
from toolkit.extract.topics.sides.silent import says_nothing
from toolkit.extract.topics.sides.speakers import Speakers
from toolkit.extract.topics.sides.unnamed import home_office, side_s_organ
from toolkit.extract.topics.wording.lexicon import Span
from toolkit.patterns import late

_ACCORDING = "according to"
_THE_REPORT = late(
    r" (?:it|him|her|them)\W*\Z"
    r"| the (?:same |state |run |owned |controlled |news |official |media )*"
    r"(?:statement|readout|summary|report|account|note|agency|official|office|bureau"
    r"|ministry|palace|presidency|spokes\w+|aide|source|outlet|broadcaster|network|newspaper|media)s?\b"
)

_S_WORDS = late(r" s (?:own )?(?:words|telling|retelling)\b")
_IN = late(r"\bin (?:the )?\Z")
_WORDS_OF = late(r"\bin the (?:words|telling) of (?:the |an? )?\Z")
_WORDS_REACH = 32
# "This is reported on the official website of the head of Peru", "as the page of the palace has".
_REPORTED_ON = late(
    r"\b(?:reported|announced|published|posted|stated|disclosed|read|found|seen|placed|carried|made"
    r" (?:known|public)) (?:\w+ ){0,3}?(?:on|by|in|at|from) (?:(?:the|an?|its|their|his|her) )?"
    r"(?:\w+ ){0,2}?(?:web ?site|web page|web site|home ?page|page|portal|press service"
    r"|press office|account|channel|statement|readout|press release|communiqu[eé]) (?:of|from|by) "
)
# "The official website of the Peruvian leader informs".
_PAGE_REPORTS = late(
    r"\b(?:web ?site|web page|home ?page|page|portal|press (?:service|office|department)) of "
    r"(?:the )?(?P<whose>(?:[\w’-]+ ){1,6}?)(?:informs|informed|reports|reported|says|said|writes"
    r"|wrote|announced|announces|stated|states|notes|noted|has it|quotes|quoted)\b"
)
_REPORTED_REACH = 60
_CITING = late(r" (?:citing|cites|quoting|with reference to|referring to) ")
# "Turkish diplomatic sources said", "sources in Turkish diplomacy told the agency".
_SOURCES = late(
    r"\b(?:\w+ (?:\w+ )?sources|sources (?:in|at|from|close to|within|of) (?:the )?(?:\w+ ){1,3}?)"
    r" ?(?:said|say|told|added|confirmed|reported)\b"
)


def one(country: str | None) -> tuple[str, ...]:
    """The countries whose account it is: one, or none that is known."""
    return (country,) if country else ()


def in_words_of(clauses: Clauses, speakers: Speakers) -> list[Source]:
    """ "In Mr. Lie's words", "in the palace's telling": like "according to"; not of a leader."""
    found: list[Source] = []
    for anchor in clauses.anchors:
        if anchor.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL):
            continue
        behind = _S_WORDS.match(clauses.folded, anchor.end, clauses.sentence.end) is not None
        low = max(clauses.sentence.start, anchor.start - _WORDS_REACH)
        if not (behind or _WORDS_OF.search(clauses.folded, low, anchor.start)):
            continue
        if behind and not _IN.search(clauses.folded, low, anchor.start):
            continue
        voice, country = speakers.voice(anchor, clauses.party)
        whole = clauses.sentence.start, clauses.sentence.end
        found.append(Source(*whole, voice, one(country), (anchor.start, anchor.end)))
    return found


def reported_on(clauses: Clauses) -> list[Source]:
    """ "This is reported on the official website of the head of Peru": that side's account."""
    sentence = clauses.sentence
    match = _PAGE_REPORTS.search(clauses.folded, sentence.start, sentence.end)
    if match is not None and (side := _whose(clauses, match.span("whose"))):
        whole = sentence.start, sentence.end
        return [Source(*whole, Voice.GOVERNMENT, (side,), match.span(), True)]
    match = _REPORTED_ON.search(clauses.folded, sentence.start, sentence.end)
    if match is None or says_nothing(clauses.folded, sentence.start, match.end()):
        return []
    stop = min(sentence.end, match.end() + _REPORTED_REACH)
    comma = clauses.text.find(",", match.end(), stop)
    side = _whose(clauses, (match.end(), comma if comma > 0 else stop))
    if not side:
        return []
    whole = sentence.start, sentence.end
    return [Source(*whole, Voice.GOVERNMENT, (side,), match.span(), True)]


def _whose(clauses: Clauses, span: Span) -> str:
    """The only side that words name, or whose office they mean; empty for none."""
    start, stop = span
    words = f" {clauses.between(start, stop).strip()} "
    names = clauses.party.names.items()
    sides = {country for country, own in names if any(f" {name} " in words for name in own)}
    sides |= {
        anchor.country_code
        for anchor in clauses.anchors
        if start <= anchor.start < stop and anchor.country_code in clauses.party.countries
    }
    return sides.pop() or "" if len(sides) == 1 else whose_office(words, clauses.party)


def citing(clauses: Clauses, speakers: Speakers) -> list[Source]:
    """ "An agency reports, citing the palace", "sources in Peru's diplomacy said": of that side."""
    sentence = clauses.sentence
    whole = sentence.start, sentence.end
    match = _CITING.search(clauses.folded, *whole)
    for anchor in clauses.anchors:
        if match is None or not match.end() <= anchor.start < match.end() + _REPORTED_REACH:
            continue
        voice, country = speakers.voice(anchor, clauses.party)
        if voice is Voice.GOVERNMENT and country in clauses.party.countries:
            return [Source(*whole, voice, one(country), (anchor.start, anchor.end), True)]
    match = _SOURCES.search(clauses.folded, *whole)
    if match is None:
        return []
    words = f" {match.group().strip()} "
    names = clauses.party.names.items()
    sides = [country for country, own in names if any(f" {name} " in words for name in own)]
    if len(sides) != 1:
        return []
    return [Source(*whole, Voice.GOVERNMENT, (sides[0],), match.span(), True)]


def according_to(clauses: Clauses, speakers: Speakers, ongoing: Source | None) -> list[Source]:
    """ "according to the Kremlin": one side's account; of both sides or of others, the press's."""
    sentence, folded = clauses.sentence, clauses.folded
    first = next(
        (f.end for f in clauses.frames if clauses.between(f.start, f.end) == _ACCORDING), 0
    )
    if not first:
        return []
    stop = clauses.text.find(",", first, sentence.end)
    stop = stop if stop > 0 else sentence.end
    voices = [
        (anchor, *speakers.voice(anchor, clauses.party))
        for anchor in clauses.anchors
        if first <= anchor.start < stop
        and anchor.role is not Role.CALL
        and not clauses.is_owner(anchor)
    ]
    words = f"{folded[first:stop]} "
    whole = sentence.start, sentence.end
    if any(f" {noun} " in words for noun in lexicons.words("topic_outsiders")):
        return [Source(*whole, Voice.OUTSIDER, (), None)]
    sides = clauses.party.countries
    if any(country in sides for _, _, country in voices):  # "the palace, quoted by an agency"
        voices = [v for v in voices if v[2] in sides]
    countries = {country for _, _, country in voices if country}
    if not countries and ongoing is not None and _THE_REPORT.match(words):
        return [replace(ongoing, start=whole[0], end=whole[1])]
    if not countries and (home := home_office(clauses)):
        return home
    if not countries and (
        side := side_s_organ(clauses, words) or whose_office(words, clauses.party)
    ):
        return [Source(*whole, Voice.GOVERNMENT, (side,), (first, stop), True)]
    if _coordinated(words):
        return [Source(*whole, Voice.PRESS, (), None, of_both=True)]
    if len(countries) != 1:
        return [Source(*whole, Voice.PRESS, (), None)]
    anchor, voice, country = next(v for v in voices if v[2])
    named = any(f.value == "account" and first <= f.start < stop for f in clauses.frames)
    return [Source(*whole, voice, one(country), (anchor.start, anchor.end), named)]


def _coordinated(words: str) -> bool:
    """Whether both sides are named together: which of them named what is then not told."""
    return " and " in words or " both " in words or " separate " in words

"""Whose words those are that a sentence gives "according to" somebody."""

from __future__ import annotations

from dataclasses import replace

from toolkit.extract import lexicons
from toolkit.extract.topics.clauses import Clauses, Role, Source, Voice
from toolkit.extract.topics.parties import whose_office
from toolkit.extract.topics.speakers import Speakers
from toolkit.extract.topics.unnamed import home_office, side_s_organ
from toolkit.patterns import late

_ACCORDING = "according to"
_THE_REPORT = late(
    r" the (?:same |state |run |owned |controlled |news |official |media )*"
    r"(?:statement|readout|summary|report|account|note|agency|official|office|bureau"
    r"|ministry|palace|presidency|spokes\w+|aide|source|outlet|broadcaster|network|newspaper|media)s?\b"
)

_S_WORDS = late(r" s (?:own )?(?:words|telling|retelling)\b")
_IN = late(r"\bin (?:the )?\Z")
_WORDS_OF = late(r"\bin the (?:words|telling) of (?:the |an? )?\Z")
_WORDS_REACH = 32


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
    countries = {country for _, _, country in voices if country}
    if not countries and ongoing is not None and _THE_REPORT.match(words):
        return [replace(ongoing, start=whole[0], end=whole[1])]
    if not countries and (home := home_office(clauses)):
        return home
    if not countries and (
        side := side_s_organ(clauses, words) or whose_office(words, clauses.party)
    ):
        return [Source(*whole, Voice.GOVERNMENT, (side,), (first, stop), True)]
    if len(countries) != 1 or _coordinated(words):
        return [Source(*whole, Voice.PRESS, (), None)]
    anchor, voice, country = next(v for v in voices if v[2])
    named = any(f.value == "account" and first <= f.start < stop for f in clauses.frames)
    return [Source(*whole, voice, one(country), (anchor.start, anchor.end), named)]


def _coordinated(words: str) -> bool:
    """Whether both sides are named together: which of them named what is then not told."""
    return " and " in words or " both " in words or " separate " in words

"""Whose words somebody passes on or posts: "the daily quoted the ministry as saying"."""

from __future__ import annotations

from toolkit.extract.topics.sentences.clauses import Anchor, Clauses, Role, Source, Voice
from toolkit.extract.topics.sides.according import one
from toolkit.extract.topics.sides.speakers import Speakers
from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import late

_QUOTED_REACH = 90
_QUOTED_BY_REACH = 40
_POST_GAP = 32
_IN_POST = late(
    r"\W*(?:in|on) (?:(?:an?|his|her|the) )?(?:\w+ ){0,3}?(?:post|posts|tweet|tweets|message|note"
    r"|thread|statement|facebook|twitter|x|telegram|instagram|weibo|truth social)\b"
)
_QUOTED_BY = late(r"\b(?:quoted|cited) (?:\w+ ){0,2}by (?:\w+ ){0,3}\Z")
_QUOTED_AS_BY = late(
    r"\b(?:quoted|cited) as (?:saying|telling|stating) (?:\w+ )?by (?:\w+ ){0,3}\Z"
)


def whom_quoted(clauses: Clauses, verb: Found[str]) -> Anchor | None:
    """Whose words somebody passes on: "the daily quoted the ministry as saying"."""
    if clauses.between(verb.start, verb.end) not in ("quoted", "cited"):
        return None
    reach = verb.end + _QUOTED_REACH
    for anchor in clauses.anchors:
        quoted = verb.end <= anchor.start < reach and clauses.folded.startswith(" as ", anchor.end)
        if quoted and anchor.country_code and anchor.role is not Role.PARTICIPANT:
            return anchor
    return None


def quoted_by(clauses: Clauses, speakers: Speakers) -> list[Source]:
    """ "She was quoted by state media as telling him that ...": the words are of the media.

    So they are in "she was quoted as saying by state media".
    """
    found = []
    sentence = clauses.sentence
    for anchor in clauses.anchors:
        before = clauses.between(max(sentence.start, anchor.start - _QUOTED_BY_REACH), anchor.start)
        if not anchor.is_organ():
            continue
        quoted = _QUOTED_BY.search(before) and clauses.folded.startswith(" as ", anchor.end)
        if not (quoted or _QUOTED_AS_BY.search(before)):
            continue
        voice, country = speakers.voice(anchor, clauses.party)
        whole = sentence.start, sentence.end
        found.append(Source(*whole, voice, one(country), (anchor.start, anchor.end), True))
    return found


def in_post(clauses: Clauses) -> list[Source]:
    """ "In a social media post Ruiz mentioned that Berg had thanked her": her account."""
    sentence = clauses.sentence
    match = _IN_POST.match(clauses.folded, sentence.start, sentence.end)
    anchor = clauses.following(match.end(), _POST_GAP) if match is not None else None
    if anchor is None or anchor.role is not Role.PARTICIPANT or not anchor.country_code:
        return []
    span = anchor.start, anchor.end
    return [Source(anchor.end, sentence.end, Voice.SELF, (anchor.country_code,), span, person=True)]

"""Which articles and sentences may report a call at all: quick looks before the rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.wording.others import is_of_others, without_things
from toolkit.extract.model import Document, Entity, EntityKind, Sentence
from toolkit.extract.words import lowered
from toolkit.patterns import late

PARTIES_NEAR = 400
"""How many characters before or after the report of a call those who took part may be named."""
# What begins a word stands in one alternative: the others are told by their first letter.
MAY_REPORT = late(
    r"phon|zoom|conversation|video|virtual|teleconf|conferr|discuss|on the line|exchange|assured"
    r"|warned|went over|informed|reminded|at the request|initiative|(?:suggestion|idea) came|affirm"
    r"|stretched|convers|dialogue"
    r"|also consulted|sounded out|tone was|communicat|voice|receiver|interlocutor|hanging up"
    r"|got through|first of all|the next|was next|began with|started with|did the same| followed"
    r"|the first(?:,| was)|(?:earlier|previous|last) one"
    r"|reached out|in touch|through to|hold of|other end|a word with"
    r"|(?<!\w)(?:call|online|sp[oe][ak]|talk|dial|pledge|vow|went on for|chat|contact|occasion to"
    r"|(?:r[aiu]ng|told|agreed?|last(?:ed|ing)|ran (?:for|to)|similar|hung up|hangs up|heard from"
    r"|turn|reach(?:ed)?|to the line|connected|turned down"
    r"|(?:next|then|last|first|finally) (?:came|on the|in line|up|was|it was))\b)"
)
"""Words of which a sentence, in lower case, holds one if a rule is to read a call in it."""
LIKELY_WORDS = (
    "phon", "call", "spo", "spe", "talk", "conversation", "video", "virtual", "told", "conferr",
    "dial", "rang", " ring ", " rung", "online ", "zoom", "discuss", "on the line", "exchange",
    "assured", "warned", "informed", "reminded", "at the request", "initiative", "agree",
    "affirm", "pledge", "vow", "lasted", "lasting", "went on for", "ran for ", "ran to ",
    "stretched", "convers", "dialogue", "similar ", " chat", "communicat", "contact",
    "reached out", "in touch", "through to", "hold of", "hung up", "hangs up", "heard from",
    "turn came", "turn was", "turn followed", "the turn of", "turned down", "next came",
    "then came", "next on ", "next in line", "next was", "last came", "first came",
    "finally came", "next up", "first up", "then it was", "s turn", "voice ", "receiver",
    "first of all", "the next", "was next", "last on ", "interlocutor", "hanging up",
    "also consulted", "sounded out",
    "teleconf", "went over ",
    "tone was", "to reach ", "told by", "to the line", "first on ", "got through", "got hold",
    "occasion to", "other end", "a word with", "reached", "connected", "begged",
    "suggestion came", "idea came", "the first,", "the first was", "earlier one", "previous one",
    "last one", "with three of", "began with", "started with", " followed", "did the same",
)  # fmt: skip
_CALL_STEMS = ("video", "virtual", "teleconf", "readout of the conversation")
# Each begins with its letters, so that a search jumps from one such word to the next.
_CALL_WORDS = tuple(
    map(
        late,
        (
            r"call(?<!\wcall)(?:s|ed|ing)?\b(?! (?:for|upon)\b| on (?!\w{3,6}day|\d|\w{3,9} \d))",
            r"phon(?<!\wphon)(?:e[ds]?|ing)",
            r"telephon(?:e[ds]?|ing|ic|y)",
            r"dial(?<!\wdial)(?:s|led|ed|l?ing)?\b",
            r"rang(?<!\wrang)s?\b",
            r"ring(?<!\wring)s?\b",
            r"rung\b",
            "readout following the conversation",
            r"online (?:summit|meeting|talks)",
            r"zoom\b",
            r"on the line\b",
            r"secure (?:[a-z]+ )?line\b",
            r"hot-?line\b",
            r"(?:got|get|put) through to",
            r"voice (?:came|was on|at the other)",
            r"h[ua]ng(?:s|ing)? up\b",
            r"(?:a|the|his|her) receiver\b",
            r"(?:at|on) the other end\b(?! of (?!the (?:line|(?:tele)?phone|wire)))",
        ),
    )
)


_TITLE = late(r"[^.;,]{1,60}\b(?:envoy|ambassador|advis[eo]r|representative) (?:for|of|to|on)\b")
"""A title behind which a name may follow, which small letters do not tell."""


def speaks_of_call(text: str) -> bool:
    """Whether a text in lower case holds a word without which no call is reported."""
    text = without_things(text)
    if any(stem in text for stem in _CALL_STEMS):
        return True
    if "at the initiative of" in text and "spok" in text:
        return True
    return any(
        not is_of_others(text, found.end()) or _TITLE.match(text, found.end()) is not None
        for words in _CALL_WORDS
        for found in words.finditer(text)
    )


_TO_WHOM = r"(?: [a-z]+){0,5}? (?:to|with) "
# Each begins with its letters, as above.
_SPOKE = tuple(
    map(
        late,
        (
            rf"spoke(?<!\wspoke){_TO_WHOM}",
            r"spoke (?:today|yesterday|tonight|again|this|earlier|briefly|(?:late )?on \w{3,6}day)",
            rf"talked{_TO_WHOM}",
            rf"conferred{_TO_WHOM}",
            rf"conversed{_TO_WHOM}",
            r"spoken(?:(?<=ve spoken)|(?<=has spoken)|(?<=had spoken)|(?<=ly spoken))",
            r"expected to (?:speak|talk)",
            r"conversation(?:(?<=the conversation)|(?<=their conversation)|(?<=one conversation))",
        ),
    )
)
_THERE = (
    *("sidelines", "shook hands", "handshake", "face-to-face", "face to face", "in person"),
    *("one-on-one", "conference with", "conference after", "pull-aside", "group photo"),
    *(
        "margins of",
        "at the g7",
        "at the g8",
        "at the g20",
        "at a summit",
        "at the summit",
        "at the meeting",
        "in the meeting",
        "arrived in",
        "flew to",
        "flew into",
    ),
)
_AT_A_MEETING = late(
    r"\b(?:during|after|following|at|in) (?:a|the|their|his|her|this|that) (?:[a-z-]+ ){0,2}?"
    r"(?:meeting|dinner|lunch|reception|ceremony|banquet|funeral)\b"
)
"""What says that the leaders of an article were in one place."""


def may_tell_of_talk(text: str) -> bool:
    """Whether a text in lower case says that somebody spoke to somebody, in no one place.

    Leaders of two countries who "spoke" did so by telephone unless the article says where they met.
    """
    return any(words.search(text) for words in _SPOKE) and not tells_of_one_place(text)


def tells_of_one_place(text: str) -> bool:
    """Whether a text in lower case says that those of whom it tells were in one place."""
    return any(words in text for words in _THERE) or _AT_A_MEETING.search(text) is not None


def names_leaders(doc: Document) -> bool:
    """Whether an article names persons of two countries, one of them known to hold an office."""
    countries: set[str] = set()
    registered = False
    entities = {id(e): e for mention in doc.mentions if (e := mention.entity) is not None}
    for entity in entities.values():
        for person in _persons(entity):
            countries.add(person.country_code or "")
            registered = registered or person.registered or person.in_office
        if registered and len(countries) > 1:
            return True
    return False


def likely_sentences(doc: Document, kinds: Collection[BlockKind]) -> list[Sentence]:
    """The sentences in blocks of some kinds that hold a word without which no rule matches.

    One search for all words is much faster than a regular expression on every sentence.
    """
    sentences = doc.sentences
    starts = [s.start for s in sentences]
    found = _likely_words().find_matches_as_indexes(lowered(doc.text), overlapping=True)
    likely = {bisect_right(starts, at) - 1 for _, at, _ in found}
    return [sentences[n] for n in sorted(likely) if n >= 0 and sentences[n].kind in kinds]


@cache
def _likely_words() -> AhoCorasick:
    return AhoCorasick(LIKELY_WORDS)


def _persons(entity: Entity) -> Iterator[Entity]:
    """The persons of known country whom an entity means: itself, or the members of a group."""
    for person in entity.people or (entity,):
        if person.kind is EntityKind.PERSON and person.country_code:
            yield person


def name_two_countries(doc: Document, sentences: Sequence[Sentence]) -> bool:
    """Whether persons of two countries are named in or near one of some sentences.

    Without them no call is read: its parties stand in the sentence, or near it, or are those who
    are quoted there.

    Args:
        doc: the article with its mentions and attributions.
        sentences: sentences in order that may report a call.
    """
    quoted = _countries_quoted(doc, sentences)
    for sentence in sentences:
        countries = quoted.get(sentence.start, set())
        near = doc.mentions_in(max(0, sentence.start - PARTIES_NEAR), sentence.end + PARTIES_NEAR)
        for mention in near:
            if mention.entity is not None:
                countries |= {person.country_code or "" for person in _persons(mention.entity)}
        if len(countries) > 1:
            return True
    return False


def _countries_quoted(doc: Document, sentences: Sequence[Sentence]) -> dict[int, set[str]]:
    """The countries of those who are quoted in sentences, by where these begin."""
    ends = [sentence.end for sentence in sentences]
    found: dict[int, set[str]] = {}
    for said in doc.attributions:
        if said.source is None or said.source.entity is None or True not in said.direct:
            continue
        countries = {person.country_code or "" for person in _persons(said.source.entity)}
        for start, end in said.contents if countries else ():
            number = bisect_left(ends, start + 1)
            while number < len(sentences) and sentences[number].start < end:
                found.setdefault(sentences[number].start, set()).update(countries)
                number += 1
    return found

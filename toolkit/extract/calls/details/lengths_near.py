"""Lengths that stand near the words for a call and are of nothing else, however they are put.

What `calls.wording.lengths` reads has words that tie it to a call; a reporter has many more
ways to say it: "the line was open for forty minutes", "Forty minutes.", "in hour-long call". So
what is left is read the other way round: a length is the call's that stands near it unless its own
words say that it is the length, or the time, of something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.meetings import IN_PERSON
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document, Sentence
from toolkit.extract.words import lowered
from toolkit.patterns import late

_MINUTES = {"minute": 1, "hour": 60}
_LONGEST = 240
"""How many minutes a length may have that nothing but its place ties to a call."""
_NEAR = 600
"""How many characters after words for a call, or before the first ones, its length may stand."""
_ALONE = 3
"""How many words a sentence has beside a length where it tells nothing else: "Forty minutes."."""

_CALL_WORDS = late(
    r"\b(?:calls?|called|calling|conversations?|(?:tele)?phone[ds]?|sp[oe]ken?|speaking|talk(?:s|ed"
    r"|ing)?|chat(?:s|ted|ting)?|exchanges?|discuss(?:ed|ion|ions|ing)?|listen(?:ed|ing)?"
    r"|(?<!power )(?<!front )(?<!gas )(?<!rail )(?<!water )line"
    r"|conferred|conferring|consult(?:ed|ations?)|rang|ring|dial(?:l)?ed|hung up|receiver"
    r"|dialogue|duration|length|at it|conversed|connected|rang off|pleaded|pleading|argued)\b"
)
"""What a sentence says that speaks of a call, or of its length."""
_LASTING = late(
    r"\b(?:for|last(?:ed|s|ing)?|over|ran|runs?|running|took|spent|of|duration|length|talked|spoke"
    r"|done|finished|took up|went on|at|than|to|through|during|dragged on|stretched)"
    r"(?: (?:to|for|on|of|an?|the|some|just|only|about|around|roughly|nearly|almost|well|over|more"
    r"|less|than|good|full|mere|whole|best|better|greater|part|barely|scarcely|close|under|little"
    r"|up|in|was|is|at|what|they|called|[a-z]+ly)){0,6} ?['\"\u2018\u201c]?\Z"
)
"""What, right before a length, says that something went on for it."""
_OF_OTHER_BEFORE = late(
    r"\b(?:within|in the (?:past|first|last|next|coming|space of the)|every|another|set aside"
    r"|(?:scheduled|planned|expected|due|supposed|meant|slated|allotted|booked)(?: to [a-z]+)?"
    r"|past|next|last|previous|first|remaining|further|additional|extra|wait(?:ed|ing)?|slept"
    r"|flew|drove|delayed|late|early|trapped|held up|jailed|detained|notice|given"
    r"|reach(?:ed)? [a-z]+|by|read(?:ing)?(?: time)?:?)"
    r"(?: (?:to|for|the|a|an|about|some|last|be|at|least|of|only|just)){0,3} ?\Z"
    r"|\b(?:reporters|journalists|lawmakers|deputies|supporters|parliament|congress|nation|crowd"
    r"|audience|television|cabinet|ministers|court|judges?)\b[^,;.]{0,30}\Z"
)
"""What, right before a length, says that it is that of something else."""
_TIME_BEHIND = late(
    r"(?: or (?:so|more|less|two|thereabouts))?,?"
    r" (?:after|before|from|ahead|behind|prior|following)\b"
)
"""What, right behind a length, makes it a time, but where something went on for it."""
_OF_OTHER_BEHIND = late(
    r"(?: on [^,.;]{1,40} and [a-z0-9 -]{1,40} on\b|(?:[ -]long)?(?: or (?:so|more|less|two"
    r"|thereabouts))?[ ,-]{0,3}(?:later|earlier|ago|beforehand"
    r"|afterwards?|notice|to (?:go|spare|midnight|noon|leave|the)|away|late\b|early|per\b|a (?:day"
    r"|week)|an hour|by (?:car|road|plane|air|train|rail)|on hold|altogether|all told|combined"
    r"|apart|of (?:audio|tape|recording|footage|video|games?)|south|north|east|west"
    r"|(?:'s|s') (?:start|notice|flight|drive|walk|head)|(?:leaked|audio|recorded|taped"
    r"|televised)\b|(?:[a-z-]{1,30} ){0,2}?(?:meetings?|session|summit|truce|cease-?fire|pause|halt"
    r"|speech|address|interview|debate|flight|drive|deadline|ultimatum|window|delays?|march|rally"
    r"|news conference|press conference|briefing|visit|curfew|strikes?|outage|battle|film|clip"
    r"|recording|tape|tour|video(?! (?:call|conference|link|conversation|talk|chat))|stand-?off"
    r"|bombardment|statement|lunch|dinner|wait|discrepancy|break|siege|gap|difference|operation"
    r"|raid|walk|ride|journey"
    r"|trip|programme|program|broadcast|warning|speech|hearing|ceremony|service|silence)\b))"
)
"""What, behind a length, says that it is that of something else, or of several calls."""
_BY_PHONE = late(r"phon|\b(?:calls?|called|conversations?|rang|line)\b")
"""What, in the sentence of a length, keeps it from being that of a meeting told before it."""
_AT_LEAST = late(r",? (?:at (?:least|most)|long|or thereabouts|in length)\b")
"""What, right behind a length, says that something went on for it."""
_ANOTHER_TIME = late(r"\b(?:after|before|following|while|ahead of|when|since)\b")
"""What, between a length and those named, says that they spoke at another time."""
_ALL_OF_THEM = late(r"\b(?:calls|conversations|all together|between them|both calls)\b")
_OF_EACH_CALL = late(
    r"\b(?:each|both|all|every one)(?: of (?:the|these|those|his|her|their))?(?: [a-z-]+){0,2}"
    r" (?:calls?|conversations?|talks)\b"
    r"|\b(?:calls|conversations)\b[^.;]{0,40} (?:each\b|apiece\b)"
    r"|\b(?:calls|conversations) each\b"
)
"""What says of a length that each of several calls had it: "each call took five minutes"."""
_IN_ALL = late(r"\b(?:together|in all|combined|altogether|all told|in total)\b")
_EACH = late(r"\b(?:each|both|apiece|every one|in turn)\b")
"""What gives one length to several calls."""


def of_one_each(doc: Document, calls: Sequence[CallFind]) -> None:
    """Leave a length that several calls were given to the one whose words stand nearest to it."""
    lengths = {c.duration[0].start: c.duration[0] for c in calls if c.duration is not None}
    for length in lengths.values():
        given = [c for c in calls if c.duration is not None and c.duration[0] is length]
        sentence = doc.sentence_at(length.start)
        if len(given) < 2 or sentence is None:
            continue
        if _EACH.search(lowered(doc.text[sentence.start : sentence.end])) is not None:
            continue
        nearest = min(_distance(call, length) for call in given)
        for call in given:
            if _distance(call, length) > nearest:
                call.duration = None


def names_others(doc: Document, call: CallFind, calls: Sequence[CallFind], at: int) -> bool:
    """Whether those named with a length took part in another call, and not all in this one.

    Args:
        doc: the analysed article.
        call: a call.
        calls: all calls.
        at: offset of the length.
    """
    sentence = doc.sentence_at(at)
    if len(calls) < 2 or sentence is None:
        return False
    there = [m for m in doc.mentions_in(sentence.start, sentence.end) if m.entity]
    last = max((m.start for m in there), default=at)
    if _ANOTHER_TIME.search(lowered(doc.text[at:last])) is not None:
        return False
    named = _named(doc, calls, sentence)
    return not call.keys <= named and any(c.keys <= named for c in calls if c is not call)


def _named(doc: Document, calls: Sequence[CallFind], sentence: Sentence) -> set[str]:
    """Those of the calls whom a sentence names, or else the one before it in its paragraph."""
    persons = {key for call in calls for key in call.keys}
    start = doc.article.blocks[sentence.block].start
    while True:
        there = doc.mentions_in(sentence.start, sentence.end)
        named = persons.intersection(m.entity.key for m in there if m.entity)
        before = doc.sentence_at(sentence.start - 2) if sentence.start - 2 >= start else None
        if named or before is None or before.start == sentence.start:
            return named
        sentence = before


def _distance(call: CallFind, length: Figure) -> int:
    """How far the words for a call stand from a length."""
    return min(max(start - length.end, length.start - end, 0) for start, end in call.mentions)


def give_lengths(doc: Document, durations: Sequence[Figure], calls: Sequence[CallFind]) -> None:
    """Give the lengths near the words for calls to those that have none.

    Args:
        doc: the analysed article.
        durations: its durations.
        calls: its calls, those with a length too.
    """
    _share_with_each(doc, calls)
    bare = [c for c in calls if c.duration is None and c.status.value == "held"]
    if not bare:
        return
    taken = {c.duration[0].start for c in calls if c.duration is not None}
    for length, sentence in _free(doc, durations, taken):
        if _of_each(doc, sentence) is not None:
            _give_each(calls, length, sentence)
            continue
        call = _nearest(doc, calls, length, sentence)
        if call is not None and call.duration is None and call.status.value == "held":
            _give(call, length)


def _share_with_each(doc: Document, calls: Sequence[CallFind]) -> None:
    """Give the others a length that one call has and its sentence tells of each of them."""
    for call in calls:
        length = call.duration[0] if call.duration is not None else None
        sentence = doc.sentence_at(length.start) if length is not None else None
        if length is None or sentence is None:
            continue
        each = _of_each(doc, sentence)
        if each:
            _give_each(calls, length, sentence)
        elif each is not None:
            call.duration = None  # "together both calls took an hour"


def _give_each(calls: Sequence[CallFind], length: Figure, sentence: Sentence) -> None:
    """Make a length that of each call told before that has none."""
    for call in calls:
        told = call.status.value == "held" and call.first_report < sentence.end
        if told and call.duration is None:
            _give(call, length)


def _give(call: CallFind, length: Figure) -> None:
    """Make a length that of a call."""
    span = length.start, length.end
    call.duration = length, Claim(str(length.value), *span, "length-near-the-call")


def _of_each(doc: Document, sentence: Sentence) -> bool | None:
    """Whether a sentence tells how long each of several calls lasted, not all; None if neither."""
    words = lowered(doc.text[sentence.start : sentence.end])
    return _IN_ALL.search(words) is None if _OF_EACH_CALL.search(words) else None


def _free(
    doc: Document, durations: Sequence[Figure], taken: set[int]
) -> Iterator[tuple[Figure, Sentence]]:
    """The lengths that can be those of calls, with their sentences."""
    for length in durations:
        minutes = length.value * _MINUTES.get(length.unit_code, 0)
        sentence = doc.sentence_at(length.start)
        if not 1 <= minutes <= _LONGEST or length.start in taken or sentence is None:
            continue
        words = lowered(doc.text[sentence.start : sentence.end])
        at, end = length.start - sentence.start, length.end - sentence.start
        if _OF_OTHER_BEFORE.search(words, 0, at) or _OF_OTHER_BEHIND.match(words, end):
            continue
        lasting = _LASTING.search(words, 0, at) is not None or words.startswith("-", at - 1)
        each = _of_each(doc, sentence)
        lasting = lasting or each or _AT_LEAST.match(words, end) is not None
        if not lasting and _TIME_BEHIND.match(words, end):
            continue
        alone = len((words[:at] + words[end:]).split()) <= _ALONE
        headed = sentence.kind is not BlockKind.PROSE
        if (not alone and _CALL_WORDS.search(words) is None) or IN_PERSON.search(words):
            continue
        hyphened = "-" in doc.text[length.start : length.end]
        if (alone or lasting or headed or hyphened) and (each or not _ALL_OF_THEM.search(words)):
            yield length, sentence


def _nearest(
    doc: Document, calls: Sequence[CallFind], length: Figure, sentence: Sentence
) -> CallFind | None:
    """The call of which the sentence of a length speaks, or that was spoken of right before it."""
    named = _named(doc, calls, sentence)
    if told := [c for c in calls if c.keys <= named]:
        return min(told, key=lambda c: _distance(c, length))
    told = [c for c in calls if named <= c.keys]
    if len(told) == 1 and len(calls) > 1:
        return told[0]
    spans = [(start, end, c) for c in calls for start, end in c.mentions]
    earlier = [span for span in spans if span[0] < sentence.start]
    before = max(earlier, key=lambda s: s[0], default=None)
    words = lowered(doc.text[sentence.start : sentence.end])
    between = lowered(doc.text[before[1] : sentence.start]) if before is not None else ""
    if _BY_PHONE.search(words) is None and IN_PERSON.search(between) is not None:
        return None
    if here := [span for span in spans if sentence.start <= span[0] < sentence.end]:
        return min(here, key=lambda s: max(s[0] - length.end, length.start - s[1], 0))[2]
    if before is None or sentence.kind is not BlockKind.PROSE:
        first = min(calls, key=lambda c: c.first_report)
        near = first.first_report - length.end <= _NEAR
        return first if near and (not named or named & first.keys) else None
    only = len(calls) == 1 and _BY_PHONE.search(words) is not None
    if length.start - before[1] > _NEAR and not only:
        return None
    return before[2] if not named or named & before[2].keys else None

"""Rounds of calls: one leader speaks with several in turn, and the text tells only with whom.

"Next on the line was Ms. Merkel": who spoke with her is who made the round, not whom the article
named last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from toolkit.extract.calls.events import Event, Party
from toolkit.extract.calls.hubs import Tour, leads
from toolkit.extract.calls.meetings import IN_PERSON
from toolkit.extract.calls.model import CallFind
from toolkit.extract.model import Document, Entity, MentionKind, Sentence
from toolkit.extract.names.register import LEADER_CODES, default_register
from toolkit.patterns import late

ROUNDS = frozenset(
    {
        *("turn-came", "turn-of", "those-on-the-line", "came-next", "first-to-be-called"),
        *("was-reached", "call-to-one", "listed-with", "and-finally"),
        *("was-next", "interlocutor-was", "one-got-through", "telephoned-alone"),
        *("began-with", "followed", "followed-by", "first-to-call-was", "the-second-to"),
        *(
            "attempt-failed",
            "tried-to-call",
            "not-come-to-the-line",
            "request-refused",
            "call-sought",
        ),
    }
)
"""Rules that tell only with whom the one who made the round spoke."""
_ROUND = late(
    r"\b(?:(?:round|series|string|blizzard|flurry|marathon|burst|spate|run|volley|list|barrage"
    r"|blitz|whirl|salvo|wave|cascade"
    r"|night|day|morning|afternoon|evening|hours|succession) of (?:[a-z-]+ ){0,3}?"
    r"(?:calls|conversations|(?:tele)?phone|diplomacy)"
    r"|work(?:ed|ing|s) (?:his way |her way |through |down )*(?:the|a) (?:[a-z-]+ ){0,3}?"
    r"(?:(?:tele)?phones?|calls|line|list)|(?:tele)?phone (?:diplomacy|marathon|blitz)"
    r"|(?:two|three|four|five|six|seven|eight|several|more|\d+) (?:[a-z-]+ ){0,3}?"
    r"(?:calls|conversations)"
    r"|(?:made|making|makes|placed|placing|taking|took|received|fielded) [^.;]{0,40}?\bcalls"
    r"|(?:on the|to the|with a|by) (?:tele)?(?:phone|receiver)|ringing round|rang round"
    r"|hit the phones|calls to|calling)\b",
    re.IGNORECASE,
)
"""What says that somebody speaks with several by telephone."""
_BACK = 900
_FURTHER_BACK = 1800
"""How many characters before a call of a round the words for the round, or other calls, stand."""
LISTED = late(r"(?:with|to|from) ")
"""How an item of a list begins that tells with whom one spoke: in small letters."""
FRONTED = ("With ", "To ")
"""How a sentence begins that goes on with the next of those with whom somebody spoke."""
_MAY_BE_ROUND = late(
    r"\b(?:calls|conversations|leaders|heads|presidents|premiers|ministers|counterparts|both"
    r"|separately|phones|whom|diplomacy|rounds?|on the (?:tele)?phone|calls?)\b"
)
"""What a sentence holds that may tell that somebody spoke with several."""
_CALLS = late(r"calls|conversations|phone|spoke|talked")
_BY_WIRE = late(r"calls|conversations|phone|\b(?:rang|dialled|on the line)\b")
_TONE = late(
    r"\b(?:the|it was|his|her) (?:a )?(?:[a-z]+ )?(?:tone|mood|message|emphasis|subject|focus"
    r"|matter|exchange|conversation|call|talk|question)\b"
)
"""What a talk is said to have been like: "With P the tone was cooler"."""
_SEVERAL = late(r"calls\Z|conversations\Z|phones\Z|diplomacy\Z|round\Z|calling\Z", re.IGNORECASE)
"""How words end that tell of more than one call."""
_MOST_ITEMS = 12
_ONLY_IN_ROUNDS = frozenset(
    {
        *("listed-with", "and-finally", "came-next", "was-next", "interlocutor-was"),
        *("began-with", "followed", "followed-by"),
    }
)
"""Rules that say nothing of speaking: the round does."""
FRONTED_BY_ONE = frozenset({"to-one-another-spoke"})
"""Rules that name first with whom somebody spoke, then perhaps as "he" or "she" who did."""
_HE_OR_SHE = ("he", "she")
_OF_A_ROUND = frozenset({"began-with", "followed", "followed-by"})
"""Rules whose words stand for anything that begins: several calls must be spoken of."""
_TURNS = frozenset({"turn-of", "turn-came", "first-to-be-called"})
"""Rules for turns, which leaders at one table take, too."""


def with_lists(doc: Document, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences, with the items of a list behind each that announces one of calls, in order.

    Args:
        doc: the analysed article.
        sentences: some of its sentences, in order.
    """
    found = {sentence.start: sentence for sentence in sentences}
    for sentence in sentences:
        listed = doc.text[sentence.end - 1] == ":"
        if not (listed or _MAY_BE_ROUND.search(doc.text, sentence.start, sentence.end)):
            continue
        if not _CALLS.search(doc.text, sentence.start, sentence.end):
            continue
        first = bisect_left(doc.sentences, sentence.end, key=attrgetter("start"))
        for item in doc.sentences[first : first + _MOST_ITEMS]:
            if listed and not LISTED.match(doc.text, item.start):
                break
            if listed or doc.text.startswith(FRONTED, item.start):
                found.setdefault(item.start, item)
    return [found[start] for start in sorted(found)]


def _here(event: Event, party: Party) -> bool:
    """Whether the sentence of an event names somebody."""
    sentence = event.skeleton.sentence
    return sentence.start <= party.start < sentence.end


def is_of_round(event: Event) -> bool:
    """Whether only the other calls tell who took part, beside the one named."""
    return event.guessed and event.rule.name in ROUNDS


def guessed_anew(tour: Tour, event: Event) -> list[Party]:
    """Who took part in a call of which only one side is named: rather those who spoke before.

    Args:
        tour: the round, with the calls that other rules read.
        event: its first party is guessed: whoever was named last before it.
    """
    if not event.guessed and event.rule.name not in FRONTED_BY_ONE:
        return event.parties
    guess, others = event.parties[0], event.parties[1:]
    hub = None
    if not event.guessed:  # "With Ms. Merkel, he spoke": "he" is who made the round
        hub = tour.hub(event.start, others) if tour.words(guess).lower() in _HE_OR_SHE else None
    elif tour.has_calls() and not _here(event, guess):
        hub = tour.hub(event.start, others)
        theirs = tour.partners(guess.entity.key)
        if hub is None or (theirs and hub.entity.key not in theirs and not tour.is_hub(hub)):
            return event.parties
    if hub is None or any(hub.entity.country_code == p.entity.country_code for p in others):
        return event.parties
    return [hub, *others]


def with_hub(doc: Document, tour: Tour, event: Event) -> list[Party]:
    """Who took part in a call of a round: the one who made it, and with whom.

    Args:
        doc: the analysed article.
        tour: the round, with the calls that other rules read.
        event: it tells with whom; its first party is guessed.

    Returns:
        The parties; none where nothing tells that there is a round.
    """
    others, name, event.guessed = event.parties[1:], event.rule.name, False
    if name in _ONLY_IN_ROUNDS | _TURNS and _at_a_meeting(doc, event):
        return []
    hub = tour.hub(event.start, others)
    sentence = event.skeleton.sentence
    if name in _OF_A_ROUND and not _tells_of_several(doc, event):
        return []
    fronted = name == "listed-with" and not LISTED.match(doc.text, sentence.start)
    if fronted:
        hub = _he_there(doc, event) or _of_paragraph(doc, tour.calls, event) or hub
    if hub is not None and tour.tells(sentence, {hub.entity.key, *(p.entity.key for p in others)}):
        return []
    if hub is not None and fronted:
        there = doc.mentions_in(event.end, sentence.end)
        hub_there = any(
            m.entity is not None
            and (_is_or_has(m.entity, hub.entity) or m.kind is MentionKind.PRONOUN)
            for m in there
        )
        if not (hub_there or _TONE.search(event.skeleton.text)):
            return []  # "With Ms. Merkel, earlier that day, she spoke of aid" tells of a call
    if hub is None or any(hub.entity.country_code == p.entity.country_code for p in others):
        return [] if name in _ONLY_IN_ROUNDS else event.parties
    return [hub, *others]


def _of_paragraph(doc: Document, calls: Sequence[CallFind], event: Event) -> Party | None:
    """Who spoke with the others in the call told last in the same paragraph."""
    begins = doc.article.blocks[event.skeleton.sentence.block].start
    last = [c for c in calls if begins <= c.events[-1].start < event.start]
    return max(last, key=lambda c: c.events[-1].start).parties[0] if last else None


def _he_there(doc: Document, event: Event) -> Party | None:
    """The leader of a country whom "he" means in "To Ms. Lee he said"."""
    register, day = default_register(), doc.published_on
    for mention in doc.mentions_in(event.end, event.skeleton.sentence.end):
        entity = mention.entity
        if mention.kind is not MentionKind.PRONOUN or entity is None or not entity.registered:
            continue
        term = register.office_on(entity.key, day) if day is not None else None
        leads = term is not None and term.office_code in LEADER_CODES
        return Party(entity, mention.start, mention.end) if leads else None
    return None


def _tells_of_several(doc: Document, event: Event) -> bool:
    """Whether words for several calls stand not far before the report of one."""
    low = max(0, event.start - _BACK)
    return any(_SEVERAL.search(m.group()) for m in _ROUND.finditer(doc.text, low, event.start))


def round_maker(doc: Document, event: Event) -> Party | None:
    """Who is said, not far before what was told, to have had several calls; none of two leaders.

    Args:
        doc: the analysed article.
        event: what one leader told another.
    """
    low = max(0, event.start - _BACK)
    for words in _ROUND.finditer(doc.text, low, event.skeleton.sentence.start):
        sentence = doc.sentence_at(words.start())
        if sentence is None or not _SEVERAL.search(words.group()):
            continue
        there = doc.mentions_in(sentence.start, sentence.end)
        leaders = {m.entity.key: m for m in reversed(there) if m.entity and leads(m.entity)}
        only = next(iter(leaders.values())) if len(leaders) == 1 else None
        if only is not None and only.entity is not None:
            return Party(only.entity, only.start, only.end)
    return None


def _at_a_meeting(doc: Document, event: Event) -> bool:
    """Whether the paragraph of an event tells before it of people in one place."""
    sentence = event.skeleton.sentence
    begins = doc.article.blocks[sentence.block].start
    words = doc.text[begins : event.start].lower()
    last = max((m.end() for m in _BY_WIRE.finditer(words)), default=0)
    return IN_PERSON.search(words, last) is not None


def _is_or_has(entity: Entity, one: Entity) -> bool:
    """Whether an entity is somebody, or a group that he or she belongs to."""
    return entity.key == one.key or one.key in entity.members

"""Whose words the parts of a sentence are: a government's, a leader's, the press's, others'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.model import Attribution, EntityKind, MentionKind
from toolkit.extract.topics.sentences.clauses import (
    AT_START,
    GROUPS,
    Anchor,
    Clauses,
    Role,
    Source,
    Voice,
)
from toolkit.extract.topics.sentences.view import Chain
from toolkit.extract.topics.sides.according import (
    according_to,
    citing,
    in_words_of,
    one,
    reported_on,
)
from toolkit.extract.topics.sides.attributed import attributed
from toolkit.extract.topics.sides.quoted import in_post, quoted_by, whom_quoted
from toolkit.extract.topics.sides.speakers import Speakers
from toolkit.extract.topics.sides.unnamed import (
    as_last,
    closing_account,
    home_office,
    home_office_alone,
    in_capital,
    nameless_office,
    taking_turns,
    the_statement,
)
from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import late

_SAYING = frozenset({"say", "stress"})
# Frame words that are no verb of their own and so do not part a verb from its subject.
_NO_VERB = frozenset(
    {
        *GROUPS,
        "call",
        "in_call",
        "account",
        "media",
        "elsewhere",
        "other_time",
        "remarks",
        "post",
        "plan",
        "beyond",
        "none",
    }
)
_IN_CALL = late(
    r" (?:on|over|by|in|during) (?:\w+ ){0,3}?(?:phone|telephone|calls?|talks|conversations?)\b"
)
_SUBJECT_GAP = 40
_APPOSITION_GAP = 140
# "The official", "a spokesman": of whoever gave the account before.
_REFERS_BACK = late(r"(?:the(?: \w+){1,2}|(?:a|its) spokes\w+)\Z")
_SAYS_THAT = late(r" (?:(?:on |late |early |last )?\w+ ){0,2}that ")
_QUOTED = late(r"\b(?:was|were|been|is) (?:\w+ )?(?:quoted|cited)\Z")
_CLOSING = ('"', "”", "’")
_AGAIN = (
    r"(?:it|he|she|they|these|the (?:lines|text|statement|readout|summary|report|agency|ministry"
    r"|office|palace|presidency|note))(?: \w+){0,2} \Z"
)
_LEADS_AGAIN = late(r"\W*(?:but |and )?" + _AGAIN)
_TRAILS_AGAIN = late(r"  " + _AGAIN)
# "..., ” the English text of the Kremlin statement read": the source begins before its anchor.
_OF_IT = late(
    r"[,?!][\"”’']* ?(?:the|an?) (?:\w+ ){1,4}(?:of|from|by)(?: the)?\Z"
    r"|[,?!][\"”’']* ?(?:\w+ ){0,2}(?:sources?|officials|aides|people|diplomats)"
    r" (?:at|in|from|within|inside|near|of|close to|familiar with)(?: the)?\Z"
    r"|[,?!][\"”’']* ?(?:the )?[\w.-]+['’]s?(?: \w+){0,3}\Z"
    r"|[,?!][\"”’']* ?(?:the|an?|its|his|her)(?: \w+){0,3}\Z"
)
# "..., which Lima needs, a note said", "... with Mr. Ruiz, State House said": Lima says nothing.
_ANOTHER_SAYS = late(r",(?! (?:who|which|whose)\b)[^,;]*[^\W\d_][^,;]*\Z")
_SO = late(r"(?:So|Thus)")
_CLOSES = late(r"(?:, [^,]{1,60})?(?: (?:on|in|at|late|early) [^,]{1,40})?\W*\Z")
_TRAILING = late(
    r"\s*(?:\Z|[,.;:”\"]|(?:here|there|on|in|at|late|early|after|before|by|following|"
    r"today|yesterday|tonight|earlier|later|when asked|as he|as she|via|citing|adding|"
    r"(?:last|this) (?:week|month|year|night|morning|afternoon|evening)|"
    r"to (?:reporters|journalists|the press|the media)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)


def read_sources(
    clauses: Clauses,
    speakers: Speakers,
    chain: Chain | None,
    attributions: Sequence[Attribution] = (),
    last: Source | None = None,
) -> list[Source]:
    """Who says what in a sentence.

    Args:
        clauses: the sentence.
        speakers: tells what kind of source somebody is.
        chain: the account that the sentence before gave; "it also said" refers to it.
        attributions: what other layers read, as far as it reaches into the sentence; they count
            where nobody else is named in the sentence.
        last: the last account that a government gave, perhaps some sentences ago.
    """
    ongoing = chain.source if chain is not None else None
    if last is not None and not set(last.countries) <= set(clauses.party.countries):
        last = None
    found: list[Source] = []
    for number, frame in enumerate(clauses.frames):
        if frame.value in _SAYING or _tells_press(clauses, frame):
            source = _behind_quote(clauses, frame, speakers)
            source = source or _closing(clauses, frame, speakers)
            source = source or _before_verb(clauses, number, speakers, ongoing)
            source = source or _after_verb(clauses, frame, speakers)
            if source is not None:
                found.append(source)
    found.extend(quoted_by(clauses, speakers))
    found.extend(in_post(clauses))
    found.extend(according_to(clauses, speakers, ongoing or last))
    found.extend(in_words_of(clauses, speakers))
    cited = reported_on(clauses) or citing(clauses, speakers)
    if cited:  # the agency that passes it on tells nothing of its own
        found = [s for s in found if s.voice is not Voice.GOVERNMENT] + cited
    if all(s.voice is Voice.SELF for s in found):
        found.extend(closing_account(clauses))
    if all(s.voice is Voice.SELF for s in found):
        found.extend(home_office(clauses) or home_office_alone(clauses, chain))
    found = [in_capital(clauses, source) for source in found]
    if last is not None:
        found = [as_last(clauses, source, last) for source in found]
        if all(s.voice is Voice.SELF for s in found):
            found.extend(the_statement(clauses, last))
    if all(s.voice is Voice.SELF for s in found):
        found.extend(attributed(clauses, speakers, attributions))
        if last is not None:
            found = [as_last(clauses, source, last) for source in found]
    return [s for s in taking_turns(clauses, found) if s.start < clauses.sentence.end]


def _tells_press(clauses: Clauses, frame: Found[str]) -> bool:
    """Whether "told" is said to the press: "a spokesman told the daily", "told a briefing"."""
    if frame.value != "tell" or not clauses.between(frame.start, frame.end).startswith("told"):
        return False
    teller = clauses.subject(frame.start)
    if teller is None or teller.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL):
        return False
    told = clauses.following(frame.end, _SUBJECT_GAP)
    return told is None or told.role not in (Role.PARTICIPANT, Role.GROUP)


def _before_verb(
    clauses: Clauses, number: int, speakers: Speakers, ongoing: Source | None
) -> Source | None:
    """The subject of a verb of saying: "the Kremlin said", "state media, in its readout, said"."""
    verb = clauses.frames[number]
    sentence = clauses.sentence
    if _QUOTED.search(clauses.folded, sentence.start, verb.end):
        return None  # who is quoted is no source of its own: "was quoted by state media as"
    nameless = nameless_office(clauses, verb)
    if nameless is not None:
        return nameless
    anchor = whom_quoted(clauses, verb) or _subject_near(clauses, number)
    if anchor is None or _means_again(clauses, anchor, ongoing):
        return _again(clauses, verb, ongoing)
    if ongoing is not None and _interrupts(clauses, anchor, verb):
        return replace(ongoing, start=sentence.start, end=sentence.end)
    trails = _trails(clauses, anchor, verb) or _ends_sentence(clauses, verb)
    start = sentence.start if trails else verb.end
    if trails and _goes_back(anchor, ongoing) and ongoing is not None:
        return replace(ongoing, start=start, end=sentence.end)
    span = anchor.start, anchor.end
    if anchor.role is Role.GROUP and _IN_CALL.match(clauses.folded, verb.end) is not None:
        return None  # "they said during the talks"
    both = anchor.role is Role.GROUP and clauses.group_class(anchor) == "sides"
    if both and verb.value == "say":  # "both sides stressed" it in the call
        return Source(start, sentence.end, Voice.GOVERNMENT, clauses.party.countries, span)
    if trails and anchor.role is Role.GROUP:
        return None  # "According to the palace, the two noted in particular that"
    if trails and _of_both(clauses, anchor):
        return Source(start, sentence.end, Voice.PRESS, (), span, of_both=True)
    voice, country = speakers.voice(anchor, clauses.party)
    if voice is Voice.OUTSIDER and ongoing is not None and ongoing.person:
        voice, country = speakers.as_named_now(anchor, ongoing.voice, ongoing.countries)
    if voice is Voice.PRESS and ongoing is not None and _REFERS_BACK.match(clauses.between(*span)):
        return replace(ongoing, start=start, end=sentence.end)
    if verb.value == "stress" and (voice is Voice.SELF or anchor.role is Role.GROUP):
        return None  # "Xi stressed": what he said in the call, not his account of it
    named = any(
        f.value == "account" and sentence.start <= f.start < verb.start for f in clauses.frames
    )
    return Source(start, sentence.end, voice, one(country), span, named, _is_person(anchor))


def _interrupts(clauses: Clauses, anchor: Anchor, verb: Found[str]) -> bool:
    """Whether "he" is not whose name he stands behind: "Mr. Ruiz, he said, had thanked him"."""
    if not clauses.is_pronoun(anchor) or not clauses.text.startswith(",", verb.end):
        return False
    return any(
        a.role is Role.PARTICIPANT
        and not clauses.is_pronoun(a)
        and clauses.text[a.end : anchor.start] == ", "
        for a in clauses.anchors
    )


def _of_both(clauses: Clauses, anchor: Anchor) -> bool:
    """Whether both sides tell it in one breath: "..., the palace and the Lao ministry said"."""
    sides = clauses.party.countries
    return anchor.country_code in sides and any(
        a.country_code in sides
        and a.country_code != anchor.country_code
        and clauses.between(a.end, anchor.start).strip() in ("and", "and the")
        for a in clauses.anchors
    )


def _means_again(clauses: Clauses, anchor: Anchor, ongoing: Source | None) -> bool:
    """Whether "they" or an "it" of a third country can mean whoever gave the account before."""
    words = clauses.between(anchor.start, anchor.end)
    third = anchor.country_code not in clauses.party.countries
    return (words == "they" and ongoing is not None) or (words == "it" and third)


def _again(clauses: Clauses, verb: Found[str], ongoing: Source | None) -> Source | None:
    """ "It also said", "..., she said" of whoever gave the account in the sentence before.

    "The Thai summary was short: grain, it said, had come up": of the account that it begins with.
    """
    sentence, folded = clauses.sentence, clauses.folded
    leads = _LEADS_AGAIN.match(folded, sentence.start, verb.start)
    if leads is None and _TRAILS_AGAIN.search(folded, sentence.start, verb.start) is None:
        return None
    first = next((a for a in clauses.anchors if a.end < verb.start), None)
    if leads is None and first is not None and _is_own_account(clauses, first):
        own = one(first.country_code)
        span = first.start, first.end
        return Source(first.end, sentence.end, Voice.GOVERNMENT, own, span, True)
    if ongoing is None:
        return None
    start = verb.end if leads else sentence.start
    return replace(ongoing, start=start, end=sentence.end, named_account=True)


def _is_own_account(clauses: Clauses, anchor: Anchor) -> bool:
    """Whether an anchor is the account of one of the two sides: "the Thai summary"."""
    if anchor.role is not Role.ORGAN or anchor.country_code not in clauses.party.countries:
        return False
    return any(
        f.value == "account" and anchor.start <= f.start < anchor.end for f in clauses.frames
    )


def _is_person(anchor: Anchor) -> bool:
    entity = anchor.mention.entity if anchor.mention else None
    if anchor.role is Role.ORGAN:
        return True
    return entity is not None and entity.kind in (EntityKind.PERSON, EntityKind.GROUP)


def _goes_back(anchor: Anchor, ongoing: Source | None) -> bool:
    """Whether "..., he said" means the spokesman of the sentence before and no participant."""
    pronoun = anchor.mention is not None and anchor.mention.kind is MentionKind.PRONOUN
    if not pronoun or ongoing is None or anchor.role is not Role.PARTICIPANT:
        return False
    return ongoing.person and ongoing.voice is Voice.GOVERNMENT


def _trails(clauses: Clauses, anchor: Anchor, verb: Found[str]) -> bool:
    """Whether the source comes after its words or interrupts them: "..., she said on Monday"."""
    opening = clauses.text[clauses.sentence.start : anchor.start].rstrip(" \"”’'")
    if not opening.endswith((",", "?", "!")) and _OF_IT.search(opening) is None:
        return False
    if _SAYS_THAT.match(clauses.folded, verb.end, clauses.sentence.end):
        return False  # "In a new move, the palace said on Sunday that"
    told = verb.value == "tell"  # "..., a spokesman told the daily"
    return told or _TRAILING.match(clauses.text, verb.end, clauses.sentence.end) is not None


def _ends_sentence(clauses: Clauses, verb: Found[str]) -> bool:
    """Whether nothing follows a verb of saying, so that it reports what stands before it."""
    return not clauses.between(verb.end, clauses.sentence.end).strip()


def _subject_near(clauses: Clauses, number: int) -> Anchor | None:
    """The anchor just before a verb, at most an apposition or a few words away from it."""
    verb = clauses.frames[number]
    if clauses.between(verb.start, verb.end).endswith("ing"):
        return _before_participle(clauses, verb)
    anchor = clauses.subject(verb.start)
    if anchor is not None and anchor.role is Role.CALL:  # "the palace, after the call, said"
        anchor = clauses.nearest(verb.start, besides=Role.CALL)
    if anchor is None:
        return None
    for frame in clauses.frames[:number]:
        if frame.start >= anchor.end and frame.value not in _NO_VERB:
            return None
    gap = verb.start - anchor.end
    comma = clauses.text.startswith(",", anchor.end)
    if _TRAILS_AGAIN.search(clauses.folded, anchor.end, verb.start):
        return None
    opens = anchor.start - clauses.sentence.start < AT_START
    if not opens and _ANOTHER_SAYS.match(clauses.text, anchor.end, verb.start):
        return None
    return anchor if gap <= (_APPOSITION_GAP if comma else _SUBJECT_GAP) else None


def _before_participle(clauses: Clauses, verb: Found[str]) -> Anchor | None:
    """Who says in "the ministry gave an account of the call, saying" or "he closed by saying"."""
    acting = [
        anchor
        for anchor in clauses.anchors
        if anchor.end < verb.start
        and anchor.role not in (Role.CALL, Role.GROUP)
        and not clauses.owns(anchor)
    ]
    given = clauses.text.startswith(", ", verb.start - 2) or any(
        f.value == "account" and f.end < verb.start for f in clauses.frames
    )
    organs = [a for a in acting if given and a.is_organ()]
    candidates = organs or acting
    return candidates[-1] if candidates else None


def _behind_quote(clauses: Clauses, verb: Found[str], speakers: Speakers) -> Source | None:
    """The subject after a verb that follows a quotation: “...,” added the palace."""
    opening = clauses.text[clauses.sentence.start : verb.start].rstrip()
    return _after_verb(clauses, verb, speakers) if opening.endswith(_CLOSING) else None


def _closing(clauses: Clauses, verb: Found[str], speakers: Speakers) -> Source | None:
    """Who a sentence closes with: "she spoke to Ruiz, head of Peru, said a palace spokesman."."""
    anchor = clauses.following(verb.end, 3)
    if anchor is None or not clauses.text.startswith(", ", verb.start - 2):
        return None
    inserted = clauses.text.startswith(",", anchor.end)  # "The port, said Mr. Lie, must open"
    if not inserted and _CLOSES.match(clauses.text, anchor.end, clauses.sentence.end) is None:
        return None
    return _after_verb(clauses, verb, speakers)


def _after_verb(clauses: Clauses, verb: Found[str], speakers: Speakers) -> Source | None:
    """The subject after its verb: “...,” said a spokesman; "So said a spokesman."."""
    anchor = clauses.following(verb.end, 3)
    opening = clauses.text[clauses.sentence.start : verb.start].rstrip(" \"”’'")
    said_so = _SO.fullmatch(opening) is not None
    if anchor is None or not (said_so or opening.endswith((",", "?", "!"))):
        return None
    voice, country = speakers.voice(anchor, clauses.party)
    sentence = clauses.sentence
    span = anchor.start, anchor.end
    whole = sentence.start, sentence.end
    return Source(*whole, voice, one(country), span, person=_is_person(anchor))

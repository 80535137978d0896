"""Whom a pronoun before a cue means, where what was said before tells more than its mention."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from toolkit.extract import lexicons
from toolkit.extract.attribution.tokens import speaker_nouns, word_set
from toolkit.extract.model import Document, Entity, EntityKind, Mention, MentionKind
from toolkit.patterns import compiled

GENDERS = {"he": "male", "she": "female"}
_FAR = 500
# What follows the head of a noun phrase: an official *of the ministry*.
_COMPLEMENT = compiled(r"[ ,](?:of|for|at|in|from|with|to|on|who)\b|,")
# A name that nothing else tells, alone or after a noun: Ann Lee, opposition figure Ann B. Lee.
_FULL_NAME = compiled(
    r"(?:\A|(?<!\bof)(?<!\bfor)(?<!\band)(?<=[a-z]) )[A-Z][\w’'-]+(?: [A-Z]\.?)?"
    r"(?: (?:al|bin|de|van|el|von|da|di))?(?: [A-Z][\w’'-]+){1,2}\Z"
)
# How nouns end that mean nobody of a gender; "sman" leaves out chairmen, as women are called, too.
_OTHER_GENDER = {"male": "woman", "female": "sman"}
_ENDS_REPORT = frozenset(",\"”’'")
_START = attrgetter("start")


def resolve(
    doc: Document,
    source: Mention,
    lemma: str | None,
    last: Entity | None,
    *,
    voice: Entity | None = None,
    told: Entity | None = None,
    asked: bool = False,
    fresh: bool = True,
    next_to_last: bool,
) -> Mention:
    """The source with the entity that the talk before it gives, or as it is.

    Args:
        doc: the document.
        source: the mention of a source.
        lemma: base form of its cue.
        last: who spoke last.
        voice: the last to speak who is no person: a ministry, a statement.
        told: whom the cue names as told: "he" told Mr. Ito is not Mr. Ito.
        asked: whether what was said last was a question.
        fresh: whether who spoke last did so in the sentence before.
        next_to_last: whether the sentence begins with a quotation and follows at once on one with
            a statement by ``last``.
    """
    if source.kind is not MentionKind.PRONOUN:
        return source
    word = doc.text[source.start : source.end].lower()
    if word == "it":
        return source if source.entity is not None else _it(doc, source, last, voice, fresh=fresh)
    gender = GENDERS.get(word)
    if gender is not None and told is not None and source.entity == told:
        source = replace(source, entity=_other(doc, source, told, gender))
    if gender is None or last is None or not is_somebody(last) or last == told:
        return source
    if asked and source.entity is not None:
        return source  # the journalist asked Ms. Ito about it. “...,” she said
    if not may_be(last, gender):
        return source
    if source.entity is None or next_to_last or lemma in word_set("goes_on"):
        return replace(source, entity=last, rule="speaker-goes-on")
    return source


def _other(doc: Document, source: Mention, told: Entity, gender: str) -> Entity | None:
    """Who else of a gender is named last before a pronoun."""
    for mention in reversed(doc.mentions_in(max(0, source.start - _FAR), source.start)):
        entity = mention.entity
        if entity is None or entity == told or entity.kind is not EntityKind.PERSON:
            continue
        if entity.gender == gender and not in_marks(doc, mention):
            return entity
    return None


def may_be(entity: Entity, gender: str) -> bool:
    """Whether an entity may be of a gender: a spokeswoman is never "he"."""
    if entity.gender is not None or entity.kind is not EntityKind.GROUP:
        return entity.gender in (None, gender)
    noun = _COMPLEMENT.split(entity.name, maxsplit=1)[0].lower()
    return not noun.endswith(_OTHER_GENDER[gender])


def is_somebody(entity: Entity) -> bool:
    """Whether "he" or "she" can mean an entity: a person, or one of whom the name is not known.

    That is a noun for a person ("a palace official", "the Premier of Quebec") or a name after one.
    """
    if entity.kind is not EntityKind.GROUP or entity.plural:
        return entity.kind is EntityKind.PERSON
    return _names_somebody(entity.name)


@lru_cache(maxsize=4_096)
def _names_somebody(name: str) -> bool:
    head = _COMPLEMENT.split(name, maxsplit=1)[0].lower().split()
    if not head or head[-1] in word_set("impersonal"):
        return False
    titled = len(head) > 1 and head[0] in lexicons.words("mention_titles_in_runs")
    return titled or head[-1] in speaker_nouns() or _FULL_NAME.search(name) is not None


def _it(
    doc: Document, source: Mention, last: Entity | None, voice: Entity | None, *, fresh: bool
) -> Mention:
    """What "it" is: who is named first in its sentence, who spoke last, who is named before.

    Where it ends what it reports ("..., it said"), those named there are not who reports.
    """
    sentence = doc.sentence_at(source.start)
    begin = sentence.start if sentence is not None else source.start
    ends = doc.text[max(0, source.start - 2) : max(0, source.start - 1)] in _ENDS_REPORT
    if last is not None and is_impersonal(last) and (fresh or ends):
        voice = last
    elif not ends and (source.start > begin or not fresh):
        voice = None  # "that is no surprise, but it tells little": what stands before in the clause
    named = None if ends and voice is not None else _first_impersonal(doc, begin, source.start)
    if named is None and voice is not None:
        return replace(source, entity=voice, rule="speaker-goes-on")
    if named is None and begin > 0:
        before = doc.sentence_at(begin - 2) or doc.sentence_at(begin - 1)
        named = _first_impersonal(doc, before.start if before else max(0, begin - _FAR), begin)
    return replace(source, entity=named, rule="organisation-before") if named else source


def _first_impersonal(doc: Document, start: int, end: int) -> Entity | None:
    """What a stretch outside quotation marks names first that is no person."""
    for mention in doc.mentions_in(start, end):
        entity = mention.entity
        if entity is not None and is_impersonal(entity) and not in_marks(doc, mention):
            return entity
    return None


def in_marks(doc: Document, mention: Mention) -> bool:
    """Whether a mention lies in quotation marks: who is named there is not who speaks."""
    after = bisect_right(doc.quoted, mention.start, key=_START)
    return after > 0 and mention.start < doc.quoted[after - 1].end


def is_impersonal(entity: Entity) -> bool:
    """Whether "it" can mean an entity: no person, no group of several."""
    if entity.kind is EntityKind.GROUP:
        return not entity.plural
    return entity.kind is not EntityKind.PERSON

"""Whom pronouns and groups ("the two leaders") refer to, by gender, number and nearness."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from toolkit.extract.attribution.tokens import cue_verbs
from toolkit.extract.model import (
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    QuotedRun,
    Sentence,
)
from toolkit.extract.names.lexical import Item
from toolkit.extract.names.people import People
from toolkit.extract.names.phrases import Phrase
from toolkit.extract.names.register import LEADER_CODES

_GROUP = re.compile(  # the first letter alone: searching for a set of characters is fast
    r"[TtBbAa](?<!\w.)"
    r"(?:(?:(?<=[Tt])he|(?<=[Bb])oth|(?<=[Tt])hese) (?:(?:two|pair of|three|four) )?"
    r"|(?<=[Aa])ll (?:three|four) )"
    r"(?:leaders|presidents|prime ministers|men|women|statesmen|foreign ministers|ministers|"
    r"heads of state|heads of government|counterparts|pair"
    r"|two(?!-| (?!(?:was|has|is|does|says)\b)[a-z]+s\b))\b(?! (?:countries|nations|sides))"
)
_PREPOSITION = re.compile(
    r"\b(?:of|with|by|to|for|from|about|against|between|on|than|like|under|after|before|toward|"
    r"towards) (?:the )?\Z"
)
_GENDER = {"he": "male", "him": "male", "his": "male", "himself": "male"}
_PLURAL = frozenset({"they", "their", "them"})
_NUMBERS = {"three": 3, "four": 4}
_NEXT_WORD = re.compile(r"(?: (?:also|later|then|have|had|both|all))* (\w+)")
_SAYING = frozenset({"say", "write", "tell"})
_SENTENCES_BACK = 4
_PLURAL_SENTENCES_BACK = 2
_MOST_LOOKED_AT = 200
_ELECTED = LEADER_CODES | {"head_of_state_elect", "head_of_government_elect"}


def group_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Spans of phrases for leaders: "the two leaders", "both men", "all three presidents"."""
    for match in _GROUP.finditer(text):
        if match.group().lower() not in ("these two", "the women", "the men", "these men"):
            yield match.span()


def _group(members: Sequence[Entity]) -> Entity:
    people = tuple(sorted(members, key=lambda m: m.key))
    key = "group:" + "+".join(p.key for p in people)
    name = " and ".join(p.name for p in people)
    return Entity(key, EntityKind.GROUP, name, plural=True, people=people)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person's mention as a possible antecedent."""

    start: int
    entity: Entity
    sentence: int
    quoted: bool
    subject: bool


@dataclass(frozen=True, slots=True)
class _Several:
    """What "they" may mean."""

    start: int
    entity: Entity
    sentence: int
    quoted: bool
    subject: bool


class Context:
    """The mentions read so far, with what is needed to resolve the next pronoun.

    Args:
        text: the clean text.
        sentences: its sentences.
        quoted: its quoted runs.
        people: the article's persons.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        quoted: Sequence[QuotedRun],
        people: People,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._sentence_starts = [s.start for s in sentences]
        self._quoted = quoted
        self._quote_starts = [q.start for q in quoted]
        self._people = people
        self._mentions: list[Mention] = []
        self._seen: list[_Seen] = []
        self._subject_of: dict[int, _Seen] = {}
        self._several: list[_Several] = []
        self._called: dict[str, set[str]] = defaultdict(set)

    def mentions(self) -> list[Mention]:
        """All mentions added so far, in order."""
        return self._mentions

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._sentence_starts, offset) - 1

    def _in_quotes(self, offset: int) -> bool:
        i = bisect_right(self._quote_starts, offset) - 1
        return i >= 0 and offset < self._quoted[i].end

    # ------------------------------------------------------------------- adding

    def add(self, mention: Mention, phrase: Phrase) -> None:
        """Add a resolved phrase."""
        if self._overlaps(mention.start):
            return
        self._mentions.append(mention)
        if mention.entity is None:
            return
        if mention.entity.kind is EntityKind.PERSON:
            self._note(mention, mention.entity)
            for title in phrase.titles:
                self._called[title.value].add(mention.entity.key)
        elif mention.entity.plural and mention.rule != "place":
            self._note_several(mention.start, mention.entity)

    def _overlaps(self, start: int) -> bool:
        return bool(self._mentions) and start < self._mentions[-1].end

    def _note(self, mention: Mention, entity: Entity) -> None:
        sentence = self._sentence(mention.start)
        quoted = self._in_quotes(mention.start)
        before = self._text[max(0, mention.start - 14) : mention.start]
        subject = not quoted and _PREPOSITION.search(before) is None
        seen = _Seen(mention.start, entity, sentence, quoted, subject)
        self._seen.append(seen)
        if subject and sentence not in self._subject_of:
            self._subject_of[sentence] = seen

    def add_pronoun(self, item: Item) -> None:
        """Resolve and add a pronoun."""
        if self._overlaps(item.start):
            return
        word = item.value
        if word in _PLURAL:
            entity = self._plural_antecedent(item)
            rule = "pronoun-plural"
        else:
            entity = self._antecedent(item.start, _GENDER.get(word, "female"))
            rule = "pronoun-singular"
        mention = Mention(item.start, item.end, MentionKind.PRONOUN, entity, rule)
        self._mentions.append(mention)
        if entity is not None and entity.kind is EntityKind.PERSON and word in ("he", "she"):
            self._note(mention, entity)

    def _note_several(self, start: int, entity: Entity) -> None:
        """Keep what a later "they" may mean."""
        before = self._text[max(0, start - 14) : start]
        quoted = self._in_quotes(start)
        subject = not quoted and _PREPOSITION.search(before) is None
        self._several.append(_Several(start, entity, self._sentence(start), quoted, subject))

    def add_group(self, start: int, end: int) -> None:
        """Resolve and add "the two leaders": the last two leaders of different countries."""
        if self._overlaps(start):
            return
        words = self._text[start:end].split()
        entity = self._last_leaders(next((_NUMBERS[w] for w in words if w in _NUMBERS), 2))
        if entity is not None:
            self._mentions.append(Mention(start, end, MentionKind.PRONOUN, entity, "group"))
            self._note_several(start, entity)

    def add_leaders(self, start: int, end: int, countries: Sequence[str]) -> None:
        """Add "the leaders of Egypt and Sudan": those who lead them on the article's day."""
        if self._overlaps(start):
            return
        members = [e for c in countries if (e := self._people.leader_of(c)) is not None]
        if len(members) == len(countries):
            entity = _group(members)
            self._mentions.append(Mention(start, end, MentionKind.OFFICE, entity, "leaders-of"))
            self._note_several(start, entity)

    # ---------------------------------------------------------------- resolving

    def _last_leaders(self, number: int) -> Entity | None:
        members: list[Entity] = []
        for seen in reversed(self._seen):
            entity = seen.entity
            new = all(
                entity.key != m.key and entity.country_code != m.country_code for m in members
            )
            if new and self._people.holds_one_of(entity, _ELECTED):
                members.append(entity)
            if len(members) == number:
                return _group(members)
        return None

    def _antecedent(self, position: int, gender: str) -> Entity | None:
        sentence = self._sentence(position)
        quoted = self._in_quotes(position)
        unknown: Entity | None = None
        for back in range(_SENTENCES_BACK):
            number = sentence - back
            if number < 0:
                break
            candidates = [
                s
                for s in self._of_sentence(number)
                if s.start < position and (quoted or not s.quoted)
            ]
            fitting = [s for s in candidates if s.entity.gender == gender]
            subject = self._subject_of.get(number)
            if subject is not None and subject in fitting:
                return subject.entity
            if fitting:
                subjects = [s for s in fitting if s.subject]
                return (subjects or fitting)[0].entity
            if unknown is None:
                unsure = [s for s in candidates if s.entity.gender is None]
                unknown = unsure[0].entity if unsure else None
        return unknown

    def _of_sentence(self, number: int) -> list[_Seen]:
        """The persons mentioned in a sentence; only the last few hundred are looked through."""
        found: list[_Seen] = []
        for seen in reversed(self._seen[-_MOST_LOOKED_AT:]):
            if seen.sentence < number:
                break
            if seen.sentence == number:
                found.append(seen)
        found.reverse()
        return found

    def _plural_antecedent(self, item: Item) -> Entity | None:
        """What "they" means: in its own sentence what stands nearest, before it the subject.

        Who reports is named first ("The palace said that the two leaders ..."): "they said" goes
        on with it, any other "they" with the persons that it spoke of, where there are several.
        """
        sentence, quoted = self._sentence(item.start), self._in_quotes(item.start)
        found: dict[int, list[_Several]] = defaultdict(list)
        for several in reversed(self._several[-_MOST_LOOKED_AT:]):
            if several.sentence < sentence - _PLURAL_SENTENCES_BACK:
                break
            if quoted or not several.quoted:
                found[sentence - several.sentence].append(several)
        if not found:
            return None
        back = min(found)
        nearest = [s for s in found[back] if s.subject] or found[back]
        if not back:
            return nearest[0].entity
        persons = [s for s in nearest if s.entity.people]
        if persons and not self._speaks(item):
            return persons[0].entity
        return nearest[-1].entity

    def _speaks(self, pronoun: Item) -> bool:
        """Whether a verb of saying follows a pronoun: "they also said"."""
        match = _NEXT_WORD.match(self._text, pronoun.end)
        verb = cue_verbs().get(match.group(1)) if match else None
        return verb is not None and verb.kind in _SAYING

    def last_subject(self) -> Entity | None:
        """The person who was last the subject of a sentence."""
        for seen in reversed(self._seen):
            if seen.subject:
                return seen.entity
        return None

    def last_in_office(self, title: str, codes: Collection[str]) -> Entity | None:
        """Whom "the president" means: a person called by that title before, else one who holds it.

        Of several, the last to be the subject of a sentence comes first.
        """
        called = self._called.get(title, ())
        holding: Entity | None = None
        for seen in reversed(self._seen):
            if seen.entity.key in called and seen.subject:
                return seen.entity
            if holding is None and self._people.holds_one_of(seen.entity, codes):
                holding = seen.entity
        return holding

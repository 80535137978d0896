"""Whom pronouns and groups ("the two leaders") refer to, by gender, number and nearness."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from toolkit.extract import lexicons
from toolkit.extract.attribution.tokens import cue_verbs
from toolkit.extract.model import (
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    QuotedRun,
    Sentence,
)
from toolkit.extract.names.binding import (
    follows_preposition,
    is_fronted,
    is_object_after_aside,
    is_object_of,
    is_second_object,
)
from toolkit.extract.names.groups import group_of
from toolkit.extract.names.lexical import Item
from toolkit.extract.names.people import People
from toolkit.extract.names.phrase import Phrase
from toolkit.extract.names.phrase_words import of_many, office_noun
from toolkit.extract.names.register import LEADER_CODES
from toolkit.patterns import compiled

_SPOKESMEN = ("spokesman", "spokeswoman", "spokesperson", "press secretary")
_GENDER = {"he": "male", "him": "male", "his": "male", "himself": "male"}
_GENDER_OF_SUBJECTS = {"he": "male", "she": "female"}
_PLURAL = frozenset({"they", "their", "them"})
_MOST_IN_SENTENCE = 12
_NUMBERS = {"three": 3, "four": 4}
_FOLLOWING_NOUN = compiled(r" ([a-z]+)\b")
_APOSTROPHES = ("'", "’")
_NEXT_WORD = compiled(r"(?: (?:also|later|then|have|had|both|all))* (\w+)")
_SAYING = frozenset({"say", "write", "tell"})
# Members of an enumeration take four times as long to look up as names of the module.
_PERSON, _PRONOUN = EntityKind.PERSON, MentionKind.PRONOUN
_SENTENCES_BACK = 4
_MOST_SENTENCES_BACK = 12
_PLURAL_SENTENCES_BACK = 2
_MOST_LOOKED_AT = 200
_ELECTED = LEADER_CODES | {"head_of_state_elect", "head_of_government_elect"}


_Seen = tuple[int, Entity, int, bool, bool]
"""A possible antecedent: offset, whom it names, number of its sentence, whether it stands in
quotation marks, whether it may be the subject."""


@dataclass(slots=True)
class _Latest:
    """The last person who holds one of some offices, among so many persons seen."""

    read: int = 0
    entity: Entity | None = None


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
        self._sentence_starts = [s.start for s in sentences]
        self._quote_starts = [q.start for q in quoted]
        self._quote_ends = [q.end for q in quoted]
        self._people = people
        self._placed, self._last_place = -1, (-1, False)
        self._opens_quoted = self._in_marks(self._sentence_starts)
        self._mentions: list[Mention] = []
        self._seen: list[_Seen] = []
        self._subject_of: dict[int, _Seen] = {}
        self._several: list[_Seen] = []
        self._in_sentence: dict[int, list[_Seen]] = {}
        self._last_subject: Entity | None = None
        self._subject_seen: dict[str, _Seen] = {}
        self._titles_of: dict[str, set[str]] = {}
        self._called: dict[str, _Seen] = {}
        self._holders: dict[tuple[str, ...], _Latest] = {}
        self._leaders: dict[str, Entity] = {}
        self._leaders_read = 0
        self._genders: dict[str, str] = {}
        self._of_things: list[_Seen] = []

    def mentions(self) -> list[Mention]:
        """All mentions added so far, in order."""
        return self._mentions

    def _in_marks(self, offsets: Sequence[int]) -> list[bool]:
        """For each place whether it is in quotation marks."""
        if not self._quote_starts:
            return [False] * len(offsets)
        ends = [0, *self._quote_ends]
        after = map(bisect_right, repeat(self._quote_starts), offsets)
        return [offset < ends[number] for offset, number in zip(offsets, after, strict=True)]

    def _place(self, offset: int) -> tuple[int, bool]:
        """The number of the sentence there, and whether it is in quotation marks."""
        if offset != self._placed:  # a pronoun is placed, then kept for the next one
            i = bisect_right(self._quote_starts, offset)
            quoted = i > 0 and offset < self._quote_ends[i - 1]
            self._placed = offset
            self._last_place = bisect_right(self._sentence_starts, offset) - 1, quoted
        return self._last_place

    # ------------------------------------------------------------------- adding

    def add(self, mention: Mention, phrase: Phrase) -> None:
        """Add a resolved phrase."""
        mentions, entity = self._mentions, mention.entity
        if mentions and mention.start < mentions[-1].end:
            return
        mentions.append(mention)
        if entity is None:
            return
        if entity.kind is _PERSON:
            self._note(mention.start, entity, before=self._noun_after(mention.end))
            self._people.named.add(entity.key)
            titles = () if phrase.of_body and not entity.registered else phrase.titles
            for title in titles:  # the president of a company is not "the president"
                self._note_title(office_noun(title.value), entity)
                if title.value.endswith(_SPOKESMEN):  # a presidential spokesman, then
                    for spokesman in _SPOKESMEN:  # "the spokesperson"
                        self._note_title(spokesman, entity)
                elif (many := of_many(title.value)) is not None:
                    self._note_title(many, entity)
            if phrase.role is not None:
                self._note_title(phrase.role.value, entity)
        elif entity.plural and mention.rule != "place":
            self._note_several(mention.start, entity)

    def _overlaps(self, start: int) -> bool:
        return bool(self._mentions) and start < self._mentions[-1].end

    def _noun_after(self, end: int) -> str:
        """What a name that ends there stands before: "owned" (Ms. Lee's aides), "thing" (a Trump
        rally), or empty."""
        text = self._text
        if text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2] in ("s", " "):
            return "owned"
        following = _FOLLOWING_NOUN.match(text, end)
        things = lexicons.words("mention_named_things")
        return "thing" if following is not None and following.group(1) in things else ""

    def _note(self, start: int, entity: Entity, *, before: str = "") -> None:
        """Keep what a later "he" or "she" may mean; the name of a thing only for want of others."""
        sentence, quoted = self._place(start)
        subject = not (quoted or before or follows_preposition(self._text, start))
        seen = start, entity, sentence, quoted, subject
        self._seen.append(seen)
        if before == "thing":
            self._of_things.append(seen)
            return
        in_sentence = self._in_sentence.get(sentence)
        if in_sentence is None:
            self._in_sentence[sentence] = [seen]
        else:
            in_sentence.append(seen)
        if subject:
            self._last_subject = entity
            if sentence not in self._subject_of:
                self._subject_of[sentence] = seen
            self._subject_seen[entity.key] = seen
            for title in self._titles_of.get(entity.key, ()):
                self._called[title] = seen

    def _note_title(self, title: str, entity: Entity) -> None:
        """Remember that a person was called by a title, for "the president" alone."""
        self._titles_of.setdefault(entity.key, set()).add(title)
        seen = self._subject_seen.get(entity.key)
        before = self._called.get(title)
        if seen is not None and (before is None or before[0] < seen[0]):
            self._called[title] = seen

    def add_pronoun(self, item: Item) -> None:
        """Resolve and add a pronoun."""
        mentions, start, word = self._mentions, item.start, item.value
        if mentions and start < mentions[-1].end:
            return
        if word in _PLURAL:
            entity = self._plural_antecedent(item)
            rule = "pronoun-plural"
        else:
            gender = _GENDER.get(word, "female")
            entity = self._antecedent(start, gender, self._cannot_be(start, word))
            rule = "pronoun-singular"
        mentions.append(Mention(start, item.end, _PRONOUN, entity, rule))
        if entity is not None and entity.kind is _PERSON and word in _GENDER_OF_SUBJECTS:
            self._note(start, entity)
            if entity.gender is None:  # "Gov. Jan Brewer left. She": a woman, then, for the rest
                self._genders.setdefault(entity.key, _GENDER_OF_SUBJECTS[word])

    def _note_several(self, start: int, entity: Entity) -> None:
        """Keep what a later "they" may mean."""
        sentence, quoted = self._place(start)
        subject = not quoted and not follows_preposition(self._text, start)
        self._several.append((start, entity, sentence, quoted, subject))

    def add_group(self, start: int, end: int) -> None:
        """Resolve and add "the two leaders": the last two leaders of different countries."""
        if self._overlaps(start):
            return
        words = self._text[start:end].split()
        if entity := self._last_leaders(next((_NUMBERS[w] for w in words if w in _NUMBERS), 2)):
            self._mentions.append(Mention(start, end, MentionKind.PRONOUN, entity, "group"))
            self._note_several(start, entity)

    def add_leaders(
        self, start: int, end: int, countries: Sequence[str], offices: frozenset[str]
    ) -> None:
        """Add "the leaders of Egypt and Sudan": who lead them, or serve them, on the day.

        Without offices they are the counterparts of whoever was last spoken of, one of whom at
        least the article names.
        """
        if self._overlaps(start):
            return
        people, peer = self._people, self._last_subject
        known = set(people.entities)
        held = [
            people.leader_of(c, offices) if offices else people.counterpart(c, peer)
            for c in countries
        ]
        members = [entity for entity in held if entity is not None]
        if len(members) == len(countries) and (offices or any(m.key in known for m in members)):
            entity = group_of(members)
            self._mentions.append(Mention(start, end, MentionKind.OFFICE, entity, "leaders-of"))
            self._note_several(start, entity)

    # ---------------------------------------------------------------- resolving

    def _last_leaders(self, number: int) -> Entity | None:
        """The leaders of different countries named last, who make a group of so many."""
        for _, entity, _, _, _ in self._seen[self._leaders_read :]:
            if self._people.holds_one_of(entity, _ELECTED):
                self._leaders.pop(entity.key, None)  # put last
                self._leaders[entity.key] = entity
        self._leaders_read = len(self._seen)
        members = self._first_of(number)
        if members:
            return group_of(members)
        for entity in reversed(self._leaders.values()):
            if all(entity.country_code != member.country_code for member in members):
                members.append(entity)
            if len(members) == number:
                return group_of(members)
        return None

    def _first_of(self, number: int) -> list[Entity]:
        """The first so many leaders of a sentence, the last to name any, that names more of them.

        "P asked Q to raise it when he sees R": the two leaders who agreed are P and Q.
        """
        seen = self._seen[-_MOST_IN_SENTENCE:]
        there = [
            s[1] for s in seen if s[2] == seen[-1][2] and self._people.holds_one_of(s[1], _ELECTED)
        ]
        leaders = {entity.country_code: entity for entity in reversed(there)}
        first = list(dict.fromkeys(leaders[entity.country_code] for entity in there))
        return first[:number] if len(first) > number else []

    def _cannot_be(self, start: int, word: str) -> Entity | None:
        """Whom a pronoun cannot mean: "he" in "P, to whom he spoke", "him" in "and told him"."""
        if not self._mentions:
            return None
        last, text = self._mentions[-1], self._text
        if text.endswith(" whom ", 0, start):
            return self._seen[-1][1] if self._seen else None
        alike = word == "him" and last.kind is not _PRONOUN and is_object_of(text, last.end, start)
        if alike or is_fronted(text, last.start, last.end, start):
            return last.entity
        if word != "him":
            return None
        subject = self._subject_of.get(self._place(start)[0])
        if subject is None:
            return None
        alike = is_second_object(text, start) or is_object_after_aside(text, subject[0], start)
        return subject[1] if alike else None

    def _antecedent(self, position: int, gender: str, but: Entity | None) -> Entity | None:
        """Who, but for one, stands nearest before a place and is of a gender; subjects first."""
        sentence, quoted = self._place(position)
        count = len(self._seen)
        seen_since = self._seen[-_MOST_LOOKED_AT][0] if count > _MOST_LOOKED_AT else 0
        unknown: Entity | None = None
        left = _SENTENCES_BACK
        for number in range(sentence, max(sentence - _MOST_SENTENCES_BACK, -1), -1):
            if not left:
                break
            left -= not self._opens_quoted[number]  # such a one is no sentence of its own
            persons = self._in_sentence.get(number)
            if persons is None:
                continue
            first = self._subject_of.get(number)
            if first is not None and (first[0] < seen_since or first[1] is but):
                first = None
            if first is not None and self._gender_of(first[1]) == gender:
                return first[1]
            fitting: Entity | None = None
            for start, entity, _, in_quotes, subject in persons:
                if start < seen_since or (in_quotes and not quoted) or entity is but:
                    continue
                of = self._gender_of(entity)
                if of == gender:
                    if subject:
                        return entity
                    fitting = fitting or entity
                elif of is None and unknown is None:
                    unknown = entity
            if fitting is not None:
                return fitting
            if first is not None and self._gender_of(first[1]) is None:
                return first[1]
        if unknown is None and self._of_things:
            _, entity, number, in_quotes, _ = self._of_things[-1]
            fits = self._gender_of(entity) in (None, gender) and (quoted or not in_quotes)
            return entity if fits and number >= sentence - _SENTENCES_BACK else None
        return unknown

    def _gender_of(self, entity: Entity) -> str | None:
        """The gender of a person, also where only a pronoun told it."""
        return entity.gender or self._genders.get(entity.key)

    def _plural_antecedent(self, item: Item) -> Entity | None:
        """What "they" means: in its own sentence what stands nearest, before it the subject.

        Who reports is named first ("The palace said that the two leaders ..."): "they said" goes
        on with it, any other "they" with the persons that it spoke of, where there are several.
        """
        several = self._several
        sentence, quoted = self._place(item.start)
        nearest: list[_Seen] = []  # all in the last sentence that names any
        for number in range(len(several) - 1, max(-1, len(several) - 1 - _MOST_LOOKED_AT), -1):
            seen = several[number]
            if seen[2] < sentence - _PLURAL_SENTENCES_BACK or (
                nearest and nearest[0][2] != seen[2]
            ):
                break
            if quoted or not seen[3]:
                nearest.append(seen)
        if not nearest:
            return None
        nearest = [seen for seen in nearest if seen[4]] or nearest
        if nearest[0][2] == sentence:
            return nearest[0][1]
        persons = [entity for _, entity, _, _, _ in nearest if entity.people]
        if persons and not self._speaks(item):
            return persons[0]
        return nearest[-1][1]

    def _speaks(self, pronoun: Item) -> bool:
        """Whether a verb of saying follows a pronoun: "they also said"."""
        match = _NEXT_WORD.match(self._text, pronoun.end)
        verb = cue_verbs().get(match.group(1)) if match else None
        return verb is not None and verb.kind in _SAYING

    def last_subject(self) -> Entity | None:
        """The person who was last the subject of a sentence."""
        return self._last_subject

    def last_in_office(self, title: str, codes: tuple[str, ...]) -> Entity | None:
        """Whom "the president" means: a person called by that title before, else one who holds it.

        Of several, the last to be the subject of a sentence comes first. Where nobody was named
        yet, it is the only one of the article who can be meant.
        """
        noun = office_noun(title)
        called = self._called.get(noun)
        if called is not None:
            return called[1]
        if of_many(noun) is not None:
            return None
        latest = self._holders.setdefault((noun, *codes), _Latest())
        for _, entity, _, _, subject in self._seen[latest.read :]:
            preferred = entity.registered and (subject or latest.entity is None)
            if preferred and self._people.called_so(entity, noun, codes):
                latest.entity = entity
        latest.read = len(self._seen)
        return latest.entity or self._people.only_called(noun, codes)

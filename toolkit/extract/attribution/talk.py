"""Who spoke last in a document, and whom a source means that only what was said before tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from toolkit.extract.attribution.cues import SPEECH, Cue
from toolkit.extract.attribution.papers import issuer_of
from toolkit.extract.attribution.pronouns import (
    GENDERS,
    in_marks,
    is_impersonal,
    is_somebody,
    may_be,
    resolve,
)
from toolkit.extract.attribution.sentence import Sentence
from toolkit.extract.attribution.sharing import told_by
from toolkit.extract.attribution.speakers import mention_of, told_to
from toolkit.extract.attribution.tokens import speaker_nouns, word_set
from toolkit.extract.model import Document, Entity, EntityKind, Mention, MentionKind
from toolkit.extract.names.register import default_register
from toolkit.extract.words import lowered
from toolkit.patterns import compiled

_SAYING = frozenset({"say", "tell", "write"})
_RELATIVES = frozenset({"that", "which"})
"""Sources of what a clause only tells of somebody by the way: "he" later is not they."""
# The same speaker under another name is told no more sentences later.
_SOON = 3
# A pronoun that nothing nearer explains means nobody named so many characters before.
_FAR = 2_500
# A title in apposition begins no more characters after a name.
_ASIDE = 50
# A unit of no more words between two statements is a heading or a link.
_HEADING = 4


@dataclass(slots=True)
class Talk:
    """Keeps who spoke last, and where.

    Attributes:
        doc: the document.
        speaker: who spoke last.
        unit: the sentence in which that was.
        voice: the last to speak who is no person.
        asked: whether what was said last was a question.
        said: who spoke, and in which sentences.
    """

    doc: Document
    speaker: Entity | None = None
    unit: int = -2
    voice: Entity | None = None
    asked: bool = False
    said: list[tuple[int, Entity]] = field(default_factory=list)
    _titles: dict[str, Entity | None] = field(default_factory=dict)
    _lower: str = ""

    def source(self, sentence: Sentence, source: Mention | None, cue: Cue | None) -> Mention | None:
        """The source, as what was said before has it; remembers who spoke."""
        if source is None:
            return None
        if source.entity is not None and source.entity.kind is EntityKind.GROUP:
            source = self._introduced(sentence, source)
        if source.kind is MentionKind.PRONOUN:
            source = self._pronoun(sentence, source, cue)
        elif source.kind is MentionKind.OFFICE or source.entity != self.speaker:
            source = self._noun(sentence, source, cue)
        relative = self.doc.text[source.start : source.end] in _RELATIVES
        here = self.unit == sentence.number
        inner = here and cue is not None and told_by(sentence.tokens, sentence.cues, cue)
        if source.entity is not None and not (relative or inner):  # who reports goes on
            self.speaker, self.unit = source.entity, sentence.number
            self.said.append((sentence.number, source.entity))
            self.asked = cue is not None and cue.verb.lemma == "ask"
            says = cue is not None and cue.verb.kind in _SAYING
            if says and is_impersonal(source.entity):
                self.voice = source.entity
        return source

    def _pronoun(self, sentence: Sentence, source: Mention, cue: Cue | None) -> Mention:
        tokens = sentence.tokens
        quotes = tokens.tags[sentence.lo] == "Q"
        follows = self._follows(sentence) or (quotes and self._goes_on(sentence, self.speaker))
        here = source.start >= tokens.starts[sentence.lo] and follows
        beside = here and (quotes or _asked(sentence) or self._opens(sentence, source, cue))
        found = resolve(
            self.doc,
            source,
            cue.verb.lemma if cue is not None else None,
            self.speaker,
            voice=self.voice,
            told=told_to(self.doc, tokens, cue) if cue is not None else None,
            asked=self.asked,
            fresh=self._follows(sentence) or not self._told_between(sentence),
            next_to_last=beside,
        )
        word = self.doc.text[source.start : source.end].lower()
        if word == "it" and source.entity is None and not self._follows(sentence):
            subject = self._subject_before(sentence, "hN")
            if subject is not None and is_impersonal(subject):
                return replace(source, entity=subject, rule="organisation-before")
        if word == "it" and found.entity is None:
            subject = self._subject_before(sentence, "lhN")
            thing = subject is not None and is_impersonal(subject)
            return replace(found, entity=subject, rule="organisation-before") if thing else found
        if word in GENDERS and tokens.tags[sentence.lo] == "Q" and not self._follows(sentence):
            subject = self._subject_before(sentence)
            group = subject if subject and subject.kind is EntityKind.GROUP else None
            if group and is_somebody(group) and may_be(group, GENDERS[word]):
                return replace(found, entity=subject, rule="speaker-goes-on")
        if found.entity is None and word in GENDERS:
            named = self._named_here(sentence, found)
            return named if named.entity is not None else self._named_before(found, GENDERS[word])
        return found

    def _named_before(self, source: Mention, gender: str) -> Mention:
        """A pronoun as the last person named before, sentences back, who may be of its gender."""
        for mention in reversed(self.doc.mentions_in(max(0, source.start - _FAR), source.start)):
            entity = mention.entity
            if (
                mention.kind is not MentionKind.NAME
                or entity is None
                or in_marks(self.doc, mention)
            ):
                continue
            if entity.kind is EntityKind.PERSON and entity.gender in (None, gender):
                return replace(source, entity=entity, rule="speaker-goes-on")
        return source

    def _follows(self, sentence: Sentence) -> bool:
        """Whether the last statement stands in the sentence before, but for a heading."""
        if self.unit == sentence.number - 1:
            return True
        if self.unit != sentence.number - 2 or sentence.number < 1:
            return False
        lo, hi, _ = sentence.tokens.units[sentence.number - 1]
        return hi - lo <= _HEADING

    def _told_between(self, sentence: Sentence) -> bool:
        """Whether a sentence of the same paragraph without a statement stands before one."""
        units, number = sentence.tokens.units, sentence.number
        return number > 0 and units[number - 1][2] == sentence.block

    def _goes_on(self, sentence: Sentence, last: Entity | None) -> bool:
        """Whether nobody else is named between the last statement and a sentence soon after."""
        if not 0 <= self.unit < sentence.number <= self.unit + _SOON:
            return False
        tokens = sentence.tokens
        start = tokens.starts[tokens.units[self.unit + 1][0]]
        between = self.doc.mentions_in(start, tokens.starts[sentence.lo])
        return not any(
            m.entity is not None and m.entity.kind is EntityKind.PERSON and m.entity != last
            for m in between
        )

    def _opens(self, sentence: Sentence, source: Mention, cue: Cue | None) -> bool:
        """Whether nobody is named in its sentence before a pronoun that says something."""
        if cue is None or cue.verb.kind not in SPEECH:
            return False
        tokens, begin = sentence.tokens, sentence.tokens.starts[sentence.lo]
        if tokens.tags.startswith("R&", sentence.lo) and begin < source.start:
            word = self.doc.text[source.start : source.end].lower()
            if tokens.words[sentence.lo].lower() == word:
                return True  # He and Mr. Ito, he said
        named = self.doc.mentions_in(begin, source.start) if source.start > begin else ()
        return not any(m.entity is not None and m.entity.kind is EntityKind.PERSON for m in named)

    def _named_here(self, sentence: Sentence, source: Mention) -> Mention:
        """A pronoun as who speaks first in its sentence: *Ms. Lee* said it is so because “...,”
        she said."""
        tokens = sentence.tokens
        for cue in sentence.cues:
            if tokens.starts[cue.at] >= source.start:
                break
            phrase = sentence.subject(cue) if cue.form == "finite" else None
            if phrase is not None and tokens.tags[phrase.core - 1] == "N":
                named = mention_of(self.doc, tokens, phrase)
                if named.entity is not None and not named.entity.plural:
                    return replace(source, entity=named.entity, rule="speaker-goes-on")
        return source

    def _subject_before(self, sentence: Sentence, heads: str = "NR") -> Entity | None:
        """What is the subject of the sentence before in the same paragraph, a name or a pronoun:
        *Ms. Lee* was not impressed. “...,” the mayor said.

        Args:
            sentence: the sentence.
            heads: classes of the head of the subject.
        """
        if not sentence.number:
            return None
        before = Sentence.at(self.doc, sentence.tokens, sentence.number - 1)
        phrase = before.first_phrase(before.hi) if before.block == sentence.block else None
        if phrase is None:
            return None
        named = sentence.tokens.tags.startswith(",N", phrase.end)  # her colleague, Ann Lee, was
        if sentence.tokens.tags[phrase.core - 1] not in heads and not named:
            return None
        return mention_of(self.doc, sentence.tokens, phrase).entity

    def _noun(self, sentence: Sentence, source: Mention, cue: Cue | None) -> Mention:
        """A noun for who goes on to speak: “...,” *the veteran* continued; *the president* said."""
        if self.doc.text[source.start : source.start + 3].lower() != "the":
            return source  # most
        words = self.doc.text[source.start : source.end].lower().split()
        if words[0] != "the":
            return source
        if len(words) == 2 and (code := _singular_people().get(words[1])) is not None:
            return self._countryman(source, code)
        quotes = sentence.tokens.tags[sentence.lo] == "Q"
        near = self._follows(sentence) or self._goes_on(sentence, self.speaker)
        last = self.speaker if near else None
        if source.kind is MentionKind.OFFICE:
            newcomer = self._newcomer(sentence, words) if quotes else None
            same = quotes and last is not None and self._is_called(last, words[1:])
            meant = newcomer or (last if same else None)
            return replace(source, entity=meant, rule="speaker-goes-on") if meant else source
        person = words[-1].removeprefix("ex-") in speaker_nouns()
        if not _is_unknown(source.entity, person=person) or _is_thing(source.entity, words[-1]):
            return source
        if quotes and person:
            if last is not None and _is_unnamed(last, words[-1]):
                return replace(source, entity=last, rule="speaker-goes-on")
            if self._another(source, words[-1]):
                return source
            subject = self._subject_before(sentence)
            last = subject if subject is not None and is_somebody(subject) else last
        elif cue is None or cue.verb.lemma not in word_set("goes_on"):
            owned = any(word.endswith(("'s", "’s")) for word in words)  # the party's leader
            known = last is not None and person and not owned
            known = known and last is not None and self._is_known_as(last, words[-1], source.start)
            if not known or self._another(source, words[-1]):
                return source
        if last is None or not is_somebody(last):
            return source
        return replace(source, entity=last, rule="speaker-goes-on")

    def _newcomer(self, sentence: Sentence, words: list[str]) -> Entity | None:
        """Whom nothing but the sentence before tells: Her colleague, *Ann Lee*, was blunter.
        “...,” the minister said, where the text has named another minister."""
        if words[-1] not in word_set("lesser_offices"):
            return None
        subject = self._subject_before(sentence)
        return subject if subject is not None and is_somebody(subject) else None

    def _is_known_as(self, last: Entity, noun: str, stop: int) -> bool:
        """Whether a noun for who spoke last stands beside a name: the *aide* Nils Berg.

        One who belongs to a party needs none.
        """
        if noun in word_set("party_people"):
            return True
        for mention in self.doc.mentions_in(max(0, stop - _FAR), stop):
            if mention.entity == last and mention.kind is MentionKind.NAME:
                start, end = mention.start, mention.end
                named = self.doc.text[max(0, start - len(noun) - 1) : end].lower()
                aside = self.doc.text[end : end + _ASIDE].lower()
                if f"{noun} " in named or (aside.startswith(", ") and f" {noun}" in aside):
                    return True
        return False

    def _countryman(self, source: Mention, country_code: str) -> Mention:
        """*The Brazilian* as the person of that country whom the text named last."""
        for mention in reversed(self.doc.mentions_in(max(0, source.start - _FAR), source.start)):
            entity = mention.entity
            if entity is None or entity.kind is not EntityKind.PERSON:
                continue
            if entity.country_code == country_code and not in_marks(self.doc, mention):
                return replace(source, entity=entity, rule="countryman")
        return source

    def _another(self, source: Mention, noun: str) -> bool:
        """Whether the text tells of somebody unnamed by a noun: *a senior official*, officials."""
        low = max(0, source.start - _FAR)
        return _unnamed(noun).search(self.doc.text, low, source.start) is not None

    def _introduced(self, sentence: Sentence, source: Mention) -> Mention:
        """A noun with "the" as the person whom the text introduces by it: the mayor, Ann Lee."""
        words = self.doc.text[source.start : source.end]
        if words[:4].lower() != "the ":
            return source
        title = words[4:].lower()
        if title in word_set("issued_papers"):
            issuer = issuer_of(self.doc, sentence.tokens, title, source.start, self.said)
            if issuer is None and self.doc.text.find(f" {title}", 0, source.start) < 0:
                voice = self.voice  # the palace said so; it is true, the statement added
                issuer = voice if voice and voice.kind is EntityKind.ORGANISATION else None
            return replace(source, entity=issuer, rule="issuer") if issuer is not None else source
        if title.rpartition(" ")[2] not in speaker_nouns():
            return source
        if title not in self._titles:
            self._titles[title] = self._bearer(title, source.start)
        bearer = self._titles[title]
        if bearer is None:
            return source
        return replace(source, entity=bearer, rule="introduced-by-title")

    def _bearer(self, title: str, stop: int) -> Entity | None:
        """Who is named right after or before a title: the mayor, *Ann Lee*, *Ann Lee*, mayor."""
        text = self.doc.text
        self._lower = self._lower or lowered(text)
        end, stop = 0, min(stop, len(text))
        while (start := self._lower.find(title, end, stop)) >= 0:
            end = start + len(title)
            if _is_word(text[start - 1 : start]) or _is_word(text[end : end + 1]):
                continue
            after = end + (2 if text.startswith(", ", end) else 1)
            for mention in self.doc.mentions_in(max(0, start - 6), after + 1):
                beside = mention.start == after or start - 6 <= mention.end <= start
                if beside and mention.kind is MentionKind.NAME and mention.entity is not None:
                    return mention.entity
        return None

    def _is_called(self, last: Entity, title: list[str]) -> bool:
        """Whether the text calls who spoke last by a title: “...,” Mr. Ito said. “...,” the
        president said, where Mr. Ito is President Ito, too."""
        wanted = " ".join(title)
        return any(
            mention.entity == last
            and self.doc.text[mention.start : mention.end].lower().startswith(wanted + " ")
            for mention in self.doc.mentions
        )


@cache
def _singular_people() -> dict[str, str]:
    """Words for one of a people, by country: Brazilian, Israeli; "the French" are many."""
    countries = default_register().countries.values()
    return {
        word.lower(): country.code
        for country in countries
        for word in country.demonyms
        if word.endswith(("an", "i", "en"))
    }


def _asked(sentence: Sentence) -> bool:
    """Whether a sentence begins with a question put: Asked whether it was so, she said."""
    cues = sentence.cues
    return bool(cues) and cues[0].at == sentence.lo and cues[0].form == "passive"


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@lru_cache(maxsize=256)
def _unnamed(noun: str) -> re.Pattern[str]:
    """Somebody or several whom a noun means and no name: *an official*, three other officials."""
    several = f"{noun[:-2]}en" if noun.endswith("man") else f"{noun}s"
    word, many = re.escape(noun), re.escape(several)
    # Ministers Ann Lee and Bo Rao are named.
    unnamed = rf"\b{many}\b(?-i:(?! [A-Z]))"
    return compiled(rf"\b(?:an?|one|another) (?:[^\s.,;:]+ ){{0,5}}{word}\b|{unnamed}", re.I)


def _is_unnamed(entity: Entity, noun: str) -> bool:
    """Whether somebody without a name is called by a noun: a palace *official*."""
    group = entity.kind is EntityKind.GROUP and not entity.plural
    return group and entity.name.lower().split(" of ")[0].split(" in ")[0].endswith(f" {noun}")


def _is_unknown(entity: Entity | None, *, person: bool) -> bool:
    """Whether nothing tells yet who a noun is: the envoy; the union boss, who is no union."""
    if entity is None:
        return False
    return entity.kind is EntityKind.GROUP or (person and entity.kind is EntityKind.ORGANISATION)


def _is_thing(entity: Entity | None, head: str) -> bool:
    """Whether a noun means no single person: a ministry, a statement, several officials."""
    if entity is None or (entity.plural and entity.kind is EntityKind.GROUP):
        return True
    sets = ("impersonal", "papers", "unnamed")
    return any(head in word_set(name) for name in sets)

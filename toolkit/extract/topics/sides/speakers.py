"""Who speaks for a government, and for which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.model import Document, Entity, EntityKind, Mention, MentionKind
from toolkit.extract.names.register import default_register
from toolkit.extract.topics.sentences.clauses import OWNERS, Anchor, Party, Role, Voice
from toolkit.extract.topics.sides.home import office_of, office_side
from toolkit.extract.topics.sides.parties import country_of, is_shared, whose_office
from toolkit.extract.topics.wording.lexicon import fold
from toolkit.patterns import late

_INTRODUCED_BEFORE = 60
_INTRODUCED_AFTER = 100
_SPOKESMAN = late(r" (?:spokes\w+|press secretary|press officer) ")
_OFFICIAL = late(
    r" (?:spokes\w+|press secretary|press officer|minister|advis[eo]r|aide|chief of staff"
    r"|(?:cabinet|foreign|permanent|state) secretary|secretary of state|deputy premier) "
)
_GOVERNMENT = late(r"(?:the )?(?:federal )?government")
_FORMERLY = late(
    r" (?:former|formerly|once an?|retired|ex|the then|who was|who had been|who served) "
)

_TITLE_BETWEEN = late(r" (?:[\w-]+ ){0,3}")
_FULL_NAME = late(r"[A-Z][\w’'-]+(?: [\w’'.-]+)? [A-Z][\w’'-]+")
_BARE_BEFORE = late(r"(?:[.,!?][\"”’']*\s+|\b(?:said|added|told) )\Z")


class Speakers:
    """Tells who speaks for a government; remembers what it found for an article.

    Args:
        document: the article.
        callers: the keys of those who phone each other: "she rang Berg, a spokesman said".
    """

    def __init__(self, document: Document, callers: Collection[str] = ()) -> None:
        self._document = document
        self._callers = callers
        self._known: dict[str, str | None] = {}
        self._introductions: dict[str, str] = {}
        self._appositions: dict[str, tuple[str, ...]] = {}
        self._surroundings: dict[int, tuple[str, int, int]] = {}
        self._mentions: dict[str, list[Mention]] = {}
        for mention in document.mentions:
            if mention.entity is not None and mention.kind is not MentionKind.PRONOUN:
                self._mentions.setdefault(mention.entity.key, []).append(mention)

    def voice(self, anchor: Anchor, party: Party) -> tuple[Voice, str | None]:
        """What kind of source an anchor is, and whose account it gives."""
        voice, country = self._voice(anchor, party)
        if voice is Voice.GOVERNMENT and country not in (None, *party.countries):
            country = self._own(country or "", party) or self._unnamed(anchor, party) or country
        return voice, country

    def as_named_now(
        self, anchor: Anchor, voice: Voice, countries: Sequence[str]
    ) -> tuple[Voice, str | None]:
        """Who somebody is whom the text names without a word on him after an official spoke.

        "..., the head of Ruiz's office said. The port must open, Carl Lie added."

        Args:
            anchor: the name.
            voice: whose words those of the sentence before were.
            countries: whose account they were.
        """
        mention = anchor.mention
        entity = mention.entity if mention is not None else None
        if mention is None or entity is None or voice is not Voice.GOVERNMENT:
            return Voice.OUTSIDER, None
        named = next(iter(self._mentions.get(entity.key, ())), None)
        first = named is not None and named.start == mention.start
        country = next(iter(countries)) if len(countries) == 1 else None
        if not first or entity.kind is not EntityKind.PERSON or country is None:
            return Voice.OUTSIDER, None
        if not _is_bare_name(self._document.text, mention):
            return Voice.OUTSIDER, None
        self._known[entity.key] = country
        return Voice.GOVERNMENT, country

    def _own(self, country: str, party: Party) -> str:
        """The side that a citizen of a country speaks for: the NATO chief's aide for NATO."""
        leads = {
            party.by_key[key]
            for key in party.by_key
            for mention in self._mentions.get(key, ())[:1]
            if mention.entity is not None and mention.entity.country_code == country
        }
        return leads.pop() if len(leads) == 1 else ""

    def _unnamed(self, anchor: Anchor, party: Party) -> str:
        """The side whose office it is where the text names no land: "a Foreign Office aide"."""
        words = self._words(anchor)
        return whose_office(words, party) if is_shared(words) else ""

    def _voice(self, anchor: Anchor, party: Party) -> tuple[Voice, str | None]:
        if anchor.role is Role.PARTICIPANT:
            return Voice.SELF, anchor.country_code
        if anchor.role is Role.ORGAN and anchor.country_code:
            return Voice.GOVERNMENT, anchor.country_code
        entity = anchor.mention.entity if anchor.mention else None
        if entity is None or anchor.role is Role.GROUP:
            return Voice.PRESS, None
        if not lexicons.words("topic_outsiders").isdisjoint(entity.name.lower().split()):
            return Voice.OUTSIDER, None
        if entity.kind is EntityKind.PERSON:
            country = self._country(entity) if entity.registered else self._speaks_for(entity)
            if country not in party.countries and entity.registered:
                here = self._speaks_for(entity)  # a namesake: "Kim, a palace official"
                country = here if here in party.countries else country
            country = country or self._in_apposition(entity, party)
            words = self._words(anchor)
            if country not in (None, *party.countries) and is_shared(words):
                country = office_side(words, party.offices, party.place) or country
            if country is None and (words := self._introduced(entity)):
                country = office_side(words, party.offices, party.place) or None
                country = country or whose_office(words, party) or None
                if country is None and "presidential spokes" in words and party.first:
                    return Voice.GOVERNMENT, party.first
                if country is None and "spokes" in words:
                    return Voice.PRESS, None  # "spokesman X", the text not telling of whom
            return (Voice.GOVERNMENT if country else Voice.OUTSIDER), country
        country = entity.country_code
        pronoun = anchor.mention is not None and anchor.mention.kind is MentionKind.PRONOUN
        if pronoun and country not in party.countries:
            return Voice.PRESS, None  # "they" of a third people: who speaks is not told
        if _is_mere_press(entity, party):
            return Voice.PRESS, None
        if entity.kind is EntityKind.ORGANISATION and is_shared(words := self._words(anchor)):
            country = office_of(words, party.offices, party.place) or country
        if entity.kind is EntityKind.ORGANISATION and country not in party.countries:
            words = self._words(anchor)
            if country is None:
                country = whose_office(fold(entity.name), party) or None
            elif is_shared(words):
                own = office_side(words, party.offices, party.place)
                country = own or whose_office(words, party) or country
        if party.place in party.countries and _GOVERNMENT.fullmatch(self._words(anchor)):
            country = party.place  # "the Government" of the press's own country
        return (Voice.GOVERNMENT if country else Voice.PRESS), country

    def _country(self, entity: Entity) -> str | None:
        """Whom somebody of the register speaks for: "a UN spokesman" for the United Nations."""
        return country_of(entity, self._document.published_on, self._document) or None

    def _words(self, anchor: Anchor) -> str:
        """The folded words of an anchor."""
        return fold(self._document.text[anchor.start : anchor.end])

    def _speaks_for(self, entity: Entity) -> str | None:
        """The country that the article introduces a person as speaking for."""
        if entity.key not in self._known:
            introductions = (
                self._introduction(mention, entity)
                for mention in self._mentions.get(entity.key, ())
            )
            self._known[entity.key] = next((c for c in introductions if c), None)
        return self._known[entity.key]

    def _in_apposition(self, entity: Entity, party: Party) -> str | None:
        """The side named where somebody is introduced: "X, an official in Ruiz's office"."""
        if entity.key not in self._appositions:
            self._appositions[entity.key] = tuple(self._read_appositions(entity))
        for behind in self._appositions[entity.key]:
            named = [c for c, own in party.names.items() if _names_one(behind, own)]
            if len(named) == 1:
                return named[0]
        return None

    def _read_appositions(self, entity: Entity) -> Iterator[str]:
        """The folded words behind somebody's name that call him or her a spokesman or the like."""
        for mention in self._mentions.get(entity.key, ()):
            words, _, _ = self._around(mention)
            name = " ".join(fold(mention_words(self._document, mention)).split())
            behind = words.partition(name)[2]
            if _speaks(behind) and not _FORMERLY.search(behind):
                yield behind

    def _introduced(self, entity: Entity) -> str:
        """The folded words by which the article introduces somebody as an official."""
        if entity.key not in self._introductions:
            around = (self._around(m)[0] for m in self._mentions.get(entity.key, ()))
            found = (w for w in around if _OFFICIAL.search(w) and not _FORMERLY.search(w))
            self._introductions[entity.key] = next(found, "")
        return self._introductions[entity.key]

    def _introduction(self, mention: Mention, entity: Entity) -> str | None:
        """The country in "Kremlin spokesman X" or "X, a spokeswoman for the Elysee Palace,"."""
        document = self._document
        words, start, end = self._around(mention)
        if _FORMERLY.search(words) or not _speaks(words):
            return None
        if entity.country_code and not entity.registered:
            return entity.country_code
        if owner := self._owner(start, mention):
            return owner
        loose = _SPOKESMAN.search(words) is not None
        near = [
            (m.start, m.entity.country_code)
            for m in document.mentions_in(start, end)
            if m.entity is not None
            and m.entity.country_code
            and m.kind is not MentionKind.PRONOUN
            and (
                (
                    loose
                    and m.entity.key not in self._callers
                    and m.entity.kind is not EntityKind.GOVERNMENT
                )
                or "," not in document.text[m.end : mention.start]
            )
        ]
        before = [country for at, country in near if at < mention.start]
        return before[-1] if before else near[0][1] if near else None

    def _owner(self, start: int, mention: Mention) -> str | None:
        """The country of whom "his" or "her" means in "his press chief Carl Lie"."""
        text = self._document.text
        for other in self._document.mentions_in(start, mention.start):
            between = text[other.end : mention.start]
            owns = text[other.start : other.end].lower() in OWNERS
            if owns and other.entity is not None and _TITLE_BETWEEN.fullmatch(between):
                return other.entity.country_code
        return None

    def _around(self, mention: Mention) -> tuple[str, int, int]:
        """The words around a mention that may introduce it, and where they begin and end."""
        known = self._surroundings.get(mention.start)
        if known is None:
            known = self._surroundings[mention.start] = self._read_around(mention)
        return known

    def _read_around(self, mention: Mention) -> tuple[str, int, int]:
        document = self._document
        sentence = document.sentence_at(mention.start)
        first, last = (sentence.start, sentence.end) if sentence else (mention.start, mention.end)
        start = max(first, mention.start - _INTRODUCED_BEFORE)
        end = min(last, mention.end + _INTRODUCED_AFTER)
        after = document.text[mention.end : end]
        apposition = after[1:].split(",")[0] if after.startswith(",") else ""
        before = document.text[start : mention.start]
        words = f" {before} {mention_words(document, mention)} {apposition} "
        words = re.sub(r"[^\w]+", " ", words).lower()
        return words, start, mention.end + len(apposition) + 1


def _is_bare_name(text: str, mention: Mention) -> bool:
    """Whether a full name stands alone: no title before it, nothing behind it on who it is."""
    words = text[mention.start : mention.end]
    alone = _BARE_BEFORE.search(text, max(0, mention.start - _INTRODUCED_BEFORE), mention.start)
    described = text.startswith(",", mention.end) or text.startswith(" of ", mention.end)
    return _FULL_NAME.fullmatch(words) is not None and alone is not None and not described


def _names_one(words: str, names: Sequence[str]) -> bool:
    """Whether words hold one of some folded names."""
    return any(f" {name} " in words for name in names)


def _speaks(words: str) -> bool:
    """Whether words call somebody a spokesman, an aide or the like."""
    single, several = _speaker_nouns()
    standing = single.intersection(words.split())
    return any(f" {noun} " in words for noun in standing) or any(map(words.__contains__, several))


@cache
def _speaker_nouns() -> tuple[frozenset[str], tuple[str, ...]]:
    """Nouns for those who speak for a government: of one word; of several, blanks around them."""
    nouns = lexicons.words("topic_speakers")
    several = {noun for noun in nouns if " " in noun}
    return nouns - several, tuple(f" {noun} " for noun in several)


def _is_mere_press(entity: Entity, party: Party) -> bool:
    """Whether news media speak for neither side: their own masters, or a third state's."""
    if entity.name.lower() in lexicons.words("topic_free_media"):
        return True
    known = default_register().countries.get(entity.country_code or "")
    third = known is not None and known.code not in party.countries
    return known is not None and third and entity.name in known.state_media


def mention_words(document: Document, mention: Mention) -> str:
    """The words of a mention."""
    return document.text[mention.start : mention.end]

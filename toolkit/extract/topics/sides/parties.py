"""The sides of a call, with what tells whose unnamed offices and pages an article speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from toolkit.articles.model import BlockKind
from toolkit.extract import lexicons
from toolkit.extract.model import Document, Entity, Mention, MentionKind
from toolkit.extract.names.register import default_register
from toolkit.extract.topics.model import CallLike
from toolkit.extract.topics.sentences.clauses import BODIES, Party
from toolkit.extract.topics.sides.home import AMERICA, AMERICAN, Home, office_of
from toolkit.extract.topics.wording.lexicon import fold
from toolkit.patterns import late

# Offices that a text gives to no country: those of whose press it is, or of whom it names first.
_UNNAMED = late(
    r"\b(?:foreign (?:affairs (?:and (?:\w+ ){1,3})?)?(?:ministry|office)"
    r"|ministry|government spokes(?:man|woman|person)|(?:presidential )?palace"
    r"|presidency|presidential (?:office|administration|complex)"
    r"|press (?:service|office|release|department)|chancellery|cabinet office"
    r"|(?:royal|[ae]miri) (?:court|diwan|palace|cabinet)|prime minister s office"
    r"|government statement|state house|government house"
    r"|(?:official|government|presidential) sources)\b"
)
# Nobody calls an office in Washington by these words.
_NOT_AMERICAN = late(
    r"\b(?:ministry|foreign office|palace|presidency|presidential office|court|chancellery)\b"
)
_HEAD_OF_BODY = late(
    r"[Ss]ecretary[- ][Gg]eneral|\b(?:NATO|U\.?N\.?|EU|Commission|Council)(?:['’]s)? "
    r"(?:[Cc]hief|[Hh]ead|[Bb]oss|[Pp]resident)|[Pp]resident of the (?:European )?(?:Council|Comm)"
    r"|[Hh]igh [Rr]epresentative"
)
_HEAD = late(r"[Tt]he head of (?:the )?state|(?:[Tt]he )?Head of (?:the )?State")
_PRESIDENCY = "head_of_state"
_PRESIDENT = late(r"\b[Pp]resident\b")
_BEFORE_NAME = 40
_BEHIND_NAME = 24


def country_of(person: Entity, day: dt.date | None, document: Document) -> str:
    """Whom a person speaks for: the country or body of the office held on a day.

    Where no day is told, that of the page or one on which those named were in office stands for
    it; an office abroad or in an organisation then counts only if the text names that.

    Returns:
        A country code, empty where unknown.
    """
    own = person.country_code or ""
    guessed = day is None
    day = day or document.in_office or document.published_on
    if day is None or not person.registered:
        return own
    term = default_register().office_on(person.key, day)
    abroad = term.country_code if term else None
    if not abroad or (abroad != own and guessed and not _holds_it_there(document, abroad, own)):
        return own
    return abroad


def _holds_it_there(document: Document, abroad: str, own: str) -> bool:
    """Whether a text means the office abroad: it names that body, and not the person's country.

    Where it names both, it has to call somebody by such an office: "the NATO chief".
    """
    if not _names_country(document, abroad):
        return False
    return not _names_country(document, own) or _HEAD_OF_BODY.search(document.text) is not None


def _names_country(document: Document, code: str) -> bool:
    country = default_register().countries.get(code)
    return country is not None and any(
        name in document.text for name in (*country.names, *country.demonyms)
    )


def party_of(call: CallLike, document: Document, home: Home) -> Party:
    """The sides: whom each participant speaks for, by the office held on the day of the call."""
    day, register = call.called_on or document.published_on, default_register()
    by_key: dict[str, str] = {}
    offices: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for person in call.participants:
        term = register.office_on(person.key, day) if day and person.registered else None
        country = country_of(person, call.called_on, document)
        by_key[person.key] = country
        if country:
            names.setdefault(country, []).extend(_names(person, country))
            known = register.countries.get(country)
            code = term.office_code if term else known.leader_office if known else ""
            offices.setdefault(country, code)
    _without_others_title(document, by_key, offices)
    countries = tuple(sorted(filter(None, set(by_key.values()))))
    place = home.place if home.place in countries else _unnamed(call, document, by_key, names)
    page = home.side_in(countries, names) or _own_head(document, by_key)
    for country, own in names.items():
        own.extend(_capitals(country))
    return Party(by_key, countries, offices, place, page, names, _first_named(document, by_key))


def _without_others_title(
    document: Document, by_key: Mapping[str, str], offices: dict[str, str]
) -> None:
    """Takes the presidency from a head of state whom only the other's title does not name.

    Where the text calls one of two heads of state president and the other, say, the head of a
    council, the presidency that it names is the former's.
    """
    if list(offices.values()).count(_PRESIDENCY) < 2:
        return
    titled = {
        by_key[mention.entity.key]
        for mention in document.mentions
        if mention.entity is not None
        and mention.entity.key in by_key
        and _PRESIDENT.search(document.text, mention.start, mention.end) is not None
    }
    for country in list(offices):
        if len(titled) == 1 and offices[country] == _PRESIDENCY and country not in titled:
            del offices[country]


def whose_office(words: str, party: Party) -> str:
    """Whose an office is that a text gives to no country: "the foreign ministry", "the palace".

    Args:
        words: the folded words that name it.
        party: the sides of the call.

    Returns:
        The side with such an office, else the press's own, else that of the participant named
        first; empty where the words name no such office.
    """
    if AMERICA in party.countries and AMERICAN.search(words) is not None:
        return AMERICA
    found = office_of(words, party.offices, party.place, party.first)
    if found or _UNNAMED.search(words) is None:
        return found
    foreign = _NOT_AMERICAN.search(words) is not None
    sides = [c for c in party.countries if not (foreign and (c == AMERICA or c in BODIES))]
    if len(sides) == 1:
        return sides[0]
    return next((side for side in (party.place, party.first) if side in sides), "")


def _own_head(document: Document, by_key: Mapping[str, str]) -> str:
    """Country of whom a page calls "the head of state", as only the press of that state does."""
    heads = {
        country
        for key, country in by_key.items()
        for mention in document.mentions_of(key)
        if _HEAD.fullmatch(document.text, mention.start, mention.end)
    }
    return heads.pop() if len(heads) == 1 else ""


def _first_named(document: Document, by_key: Mapping[str, str]) -> str:
    """Country of the participant whom the article's prose names first."""
    named = [
        (mention.start, country)
        for key, country in by_key.items()
        if (mention := next(_in_prose(document.mentions_of(key), document), None)) is not None
    ]
    return min(named)[1] if named else ""


def _unnamed(
    call: CallLike,
    document: Document,
    by_key: Mapping[str, str],
    names: Mapping[str, Sequence[str]],
) -> str:
    """Whose press an article is of, by the only leader whom it introduces without a country.

    "Prime Minister Ardern spoke to Fijian Prime Minister Rabuka" is of New Zealand's.
    """
    unnamed = []
    for person in call.participants:
        mentions = document.mentions_of(person.key)
        named = [m for m in mentions if m.kind is not MentionKind.PRONOUN]
        first = next(_in_prose(named, document), next(iter(named), None))
        if first is None or not by_key[person.key]:
            return ""
        low = max(first.start - _BEFORE_NAME, 0)
        around = fold(document.text[low : first.end + _BEHIND_NAME])
        if not any(f" {name} " in f" {around} " for name in names[by_key[person.key]][1:]):
            unnamed.append(by_key[person.key])
    return unnamed[0] if len(unnamed) == 1 else ""


def _in_prose(mentions: Iterable[Mention], document: Document) -> Iterator[Mention]:
    """The mentions in the article itself, and not in its headline."""
    for mention in mentions:
        sentence = document.sentence_at(mention.start)
        if sentence is not None and sentence.kind is BlockKind.PROSE:
            yield mention


@cache
def _capitals(country: str) -> tuple[str, ...]:
    """The folded names of the capitals that stand for a government."""
    known = default_register().countries.get(country)
    return tuple(map(_name, known.capitals)) if known else ()


@cache
def _own_names(country: str) -> tuple[str, ...]:
    """The folded names of a country and its people."""
    known = default_register().countries.get(country)
    return tuple(map(_name, (*known.names, *known.demonyms))) if known else ()


def _names(person: Entity, country: str) -> list[str]:
    """The folded names by which a headline can mean a side: its leader's and its country's."""
    return [_name(person.name.split()[-1]), *_own_names(country)]


def _name(words: str) -> str:
    """A name, folded."""
    return " ".join(fold(words).split())


def is_shared(words: str) -> bool:
    """Whether an office is called as every press calls its own: "the Foreign Office"."""
    words = words.removeprefix("the ").removeprefix("a ")
    return f"{words} ".startswith(_shared_offices())


@cache
def _shared_offices() -> tuple[str, ...]:
    """The folded names of offices that many lands have, each with a blank behind."""
    return tuple(f"{fold(name)} " for name in sorted(lexicons.words("topic_shared_offices")))

"""Whose account an article turns to: "Lima's version was shorter", "in the palace's telling"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.extract import lexicons
from toolkit.extract.model import EntityKind, Mention, MentionKind
from toolkit.extract.topics.sentences.clauses import Party, Source, Voice
from toolkit.extract.topics.sentences.organs import ON_A_MATTER, longest_first, organ_after_owner
from toolkit.extract.topics.sides.parties import whose_office
from toolkit.extract.topics.wording.lexicon import Span
from toolkit.patterns import late

_NOUN = (
    "(?:"
    + longest_first(lexicons.words("topic_account_nouns") | lexicons.words("topic_turn_nouns"))
    + ")"
)
# "The Russian one mentions grain", behind a sentence on the two accounts.
_SAYS = (
    r"(?:only |also |just )?"
    r"(?:mention|sp[eo]|sa[iy]|refer|tell|told|put|list|nam|add|stress|left|leaves|made|makes)\w*"
)
_ONE = late(rf" one {_SAYS}")
_FIND = late(rf"\b(?:{_NOUN}|one {_SAYS})\b")
_OWNED = late(rf" s (?:own )?(?:\w+ ){{0,2}}?{_NOUN}\b")
_PLAIN = late(rf" (?:side s |government s )?(?:own )?(?:official |brief |terse )?{_NOUN}\b")
_GIVEN = late(
    rf"\b(?:the|an?|its) (?:\w+ ){{0,2}}?{_NOUN} (?:(?:was |were )?(?:given|issued|released"
    r"|published|put out|made public|provided|offered|carried) )?(?:by|from|of|in) (?:the )?\Z"
)
# "A statement from the Prime Minister's Office", of whichever side has one.
_OF_OFFICE = late(
    rf"\b{_NOUN} (?:issued |released )?(?:from|by|of) (?:the |his |her )?((?:\w+ +){{1,3}}?"
    r"(?:office|presidency|palace|ministry|chancellery|court))\b"
)
# "Lima published a longer version", "Lima confined itself to two lines".
_GIVES = late(
    r"(?: of \w+)? (?:(?:then|also|later|only|at once|in turn|for its part|meanwhile) )*"
    r"(?:(?:published|issued|released|put out|gave(?: out)?|offered|produced|carried|posted"
    r"|provided|presented|made (?:do with|public|known)"
    r"|came out with|followed with|answered with|had) "
    rf"(?!(?:him|her|them|each other) )(?:\w+ ){{0,4}}?{_NOUN}\b"
    r"|(?:confined|limited|restricted|contented) (?:itself|themselves|himself|herself) to\b"
    r"|kept (?:it|itself|things|matters) (?:\w+ ){0,2}?(?:short|brief|general|vague|to)\b)"
)
_CONFINES = late(r"\b(?:confined|limited|restricted|contented|kept) ")
# "The summary of the call that Lima put out".
_WHICH = late(
    rf"\b{_NOUN}(?: of (?:the|their|this) (?:\w+ )?(?:call|conversation|talks?))?"
    r" (?:that|which) (?:the )?\Z"
)
_PUT_OUT = late(
    r"(?: s)? +(?:\w+ ){0,4}?(?:put out|issued|released|published|gave(?: out)?|made public"
    r"|carried|distributed|provided|posted)\b"
)
_REACH = 50
_LEADS = 60
"""How far into its sentence the words stand that turn to an account, in characters."""


def turn_in(folded: str, span: Span, party: Party, mentions: Iterable[Mention]) -> Source | None:
    """The side to whose account a sentence turns, from the words that say so to its full stop.

    Args:
        folded: the article's folded text.
        span: the sentence.
        party: the sides of the call.
        mentions: who is named in the sentence.
    """
    start, end = span
    reach = start, min(end, start + _LEADS + _REACH)
    if not any(words.search(folded, *reach) for words in (_FIND, _CONFINES)):
        return None
    for country, low, high in _named(folded, span, party, mentions):
        before = folded, max(start, low - _REACH - _LEADS), low
        leads = low < start + _LEADS
        owned = _OWNED.match(folded, high, end) or _PLAIN.match(folded, high, end)
        owned = owned or _ONE.match(folded, high, end)
        office = organ_after_owner().match(folded, high, min(end, high + _REACH))
        verb = office.end() if office is not None else high
        owned = owned or _GIVES.match(folded, verb, end)
        matter = owned is not None and ON_A_MATTER.match(folded, owned.end(), end) is not None
        if owned is not None and leads and not matter:
            return _source(low, owned.end(), end, country)
        given = _GIVEN.search(*before) is not None and leads
        if given or (_WHICH.search(*before) and _PUT_OUT.match(folded, high, end)):
            return _source(low, high, end, country)
    unnamed = _OF_OFFICE.search(folded, start, min(end, start + _LEADS + _REACH))
    if unnamed is not None and (side := whose_office(f" {unnamed.group(1)} ", party)):
        return _source(unnamed.start(), unnamed.end(), end, side)
    return None


def teller_in(folded: str, span: Span, party: Party, mentions: Sequence[Mention]) -> Source | None:
    """The side whose office a sentence begins with, or to whose account it turns.

    Args:
        folded: the article's folded text.
        span: the sentence.
        party: the sides of the call.
        mentions: who is named in the sentence.
    """
    for mention in mentions:
        entity = mention.entity
        country = entity.country_code if entity is not None else None
        office = entity is not None and entity.kind is EntityKind.ORGANISATION
        if mention.kind is MentionKind.PRONOUN or not office:
            continue
        if country in party.countries and mention.start < span[0] + _LEADS:
            named = mention.start, mention.end
            return Source(*named, Voice.GOVERNMENT, (country or "",), named)
    return turn_in(folded, span, party, mentions)


def _source(low: int, high: int, end: int, country: str) -> Source:
    return Source(high, end, Voice.GOVERNMENT, (country,), (low, high), True)


def _named(
    folded: str, span: Span, party: Party, mentions: Iterable[Mention]
) -> list[tuple[str, int, int]]:
    """The sides that a sentence names at its beginning: by an office, a leader or a country."""
    start, end = span
    stop = min(end, start + _LEADS + _REACH)
    found = [
        (m.entity.country_code or "", m.start, m.end)
        for m in mentions
        if m.entity is not None
        and m.entity.kind is EntityKind.ORGANISATION
        and m.entity.country_code in party.countries
        and m.start < stop
    ]
    for country, names in party.names.items():
        for name in names:
            at = folded.find(f" {name} ", max(0, start - 1), stop)
            if at >= 0:
                found.append((country, at + 1, at + 1 + len(name)))
    return sorted(found, key=lambda f: f[1])

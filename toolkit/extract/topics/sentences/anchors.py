"""Who or what can act in a sentence, from one call's point of view."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from toolkit.extract import lexicons
from toolkit.extract.model import Document, EntityKind, Mention, MentionKind, Sentence
from toolkit.extract.topics.sentences.clauses import GROUPS, OWNERS, Anchor, Clauses, Party, Role
from toolkit.extract.topics.sentences.organs import (
    ACCOUNT_BEHIND,
    ACCOUNT_FROM,
    ACCOUNT_OF_NAMED,
    ACCOUNT_REACH,
    OFFICE_OF,
    ON_A_MATTER,
    organ_after_owner,
    organs_by_country,
)
from toolkit.extract.topics.wording.lexicon import Found, Span, Term
from toolkit.patterns import late

_MEDIA = late(r"\b(?:media|news|television|tv|radio|agency|broadcaster)\b", re.IGNORECASE)
# "The two companies", "the leaders of Ghana": others than the two sides of the call.
_OF_OTHERS = late(
    r"the two (?!(?:was|has|is|does|says|sides|leaders|presidents|capitals|governments)\b)"
    r"(?!prime |heads |men|women|ministers|statesmen)\w+s\b|the (?:leaders|presidents) of "
    r"(?!(?:the |these |both |our |their )?(?:two )?(?:countries|nations|states|sides)\b)"
)
# "To press", "did not press": elsewhere it may be a noun.
_INFINITIVE = late(r"(?:\bto|\bnot|n t|\band|\bor|\balso) \Z")
# "She gave him a full account of the flood": in the call, and none of it.
_GIVING = late(r"\b(?:gave|gives|giving|given) (?:him|her|them|each other) (?:\w+ ){0,3}\Z")
# "Both undertook to reopen the port", "Each spoke of grain".
_BOTH = late(
    r"\W*(both|each) (?=(?:(?:also|then|further|again) )?(?:\w{3,}ed|said|spoke|saw|undertook"
    r"|thought|told|held|made|gave|felt|sought|took) )"
)
_ACTING = GROUPS | {"call", "media"}


def clauses_of(
    document: Document,
    folded: str,
    sentence: Sentence,
    party: Party,
    frames: Sequence[Found[str]],
    hits: Sequence[Found[Term]],
    names_call: bool,
    media: StateMedia,
) -> Clauses:
    """A sentence as one call's rules see it; its sources are still to be read."""
    frames = [
        f
        for f in frames
        if (f.value != "to_discuss" or _INFINITIVE.search(folded, f.start - 5, f.start))
        and not (f.value == "account" and _tells_nothing(folded, sentence, f))
    ]
    anchors = _anchors(document, folded, sentence, frames, party, media)
    return Clauses(document.text, folded, sentence, party, frames, hits, anchors, names_call)


def _tells_nothing(folded: str, sentence: Sentence, account: Found[str]) -> bool:
    """Whether a word for an account means one given in the call, or a statement on some matter."""
    if _GIVING.search(folded, sentence.start, account.start) is not None:
        return True
    plural = folded.endswith("s", account.start, account.end)
    return plural and ON_A_MATTER.match(folded, account.end, sentence.end) is not None


class StateMedia:
    """Tells of which country "state media" are: of the one whose media were named last.

    Args:
        document: the article.
    """

    def __init__(self, document: Document) -> None:
        self._named = [
            (m.start, m.entity.country_code)
            for m in document.mentions
            if m.kind is MentionKind.ORGANISATION
            and m.entity is not None
            and m.entity.country_code
            and _MEDIA.search(m.entity.name)
        ]
        self._starts = [start for start, _ in self._named]

    def before(self, position: int) -> str | None:
        """The country whose media were named last before ``position``."""
        number = bisect_left(self._starts, position)
        return self._named[number - 1][1] if number else None


def _anchors(
    document: Document,
    folded: str,
    sentence: Sentence,
    frames: Sequence[Found[str]],
    party: Party,
    media: StateMedia,
) -> list[Anchor]:
    """The anchors of a sentence in order of their start; mentions win over words."""
    groups = [f for f in frames if f.value in GROUPS]
    found = [
        Anchor(start, end, Role.ORGAN, "", country)
        for start, end, country in organs_by_country(
            folded, sentence.start, sentence.end, party.countries
        )
    ]
    accounts = [(a.start, a.end) for a in found]
    for mention in document.mentions_in(sentence.start, sentence.end):
        if groups and any(_replaces(group, mention, party) for group in groups):
            continue
        if accounts and any(start <= mention.start < end for start, end in accounts):
            continue
        if _is_nameless_media(frames, mention):
            continue
        if mention.rule == "group" and _OF_OTHERS.match(folded, mention.start):
            continue
        anchor = anchor_of(mention, party) or _unknown_speaker(folded, mention)
        if anchor is not None:
            found.append(
                _account_from(folded, sentence, anchor) or _organ_of(folded, anchor) or anchor
            )
    found = [a for a in found if not (_is_inside(a, found, party) or _is_part(a, found))]
    taken = [(a.start, a.end) for a in found]
    for frame in frames:
        if frame.value not in _ACTING or _overlaps(frame, taken):
            continue
        if frame.value in GROUPS and _OF_OTHERS.match(folded, frame.start):
            continue
        if frame.value == "media":
            country = media.before(frame.start) or _only_state_media(party)
            found.append(Anchor(frame.start, frame.end, Role.ORGAN, "", country))
        else:
            role = Role.GROUP if frame.value in GROUPS else Role.CALL
            found.append(Anchor(frame.start, frame.end, role))
    both = _BOTH.match(folded, sentence.start, sentence.end)
    if both is not None and not any(a.start < both.end() for a in found):
        found.append(Anchor(*both.span(1), Role.GROUP))
    found.sort(key=lambda a: a.start)
    return found


def _is_inside(anchor: Anchor, others: Sequence[Anchor], party: Party) -> bool:
    """Whether a nameless speaker is part of one whose owner is named: "Lula's spokesman".

    So is an office that another land's is called by as well: "Chad's Foreign Office".
    """
    if anchor.role not in (Role.ORGAN, Role.OTHER):
        return False
    if anchor.role is Role.ORGAN and anchor.country_code:
        return False
    known = anchor.country_code if anchor.country_code in party.countries else None
    return any(
        a is not anchor
        and a.start <= anchor.start
        and anchor.end <= a.end
        and known != a.country_code
        for a in others
        if a.role is Role.ORGAN
    )


def _is_part(anchor: Anchor, others: Sequence[Anchor]) -> bool:
    """Whether an account is part of one that was read more fully: "Kremlin's readout"."""
    return anchor.role is Role.ORGAN and any(
        a.role is Role.ORGAN
        and a.start <= anchor.start
        and anchor.end <= a.end
        and a.end - a.start > anchor.end - anchor.start
        for a in others
    )


def _is_nameless_media(frames: Sequence[Found[str]], mention: Mention) -> bool:
    """Whether a mention is just "the state media", whose country the words around tell."""
    known = mention.entity is not None and mention.entity.country_code
    return not known and any(
        f.value == "media" and mention.start <= f.start and f.end <= mention.end for f in frames
    )


def _only_state_media(party: Party) -> str | None:
    """The only side whose press is called state media, where the article names none."""
    sides = [c for c in party.countries if c in lexicons.words("topic_state_media")]
    return sides[0] if len(sides) == 1 else None


def _replaces(group: Found[str], mention: Mention, party: Party) -> bool:
    """Whether words for both sides hide a mention: "each leader", "the two governments", "they".

    "They" of an office, of officials, or of a leader and his spokesman can be the two leaders as
    well; the rules decide.
    """
    if not (group.start <= mention.start and mention.end <= group.end):
        return False
    if group.end - group.start > mention.end - mention.start:
        return True
    entity = mention.entity
    if entity is None or not entity.members:
        return entity is not None
    one = len(party.by_key.keys() & set(entity.members)) == 1
    return one and mention.kind is MentionKind.PRONOUN


def _unknown_speaker(folded: str, mention: Mention) -> Anchor | None:
    """ "The spokesman", where the text does not tell of whom."""
    if mention.entity is not None or mention.kind is MentionKind.PRONOUN:
        return None
    if lexicons.words("topic_speakers").isdisjoint(folded[mention.start : mention.end].split()):
        return None
    return Anchor(mention.start, mention.end, Role.ORGAN)


def _account_from(folded: str, sentence: Sentence, anchor: Anchor) -> Anchor | None:
    """ "A readout from the Thai leader", "the website of Lula": these instead of their owner."""
    if anchor.role not in (Role.PARTICIPANT, Role.SIDE) or not anchor.country_code:
        return None
    low = max(sentence.start, anchor.start - ACCOUNT_REACH)
    match = ACCOUNT_FROM.search(folded, low, anchor.start) or OFFICE_OF.search(
        folded, low, anchor.start
    )
    if match is None:
        return None
    office = organ_after_owner().match(folded, anchor.end, anchor.end + 60)
    end = office.end() if office is not None else anchor.end  # "a statement from Lula's office"
    return Anchor(match.start(), end, Role.ORGAN, "", anchor.country_code)


def _organ_of(folded: str, anchor: Anchor) -> Anchor | None:
    """ "Lula's office", "her spokesman": the organ instead of its owner."""
    mention = anchor.mention
    if mention is None or mention.entity is None:
        return None
    if mention.entity.kind is EntityKind.GOVERNMENT and not folded.startswith(" s ", anchor.end):
        return None
    if mention.entity.kind is EntityKind.GROUP:
        return None
    owner = folded[anchor.start : anchor.end] in OWNERS
    if not owner and not folded.startswith(" s ", anchor.end):
        words = ACCOUNT_BEHIND if anchor.is_organ() else ACCOUNT_OF_NAMED
        match = words.match(folded, anchor.end)
        if match is None or not anchor.country_code:
            return None
        return Anchor(anchor.start, match.end(), Role.ORGAN, "", anchor.country_code)
    match = organ_after_owner().match(folded, anchor.end, anchor.end + 60)
    if match is None:
        return None
    return Anchor(anchor.start, match.end(), Role.ORGAN, "", anchor.country_code)


def _overlaps(found: Found[str], taken: Sequence[Span]) -> bool:
    return any(found.start < end and start < found.end for start, end in taken)


def anchor_of(mention: Mention, party: Party) -> Anchor | None:
    """What a mention is for a call; ``None`` for places and what refers to nobody known."""
    entity = mention.entity
    if mention.rule == "place" or entity is None:
        return None
    country = entity.country_code
    if entity.key in party.by_key:
        role = Role.PARTICIPANT
        country = party.by_key[entity.key] or country
    elif entity.members:
        shared = len(party.by_key.keys() & set(entity.members))
        # "The two leaders" are those of the call, even where another was named last.
        role = Role.GROUP if shared > 1 or (shared and mention.rule == "group") else Role.OTHER
    elif entity.kind is EntityKind.GOVERNMENT or mention.kind is MentionKind.COUNTRY:
        role = Role.SIDE if country in party.countries else Role.OTHER
    else:
        role = Role.OTHER
    return Anchor(mention.start, mention.end, role, entity.key, country, mention)

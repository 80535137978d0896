"""Troubles of a country named before: "with Mali's president on the crisis in his country"."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.model import Document, MentionKind
from toolkit.extract.topics.wording.lexicon import Found, Term
from toolkit.extract.topics.wording.regions import regions
from toolkit.patterns import late

_TROUBLES = late(
    r"\b(?:(?:security|political|humanitarian) )?"
    r"(?:situation|crisis|conflict|war|fighting|violence|unrest|bloodshed|turmoil|instability"
    r"|insurgency|stability|developments|events|peace)"
    r" (?:in|of)"
    r"(?: the (?:\w+ )?(?:east|west|north|south|centre|center|rest|\w+ern (?:part|region)s?)"
    r"(?: of)?)? (?:the|that|this|his|her) country\b"
)
_REACH = 400
"""How far before its troubles a country is named."""


def with_troubles_there(
    document: Document, folded: str, hits: Sequence[Found[Term]]
) -> list[Found[Term]]:
    """The topic words, and those for the troubles of "the country" that was named last.

    Args:
        document: the article.
        folded: its folded text.
        hits: its topic words, in order.
    """
    added = []
    for match in _TROUBLES.finditer(folded):
        code = regions().get(_named_last(document, match.start()), "")
        if code:
            added.append(Found(*match.span(), Term(code)))
    kept = [h for h in hits if not any(a.start < h.end and h.start < a.end for a in added)]
    return sorted((*kept, *added), key=lambda hit: hit.start) if added else list(hits)


def _named_last(document: Document, place: int) -> str:
    """The country that was named last before a place, by itself or as somebody's."""
    mentions = document.mentions_in(max(0, place - _REACH), place)
    for mention in reversed(list(mentions)):
        if mention.kind is MentionKind.PRONOUN or mention.entity is None:
            continue
        if mention.entity.country_code:
            return mention.entity.country_code
    return ""

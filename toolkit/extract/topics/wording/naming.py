"""Which topic words of a clause count as what was talked about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from toolkit.extract import lexicons
from toolkit.extract.model import Document, MentionKind
from toolkit.extract.topics.sentences.clauses import Clauses
from toolkit.extract.topics.sentences.view import Content
from toolkit.extract.topics.wording.beside import (
    in_a_row,
    names_actor,
    names_both_sides,
    not_meant,
    of_both_sides,
    without_region,
)
from toolkit.extract.topics.wording.lexicon import Found, Term
from toolkit.extract.topics.wording.objects import is_field, is_object, is_told_which
from toolkit.patterns import late

_ALLIANCE = "XNA"
"""NATO: what its head speaks of with a member is the alliance."""
_UNITED = "XUN"
_PLAIN = frozenset({"weak", "object"})
_AND = late(r" {1,2}(?:and |or |as well as )?(?:the )?")
_AS_OBJECT = "object"
"""The strength that counts where the word is the object of "discussed" or "asked for", too."""


def without_names(
    document: Document, hits: Sequence[Found[Term]], people: Collection[str]
) -> list[Found[Term]]:
    """The topic words but those in a name of some people: "Chad's Deby", "Zelensky".

    That a leader is named often, or where he is from, does not tell what was spoken of.

    Args:
        document: the article.
        hits: the topic words in it, in order.
        people: the keys of the people.
    """
    named = [
        (m.start, m.end)
        for m in document.mentions
        if m.entity is not None and m.entity.key in people and m.kind is MentionKind.NAME
    ]
    starts = [start for start, _ in named]
    kept = []
    for hit in hits:
        number = bisect_right(starts, hit.start) - 1
        if number < 0 or hit.end > named[number][1]:
            kept.append(hit)
    return kept


def _listed(folded: str, one: Found[Term], other: Found[Term]) -> bool:
    """Whether two words are neighbours in a list: "energy, health", "defence and trade"."""
    first, second = sorted((one, other), key=lambda hit: hit.start)
    return _AND.fullmatch(folded, first.end, second.start) is not None


class TopicWords:
    """The topic words of an article.

    Args:
        document: the article.
        hits: its topic words, in order.
    """

    def __init__(self, document: Document, hits: Sequence[Found[Term]]) -> None:
        self._document = document
        self._hits = hits
        self._starts = [h.start for h in hits]
        self._strong: dict[int, frozenset[str]] = {}

    def inside(self, start: int, end: int) -> Sequence[Found[Term]]:
        """The topic words that begin in [start, end)."""
        return self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def named(self, clauses: Clauses, content: Content) -> list[Found[Term]]:
        """The topic words in a content that name what was talked about there."""
        kept: list[Found[Term]] = []
        for hit in clauses.hits:
            if not any(hit.start < end and start < hit.end for start, end in content.spans):
                continue
            if names_actor(clauses, hit, content) or in_a_row(self._document.text, hit):
                continue
            term = hit.value
            if not_meant(clauses, hit):
                continue
            if term.code == "bilateral_relations" and (
                names_both_sides(clauses, hit) or of_both_sides(clauses, hit)
            ):
                kept.append(hit)
                continue
            own = term.country_code in clauses.party.countries and term.country_code != _ALLIANCE
            weak = term.strength != "strong" or own
            lifted = content.lifts == term.code or (
                term.strength != "lifted" and term.code in self._strong_of(clauses)
            )
            if not weak or lifted or self._discussed(clauses, hit, content):
                kept.append(hit)
        return without_region(clauses, self._with_listed(clauses, content, kept))

    def _with_listed(
        self, clauses: Clauses, content: Content, kept: list[Found[Term]]
    ) -> list[Found[Term]]:
        """Adds the plain words for fields that stand in one list with what is named."""
        sectors, folded = lexicons.words("topic_sectors"), clauses.folded
        plain = [
            hit
            for hit in clauses.hits
            if hit not in kept
            and hit.value.strength in _PLAIN
            and folded[hit.start : hit.end] in sectors
            and any(start <= hit.start < end for start, end in content.spans)
        ]
        for one in (*plain, *reversed(plain)):
            if one not in kept and any(_listed(folded, one, hit) for hit in kept):
                kept.append(one)
        return sorted(kept, key=lambda hit: hit.start)

    def _discussed(self, clauses: Clauses, hit: Found[Term], content: Content) -> bool:
        """Whether a word that is not sure of itself is the very object of "discussed"."""
        if hit.value.strength not in _PLAIN or hit.value.country_code:
            return False
        fields = lexicons.words("topic_sectors") | lexicons.words("topic_fields")
        if clauses.folded[hit.start : hit.end] in fields and is_field(clauses, hit):
            return True
        if hit.value.strength != _AS_OBJECT:
            return False
        if hit.value.code == "global_governance" and _UNITED in clauses.party.countries:
            return False  # "what Peru and the UN are doing"
        return is_object(clauses, hit, content) and not is_told_which(clauses, hit)

    def _strong_of(self, clauses: Clauses) -> frozenset[str]:
        """The codes that strong terms name in the sentence's paragraph."""
        number = clauses.sentence.block
        if number not in self._strong:
            block = self._document.article.blocks[number]
            countries = clauses.party.countries
            self._strong[number] = frozenset(
                h.value.code
                for h in self.inside(block.start, block.end)
                if h.value.strength == "strong" and h.value.country_code not in countries
            )
        return self._strong[number]

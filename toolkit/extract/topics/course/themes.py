"""What an article on a call is about, and so the call, where no sentence was read so.

What a reader takes for granted no sentence need say: an article that opens with a war, names it
more often than anything else and reports a call tells of a call about that war. Only strong terms
count here, and none of what is a side's own: its country, its leader, the troubles of its region.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from toolkit.articles.model import BlockKind
from toolkit.extract.model import Document
from toolkit.extract.topics.model import CallLike
from toolkit.extract.topics.sentences.clauses import Party
from toolkit.extract.topics.wording.lexicon import Found, Span, Term, fold
from toolkit.extract.topics.wording.regions import regions
from toolkit.patterns import late

_WIDELY = 2
"""In how many paragraphs an article has to name its theme."""
_EARLY = 4
"""In how many first paragraphs an article on several calls names those that it is about."""
_SPOKE = late(
    r"\b(?:discuss(?:es|ed)?|talk(?:s|ed)?|press(?:es|ed)?"
    r"|sp(?:eaks?|oke)(?: \S+){0,3}? (?:about|on|over))\b",
    re.IGNORECASE,
)

_TOO_WIDE = frozenset({"security", "regional_security"})
"""Codes that an article about anything can name in passing."""
_CUT = late(r"[;:|]| (?:as|after|before|ahead of|while|amid|but) ")


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic that the first paragraph or a headline names, and how the article does.

    Attributes:
        paragraphs: in how many paragraphs a strong term of it stands.
        most: whether no other topic is named more often.
        told: whether one stands in a headline behind the words that the two sides spoke of it.
    """

    paragraphs: int
    most: bool
    told: bool

    def is_of_call(self, *, untold: bool) -> bool:
        """Whether a call that the article reports as news was about it.

        Args:
            untold: whether no sentence tells what was spoken of in the call.
        """
        return self.told or ((self.most or untold) and self.paragraphs >= _WIDELY)


class Themes:
    """The topics that an article names, to be judged for each of its calls.

    Args:
        document: the article.
        hits: the topic terms in it, in order.
        calls: its calls.
    """

    def __init__(
        self, document: Document, hits: Sequence[Found[Term]], calls: Sequence[CallLike]
    ) -> None:
        self._document = document
        self._single = sum(call.main for call in calls) == 1
        self._strong = [hit for hit in hits if hit.value.strength == "strong"]
        self._prose = _spans(document, BlockKind.PROSE)
        self._heads = _spans(document, BlockKind.HEADLINE)
        starts = [hit.start for hit in self._strong]
        self._opening = _inside(starts, self._prose[:1])
        self._in_prose = _inside(starts, self._prose)
        self._in_heads = _inside(starts, self._heads)

    def of(
        self, call: CallLike, party: Party, read: Collection[str], elsewhere: Collection[str]
    ) -> Iterator[Found[Term]]:
        """The topics that a call was about and no sentence told, each by one of its terms.

        Args:
            call: the call.
            party: its sides.
            read: codes of the topics that were read of it.
            elsewhere: codes of those read of other calls; a call told late does not share them.
        """
        if not call.main:
            return  # a call recalled in passing need not be about what the article is about
        early = self._single or self._is_early(call)
        for hit, theme in self._themes(party, read):
            shared = hit.value.code in elsewhere
            if (early or not shared) and theme.is_of_call(untold=early and not read):
                yield hit

    def _is_early(self, call: CallLike) -> bool:
        """Whether the headline or one of the first paragraphs names a call."""
        early = self._prose[:_EARLY]
        return bool(early) and min(call.mentions, default=early[-1])[0] < early[-1][1]

    def _themes(self, party: Party, read: Collection[str]) -> Iterator[tuple[Found[Term], Theme]]:
        """What the opening or a headline names besides what is the sides' own, by a term each."""
        known = regions()
        own = {known[c] for c in party.countries if c in known}
        terms: dict[str, list[Found[Term]]] = {}
        for hit in self._strong:
            if hit.value.country_code not in party.countries:
                terms.setdefault(hit.value.code, []).append(hit)
        most = max(map(len, terms.values()), default=0)
        for code, named in terms.items():
            if code in own or code in read or code in _TOO_WIDE:
                continue
            starts = [hit.start for hit in named]
            heads = not self._in_heads.isdisjoint(starts)
            opens = heads or not self._opening.isdisjoint(starts)
            if not opens or self._names_party(named, party):
                continue
            yield (
                next((hit for hit in named if hit.start in self._in_prose), named[0]),
                Theme(
                    self._paragraphs(named),
                    len(named) == most,
                    heads and bool(_inside(starts, self._told(party))),
                ),
            )

    def _told(self, party: Party) -> list[Span]:
        """The parts of headlines that tell what both sides spoke of."""
        found = []
        for start, end in self._heads:
            spoke = _SPOKE.search(self._document.text, start, end)
            if spoke is not None and self._names_both((start, end), party):
                cut = _CUT.search(self._document.text, spoke.end(), end)
                found.append((spoke.end(), cut.start() if cut else end))
        return found

    def _names_both(self, span: Span, party: Party) -> bool:
        """Whether a headline names both sides, by their leaders or their countries."""
        words = f" {' '.join(fold(self._document.text[slice(*span)]).split())} "
        sides = {
            country
            for country, names in party.names.items()
            if any(f" {name} " in words for name in names)
        }
        for mention in self._document.mentions_in(*span):
            entity = mention.entity
            if entity is not None:
                sides.update(filter(None, map(party.by_key.get, (entity.key, *entity.members))))
        return len(sides) > 1

    def _names_party(self, named: Sequence[Found[Term]], party: Party) -> bool:
        """Whether terms for the most part name one who took part, or what belongs to a side."""
        words = [name for names in party.names.values() for name in names]
        texts = [self._document.text[hit.start : hit.end].lower() for hit in named]
        return sum(any(word in text for word in words) for text in texts) * 2 > len(named)

    def _paragraphs(self, named: Sequence[Found[Term]]) -> int:
        sentences = (self._document.sentence_at(hit.start) for hit in named)
        return len({sentence.block for sentence in sentences if sentence is not None})


def _spans(document: Document, kind: BlockKind) -> list[Span]:
    return [(block.start, block.end) for block in document.article.blocks_of(kind)]


def _inside(places: Sequence[int], spans: Sequence[Span]) -> frozenset[int]:
    """Those of some places that stand in one of some spans."""
    places = sorted(places)
    return frozenset(
        place
        for start, end in spans
        for place in places[bisect_left(places, start) : bisect_left(places, end)]
    )

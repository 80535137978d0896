"""What is looked at when evidence is weighed: words for a call, two leaders, and the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.likely import tells_of_one_place
from toolkit.extract.calls.skeletons.skeleton import Skeleton, build
from toolkit.extract.calls.weighing.site import Site, persons_of
from toolkit.extract.calls.wording import context
from toolkit.extract.model import Document, Entity, Mention, Sentence
from toolkit.extract.names.register import OFFICE_RANKS, default_register
from toolkit.patterns import late

NEAR = 400
"""How many characters before or after the words for a call count as near."""
_TALKERS = frozenset().union(*OFFICE_RANKS[:7])
"""The offices whose holders speak to one another for their countries or bodies."""
_FIRST_SENTENCES = 1
_TELLS = late(
    r"P(?P<one>\d+)(?:,? (?:also|then|further|again|and|has|had|have|who))*"
    r" (?:told|assured|thanked|congratulated|urged|asked|informed|briefed|warned|invited|promised"
    r"|reminded|wished|pressed|reassured|called (?:on|upon)|expressed (?:[a-z]+ ){1,5}to"
    r"|conveyed (?:[a-z]+ ){1,5}to|said to|agreed with|discussed with|offered)"
    r" (?:(?!and\b|with\b)[a-z'-]+ ){0,4}?P(?P<other>\d+)"
)
"""One says something to another."""


class Told:
    """An article as the weighing sees it.

    Args:
        doc: the analysed article.
        lead_end: where its lead ends.
        known: where the calls that rules read are first told.

    Attributes:
        leaders: those who lead or speak for a country or a body, by key.
        counts: how often each person is named.
    """

    def __init__(self, doc: Document, lead_end: int, known: Sequence[int] = ()) -> None:
        self.doc, self.lead_end, self.known = doc, lead_end, known
        self.leaders: dict[str, Entity] = {}
        self.counts: Counter[str] = Counter()
        self._telling: dict[int, frozenset[frozenset[str]]] = {}
        for mention in doc.mentions:
            for person in persons_of(mention):
                if person.key not in self.counts and _can_talk(person):
                    self.leaders[person.key] = person
                self.counts[person.key] += 1

    @cached_property
    def headline(self) -> frozenset[str]:
        """The leaders whom the headline names."""
        head = next((s for s in self.doc.sentences if s.kind is BlockKind.HEADLINE), None)
        return frozenset(self.parties(head.start, head.end)) if head else frozenset()

    @cached_property
    def opening(self) -> frozenset[str]:
        """The leaders whom the headline or the first sentences name."""
        prose = [s for s in self.doc.sentences if s.kind is BlockKind.PROSE][:_FIRST_SENTENCES]
        return self.headline.union(*(self.parties(s.start, s.end) for s in prose))

    @cached_property
    def overheard(self) -> bool:
        """Whether the article is about calls that were overheard."""
        return context.OVERHEARD.search(self.doc.text) is not None

    @cached_property
    def one_place(self) -> bool:
        """Whether the article tells that those of whom it tells were in one place."""
        return tells_of_one_place(self.doc.text.lower())

    @cached_property
    def hub(self) -> frozenset[str]:
        """Who of the leaders is named most often; nobody where two are."""
        first, *others = *self.ranking[:2], None
        alone = first and (others[0] is None or self.counts[first] > self.counts[others[0]])
        return frozenset((first,)) if first and alone else frozenset()

    @cached_property
    def ranking(self) -> Sequence[str]:
        """The keys of the leaders, from the one named most often."""
        return sorted(self.leaders, key=lambda key: -self.counts[key])

    def telling(self, sentence: Sentence) -> frozenset[frozenset[str]]:
        """Of which two one tells the other something, in a sentence or the one behind it."""
        if sentence.start not in self._telling:
            behind = self.doc.sentence_at(min(sentence.end + 2, len(self.doc.text) - 1))
            found: set[frozenset[str]] = set()
            for each in (sentence, behind):
                if each is not None:
                    sk = build(self.doc, each, ())
                    found.update(_told(sk, match) for match in _TELLS.finditer(sk.text))
            self._telling[sentence.start] = frozenset(found)
        return self._telling[sentence.start]

    def parties(self, start: int, end: int) -> dict[str, Party]:
        """The leaders named in a span, in order."""
        found: dict[str, Party] = {}
        for mention in self.doc.mentions_in(start, end):
            for person in persons_of(mention):
                if person.key in self.leaders:
                    found.setdefault(person.key, Party(person, mention.start, mention.end))
        return found


@dataclass(frozen=True, slots=True)
class Scene:
    """Two leaders and words for a call that may be theirs.

    Attributes:
        told: the article.
        site: the words for a call.
        pair: the keys of the two.
    """

    told: Told
    site: Site
    pair: frozenset[str]

    @property
    def missing(self) -> frozenset[str]:
        """Who of the two is not named in the sentence."""
        return self.pair - self.site.named

    @property
    def told_before(self) -> bool:
        """Whether the article tells of another call before."""
        return any(start < self.site.sk.sentence.start for start in self.told.known)

    @property
    def behind(self) -> str:
        """What stands behind the sentence, in small letters."""
        end = self.site.sk.sentence.end
        return self.told.doc.text[end : end + NEAR].lower()

    def around(self, *, back: int, ahead: int) -> str:
        """The sentence with what stands before and behind it, in small letters."""
        sentence = self.site.sk.sentence
        return self.told.doc.text[max(0, sentence.start - back) : sentence.end + ahead].lower()


def _told(sk: Skeleton, match: re.Match[str]) -> frozenset[str]:
    pieces = (sk.pieces[int(match[side])] for side in ("one", "other"))
    return frozenset(p.key for m in pieces if isinstance(m, Mention) for p in persons_of(m))


def _can_talk(person: Entity) -> bool:
    """Whether somebody leads or speaks for a country or a body."""
    if not person.country_code:
        return False
    if not person.registered:
        return person.in_office
    return any(t.office_code in _TALKERS for t in default_register().terms_of(person.key))

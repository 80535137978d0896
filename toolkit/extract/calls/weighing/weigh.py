"""Whose call words tell of which no rule reads it: the two for whom the evidence weighs most.

Rules know wordings, and the press has more of them than anybody lists. For words for a call that no
rule reads, all pairs of leaders named in the sentence, near it or where the article opens are
weighed: each piece of evidence (`evidence`) that bears on a pair counts its points, for it or
against it. The best pair made the call, if its points reach the threshold and no other pair has as
many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from operator import attrgetter

from toolkit.extract.calls.events.days import date_claims
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.events.parties import Party, for_others
from toolkit.extract.calls.rules.last import WEIGHED
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.weighing.evidence import OF_PAIR, OF_WORDS
from toolkit.extract.calls.weighing.roles import ROLES
from toolkit.extract.calls.weighing.scene import NEAR, Scene, Told
from toolkit.extract.calls.weighing.site import Site
from toolkit.extract.calls.wording import context
from toolkit.extract.calls.wording.status import UNREAL, status_of
from toolkit.extract.lexicons import table
from toolkit.extract.model import Document

_THRESHOLD = "threshold"
"""The line of the word list that holds the points which make a call."""
_CLEARLY = 1
_MOST_WEIGHED = 8
"""How many leaders are weighed against each other at most, those of the sentence first."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two leaders, and what says that words for a call tell of theirs.

    Attributes:
        scene: the two and the words.
        evidence: the names of what bears on them.
    """

    scene: Scene
    evidence: tuple[str, ...]

    @property
    def points(self) -> int:
        """What it weighs."""
        return _sum(self.evidence)


def weighed_calls(
    doc: Document, skeletons: Sequence[Skeleton], lead_end: int, known: Sequence[CallFind] = ()
) -> list[CallFind]:
    """The calls that an article bears out by the weight of its evidence.

    Args:
        doc: the analysed article.
        skeletons: its sentences that may report a call, in order.
        lead_end: where its lead ends.
        known: the calls that rules read.
    """
    read = {frozenset(pair) for call in known for pair in combinations(call.keys, 2)}
    told: dict[frozenset[str], Weighed] = {}
    for found in weighed_in(doc, skeletons, lead_end, known):
        best = _best(found)
        if best is None or best.points < _points()[_THRESHOLD]:
            continue
        for pair in _pairs(best):
            if pair not in read and (pair not in told or told[pair].points < best.points):
                told[pair] = best
    calls = []
    for pair, best in told.items():
        parties = _parties(best.scene, pair)
        if not any(for_others(doc, party) for party in parties):
            calls.append(_call(best.scene.site, parties))
    return calls


def weighed_in(
    doc: Document, skeletons: Sequence[Skeleton], lead_end: int, known: Sequence[CallFind]
) -> Iterator[list[Weighed]]:
    """All pairs that are weighed for each words for a call of which no rule reads one.

    Args:
        doc: the analysed article.
        skeletons: its sentences that may report a call, in order.
        lead_end: where its lead ends.
        known: the calls that rules read.
    """
    told = Told(doc, lead_end, [call.first_report for call in known])
    for site in _sites(skeletons, known):
        yield _weighed(told, site)


def _weighed(told: Told, site: Site) -> list[Weighed]:
    """All pairs whose call some words may tell of, with what bears on each.

    Where the sentence names leaders, one of them is of the pair. None are weighed where what tells
    of the words alone leaves no pair a chance.
    """
    words = tuple(_holding(OF_WORDS, Scene(told, site, frozenset())))
    if _sum(words) + _most_of_pair() < _points()[_THRESHOLD]:
        return []
    sentence = site.sk.sentence
    near = told.parties(max(0, sentence.start - NEAR), sentence.end + NEAR)
    order = [key for key in told.ranking if key in near or key in told.opening]
    order.sort(key=lambda key: key not in site.named)
    here = site.named & told.leaders.keys()
    scenes = (
        Scene(told, site, frozenset(pair))
        for pair in combinations(order[:_MOST_WEIGHED], 2)
        if (not here or not here.isdisjoint(pair))
        and told.leaders[pair[0]].country_code != told.leaders[pair[1]].country_code
    )
    return [Weighed(scene, (*words, *_holding(OF_PAIR, scene))) for scene in scenes]


def _holding(pieces: Mapping[str, Callable[[Scene], bool]], scene: Scene) -> Iterator[str]:
    """The names of the pieces of evidence that hold for a scene."""
    return (name for name, holds in pieces.items() if holds(scene))


def _sites(skeletons: Sequence[Skeleton], known: Sequence[CallFind]) -> Iterator[Site]:
    """The words for a call that was held, in clauses in which no rule reads one."""
    read = [span for call in known for span in call.mentions]
    for sk in skeletons:
        for reading in WEIGHED.places(sk.text):
            low, high = reading.trigger
            if context.NOT_A_CALL.search(sk.text, max(0, low - 12), high + 12):
                continue
            site = Site(sk, low, high)
            start, end = sk.origin(*site.clause)
            if any(start < last and first < end for first, last in read):
                continue
            unreal = UNREAL.search(sk.text, site.clause[0], low)
            if not unreal and status_of(reading, sk.text) == "held":
                yield site


def _best(found: Sequence[Weighed]) -> Weighed | None:
    """What weighs most, if it is clear which one that is.

    Where no place in the sentence tells the two sides, another pair that weighs almost as much
    leaves it open.
    """
    best = max(found, key=attrgetter("points"), default=None)
    if best is None:
        return None
    margin = 0 if ROLES.keys() & set(best.evidence) else _CLEARLY
    rivals = (w for w in found if w.points >= best.points - margin)
    return best if all(w.scene.pair in _pairs(best) for w in rivals) else None


def _pairs(best: Weighed) -> list[frozenset[str]]:
    """The pair, and the others where one leader, or several, called others side by side."""
    told, site, pair = best.scene.told, best.scene.site, best.scene.pair
    if "one-to-other" not in best.evidence:
        return [pair]
    front = site.front_people
    tied = next(tie.people for tie in site.ties if tie.people & pair and tie.people - front)
    lead = told.leaders
    pairs = (
        frozenset((one, other))
        for one in sorted(front & lead.keys())
        for other in sorted(tied & lead.keys())
        if lead[one].country_code != lead[other].country_code
    )
    return list(dict.fromkeys((pair, *pairs)))


def _parties(scene: Scene, pair: frozenset[str]) -> list[Party]:
    """The two, with the words that name them nearest to the words for the call."""
    told, sentence = scene.told, scene.site.sk.sentence
    spans = (
        (sentence.start, sentence.end),
        (max(0, sentence.start - NEAR), sentence.end + NEAR),
        (0, len(told.doc.text)),
    )
    found: dict[str, Party] = {}
    for span in spans:
        for key, party in told.parties(*span).items():
            if key in pair:
                found.setdefault(key, party)
    return list(found.values())


def _call(site: Site, parties: list[Party]) -> CallFind:
    start, end = site.sk.origin(site.low, site.high)
    event = Event(WEIGHED, site.sk, start, end, parties, "held", guessed=True)
    event.initiator = next((p for p in parties if p.entity.key in site.callers), None)
    event.dates = list(date_claims(site.sk, site.low, site.high, WEIGHED))
    name = WEIGHED.name
    call = CallFind(list(parties), Claim(name, start, end, name), Claim("held", start, end, name))
    call.mentions.append((start, end))
    call.events.append(event)
    return call


@cache
def _points() -> dict[str, int]:
    return {row["evidence"]: int(row["points"]) for row in table("call_evidence")}


def _sum(evidence: Iterable[str]) -> int:
    return sum(map(_points().__getitem__, evidence))


@cache
def _most_of_pair() -> int:
    """The most points that a pair can have: it stands in one place only."""
    for_it = {name: max(0, _points()[name]) for name in OF_PAIR}
    return (
        sum(for_it.values())
        - sum(map(for_it.__getitem__, ROLES))
        + max(map(_points().__getitem__, ROLES))
    )

"""Calls against JSON gold: the calls, their cells, their topics, and who took part.

Calls pair when the first two participants, or all of three or more, have the same last names and
the dates agree where both are known; the shorter date decides. Calls that are only mentioned, and
topics marked optional, are neither rewarded nor punished unless the measuring is strict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from toolkit.evaluate.model import Call, GoldArticle, Sheet
from toolkit.evaluate.names import same_last_name

SEVERAL = 3
"""From how many participants on the order in which they are named is anybody's choice."""
MINUTES_APART = 0.51
"""How far two equal durations may lie apart, in minutes."""

G = TypeVar("G")
F = TypeVar("F")


def assign(gold: Sequence[G], found: Sequence[F], score: Callable[[G, F], float]) -> dict[int, int]:
    """Pairs one to one, the best first, among equals the first; 0 is no pair.

    Returns:
        Number of a gold item to number of what was found.
    """
    scored = [(score(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for value, i, j in sorted(scored, reverse=True):
        if value > 0 and -i not in pairs and -j not in used:
            pairs[-i] = -j
            used.add(-j)
    return pairs


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which found call is which gold call.

    Attributes:
        full: pairs whose dates agree.
        loose: pairs of what is left, by participants alone.
        required: for each gold call, whether it counts.
    """

    full: dict[int, int]
    loose: dict[int, int]
    required: tuple[bool, ...]

    @property
    def both(self) -> dict[int, int]:
        """All pairs."""
        return {**self.full, **self.loose}


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates are equal as far as the shorter one says; unknown agrees with all."""
    if not one or not other:
        return True
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _same_pair(one: Call, other: Call) -> bool:
    """Whether two calls have the same first two participants, or several that are all the same."""
    if len(one.names) == len(other.names) >= SEVERAL and _all_known(one.names, other.names):
        return _all_known(other.names, one.names)
    a, b = one.names[:2], other.names[:2]
    if len(a) < 2 or len(b) < 2:
        return False
    straight = same_last_name(a[0], b[0]) and same_last_name(a[1], b[1])
    return straight or (same_last_name(a[0], b[1]) and same_last_name(a[1], b[0]))


def _all_known(names: Sequence[str], others: Sequence[str]) -> bool:
    return all(_known(name, others) for name in names)


def _likeness(gold: Call, found: Call) -> float:
    if not _same_pair(gold, found) or not dates_agree(gold.date, found.date):
        return 0
    same_date = bool(gold.date) and gold.date == found.date
    return 2 + gold.main + 0.5 * same_date + 0.25 * (gold.held == found.held)


def _loose_likeness(gold: Call, found: Call) -> float:
    return (1 + gold.main) if _same_pair(gold, found) else 0


def pair_calls(gold: Sequence[Call], found: Sequence[Call], strict: bool) -> Pairing:
    """Pair calls: first those whose dates agree, then the rest by participants."""
    full = assign(gold, found, _likeness)
    taken = set(full.values())
    rest_gold = [i for i in range(len(gold)) if i not in full]
    rest_found = [j for j in range(len(found)) if j not in taken]
    loose = assign([gold[i] for i in rest_gold], [found[j] for j in rest_found], _loose_likeness)
    return Pairing(
        full,
        {rest_gold[i]: rest_found[j] for i, j in loose.items()},
        tuple(strict or call.main for call in gold),
    )


def score_calls(
    article: GoldArticle, calls: Sequence[Call], sheet: Sheet, strict: bool = False
) -> None:
    """Count the calls of one article with JSON gold."""
    gold = article.calls or ()
    found = [call for call in calls if len(call.participants) >= 2]
    pairing = pair_calls(gold, found, strict)
    for name in ("calls", "calls-pair", "participants", "topics", "topics-by-account"):
        sheet.add(name)
    _count_calls(gold, found, pairing, sheet)
    for number, call in enumerate(gold):
        if pairing.required[number]:
            match = pairing.both.get(number)
            other = None if match is None else found[match]
            _count_topics(call, other, sheet, strict)
            if other is not None:
                _count_cells(call, other, sheet)
    _count_participants(gold, found, pairing, sheet)
    if article.negative:
        false = [call for call in found if call.held]
        sheet.add("false-calls", len(false), 1, 1)
        for call in false:
            sheet.note("false-calls", "false", call.label, rule=call.rule)


def _count_calls(
    gold: Sequence[Call], found: Sequence[Call], pairing: Pairing, sheet: Sheet
) -> None:
    full, both = pairing.full, pairing.both
    for i, call in enumerate(gold):
        if not pairing.required[i]:
            continue
        sheet.add("calls", int(i in full), int(i in full), 1)
        sheet.add("calls-pair", int(i in both), int(i in both), 1)
        if i not in full:
            other = found[both[i]] if i in both else None
            kind = "wrong" if other else "missed"
            rule, label = (other.rule, other.label) if other else ("", None)
            sheet.note("calls", kind, call.label, gold=call.label, found=label, rule=rule)
    taken, all_taken = set(full.values()), set(both.values())
    for j, call in enumerate(found):
        if j not in taken:
            sheet.add("calls", found=1)
        if j not in all_taken:
            sheet.add("calls-pair", found=1)
            words = call.label
            if call.span:
                words += f": “{' '.join(sheet.text[slice(*call.span)].split())}”"
            sheet.note("calls", "false", words, found=call.label, rule=call.rule)
            sheet.add("topics", found=len(call.topics))
            sheet.add("topics-by-account", found=len(call.topics_by_account))


def _count_topics(gold: Call, found: Call | None, sheet: Sheet, strict: bool) -> None:
    """Topics of one required call; what is optional leaves both sides."""
    optional = frozenset() if strict else gold.topics_optional
    wanted = gold.topics | (gold.topics_optional if strict else frozenset())
    got = (found.topics if found else frozenset()) - (optional - wanted)
    _count_set("topics", {(t,) for t in wanted}, {(t,) for t in got}, gold, found, sheet)
    sides = gold.topics_by_account
    given = found.topics_by_account if found else frozenset()
    kept = {pair for pair in given if pair[1] not in optional or pair in sides}
    _count_set("topics-by-account", sides, kept, gold, found, sheet)


def _count_set(
    measure: str,
    gold: AbstractSet[tuple[str, ...]],
    found: AbstractSet[tuple[str, ...]],
    call: Call,
    other: Call | None,
    sheet: Sheet,
) -> None:
    sheet.add(measure, len(gold & found), len(found), len(gold))
    for item in sorted(gold - found):
        sheet.note(measure, "missed", call.label, gold=" ".join(item))
    for item in sorted(found - gold):
        rule = other.rule if other else ""
        sheet.note(measure, "false", call.label, found=" ".join(item), rule=rule)


def _count_cells(gold: Call, found: Call, sheet: Sheet) -> None:
    """The cells of a paired call; what the gold says is unknown must stay so."""

    def check(measure: str, right: bool, wanted: object, got: object) -> None:
        sheet.share(measure, right)
        if not right:
            sheet.note(measure, "wrong", gold.label, gold=wanted, found=got, rule=found.rule)

    def invented(measure: str, wrong: bool, got: object) -> None:
        sheet.share(measure, wrong)
        if wrong:
            sheet.note(measure, "false", gold.label, found=got, rule=found.rule)

    check("statuses", gold.held == found.held, gold.held, found.held)
    if "medium" in gold.stated:
        check("media", gold.medium == found.medium, gold.medium, found.medium)
    if gold.date:
        exact = bool(found.date) and dates_agree(gold.date, found.date)
        check("dates", exact and len(found.date or "") >= len(gold.date), gold.date, found.date)
    elif "date" in gold.stated:
        lucky = gold.date_world and dates_agree(gold.date_world, found.date)
        invented("dates-invented", bool(found.date) and not lucky, found.date)
    if gold.initiator:
        same = bool(found.initiator) and same_last_name(gold.initiator, found.initiator)
        check("initiators", same, gold.initiator, found.initiator)
    elif "initiator" in gold.stated:
        invented("initiators-invented", bool(found.initiator), found.initiator)
    wanted, got = gold.duration_minutes, found.duration_minutes
    if wanted is not None:
        near = got is not None and abs(got - wanted) < MINUTES_APART
        check("durations", near, wanted, got)
    elif "duration_minutes" in gold.stated:
        invented("durations-invented", got is not None, got)
    for person in gold.participants:
        same_person = (p for p in found.participants if same_last_name(person.name, p.name))
        match = next(same_person, None)
        if match is not None and person.country:
            right = person.country == match.country
            check("countries", right, f"{person.name} {person.country}", match.country)


def _known(name: str, names: Sequence[str]) -> bool:
    return any(same_last_name(name, other) for other in names)


def _count_participants(
    gold: Sequence[Call], found: Sequence[Call], pairing: Pairing, sheet: Sheet
) -> None:
    """Who took part in any required call of the article, each person once."""
    wanted: list[str] = []
    optional: list[str] = []
    for call, required in zip(gold, pairing.required, strict=True):
        names = wanted if required else optional
        for name in call.names:
            if not _known(name, names):
                names.append(name)
    ignored = {j for i, j in pairing.both.items() if not pairing.required[i]}
    got: dict[str, str] = {}
    for j, call in enumerate(found):
        for name in call.names if j not in ignored else ():
            if not _known(name, list(got)):
                got[name] = call.rule
    hits = [name for name in wanted if _known(name, list(got))]
    false = [n for n in got if not _known(n, wanted) and not _known(n, optional)]
    sheet.add("participants", len(hits), len(hits) + len(false), len(wanted))
    for name in wanted:
        if name not in hits:
            sheet.note("participants", "missed", name, gold=name)
    for name in false:
        sheet.note("participants", "false", name, found=name, rule=got[name])

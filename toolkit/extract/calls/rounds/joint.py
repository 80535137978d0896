"""Calls told as others: "A spoke with B and C" can be two calls; a refusal before a call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.extract.calls.events.days import DateClaim
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.model import Mention
from toolkit.patterns import late

_PAIR = 2
_JOINTLY = late(
    r"\b(?:joint|conference|three-way|four-way|trilateral|group) (?:[a-z]+ ){0,2}?(?:call"
    r"|conversation|talks|discussion|conference)"
)


def direct_day(claims: Iterable[DateClaim]) -> dt.date | None:
    """The day that stands beside a call, where one does."""
    return next((c.date.value for c in claims if c.weight >= 2 and c.date.precision == "day"), None)


def _is_rough(claim: DateClaim) -> bool:
    """Whether only the month or year of a call is told, beside its words."""
    return claim.weight >= 2 and claim.date.precision in ("month", "year")


def _of_another_month(event: Event, known: dt.date | None) -> bool:
    """Whether an event is told to be of a month or year in which a call's day does not lie."""
    for claim in event.dates:
        value = claim.date.value
        if known is None or value is None or not _is_rough(claim):
            continue
        same = value.year == known.year
        if not same or (claim.date.precision == "month" and value.month != known.month):
            return True
    return False


def day_of(call: CallFind) -> dt.date | None:
    """The day that stands beside one of the reports of a call, where one does."""
    return direct_day(claim for event in call.events for claim in event.dates)


def same_countries(some: Iterable[Party], others: Iterable[Party]) -> bool:
    """Whether two lists of those who took part are of the same countries."""
    countries = {party.entity.country_code for party in some}
    return countries == {party.entity.country_code for party in others}


def settled(calls: Sequence[CallFind]) -> list[CallFind]:
    """The calls, with those parted or left out that the rest of the article tells of otherwise."""
    return without_part_of_joint(without_denied(without_refused_before(part_joint(calls))))


def part_joint(calls: Sequence[CallFind]) -> list[CallFind]:
    """The calls, those of several people parted if the article tells of one pair by itself.

    "She spoke with B and C. In the call with B, she ..." tells of two calls. What is said of all
    of them is said of each.
    """
    found = list(calls)
    for joint in [c for c in calls if len(c.parties) > _PAIR]:
        if any(map(is_joint, joint.events)):
            found = _with_parts(found, joint)
        host, *others = _host_first(joint.parties)
        pairs = [_of_pair(found, joint, host, other) for other in others]
        if all(pair is None for pair in pairs):
            continue
        found.remove(joint)
        for other, pair in zip(others, pairs, strict=True):
            if pair is None:
                parties = [host, other]
                found.append(
                    replace(
                        joint,
                        parties=parties,
                        events=list(joint.events),
                        mentions=list(joint.mentions),
                        dates=[],
                        aides=[],
                    )
                )
            else:
                pair.events += joint.events
                pair.mentions += joint.mentions
    return found


def is_joint(event: Event) -> bool:
    """Whether a report of several leaders says that they spoke together."""
    return len(event.parties) > _PAIR and _JOINTLY.search(event.skeleton.text) is not None


def _with_parts(calls: Sequence[CallFind], joint: CallFind) -> list[CallFind]:
    """The calls, without pairs read where all are named of whom "a joint call" is told.

    "He spoke with B and C. The three held a joint call" tells of one call.
    """
    left = []
    for call in calls:
        part = call.keys < joint.keys and call.status.value == joint.status.value
        if part and all(joint.keys <= _named(event) for event in call.events):
            joint.events += call.events
            joint.mentions += call.mentions
        else:
            left.append(call)
    return left


def _named(event: Event) -> set[str]:
    """The keys of those whom the sentence of a report names."""
    named: set[str] = set()
    for piece in event.skeleton.pieces:
        if isinstance(piece, Mention) and piece.entity is not None:
            named |= {piece.entity.key, *piece.entity.members}
    return named


def _host_first(parties: Sequence[Party]) -> list[Party]:
    """The people of a joint call, first the one who spoke with the others.

    Where the first two are of one country, each of them spoke with the only one of another.
    """
    of_first = parties[0].entity.country_code
    abroad = [party for party in parties if party.entity.country_code != of_first]
    at_home = [party for party in parties if party.entity.country_code == of_first]
    return [*abroad, *at_home] if len(abroad) == 1 and len(at_home) > 1 else list(parties)


def _of_pair(
    calls: Sequence[CallFind], joint: CallFind, host: Party, other: Party
) -> CallFind | None:
    """The call of just two of those who took part in another, not on another day."""
    keys = {host.entity.key, other.entity.key}
    days = {day_of(joint), None}
    for call in calls:
        strong = any(event.rule.strong for event in call.events)
        if not strong or call.keys != keys or call.status.value != joint.status.value:
            continue
        if day_of(call) in days or day_of(joint) is None:
            return call
    return None


_BEFORE = late(
    r"\b(?:had|has|having|after|initially|originally|at first|previously|earlier|until then)"
    r"(?: (?:been|repeatedly|earlier|previously|initially|long|also|for D\d+|for N\d+))*"
    r" (?:refus|declin|reject|spurn|snubb|ignor|tried|trying|attempt|unable|failed|struggl)"
)


def without_refused_before(calls: Sequence[CallFind]) -> list[CallFind]:
    """The calls, without refusals that only tell what went before a call that was held.

    "He had been refusing to take her calls" tells no call of its own beside the one that he took;
    a refusal with a day of its own does.
    """
    held = {call.keys: day_of(call) for call in calls if call.status.value == "held"}
    return [
        call
        for call in calls
        if call.status.value != "refused"
        or call.keys not in held
        or day_of(call) not in (None, held[call.keys])
        or not all(_BEFORE.search(event.skeleton.text) for event in call.events)
    ]


def without_denied(calls: Sequence[CallFind]) -> list[CallFind]:
    """The calls, without those held that somebody denies: their reports are of the denied call."""
    left = list(calls)
    for denied in [call for call in calls if call.status.value == "denied"]:
        for call in [c for c in left if c.status.value == "held" and c.keys == denied.keys]:
            days = {day_of(call), day_of(denied)}
            if not call.events[0].previous and (None in days or len(days) == 1):
                left.remove(call)
                denied.events += call.events
                denied.mentions += call.mentions
    return left


def without_part_of_joint(calls: Sequence[CallFind]) -> list[CallFind]:
    """The calls, without those of two that only say what a call of several of that day was.

    "She spoke to the leaders of A, B and C", by words that do not say how, is the call that they
    held together.
    """
    joint = [call for call in calls if len(call.parties) > _PAIR]
    left = []
    for call in calls:
        whole = next((j for j in joint if call.keys < j.keys), None)
        days = {day_of(call), day_of(whole)} - {None} if whole is not None else set()
        if whole is None or len(days) > 1 or any(event.rule.strong for event in call.events):
            left.append(call)
        else:
            whole.events += call.events
            whole.mentions += call.mentions
    return left


def may_be_of(call: CallFind, event: Event, day: dt.date | None, known: dt.date | None) -> bool:
    """Whether an event can be of a call of that month and status.

    What was planned can be what was held or refused, on the same day or without one of its own,
    but not what was held in some month or year; what was refused or denied was not held.
    """
    if _of_another_month(event, known):
        return False
    statuses = {call.status.value, event.status}
    if len(statuses) == 1:
        return True
    if "planned" not in statuses or "denied" in statuses:
        return False
    held = event.dates if event.status == "held" else [d for e in call.events for d in e.dates]
    if "held" in statuses and any(_is_rough(claim) for claim in held):
        return False  # "a call is planned. They held one in May"
    return not event.rule.strong or day is None or day == known

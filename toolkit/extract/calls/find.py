"""Calls: which calls between leaders an article reports, with what it says of each.

Sentences that may speak of a call are read as skeletons; the rules in
`calls.rules` find events; events of the same people and day are one call.
References ("the call", "Thursday's discussion") add what they say of it: day, length, who asked
for it. Capitals and palaces stand for leaders (`calls.skeletons.capitals`); where no rule
reads a call, `calls.weighing` tells whose the words for one must be.
"""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace

from toolkit.articles.model import BlockKind
from toolkit.extract.calls import references as referring
from toolkit.extract.calls.afar import Afar, may_tell
from toolkit.extract.calls.denials import without_basis
from toolkit.extract.calls.details.details import DetailReader
from toolkit.extract.calls.events.days import (
    DateClaim,
    date_claims,
    is_far,
    is_vague,
    tells_day_after,
)
from toolkit.extract.calls.events.events import Event, EventReader
from toolkit.extract.calls.events.meetings import may_have_met, met_before
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.events.quoted import counts_in_quotes
from toolkit.extract.calls.likely import may_tell_of_talk, names_leaders, speaks_of_call
from toolkit.extract.calls.pranks import begins_with_prank, first_prank
from toolkit.extract.calls.references import Reference, is_awaited, references_in
from toolkit.extract.calls.rounds import joint
from toolkit.extract.calls.rounds.gathered import add_joined
from toolkit.extract.calls.rounds.hubs import Round
from toolkit.extract.calls.rounds.rounds import told_of_round
from toolkit.extract.calls.rounds.times import told_times
from toolkit.extract.calls.rules.weak import FELL_THROUGH
from toolkit.extract.calls.sentences import read_skeletons
from toolkit.extract.calls.skeletons.skeleton import Skeleton, of_lengths
from toolkit.extract.calls.told import counted_round, told_beside, told_by_telephone
from toolkit.extract.calls.weighing.weigh import weighed_calls
from toolkit.extract.calls.wording import context
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document
from toolkit.patterns import late

_THAT_CALL = late(r"\b(?:the|that) (?:tele)?(?:phone )?call\b")
_LEAD_SENTENCES, _LEAD_SHARE = 5, 0.3
_DAY = late(r"D\d")
_FAR = 4000
_VAGUE_WITHIN = 40
"""How many characters behind "the call" a day that cannot be told ("last week") is its own."""
_TOLD_BEFORE = 1000
"""How many characters before or after words for a call its talk can be told."""
_TOLD_AFTER = 1.2
"""Weight of the day on which two leaders "discussed" what stands after words for their call."""
_ONLY_PENDING = frozenset({"pair-agrees", "pair-quoted", "beside-a-call"})
_KEPT_BACK = _ONLY_PENDING | {"told", "discussed-with", "discussed-between"}
"""Weak rules that make a call only of what the rest of the article bears out."""


def find_calls(doc: Document, durations: Sequence[Figure]) -> list[CallFind]:
    """The calls that an article reports, in the order in which it first speaks of them.

    Args:
        doc: the analysed article.
        durations: its durations in seconds, minutes or hours.
    """
    if not names_leaders(doc):
        return []
    text = doc.text.lower()
    if not (named := speaks_of_call(text)) and not (may_tell_of_talk(text) or may_tell(text)):
        return []
    return _CallReader(doc, durations, named=named).read()


class _CallReader:
    def __init__(self, doc: Document, durations: Sequence[Figure], *, named: bool) -> None:
        self._doc = doc
        self._durations = durations
        self._named = named
        self._afar = Afar(doc)
        self._events = EventReader(doc)
        self._calls: list[CallFind] = []
        self._pending: list[Event] = []
        self._awaited: list[Event] = []
        self._spoken_of: list[tuple[int, int]] = []
        self._prank = first_prank(doc)
        self._pranked = self._prank is not None
        prose = [s for s in doc.sentences if s.kind is BlockKind.PROSE]
        lead = max(_LEAD_SENTENCES, int(len(prose) * _LEAD_SHARE))
        self._lead_end = prose[min(lead, len(prose)) - 1].end if prose else 0

    def read(self) -> list[CallFind]:
        skeletons = list(read_skeletons(self._doc, self._durations))
        known = Round(self._doc, self._calls)
        for event in self._in_order(skeletons):
            event.guess_anew(known.guessed_anew(event))
            self._place(event)
        if self._awaited and not self._calls:
            self._begin(self._awaited[0])
        self._calls = known.calls = joint.settled(known.given_to_hub())
        add_joined(self._doc, self._durations, skeletons, self._calls)
        for event in told_of_round(self._doc, self._durations, skeletons, known):
            self._begin(event)
        self._settle_told(references := list(references_in(self._doc.text, skeletons, self._calls)))
        self._add_told_before()
        afar = () if self._named or self._calls else self._afar.first(self._pending)
        counted = counted_round(self._doc, self._durations, self._calls, self._lead_end)
        for event in (*afar, *told_beside(self._doc, self._pending, self._calls), *counted):
            self._begin(event)
        told = told_by_telephone(self._doc, self._pending, self._calls, self._lead_end)
        if not self._pranked:
            if told is not None:
                self._begin(told)
            weighed = weighed_calls(self._doc, skeletons, self._lead_end, self._calls)
            self._calls += [c for c in weighed if self._named or self._afar.borne_out(c.events[0])]
        self._calls = without_basis(skeletons, self._calls)
        self._calls.sort(key=lambda c: c.start)
        self._spoken_of = sorted(
            (start, number) for number, c in enumerate(self._calls) for start, _ in c.mentions
        )
        for reference in references:
            self._refer(reference)
        self._calls += told_times(self._doc, self._calls)
        self._calls = sorted(self._calls, key=lambda c: c.start)
        if begins_with_prank(self._doc, self._prank, self._lead_end, self._calls):
            return []
        whole = {sk.sentence.start: sk for sk in skeletons if not sk.in_quotes}
        if self._calls:
            whole.update(of_lengths(self._doc, self._durations, whole))
        quoted = {sk.sentence.start: sk for sk in skeletons if sk.in_quotes}
        details = DetailReader(
            self._doc, whole, quoted, self._lead_end, self._calls, self._durations
        )
        details.read(self._calls)
        return self._calls

    def _in_order(self, skeletons: Sequence[Skeleton]) -> list[Event]:
        """All events as they stand in the text; those of leaders known by office only come last."""
        events: list[Event] = []
        for skeleton in skeletons:
            events += sorted(self._events.read(skeleton), key=lambda e: e.start)
        return sorted(events, key=lambda e: e.by_office)

    def _place(self, event: Event) -> None:
        """Add an event to the call that it speaks of, or begin a new call with it."""
        if event.skeleton.in_quotes and not counts_in_quotes(self._doc, event):
            return
        call = self._known(event) if event.partial else self._same_call(event)
        if call is not None and referring.completed_by(event, call):
            call = self._same_call(event, call)
        if event.partial and call is None:
            if not event.other:
                return
            event.make_whole([*event.parties, *event.other[:1]])
            call = self._same_call(event)
        if call is None and event.collective and not self._is_another(event):
            call = self._known(event)
            if call is None and self._calls and not self._just_named(event):
                return  # "the two leaders" are those of a call told of before
        call = call or (self._known_with(event.parties[1:], event) if event.guessed else None)
        if call is not None and event.rule.name in _ONLY_PENDING:
            if not event.in_person and 0 < event.start - call.start <= _TOLD_BEFORE:
                days = [claim for claim in event.dates if claim.date.precision == "day"]
                call.dates += [replace(claim, weight=_TOLD_AFTER) for claim in days]
            return
        if call is not None:
            if not event.rule.strong and event.in_person and event.rule.name not in _KEPT_BACK:
                return
            headed = all(e.skeleton.sentence.kind is BlockKind.HEADLINE for e in call.events)
            if (call.status.value, event.status) == ("planned", "refused") or (
                headed and event.status == "planned" and event.rule.strong
            ):
                call.status = Claim(event.status, event.start, event.end, event.rule.name)
            call.events.append(event)
            call.mentions.append((event.start, event.end))
            for party in event.parties:
                if event.collective or event.partial or event.guessed:
                    continue
                if party.entity.key not in call.keys and event.rule.strong:
                    call.parties.append(party)
            return
        if event.rule.name in _KEPT_BACK:
            self._pending.append(event)
            return
        undated = joint.direct_day(event.dates) is None
        if event.previous and undated and not event.rule.strong and self._is_another(event):
            return  # they "last spoke in May", perhaps in person
        if not event.rule.strong and not self._may_begin(event):
            self._await(event)
            return
        if self._named:
            self._begin(event)
        elif self._afar.held(event):
            event.rule = replace(event.rule, strong=True)  # no words tell it any better
            self._begin(event)

    def _may_begin(self, event: Event) -> bool:
        """Whether the words of a weak rule may tell of a call not told of before."""
        put_off = event.status == "refused" and (
            event.rule.status == "refused"
            or event.rule.name in FELL_THROUGH
            or _THAT_CALL.search(event.skeleton.text)
        )
        told = event.status in ("held", "denied") or put_off
        if event.status == "planned" and event.foretold:
            told = context.OF_CALLS.search(self._doc.text, 0, self._lead_end) is not None
        if not told or event.in_person or self._pranked:
            return False
        others = any(e.rule.strong for call in self._calls for e in call.events)
        if others and may_have_met(event.skeleton, self._doc.text[event.start : event.end].lower()):
            return False
        return not (event.collective and met_before(self._doc, event.skeleton, event.keys))

    def _await(self, event: Event) -> None:
        """Keep what leaders plan to speak about, should "the call" be that which is planned."""
        if event.status == "planned" and not event.in_person and is_awaited(self._doc, event):
            self._awaited.append(event)

    def _known(self, event: Event) -> CallFind | None:
        """The last call with one of the people of an event that does not tell all of them."""
        for call in reversed(self._calls):
            if call.status.value != event.status:
                continue
            if not call.keys.isdisjoint(event.keys) and not event.by_office:
                return call
            if event.by_office and joint.same_countries(call.parties, event.parties):
                return call
        return None

    def _just_named(self, event: Event) -> bool:
        """Whether the paragraph of a report of a group, or its words, name those of it."""
        if event.by_office:
            return event.keys <= {m.entity.key for m in self._doc.mentions if m.entity}
        before = self._doc.mentions_in(max(0, event.start - _FAR), event.start)
        block = event.skeleton.sentence.block
        named = {m.entity.key for m in before if m.entity and self._block(m.start) == block}
        return event.keys <= named

    def _known_with(self, side: Sequence[Party], event: Event) -> CallFind | None:
        """The last call with those whom an event names, where it does not tell the other side."""
        keys = {party.entity.key for party in side}
        day = joint.direct_day(event.dates)
        for call in reversed(self._calls):
            if keys <= call.keys and call.status.value == event.status:
                return call if day is None or joint.day_of(call) in (None, day) else None
        return None

    def _is_another(self, event: Event) -> bool:
        """Whether "the two leaders" of a known call spoke on another day, too, or "last spoke"."""
        told = joint.direct_day(event.dates) is not None or event.previous
        return joint.is_joint(event) or (told and any(c.keys == event.keys for c in self._calls))

    def _begin(self, event: Event) -> CallFind:
        trigger = Claim(event.rule.name, event.start, event.end, event.rule.name)
        status = Claim(event.status, event.start, event.end, event.rule.name)
        call = CallFind(list(event.parties), trigger, status)
        call.mentions.append((event.start, event.end))
        call.events.append(event)
        call.vague = tells_day_after(event.skeleton, event.start)
        self._calls.append(call)
        return call

    def _same_call(self, event: Event, but: CallFind | None = None) -> CallFind | None:
        """The call of the same people, but for one, whose day does not contradict the event's."""
        day = joint.direct_day(event.dates)
        for call in self._calls:
            same = call.keys == event.keys
            if call is but or not (same or (event.keys < call.keys and not event.rule.strong)):
                continue
            known = joint.day_of(call)
            goes_back = event.previous is not call.events[0].previous
            if goes_back and not referring.dated_alike(event.dates, call):
                continue
            if not joint.may_be_of(call, event, day, known):
                continue
            if day is None or day == known:
                return call
            if known is None and not is_far(day, self._doc.published_on):
                return call
        return None

    def _settle_told(self, references: Sequence[Reference]) -> None:
        """A leader "told" another something, and "the call" follows without any call before it."""
        first = min((c.start for c in self._calls), default=len(self._doc.text))
        unexplained = [r for r in references if r.start < first and r.says_call]
        for event in self._pending:
            if event.in_person or event.start >= self._lead_end:
                continue
            if event.rule.name == "beside-a-call":
                told = any(e.rule.strong for c in self._calls for e in c.events)
                if not (told or self._pranked or context.OVERHEARD.search(event.skeleton.text)):
                    self._begin(event)
                    return
                continue
            if any(event.start < r.start for r in unexplained):
                same = self._same_call(event)
                if same is not None and any(e.rule.strong for e in same.events):
                    return
                call = self._begin(event)
                if same is not None:
                    self._calls.remove(same)
                    call.events += same.events
                    call.mentions += same.mentions
                call.events += [
                    e
                    for e in self._pending
                    if e is not event and e.keys == call.keys and e.start < self._lead_end
                ]
                return

    def _add_told_before(self) -> None:
        """What two leaders are said to have discussed before "the call" is named was in it."""
        placed = {id(event) for call in self._calls for event in call.events}
        for event in self._pending:
            same = [call for call in self._calls if call.keys == event.keys]
            call = min(same, key=lambda c: c.first_report, default=None)
            if call is None or id(event) in placed or event.in_person:
                continue
            days = {joint.direct_day(event.dates), joint.day_of(call)} - {None}
            strong = any(e.rule.strong for e in call.events)
            if strong and len(days) < 2 and 0 < call.first_report - event.start <= _TOLD_BEFORE:
                call.events.append(event)
                call.mentions.append((event.start, event.end))

    # ---------------------------------------------------------------- references

    def _refer(self, reference: Reference) -> None:
        claims = [
            claim
            for claim in date_claims(
                reference.skeleton, reference.match.start(), reference.match.end()
            )
            if claim.weight >= 3
        ]
        call = self._meant(reference, joint.direct_day(claims))
        previous = reference.is_previous or (
            call is not None and referring.is_dated_else(call, reference, claims)
        )
        if call is not None and previous and not call.events[0].previous:
            self._begin_previous(call, reference, claims)
        elif call is not None:
            words, (start, end) = reference.skeleton, reference.match.span()
            if not claims and is_vague(words, start, min(len(words.text), end + _VAGUE_WITHIN)):
                call.vague = True
            call.mentions.append((reference.start, reference.end))
            insort(self._spoken_of, (reference.start, self._calls.index(call)))
            call.dates.extend(claims)

    def _begin_previous(self, call: CallFind, told: Reference, claims: list[DateClaim]) -> None:
        """ "Their last call, in May": a call of its own, unless told of elsewhere."""
        if told.is_report_of(call):
            return
        days = {claim.date.value for claim in claims}
        known = (c for c in self._calls if c.keys == call.keys)
        dated = claims or _DAY.search(told.skeleton.text, told.match.end())
        if dated and not any(c.events[0].previous or joint.day_of(c) in days for c in known):
            span = told.start, told.end
            self._calls.append(referring.previous_of(call, told.skeleton, span, claims))

    def _meant(self, reference: Reference, day: dt.date | None) -> CallFind | None:
        """The call last spoken of in the paragraph; else "that" means the last, "the" the first."""
        before = list(itertools.takewhile(lambda c: c.start < reference.start, self._calls))
        if not before:
            return self._only_call_after(reference)
        owner = reference.owner
        if owner is not None and not any(owner in c.keys for c in before):
            return None
        if owner is not None:
            before = [c for c in before if owner in c.keys]
        if day is not None:
            return next((c for c in before if joint.day_of(c) == day), before[0])
        at, number = self._spoken_of[bisect_left(self._spoken_of, (reference.start, 0)) - 1]
        last = self._calls[number]
        same_block = self._block(at) == self._block(reference.start)
        if last in before and (same_block or reference.points_back):
            return last
        if not reference.says_call and reference.start - at > _FAR:
            return None
        return before[0]

    def _only_call_after(self, reference: Reference) -> CallFind | None:
        """The only call of an article, of which words stand shortly before its report."""
        if len(self._calls) != 1 or not reference.says_call:
            return None
        call = self._calls[0]
        return call if call.start - reference.start <= _TOLD_BEFORE else None

    def _block(self, offset: int) -> int:
        sentence = self._doc.sentence_at(offset)
        return sentence.block if sentence is not None else -1

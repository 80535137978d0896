"""Participants and calls as rows: who took part, in which office and role, with evidence."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.evidence import EvidenceWriter
from toolkit.extract.model import Document, Row
from toolkit.extract.names.facts import slug
from toolkit.extract.names.register import Register

_MINUTES = {"second": Decimal(1) / 60, "minute": Decimal(1), "hour": Decimal(60)}


def surname_slug(person_id: str, name: str, register: Register) -> str:
    """The part of a call's identifier that stands for a person: what the press calls him or her."""
    person = register.people.get(person_id)
    names = person.family_names if person else ()
    return slug(names[0] if names else name.split()[-1])


def date_part(day: dt.date | None, precision: str) -> str:
    """``2017-02-09``, ``2017-02-00``, ``2017-00-00`` or ``0000-00-00``, by what is known."""
    if day is None or precision == "unknown":
        return "0000-00-00"
    iso = day.isoformat()
    return {"year": iso[:4] + "-00-00", "month": iso[:7] + "-00"}.get(precision, iso)


def call_ids(stems: Iterable[str]) -> list[str]:
    """Identifiers for calls in order: the second of one stem gets ``-2``, the third ``-3``."""
    seen: Counter[str] = Counter()
    ids = []
    for stem in stems:
        seen[stem] += 1
        ids.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return ids


def _stem(call: CallFind, register: Register) -> str:
    day, precision = _date(call)
    names = sorted(surname_slug(p.entity.key, p.entity.name, register) for p in call.parties)
    return "-".join([date_part(day, precision), *names])


def _date(call: CallFind) -> tuple[dt.date | None, str]:
    if call.date is None or call.date.date.value is None:
        return None, "unknown"
    return call.date.date.value, call.date.date.precision


def duration_minutes(call: CallFind) -> Decimal | None:
    """A call's length in minutes, where the article tells one."""
    if call.duration is None:
        return None
    figure, _ = call.duration
    minutes = figure.value * _MINUTES[figure.unit_code]
    return minutes.quantize(Decimal("0.01"))


def call_row(call_id: str, call: CallFind) -> Row:
    """The row of table ``calls``."""
    day, precision = _date(call)
    duration = duration_minutes(call)
    return {
        "call_id": call_id,
        "called_on": day,
        "date_precision": precision,
        "status_code": call.status.value,
        "medium_code": call.medium.value if call.medium else "unknown",
        "initiator_id": call.initiator[0].entity.key if call.initiator else None,
        "duration_minutes": duration,
        "duration_qualifier": call.duration[0].qualifier_code if call.duration else None,
        "focus_code": "main" if call.main else "background",
    }


def _call_evidence(row: Row, call: CallFind, evidence: EvidenceWriter) -> None:
    trigger = ((call.start, call.end), call.trigger.rule)
    spans: dict[str, tuple[tuple[int, int], str]] = {}
    if call.date is not None:
        date = call.date.date
        spans["called_on"] = spans["date_precision"] = (
            (date.start, date.end),
            f"{call.date.rule}.{date.rule}",
        )
    for field, claim in (
        ("status_code", call.status),
        ("medium_code", call.medium),
        ("initiator_id", call.initiator[1] if call.initiator else None),
        ("duration_minutes", call.duration[1] if call.duration else None),
        ("duration_qualifier", call.duration[1] if call.duration else None),
    ):
        if claim is not None:
            spans[field] = ((claim.start, claim.end), claim.rule)
    evidence.add_all("calls", row["call_id"], row, spans, trigger)


def _role(call: CallFind, party: Party) -> str:
    if call.initiator is None:
        return "party"
    return "caller" if party.entity.key == call.initiator[0].entity.key else "recipient"


def _office_days(
    called_on: dt.date | None, precision: str, in_office: dt.date | None
) -> list[dt.date]:
    """The days on which an office must have been held to be that of the call.

    The day itself; the first and last day of a month or year; where the article does not tell
    when the call was, the day of publication, or one on which those it names were in office.
    """
    if called_on is None or precision == "unknown":
        return [in_office] if in_office else []
    if precision == "day":
        return [called_on]
    if precision == "year":
        return [called_on, called_on.replace(month=12, day=31)]
    last = calendar.monthrange(called_on.year, called_on.month)[1]
    return [called_on, called_on.replace(day=last)]


def participant_row(
    call_id: str,
    party: Party,
    role: str,
    days: Sequence[dt.date],
    register: Register,
    doc: Document,
) -> Row:
    """The row of table ``participants``: the office is the highest held on all of ``days``.

    Where no day is told, an office abroad or in an organisation counts if the text names that.
    """
    entity = party.entity
    terms = {register.office_on(entity.key, day) for day in days} if entity.registered else set()
    term = terms.pop() if len(terms) == 1 else None
    if term is not None and days == [doc.in_office] and term.country_code != entity.country_code:
        country = register.countries.get(term.country_code or "")
        if country is None or not any(name in doc.text for name in country.names):
            term = None
    return {
        "call_id": call_id,
        "person_id": entity.key,
        "country_code": (term.country_code if term else None) or entity.country_code,
        "office": term.office if term else None,
        "office_code": term.office_code if term else None,
        "role_code": role,
    }


def _participant_evidence(row: Row, party: Party, call: CallFind, evidence: EvidenceWriter) -> None:
    named = ((party.start, party.end), "named")
    trigger = ((call.start, call.end), call.trigger.rule)
    role = trigger
    if call.initiator is not None:
        claim = call.initiator[1]
        role = ((claim.start, claim.end), claim.rule)
    office = ((party.start, party.end), "register")
    spans = {
        "call_id": trigger,
        "role_code": role,
        "office": office,
        "office_code": office,
        "country_code": office if party.entity.registered else named,
    }
    row_id = f"{row['call_id']}|{row['person_id']}"
    evidence.add_all("participants", row_id, row, spans, named)


def extract(
    calls: Sequence[CallFind],
    register: Register,
    doc: Document,
    evidence: EvidenceWriter,
) -> tuple[list[Row], list[Row]]:
    """Rows of ``calls`` and ``participants``; their evidence goes to ``evidence``.

    Args:
        calls: the calls of one article.
        register: people and offices.
        doc: the analysed article, with the day that offices count on where a call's is unknown.
        evidence: collects the evidence.
    """
    call_rows: list[Row] = []
    participants: list[Row] = []
    for call_id, call in zip(call_ids(_stem(c, register) for c in calls), calls, strict=True):
        row = call_row(call_id, call)
        call_rows.append(row)
        _call_evidence(row, call, evidence)
        days = _office_days(
            row["called_on"], row["date_precision"], doc.published_on or doc.in_office
        )
        for party, role in [
            *((p, _role(call, p)) for p in call.parties),
            *((p, "aide") for p in call.aides),
        ]:
            participant = participant_row(call_id, party, role, days, register, doc)
            participants.append(participant)
            _participant_evidence(participant, party, call, evidence)
    return call_rows, participants

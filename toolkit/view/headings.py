"""Each table's rows in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from toolkit.extract.evidence import as_text
from toolkit.extract.model import Row
from toolkit.view.labels import Labels
from toolkit.view.text import shortened

Heading = tuple[str, list[str]]
"""The row in a few words, and further facts; empty facts are left out."""

QUOTATION_LIMIT = 240
"""Characters of a quotation that a heading shows; the cells show all."""


def _call(row: Row, labels: Labels) -> Heading:
    minutes, by = row["duration_minutes"], row["initiator_id"]
    day = as_text(row["called_on"])[: {"month": 7, "year": 4}.get(row["date_precision"], 10)]
    qualifier = labels.code("calls", "duration_qualifier", row["duration_qualifier"]).lower()
    medium = labels.code("calls", "medium_code", row["medium_code"]).lower()
    weakened = "" if qualifier == "exact" else f"{qualifier} "
    return labels.call(row["call_id"]), [
        day or "day unknown",
        labels.code("calls", "status_code", row["status_code"]).lower(),
        "medium unknown" if row["medium_code"] == "unknown" else medium,
        "" if minutes is None else f"{weakened}{as_text(minutes)} min",
        "" if by is None else f"initiator {labels.person(by)}",
        f"focus {labels.code('calls', 'focus_code', row['focus_code']).lower()}",
    ]


def _participant(row: Row, labels: Labels) -> Heading:
    return labels.person(row["person_id"]), [
        labels.code("participants", "role_code", row["role_code"]).lower(),
        row["office"] or "",
        labels.code("participants", "country_code", row["country_code"]),
        labels.tag("calls", row["call_id"]),
    ]


def _topic(row: Row, labels: Labels) -> Heading:
    account = labels.code("topics", "account_code", row["account_code"])
    return labels.code("topics", "topic_code", row["topic_code"]), [
        f"account: {account}",
        labels.code("topics", "status_code", row["status_code"]).lower(),
        labels.tag("calls", row["call_id"]),
    ]


def _quote(row: Row, labels: Labels) -> Heading:
    speaker = row.get("speaker_name") or row.get("speaker_as_written") or "speaker unknown"
    return f"“{shortened(row['content'], QUOTATION_LIMIT)}”", [
        speaker,
        row.get("cue") or "",
        labels.code("quotes", "kind_code", row.get("kind_code")).lower(),
        labels.tag("calls", row.get("call_id")),
    ]


def _figure(row: Row, labels: Labels) -> Heading:
    value, upper = as_text(row["value"]), row.get("value_max")
    span = value if upper is None else f"{value} to {as_text(upper)}"
    return row["surface"], [
        f"{labels.code('figures', 'unit_code', row['unit_code'])}: {span}",
        row.get("counted") or "",
        labels.code("figures", "qualifier_code", row.get("qualifier_code")).lower(),
        labels.tag("quotes", row.get("quote_id")),
        labels.tag("calls", row.get("call_id")),
    ]


def _person(row: Row, labels: Labels) -> Heading:
    return row["name"], [
        labels.code("people", "country_code", row.get("country_code")),
        row.get("gender") or "",
        row.get("wikidata_id") or "",
    ]


HEADINGS: Mapping[str, Callable[[Row, Labels], Heading]] = {
    "calls": _call,
    "participants": _participant,
    "topics": _topic,
    "quotes": _quote,
    "figures": _figure,
    "people": _person,
}
"""By table: a row and the labels to its heading."""

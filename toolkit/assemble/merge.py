"""Merges the rows of many articles: the same call in two articles becomes one row.

Two reports speak of one call when the same people took part and nothing contradicts it: both days
are known and equal, or one is known to the month or year only and just one known call of these
people fits. A report that names one person more, of a country that takes part anyway, is of the
same call where both days are known and equal. Calls whose day no article tells stay apart, and so
do calls that were refused or denied from calls that were held; a planned call that was held later
that day is one call.

For each cell the merged row takes the value that most articles give; among equals that of the
article published first (then the lower ``article_id``). What an article leaves open (no value,
an unknown medium, a mere "party") never stands against one that tells. All other values stay in
``evidence``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.extract.calls.participants import call_ids, date_part
from toolkit.extract.model import Row

Tables = dict[str, list[Row]]

OPEN_VALUES: Mapping[tuple[str, str], frozenset[str]] = {
    ("calls", "medium_code"): frozenset({"unknown"}),
    ("calls", "focus_code"): frozenset({"background"}),
    ("calls", "status_code"): frozenset({"planned"}),
    ("participants", "role_code"): frozenset({"party"}),
}
"""Values that say less than any other value of the cell and never stand against it."""

_PRECISION = {"day": 0, "month": 1, "year": 2, "unknown": 3}
_PAIR = 2
_HAPPENED = frozenset({"held", "planned"})


@dataclass(slots=True)
class _Report:
    """One article's report of one call."""

    article: int
    row: Row
    people: frozenset[str]
    countries: Mapping[str, str | None]


@dataclass(slots=True)
class _Merged:
    """One call and its reports."""

    reports: list[_Report] = field(default_factory=list)

    @property
    def lead(self) -> Row:
        """The report that knows the day best."""
        return min(self.reports, key=lambda r: _PRECISION[r.row["date_precision"]]).row


def merge(results: Sequence[Tables], surnames: Mapping[str, str]) -> Tables:
    """The rows of all articles in one set of tables.

    Args:
        results: each article's rows by table, in the order of precedence (publication).
        surnames: person_id to the part that stands for the person in a call's identifier.
    """
    groups = _group_calls(results)
    ids = _identify(groups, surnames)
    rename: dict[tuple[int, str], str] = {}
    for merged, call_id in zip(groups, ids, strict=True):
        for report in merged.reports:
            rename[report.article, report.row["call_id"]] = call_id
    renamed = [_renamed(tables, number, rename) for number, tables in enumerate(results)]
    out: Tables = defaultdict(list)
    for tables in renamed:
        for name in ("articles", "quotes", "figures", "evidence"):
            out[name].extend(tables[name])
    out["calls"] = _merge_rows(renamed, "calls", ("call_id",))
    out["participants"] = _merge_rows(renamed, "participants", ("call_id", "person_id"))
    out["topics"] = _merge_rows(
        renamed, "topics", ("call_id", "topic_code", "account_code", "article_id")
    )
    out["people"] = _merge_rows(renamed, "people", ("person_id",))
    _settle(out)
    out["evidence"] = _without_open_values(out)
    return dict(out)


# ------------------------------------------------------------------------ grouping


def _group_calls(results: Sequence[Tables]) -> list[_Merged]:
    reports: list[_Report] = []
    for number, tables in enumerate(results):
        people: dict[str, dict[str, str | None]] = defaultdict(dict)
        for row in tables["participants"]:
            if row["role_code"] not in ("aide", "interpreter"):
                people[row["call_id"]][row["person_id"]] = row.get("country_code")
        for row in tables["calls"]:
            countries = people[row["call_id"]]
            reports.append(_Report(number, row, frozenset(countries), countries))
    reports.sort(key=lambda r: _PRECISION[r.row["date_precision"]])  # stable: known days first
    groups: list[_Merged] = []
    for report in reports:
        fitting = [g for g in groups if _fits(g, report)]
        if len(fitting) == 1:
            fitting[0].reports.append(report)
        else:
            groups.append(_Merged([report]))
    return groups


def _fits(merged: _Merged, report: _Report) -> bool:
    """Whether a report can be of a call already known."""
    lead = merged.lead
    if not _same_people(merged, report):
        return False
    if any(r.article == report.article for r in merged.reports):
        return False  # one article tells its calls apart itself
    statuses = {lead["status_code"], report.row["status_code"]}
    if len(statuses) > 1 and not statuses <= _HAPPENED:
        return False
    return _same_day(lead, report.row)


def _same_people(merged: _Merged, report: _Report) -> bool:
    """Whether two reports name the same people, or one of them a colleague more.

    An article may say that the vice-president joined a call which another gives as one of two
    leaders: then the day must be known in both, and the two sides must be the same countries.
    """
    first = merged.reports[0]
    if first.people == report.people:
        return True
    fewer, more = sorted((first, report), key=lambda r: len(r.people))
    if len(fewer.people) < _PAIR or not fewer.people < more.people:
        return False
    days = {merged.lead["date_precision"], report.row["date_precision"]}
    sides = set(fewer.countries.values())
    return days == {"day"} and None not in sides and set(more.countries.values()) == sides


def _same_day(known: Row, other: Row) -> bool:
    day, precision = other["called_on"], other["date_precision"]
    if known["date_precision"] != "day" or day is None:
        return False
    if precision == "day":
        return bool(known["called_on"] == day)
    same_year = known["called_on"].year == day.year
    return bool(same_year and (precision == "year" or known["called_on"].month == day.month))


def _identify(groups: list[_Merged], surnames: Mapping[str, str]) -> list[str]:
    """Identifiers; of several calls of one day the first that is reported has no number."""
    groups.sort(key=lambda g: (g.reports[0].article, g.reports[0].row["call_id"]))
    stems = [
        "-".join(
            [
                date_part(g.lead["called_on"], g.lead["date_precision"]),
                *sorted(surnames[p] for p in g.reports[0].people),
            ]
        )
        for g in groups
    ]
    return call_ids(stems)


# ------------------------------------------------------------------------ renaming


def _renamed(tables: Tables, number: int, rename: Mapping[tuple[int, str], str]) -> Tables:
    """An article's rows with the merged identifiers."""

    def call(row: Row) -> Row:
        if row["call_id"] is None:
            return row
        return {**row, "call_id": rename[number, row["call_id"]]}

    out = dict(tables)
    for name in ("calls", "participants", "topics", "quotes", "figures"):
        out[name] = [call(row) for row in tables[name]]
    out["evidence"] = []
    for row in tables["evidence"]:
        first, bar, rest = row["row_id"].partition("|")
        new = rename[number, first]
        value = new if row["field_name"] == "call_id" else row["value"]
        out["evidence"].append({**row, "row_id": new + bar + rest, "value": value})
    return out


# ------------------------------------------------------------------------- merging


def _merge_rows(results: Sequence[Tables], table: str, key: Sequence[str]) -> list[Row]:
    grouped: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for tables in results:
        for row in tables[table]:
            grouped[tuple(row[k] for k in key)].append(row)
    return [_merge_cells(table, rows) for rows in grouped.values()]


def _merge_cells(table: str, rows: Sequence[Row]) -> Row:
    """One row of several: cell by cell what most say, the first of equals."""
    if len(rows) == 1:
        return dict(rows[0])
    merged: Row = {}
    for name in rows[0]:
        told = [row[name] for row in rows if row[name] is not None]
        open_values = OPEN_VALUES.get((table, name), frozenset())
        telling = [value for value in told if value not in open_values] or told
        counts = Counter(telling)
        best = max(counts.values(), default=0)
        merged[name] = next((value for value in telling if counts[value] == best), None)
    if table == "calls":
        merged.update(_merge_date(rows), **_merge_duration(rows, merged["duration_minutes"]))
    return merged


def _merge_date(rows: Sequence[Row]) -> Row:
    """Day and precision belong together: the most precise, then the most frequent."""
    finest = min(_PRECISION[row["date_precision"]] for row in rows)
    best = [row for row in rows if _PRECISION[row["date_precision"]] == finest]
    day, _ = Counter(row["called_on"] for row in best).most_common(1)[0]
    return {"called_on": day, "date_precision": best[0]["date_precision"]}


def _merge_duration(rows: Sequence[Row], minutes: Any) -> Row:
    """The qualifier comes from a report that gives the merged length."""
    qualifiers = [r["duration_qualifier"] for r in rows if r["duration_minutes"] == minutes]
    return {"duration_qualifier": qualifiers[0] if minutes is not None else None}


def _settle(tables: Tables) -> None:
    """Bring roles in line with the merged initiator."""
    initiators = {row["call_id"]: row["initiator_id"] for row in tables["calls"]}
    for row in tables["participants"]:
        initiator = initiators[row["call_id"]]
        if row["role_code"] in ("caller", "recipient") and initiator is not None:
            row["role_code"] = "caller" if row["person_id"] == initiator else "recipient"


def _without_open_values(tables: Tables) -> list[Row]:
    """The evidence without rows that leave open what the merged row tells."""
    told: dict[tuple[str, str, str], frozenset[str]] = {}
    for (table, name), values in OPEN_VALUES.items():
        for row in tables[table]:
            row_id = row["call_id"] if table == "calls" else f"{row['call_id']}|{row['person_id']}"
            if row[name] not in values:
                told[table, row_id, name] = values
    precision = {row["call_id"]: row["date_precision"] for row in tables["calls"]}
    coarser = {
        (row["row_id"], row["article_id"])
        for row in tables["evidence"]
        if row["field_name"] == "date_precision" and row["value"] != precision[row["row_id"]]
    }
    return [
        row
        for row in tables["evidence"]
        if row["value"] not in told.get((row["table_name"], row["row_id"], row["field_name"]), ())
        and not (
            row["field_name"] in ("called_on", "date_precision")
            and (row["row_id"], row["article_id"]) in coarser
        )
    ]

"""What the tests of the declaration share: it loaded, example rows, and a small package."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from toolkit.schema.arrow import arrow_schema
from toolkit.schema.duckdb_ import ddl, identifier
from toolkit.schema.loader import load_declaration
from toolkit.schema.model import PackageDeclaration, TableSchema

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"

Row = dict[str, Any]
Tables = dict[str, list[Row]]


@cache
def declaration() -> PackageDeclaration:
    """The project's own declaration."""
    return load_declaration(SCHEMAS)


def example_row(table: TableSchema) -> Row:
    """A row made of the examples of its columns."""
    return {field.name: field.example for field in table.fields}


def list_rows() -> Tables:
    """The rows of all code lists."""
    return {name: [dict(r) for r in c.rows] for name, c in declaration().code_lists.items()}


def nullable(schema: pa.Schema) -> pa.Schema:
    """The schema with nulls allowed everywhere, to bring faulty rows into a table."""
    return pa.schema([field.with_nullable(True) for field in schema])


def arrow_table(table: TableSchema, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows of the right types, faulty or not, as an Arrow table."""
    return pa.Table.from_pylist(list(rows), schema=nullable(arrow_schema(table)))


def insert(con: duckdb.DuckDBPyConnection, table: TableSchema, rows: Iterable[Row]) -> None:
    """Insert rows in one statement."""
    con.register("incoming", arrow_table(table, rows))
    try:
        con.execute(f"insert into {identifier(table.name)} select * from incoming")
    finally:
        con.unregister("incoming")


def database(tables: Tables) -> duckdb.DuckDBPyConnection:
    """A new database in memory with all keys and checks, the code lists and these rows."""
    con = duckdb.connect()
    for statement in ddl(declaration().all_tables.values()):
        con.execute(statement)
    rows = {**list_rows(), **tables}
    for name, table in declaration().all_tables.items():
        insert(con, table, rows.get(name, []))
    return con


@cache
def _open_database() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for statement in ddl(declaration().all_tables.values(), constraints=False):
        con.execute(statement)
    for name, rows in list_rows().items():
        insert(con, declaration().all_tables[name], rows)
    for view in declaration().views:
        con.execute(view.sql)
    return con


@contextmanager
def without_checks(tables: Tables) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that takes any row, with the code lists, these rows, and the views."""
    con = _open_database()
    con.begin()
    try:
        for name, rows in tables.items():
            insert(con, declaration().tables[name], rows)
        yield con
    finally:
        con.rollback()


# A small package: two articles on one call, and one on a call that was refused.

WIRE = (
    "Ardern and Trudeau speak\n\n"
    "Prime Minister Jacinda Ardern telephoned Prime Minister Justin Trudeau on Wednesday and spoke "
    "with him for about 40 minutes. “We will act together,” she said, “and we will act soon.” "
    "Ottawa said the two discussed trade and 1,200 visas. "
    "Wellington's account named trade and climate."
)
PAPER = (
    "A call from Wellington\n\n"
    "The two prime ministers talked for 45 minutes on Wednesday, Ottawa said. "
    "Trade came up; climate did not, Ottawa said."
)
BRIEF = "Marin did not take the call that Kallas had asked for in March."
ARDERN, TRUDEAU = "jacinda-ardern", "justin-trudeau"
KALLAS, MARIN = "kaja-kallas", "sanna-marin"
CALL, REFUSED = "2019-03-20-ardern-trudeau", "2022-03-00-kallas-marin"


def span(text: str, words: str, occurrence: int = 0) -> tuple[int, int]:
    """Offsets of the words in the text."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def article(article_id: str, text: str, published_on: dt.date, **more: Any) -> Row:
    """One row of the table of articles."""
    row = {
        "title": text.partition("\n")[0],
        "publisher": article_id.title(),
        "authors": None,
        "published_on": published_on,
        "url": None,
        "language": "en",
        "format": "text",
        "characters": len(text),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "received_sha256": None,
        "received_characters": None,
        "rights": None,
        "text": text,
    }
    return {"article_id": article_id, **row, **more}


def evidence(
    table: str, row: Row, article_id: str, text: str, words: str, **values: str
) -> list[Row]:
    """One article's evidence for the cells of a row, or for named fields with its own values."""
    schema = declaration().tables[table]
    start, end = span(text, words)
    cells = values or {k: as_text(v) for k, v in row.items() if v is not None}
    return [
        {
            "table_name": table,
            "row_id": "|".join(str(row[key]) for key in schema.primary_key),
            "field_name": name,
            "article_id": article_id,
            "start_char": start,
            "value": value,
            "end_char": end,
            "exact": words,
            "rule": "test.words",
        }
        for name, value in cells.items()
    ]


def as_text(value: Any) -> str:
    """The value as a CSV file has it."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def person(person_id: str, country: str) -> Row:
    """One row of the table of people."""
    name = person_id.replace("-", " ").title()
    return {
        "person_id": person_id,
        "name": name,
        "wikidata_id": None,
        "gender": None,
        "country_code": country,
    }


def participant(call_id: str, person_id: str, country: str, role: str) -> Row:
    """One row of the table of participants."""
    return {
        "call_id": call_id,
        "person_id": person_id,
        "country_code": country,
        "office": "Prime Minister",
        "office_code": "head_of_government",
        "role_code": role,
    }


def topic(topic_code: str, account: str, article_id: str, status: str) -> Row:
    """One row of the table of topics, on the call that was held."""
    return {
        "call_id": CALL,
        "topic_code": topic_code,
        "account_code": account,
        "article_id": article_id,
        "status_code": status,
    }


def quote(number: int, content: str, **more: Any) -> Row:
    """One run of the statement that is quoted in the wire report."""
    start, end = span(WIRE, content)
    who = span(WIRE, "she")
    row = {
        "quote_id": f"wire-{number}",
        "article_id": "wire",
        "call_id": CALL,
        "speaker_id": ARDERN,
        "speaker_name": "Jacinda Ardern",
        "speaker_country_code": "NZL",
        "speaker_as_written": "she",
        "cue": "said",
        "kind_code": "direct",
        "content": content,
        "channel": None,
        "start_char": start,
        "end_char": end,
        "speaker_start_char": who[0],
        "speaker_end_char": who[1],
        "attribution_id": "wire-1",
        "rule": "reported-clause",
    }
    return {**row, **more}


def figure(name: str, value: int, unit: str, surface: str, **more: Any) -> Row:
    """One figure of the wire report."""
    start, end = span(WIRE, surface)
    row = {
        "figure_id": name,
        "article_id": "wire",
        "call_id": CALL,
        "quote_id": None,
        "value": value,
        "value_max": None,
        "unit_code": unit,
        "counted": None,
        "qualifier_code": "exact",
        "surface": surface,
        "start_char": start,
        "end_char": end,
        "rule": "unit",
    }
    return {**row, **more}


def retired(table: str, row_id: str, replaced_by: str | None) -> Row:
    """One row of the table of retired identifiers."""
    row = {"table_name": table, "row_id": row_id, "replaced_by": replaced_by}
    return {**row, "reason": "It was reported twice."}


def _calls() -> list[Row]:
    held = {
        "call_id": CALL,
        "called_on": dt.date(2019, 3, 20),
        "date_precision": "day",
        "status_code": "held",
        "medium_code": "telephone",
        "initiator_id": ARDERN,
        "duration_minutes": 40,
        "duration_qualifier": "about",
        "focus_code": "main",
    }
    refused = {
        "call_id": REFUSED,
        "called_on": dt.date(2022, 3, 1),
        "date_precision": "month",
        "status_code": "refused",
        "medium_code": "telephone",
        "initiator_id": KALLAS,
        "duration_minutes": None,
        "duration_qualifier": None,
        "focus_code": "main",
    }
    return [held, refused]


def small_package() -> Tables:
    """Rows that belong together and break no rule; a new copy each time."""
    calls = _calls()
    participants = [
        participant(CALL, ARDERN, "NZL", "caller"),
        participant(CALL, TRUDEAU, "CAN", "recipient"),
        participant(REFUSED, KALLAS, "EST", "caller"),
        participant(REFUSED, MARIN, "FIN", "recipient"),
    ]
    topics = [
        topic("climate", "CAN", "paper", "not_discussed"),
        topic("climate", "NZL", "wire", "discussed"),
        topic("trade", "CAN", "paper", "discussed"),
        topic("trade", "CAN", "wire", "discussed"),
        topic("trade", "NZL", "wire", "discussed"),
        topic("trade", "PRESS", "paper", "discussed"),
        topic("migration", "CAN", "wire", "discussed"),
    ]
    texts = {"wire": WIRE, "paper": PAPER}
    words = "Prime Minister Jacinda Ardern"
    proof = evidence("calls", calls[0], "wire", WIRE, "on Wednesday")
    own = {"duration_minutes": "45", "duration_qualifier": "exact", "status_code": "held"}
    proof += evidence("calls", calls[0], "paper", PAPER, "talked for 45 minutes", **own)
    proof += evidence("calls", calls[1], "brief", BRIEF, "did not take the call")
    for row in participants[:2]:
        proof += evidence("participants", row, "wire", WIRE, words)
    for row in participants[2:]:
        proof += evidence("participants", row, "brief", BRIEF, "Kallas")
    for row in topics:
        text = texts[row["article_id"]]
        proof += evidence("topics", row, row["article_id"], text, "Ottawa said")
    people = [(ARDERN, "NZL"), (TRUDEAU, "CAN"), (KALLAS, "EST"), (MARIN, "FIN")]
    return {
        "articles": [
            article("wire", WIRE, dt.date(2019, 3, 20)),
            article("paper", PAPER, dt.date(2019, 3, 21)),
            article("brief", BRIEF, dt.date(2022, 4, 2)),
        ],
        "people": [person(*who) for who in people],
        "calls": calls,
        "participants": participants,
        "topics": topics,
        "quotes": [
            quote(1, "We will act together,"),
            quote(2, "and we will act soon."),
        ],
        "figures": [
            figure("wire-f1", 40, "minute", "about 40 minutes", qualifier_code="about"),
            figure("wire-f2", 1200, "count", "1,200 visas", counted="visas"),
        ],
        "evidence": proof,
        "retired": [
            retired("calls", "2019-03-21-ardern-trudeau", "2019-03-20-ardern-trudeau-2"),
            retired("calls", "2019-03-20-ardern-trudeau-2", CALL),
            retired("people", "juha-sipila", None),
        ],
    }

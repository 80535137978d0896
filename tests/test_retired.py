"""Retired identifiers: read strictly, published, followed by comparisons and by SQL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from declaration_support import ARDERN, CALL, MARIN, Tables, declaration, small_package
from diff_support import Made, diff, fields, table, write
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from toolkit.assemble.retired import COLUMNS, FILE, read_retired, retired_rows
from toolkit.build import build_tables
from toolkit.commands.app import app
from toolkit.console import Style
from toolkit.diff.compare import compared
from toolkit.diff.proposals import proposals
from toolkit.diff.text import text
from toolkit.errors import DataError, ReadoutError, UsageError
from toolkit.package.macros import CURRENT_ID, macros
from toolkit.package.query import Limits
from toolkit.package.read import open_package
from toolkit.package.retirement import convention, led_to
from toolkit.package.shell import Shell

ROOT = Path(__file__).resolve().parents[1]
HEADER = ",".join(COLUMNS)


def rows_of(folder: Path, *lines: str, tables: Tables | None = None) -> list[dict[str, Any]]:
    """The table that a file of these lines becomes, beside the small package's rows."""
    path = folder / FILE
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return retired_rows(read_retired(path), tables or small_package(), declaration())


# ------------------------------------------------------------------ seeds/retired.csv


def test_records_become_rows(tmp_path: Path) -> None:
    found = rows_of(
        tmp_path,
        'calls,2019-03-21-ardern-trudeau,2019-03-20-x,"Two reports, one call."',
        f"calls,2019-03-20-x,{CALL},Renamed.",
        "people,juha-sipila,,No article names him any more.",
        f"participants,{CALL}|juha-sipila,{CALL}|{ARDERN},Misread.",
        "topic_codes,steel,trade,The code was given up.",
    )
    assert [(row["table_name"], row["row_id"], row["replaced_by"]) for row in found] == [
        ("calls", "2019-03-21-ardern-trudeau", "2019-03-20-x"),
        ("calls", "2019-03-20-x", CALL),
        ("people", "juha-sipila", None),
        ("participants", f"{CALL}|juha-sipila", f"{CALL}|{ARDERN}"),
        ("topic_codes", "steel", "trade"),
    ]
    assert found[0]["reason"] == "Two reports, one call."


def test_no_file_is_no_records(tmp_path: Path) -> None:
    assert read_retired(tmp_path / FILE) == []


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        (["calls,x,,"], 2, "reason is empty"),
        (["calls,,y,why"], 2, "row_id is empty"),
        (["calls,x,y"], 2, "3 cells instead of 4"),
        (["calls,x,, why"], 2, "reason has blanks at an end"),
    ],
)
def test_files_are_read_strictly(tmp_path: Path, lines: list[str], line: int, what: str) -> None:
    with pytest.raises(UsageError, match=re.escape(what)) as caught:
        rows_of(tmp_path, *lines)
    assert caught.value.where == f"{tmp_path / FILE}:{line}"


def test_another_header_or_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("table_name,row_id,reason\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the header is not as it should be"):
        read_retired(path)
    path.write_bytes(f"{HEADER}\ncalls,a,,d\xe9j\xe0\n".encode("latin-1"))
    with pytest.raises(UsageError, match="cannot be read as UTF-8 CSV"):
        read_retired(path)


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        (["phones,x,,why"], 2, "there is no table 'phones'"),
        (["retired,calls|x,,why"], 2, "there is no table 'retired'"),
        ([f"people,{MARIN},,why"], 2, f"people {MARIN} is not retired: the row is there"),
        ([f"people,x,{MARIN},why", "people,x,,why"], 3, "recorded already, in line 2"),
        (["people,x,sana-marin,why"], 2, "neither a row of people nor retired itself"),
        (["people,x,y,why", "people,y,x,why"], 2, "in a circle: x → y → x"),
        (["people,x,x,why"], 2, "in a circle: x → x"),
        (["people,a,x,why", "people,x,y,why", "people,y,x,why"], 2, "in a circle: x → y → x"),
        (["people,Juha Sipilä,,why"], 2, "row_id 'Juha Sipilä' breaks the column's pattern"),
        ([f"participants,{CALL},,why"], 2, f"'{CALL}' is not a key of participants"),
    ],
)
def test_records_are_held_against_the_rows(
    tmp_path: Path, lines: list[str], line: int, what: str
) -> None:
    with pytest.raises(DataError, match=re.escape(what)) as caught:
        rows_of(tmp_path, *lines)
    assert caught.value.where == f"{tmp_path / FILE}:{line}"
    assert "\n" not in str(caught.value)


def test_a_misspelt_replacement_gets_a_proposal(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        rows_of(tmp_path, "people,x,sana-marin,why")
    assert caught.value.hint == f"Did you mean {MARIN}?"


ARTICLE = """---
title: null
publisher: P
published_on: 2019-03-21
rights: CC-BY-4.0
---

Prime Minister Jacinda Ardern telephoned Prime Minister Justin Trudeau on Wednesday.
"""


def test_a_build_of_other_articles_has_no_retired_identifiers(tmp_path: Path) -> None:
    """They are those of the seeds' own articles, and would fit no other rows."""
    seeds = tmp_path / "seeds"
    (seeds / "articles").mkdir(parents=True)
    (seeds / "reference").symlink_to(ROOT / "seeds" / "reference")
    (seeds / FILE).write_text(f"{HEADER}\ncalls,x,{CALL}-2,why\n", encoding="utf-8")
    other = tmp_path / "articles"
    other.mkdir()
    for folder in (seeds / "articles", other):
        (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    assert build_tables(other, seeds, declaration())["retired"].num_rows == 0
    with pytest.raises(DataError, match="neither a row of calls nor retired") as caught:
        build_tables(seeds / "articles", seeds, declaration())
    assert caught.value.hint == f"Did you mean {CALL}?"
    (seeds / FILE).write_text(f"{HEADER}\ncalls,x,{CALL},why\n", encoding="utf-8")
    built = build_tables(seeds / "articles", seeds, declaration())
    assert built["retired"].to_pylist() == [
        {"table_name": "calls", "row_id": "x", "replaced_by": CALL, "reason": "why"}
    ]


IDS = st.sampled_from(["a", "b", "c", "d", MARIN, ARDERN])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(IDS, st.one_of(st.none(), IDS)), max_size=6))
def test_what_is_accepted_leads_somewhere(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[str, str | None]]
) -> None:
    """Every accepted record ends at a row or at nothing; what is refused has a fault."""
    folder = tmp_path_factory.mktemp("seeds")
    lines = [f"people,{old},{new or ''},why" for old, new in records]
    present, by_id = {MARIN, ARDERN}, dict(records)
    replaced = {("people", old): new for old, new in records}
    known = present | set(by_id)
    circles = [old for old in by_id if _circles(old, by_id)]
    sound = (
        len(by_id) == len(records)
        and not present & set(by_id)
        and all(new is None or new in known for new in by_id.values())
        and not circles
    )
    try:
        found = rows_of(folder, *lines)
    except ReadoutError:
        assert not sound
        return
    assert sound
    assert len(found) == len(records)
    for old in by_id:
        assert led_to("people", old, replaced)[-1] in {None, *present}


def _circles(old: str, by_id: dict[str, str | None]) -> bool:
    current: str | None = old
    for _ in range(len(by_id) + 1):
        if current is None or current not in by_id:
            return False
        current = by_id[current]
    return True


# ------------------------------------------------------------------ readout diff


RIVERS = Made(
    fields("river_id", "name", "source", length_km="number"),
    [
        {"river_id": "elbe", "name": "Elbe", "source": "Giant Mountains", "length_km": "1094"},
        {"river_id": "oder", "name": "Oder", "source": "Oder Hills", "length_km": "840"},
        {"river_id": "spree", "name": "Spree", "source": "Kottmar", "length_km": "400"},
    ],
    ("river_id",),
)


def recorded(*records: tuple[str, str, str | None]) -> Made:
    names = convention().columns
    return Made(fields(*names), [dict(zip(names, one, strict=True)) for one in records], names[:2])


def renamed(**ids: str) -> Made:
    """The rivers under other identifiers."""
    rows = [
        {**row, "river_id": ids.get(str(row["river_id"]), row["river_id"])} for row in RIVERS.rows
    ]
    return Made(RIVERS.fields, rows, RIVERS.key)


def test_chains_are_followed(tmp_path: Path) -> None:
    old = write(tmp_path / "old", {"rivers": RIVERS})
    records = recorded(("rivers", "elbe", "labe"), ("rivers", "labe", "upa"))
    new = write(tmp_path / "new", {"rivers": renamed(elbe="upa"), "retired": records})
    found = diff(old, new)
    told = table(found, "rivers")["rows"]["rekeyed"]
    assert [(row["old_key"], row["new_key"], row["how"]) for row in told] == [
        ({"river_id": "elbe"}, {"river_id": "upa"}, "recorded")
    ]
    assert found["bump"]["smallest"] == "minor"
    with compared(open_package(old), open_package(new)) as difference:
        lines = list(text(difference, Style()))
    assert any("elbe → upa  (recorded as retired)" in line for line in lines)


def test_the_newer_record_of_an_identifier_counts(tmp_path: Path) -> None:
    """A replacement that was itself replaced before the row's own record was mended."""
    old = write(
        tmp_path / "old",
        {"rivers": RIVERS, "retired": recorded(("rivers", "elbe", "oder"))},
    )
    records = recorded(("rivers", "elbe", "labe"))
    new = write(tmp_path / "new", {"rivers": renamed(elbe="labe"), "retired": records})
    assert table(diff(old, new), "rivers")["recorded"] == 1


def test_a_record_is_not_outdone_by_a_guess(tmp_path: Path) -> None:
    """A row merged into another is not taken for a new one with the same cells."""
    old = write(tmp_path / "old", {"rivers": RIVERS})
    records = recorded(("rivers", "elbe", "oder"))
    new = write(tmp_path / "new", {"rivers": renamed(elbe="labe"), "retired": records})
    found = table(diff(old, new), "rivers")
    assert found["counts"]["rekeyed"] == 0
    assert found["rows"]["removed"][0]["replacement"] == "oder"
    assert [row["key"] for row in found["rows"]["added"]] == [{"river_id": "labe"}]
    assert diff(old, new)["bump"]["smallest"] == "minor"


@pytest.mark.parametrize(
    "records",
    [
        [("rivers", "spree", None)],
        [("rivers", "spree", "dahme"), ("rivers", "dahme", None)],
        [("rivers", "spree", "dahme"), ("rivers", "dahme", "spree")],
    ],
    ids=["nothing", "nothing in the end", "a circle"],
)
def test_what_leads_to_nothing_is_retired_without_replacement(
    tmp_path: Path, records: list[tuple[str, str, str | None]]
) -> None:
    old = write(tmp_path / "old", {"rivers": RIVERS})
    left = Made(RIVERS.fields, RIVERS.rows[:2], RIVERS.key)
    new = write(tmp_path / "new", {"rivers": left, "retired": recorded(*records)})
    (row,) = table(diff(old, new), "rivers")["rows"]["removed"]
    assert (row["retired"], row["replacement"]) == (True, None)


# ------------------------------------------------------------------ SQL


def database(records: dict[tuple[str, str], str | None]) -> duckdb.DuckDBPyConnection:
    names = convention()
    connection = duckdb.connect()
    columns = ", ".join(f"{name} VARCHAR" for name in names.columns)
    connection.execute(f"CREATE TABLE {names.table} ({columns})")
    for (of, row), replacement in records.items():
        connection.execute(f"INSERT INTO {names.table} VALUES (?, ?, ?)", [of, row, replacement])
    for statement in macros({names.table: names.columns}):
        connection.execute(statement)
    return connection


NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
TABLES = st.sampled_from(["rivers", "walks"])


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.tuples(TABLES, NAMES), st.one_of(st.none(), NAMES), max_size=8))
def test_sql_and_python_follow_alike(records: dict[tuple[str, str], str | None]) -> None:
    """Chains, ends and circles; as constants, and for the columns of any table, even our own."""
    with database(records) as connection:
        asked = [(of, name) for of in ("rivers", "walks") for name in "abcdef"]
        expected = {(of, name): (led_to(of, name, records) or (name,))[-1] for of, name in asked}
        for of, name in asked:
            found = connection.execute(f"SELECT {CURRENT_ID}(?, ?)", [of, name]).fetchone()
            assert found == (expected[of, name],)
        rows = connection.execute(
            f"SELECT table_name, row_id, {CURRENT_ID}(table_name, row_id) FROM retired"
        ).fetchall()
        assert {(of, row): now for of, row, now in rows} == {
            place: expected[place] for place in records
        }


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rivers, two of them retired, one of these for nothing."""
    records = recorded(("rivers", "alb's", "elbe"), ("rivers", "styx", None))
    folder = tmp_path_factory.mktemp("sql") / "package"
    return write(folder, {"rivers": RIVERS, "retired": records})


def query(package: Path, sql: str, *options: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``readout query``."""
    arguments = ["query", "--package", str(package), "--format", "csv", *options, sql]
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_queries_follow_retired_identifiers(package: Path) -> None:
    sql = "select name from rivers where river_id = current_id('rivers', 'alb''s')"
    assert query(package, sql) == (0, "name\nElbe\n", "")


def test_a_query_for_a_retired_identifier_gets_a_hint(package: Path, tmp_path: Path) -> None:
    sql = "select name from rivers where river_id = 'alb''s' or river_id in ('styx', 'inn')"
    lines = [
        "hint: \"alb's\" of rivers was retired; it is 'elbe' now",
        "hint: 'styx' of rivers was retired; nothing stands for it",
    ]
    assert query(package, sql) == (0, "name\n", "".join(f"{line}\n" for line in lines))
    target = tmp_path / "found.parquet"
    code, out, error = query(package, sql, "--format", "parquet", "--output", str(target))
    assert (code, out, error.splitlines()) == (0, "", lines)


@pytest.mark.parametrize(
    "sql",
    [
        "select name from rivers where river_id = 'inn' -- not 'styx'",
        "select name from rivers where river_id = 'inn' and 'styx ' = name",
        "select name as \"'styx'\" from rivers where false",
        "select name from rivers where name <> 'styx' limit 1",
    ],
    ids=["comment", "longer", "identifier", "rows found"],
)
def test_other_queries_get_no_hint(package: Path, sql: str) -> None:
    code, _, error = query(package, sql)
    assert (code, error) == (0, "")


def test_the_prompt_gives_the_hint_too(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = iter(["from rivers where river_id = 'styx';", ".quit"])
    Shell(package, Limits(), lambda prompt: next(lines)).run()
    shown = capsys.readouterr().out
    assert shown.splitlines()[-1] == "hint: 'styx' of rivers was retired; nothing stands for it"


def test_a_package_that_records_nothing_has_no_such_function() -> None:
    assert macros({"rivers": ["river_id"]}) == []
    assert macros({convention().table: ["row_id", "reason"]}) == []


def test_the_rules_know_every_table() -> None:
    """The SQL rules list the tables one by one; none is forgotten, no key is another one."""
    for code in ("retired-row-is-gone", "replacement-leads-on"):
        sql = " ".join((ROOT / "schemas" / "rules" / f"{code}.sql").read_text().split())
        for name, schema in declaration().all_tables.items():
            if name == convention().table:
                continue
            found = re.search(rf"'{name}' as table_name, (.*?) as row_id from {name}\b", sql)
            assert found, f"{code} forgets {name}"
            key = re.sub(rf"concat_ws\('\|', |\)|{name}\.", "", found[1])
            assert tuple(key.split(", ")) == schema.primary_key


# ------------------------------------------------------------------ lines that a record lacks


SPEECHES = Made(
    fields("speech_id", "boat", "speaker", "cue", "words", place="integer"),
    [
        {"speech_id": "s-1", "boat": "ida", "speaker": "Jan Novák", "cue": "said",
         "words": "We shall be in Děčín by noon, if the fog lifts", "place": "10"},
        {"speech_id": "s-2", "boat": "ida", "speaker": "Jan Novák", "cue": "said",
         "words": "Nobody has drowned here for years", "place": "90"},
    ],
    ("speech_id",),
)  # fmt: skip


def proposed(folder: Path, *words: str) -> dict[str, str]:
    """What is proposed for the first speech where speeches of these words take its place."""
    rows = [
        {**SPEECHES.rows[0], "speech_id": f"s-{number}", "words": one, "place": str(number)}
        for number, one in enumerate(words, 3)
    ]
    new = Made(SPEECHES.fields, [SPEECHES.rows[1], *rows], SPEECHES.key)
    old = write(folder / "old", {"speeches": SPEECHES})
    place = write(folder / "new", {"speeches": new})
    with compared(open_package(old), open_package(place)) as difference:
        return proposals(difference.tables[0])


def test_a_mended_text_is_proposed(tmp_path: Path) -> None:
    mended = "We shall be in Děčín by noon, if the fog clears"
    assert proposed(tmp_path, "The river is ours, and so is the fog", mended) == {"s-1": "s-4"}


def test_another_text_of_one_speaker_is_not_proposed(tmp_path: Path) -> None:
    assert proposed(tmp_path, "Ferries run until the ice comes") == {}


def test_of_two_that_are_as_good_none_is_proposed(tmp_path: Path) -> None:
    mended = "We shall be in Děčín by noon, if the fog clears"
    assert proposed(tmp_path, mended, mended) == {}

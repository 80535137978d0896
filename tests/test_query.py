"""Queries over a package: results, formats, errors, limits, and the prompt."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_package import build_small

from toolkit.console import Column, Style, display_width, human_size, plain, plural, render_table
from toolkit.errors import UsageError
from toolkit.package import query
from toolkit.package.explain import explain_text
from toolkit.package.query import (
    Limits,
    Presentation,
    describe_package,
    parse_memory,
    run_query,
)
from toolkit.package.render import json_of, json_rows, text_of
from toolkit.package.shell import Shell


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("query")).target


def ask(
    package: Path,
    sql: str,
    format_name: str = "csv",
    style: Style | None = None,
    max_rows: int = 0,
    limits: Limits | None = None,
) -> str:
    out = io.BytesIO()
    presentation = Presentation(format_name, style or Style(), max_rows)
    run_query(package, sql, out, presentation, limits)
    return out.getvalue().decode()


def test_csv(package: Path) -> None:
    assert ask(package, "from bridges order by all") == (
        "river_id,number,opened_on,material_code,note\n"
        'elbe,2,1945-04-25,stone,"two\nlines, ""quoted"""\n'
        'elbe,10,1893-07-12,steel,"A “wonder”, they said"\n'
        "neisse,2,,stone,\n"
    )


def test_libraries_are_found_where_this_process_finds_them(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of ``pip install --user``, for one, are not on the path of every process."""
    (tmp_path / "only_here.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    start = query._START.replace("import toolkit", "import only_here, toolkit")
    assert "only_here" in start
    monkeypatch.setattr(query, "_START", start)
    assert ask(package, "select 1 as one") == "one\n1\n"


def test_json_keeps_digits_and_types(package: Path) -> None:
    sql = (
        "select length_km, navigable, 0.1::decimal(20,19) * 3 as d, 'nan'::double as n,"
        " [1, 2] as l, {'a': date '2020-02-29'} as s,"
        " 170141183460469231731687303715884105727 as big from rivers where river_id = 'elbe'"
    )
    (row,) = json.loads(ask(package, sql, "json"), parse_float=str)
    assert row == {
        "length_km": "1094.26",
        "navigable": True,
        "d": "0.3",
        "n": None,
        "l": [1, 2],
        "s": {"a": "2020-02-29"},
        "big": 2**127 - 1,
    }


def test_jsonl_and_empty_results(package: Path) -> None:
    lines = ask(package, "select river_id from rivers order by 1", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [{"river_id": "elbe"}, {"river_id": "neisse"}]
    nothing = "select * from rivers where false"
    assert json.loads(ask(package, nothing, "json")) == []
    assert ask(package, nothing, "jsonl") == ""
    assert ask(package, nothing) == "river_id,name,length_km,navigable\n"


def test_markdown_escapes_pipes_and_counts_what_it_leaves_out(package: Path) -> None:
    sql = "select 'a|b' as \"x|y\", i from range(3) r(i)"
    assert ask(package, sql, "markdown", max_rows=2).splitlines() == [
        "| x\\|y | i |",
        "| --- | ---: |",
        "| a\\|b | 0 |",
        "| a\\|b | 1 |",
        "",
        "1 row of 3 not shown; --max-rows 0 shows all",
    ]


def test_parquet_is_readable(package: Path) -> None:
    out = io.BytesIO()
    run_query(package, "from bridges order by all", out, Presentation("parquet"))
    table = pq.read_table(io.BytesIO(out.getvalue()))
    assert table.column("number").to_pylist() == [2, 10, 2]
    assert str(table.schema.field("opened_on").type) == "date32[day]"


def test_table_aligns_numbers_right_and_shows_nulls(package: Path) -> None:
    assert ask(package, "select number, opened_on from bridges order by all", "table") == (
        "number  opened_on\n"
        "──────  ──────────\n"
        "     2  1945-04-25\n"
        "     2  ∅\n"
        "    10  1893-07-12\n"
        "(3 rows)\n"
    )


def test_table_says_what_it_leaves_out(package: Path) -> None:
    text = ask(package, "select i from range(1000) r(i)", "table", max_rows=3)
    assert text.splitlines()[-1] == "(997 rows of 1,000 not shown; --max-rows 0 shows all)"


def test_table_fits_the_terminal(package: Path) -> None:
    sql = "select number, repeat('word ', 60) as long, repeat('橋', 50) as wide from bridges"
    text = ask(package, sql, "table", Style(60))
    assert max(display_width(line) for line in text.splitlines()) <= 60
    assert "…" in text


def test_too_many_columns_become_records(package: Path) -> None:
    columns = ", ".join(f"'value {i}' as column_number_{i}" for i in range(12))
    lines = ask(package, f"select {columns}", "table", Style(60)).splitlines()
    assert lines[1] == "column_number_0   value 0"
    assert max(map(display_width, lines)) <= 60


@pytest.mark.parametrize(
    "sql",
    [
        "describe bridges",
        "show tables",
        "summarize bridges",
        "from bridges",
        "with x as (select 1) from x;",
        "values (1)",
        "table bridges",
        "explain select 1",
        "explain (analyze, format json) from bridges",
        "explain (select 1)",
        "select now(), timestamptz '2020-01-01 00:00+02', uuid(), interval 1 day, 'x'::blob",
        "pivot bridges on material_code in ('steel', 'stone') using count(*)",
        "-- how many\nselect count(*) /* all; of them */ from bridges; -- done",
    ],
)
def test_reading_statements_run(package: Path, sql: str) -> None:
    assert ask(package, sql)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        (
            "select numbr from bridges",
            'column 8: Referenced column "numbr" not found in FROM clause. Candidate bindings: "nu',
        ),
        (
            "select 'ü',\n  nothing from bridges",
            'SQL, line 2, column 3: Referenced column "nothing" not found',
        ),
        (
            "select * from bridge",
            'line 1, column 15: Table with name bridge does not exist. Did you mean "bridges"?',
        ),
        ("select * from xyzzy", "does not exist. readout query --explain-tables lists"),
        ("selec 1", 'SQL, line 1, column 1: syntax error at or near "selec"'),
        ("select 1; select 2", "SQL: 2 statements; a query is one"),
        ("  -- nothing", "SQL: there is no statement in it"),
        ("drop table bridges", "SQL: only reading is possible, DROP is not. SELECT, FROM, WITH"),
        ("/* now */ install httpfs", "only reading is possible, INSTALL is not"),
        ("load httpfs", "only reading is possible, LOAD is not"),
        ("explain analyze drop table bridges", "only reading is possible, DROP is not"),
        ("with x as (delete from bridges) select 1", "a query can only read"),
        ("with x as (copy bridges to 'x') select 1", "a query can only read the package's tables"),
        ("pivot bridges on number using count(*)", "List its values: PIVOT"),
        ("select cast('a' as integer)", "Could not convert string 'a' to INT32"),
    ],
)
def test_errors_are_one_line_with_place_and_hint(package: Path, sql: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(package, sql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_long_query_is_stopped_and_says_nothing_but_that(package: Path) -> None:
    """DuckDB draws a progress bar on standard output after two seconds, also into a pipe."""
    started = time.monotonic()
    sql = "select count(*) from range(100000) a, range(100000) b where sin(a.range + b.range) = 2"
    out = io.BytesIO()
    with pytest.raises(UsageError, match=r"took longer than 2.4 s"):
        run_query(package, sql, out, Presentation("csv"), Limits(timeout=2.4))
    assert 2.4 <= time.monotonic() - started < 25  # far less than the query would take
    assert out.getvalue() == b""


def test_time_that_the_reader_takes_is_not_the_querys(package: Path) -> None:
    class SlowReader(io.BytesIO):
        def write(self, data: object) -> int:
            time.sleep(0.4)
            return super().write(data)  # type: ignore[arg-type]

    out = SlowReader()
    sql = "select repeat('x', 1000) from range(150)"
    run_query(package, sql, out, Presentation("csv"), Limits(timeout=1.0))
    assert len(out.getvalue().splitlines()) == 151


@pytest.mark.parametrize(
    "sql", ["select repeat('x', 2000000000)", "select list(i) from range(50000000) r(i)"]
)
def test_memory_is_bounded(package: Path, sql: str) -> None:
    with pytest.raises(UsageError, match="memory"):
        ask(package, sql, limits=Limits(memory=64 << 20))


@pytest.mark.parametrize(
    ("text", "size"), [("512MB", 512 << 20), ("2 GiB", 2 << 30), ("1.5g", 3 << 29)]
)
def test_memory_sizes(text: str, size: int) -> None:
    assert parse_memory(text) == size


@pytest.mark.parametrize("text", ["", "much", "-1GB", "1MB", "1e9"])
def test_what_is_no_memory_size(text: str) -> None:
    with pytest.raises(UsageError, match="--memory"):
        parse_memory(text)


def test_descriptions_are_comments(package: Path) -> None:
    sql = "select comment from duckdb_columns() where column_name = 'length_km'"
    assert "What length_km says, also of a | and of 'quotes'." in ask(package, sql)
    tables = {table["name"]: table for table in describe_package(package)}
    assert list(tables) == ["rivers", "bridges", "materials", "bridge_counts"]
    assert tables["bridge_counts"]["kind"] == "view"
    assert tables["bridge_counts"]["description"] == "How many bridges each river has."
    assert tables["bridges"]["rows"] == 3
    assert tables["bridges"]["columns"][1]["type"] == "BIGINT"


def test_explain_tables_reads_well(package: Path) -> None:
    described = describe_package(package)
    text = explain_text(described, "table", Style(70))
    assert "bridges (3 rows)\n  A row is one bridge over a river.\n" in text
    assert max(map(display_width, text.splitlines())) <= 70
    assert json.loads(explain_text(described, "json", Style())) == described
    long = [{**described[0], "columns": [{**described[0]["columns"][0]}]}]
    long[0]["columns"][0]["description"] = "word " * 200 + "end"
    piped = explain_text(long, "table", Style())
    assert max(map(display_width, piped.splitlines())) <= 100
    assert piped.count("word") == 200
    assert "end" in piped
    long[0]["columns"][0]["name"] = "a|b"
    assert "| a\\|b | VARCHAR |" in explain_text(long, "markdown", Style())
    assert "| river_id | VARCHAR | What river_id says, also of a \\| and" in explain_text(
        described, "markdown", Style()
    )
    with pytest.raises(UsageError, match="cannot be shown as csv"):
        explain_text(described, "csv", Style())


def _shell(package: Path, *lines: str) -> None:
    given: Iterator[str] = iter(lines)

    def read_line(prompt: str) -> str:
        try:
            line = next(given)
        except StopIteration:
            raise EOFError from None
        if line == "^C":
            raise KeyboardInterrupt
        return line

    Shell(package, Limits(), read_line).run()


def test_prompt(package: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _shell(
        package,
        "",
        "select count(*) as n",
        "from bridges;",
        "select dropped",
        "^C",
        "select nonsense;",
        ";",
        ".schema bridge_counts",
        ".schema nothing",
        ".nothing",
        ".help",
        ".tables",
        ".quit",
        "select 'not reached';",
    )
    text = capfdbinary.readouterr().out.decode()
    assert text.startswith("crossings 1.2.3: 3 tables.")
    assert "n\n─\n3\n(1 row)\n" in text
    assert 'error: SQL, line 1, column 8: Referenced column "nonsense"' in text
    assert "bridge_counts (view, 2 rows)\n  How many bridges each river has.\n" in text
    assert "error: there is no table 'nothing'. .tables lists them." in text
    assert "error: there is no command .nothing" in text
    assert "Ctrl-D" in text
    assert "How many bridges each river has." in text
    assert "dropped" not in text
    assert "not reached" not in text


def test_commands_work_within_a_statement(
    package: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    _shell(package, "select 7 * 6", ".schema", "  help", "as answer;", "select 1", "exit", "as no;")
    text = capfdbinary.readouterr().out.decode()
    assert "bridge_counts  view" in text
    assert "Ctrl-D" in text
    assert "answer\n──────\n    42\n" in text
    assert "error" not in text
    assert "no\n" not in text


def test_the_prompt_shows_as_many_rows_as_asked(
    package: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = iter(["from range(9);", ".quit"])
    Shell(package, Limits(), lambda prompt: next(lines), 2).run()
    assert "(7 rows of 9 not shown" in capfdbinary.readouterr().out.decode()


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_cells_never_steer_or_overflow_a_terminal(text: str, width: int) -> None:
    shown = plain(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    lines = render_table([Column("a"), Column("b")], [[text, "1"]], Style(12 + width))
    for line in lines:
        assert display_width(line) <= 12 + width


@given(st.lists(st.text(st.characters(codec="utf-8")) | st.none() | st.integers() | st.booleans()))
def test_json_text_is_json(values: list[str | int | bool | None]) -> None:
    assert json.loads(json_of(values)) == values


ROWS = st.lists(
    st.dictionaries(
        st.text(max_size=5),
        st.text()
        | st.decimals(allow_nan=True, allow_infinity=True)
        | st.dates()
        | st.integers()
        | st.floats()
        | st.booleans()
        | st.none(),
    )
)


@given(ROWS)
def test_rows_are_written_as_json_as_any_value(rows: list[dict[str, object]]) -> None:
    assert json_rows(rows) == json_of(rows)


def test_texts_of_values() -> None:
    from decimal import Decimal

    assert [text_of(Decimal(text)) for text in ("1.50", "2E+3", "-0.00", "100")] == [
        "1.5",
        "2000",
        "0",
        "100",
    ]
    assert [human_size(n) for n in (0, 999, 4_120, 12_345_678, 999_999)] == [
        "0 B",
        "999 B",
        "4.1 kB",
        "12 MB",
        "1.0 MB",
    ]
    assert (plural(1, "row"), plural(1234, "row")) == ("1 row", "1,234 rows")

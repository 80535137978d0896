"""The shipped views answer what they promise, on the small package."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from declaration_support import (
    CALL,
    REFUSED,
    Tables,
    database,
    declaration,
    small_package,
    topic,
    without_checks,
)

from toolkit.schema.reading import Problems
from toolkit.schema.rules import read_views


def ask(sql: str, tables: Tables | None = None) -> list[tuple[Any, ...]]:
    """The rows of a query over the small package, or over one that was changed."""
    with without_checks(tables or small_package()) as con:
        return con.execute(sql).fetchall()


def test_every_view_has_a_comment_and_runs() -> None:
    for view in declaration().views:
        assert view.description
        ask(f"select * from {view.name}")


def test_views_sql_runs_as_one_script() -> None:
    with database(small_package()) as con:
        con.execute(declaration().views_sql)
        names = {row[0] for row in con.execute("select view_name from duckdb_views()").fetchall()}
    assert {view.name for view in declaration().views} <= names


def test_calls_overview_is_one_row_a_call() -> None:
    codes = declaration().code_lists["topic_codes"].rows
    named = {"climate", "migration", "trade"}
    topics = "; ".join(sorted(str(row["label"]) for row in codes if row["code"] in named))
    rows = ask("select call_id, participants, initiator, status, topics from calls_overview")
    assert sorted(rows) == [
        (
            CALL,
            "Jacinda Ardern (Prime Minister, New Zealand); Justin Trudeau (Prime Minister, Canada)",
            "Jacinda Ardern",
            "Held",
            topics,
        ),
        (
            REFUSED,
            "Kaja Kallas (Prime Minister, Estonia); Sanna Marin (Prime Minister, Finland)",
            "Kaja Kallas",
            "Refused",
            None,
        ),
    ]


def test_calls_overview_names_the_articles() -> None:
    assert ask(f"select articles from calls_overview where call_id = '{CALL}'") == [
        (["paper", "wire"],)
    ]


def test_calls_overview_survives_a_call_nobody_is_known_to_have_joined() -> None:
    tables = small_package()
    tables["participants"] = [r for r in tables["participants"] if r["call_id"] == CALL]
    tables["calls"][1]["initiator_id"] = None
    rows = ask("select call_id, participants, initiator from calls_overview", tables)
    assert (REFUSED, None, None) in rows


def test_who_called_whom() -> None:
    rows = ask("select caller, caller_country, called, called_country from who_called_whom")
    assert sorted(rows) == [
        ("Jacinda Ardern", "NZL", "Justin Trudeau", "CAN"),
        ("Kaja Kallas", "EST", "Sanna Marin", "FIN"),
    ]


def test_who_called_whom_leaves_out_those_who_only_listened() -> None:
    tables = small_package()
    tables["participants"][1]["role_code"] = "interpreter"
    assert ask("select caller from who_called_whom", tables) == [("Kaja Kallas",)]


COMPARED = "select topic_code, named_by, not_named_by, named_by_press, differs"


def test_account_differences_names_both_sides() -> None:
    rows = ask(f"{COMPARED} from account_differences order by topic_code")
    assert rows == [
        ("climate", ["NZL"], ["CAN"], False, True),
        ("migration", ["CAN"], ["NZL"], False, True),
        ("trade", ["CAN", "NZL"], [], True, False),
    ]


def test_account_differences_says_who_denied_and_who_left_out() -> None:
    tables = small_package()
    tables["topics"].append(topic("migration", "NZL", "paper", "omitted"))
    rows = ask(
        "select topic_code, said_not_discussed_by, left_out_by from account_differences"
        " order by topic_code",
        tables,
    )
    assert rows == [("climate", ["CAN"], []), ("migration", [], ["NZL"]), ("trade", [], [])]


def test_the_press_is_no_account() -> None:
    tables = small_package()
    tables["topics"] = [topic("energy", "PRESS", "paper", "discussed")]
    rows = ask(f"{COMPARED} from account_differences", tables)
    assert rows == [("energy", [], [], True, False)]


def test_an_account_that_speaks_twice_counts_once() -> None:
    """Canada's account of trade stands in two articles."""
    rows = ask("select named_by from account_differences where topic_code = 'trade'")
    assert rows == [(["CAN", "NZL"],)]


def test_conflicts_show_cells_on_which_articles_differ() -> None:
    rows = ask("from conflicts order by field_name")
    assert rows == [
        ("calls", CALL, "duration_minutes", ["45", "40"], ["paper", "wire"]),
        ("calls", CALL, "duration_qualifier", ["exact", "about"], ["paper", "wire"]),
    ]


def test_equal_numbers_are_no_conflict() -> None:
    tables = small_package()
    for row in tables["evidence"]:
        if row["value"] == "45":
            row["value"] = "40.0"
    fields = ask("select field_name from conflicts", tables)
    assert fields == [("duration_qualifier",)]


def test_statements_join_the_runs_in_order() -> None:
    rows = ask("select speaker_name, speaker_country, statement, runs from statements")
    joined = "“We will act together,” […] “and we will act soon.”"
    assert rows == [("Jacinda Ardern", "NZL", joined, 2)]


def test_statements_join_quoted_and_unquoted_words() -> None:
    tables = small_package()
    first, second = tables["quotes"]
    first.update(kind_code="indirect", content="they would act", start_char=10, end_char=24)
    second.update(kind_code="mixed", content="soon", start_char=26, end_char=30)
    ((kinds, statement),) = ask("select kinds, statement from statements", tables)
    assert (kinds, statement) == (["indirect", "mixed"], "they would act “soon”")


def test_statements_keep_those_whom_no_register_knows() -> None:
    tables = small_package()
    for row in tables["quotes"]:
        row.update(speaker_id=None, speaker_name=None)
    assert ask("select speaker_name, runs from statements", tables) == [(None, 2)]


def test_figures_in_calls_convert_to_the_base_unit() -> None:
    rows = ask("select value, unit, value_in_base_unit, called_on from figures_in_calls")
    day = dt.date(2019, 3, 20)
    assert sorted(rows) == [
        (Decimal(40), "Minute", 2400.0, day),
        (Decimal(1200), "Count", 1200.0, day),
    ]


def test_country_pairs_count_held_calls_only() -> None:
    rows = ask("select country_code, other_country_code, calls, known_minutes from country_pairs")
    assert rows == [("CAN", "NZL", 1, Decimal(40))]


def test_country_pairs_count_a_call_of_two_from_one_country_once() -> None:
    tables = small_package()
    tables["participants"].append({**tables["participants"][0], "person_id": "winston-peters"})
    assert ask("select calls from country_pairs", tables) == [(1,)]


def test_sources_lead_from_a_cell_to_its_words() -> None:
    rows = ask(
        "select exact, publisher from sources"
        " where field_name = 'duration_minutes' order by publisher"
    )
    assert rows == [("talked for 45 minutes", "Paper"), ("on Wednesday", "Wire")]


def test_what_a_blank_line_parts_from_a_view_is_about_the_file() -> None:
    problems = Problems()
    text = "-- About the file.\n\n-- One row a thing.\ncreate view things as\nselect 1;\n"
    (view,) = read_views(text, "views.sql", problems)
    assert (view.name, view.description, problems.found) == ("things", "One row a thing.", [])
    text = text.replace("thing.\n", "thing.\n\n")
    read_views(text, "views.sql", problems)
    assert [problem.what for problem in problems.found] == ["the view things has no comment"]

"""A report as text, JSON, Markdown and GitHub annotations."""

from __future__ import annotations

import json
import re
from importlib import resources

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import NASTY, clean, sample

from toolkit.console import Style, display_width
from toolkit.validate.formats import FORMATS, render
from toolkit.validate.formats.markdown import escape, render_markdown
from toolkit.validate.formats.words import (
    rule_texts,
    rule_title,
    shown_value,
    visible,
)
from toolkit.validate.report import Finding, Report

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def schema() -> object:
    file = resources.files("toolkit.validate.formats").joinpath("report.schema.json")
    return json.loads(file.read_text(encoding="utf-8"))


def test_text_groups_counts_and_says_what_to_do() -> None:
    lines = render(sample(5), "text").splitlines()
    start = lines.index("error: bridges.number: the value is no integer [type-error] (1,007 rows)")
    assert lines[start + 1 : start + 9] == [
        "  datapackage/data/bridges.csv:3  row 2 (elbe|2)  n2",
        "  datapackage/data/bridges.csv:4  row 3 (elbe|3)  n3",
        "  datapackage/data/bridges.csv:5  row 4 (elbe|4)  n4",
        "  datapackage/data/bridges.csv:6  row 5 (elbe|5)  n5",
        "  datapackage/data/bridges.csv:7  row 6 (elbe|6)  n6",
        "  … and 1,002 more",
        "  → Mend number.",
        "",
    ]
    assert lines[0] == "error: package: the descriptor has no title [package]"
    assert lines[-3:] == [
        "not checked: rules, because the table rivers is missing",
        "limited: 1,002 of 1,014 findings are not shown; --limit 0 shows all",
        "invalid: 1,013 errors, 1 warning (2 tables, 5,002 rows; 3 checks)",
    ]


def test_text_tells_different_messages_of_one_kind_beside_each_case() -> None:
    text = render(sample(), "text")
    assert (
        "error: bridges.number: a value breaks a constraint of its column [constraint-error]"
        in text
    )
    assert "row 12 (elbe|12)  0     the value is too small\n" in text
    assert "row 13 (elbe|13)  1000  the value is too large\n" in text


def test_text_shows_as_many_cases_as_asked_for() -> None:
    assert "  … and 2 more" in render(sample(), "text")
    assert "limited" in render(sample(), "text")
    every = render(sample(), "text", cases=0)
    assert "row 8 (elbe|8)" in every
    assert "limited" not in every
    assert "… and 6 more" in render(sample(), "text", cases=1)


def test_text_fits_the_terminal() -> None:
    finding = Finding("odd", "odd", "t", "k1", 4, "n", "long " * 60, path="t.csv", line_number=4)
    lines = render(Report.of([finding], {}, []), "text", style=Style(70)).splitlines()
    assert lines[1].startswith("  t.csv:4  row 4 (k1)  long long ")
    assert lines[1].endswith("… (300 characters)")
    assert display_width(lines[1]) <= 70
    piped = render(Report.of([finding], {}, []), "text").splitlines()
    assert 120 < display_width(piped[1]) < 160


def test_colour_only_on_a_terminal() -> None:
    assert "\x1b" not in render(sample(), "text")
    assert "\x1b" not in render(sample(), "text", style=Style(80, colour=False))
    coloured = render(sample(), "text", style=Style(None, colour=True))
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert "\x1b[1;33mwarning\x1b[0m" in coloured
    assert "\x1b[1;32mvalid\x1b[0m" in render(clean(), "text", style=Style(80, colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(sample(), "text")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ("", "(empty)"),
        (" ", "␣"),
        (" a b  ", "␣a b␣␣"),
        ("a\tb\r\nc", "a\\tb\\r\\nc"),
        ("a\u200bb\u00a0", "a<U+200B>b<U+00A0>"),
        ("\u202etxt", "<U+202E>txt"),
        ("Zoë 会谈", "Zoë 会谈"),
    ],
)
def test_values_show_what_the_eye_would_miss(value: str, shown: str) -> None:
    assert visible(value) == shown
    assert shown_value(value) == shown


def test_long_values_are_cut_and_say_so() -> None:
    shown = shown_value("x" * 10**6)
    assert shown is not None
    assert shown.endswith("x… (1,000,000 characters)")
    assert len(shown) < 150
    assert shown_value(None) is None
    cut = shown_value("x" * 199 + "…")
    assert cut == "x" * 119 + "…"


@pytest.mark.parametrize("report", [sample(), sample(5), sample(base=""), clean()])
def test_json_is_as_its_schema_says(report: Report) -> None:
    content = json.loads(render(report, "json"))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(content)
    assert content["errors"] + content["warnings"] == sum(g["total"] for g in content["groups"])
    assert sum(group["listed"] for group in content["groups"]) == len(content["findings"])
    assert (content["show_all"] is None) == (content["not_listed"] == 0)


def test_json_schema_refuses_other_shapes() -> None:
    content = json.loads(render(sample(), "json"))
    for change in (
        {"format": "readout-report/2"},
        {"errors": -1},
        {"findings": [{**content["findings"][0], "row_number": 0}]},
        {"findings": [{**content["findings"][0], "row": 4}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**content, **change}, schema())


def test_json_tells_everything() -> None:
    content = json.loads(render(sample(5), "json"))
    assert (content["valid"], content["errors"], content["warnings"]) == (False, 1013, 1)
    assert (content["limit"], content["not_listed"]) == (5, 1002)
    assert content["show_all"] == "--limit 0"
    found = next(f for f in content["findings"] if f["rule"] == "unique-error")
    assert found == {
        "severity": "error",
        "rule": "unique-error",
        "table": "bridges",
        "path": "data/bridges.csv",
        "row_id": "elbe|14",
        "row_number": 14,
        "line_number": 15,
        "field": "note",
        "field_number": 2,
        "value": NASTY,
        "message": "the value stands already in row 3",
        "hint": "Mend note.",
    }


def test_github_annotates_the_worst_of_each_kind_first() -> None:
    lines = render(sample(5), "github").splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 10
    titles = [re.search(r"title=([^:]*)::", line)[1] for line in errors]  # type: ignore[index]
    assert titles[:6] == [
        "package [package]",
        "bridges [blank-row]",
        "bridges.number [constraint-error]",
        "bridges.number [type-error]",
        "bridges.note [unique-error]",
        "rivers [hash]",
    ]
    assert titles[6:] == ["bridges.number [constraint-error]"] + ["bridges.number [type-error]"] * 3
    assert errors[1].startswith("::error file=datapackage/data/bridges.csv,line=21,title=bridges [")
    assert "n2. Mend number. (1,003 more of this kind.)" in errors[3]
    assert [line for line in lines if line.startswith("::warning ")] == [
        "::warning title=rivers [river-has-bridge]::rivers, row 2 (elbe): no bridge."
    ]
    assert lines[-1].startswith("::notice title=readout::invalid: 1,013 errors")
    assert "11 of 1,014 findings are annotated" in lines[-1]
    assert "readout validate --limit 0" in lines[-1]
    told = render(sample(5), "github", elsewhere="the step's summary")
    assert "the others are in the step's summary." in told


def test_github_escapes_what_would_be_a_command() -> None:
    finding = Finding("odd", "100%\r\n::error::no", "a,b:c", value="x\n::stop-commands::x")
    lines = render(Report.of([finding], {}, []), "github").splitlines()
    assert lines[0] == (
        "::error title=a%2Cb%3Ac [odd]::a,b:c: 100%25  ::error::no: x\\n::stop-commands::x."
    )
    assert len(lines) == 2


def test_markdown_is_short_and_folds_the_cases() -> None:
    text = render(sample(5), "markdown")
    top, folded = text.split("<details>")
    assert top.startswith("### ❌ invalid: 1,013 errors, 1 warning")
    assert len(top.splitlines()) < 20
    assert (
        "| error | `bridges.number` | the value is no integer "
        "(`type-error`)<br>→ Mend number. | datapackage/data/bridges.csv:3<br>"
        "row 2 (elbe&#124;2): `n2` | 1,007 |" in top
    )
    assert "| datapackage/data/bridges.csv:3 | row 2 (elbe&#124;2) | `n2` |" in folded
    assert "(5 of 1,007)" in folded
    assert "*Limited: 1,002 of 1,014 findings are not shown; --limit 0 shows all.*" in folded
    assert render(clean(), "markdown") == (
        "### ✅ valid: 0 errors, 0 warnings (2 tables, 5,002 rows; 3 checks)\n"
    )


def test_markdown_folds_nothing_where_all_is_told_above() -> None:
    report = Report.of(
        [Finding("input-error", "no date", "a.md", hint="Add one.", path="a.md", line_number=1)],
        {},
        (),
    )
    assert render(report, "markdown") == (
        "### ❌ invalid: 1 error, 0 warnings\n\n"
        "|  | Where | What is wrong, and what to do | First case | Count |\n"
        "| --- | --- | --- | --- | --: |\n"
        "| error | `a.md` | no date (`input-error`)<br>→ Add one. "
        "| a.md:1 | 1 |\n"
    )
    assert "title=a.md [input-error]::no date. Add one." in render(report, "github")


def test_markdown_keeps_to_its_room() -> None:
    findings = [
        Finding("odd", f"message {i} " + "m" * 300, f"table{i}", row_number=row, value="v" * 50)
        for i in range(30)
        for row in range(2, 40)
    ]
    report = Report.of(findings, {}, [])
    text = render_markdown(report, most=20_000)
    assert len(text) <= 20_000
    assert "… and 20 other kinds, below." in text
    assert re.search(r"\*Limited: [\d,]+ of 1,140 findings are not shown", text)


@given(st.text())
def test_markdown_holds_no_markup_of_others(text: str) -> None:
    escaped = escape(text)
    assert not re.search(r"[<>|`\\*\[\]~@]|\b_|_\b|\W_|_\W", escaped, re.ASCII)
    assert not re.search(r"&(?!#\d+;)", escaped)
    assert not CONTROLS.search(escaped)
    assert "://" not in escaped
    assert "\n" not in escaped


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_value_steer_a_terminal_or_be_markup(name: str) -> None:
    assert not CONTROLS.search(render(sample(), name))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_that_it_is_limited(name: str) -> None:
    text = render(sample(5), name)
    assert "--limit 0" in text
    assert "1,002" in text or '"not_listed": 1002' in text or "1,014" in text
    assert "rivers is missing" in text


def test_a_table_of_cases_is_aligned() -> None:
    lines = render(sample(), "text").splitlines()
    cases = [line for line in lines if "the value is too " in line]
    starts = {display_width(line[: line.index("the value")]) for line in cases}
    assert len(starts) == 1


def test_rules_have_titles() -> None:
    texts = rule_texts()
    assert list(texts) == sorted(texts)
    assert all(text.title and text.advice.endswith(".") for text in texts.values())
    assert rule_title("frictionless/some-error") == "Some error"


def test_the_programs_rule_texts_cover_frictionless() -> None:
    errors = pytest.importorskip("frictionless").errors
    shared = {errors.TypeError, errors.ConstraintError, errors.UniqueError, errors.ForeignKeyError}
    shared |= {errors.PrimaryKeyError, errors.BlankRowError, errors.ExtraCellError}
    shared |= {errors.MissingCellError, errors.ExtraLabelError, errors.MissingLabelError}
    shared |= {errors.EncodingError, errors.FormatError, errors.SourceError, errors.HashCountError}
    assert {error.type for error in shared} <= set(rule_texts())

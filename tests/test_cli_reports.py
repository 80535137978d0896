"""What stops a build, as a report: its files and lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from toolkit.build import with_sources
from toolkit.commands.app import app
from toolkit.commands.reports import reported, wanted_reports
from toolkit.errors import DataError, ReadoutError, UsageError
from toolkit.schema.reading import DeclarationError
from toolkit.validate.report import Collector, Finding, Report


def findings(error: ReadoutError, tmp_path: Path) -> list[dict[str, Any]]:
    """What a report says of an error."""
    file = tmp_path / "report.json"
    with pytest.raises(type(error)), reported(wanted_reports("text", None, [f"json={file}"])):
        raise error
    found = json.loads(file.read_text(encoding="utf-8"))["findings"]
    return list(found)


@pytest.mark.parametrize(
    ("where", "path", "line", "message"),
    [
        ("seeds/corrections.csv:12", "seeds/corrections.csv", 12, "it is wrong"),
        ("seeds/a b.md", "seeds/a b.md", None, "it is wrong"),
        ("schemas/a.json:3:14", "schemas/a.json", 3, "it is wrong"),
        ("schemas/a.json, field x", "schemas/a.json", None, "field x: it is wrong"),
        ("--articles", None, None, "--articles: it is wrong"),
        ("", None, None, "it is wrong"),
    ],
)
def test_errors_tell_their_places(
    tmp_path: Path, where: str, path: str | None, line: int | None, message: str
) -> None:
    (found,) = findings(DataError("it is wrong", where=where, hint="Mend it."), tmp_path)
    assert (found["path"], found["line_number"], found["message"]) == (path, line, message)
    assert (found["rule"], found["hint"]) == ("data-error", "Mend it.")
    (other,) = findings(UsageError("it is wrong", where=where), tmp_path)
    assert (other["rule"], other["hint"]) == ("input-error", None)


def test_every_problem_of_a_declaration_is_a_finding(tmp_path: Path) -> None:
    problems = [UsageError(f"problem {i}", where=f"schemas/{i}.json") for i in range(3)]
    found = findings(DeclarationError(problems), tmp_path)
    assert [(f["path"], f["message"]) for f in found] == [
        (f"schemas/{i}.json", f"problem {i}") for i in range(3)
    ]


def test_text_on_standard_output_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError), reported(wanted_reports("text", None, [])):
        raise UsageError("it is wrong")
    assert capsys.readouterr().out == ""


def test_findings_on_corrected_cells_point_to_the_correction(tmp_path: Path) -> None:
    lines = [
        "table,row,field,expected,value,reason,contributor",
        "rivers,elbe,name,Elbe,Elba,read again,A Tester",
        "rivers,elbe,length_km,1,0,read again,A Tester",
    ]
    (tmp_path / "corrections.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    collector = Collector(limit=1)
    collector.extend(
        [
            Finding("constraint-error", "too small", "rivers", "elbe", 3, "length_km", "0"),
            Finding("constraint-error", "too small", "rivers", "oder", 4, "width_km", "0"),
        ]
    )
    collector.count_more("rivers", "constraint-error", "length_km", 5)
    before = collector.report({"rivers": 3}, ["structure"])
    after = with_sources(before, tmp_path)
    places = [(f.field, f.path, f.line_number) for f in after.findings]
    assert places == [
        ("length_km", str(tmp_path / "corrections.csv"), 3),
        ("width_km", "", None),
    ]
    assert (after.errors, after.limit, after.rows) == (7, 1, {"rivers": 3})


def build(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["build", *map(str, arguments)])


def test_a_build_that_cannot_begin_is_reported(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    report = tmp_path / "report.json"
    result = build("--check", "--articles", tmp_path / "articles", "--report", f"json={report}")
    assert result.exit_code == 2
    (found,) = json.loads(report.read_text(encoding="utf-8"))["findings"]
    assert found["path"] == str(tmp_path / "articles" / "a.md")
    assert build("--report", "xml=a").exit_code == 2
    assert "there is no format 'xml'" in build("--report", "xml=a").stderr


def test_a_report_without_findings_is_valid() -> None:
    assert with_sources(Report(), Path("nowhere")) == Report()

"""``readout validate``: targets, options, where reports go, exit codes."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small_package import build_small
from typer.testing import CliRunner, Result

from toolkit.commands.app import app

ROOT = Path(__file__).resolve().parents[1]


def validate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["validate", *map(str, arguments)])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("validate")).target


@pytest.fixture
def package(sound: Path, tmp_path: Path) -> Path:
    """A package with two wrong cells and the sound declaration beside it."""
    target = Path(shutil.copytree(sound, tmp_path / "package"))
    file = target / "data" / "bridges.csv"
    text = file.read_text(encoding="utf-8").replace(",stone", ",glue").replace("elbe,10", "elbe,x")
    file.write_text(text, encoding="utf-8")
    return target


def rules(result: Result) -> list[str]:
    return [finding["rule"] for finding in json.loads(result.stdout)["findings"]]


def test_a_sound_package_in_every_shape(sound: Path, tmp_path: Path) -> None:
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for path in sound.rglob("*"):
            out.write(path, path.relative_to(sound))
    for target in (sound, sound / "datapackage.json", archive):
        result = validate(target)
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith("valid: 0 errors, 0 warnings (")
    assert validate(sound, "--schemas", sound.parent / "schemas").exit_code == 0


def test_wrong_cells_are_told_with_file_and_line(package: Path) -> None:
    result = validate(package)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    heading = next(i for i, line in enumerate(lines) if "bridges.number" in line)
    assert "[type-error]" in lines[heading]
    assert lines[heading + 1].startswith(f"  {package}/data/bridges.csv:4  row 3")
    assert lines[heading + 1].endswith("  x")
    assert any("bridges.material_code" in line and "[foreign-key]" in line for line in lines)
    assert lines[-1].startswith("invalid: ")


def test_json_has_rows_and_lines(package: Path) -> None:
    content = json.loads(validate(package, "-f", "json").stdout)
    found = next(f for f in content["findings"] if f["rule"] == "type-error")
    assert (found["table"], found["row_number"], found["line_number"]) == ("bridges", 3, 4)
    assert (found["path"], found["field_number"], found["value"]) == ("data/bridges.csv", 2, "x")
    assert content["base"] == str(package)


def test_several_reports_in_one_run(package: Path, tmp_path: Path) -> None:
    junit, sarif, text = (tmp_path / name for name in ("junit.xml", "r.sarif", "r.txt"))
    result = validate(
        package, "--output", text, "--report", f"junit={junit}", "--report", f"sarif={sarif}"
    )
    assert (result.exit_code, result.output) == (1, "")
    assert ElementTree.parse(junit).getroot().get("failures") != "0"
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert text.read_text(encoding="utf-8").splitlines()[-1].startswith("invalid: ")


def test_a_report_beside_the_text_on_standard_output(package: Path) -> None:
    result = validate(package, "--report", "github=-")
    assert "::error file=" in result.stdout
    assert "\ninvalid: " in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xml"], "error: --format: there is no format 'xml'. One of: text, json"),
        (["--report", "xml=a"], "error: --report: there is no format 'xml'. One of: text, json"),
        (["--report", "junit"], "error: --report: 'junit' names no file. Write FORMAT=FILE"),
        (["--report", "junit="], "error: --report: 'junit=' names no file"),
        (["-o", "a", "--report", "json=a"], "error: a: two reports would go there"),
        (["-o", "no/such/a.txt"], "error: no/such/a.txt: cannot be written: No such file"),
        (["--limit", "-1"], "error: Invalid value for '--limit': -1 is less than 0"),
        (["--schema", "nowhere.json"], "error: nowhere.json: there is no such file"),
        (["--resource", "lakes"], "error: there is no resource 'lakes'. One of: "),
    ],
)
def test_mistakes(
    sound: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = validate(sound, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_the_default_is_the_package_here(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package.rename(package.with_name("datapackage"))
    monkeypatch.chdir(package.parent)
    result = validate()
    assert result.exit_code == 1
    assert "  datapackage/data/bridges.csv:4  row 3" in result.stdout


def test_a_limit_is_kept_and_said(package: Path, tmp_path: Path) -> None:
    file = package / "data" / "bridges.csv"
    rows = "".join(f"elbe,n{i},,steel,\n" for i in range(12))
    file.write_text(file.read_text(encoding="utf-8") + rows, encoding="utf-8")
    text = validate(package).stdout
    assert "  … and 8 more" in text
    assert "findings are not shown; --limit 0 shows all" in text
    every = validate(package, "--limit", "0").stdout
    assert "limited" not in every
    assert "n11" in every
    few = json.loads(validate(package, "--limit", "2", "-f", "json").stdout)
    group = next(g for g in few["groups"] if g["rule"] == "type-error")
    assert (group["total"], group["listed"], few["limit"]) == (13, 2, 2)


def test_annotations_and_summary_on_github(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(package)
    result = validate(".", "--format", "github")
    assert result.exit_code == 1
    assert "::error file=package/data/bridges.csv,line=4,title=bridges.number [type-" in (
        result.stdout
    )
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("before\n### ❌ invalid")
    assert "bridges.number" in written
    other = tmp_path / "other.md"
    validate(".", "--format", "github", "--report", f"markdown={other}")
    assert summary.read_text(encoding="utf-8") == written
    assert other.is_file()


def test_a_table_alone(sound: Path, package: Path, tmp_path: Path) -> None:
    schema = sound.parent / "schemas" / "bridges.json"
    assert validate(sound / "data" / "bridges.csv", "--schema", schema).exit_code == 0
    table = package / "data" / "bridges.csv"
    result = validate(table, "--schema", schema)
    assert result.exit_code == 1
    assert f"  {table}:4  row 3 (elbe|x)  x" in result.stdout
    assert "not checked: keys to rivers, materials, because the table is checked alone" in (
        result.stdout
    )
    assert validate(table).exit_code == 0
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"fields": [{"name": "a", "type": "nonsense"}]}', encoding="utf-8")
    refused = validate(table, "--schema", wrong)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"error: {wrong}: ")
    assert validate(table, "--schema", sound / "datapackage.json").exit_code == 2


def test_a_schema_is_checked_itself(sound: Path, tmp_path: Path) -> None:
    assert validate(sound.parent / "schemas" / "rivers.json").exit_code == 0
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"fields": [{"name": "a", "type": "nonsense"}]}', encoding="utf-8")
    result = validate(wrong, "-f", "json")
    assert result.exit_code == 1
    assert set(rules(result)) & {"schema-error", "field-error"}


def test_one_resource(package: Path) -> None:
    assert validate(package, "--resource", "rivers").exit_code == 0
    assert validate(package, "--resource", "bridges").exit_code == 1


def test_like_frictionless(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("n\n 42\n", encoding="utf-8")
    schema = tmp_path / "t.json"
    schema.write_text('{"fields": [{"name": "n", "type": "integer"}]}', encoding="utf-8")
    strict = validate(tmp_path / "t.csv", "--schema", schema, "-f", "json")
    assert (strict.exit_code, rules(strict)) == (1, ["type-error"])
    assert validate(tmp_path / "t.csv", "--schema", schema, "--like-frictionless").exit_code == 0


@pytest.mark.parametrize("options", [(), ("--schemas", ROOT / "schemas")])
@pytest.mark.parametrize(
    ("content", "name"),
    [(text, "datapackage.json") for text in ("{", '{"resources": 3}', "[]", "3")],
)
def test_a_damaged_descriptor_is_invalid(
    tmp_path: Path, content: str, name: str, options: tuple[object, ...]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = validate(tmp_path, "-f", "json", *options)
    assert result.exit_code == 1, result.output
    assert rules(result)


MOMENT = "2026-01-31T12:00:00Z"


@pytest.mark.parametrize(
    ("told", "released"),
    [
        ({"version": "0.0.9", "created": MOMENT}, True),
        ({"version": "0.0.9"}, False),
        ({"version": "0.0.9+unreleased", "created": MOMENT}, False),
        ({"version": "0.0.9", "created": "once"}, False),
        ({"version": "\x1b[31m", "created": MOMENT}, False),
        ({"version": {"a": 1}, "created": MOMENT}, False),
    ],
)
def test_a_release_of_another_version_is_held_against_its_own_descriptor(
    tmp_path: Path, told: dict[str, object], released: bool
) -> None:
    copy = Path(shutil.copytree(ROOT / "datapackage", tmp_path / "copy"))
    file = copy / "datapackage.json"
    descriptor = json.loads(file.read_bytes())
    descriptor.pop("created", None)
    (calls,) = (one for one in descriptor["resources"] if one["name"] == "calls")
    calls["schema"]["fields"][1]["title"] = "As it was called in that release"
    file.write_text(json.dumps(descriptor | told), encoding="utf-8")
    result = validate(copy, "-f", "json", "--resource", "calls")
    assert "declaration" not in rules(result)
    result = validate(copy, "-f", "json")
    report = json.loads(result.stdout)
    assert ("declared rules" in report["skipped"]) is released
    assert ("declaration" in rules(result)) is not released
    assert (result.exit_code == 0) is released
    held = validate(copy, "-f", "json", "--schemas", ROOT / "schemas")
    assert "declaration" in rules(held), "a declaration that is named is always held against"


def test_what_cannot_be_checked_is_told_in_reports_too(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = validate(tmp_path / "nowhere", "--report", f"json={report}")
    assert result.exit_code == 2
    (finding,) = json.loads(report.read_text(encoding="utf-8"))["findings"]
    assert finding["rule"] == "input-error"
    assert "nowhere" in finding["message"]


@pytest.fixture
def fewer(tmp_path: Path) -> Callable[[Path], Path]:
    """Writes what the project expects of its rows so that its package cannot meet it."""

    def expect(schemas: Path) -> Path:
        file = schemas / "expectations.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        content["rows"]["articles"] = {"minimum": 1_000_000}
        file.write_text(json.dumps(content), encoding="utf-8")
        return schemas

    return expect


def test_expectations_hold_for_the_projects_own_package_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewer: Callable[[Path], Path]
) -> None:
    schemas = fewer(Path(shutil.copytree(ROOT / "schemas", tmp_path / "schemas")))
    monkeypatch.setattr("toolkit.resources.schemas_dir", lambda: schemas)
    own = validate(ROOT / "datapackage", "-f", "json")
    assert own.exit_code == 1
    assert rules(own) == ["row-count"]
    copy = shutil.copytree(ROOT / "datapackage", tmp_path / "copy")
    assert "row-count" not in rules(validate(copy, "-f", "json"))

"""``readout diff``: places it compares, formats, exit codes, and reports of every size."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from diff_support import Made, fields, write
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.commands.packages import shown_name
from toolkit.console import Style
from toolkit.diff.compare import compared
from toolkit.diff.markdown import MAX_CHARACTERS, markdown
from toolkit.diff.shown import pair
from toolkit.diff.text import text
from toolkit.package.read import open_package

RIVERS = Made(
    fields("river_id", "name", length_km="number"),
    [
        {"river_id": "elbe", "name": "Elbe", "length_km": "1094"},
        {"river_id": "oder", "name": "Oder", "length_km": "840"},
    ],
    ("river_id",),
)
LONGER = Made(
    fields("river_id", "name", length_km="number"),
    [
        {"river_id": "elbe", "name": "Elbe", "length_km": "1100"},
        {"river_id": "main", "name": "Main | `the` <b>one</b> @someone #1", "length_km": "527"},
    ],
    ("river_id",),
)


def readout(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return (
        write(tmp_path / "old", {"rivers": RIVERS}),
        write(tmp_path / "new", {"rivers": LONGER}, version="1.0.1"),
    )


def test_a_difference_as_text(two: tuple[Path, Path]) -> None:
    result = readout(*two)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "bridges",
        f"- {two[0]} (1.0.0)",
        f"+ {two[1]} (1.0.1)",
        "",
        "rivers  2 rows: 1 added, 1 removed, 1 changed",
        "  cells changed: length_km 1",
        "  - oder  name: Oder, length_km: 840",
        "  + main  name: Main | `the` <b>one</b> @someone #1, length_km: 527",
        "  ~ elbe  length_km: 1094 → 1100",
        "",
        (
            "Smallest legal bump: major: 1.0.0 → 2.0.0 or later "
            "(the new package's 1.0.1 is not enough)"
        ),
        "  major  row removed, its identifier not recorded as retired: 1 row of rivers",
        "  minor  row added: 1 row of rivers",
        "  patch  row with corrected values: 1 row of rivers",
    ]


def test_a_terminal_has_colours_and_the_same_words(two: tuple[Path, Path]) -> None:
    with compared(open_package(two[0]), open_package(two[1])) as difference:
        plain = list(text(difference, Style()))
        coloured = list(text(difference, Style(120, colour=True)))
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured] == plain
    line = next(line for line in coloured if "1094" in line)
    assert "\x1b[1;31m1094\x1b[0m → \x1b[1;32m1100\x1b[0m" in line


def test_markdown_shows_names_as_they_are_and_folds_the_rows(two: tuple[Path, Path]) -> None:
    out = readout(*two, "--format", "markdown").stdout
    assert "| rivers | 2 → 2 | 1 | 1 |  | 1 | 1 |" in out
    assert out.count("<details>") == out.count("</details>") == 1
    before, _, folded = out.partition("<details>")
    assert "1094" not in before
    assert "- \\~ `elbe` length\\_km: `1094` → `1100`" in folded
    assert "\\<b\\>one\\</b\\>" in folded
    assert "@someone" not in folded  # nobody is notified
    assert "\\#1" in folded


def test_no_difference_is_said(two: tuple[Path, Path]) -> None:
    for format_name in ("text", "markdown"):
        out = readout(two[0], two[0], "--format", format_name).stdout
        assert "No differences: 1 table of 2 rows compared." in out


def test_exit_codes_are_those_of_git(two: tuple[Path, Path]) -> None:
    assert readout(*two, "--exit-code").exit_code == 1
    assert readout(two[0], two[0], "--exit-code").exit_code == 0
    assert readout(two[0], two[0].parent / "missing").exit_code == 2
    assert readout(two[0], two[0] / "rivers.csv").exit_code == 2
    assert readout(*two, "--format", "xml").exit_code == 2


def test_a_file_takes_its_format_from_its_ending(two: tuple[Path, Path], tmp_path: Path) -> None:
    for name, start in (("d.md", "### Data changes"), ("d.json", "{"), ("d.txt", "bridges")):
        assert readout(*two, "--output", tmp_path / name).stdout == ""
        assert (tmp_path / name).read_text().startswith(start)
    assert json.loads((tmp_path / "d.json").read_text())["bump"]["smallest"] == "major"


def test_a_zip_is_compared(two: tuple[Path, Path]) -> None:
    archive = shutil.make_archive(str(two[0].parent / "released"), "zip", two[0])
    assert "No differences" in readout(archive, two[0]).stdout


@pytest.fixture
def repository(two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A repository whose last commit holds the old package, and its work tree the new one."""
    root = two[0].parent / "repository"
    shutil.copytree(two[0], root / "datapackage")
    shutil.copytree(two[0], root / "another")
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *arguments], cwd=root, check=True)
    shutil.rmtree(root / "datapackage")
    shutil.copytree(two[1], root / "datapackage")
    monkeypatch.chdir(root)
    return root


def test_a_revision_is_compared_with_the_work_tree(repository: Path) -> None:
    assert "~ elbe  length_km: 1094 → 1100" in readout("git:HEAD").stdout
    assert "No differences" in readout("git:HEAD:another", "another").stdout
    assert readout("git:nowhere").exit_code == 2


def test_rows_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    many = [{"river_id": f"r{i:04}", "name": "new"} for i in range(1234)]
    old = write(tmp_path / "old", {"rivers": RIVERS})
    new = write(
        tmp_path / "new", {"rivers": Made(RIVERS.fields, [*RIVERS.rows, *many], RIVERS.key)}
    )
    out = readout(old, new, "--limit", 3).stdout
    assert out.count("  + r") == 3
    assert "  … and 1,231 more added rows; --limit 0 shows all" in out
    assert readout(old, new, "--limit", 0).stdout.count("  + r") == 1234


def test_markdown_fits_into_a_comment_and_says_what_is_cut(tmp_path: Path) -> None:
    names = fields("id", "first", "second")
    rows = [{"id": f"id-{i}", "first": "x" * 60, "second": "z" * 60} for i in range(90)]
    before = {f"table_{n:02}": Made(names, rows, ("id",)) for n in range(10)}
    other = [{**row, "first": "y" * 60, "second": "w" * 60} for row in rows]
    after = {name: Made(names, other, ("id",)) for name in before}
    old, new = write(tmp_path / "old", before), write(tmp_path / "new", after)
    with compared(open_package(old), open_package(new)) as difference:
        whole = "\n".join(markdown(difference, 0))
        short = "\n".join(markdown(difference, 0, 1600))
        everything = "\n".join(markdown(difference, 0, 10**9))
    for out, most in ((whole, MAX_CHARACTERS), (short, 1600)):
        assert len(out) <= most
        assert out.count("<details>") == out.count("</details>")
        assert out.count("\n| table\\_") == 10  # the counts of every table are there
    assert len(everything) > MAX_CHARACTERS
    assert "not shown here" not in everything
    shown = [int(count) for count in re.findall(r"and (\d+) more changed rows, not shown", whole)]
    assert len(shown) == whole.count("<details>") == 10  # room is shared out
    assert sum(shown) + whole.count("\n- \\~ `id-") == 900
    cut = re.search(r"\*\*Cut:\*\* no room for the rows of (\d+) parts", short)
    assert cut is not None
    assert int(cut[1]) + short.count("<details>") == 10


def test_long_values_are_shown_where_they_differ() -> None:
    old, new = pair("word " * 40 + "old end", "word " * 40 + "new end")
    assert old.startswith("…")
    assert old.endswith("old end")
    assert new.endswith("new end")
    assert pair("a b", "a\u00a0b") == ('"a b"', '"a\\u00a0b"')
    assert pair("a\tb", "a b") == ('"a\\tb"', '"a b"')


def test_markdown_is_read_as_markdown_whatever_the_names_are(tmp_path: Path) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    hostile = ["<script>x</script>", "</details>", "a`b``c", "| x |", "# h", "- y", "![i](x)", "`"]
    rows = [{"id": f"{text}{i}", "x": text} for i, text in enumerate(hostile)]
    other = [{**row, "x": f"{row['x']}!"} for row in rows]
    old = write(tmp_path / "old", {"t<b>|x": Made(fields("id", "x"), rows, ("id",))})
    new = write(tmp_path / "new", {"t<b>|x": Made(fields("id", "x"), other, ("id",))})
    out = readout(old, new, "--format", "markdown", "--limit", 0).stdout
    page = markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table").render(out)
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert page.count("<details>") == page.count("</details>") == 1
    assert page.count("<tr>") == 2
    for name in hostile:
        shown = name.replace("<", "&lt;").replace(">", "&gt;")
        assert f"<code>{shown}!</code>" in page


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("http://127.0.0.1:8000@1.0.0", "http://127.0.0.1:8000@1.0.0"),
        ("https://ada:word@example.org/data/@^1.2", "https://example.org/data/@^1.2"),
        ("https://ada:word@example.org/data/", "https://example.org/data/"),
        ("git:v1.0.0", "git:v1.0.0"),
    ],
)
def test_a_package_is_called_without_its_password(named: str, shown: str) -> None:
    assert shown_name(named) == shown

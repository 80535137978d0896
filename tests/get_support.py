"""What the tests of ``readout get`` share: a place, releases, a server, the command."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from releases import NAME, contents, write_dist
from servers import Site, serving
from typer.main import get_command
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.release.cache import VARIABLE


def get(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["get", *map(str, arguments)])


def query(package: str, sql: str) -> Result:
    return CliRunner().invoke(app, ["query", "--package", package, "--format", "csv", sql])


def told(result: Result) -> str:
    """The one line of an error."""
    assert result.exit_code in (1, 2), result.output
    lines = result.stderr.splitlines()
    assert [line for line in lines if not line.startswith("note: ")] == lines[-1:]
    assert lines[-1].startswith("error: ")
    return str(lines[-1])


@pytest.fixture(autouse=True, scope="module")
def built_once() -> Iterator[None]:
    """Build the program from its declaration once, not for every call."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", functools.cache(get_command))
        yield


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and a cache of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return write_dist(tmp_path / "dist")


@pytest.fixture
def site(dist: Path) -> Iterator[Site]:
    with serving(dist) as running:
        yield running


def is_release(folder: Path, dist: Path, version: str) -> bool:
    return contents(folder) == contents(dist / f"{NAME}-{version}")

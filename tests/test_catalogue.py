"""What a declaration tells catalogues of datasets is read strictly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from catalogue_support import CATALOGUE
from small_package import write_declaration

from toolkit.schema.loader import DeclarationError, load_declaration


@pytest.mark.parametrize(
    ("catalogue", "message"),
    [
        ({"mainTable": "tunnels"}, r"key mainTable: no table 'tunnels'"),
        ({"colour": "red"}, r"key colour: unknown key"),
        ({"themes": ["bridges"]}, r"key themes: not all are addresses"),
        ({"responsible": {"dataColour": "x"}}, r"key dataColour: unknown key"),
        ({"responsible": {"dataBiases": ""}}, r"key dataBiases: empty"),
        ({"temporalCoverage": {"table": "bridges", "field": "note"}}, r"not a column of type date"),
        ({"contentLanguage": {"table": "rivers", "field": "x"}}, r"no column rivers\.x"),
        ({"contentLanguage": {"table": "rivers"}}, r"key field: missing"),
        ("en", r"key catalogue: not an object"),
    ],
)
def test_a_wrong_catalogue_is_refused(tmp_path: Path, catalogue: Any, message: str) -> None:
    folder = write_declaration(tmp_path / "schemas")
    package = json.loads((folder / "package.json").read_text())
    (folder / "package.json").write_text(json.dumps({**package, "catalogue": catalogue}))
    with pytest.raises(DeclarationError, match=message):
        load_declaration(folder)


@pytest.mark.parametrize("key", ["licenses", "contributors", "keywords"])
def test_lists_that_the_official_profile_wants_filled_are_not_empty(
    tmp_path: Path, key: str
) -> None:
    folder = write_declaration(tmp_path / "schemas")
    package = json.loads((folder / "package.json").read_text())
    (folder / "package.json").write_text(json.dumps({**package, key: []}))
    with pytest.raises(DeclarationError, match=f"key {key}: empty"):
        load_declaration(folder)


@pytest.mark.parametrize("homepage", ["www.example.org", "https://example.org/a b", "https://"])
def test_a_homepage_is_an_address(tmp_path: Path, homepage: str) -> None:
    folder = write_declaration(tmp_path / "schemas")
    package = json.loads((folder / "package.json").read_text())
    (folder / "package.json").write_text(json.dumps({**package, "homepage": homepage}))
    with pytest.raises(DeclarationError, match="key homepage: not an address"):
        load_declaration(folder)


def test_a_right_catalogue_is_read(tmp_path: Path) -> None:
    folder = write_declaration(tmp_path / "schemas")
    package = json.loads((folder / "package.json").read_text())
    package["catalogue"] = {
        "language": "en",
        "mainTable": "bridges",
        "contentLanguage": {"table": "bridges", "field": "note"},
        "temporalCoverage": {"table": "bridges", "field": "opened_on"},
        "themes": ["https://example.org/themes/bridges"],
        "responsible": {"dataLimitations": "Large bridges only."},
    }
    (folder / "package.json").write_text(json.dumps(package))
    assert load_declaration(folder).catalogue == CATALOGUE

"""Validators and readers that we did not write accept what a package says of itself.

Each runs on the package in the repository and on a small released one, and refuses a broken one.
Their packages are the extras ``lint-metadata`` and ``lint-croissant``; where one is not installed,
its tests are skipped.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from small_package import declare, small_tables

from toolkit.package.write import write_package
from toolkit.schema.model import Catalogue

ROOT = Path(__file__).resolve().parents[1]
SHAPES = ROOT / "tests" / "data" / "dcat_shapes.ttl"
CATALOGUE = Catalogue(language="en", period_in=("bridges", "opened_on"))
Json = dict[str, Any]
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
"""What rdflib's own reader of JSON-LD says."""


def needs(module: str, extra: str) -> pytest.MarkDecorator:
    """Skip where a tool is missing."""
    missing = importlib.util.find_spec(module) is None
    return pytest.mark.skipif(missing, reason=f"{module} is not installed (extra {extra})")


needs_profiles = needs("dplib", "lint-metadata")
needs_schemas = needs("check_jsonschema", "lint-metadata")
needs_shacl = needs("pyshacl", "lint-metadata")
needs_datasets = needs("datasets", "lint-metadata")
needs_croissant = needs("mlcroissant", "lint-croissant")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small package that was released."""
    folder = tmp_path_factory.mktemp("released")
    declaration = replace(declare(folder), created="2026-03-04T05:06:07Z", catalogue=CATALOGUE)
    return write_package(small_tables(declaration), declaration, folder / "package").target


@pytest.fixture(params=["repository", "released"])
def package(request: pytest.FixtureRequest, released: Path) -> Path:
    return released if request.param == "released" else ROOT / "datapackage"


@pytest.fixture
def broken(released: Path, tmp_path: Path) -> Callable[[str, Callable[[Json], Any]], Path]:
    """Makes a copy of the small package in which one JSON document is changed."""

    def change(name: str, how: Callable[[Json], Any]) -> Path:
        folder = Path(shutil.copytree(released, tmp_path / "broken", dirs_exist_ok=True))
        document = json.loads((folder / name).read_text(encoding="utf-8"))
        how(document)
        (folder / name).write_text(json.dumps(document), encoding="utf-8")
        return folder

    return change


def rows_of(package: Path, table: str) -> list[Json]:
    return pq.read_table(package / f"data/{table}.parquet").to_pylist()


# ---------------------------------------------------------------- Data Package v2, Citation File


def check_schema(file: Path, *schema: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema, str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def profile() -> tuple[str, str]:
    """The official profile of Data Package 2.0, as dplib carries it."""
    spec = importlib.util.find_spec("dplib")
    assert spec is not None
    assert spec.origin is not None
    found = Path(spec.origin).parent / "profiles" / "2.0" / "datapackage.json"
    return "--schemafile", str(found)


CFF = ("--builtin-schema", "vendor.citation-file-format")


@needs_profiles
@needs_schemas
def test_the_official_profile_accepts_the_descriptor(package: Path) -> None:
    assert check_schema(package / "datapackage.json", *profile()) == (0, "ok -- validation done\n")


@needs_profiles
@needs_schemas
def test_the_official_profile_refuses_a_broken_descriptor(broken: Any) -> None:
    folder = broken("datapackage.json", lambda found: found.update(contributors="The testers"))
    code, words = check_schema(folder / "datapackage.json", *profile())
    assert code == 1
    assert "contributors" in words


@needs_schemas
@pytest.mark.parametrize("file", ["CITATION.cff", "datapackage/CITATION.cff", None])
def test_the_citation_files_are_valid(released: Path, file: str | None) -> None:
    path = ROOT / file if file else released / "CITATION.cff"
    assert check_schema(path, *CFF) == (0, "ok -- validation done\n")


@needs_schemas
def test_a_broken_citation_file_is_refused(released: Path, tmp_path: Path) -> None:
    cited = yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["date-released"] == "2026-03-04"
    (tmp_path / "CITATION.cff").write_text(yaml.safe_dump({**cited, "type": "banana"}))
    code, words = check_schema(tmp_path / "CITATION.cff", *CFF)
    assert code == 1
    assert "banana" in words


def test_frictionless_accepts_a_released_package_and_refuses_a_broken_one(
    released: Path, broken: Any
) -> None:
    import frictionless

    assert frictionless.validate(str(released / "datapackage.json")).valid
    folder = broken("datapackage.json", lambda found: found.update(created="yesterday"))
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert not report.valid
    assert "created" in str(report.flatten(["note"]))


# ---------------------------------------------------------------------------------------- DCAT


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise AssertionError("a document is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def conforms(folder: Path) -> tuple[bool, str]:
    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld")
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    accepted, _, words = pyshacl.validate(graph, shacl_graph=shapes)
    return bool(accepted), str(words)


@needs_shacl
@pytest.mark.usefixtures("offline")
def test_the_graph_has_what_dcat_ap_asks_for(package: Path) -> None:
    accepted, words = conforms(package)
    assert accepted, words


@needs_shacl
@pytest.mark.usefixtures("offline")
def test_addresses_follow_the_document(package: Path) -> None:
    import rdflib

    text = (package / "dcat.jsonld").read_text(encoding="utf-8")
    graph = rdflib.Graph().parse(
        data=text, format="json-ld", publicID="https://example.org/1.0/dcat.jsonld"
    )
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    found = {str(address) for address in graph.objects(None, dcat.downloadURL)}
    files = (path for path in (package / "data").iterdir())
    assert found == {f"https://example.org/1.0/data/{path.name}" for path in files}
    dataset = rdflib.URIRef("https://example.org/1.0/")
    assert set(graph.subjects(rdflib.RDF.type, dcat.Dataset)) == {dataset}


@needs_shacl
@pytest.mark.parametrize(
    ("node", "key", "value"),
    [
        (0, "dct:title", None),
        (0, "dct:license", None),
        (0, "dcat:distribution", None),
        (0, "dct:issued", {"@type": "xsd:date", "@value": "yesterday"}),
        (0, "schema:name", "Another name"),
        (1, "dcat:accessURL", None),
        (1, "spdx:checksum", {"@type": "spdx:Checksum"}),
        (1, "dcat:mediaType", "text/csv"),
    ],
)
@pytest.mark.usefixtures("offline")
def test_a_broken_graph_is_refused(broken: Any, node: int, key: str, value: Any) -> None:
    def spoil(found: Json) -> None:
        assert found["@graph"][node].pop(key)
        if value is not None:
            found["@graph"][node][key] = value

    assert not conforms(broken("dcat.jsonld", spoil))[0]


# ----------------------------------------------------------------------------------- Croissant


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Path], Any]:
    monkeypatch.setenv("CROISSANT_CACHE", str(tmp_path / "cache"))

    def load(folder: Path) -> Any:
        import mlcroissant

        return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))

    return load


def records(dataset: Any, name: str) -> Iterator[Json]:
    """A record set's rows as plain values, without its name in the names of its fields."""
    for record in dataset.records(name):
        yield {key.removeprefix(f"{name}/"): croissant_value(v) for key, v in record.items()}


def croissant_value(value: Any) -> Any:
    """mlcroissant gives bytes for texts and points in time for days."""
    if isinstance(value, bytes):
        return value.decode()
    return value.date() if isinstance(value, dt.datetime) else value


@needs_croissant
@pytest.mark.usefixtures("offline")
def test_every_croissant_record_set_holds_our_rows(
    package: Path, loaded: Callable[[Path], Any]
) -> None:
    dataset = loaded(package)
    names = [item.id for item in dataset.metadata.record_sets]
    assert sorted(names) == sorted(path.stem for path in package.glob("data/*.parquet"))
    for name in names:
        expected = [
            {key: float(v) if isinstance(v, Decimal) else v for key, v in row.items()}
            for row in rows_of(package, name)
        ]
        assert list(records(dataset, name)) == expected, name


@needs_croissant
def test_a_released_package_has_all_that_croissant_recommends(
    released: Path, loaded: Callable[[Path], Any], caplog: pytest.LogCaptureFixture
) -> None:
    issues = loaded(released).metadata.ctx.issues
    assert (set(issues.errors), set(issues.warnings)) == (set(), set())
    assert caplog.messages == []  # such as: the context is not standard


@needs_croissant
def test_broken_croissants_are_refused(broken: Any, loaded: Callable[[Path], Any]) -> None:
    def ghost(found: Json) -> None:
        found["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "data/ghost.parquet"

    def column(found: Json) -> None:
        found["recordSet"][0]["field"][0]["source"]["extract"]["column"] = "ghost"

    def hashed(found: Json) -> None:
        found["distribution"][0]["sha256"] = "0" * 64

    with pytest.raises(Exception, match=r"ghost\.parquet"):
        loaded(broken("croissant.json", ghost))
    dataset = loaded(broken("croissant.json", column))
    with pytest.raises(Exception, match=r"rivers\.parquet") as caught:
        list(dataset.records("rivers"))
    assert 'Column "ghost" does not exist' in "".join(traceback.format_exception(caught.value))
    dataset = loaded(broken("croissant.json", hashed))
    with pytest.raises(Exception, match=r"Download\(data/rivers\.parquet\)"):
        list(dataset.records("rivers"))


# --------------------------------------------------------------------------------- Hugging Face

READ = """
import json, sys
import datasets
for folder in sys.argv[1:]:
    names = datasets.get_dataset_config_names(folder)
    found = {name: datasets.load_dataset(folder, name) for name in names}
    default = datasets.get_dataset_default_config_name(folder)
    tables = {name: {split: rows.to_list() for split, rows in table.items()}
              for name, table in found.items()}
    print(json.dumps({"default": default, "tables": tables}, default=str))
"""


def read_by_datasets(cache: Path, *folders: Path) -> tuple[list[Any], str]:
    """What ``datasets.load_dataset`` gives of each folder, without a network."""
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, folders)],
        env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(cache)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@needs_datasets
def test_datasets_loads_every_configuration_and_refuses_a_broken_card(
    released: Path, tmp_path: Path
) -> None:
    """One process for all: importing the library takes a second."""
    broken = Path(shutil.copytree(released, tmp_path / "broken"))
    page = (broken / "README.md").read_text(encoding="utf-8")
    (broken / "README.md").write_text(page.replace("data/rivers.parquet", "data/ghost.parquet", 1))
    sound = (ROOT / "datapackage", released)
    found, words = read_by_datasets(tmp_path / "cache", *sound, broken)
    assert len(found) == 2, words
    assert "ghost.parquet" in words
    for folder, read in zip(sound, found, strict=True):
        tables = {path.stem: rows_of(folder, path.stem) for path in folder.glob("data/*.parquet")}
        expected = {name: {"train": rows} for name, rows in tables.items() if rows}
        assert read["tables"] == json.loads(json.dumps(expected, default=str))
    declared = json.loads((ROOT / "schemas" / "package.json").read_text(encoding="utf-8"))
    assert found[0]["default"] == declared["catalogue"]["mainTable"]
    assert found[1]["default"] == "rivers"

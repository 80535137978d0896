"""What catalogues, search engines and citation tools are told of a package: true, and complete."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from catalogue_support import CATALOGUE
from small_package import BRIDGES, build_small, declare, small_tables, table_of, write_declaration

from toolkit.diff.descriptors import package_changes
from toolkit.errors import UsageError
from toolkit.package.check import validate_package
from toolkit.package.documents.card import card_header, size_category
from toolkit.package.documents.citation import bibtex, citation_file
from toolkit.package.documents.collect import DOCUMENTS, documents
from toolkit.package.documents.croissant import croissant
from toolkit.package.documents.dcat import dcat
from toolkit.package.documents.subject import Gathering, Subject
from toolkit.package.read import open_package
from toolkit.package.write import write_package
from toolkit.schema.descriptor import ResourceFacts, descriptor
from toolkit.schema.loader import load_declaration
from toolkit.schema.model import PackageDeclaration
from toolkit.validate.structure import with_code_lists

FACTS = ResourceFacts(11, "a" * 64, "b" * 64, 22)
PERSON = {
    "title": "Ada Brückner",
    "givenName": "Ada",
    "familyName": "Brückner",
    "path": "https://example.org/ada",
    "email": "ada@example.org",
    "organization": "Office of Bridges",
    "roles": ["author"],
}
OFFICE = {"title": "Office of Bridges", "roles": ["publisher"]}


@pytest.fixture(scope="module")
def declaration(tmp_path_factory: pytest.TempPathFactory) -> PackageDeclaration:
    return declare(tmp_path_factory.mktemp("declaration"))


def gathered(declaration: PackageDeclaration, bridges: list[tuple[Any, ...]] | None = None) -> Any:
    """The subject that writing these rows gives, with made-up files."""
    found = Gathering(declaration)
    tables = small_tables(declaration)
    if bridges is not None:
        tables["bridges"] = table_of(declaration, "bridges", bridges)
    for name, table in with_code_lists(tables, declaration).items():
        found.add(name, table, FACTS)
    return found.subject


def told(declaration: PackageDeclaration, **metadata: Any) -> Subject:
    """A released package with everything that a declaration can tell."""
    full = replace(
        declaration,
        metadata={**declaration.metadata, **metadata},
        catalogue=CATALOGUE,
        created="2026-03-04T05:06:07Z",
    )
    rows = [
        ("elbe", 1, dt.date(1893, 7, 12), "steel", "de"),
        ("elbe", 2, dt.date(1945, 4, 25), "stone", "cs-CZ"),
        ("elbe", 3, None, "stone", None),
        ("elbe", 4, dt.date(1901, 1, 1), "stone", "de"),
    ]
    found: Subject = gathered(full, rows)
    return found


def test_hashes_and_sizes_are_those_of_the_files(tmp_path: Path) -> None:
    folder = build_small(tmp_path).target
    made = json.loads((folder / "croissant.json").read_text())
    graph = json.loads((folder / "dcat.jsonld").read_text())["@graph"]
    paths = sorted(p.relative_to(folder).as_posix() for p in folder.glob("data/*"))
    assert sorted(file["contentUrl"] for file in made["distribution"]) == paths
    assert sorted(node["@id"] for node in graph[1:]) == paths
    for file in made["distribution"]:
        content = (folder / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
    for node in graph[1:]:
        content = (folder / node["@id"]).read_bytes()
        assert node["spdx:checksum"]["spdx:checksumValue"]["@value"] == node["schema:sha256"]
        assert node["schema:sha256"] == hashlib.sha256(content).hexdigest()
        assert node["dcat:byteSize"]["@value"] == str(len(content))


def test_the_page_names_every_other_file_and_what_it_is_for(tmp_path: Path) -> None:
    folder = build_small(tmp_path).target
    page = (folder / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([\w.]+)` \|", page.partition("## Files for other programs")[2], re.M)
    others = {path.name for path in folder.iterdir() if path.is_file()} - {"README.md"}
    assert sorted(named) == sorted(others)


def test_no_document_knows_where_it_was_written_or_another_dataset(tmp_path: Path) -> None:
    folder = build_small(tmp_path).target
    for name in (*DOCUMENTS, "README.md", "datapackage.json"):
        text = (folder / name).read_text(encoding="utf-8")
        assert str(tmp_path) not in text
        assert not re.search(r"readout|leader|call_id|articles", text, re.IGNORECASE), name


def test_croissant_types_keys_and_references(declaration: PackageDeclaration) -> None:
    sets = {item["@id"]: item for item in croissant(gathered(declaration))["recordSet"]}
    assert list(sets) == ["rivers", "bridges", "materials"]
    assert sets["materials"]["dataType"] == "sc:Enumeration"
    assert "dataType" not in sets["rivers"]
    assert sets["rivers"]["key"] == {"@id": "rivers/river_id"}
    assert sets["bridges"]["key"] == [{"@id": "bridges/river_id"}, {"@id": "bridges/number"}]
    fields = {field["@id"]: field for item in sets.values() for field in item["field"]}
    types = {name: fields[name]["dataType"] for name in fields}
    assert types["rivers/length_km"] == "sc:Float"
    assert types["rivers/navigable"] == "sc:Boolean"
    assert types["bridges/number"] == "sc:Integer"
    assert types["bridges/opened_on"] == "sc:Date"
    assert types["bridges/note"] == "sc:Text"
    referring = {name: field for name, field in fields.items() if "references" in field}
    assert {name: field["references"] for name, field in referring.items()} == {
        "bridges/river_id": {
            "fileObject": {"@id": "data/rivers.parquet"}, "extract": {"column": "river_id"},
        },
        "bridges/material_code": {
            "fileObject": {"@id": "data/materials.parquet"}, "extract": {"column": "code"},
        },
    }  # fmt: skip


def test_keys_that_croissant_cannot_say_are_left_out(tmp_path: Path) -> None:
    """A join on a part of a key would double rows; one with itself is none."""
    folder = write_declaration(tmp_path / "schemas")
    bridges: dict[str, Any] = json.loads(json.dumps(BRIDGES))
    number, note = bridges["fields"][1], bridges["fields"][4]
    bridges["fields"] += [
        {**number, "name": "next_number", "constraints": {}},
        {**note, "name": "twin", "constraints": {"unique": True}, "example": "a"},
        {**note, "name": "twin_of", "example": "a"},
    ]
    bridges["foreignKeys"] += [
        {
            "fields": ["river_id", "next_number"],
            "reference": {"resource": "bridges", "fields": ["river_id", "number"]},
        },
        {"fields": ["twin_of"], "reference": {"resource": "bridges", "fields": ["twin"]}},
    ]
    (folder / "bridges.json").write_text(json.dumps(bridges), encoding="utf-8")
    declared = load_declaration(folder)
    names = tuple(declared.all_tables)
    made = croissant(Subject(declared, dict.fromkeys(names, FACTS), dict.fromkeys(names, 1)))
    fields = {field["@id"]: field for item in made["recordSet"] for field in item["field"]}
    assert "references" not in fields["bridges/next_number"]
    assert "references" not in fields["bridges/twin_of"]
    assert fields["bridges/river_id"]["references"]["extract"] == {"column": "river_id"}


def test_what_is_not_declared_is_not_said(declaration: PackageDeclaration) -> None:
    subject = gathered(declaration)
    made, dataset = croissant(subject), dcat(subject)["@graph"][0]
    for absent in ("datePublished", "url", "identifier", "publisher", "inLanguage"):
        assert absent not in made
    assert made["@context"]["@language"] == "und"
    assert made["isLiveDataset"] is False
    for absent in ("dct:issued", "dct:publisher", "dct:language", "dct:temporal", "dcat:theme"):
        assert absent not in dataset
    assert dataset["schema:isBasedOn"] == [
        {"@type": "schema:CreativeWork", "schema:name": "Walks along rivers"}
    ]
    assert "dct:source" not in dataset
    assert dataset["dct:title"] == "River crossings"
    assert dataset["@id"] == "./"
    assert dataset["dct:license"][0]["@id"] == "https://spdx.org/licenses/CC0-1.0.html"
    assert yaml.safe_load(citation_file(subject)) == {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": "River crossings",
        "abstract": "Bridges and the rivers they span.",
        "authors": [{"name": "The testers"}],
        "version": "1.2.3",
        "license": "CC0-1.0",
        "keywords": ["bridges"],
    }
    assert "created" not in descriptor(declaration, subject.facts)


def test_what_is_declared_and_what_the_rows_say_is_told(declaration: PackageDeclaration) -> None:
    subject = told(
        declaration,
        id="https://doi.org/10.1234/bridges.5",
        homepage="https://example.org/bridges",
        contributors=[OFFICE, PERSON],
        sources=[{"title": "Maps", "path": "https://example.org/maps"}, {"title": "Walks"}],
    )
    made, dataset = croissant(subject), dcat(subject)["@graph"][0]
    assert made["datePublished"] == dataset["dct:issued"]["@value"] == "2026-03-04"
    assert made["inLanguage"] == ["cs-CZ", "de"]
    assert [item["@id"][-3:] for item in dataset["dct:language"]] == ["/cs", "/de"]
    assert dataset["schema:temporalCoverage"] == "1893-07-12/1945-04-25"
    assert dataset["dct:temporal"]["dcat:endDate"]["@value"] == "1945-04-25"
    assert dataset["dct:publisher"][0]["foaf:name"] == "Office of Bridges"
    assert dataset["dct:creator"][0]["foaf:name"] == "Ada Brückner"
    assert dataset["dcat:contactPoint"][0]["vcard:hasEmail"] == {"@id": "mailto:ada@example.org"}
    assert dataset["@id"] == "https://example.org/bridges"
    assert dataset["dct:title"] == {"@language": "en", "@value": "River crossings"}
    assert dataset["dct:source"] == [{"@id": "https://example.org/maps"}]
    assert [item["name"] for item in made["isBasedOn"]] == ["Maps", "Walks"]
    assert made["rai:dataLimitations"] == "Large bridges only."
    assert "http://mlcommons.org/croissant/RAI/1.0" in made["conformsTo"]
    cited = yaml.safe_load(citation_file(subject))
    assert cited["doi"] == "10.1234/bridges.5"
    assert cited["date-released"] == "2026-03-04"
    assert cited["authors"] == [
        {
            "family-names": "Brückner",
            "given-names": "Ada",
            "affiliation": "Office of Bridges",
            "email": "ada@example.org",
            "website": "https://example.org/ada",
        }
    ]
    described = descriptor(subject.declaration, subject.facts, {"parquet": "a library 1.2"})
    assert described["created"] == "2026-03-04T05:06:07Z"
    assert described["writers"] == {"parquet": "a library 1.2"}
    assert described["id"] == "https://doi.org/10.1234/bridges.5"


def test_bibtex_is_safe_for_tex(declaration: PackageDeclaration) -> None:
    titled = replace(declaration, title="Bridges & {rivers}: 100 %")
    text = bibtex(told(titled, contributors=[PERSON, {**PERSON, "familyName": "Õ_b"}]))
    assert text.splitlines()[0] == "@misc{crossings,"
    assert "  author = {Brückner, Ada and Õ\\_b, Ada}," in text
    assert "  title = {{Bridges \\& \\{rivers\\}: 100 \\%}}," in text
    assert "  year = {2026}," in text


def front(subject: Subject) -> Mapping[str, Any]:
    """The card's header as values."""
    text = card_header(subject)
    assert text.startswith("---\n")
    assert text.endswith("\n---\n")
    found: Mapping[str, Any] = yaml.safe_load(text[4:-4])
    return found


def test_the_card_has_a_configuration_for_every_table_with_rows(
    declaration: PackageDeclaration,
) -> None:
    card = front(told(declaration, keywords=["Old Bridges", "rivers"]))
    assert card["pretty_name"] == "River crossings"
    assert card["language"] == ["cs", "de"]
    assert card["license"] == "cc0-1.0"
    assert card["tags"] == ["old-bridges", "rivers"]
    assert card["size_categories"] == ["n<1K"]
    assert card["configs"] == [
        {"config_name": "rivers", "data_files": "data/rivers.parquet"},
        {"config_name": "bridges", "data_files": "data/bridges.parquet", "default": True},
        {"config_name": "materials", "data_files": "data/materials.parquet"},
    ]
    empty = front(gathered(declaration, []))
    assert [item["config_name"] for item in empty["configs"]] == ["rivers", "materials"]


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        ([], {}),
        ([{"name": "ODbL-1.0"}], {"license": "odbl"}),
        ([{"name": "MIT"}, {"name": "CC-BY-4.0"}], {"license": ["mit", "cc-by-4.0"]}),
        (
            [{"name": "House-1", "path": "https://example.org/terms"}],
            {
                "license": "other",
                "license_name": "house-1",
                "license_link": "https://example.org/terms",
            },
        ),
        ([{"name": "House-1"}], {"license": "other", "license_name": "house-1"}),
    ],
)
def test_licences(
    declaration: PackageDeclaration, licences: list[Any], expected: dict[str, Any]
) -> None:
    subject = told(declaration, licenses=licences)
    card, cited = front(subject), yaml.safe_load(citation_file(subject))
    assert {key: card[key] for key in card if key.startswith("license")} == expected
    known = [item["name"] for item in licences if item["name"] != "House-1"]
    listed = cited.get("license", [])
    assert (listed if isinstance(listed, list) else [listed]) == known
    assert cited.get("license-url") == expected.get("license_link")
    addresses = [item["@id"] for item in dcat(subject)["@graph"][0].get("dct:license", [])]
    assert all(address.startswith("https://") for address in addresses)
    assert len(addresses) == len(known) + ("license_link" in expected)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (9999, "1K<n<10K"),
        (10_000, "10K<n<100K"), (5_000_000, "1M<n<10M"), (10**12 - 1, "100B<n<1T"),
        (10**12, "n>1T"), (10**15, "n>1T"),
    ],
)  # fmt: skip
def test_size_classes(rows: int, expected: str) -> None:
    assert size_category(rows) == expected


def test_the_same_subject_gives_the_same_documents(declaration: PackageDeclaration) -> None:
    assert documents(told(declaration)) == documents(told(declaration))
    assert tuple(documents(told(declaration))) == DOCUMENTS


def test_an_older_package_is_replaced_and_a_strange_file_refused(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    target = build_small(tmp_path).target
    for name in DOCUMENTS:
        (target / name).unlink()
    write_package(small_tables(declaration), declaration, target)
    write_package(small_tables(declaration), declaration, target)
    assert all((target / name).is_file() for name in DOCUMENTS)
    (target / "citation.bib").write_text("mine")
    with pytest.raises(UsageError, match=r"holds citation\.bib"):
        write_package(small_tables(declaration), declaration, target)


@pytest.mark.parametrize(
    ("label", "created", "expected"),
    [
        ("1.2.3", "2026-03-04T05:06:07Z", []),
        ("1.2.3+unreleased", None, []),
        ("1.2.4", None, ["declaration"]),
    ],
)
def test_a_package_is_held_against_its_declaration_whether_released_or_not(
    tmp_path: Path, label: str, created: str | None, expected: list[str]
) -> None:
    declared = declare(tmp_path)
    written = replace(declared, version=label, created=created)
    target = write_package(small_tables(declared), written, tmp_path / "package").target
    found = validate_package(target, declared).findings
    assert [f.rule for f in found if f.rule != "river-has-bridge"] == expected


def test_which_library_wrote_a_file_is_no_change_of_the_data(tmp_path: Path) -> None:
    old = build_small(tmp_path).target
    new = Path(shutil.copytree(old, tmp_path / "new"))
    described = json.loads((new / "datapackage.json").read_text())
    assert described["writers"] == {"parquet": f"pyarrow {pa.__version__}"}
    described["writers"] = {"parquet": "pyarrow 99"}
    (new / "datapackage.json").write_text(json.dumps(described))
    assert list(package_changes(open_package(old), open_package(new))) == []

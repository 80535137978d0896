"""What is made of the declaration for readers: the descriptor, the dictionary, tidy failures."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from declaration_support import arrow_table, declaration, list_rows, small_package
from frictionless import Package

from toolkit.schema.arrow import arrow_schema
from toolkit.schema.descriptor import ResourceFacts, csv_path, descriptor, parquet_path
from toolkit.schema.dictionary import dictionary
from toolkit.schema.duckdb_ import identifier, literal

ROOT = Path(__file__).resolve().parents[1]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_package(folder: Path) -> Path:
    """The small package as files, with its descriptor; returns the descriptor's path."""
    (folder / "data").mkdir(parents=True)
    rows = {**list_rows(), **small_package()}
    facts = {}
    for name, table in declaration().all_tables.items():
        data = arrow_table(table, rows[name])
        csv, parquet = folder / csv_path(name), folder / parquet_path(name)
        text = [pa.compute.cast(column, pa.string()) for column in data.columns]
        pacsv.write_csv(pa.table(text, names=data.column_names), csv)
        pq.write_table(data.cast(arrow_schema(table)), parquet, compression="zstd")
        facts[name] = ResourceFacts(csv.stat().st_size, sha256(csv), sha256(parquet))
    path = folder / "datapackage.json"
    path.write_text(json.dumps(descriptor(declaration(), facts), indent=2), encoding="utf-8")
    return path


def test_frictionless_accepts_csv_and_parquet_of_a_sound_package(tmp_path: Path) -> None:
    path = write_package(tmp_path / "package")
    command = [sys.executable, "-m", "frictionless", "validate", path.name, "--json"]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert done.returncode == 0, report
    names = {task["name"] for task in report["tasks"]}
    tables = set(declaration().all_tables)
    assert names == tables | {f"{name}-parquet" for name in tables}


def test_frictionless_finds_a_strange_code_in_parquet_and_a_changed_byte_in_csv(
    tmp_path: Path,
) -> None:
    path = write_package(tmp_path / "package")
    table = declaration().tables["calls"]
    rows = small_package()["calls"]
    rows[0]["medium_code"] = "fax"
    pq.write_table(arrow_table(table, rows), path.parent / parquet_path("calls"))
    roles = path.parent / csv_path("roles")
    roles.write_bytes(roles.read_bytes().replace(b"Recipient", b"Receiver "))
    report = Package(str(path)).validate()
    errors = {task.name: {error.type for error in task.errors} for task in report.tasks}
    assert errors["calls-parquet"] == {"foreign-key"}
    assert "hash-count" in errors["roles"]


def facts() -> dict[str, ResourceFacts]:
    return {name: ResourceFacts(1, "a" * 64, "b" * 64) for name in declaration().all_tables}


def test_descriptor_is_data_package_v2() -> None:
    made = descriptor(declaration(), facts())
    assert made["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert made["name"] == "leader-calls"
    assert made["version"] == declaration().version
    assert made["licenses"][0]["name"] == "CC-BY-4.0"
    moment = "2026-03-01T12:00:00Z"
    assert descriptor(replace(declaration(), created=moment), facts())["created"] == moment
    assert "created" not in descriptor(replace(declaration(), created=None), facts())
    names = [resource["name"] for resource in made["resources"]]
    assert len(names) == len(set(names)) == 2 * len(declaration().all_tables)
    for resource in made["resources"]:
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
        assert ("bytes" in resource) == (resource["format"] == "csv")
        assert "fieldsMatch" not in resource["schema"]
        for key in resource["schema"].get("foreignKeys", ()):
            assert key["reference"]["resource"] in {"", *names}


def test_descriptor_says_all_that_the_files_say() -> None:
    """The schema in the descriptor is the file in schemas/, key by key."""
    made = {r["name"]: r["schema"] for r in descriptor(declaration(), facts())["resources"]}
    for name in declaration().tables:
        written = json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        del written["title"], written["description"]
        assert made[name] == written


def test_descriptor_wants_facts_of_every_table() -> None:
    known = facts()
    del known["calls"]
    with pytest.raises(KeyError, match="calls"):
        descriptor(declaration(), known)


def test_parquet_resources_refer_to_parquet_resources() -> None:
    made = {r["name"]: r["schema"] for r in descriptor(declaration(), facts())["resources"]}
    targets = {key["reference"]["resource"] for key in made["participants-parquet"]["foreignKeys"]}
    assert targets == {
        "calls-parquet", "people-parquet", "accounts-parquet", "offices-parquet", "roles-parquet",
    }  # fmt: skip


def sections(page: str) -> dict[str, str]:
    """The text under each heading of the third level."""
    parts = re.split(r"^### (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_dictionary_documents_every_column_and_code() -> None:
    found = sections(dictionary(declaration()))
    assert list(found) == [*declaration().tables, *declaration().code_lists]
    for name, table in declaration().tables.items():
        for field in table.fields:
            rows = [r for r in found[name].splitlines() if r.startswith(f"| `{field.name}` |")]
            assert len(rows) == 1
            assert field.description.replace("|", "\\|") in rows[0]
    for name, codes in declaration().code_lists.items():
        for code in codes.codes:
            assert f"| `{code}` |" in found[name]


def test_dictionary_tables_are_even() -> None:
    """Every line of a table has as many cells as its heading, also where a cell holds a bar."""
    width = 0
    for line in dictionary(declaration()).splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", line))
        assert cells == (width or cells), line
        width = cells


def test_dictionary_draws_every_key_between_tables() -> None:
    page = dictionary(declaration())
    diagram = page.partition("```mermaid\n")[2].partition("```")[0]
    for table in declaration().tables.values():
        for key in table.foreign_keys:
            if key.resource in declaration().tables:
                line = rf"{key.resource} (\|\||\|o)--o{{ {table.name} : {key.fields[0]}$"
                assert re.search(line, diagram, re.MULTILINE), line
    assert "people |o--o{ calls : initiator_id" in diagram
    assert "calls ||--o{ participants : call_id" in diagram


def test_dictionary_links_lead_somewhere() -> None:
    page = dictionary(declaration())
    headings = set(re.findall(r"^#+ (.+)$", page, re.MULTILINE))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings


def test_dictionary_lists_views_and_rules() -> None:
    page = dictionary(declaration())
    for view in declaration().views:
        assert f"| `{view.name}` | {view.description} |" in page
    for rule in declaration().rules:
        assert f"| `{rule.code}` |" in page


def test_sql_quoting() -> None:
    assert identifier('a"b') == '"a""b"'
    assert literal("it's") == "'it''s'"


VOCABULARY = {"name", "code", "label", "definition", "title", "text", "value"} | {
    "rule", "rules", "roles", "format", "language",
}  # fmt: skip
"""Names of ours that Table Schema, Data Package or the declaration's own files use as well."""


def test_schema_code_names_no_table_or_column_of_ours() -> None:
    """The compilers know Table Schema only; pointed at another dataset they work as they are."""
    words = set(declaration().all_tables)
    for table in declaration().tables.values():
        words.update(table.field_names)
    words -= VOCABULARY
    for path in sorted((ROOT / "toolkit" / "schema").glob("*.py")):
        strings = re.findall(r"""["']([a-z_]+)["']""", path.read_text(encoding="utf-8"))
        assert not words & set(strings), f"{path.name}: {sorted(words & set(strings))}"


def test_loading_imports_nothing_heavy() -> None:
    """``readout --help`` and ``readout query`` do not pay for pandas, pyarrow or frictionless."""
    code = (
        "import sys; from toolkit.schema.loader import load_declaration;"
        "print([m for m in ('pandas', 'pyarrow', 'duckdb', 'frictionless') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"

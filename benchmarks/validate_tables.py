#!/usr/bin/env python3
"""Measure the checking of seven related tables: readout, frictionless, hand-written DuckDB.

    validate_tables.py GENERATOR [--rows 10000 100000] [--formats csv parquet] [--folder DIR]
                       [--skip frictionless]

GENERATOR writes a package: ``GENERATOR OUT --rows N``, with ``datapackage.json`` and
``datapackage-parquet.json``. Every tool checks it in a process of its own, one after the other.
CPU seconds are told twice: without imports (from after the libraries are loaded to the verdict) and
of the whole process; memory is the largest resident set. A ratio is a tool's CPU seconds without
imports over readout's. The DuckDB script tests the same types, constraints and keys, and only
counts what breaks them. A tool that gives another verdict than "no error" is marked.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOOLS = ("readout", "frictionless", "duckdb")
ENDS = {"csv": "datapackage.json", "parquet": "datapackage-parquet.json"}
HEADINGS = ("rows", "format", "tool", "cpu s", "process s", "rss MB", "errors", "ratio")
TYPES = {"integer": "BIGINT", "number": "DECIMAL(28, 6)", "date": "DATE", "datetime": "TIMESTAMPTZ"}
FORMS = {"integer": "[+-]?[0-9]+", "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}"}


def check_readout(descriptor: Path) -> int:
    """The errors that readout finds, and the time it takes."""
    from toolkit.validate.report import Collector
    from toolkit.validate.tabular.task import Options, TableTask

    resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
    collector = Collector()
    if descriptor.name == ENDS["parquet"]:
        import pyarrow.parquet  # noqa: F401

        from toolkit.validate.parquet.check import check_parquet
        from toolkit.validate.parquet.task import ParquetTask

        files = [
            ParquetTask(r["name"], r["path"], descriptor.parent / r["path"], r["schema"])
            for r in resources
        ]
        with clock():
            check_parquet(files, Options(), collector)
    else:
        import csv  # noqa: F401

        from toolkit.validate.tabular.engine import LARGE, check_tables

        tasks = [
            TableTask(r["name"], r["path"], descriptor.parent / r["path"], r["schema"])
            for r in resources
        ]
        if sum(task.source.stat().st_size for task in tasks) >= LARGE:  # type: ignore[union-attr]
            import toolkit.validate.tabular.large  # noqa: F401
        with clock():
            check_tables(tasks, Options(), collector)
    return collector.report({}, []).errors


def check_frictionless(descriptor: Path) -> int:
    """The errors that frictionless finds."""
    from frictionless import Package

    with clock():
        report = Package(str(descriptor)).validate()
    return sum(len(task.errors) for task in report.tasks) + len(report.errors)


def check_duckdb(descriptor: Path) -> int:
    """The errors that plain SQL counts: types, constraints and keys."""
    import duckdb

    resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
    with clock():
        connection = duckdb.connect()
        for item in resources:
            connection.execute(load(item, descriptor.parent))
        total = 0
        for item in resources:
            for query in counts(item):
                row = connection.execute(query).fetchone()
                total += int(row[0] or 0) if row else 0
    return total


def load(item: dict[str, Any], folder: Path) -> str:
    """SQL that reads a table: CSV as text, Parquet as it is."""
    path = str(folder / item["path"]).replace("'", "''")
    if item["path"].endswith(".parquet"):
        return f"CREATE TABLE \"{item['name']}\" AS FROM read_parquet('{path}')"
    columns = ", ".join(f"'{field['name']}': 'VARCHAR'" for field in item["schema"]["fields"])
    options = f"header = true, auto_detect = false, quote = '\"', columns = {{{columns}}}"
    return f"CREATE TABLE \"{item['name']}\" AS FROM read_csv('{path}', {options})"


def counts(item: dict[str, Any]) -> Iterator[str]:
    """Queries that count what breaks a table's schema."""
    table, schema = f'"{item["name"]}"', item["schema"]
    text = not item["path"].endswith(".parquet")
    broken = [test for field in schema["fields"] for test in tests(field, text)]
    yield f"SELECT {' + '.join(f'count(*) FILTER (WHERE {test})' for test in broken)} FROM {table}"
    keys = [[field["name"]] for field in schema["fields"] if unique(field)]
    for names in [*keys, schema["primaryKey"]]:
        columns = ", ".join(f'"{name}"' for name in names)
        present = " AND ".join(f'"{name}" IS NOT NULL' for name in names)
        yield (
            f"SELECT sum(n - 1) FROM (SELECT count(*) AS n FROM {table} WHERE {present} "
            f"GROUP BY {columns} HAVING count(*) > 1)"
        )
    for key in schema.get("foreignKeys", ()):
        own = key["fields"]
        pairs = zip(own, key["reference"]["fields"], strict=True)
        equal = " AND ".join(f'own."{a}" = other."{b}"' for a, b in pairs)
        present = " AND ".join(f'own."{name}" IS NOT NULL' for name in own)
        yield (
            f'SELECT count(*) FROM {table} AS own ANTI JOIN "{key["reference"]["resource"]}" '
            f"AS other ON {equal} WHERE {present}"
        )


def unique(field: dict[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("unique"))


def tests(field: dict[str, Any], text: bool) -> Iterator[str]:
    """Conditions that a faulty cell of a field meets."""
    name, limits = f'"{field["name"]}"', field.get("constraints", {})
    value, kind = name, TYPES.get(field["type"])
    if text and kind:
        value = f"try_cast({name} AS {kind})"
        yield f"{name} IS NOT NULL AND {value} IS NULL"
        if field["type"] in FORMS:
            yield f"NOT regexp_full_match({name}, '{FORMS[field['type']]}')"
    elif text and field["type"] == "boolean":
        yield f"{name} NOT IN ('true', 'True', 'TRUE', '1', 'false', 'False', 'FALSE', '0')"
    if limits.get("required"):
        yield f"{name} IS NULL"
    for limit, sign in (("minimum", "<"), ("maximum", ">")):
        if limit in limits:
            bound = limits[limit]
            yield f"{value} {sign} " + (
                f"DATE '{bound}'" if field["type"] == "date" else str(bound)
            )
    for limit, sign in (("minLength", "<"), ("maxLength", ">")):
        if limit in limits:
            yield f"length({name}) {sign} {limits[limit]}"
    if "pattern" in limits:
        yield f"NOT regexp_full_match({name}, '{limits['pattern']}')"
    if "enum" in limits:
        yield f"{name} NOT IN ({', '.join(repr(item) for item in limits['enum'])})"


CHECKS = {"readout": check_readout, "frictionless": check_frictionless, "duckdb": check_duckdb}
spent: list[float] = []


class clock:  # noqa: N801
    """Notes the CPU seconds of what runs within it."""

    def __enter__(self) -> None:  # noqa: D105
        self.begun = time.process_time()

    def __exit__(self, *_: object) -> None:  # noqa: D105
        spent.append(time.process_time() - self.begun)


def child(tool: str, descriptor: Path) -> None:
    """One tool on one package; its measures as JSON."""
    errors = CHECKS[tool](descriptor)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    measures = {
        "cpu": spent[0],
        "process": usage.ru_utime + usage.ru_stime,
        "rss": usage.ru_maxrss / 1024,
        "errors": errors,
    }
    print(json.dumps(measures))


def measure(tool: str, descriptor: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", tool, str(descriptor)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{tool}: {done.stderr.strip().splitlines()[-1]}")
    measures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measures


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows under their headings, aligned; text to the left and numbers to the right."""
    lines = [HEADINGS, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in (1, 2) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def compare(folder: Path, size: int, formats: list[str], tools: list[str]) -> list[tuple[str, ...]]:
    found = []
    for form in formats:
        ours = None
        for tool in tools:
            if form == "parquet" and tool == "frictionless":
                continue  # it misreads integers with nulls, so that its time says nothing
            measured = measure(tool, folder / ENDS[form])
            ours = ours or measured["cpu"]
            found.append(
                (
                    f"{size:,}",
                    form,
                    tool,
                    f"{measured['cpu']:.2f}",
                    f"{measured['process']:.2f}",
                    f"{measured['rss']:.0f}",
                    f"{measured['errors']:,}",
                    f"{measured['cpu'] / ours:.1f}",
                )
            )
    return found


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("generator", type=Path, help="the script that writes a package")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--formats", nargs="+", choices=sorted(ENDS), default=["csv"])
    parser.add_argument("--skip", nargs="+", choices=TOOLS, default=[], help="tools to leave out")
    parser.add_argument("--folder", type=Path, help="where packages are kept and found again")
    asked = parser.parse_args()
    if not asked.generator.is_file():
        parser.error(f"no such file: {asked.generator}")
    tools = [tool for tool in TOOLS if tool not in asked.skip]
    with tempfile.TemporaryDirectory() as scratch:
        results = []
        for size in asked.rows:
            folder = (asked.folder or Path(scratch)) / f"p{size}"
            if not (folder / ENDS["csv"]).is_file():
                command = [sys.executable, str(asked.generator), str(folder), "--rows", str(size)]
                if "parquet" not in asked.formats:
                    command.append("--no-parquet")
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            results += compare(folder, size, asked.formats, tools)
    print(table(results))


if __name__ == "__main__":
    main()

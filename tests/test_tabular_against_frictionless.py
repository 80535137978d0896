"""Random schemas and tables, clean and damaged: with like_frictionless the same verdict.

Every place (table, row number, field number, type of error) is compared, in order, for both
engines. What may differ is a closed list: `toolkit/validate/tabular/differences.csv` for the
standard's reading, and `unlike` here for what frictionless itself crashes on.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from laws import examples
from tabular_case import ENGINES, Place, run

from toolkit.validate.tabular.task import TableTask

frictionless = pytest.importorskip("frictionless")

VERSION = "https://datapackage.org/profiles/2.0/datapackage.json"
CELLS: dict[str, list[str]] = {
    "string": ["a", "b", "Ärger", "x y", 'say "hi"', "a,b", "two\nlines", "NA", "-", "0", " a"],
    "integer": ["0", "7", "-3", "+4", "007", " 42", "１９", "1_000", "1.0", "1e3", "x", "9" * 30],
    "number": [
        "0",
        "0.5",
        "-1.25",
        ".5",
        "5.",
        "1e3",
        "NaN",
        "INF",
        "-INF",
        "inf",
        "1,5",
        "x",
        "--1",
    ],
    "boolean": ["true", "false", "1", "0", "True", "yes", "TRUE ", "maybe"],
    "date": ["2021-03-04", "2021-3-4", "2021-02-30", "0001-01-01", "04/03/2021", "2020-02-29", "x"],
    "datetime": [
        *("2021-03-04T10:00:00Z", "2021-03-04T10:00:00", "2021-03-04 10:00:00", "2021-03-04"),
        *("2021-03-04T24:00:00", "2021-03-04T10:00:00.5+02:00", "2021-03-04T10:00", "x"),
    ],
    "time": ["10:00:00", "10:00", "25:00:00", "10:00:00.5", "10:00:00Z", "1:00:00", "x"],
    "year": ["2021", "0000", "21", "99999", "-2021", "２０２１", "x"],
    "yearmonth": ["2021-03", "2021-3", "2021-13", "2021", "21-03", "x"],
    "duration": ["P1D", "PT1H30M", "P1Y2M3DT4H5M6S", "P1W", "1D", "P", "-P1D", "P1.5D", "x"],
    "geopoint": ["90.5, 45.5", "1,2", "181,0", "0,91", "1 , 2", "1;2", "x", "1,2,3"],
    "object": ['{"a": 1}', "{}", "[]", "{", "1", '{"a": NaN}', "x"],
    "array": ["[1, 2]", "[]", "{}", "[", "x", '["a", ["b"]]'],
    "list": ["a,b", "a", "a,,b", ","],
    "any": ["a", "1", "x y"],
    "geojson": [
        *('{"type": "Point", "coordinates": [1, 2]}', '{"type": "Point", "coordinates": ["a"]}'),
        *('{"type": "Nothing"}', "{}", "[]", "x"),
    ],
}
EVERYWHERE = ["", "", "NA", "zzz"]
LIMITS: dict[str, list[dict[str, Any]]] = {
    "string": [
        *({"minLength": 2}, {"maxLength": 3}, {"pattern": "[a-z]+"}, {"enum": ["a", "b", "NA"]}),
        *({"pattern": "a|b"}, {"pattern": "(a|b)+"}, {"minLength": 1, "pattern": r"\w"}),
    ],
    "integer": [{"minimum": 0}, {"maximum": "7"}, {"enum": [0, "7"]}, {"exclusiveMinimum": 0}],
    "number": [{"minimum": 0}, {"maximum": 1}, {"exclusiveMaximum": "0.5"}, {"enum": ["0.5", 0]}],
    "date": [{"minimum": "2021-01-01"}, {"maximum": "2020-12-31"}, {"enum": ["2021-03-04"]}],
    "year": [{"minimum": "2000"}, {"maximum": 2020}],
    "yearmonth": [{"minimum": "2021-01"}],
    "time": [{"minimum": "09:00:00"}],
    "boolean": [{"enum": ["true"]}],
    "object": [{"minLength": 1}],
    "array": [{"maxLength": 1}],
    "list": [{"minLength": 2}],
    "any": [{"enum": ["a", "1"]}],
}
EXTRAS: dict[str, list[dict[str, Any]]] = {
    "integer": [{"bareNumber": False}],
    "number": [{"decimalChar": ","}, {"groupChar": ","}, {"bareNumber": False}],
    "boolean": [{"trueValues": ["yes"], "falseValues": ["maybe"]}],
    "date": [{"format": "%d/%m/%Y"}, {"format": "any"}],
    "string": [{"format": "uuid"}, {"format": "binary"}],
    "list": [{"itemType": "integer"}, {"delimiter": ";"}],
    "geopoint": [{"format": "array"}],
}
NAMES = ["a", "b", "c", "d"]


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(CELLS)))
    field: dict[str, Any] = {"name": name, "type": kind}
    if draw(st.integers(0, 4)) == 0:
        field |= draw(st.sampled_from(EXTRAS.get(kind, [{}])))
    limits: dict[str, Any] = {}
    if draw(st.booleans()):
        limits |= draw(st.sampled_from(LIMITS.get(kind, [{}])))
    if "format" in field or "decimalChar" in field:
        limits = {}  # bounds that the field itself cannot read: we say so, frictionless drops them
    if draw(st.integers(0, 3)) == 0:
        limits["required"] = True
    if draw(st.integers(0, 5)) == 0 and kind not in ("object", "array", "list", "geojson"):
        limits["unique"] = True
    if limits:
        field["constraints"] = limits
    if draw(st.integers(0, 5)) == 0:
        field["missingValues"] = draw(st.sampled_from([["-"], [], ["", "NA"], ["x"]]))
    return field


@st.composite
def tables(draw: st.DrawFn, name: str, other: str | None) -> tuple[dict[str, Any], list[list[str]]]:
    """A resource's schema, and the records of its file with the header."""
    names = NAMES[: draw(st.integers(1, 4))]
    schema: dict[str, Any] = {"fields": [draw(fields(item)) for item in names]}
    kinds = {field["name"]: field["type"] for field in schema["fields"]}
    plain = [n for n in names if kinds[n] not in ("object", "array", "list", "geojson")]
    if draw(st.integers(0, 2)) == 0:
        schema["missingValues"] = draw(st.sampled_from([["", "NA"], ["-"], []]))
    if plain and draw(st.booleans()):
        schema["primaryKey"] = plain[: draw(st.integers(1, 2))]
    if plain and draw(st.booleans()):
        target = draw(st.sampled_from(["", other] if other else [""]))
        column = draw(st.sampled_from(plain)) if target == "" else "a"
        schema["foreignKeys"] = [
            {"fields": [plain[-1]], "reference": {"resource": target, "fields": [column]}}
        ]
    labels = list(names)
    if draw(st.integers(0, 3)) == 0:
        mode = draw(st.sampled_from(["equal", "subset", "superset", "partial", "exact"]))
        schema["fieldsMatch"] = mode
        labels = draw(st.permutations(labels))
    if draw(st.integers(0, 4)) == 0:
        place = draw(st.integers(0, len(labels) - 1))
        damage = draw(st.sampled_from(["", "A", "z", "drop", "add", labels[0], " a"]))
        if damage == "drop":
            del labels[place]
        else:
            labels[place : place + (damage != "add")] = ["e" if damage == "add" else damage]
    rows = draw(st.lists(row(schema, labels), max_size=9))
    return schema, [labels, *rows]


@st.composite
def row(draw: st.DrawFn, schema: dict[str, Any], labels: list[str]) -> list[str]:
    kinds = {field["name"]: field["type"] for field in schema["fields"]}
    cells = []
    for label in labels:
        pool = CELLS[kinds.get(label, "any")]
        good = draw(st.integers(0, 5)) > 0
        cells.append(draw(st.sampled_from(pool[:3] if good else pool + EVERYWHERE)))
    damage = draw(st.integers(0, 14))
    if damage == 0:
        return [""] * len(cells)
    if damage == 1:
        return cells[:-1]
    if damage == 2:
        return [*cells, draw(st.sampled_from(["", "extra"]))]
    return cells


@st.composite
def packages(draw: st.DrawFn) -> list[tuple[str, dict[str, Any], list[list[str]]]]:
    first = draw(tables("one", None))
    if draw(st.booleans()):
        return [("one", *first)]
    return [("one", *first), ("two", *draw(tables("two", "one")))]


def as_csv(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for cells in rows:
        if cells:
            writer.writerow(cells)
        else:
            out.write("\n")
    return out.getvalue()


def verdict(folder: Path, resources: list[dict[str, Any]]) -> list[Place] | str:
    """frictionless's findings, or what it cannot do."""
    logging.getLogger("frictionless").setLevel(logging.CRITICAL)
    descriptor = {"$schema": VERSION, "name": "p", "resources": resources}
    try:
        package = frictionless.Package(descriptor, basepath=str(folder))
        report = package.validate(limit_errors=100_000)
    except frictionless.FrictionlessException as error:
        return str(error)
    except Exception as error:  # it crashes on some data; ours must not
        return f"crash: {error!r}"
    if report.errors:
        return "; ".join(error.message for error in report.errors)
    return [
        (
            task.name,
            getattr(error, "row_number", None),
            getattr(error, "field_number", None),
            error.type,
        )
        for task in report.tasks
        for error in task.errors
    ]


def unlike(package: list[tuple[str, dict[str, Any], list[list[str]]]]) -> bool:
    """What we decide otherwise on purpose: two cells NaN are one key, to frictionless never."""
    cells = [cell.lower() for _, _, rows in package for row in rows for cell in row]
    return cells.count("nan") > 1


@pytest.mark.parametrize("engine", ENGINES)
@examples(
    50,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(package=packages())
def test_same_places_in_the_same_order(
    engine: str, package: list[tuple[str, dict[str, Any], list[list[str]]]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        resources, tasks = [], []
        for table, schema, rows in package:
            (folder / f"{table}.csv").write_text(as_csv(rows), encoding="utf-8", newline="")
            resources.append(
                {
                    "name": table,
                    "type": "table",
                    "path": f"{table}.csv",
                    "encoding": "utf-8",
                    "schema": schema,
                }
            )
            copy = json.loads(json.dumps(schema))
            tasks.append(TableTask(table, f"{table}.csv", folder / f"{table}.csv", copy))
        theirs = verdict(folder, resources)
        if isinstance(theirs, str) or unlike(package):
            return
        ours = run(tasks, like_frictionless=True, engine=engine)[0].places
        assert ours == theirs

"""Files that nobody described, odd dialects and inline data: the same verdict as frictionless.

Random files from a seed: frictionless finds out delimiters, header rows and types, and so does
like_frictionless.
"""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from laws import examples
from tabular_case import ENGINES, run
from test_tabular_against_frictionless import verdict

from toolkit.validate.tabular.task import TableTask

ODD = [
    *("a", "id", "x y", "", "1", "3.5", "2021-01-02", "true", "10:00:00", "note, long", 'q "x"'),
    *("é", "2020", "1,2", "[1]", "{}"),
]
COLUMNS = [
    *(["1", "2", "3"], ["1", "x", "2"], ["true", "false"], ["2021-01-02", "2020-02-03"]),
    *(["a", "b"], ODD),
]
HEADERS: list[dict[str, Any]] = [
    *({"header": False}, {"headerRows": [1, 2]}, {"headerRows": [2]}, {"headerCase": False}),
    *({"headerRows": [1, 2], "headerJoin": "-"}, {"skipBlankRows": True}),
]
COMMENTS: list[dict[str, Any]] = [
    *({"commentChar": "#"}, {"commentRows": [2]}, {"commentRows": [1]}, {}),
]
KINDS = ("plain", "delimiter", "inline", "keyed", "header", "comments", "tsv")


def random_rows(rnd: random.Random) -> list[list[str]]:
    width = rnd.randint(1, 4)
    labels = rnd.sample(["id", "name", "a", "b", "c"], width)
    pools = [rnd.choice(COLUMNS) for _ in range(width)]
    rows = []
    for _ in range(rnd.choice([0, 1, 3, 8, 25])):
        row = [rnd.choice(pool) for pool in pools]
        damage = rnd.random()
        if damage < 0.05:
            del row[-1]
        elif damage < 0.1:
            row.append("extra")
        elif damage < 0.14:
            row = []
        elif damage < 0.2:
            row[rnd.randrange(width)] = rnd.choice(ODD)
        rows.append(row)
    if rnd.random() < 0.15:
        labels[rnd.randrange(width)] = rnd.choice(["", labels[0], " id "])
    return [labels, *rows]


def inline(rnd: random.Random, rows: list[list[str]], *, keyed: bool) -> list[Any]:
    def value(cell: str) -> Any:
        return rnd.choice([cell, int(cell) if cell.isdigit() else cell, cell or None])

    data: list[Any] = [rows[0], *([value(cell) for cell in row] for row in rows[1:])]
    if not keyed:
        return data
    return [dict(zip(rows[0], row, strict=False)) for row in data[1:]]


def as_text(rnd: random.Random, rows: list[list[str]], delimiter: str, quote: str) -> bytes:
    out = io.StringIO(newline="")
    end = rnd.choice(["\n", "\r\n"])
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quotechar=quote)
    for row in rows:
        if row:
            writer.writerow(row)
        else:
            out.write("\n")
    text = out.getvalue()
    text = text[:-1] if rnd.random() < 0.1 else text
    return (b"\xef\xbb\xbf" if rnd.random() < 0.1 else b"") + text.encode()


def random_resource(rnd: random.Random, folder: Path) -> dict[str, Any] | None:
    kind, rows = rnd.choice(KINDS), random_rows(rnd)
    resource: dict[str, Any] = {"name": "t", "type": "table"}
    dialect: dict[str, Any] = {}
    if kind in ("inline", "keyed"):
        resource["data"] = inline(rnd, rows, keyed=kind == "keyed")
        dialect = {"header": False} if rnd.random() < 0.3 else {}
    else:
        delimiter = {"delimiter": rnd.choice(";|\t"), "tsv": "\t"}.get(kind, ",")
        if kind == "delimiter" and rnd.random() < 0.7:
            dialect = rnd.choice([{"delimiter": delimiter}, {"csv": {"delimiter": delimiter}}])
        dialect = rnd.choice({"header": HEADERS, "comments": COMMENTS}.get(kind, [dialect]))
        if kind == "comments" and rnd.random() < 0.5:
            rows = [["# comment"], *rows]
        quote = rnd.choice('""\'')
        if quote == "'" and rnd.random() < 0.8:
            dialect = {**dialect, "quoteChar": "'"}
        resource["path"] = "t.tsv" if kind == "tsv" else "t.csv"
        (folder / resource["path"]).write_bytes(as_text(rnd, rows, delimiter, quote))
    if dialect:
        resource["dialect"] = dialect
    if rnd.random() < 0.4 and kind != "keyed":
        names = dict.fromkeys(label.strip() for label in rows[0])
        types = ["string", "integer", "any", "number"]
        fields = [{"name": name or "z", "type": rnd.choice(types)} for name in names]
        resource["schema"] = {"fields": fields}
    if rnd.random() < 0.3:
        resource["rows"] = len(rows) - 1
    return resource if resource.get("data", True) else None


@examples(
    80,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(seed=st.integers(0, 2**32))
def test_same_places_in_the_same_order(seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        resource = random_resource(random.Random(seed), folder)
        if resource is None:
            return
        theirs = verdict(folder, [json.loads(json.dumps(resource))])
        if isinstance(theirs, str):
            return
        path = resource.get("path", "")
        one = TableTask(
            "t",
            path,
            folder / path if path else resource["data"],
            resource.get("schema"),
            resource.get("dialect", {}),
            None,
            path.partition(".")[2] or "inline",
            rows=resource.get("rows"),
        )
        for engine in ENGINES:
            assert run([one], like_frictionless=True, engine=engine)[0].places == theirs

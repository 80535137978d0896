"""Small releases of a package of rivers, laid out as on a server: for tests of ``readout get``."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.inputs.sums import SUMS, sums_text
from toolkit.release.archive import write_zip
from toolkit.release.content import content_hash
from toolkit.release.index import INDEX, Archive, ChangeNote, Index, Release, index_text
from toolkit.release.versions import Version

NAME = "waters"
CREATED = "2026-03-01T12:00:00Z"
RIVERS = (("elbe", "Elbe", 1094), ("oder", "Oder", 866), ("saale", "Saale", 413))
VIEWS = """-- Rivers of more than 800 km.
create view long_rivers as
select * from rivers where length_km > 800
order by name;
"""


@dataclass(frozen=True)
class Made:
    """What one release is to hold.

    Attributes:
        version: its version.
        rows: how many of `RIVERS`.
        bump: what it raises.
        notes: what changed.
        retired: identifiers retired so far, and what replaces them.
        ballast: bytes of a file that no compression makes smaller.
    """

    version: str
    rows: int = 2
    bump: str = "first"
    notes: tuple[str, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()
    ballast: int = 0


FIRST = Made("1.0.0")
SECOND = Made("1.1.0", 3, "minor", ("row added: 1 row of rivers",), (("albis", "elbe"),))


def _resource(name: str, fields: Sequence[str]) -> dict[str, object]:
    kinds = {"length_km": "integer"}
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": {
            "fields": [{"name": field, "type": kinds.get(field, "string")} for field in fields],
            "primaryKey": [fields[0]] if name == "rivers" else list(fields[:2]),
        },
    }


def write_release(folder: Path, made: Made = FIRST) -> Path:
    """Write a release's folder with its ``SHA256SUMS``."""
    (folder / "data").mkdir(parents=True)
    descriptor = {
        "name": NAME,
        "version": made.version,
        "created": CREATED,
        "resources": [
            _resource("rivers", ("river_id", "name", "length_km")),
            _resource("retired", ("table_name", "row_id", "replaced_by")),
        ],
    }
    rows = "".join(f"{key},{name},{length}\n" for key, name, length in RIVERS[: made.rows])
    retired = "".join(f"rivers,{old},{new}\n" for old, new in made.retired)
    for path, text in {
        "datapackage.json": json.dumps(descriptor),
        "data/rivers.csv": f"river_id,name,length_km\n{rows}",
        "data/retired.csv": f"table_name,row_id,replaced_by\n{retired}",
        "views.sql": VIEWS,
        "README.md": f"# Waters {made.version}\n",
        "quality.json": "{}\n",
    }.items():
        (folder / path).write_text(text, encoding="utf-8")
    if made.ballast:
        (folder / "ballast.bin").write_bytes(random.Random(7).randbytes(made.ballast))
    (folder / SUMS).write_text(sums_text(folder), encoding="utf-8")
    return folder


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def index_entry(dist: Path, made: Made) -> Release:
    """What the index says of a release that lies in ``dist``."""
    folder = dist / f"{NAME}-{made.version}"
    archive = dist / f"{folder.name}.zip"
    return Release(
        version=Version.parse(made.version),
        created=CREATED,
        folder=f"{folder.name}/",
        sums_sha256=digest(folder / SUMS),
        content_sha256=content_hash(folder),
        archive=Archive(archive.name, archive.stat().st_size, digest(archive)),
        bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        rows={"rivers": made.rows},
        bump=made.bump,
        changes=tuple(ChangeNote("minor", "rows-added", note) for note in made.notes),
    )


def write_dist(dist: Path, releases: Sequence[Made] = (FIRST, SECOND)) -> Path:
    """Write releases, their zips and their index."""
    dist.mkdir(parents=True, exist_ok=True)
    for made in releases:
        folder = dist / f"{NAME}-{made.version}"
        if not folder.exists():
            write_release(folder, made)
        with (dist / f"{folder.name}.zip").open("wb") as file:
            write_zip(folder, file)
    write_index(dist, releases)
    return dist


def write_index(dist: Path, releases: Sequence[Made]) -> None:
    """Write the index of releases that lie in ``dist``."""
    entries = tuple(index_entry(dist, made) for made in reversed(releases))
    text = index_text(Index(NAME, "Waters", entries))
    (dist / INDEX).write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Path inside the folder to bytes, for every file."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

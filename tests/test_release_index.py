"""The index of releases: what is written is read, and what is wrong is refused by two readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import toolkit.release.index as index_module
from toolkit.errors import DataError, UsageError
from toolkit.release.index import (
    CHANGE_BUMPS,
    RELEASE_BUMPS,
    Archive,
    ChangeNote,
    Index,
    Measured,
    Release,
    index_text,
    read_index,
)
from toolkit.release.versions import Version

SCHEMA = Path(index_module.__file__).with_name("index.schema.json")
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
TEXT = st.text(max_size=12)
COUNT = st.integers(0, 2**53)
SHA256 = st.binary(min_size=32, max_size=32).map(bytes.hex)
MOMENT = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0"))
PATH = st.from_regex(r"[a-z0-9][a-z0-9._ -]{0,8}(/[a-z]{1,3})?", fullmatch=True)
RELEASES = st.builds(
    Release,
    version=st.builds(Version, COUNT, COUNT, COUNT).map(
        lambda version: Version(version.major % 99, version.minor % 99, version.patch % 99)
    ),
    created=MOMENT,
    folder=PATH.map(lambda path: f"{path}/"),
    sums_sha256=SHA256,
    content_sha256=SHA256,
    archive=st.builds(Archive, PATH, COUNT, SHA256),
    bytes=COUNT,
    rows=st.dictionaries(TEXT, COUNT, max_size=3),
    bump=st.sampled_from(RELEASE_BUMPS),
    commit=st.none() | st.binary(min_size=20, max_size=20).map(bytes.hex),
    quality=st.lists(st.builds(Measured, TEXT, TEXT, st.floats(0, 1)), max_size=2).map(tuple),
    changes=st.lists(
        st.builds(ChangeNote, st.sampled_from(CHANGE_BUMPS), TEXT, TEXT), max_size=2
    ).map(tuple),
    contributors=st.lists(TEXT, max_size=2).map(tuple),
    writers=st.dictionaries(TEXT, TEXT, max_size=2),
)
INDEXES = st.builds(
    Index,
    name=st.from_regex(r"[a-z0-9]([a-z0-9._-]{0,8}[a-z0-9])?", fullmatch=True),
    title=TEXT,
    releases=st.lists(RELEASES, max_size=3, unique_by=lambda release: release.version).map(
        lambda found: tuple(sorted(found, key=lambda release: release.version, reverse=True))
    ),
)


def release(version: str = "1.0.0", **other: Any) -> Release:
    facts: dict[str, Any] = {
        "version": Version.parse(version),
        "created": "2026-01-31T12:00:00Z",
        "folder": f"crossings-{version}/",
        "sums_sha256": "a" * 64,
        "content_sha256": "b" * 64,
        "archive": Archive(f"crossings-{version}.zip", 7, "c" * 64),
        "bytes": 12,
        "rows": {"rivers": 2},
        "bump": "first",
        "commit": "d" * 40,
        "quality": (Measured("Elbe", "bridges", 0.5),),
        "changes": (ChangeNote("minor", "rows-added", "2 rows of rivers"),),
        "contributors": ("Ada",),
        "writers": {"parquet": "pyarrow 26.0.0"},
    }
    return Release(**{**facts, **other})


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


def plain() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(index_text(Index("crossings", "Crossings", (release(),))))
    return made


@settings(max_examples=60, deadline=None)
@given(INDEXES)
def test_reading_what_was_written_gives_it_back(index: Index) -> None:
    text = index_text(index)
    assert read_index(text.encode("utf-8", "surrogatepass"), "releases.json") == index
    assert index_text(index) == text
    VALIDATOR.validate(json.loads(text))


def test_the_newest_release_stands_first_whatever_the_order() -> None:
    versions = ["1.0.0", "1.10.0", "1.2.0"]
    index = Index("crossings", "Crossings")
    for version in versions:
        index = index.with_release(release(version))
    assert [str(version) for version in index.versions] == ["1.10.0", "1.2.0", "1.0.0"]
    shuffled = Index("crossings", "Crossings", tuple(release(version) for version in versions))
    assert index_text(shuffled) == index_text(index)
    assert read_index(index_text(shuffled).encode(), "x") == index
    assert str(index.find("").version) == "1.10.0"
    assert str(index.find("~1.2").version) == "1.2.0"
    assert index.exactly("1.0.0") == release("1.0.0")
    assert index.exactly("1.0") is None
    with pytest.raises(UsageError, match="no version fits '2'"):
        index.find("2")
    with pytest.raises(UsageError, match=r"1\.0\.0 is released already"):
        index.with_release(release("1.0.0"))


def test_unknown_keys_are_passed_over() -> None:
    value = plain()
    value["later"] = value["releases"][0]["later"] = {"a": 1}
    assert read_index(as_bytes(value), "x") == Index("crossings", "Crossings", (release(),))
    VALIDATOR.validate(value)


WRONG: list[tuple[str, Any, str]] = [
    ("version", "1.0", "releases\\[0\\].version is wrong: '1.0' is no version"),
    ("version", 1, "version is no text"),
    ("created", "2026-01-31", "created is no moment"),
    ("created", "2026-13-31T12:00:00Z", "created is no moment"),
    ("commit", "abc", "commit is no commit"),
    ("folder", "../x/", "folder is no plain path"),
    ("folder", "/x/", "folder is no plain path"),
    ("folder", "x", "does not end in a slash"),
    ("folder", "https://example.org/", "folder is no plain path"),
    ("sums_sha256", "a" * 63, "sums_sha256 is no SHA-256"),
    ("content_sha256", "A" * 64, "content_sha256 is no SHA-256"),
    ("archive", [], "archive is no object"),
    ("archive", {"path": "a\n.zip", "bytes": 1, "sha256": "a" * 64}, "archive.path is no plain"),
    ("archive", {"path": "a.zip", "bytes": -1, "sha256": "a" * 64}, "archive.bytes is negative"),
    ("bytes", 1.5, "bytes is no whole number"),
    ("bytes", True, "bytes is no whole number"),
    ("bytes", 10**400, "bytes is too great to be true"),
    ("rows", {"rivers": "2"}, "rows.rivers is no whole number"),
    ("quality", [{"corpus": "a", "measure": "b", "f1": 1.5}], "f1 is no number from 0 to 1"),
    ("quality", [{"corpus": "a", "f1": 1}], r"quality\[0\].measure is missing"),
    ("bump", "huge", "bump is none of first, major, minor, patch"),
    ("changes", {}, "changes is no list"),
    ("changes", [{"bump": "x", "kind": "", "text": ""}], r"changes\[0\].bump is none of"),
    ("contributors", [1], "contributors is no list of texts"),
    ("writers", {"parquet": 26}, "writers.parquet is no text"),
]


@pytest.mark.parametrize(("key", "value", "what"), WRONG, ids=lambda part: str(part)[:20])
def test_a_wrong_release_is_refused_by_reader_and_schema(key: str, value: Any, what: str) -> None:
    found = plain()
    found["releases"][0][key] = value
    with pytest.raises(DataError, match=what) as caught:
        read_index(as_bytes(found), "https://example.org/releases.json")
    assert caught.value.where == "https://example.org/releases.json"
    assert not VALIDATOR.is_valid(found)


def test_half_a_character_is_refused() -> None:
    value = plain()
    value["releases"][0]["changes"][0]["text"] = "\ud800"
    with pytest.raises(DataError, match="half a character"):
        read_index(as_bytes(value), "x")


@pytest.mark.parametrize("key", sorted(plain()["releases"][0]))
def test_a_missing_key_is_refused_by_reader_and_schema(key: str) -> None:
    found = plain()
    del found["releases"][0][key]
    if key == "commit":
        assert read_index(as_bytes(found), "x").find().commit is None
        VALIDATOR.validate(found)
        return
    with pytest.raises(DataError, match=f"{key} is missing"):
        read_index(as_bytes(found), "x")
    assert not VALIDATOR.is_valid(found)


@pytest.mark.parametrize(
    ("change", "what", "hint"),
    [
        ({"format": "readout-releases/2"}, "its format is 'readout-releases/2'", "newer readout"),
        ({"format": "other/1"}, "its format is 'other/1'", "An index of releases has"),
        ({"format": None}, "format is no text", "mend"),
        ({"name": "../evil"}, "name is no plain name", "mend"),
        ({"title": 1}, "title is no text", "mend"),
        ({"releases": {}}, "releases is no list", "mend"),
        ({"releases": [1]}, r"releases\[0\] is no object", "mend"),
    ],
)
def test_a_wrong_index_is_refused(change: dict[str, Any], what: str, hint: str) -> None:
    found = {**plain(), **change}
    with pytest.raises(DataError, match=what) as caught:
        read_index(as_bytes(found), "x")
    assert hint in caught.value.hint
    assert not VALIDATOR.is_valid(found)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"<html>", b"{}", b"[" * 100_000])
def test_what_is_no_index_is_one_line(content: bytes) -> None:
    with pytest.raises(DataError) as caught:
        read_index(content, "releases.json")
    assert caught.value.where.startswith("releases.json")


def test_a_version_told_twice_is_refused() -> None:
    found = plain()
    found["releases"] *= 2
    with pytest.raises(DataError, match=r"1\.0\.0 stands twice"):
        read_index(as_bytes(found), "x")

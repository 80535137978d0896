"""Checksums of a folder: written, read, held against the files, also by other programs."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from toolkit.errors import DataError, UsageError
from toolkit.inputs.sums import (
    DIFFERS,
    MISSING,
    NOT_LISTED,
    SIGNATURE,
    SUMS,
    SumFault,
    check_sums,
    files_of_folder,
    load_sums,
    read_sums,
    sha256_of,
    sums_text,
)

HEX = "0123456789abcdef" * 4
PARTS = st.text("abcXYZ01-_ é", min_size=1, max_size=6)
PATHS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def listed(folder: Path) -> Path:
    (folder / SUMS).write_text(sums_text(folder), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"b.txt": b"two", "a/z.bin": bytes(range(256)), "a b.txt": b"", "Ä.txt": b"umlaut"}
    return listed(fill(tmp_path / "release", files))


def test_lines_are_sorted_and_leave_out_the_list_itself(folder: Path) -> None:
    (folder / SIGNATURE).write_bytes(b"signed")
    (folder / ".DS_Store").write_bytes(b"dropped")
    text = sums_text(folder)
    assert [line[66:] for line in text.splitlines()] == ["a b.txt", "a/z.bin", "b.txt", "Ä.txt"]
    assert text.startswith("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ")
    assert check_sums(folder) == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_agrees(folder: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    subprocess.run(command, cwd=folder, check=True)
    (folder / "b.txt").write_bytes(b"twp")
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "b.txt" in told.stdout


def test_every_kind_of_fault_is_told_with_its_line(folder: Path) -> None:
    (folder / "a" / "z.bin").write_bytes(b"other")
    (folder / "b.txt").unlink()
    (folder / "a" / "new.txt").write_bytes(b"")
    assert check_sums(folder) == [
        SumFault("a/new.txt", NOT_LISTED),
        SumFault("a/z.bin", DIFFERS, 2),
        SumFault("b.txt", MISSING, 3),
    ]


@given(st.dictionaries(PATHS, st.binary(min_size=32, max_size=32)))
def test_reading_what_was_written_gives_it_back(sums: dict[str, bytes]) -> None:
    folded = {path.casefold() for path in sums}
    assume(len(folded) == len(sums))
    assume(all(not any(p.startswith(f"{q}/") for q in folded) for p in folded))
    assume(all(part.strip(" ") == part for path in sums for part in path.split("/")))
    text = "".join(f"{digest.hex()}  {path}\n" for path, digest in sorted(sums.items()))
    if not sums:
        with pytest.raises(DataError, match="lists nothing"):
            read_sums(text, SUMS)
        return
    read = read_sums(text, SUMS)
    assert read == {path: digest.hex() for path, digest in sums.items()}
    assert list(read) == sorted(sums)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data())
def test_one_changed_byte_of_the_list_never_passes(folder: Path, data: st.DataObject) -> None:
    good = (folder / SUMS).read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != good[at]))
    # a second space may be the star that marks binary files: the same list, so no fault
    assume(not (byte == ord("*") and good[at - 1 : at + 1] == b"  "))
    (folder / SUMS).write_bytes(good[:at] + bytes([byte]) + good[at + 1 :])
    try:
        with pytest.raises(DataError, match=SUMS):
            refuse_faults(folder)
    finally:
        (folder / SUMS).write_bytes(good)


def refuse_faults(folder: Path) -> None:
    """Refuse a folder with faults as one with a damaged list is refused."""
    if check_sums(folder):
        raise DataError(f"not what {SUMS} says")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "lists nothing"),
        (f"{HEX}  a", "cut off"),
        (f"{HEX} a\n", "two spaces"),
        (f"{HEX[:-1]}  a\n", "64 digits"),
        (f"{HEX.upper()}  a\n", "64 digits"),
        ("\n", "64 digits"),
        (f"{HEX}  ../a\n", "parent folder"),
        (f"{HEX}  /etc/passwd\n", "absolute"),
        (f"{HEX}  C:/a\n", "absolute"),
        (f"{HEX}  ~/a\n", "home folder"),
        (f"{HEX}  a\\b\n", "backslash"),
        (f"{HEX}  ./a\n", "not written plainly"),
        (f"{HEX}  a//b\n", "not written plainly"),
        (f"{HEX}  a\r\n", "cannot be shown"),
        (f"{HEX}  https://example.org/a\n", "an address"),
        (f"{HEX}  {SUMS}\n", "cannot name itself"),
        (f"{HEX}  sha256sums.SIG\n", "cannot name itself"),
        (f"{HEX}  a\n{HEX}  a\n", "stands on line 1 already"),
        (f"{HEX}  a\n{HEX}  A\n", "stands on line 1 already"),
        (f"{HEX}  a/b\n{HEX}  a\n", "below a path that is listed as a file"),
    ],
)
def test_bad_lists_are_refused(text: str, what: str) -> None:
    with pytest.raises(DataError, match=what) as caught:
        read_sums(text, "x/SHA256SUMS")
    assert caught.value.where.startswith("x/SHA256SUMS")
    assert caught.value.hint


def test_links_devices_and_twins_are_refused(folder: Path) -> None:
    (folder / "link").symlink_to("b.txt")
    with pytest.raises(DataError, match="link is a link"):
        check_sums(folder)
    (folder / "link").unlink()
    os.mkfifo(folder / "pipe")
    with pytest.raises(DataError, match="pipe is a device or a pipe"):
        sums_text(folder)
    (folder / "pipe").unlink()
    if not (folder / "B.TXT").exists():
        (folder / "B.TXT").write_bytes(b"")
        with pytest.raises(DataError, match="only in upper and lower case"):
            files_of_folder(folder)


def test_a_link_to_a_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "sub").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(DataError, match="sub is a link"):
        files_of_folder(folder)


def test_folders_in_folders_are_walked_without_recursion(tmp_path: Path) -> None:
    deep = tmp_path / "/".join(["a"] * 300)
    deep.mkdir(parents=True)
    (deep / "b").write_bytes(b"")
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        assert [name.count("/") for name in files_of_folder(tmp_path)] == [300]
    finally:
        sys.setrecursionlimit(before)


def test_names_that_cannot_be_listed_are_refused(folder: Path) -> None:
    for name in ("new\nline", "tab\t", os.fsdecode(b"\xff.bin")):
        (folder / name).write_bytes(b"")
        with pytest.raises(DataError, match="cannot be shown"):
            sums_text(folder)
        (folder / name).unlink()


def test_a_missing_or_damaged_list_is_one_line(folder: Path) -> None:
    (folder / SUMS).write_bytes(b"\xff\n")
    with pytest.raises(DataError, match="not UTF-8"):
        load_sums(folder)
    (folder / SUMS).unlink()
    with pytest.raises(UsageError, match="cannot be read"):
        load_sums(folder)
    with pytest.raises(UsageError, match="cannot be read"):
        sha256_of(folder / "nothing")

"""Packages appear whole or not at all, whatever goes wrong."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_package import build_small, contents, declare, small_tables

from toolkit.errors import DataError, UsageError
from toolkit.package.replace import cannot_write, replaced_file, replaced_folder
from toolkit.package.write import write_package
from toolkit.schema.model import PackageDeclaration

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


@pytest.fixture(scope="module")
def declaration(tmp_path_factory: pytest.TempPathFactory) -> PackageDeclaration:
    return declare(tmp_path_factory.mktemp("declaration"))


def _add_notes(target: Path) -> None:
    (target / "notes.txt").write_text("mine")


def _rename(target: Path) -> None:
    path = target / "datapackage.json"
    path.write_text(path.read_text().replace('"crossings"', '"other"'))


def _only_notes(target: Path) -> None:
    for path in target.rglob("*"):
        if path.is_file():
            path.unlink()
    _add_notes(target)


@pytest.mark.parametrize("change", [_add_notes, _rename, _only_notes])
def test_what_is_not_ours_is_not_replaced(
    tmp_path: Path, declaration: PackageDeclaration, change: Callable[[Path], None]
) -> None:
    target = build_small(tmp_path).target
    change(target)
    before = contents(target)
    with pytest.raises(UsageError, match="is not part of a package crossings"):
        write_package(small_tables(declaration), declaration, target)
    assert contents(target) == before


def test_a_file_is_not_replaced_by_a_folder(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    (tmp_path / "package").write_text("a file")
    with pytest.raises(UsageError, match="is not a folder"):
        write_package(small_tables(declaration), declaration, tmp_path / "package")


def test_a_place_that_cannot_be_written(declaration: PackageDeclaration) -> None:
    target = Path("/proc/readout-package" if Path("/proc").is_dir() else "/dev/null/package")
    with pytest.raises(UsageError, match=r"cannot be written: .*Nothing was changed"):
        write_package(small_tables(declaration), declaration, target)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to read-only folders")
def test_a_read_only_folder(tmp_path: Path, declaration: PackageDeclaration) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(UsageError, match="Permission denied"):
            write_package(small_tables(declaration), declaration, tmp_path / "package")
    finally:
        tmp_path.chmod(0o755)


def test_a_failing_check_leaves_the_old_package(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    target = build_small(tmp_path).target
    before = contents(target)

    def refuse(folder: Path) -> None:
        assert (folder / "datapackage.json").is_file()
        raise DataError("no good")

    with pytest.raises(DataError, match="no good"):
        write_package(small_tables(declaration), declaration, target, refuse)
    assert contents(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "schemas"]


FULL_DISK = """
import resource, sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from small_package import small_tables
from toolkit.errors import UsageError
from toolkit.package.write import write_package
from toolkit.schema.loader import load_declaration
folder = Path(sys.argv[3])
declaration = load_declaration(folder / "schemas")
tables = small_tables(declaration)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    write_package(tables, declaration, folder / "package")
except UsageError as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [100, 9000])
def test_no_room_for_a_file(tmp_path: Path, limit: int) -> None:
    """The limit on file sizes stands in for a full disk: every write beyond it fails."""
    target = build_small(tmp_path).target
    before = contents(target)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(ROOT), str(TESTS), str(tmp_path), str(limit)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "cannot be written: File too large. Nothing was changed." in done.stdout
    assert done.stderr == ""
    assert contents(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "schemas"]


def test_a_full_disk(tmp_path: Path, declaration: PackageDeclaration) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        with pytest.raises(UsageError, match="No space left on device"):
            write_package(small_tables(declaration), declaration, disk / "package")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


STOPPED = """
import sys, time
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from small_package import small_tables
import toolkit.package.write as write
from toolkit.schema.loader import load_declaration
folder = Path(sys.argv[3])
declaration = load_declaration(folder / "schemas")
def slow(*args, **kwargs):
    print("writing", flush=True)
    time.sleep(60)
write.write_parquet = slow
write.write_package(small_tables(declaration), declaration, folder / "package")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_build_leaves_the_old_package(
    tmp_path: Path, declaration: PackageDeclaration, number: signal.Signals
) -> None:
    target = build_small(tmp_path).target
    before = contents(target)
    arguments = [sys.executable, "-c", STOPPED, str(ROOT), str(TESTS), str(tmp_path)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(number)
        process.wait(timeout=20)
    assert contents(target) == before
    leftovers = [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert len(leftovers) == (1 if number is signal.SIGKILL else 0)
    write_package(small_tables(declaration), declaration, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "schemas"]


def test_a_build_at_work_is_not_cleared_away(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    target = build_small(tmp_path).target
    with replaced_folder(target) as other:
        (other / "file").write_text("x")
        write_package(small_tables(declaration), declaration, target)
        assert (other / "file").read_text() == "x"
    assert contents(target) == {"file": b"x"}


def test_a_kill_between_two_renames_is_mended(
    tmp_path: Path, declaration: PackageDeclaration
) -> None:
    target = build_small(tmp_path).target
    before = contents(target)
    target.rename(tmp_path / ".package.readout-abc.old")
    with replaced_folder(target) as folder:
        assert contents(target) == before
        (folder / "new").write_text("x")
    assert contents(target) == {"new": b"x"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "schemas"]


def test_systems_without_exchange(
    tmp_path: Path, declaration: PackageDeclaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = build_small(tmp_path).target
    monkeypatch.setattr("toolkit.package.replace.renamed_in_one_step", lambda new, old: False)
    with replaced_folder(target) as folder:
        (folder / "new").write_text("x")
    assert contents(target) == {"new": b"x"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "schemas"]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("old")

    def fail() -> None:
        with replaced_file(path) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_text() == "old"
    with replaced_file(path) as file:
        file.write(b"new")
    assert path.read_text() == "new"
    assert [item.name for item in tmp_path.iterdir()] == ["result.csv"]
    with pytest.raises(UsageError, match="No such file"), replaced_file(tmp_path / "no" / "x"):
        pass


WRITING = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from toolkit.package.replace import replaced_file
with replaced_file(Path(sys.argv[2])) as file:
    print("writing", flush=True)
    time.sleep(60)
"""


def test_what_a_killed_write_leaves_is_cleared_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "result[1].csv"
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(ROOT), str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        with replaced_file(path) as file:
            file.write(b"other")
        assert len(list(tmp_path.iterdir())) == 2, "a run at work is let be"
        process.kill()
    with replaced_file(path) as file:
        file.write(b"new")
    assert [item.name for item in tmp_path.iterdir()] == ["result[1].csv"]
    assert path.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with replaced_file(pipe) as file:
        file.write(b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Free space, or choose another place."),
        (errno.EACCES, "Nothing was changed. Choose another place."),
        (errno.ENOENT, "Make the folder nowhere first."),
    ],
)
def test_the_advice_fits_the_error(number: int, advice: str) -> None:
    assert advice in str(cannot_write(Path("nowhere/x.csv"), OSError(number, "")))

"""The cache of ``readout get``: what is kept, what is fetched anew, offline, signatures."""

# ruff: noqa: F401, F811 (fixtures are imported, and named by their parameters)

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from get_support import built_once, dist, get, is_release, place, query, site, told
from releases import FIRST, NAME, contents, write_dist
from servers import Site, serving
from test_release_signatures import make_key, signers

from toolkit.errors import UsageError
from toolkit.inputs.sums import SIGNATURE, SUMS
from toolkit.release.cache import VARIABLE, Cache
from toolkit.release.get import fetch, fetched
from toolkit.release.index import INDEX
from toolkit.release.signatures import sign
from toolkit.release.sources import Means, releases

ROOT = Path(__file__).resolve().parents[1]


def test_the_cache_is_cleared(dist: Path, tmp_path: Path) -> None:
    get(dist)
    get(f"{dist}@1.0")
    assert "Removed 2 releases" in get("--clear-cache").stdout
    assert [p for p in contents(tmp_path / "cache") if "/" in p and not p.endswith(".lock")] == []
    assert json.loads(get("--list", "--format", "json").stdout) == []
    assert "clears the whole cache" in told(get(dist, "--clear-cache"))


def test_what_another_process_uses_stays_in_the_cache(dist: Path) -> None:
    folder = fetched(str(dist))
    code = "import sys; from toolkit.release.cache import Cache; print(Cache().clear())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.startswith("(0, ")
    assert done.stdout.endswith(", 1)\n")
    assert (folder / SUMS).is_file()


def _cached_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").glob("releases/*/files/data/rivers.csv")
    return path


def test_a_damaged_entry_is_fetched_anew(
    place: Path, dist: Path, site: Site, tmp_path: Path
) -> None:
    get(f"{site.address}@1.0.0")
    path = _cached_file(tmp_path)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    site.asked.clear()
    assert get(f"{site.address}@1.0.0", "-o", "other").exit_code == 0
    assert f"/{NAME}-1.0.0.zip" in site.paths()
    assert is_release(place / "other", dist, "1.0.0")


def test_damage_that_only_a_checksum_shows(
    place: Path, dist: Path, site: Site, tmp_path: Path
) -> None:
    get(f"{site.address}@1.0.0")
    _spoil_unseen(_cached_file(tmp_path))
    result = get(f"{site.address}@1.0.0", "-o", "other")
    assert result.exit_code == 0
    assert "the cache was damaged" in result.stderr
    assert is_release(place / "other", dist, "1.0.0")


def test_a_touched_entry_is_hashed_and_kept(dist: Path, site: Site, tmp_path: Path) -> None:
    fetched(site.address, "1.0.0")
    path = _cached_file(tmp_path)
    os.utime(path, (1, 1))
    site.asked.clear()
    fetched(site.address, "1.0.0")
    assert site.asked == []


def test_offline(place: Path, site: Site) -> None:
    line = told(get(site.address, "--offline"))
    assert "nothing of it is in the cache" in line
    assert site.asked == []
    get(f"{site.address}@1.0")
    site.asked.clear()
    result = get(site.address, "--offline", "-o", "other")
    assert result.exit_code == 0
    assert "note: waters 1.1.0 is not in the cache; 1.0.0 is used" in result.stderr
    assert "In the cache: 1.0.0" in told(get(f"{site.address}@1.1", "--offline"))
    assert site.asked == []


@pytest.mark.parametrize("ending", ["", f"{NAME}-1.0.0.zip", f"{NAME}-1.0.0/"])
def test_without_a_network_the_cache_is_used(dist: Path, place: Path, ending: str) -> None:
    with serving(dist) as site:
        get(f"{site.address}{ending}@1.0")
    result = get(f"{site.address}{ending}@1", "-o", "other")
    assert result.exit_code == 0, result.output
    assert "cannot be fetched: Connection refused; this is as it was on 20" in result.stderr
    assert is_release(place / "other", dist, "1.0.0")


def test_the_index_of_a_place(dist: Path, site: Site) -> None:
    assert [str(version) for version in releases(site.address).versions] == ["1.1.0", "1.0.0"]
    assert releases(str(dist)) == releases(f"{site.address}{INDEX}")
    with pytest.raises(UsageError, match="no index of releases"):
        releases(str(dist / f"{NAME}-1.0.0"))


def test_signed_releases(tmp_path: Path, place: Path, dist: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("needs ssh-keygen")
    key, other = make_key(tmp_path / "key"), make_key(tmp_path / "other")
    trusted, strangers = tmp_path / "trusted", tmp_path / "strangers"
    trusted.mkdir()
    strangers.mkdir()
    unsigned = get(dist, "--signers", signers(trusted, key))
    assert unsigned.exit_code == 1
    assert "not signed" in told(unsigned)
    sign(dist / f"{NAME}-1.1.0" / SUMS, str(key))
    refused = get(dist, "--signers", signers(strangers, other))
    assert refused.exit_code == 1
    assert list(place.iterdir()) == []
    result = get(dist, "--signers", signers(trusted, key))
    assert result.exit_code == 0
    assert "Signed by ada@example.org." in result.stdout
    assert (place / f"{NAME}-1.1.0" / SIGNATURE).is_file()


def test_a_signature_of_something_else(tmp_path: Path, place: Path, dist: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("needs ssh-keygen")
    key = make_key(tmp_path / "key")
    old, new = dist / f"{NAME}-1.0.0", dist / f"{NAME}-1.1.0"
    sign(old / SUMS, str(key))
    shutil.copy(old / SIGNATURE, new / SIGNATURE)
    result = get(new, "--signers", signers(tmp_path, key))
    assert result.exit_code == 1
    assert "signature" in told(result)
    assert list(place.iterdir()) == []


def test_a_signature_that_does_not_count_is_not_kept(
    tmp_path: Path, place: Path, dist: Path
) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("needs ssh-keygen")
    key, other = make_key(tmp_path / "key"), make_key(tmp_path / "other")
    (tmp_path / "strangers").mkdir()
    folder = dist / f"{NAME}-1.1.0"
    assert get(dist, "-o", "unsigned").exit_code == 0
    sign(folder / SUMS, str(other))
    refused = get(dist, "--signers", signers(tmp_path, key))
    assert "not listed" in told(refused)
    (folder / SIGNATURE).write_text("nonsense", encoding="utf-8")
    assert f"{folder / SIGNATURE}" not in told(get(dist, "--signers", signers(tmp_path, key)))
    assert list((tmp_path / "cache").rglob(SIGNATURE)) == []
    assert get(dist, "-o", "again").exit_code == 0
    assert not (place / "again" / SIGNATURE).exists()


def test_what_is_fetched_anew_must_be_signed_as_well(
    tmp_path: Path, place: Path, dist: Path
) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("needs ssh-keygen")
    key = make_key(tmp_path / "key")
    folder = dist / f"{NAME}-1.1.0"
    sign(folder / SUMS, str(key))
    trusted = signers(tmp_path, key)
    assert get(dist, "--signers", trusted, "-o", "first").exit_code == 0
    path = _cached_file(tmp_path)
    _spoil_unseen(path)
    (folder / SIGNATURE).unlink()
    path.parent.parent.joinpath(SIGNATURE).chmod(0o644)
    assert "not signed" in told(get(dist, "--signers", trusted, "-o", "second"))
    assert [path.name for path in place.iterdir()] == ["first"]


def test_another_release_that_is_fetched_anew_is_refused(
    tmp_path: Path, place: Path, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index changes between the first look and the second."""
    assert get(f"{dist}@1", "-o", "first").exit_code == 0
    _spoil_unseen(_cached_file(tmp_path))
    drop = Cache.drop

    def replaced_meanwhile(self: Cache, key: str) -> None:
        shutil.rmtree(dist)
        write_dist(dist, (FIRST,))
        drop(self, key)

    monkeypatch.setattr(Cache, "drop", replaced_meanwhile)
    assert "another release stands there now" in told(get(f"{dist}@1", "-o", "second"))
    assert [path.name for path in place.iterdir()] == ["first"]


def _spoil_unseen(path: Path) -> None:
    """Change a file so that only its checksum shows it."""
    known = path.stat()
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Elbe", b"Ebro"))
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


def test_a_query_hashes_nothing_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(site.address, "1.0.0")

    def never(*_: object) -> None:
        raise AssertionError("hashed again")

    monkeypatch.setattr("toolkit.release.cache.is_right", never)
    monkeypatch.setattr("toolkit.release.incoming.check_sums", never)
    assert query(f"{site.address}@1.0.0", "select 1 as n from rivers limit 1").stdout == "n\n1\n"


def test_two_at_once(site: Site, dist: Path) -> None:
    entries = []
    threads = [
        threading.Thread(target=lambda: entries.append(fetch(site.address, "1.0", Means())))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({found.entry.folder for found in entries}) == 1
    assert len(entries) == 4
    assert site.paths().count(f"/{NAME}-1.0.0.zip") == 1


def test_what_killed_runs_left_is_cleared_away(dist: Path, tmp_path: Path) -> None:
    cache = Cache()
    cache.prepare()
    left = tmp_path / "cache" / "releases" / ".new-killed"
    left.mkdir()
    old, new = (tmp_path / "cache" / "parts" / f"{name * 64}.part" for name in "ab")
    for path in (old, new):
        path.write_bytes(b"part")
    os.utime(old, (1, 1))
    fetched(str(dist))
    assert not left.exists()
    assert not old.exists()
    assert new.exists()


def test_a_part_that_vanishes_while_it_is_looked_at_stops_nobody(
    dist: Path, tmp_path: Path
) -> None:
    """Another run finished its download between the listing of the folder and a look at the file.

    A link to nothing stands for it; the lock on the cache was never let go then, and all others
    waited for ever.
    """
    cache = Cache()
    cache.prepare()
    (tmp_path / "cache" / "parts" / f"{'c' * 64}.part").symlink_to(tmp_path / "gone")
    cache.prepare()
    with cache.staging() as folder:
        assert folder.is_dir()
    assert fetched(str(dist)).is_dir()


def test_the_download_of_a_release_that_is_there_is_cleared_away(dist: Path) -> None:
    """A run was killed after it took the release in, before it removed the download."""
    home = fetched(str(dist), "1.0.0").parent
    part = home.parent.parent / "parts" / f"{home.name}.part"
    for path in (part, part.with_name(f"{part.name}.json")):
        path.write_bytes(b"part")
    assert fetched(str(dist), "1.0.0") == home / "files"
    assert not list(part.parent.glob("*.part*"))


@pytest.mark.parametrize("key", ["name", "sums_sha256"])
def test_an_index_that_lies_is_not_believed_of_the_cache(
    dist: Path, place: Path, site: Site, key: str
) -> None:
    """The same answer whether the release is in the cache or not."""
    get(f"{dist}@1.0.0", "-o", "first")
    get(f"{dist}@1.1.0", "-o", "second")
    index = json.loads((dist / INDEX).read_bytes())
    if key == "name":
        index["name"] = "rivers"
    else:
        index["releases"][0][key] = index["releases"][1][key]
    (dist / INDEX).write_text(json.dumps(index), encoding="utf-8")
    for source in (dist, site.address):
        result = get(f"{source}@1.1.0", "-o", "third")
        assert result.exit_code == 1
        assert "it is waters 1." in told(result)
    assert not (place / "third").exists()


def test_a_cache_that_cannot_be_written(dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/proc/cache")
    line = told(get(dist))
    assert "the cache cannot be written" in line
    assert VARIABLE in line


def test_what_was_fetched_is_not_fetched_again(site: Site, place: Path) -> None:
    get(f"{site.address}@1.0.0")
    site.asked.clear()
    shutil.rmtree(place / f"{NAME}-1.0.0")
    assert "from the cache" in get(f"{site.address}@1.0.0").stdout
    assert site.asked == []  # a version named in full needs no connection
    assert get(f"{site.address}@1.0", "-o", "other").exit_code == 0
    assert site.paths() == [f"/{INDEX}"]


def test_a_zip_without_an_index_is_not_fetched_twice(site: Site, place: Path) -> None:
    address = f"{site.address}{NAME}-1.0.0.zip"
    get(address)
    assert get(address, "-o", "other").exit_code == 0
    assert [headers.get("if-none-match") is None for _, headers in site.asked] == [True, False]


def test_what_was_fetched_before_tells_what_changed(dist: Path) -> None:
    get(f"{dist}@1.0")
    assert "row added: 1 row of rivers" in get(dist).stdout

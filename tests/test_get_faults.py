"""``readout get`` from servers that fail, stop, cheat or never end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from releases import NAME, Made, contents, digest, write_dist, write_index
from servers import Rule, Site, cut_after, endless, fails, sends, serving

from toolkit.errors import DataError, ReadoutError, UsageError
from toolkit.inputs.limits import default_limits
from toolkit.inputs.remote import Downloads
from toolkit.inputs.target import open_target
from toolkit.inputs.transfers import UnreachableError
from toolkit.release.cache import VARIABLE, Cache
from toolkit.release.get import fetched
from toolkit.release.index import INDEX
from toolkit.release.sources import Means

ROOT = Path(__file__).resolve().parents[1]
ARCHIVE = f"/{NAME}-1.0.0.zip"
SIZE = 300_000


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return write_dist(tmp_path / "dist", [Made("1.0.0", ballast=SIZE)])


@pytest.fixture
def site(dist: Path) -> Iterator[Site]:
    with serving(dist) as running:
        yield running


def means(**limits: int) -> Means:
    return Means(limits=replace(default_limits(), retry_milliseconds=1, **limits))


def is_release(folder: Path, dist: Path) -> bool:
    return contents(folder) == contents(dist / f"{NAME}-1.0.0")


def parts(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / "parts").glob("*.part"))


def refused(site: Site, kind: type[ReadoutError], **limits: int) -> str:
    """The one line of an error; nothing of it is in the cache."""
    how = means(**limits)
    with pytest.raises(kind) as caught:
        fetched(site.address, "", how)
    assert how.cache.entries() == []
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("tags", [True, False], ids=["tags", "dates"])
def test_a_cut_connection_is_resumed(dist: Path, site: Site, tags: bool) -> None:
    site.tags = tags
    site.rules[ARCHIVE] = [cut_after(100_000), cut_after(50_000)]
    assert is_release(fetched(site.address, "", means()), dist)
    assert site.parts() == ["bytes=100000-", "bytes=150000-"]


def test_a_server_without_ranges_begins_anew(dist: Path, site: Site) -> None:
    site.ranges = False
    site.rules[ARCHIVE] = [cut_after(100_000)]
    assert is_release(fetched(site.address, "", means()), dist)


def test_the_next_run_resumes(dist: Path, site: Site, tmp_path: Path) -> None:
    site.rules[ARCHIVE] = [cut_after(100_000), *[cut_after(0)] * 9]
    line = refused(site, UnreachableError)
    assert "ended after 100,000 of" in line
    assert "what came already is kept" in line
    (part,) = parts(tmp_path)
    assert part.stat().st_size == 100_000
    site.rules.clear()
    site.asked.clear()
    assert is_release(fetched(site.address, "", means()), dist)
    assert site.parts() == ["bytes=100000-"]
    assert parts(tmp_path) == []


def test_a_run_that_was_killed_is_resumed(dist: Path, site: Site, tmp_path: Path) -> None:
    def stalls(handler: Any) -> None:
        handler.usual(cut=120_000)
        handler.wfile.flush()
        time.sleep(20)

    site.rules[ARCHIVE] = [stalls]
    running = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "get", site.address],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    deadline = time.monotonic() + 20
    while not (found := parts(tmp_path)) or found[0].stat().st_size < 120_000:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    site.asked.clear()
    assert is_release(fetched(site.address, "", means()), dist)
    assert site.parts() == ["bytes=120000-"]
    assert not list((tmp_path / "cache" / "releases").glob(".*"))


def test_a_zip_that_was_packed_again_meanwhile_begins_anew(dist: Path, site: Site) -> None:
    site.rules[ARCHIVE] = [cut_after(100_000), *[cut_after(0)] * 9]
    refused(site, UnreachableError)
    site.rules.clear()
    with zipfile.ZipFile(dist / ARCHIVE.lstrip("/"), "a") as archive:
        archive.comment = b"packed again"
    write_index(dist, [Made("1.0.0", ballast=SIZE)])
    site.asked.clear()
    assert is_release(fetched(site.address, "", means()), dist)
    assert site.parts() == ["bytes=100000-"]
    assert site.paths() == [f"/{INDEX}", ARCHIVE]


def test_a_wrong_part_is_thrown_away(dist: Path, site: Site, tmp_path: Path) -> None:
    site.rules[ARCHIVE] = [cut_after(100_000), *[cut_after(0)] * 9]
    refused(site, UnreachableError)
    (part,) = parts(tmp_path)
    part.write_bytes(bytes(100_000))
    site.rules.clear()
    assert is_release(fetched(site.address, "", means()), dist)


@pytest.mark.parametrize("length", [100_000, 900_000])
def test_a_part_that_is_whole_or_too_long(
    dist: Path, site: Site, tmp_path: Path, length: int
) -> None:
    site.rules[ARCHIVE] = [cut_after(100_000), *[cut_after(0)] * 9]
    refused(site, UnreachableError)
    (part,) = parts(tmp_path)
    whole = (dist / ARCHIVE.lstrip("/")).read_bytes()
    part.write_bytes(whole if length == 100_000 else bytes(length))
    site.rules.clear()
    assert is_release(fetched(site.address, "", means()), dist)


def test_no_rest_of_the_file(dist: Path, site: Site) -> None:
    site.rules[ARCHIVE] = [cut_after(100_000), fails(416, Content_Range="bytes */7")]
    assert is_release(fetched(site.address, "", means()), dist)


def wrong_part(handler: Any) -> None:
    """Sends another part than the one asked for."""
    handler.send_response(206)
    handler.send_header("Content-Range", "bytes 5-9/300000")
    handler.send_header("Content-Length", "5")
    handler.end_headers()
    handler.wfile.write(b"wrong")


def test_another_part_than_asked_for(dist: Path, site: Site) -> None:
    site.rules[ARCHIVE] = [cut_after(100_000), wrong_part]
    assert is_release(fetched(site.address, "", means()), dist)


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(dist: Path, site: Site, code: int) -> None:
    site.rules = {f"/{INDEX}": [fails(code)], ARCHIVE: [fails(code, Retry_After="0")] * 2}
    assert is_release(fetched(site.address, "", means()), dist)


def test_the_server_says_how_long_to_wait(dist: Path, site: Site) -> None:
    site.rules[ARCHIVE] = [fails(503, Retry_After="1")]
    begun = time.monotonic()
    assert is_release(fetched(site.address, "", means()), dist)
    assert time.monotonic() - begun >= 1


def test_what_does_not_pass_is_told(site: Site) -> None:
    site.rules[ARCHIVE] = [fails(503)] * 9
    line = refused(site, UnreachableError)
    assert "503 Service Unavailable" in line
    assert site.paths().count(ARCHIVE) == default_limits().retries + 1


@pytest.mark.parametrize(
    ("path", "rule", "kind", "message"),
    [
        (f"/{INDEX}", fails(403), UsageError, "the server answers: 403"),
        (f"/{INDEX}", sends(b"<html>"), DataError, "not JSON"),
        (f"/{INDEX}", sends(b"[]"), UsageError, "this is no index of releases"),
        (f"/{INDEX}", sends(b'{"format": "readout-releases/1"}'), DataError, "is missing"),
        (f"/{INDEX}", sends(b'{"format": "readout-releases/2"}'), DataError, "newer readout"),
        (f"/{INDEX}", sends(b"{}", Content_Encoding="gzip"), UsageError, "packed"),
        (f"/{INDEX}", fails(302, Location="file:///etc/passwd"), UsageError, "not allowed"),
        (f"/{INDEX}", fails(302, Location=f"/{INDEX}"), UsageError, "redirect"),
        (ARCHIVE, sends(b"x"), DataError, "not the file that the index states"),
        (ARCHIVE, endless, DataError, "has more than the"),
    ],
)
def test_what_a_server_may_answer(
    site: Site, path: str, rule: Rule, kind: type[ReadoutError], message: str
) -> None:
    site.rules[path] = [rule] * 20
    assert message in refused(site, kind)


def test_a_wrong_hash_says_what_came_and_what_was_to_come(site: Site, dist: Path) -> None:
    good = digest(dist / ARCHIVE.lstrip("/"))
    path = dist / ARCHIVE.lstrip("/")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    line = refused(site, DataError)
    assert f"its SHA-256 is {digest(path)}, not {good}" in line
    assert "Nothing was placed" in line


def test_every_file_of_a_folder_is_held(site: Site, dist: Path) -> None:
    folder = dist / f"{NAME}-1.0.0"
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        before = path.read_bytes()
        path.write_bytes(bytes([before[0] ^ 1]) + before[1:])
        name = path.relative_to(folder).as_posix()
        with pytest.raises(ReadoutError) as caught:
            fetched(f"{site.address}{folder.name}/", "", means())
        assert name in str(caught.value)
        path.write_bytes(before)
    assert means().cache.entries() == []


def test_a_file_that_is_missing_is_named(site: Site, dist: Path) -> None:
    (dist / f"{NAME}-1.0.0" / "views.sql").unlink()
    with pytest.raises(DataError, match=r"views\.sql is missing, though SHA256SUMS lists it"):
        fetched(f"{site.address}{NAME}-1.0.0/", "", means())


def test_an_endless_index(site: Site) -> None:
    site.rules[f"/{INDEX}"] = [endless]
    assert "more than 100 kB" in refused(site, UsageError, descriptor_bytes=100_000)


def test_a_silent_server(site: Site) -> None:
    site.rules[f"/{INDEX}"] = [lambda handler: time.sleep(2)]
    assert "silent for 1 s" in refused(site, UnreachableError, connect_seconds=1)


def test_a_server_that_takes_too_long(site: Site) -> None:
    def trickles(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    site.rules[f"/{INDEX}"] = [trickles]
    assert "took longer than 1 s" in refused(site, UnreachableError, download_seconds=1)


def test_nothing_there(site: Site) -> None:
    with pytest.raises(UsageError, match="neither an index of releases nor a release"):
        fetched(f"{site.address}nowhere/", "", means())
    with pytest.raises(UsageError, match="no such file"):
        fetched(f"{site.address}nowhere.zip", "", means())


def test_no_network() -> None:
    with pytest.raises(UnreachableError, match="Connection refused"):
        fetched("http://127.0.0.1:9/", "", means())
    with pytest.raises(UnreachableError, match="cannot be fetched"):
        fetched("http://nowhere.invalid/", "", means())


def test_user_and_password_are_sent_and_never_shown(site: Site, tmp_path: Path) -> None:
    address = site.address.replace("://", "://ada:s3cret%40@")
    fetched(address, "", means())
    sent = {headers["authorization"] for _, headers in site.asked}
    assert sent == {"Basic YWRhOnMzY3JldEA="}
    kept = b"".join(contents(tmp_path / "cache").values())
    assert b"s3cret" not in kept
    for ending, spec in (("nowhere.zip", ""), ("nowhere/", ""), ("", "7")):
        with pytest.raises(UsageError) as caught:
            fetched(f"{address}{ending}", spec, means())
        assert "s3cret" not in str(caught.value)
    with open_target(f"{address}{NAME}-1.0.0/datapackage.json") as target:
        assert "s3cret" not in target.called


def test_a_login_is_not_sent_on(site: Site, tmp_path: Path, dist: Path) -> None:
    with serving(dist) as other:
        site.rules[f"/{INDEX}"] = [fails(302, Location=f"{other.address}{INDEX}")]
        fetched(site.address.replace("://", "://ada:word@"), "", means())
    assert all("authorization" not in headers for _, headers in other.asked)


def test_one_download_counts_with_the_next(site: Site, tmp_path: Path) -> None:
    downloads = Downloads(replace(default_limits(), download_bytes=SIZE * 3 // 2))
    downloads.fetch(f"{site.address}{ARCHIVE.lstrip('/')}", tmp_path / "first")
    with pytest.raises(UsageError, match="more than 450 kB"):
        downloads.fetch(f"{site.address}{ARCHIVE.lstrip('/')}", tmp_path / "second")


def test_the_index_may_name_no_hostile_path(site: Site, dist: Path) -> None:
    for path in ("../evil.zip", "http://127.0.0.1/evil.zip", "/etc/passwd"):
        index = json.loads((dist / INDEX).read_text())
        index["releases"][0]["archive"]["path"] = path
        site.rules[f"/{INDEX}"] = [sends(json.dumps(index).encode())]
        assert "no plain path" in refused(site, DataError)


def test_a_store_that_refuses_what_it_does_not_have(site: Site, dist: Path) -> None:
    """As stores of objects do whose lists are not public."""
    folder = f"{NAME}-1.0.0"
    site.rules = {
        f"/{folder}/{INDEX}": [fails(403)] * 2,
        f"/{folder}/SHA256SUMS.sig": [fails(403)] * 2,
        ARCHIVE: [fails(403)],
    }
    assert is_release(fetched(site.address, "", means()), dist)
    assert is_release(fetched(f"{site.address}{folder}/", "", means()), dist)
    site.rules = {f"/{INDEX}": [fails(403)], "/SHA256SUMS": [fails(403)]}
    with pytest.raises(UsageError, match="the server answers: 403"):
        fetched(site.address, "", Means(Cache(dist / "other")))

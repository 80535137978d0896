"""Releases served by nginx: ranges, cuts, compression, TLS, and files that change or are tampered.

A release's layout needs nothing of a web server but to send files; here a real one does.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from releases import NAME, Made, contents, write_dist, write_index
from servers import Wire
from typer.testing import CliRunner

from toolkit.commands.app import app
from toolkit.errors import DataError, ReadoutError, UsageError
from toolkit.inputs.limits import default_limits
from toolkit.inputs.transfers import UnreachableError
from toolkit.release.cache import VARIABLE
from toolkit.release.get import fetched
from toolkit.release.sources import Means

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx")
RELEASES = [Made("1.0.0", ballast=300_000), Made("1.1.0", 3, "minor", ballast=300_000)]
CONFIGURATION = """
daemon off;
worker_processes 1;
pid {here}/nginx.pid;
error_log {here}/error.log warn;
{user}
events {{ worker_connections 64; }}
http {{
  access_log {here}/access.log;
  client_body_temp_path {here}/body;
  proxy_temp_path {here}/proxy;
  fastcgi_temp_path {here}/fastcgi;
  uwsgi_temp_path {here}/uwsgi;
  scgi_temp_path {here}/scgi;
  log_format ranges '$request_uri $status $http_range';
  access_log {here}/ranges.log ranges;
  types {{ application/json json; application/zip zip; text/plain txt; }}
  default_type application/octet-stream;
  root {root};
  {settings}
  server {{ listen 127.0.0.1:{port}; {extra} }}
  {servers}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Nginx:
    """A running nginx that serves a folder.

    Attributes:
        folder: what it serves.
        port: where it listens.
        address: of the folder.
    """

    def __init__(self, folder: Path, here: Path, **parts: str) -> None:
        self.folder, self._here = folder, here
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        here.mkdir()
        blanks = {"settings": "", "extra": "", "servers": ""}
        user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        text = CONFIGURATION.format(
            here=here, root=folder, port=self.port, user=user, **{**blanks, **parts}
        )
        (here / "nginx.conf").write_text(text, encoding="utf-8")
        command = [str(NGINX), "-p", str(here), "-c", str(here / "nginx.conf")]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert self._process.poll() is None, (self._here / "error.log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.02)

    def answers(self) -> list[list[str]]:
        """End it in good order; path, status and range of every request, as they ended."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()
        lines = (self._here / "ranges.log").read_text().splitlines()
        return [line.split() for line in lines]

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


Serve = Callable[..., Nginx]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return write_dist(tmp_path / "dist", RELEASES)


@pytest.fixture
def serve(dist: Path, tmp_path: Path) -> Iterator[Serve]:
    running: list[Nginx] = []

    def start(**parts: str) -> Nginx:
        running.append(Nginx(dist, tmp_path / f"nginx-{len(running)}", **parts))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def wires() -> Iterator[list[Wire]]:
    made: list[Wire] = []
    yield made
    for wire in made:
        wire.close()


def means() -> Means:
    return Means(limits=replace(default_limits(), retry_milliseconds=1))


def is_release(folder: Path, dist: Path, version: str = "1.1.0") -> bool:
    return contents(folder) == contents(dist / f"{NAME}-{version}")


def test_from_nothing_to_an_answer_in_one_command(serve: Serve) -> None:
    server = serve()
    sql = "select name from long_rivers"
    result = CliRunner().invoke(
        app, ["query", "--package", f"{server.address}@1.0", "--format", "csv", sql]
    )
    assert result.stdout == "name\nElbe\nOder\n"
    assert [path for path, *_ in server.answers()] == ["/releases.json", f"/{NAME}-1.0.0.zip"]


def test_every_kind_of_address(serve: Serve, dist: Path) -> None:
    server = serve()
    shutil.copytree(dist / f"{NAME}-1.1.0", dist / "latest")
    for ending in ("", "releases.json", "latest", "latest/", f"{NAME}-1.1.0.zip"):
        assert is_release(fetched(f"{server.address}{ending}", "", means()), dist)


def test_a_cut_connection_is_resumed(serve: Serve, dist: Path, wires: list[Wire]) -> None:
    server = serve()
    wires.append(Wire(server.port))
    wires[0].cuts = [100_000, 120_000, 90_000]  # the first is more than the whole index
    assert is_release(fetched(f"{wires[0].address}releases.json", "", means()), dist)
    zips = [answer for answer in server.answers() if answer[0].endswith(".zip")]
    assert [status for _, status, _ in zips] == ["200", "206", "206"]
    starts = [int(asked.removeprefix("bytes=").rstrip("-")) for _, _, asked in zips[1:]]
    assert 0 < starts[0] < starts[1] < 300_000
    assert sum(wires[0].sent) < 320_000  # no byte came twice, but for the headers


def test_the_next_run_resumes(serve: Serve, dist: Path, wires: list[Wire]) -> None:
    server = serve()
    wires.append(Wire(server.port))
    wires[0].cuts = [10_000, 200_000, 0, 5, 0, 5]
    with pytest.raises(UnreachableError, match="what came already is kept"):
        fetched(wires[0].address, "", means())
    assert wires[0].cuts == []
    assert is_release(fetched(wires[0].address, "", means()), dist)
    path, status, asked = server.answers()[-1]
    assert (path, status) == (f"/{NAME}-1.1.0.zip", "206")
    assert int(asked.removeprefix("bytes=").rstrip("-")) > 150_000


def test_a_zip_that_changed_between_two_parts(serve: Serve, dist: Path, wires: list[Wire]) -> None:
    server = serve()
    wires.append(Wire(server.port))
    wires[0].cuts = [10_000, 200_000, 0, 5, 0, 5]
    with pytest.raises(UnreachableError):
        fetched(wires[0].address, "", means())
    with zipfile.ZipFile(dist / f"{NAME}-1.1.0.zip", "a") as archive:
        archive.comment = b"packed again"
    write_index(dist, RELEASES)
    assert is_release(fetched(wires[0].address, "", means()), dist)
    _, status, asked = server.answers()[-1]
    assert (status, asked[:6]) == ("200", "bytes=")  # a part was asked for, the whole was sent


def test_a_part_longer_than_the_file(
    serve: Serve, dist: Path, wires: list[Wire], tmp_path: Path
) -> None:
    server = serve()
    wires.append(Wire(server.port))
    wires[0].cuts = [10_000, 200_000, 0, 5, 0, 5]
    with pytest.raises(UnreachableError):
        fetched(wires[0].address, "", means())
    (part,) = (tmp_path / "cache" / "parts").glob("*.part")
    part.write_bytes(bytes(900_000))
    assert is_release(fetched(wires[0].address, "", means()), dist)
    assert [status for _, status, _ in server.answers()[-2:]] == ["416", "200"]


GZIP = "gzip on; gzip_min_length 1; gzip_types *;"


@pytest.mark.parametrize("settings", [GZIP, "etag off;", "max_ranges 0;", "limit_rate 2m;"])
def test_settings_of_the_server(serve: Serve, dist: Path, wires: list[Wire], settings: str) -> None:
    server = serve(settings=settings)
    assert is_release(fetched(f"{server.address}{NAME}-1.0.0/", "", means()), dist, "1.0.0")
    old = dist.stat().st_mtime - 100
    for path in dist.glob("*.zip"):  # a date that is not of this very second
        os.utime(path, (old, old))
    wires.append(Wire(server.port))
    wires[0].cuts = [10_000, 100_000]
    assert is_release(fetched(wires[0].address, "", means()), dist)
    assert server.answers()[-1][1] == ("200" if "max_ranges" in settings else "206")


def test_every_tampered_file_is_named(serve: Serve, dist: Path) -> None:
    server = serve()
    folder = dist / f"{NAME}-1.0.0"
    for name in contents(folder):
        path = folder / name
        before = path.read_bytes()
        path.write_bytes(before[:-2] + bytes([before[-2] ^ 1]) + before[-1:])
        with pytest.raises(ReadoutError) as caught:
            fetched(f"{server.address}{folder.name}", "", means())
        assert name in str(caught.value)
        path.write_bytes(before)
    assert means().cache.entries() == []


def test_a_tampered_zip(serve: Serve, dist: Path) -> None:
    server = serve()
    path = dist / f"{NAME}-1.1.0.zip"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Elbe", b"Ebro"))
    with pytest.raises(DataError, match="not the file that the index states"):
        fetched(server.address, "", means())
    with pytest.raises(DataError, match=r"damaged|data/rivers\.csv differs"):
        fetched(f"{server.address}{path.name}", "", means())


def test_a_password(serve: Serve, tmp_path: Path, dist: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    known = subprocess.run(
        ["openssl", "passwd", "-apr1", "word"], capture_output=True, text=True, check=True
    )
    (tmp_path / "users").write_text(f"ada:{known.stdout}")
    server = serve(extra=f'auth_basic "rivers"; auth_basic_user_file {tmp_path}/users;')
    with pytest.raises(UsageError, match="401"):
        fetched(server.address, "", means())
    assert is_release(fetched(server.address.replace("//", "//ada:word@"), "", means()), dist)


def test_tls_is_never_left(
    serve: Serve, tmp_path: Path, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    far = serve()
    serve(
        servers=f"server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {tmp_path}/cert.pem;"
        f" ssl_certificate_key {tmp_path}/key.pem;"
        f" location /moved/ {{ return 302 {far.address}; }} }}"
    )
    address = f"https://localhost:{port}/"
    with pytest.raises(UnreachableError, match="certificate"):
        fetched(address, "", means())
    monkeypatch.setenv(ssl.get_default_verify_paths().openssl_cafile_env, f"{tmp_path}/cert.pem")
    assert is_release(fetched(address, "", means()), dist)
    with pytest.raises(UsageError, match="redirection from https to http is not followed"):
        fetched(f"{address}moved/", "", means())

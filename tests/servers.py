"""A web server whose answers a test chooses, and a wire that is cut after some bytes."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

Rule = Callable[["Handler"], None]
"""Answers one request in a way of its own."""


class Site:
    """A folder that is served.

    Attributes:
        folder: what is served.
        rules: how the next requests of a path are answered; then they are answered as usual.
        asked: every request: path, and its headers in lower case.
        ranges: whether parts are sent.
        tags: whether files have entity tags; without them they have dates.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules: dict[str, list[Rule]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ranges = self.tags = True
        self.address = ""

    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [path for path, _ in self.asked]

    def parts(self) -> list[str]:
        """The ranges that were asked for."""
        return [headers["range"] for _, headers in self.asked if "range" in headers]


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers from a `Site`."""

    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        rules = self.site.rules.get(self.path)
        if rules:
            rules.pop(0)(self)
            return
        self.usual()

    def usual(self, cut: int | None = None) -> None:
        """Send a file, or the part of it that was asked for; at most ``cut`` bytes of that."""
        path = self.site.folder / self.path.lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        date = formatdate(path.stat().st_mtime - 100, usegmt=True)
        if self.headers.get("If-None-Match") == tag and self.site.tags:
            self.send_response(304)
            self.end_headers()
            return
        asked = self.headers.get("Range")
        same = self.headers.get("If-Range") in (tag if self.site.tags else date, None)
        start = 0
        if asked and same and self.site.ranges:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(data):
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(data)}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("Last-Modified", date)
        if self.site.tags:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(data[start:][:cut])

    def log_message(self, format: str, *args: Any) -> None:
        pass


def fails(code: int, **headers: str) -> Rule:
    """Answers with an error."""

    def rule(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return rule


def cut_after(count: int) -> Rule:
    """Announces everything and closes the connection after some bytes."""
    return lambda handler: handler.usual(cut=count)


def endless(handler: Handler) -> None:
    """Never stops sending, and does not say how much it will be."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b"x" * 65536)


def sends(data: bytes, **headers: str) -> Rule:
    """Answers with other bytes than those of the file."""

    def rule(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return rule


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: connections are cut on purpose."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Serve a folder on a free port of this machine."""
    site = Site(folder)
    handler = type("SiteHandler", (Handler,), {"site": site})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        site.address = f"http://127.0.0.1:{server.server_address[1]}/"
        yield site
        server.shutdown()


class Wire:
    """A proxy to a port that cuts connections.

    Attributes:
        cuts: after how many bytes of an answer the next connections are cut; later ones are not.
        sent: bytes of answers that went through each connection.
    """

    def __init__(self, port: int) -> None:
        self.cuts: list[int] = []
        self.sent: list[int] = []
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        left = self.cuts.pop(0) if self.cuts else None
        count = 0
        with client, socket.create_connection(("127.0.0.1", self._port)) as server:
            request = b""
            while b"\r\n\r\n" not in request:
                request += client.recv(65536)
            server.sendall(request)
            while left is None or count < left:
                data = server.recv(4096 if left is None else min(4096, left - count))
                if not data:
                    break
                client.sendall(data)
                count += len(data)
        self.sent.append(count)

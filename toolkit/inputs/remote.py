"""Files by HTTP: only what was named, within bounds of size and time."""

from __future__ import annotations

import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any

from toolkit.console import human_size
from toolkit.errors import UsageError
from toolkit.inputs.limits import Limits
from toolkit.inputs.references import AbsentError

Report = Callable[[str, int, int], None]
_CHUNK = 1 << 18
_GONE = (404, 410)
_USER_AGENT = "readout"


class _SameScheme(urllib.request.HTTPRedirectHandler):
    """Follows redirections, but never to another scheme than HTTP, nor from HTTPS to HTTP."""

    max_redirections = 5

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse a step down."""
        old, new = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(newurl)
        if new.scheme not in ("http", "https") or (old.scheme == "https" != new.scheme):
            raise urllib.error.HTTPError(newurl, code, "a redirection to less", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Downloads:
    """Fetches the files of one target; their sizes and times add up.

    Args:
        limits: how many bytes, how many seconds.
        progress: told how many bytes have come.
    """

    def __init__(self, limits: Limits, progress: Report | None = None) -> None:
        self._limits = limits
        self._progress = progress
        self._left = limits.download_bytes
        self._deadline = time.monotonic() + limits.download_seconds
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            _SameScheme(),
        ):
            self._opener.add_handler(handler)

    def fetch(self, address: str, target: Path) -> None:
        """Write the content of ``address`` to ``target``.

        Raises:
            AbsentError: the server has no such file.
            UsageError: there is no connection, the server refuses, or it is too much.
        """
        request = urllib.request.Request(
            address, headers={"User-Agent": _USER_AGENT, "Accept-Encoding": "identity"}
        )
        try:
            with self._opener.open(request, timeout=self._limits.connect_seconds) as response:
                self._save(response, target, address)
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _GONE:
                    raise AbsentError(f"the server has no such file (HTTP {error.code})") from error
                what = f"the server answers: {error.code} {error.reason}"
            raise UsageError(what, where=address, hint="Is the address right?") from error
        except TimeoutError as error:
            raise self._slow(address) from error
        except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise self._slow(address) from error
            hint = "Is there a connection, and is the address right?"
            raise UsageError(f"cannot be fetched: {reason}", where=address, hint=hint) from error

    def _slow(self, address: str) -> UsageError:
        return UsageError(
            f"the server was silent for {self._limits.connect_seconds} s",
            where=address,
            hint="Try again later, or download the files yourself.",
        )

    def _save(self, response: Any, target: Path, address: str) -> None:
        announced = response.headers.get("Content-Length", "")
        total = int(announced) if announced.isdecimal() else 0
        if total > self._left:
            raise self._too_large(address)
        done = 0
        with target.open("wb") as file:
            while chunk := response.read(_CHUNK):
                done += len(chunk)
                if done > self._left:
                    raise self._too_large(address)
                if time.monotonic() > self._deadline:
                    raise UsageError(
                        f"took longer than {self._limits.download_seconds} s",
                        where=address,
                        hint="Download the files yourself and name the folder.",
                    )
                file.write(chunk)
                if self._progress is not None:
                    self._progress(f"fetching {target.name}: bytes", done, total)
        self._left -= done
        if done < total:
            raise UsageError(f"ended after {done:,} of {total:,} bytes", where=address)

    def _too_large(self, address: str) -> UsageError:
        return UsageError(
            f"more than {human_size(self._limits.download_bytes)}",
            where=address,
            hint="Download the files yourself and name the folder.",
        )


def below(base: str, file: str) -> str:
    """The address of a relative path beside ``base``.

    Args:
        base: the address of the descriptor.
        file: a path that `toolkit.inputs.paths.unsafe` has nothing against.
    """
    parts = urllib.parse.urlsplit(base)
    parent = parts.path.rpartition("/")[0]
    path = f"{parent}/{urllib.parse.quote(file)}"
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, "", ""))

"""Files by HTTP: only what was named, within bounds of size and time.

A connection that breaks is taken up again after a short pause, where the server can send the rest
of the very same file (RFC 9110, sections 13.1.5 and 14.2: ``If-Range`` and ``Range``); a part can
also be kept for a later run.
"""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import BadStatusLine, HTTPException, HTTPMessage, IncompleteRead
from pathlib import Path
from typing import IO, Any

from toolkit.console import human_size
from toolkit.errors import UsageError
from toolkit.inputs.limits import Limits
from toolkit.inputs.references import AbsentError
from toolkit.inputs.transfers import (
    ForbiddenError,
    TooLargeError,
    Transfer,
    UnreachableError,
    split_login,
    strong_date,
    strong_tag,
)

Report = Callable[[str, int, int], None]
_CHUNK = 1 << 18
_NOT_MODIFIED, _NO_SUCH_RANGE = 304, 416
_GONE = (404, 410)
_FORBIDDEN = 403
_PASSING = (408, 429, 500, 502, 503, 504)
"""Answers that may be another the next time (RFC 9110, 15.5.9, 15.6; RFC 6585, 4)."""
_BACKOFF = 3
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_AGAIN = "Try again later; what came already is kept."
_USER_AGENT = "readout"


class _BrokenError(Exception):
    """A transfer that is worth another try.

    Args:
        what: what happened.
        wait: seconds that the server asked to wait for.
    """

    def __init__(self, what: str, wait: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.wait = wait


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
            what = f"a redirection from {old.scheme} to {new.scheme} is not followed"
            raise urllib.error.HTTPError(newurl, code, what, headers, fp)
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

    def fetch(
        self,
        address: str,
        target: Path,
        *,
        called: str = "",
        most: int | None = None,
        keep: bool = False,
        known: str = "",
    ) -> str | None:
        """Write the content of ``address`` to ``target``.

        Args:
            address: ``http`` or ``https``, also with ``user:password@``.
            target: the file to make.
            called: how to name it while it comes; its own name otherwise.
            most: how many bytes it may have, where that is less than all files together may.
            keep: whether what has come of it stays when the connection breaks for good, and is
                completed by the next call; a small file beside it says what it is a part of.
            known: entity tag of what is held already.

        Returns:
            The strong entity tag of what was written, empty where the server gives none; ``None``
            where the content is still that of ``known`` and nothing was written.

        Raises:
            AbsentError: the server has no such file.
            UnreachableError: there is no connection, or the server fails or falls silent.
            UsageError: the server refuses, it is too much, or it cannot be written.
        """
        plain, login = split_login(address)
        bound = self._left if most is None else min(most, self._left)
        job = Transfer(plain, login, target, called or target.name, bound, keep, known)
        try:
            if keep:
                job.recall()
            tag = self._tries(job)
        except OSError as error:  # those of the network are told apart before
            hint = "Free space, or choose another place."
            what = f"cannot be written: {error.strerror}"
            raise UsageError(what, where=str(target), hint=hint) from error
        if tag is not None:
            job.end()
            self._left -= target.stat().st_size
        return tag

    def _tries(self, job: Transfer) -> str | None:
        """Try until all is there; give up after some tries that brought nothing more."""
        failed, best = 0, job.have
        while True:
            try:
                return self._attempt(job)
            except _BrokenError as broken:
                failed = 0 if job.have > best else failed + 1
                best = max(best, job.have)
                if failed > self._limits.retries:
                    hint = _AGAIN if job.keep and job.have else "Try again later."
                    raise UnreachableError(broken.what, where=job.address, hint=hint) from None
                pause = self._limits.retry_milliseconds / 1000 * _BACKOFF ** max(failed - 1, 0)
                self._pause(max(pause, min(broken.wait, self._limits.connect_seconds)), job)

    def _pause(self, seconds: float, job: Transfer) -> None:
        if time.monotonic() + seconds > self._deadline:
            raise self._too_slow(job)
        if self._progress is not None:
            self._progress(f"waiting to fetch the rest of {job.called}", 0, 0)
        time.sleep(seconds)

    def _attempt(self, job: Transfer) -> str | None:
        if job.whole:
            return job.validator if job.validator.startswith('"') else ""
        try:
            response = self._opener.open(_request(job), timeout=self._limits.connect_seconds)
        except urllib.error.HTTPError as error:
            with error:
                _refused(error, job)
            return None
        except TimeoutError as error:
            raise self._silent(job) from error
        except (ConnectionError, BadStatusLine, IncompleteRead) as error:
            raise _BrokenError("the connection was cut") from error
        except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise self._silent(job) from error
            if isinstance(reason, ConnectionResetError | BrokenPipeError):
                raise _BrokenError("the connection was cut") from error
            raise _no_connection(reason, job) from error
        with response:
            return self._answered(response, job)

    def _answered(self, response: Any, job: Transfer) -> str:
        packed = response.headers.get("Content-Encoding", "identity").strip().lower()
        if packed not in ("", "identity"):
            hint = "Have it served as it is: its checksum is that of the file itself."
            what = f"the server sends it packed ({packed[:40]}), though it was not asked to"
            raise UsageError(what, where=job.address, hint=hint)
        tag = strong_tag(response.headers)
        if not _continues(response, job):
            announced = response.headers.get("Content-Length", "")
            total = int(announced) if announced.isdecimal() else None
            job.begin(tag or strong_date(response.headers), total)
        if (job.total or 0) > job.most:
            raise self._too_large(job)
        self._save(response, job)
        return tag

    def _save(self, response: Any, job: Transfer) -> None:
        """Write what comes behind what is there."""
        with job.target.open("ab") as file:
            done = file.tell()
            while job.total is None or done < job.total:
                chunk = self._read(response, job)
                if not chunk:
                    break
                done += len(chunk)
                if done > job.most:
                    raise self._too_large(job)
                if time.monotonic() > self._deadline:
                    raise self._too_slow(job)
                file.write(chunk)
                if self._progress is not None:
                    self._progress(f"fetching {job.called}: bytes", done, job.total or 0)
        if job.total is not None and done < job.total:
            raise _BrokenError(f"ended after {done:,} of {job.total:,} bytes")

    def _read(self, response: Any, job: Transfer) -> bytes:
        """What has come; empty at the end."""
        try:
            chunk: bytes = response.read1(_CHUNK)
        except TimeoutError as error:
            raise self._silent(job) from error
        except (HTTPException, OSError, ValueError) as error:
            raise _BrokenError("the connection was cut") from error
        return chunk

    def _silent(self, job: Transfer) -> Exception:
        """What a silent server is: worth another try where it had begun to send."""
        what = f"the server was silent for {self._limits.connect_seconds} s"
        if job.have:
            return _BrokenError(what)
        hint = "Try again later, or download the files yourself."
        return UnreachableError(what, where=job.address, hint=hint)

    def _too_slow(self, job: Transfer) -> UsageError:
        hint = "Download the files yourself and name the folder."
        return UnreachableError(
            f"took longer than {self._limits.download_seconds} s",
            where=job.address,
            hint=_AGAIN if job.keep and job.have else hint,
        )

    def _too_large(self, job: Transfer) -> UsageError:
        job.forget()
        size = self._limits.download_bytes if job.most == self._left else job.most
        return TooLargeError(
            f"more than {human_size(size)}",
            where=job.address,
            hint="Download the files yourself and name the folder.",
        )


def _request(job: Transfer) -> urllib.request.Request:
    headers = {"User-Agent": _USER_AGENT, "Accept-Encoding": "identity"}
    if job.have:
        headers["Range"] = f"bytes={job.have}-"
        headers["If-Range"] = job.validator
    elif job.known:
        headers["If-None-Match"] = job.known
    request = urllib.request.Request(job.address, headers=headers)
    if job.login:  # not sent on to where a redirection leads
        request.add_unredirected_header("Authorization", job.login)
    return request


def _refused(error: urllib.error.HTTPError, job: Transfer) -> None:
    """Turn another answer than the file into its error; ``None`` where it is still the same file.

    Raises:
        AbsentError: there is no such file.
        _BrokenError: another try may help.
        UsageError: it will not.
    """
    if error.code == _NOT_MODIFIED and job.known:
        return
    if error.code in _GONE:
        job.forget()
        raise AbsentError(f"the server has no such file (HTTP {error.code})") from error
    if error.code == _NO_SUCH_RANGE and job.have:
        job.forget()
        raise _BrokenError("the server has no rest of the file") from error
    what = f"the server answers: {error.code} {error.reason}"
    if error.code in _PASSING:
        wait = error.headers.get("Retry-After", "")
        raise _BrokenError(what, int(wait) if wait.isdecimal() else 0) from error
    kind = ForbiddenError if error.code == _FORBIDDEN else UsageError
    raise kind(what, where=job.address, hint="Is the address right?") from error


def _no_connection(reason: Any, job: Transfer) -> UnreachableError:
    hint = "Is there a connection, and is the address right?"
    told = getattr(reason, "strerror", None) or reason
    return UnreachableError(f"cannot be fetched: {told}", where=job.address, hint=hint)


def _continues(response: Any, job: Transfer) -> bool:
    """Whether the answer is the rest of what is there.

    Raises:
        _BrokenError: it is a part, but another one than was asked for.
    """
    if response.status != 206:
        return False
    found = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    if found and job.have and int(found[1]) == job.have and found[2] in ("*", str(job.total)):
        return True
    job.forget()
    raise _BrokenError("the server sends another part than the one asked for")


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

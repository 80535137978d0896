"""Regular expressions that are compiled when they are first asked, and kept for the next run.

Compiling is what a first article costs most: the rules' patterns are long, and Python, which keeps
compiled modules from one run to the next, compiles every pattern anew in each. Here the compiled
form of those that are asked by way of `compiled` and `late` is kept in the user's folder for
caches, or the one that ``READOUT_CACHE`` names; nothing is kept where that is set and empty. It is
a by-product: where nothing can be read or written, patterns are compiled as ever. A file belongs to
one version of Python, and is read only where nobody else could have written it: what it holds is
handed to the engine of regular expressions as it is. What else is told of patterns, and takes as
long, is kept with them (`remembered`).
"""

from __future__ import annotations

import atexit
import importlib
import marshal
import os
import re
import stat
import sys
import tempfile
import zlib
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

_VARIABLE = "READOUT_CACHE"
_MOST_BYTES = 4_000_000
"""A file that would be larger begins anew with what this process has asked."""

_Form = tuple[int, int, dict[str, int], bytes]
"""All flags, the number of groups, the named ones, and the code: packed bytes of an array.

Packed, the forms take a fifth of the room, and of those that are read few are asked.
"""
_Told = tuple[tuple[str, ...], ...]
_Key = tuple[str, int | str]
"""A pattern and its flags, or what tells of it."""


class Kept:
    """Compiled forms of patterns, kept in a file.

    Args:
        file: where they are kept; it need not exist.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._forms = self._read()
        self._asked: dict[_Key, _Form | _Told] = {}
        self._new = False

    def compiled(self, pattern: str, flags: int) -> re.Pattern[str]:
        """A pattern, from its kept form where there is one.

        Raises:
            re.error: it is no regular expression.
        """
        key = pattern, int(flags)
        kept = self._forms.get(key)
        if kept is not None:
            with suppress(Exception):  # whatever is wrong with it, it is made anew
                made = _made(pattern, cast("_Form", kept))
                self._asked[key] = kept
                return made
        form = self._asked[key] = _form_of(*key)
        self._new = True
        return _made(pattern, form)

    def remembered(self, pattern: str, by: str, tell: Callable[[str], _Told]) -> _Told:
        """What something tells of a pattern, as it is kept where it was told before.

        Args:
            pattern: a regular expression.
            by: what tells it, other than any pattern's flags; of another version it is another.
            tell: tells it.
        """
        key = pattern, by
        told = cast("_Told | None", self._forms.get(key))
        if told is None:
            told = tell(pattern)
            self._new = True
        self._asked[key] = told
        return told

    def save(self) -> None:
        """Write what is new, with what others have written meanwhile; nothing where it cannot."""
        if not self._new:
            return
        data = marshal.dumps({**self._read(), **self._asked})
        if len(data) > _MOST_BYTES:
            data = marshal.dumps(self._asked)
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(prefix=".new-", dir=self._file.parent)
            try:
                with os.fdopen(number, "wb") as file:
                    file.write(_stamp(data) + data)
                os.replace(name, self._file)
                self._new = False
            finally:
                Path(name).unlink(missing_ok=True)

    def _read(self) -> dict[_Key, _Form | _Told]:
        """The forms in the file; none where it is not whole or of another Python."""
        try:
            read = _own_bytes(self._file)
            stamp, data = read[:_STAMPED], read[_STAMPED:]
            forms = marshal.loads(data) if stamp == _stamp(data) else None
        except (OSError, ValueError, EOFError, TypeError):
            return {}
        return cast("dict[_Key, _Form | _Told]", forms) if isinstance(forms, dict) else {}


def _own_bytes(path: Path) -> bytes:
    """What a file holds; nothing where it is none, is too large, or others may write it."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb") as file:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES + _STAMPED:
            return b""
        if sys.platform != "win32":
            others_write = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            if status.st_uid != os.geteuid() or others_write:
                return b""
        return file.read()


def _stamp(data: bytes) -> bytes:
    """What tells that data are whole, of this very Python, and packed as `_Form` says."""
    python = zlib.crc32(f"{sys.version} {sys.byteorder} packed".encode())
    return python.to_bytes(4, "big") + zlib.crc32(data).to_bytes(4, "big")


_STAMPED = 8


def _form_of(pattern: str, flags: int) -> _Form:
    """Compile a pattern as `re.compile` does, short of making the object of it."""
    tree = importlib.import_module("re._parser").parse(pattern, flags)
    code = importlib.import_module("re._compiler")._code(tree, flags)
    named = {str(name): int(number) for name, number in tree.state.groupdict.items()}
    packed = zlib.compress(array("I", code).tobytes())
    return int(flags | tree.state.flags), tree.state.groups - 1, named, packed


def _made(pattern: str, form: _Form) -> re.Pattern[str]:
    """The object that a form is of."""
    flags, groups, named, code = form
    names: list[str | None] = [None] * (groups + 1)
    for name, number in named.items():
        names[number] = name
    codes = array("I", zlib.decompress(code)).tolist()
    made = _engine().compile(pattern, flags, codes, groups, named, tuple(names))
    return cast("re.Pattern[str]", made)


@cache
def _engine() -> Any:
    """Python's regular expression engine."""
    return importlib.import_module("_sre")


@cache
def _kept() -> Kept | None:
    """What is kept for this Python; none for one whose engine is not the one known here."""
    try:
        form = _form_of("(?P<a>b)", 0)
        whole = array("I").itemsize == _engine().CODESIZE and form[1:3] == (1, {"a": 1})
        if not whole or os.environ.get(_VARIABLE) == "":
            return None
        return Kept(_folder() / f"patterns-{sys.implementation.cache_tag}")
    except (ImportError, AttributeError, RuntimeError, ValueError, TypeError, OSError):
        return None  # another engine; no home; a current folder that is gone


def _folder() -> Path:
    given = os.environ.get(_VARIABLE)
    if given:
        return Path(given).absolute()
    if sys.platform.startswith("linux"):  # what the library below says, without its loading
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "readout"
    import platformdirs

    return Path(platformdirs.user_cache_dir("readout", appauthor=False))


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, from its kept form where an earlier run has left one.

    Args:
        pattern: a regular expression.
        flags: as for `re.compile`.

    Raises:
        re.error: it is no regular expression.
    """
    kept = _kept()
    return re.compile(pattern, flags) if kept is None else kept.compiled(pattern, flags)


def remembered(pattern: str, by: str, tell: Callable[[str], _Told]) -> _Told:
    """What something tells of a pattern, kept like its compiled form.

    Args:
        pattern: a regular expression.
        by: what tells it: text that changes with it.
        tell: tells it.
    """
    kept = _kept()
    return tell(pattern) if kept is None else kept.remembered(pattern, by, tell)


@cache
def keep() -> None:
    """Have the compiled forms written at the end of this process, for the next one."""
    kept = _kept()
    if kept is not None:
        atexit.register(kept.save)


class _Late:
    """Stands for a pattern; has its methods once one of them was asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """What the pattern has, kept: later it is found at once."""
        if name.startswith("_"):
            raise AttributeError(name)
        made = compiled(*self._asked)
        for method in ("search", "match", "fullmatch", "finditer"):
            setattr(self, method, getattr(made, method))
        found = getattr(made, name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first asked.

    Compiling a long one takes milliseconds, and one article needs few of those that are there for
    all articles: a command that reads one starts in two thirds of the time.

    Args:
        pattern: a regular expression.
        flags: as for `re.compile`.

    Returns:
        What has all methods of a compiled pattern; an error in it is told at their first call.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))

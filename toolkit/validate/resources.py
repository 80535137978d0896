"""One resource's files: where they lie, whether they are whole, and what can be read in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.errors import DataError, ReadoutError
from toolkit.inputs.archives import COMPRESSIONS, unpack
from toolkit.inputs.limits import Limits
from toolkit.inputs.paths import SCHEME, check_inside
from toolkit.inputs.target import Target
from toolkit.schema.model import Severity
from toolkit.validate.metadata.check import Described
from toolkit.validate.metadata.package import is_address
from toolkit.validate.report import Finding

TEXT_FORMATS = ("csv", "tsv")
PARQUET = "parquet"
INLINE = "inline"
_SCHEMES = ("file", "multipart")
_CHUNK = 1 << 20
_CHANGED = "The file is not the one that was described. Put it back, or describe it anew."
_OTHER_TABLES = json.loads(
    Path(__file__).with_name("table_formats.json").read_text(encoding="utf-8")
)
"""Formats of tables that frictionless reads and this program does not, and what to do."""


@dataclass(frozen=True, slots=True)
class Located:
    """A resource that was found.

    Attributes:
        described: its descriptor.
        path: its first path as the descriptor has it; empty for inline data.
        files: its files on disk; none for inline data.
        format: ``csv``, ``tsv``, ``parquet``, ``inline`` or another, by its descriptor or name.
        compression: how the file is packed; empty where it is not.
        table: whether it is a table.
    """

    described: Described
    path: str
    files: Sequence[Path]
    format: str
    compression: str
    table: bool


class UnreadableError(Exception):
    """A resource that cannot be read, as a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def locate(described: Described, target: Target, like_frictionless: bool = False) -> Located:
    """Find a resource's files.

    frictionless cannot load inline data that is no table, and says so.

    Raises:
        UnreadableError: a path is an address or leads out, or there is no such file.
    """
    properties = described.properties
    if properties.get("data") is not None:
        data = properties["data"]
        declared = properties.get("type")
        table = declared == "table" or (declared is None and isinstance(data, list))
        if like_frictionless and not table:
            message = "inline data that is no table cannot be loaded"
            raise _unreadable(described, "", "scheme-error", message, "Make it a table.")
        return Located(described, "", (), INLINE, "", table)
    paths = [properties.get("path") or "", *properties.get("extrapaths", [])]
    if not paths[0]:
        raise _unreadable(described, "", "scheme-error", "its path is empty", "Name its file.")
    scheme = properties.get("scheme")
    if scheme and scheme not in _SCHEMES and not is_address(paths[0]):
        message = f"the scheme {scheme!r} is not supported"
        raise _unreadable(described, paths[0], "scheme-error", message, "Leave it out.")
    files = [_file(described, path, target) for path in paths]
    kind, packed = format_of(paths[0], str(properties.get("innerpath") or ""))
    kind = str(properties.get("format") or kind).lower()
    packed = str(properties.get("compression") or packed)
    declared = properties.get("type")
    table = declared == "table" or (declared is None and is_table(kind))
    return Located(described, paths[0], files, kind, packed, table)


def is_table(kind: str) -> bool:
    """Whether a format is one of tables."""
    return kind in (*TEXT_FORMATS, PARQUET) or kind in _OTHER_TABLES


def format_of(path: str, inner: str = "") -> tuple[str, str]:
    """A file's format and compression, by the endings of its name.

    Args:
        path: its path or address.
        inner: the path in the archive, where the descriptor names one.
    """
    name = PurePosixPath(path.partition("?")[0])
    ending = name.suffix[1:].lower()
    if ending not in COMPRESSIONS:
        return ending, ""
    within = PurePosixPath(inner) if inner else name.with_suffix("")
    return within.suffix[1:].lower(), ending


def _file(described: Described, path: str, target: Target) -> Path:
    if is_address(path):
        scheme = SCHEME.match(path)
        kind = scheme[1].lower() if scheme else ""
        if kind in ("http", "https", "ftp", "s3"):
            message = f"{path} is an address, and only files below the descriptor are read"
            hint = "Download the file, put it beside the descriptor and name its path."
        else:
            message, hint = f"the scheme {kind!r} is not supported", "Name a file's path."
        raise _unreadable(described, path, "scheme-error", message, hint)
    if path in target.absent:
        message = f"the file {path} is missing: {target.absent[path]}"
        raise _unreadable(described, path, "scheme-error", message, "")
    try:
        return check_inside(path, target.root, path)
    except ReadoutError as error:
        hint = error.hint or "Add the file, or correct its path."
        raise _unreadable(described, path, "scheme-error", error.what, hint) from error


def _unreadable(
    described: Described, path: str, rule: str, message: str, hint: str
) -> UnreadableError:
    return UnreadableError(Finding(rule, message, described.name, hint=hint, path=path))


def check_bytes(located: Located, like_frictionless: bool) -> Iterator[Finding]:
    """Whether a resource's files have the size and the hash that its descriptor tells.

    Several files of one resource count as one after the other. frictionless looks at neither in
    a Parquet file, and at MD5 and SHA-256 only.
    """
    properties = located.described.properties
    size, told = properties.get("bytes"), properties.get("hash")
    if not located.files or (like_frictionless and located.format == PARQUET):
        return
    kind, _, digest = told.rpartition(":") if isinstance(told, str) else ("", "", "")
    kind = (kind or "md5").lower().replace("-", "")
    if digest and kind not in _algorithms():
        if not like_frictionless:
            known = ", ".join(sorted(_algorithms()))
            yield _finding(located, "hash-count", f"unknown kind of hash: {kind}", f"Use {known}.")
        digest = ""
    if like_frictionless and kind not in ("md5", "sha256"):
        digest = ""
    if like_frictionless and not size:
        size = None
    if digest:
        found_size, found = _digest(located.files, kind)
    else:
        found_size, found = sum(file.stat().st_size for file in located.files), ""
    wanted = digest if like_frictionless else digest.lower()
    if digest and found != wanted:
        told = 12 if found[:12] != wanted[:12] else 200
        shown = f"{found[:told]}…, and the descriptor says {wanted[:told]}…"
        message = f"the file's {kind} is {shown}"
        yield _finding(located, "hash-count", message, _CHANGED)
    if size is not None and size != found_size:
        message = f"the file has {found_size:,} bytes, and the descriptor says {int(size):,}"
        yield _finding(located, "byte-count", message, _CHANGED)


def _algorithms() -> set[str]:
    """Hashes of a fixed length."""
    return {name for name in hashlib.algorithms_guaranteed if not name.startswith("shake")}


def _digest(files: Sequence[Path], kind: str) -> tuple[int, str]:
    found = hashlib.new(kind, usedforsecurity=False)
    size = 0
    for path in files:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
                size += len(chunk)
    return size, found.hexdigest()


def _finding(
    located: Located, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    name = located.described.name
    return Finding(rule, message, name, hint=hint, severity=severity, path=located.path)


def opened(located: Located, stack: ExitStack, limits: Limits) -> Path:
    """The one plain file that holds a table: unpacked, and its parts put together.

    Args:
        located: a table in files.
        stack: keeps what is unpacked until it is closed.
        limits: how much may be unpacked.

    Raises:
        UnreadableError: it cannot be unpacked.
    """
    import tempfile

    if not located.compression and len(located.files) == 1:
        return located.files[0]
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-")))
    plain = folder / f"table.{located.format or 'bin'}"
    name = located.described.name
    if len(located.files) > 1:
        _join(located.files, plain)
        return plain
    inner = str(located.described.properties.get("innerpath") or "")
    try:
        unpack(located.files[0], located.compression, plain, limits, inner)
    except DataError as error:
        finding = Finding("compression-error", error.what, name, hint=error.hint, path=located.path)
        raise UnreadableError(finding) from error
    return plain


def _join(files: Sequence[Path], target: Path) -> None:
    """Put the parts of a table together: each one's header after the first is left out."""
    with target.open("xb") as joined:
        for number, path in enumerate(files):
            with path.open("rb") as part:
                last = b"\n"
                if number:
                    part.readline()
                while chunk := part.read(_CHUNK):
                    joined.write(chunk)
                    last = chunk
            if not last.endswith((b"\n", b"\r")) and number < len(files) - 1:
                joined.write(b"\n")


def unsupported(located: Located) -> Finding | None:
    """Why a table cannot be read here; ``None`` where it can, or is no table."""
    known = (*TEXT_FORMATS, PARQUET, INLINE)
    if not located.table or located.format in known:
        return None
    hint = _OTHER_TABLES.get(located.format, "Save it as CSV or Parquet.")
    what = f"the format {located.format!r}" if located.format else "a file without an ending"
    return _finding(located, "format-error", f"{what} is not supported for tables", hint)

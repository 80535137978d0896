"""Where articles come from: files, folders and streams, cut into one item an article.

An item is cheap to make and to hand to another process; only `toolkit.articles.read.article_of`
reads it. What cannot be cut (a damaged archive, a folder that may not be entered) is an error in
its place, and the rest goes on.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.articles.forms import InputForm
from toolkit.articles.mbox import looks_like_mailbox, mailbox_messages
from toolkit.articles.rows import (
    CSV_SUFFIXES,
    Row,
    csv_rows,
    json_lines,
    looks_like_json,
    looks_like_parquet,
    parquet_rows,
)
from toolkit.articles.streams import (
    CHUNK,
    COMPRESSED_SUFFIXES,
    DAMAGED,
    decompressed,
    head_of,
    is_compressed,
    rewound,
    unpacked_head,
    unreadable,
)
from toolkit.articles.warc import looks_like_warc, read_warc
from toolkit.errors import UsageError
from toolkit.patterns import compiled

SINGLE_FORMS = frozenset((InputForm.TEXT, InputForm.MARKDOWN, InputForm.HTML, InputForm.MAIL))
"""The forms that hold one article."""

_BY_NAME = (*CSV_SUFFIXES, ".json")
_RECORD_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = frozenset(
    [
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".mail"),
        *(".mht", ".mhtml", ".mbox", ".parquet", ".warc", ".wet", *_RECORD_SUFFIXES),
    ]
)
"""Suffixes of the files that are read from a folder; one of a compression may follow."""

_BLANK = b"\xef\xbb\xbf \t\r\n\f\v"
_MAIL_FOLDERS = frozenset(("cur", "new"))
_MH_NAME = compiled(r"[0-9]+\.?")
STDIN = "stdin"


class Kind(StrEnum):
    """What an item carries."""

    FILE = "file"
    BYTES = "bytes"
    LINE = "line"
    ROW = "row"
    MESSAGE = "message"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Item:
    """One article as it comes.

    Attributes:
        source: the file or stream.
        kind: what `data` is.
        number: its line, row, message or record in the file, from 1; 0 where it is the file.
        data: bytes, or a row as a dictionary; ``None`` where the file is yet to be read, which a
            small one is at once.
        label: a record's own identifier, for messages.
        url: the address that it was fetched from.
        fetched_on: the day that it was fetched.
        charset: the character set that its server said.
    """

    source: str
    kind: Kind
    number: int = 0
    data: bytes | dict[str, Any] | None = None
    label: str = ""
    url: str | None = None
    fetched_on: dt.date | None = None
    charset: str = ""

    @property
    def where(self) -> str:
        """File and place in it, for messages."""
        if self.kind in (Kind.LINE, Kind.ROW):
            return f"{self.source}:{self.number}"
        if self.kind is Kind.MESSAGE:
            return f"{self.source}: message {self.number}"
        if self.kind is Kind.PAGE:
            label = f" ({self.label})" if self.label else ""
            return f"{self.source}: record {self.number}{label}"
        return self.source


Cut = Iterator[Item | UsageError]
"""Items, and in the place of what cannot be cut into items an error."""


def items_of(path: Path, form: InputForm | None = None) -> Cut:
    """The items of a file or folder.

    A folder is walked in sorted order; files with another suffix than `SUFFIXES` and hidden ones
    are passed over, but for the messages in mail folders (Maildir, MH). A single file is read
    whatever its suffix.

    Args:
        path: a file or folder.
        form: what every file holds; by default it is told by its looks.

    Raises:
        UsageError: no such file or folder, or no articles in it.
    """
    # What `os` says takes a fifth of the time of what `Path` says; a corpus may be small files.
    if not os.path.isdir(path):
        if not os.path.exists(path):
            raise UsageError("no such file or folder", where=str(path))
        yield from _of_file(path, form)
        return
    errors: list[UsageError] = []
    files = article_files(path, errors)
    yield from errors
    if not files and not errors:
        raise UsageError(
            "no articles in this folder",
            where=str(path),
            hint=f"Files with these suffixes are read: {', '.join(sorted(SUFFIXES))};"
            f" {', '.join(_BY_NAME)} where they are named themselves.",
        )
    for found in files:
        yield from _of_file(found, form)


def items_in(stream: BinaryIO, source: str = STDIN, form: InputForm | None = None) -> Cut:
    """The items of a stream; records, messages and archived pages as they come in.

    Args:
        stream: open for reading bytes.
        source: what to call it.
        form: what it holds; by default it is told by its looks.
    """
    yield from _cut(stream, source, form, None)


def _of_file(path: Path, form: InputForm | None) -> Cut:
    source = str(path)
    try:
        with open(source, "rb", buffering=0) as file:
            yield from _cut(file, source, form, path)
    except OSError as error:
        yield unreadable(error, source)


def _cut(stream: BinaryIO, source: str, form: InputForm | None, path: Path | None) -> Cut:
    """The items of a stream, or of the file behind it."""
    try:
        head = head_of(stream)
        packed = is_compressed(head)
        if not packed and not head.strip(_BLANK):
            yield UsageError("empty file", where=source)
            return
        found = form or form_of(unpacked_head(head) if packed else head, source)
        if path is not None and (found is None or found in SINGLE_FORMS):
            small = not packed and len(head) < CHUNK and not stream.read(1)
            yield Item(source, Kind.FILE, data=head if small else None)
            return
        whole = rewound(head, stream)
        if found is InputForm.WARC:
            yield from _pages(whole, source)
        elif found is None or found in SINGLE_FORMS:
            yield Item(source, Kind.BYTES, data=_unpacked(whole, packed).read())
        elif found is InputForm.PARQUET:
            yield from _rows(path, whole, source)
        elif found is InputForm.MBOX:
            yield from _messages(_unpacked(whole, packed), source)
        elif found is InputForm.CSV:
            yield from _numbered(csv_rows(_unpacked(whole, packed), source), source)
        else:
            yield from _numbered(json_lines(_unpacked(whole, packed), source), source)
    except DAMAGED as error:
        yield unreadable(error, source)


def _unpacked(stream: BinaryIO, packed: bool) -> BinaryIO:
    return decompressed(stream)[1] if packed else stream


def _messages(lines: BinaryIO, source: str) -> Cut:
    """A mailbox's messages; a lone one is as good as a file of its own."""
    first: bytes | None = None
    number = 0
    for number, message in enumerate(mailbox_messages(lines), 1):
        if number == 1:
            first = message
            continue
        if first is not None:
            yield Item(source, Kind.MESSAGE, 1, first)
            first = None
        yield Item(source, Kind.MESSAGE, number, message)
    if first is not None:
        yield Item(source, Kind.BYTES, data=first)


def _pages(stream: BinaryIO, source: str) -> Cut:
    for page in read_warc(stream, source):
        if isinstance(page, UsageError):
            yield page
            continue
        yield Item(
            source,
            Kind.PAGE,
            page.number,
            page.data,
            label=page.record_id,
            url=page.url,
            fetched_on=page.fetched_on,
            charset=page.charset,
        )


def _rows(path: Path | None, stream: BinaryIO, source: str) -> Cut:
    """A Parquet file's rows; of a stream, which cannot be read from its end, through a file."""
    if path is not None:
        yield from _numbered(parquet_rows(path, source), source)
        return
    with tempfile.NamedTemporaryFile(prefix="readout-") as file:
        shutil.copyfileobj(stream, file)
        file.flush()
        yield from _numbered(parquet_rows(Path(file.name), source), source)


def _numbered(rows: Iterable[tuple[int, bytes | Row | UsageError]], source: str) -> Cut:
    for number, row in rows:
        if isinstance(row, UsageError):
            yield row
        else:
            yield Item(source, Kind.LINE if isinstance(row, bytes) else Kind.ROW, number, row)


def form_of(head: bytes, name: str) -> InputForm | None:
    """The form of a file of many articles, by its first bytes and its name; ``None`` for others."""
    suffix = stem_and_suffix(plain_name(name))[1]
    if looks_like_parquet(head):
        return InputForm.PARQUET
    if looks_like_warc(head):
        return InputForm.WARC
    if suffix in _RECORD_SUFFIXES or looks_like_json(head):
        return InputForm.JSONL
    if suffix in CSV_SUFFIXES:
        return InputForm.CSV
    if looks_like_mailbox(head):
        return InputForm.MBOX
    return None


def plain_name(name: str) -> str:
    """A file's name without the suffix of a compression."""
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and f".{suffix.lower()}" in COMPRESSED_SUFFIXES else name


def stem_and_suffix(name: str) -> tuple[str, str]:
    """A file's name without its suffix, and the suffix with its dot in lower case.

    They are what `Path` says, in a fifth of its time.
    """
    last = os.path.basename(name)
    dot = last.rfind(".")
    if 0 < dot < len(last) - 1:
        return last[:dot], last[dot:].lower()
    return last, ""


def passed_over(folder: Path) -> Counter[str]:
    """How many files of a folder are not read for their suffix, by suffix; hidden ones aside."""
    names = (path.name for path, is_article in _walk(folder, []) if not is_article)
    return Counter(stem_and_suffix(name)[1] for name in names if not name.startswith("."))


def article_files(folder: Path, errors: list[UsageError]) -> list[Path]:
    """The articles' files in a folder, sorted; folders that may not be entered go to ``errors``."""
    return sorted(path for path, is_article in _walk(folder, errors) if is_article)


def _walk(folder: Path, errors: list[UsageError]) -> Iterator[tuple[Path, bool]]:
    """The files of a folder, and whether each is an article's."""

    def refused(error: OSError) -> None:
        errors.append(unreadable(error, str(error.filename)))

    for place, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = Path(place)
        mail = here.name in _MAIL_FOLDERS and (here.parent / "cur").is_dir()
        for name in names:
            path = here / name
            if path.is_file():
                yield path, _is_article(name, mail)


def _is_article(name: str, mail: bool) -> bool:
    if name.startswith("."):
        return False
    if mail or _MH_NAME.fullmatch(name):
        return True
    return os.path.splitext(plain_name(name))[1].lower() in SUFFIXES

"""Text for terminals: aligned tables, sizes, and a progress line. Imports nothing heavy."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TextIO

NULL = "∅"
GAP = "  "
MIN_COLUMN = 10
MAX_LINES = 4
MAX_RECORD_LINES = 12
SHOW_AFTER_SECONDS = 1.0
_REFRESH_SECONDS = 0.1
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_RED, _YELLOW, _GREEN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;32m"
_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))
_UNSAFE = str.maketrans(
    dict.fromkeys([*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
"""C0 and C1 controls and the bidirectional overrides: they could rewrite what a terminal shows."""


def plain(text: str) -> str:
    """The text on one line, without characters that steer a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SPACES).translate(_UNSAFE)


def display_width(text: str) -> int:
    """Columns that ``text`` takes in a terminal.

    Wide and full-width characters (Unicode Standard Annex 11) take two, combining marks and
    format characters none.
    """
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _cut(text: str, width: int) -> str:
    """The longest beginning of ``text`` that fits, with ``…`` where something is missing."""
    if display_width(text) <= width:
        return text
    room, kept = width - 1, []
    for char in text:
        room -= _char_width(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept) + "…"


def _wrap(text: str, width: int, max_lines: int) -> list[str]:
    """``text`` broken between words into at most ``max_lines`` lines of ``width`` columns."""
    if display_width(text) <= width:
        return [text]
    if text.isascii():
        lines = textwrap.wrap(text[: width * (max_lines + 1) * 2], width, break_on_hyphens=False)
    else:
        lines = _wrap_wide(text, width, max_lines + 1)
    if len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], _cut(f"{lines[max_lines - 1]} …", width)]
    return lines


def _wrap_wide(text: str, width: int, max_lines: int) -> list[str]:
    """Like `textwrap.wrap`, but counting columns; stops after ``max_lines`` lines."""
    lines: list[str] = []
    line, used, word_at = "", 0, 0
    for char in text:
        if char == " " and not line:
            continue
        columns = _char_width(char)
        if used + columns > width:
            cut = word_at if word_at else len(line)
            lines.append(line[:cut].rstrip())
            if len(lines) == max_lines:
                return lines
            line = line[cut:].lstrip() + (char if char != " " else "")
            used, word_at = display_width(line), 0
            continue
        line, used = line + char, used + columns
        if char == " ":
            word_at = len(line)
    return [*lines, line.rstrip()] if line.strip() else lines


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table on the terminal.

    Attributes:
        name: its heading.
        right: whether its values stand at the right edge (numbers).
    """

    name: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """What a terminal offers.

    Attributes:
        width: its columns; ``None`` for a pipe or a file, where no line is cut or broken.
        colour: whether it understands bold and dim.
    """

    width: int | None = None
    colour: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """The style of an open stream; https://no-color.org is respected."""
        if not stream.isatty():
            return cls()
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(shutil.get_terminal_size().columns, colour)

    def bold(self, text: str) -> str:
        """``text`` in bold."""
        return f"{_BOLD}{text}{_RESET}" if self.colour else text

    def dim(self, text: str) -> str:
        """``text`` dimmed."""
        return f"{_DIM}{text}{_RESET}" if self.colour else text

    def red(self, text: str) -> str:
        """``text`` in bold red: an error."""
        return f"{_RED}{text}{_RESET}" if self.colour else text

    def yellow(self, text: str) -> str:
        """``text`` in bold yellow: a warning."""
        return f"{_YELLOW}{text}{_RESET}" if self.colour else text

    def green(self, text: str) -> str:
        """``text`` in bold green: all is well."""
        return f"{_GREEN}{text}{_RESET}" if self.colour else text


def render_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | None]],
    style: Style,
    max_lines: int = MAX_LINES,
) -> list[str]:
    """The lines of an aligned table.

    Cells wrap to the terminal's width; a table with too many columns for it is shown as one block
    a row.

    Args:
        columns: headings, left to right.
        rows: cell texts; ``None`` is shown as ``∅``.
        style: the terminal.
        max_lines: lines of a cell; what is longer is cut.
    """
    cells = [[NULL if value is None else plain(value) for value in row] for row in rows]
    natural = [
        max([display_width(column.name), *(display_width(row[i]) for row in cells)])
        for i, column in enumerate(columns)
    ]
    widths = _fit(columns, natural, style.width)
    if widths is None:
        return _render_records(columns, cells, style, max(max_lines, MAX_RECORD_LINES))
    names = [plain(column.name) for column in columns]
    lines = _render_row(names, columns, widths, style, max_lines, heading=True)
    lines.append(GAP.join("─" * width for width in widths))
    for row in cells:
        lines.extend(_render_row(row, columns, widths, style, max_lines))
    return lines


def _fit(
    columns: Sequence[Column], natural: Sequence[int], available: int | None
) -> list[int] | None:
    """Widths that fit; the widest columns give way first. ``None`` where they cannot."""
    if available is None:
        return list(natural)
    room = available - len(GAP) * (len(columns) - 1)
    excess = sum(natural) - room
    if excess <= 0:
        return list(natural)
    floors = [
        width if column.right else min(width, max(MIN_COLUMN, display_width(column.name)))
        for column, width in zip(columns, natural, strict=True)
    ]
    if sum(floors) > room:
        return None
    low, high = 0, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(_capped(natural, floors, middle)) <= room:
            low = middle
        else:
            high = middle - 1
    return _capped(natural, floors, low)


def _capped(natural: Sequence[int], floors: Sequence[int], cap: int) -> list[int]:
    return [max(floor, min(width, cap)) for width, floor in zip(natural, floors, strict=True)]


def _render_row(
    cells: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    style: Style,
    max_lines: int,
    *,
    heading: bool = False,
) -> list[str]:
    if style.width is None:
        wrapped = [[cell] for cell in cells]
    else:
        wrapped = [_wrap(cell, width, max_lines) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for i in range(max(len(parts) for parts in wrapped)):
        out = []
        for parts, column, width in zip(wrapped, columns, widths, strict=True):
            text = parts[i] if i < len(parts) else ""
            padding = " " * (width - display_width(text))
            if heading:
                text = style.bold(text)
            elif text == NULL:
                text = style.dim(text)
            out.append(padding + text if column.right else text + padding)
        lines.append(GAP.join(out).rstrip())
    return lines


def _render_records(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], style: Style, max_lines: int
) -> list[str]:
    """One block a row: each column's name beside its value."""
    width = style.width or 80
    label = min(max(display_width(column.name) for column in columns), max(width // 2, 1))
    room = max(width - label - len(GAP), MIN_COLUMN)
    lines = []
    for number, row in enumerate(rows, start=1):
        lines.append(style.dim(f"── {number} ".ljust(min(width, label + room), "─")))
        for column, cell in zip(columns, row, strict=True):
            name = _cut(plain(column.name), label)
            head = style.bold(name) + " " * (label - display_width(name))
            for part in _wrap(cell, room, max_lines):
                lines.append(f"{head}{GAP}{style.dim(part) if part == NULL else part}".rstrip())
                head = " " * label
    return lines


def human_size(count: int) -> str:
    """A number of bytes for readers: ``812 B``, ``4.1 kB``, ``12 MB``."""
    if count < 1000:
        return f"{count} B"
    size = float(count)
    for unit in ("kB", "MB", "GB", "TB"):
        size /= 1000
        if size < 999.5 or unit == "TB":
            break
    return f"{size:.1f} {unit}" if size < 9.95 else f"{size:.0f} {unit}"


def plural(count: int, noun: str, many: str = "") -> str:
    """``1 row``, ``2 rows``, ``1,234 rows``."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


class Progress:
    """One line on a terminal's standard error that says how far a long job is.

    It appears after a second, is rewritten in place, and is wiped when the job ends; in a pipe
    it never appears. Use it as a context manager and call it with what is being done. A thread
    draws it, so that it appears also while a long step reports nothing.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._text = self._drawn = ""
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)

    def __enter__(self) -> Progress:
        """Begin."""
        if self._live:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the line."""
        self._ended.set()
        self.clear()

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Report.

        Args:
            what: what is being done ("reading articles").
            done: how many are done.
            total: how many there are; 0 where that is unknown.
        """
        count = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
        self._text = f"{what[:1].upper()}{what[1:]}{count}"

    def clear(self) -> None:
        """Wipe the line, so that something else can be written."""
        with self._lock:
            self._text = ""
            self._show()

    def _draw(self) -> None:
        pause = SHOW_AFTER_SECONDS
        while not self._ended.wait(pause):
            with self._lock:
                self._show()
            pause = _REFRESH_SECONDS

    def _show(self) -> None:
        if self._text != self._drawn:
            line = _cut(plain(self._text), shutil.get_terminal_size().columns - 1)
            self._stream.write(f"\r\x1b[K{line}")
            self._stream.flush()
            self._drawn = self._text

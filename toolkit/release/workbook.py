"""A package as one Excel workbook: a sheet a table, an index of them, and what the columns mean.

The rows are as they are in the package, with what Excel cannot hold told of on the index:

* Text is text. Nothing becomes a formula, a number or a link, whatever it looks like; what looks
  like a formula also carries Excel's own mark for text, so that editing the cell keeps it.
* Dates are dates, but those before March 1900 are text: Excel knows no day before 1900, and a 29
  February 1900 that never was.
* Numbers of more than 15 digits are text, since Excel keeps no more.
* Text of more than 32,767 UTF-16 units, and rows beyond 1,048,576, are cut.

Limits: Microsoft, "Excel specifications and limits". The bytes depend on the package and on the
version of XlsxWriter alone: dates are the package's own, and nothing in the zip is deflated, since
deflated bytes depend on the machine's zlib.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.errors import UsageError
from toolkit.package.csv_text import decimal_text
from toolkit.package.read import Package, TableFiles, open_package, read_table
from toolkit.package.replace import replaced_file
from toolkit.release.sheet_names import sheet_names

INDEX_SHEET, COLUMNS_SHEET = "Contents", "Columns"
MAX_ROWS = 1_048_576
"""Of a sheet, its header among them."""
MAX_UNITS = 32_767
"""UTF-16 code units of a cell."""
_MARK = "… [cut here; the whole text stands in {path}]"
_EXACT_DIGITS = 15
_FIRST_DATE = dt.date(1900, 3, 1)
_UNDATED = dt.datetime(2000, 1, 1)
"""The moment of creation that a workbook must give, for packages that have none."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = {0xFFFE: "\N{REPLACEMENT CHARACTER}", 0xFFFF: "\N{REPLACEMENT CHARACTER}"}
_WIDTHS = (8, 48)
"""The narrowest and the widest column, in characters."""
_MEASURED_ROWS = 200
_BATCH_ROWS = 2_000
_NOTE_WIDTH, _NOTE_LINE, _NOTE_CHARACTERS = 360, 18, 55
"""A header's note: its width and a line's height in pixels, and the characters of a line."""


def write_workbook(package: Path, target: Path) -> None:
    """Write a package's workbook.

    Args:
        package: the package's folder.
        target: the file; it appears whole or not at all.

    Raises:
        UsageError: XlsxWriter is missing, there is no package, or ``target`` cannot be written.
        DataError: the package is damaged.
    """
    opened = open_package(package)
    content = io.BytesIO()
    book = _Book(opened, content)
    for table in opened.tables.values():
        book.add_table(table)
    book.close()
    with replaced_file(target) as file:
        _store(content, file)


def _store(packed: BinaryIO, file: BinaryIO) -> None:
    """Write the parts of a zip as they are, with a fixed date and fixed rights."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.create_system = 0
            new.writestr(entry, old.read(name))


@dataclass(slots=True)
class _Sheet:
    """What the index says of a table's sheet; what was cut is counted while it is written."""

    table: TableFiles
    rows: int
    left_out: int
    changed: Counter[str] = field(default_factory=Counter)

    @property
    def note(self) -> str:
        """What the sheet does not hold as the table does; empty where it holds all."""
        parts = [f"{self.left_out:,} rows more than Excel holds are left out"] * bool(self.left_out)
        parts += [f"{what}: {count:,}" for what, count in sorted(self.changed.items())]
        return "; ".join(parts) and f"{'; '.join(parts)}. All is whole in {self.table.path}."


class _Book:
    """A workbook in the making. The index comes first, so its sheet is made before the others."""

    def __init__(self, package: Package, content: BinaryIO) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError(
                "the library XlsxWriter is missing, which writes workbooks",
                hint="Install it: pip install 'readout-toolkit[build]'",
            ) from None
        self._package = package
        self._names = sheet_names([INDEX_SHEET, COLUMNS_SHEET, *package.tables])
        self._book = xlsxwriter.Workbook(content, {"in_memory": True})
        self._book.set_properties(_properties(package.descriptor))
        self._head = self._book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._top = self._book.add_format({"valign": "top", "text_wrap": True})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._index = self._book.add_worksheet(self._names[INDEX_SHEET])
        self._columns = self._book.add_worksheet(self._names[COLUMNS_SHEET])
        self._sheets: list[_Sheet] = []

    def add_table(self, table: TableFiles) -> None:
        """Write a table's sheet."""
        rows = read_table(self._package, table.name)
        shown = rows.slice(0, MAX_ROWS - 1)
        sheet = self._book.add_worksheet(self._names[table.name])
        told = _Sheet(table, rows.num_rows, rows.num_rows - shown.num_rows)
        self._write_header(sheet, shown.column_names)
        described = {field["name"]: field for field in table.schema["fields"]}
        for number, name in enumerate(shown.column_names):
            _write_note(sheet, number, described.get(name, {}))
        sheet.autofilter(0, 0, max(shown.num_rows, 1), max(shown.num_columns - 1, 0))
        for number, cells in enumerate(_rows(shown), start=1):
            for column, value in enumerate(cells):
                self._write(sheet, number, column, value, told)
        sample = list(_rows(shown.slice(0, _MEASURED_ROWS)))
        _set_widths(sheet, [shown.column_names, *sample])
        self._sheets.append(told)

    def close(self) -> None:
        """Write the index and the sheet of the columns, and finish the file."""
        self._write_index()
        self._write_columns()
        self._book.close()

    def _write_header(self, sheet: Any, names: Sequence[str], row: int = 0) -> None:
        for column, name in enumerate(names):
            sheet.write_string(row, column, name, self._head)
        sheet.freeze_panes(row + 1, 0)

    def _write(self, sheet: Any, row: int, column: int, value: Any, told: _Sheet) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal) and _fits(value):
            sheet.write_number(row, column, value)
        elif type(value) is dt.date and value >= _FIRST_DATE:
            sheet.write_datetime(row, column, value, self._date)
        else:
            spelt, kind = _spelt(value)
            text, changed = cell_text(spelt, told.table.path)
            told.changed.update(what for what in (kind, changed) if what)
            look = self._quoted if text.startswith(_FORMULA) else None
            sheet.write_string(row, column, _not_rich(text), look)

    def _write_index(self) -> None:
        sheet, descriptor = self._index, self._package.descriptor
        lines = [str(descriptor.get("description", "")), _imprint(descriptor)]
        sheet.write_string(0, 0, str(descriptor.get("title") or self._package.name), self._title)
        for row, line in enumerate(lines, start=1):
            sheet.merge_range(row, 0, row, 5, "", self._top)
            sheet.write_string(row, 0, line, self._top)
            sheet.set_row(row, 15 * (1 + len(line) // 130))
        head = len(lines) + 2
        self._write_header(sheet, ["Sheet", "Table", "Rows", "Columns", "A row is", "Note"], head)
        for row, told in enumerate(self._sheets, start=head + 1):
            table, name = told.table, self._names[told.table.name]
            quoted = name.replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{quoted}'!A1", string=name)
            sheet.write_string(row, 1, table.name)
            sheet.write_number(row, 2, told.rows)
            sheet.write_number(row, 3, len(table.schema["fields"]))
            sheet.write_string(row, 4, table.description, self._top)
            if told.note:
                sheet.write_string(row, 5, told.note, self._top)
        for column, width in enumerate((24, 24, 9, 9, 80, 40)):
            sheet.set_column(column, column, width)
        sheet.activate()

    def _write_columns(self) -> None:
        names = ("Table", "Column", "Title", "Description", "Type", "Unit", "Required", "Refers to")
        rows = [line for told in self._sheets for line in _dictionary(told.table)]
        self._write_header(self._columns, names)
        self._columns.autofilter(0, 0, max(len(rows), 1), len(names) - 1)
        for row, cells in enumerate(rows, start=1):
            for column, text in enumerate(cells):
                self._columns.write_string(row, column, _not_rich(text), self._top)
        for column, width in enumerate((20, 24, 24, 80, 10, 12, 10, 24)):
            self._columns.set_column(column, column, width)


def _spelt(value: Any) -> tuple[str, str]:
    """What is not a number or date to Excel as text, and what to tell of it (nothing of texts)."""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, int | float | Decimal):
        text = decimal_text(value) if isinstance(value, Decimal) else str(value)
        return text, f"numbers of more than {_EXACT_DIGITS} digits as text"
    if type(value) is dt.date:
        return value.isoformat(), "days before March 1900 as text"
    return str(value), "values of other types as text"


def cell_text(text: str, path: str) -> tuple[str, str]:
    """A text as a cell can hold it, and what was changed (empty where nothing was).

    Characters that no XML may hold (U+FFFE, U+FFFF) are replaced; the control characters are left,
    since Excel has a spelling for them.

    Args:
        text: the text.
        path: where it stands whole, for the mark of a cut.
    """
    held = text.translate(_NOT_IN_XML)
    coded = held.encode("utf-16-le")
    if len(coded) > 2 * MAX_UNITS:
        mark = _MARK.format(path=path)
        room = MAX_UNITS - len(mark.encode("utf-16-le")) // 2
        return coded[: 2 * room].decode("utf-16-le", "ignore") + mark, "texts cut"
    return held, "" if held == text else "characters that XML forbids replaced in texts"


def _not_rich(text: str) -> str:
    """The text for XlsxWriter, which takes ``<r>…</r>`` for markup of its own and writes it raw."""
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{html.escape(text, quote=False)}</t></r>'
    return text


def _fits(value: float | Decimal) -> bool:
    """Whether Excel keeps every digit."""
    digits = Decimal(str(value)).normalize().as_tuple().digits
    return Decimal(str(value)).is_finite() and len(digits) <= _EXACT_DIGITS


def _rows(table: Any) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=_BATCH_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write_note(sheet: Any, column: int, described: Mapping[str, Any]) -> None:
    text = str(described.get("description") or "")
    if text:
        lines = 2 + len(text) // _NOTE_CHARACTERS
        size = {"width": _NOTE_WIDTH, "height": lines * _NOTE_LINE}
        sheet.write_comment(0, column, text, {**size, "author": ""})


def _set_widths(sheet: Any, rows: Sequence[Sequence[Any]]) -> None:
    least, most = _WIDTHS
    for number, cells in enumerate(zip(*rows, strict=True)):
        longest = max(len(str(cell)) for cell in cells if cell is not None)
        sheet.set_column(number, number, min(max(longest + 3, least), most))


def _dictionary(table: TableFiles) -> Iterator[list[str]]:
    """The lines of the sheet of columns that are about one table."""
    targets = _references(table.schema.get("foreignKeys", ()), table.name)
    for described in table.schema["fields"]:
        name = described["name"]
        required = described.get("constraints", {}).get("required", False)
        texts = (described.get(key, "") for key in ("title", "description", "type", "unit"))
        refers = "; ".join(targets.get(name, ()))
        yield [table.name, name, *map(str, texts), "yes" if required else "", refers]


def _references(keys: Iterable[Mapping[str, Any]], table: str) -> dict[str, list[str]]:
    """Column to the ``table.column`` that it refers to."""
    found: dict[str, list[str]] = {}
    for key in keys:
        target = key["reference"]
        for own, other in zip(key["fields"], target["fields"], strict=True):
            found.setdefault(own, []).append(f"{target['resource'] or table}.{other}")
    return found


def _imprint(descriptor: Mapping[str, Any]) -> str:
    """Version, moment and licence in a line."""
    licences = [
        str(item.get("name") or item.get("title")) for item in _items(descriptor, "licenses")
    ]
    parts = [
        f"Version {descriptor.get('version', '')}".rstrip(),
        f"created {descriptor['created']}" if "created" in descriptor else "",
        f"licence {', '.join(licences)}" if licences else "",
    ]
    return ", ".join(part for part in parts if part)


def _items(descriptor: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = descriptor.get(key)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _properties(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The workbook's properties, as Excel shows them."""
    authors = [str(item.get("title", "")) for item in _items(descriptor, "contributors")]
    return {
        "title": str(descriptor.get("title", "")),
        "author": "; ".join(author for author in authors if author),
        "comments": _imprint(descriptor),
        "created": _created(descriptor),
    }


def _created(descriptor: Mapping[str, Any]) -> dt.datetime:
    """The package's moment of creation, in UTC."""
    try:
        moment = dt.datetime.fromisoformat(str(descriptor["created"]))
    except (KeyError, ValueError):
        return _UNDATED
    return moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)

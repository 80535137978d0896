"""Words that the formats share: where a finding lies, what stands there, how many there are."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Any, NamedTuple

from toolkit.console import plain, plural
from toolkit.schema.model import Severity
from toolkit.validate.report import SHOW_ALL, Finding, Group, Kind, Report

SHOWN_CHARACTERS = 120
SHOWN_HINTS = 3
"""How many different pieces of advice on one kind of finding are told."""


class RuleText(NamedTuple):
    """What a rule is called, and what to do where it is broken."""

    title: str
    advice: str


@cache
def rule_texts() -> dict[str, RuleText]:
    """The rules of the program itself by their codes (``rules.csv``)."""
    file = resources.files(__package__).joinpath("rules.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["code"]: RuleText(row["title"], row["advice"]) for row in rows}


def rule_title(code: str) -> str:
    """A title for a rule; its code in words where the program does not know it."""
    known = rule_texts().get(code)
    words = code.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return known.title if known else words[:1].upper() + words[1:]


def visible(value: str) -> str:
    """The value on one line with what the eye would miss made visible.

    Control, format and bidirectional characters and unusual spaces are named (``<U+200B>``), line
    breaks and tabs written as in programs, blanks at an end shown as ``␣``.
    """
    if value.isascii() and value.isprintable() and value.strip(" ") == value:
        return value or "(empty)"
    inner = value.strip(" ")
    before = len(value) - len(value.lstrip(" ")) if inner else len(value)
    after = len(value) - len(inner) - before
    return "␣" * before + "".join(map(_shown, inner)) + "␣" * after


_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _shown(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    hidden = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    if hidden or (char != " " and unicodedata.category(char) == "Zs"):
        return f"<U+{ord(char):04X}>"
    return char


def shown_value(value: str | None, most: int = SHOWN_CHARACTERS) -> str | None:
    """A cell's value as `visible` writes it, its end left out where it is long.

    How long it is, is told unless a check has cut it already, which its last character says.
    """
    if value is None:
        return None
    text = visible(value[: most + 1])
    if len(text) <= most and len(value) <= most:
        return text
    told = "…" if value.endswith("…") else f"… ({plural(len(value), 'character')})"
    return f"{text[: max(most - len(told), 1)].rstrip('␣')}{told}"


_STEERING = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def json_text(value: Any) -> str:
    """The value as JSON that steers no terminal and every encoding can hold.

    Characters that are not seen, change the direction of writing or stand alone as surrogates are
    written as escapes, others as they are.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def place(kind: Kind) -> str:
    """The table and column that findings of a kind concern: ``calls.called_on``."""
    return ".".join(part for part in (kind.table, kind.field) if part) or "package"


def file_of(finding: Finding, report: Report) -> str:
    """The file a finding lies in, from the folder the command ran in; empty for none."""
    if not finding.path or not report.base or "://" in finding.path:
        return finding.path
    return f"{report.base.rstrip('/')}/{finding.path}"


def position(finding: Finding, report: Report) -> str:
    """``file:line`` as editors and terminals read it; empty where no file is known."""
    file = file_of(finding, report)
    return f"{file}:{finding.line_number}" if file and finding.line_number else file


def row_words(finding: Finding) -> str:
    """``row 5`` and the row's key."""
    number = "" if finding.row_number is None else f"row {finding.row_number:,}"
    key = "" if finding.row_id is None else plain(finding.row_id)
    return f"{number} ({key})" if number and key else number or key


def sentence(finding: Finding, report: Report, more: int = 0) -> str:
    """All of a finding in one paragraph, for formats that have one field for it.

    Args:
        finding: what was found.
        report: the report it stands in.
        more: how many others of its kind there are that are not told beside it.
    """
    where = row_words(finding)
    value = shown_value(finding.value)
    parts = [place(finding.kind)]
    if where:
        parts.append(f", {where}")
    parts.append(f": {plain(finding.message)}")
    if value is not None:
        parts.append(f": {value}")
    if parts[0] == finding.path:
        del parts[0]
        parts[0] = parts[0].lstrip(":, ")
    text = "".join(parts).rstrip(".") + "."
    if finding.hint:
        text += f" {plain(finding.hint)}"
    if more:
        text += f" ({more:,} more of this kind.)"
    return text


def total_words(group: Group) -> str:
    """How many findings a group has: ``8 rows``; empty for one."""
    noun = "row" if any(found.row_number for found in group.findings) else "case"
    return plural(group.total, noun) if group.total > 1 else ""


def limit_words(report: Report, shown: int) -> str:
    """Says that findings are left out, how many, and how to see them; empty where none are."""
    total = report.errors + report.warnings
    if shown >= total:
        return ""
    return f"limited: {total - shown:,} of {total:,} findings are not shown; {SHOW_ALL} shows all"


def worst_first(report: Report, severity: Severity) -> list[Finding]:
    """Findings of one severity: the first case of every group, then the second ones, and so on."""
    groups = [g.findings for g in report.groups() if g.kind.severity is severity]
    return [found for cases in zip_longest(*groups) for found in cases if found is not None]

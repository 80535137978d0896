"""The rules (``rules.json`` with ``rules/*.sql``) and the views (``views.sql``)."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.schema.model import Rule, Severity, View
from toolkit.schema.reading import Node, Problems, read_text

_RULE_KEYS = ("code", "table", "severity", "message", "hint")
_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CREATE = re.compile(r"create view ([a-z][a-z0-9_]*) as\b")
_SEVERITIES = tuple(severity.value for severity in Severity)


def read_rules(node: Node, tables: Collection[str], folder: Path, where: str) -> tuple[Rule, ...]:
    """The rules, in the order declared.

    Args:
        node: the object of ``rules.json``.
        tables: names a rule may judge.
        folder: where the SQL files lie, ``<code>.sql`` each.
        where: how messages call that folder.
    """
    node.allow("rules")
    found: dict[str, Rule] = {}
    for item in node.nodes("rules", "rule"):
        item.allow(*_RULE_KEYS)
        code, table = item.text("code"), item.text("table")
        if code and not _CODE.fullmatch(code):
            item.wrong("code", f"{code!r} is not a code", "Use lower-case words and hyphens.")
        if code in found:
            item.wrong("code", f"{code} is declared twice", "Name each rule once.")
        if table and table not in tables:
            item.wrong("table", f"there is no table {table}", f"One of: {', '.join(tables)}.")
        severity = item.choice("severity", Severity, _SEVERITIES) or Severity.ERROR
        sql = _query(folder / f"{code}.sql", f"{where}/{code}.sql", node.problems)
        found[code] = Rule(code, table, severity, item.text("message"), item.text("hint"), sql)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.stem not in found or path.suffix != ".sql":
            hint = "Declare the rule in rules.json, or remove the file."
            node.problems.add("no rule of that name", where=f"{where}/{path.name}", hint=hint)
    return tuple(found.values())


def _query(path: Path, where: str, problems: Problems) -> str:
    """The text of one SQL file, without its final semicolon."""
    try:
        text = read_text(path, where).strip()
    except UsageError as error:
        problems.add(error.what, where=error.where, hint=error.hint)
        return ""
    if not text.endswith(";") or text.count(";") != 1:
        problems.add("not one statement", where=where, hint="End it with the only semicolon.")
    return text.rstrip(";").strip()


def read_views(text: str, where: str, problems: Problems) -> tuple[View, ...]:
    """The views of ``views.sql``: comment lines, ``create view NAME as``, a final semicolon.

    Comment lines that a blank line parts from the view say something about the file.

    Args:
        text: the file's text; a line that ends with a semicolon ends a view.
        where: how messages call the file.
        problems: where problems go.
    """
    found: list[View] = []
    comment: list[str] = []
    statement: list[str] = []
    start = 1
    for number, line in enumerate(text.splitlines(), 1):
        if not statement and not line.strip():
            comment = []
            continue
        if not statement and line.startswith("--"):
            comment.append(line.lstrip("- ").strip())
            continue
        start = start if statement else number
        statement.append(line)
        if line.rstrip().endswith(";"):
            _add_view(found, comment, statement, f"{where}:{start}", problems)
            comment, statement = [], []
    if comment or statement:
        place = f"{where}:{start}"
        problems.add("the last view is not closed", where=place, hint="End it with a semicolon.")
    return tuple(found)


def _add_view(
    found: list[View], comment: list[str], statement: list[str], where: str, problems: Problems
) -> None:
    sql = "\n".join(statement).rstrip().rstrip(";").rstrip()
    match = _CREATE.match(sql)
    if match is None:
        hint = "Begin it with: create view NAME as"
        problems.add("not a view", where=where, hint=hint)
    elif not comment:
        hint = "Say in a comment line above it what a row says."
        problems.add(f"the view {match[1]} has no comment", where=where, hint=hint)
    elif any(view.name == match[1] for view in found):
        problems.add(f"the view {match[1]} stands twice", where=where, hint="Rename one.")
    else:
        found.append(View(match[1], " ".join(comment), sql))

"""A report in GitHub's Markdown: short enough for a pull request, the cases folded below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.console import plain, plural
from toolkit.validate.formats.words import (
    SHOWN_HINTS,
    limit_words,
    place,
    position,
    row_words,
    rule_title,
    shown_value,
)
from toolkit.validate.report import Finding, Group, Report

SHOWN_GROUPS = 10
SHOWN_CASES = 20
MOST_CHARACTERS = 60_000
"""GitHub takes comments of up to 65,536 characters."""
_VALUE_CHARACTERS = 60
_SPECIAL = re.compile(
    r"[&<>|`\\*\[\]~@#$\"]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=:)/(?=/)|(?<=www)\."
)
"""What may be markup; an underscore inside a word is none (GitHub Flavored Markdown 0.29, 6.4)."""
_NAME = re.compile(r"[A-Za-z0-9_.,/ -]+")
_HEAD = ("", "Where", "What is wrong, and what to do", "First case", "Count")


def escape(text: str) -> str:
    """The text so that Markdown and HTML take nothing in it for markup, mention or link.

    Character references cannot stand for structure (CommonMark 0.31, section 2.5). Control and
    bidirectional characters are taken out.
    """
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", plain(text))


def code(text: str) -> str:
    """The text in fixed width."""
    if _NAME.fullmatch(text) and text.strip(" ") == text:
        return f"`{text}`"
    return f"<code>{escape(text)}</code>"


def render_markdown(report: Report, cases: int = SHOWN_CASES, most: int = MOST_CHARACTERS) -> str:
    """The report as a comment: verdict, kinds of findings, and all cases folded.

    Args:
        report: what was found.
        cases: how many to show of each kind; 0 shows all.
        most: how many characters at most; what has no room is said to be left out.
    """
    groups = report.groups()
    mark = "✅" if report.valid else "❌"
    parts = [f"### {mark} {escape(report.summary())}\n"]
    if groups:
        parts.append(_table(_HEAD, [_overview(group, report) for group in groups[:SHOWN_GROUPS]]))
    if len(groups) > SHOWN_GROUPS:
        parts.append(f"… and {plural(len(groups) - SHOWN_GROUPS, 'other kind')}, below.\n")
    for check, reason in report.skipped.items():
        parts.append(f"Not checked: {escape(check)}, because {escape(reason)}.\n")
    if all(group.total == 1 for group in groups[:SHOWN_GROUPS]) and len(groups) <= SHOWN_GROUPS:
        return "\n".join(parts)
    room = most - sum(map(len, parts)) - 300
    shown, folded = _cases(groups, report, cases, room)
    if folded:
        parts.append(f"<details><summary>{_counted(shown, report)}</summary>\n")
        parts += [*folded, "</details>\n"]
    if limited := limit_words(report, shown):
        parts.append(f"*{escape(limited[0].upper() + limited[1:])}.*\n")
    return "\n".join(parts)


def _counted(shown: int, report: Report) -> str:
    total = report.errors + report.warnings
    what = "Every case" if shown == total else f"{shown:,} of {total:,} cases"
    return f"{what}, with file and line"


def _overview(group: Group, report: Report) -> tuple[str, ...]:
    message = group.message if group.same_message else rule_title(group.kind.rule)
    what = f"{escape(message)} ({code(group.kind.rule)})"
    if group.hints:
        what += f"<br>→ {escape(group.hints[0])}"
    first = _first(group.findings[0], report) if group.findings else ""
    return group.kind.severity.value, code(place(group.kind)), what, first, f"{group.total:,}"


def _first(finding: Finding, report: Report) -> str:
    """Where one finding lies and what stands there, in one cell."""
    value = shown_value(finding.value, _VALUE_CHARACTERS)
    where = [escape(position(finding, report)), escape(row_words(finding))]
    told = "<br>".join(part for part in where if part)
    return f"{told}: {code(value)}".removeprefix(": ") if value else told


def _cases(groups: Sequence[Group], report: Report, cases: int, room: int) -> tuple[int, list[str]]:
    """The cases of every group, as far as there is room, and their number."""
    shown, parts = 0, []
    for group in groups:
        some = list(group.findings[: cases or None])
        while some:
            text = "\n".join(_group(group, some, report))
            if len(text) <= room:
                parts.append(text)
                room -= len(text)
                shown += len(some)
                break
            some = some[: len(some) // 2]
    return shown, parts


def _group(group: Group, some: Sequence[Finding], report: Report) -> Iterator[str]:
    message = group.message if group.same_message else rule_title(group.kind.rule)
    head = f"{group.kind.severity.value}: {code(place(group.kind))}: {escape(message)}"
    count = f"{len(some):,} of {group.total:,}" if len(some) < group.total else f"{group.total:,}"
    yield f"**{head}** ({count})\n"
    rows = [_case(finding, report) for finding in some]
    names = ("File and line", "Row", "Value", "What is wrong")
    keep = [i for i in range(4) if any(row[i] for row in rows)]
    if group.same_message and len(keep) > 1:
        keep = [i for i in keep if i != 3]
    yield _table([names[i] for i in keep], [[row[i] for i in keep] for row in rows])
    for hint in group.hints[:SHOWN_HINTS]:
        yield f"→ {escape(hint)}\n"


def _case(finding: Finding, report: Report) -> tuple[str, ...]:
    value = shown_value(finding.value, _VALUE_CHARACTERS)
    return (
        escape(position(finding, report)),
        escape(row_words(finding)),
        "" if value is None else code(value),
        escape(finding.message),
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the last column of numbers stands at the right."""
    rules = ["--:" if name == "Count" else "---" for name in head]
    lines = [head, rules, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"

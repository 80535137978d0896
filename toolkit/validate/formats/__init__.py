"""A report in the words of those who read it: one module for each format."""

from __future__ import annotations

from toolkit.console import Style
from toolkit.validate.report import Report

FORMATS = ("text", "json", "junit", "sarif", "github", "markdown")
"""The names of the formats, the default first."""


def render(
    report: Report,
    name: str,
    *,
    style: Style | None = None,
    cases: int | None = None,
    elsewhere: str = "",
) -> str:
    """A report in one of the `FORMATS`.

    Args:
        report: what was found.
        name: the format.
        style: the terminal, for ``text``.
        cases: how many cases of each kind those formats show that people read; 0 for all,
            ``None`` for their own default. The others show every finding that was kept.
        elsewhere: for ``github``, what holds the whole report; empty for nothing.

    Raises:
        KeyError: there is no such format.
    """
    match name:  # each is imported by itself: XML alone takes longer than a small check
        case "text":
            from toolkit.validate.formats import text

            return text.render_text(report, style, text.SHOWN_CASES if cases is None else cases)
        case "json":
            from toolkit.validate.formats import json_

            return json_.render_json(report)
        case "junit":
            from toolkit.validate.formats import junit

            return junit.render_junit(report)
        case "sarif":
            from toolkit.validate.formats import sarif

            return sarif.render_sarif(report)
        case "github":
            from toolkit.validate.formats import github

            return github.render_github(report, elsewhere)
        case "markdown":
            from toolkit.validate.formats import markdown

            shown = markdown.SHOWN_CASES if cases is None else cases
            return markdown.render_markdown(report, shown)
    raise KeyError(name)

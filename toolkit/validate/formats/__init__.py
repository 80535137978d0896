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
    summary: bool = False,
) -> str:
    """A report in one of the `FORMATS`.

    Args:
        report: what was found.
        name: the format.
        style: the terminal, for ``text``.
        cases: how many cases of each kind those formats show that people read; 0 for all,
            ``None`` for their own default. The others show every finding that was kept.
        summary: for ``github``, whether the step's summary holds the whole report.

    Raises:
        KeyError: there is no such format.
    """
    from toolkit.validate.formats import github, json_, junit, markdown, sarif, text

    writers = {
        "text": lambda: text.render_text(
            report, style, text.SHOWN_CASES if cases is None else cases
        ),
        "json": lambda: json_.render_json(report),
        "junit": lambda: junit.render_junit(report),
        "sarif": lambda: sarif.render_sarif(report),
        "github": lambda: github.render_github(report, summary),
        "markdown": lambda: markdown.render_markdown(
            report, markdown.SHOWN_CASES if cases is None else cases
        ),
    }
    return writers[name]()

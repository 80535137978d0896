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
    from toolkit.validate.formats import github, json_, junit, markdown, sarif, text

    writers = {
        "text": lambda: text.render_text(
            report, style, text.SHOWN_CASES if cases is None else cases
        ),
        "json": lambda: json_.render_json(report),
        "junit": lambda: junit.render_junit(report),
        "sarif": lambda: sarif.render_sarif(report),
        "github": lambda: github.render_github(report, elsewhere),
        "markdown": lambda: markdown.render_markdown(
            report, markdown.SHOWN_CASES if cases is None else cases
        ),
    }
    return writers[name]()

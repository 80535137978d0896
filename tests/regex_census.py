"""Run as a script: prints, as JSON, every regular expression that the toolkit compiles.

It must run in a process of its own, so that it listens before the toolkit is imported. What is
compiled on first use is compiled by reading a digest and by asking for it by name.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

TOOLKIT = Path(__file__).resolve().parents[1] / "toolkit"
_compile = re.compile
found: dict[tuple[str, int], str] = {}


def listening(pattern: Any, flags: int = 0) -> Any:
    """As `re.compile`; notes the pattern where a module of the toolkit asks."""
    made = _compile(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_back is not None and not frame.f_code.co_filename.endswith(".py"):
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    if path.is_relative_to(TOOLKIT) and isinstance(made.pattern, str):
        where = f"{path.relative_to(TOOLKIT)}:{frame.f_lineno}"
        found.setdefault((made.pattern, made.flags), where)
    return made


def lazy() -> None:
    """Compile what is only compiled when an article needs it."""
    from toolkit.articles import boilerplate, captions, datelines
    from toolkit.articles.read import read_articles
    from toolkit.extract.attribution import talk
    from toolkit.extract.calls.rules.every import RULES
    from toolkit.extract.figures import lexicon
    from toolkit.extract.figures.find import find_figures
    from toolkit.extract.names.register import default_register
    from toolkit.extract.pipeline import extract_article
    from toolkit.resources import digests_dir

    for rule in RULES:
        assert rule.regex.groups
    known = boilerplate.phrases()
    begun = (phrase for some in known.by_first.values() for phrase in some)
    for phrase in (*known.rare, *known.short, *begun):
        phrase.covers("")
    assert captions.is_credit("Photo by Ann Lee/AP") or captions.label_end("Image: x") >= 0
    for head in ("WASHINGTON, March 3 (AP) — The", "Berlin — The", "Oslo: The", "It | is (a)"):
        datelines.find_dateline(head)
    for beginning in lexicon.unit_beginnings():
        lexicon.unit_pattern(beginning)
    talk._unnamed("official")
    for text in ("The deaths rose to 1,900.", "Denmark lent 40 million kroner."):
        find_figures(text, [(0, len(text))])
    folder = digests_dir()
    for article in read_articles(folder) if folder else ():
        extract_article(article, default_register())


def main() -> None:
    """Import everything, and print the patterns with their flags and the line that asked."""
    re.compile = listening  # type: ignore[assignment]
    import toolkit
    from toolkit import patterns

    patterns.compiled = listening  # and not taken from where compiled forms are kept
    patterns.late = listening  # compiled here at once

    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        if not module.name.endswith(("__main__", "query_child")):
            importlib.import_module(module.name)
    lazy()
    print(json.dumps([[*key, where] for key, where in found.items()]))


if __name__ == "__main__":
    main()

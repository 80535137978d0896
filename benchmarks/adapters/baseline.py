"""What two regular expressions reach: text in quotation marks, and the nearest "X said"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness import Attribution, attribution, serve

QUOTED = re.compile(r"[\"“]([^\"“”\n]{1,3000})[\"”]")
NAME = r"(?:(?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,4}|[Hh]e|[Ss]he|[Tt]hey)"
VERB = r"(?:said|says|told|added|wrote|asked|tweeted|called|warned)"
SAID = re.compile(rf"\b({NAME}) {VERB}\b|\b{VERB} ({NAME})")
REACH = 200
"""So many characters before and after a quotation its speaker is looked for."""


def read(text: str) -> Iterator[Attribution]:
    """Every quotation with the name beside the nearest verb of saying in its paragraph."""
    for run in QUOTED.finditer(text):
        low = max(text.rfind("\n", 0, run.start()) + 1, run.start() - REACH)
        high = text.find("\n", run.end())
        high = min(high if high >= 0 else len(text), run.end() + REACH)
        after = SAID.search(text, run.end(), high)
        before = list(SAID.finditer(text, low, run.start()))[-1:]
        near = [m for m in (after, *before) if m is not None]
        best = min(near, key=lambda m: min(abs(m.start() - run.end()), abs(run.start() - m.end())),
                   default=None)  # fmt: skip
        group = (1 if best[1] else 2) if best else 0
        speaker = best.span(group) if best else None
        yield attribution(*run.span(1), speaker, best[group] if best else None)


if __name__ == "__main__":
    serve(read)

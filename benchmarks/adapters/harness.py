"""What the adapters of `peers.py` share: articles in, attributions or figures out, CPU and memory.

Each adapter runs in the environment of its tool, so this is the standard library only. Articles
come on standard input, one JSON object a line (``doc``, ``text``); for each one a line goes to
standard output (``doc``, ``attributions`` or ``figures``), and after the last one what was used
(``cpu_seconds``, ``mb``). Loading a model is not counted, nor what a tool loads when it first meets
a quotation, a figure or a call: it reads `WARM_UP` and the first article before the clock starts.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

Attribution = dict[str, Any]
"""``contents`` and ``direct`` (lists of one length), ``speaker`` (span or null), ``name``."""

Figure = dict[str, Any]
"""``start``, ``end``, ``value``, ``unit`` and ``approx``."""

WARM_UP = """OSLO, May 30 (AP) - Prime Minister Jonas Gahr Store of Norway spoke by phone with
President Alexander Stubb of Finland on Monday, his office said.

"We agreed that 40 million euros are not enough," Store told reporters after the 20-minute call.

Stubb said that the two leaders had discussed trade, energy and the war in Ukraine.
"""
"""An invented report with what the tools look for."""


def attribution(
    start: int, end: int, speaker: tuple[int, int] | None, name: str | None
) -> Attribution:
    """A quotation of one piece and its speaker."""
    return {"contents": [(start, end)], "direct": [True], "speaker": speaker, "name": name}


def figure(start: int, end: int, value: float, unit: str, approx: str = "exact") -> Figure:
    """A number with its unit."""
    return {"start": start, "end": end, "value": value, "unit": unit, "approx": approx}


def serve(
    read: Callable[[str], Iterable[dict[str, Any]]],
    answer: Callable[[str], Iterable[dict[str, Any]]] | None = None,
    key: str = "attributions",
) -> None:
    """Answer for all articles on standard input.

    Args:
        read: what the tool finds in a text; this is timed.
        answer: what to score where that is not what is timed.
        key: what is found: ``attributions`` or ``figures``.
    """
    articles = [json.loads(line) for line in sys.stdin]
    for text in (WARM_UP, articles[0]["text"]):
        list(read(text))
    found = []
    began = time.process_time()
    for article in articles:
        found.append(list(read(article["text"])))
    used = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if answer is not None:
        found = [list(answer(article["text"])) for article in articles]
    for article, items in zip(articles, found, strict=True):
        print(json.dumps({"doc": article["doc"], key: items}))
    print(json.dumps({"cpu_seconds": used, "mb": memory}))

"""What is published of a measurement: ``quality.json``.

::

    {"format": "quality/1",
     "tool": {"name": "readout", "version": "0.1.0"},
     "command": "readout evaluate ...",
     "date": "2026-01-31",                       only where it was given
     "interval": {"level": 0.95, "resamples": 1000},
     "corpora": [{"name": "...", "note": "...",    only where one was given
                  "documents": 84, "words": 60000,
                  "measures": [{"name": "calls", "kind": "f1", "says": "...",
                                "precision": 0.95, "recall": 0.93, "score": 0.94,
                                "interval": [0.90, 0.97],
                                "right": 93, "found": 98, "gold": 100}]}]}

``kind`` is ``f1``, ``accuracy`` (no precision and recall) or ``errors`` (wrong ones by each that
could be; less is better). The same measurement always gives the same bytes. What is written here is
read by ``toolkit.schema.quality``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

import toolkit
from toolkit.evaluate.bootstrap import LEVEL, RESAMPLES
from toolkit.evaluate.measures import BY_NAME
from toolkit.evaluate.results import Outcome, line_values

FORMAT = "quality/1"


def quality_text(
    outcomes: Sequence[Outcome],
    command: str,
    measured_on: dt.date | None = None,
    notes: Sequence[str] = (),
) -> str:
    """The content of ``quality.json``.

    Args:
        outcomes: the corpora.
        command: the command that measures them.
        measured_on: the day of the measurement; left out where it is not given.
        notes: what is to be known of each corpus, in the same order; none, or one for each.
    """
    published = {
        "format": FORMAT,
        "tool": {"name": "readout", "version": toolkit.__version__},
        "command": command,
        **({"date": measured_on.isoformat()} if measured_on else {}),
        "interval": {"level": LEVEL, "resamples": RESAMPLES},
        "corpora": [
            {
                "name": one.name,
                **({"note": note} if note else {}),
                "documents": len(one.scores),
                "words": one.words,
                "measures": [
                    {**line_values(line), "says": BY_NAME[line.name].says} for line in one.lines
                ],
            }
            for one, note in zip(outcomes, notes or [""] * len(outcomes), strict=True)
        ],
    }
    return json.dumps(published, ensure_ascii=False, indent=2) + "\n"

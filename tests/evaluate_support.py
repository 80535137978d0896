"""What the tests of `readout evaluate` share: the measuring tools beside the checkout, small gold.

The invented articles have people and facts of their own.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from toolkit.evaluate.model import Call, Found, FoundAttribution

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
POLNEAR = SHARED / "corpora" / "polnear"
needs_tools = pytest.mark.skipif(
    not (SHARED / "tools").is_dir(),
    reason="the measuring tools are not beside the checkout (../shared/tools)",
)
needs_polnear = pytest.mark.skipif(
    not POLNEAR.is_dir(), reason="the corpus is not beside the checkout (../shared/corpora)"
)

ARTICLE = """Portugal's prime minister spoke by phone with Spain's

LISBON, March 4 (Wire) - Portuguese Prime Minister Antonio Costa spoke by telephone with
Spanish Prime Minister Pedro Sanchez on Thursday for about 40 minutes, his office said.

The two discussed fisheries and energy, according to the office. "We had a frank and useful talk
about cod," Costa said. He called from Porto at 9 a.m.

"Our waters are not a market," Sanchez told reporters, adding that 40 ships waited outside.
"""
ARTICLE_GOLD: dict[str, Any] = {
    "id": "cod",
    "file": "cod.txt",
    "published_on": "2021-03-05",
    "kind": "call",
    "calls": [
        {
            "participants": [
                {"name": "António Costa", "country": "PRT"},
                {"name": "Pedro Sánchez", "country": "ESP"},
            ],
            "date": "2021-03-04",
            "held": True,
            "medium": "phone",
            "initiator": None,
            "duration_minutes": 40,
            "topics": ["energy", "agriculture"],
            "topics_by_side": {"PRT": ["energy", "agriculture"]},
            "role": "main",
        }
    ],
    "quotes": [
        {"text": "We had a frank and useful talk about cod,", "speaker": "António Costa"},
        {"text": "Our waters are not a market,", "speaker": "Pedro Sanchez"},
    ],
    "figures": [
        {"surface": "about 40 minutes", "value": 40, "unit": "minute", "approx": "about"},
        {"surface": "40 ships", "value": 40, "unit": "ships"},
    ],
}
MEETING = """Ministers meet in Lyon

LYON, May 2 (Wire) - The culture ministers of Malta and Cyprus met in Lyon on Friday and visited
a museum. They signed a book of visitors and left before noon, an official at the museum said.
"""
MEETING_GOLD: dict[str, Any] = {
    "id": "lyon",
    "kind": "negative",
    "published_on": "2014-05-03",
    "calls": [],
    "quotes": [],
    "figures": [],
}

SPEECH = (
    "“We will build this long bridge,” Ms. Okafor said. “And we will not stop there.\n\n"
    '“It is only the start of it,” she added. He likes the phrase "scare quote".\n\n'
    'She denied that the plan was dead. "Nobody was ever meant to read this," reads a sign.\n'
)


@cache
def tool(name: str) -> ModuleType:
    """One of the measuring tools, as a module."""
    path = SHARED / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def at(words: str, text: str = SPEECH) -> tuple[int, int]:
    """Where words stand."""
    start = text.index(words)
    return start, start + len(words)


def write_gold(folder: Path) -> Path:
    """The two invented articles with their gold in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cod.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "lyon.txt").write_text(MEETING, encoding="utf-8")
    path = folder / "gold.json"
    path.write_text(json.dumps([ARTICLE_GOLD, MEETING_GOLD]), encoding="utf-8")
    return path


def write_brat(folder: Path, annotated: Sequence[str] = ("a_0000",), text: str = SPEECH) -> Path:
    """A brat folder with the invented speech."""
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "a.txt").write_bytes(text.encode())
    spans = {
        "T1": ("Source", [at("Ms. Okafor")]),
        "T2": ("Cue", [at("said")]),
        "T3": (
            "Content",
            [at("“We will build this long bridge,”"), at("“And we will not stop there.")],
        ),
        "T5": ("Source", [at("she")]),
        "T7": ("Content", [at("“It is only the start of it,”")]),
        "T9": ("Source", [at("She")]),
        "T11": ("Content", [at("that the plan was dead")]),
    }
    lines = [
        f"{key}\t{kind} {';'.join(f'{s} {e}' for s, e in where)}\twords"
        for key, (kind, where) in spans.items()
    ]
    lines += [
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
        "E2\tAttribution:T2 Source:T5 Content2:T7",
        "E3\tAttribution:T2 Source:T9 Content:T11",
        "#1\tAnnotatorNotes E1\ta note",
    ]
    for stem in annotated:
        path = folder / "attributions" / f"{stem}.ann"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def attribution_lines(doc: str, found: Sequence[FoundAttribution]) -> list[dict[str, Any]]:
    """Attributions in the shape that score_attributions.py reads."""
    return [
        {
            "doc": doc,
            "start": start,
            "end": end,
            "direct": direct,
            "group": number,
            "speaker_start": said.speaker[0] if said.speaker else None,
            "speaker_end": said.speaker[1] if said.speaker else None,
            "speaker_text": said.speaker_name,
        }
        for number, said in enumerate(found)
        for (start, end), direct in zip(said.contents, said.direct, strict=True)
    ]


def call_values(call: Call) -> dict[str, Any]:
    """A call in the shape that score_calls.py reads."""
    sides: dict[str, list[str]] = {}
    for account, topic in sorted(call.topics_by_account):
        sides.setdefault(account, []).append(topic)
    return {
        "participants": [{"name": p.name, "country": p.country} for p in call.participants],
        "date": call.date,
        "held": call.held,
        "medium": {"telephone": "phone"}.get(call.medium, call.medium),
        "initiator": call.initiator,
        "duration_minutes": call.duration_minutes,
        "topics": sorted(call.topics),
        "topics_by_side": sides,
        "topics_optional": sorted(call.topics_optional),
        "role": "main" if call.main else "background",
        "date_world": call.date_world,
    }


def found_values(found: Found) -> dict[str, Any]:
    """What was found in the shape that score_calls.py reads."""
    return {
        "calls": [call_values(call) for call in found.calls],
        "quotes": [
            {"start": q.start, "end": q.end, "speaker": q.speaker, "optional": q.optional}
            for q in found.quotes
        ],
        "figures": [
            {
                "start": f.start,
                "end": f.end,
                "value": f.value,
                "unit": f.unit,
                "approx": f.approx,
                "optional": f.optional,
            }
            for f in found.figures
        ],
    }

"""When two names, calls, figures or topic codes are the same: the comparisons of `score_seeds`."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_NAME_FILLERS = frozenset(
    ["the", "of", "a", "an", "for", "in", "and", "to", "s", "jr", "sr", "mr", "mrs", "ms", "dr"]
)
_BODY_WORDS = frozenset(
    ("administration", "campaign", "government", "house", "media", "ministry", "office", "team")
)
_MINUTES = {"second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0}


def fold(text: str | None) -> str:
    """Lower case, plain marks, single blanks, no punctuation at the end."""
    plain = unicodedata.normalize("NFKC", text or "").translate(_MARKS).casefold()
    return " ".join(plain.split()).rstrip(" .,;:!?\"'")


def name_words(name: str | None) -> list[str]:
    """The words of a name without accents, initials, titles of courtesy and fillers."""
    plain = unicodedata.normalize("NFKD", fold(name))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain.replace("-", ""))
    return [w for w in words if w not in _NAME_FILLERS and len(w) > 1]


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names can be one person's: "Mr. Xi" and "Xi Jinping".

    The words of one stand in the other, or last names and first initials are equal. A person is
    not the body that bears the name: "Trump" is not "the Trump administration".
    """
    a, b = name_words(one), name_words(other)
    if not a or not b or _BODY_WORDS & (set(a) ^ set(b)):
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return a[-1] == b[-1] and a[0][0] == b[0][0]


def same_organisation(one: str | None, other: str | None) -> bool:
    """Whether two names can be one organisation's; the rule stands in the module's head."""
    a, b = set(name_words(one)), set(name_words(other))
    shared = len(a & b)
    return shared >= 2 and 2 * shared >= min(len(a), len(b))


def same_speaker(one: str | None, other: str | None) -> bool:
    """Whether two speakers are one, leniently."""
    return same_person(one, other) or same_organisation(one, other)


@dataclass(slots=True)
class Extracted:
    """The rows of one article, with the names of its people."""

    tables: Mapping[str, list[Row]]

    def rows(self, table: str) -> list[Row]:
        """The rows of one table, empty where the article has none."""
        return self.tables.get(table) or []

    def name(self, person_id: str | None) -> str | None:
        """Full name of a person of this article; ``None`` where there is no row."""
        for person in self.rows("people"):
            if person["person_id"] == person_id:
                return str(person["name"])
        return None

    def participants(self, call_id: str) -> list[str]:
        """Names of those who took part as leaders: no aides, no interpreters."""
        return [
            self.name(p["person_id"]) or p["person_id"]
            for p in self.rows("participants")
            if p["call_id"] == call_id and p.get("role_code") not in ("aide", "interpreter")
        ]


def others(gold: Sequence[str], found: Sequence[str]) -> list[str] | None:
    """Who is found beside the gold's persons; ``None`` where one of those is not found."""
    left = list(found)
    for name in gold:
        match = next((f for f in left if same_person(name, f)), None)
        if match is None:
            return None
        left.remove(match)
    return left


def date_agrees(gold: Mapping[str, Any], call: Row) -> bool:
    """Whether a background call's date fits the gold's, which may be a month or unknown."""
    wanted = gold.get("date")
    return not wanted or str(call.get("called_on") or "").startswith(wanted)


def number(value: Any) -> float | None:
    """A value of a row as a number; ``None`` stays."""
    return None if value is None or value == "" else float(value)


def speaker_of(quote: Row, found: Extracted) -> str | None:
    """Who is said to have said it: the person's name, else the name as read."""
    return found.name(quote.get("speaker_id")) or quote.get("speaker_name")


def figure_key(value: float, unit: str) -> tuple[float, str]:
    """Value and unit in a form that can be compared: times in minutes, counts as ``count``."""
    unit = unit.casefold()
    if unit in _MINUTES:
        return round(value * _MINUTES[unit], 6), "time"
    return round(value, 6), {"people": "count", "person": "count"}.get(unit, unit)


class Topics:
    """The broader code of each topic code, and the codes that the gold uses."""

    def __init__(self, gold: Mapping[str, Any], broader: Mapping[str, str]) -> None:
        calls = [c for article in gold.values() for c in article["calls"]]
        self.broader = broader
        self.vocabulary = {code for c in calls for code in c.get("topics", ())}
        for call in calls:
            self.vocabulary.update(*call.get("topics_by_side", {}).values())

    def known(self, code: str) -> str | None:
        """The code itself or the nearest broader one that the gold uses."""
        seen: set[str] = set()
        while code and code not in self.vocabulary and code not in seen:
            seen.add(code)
            code = self.broader.get(code, "")
        return code if code in self.vocabulary else None


def read_broader(path: Path) -> dict[str, str]:
    """Topic code to broader code, from the code list; empty where there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["broader"] or "" for row in csv.DictReader(lines)}

"""What a rule says of itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache

from toolkit.extract.attribution import rules as attribution_rules
from toolkit.extract.calls import rules as calls_rules
from toolkit.extract.lexicons import table
from toolkit.extract.topics import rules as topics_rules

_FAMILIES = {
    "calls": ("calls", "dates"),
    "participants": ("calls", "dates"),
    "topics": ("topics", "calls"),
    "quotes": ("quotes",),
    "figures": ("figures",),
}
"""Whose rules a table's evidence may name."""


def sentence(table_name: str, rule: str) -> str | None:
    """What a rule reads, in its own words; ``None`` where it does not say.

    A rule made of two (``date-beside.weekday``: where a date was found, and how it was read) gives
    what each part says.
    """
    known = [_sentences()[family] for family in _FAMILIES.get(table_name, ())]
    for names in ([rule], rule.split(".")):
        said = [says[name] for name in names for says in known if name in says]
        if said:
            return " ".join(dict.fromkeys(said))
    return None


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return {
        "calls": {rule.name: rule.says for rule in calls_rules.RULES},
        "dates": {
            name: row["reads"]
            for row in table("date_rules")
            for name in (row["rule"], row["rule"].replace("_", "-"))
        },
        "figures": {row["rule"].replace("_", "-"): row["reads"] for row in table("figure_rules")},
        "quotes": {rule.name: rule.reads for rule in attribution_rules.RULES},
        "topics": dict(_topic_sentences()),
    }


def _topic_sentences() -> Iterator[tuple[str, str]]:
    for function in topics_rules.RULES.values():
        said = inspect.getdoc(function)
        if said:
            yield function.__name__.replace("_", "-"), said.partition("\n\n")[0].strip()

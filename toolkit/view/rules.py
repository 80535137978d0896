"""What a rule says of itself."""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract.attribution import rules as attribution_rules
from toolkit.extract.calls.rules import every as calls_rules
from toolkit.extract.lexicons import table

_NOT_IN_ID = re.compile(r"[^\w.-]+")
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


def rule_id(table_name: str, rule: str) -> str:
    """The identifier of a rule's line in the list of rules at work."""
    return f"rule-{table_name}-{_NOT_IN_ID.sub('-', rule)}"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return {
        "calls": {rule.name: rule.says for rule in calls_rules.RULES}
        | {row["rule"]: row["reads"] for row in table("call_detail_rules")},
        "dates": {
            name: row["reads"]
            for row in table("date_rules")
            for name in (row["rule"], row["rule"].replace("_", "-"))
        },
        "figures": {row["rule"].replace("_", "-"): row["reads"] for row in table("figure_rules")},
        "quotes": {rule.name: rule.reads for rule in attribution_rules.RULES},
        "topics": {row["rule"]: row["reads"] for row in table("topic_rules")},
    }

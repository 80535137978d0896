"""The rules of figures, each by its example."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from figures_support import brief, find

from toolkit.extract.figures import find as figures
from toolkit.extract.figures.context import LEFT_OUT, left_out
from toolkit.extract.figures.read import read
from toolkit.extract.lexicons import table

RULES = table("figure_rules")


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["rule"])
def test_rules(row: dict[str, str]) -> None:
    text, surface = row["positive"], row["surface"]
    start = text.index(surface)
    if row["kind"] == "leaves_out":
        reading = read(text, start, len(text))
        assert reading is not None
        assert left_out(text, 0, reading) == row["rule"]
        assert surface not in [s for s, _, _ in brief(text)]
        assert find(row["negative"])
        return
    (figure,) = [f for f in find(text) if (f.start, f.end) == (start, start + len(surface))]
    assert figure.value == Decimal(row["value"])
    assert figure.value_max == (Decimal(row["value_max"]) if row["value_max"] else None)
    assert (figure.unit_code, figure.qualifier_code) == (row["unit_code"], row["qualifier_code"])
    unlike = find(row["negative"])
    if row["kind"] == "reads":
        assert figure.rule == row["rule"]
        assert row["rule"] not in [f.rule for f in unlike]
    else:
        traits = [(f.value_max is None, f.qualifier_code, f.value < 0) for f in unlike]
        assert (figure.value_max is None, figure.qualifier_code, figure.value < 0) not in traits


def test_every_rule_is_described() -> None:
    described = {r["rule"]: r["kind"] for r in RULES}
    assert [n for n, _ in LEFT_OUT] == [r for r, k in described.items() if k == "leaves_out"]
    folder = Path(figures.__file__).parent
    source = "".join(p.read_text(encoding="utf-8") for p in folder.glob("*.py"))
    for rule, kind in described.items():
        assert kind != "reads" or f'"{rule}"' in source

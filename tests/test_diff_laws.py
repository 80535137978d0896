"""Laws of comparing: nothing with itself, back and forth, apply, and no bump below its parts."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from diff_support import Made, Row, applied, as_counter, diff, fields, kinds, table, write
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from toolkit.diff.bumps import greatest, levels, next_version, parse_version, rules

VALUES = st.sampled_from([None, "a", "b", "1", "1.0", "2025-01-01", 'é\n"x",y', "long " * 30])
COLUMNS = ("red", "green", "blue")
OPPOSITE = {
    "added": "removed",
    "removed": "added",
    "tightened": "loosened",
    "loosened": "tightened",
}


@st.composite
def tables(draw: st.DrawFn, keyed: bool | None = None) -> Made:
    """A table of one or two key columns, or none, and some of three others."""
    key = draw(st.sampled_from([("id",), ("id", "part"), ()]))
    others = draw(st.lists(st.sampled_from(COLUMNS), unique=True, min_size=1))
    order = draw(st.permutations([*key, *others]))
    keys = draw(
        st.lists(
            st.tuples(*(st.sampled_from(["k1", "k2", "k3", "k4"]) for _ in key)),
            unique=bool(key),
            max_size=6,
        )
    )
    rows: list[Row] = []
    for found in keys:
        rows.append({**dict(zip(key, found, strict=True)), **{n: draw(VALUES) for n in others}})
    return Made(fields(*order), rows, key)


def both(old: Made, new: Made) -> tuple[dict[str, Any], dict[str, Any]]:
    """The difference there and back."""
    with tempfile.TemporaryDirectory() as name:
        first = write(Path(name) / "a", {"things": old})
        second = write(Path(name) / "b", {"things": new})
        return diff(first, second), diff(second, first)


@given(made=tables())
@examples(5)
def test_a_package_does_not_differ_from_itself(made: Made) -> None:
    shuffled = Made(made.fields, list(reversed(made.rows)), made.key)
    for other in (made, shuffled):
        found, _ = both(made, other)
        assert not found["differs"]
        assert found["bump"]["smallest"] == "none"


@given(old=tables(), new=tables())
@examples(12)
def test_a_difference_applied_to_the_old_gives_the_new(old: Made, new: Made) -> None:
    found, back = both(old, new)
    for start, end, told in ((old, new, found), (new, old, back)):
        rows = table(told, "things")["rows"]
        assert applied(start, told["changes"], rows) == as_counter(end.rows)


@given(old=tables(), new=tables())
@examples(6)
def test_a_difference_is_mirrored_by_that_of_the_packages_exchanged(old: Made, new: Made) -> None:
    found, back = both(old, new)
    assert sorted(kinds(found)) == sorted(map(mirrored, kinds(back)))
    there, here = table(found, "things"), table(back, "things")
    assert there["counts"] == {OPPOSITE.get(name, name): n for name, n in here["counts"].items()}
    assert sorted(there["cells"].values()) == sorted(here["cells"].values())
    for name in ("added", "removed"):
        one, other = there["rows"][name], here["rows"][OPPOSITE[name]]
        assert sorted(map(row_of, one)) == sorted(map(row_of, other))


def mirrored(kind: str) -> str:
    head, _, tail = kind.rpartition("-")
    return f"{head}-{OPPOSITE.get(tail, tail)}"


def row_of(row: Mapping[str, Any]) -> str:
    return repr(sorted(({**row["key"], **row["values"]}).items(), key=repr))


@given(old=tables(), new=tables())
@examples(12)
def test_a_bump_is_the_greatest_of_its_parts(old: Made, new: Made) -> None:
    found, _ = both(old, new)
    parts = [reason["bump"] for reason in found["bump"]["reasons"]]
    parts += [rules()[kind][0] for kind in kinds(found)]
    assert found["bump"]["smallest"] == greatest(parts)
    assert found["differs"] == (found["bump"]["smallest"] != "none") or only_filled(found)


def only_filled(found: Mapping[str, Any]) -> bool:
    """Cells of a column of one side count with the column."""
    counts = table(found, "things")["counts"]
    return not any(count for name, count in counts.items() if name != "filled")


NUMBERS = st.integers(0, 50)


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS), st.sampled_from(["none", "patch", "minor", "major"]))
def test_a_greater_bump_gives_no_smaller_version(version: tuple[int, int, int], bump: str) -> None:
    order = levels()
    after = next_version(version, bump)
    assert after == version if bump == "none" else after > version
    for smaller in order[: order.index(bump)]:
        assert next_version(version, smaller) <= after
    assert parse_version(".".join(map(str, after))) == after


def edited(random: Random) -> tuple[Made, Made]:
    """A table and what editing made of it: keys and cells changed, columns renamed, rows moved."""
    columns = [f"c{i}" for i in range(random.randint(2, 6))]

    def cell() -> str | None:
        return random.choice([None, f"u{random.randrange(10**6)}", *"abab"])

    rows = [{"id": f"i{i}", **{c: cell() for c in columns}} for i in range(random.randint(0, 12))]
    other = [dict(row) for row in rows if random.random() > 0.1]
    random.shuffle(other)
    for row in other:
        if random.random() < 0.25:
            row["id"] = f"j{random.randrange(10**6)}"
        if random.random() < 0.25:
            row[random.choice(columns)] = cell()
    other += [{"id": f"n{i}", **{c: cell() for c in columns}} for i in range(random.randint(0, 2))]
    names = {name: name for name in ("id", *columns)}
    if random.random() < 0.4:
        names[random.choice(columns)] = "renamed"
    if random.random() < 0.2:
        names["id"] = "key"
    new = [{names[name]: value for name, value in row.items()} for row in other]
    made = Made(fields(*names.values()), new, (names["id"],))
    return Made(fields("id", *columns), rows, ("id",)), made


@given(st.randoms(use_true_random=False))
@examples(8)
def test_edits_are_applied_and_mirrored_also_where_rows_are_re_keyed(random: Random) -> None:
    old, new = edited(random)
    found, back = both(old, new)
    for start, end, told in ((old, new, found), (new, old, back)):
        rows = table(told, "things")["rows"]
        assert applied(start, told["changes"], rows) == as_counter(end.rows)
    there, here = table(found, "things")["counts"], table(back, "things")["counts"]
    assert there == {OPPOSITE.get(name, name): count for name, count in here.items()}
    assert sorted(kinds(found)) == sorted(map(mirrored, kinds(back)))

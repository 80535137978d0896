"""The changelog's entries: their place in the file, and what they say."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.diff.model import Change, Reason, State
from toolkit.release.changelog import Entry, entry_in, entry_text, released
from toolkit.release.difference import Correction, Facts, Lost, TableNote

ENTRY = "## rivers 1.1.0 (2026-03-01)\n\n**Minor release** after 1.0.0.\n"
OLDER = "## rivers 1.0.0 (2026-01-01)\n\nFirst.\n"


def test_notes_go_below_the_entry_and_a_fresh_section_above() -> None:
    before = f"# Changelog\n\nWords.\n\n## Unreleased\n\n### Tools\n\n- New.\n\n{OLDER}"
    after = released(before, ENTRY)
    assert after == (
        f"# Changelog\n\nWords.\n\n## Unreleased\n\n{ENTRY}\n### Tools\n\n- New.\n\n{OLDER}"
    )
    assert entry_in(after, "1.1.0") == f"{ENTRY}\n### Tools\n\n- New.\n"
    assert entry_in(after, "1.0.0") == OLDER
    assert entry_in(after, "1.0") == entry_in(after, "2.0.0") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"# Changelog\n\n## Unreleased\n\n{ENTRY}"),
        ("# News\n", f"# News\n\n## Unreleased\n\n{ENTRY}"),
        (f"# News\n\n{OLDER}", f"# News\n\n## Unreleased\n\n{ENTRY}\n{OLDER}"),
        ("# News\n\n## [unreleased]\n\n- a\n", f"# News\n\n## Unreleased\n\n{ENTRY}\n- a\n"),
        ("# News\r\n\r\n## Unreleased\r\n- a\r\n", f"# News\n\n## Unreleased\n\n{ENTRY}\n- a\n"),
        (
            "# N\n\n## Unreleased\n\n```sh\n## no heading\n```\n\n- a\n",
            f"# N\n\n## Unreleased\n\n{ENTRY}\n```sh\n## no heading\n```\n\n- a\n",
        ),
    ],
)
def test_a_changelog_without_the_usual_parts_gets_them(before: str, after: str) -> None:
    assert released(before, ENTRY) == after


LINES = st.lists(st.sampled_from(["- a note", "", "### Tools", "```", "text", "> said"]))


@given(notes=LINES, older=st.booleans())
def test_no_line_is_lost(notes: list[str], older: bool) -> None:
    if notes.count("```") % 2:
        notes = [*notes, "```"]
    before = "\n".join(["# Changelog", "", "## Unreleased", "", *notes, "", OLDER if older else ""])
    after = released(before, ENTRY)
    kept = [line for line in before.splitlines() if line]
    found = [line for line in after.splitlines() if line]
    own = [line for line in ENTRY.splitlines() if line]
    assert found == [*kept[:2], *own, *kept[2:]]
    twice = released(after, ENTRY.replace("1.1.0", "1.2.0"))
    assert twice.count("## Unreleased") == 1
    assert twice.endswith(after.split("## Unreleased\n\n")[1])


FACTS = Facts(
    smallest="major",
    reasons=(
        Reason("major", "field-removed", "column removed: bridges.note", 1),
        Reason("patch", "rows-changed", "row with corrected values: 2 rows of rivers", 2),
    ),
    changes=(
        Change("field-removed", "bridges", "note", "", "string", None),
        Change("field-described", "rivers", "name", "title", "Nam", "Name"),
    ),
    tables=(
        TableNote(
            "rivers",
            3,
            1003,
            {State.ADDED: 1000, State.CHANGED: 2},
            {"length_km": 2},
            ("aller", "bode"),
        ),
        TableNote("lakes", None, 5, {State.ADDED: 5}, {}),
        TableNote("ponds", 7, None, {State.REMOVED: 7}, {}),
    ),
    corrections=(Correction("rivers", "a|b", "length_km", None, "4*0*3"),),
    lost=(Lost("rivers", "spree", ""),),
    recorded=(Lost("rivers", "old_one", "new_one"), *[Lost("ponds", f"p{i}", "") for i in "1234"]),
)
WHOLE = Entry("rivers", "2.0.0", "2026-03-01", "1.1.0", "major", {}, FACTS, ("Ada", "B_c"))


def test_an_entry_tells_what_changed() -> None:
    assert (
        entry_text(WHOLE)
        == """## rivers 2.0.0 (2026-03-01)

**Major release** after 1.1.0: programs written for 1.1.0 may need changes.

What changed, by the version rule:

- major: column removed: bridges.note
- patch: row with corrected values: 2 rows of rivers

### Incompatible changes

- \\- `bridges.note` column (string)
- rivers: 1 identifier withdrawn, without a record: `spree`

### Rows

| Table | In 1.1.0 | Now | Added | Removed | Corrected |
| --- | ---: | ---: | ---: | ---: | ---: |
| rivers | 3 | 1,003 | 1,000 |  | 2 |
| lakes |  | 5 | 5 |  |  |
| ponds | 7 |  |  | 7 |  |

- New in rivers: `aller`, `bode` and 998 more

### Corrected values

- rivers `a|b`: `length_km` ∅ → `4*0*3`
- … and 1 more value; in all: rivers.length\\_km 2

### Retired identifiers

- rivers `old_one`, now `new_one`
- ponds: 4 identifiers withdrawn, recorded: `p1`, `p2`, `p3` and 1 more

### Tables, columns and metadata

- \\~ `rivers.name` title: `Nam` → `Name`

Contributors: Ada, B\\_c.
"""
    )


def test_a_version_raised_further_says_so() -> None:
    facts = dataclasses.replace(FACTS, smallest="minor")
    assert "by the version rule (which alone asks for a minor release):" in entry_text(
        dataclasses.replace(WHOLE, facts=facts)
    )


def test_the_first_entry_counts_rows() -> None:
    first = Entry("rivers", "1.0.0", "2026-01-01", "", "first", {"a": 1200, "b": 0}, None, ())
    assert entry_text(first) == (
        "## rivers 1.0.0 (2026-01-01)\n\n**First release.**\n\n"
        "| Table | Rows |\n| --- | ---: |\n| a | 1,200 |\n"
    )

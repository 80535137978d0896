"""Who took part in a call, told by the places of the persons around clear words for it."""

from __future__ import annotations

import re
import time

import pytest

from toolkit.extract.calls.wording.phrases import phrases
from toolkit.extract.calls.wording.places import BY_PLACES

_MEMBER = re.compile(r"[PG]\d+")

# A skeleton, who stands on the one side, on the other, which of them called, and a skeleton like it
# that tells of no call.
TOLD: list[tuple[str, str, str, str | None, str]] = [
    (
        "P0 interrupts a rally for a phone call from P1.",
        "P0",
        "P1",
        "b",
        "P0 interrupts a rally for a bow from P1.",
    ),
    ("P0 returned P1's call on D2.", "P0", "P1", "a", "P0 returned P1's umbrella on D2."),
    ("it was the first call from P0 to P1.", "P0", "P1", "a", "a letter from P0 to P1."),
    (
        "P0 worked through the night, calling P1, P2 and P3.",
        "P0",
        "P1 P2 P3",
        "a",
        "P0 worked through the night, calling P1 a friend.",
    ),
    ("P0 spoke with P1 on D2 by phone.", "P0", "P1", None, "P0 spoke with P1 at the summit."),
    (
        "P0 discussed grain exports with P1 by phone.",
        "P0",
        "P1",
        None,
        "P0 discussed phone exports with P1.",
    ),
    (
        "P0 and P1 reiterated in telephone talks that the border would open.",
        "P0 P1",
        "",
        None,
        "P0 and P1 reiterated in a joint letter that the border would open.",
    ),
    ("P0 held talks with P1 by phone.", "P0", "P1", None, "P0 held talks with P1 by the sea."),
    ("P0 held talks by phone with P1.", "P0", "P1", None, "P0 held talks by the sea with P1."),
    ("P0 and P1 held talks by phone.", "P0 P1", "", None, "P0 and P1 held talks by the sea."),
    (
        "after receiving a call from P0 on D1, P2 promised talks.",
        "P0",
        "P2",
        "a",
        "after receiving a letter from P0 on D1, P2 promised talks.",
    ),
    ("P0 was contacted by phone by P1.", "P1", "P0", "a", "P0 was contacted by letter by P1."),
    (
        "P0 received phone calls on D1 from P2 and P3.",
        "P0",
        "P2 P3",
        "b",
        "P0 received letters on D1 from P2 and P3.",
    ),
    ("P0 took P1's phone call on D2.", "P1", "P0", "a", "P0 took P1's advice on D2."),
    (
        "P0 received congratulations by phone from P1.",
        "P1",
        "P0",
        "a",
        "P0 received congratulations by letter from P1.",
    ),
    ("P0 phoned to congratulate P1 on D2.", "P0", "P1", "a", "P0 wrote to congratulate P1 on D2."),
    ("it was P0 who called P1 on D2.", "P0", "P1", "a", "it was P0 who called P1 a liar."),
    (
        "P0 reached out to P1 by phone on D2.",
        "P0",
        "P1",
        "a",
        "P0 reached out to P1 by letter on D2.",
    ),
    (
        "P0 held a series of calls on D1, speaking to P2 and P3.",
        "P0",
        "P2 P3",
        "a",
        "P0 held a series of meetings on D1, speaking to P2 and P3.",
    ),
    ("G0 were on the phone for N1.", "G0", "", None, "G0 were on the podium for N1."),
    (
        "P0 told P1 in a phone call that the border would open.",
        "P0",
        "P1",
        None,
        "P0 told P1 in a letter that the border would open.",
    ),
    (
        "speaking by phone to P0 on D1, P2 said talks would begin.",
        "P2",
        "P0",
        None,
        "speaking by the river to P0 on D1, P2 said talks would begin.",
    ),
    (
        "P0 and P1 kept in touch by telephone on D2.",
        "P0 P1",
        "",
        None,
        "P0 and P1 kept in touch by letter on D2.",
    ),
    (
        "in a phone call with P0 on D1, P2 called for restraint.",
        "P2",
        "P0",
        None,
        "in a meeting with P0 on D1, P2 called for restraint.",
    ),
    (
        "P0's first phone call with P1 went badly.",
        "P0",
        "P1",
        None,
        "P0's first meeting with P1 went badly.",
    ),
    (
        "P0 got in touch by telephone with P1.",
        "P0",
        "P1",
        "a",
        "P0 got in touch by letter with P1.",
    ),
    (
        "P0, who called P1 on D2, said talks would go on.",
        "P0",
        "P1",
        "a",
        "P0, who called P1 a friend, said talks would go on.",
    ),
    (
        "P0 and P1 spent N2 discussing the drought by telephone.",
        "P0 P1",
        "",
        None,
        "P0 and P1 spent N2 discussing the drought by the river.",
    ),
    (
        "P0 relayed the offer to P1 in a telephone call.",
        "P0",
        "P1",
        None,
        "P0 relayed the offer to P1 in a letter.",
    ),
    (
        "P0 got on the phone to P1 on D2.",
        "P0",
        "P1",
        "a",
        "P0 got on the podium to greet P1 on D2.",
    ),
    (
        "P0 took a congratulatory phone call from P1.",
        "P0",
        "P1",
        "b",
        "P0 took a question from P1.",
    ),
    ("P0 placed a phone call to P1.", "P0", "P1", "a", "P0 made a visit to P1."),
    ("P0 telephoned P1 on D2.", "P0", "P1", "a", "P0 visited P1 on D2."),
    ("P0 was phoned by P1 on D2.", "P1", "P0", "a", "P0 was praised by P1 on D2."),
    ("P0 called P1 to discuss the ceasefire.", "P0", "P1", "a", "P0 called P1 a liar."),
    (
        "P0 spoke by telephone on D1 with P2 and P3.",
        "P0",
        "P2 P3",
        None,
        "P0 spoke by the river with P1.",
    ),
    ("G0 spoke by phone on D1.", "G0", "", None, "G0 spoke at length."),
    (
        "P0 discussed by phone with P1 the export of grain.",
        "P0",
        "P1",
        None,
        "P0 discussed with P1 the export of phones.",
    ),
    (
        "P0 and P1 discussed grain exports by phone.",
        "P0 P1",
        "",
        None,
        "P0 and P1 discussed phone exports.",
    ),
    (
        "during a N0 phone conversation, G1 also agreed to meet.",
        "G1",
        "",
        None,
        "during a N0 ride, G1 also agreed to meet.",
    ),
    ("P0 held a second phone call with P1.", "P0", "P1", None, "P0 held a second meeting with P1."),
    (
        "P0 and P1 held a telephone conversation on D2.",
        "P0 P1",
        "",
        None,
        "P0 and P1 held a news conference on D2.",
    ),
    (
        "P0 offered mediation in a phone call to P1.",
        "P0",
        "P1",
        "a",
        "P0 offered mediation in a letter to P1.",
    ),
    (
        "in a phone call to P0 on D1, P2 asked for restraint.",
        "P2",
        "P0",
        "a",
        "in a letter to P0 on D1, P2 asked for restraint.",
    ),
    (
        "P0 made a round of calls on D1, speaking to P2 and P3.",
        "P0",
        "P2 P3",
        "a",
        "P0 made a round of visits on D1, speaking to P2 and P3.",
    ),
    ("P0 was on the phone with P1.", "P0", "P1", None, "P0 was on the podium with P1."),
    (
        "P0, in a phone call from P1, was urged to hold the vote.",
        "P1",
        "P0",
        "a",
        "P0, in a letter from P1, was urged to hold the vote.",
    ),
    (
        "P0 offered mediation in a phone call with P1.",
        "P0",
        "P1",
        None,
        "P0 offered mediation in a speech to P1.",
    ),
    (
        "in a N0 call overnight, P1 told P2 that the border would open.",
        "P1",
        "P2",
        None,
        "in a letter, P1 told P2 that the border would open.",
    ),
    (
        "P0 tried and failed to reach P1 by telephone on D2.",
        "P0",
        "P1",
        None,
        "P0 tried and failed to reach P1 by road on D2.",
    ),
    (
        "in a N0 phone call -- their first since P1 took office -- P2 congratulated P3 on a win.",
        "P2",
        "P3",
        None,
        "in a N0 letter -- their first since P1 took office -- P2 congratulated P3 on a win.",
    ),
]


def _read(text: str) -> list[tuple[str, str, str | None]]:
    (rule,) = BY_PLACES
    return [
        (
            " ".join(_MEMBER.findall(reading.first or "")),
            " ".join(_MEMBER.findall(reading.second or "")),
            reading.initiator,
        )
        for reading in rule.places(text)
    ]


def _turned(first: str, second: str, caller: str | None) -> tuple[str, str, str | None]:
    """The same call with its sides the other way round."""
    return second, first, {"a": "b", "b": "a"}.get(caller or "")


@pytest.mark.parametrize(("text", "first", "second", "caller", "other"), TOLD)
def test_tells_both_sides(
    text: str, first: str, second: str, caller: str | None, other: str
) -> None:
    sides = {(first, second, caller), _turned(first, second, caller)}
    assert sides & set(_read(text))
    assert not _read(other)


@pytest.mark.parametrize(
    "text",
    [
        "P0 told reporters about P1's death and went on the phone-in programme.",
        "the wife of P0 rang the wife of P1.",
        "P0 spoke by phone with the family of P1.",
        "P0 spoke with P1's staff by phone.",
        "P0 had hoped to speak by phone with P1.",
        "P0 phoned the mother of the pilot, and P1 sent flowers.",
        "P0 never held a phone call with P1.",
        "P0 called for talks with P1 on the phone tax.",
        "the two countries call P0 a friend of P1.",
    ],
)
def test_leaves_those_alone_who_took_no_part(text: str) -> None:
    assert not _read(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("P0 called P1, canadian prime minster P2, P3, and P4.", ["P0", "P1 P2 P3 P4"]),
        ("in a call with P0, P1 said so.", ["P0", "P1"]),
        ("P0 and P1, the head of C2, spoke.", ["P0 P1"]),
        ("P0 spoke with P1, a poet, P2 as well as with P3.", ["P0", "P1 P2 P3"]),
        ("P0 rang P1, P2 republic of northern C3, P4 ibn foo and P5.", ["P0", "P1 P2 P4 P5"]),
        ("P0 rang P1, P2, P3, P4.", ["P0", "P1 P2 P3 P4"]),
        ("P0 rang G1 of C2, C3 and C4, and P5 did so too.", ["P0", "P5"]),
    ],
)
def test_lists_belong_together(text: str, named: list[str]) -> None:
    assert [" ".join(_MEMBER.findall(text[p.start : p.end])) for p in phrases(text)] == named


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("P0 spoke with P1 about P2.", ["", "with", "out"]),
        ("P0 phoned to congratulate P1.", ["", ""]),
        ("P0 wrote to the ailing president P1.", ["", "to"]),
        ("it said P0 had rung, said P1.", ["", "out"]),
    ],
)
def test_prepositions_tell_the_part_that_one_took(text: str, roles: list[str]) -> None:
    assert [p.role for p in phrases(text)] == roles


@pytest.mark.parametrize("words", ["call ", "in a phone call ", "P0 rang P1, ", "P0 and P1 rang "])
def test_long_sentences_take_no_more_than_their_length(words: str) -> None:
    """Two thousand calls in one sentence would take minutes if each looked through all of it."""
    started = time.process_time()
    _read(words * 2000 + "P0.")
    assert time.process_time() - started < 10

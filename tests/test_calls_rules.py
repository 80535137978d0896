"""Every rule about calls reads its example and leaves its counter-example alone."""

from __future__ import annotations

import time

import pytest

from toolkit.extract.calls.rules import every as rules
from toolkit.extract.calls.wording import asked, context, lengths
from toolkit.extract.calls.wording.words import CallRule


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda r: r.name)
def test_rule_reads_its_example_and_not_its_counter_example(rule: CallRule) -> None:
    match = rule.regex.search(rule.example)
    assert match is not None
    assert match.group("trigger")
    assert rule.regex.search(rule.counter) is None


def test_rules_have_names_and_sentences() -> None:
    names = [rule.name for rule in rules.RULES]
    assert len(set(names)) == len(names)
    assert all(rule.says.endswith(".") for rule in rules.RULES)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (asked.AT_REQUEST, "the call took place at P0's request.", True),
        (asked.AT_REQUEST, "the call, held at the initiative of the C0, was brief.", True),
        (asked.AT_REQUEST, "the call was initiated by P0.", True),
        (asked.AT_REQUEST, "P0 requested an extension.", False),
        (context.REFUSED, "P0 declined to take the call", True),
        (context.REFUSED, "P0 took the call", False),
        (context.PLANNED, "P0 and P1 are scheduled to speak by phone", True),
        (context.PLANNED, "P0 and P1 spoke by phone", False),
        (context.DENIED_BEFORE, "the C0 denied that P1 had ", True),
        (context.DENIED, "the call never took place", True),
        (context.NEGATED, "there was no ", True),
        (context.NEGATED, "there was a ", False),
        (context.NOT_A_CALL, "a call on D1 with P2", False),
        (context.NOT_A_CALL, "a call to discuss grain", False),
        (context.NOT_A_CALL, "the call on P1 to resign", True),
        (context.NOT_A_CALL, "the call for restraint", True),
        (context.PLANNED, "P0 and P1 to hold phone call", True),
        (context.PLANNED, "P0, who will hold elections, and P1 spoke by phone", False),
        (context.PLANNED, "P0 requested a phone call", True),
        (context.CALL_PLANNED, "call with P0 is expected on D1", True),
        (context.CALL_PLANNED, "call with P0 took place on D1", False),
        (context.REFUSED, "P0 declined to comment on the call", False),
        (context.REFUSED, "P0 rejected the plan in a call", False),
        (asked.AT_REQUEST, "P0 called P1 at the latter's request", True),
        (asked.AT_REQUEST, "P0 spoke upon request with P1", True),
        (asked.AT_REQUEST, "on the C0 side's initiative", True),
        (lengths.DURATION_NEAR, "the talks ended after N0", True),
        (lengths.DURATION_NEAR, "a scheduled N0 call", False),
        (context.REFERENCE, "the exchange lasted an hour", True),
        (context.REFERENCE, "the exchange of fire lasted an hour", False),
        (context.REFERENCE, "to help with this in exchange for votes", False),
        (context.VIDEO, "by video link", True),
        (context.LATER_SAME_DAY, "hours later, P0", True),
    ],
    ids=lambda value: next((n for n, v in vars(context).items() if v is value), None),
)
def test_context_patterns(pattern: object, text: str, expected: bool) -> None:
    assert bool(pattern.search(text)) is expected  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "P0 " + "and P1 " * 3000,
        "P0, " + "a " * 5000,
        "P0 had held the call " + "with P1 and " * 2000,
        "call " * 5000,
        "in a phone call " * 2000,
        "P0 told P1 " * 2000,
        "D0 " * 5000,
        "P0 spoke " + "also " * 5000,
    ],
    ids=range(8),
)
def test_no_pattern_backtracks_without_bound(text: str) -> None:
    """Twice the text takes about twice the time: ten seconds would mean it does not."""
    patterns = [rule.regex for rule in rules.RULES] + [
        context.REFERENCE,
        asked.AT_REQUEST,
        lengths.DURATION_NEAR,
        context.PLANNED,
        context.CALL_PLANNED,
        context.REFUSED,
        context.DENIED,
        context.NOT_A_CALL,
    ]
    for pattern in patterns:
        started = time.process_time()
        for _ in pattern.finditer(text):
            pass
        assert time.process_time() - started < 10, pattern.pattern[:60]

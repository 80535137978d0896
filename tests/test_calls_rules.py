"""Every rule about calls reads its example and leaves its counter-example alone."""

from __future__ import annotations

import time

import pytest

from toolkit.extract import calls_rules as rules


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda r: r.name)
def test_rule_reads_its_example_and_not_its_counter_example(rule: rules.CallRule) -> None:
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
        (rules.AT_REQUEST, "the call took place at P0's request.", True),
        (rules.AT_REQUEST, "the call, held at the initiative of the C0, was brief.", True),
        (rules.AT_REQUEST, "the call was initiated by P0.", True),
        (rules.AT_REQUEST, "P0 requested an extension.", False),
        (rules.REFUSED, "P0 declined to take the call", True),
        (rules.REFUSED, "P0 took the call", False),
        (rules.PLANNED, "P0 and P1 are scheduled to speak by phone", True),
        (rules.PLANNED, "P0 and P1 spoke by phone", False),
        (rules.DENIED, "the C0 denied that a call had taken place", True),
        (rules.NEGATED, "there was no ", True),
        (rules.NEGATED, "there was a ", False),
        (rules.NOT_A_CALL, "a call on D1 with P2", False),
        (rules.NOT_A_CALL, "a call to discuss grain", False),
        (rules.NOT_A_CALL, "the call on P1 to resign", True),
        (rules.NOT_A_CALL, "the call for restraint", True),
        (rules.VIDEO, "by video link", True),
        (rules.LATER_SAME_DAY, "hours later, P0", True),
    ],
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
        rules.REFERENCE,
        rules.AT_REQUEST,
        rules.DURATION_NEAR,
        rules.PLANNED,
        rules.REFUSED,
    ]
    for pattern in patterns:
        started = time.process_time()
        for _ in pattern.finditer(text):
            pass
        assert time.process_time() - started < 10, pattern.pattern[:60]

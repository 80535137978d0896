"""What patterns need: no text that a pattern matches lacks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.extract.calls.rules import every as rules
from toolkit.extract.calls.wording.needs import Needs, Sieve, all_stand
from toolkit.extract.calls.wording.places import RuleOfPlaces
from toolkit.extract.calls.wording.words import CallRule, sieve_of

PLAIN = Needs(())


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("rang up", (("rang up",),)),
        ("rangs?", (("rang",),)),
        ("phone[ds]", (("phoned", "phones"),)),
        ("phone[ds]? me", (("phone",), (" me",))),
        ("phone[ds]+ me", (("phoned", "phones"), (" me",))),
        ("phone[ds][ab] me", (("phoned", "phones"), (" me",))),
        ("phone[^ds]|phone[a-z]", (("phone",),)),
        ("[ds]phone", (("phone",),)),
        ("ring+ing", (("ring",), ("ing",))),
        ("call{0,2}ed", (("cal",), ("ed",))),
        ("call{,2}ed", (("cal",), ("ed",))),
        ("call{1,2}ed", (("call",), ("ed",))),
        ("(?:rang|phoned|phones)", (("rang", "phoned", "phones"),)),
        ("(?:phone|telephone)", (("phone",),)),
        ("(?:rang|)up", (("up",),)),
        ("(?:rang )?up", (("up",),)),
        ("(?:rang )*?up", (("up",),)),
        ("(?:rang ){2}up", (("rang ",), ("up",))),
        (r"(?P<a>P\d+) rang (?P<b>[PG]\d+)", (("P",), (" rang ",))),
        ("(?=rang)(?!up)(?<!on)(?<=of)P", (("P",),)),
        (r"[(|]a\(b\|", (("a",), ("b",))),
        (", ?", ()),
        ("rang|called", (("rang", "called"),)),
        ("(?i)rang", ()),
        ("(?P<a>rang)(?P=a)", ()),
        ("(rang)(?(1)up|on)", ()),
    ],
)
def test_needs_of_a_pattern(pattern: str, needs: object) -> None:
    assert PLAIN.of(pattern) == needs


def test_of_alternatives_the_longest_need_counts() -> None:
    assert PLAIN.of("(?:he telephoned a|she rang)") == (("she rang", "he telephoned a"),)
    assert PLAIN.of("(?:a[ ]telephone|rang)") == (("rang", "telephone"),)


def test_parts_are_looked_into_once_and_give_the_same() -> None:
    verb = "(?:(?:rang|phoned)(?: up)?)"
    whole = f"P {verb} on D|P {verb}{{1,2}} G"
    assert Needs((verb, f"P {verb}")).of(whole) == PLAIN.of(whole)
    with pytest.raises(ValueError, match="read otherwise"):
        Needs(("rang|phoned",))


def test_needs_stand_in_their_order() -> None:
    needs = (("P",), ("rang", "called"), ("P",))
    assert all_stand(needs, "P0 rang P1")
    assert all_stand(needs, "rang P0 called P1")
    assert not all_stand(needs, "P0, P1 rang")
    assert not all_stand(needs, "P0 wrote to P1")
    assert all_stand((), "")
    assert not all_stand((("phone",), ("one",)), "phone")


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda r: r.name)
def test_every_rule_needs_something_that_its_example_has(rule: CallRule) -> None:
    needs = PLAIN.of(rule.pattern)
    assert needs
    assert all_stand(needs, rule.example)
    if isinstance(rule, RuleOfPlaces):
        assert list(rule.places(rule.example))
        return
    assert [reading.span for reading in rule.places(rule.example)] == [
        match.span() for match in rule.regex.finditer(rule.example)
    ]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_what_a_rule_matches_has_what_it_needs(data: st.DataObject) -> None:
    rule = data.draw(
        st.sampled_from([rule for rule in rules.RULES if not isinstance(rule, RuleOfPlaces)])
    )
    text = data.draw(
        st.from_regex(rule.regex, fullmatch=True, alphabet=st.characters(codec="ascii"))
    )
    assert list(rule.places(text))


@given(st.lists(st.sampled_from(["P0 rang P1", " on D2", " by video", " told", "the call"])))
def test_the_sieve_leaves_every_rule_whose_needs_stand(parts: list[str]) -> None:
    skeleton = "".join(parts)
    left = sieve_of(rules.IN_ORDER).left(skeleton)
    assert [r for r in rules.IN_ORDER if all_stand(r._needs, skeleton) and r not in left] == []
    assert left == [r for r in rules.IN_ORDER if r in left]


def test_the_sieve_passes_over_rules_without_their_words() -> None:
    sieve = Sieve([("two", (("rang", "phoned"), ("P",))), ("none", ()), ("one", (("call",),))])
    assert sieve.left("P0 phoned") == ["two", "none"]
    assert sieve.left("the call") == ["none", "one"]

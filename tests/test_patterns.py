from __future__ import annotations

import re

import pytest

from toolkit.patterns import late


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    pattern = late(r"(?P<word>[a-z]+)-\d", re.IGNORECASE)
    now = re.compile(r"(?P<word>[a-z]+)-\d", re.IGNORECASE)
    text = "Ab-1, cd-2 and ef"
    for _ in range(2):  # before and after it is compiled
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in now.finditer(text)]
        assert (found := pattern.search(text, 3)) is not None
        assert found["word"] == "cd"
        assert pattern.match(text) is not None
        assert pattern.fullmatch("x-1") is not None
        assert pattern.fullmatch(text) is None
        assert pattern.split(text) == now.split(text)
        assert (pattern.groups, pattern.pattern, pattern.flags) == (1, now.pattern, now.flags)


def test_a_wrong_pattern_is_told_of_when_it_is_asked() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("x")


def test_it_has_nothing_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError):
        late("x").find("x")  # type: ignore[attr-defined]

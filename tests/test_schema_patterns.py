"""The pattern subset: Python and RE2 agree on whatever it lets through."""

from __future__ import annotations

import re
import time

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from declaration_support import declaration
from hypothesis import example, given
from hypothesis import strategies as st
from laws import examples

from toolkit.schema.model import Constraints, Field, FieldType
from toolkit.schema.patterns import PatternError, check_pattern
from toolkit.schema.values import breach

PATTERNS = sorted(
    {
        field.constraints.pattern
        for table in declaration().all_tables.values()
        for field in table.fields
        if field.constraints.pattern is not None
    }
)
CHARACTERS = "abzAZ09_.|-+/ \n\t\u00e9\u0660\ufb01\U0001f600"


def re2(pattern: str, text: str) -> bool:
    """Whether RE2 matches the whole text."""
    found = pc.match_substring_regex(pa.array([text]), f"^(?:{pattern})$")
    return bool(found[0].as_py())


@pytest.mark.parametrize(
    "pattern",
    ["a", "[a-z]+", "(a|b)", "(?:a|bc)*", "a{2}", "a{2,}", "a{2,3}", r"a\.b", r"[\]\\\^-]",
     "[^a-z]", "[-a]", "[a-]", r"\(a\)", "\u00e9+", "[\u00e0-\u00ff]", "(a(b|c)?)+", r"[a\-z]"],
)  # fmt: skip
def test_allowed(pattern: str) -> None:
    check_pattern(pattern)
    re.compile(pattern)
    re2(pattern, "")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "empty"), ("a|b", "group"), ("^a", "leave ^ out"), ("a$", "leave $ out"),
        ("a.b", "line breaks"), (r"\d", "[0-9]"), (r"\w+", "escaped"), (r"\s", "escaped"),
        (r"\bа", "escaped"), (r"(a)\1", "escaped"), ("(?=a)a", "only (...)"),
        ("(?!a)b", "only (...)"), ("(?<=a)b", "only (...)"), ("(?P<n>a)", "only (...)"),
        ("(?i)a", "only (...)"), ("a*?", "lazy"), ("a++", "lazy"), ("a{2}{3}", "lazy"),
        ("*a", "nothing to repeat"), ("(|a)", "empty"), ("(a|)", "empty"), ("()", "empty"),
        ("(a||b)", "empty"), ("(a", "not closed"), ("a)", "closes no group"), ("[a", "not closed"),
        ("[]", "empty"), ("[z-a]", "backwards"), ("[[:alpha:]]", "backslash"),
        ("[a-b-c]", "hyphen"),
        ("[a&&b]", "backslash"), ("a{", "write {m}"), ("a{,3}", "write {m}"), ("a{3,2}", "upwards"),
        ("a{1001}", "1000"), ("a]", "backslash"), ("a}", "backslash"), ("a\\", "escaped"),
        ("a\nb", "control"), ("[a-", "not closed"), ("[a\\", "escaped"), (r"\p{L}", "escaped"),
        (r"\Z", "escaped"),
    ],
)  # fmt: skip
def test_refused_with_the_reason(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=re.escape(reason)):
        check_pattern(pattern)


def atoms() -> st.SearchStrategy[str]:
    literal = st.sampled_from(["a", "b", "-", "\u00e9", r"\.", r"\|", " "])
    classes = st.sampled_from(["[a-z]", "[^a]", "[-b]", r"[\]a]", "[A-Z0-9_.]", "[^\u00e0-\u00ff]"])
    return literal | classes


def patterns() -> st.SearchStrategy[str]:
    """Patterns of the subset, with short repeats so that Python's engine is never slow."""
    repeat = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,2}", "{0,}"])

    def longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        group = st.lists(inner, min_size=1, max_size=3).map(lambda p: f"({'|'.join(p)})")
        piece = st.tuples(group | atoms(), st.sampled_from(["", "?", "{2}"])).map("".join)
        return st.lists(piece, min_size=1, max_size=3).map("".join)

    simple = st.tuples(atoms(), repeat).map("".join)
    return st.recursive(st.lists(simple, min_size=1, max_size=3).map("".join), longer, max_leaves=4)


@examples(100)
@given(patterns(), st.text("abzAZ09_.|- \n\u00e9]", max_size=6))
@example("a", "a\n")
@example("[^a]", "\n")
def test_both_engines_agree_on_the_subset(pattern: str, text: str) -> None:
    check_pattern(pattern)
    assert (re.fullmatch(pattern, text) is not None) == re2(pattern, text)


@examples(100)
@given(st.text("ab()[]{}|?*+^$.-\\d1,:=!<>", min_size=1, max_size=8))
def test_whatever_is_let_through_compiles_in_both(pattern: str) -> None:
    try:
        check_pattern(pattern)
    except PatternError:
        return
    re.compile(pattern)
    re2(pattern, "a")


@examples(100)
@given(st.sampled_from(PATTERNS), st.data())
def test_both_engines_agree_on_the_declared_patterns(pattern: str, data: st.DataObject) -> None:
    sound = st.from_regex(pattern, fullmatch=True)
    spoilt = st.tuples(sound, st.sampled_from(["\n", " ", "|", "\u00e9", "\u0660"])).map("".join)
    text = data.draw(sound | spoilt | st.text(CHARACTERS, max_size=12))
    field = Field("x", FieldType.STRING, "X", "X.", text, None, Constraints(pattern=pattern))
    assert (breach(field, text) is None) == re2(pattern, text)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_declared_patterns_are_linear(pattern: str) -> None:
    """A long value that fails at its end is refused at once."""
    start = time.process_time()
    for filler in ("a", "0", "a-", "A", "2000-01-01-a", "|", "en-aa"):
        re.fullmatch(pattern, filler * 20_000 + "\n")
    assert time.process_time() - start < 1

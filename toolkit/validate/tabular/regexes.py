"""Patterns of ``string`` fields: whole-value matching that cannot take exponential time.

Python's engine backtracks: a repeat inside a repeat, or several that overlap, can take a time that
grows exponentially or as a high power of the cell's length. Patterns that may do so are run by
RE2 (in pyarrow), which is linear; what RE2 cannot run either (look-around, back-references) is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from toolkit.schema.patterns import PatternError, check_pattern

MAX_LOOPS = 3
"""How many unbounded repeats a pattern may have, one after the other, to be run by Python."""
MANY = 16
"""From how many times on a bounded repeat counts as unbounded."""
LONGEST = 2_000
"""Cells longer than this go to RE2 where a pattern has more than one loop."""
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT"))

Matches = Callable[[str], bool]


class PatternRefusedError(ValueError):
    """A pattern that cannot be run, and why."""


def matcher(pattern: str, like: bool) -> Matches:
    """A test of whether a whole value matches.

    Args:
        pattern: the regular expression.
        like: match as frictionless does: between ``^`` and ``$``, so that a final line feed is
            overlooked and an alternative at the top may match a part.

    Raises:
        PatternRefusedError: no engine here can run it in bounded time.
    """
    source = f"^{pattern}$" if like else pattern
    try:
        compiled = re.compile(source)
        loops = _loops(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return _re2(pattern, like, f"it is no regular expression: {error}")
    run = compiled.match if like else compiled.fullmatch
    if loops <= 1:
        return lambda text: run(text) is not None
    linear = _linear(pattern, like, required=loops > MAX_LOOPS)

    def test(text: str) -> bool:
        if len(text) > (LONGEST if loops <= MAX_LOOPS else 0):
            return linear(text)
        return run(text) is not None

    return test


def simple(pattern: str) -> Callable[[str], object] | None:
    """Python's whole-value match of a pattern that takes linear time; ``None`` for others."""
    try:
        return re.compile(pattern).fullmatch if _loops(pattern) <= 1 else None
    except (re.error, OverflowError, RecursionError):
        return None


def alike_in_re2(pattern: str) -> bool:
    """Whether Python and RE2 read the pattern alike, so that RE2's "matches" can be trusted."""
    try:
        check_pattern(pattern)
    except PatternError:
        return False
    return True


def _linear(pattern: str, like: bool, *, required: bool) -> Matches:
    reason = "it can take exponential time and RE2 cannot run it"
    found: list[Matches] = []

    def test(text: str) -> bool:
        if not found:
            found.append(_re2(pattern, like, reason))
        return found[0](text)

    if required:
        found.append(_re2(pattern, like, reason))
    return test


def _re2(pattern: str, like: bool, reason: str) -> Matches:
    import pyarrow as pa
    import pyarrow.compute as pc

    from toolkit.validate.tabular.arrow_text import text_array

    source = f"^{pattern}\n?$" if like else rf"\A(?:{pattern})\z"
    try:
        pc.match_substring_regex(text_array([""]), source)
    except pa.ArrowInvalid as error:
        raise PatternRefusedError(reason) from error
    return lambda text: bool(pc.match_substring_regex(text_array([text]), source).true_count)


def _loops(pattern: str) -> int:
    """How many unbounded repeats may follow each other; many where one stands in another."""
    parser: Any = re._parser  # type: ignore[attr-defined]
    return _count(parser.parse(pattern), 0)


def _count(parsed: Any, depth: int) -> int:
    total = 0
    for op, value in parsed:
        name = str(op)
        if name in _REPEATS:
            low, high, inner = value
            looping = int(high) >= MANY or int(high) - int(low) >= MANY
            if looping and depth:
                return MAX_LOOPS + 1
            total += int(looping) + _count(inner, depth + int(looping))
        elif name == "BRANCH":
            counts = [_count(branch, depth) for branch in value[1]]
            if depth and len(counts) > 1:
                return MAX_LOOPS + 1
            total += max(counts, default=0)
        elif name == "SUBPATTERN":
            total += _count(value[-1], depth)
        elif name in ("ASSERT", "ASSERT_NOT"):
            total += _count(value[1], depth)
        elif name in ("ATOMIC_GROUP", "POSSESSIVE_REPEAT"):
            total += 1
    return total

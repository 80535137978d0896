"""The regular expressions a declaration may use: what Python's `re` and RE2 read alike.

RE2 (https://github.com/google/re2/wiki/Syntax) is what DuckDB and Arrow run. A pattern always
matches the whole value. It is made of

* literal characters, and ``\\`` before one of ``\\ . [ ] { } ( ) * + ? | ^ $ -``;
* classes ``[a-z0-9_.-]`` and ``[^...]``, a hyphen that stands for itself first or last;
* groups ``(...)`` and ``(?:...)``; ``|`` only inside a group;
* ``?``, ``*``, ``+``, ``{m}``, ``{m,}`` and ``{m,n}`` (up to 1000) after a character, class or
  group, once.

Not in it: ``^`` and ``$`` (the match is whole anyway), ``.`` (engines differ on line breaks),
``\\d \\w \\s \\b`` (Unicode in Python, ASCII in RE2), look-around, back-references, flags, lazy and
possessive repeats.
"""

from __future__ import annotations

import re

META = frozenset("\\.[]{}()*+?|^$")
ESCAPABLE = META | {"-"}
MAX_REPEAT = 1000
_BRACES = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")


class PatternError(ValueError):
    """A pattern steps outside the subset; the text says where and why."""


def check_pattern(pattern: str) -> None:
    """Accept ``pattern`` or say what in it is outside the subset.

    Raises:
        PatternError: with the position (1-based) and the reason.
    """
    if not pattern:
        raise PatternError("it is empty")
    position = _sequence(pattern, 0, depth=0)
    if position < len(pattern):
        raise _error(pattern, position, "this closes no group")


def _error(pattern: str, position: int, reason: str) -> PatternError:
    return PatternError(
        f"at character {position + 1} ({pattern[position : position + 3]}): {reason}"
    )


def _sequence(pattern: str, position: int, depth: int) -> int:
    """Read pieces up to the end or the parenthesis that closes the group; return where."""
    pieces = 0
    while position < len(pattern) and pattern[position] != ")":
        if pattern[position] == "|":
            if depth == 0:
                raise _error(pattern, position, "put alternatives in a group: (a|b)")
            if pieces == 0:
                raise _error(pattern, position, "an alternative is empty")
            pieces = 0
            position += 1
            continue
        position = _repeat(pattern, _atom(pattern, position, depth))
        pieces += 1
    if depth and pieces == 0:
        raise PatternError("a group or its last alternative is empty")
    return position


def _atom(pattern: str, position: int, depth: int) -> int:
    char = pattern[position]
    if char == "(":
        return _group(pattern, position, depth)
    if char == "[":
        return _class(pattern, position)
    if char == "\\":
        return _escape(pattern, position)
    if char in META:
        raise _error(pattern, position, _META_REASONS.get(char, "write it with a backslash"))
    return _literal(pattern, position)


_META_REASONS = {
    "^": "the whole value is matched anyway; leave ^ out",
    "$": "the whole value is matched anyway; leave $ out",
    ".": "a dot matches line breaks in one engine only; write a class such as [a-z0-9]",
    "*": "there is nothing to repeat here",
    "+": "there is nothing to repeat here",
    "?": "there is nothing to repeat here",
}


def _literal(pattern: str, position: int) -> int:
    if ord(pattern[position]) < 0x20 or ord(pattern[position]) == 0x7F:
        raise _error(pattern, position, "control characters are not allowed")
    return position + 1


def _escape(pattern: str, position: int) -> int:
    following = pattern[position + 1 : position + 2]
    if following not in ESCAPABLE or not following:
        reason = "only punctuation is escaped; for \\d write [0-9], for \\w write [A-Za-z0-9_]"
        raise _error(pattern, position, reason)
    return position + 2


def _group(pattern: str, position: int, depth: int) -> int:
    inner = position + 1
    if pattern.startswith("(?", position):
        if not pattern.startswith("(?:", position):
            raise _error(pattern, position, "only (...) and (?:...) are allowed")
        inner = position + 3
    end = _sequence(pattern, inner, depth + 1)
    if end >= len(pattern):
        raise _error(pattern, position, "this group is not closed")
    return end + 1


def _class(pattern: str, position: int) -> int:
    start = position + 2 if pattern.startswith("[^", position) else position + 1
    i = start
    while i < len(pattern) and pattern[i] != "]":
        low, i = _class_character(pattern, i, first=i == start)
        if pattern.startswith("-", i) and not pattern.startswith("-]", i):
            high, i = _class_character(pattern, i + 1, first=False)
            if ord(low) > ord(high):
                raise _error(pattern, i - 1, f"the range {low}-{high} runs backwards")
    if i >= len(pattern):
        raise _error(pattern, position, "this class is not closed")
    if i == start:
        raise _error(pattern, position, "this class is empty")
    return i + 1


def _class_character(pattern: str, position: int, *, first: bool) -> tuple[str, int]:
    """One character of a class and the position after it."""
    if position >= len(pattern):
        raise PatternError("a class is not closed")
    char = pattern[position]
    if char == "\\":
        after = _escape(pattern, position)
        return pattern[after - 1], after
    if char in "[^" or pattern[position : position + 2] in ("&&", "||", "~~"):
        raise _error(pattern, position, "inside a class, write this with a backslash")
    last = pattern.startswith("-]", position)
    if char == "-" and not (first or last):
        raise _error(pattern, position, "a hyphen stands first, last or with a backslash")
    return char, _literal(pattern, position)


def _repeat(pattern: str, position: int) -> int:
    """Read the repeat after an atom, if one stands there."""
    if position >= len(pattern) or pattern[position] not in "?*+{":
        return position
    after = position + 1
    if pattern[position] == "{":
        after = _braces(pattern, position)
    if after < len(pattern) and pattern[after] in "?*+{":
        raise _error(pattern, after, "lazy, possessive and double repeats are not allowed")
    return after


def _braces(pattern: str, position: int) -> int:
    match = _BRACES.match(pattern, position)
    if match is None:
        raise _error(pattern, position, "write {m}, {m,} or {m,n}, or a backslash before {")
    low = int(match[1])
    high = int(match[3]) if match[3] else low
    if high < low or max(low, high) > MAX_REPEAT:
        raise _error(pattern, position, f"a repeat counts upwards and to {MAX_REPEAT} at most")
    return match.end()

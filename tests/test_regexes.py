"""No regular expression of the toolkit takes more than linear time, however a text is built.

Two ways to see it: no repetition without bound inside another one that can split the same words in
several ways, and no pattern whose time grows with the square of its worst text.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

CENSUS = Path(__file__).resolve().parent / "regex_census.py"
ALPHABET = "aAz0 \n\"'“”’‘—–-.,:;()$%&_/|é½€"
MANY = 100
"""A repetition that may go on so long counts as one without bound."""
LENGTH = 8000
KNOWN = {
    "package/database.py": "a comment ends where its marks say, and begins with others",
    "commands/reports.py": "it reads the places in our own reports, a line each, and no article",
    "articles/captions.py": "a name is taken whole, and a credit is at most 120 characters",
}
"""Files whose patterns look dangerous to the simple analysis here and are not, and why."""
FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII
Node = tuple[Any, Any]


@cache
def patterns() -> list[tuple[str, int, str]]:
    """Every pattern of the toolkit with its flags and the line that compiles it."""
    done = subprocess.run(
        [sys.executable, str(CENSUS)], capture_output=True, check=True, encoding="utf-8"
    )
    return [
        (pattern, flags & int(FLAGS), where) for pattern, flags, where in json.loads(done.stdout)
    ]


def children(node: Node) -> Iterator[Sequence[Node]]:
    """The sequences inside a node of a parsed pattern."""
    kind, value = node
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        yield value[2]
    elif kind is op.SUBPATTERN:
        yield value[3]
    elif kind is op.ATOMIC_GROUP:
        yield value
    elif kind is op.BRANCH:
        yield from value[1]
    elif kind in (op.ASSERT, op.ASSERT_NOT):
        yield value[1]


def repeats(nodes: Sequence[Node]) -> Iterator[Node]:
    """All repetitions without bound, at any depth; possessive ones never go back."""
    for node in nodes:
        if node[0] in (op.MAX_REPEAT, op.MIN_REPEAT) and node[1][1] >= MANY:
            yield node
        if node[0] not in (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP):
            for inner in children(node):
                yield from repeats(inner)


def characters(node: Node) -> frozenset[str]:
    """The characters of the alphabet that a node for one character matches."""
    kind, value = node
    if kind is op.ANY:
        return frozenset(ALPHABET)
    if kind is op.LITERAL:
        return frozenset({chr(value), chr(value).lower(), chr(value).upper()})
    if kind is op.NOT_LITERAL:
        return frozenset(ALPHABET) - {chr(value)}
    if kind is op.IN:
        return (
            frozenset(char for char in ALPHABET if any(_in(part, char) for part in value))
            if (value[0][0] is not op.NEGATE)
            else frozenset(c for c in ALPHABET if not any(_in(part, c) for part in value[1:]))
        )
    return frozenset()


def _in(part: Node, char: str) -> bool:
    kind, value = part
    if kind is op.LITERAL:
        return chr(value) == char
    if kind is op.RANGE:
        return value[0] <= ord(char) <= value[1]
    classes = {
        op.CATEGORY_WORD: r"\w",
        op.CATEGORY_NOT_WORD: r"\W",
        op.CATEGORY_SPACE: r"\s",
        op.CATEGORY_NOT_SPACE: r"\S",
        op.CATEGORY_DIGIT: r"\d",
        op.CATEGORY_NOT_DIGIT: r"\D",
    }
    return re.match(classes[value], char) is not None


def ambiguous(body: Sequence[Node]) -> bool:
    """Whether a repeated body holds a repetition and nothing that tells one round from the next.

    "(?: \\w+)*" is none: each round begins with a blank, which a word does not hold.
    """
    for node in body:
        inner = next(repeats([node]), None)
        if inner is None:
            continue
        word = inner[1][2]
        held = characters(word[0]) if len(word) == 1 else frozenset(ALPHABET)
        others = [characters(n) for n in body if n is not node and n[0] in _ONE]
        if not any(marks and marks.isdisjoint(held) for marks in others):
            return True
    return False


_ONE = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)


def test_the_census_finds_the_patterns() -> None:
    places = {where.split(":")[0] for _, _, where in patterns()}
    assert len(patterns()) > 300
    assert {"extract/calls/wording/words.py", "articles/datelines.py", "extract/words.py"} <= places


@pytest.mark.parametrize("part", ["another) (?:[^", "|unemployed|", "|temperature|", "(?:Denmark|"])
def test_the_census_finds_what_only_some_articles_need(part: str) -> None:
    assert any(part in pattern for pattern, _, _ in patterns())


def test_no_repetition_without_bound_holds_another_that_can_be_split_in_several_ways() -> None:
    guilty = [
        f"{where}: {pattern[:120]}"
        for pattern, flags, where in patterns()
        for node in repeats(list(parser.parse(pattern, flags)))
        if ambiguous(list(node[1][2])) and where.split(":")[0] not in KNOWN
    ]
    assert guilty == []


@pytest.mark.parametrize("pattern", [r"(?:\w+)*b", r"(?:a+,?)+b", r"(?:[ab]+|\d)*x", r"(.*)*y"])
def test_dangerous_repetitions_are_seen(pattern: str) -> None:
    found = repeats(list(parser.parse(pattern)))
    assert any(ambiguous(list(node[1][2])) for node in found) or "|" in pattern


def pumps(nodes: Sequence[Node]) -> set[str]:
    """Characters whose repetition makes a pattern go back over much."""
    made: set[str] = set()
    for node in repeats(nodes):
        body = list(node[1][2])
        if len(body) == 1 and body[0][0] in _ONE:
            held = sorted(characters(body[0]) & frozenset(ALPHABET))
            made.update(held[:2], held[-1:])
        else:
            made |= {"a ", "A ", "a,", "A. "}
    return made


def seconds(regex: re.Pattern[str], text: str) -> float:
    """CPU seconds of a match from the beginning of a text."""
    began = time.process_time()
    regex.match(text)
    return time.process_time() - began


def square(regex: re.Pattern[str], pump: str) -> bool:
    """Whether four times the text takes far more than four times as long."""
    text = pump * (LENGTH // len(pump))
    if seconds(regex, text + "\0") < 0.02:
        return False  # the square of so many characters would be half a second
    short = min(seconds(regex, text[: LENGTH // 4] + "\0") for _ in range(3))
    return min(seconds(regex, text + "\0") for _ in range(3)) > 9 * short


def test_a_square_is_seen() -> None:
    assert square(re.compile(r"\w*\w*x"), "a")
    assert not square(re.compile(r"\w*x"), "a")


def test_patterns_are_the_same_in_every_process() -> None:
    """Compiled forms are kept by the pattern: one made of a set is another in each process."""
    known = {(pattern, flags) for pattern, flags, _ in patterns()}
    env = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run(
        [sys.executable, str(CENSUS)], capture_output=True, check=True, encoding="utf-8", env=env
    )
    again = {(p, flags & int(FLAGS)): where for p, flags, where in json.loads(done.stdout)}
    assert {where for key, where in again.items() if key not in known} == set()


def test_no_pattern_takes_the_square_of_its_worst_text() -> None:
    guilty = []
    for pattern, flags, where in patterns():
        regex = re.compile(pattern, flags)
        for pump in pumps(list(parser.parse(pattern, flags))):
            if where.split(":")[0] not in KNOWN and square(regex, pump):
                guilty.append(f"{where}: {pump!r}: {pattern[:80]}")
    assert guilty == []

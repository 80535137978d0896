"""The laws of runs and of the map back to the received text, also where runs are packed."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.articles.draft import Draft, cut, draft_of
from toolkit.articles.model import CleanText, OffsetMap
from toolkit.articles.read import read_text
from toolkit.articles.runs import Run, Runs

Piece = tuple[str, int, bool]
"""A piece of clean text, the length of what it stands for, and whether it is the same."""

TEXTS = st.text("ab \t\n\x01\u200b\xad’", max_size=60)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """A piece that is the received text's own, or stands for some other, or for none."""
    text = draw(st.text("ab ", max_size=4))
    same = draw(st.booleans())
    return text, len(text) if same else draw(st.integers(0, 5)), same


@contextmanager
def packed_from(few: int) -> Iterator[None]:
    """Pack as soon as there are so many runs."""
    with patch("toolkit.articles.model.FEW", few):
        yield


def build(made_of: list[Piece], skips: list[int]) -> tuple[str, OffsetMap]:
    clean, at = CleanText(), 0
    for (text, length, same), skip in zip(made_of, skips, strict=False):
        at += skip
        clean.add(text, at, at + length, verbatim=same)
        at += length
    return clean.finish()


def naive(made_of: list[Piece], skips: list[int]) -> list[tuple[int, int]]:
    """Of each character the received start and end, character by character."""
    found, at = [], 0
    for (text, length, same), skip in zip(made_of, skips, strict=False):
        at += skip
        for i in range(len(text)):
            found.append((at + i, at + i + 1) if same else (at, at + length))
        at += length
    return found


SKIPS = st.lists(st.integers(0, 3), min_size=12, max_size=12)


@given(st.lists(pieces(), max_size=12), SKIPS, st.sampled_from([1, 2, 3, 5, 4096]))
@example([("a", 1, True)] * 12, [1] * 12, 1)
def test_the_map_is_that_of_single_characters(
    made_of: list[Piece], skips: list[int], few: int
) -> None:
    with packed_from(few):
        text, offsets = build(made_of, skips)
    assert text == "".join(piece for piece, _, _ in made_of)
    wanted = naive(made_of, skips)
    found = [(offsets.start(i), offsets.end(i + 1)) for i in range(len(text))]
    assert found == wanted
    assert all(type(end) is int for pair in found for end in pair)


@given(st.lists(pieces(), max_size=12), SKIPS, st.sampled_from([1, 2, 3, 4096]))
def test_the_map_never_goes_back(made_of: list[Piece], skips: list[int], few: int) -> None:
    with packed_from(few):
        text, offsets = build(made_of, skips)
    starts = [offsets.start(i) for i in range(len(text))]
    ends = [offsets.end(i) for i in range(1, len(text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(start <= end for start, end in zip(starts, ends, strict=True))


@given(st.lists(pieces(), max_size=12), SKIPS, st.sampled_from([1, 2, 3]))
def test_packed_runs_are_the_same_runs(made_of: list[Piece], skips: list[int], few: int) -> None:
    text, offsets = build(made_of, skips)
    with packed_from(few):
        packed_text, packed = build(made_of, skips)
    assert packed_text == text
    for i in range(len(text) + 1):
        assert packed.run_end(i) == offsets.run_end(i)
    for name in ("clean", "received", "ends", "verbatim"):
        assert list(getattr(packed, name)) == list(getattr(offsets, name))


def runs_of(draft: Draft | None) -> tuple[str, list[Run]] | None:
    return None if draft is None else (draft.text, list(draft.runs))


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.sampled_from([1, 2, 3]))
@example("a\x01b\x01 \tc\x01d", 1, 4, 1)
def test_drafts_and_their_parts_are_the_same_packed(text: str, a: int, b: int, few: int) -> None:
    draft = draft_of(text, 0, len(text))
    with packed_from(few):
        packed = draft_of(text, 0, len(text))
        part = packed and cut(packed, a, min(b, len(packed.text)))
    assert runs_of(packed) == runs_of(draft)
    assert runs_of(part) == runs_of(draft and cut(draft, a, min(b, len(draft.text))))


@given(st.lists(st.tuples(*[st.integers(0, 2**40)] * 3, st.booleans()), max_size=20), st.data())
@example([(0, 2**32 - 1, 2**32 - 1, True), (1, 2**32, 2**32 + 1, False)], None)
def test_runs_are_a_sequence(runs: list[Run], data: st.DataObject | None) -> None:
    made = Runs(runs[:5])
    made.extend(runs[5:])
    assert list(made) == runs
    assert len(made) == len(runs)
    assert [made[i] for i in range(-len(runs), len(runs))] == runs + runs
    if data is not None:
        part = slice(data.draw(st.integers(-9, 25)), data.draw(st.integers(-9, 25)))
        assert made[part] == runs[part]
    with pytest.raises(IndexError):
        made[len(runs)]


def test_a_text_with_many_removed_characters_takes_little_memory() -> None:
    data = b"a\x01" * 50_000 + b"."
    tracemalloc.start()
    try:
        article = read_text(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert article.text == "a" * 50_000 + "."
    assert [article.offsets.start(i) for i in (0, 1, 49_999, 50_000)] == [0, 2, 99_998, 100_000]
    # Some twenty bytes for each received one; with a tuple a run it would be two hundred.
    assert peak < 80 * len(data)

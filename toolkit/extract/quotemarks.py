"""Finds the text between quotation marks, also where the marks are damaged.

Double marks are read first: curly, straight, low and angle ones, doubled single ones (two
apostrophes, two grave accents). Single marks count as outer marks only outside of those (the
habit of the British press), and never as apostrophes.

The conventions followed where marks are missing:

* an opening mark that is never closed runs to the end of its block (a quotation over several
  paragraphs opens each of them and closes the last one only);
* a second opening mark ends an unclosed run before it, unless the marks nest (two opening marks,
  then two closing ones): the inner quotation is then part of the outer one;
* a closing mark without an opening one ends a run that starts with its block, if the block before
  was left open or a comma or a full stop stands before the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.articles.model import Block
from toolkit.extract.model import QuotedRun
from toolkit.patterns import compiled

# Both begin with a set of characters, to which a search jumps.
_DOUBLE = compiled("[\"“”„‟«»'`‘’](?:(?<=[\"“”„‟«»])|(?<=')'|(?<=`)`|(?<=‘)‘|(?<=’)’)")
_DOUBLE_SIGNS, _SINGLE_SIGNS = '"“”„‟«»', "'`‘’"
# A single mark is looked at only at the edge of a word; an apostrophe inside one never matches.
_SINGLE = compiled(r"['‘`’](?:(?<=['‘`])(?<![^\W_].)(?=\w)|(?<=['’])(?<=[^\s'‘`(\[].)(?![\w'’]))")
_OPENING = frozenset("“„«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}
_LOW_OPENING = "„"
_BEFORE_OPENING = frozenset("([{—–-/‘'“\"…")
_ENDS_QUOTATION = frozenset(",.?!…—–-")
# Words that lose their beginning: an apostrophe before them opens nothing.
_ELISION = compiled(r"(?:\d0s|\d\d\b|(?:tis|twas|em|til|cause|bout|round|n)\b)", re.IGNORECASE)
# A closing mark further from the start of its block than this ends no quotation that began there.
_LONGEST_UNOPENED = 300
_OPEN, _CLOSE, _NEITHER = "open", "close", "neither"

_Mark = tuple[int, int, str]


def find_runs(text: str, blocks: Sequence[Block]) -> list[QuotedRun]:
    """The quoted runs of a clean text, in order and without overlaps.

    Args:
        text: the clean text.
        blocks: its blocks, in order; no run crosses the edge of one.

    Returns:
        One run for each stretch between marks; blanks at its edges are left out, and a stretch
        of blanks alone is no run. Marks inside a run (a quotation in a quotation) stay part of it.
    """
    singles, doubled = _single_marks(text)
    marks = _doubled_marks(text, blocks) if doubled else _double_marks(text)
    if not marks and not singles:
        return []
    marks.append((len(text), len(text), ""))
    singles.append(len(text))
    runs: list[QuotedRun] = []
    left_open = False
    mark = single = 0
    for block in blocks:
        start, end = block.start, block.end
        while marks[mark][0] < start:
            mark += 1
        low = mark
        while marks[mark][0] < end:
            mark += 1
        if mark > low:
            found, left_open = _pair_double(text, block, marks[low:mark], left_open)
        else:
            found, left_open = [], False
        if singles[single] < end:
            while singles[single] < end:
                single += 1
            if text.find("'", start, end) >= 0 or text.find("‘", start, end) >= 0:
                found = _merge(found, _pair_single(text, block, found))
        runs += found
    return runs


def _single_marks(text: str) -> tuple[list[int], bool]:
    """Where a single mark may open a quotation, in order; and whether any of them is doubled.

    Looking for one character after the other takes a third of the time of a set of them.
    """
    places: list[int] = []
    doubled = False
    for sign in _SINGLE_SIGNS:
        at = text.find(sign)
        while at >= 0:
            after = text[at + 1 : at + 2]
            doubled = doubled or after == sign
            if after and not after.isspace() and not text[at - 1 : at].isalnum():
                places.append(at)
            at = text.find(sign, at + 1)
    places.sort()
    return places, doubled


def _double_marks(text: str) -> list[_Mark]:
    """The double marks of a text in order, where they are characters of their own."""
    marks: list[_Mark] = []
    for sign in _DOUBLE_SIGNS:
        at = text.find(sign)
        while at >= 0:
            marks.append((at, at + 1, sign))
            at = text.find(sign, at + 1)
    marks.sort()
    return marks


def _doubled_marks(text: str, blocks: Sequence[Block]) -> list[_Mark]:
    """The double marks of all blocks in order, doubled single ones among them."""
    spans = [(block.start, block.end) for block in blocks]
    found = [match for span in spans for match in _DOUBLE.finditer(text, *span)]
    return [(match.start(), match.end(), match.group()) for match in found]


def _shape(text: str, block: Block, mark: _Mark) -> str:
    """Whether the characters around a mark make it an opening or a closing one."""
    start, end, sign = mark
    after = text[end] if end < block.end else " "
    blank_after = after.isspace()
    if blank_after and sign in _CLOSING:
        return _CLOSE
    if not blank_after and sign in _OPENING:
        return _OPEN
    before = text[start - 1] if start > block.start else " "
    blank_before = before.isspace()
    opens = not blank_after and (blank_before or before in _BEFORE_OPENING)
    closes = not blank_before and (blank_after or not after.isalnum())
    if sign in _OPENING:
        # A mark turned the wrong way round: glued to the word before it, a blank after it.
        return _CLOSE if closes and not opens else _OPEN
    if sign in _CLOSING:
        return _OPEN if opens and not closes else _CLOSE
    if opens == closes:
        return _NEITHER
    return _OPEN if opens else _CLOSE


def _is_inches(text: str, block: Block, mark: _Mark) -> bool:
    start, _, sign = mark
    return sign in "\"''" and start > block.start and text[start - 1].isdigit()


def _pair_double(
    text: str, block: Block, marks: Sequence[_Mark], carried: bool
) -> tuple[list[QuotedRun], bool]:
    """Pair the double marks of one block; also says whether the last one stays open."""
    shapes = [_shape(text, block, mark) for mark in marks]
    runs: list[QuotedRun | None] = []
    opened: _Mark | None = None
    nested = 0
    for i, mark in enumerate(marks):
        kind = shapes[i]
        if opened is None and kind == _NEITHER:
            kind = _CLOSE if _is_inches(text, block, mark) else _OPEN
        if opened is not None and opened[2] == _LOW_OPENING and mark[2] == "“" and not nested:
            kind = _CLOSE
        if kind == _OPEN:
            if opened is None:
                opened = mark
            elif _nests(shapes, i):
                nested += 1
            else:
                runs.append(_run(text, opened, mark[0], mark[0], closed=False))
                opened = mark
        elif nested:
            nested -= 1
        elif opened is not None:
            runs.append(_run(text, opened, mark[0], mark[1], closed=True))
            opened = None
        elif i == 0 and not _is_inches(text, block, mark) and _ends_one(text, block, mark, carried):
            whole = (block.start, block.start, "")
            runs.append(_run(text, whole, mark[0], mark[1], closed=True))
    if opened is not None:
        runs.append(_run(text, opened, block.end, block.end, closed=False))
    return [run for run in runs if run is not None], opened is not None


def _nests(shapes: Sequence[str], i: int) -> bool:
    """Whether the opening mark ``i`` begins an inner quotation: two closing marks follow it."""
    return shapes[i + 1 : i + 3] == [_CLOSE, _CLOSE]


def _ends_one(text: str, block: Block, mark: _Mark, carried: bool) -> bool:
    """Whether a closing mark that nothing opened ends what the block begins with."""
    length = mark[0] - block.start
    return length > 0 and (
        carried or (length <= _LONGEST_UNOPENED and text[mark[0] - 1] in _ENDS_QUOTATION)
    )


def _run(text: str, opened: _Mark, end: int, outer_end: int, *, closed: bool) -> QuotedRun | None:
    start = opened[1]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    return QuotedRun(start, end, opened[0], outer_end if closed else end, closed)


def _gaps(block: Block, runs: Sequence[QuotedRun]) -> Iterator[tuple[int, int]]:
    """The stretches of a block outside its double marks."""
    position = block.start
    for run in runs:
        if run.outer_start > position:
            yield position, run.outer_start
        position = max(position, run.outer_end)
    if position < block.end:
        yield position, block.end


def _pair_single(text: str, block: Block, runs: Sequence[QuotedRun]) -> list[QuotedRun]:
    """Pair single marks outside the double ones; an unclosed one counts as an apostrophe."""
    found: list[QuotedRun] = []
    for start, end in _gaps(block, runs):
        opened: int | None = None
        best: int | None = None
        for mark in _SINGLE.finditer(text, start, end):
            at = mark.start()
            if _opens_single(text, at, start):
                if opened is not None and best is not None:
                    found.append(QuotedRun(opened + 1, best, opened, best + 1))
                    opened = None
                if opened is None:
                    opened, best = at, None
            elif opened is not None and text[at] != "`":
                firm = text[at - 1] != "s" or text[at : at + 2] in ("'.", "’.", "',", "’,")
                if firm:
                    found.append(QuotedRun(opened + 1, at, opened, at + 1))
                    opened, best = None, None
                elif best is None:
                    # Perhaps the end of the quotation, perhaps a plural's possessive.
                    best = at
        if opened is not None and best is not None:
            found.append(QuotedRun(opened + 1, best, opened, best + 1))
    return [run for run in found if run.end > run.start]


def _opens_single(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not (before.isspace() or before in _BEFORE_OPENING) or after.isspace():
        return False
    return not _ELISION.match(text, at + 1) or text[at] == "‘"


def _merge(first: list[QuotedRun], second: list[QuotedRun]) -> list[QuotedRun]:
    if not second:
        return first
    return sorted([*first, *second], key=lambda run: run.start)

"""Runs: where the pieces of a text stand in the text that it was made from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

Run = tuple[int, int, int, bool]
"""Offset in the text made, received start, received end, and whether the two are equal."""

FEW = 4096
"""So many runs are kept as tuples; where there are more they are packed."""

_NARROWEST = 1 << 32


class Runs(Sequence[Run]):
    """Many runs in 13 bytes each, a fifteenth of what tuples of integers take.

    Attributes:
        offsets: the offset of each in the text made.
        starts: its received start.
        ends: its received end.
        verbatim: 1 where the two texts are equal, else 0.
    """

    __slots__ = ("ends", "offsets", "starts", "verbatim")

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self.offsets = array("I")
        self.starts = array("I")
        self.ends = array("I")
        self.verbatim = bytearray()
        self.extend(runs)

    def extend(self, runs: Iterable[Run]) -> None:
        """Add runs behind the others; offsets of more than 32 bits widen the columns."""
        columns = tuple(zip(*runs, strict=True))
        if not columns:
            return
        offsets, starts, ends, verbatim = columns
        if self.offsets.typecode == "I" and max(map(max, columns[:3])) >= _NARROWEST:
            self.offsets = array("Q", self.offsets)
            self.starts = array("Q", self.starts)
            self.ends = array("Q", self.ends)
        self.offsets.extend(offsets)
        self.starts.extend(starts)
        self.ends.extend(ends)
        self.verbatim.extend(verbatim)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.verbatim)

    @overload
    def __getitem__(self, index: int) -> Run: ...

    @overload
    def __getitem__(self, index: slice) -> list[Run]: ...

    def __getitem__(self, index: int | slice) -> Run | list[Run]:
        """A run, or the runs of a slice."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        same = bool(self.verbatim[index])
        return self.offsets[index], self.starts[index], self.ends[index], same

    def __iter__(self) -> Iterator[Run]:
        """The runs in order."""
        return zip(self.offsets, self.starts, self.ends, map(bool, self.verbatim), strict=True)

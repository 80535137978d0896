"""Arrow arrays and scalars made without pandas, which pyarrow imports to look at Python values."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa


def text_array(values: Sequence[str | None]) -> Any:
    """An Arrow string array; ``None`` is null."""
    data = [b"" if value is None else value.encode("utf-8", "replace") for value in values]
    offsets = array("i", accumulate(map(len, data), initial=0))
    valid = None
    if None in values:
        bits = "".join("0" if value is None else "1" for value in reversed(values))
        valid = pa.py_buffer(int(bits, 2).to_bytes((len(values) + 7) // 8, "little"))
    ends, text = pa.py_buffer(offsets.tobytes()), pa.py_buffer(b"".join(data))
    return pa.StringArray.from_buffers(len(values), ends, text, valid)


def text_scalar(value: str | None) -> Any:
    """An Arrow string."""
    return text_array([value])[0]


def integer_scalar(value: int) -> Any:
    """An Arrow 64-bit integer."""
    data = pa.py_buffer(array("q", [value]).tobytes())
    return pa.Int64Array.from_buffers(pa.int64(), 1, [None, data])[0]

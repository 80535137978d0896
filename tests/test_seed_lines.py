"""Files of the seeds that cannot be read: what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.assemble.lines import read_lines
from toolkit.errors import UsageError


def test_what_cannot_be_opened_is_not_told_to_be_saved_as_utf_8(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read") as caught:
        list(read_lines(tmp_path, ("a",), ()))
    assert "UTF-8" not in str(caught.value)


def test_another_encoding_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\ncaf\xe9\n")
    with pytest.raises(UsageError, match="Save it as UTF-8"):
        list(read_lines(path, ("a",), ()))

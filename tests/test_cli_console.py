"""The progress line: only on a terminal, only for long jobs, and gone at the end."""

from __future__ import annotations

import io
import time

import pytest

from toolkit import console
from toolkit.console import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "SHOW_AFTER_SECONDS", 0.05)
    monkeypatch.setattr(console, "_REFRESH_SECONDS", 0.01)


def test_a_long_step_is_shown_and_wiped() -> None:
    stream = Terminal()
    with Progress(stream) as progress:
        progress("reading\x1b[31m articles", 1_234, 5_678)
        time.sleep(0.3)
        assert stream.getvalue() == "\r\x1b[KReading[31m articles 1,234 of 5,678"
        progress("checking")
        time.sleep(0.2)
    assert stream.getvalue().endswith("\r\x1b[KChecking\r\x1b[K")


def test_a_short_job_shows_nothing() -> None:
    stream = Terminal()
    with Progress(stream) as progress:
        progress("reading")
    time.sleep(0.1)
    assert stream.getvalue() == ""


def test_output_comes_on_a_clean_line() -> None:
    stream = Terminal()
    with Progress(stream) as progress:
        progress("running")
        time.sleep(0.2)
        progress.clear()
        assert stream.getvalue().endswith("\r\x1b[K")
        before = stream.getvalue()
    assert stream.getvalue() == before


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress("reading", 1, 2)
        time.sleep(0.1)
    assert stream.getvalue() == ""

"""Bytes of pages and mails become text, or are refused as binary."""

from __future__ import annotations

import pytest

from toolkit.articles.decode import decode_mail, decode_page, known_charset
from toolkit.errors import UsageError

MAIL = "From: a@x.example\nSubject: Caf\u00e9\n\nThe premier called.\n"
WORDS = "The pr\u00e9sident called the premier of Astel. " * 60


def test_binary_mail_is_refused() -> None:
    with pytest.raises(UsageError, match="binary file"):
        decode_mail(b"From: a\n\n" + b"\x00\x01\x02" * 40, "a.eml")
    with pytest.raises(UsageError, match="a PDF"):
        decode_mail(b"%PDF-1.7\nall ascii", "a.eml")


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_a_stray_nul_in_a_mail_is_replaced(charset: str) -> None:
    data = (MAIL + WORDS + "a\x00b").encode(charset)
    assert decode_mail(data, "a.eml") == MAIL + WORDS + "a\ufffdb"


@pytest.mark.parametrize("charset", ["utf-16", "utf-8", "cp1252"])
def test_mail_in_any_character_set(charset: str) -> None:
    assert decode_mail(MAIL.encode(charset), "a.eml") == MAIL


@pytest.mark.parametrize("served", ["", "windows-1252"])
@pytest.mark.parametrize("head", ["<html><p>", "<meta charset=utf-8><p>", "<meta charset=latin1>"])
def test_a_page_in_windows_1252_with_a_nul(head: str, served: str) -> None:
    data = (head + WORDS + "a\x00b").encode("cp1252")
    assert decode_page(data, "a.html", served) == head + WORDS + "a\ufffdb"


def test_a_page_in_utf_8_with_a_nul() -> None:
    text = "<meta charset=latin1>" + WORDS + "a\x00b"
    assert decode_page(text.encode(), "a.html") == text.replace("\x00", "\ufffd")


@pytest.mark.parametrize("name", ["utf\x00", "", "no-such", "\u00e9"])
def test_names_of_no_character_set(name: str) -> None:
    assert known_charset(name) is None

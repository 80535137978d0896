"""Front matter: foreign values are taken where they fit, a digest's are refused with their line."""

from __future__ import annotations

import pytest

from toolkit.articles.model import Article
from toolkit.articles.read import read_text
from toolkit.errors import UsageError

PROSE = "The president of Norvia telephoned the premier of Astel on Tuesday, his office said.\n"


def read(front: str) -> Article:
    return read_text(f"---\n{front}\n---\n\n{PROSE}".encode(), source="a.md")


@pytest.mark.parametrize(
    "front",
    [
        "language: [en, fr]\ntitle: Calls",
        "title: [a, b]\nheadline: Calls",
        "title: Calls\nurl: [a]\npublisher: {name: x}\nauthors: {a: b}",
        "title: Calls\nlang: English",
        "title: Calls\nlanguage: English\nlang: en",
    ],
)
def test_foreign_front_matter_is_no_reason_to_refuse(front: str) -> None:
    meta = read(front).meta
    assert (meta.title, meta.language) == ("Calls", "en")


def test_a_language_code_of_another_program_is_taken() -> None:
    assert read("title: Calls\nlang: en-GB").meta.language == "en-GB"


def test_an_unknown_key_is_told_with_its_own_line() -> None:
    front = "title: A\npublisher: B\nkeywords:\n  - x\npublished_on: 2024-03-05\nrights: x"
    with pytest.raises(UsageError, match=r"a\.md:4: unknown front matter key 'keywords'"):
        read(front)


def test_any_key_that_begins_with_received_makes_a_digest() -> None:
    with pytest.raises(UsageError, match=r"a\.md:3: unknown front matter key 'received_sha'"):
        read("title: A\nreceived_sha: x")

"""Quotations that somebody else reports, as corpora annotate them; every sentence is invented."""

from __future__ import annotations

import pytest

from tests.quote_documents import document
from toolkit.evaluate.outermost import outermost
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.attribution.statements import statements
from toolkit.extract.model import Attribution, Document


def _read(text: str) -> tuple[Document, list[Attribution]]:
    doc = document(text)
    return doc, outermost(statements(find_attributions(doc)))


def _speakers(text: str) -> list[str]:
    """Who is named as the source of each run in marks."""
    doc, said = _read(text)
    return [
        doc.text[a.source.start : a.source.end] if a.source else ""
        for a in said
        for direct in a.direct
        if direct
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We will not sign it today,” the envoy said, according to Kyodo.", ["Kyodo"]),
        (
            "“We will not sign it,” the envoy said, according to Kyodo. “Not this year, at least.”",
            ["Kyodo", "Kyodo"],
        ),
        ("According to Kyodo, the envoy said “we will not sign it.”", ["Kyodo"]),
        ("The envoy called the plan “a gift to nobody,” Kyodo reported.", ["Kyodo"]),
        ("The palace said the envoy had told Mr. Orpo “not to sign it.”", ["The palace"]),
        # Who speaks in the main clause keeps the words, whatever stands before it.
        (
            "After the palace said that the talks had failed, Mr. Orpo said: “I never saw them.”",
            ["Mr. Orpo"],
        ),
        (
            "[Mr. Orpo|Ari Orpo] said that the talks had failed: “I saw it,” [he|Ari Orpo] said.",
            ["he"],
        ),
        ("“We will not sign it today,” the envoy said. Kyodo reported the talks.", ["the envoy"]),
    ],
)
def test_a_reported_quotation_is_its_reporters(text: str, speakers: list[str]) -> None:
    assert _speakers(text) == speakers


def test_the_tables_keep_who_said_it() -> None:
    doc = document("“We will not sign it today,” the envoy said, according to Kyodo.")
    rows = {
        (doc.text[a.source.start : a.source.end], doc.text[slice(*a.contents[0])])
        for a in find_attributions(doc)
        if a.source
    }
    assert rows == {
        ("the envoy", "We will not sign it today,"),
        ("Kyodo", "“We will not sign it today,” the envoy said"),
    }


def test_pieces_do_not_overlap_and_keep_every_word_outside_marks() -> None:
    text = "The palace said the envoy called the plan “a gift to nobody” and then left the room."
    doc, (said,) = _read(text)
    assert list(said.contents) == sorted(said.contents)
    assert all(a[1] <= b[0] for a, b in zip(said.contents, said.contents[1:], strict=False))
    read = [doc.text[start:end] for start, end in said.contents]
    assert read[0].startswith("the envoy called the plan")
    assert read[1] == "a gift to nobody"
    assert read[2].endswith("and then left the room")
    assert list(said.direct) == [False, True, False]

"""Attributions by their outermost source: what is said inside the reported words of another."""

from __future__ import annotations

import pytest

from tests.quote_documents import document
from toolkit.evaluate.outermost import by_outermost_source
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.attribution.statements import statements


def read(text: str) -> list[tuple[str, list[str]]]:
    """The source and the quotations of each attribution that has one."""
    doc = document(text)
    found = by_outermost_source(statements(find_attributions(doc)), doc.text)
    return [
        (
            doc.text[said.source.start : said.source.end] if said.source else "",
            [
                doc.text[start:end]
                for (start, end), direct in zip(said.contents, said.direct, strict=True)
                if direct
            ],
        )
        for said in found
        if any(said.direct)
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We have time,” Mr. Rutte said, according to the Herald.", "the Herald"),
        ("“We have time,” said Mr. Rutte, according to the Herald.", "the Herald"),
        ("According to the palace, Mr. Rutte said he had “all the time we need.”", "the palace"),
        (
            "Mr. Ito called it “a gift to our children,” the Oslo Herald reported.",
            "the Oslo Herald",
        ),
        (
            "Mr. Ito said it was “a gift to us all,” an aide recalled, adding that he smiled.",
            "an aide",
        ),
        ("Mr. Ito said aides called the truce “a gift to our children.”", "Mr. Ito"),
    ],
)
def test_what_another_reports_is_that_others(text: str, source: str) -> None:
    ((found, quoted),) = read(text)
    assert found == source
    assert len(quoted) == 1


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We have time,” Mr. Rutte said.", "Mr. Rutte"),
        ("Mr. Ito said the truce held, and Ms. Mbeki called it “a gift to us all.”", "Ms. Mbeki"),
        ("[Ms. Lee|Ann Lee] said that [the chief|Ann Lee] called it “a gift to us.”", "the chief"),
        ("Mr. Ito called it “a gift to our children,” as the crowd laughed.", "Mr. Ito"),
        ("Mr. Ito called it “a gift to our children,” he said.", "Mr. Ito"),
        ("“We have time,” Mr. Rutte said. According to the Herald, he left.", "Mr. Rutte"),
    ],
)
def test_what_no_other_reports_stays_the_speakers(text: str, source: str) -> None:
    ((found, _),) = read(text)
    assert found == source


def test_what_goes_on_with_a_reported_quotation_goes_with_it() -> None:
    text = "“We have time,” Mr. Rutte said, according to the Herald. “We covered all of it.”"
    assert read(text) == [("the Herald", ["We have time,", "We covered all of it."])]


def test_nothing_gives_nothing() -> None:
    assert by_outermost_source([], "") == []

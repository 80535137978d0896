"""Statements: pieces of one cue joined, what is said inside another's words left out."""

from __future__ import annotations

from tests.quote_documents import document
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.attribution.statements import statements


def contents(text: str) -> list[str]:
    doc = document(text)
    found = statements(find_attributions(doc))
    return [" | ".join(doc.text[start:end] for start, end in said.contents) for said in found]


def test_a_quotation_and_its_continuation_are_one_statement() -> None:
    text = "“It was a long call,” Mr. Rutte said. “We covered everything we had planned.”"
    assert contents(text) == [
        "It was a long call, | We covered everything we had planned.",
    ]


def test_quotations_with_cues_of_their_own_are_statements_of_their_own() -> None:
    text = "“It was a long call,” Mr. Rutte said. “We covered all of it,” he added."
    assert contents(text) == ["It was a long call,", "We covered all of it,"]


def test_what_is_said_inside_a_statement_belongs_to_it() -> None:
    text = "Mr. Rutte said that aides believed the truce would hold."
    assert contents(text) == ["aides believed the truce would hold"]


def test_a_quotation_inside_a_statement_stays() -> None:
    text = "Mr. Rutte said that the aides had called the truce “a gift to our grandchildren.”"
    assert "a gift to our grandchildren." in " | ".join(contents(text))


def test_another_speaker_in_the_sentence_ends_a_statement() -> None:
    text = "Mr. Rutte said the truce would hold, while Ms. Mbeki said it was already dead."
    assert contents(text) == ["the truce would hold", "it was already dead"]


def test_the_words_around_a_run_belong_to_the_statement() -> None:
    assert contents("The truce is “frank and very useful” for both sides, the palace said.") == [
        "The truce is | frank and very useful | for both sides"
    ]
    assert contents("The truce, the palace said, “is a gift to our grandchildren.”") == [
        "The truce | is a gift to our grandchildren."
    ]


def test_a_circumstance_after_a_tag_is_no_content() -> None:
    assert contents("“We will hold the truce,” she said in an interview at the palace.") == [
        "We will hold the truce,"
    ]


def test_nothing_gives_nothing() -> None:
    assert statements([]) == []

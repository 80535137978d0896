"""Several calls: what is told of all of them, what of each, and what an article is about."""

from __future__ import annotations

import pytest
from topic_documents import ENTITIES, Call, document

from toolkit.extract.model import Document
from toolkit.extract.topics.find import extract


def _calls(doc: Document, *others: str) -> list[Call]:
    """A call of Ms. Ruiz with each of some others, each told where that one is first named."""
    calls = []
    for key in others:
        named = next(m for m in doc.mentions if m.entity is ENTITIES[key])
        calls.append(Call([(named.start - 1, named.end)], [ENTITIES["ruiz"], ENTITIES[key]]))
    return calls


def _topics(*paragraphs: str) -> tuple[set[str], set[str]]:
    """The topics of Ms. Ruiz's calls with Mr. Berg and with Ms. Okoro."""
    doc = document(*paragraphs)
    finds = extract(doc, _calls(doc, "berg", "okoro"))
    first, second = ({f.topic_code for f in finds if f.call == i} for i in range(2))
    return first, second


@pytest.mark.parametrize(
    "sentence",
    [
        "In each of the conversations <ruiz> urged them to fight piracy.",
        "With both leaders, <ruiz|she> discussed piracy.",
        "<ruiz|She> told all of them that piracy had to end.",
    ],
)
def test_words_for_all_calls_tell_of_each(sentence: str) -> None:
    lead = "<ruiz> phoned <berg>. Later <ruiz|she> rang <okoro>."
    first, second = _topics(lead, sentence)
    assert "maritime_security" in first & second


def test_what_one_call_tells_besides_is_its_own() -> None:
    lead = "<ruiz> rang <berg> over piracy and discussed piracy with <berg|him>."
    told = "<ruiz|She> told <okoro> in their call that tariffs hurt."
    first, second = _topics(lead, told)
    assert first == {"maritime_security"}
    assert second == {"tariffs"}


def test_a_nationality_before_a_name_is_no_topic() -> None:
    lead = "<ruiz> phoned <berg> and <okoro|Ukraine's Ada Okoro>."
    sentence = "<ruiz|She> told <berg> and <okoro|Ukraine's Ada Okoro> that piracy had to end."
    first, second = _topics(lead, sentence)
    assert first | second == {"maritime_security"}


def test_a_talk_with_somebody_is_the_call_with_that_one() -> None:
    lead = "<ruiz> phoned <berg>. Then <ruiz|she> phoned <okoro>."
    _, second = _topics(lead, "In the talk with <okoro>, <ruiz|she> urged her to fight piracy.")
    assert second == {"maritime_security"}


def test_the_name_of_one_who_was_phoned_is_no_theme_of_the_other_calls() -> None:
    lead = "<ruiz> phoned <okoro|Zelensky> and then <ruiz|she> phoned <berg>."
    after = "It was a long talk with <okoro|Zelensky>."
    assert _topics(lead, after, "<okoro|Zelensky> was glad.") == (set(), set())
    told = lead.replace(">.", "> as the siege of Kherson went on.")
    assert "ukraine_war" in _topics(told, after, "Kherson is dark.")[0]


def test_a_sentence_that_names_one_of_them_is_of_that_call() -> None:
    lead = "<ruiz> phoned <berg>. Later <ruiz|she> rang <okoro>."
    told = "<ruiz> and <berg> discussed piracy, each of the ministers said."
    first, second = _topics(lead, told, "<ruiz|She> told <okoro> that tariffs hurt.")
    assert first == {"maritime_security"}
    assert second == {"tariffs"}

"""What is told ahead of the call, accounts in open words, and words of calls on no list."""

from __future__ import annotations

import pytest
from topic_documents import ENTITIES, Call, discussed, document

from toolkit.extract.topics.find import PRESS, extract
from toolkit.extract.topics.wording.lexicon import Found, fold
from toolkit.extract.topics.wording.mentions import with_calls

NEWS = "<ruiz> said on Monday that piracy had to end."


@pytest.mark.parametrize(
    "sentence",
    [
        "<ruiz|She> made the remarks in a phone call with <berg>.",
        "The appeal was conveyed through a phone call with <berg>.",
        "<ruiz|She> said this during a phone call with <berg>.",
    ],
)
def test_the_lead_counts_where_it_was_said_in_the_call(sentence: str) -> None:
    assert {code for code, _ in discussed(NEWS, sentence)} == {"maritime_security"}


@pytest.mark.parametrize(
    "sentence",
    ["Later <ruiz|she> had a phone call with <berg>.", "<ruiz|She> will take a call on Friday."],
)
def test_the_lead_is_other_news_where_nothing_links_it(sentence: str) -> None:
    assert discussed(NEWS, sentence) == set()


def test_a_lead_that_names_both_counts_where_they_then_spoke() -> None:
    lead = "<ruiz> warned <berg> that piracy would cost his ships dear."
    assert {code for code, _ in discussed(lead, "Their phone call took an hour.")} == {
        "maritime_security"
    }


@pytest.mark.parametrize(
    ("turn", "account"),
    [
        ("Oslo's version was shorter.", "NOR"),
        ("In the telling of <palace> it was <ruiz> who pressed <berg|him>.", "CHL"),
        ("<palace> put it in two sentences.", "CHL"),
        ("You will not find that in Oslo's write-up.", "NOR"),
    ],
)
def test_an_article_turns_to_the_account_of_one_side(turn: str, account: str) -> None:
    lead = "<ruiz> and <berg> spoke by phone. <two|They> discussed visas in the call."
    told = "<ruiz> and <berg> went over piracy, it said."
    assert ("maritime_security", account) in discussed(lead, f"{turn} {told}")


@pytest.mark.parametrize(
    ("sentence", "account"),
    [
        ("<two|They> discussed piracy, which <iran> fears, a palace statement said.", "CHL"),
        ("<two|They> discussed piracy in the call, <paper> said.", PRESS),
    ],
)
def test_an_office_that_closes_a_sentence_tells_it(sentence: str, account: str) -> None:
    lead = "<ruiz> and <berg> spoke by phone. The call took an hour."
    assert ("maritime_security", account) in discussed(lead, sentence)


@pytest.mark.parametrize(
    ("words", "value"),
    [("dialling", "speak"), ("telephonic contact", "call"), ("hung up", ""), ("reached", "speak")],
)
def test_words_of_a_call_that_stand_on_no_list_count(words: str, value: str) -> None:
    text = f"she was {words} him"
    start = text.index(words)
    found = with_calls([], fold(text), [(start, start + len(words), 0)])
    assert [f.value for f in found] == ([value] if value else [])


def test_a_telephone_exchange_exchanges_nothing() -> None:
    text = fold("a telephone exchange on grain")
    frames = [Found(12, 20, "to_discuss"), Found(21, 23, "cut")]
    assert [f.value for f in with_calls(frames, text, [(2, 20, 0)])] == ["call", "cut"]


def test_a_time_that_ends_no_clause() -> None:
    lead = "<ruiz> and <berg> spoke by phone. The call took an hour."
    agreed = "<two|They> agreed to meet before the end of the month to fight piracy."
    assert "maritime_security" in {code for code, _ in discussed(lead, agreed)}


def test_the_head_of_state_is_the_page_s_own() -> None:
    doc = document("<berg> phoned <ruiz>. <ruiz|The head of state> told him piracy had to end.")
    call = Call([(0, 4)], [ENTITIES["berg"], ENTITIES["ruiz"]])
    accounts = {f.account_code for f in extract(doc, [call])}
    assert accounts == {"CHL"}

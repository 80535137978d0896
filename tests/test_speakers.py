"""Who speaks: offices that no register holds, "it said", quotations of three words; invented."""

from __future__ import annotations

import pytest

from tests.test_coreference import speakers


def test_it_is_no_country_named_in_the_quotation() -> None:
    text = (
        "“We told Kenya of the floods,” the statement said.\n"
        "“Both sides will rebuild the bridges in Tanzania,” it said."
    )
    assert speakers(text) == ["statement", "statement"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Energy Minister Otto Vilks left. “We will go on with it,” the minister said.",
            "Otto Vilks",
        ),
        (
            "Minister of Trade Otto Vilks left. “We will go on with it,” the minister said.",
            "Otto Vilks",
        ),
        ("Ambassador Otto Vilks left. “We will go on with it,” the ambassador said.", "Otto Vilks"),
        ("Otto Vilks, a survivor, left. “We will go on with it,” he said.", "Otto Vilks"),
        ("Ambassador Otto Vilks left. “We will go on with it,” an ambassador said.", "ambassador"),
        (
            "Mr. Abe was away. Energy Minister Otto Vilks left. “We will go on with it,” he said.",
            "Otto Vilks",
        ),
        (
            "Special Adviser to the President on Media, Otto Vilks, said it was “a good thing.”",
            "Otto Vilks",
        ),
        (
            "“We will go on,” Special Assistant to the Prime Minister Otto Vilks told them.",
            "Special Assistant to the Prime Minister Otto Vilks",
        ),
        (
            "Mr. Macron was away. “We will go on with it,” the head of the French state said.",
            "Emmanuel Macron",
        ),
        (
            "The Philippines’ outgoing Governor said it was “a good thing to do.”",
            "Philippines’ outgoing Governor",
        ),
        (
            "The newspaper quoted an Irish diplomat saying: “We will go on with it.”",
            "Irish diplomat",
        ),
        (
            "“We are very sad,” said a statement carried by the Sofia News Agency. Ann Lee left.",
            "Sofia News Agency",
        ),
        ("Riga boss Otto Vilks said it was “a good thing to do.”", "Otto Vilks"),
        (
            "HQ acting Deputy Commissioner Otto Vilks said it was “a good thing to do.”",
            "Otto Vilks",
        ),
    ],
)
def test_who_has_an_office_that_no_register_holds(text: str, last: str) -> None:
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr. Macron told him that he must “show some mercy” to the sailors.", "Emmanuel Macron"),
        (
            "Mr. Macron urged him, after a long talk in May, to stay “on the course”.",
            "Emmanuel Macron",
        ),
    ],
)
def test_three_words_in_marks_are_a_quotation(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_two_words_in_marks_are_none() -> None:
    assert speakers("Mr. Macron urged him, after a long talk in May, to stay “on course”.") == []


def test_sentences_in_marks_do_not_push_the_subject_away() -> None:
    text = (
        "Peter Hansen met Mary Lee on Monday. However, he did not go on. “It was a call. It "
        "lasted. It was long. I have no more to tell. Nobody has,” he said."
    )
    assert speakers(text) == ["Peter Hansen"]


def test_a_holiday_before_a_title_is_nobody() -> None:
    text = "On Victory Day, the French president was glad. “We are all here,” he said."
    assert speakers(text) == ["Emmanuel Macron"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Mr. Macron came. However, the Japanese Prime Minister said it was “a good thing.”",
            ["Shinzo Abe"],
        ),
        (
            "Mr. Macron came. Sadly, the Japanese prime minister said it was “a good thing.”",
            ["Shinzo Abe"],
        ),
        (
            (
                "Gov. Lan Ortiz left. She told Fox's Greta Berg “we will go on.”\n"
                "The plan was met with cold looks. “We will go on with it,” she said."
            ),
            ["Lan Ortiz", "Lan Ortiz"],
        ),
        (
            (
                "“We will go on,” Mayor Campaign Manager Otto Vilks said. “We have time,” he "
                "added.\n“We have a lot of time,” Vilks said."
            ),
            ["Otto Vilks", "Otto Vilks", "Otto Vilks"],
        ),
        (
            (
                "“It is a lot of work,” said Ana Berg, a palace spokeswoman.\n“It is a lot of "
                "time,” Berg said.\nThe leader of the guild, Hans Berg, was away."
            ),
            ["Ana Berg", "Ana Berg"],
        ),
        (
            "Dmitry Peskov was there. “We have a lot of time,” the Kremlin spokesman said.",
            ["Dmitry Peskov"],
        ),
        (
            (
                "Presidential press secretary Otto Vilks was there.\n“We have a lot of time,” the "
                "press secretary said. “It is late,” the spokesman said."
            ),
            ["Otto Vilks", "Otto Vilks"],
        ),
        (
            (
                "The President of Republic of Malta, Otto Vilks, was there. “We have a lot of "
                "time,” the Maltese president said."
            ),
            ["Otto Vilks"],
        ),
        (
            (
                "Otto Vilks came early. It was his fourth Macron rally, and he had a good seat.\n"
                "“We have a lot of time,” he said."
            ),
            ["Otto Vilks"],
        ),
        (
            (
                "The caller was Mr. Macron, to whom Shinzo Abe spoke. “Can I call you back?” he "
                "asked the French leader."
            ),
            ["Shinzo Abe"],
        ),
        (
            (
                "“I have no time,” Mr. Abe said.\nThen the envoy asked Mr. Abe about it. “We have "
                "a lot of it,” he said."
            ),
            ["Shinzo Abe", "Shinzo Abe"],
        ),
        (
            "The court met. Judge Abe found that it was “a very old claim.”",
            ["Abe"],
        ),
        (
            (
                "Mr. Macron called Mr. Abe, the Foreign Ministry said.\nMr. Abe said that all was "
                "well in Peru.\n“They spoke of rice and of fish,” it said."
            ),
            ["Foreign Ministry"],
        ),
    ],
)
def test_who_speaks_is_told_elsewhere_in_the_text(text: str, named: list[str]) -> None:
    assert speakers(text) == named

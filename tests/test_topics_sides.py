"""Whose account it is where the words do not say: home offices, own pages, joint acts, asides."""

from __future__ import annotations

import datetime as dt

import pytest
from topic_documents import call_in, discussed, document

from toolkit.articles.model import Metadata
from toolkit.extract.model import Attribution, Entity, EntityKind
from toolkit.extract.names.register import default_register
from toolkit.extract.topics.find import PRESS, extract
from toolkit.extract.topics.sides.home import Home, home_of, office_of, office_side
from toolkit.extract.topics.sides.parties import country_of

# ----------------------------------------------------------------- where an article comes from


@pytest.mark.parametrize(
    ("dateline", "place", "side"),
    [
        ("OSLO, May 15", "NOR", ""),
        ("SANTIAGO (Reuters) -", "CHL", ""),
        ("BEIJING, May 15 (Xinhua) --", "CHN", "CHN"),
        ("MOSCOW, May 15. /TASS/.", "RUS", "RUS"),
        ("OSLO, May 15 (State Agency) --", "NOR", "NOR"),
        ("15 May 2024", "", ""),
        ("Source: Xinhua | May 15", "", "CHN"),
    ],
)
def test_a_dateline_tells_the_place_and_the_agency(dateline: str, place: str, side: str) -> None:
    home = home_of(document(f"@ {dateline}", "<berg> called <ruiz>."))
    assert (home.place, home.side) == (place, side)


@pytest.mark.parametrize(
    ("paragraph", "side"),
    [
        ("# Prime Minister of Norway", "NOR"),
        ("# Ministry of Foreign Affairs of the Republic of Chile", "CHL"),
        ("# Prime Minister of Norway meets fishermen", ""),
        ("ASTANA. KAZINFORM - The two had a long call.", "KAZ"),
        ("RABAT (MAP) – The two had a long call.", "MAR"),
        ("The MAP agency was closed.", ""),
    ],
)
def test_a_masthead_or_the_first_words_tell_whose_page_it_is(paragraph: str, side: str) -> None:
    assert home_of(document(paragraph, "<berg> called <ruiz>.")).side == side


@pytest.mark.parametrize(
    ("publisher", "url", "side"),
    [
        ("The White House", None, "USA"),
        ("Xinhua", None, "CHN"),
        ("The Gazette", None, ""),
        (None, "https://www.whitehouse.gov/briefings/1", "USA"),
        (None, "http://en.kremlin.ru/events/2", "RUS"),
        (None, "https://news.example.org/gov.uk/3", ""),
        ("The Gazette", "https://www.gov.uk/news/4", "GBR"),
    ],
)
def test_a_page_tells_whose_it_is(publisher: str | None, url: str | None, side: str) -> None:
    doc = document("<berg> called <ruiz>.")
    object.__setattr__(doc.article, "meta", Metadata("test", publisher=publisher, url=url))
    assert home_of(doc).side == side


NAMES = {"NOR": ("berg", "norwegian"), "CHL": ("ruiz", "chilean")}


@pytest.mark.parametrize(
    ("title", "side"),
    [
        ("pm call with chilean president ruiz", "NOR"),
        ("readout of prime minister berg s call with president ruiz", "NOR"),
        ("ana ruiz had a telephone conversation with jonas berg", "CHL"),
        ("telephone conversation with jonas berg", "CHL"),
        ("berg and ruiz speak by phone", ""),
        ("berg calls ruiz over oil", ""),
        ("readout of a call", ""),
    ],
)
def test_a_headline_gives_an_own_page_away(title: str, side: str) -> None:
    assert Home(title=title).side_in(("CHL", "NOR"), NAMES) == side


def test_a_page_of_neither_side_is_the_presss() -> None:
    assert Home(side="CHN").side_in(("CHL", "NOR"), NAMES) == ""


OFFICES = {"NOR": "head_of_government", "CHL": "head_of_state"}


def test_an_office_is_of_the_only_leader_who_holds_it() -> None:
    assert office_of("the presidency", OFFICES, "") == "CHL"
    assert office_of("the prime minister s office", OFFICES, "CHL") == "NOR"
    both = {"PER": "head_of_state", "CHL": "head_of_state"}
    assert office_of("the presidency", both, "") == ""
    assert office_of("the presidency", both, "PER") == "PER"
    assert office_of("the ministry", OFFICES, "NOR") == ""
    assert office_side("the ministry", OFFICES, "NOR") == "NOR"
    assert office_side("the ministry", OFFICES, "BRA") == ""


# -------------------------------------------------------------------------- whose account it is


@pytest.mark.parametrize(
    ("paragraphs", "account"),
    [
        (["@ OSLO, May 15 (State Agency) --", "<two|The two leaders> discussed oil."], "NOR"),
        (["@ OSLO, May 15 (Agency) --", "<two|The two leaders> discussed oil."], PRESS),
        (["# PM call with President Ruiz", "<two|The two leaders> discussed oil."], "NOR"),
        (["According to an account by <office>, <two> discussed oil."], "NOR"),
        (
            [
                "@ OSLO, May 15",
                "<berg> and <ruiz> spoke by phone.",
                "<foreign|The Foreign Office> said <two> discussed oil.",
            ],
            "NOR",
        ),
        (
            [
                "@ SANTIAGO, May 15",
                "<two|They> discussed oil, <dahl|spokesman Nils Dahl> told <paper>.",
            ],
            "CHL",
        ),
        (["<two|They> discussed oil, <dahl|spokesman Nils Dahl> told <paper>."], PRESS),
        (["“<two|The two leaders> discussed oil,” added <palace>."], "CHL"),
        (["<berg> and <ruiz> called for lower oil prices in the call."], PRESS),
        (["<ruiz> was quoted by <media> as telling <berg> that oil mattered."], "CHL"),
        (["A statement from <berg|Mr. Berg>'s office said <two> discussed oil."], "NOR"),
        (["Oil must flow, <ruiz> told <berg>."], PRESS),
        (["<ruiz> phoned <berg> to thank him for the oil."], PRESS),
        (["<ruiz> thanked <berg> for the oil."], PRESS),
    ],
)
def test_the_account_is_found(paragraphs: list[str], account: str) -> None:
    assert ("energy", account) in discussed(*paragraphs)
    assert {a for t, a in discussed(*paragraphs) if t == "energy"} == {account}


def test_another_account_takes_over_when_it_is_announced() -> None:
    assert discussed(
        "<palace> said <two> discussed lithium in the call.",
        "But <ministry|the ministry> issued a very different statement.",
        "It said <berg> had warned of piracy.",
    ) == {("rare_earths", "CHL"), ("maritime_security", "NOR")}


def test_what_a_spokesman_says_of_both_goes_on() -> None:
    assert discussed(
        "<berg> and <ruiz> spoke by phone on Monday.",
        "<lie>, a spokeswoman for <ministry>, said <ruiz> had much to tell <berg>.",
        "During the call, <two> stressed the need for fisheries.",
    ) == {("agriculture", "NOR")}


def test_a_third_countrys_words_are_no_account() -> None:
    assert (
        discussed("<un> said on the day of the call that <iran> wanted oil, which hurt.") == set()
    )


# ------------------------------------------------------------------------------ what is told


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("<ruiz> spoke by phone with <berg> on Tuesday on lithium.", "rare_earths"),
        ("<two|The two leaders> discussed the pact signed last year on lithium.", "rare_earths"),
        ("<two|They> agreed in the call to talk on areas where they differ, including lithium.",
         "rare_earths"),
        ("<berg> wanted to express thanks for the lithium, <ruiz> said of the call.",
         "rare_earths"),
        ("<palace> said it was about lithium.", "rare_earths"),
        ("<two|The two leaders> discussed Norway-Chile relations in the call.",
         "bilateral_relations"),
    ],
)  # fmt: skip
def test_it_is_told(sentence: str, topic: str) -> None:
    assert topic in {t for t, _ in discussed("<berg> and <ruiz> held a call.", sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "<ruiz> spoke by phone with <berg> on Tuesday.",
        "It was the first call since March, when <berg> offered lithium.",
        "The call came days after <berg> offered lithium to <ruiz>.",
        "<berg> did not call or thank <ruiz> for the lithium.",
        "<berg> hesitated to thank <ruiz> for the lithium.",
        "<ruiz> has rejected claims about lithium.",
        "<ruiz> spoke by phone with <berg> as he flew to Lima for a speech on lithium.",
        "“We had a good call,” <berg> said at a fair on lithium.",
    ],
)
def test_background_is_not(sentence: str) -> None:
    assert discussed("<berg> and <ruiz> held a call.", sentence) == set()


def test_the_rest_of_a_broken_off_sentence_counts() -> None:
    assert discussed(
        "<palace> said <two> discussed ties between the countries. . . including lithium and drugs."
    ) >= {("rare_earths", "CHL"), ("fentanyl_drugs", "CHL")}


# ------------------------------------------------------------- whom somebody speaks for


def _secretary_general() -> Entity:
    person = next(p for p in default_register().people.values() if p.name == "Ban Ki-moon")
    return Entity(
        person.person_id, EntityKind.PERSON, person.name, person.country_code, registered=True
    )


def test_the_office_held_tells_whom_somebody_speaks_for() -> None:
    ban = _secretary_general()
    doc = document("Mr. Ban of the United Nations called <ruiz>.")
    assert country_of(ban, dt.date(2012, 3, 1), doc) == "XUN"
    assert country_of(ban, dt.date(1999, 3, 1), doc) == "KOR"
    assert country_of(ban, None, doc) == "KOR"
    doc.in_office = dt.date(2012, 3, 1)
    assert country_of(ban, None, doc) == "XUN"


def test_a_day_on_which_those_named_held_office_needs_the_body_named() -> None:
    doc = document("Mr. Ban called <ruiz>.")
    doc.in_office = dt.date(2012, 3, 1)
    assert country_of(_secretary_general(), None, doc) == "KOR"


def test_it_of_a_third_country_goes_back_to_the_account_before() -> None:
    rows = discussed(
        "<berg> called <ruiz> on Monday.",
        "\u201cThe two leaders discussed whaling,\u201d the statement of <ministry> said.",
        "\u201cBoth sides agreed on steps made at the Tehran Conference on migration,\u201d "
        "<iran|it> said.",
    )
    assert ("migration", "NOR") in rows
    assert not any(account == "IRN" for _, account in rows)


def test_a_third_country_in_a_list_is_no_source() -> None:
    text = (
        "<iran|Iran> crisis and continuing raids in the Sahel were the issues which figured in "
        "the call between <berg> and <ruiz>."
    )
    doc = document(text)
    start = doc.text.index("raids")
    source = next(m for m in doc.mentions if m.start == 0)
    said = Attribution(source, None, ((start, len(doc.text)),), (False,), "test")
    doc.attributions = [said]
    finds = extract(doc, [call_in(doc)])
    assert ("africa_security", PRESS) in {(f.topic_code, f.account_code) for f in finds}
    assert not any(f.account_code == "IRN" for f in finds)


@pytest.mark.parametrize(
    "told",
    ["Presidential press service reported.", "The press service of <norway> reported this."],
)
def test_a_sentence_that_only_says_who_told_it_gives_the_account(told: str) -> None:
    rows = discussed(
        f"<berg> had a telephone conversation with <ruiz>. {told} <two|Both> discussed oil."
    )
    assert rows == {("energy", "NOR")}


def test_a_paper_alone_in_a_sentence_gives_no_account() -> None:
    rows = discussed("<berg> called <ruiz>. <paper> reported. <two|Both> discussed oil.")
    assert rows == {("energy", PRESS)}


def test_the_website_of_a_leader_is_an_account() -> None:
    rows = discussed(
        "According to the official website of <berg>, he made a telephone call to <ruiz>.",
        "<two> also discussed oil.",
    )
    assert rows == {("energy", "NOR")}


def test_what_is_still_to_come_dates_no_talk() -> None:
    rows = discussed(
        "<berg> called <ruiz>.", "<two> discussed oil and the upcoming Oslo summit this year."
    )
    assert ("energy", PRESS) in rows


def test_the_leaders_of_the_countries_are_those_of_the_call() -> None:
    rows = discussed("<berg> called <ruiz>.", "The leaders of the countries discussed oil.")
    assert rows == {("energy", PRESS)}

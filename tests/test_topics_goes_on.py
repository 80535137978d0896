"""What stands beside a call in whole articles: lists that go on, posts, countries in trouble."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

CALL = "Emmanuel Macron and Angela Merkel spoke by phone on Tuesday."

WAYS = "They went over ways to strengthen defence cooperation."
WIDER = "The two turned to wider concerns."
THANKS = "Thank you for the good phone conversation, Angela."
WROTE = "Macron wrote on X."


def topics(*told: str) -> set[str]:
    """The codes that an article tells of the call with which it begins."""
    text = "\n\n".join((CALL, *told)).encode()
    article = read_text(text, source="a.txt", published_on=dt.date(2021, 3, 10))
    rows = extract_article(article, default_register()).tables["topics"]
    return {row["topic_code"] for row in rows if row["status_code"] == "discussed"}


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (
            f"{WAYS} Among the areas are disaster relief and maritime security.",
            {"defence_cooperation", "natural_disasters", "maritime_security"},
        ),
        (
            f"{WIDER} One was piracy off Somalia. The other was wheat exports.",
            {"maritime_security", "agriculture"},
        ),
        ("Merkel told Macron, too, where Germany stood on tariffs.", {"tariffs"}),
        ("Macron told Merkel where he stood on tariffs.", {"tariffs"}),
        ("There was agreement on tariffs.", {"tariffs"}),
        ("It was the earthquake in Croatia that prompted the call.", {"natural_disasters"}),
        (
            f"“{THANKS} Wind power matters to us all. The earthquake in Croatia hurts,” {WROTE}",
            {"energy", "natural_disasters"},
        ),
    ],
)
def test_goes_on(told: str, codes: set[str]) -> None:
    assert codes <= topics(told)


@pytest.mark.parametrize(
    "told",
    [
        "It rained in Berlin. Among them are tariffs.",
        "Macron left when the tariffs came into force.",
        "“Thank you for the good coffee, Angela. The tariffs are unfair,” Macron wrote on X.",
    ],
)
def test_does_not_go_on(told: str) -> None:
    assert "tariffs" not in topics(told)


@pytest.mark.parametrize(
    ("news", "codes"),
    [
        ("received a call on Tuesday from <m>, who offered tents.", {"humanitarian_aid"}),
        ("received a call on Tuesday from <m>, who asked for lower tariffs.", {"tariffs"}),
        (
            "received a call on Tuesday from <m>, who expressed condolences over the earthquake.",
            {"condolences_congratulations", "natural_disasters"},
        ),
        (
            "phoned <m> on Tuesday to voice sympathy after the earthquake.",
            {"condolences_congratulations", "natural_disasters"},
        ),
        ("phoned <m> on Tuesday. Merkel was told that tariffs would stay.", {"tariffs"}),
        ("phoned <m> on Tuesday. Merkel was briefed on the wildfires.", {"natural_disasters"}),
        ("phoned <m> on Tuesday. Merkel was briefed on tariffs by her ministers.", set()),
        ("phoned <m> on Tuesday, who was born in a wildfire.", set()),
    ],
)
def test_clauses_about_one_side(news: str, codes: set[str]) -> None:
    text = f"French President Emmanuel Macron {news}".replace("<m>", "Chancellor Angela Merkel")
    article = read_text(text.encode(), source="a.txt", published_on=dt.date(2021, 3, 10))
    rows = extract_article(article, default_register()).tables["topics"]
    assert {row["topic_code"] for row in rows} == codes


def test_help_for_a_country_struck_by_a_disaster_is_help_after_it() -> None:
    quake = "An earthquake struck Haiti on Monday and laid its capital in ruins."
    assert topics("They discussed the help for Haiti.", quake) == {"natural_disasters"}
    assert topics("They discussed the help for Haiti.") == {"regional_security"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Both were worried that fighters from the Middle East had joined in.", "middle_east"),
        ("Macron told Merkel that Iran had sent missiles against Israel.", "military_aid"),
        ("Macron was sorry to miss the Asia Pacific Regional Conference.", "asia_pacific"),
    ],
)
def test_words_that_only_look_like_topics(told: str, code: str) -> None:
    assert code not in topics(told)

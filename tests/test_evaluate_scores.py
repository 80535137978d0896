"""Scores: what counts as the same, what follows from counts, intervals and comparisons."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evaluate_support import (
    SPEECH,
    at,
    write_brat,
    write_gold,
)
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from toolkit.evaluate.bootstrap import difference_intervals, intervals
from toolkit.evaluate.compare import compare
from toolkit.evaluate.measures import BY_NAME, Kind, errors_of, measures_of, total, value_of
from toolkit.evaluate.model import (
    ArticleScore,
    Call,
    Corpus,
    Figure,
    Found,
    FoundAttribution,
    GoldArticle,
    Participant,
)
from toolkit.evaluate.names import same_last_name, same_speaker
from toolkit.evaluate.predict import read
from toolkit.evaluate.results import outcome
from toolkit.evaluate.run import Measured, load, measure, score_article
from toolkit.evaluate.units import same_unit, same_value
from toolkit.extract.names.register import default_register

ADA = Participant("Ada Novák", "HRV")
BEN = Participant("Ben Okri", "NGA")


def said(words: str, name: str | None = None, **more: Any) -> FoundAttribution:
    return FoundAttribution((at(words),), (True,), speaker_name=name, **more)


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> GoldArticle:
    return load(write_brat(tmp_path_factory.mktemp("brat") / "g")).articles[0]


def counts(article: GoldArticle, found: Found, strict: bool = False) -> dict[str, tuple[int, ...]]:
    return dict(score_article(article, found, strict).counts)


def test_direct_runs_and_their_speakers(speech: GoldArticle) -> None:
    found = Found(
        attributions=(
            said("“We will build this long bridge,”", "Ada Okafor"),
            said("And we will not stop there.", "Jane Doe"),
            said("It is only the start of it", "Ada Okafor"),  # the gold has a pronoun
            said("Nobody was ever meant to read this", rule="sign"),
            said("scare quote"),
        )
    )
    got = counts(speech, found)
    assert got["quotations"] == (3, 4, 3)
    assert got["speakers"] == (1, 3, 3)
    assert got["speakers-end-to-end"] == (1, 4, 3)
    misses = score_article(speech, found).misses
    assert [(m.words, m.rule) for m in misses if m.measure == "quotations"] == [
        ("Nobody was ever meant to read this", "sign")
    ]
    assert {m.found for m in misses if m.measure == "speakers"} == {
        "Jane Doe",
        "Ada Okafor (not checked: the gold has a pronoun)",
    }


def test_a_span_over_two_runs_has_wrong_bounds(speech: GoldArticle) -> None:
    got = counts(speech, Found(attributions=(said(SPEECH[: SPEECH.index("\n")]),)))
    assert got["quotations"] == (0, 0, 3)
    assert got["quotations-strict"] == (0, 1, 3)


def test_all_attributions_by_their_words(speech: GoldArticle) -> None:
    she = at("She")
    found = Found(
        attributions=(
            FoundAttribution((at("that the plan was dead"),), (False,), speaker=she),
            FoundAttribution((at("reads a sign"),), (False,), rule="guess"),
            FoundAttribution(
                (at("We will build this long bridge"), at("And we will not stop there")),
                (False, False),
                speaker_name="Okafor",
            ),
        )
    )
    got = counts(speech, found)
    assert got["attributions"] == got["attributions-with-speaker"] == (2, 3, 3)
    assert got["quotations"] == (0, 0, 3)
    kinds = [(m.kind, m.rule) for m in score_article(speech, found).misses]
    assert ("false", "guess") in kinds


def test_the_invented_article_is_extracted_and_scored(tmp_path: Path) -> None:
    corpus = load(write_gold(tmp_path / "wire"))
    scores = measure(corpus).scores
    assert total(scores, "calls") == (1, 1, 1)
    assert total(scores, "participants") == (2, 2, 2)
    assert total(scores, "dates") == total(scores, "durations") == (1, 1, 1)
    assert total(scores, "quotations") == total(scores, "speakers") == (2, 2, 2)
    assert total(scores, "false-calls") == (0, 1, 1)
    assert total(scores, "figures")[0] == 2
    assert "attributions" not in scores[0].counts


def test_a_field_that_the_gold_leaves_out_is_not_scored() -> None:
    article = GoldArticle("x", "x", "", calls=(Call((ADA, BEN)),))
    got = counts(article, Found((Call((BEN, ADA), "2019-05-06", medium="video"),)))
    assert got["calls"] == (1, 1, 1)
    assert {"media", "dates-invented", "initiators-invented", "countries"} & got.keys() == {
        "countries"
    }
    assert "quotations" not in got


def test_three_or_more_are_the_same_in_any_order() -> None:
    cem = replace(ADA, name="Cem Demir")
    gold = GoldArticle("x", "x", "", calls=(Call((ADA, BEN, cem)),))
    assert counts(gold, Found((Call((BEN, cem, ADA)),)))["calls"] == (1, 1, 1)
    assert counts(gold, Found((Call((BEN, cem)),)))["calls"] == (0, 1, 1)


def test_calls_that_miss_their_date_are_told_with_it() -> None:
    gold = Call((ADA, BEN), "2019-05-06", stated=frozenset(["date"]))
    found = Call((BEN, ADA), "2019-05-07", rule="held-call")
    score = score_article(GoldArticle("x", "x", "", calls=(gold,)), Found((found,)))
    assert score.counts["calls"] == (0, 1, 1)
    assert score.counts["calls-pair"] == (1, 1, 1)
    (call,) = [m for m in score.misses if m.measure == "calls"]
    assert (call.kind, call.rule) == ("wrong", "held-call")
    assert "2019-05-07" in (call.found or "")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volodymyr Zelenskiy", "Zelenskyy", True),
        ("Recep Tayyip Erdoğan", "Mr. Erdogan", True),
        ("Tsai Ing-wen", "President Tsai", True),
        ("Abdel Fattah al-Sisi", "Abdel Fattah El-Sisi", True),
        ("Lee Jae-myung", "President Lee", True),
        ("Yoon Suk-yeol", "Yoon Suk Yeol", True),
        ("Gideon Sa'ar", "Gideon Saar", True),
        ("Baghdadi al-Mahmoudi", "Baghdadi Mahmudi", True),
        ("Tedros Adhanom", "Tedros Adhanom Ghebreyesus", True),
        ("Mohammed bin Salman", "Mohammed bin Zayed", False),
        ("King Salman", "Salman bin Abdulaziz Al Saud", True),
        ("King Salman", "King Mohammed VI", False),
        ("al-Assad", "al-Sisi", False),
        ("Ana O'Hara", "Ana Hara", False),
        ("Bush", "Blair", False),
        ("", "Blair", False),
    ],
)
def test_last_names_in_their_spellings(one: str, other: str, same: bool) -> None:
    assert same_last_name(one, other) is same


def test_speakers_are_persons_or_bodies() -> None:
    assert same_speaker("Foreign Ministry", (), "the Foreign Ministry of Ruritania")
    assert same_speaker("Ada Novak", ("the office",), "office")
    assert same_speaker(None, (), None)
    assert not same_speaker(None, (), "Ada Novak")
    assert not same_speaker("Ada Novak", (), None)
    assert not same_speaker("Trade Ministry", (), "Defence Office")


def test_figures_in_a_common_unit() -> None:
    hours, minutes = Figure(0, 1, 2, "hours"), Figure(0, 1, 120, "minute")
    assert same_value(hours, minutes)
    assert same_unit(hours, minutes)
    assert same_value(Figure(0, 1, 0.5, "ratio"), Figure(0, 1, 50, "percent"))
    assert not same_value(Figure(0, 1, 1, "year"), Figure(0, 1, 60, "minute"))
    assert same_unit(Figure(0, 1, 3, "people"), Figure(0, 1, 3, "refugees"))
    assert not same_unit(Figure(0, 1, 3, "ships"), Figure(0, 1, 3, "refugees"))


def test_values_and_errors_of_counts() -> None:
    value = value_of(Kind.F1, (8, 10, 16))
    assert (value.precision, value.recall) == (0.8, 0.5)
    assert value.score == pytest.approx(2 * 0.8 * 0.5 / 1.3)
    assert value_of(Kind.F1, (0, 0, 0)).score is None
    assert value_of(Kind.ACCURACY, (3, 4, 4)).score == 0.75
    assert value_of(Kind.ERRORS, (3, 2, 2)).score == 1.5
    assert [errors_of(kind, (3, 4, 5)) for kind in Kind] == [3, 2, 3]


def some_scores(rows: list[tuple[int, int, int]]) -> list[ArticleScore]:
    return [ArticleScore(str(n), {"figures": row}) for n, row in enumerate(rows)]


@examples(30)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).map(
            lambda c: (min(c), c[1], c[2])
        ),
        min_size=1,
        max_size=12,
    )
)
def test_intervals_are_ordered_and_repeat(rows: list[tuple[int, int, int]]) -> None:
    scores = some_scores(rows)
    measures = measures_of(scores)
    first = intervals(scores, measures, 60)["figures"]
    assert first == intervals(scores, measures, 60)["figures"]
    if first is not None:
        assert 0 <= first[0] <= first[1] <= 1
    same = difference_intervals(scores, scores, measures, 60)["figures"]
    assert same in (None, (0.0, 0.0))


def test_an_interval_is_that_of_the_binomial_where_articles_are_alike() -> None:
    """100 articles, 80 of them right: the share has a standard error of 0.04."""
    rows = [(1, 1, 1)] * 80 + [(0, 1, 1)] * 20
    found = intervals(some_scores(rows), [BY_NAME["figures"]])["figures"]
    assert found is not None
    low, high = found
    assert low == pytest.approx(0.8 - 1.96 * 0.04, abs=0.015)
    assert high == pytest.approx(0.8 + 1.96 * 0.04, abs=0.015)


def test_a_comparison_tells_which_articles_changed() -> None:
    corpus = Corpus("wire", "json", ())
    old = some_scores([(1, 2, 2), (2, 2, 2), (0, 0, 3), (1, 1, 1)])
    now = some_scores([(2, 2, 2), (1, 2, 2), (0, 0, 4)])
    new = outcome(Measured(corpus, (*now, ArticleScore("new", {"figures": (1, 1, 1)}))))
    found = compare(old, new)
    assert (found.articles, found.only_old, found.only_new) == (3, ("3",), ("new",))
    assert found.other_gold == ("2",)
    errors = {c.article_id: c.errors for c in found.changes}
    assert errors == {"0": -2, "1": 2, "2": 1}
    (difference,) = found.differences
    assert difference.old == pytest.approx(6 / 11)
    assert difference.new == pytest.approx(6 / 12)
    assert difference.interval is not None
    assert difference.interval[0] < 0 < difference.interval[1]


def test_published_on_is_all_that_the_extraction_is_told() -> None:
    text = "French President Emmanuel Macron spoke by phone with Pedro Sanchez on Monday.\n"
    base = GoldArticle("x", "x.txt", text, calls=())
    later = replace(base, published_on=dt.date(2020, 5, 6))
    assert read(base, default_register()).calls[0].date is None
    assert read(later, default_register()).calls[0].date == "2020-05-04"

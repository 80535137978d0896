"""The scores against those of the measuring tools beside the checkout, on the same predictions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from evaluate_support import (
    ARTICLE,
    POLNEAR,
    SPEECH,
    at,
    attribution_lines,
    found_values,
    needs_polnear,
    needs_tools,
    tool,
    write_gold,
)
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from toolkit.evaluate.measures import BY_NAME, total, value_of
from toolkit.evaluate.model import (
    Call,
    Figure,
    Found,
    FoundAttribution,
    GoldArticle,
    GoldAttribution,
    Participant,
    Quote,
)
from toolkit.evaluate.predict import read
from toolkit.evaluate.run import load, score_article
from toolkit.evaluate.runs import quoted_runs
from toolkit.extract.names.register import default_register


@needs_tools
@pytest.mark.shared
@examples(40)
@given(text=st.text(alphabet="ab ,.\n\"“”„‟'’-(/", max_size=80))
def test_quoted_runs_are_those_of_the_tool(text: str) -> None:
    theirs = [(start, end) for start, end, _, _ in tool("score_attributions").quoted_runs(text)]
    assert quoted_runs(text) == theirs


_POINT = st.integers(0, len(SPEECH))
_SPAN = st.tuples(_POINT, st.integers(1, 70)).map(lambda p: (p[0], min(p[0] + p[1], len(SPEECH))))
_NAME = st.sampled_from([None, "Ada Okafor", "Jane Doe", "Ms. Okafor", "She", "the sign, Jr."])
_ATTRIBUTION = st.builds(
    lambda spans, direct, speaker, name: FoundAttribution(
        tuple(sorted(spans)), (direct,) * len(spans), speaker, name
    ),
    st.lists(
        _SPAN
        | st.sampled_from([at("We will build this long bridge,"), at("It is only the start")]),
        min_size=1,
        max_size=2,
    ),
    st.booleans(),
    st.none() | st.just(at("Ms. Okafor")) | _SPAN,
    _NAME,
)
_GOLD = st.builds(
    lambda source, contents: GoldAttribution(tuple(source), tuple(sorted(contents))),
    st.lists(st.sampled_from([at("Ms. Okafor"), at("she"), at("He likes")]), max_size=1),
    st.lists(_SPAN, min_size=1, max_size=2, unique=True),
)


def check_attributions(
    articles: list[GoldArticle], found: list[tuple[FoundAttribution, ...]]
) -> None:
    """Hold our counts against those of score_attributions.py, on the same predictions."""
    tool_ = tool("score_attributions")
    docs, lines, scores = {}, [], []
    for article, one in zip(articles, found, strict=True):
        gold = [
            {"id": str(n), "source": list(a.sources), "cue": [], "content": list(a.contents)}
            for n, a in enumerate(article.attributions or ())
        ]
        docs[article.article_id] = tool_.Doc(article.article_id, article.text, gold)
        lines += attribution_lines(article.article_id, one)
        scores.append(score_article(article, Found(attributions=one)))
    theirs = tool_.score(docs, lines)
    pairs = {
        "quotations": ("det_P", "det_R", "det_F1"),
        "quotations-strict": ("det_P*", "det_R", "det_F1*"),
        "speakers": (None, None, "att_acc"),
        "speakers-end-to-end": ("e2e_P", "att_recall", "e2e_F1"),
        "attributions": ("all_P", "all_R", "all_F1"),
        "attributions-with-speaker": ("all_P+speaker", "all_R+speaker", "all_F1+speaker"),
    }
    for name, keys in pairs.items():
        value = value_of(BY_NAME[name].kind, total(scores, name))
        ours = (value.precision, value.recall, value.score)
        for mine, key in zip(ours, keys, strict=True):
            if key is not None:
                assert (mine or 0.0) == pytest.approx(theirs[key], abs=1e-12), (name, key)


@needs_tools
@pytest.mark.shared
@examples(40)
@given(st.lists(_GOLD, max_size=4), st.lists(_ATTRIBUTION, max_size=6))
def test_attributions_are_counted_as_by_the_tool(
    gold: list[GoldAttribution], found: list[FoundAttribution]
) -> None:
    article = GoldArticle("a", "a.txt", SPEECH, attributions=tuple(gold))
    check_attributions([article], [tuple(found)])


@needs_tools
@needs_polnear
@pytest.mark.shared
def test_the_corpus_is_counted_as_by_the_tool() -> None:
    articles = list(load(POLNEAR / "dev").articles[:25])
    register = default_register()
    check_attributions(articles, [read(article, register).attributions for article in articles])


ADA = Participant("Ada Novák", "HRV")
BEN = Participant("Ben Okri", "NGA")
CY = Participant("Cy Dubois", "FRA")
_PEOPLE = st.lists(
    st.sampled_from(
        [ADA, BEN, CY, Participant("Novak", "HRV"), Participant("President Okri", None)]
    ),
    min_size=1,
    max_size=2,
)
"""Of three or more the tool looks at the first two only, ours at all of them."""
_CODES = st.frozensets(st.sampled_from(["trade", "energy", "climate", "iran"]), max_size=3)
_SIDES = st.frozensets(
    st.tuples(st.sampled_from(["HRV", "NGA"]), st.sampled_from(["trade", "climate"])), max_size=3
)
_DATES = st.sampled_from([None, "2019", "2019-05", "2019-05-06", "2019-06-01", "2020-05-06"])
_CALL = st.builds(
    Call,
    _PEOPLE.map(tuple),
    date=_DATES,
    held=st.booleans(),
    medium=st.sampled_from(["telephone", "video", "unknown"]),
    initiator=st.sampled_from([None, "Novak", "Ben Okri"]),
    duration_minutes=st.sampled_from([None, 30.0, 30.4, 45.0]),
    topics=_CODES,
    topics_by_account=_SIDES,
    topics_optional=_CODES,
    main=st.booleans(),
    date_world=st.sampled_from([None, "2019"]),
    stated=st.just(frozenset(["date", "medium", "initiator", "duration_minutes"])),
)
_WHERE = st.tuples(st.integers(0, 400), st.integers(1, 60))
_QUOTE = st.builds(
    lambda where, speaker, optional: Quote(
        where[0], where[0] + where[1], speaker, optional=optional
    ),
    _WHERE,
    st.sampled_from([None, "Ada Novak", "the Foreign Ministry", "Ministry of Trade"]),
    st.booleans(),
)
_FIGURE = st.builds(
    lambda where, value, unit, approx, optional: Figure(
        where[0], where[0] + where[1], value, unit, approx, optional
    ),
    _WHERE,
    st.sampled_from([0.5, 1.0, 2.0, 30.0, 60.0, 120.0]),
    st.sampled_from(
        ["hour", "minutes", "ships", "US dollars", "USD", "percent", "ratio", "people"]
    ),
    st.sampled_from(["exact", "about"]),
    st.booleans(),
)
_TALLIES = {
    "calls": "calls",
    "calls (pair only)": "calls-pair",
    "participants": "participants",
    "topics": "topics",
    "topics by side": "topics-by-account",
    "quotes": "quotations",
    "figures": "figures",
}
_SHARES = {
    "held flag": "statuses",
    "date": "dates",
    "initiator": "initiators",
    "duration": "durations",
    "medium": "media",
    "quote speaker": "speakers",
    "figure unit": "figure-units",
    "figure approx": "figure-qualifiers",
}
_FALSE = {
    "false_calls": "false-calls",
    "initiator_invented": "initiators-invented",
    "duration_invented": "durations-invented",
    "date_unsupported": "dates-invented",
}


def check_calls(article: GoldArticle, found: Found, strict: bool) -> None:
    """Hold our counts against those of score_calls.py, on the same predictions."""
    gold = found_values(Found(article.calls or (), article.quotes or (), article.figures or ())) | {
        "id": article.article_id,
        "kind": "negative" if article.negative else "call",
    }
    predicted = {article.article_id: found_values(found)}
    texts = {article.article_id: article.text}
    theirs, _ = tool("score_calls").score([gold], texts, predicted, strict)
    ours = score_article(article, found, strict).counts
    for key, name in _TALLIES.items():
        t = theirs["prf"][key]
        assert ours[name] == (t["tp"], t["tp"] + t["fp"], t["tp"] + t["fn"]), name
    for key, name in _SHARES.items():
        right, _, of = ours.get(name, (0, 0, 0))
        shares = theirs["accuracy"][key]
        assert (right / of if of else None, of) == (shares["acc"], shares["n"]), name
    for key, name in _FALSE.items():
        assert ours.get(name, (0, 0, 0))[0] == theirs["counts"][key], name


@needs_tools
@pytest.mark.shared
@examples(40)
@given(
    st.lists(_CALL, max_size=4),
    st.lists(_CALL, max_size=4),
    st.tuples(st.lists(_QUOTE, max_size=3), st.lists(_QUOTE, max_size=3)),
    st.tuples(st.lists(_FIGURE, max_size=3), st.lists(_FIGURE, max_size=3)),
    st.booleans(),
    st.booleans(),
)
def test_calls_are_counted_as_by_the_tool(
    gold: list[Call],
    found: list[Call],
    quotes: tuple[list[Quote], list[Quote]],
    figures: tuple[list[Figure], list[Figure]],
    negative: bool,
    strict: bool,
) -> None:
    # A field that says that it may be left out belongs to gold only.
    plain = tuple(
        replace(call, topics_optional=frozenset(), main=True, date_world=None) for call in found
    )
    article = GoldArticle(
        "x",
        "x.txt",
        ARTICLE,
        None,
        negative,
        tuple(gold),
        tuple(quotes[0]),
        tuple(figures[0]),
    )
    check_calls(article, Found(plain, tuple(quotes[1]), tuple(figures[1])), strict)


@needs_tools
@pytest.mark.shared
def test_what_is_extracted_is_counted_as_by_the_tool(tmp_path: Path) -> None:
    for article in load(write_gold(tmp_path / "wire")).articles:
        check_calls(article, read(article, default_register()), strict=False)

"""Reading gold: brat folders, and JSON in its three shapes, and what is said of damaged ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from evaluate_support import (
    ARTICLE,
    ARTICLE_GOLD,
    POLNEAR,
    SPEECH,
    at,
    needs_polnear,
    write_brat,
    write_gold,
)

from toolkit.errors import ReadoutError
from toolkit.evaluate.gold_json import read_gold_json
from toolkit.evaluate.locate import Locator
from toolkit.evaluate.run import load


def test_brat_attributions_are_joined_spans(tmp_path: Path) -> None:
    corpus = load(write_brat(tmp_path / "wire" / "dev"))
    (article,) = corpus.articles
    assert (corpus.name, corpus.form, article.text) == ("wire/dev", "brat", SPEECH)
    assert article.attributions is not None
    first, second, third = article.attributions
    assert first.sources == (at("Ms. Okafor"),)
    assert [SPEECH[s:e] for s, e in first.contents] == [
        "“We will build this long bridge,”",
        "“And we will not stop there.",
    ]
    assert second.contents == (at("“It is only the start of it,”"),)
    assert third.sources == (at("She"),)


def test_of_several_annotators_the_first_that_wrote_something_is_read(tmp_path: Path) -> None:
    folder = write_brat(tmp_path / "g", ["a_00ff", "a_0b00"])
    (folder / "attributions" / "a_0000.ann").write_text("", encoding="utf-8")
    (folder / "attributions" / "a_0b00.ann").write_text("E1\tAttribution:T1\n", encoding="utf-8")
    assert len(load(folder).articles[0].attributions or ()) == 3


def test_brat_files_side_by_side_and_texts_without_annotation(tmp_path: Path) -> None:
    folder = write_brat(tmp_path / "g")
    (folder / "text" / "a.txt").rename(folder / "a.txt")
    (folder / "attributions" / "a_0000.ann").rename(folder / "a.ann")
    (folder / "text").rmdir()
    (folder / "attributions").rmdir()
    (folder / "b.txt").write_text("Nobody annotated this.", encoding="utf-8")
    corpus = load(folder)
    assert [article.article_id for article in corpus.articles] == ["a"]
    assert corpus.without_gold == ("b",)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("T3\tContent here there\twords", "a_0000.ann:1: not a span"),
        ("T3\tContent\twords", "not a span"),
        ("T3\tContent 5 99999\twords", "not inside the text"),
        ("T3\tContent 9 5\twords", "not inside the text"),
        ("E1\tAttribution:T1 Content:T9", "no span T9"),
        ("E1\tAttribution:T1 Content", "not an argument"),
        ("T3 Content 0 4 words", "no tab after the identifier"),
    ],
)
def test_a_damaged_annotation_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    folder = write_brat(tmp_path / "g")
    (folder / "attributions" / "a_0000.ann").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ReadoutError) as error:
        load(folder)
    assert complaint in str(error.value)


def test_brat_words_that_stand_elsewhere_are_told_of(tmp_path: Path) -> None:
    folder = write_brat(tmp_path / "g")
    start, end = at("said")
    lines = f"T1\tCue {start} {end}\tsaid\r\nT2\tCue {start + 1} {end + 1}\tsaid\n"
    (folder / "attributions" / "a_0000.ann").write_bytes(lines.encode())
    (told,) = load(folder).doubts
    assert told.startswith(f"a_0000.ann:2: at {start + 1} stands “aid")


def test_json_gold_is_read(tmp_path: Path) -> None:
    corpus = load(write_gold(tmp_path / "wire"))
    cod, lyon = corpus.articles
    assert (corpus.name, cod.text, lyon.negative) == ("wire", ARTICLE, True)
    assert cod.calls is not None
    assert cod.quotes is not None
    (call,) = cod.calls
    assert (call.medium, call.duration_minutes, call.main) == ("telephone", 40.0, True)
    assert call.topics_by_account == {("PRT", "energy"), ("PRT", "agriculture")}
    assert "initiator" in call.stated
    # The words are broken by a line end in the text.
    words = ARTICLE[cod.quotes[0].start : cod.quotes[0].end]
    assert "\n" in words
    assert " ".join(words.split()) == "We had a frank and useful talk about cod,"


def test_the_three_shapes_say_the_same(tmp_path: Path) -> None:
    path = write_gold(tmp_path / "wire")
    plain = load(path).articles[0]
    item = {key: value for key, value in ARTICLE_GOLD.items() if key not in ("id", "file")}
    path.write_text(json.dumps({"_note": "a note", "cod.txt": item}), encoding="utf-8")
    assert load(path).articles == (plain,)
    wrapped = {"name": "cod wars", "articles": [{**item, "id": "cod"}]}
    path.write_text(json.dumps(wrapped), encoding="utf-8")
    corpus = load(path)
    assert (corpus.name, corpus.articles) == ("cod wars", (plain,))
    assert load(path, name="mine").name == "mine"


def test_texts_may_be_inline_or_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{**ARTICLE_GOLD, "text": ARTICLE}]), encoding="utf-8")
    inline = load(path).articles[0]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "cod.txt").write_text(ARTICLE, encoding="utf-8")
    path.write_text(json.dumps([ARTICLE_GOLD]), encoding="utf-8")
    beside = load(path, tmp_path / "texts").articles[0]
    assert (inline.text, inline.figures) == (beside.text, beside.figures)


@pytest.mark.parametrize(
    ("call", "date", "main"),
    [
        ({"date": "2016-12-01", "date_precision": "month"}, "2016-12", True),
        ({"date": "2016-01-01", "date_precision": "year", "role": "background"}, "2016", False),
        ({"date": None, "primary": False}, None, False),
        ({"primary": True, "optional": True}, None, False),
    ],
)
def test_dates_and_roles_in_either_wording(
    tmp_path: Path, call: dict[str, Any], date: str | None, main: bool
) -> None:
    one = {"participants": ["A B", "C D"], "countries": ["MLT", "CYP"], **call}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{"id": "x", "text": "Some text.", "calls": [one]}]), "utf-8")
    article = read_gold_json(path, "x").articles[0]
    assert article.calls is not None
    found = article.calls[0]
    assert (found.date, found.main) == (date, main)
    assert [p.country for p in found.participants] == ["MLT", "CYP"]
    assert ("date" in found.stated) == ("date" in call)
    assert article.quotes is None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"quotes": [{"text": "never said"}]}, "“never said” do not stand"),
        ({"quotes": [{"speaker": "X Y"}]}, "neither start and end nor text"),
        ({"quotes": [{"start": 3, "end": 99999}]}, "quotes 1: the span 3 99999 is not inside"),
        ({"quotes": [{"start": 0, "end": 6, "text": "Sweden"}]}, "stands “Portug”, not “Sweden”"),
        ({"quotes": "none"}, "quotes is a list"),
        ({"quotes": ["none"]}, "quotes 1: not an object"),
        ({"figures": [{"surface": "40 ships", "unit": "ships"}]}, "it has no value"),
        ({"figures": [{"surface": "40 ships", "value": True}]}, "value is a number"),
        (
            {"figures": [{"surface": "40 ships", "value": float("nan")}]},
            "value is a number, not nan",
        ),
        ({"calls": [{"participants": [7]}]}, "a participant is a name"),
        ({"calls": [{"role": "aside"}]}, "role is main or background"),
        ({"calls": [{"date": "5 March 2021"}]}, "date is YYYY-MM-DD, YYYY-MM or YYYY, not '5 M"),
        ({"calls": [{"date": "2021-13-05"}]}, "date is YYYY-MM-DD"),
        ({"calls": [{"date": "2021-02-31"}]}, "date is YYYY-MM-DD"),
        ({"calls": [{"date": "2021-03-05junk"}]}, "date is YYYY-MM-DD"),
        ({"calls": [{"topics_by_side": ["PRT"]}]}, "topics_by_side is an object"),
        ({"calls": [{"topics": [1]}]}, "topics is a list of texts"),
        ({"calls": [{"held": "yes"}]}, "held is true or false"),
        ({"published_on": "5 March"}, "published_on is a day"),
        ({"sha256": "0" * 64}, "not the text that was annotated"),
        ({"id": 7}, "id is a text"),
        ({"file": "gone.txt"}, "gone.txt: the text of an annotated article is missing"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    path = write_gold(tmp_path)
    path.write_text(json.dumps([{**ARTICLE_GOLD, **change}]), encoding="utf-8")
    with pytest.raises(ReadoutError) as error:
        load(path)
    assert complaint in str(error.value)


def test_probable_slips_are_told_of_and_do_not_stop_it(tmp_path: Path) -> None:
    people = [{"name": "A B", "country": "Malta"}, {"name": "C D", "country": "CYP"}]
    call = {"participants": people, "medum": "video", "topics": ["fishing", "trade"]}
    sides = {"Malta": ["trade"], "PRESS": [], "_note": ["x"]}
    path = tmp_path / "gold.json"
    article = {"id": "x", "text": "Words.", "calls": [{**call, "medium": "pigeon"}], "source": "y"}
    article["calls"][0]["topics_by_side"] = sides
    clean = {"id": "y", "text": "Words.", "calls": [{"topics": ["trade"], "date": "2021-03-05T10"}]}
    path.write_text(json.dumps([article, clean]), encoding="utf-8")
    told = "\n".join(load(path).doubts)
    assert "x, calls 1: no topic has the code 'fishing'" in told
    assert "'Malta' is not a country's code" in told
    assert "'Malta' is not an account" in told
    assert "'pigeon' is not a medium" in told
    assert "source" not in told
    assert "y, " not in told
    del article["calls"][0]["medium"]
    path.write_text(json.dumps([article]), encoding="utf-8")
    assert any("'medum' is not read; is 'medium' meant?" in line for line in load(path).doubts)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "gold.json:1:2: not JSON"),
        ("7", "not a gold file"),
        ("[]", "no annotated articles"),
        ('[{"id": "x", "text": "words"}]', "article 1: neither calls, quotes nor figures"),
        ('{"x.txt": 7}', "neither calls"),
        ('[{"text": "words", "calls": []}]', "neither id nor file"),
        (
            '[{"id": "x", "text": "w", "calls": []}, {"id": "x", "text": "w", "calls": []}]',
            "one id",
        ),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_another_shape_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadoutError) as error:
        load(path)
    assert complaint in str(error.value)


def test_missing_and_empty_gold_is_refused(tmp_path: Path) -> None:
    for path, complaint in ((tmp_path / "none", "no gold here"), (tmp_path, "no annotated")):
        with pytest.raises(ReadoutError) as error:
            load(path)
        assert complaint in str(error.value)


def test_the_right_hash_is_accepted(tmp_path: Path) -> None:
    path = write_gold(tmp_path)
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    path.write_text(json.dumps([{**ARTICLE_GOLD, "sha256": digest}]), encoding="utf-8")
    assert load(path).articles[0].text == ARTICLE


def test_words_are_located_whatever_the_marks_and_again_after_the_first_place() -> None:
    text = 'He’s “so\n  very” glad. He\'s "so very" glad.'
    locator = Locator(text)
    wanted = "He's “so very” glad."
    places = [locator.find(wanted) for _ in range(3)]
    assert places == [(0, 22), (23, 43), None]
    assert Locator("").find("x") is None
    assert Locator(text).find(" ") is None


@needs_polnear
@pytest.mark.shared
def test_the_corpus_is_read() -> None:
    corpus = load(POLNEAR / "dev")
    assert (corpus.name, len(corpus.articles)) == ("polnear/dev", 84)

"""Who says what, in the ways that agencies and newspapers write it; every sentence is invented."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples, linear

from tests.quote_documents import document
from toolkit.articles.model import BlockKind
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.model import Attribution, Document

CASES = json.loads(
    (Path(__file__).parent / "data" / "attribution_cases.json").read_text(encoding="utf-8")
)
# What random texts are made of: marks, function words, cues, names, oddities.
PIECES = (
    "“ ” \" ' ‘ ’ '' , . : ; ( ) — - said says he Lee the who that and by according to of "
    "statement In on told Reuters was 90 😀 \u202e Mr. Ms. added, saying"
)
WORDS = (*PIECES.split(), "\n", "\x00")


def quoted(doc: Document) -> list[tuple[str, str | None, Attribution]]:
    """Content, words of the source and attribution of every run in marks."""
    found = []
    for said in find_attributions(doc):
        source = doc.text[said.source.start : said.source.end] if said.source else None
        for (start, end), direct in zip(said.contents, said.direct, strict=True):
            if direct:
                found.append((doc.text[start:end], source, said))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_ways_to_attribute(case: dict[str, Any]) -> None:
    found = quoted(document(case["text"]))
    assert len(found) >= len(case["quotes"])
    assert bool(found) == bool(case["quotes"])
    for wanted in case["quotes"]:
        source, said = next((s, a) for text, s, a in found if text.startswith(wanted["starts"]))
        assert source in wanted["speakers"]
        assert said.channel == wanted.get("channel", said.channel)


def test_a_known_mention_at_the_head_of_the_phrase_is_the_source() -> None:
    doc = document(
        "“We are close to a deal,” said [Anwar Ibrahim|Anwar Ibrahim], the prime minister."
    )
    ((_, _, said),) = quoted(doc)
    assert said.source is doc.mentions[0]


def test_an_owner_is_not_the_speaker() -> None:
    doc = document("“We are close to a deal,” [Anwar|Anwar Ibrahim]’s spokeswoman said.")
    ((_, source, said),) = quoted(doc)
    assert source == "Anwar’s spokeswoman"
    assert said.source is not None
    assert said.source.entity is not doc.mentions[0].entity


def test_a_source_that_nothing_names_becomes_a_group() -> None:
    ((_, _, said),) = quoted(document("“We are close to a deal,” the two officials said."))
    assert said.source is not None
    assert said.source.entity is not None
    assert said.source.entity.name == "two officials"


def test_a_pronoun_that_goes_on_is_the_last_speaker() -> None:
    doc = document(
        "“We are close,” said [Helle Thorning|Helle Thorning].\n\n“It will take days,” she added."
    )
    assert [
        said.source.entity.name for _, _, said in quoted(doc) if said.source and said.source.entity
    ] == [
        "Helle Thorning",
        "Helle Thorning",
    ]


def test_it_is_the_organisation_that_spoke_last() -> None:
    doc = document("The ministry said the call was brief. It described the tone as “most cordial.”")
    ((_, source, said),) = quoted(doc)
    assert source == "It"
    assert said.source is not None
    assert said.source.entity is not None
    assert said.source.entity.name == "ministry"


def test_pieces_of_an_interrupted_statement_share_one_cue() -> None:
    doc = document(
        "“If they ask,” Mr. Stubb said, “we will answer.” It rained. “We always do,” he said."
    )
    first, second, third = (said for _, _, said in quoted(doc))
    assert first.cue == second.cue != third.cue


def test_mixed_content_keeps_the_words_around_the_marks() -> None:
    doc = document("Mr. Stubb said that the plan “needs work” before the summit.")
    (said,) = find_attributions(doc)
    assert [doc.text[s:e] for s, e in said.contents] == [
        "the plan",
        "needs work",
        "before the summit",
    ]
    assert said.direct == (False, True, False)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Mr. Stubb says plan “needs much more work”",
            [("plan", False), ("needs much more work", True)],
        ),
        ("Stubb: “We will go on” with plan", [("We will go on", True), ("with plan", False)]),
        ("Mr. Stubb says plan is a “dead letter”", [("plan is a “dead letter", False)]),
    ],
)
def test_headlines_hold_quotations_of_who_they_name(
    text: str, parts: list[tuple[str, bool]]
) -> None:
    (said,) = find_attributions(document(text, BlockKind.HEADLINE))
    found = [text[start:end] for start, end in said.contents]
    assert list(zip(found, said.direct, strict=True)) == parts
    assert quoted(document(text, BlockKind.CAPTION))


@examples(80)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_text_gives_spans_inside_it(words: list[str]) -> None:
    doc = document(" ".join(words))
    for said in find_attributions(doc):
        assert said.contents
        assert len(said.contents) == len(said.direct)
        for start, end in said.contents:
            assert 0 <= start < end <= len(doc.text)
        if said.source is not None:
            assert 0 <= said.source.start < said.source.end <= len(doc.text)


@pytest.mark.parametrize(
    "unit",
    [
        "said “a” and ",
        "He said a, b ",
        "saying that ",
        "“We go,” he said, ",
        "said and ",
        ", who ",
        "the ",
        "of the words of the ",
        "Lee's ",
        "- ",
        "( ",
        "while he said, ",
        ", Lee said, ",
        "he praised it for ",
        "it seems to ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        doc = document(unit * count)
        begin = time.process_time()
        find_attributions(doc)
        return time.process_time() - begin

    assert linear(seconds, 1_000)


def test_by_telephone_names_no_doer() -> None:
    doc = document("Her son slept. “The talks will go on for weeks,” Ms. Gao said by telephone.")
    ((_, source, said),) = quoted(doc)
    assert (source, said.rule) == ("Ms. Gao", "quote-source-cue")


def test_a_relative_clause_inside_a_tag_is_no_tag() -> None:
    doc = document("“The call went well,” an aide, who spoke only on background, told reporters.")
    ((_, source, _),) = quoted(doc)
    assert source == "an aide"


@pytest.mark.parametrize(
    "text",
    [
        "“The talks will go on,” Mr. Orpo was quoted as saying by the agency.",
        "Mr. Orpo was quoted as saying that the talks were “long and very useful.”",
        "The agency quoted Mr. Orpo as saying that the talks were “long and very useful.”",
        "Citing Mr. Orpo as saying the talks were “long and very useful,” the agency closed.",
    ],
)
def test_who_is_quoted_as_saying_is_the_source(text: str) -> None:
    assert {source for _, source, _ in quoted(document(text))} == {"Mr. Orpo"}

"""The last resort for sentences near a call: outlines, and the rules that read them."""

from __future__ import annotations

import pytest
from topic_documents import ENTITIES, call_in, document

from toolkit.extract.model import Attribution, Mention, MentionKind
from toolkit.extract.topics.find import extract
from toolkit.extract.topics.home import home_of
from toolkit.extract.topics.lexicon import fold, topics_in
from toolkit.extract.topics.outline import outline_of
from toolkit.extract.topics.parties import party_of
from toolkit.extract.topics.remnants import RULES, RemnantRule

RANG = "<berg> and <ruiz> held a call."


def outline(sentence: str) -> str:
    """The outline of one sentence, from the point of view of the call of Berg and Ruiz."""
    doc = document(sentence)
    party = party_of(call_in(doc), doc, home_of(doc))
    hits = [hit for hit in topics_in(fold(doc.text)) if hit.value.strength == "strong"]
    return outline_of(doc, doc.sentences[0], party, hits).text


def read(*paragraphs: str) -> set[tuple[str, str]]:
    """Topic and rule of each find."""
    doc = document(*paragraphs)
    return {(find.topic_code, find.rule) for find in extract(doc, [call_in(doc)])}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_each_rule_reads_its_example_and_not_its_counter_example(rule: RemnantRule) -> None:
    start, end = rule.reads(rule.example)
    assert "T" in rule.example[start:end]
    start, end = rule.reads(rule.counter)
    assert "T" not in rule.counter[start:end]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("<berg> grumbled about piracy.", "P0 V about T1."),
        ("The two leaders sang the praises of her host.", "B V of P."),
        ("<okoro> has views on piracy.", "O0 has views on T1."),
        ("<norway> has a Norwegian official on board.", "S0 has N on board."),
        ("The Chilean version began with piracy.", "A began with T0."),
        ("<minister> dwelt on piracy.", "N0 V on T1."),
        ("The Norwegian, too, insisted.", "P, too, V."),
        ("Their phone talk was short.", "C was short."),
    ],
)
def test_outline(sentence: str, expected: str) -> None:
    assert outline(sentence) == expected


def test_sentences_go_on_with_the_call_near_it() -> None:
    told = "Piracy was another point of friction."
    assert read(RANG, told) == {("maritime_security", "topic-as-subject")}
    far = ["Fog lay over the fjord." for _ in range(6)]
    assert read(RANG, *far, told) == set()


def test_sentences_carry_each_other_on() -> None:
    fog = "Fog lay over the fjord."
    told = "Piracy was another point of friction."
    more = "What <ruiz> had on her mind was sanctions."
    assert ("sanctions", "what-one-wanted") in read(RANG, fog, fog, told, fog, fog, more)


@pytest.mark.parametrize(
    "sentence",
    [
        "Piracy was not another point of friction.",
        "<okoro>'s plea for an end of piracy fell on deaf ears.",
        "Her host grumbled in parliament about how piracy had grown.",
        "Her host has grumbled about how piracy had grown.",
        "Last week <ruiz> kept coming back to piracy.",
    ],
)
def test_what_is_denied_or_told_of_another_time_is_left_alone(sentence: str) -> None:
    assert read(RANG, sentence) == set()


def test_wide_rules_read_only_close_to_the_call() -> None:
    told = "Her host grumbled about piracy."
    fog = "Fog lay over the fjord."
    assert read(RANG, told) == {("maritime_security", "party-says")}
    assert read(RANG, fog, fog, told) == set()
    assert read(told, RANG) == set()


def test_what_somebody_else_says_is_left_alone() -> None:
    text = "Piracy was another point of friction."
    assert read(RANG, f"“{text}”")
    doc = document(RANG, f"“{text}”")
    start = doc.text.index(text)
    source = Mention(0, 1, MentionKind.NAME, ENTITIES["scholar"], "test")
    content = ((start, start + len(text)),)
    doc.attributions = [Attribution(source, None, content, (True,), "test")]
    assert extract(doc, [call_in(doc)]) == []


def test_what_another_rule_reads_in_a_sentence_is_all_of_it() -> None:
    told = "<ruiz> told <berg> that visas would stay, while piracy was another point."
    assert {rule for _, rule in read(RANG, told)} == {"told"}

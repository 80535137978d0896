"""Topics by account: who names what, how an account goes on, and what stays out."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from topic_documents import DAY, ENTITIES, Call, call_in, discussed, document, found

from toolkit.extract.model import (
    Attribution,
    DateMention,
    Document,
    Entity,
    EntityKind,
    Mention,
    MentionKind,
)
from toolkit.extract.topics.find import PRESS, TopicFind, extract
from toolkit.extract.topics.wording.lexicon import fold, terms


def _finds(doc: Document, *calls: Call) -> list[TopicFind]:
    return extract(doc, list(calls) or [call_in(doc)])


def test_an_article_without_calls_has_no_topics() -> None:
    assert extract(document("<two|The two leaders> discussed trade."), []) == []


# ------------------------------------------------------------------------- whose account it is


@pytest.mark.parametrize(
    ("sentence", "account"),
    [
        ("<two|The two leaders> discussed oil.", PRESS),
        ("<two|The two leaders> discussed oil, <palace> said on Monday.", "CHL"),
        ("According to <ministry|the ministry>, <two|they> discussed oil.", "NOR"),
        ("<two|The two leaders> discussed oil, according to separate accounts.", PRESS),
        ("<two|They> discussed oil, according to Chilean and <officials>.", PRESS),
        ("<two|The two leaders> discussed oil, <berg|Mr. Berg>'s office said.", "NOR"),
        ("<ruiz|She> wrote in a post that the call had touched on oil.", "CHL"),
        ("<minister> said <two|they> had discussed oil in the call.", "NOR"),
        ("<lie>, a spokeswoman for <ministry>, said <two> discussed oil.", "NOR"),
        ("<two|The leaders> discussed oil, state media said.", PRESS),
        ("<berg> and <ruiz> discussed oil in the call, the presidency said on Monday.", "NOR"),
        ("<ruiz> and <berg> discussed oil, according to a statement by the presidency.", "CHL"),
        ("<two|They> discussed oil, according to a statement by the presidency.", "CHL"),
        ("<media> confirmed the call. <two|The leaders> discussed oil, state media said.", "CHL"),
        ("<two|The leaders> discussed oil, <paper> reported.", PRESS),
        ("<un> said <two> discussed oil.", "XUN"),
        ("<ruiz> told <berg> that oil mattered.", PRESS),
        ("<ruiz> told <berg> that oil mattered, <palace> said.", "CHL"),
    ],
)
def test_the_account_is_of_whoever_says_so(sentence: str, account: str) -> None:
    assert discussed(sentence) == {("energy", account)}


def test_the_words_of_topic_and_account_are_kept() -> None:
    doc = document("<two|The two leaders> discussed oil, <palace> said.")
    (find,) = _finds(doc)
    assert doc.text[find.start : find.end] == "oil"
    assert doc.text[find.account_start : find.account_end] == "La Moneda"
    doc = document("<two|The two leaders> discussed oil.")
    (find,) = _finds(doc)
    assert (find.account_start, find.account_end) == (find.start, find.end)


def test_standfirsts_count_as_the_article_and_prose_is_better_evidence() -> None:
    standfirst = "= <ruiz> told <berg> that oil matters."
    assert discussed(standfirst) == {("energy", PRESS)}
    doc = document(standfirst, "<two|The leaders> discussed oil.")
    (find,) = _finds(doc)
    assert find.start > doc.article.blocks[0].end


def test_headlines_are_read_only_for_what_both_discussed() -> None:
    assert discussed("# <berg> stresses oil in a call", "<berg> is happy.") == set()
    told = discussed("# <two|The leaders> discuss oil in a call", "<berg> is happy.")
    assert told == {("energy", "PRESS")}


def test_two_sides_may_name_different_things() -> None:
    assert discussed(
        "<palace> said <two> discussed lithium.",
        "<ministry|The ministry> said <berg> had stressed human rights.",
    ) == {("rare_earths", "CHL"), ("human_rights", "NOR")}


def test_one_find_for_a_topic_and_account_and_discussed_wins() -> None:
    doc = document(
        "<palace|La Moneda>'s summary of the call did not mention oil.",
        "<palace> said <two> discussed oil. <palace> said <two> talked about oil prices.",
    )
    assert [(f.topic_code, f.status_code) for f in _finds(doc)] == [("energy", "discussed")]


# ------------------------------------------------------------------------------ how it goes on


def test_an_account_goes_on_with_it_he_and_she() -> None:
    assert discussed(
        "<palace> said <two> discussed lithium. It also said <ruiz> raised the wildfires.",
        "<lie>, a spokeswoman for <ministry>, said <two> discussed fisheries.",
        "<berg> also raised piracy, she said.",
    ) == {
        ("rare_earths", "CHL"),
        ("natural_disasters", "CHL"),
        ("agriculture", "NOR"),
        ("maritime_security", "NOR"),
    }


def test_what_a_leader_said_goes_on_inside_a_readout() -> None:
    assert discussed(
        "<media> said <ruiz> had called for free trade. <ruiz|She> added that visas must go."
    ) == {("trade", "CHL"), ("tourism_visas", "CHL")}


def test_remarks_after_a_call_are_no_topics_of_it() -> None:
    assert (
        discussed(
            "<berg> said he had a good call with <ruiz>. He said taxes and tariffs must fall.",
            "In an interview, <berg> called for sanctions.",
        )
        == set()
    )


def test_background_is_no_topic() -> None:
    assert discussed(
        "<two|The two leaders> discussed visas in the call.",
        "Relations between the countries soured over tariffs and fisheries last year.",
        "<norway> has imposed sanctions. <berg> has promised a pipeline.",
        "“This is about oil and migration,” said <scholar>, a professor.",
        "<analysts|Analysts> said <ruiz> had told <berg> about elections.",
    ) == {("tourism_visas", PRESS)}


def test_a_speaker_of_a_quotation_is_taken_from_the_attributions() -> None:
    doc = document("<ruiz> posted about the call. “We discussed oil.”")
    quote = doc.text.index("We discussed")
    source = Mention(0, 14, MentionKind.NAME, ENTITIES["ruiz"], "test")
    contents = ((quote, quote + len("We discussed oil.")),)
    doc.attributions = [Attribution(source, None, contents, (True,), "test")]
    assert {(f.topic_code, f.account_code) for f in _finds(doc)} == {("energy", "CHL")}


def test_an_outsider_quoted_is_left_out() -> None:
    text = "“<two|The two leaders> surely discussed oil in the call.”"
    assert discussed(text) == {("energy", PRESS)}
    doc = document(text)
    source = Mention(0, 1, MentionKind.NAME, ENTITIES["scholar"], "test")
    doc.attributions = [Attribution(source, None, ((1, len(doc.text) - 1),), (True,), "test")]
    assert _finds(doc) == []


# ----------------------------------------------------------------------------- which words count


def test_weak_words_need_company_and_invitations_lift_visits() -> None:
    assert discussed("<two|The two leaders> discussed the goods.") == set()
    assert discussed("<two> discussed the goods. Trade has grown.") == {("trade", PRESS)}
    assert discussed("<two> discussed the cost of a trip.") == set()
    assert discussed("<ruiz> invited <berg> on a trip.") == {("state_visit", PRESS)}


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("<two|The two leaders> discussed the new dam in the north.", "water"),
        ("<two|The two leaders> discussed sanctions, exports and a trip to Oslo.", "state_visit"),
        ("<berg> spoke by phone with <ruiz> about flights.", "aviation"),
        ("<berg> asked <ruiz> for more gas.", "energy"),
        ("<ruiz> thanked <berg> for the trip.", "state_visit"),
        ("<berg> asked <ruiz> for doctors and medicine.", "health_pandemic"),
        ("<ruiz> complained to <berg> about smuggling.", "organised_crime"),
    ],
)
def test_a_plain_word_names_what_is_itself_discussed_or_asked_for(
    sentence: str, topic: str
) -> None:
    assert (topic, PRESS) in discussed(sentence)


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("<two|The two leaders> discussed the engineer of the road.", "infrastructure"),
        ("<two|The two leaders> discussed a loan for a man from the road.", "infrastructure"),
        ("<two|The two leaders> discussed lithium during a trip.", "state_visit"),
        ("<two|The two leaders> discussed lithium with gas workers.", "energy"),
        ("<ruiz> thanked <berg> for the trip adviser.", "state_visit"),
        ("<berg> told <ruiz> that doctors were asleep.", "health_pandemic"),
        ("<berg> told <ruiz> on a train as they made a trip.", "state_visit"),
        ("<two|The two leaders> discussed an accord on milk.", "peace_talks"),
    ],
)
def test_a_plain_word_elsewhere_in_the_clause_names_nothing(sentence: str, topic: str) -> None:
    assert (topic, PRESS) not in discussed(sentence)


def test_a_participants_own_country_is_an_actor_not_a_topic() -> None:
    sentence = "<two|The two leaders> discussed Iran and the strike."
    assert discussed(sentence) == {("iran", PRESS)}
    doc = document("The call touched on Iran.")
    guest = Entity("guest", EntityKind.PERSON, "A guest", "IRN")
    assert _finds(doc, Call([], [ENTITIES["berg"], guest])) == []


def test_the_war_is_the_one_named_last() -> None:
    assert discussed(
        "The fighting in Sudan goes on.", "<two|The two leaders> talked about the war."
    ) == {("africa_security", PRESS)}
    assert discussed("<two|The two leaders> talked about the war.") == set()


def test_the_longest_wording_wins() -> None:
    found_terms = terms().find(fold("a trade truce, then free-trade talks"))
    assert [f.value.code for f in found_terms] == ["tariffs", "trade"]


def test_asides_do_not_count() -> None:
    assert discussed(
        "<two|The two leaders>, who met last month, discussed oil, which has hurt trade."
    ) == {("energy", PRESS)}


def test_exceptions_are_turned_round() -> None:
    assert found("<two|The two leaders> did not discuss anything other than oil in the call.") == {
        ("energy", PRESS, "discussed")
    }
    assert found("<two|They> discussed oil in the call but not did not discuss visas.") == {
        ("energy", PRESS, "discussed"),
        ("tourism_visas", PRESS, "not_discussed"),
    }


# ------------------------------------------------------------------------------- which call it is


def test_sentences_go_to_the_call_of_their_people() -> None:
    doc = document(
        "<two|The two leaders> discussed oil in the call.",
        "<berg> told <okoro> that piracy had to stop.",
        "<ruiz> urged <berg> to lift visas.",
    )
    first = call_in(doc)
    second = Call([], [ENTITIES["berg"], ENTITIES["okoro"]], main=False)
    finds = {(f.call, f.topic_code) for f in _finds(doc, first, second)}
    assert finds == {(0, "energy"), (1, "maritime_security"), (0, "tourism_visas")}


def test_a_day_well_before_the_call_is_another_occasion() -> None:
    doc = document("<ruiz> urged <berg> on April 2 to lift visas.")
    assert len(_finds(doc)) == 1
    start = doc.text.index("April 2")
    for value, count in ((dt.date(2024, 4, 2), 0), (DAY, 1), (dt.date(2024, 6, 2), 1)):
        doc.dates = [DateMention(start, start + 7, value, "day", "test")]
        assert len(_finds(doc)) == count


# -------------------------------------------------------------------------------- any text at all

_PIECES = st.sampled_from(
    ["<berg>", "<ruiz|she>", "<two>", "<palace>", " said ", " discussed ", " told ", " the call ",
     " did not ", "mention ", "oil", "trade", ", ", ". ", "“", "”", " according to ", " and ",
     "İ", "\u202e", "\x00", "🛢️", " came up", " it also said ", "\n", "’s "]
)  # fmt: skip


@examples(80)
@given(st.lists(st.lists(_PIECES, max_size=25).map("".join), min_size=1, max_size=4))
def test_any_text_gives_spans_inside_it(paragraphs: list[str]) -> None:
    doc = document(*paragraphs)
    for find in _finds(doc):
        assert 0 <= find.start < find.end <= len(doc.text)
        assert 0 <= find.account_start < find.account_end <= len(doc.text)
        assert find.status_code in {"discussed", "not_discussed", "omitted"}
        assert find.account_code == PRESS or len(find.account_code) == 3


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("joint", [". ", " and ", "\n\n"])
def test_time_grows_with_the_text_only(joint: str) -> None:
    """Of sentences, of one endless sentence, of paragraphs."""
    piece = "<berg> told <ruiz> in the call that oil and trade mattered, <palace> said"

    def seconds(count: int) -> float:
        doc = document(*joint.join([piece] * count).split("\n\n"))
        call = call_in(doc)
        start = time.process_time()
        _finds(doc, call)
        return time.process_time() - start

    seconds(50)
    small, large = min(seconds(500) for _ in range(3)), seconds(2000)
    assert large < 10 * small + 0.5


def test_what_goes_on_from_another_occasion_is_not_of_the_call() -> None:
    past = "Last month in Vienna, the governments had reached a pact."
    rows = discussed(
        "<berg> called <ruiz>.",
        f"<two|The two leaders> discussed visas. {past} <two|They> agreed to cut oil output.",
    )
    assert rows == {("tourism_visas", "PRESS")}


def test_a_new_sentence_of_the_call_ends_what_was_told_of_another_occasion() -> None:
    past = "Last month in Vienna, the governments had reached a pact."
    rows = discussed(
        "<berg> called <ruiz>.",
        f"{past} <two|They> agreed in the call to cut oil output.",
        f"{past} <berg> told <ruiz> that visas mattered.",
    )
    assert rows == {("energy", "PRESS"), ("tourism_visas", "PRESS")}


def test_a_credit_between_verb_and_topic_is_an_aside() -> None:
    rows = discussed("<berg> called <ruiz>.", "<two> discussed, according to <palace>, oil.")
    assert rows == {("energy", "CHL")}
    aside = "<two> discussed visas, according to <palace>, as oil prices rose."
    assert discussed("<berg> called <ruiz>.", aside) == {("tourism_visas", "CHL")}


@pytest.mark.parametrize("pair", ["Norway – Chile", "Norway-Chile", "Chile–Norway"])
def test_relations_of_the_two_sides_are_named_by_a_pair(pair: str) -> None:
    rows = discussed("<berg> called <ruiz>.", f"<two> discussed the {pair} relationship.")
    assert rows == {("bilateral_relations", "PRESS")}
    others = f"<two> discussed the {pair.replace('Chile', 'Peru')} relationship."
    assert discussed("<berg> called <ruiz>.", others) == set()


def test_a_courtesy_put_first_belongs_to_what_is_said() -> None:
    rows = discussed(
        "<berg> received a telephone call from <ruiz>. Offering condolences over a flood, "
        "<berg> expressed the hope that visas would be free."
    )
    assert ("condolences_congratulations", "PRESS") in rows

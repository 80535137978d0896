"""Whose call it was by the weight of the evidence, where no rule reads the words for it."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.calls.find import find_calls
from toolkit.extract.calls.sentences import read_skeletons
from toolkit.extract.calls.weighing.evidence import OF_PAIR, OF_WORDS
from toolkit.extract.calls.weighing.weigh import weighed_in
from toolkit.extract.document import analyse
from toolkit.extract.lexicons import table
from toolkit.extract.model import Document
from toolkit.extract.names.register import default_register

_DAY = dt.date(2013, 6, 13)
_A, _B = "Norwegian Prime Minister Jens Stoltenberg", "Swedish Prime Minister Fredrik Reinfeldt"
_PAIR = frozenset({"jens-stoltenberg", "fredrik-reinfeldt"})
_CALLS = [
    "{A} made it short, telling {B} over the telephone how sorry he was.",
    "To {B} {A} said in a separate telephone call that the ferries run.",
    "Forty minutes on the telephone were enough for {A} and {B} to settle the herring question.",
    "It was by telephone that {A} heard from {B} what the ferries cost.",
    "The quarrel of {A} and {B} over herring ended in a telephone conversation on Tuesday.",
    "{A} stands by the ferries. So he assured {B} in a telephone conversation on Tuesday.",
    "Over the telephone, {A} gave {B} his word that the ferries run.",
    "{A} had promised the ferries to {B}; that was in a telephone conversation on Tuesday.",
    "A telephone call on Tuesday set {A} and {B} at ease about the herring.",
    "{A}, in a telephone call on Tuesday, let {B} know that the ferries run.",
    "What {A} wanted of {B} in a telephone call on Tuesday was herring.",
    "There is peace on the ferries since a telephone conversation of {A} with {B} on Tuesday.",
    "{A} wished {B} a good summer by telephone.",
    "{A}'s telephone call caught {B} at breakfast on Tuesday.",
    "Herring brought {A} and {B} to the point in a video conversation on Tuesday.",
    "{A} was congratulated on the ferries by {B} in a telephone conversation.",
    "The two leaders were at one in a telephone conversation. {A} thanked {B}.",
    "{A} and {B} on Tuesday weighed the price of herring by telephone.",
    "Ferries were the matter on which {A} consulted {B} over the phone.",
    "{A} sought the counsel of {B} over the telephone on Tuesday.",
    "For {B} there was praise from {A} in a telephone conversation on Tuesday.",
    "A long telephone conversation left {A} and {B} agreed on the ferries.",
    "{A} reached an understanding on herring over the telephone with {B}.",
    "After a telephone exchange with {A} on Tuesday, {B} gave the ferries free.",
    "In a video talk with {A} on Tuesday, {B} praised the ferries.",
    '"A good conversation," said {A} of the telephone talk with {B}.',
    "{A} took the telephone conversation with {B} for a good sign.",
    "Warm words for {A} came from {B} over the telephone on Tuesday.",
    "{A} comforted {B} by telephone after the storm.",
    "{A} and his neighbour {B} cleared the air in a telephone conversation.",
    "By telephone {A} and {B} put the herring war to rest.",
    "{A} said the ferries had been the subject when he and {B} talked by telephone.",
    "The telephone conversation that {A} had with {B} on Tuesday was of ferries.",
    "News of the storm reached {A} from {B} by telephone.",
    "Between {A} and {B} a telephone conversation took half of Tuesday evening.",
    "{A} disagreed with {B} in a telephone conversation on Tuesday.",
    "It took {A} one telephone call to {B} to get the ferries going.",
    "{A} kept {B} on the phone for half of Tuesday evening.",
    "{A} used a telephone call with {B} on Tuesday to speak up for herring.",
    "{A} warned against herring over the telephone, and {B} listened.",
    "On the telephone with {A}, {B} made light of the storm.",
]
"""Ways to tell of a call; many of them no rule knows."""
_NO_CALLS = [
    "{A} and {B} met in Oslo. They called for more ferries.",
    "{A} wrote {B} a letter. Telephones were silent.",
    "{A} praised {B} in a video message.",
    "{A} told a newspaper by telephone that {B} was right.",
    "{A} spoke to the nation. {B} called the speech bold.",
    "The telephone of {A} was tapped, as was that of {B}.",
    "{A} and {B} each wrote on Twitter. The telephone rang in vain.",
    "Aides of {A} telephoned aides of {B} on Tuesday.",
    "The telephone company of {A}'s country was sold, and {B} was glad.",
    "{A} and {B} addressed the United Nations. Both called on it to act.",
    "There was no telephone call between {A} and {B}.",
    "{A} wants a telephone call with {B}.",
    "{A} could call {B}, a clerk said.",
    "Whether {A} will telephone {B} is open.",
    "If {A} and {B} spoke by telephone, much would be won.",
    "{A} telephoned his wife. {B} was in Oslo.",
    "{A} telephoned the captain of a ferry that {B} had named.",
    "A sailor telephoned {A}, who had met {B}.",
    "{A} called {B} a friend.",
    "{A} called off the visit to {B}.",
    "{A} hosted {B} for dinner, where they spoke of ferries.",
    "{A} and {B} spoke at a summit by the sea.",
    "It was a close call for {A}, and {B} laughed.",
    "{A} and {B} took part in a video conference of European leaders.",
    "{A} announced a law on telephone calls. {B} announced one on ferries.",
    "{A} was interviewed by telephone about {B}.",
    "The minister's telephone conversation was leaked. {A} and {B} were silent.",
    "{A} denied that he had a telephone call with {B}.",
    "A telephone call between {A} and {B} was called off.",
    "{A} declined a telephone call with {B}.",
    "{A} awaits a telephone call from {B}.",
    "A hotline for sailors was opened by {A} and {B}.",
    "Calls for new ferries reached {A} and {B} on Tuesday.",
    "{A} received the telephone number of {B}.",
    "The wife of {A} and the wife of {B} spoke by telephone.",
    "{A} opened a bridge by video link. {B} sent a letter.",
    "{A} said by telephone that he was ill. / It rained. / {B} slept.",
    "In a speech {A} remembered {B}. Reporters telephoned all night.",
    "What would a telephone call of {A} and {B} bring?",
    "{A} confronted {B} over reports that his telephone calls had been monitored by spies.",
    "{A} addressed a rally of his party by telephone and blamed {B}.",
    "{A} briefed Danish sailors in Bergen on a conference call about {B}.",
    "{A}'s party telephoned voters with a letter from {B}.",
    "{A} called {B} a thief; old sailors said so by telephone.",
    "{A} and {B} conferred on Tuesday at Bergen. Sailors telephoned home.",
]
_BESIDE = [
    "A clerk was informed by telephone.",
    "Passengers reported by phone that the sea was rough.",
    "Telephone conversations are dear at sea.",
    "Tickets can be ordered by telephone.",
    '"I do not know," a spokesman said by telephone.',
    "In a telephone interview, a professor called the quarrel silly.",
    "The shipping company made a telephone call to the harbour.",
    "Reinfeldt's office confirmed by telephone that he had read the speech.",
    "The two men had spoken at a meeting in Oslo in May.",
    "A poll by telephone among 1,000 Swedes found that most like ferries.",
    "Calls to the harbour went unanswered.",
    "The call was heard in Stockholm, too.",
    "Reinfeldt called Stoltenberg impolite.",
    "The transport ministers of the two countries held a telephone conversation.",
    "Two sailors held a telephone conversation about it.",
    "The finance ministers of the two countries, who spoke by telephone, hope for peace.",
    "Stoltenberg spoke by phone with a sailor's widow.",
    "A video call with schoolchildren followed for Stoltenberg.",
]
"""What is told of others, or of telephones, in an article about a quarrel of the two."""
_ROWS = [row for row in table("call_evidence") if row["evidence"] != "threshold"]


def _document(text: str) -> Document:
    article = read_text(text.replace(" / ", "\n\n").encode(), published_on=_DAY)
    return analyse(article, default_register())


def _evidence(text: str) -> set[str]:
    """The names of all evidence that an article holds for any pair, calls of a third one aside."""
    doc = _document(text)
    known = [call for call in find_calls(doc, []) if "sauli-niinisto" in call.keys]
    skeletons = list(read_skeletons(doc, []))
    lead_end = doc.sentences[min(6, len(doc.sentences)) - 1].end
    found = weighed_in(doc, skeletons, lead_end, known)
    return {name for weighed in found for each in weighed for name in each.evidence}


def test_every_piece_of_evidence_weighs_something() -> None:
    assert [row["evidence"] for row in _ROWS] == list(dict.fromkeys(r["evidence"] for r in _ROWS))
    assert {row["evidence"] for row in _ROWS} == {*OF_WORDS, *OF_PAIR}
    assert all(int(row["points"]) and row["says"].endswith(".") for row in _ROWS)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["evidence"])
def test_evidence_is_found_in_its_example_and_not_in_its_counter_example(
    row: dict[str, str],
) -> None:
    assert row["evidence"] in _evidence(row["example"])
    assert row["evidence"] not in _evidence(row["counter"])


def _told(text: str) -> list[frozenset[str]]:
    """Who took part in each call that an article says was held."""
    doc = _document(f"Ferries run again / {text.format(A=_A, B=_B)}")
    return [call.keys for call in find_calls(doc, []) if call.status.value == "held"]


@pytest.mark.parametrize("text", _CALLS)
def test_a_call_in_words_that_no_rule_knows(text: str) -> None:
    assert _told(text) == [_PAIR]


@pytest.mark.parametrize("text", _NO_CALLS)
def test_what_is_no_call_of_the_two(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize("text", _BESIDE)
def test_a_telephone_beside_the_news_of_two_leaders_is_not_theirs(text: str) -> None:
    news = "Stoltenberg, rebuked by Reinfeldt, had praised the ferries. / " + text
    doc = _document(f"Reinfeldt rebukes Stoltenberg / {_B} rebuked {_A} on Tuesday. {news}")
    assert find_calls(doc, []) == []


def test_all_of_those_called_side_by_side() -> None:
    text = "By telephone {A} called {B}, a friend; and Finnish President Sauli Niinistö."
    assert _told(text) == [_PAIR, frozenset({"jens-stoltenberg", "sauli-niinisto"})]


def test_who_telephones_is_the_caller() -> None:
    doc = _document(f"Ferries run again / By telephone {_A} called {_B} on Tuesday.")
    (call,) = find_calls(doc, [])
    assert call.initiator is not None
    assert call.initiator[0].entity.key == "jens-stoltenberg"


def test_who_a_call_is_from_is_the_caller() -> None:
    doc = _document(f"Ferries run again / A Tuesday call from {_A} was all it took to move {_B}.")
    (call,) = find_calls(doc, [])
    assert call.initiator is not None
    assert call.initiator[0].entity.key == "jens-stoltenberg"

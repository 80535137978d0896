"""Whose words a cue governs where other verbs, clauses or things stand between; invented."""

from __future__ import annotations

import pytest

from tests.quote_documents import document
from tests.test_attribution_sources import sources
from toolkit.extract.attribution.find import find_attributions


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # what describes the subject of the run is not who speaks
        ("Ms. Berg laughed, saying anybody who worries about rain “is not a sailor.”", "Ms. Berg"),
        ("She says his tweets accusing Mr. Ito of theft are “lies and fairy tales.”", "She"),
        ("She says it underscores that he is “unfit to run a town like ours.”", "She"),
        ("Ms. Berg wrote to a man who promised higher wages: “You will fail.”", "Ms. Berg"),
        # who is shown or heard speaking
        ("The advertisement uses footage of Ann Berg asking, “Why are we last?”", "Ann Berg"),
        ("“We are too late for that,” the Latvian was heard to say.", "the Latvian"),
        ("“There is no money left,” the envoy is recorded as saying.", "the envoy"),
        ("“Nothing is lost at all,” Mr. Vilks is said to have muttered.", "Mr. Vilks"),
        ("“A Long Walk to the Sea” was written by Ms. Berg in the war.", "Ms. Berg"),
        # a circumstance without a comma, brackets, several verbs
        ("In a radio interview Ms. Berg declared “the treaty may be dead.”", "Ms. Berg"),
        ("In remarks to the farmers he put on a brave face by joking: “It is dry.”", "he"),
        ("Anna Berg (G-Oslo) said the plan was “far too small for us.”", "Anna Berg"),
        ("The mayor outlined his plan and vowed to punish “all those who cheat.”", "The mayor"),
        ("Mr. Ito said he and Ms. Berg agreed to meet, adding, “We have time.”", "Mr. Ito"),
        ("Many local groups granted Mr. Ito a delay, saying the town “had no lawyer.”", "Many"),
        (
            (
                "Anna Berg, the bank’s chief executive, who is expected to resign, said it was "
                "“her duty to the bank.”"
            ),
            "Anna Berg",
        ),
        ("“It is late,” said one of them, Anna Berg, 52, who grows rice.", "Anna Berg"),
        ("It is “free to us all,” Ms. Berg told him, according to the palace.", "Ms. Berg"),
        ("The deputy, Anna Berg, laughed: “Regrets cost nothing.”", "Anna Berg"),
        # who asked by the way, whose statement it is
        ("Mr. Vilks said, when asked by the agency if he would go: “It is early.”", "Mr. Vilks"),
        ("Ms. Berg’s assessment: “I would do it all again tomorrow.”", "Ms. Berg’s"),
        ("The envoys left after a council resolution demanding “an end to all fire.”", "a council"),
        ("Mr. Vilks sent a message in a telegram which said: “I wish you well.”", "Mr. Vilks"),
        ("The two leaders stressed “the need for more trains,” the palace said.", "the palace"),
        ("The palace laughed, with an aide, Ann Berg, calling it “a storm in a cup.”", "Ann Berg"),
        (
            "He left despite Ms. Berg’s announcement in the House of Lords that he “must stay on.”",
            "Ms",
        ),
        ("Ms. Berg’s description of him as “a man of very few words” stuck.", "Ms. Berg’s"),
        ("“Will he come by boat?” a reporter at the morning briefing joked.", "a reporter"),
    ],
)
def test_subject_of_a_quotation(text: str, source: str) -> None:
    found = sources(text)
    assert len(found) == 1
    assert found[0].startswith(source)


def test_a_single_word_after_a_colon_is_said() -> None:
    assert sources("Ms. Berg’s answer was short: “Never.”") == ["Ms. Berg’s"]


def test_a_colon_after_no_subject_goes_on() -> None:
    text = "“No,” Ms. Berg said.\n\nThen, after a pause: “But we share a river.”"
    assert sources(text) == ["Ms. Berg", "Ms. Berg"]


def test_a_clause_behind_words_in_marks_has_its_own_cue() -> None:
    doc = document("Ms. Berg said that “rain is late,” and she urged towns to save their water.")
    said = {
        doc.text[slice(*found.cue)]: [doc.text[s:e] for s, e in found.contents]
        for found in find_attributions(doc)
        if found.cue is not None
    }
    assert said["urged"] == ["towns to save their water"]
    assert not any("urged" in words for words in said["said"])

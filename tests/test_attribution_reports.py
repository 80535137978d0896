"""Who speaks in the ways in which agencies report calls; every sentence is invented."""

from __future__ import annotations

import pytest

from tests.quote_documents import sources
from toolkit.articles.read import read_text
from toolkit.extract.document import analyse
from toolkit.extract.names.register import default_register


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # Who is quoted as having done something by words; a daily quotes, too.
        ("It quoted Mr. Ito as having thanked the emir “for his great efforts.”", "Mr. Ito"),
        ("Mr. Ito was quoted as having warned of “a very long winter.”", "Mr. Ito"),
        ("The daily quoted Mr. Ito as telling aides “we are not afraid.”", "Mr. Ito"),
        # Thanks are words of who gives them, not of the paper that tells of them.
        ("Mr. Ito thanked Ms. Lee “for her help with it,” the palace's readout said.", "Mr. Ito"),
        # As somebody put it; the message that somebody conveyed; what came from somewhere.
        ("It was “a speech of war,” as one aide put it.", "one aide"),
        ("“Calm is good for all,” was the message that Mr. Ito conveyed.", "Mr. Ito"),
        ("“We shall see then,” came the reply from Mr. Ito.", "Mr. Ito"),
        ("Mr. Ito's message to Mr. Rao: “Stop shooting at us.”", "Mr. Ito's"),
        # Verbs in the present tense that no list holds, or that are also nouns.
        ("“A phone call,” snorts Ana Orpo, a farmer in the hills.", "Ana Orpo"),
        ("“All of it can go on,” Mr. Ito answers, smiling.", "Mr. Ito"),
        # Per somebody, as reported by somebody.
        ("As per the palace, the talks were “frank and very open.”", "the palace"),
        ("The talks were “frank and very open,” per the palace.", "the palace"),
        ("As noted by the palace, the talks were “frank and very open.”", "the palace"),
        # Who listened in; who knows of the call.
        ("An official who listened in said it was “tense and very short.”", "An official"),
        # What an agency only tells by the way leaves the verb to the first subject.
        (
            "Mr. Ito noted that it was late, the agency said, and expressed hope for “a peace.”",
            "Mr. Ito",
        ),
        ("Ms. Lee told aides the envoy had said to her, “Call me any time.”", "the envoy"),
        # A name after "while the envoy"; after an owner that is no name.
        ("Ms. Lee left, while the envoy, Bo Orpo, called it “a great shame.”", "Bo Orpo"),
        (
            "The Utopian sea ministry's Bo Orpo said “they know our view.”",
            "The Utopian sea ministry's Bo Orpo",
        ),
        (
            "“We start again,” is how Ms. Lee of the harbour club summed it up.",
            "Ms. Lee of the harbour club",
        ),
        # A short run tells what a thing is taken for.
        ("Mr. Ito rejected reports of secret talks with Oslo as “pure fiction”.", "Mr. Ito"),
    ],
)
def test_source(text: str, source: str) -> None:
    assert sources(text) == [source]


def test_of_two_runs_each_has_its_own_source() -> None:
    text = "“I asked for talks,” Mr. Ito said to hear “a speech of war,” as one aide put it."
    assert sources(text) == ["Mr. Ito", "one aide"]


@pytest.mark.parametrize(
    "text",
    [
        "Voters got 10 per cent “of the whole sum”.",
        "The cost rose to 40 per the “new way of counting”.",
    ],
)
def test_per_names_nobody(text: str) -> None:
    assert not any(sources(text))


def speaker(text: str, words: str) -> str | None:
    """The name of whom some words are attributed to."""
    doc = analyse(read_text(text.encode(), source="a.txt"), default_register())
    at = doc.text.index(words)
    for said in doc.attributions:
        if any(start <= at < end for start, end in said.contents):
            return said.source.entity.name if said.source and said.source.entity else None
    return None


STORIES = {
    # A paper that speaks is who issued it.
    "The Kremlin said in a statement that the call was long. “We have time,” the statement"
    " added.": "Kremlin",
    "The call was long, read a readout from the Kremlin. It was frank. “We have time,” the readout"
    " said.": "Kremlin",
    "The Kremlin said that they talked. Mr. Macron, the statement said, holds that “We have time"
    " for it.”": "Kremlin",
    # Somebody without a name goes on.
    "“It was long,” a harbour office spokesperson told reporters. “We have time,” the spokesperson"
    " said.": "harbour office spokesperson",
    # "It" is the subject of the sentence before.
    "The Kremlin said little. The French presidency gave more. Mr. Macron, it said, holds that"
    " “We have time for it.”": "French presidency",
    # "Which" after a noun that is also a verb.
    "“It was long,” said the note, which added that “We have time for it.”": "note",
    # Who goes on may be named by what the text has called him, or by his party.
    "The presidential aide Nils Berg said it was long. “It was,” Berg told reporters. Nothing was"
    " agreed on, the Kremlin aide said. He added: “We have time.”": "Nils Berg",
    "“It was long,” Donald Trump posted. The Republican said: “We have time.”": "Donald Trump",
    # Ministers who are named are nobody else.
    "It was late when the Ministers Ann Lee and Bo Rao sat down. “It was long,” remarked Nils Berg"
    " as he left. “We have time,” the minister said.": "Nils Berg",
    # Of two the first is "he".
    "The Canadian prime minister called the talks long. He and Donald Trump, he said,"
    " “We have time for it.”": "Canadian prime minister",
    # Which minister speaks is told by the sentence before.
    "“Enough,” said Italian Foreign Minister Antonio Tajani.\n\nHer colleague, Ann Berg, was"
    " blunter. “We have time,” the minister said.": "Ann Berg",
}


@pytest.mark.parametrize("text", STORIES)
def test_who_speaks(text: str) -> None:
    assert speaker(text, "We have time") == STORIES[text]


def test_a_headline_of_two_speakers_names_neither_alone() -> None:
    text = "Keir Starmer and Donald Trump say talks 'must go on soon'\n\nKeir Starmer left."
    assert speaker(text, "talks") is None

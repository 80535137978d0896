"""What is reported without marks: clauses, things named, hearsay; every sentence is invented."""

from __future__ import annotations

import pytest

from tests.quote_documents import document
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.attribution.statements import statements

CASES = [
    ("Mr. Orpo said there had been no contact since May.", "Mr. Orpo", "there had been no contact"),
    ("Mr. Orpo said it’s too late for a deal.", "Mr. Orpo", "it’s too late for a deal"),
    ("Some in Oslo say the talks will fail.", "Some in Oslo", "the talks will fail"),
    ("Mr. Orpo asked whether the truce would hold.", "Mr. Orpo", "whether the truce would hold"),
    ("As Mr. Orpo noted, the talks were never secret.", "Mr. Orpo", "the talks were never secret"),
    (
        "Mr. Orpo said the talks were useful, but the ministry went silent.",
        "Mr. Orpo",
        "the talks were useful",
    ),
    (
        "While aides said the talks were useful, the markets fell.",
        "aides",
        "the talks were useful",
    ),
    (
        "The border, Mr. Orpo said, will stay closed until spring.",
        "Mr. Orpo",
        "The border | will stay closed until spring",
    ),
    ("Mr. Orpo accused Moscow of breaking the truce.", "Mr. Orpo", "Moscow of breaking the truce"),
    ("The palace declined to comment on the call.", "The palace", "to comment on the call"),
    ("Mr. Orpo called for 30,000 more troops.", "Mr. Orpo", "30,000 more troops"),
    ("Mr. Orpo is expected to travel to Oslo.", "", "Mr. Orpo | to travel to Oslo"),
    ("Mr. Orpo seemed ready for a long winter.", "", "Mr. Orpo | ready for a long winter"),
    (
        "It is hard for Mr. Orpo to say that the plan has failed.",
        "Mr. Orpo",
        "the plan has failed",
    ),
    ("The list, which the palace says is final, names no one.", "the palace", "is final"),
    ("About 9 percent said they would stay at home.", "9 percent", "they would stay at home"),
    ("Members of the group say the ban will fail.", "Members of the group", "the ban will fail"),
    (
        "Mr. Orpo said that, for all the talk, the ban would fail.",
        "Mr. Orpo",
        "for all the talk, the ban would fail",
    ),
    (
        "Mr. Orpo told a town hall in Salem, Oregon, on Monday that the ban would fail.",
        "Mr. Orpo",
        "the ban would fail",
    ),
    ("Mr. Orpo told the envoys not to worry.", "Mr. Orpo", "not to worry"),
    (
        "Mr. Orpo praised the envoys, the aides and the cooks.",
        "Mr. Orpo",
        "the envoys, the aides and the cooks",
    ),
    ("Critics see the treaty as a gift to the north.", "Critics", "the treaty as a gift"),
    ("The survey found broad support for the treaty.", "The survey", "broad support"),
    (
        "The ban will fail, Mr. Orpo told reporters on Monday.",
        "Mr. Orpo",
        "The ban will fail",
    ),
    ("Additionally, Mr. Orpo said the ban would fail.", "Mr. Orpo", "the ban would fail"),
    ("The aides are unsure whether the ban will hold.", "The aides", "whether the ban will hold"),
    ("It is unclear whether the ban will hold.", "", "whether the ban will hold"),
    # Subjects behind a date, an adverb, an apposition; who is called by what was done to them.
    ("On March 2, 2015, the palace revealed that it failed.", "the palace", "it failed"),
    (
        "Increasingly, Mr. Orpo's old supporters claim that it failed.",
        "Mr. Orpo's old supporters",
        "it failed",
    ),
    ("Those surveyed said the ban would fail.", "Those", "the ban would fail"),
    ("Street reform advocates believe it would fail.", "Street reform", "it would fail"),
    ("Half of the voters in each state say the ban failed.", "Half of the voters", "the ban"),
    ("The man who knows of Thursday's meeting says it failed.", "The man", "it failed"),
    ("The ban may be no bad thing, say some aides, who smiled.", "some aides", "The ban may be"),
    ("The ban will fail, a source close to him said.", "a source", "The ban will fail"),
    # Nouns with the form of verbs.
    ("Mr. Orpo said states like Ohio will pay.", "Mr. Orpo", "states like Ohio will pay"),
    ("Mr. Orpo denied reports of a ban.", "Mr. Orpo", "reports of a ban"),
    # What is reported by somebody; what ends at a quotation's comma; what goes on after "than".
    ("As reported by the agency, the ban failed.", "the agency", "the ban failed"),
    ("The bans, Mr. Orpo told aides, were useful.", "Mr. Orpo", "The bans | were useful"),
    ("Mr. Orpo sought more than half of the votes.", "Mr. Orpo", "more than half of the votes"),
    ("Mr. Orpo considers the ban a gift.", "Mr. Orpo", "the ban a gift"),
]


@pytest.mark.parametrize(("text", "source", "content"), CASES, ids=[c[0][:40] for c in CASES])
def test_reads_without_marks(text: str, source: str, content: str) -> None:
    doc = document(text)
    (said, *more) = statements(find_attributions(doc))
    assert not more
    assert (doc.text[said.source.start : said.source.end] if said.source else "") == source
    read = " | ".join(doc.text[start:end] for start, end in said.contents)
    assert read.startswith(content)
    assert not any(said.direct)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Orpo held a long meeting with the envoys.",
        "Mr. Orpo began the morning with a walk.",
        "The plan means a great deal to the north.",
        "Mr. Orpo saw the ship leave the harbour.",
        "Mr. Orpo wanted to defend the plan to support the harbour.",
    ],
)
def test_deeds_are_no_statements(text: str) -> None:
    found = find_attributions(document(text))
    assert [a.rule for a in found if a.rule in ("reported-clause", "clause-before-cue")] == []


@pytest.mark.parametrize(
    "text",
    [
        "The palace did not answer requests for a comment.",
        "Mr. Orpo did not respond to requests for a comment.",
        "Mr. Orpo accepted a phone call from the envoy.",
    ],
)
def test_who_accepts_or_does_not_answer_says_nothing(text: str) -> None:
    assert find_attributions(document(text)) == []

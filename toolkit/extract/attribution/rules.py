"""The rules by which quotations and reported clauses find their sources, each with examples.

The examples are invented. A test runs every rule on them: on `positive` the rule must give
`speaker`, on `negative` it must stay silent.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        name: what the rows and the evidence call it.
        reads: what it reads, in one sentence.
        positive: a text in which it reads something; "[Ms. Lee|Ann Lee]" marks a known person.
        speaker: the words that it names as the source there; empty for nobody.
        negative: a text in which it must not.
        headline: whether both are headlines.
    """

    name: str
    reads: str
    positive: str
    speaker: str
    negative: str
    headline: bool = False


RULES = (
    Rule(
        "quote-source-cue",
        "A quotation, its source, then the cue: “...,” Ms. Ardern said.",
        "“We will keep talking to everyone,” Ms. Ardern said.",
        "Ms. Ardern",
        "“We will keep talking to everyone.” The meeting lasted an hour.",
    ),
    Rule(
        "quote-cue-source",
        "A quotation, the cue, then its source: “...,” said Ms. Ardern.",
        "“We will keep talking to everyone,” said Jacinda Ardern, the prime minister.",
        "Jacinda Ardern",
        "Jacinda Ardern said “we will keep talking to everyone.”",
    ),
    Rule(
        "quote-source-verb",
        "A quotation that ends with a comma, a source, and a verb that no list holds.",
        "“Not while I am in office,” the chancellor guffawed.",
        "the chancellor",
        "“Not while I am in office,” the chancellor said.",
    ),
    Rule(
        "answer-was",
        "A quotation, a form of be, an owner and a noun: “...,” was Mr. Rutte's answer.",
        "“Not on my watch,” was Mr. Rutte's answer.",
        "Mr. Rutte's",
        "“Not on my watch,” Mr. Rutte answered.",
    ),
    Rule(
        "cue-before-quote",
        "The cue stands before the quotation in the same sentence, its subject is the source.",
        "The prime minister described the call as “frank and useful.”",
        "The prime minister",
        "“Frank and useful talks,” the prime minister said.",
    ),
    Rule(
        "reported-by",
        "The words stand in what a person told or said, and who reports it follows them.",
        "[Ms. Ardern|Jacinda Ardern] told Mr. Ito that the talks, slow as they were, must lead to "
        "“a peace that lasts,” the palace said.",
        "Ms. Ardern",
        "Ms. Ardern left, and the talks led to “a peace that lasts,” the palace said.",
    ),
    Rule(
        "cue-after-clause",
        "The cue stands later in the sentence, after more words than the quotation.",
        "The talks were “frank and very useful” for both sides, the palace said.",
        "the palace",
        "The palace said the talks were “frank and very useful” for both.",
    ),
    Rule(
        "according-to",
        "The sentence names its source with “according to” or “in her words”.",
        "The two leaders agreed “to meet again before long,” according to the readout.",
        "the readout",
        "The two leaders acted according to plan. “We agreed to meet again,” Mr. Rutte said.",
    ),
    Rule(
        "introduced-quote",
        "A comma, a colon or a name after a dash introduces a sentence in marks; no cue does.",
        "Mr. Rutte fired away: “That was never on the table.”",
        "Mr. Rutte",
        "Mr. Rutte liked the idea of “a table for two people.”",
    ),
    Rule(
        "owned-quote",
        "An owner, words in marks, a noun for what is said: Mr. Rutte's “...” promise.",
        "Voters still remember Mr. Rutte's “if you like it, you can keep it” promise.",
        "Mr. Rutte's",
        "Voters still remember Mr. Rutte's “If You Like It” festival.",
    ),
    Rule(
        "colon-before-quote",
        "The sentence before ends with a colon, the quotation begins a paragraph.",
        "Mr. Rutte wrote this to his colleagues:\n\n“That was never on the table.”",
        "Mr. Rutte",
        "Mr. Rutte wrote this to his colleagues.",
    ),
    Rule(
        "continues-in-paragraph",
        "The quotation is a sentence of its own and follows another in the same paragraph.",
        "“It was a long call,” Mr. Rutte said. “We covered everything we had planned.”",
        "Mr. Rutte",
        "“It was a long call,” Mr. Rutte said. He left soon after.",
    ),
    Rule(
        "continues-from-paragraph",
        "The quotation begins a paragraph, and the paragraph before ends with one.",
        "Mr. Rutte said: “It was a long call.\n\n“We covered everything we had planned.”",
        "Mr. Rutte",
        "Mr. Rutte said: “It was a long call.”\n\nThe markets rose on the news.",
    ),
    Rule(
        "sentence-before",
        "The quotation is a sentence of its own, the sentence before it has a source and a cue.",
        "Ms. Ardern dismissed the criticism. “There was no other way to do it.”",
        "Ms. Ardern",
        "Ms. Ardern dismissed the criticism.",
    ),
    Rule(
        "subject-before",
        "The quotation is a sentence of its own; the sentence before has a subject and no cue.",
        "Ms. Ardern was in no doubt. “There was no other way to do it.”",
        "Ms. Ardern",
        "Ms. Ardern was in no doubt about it.",
    ),
    Rule(
        "mixed-in-paragraph",
        "Words in marks in a sentence without a cue belong to who spoke last in the paragraph.",
        "“It was long,” Mr. Rutte said. The plan is “a gift to our grandchildren.”",
        "Mr. Rutte",
        "“It was long,” Mr. Rutte said. The plan is a “gift” to others.",
    ),
    Rule(
        "mixed-subject",
        "Words in marks in a sentence without any cue belong to the sentence's subject.",
        "[Ms. Ardern|Jacinda Ardern] is “very happy with the result so far.”",
        "Ms. Ardern",
        "Ms. Ardern is “happy” with it.",
    ),
    Rule(
        "signed",
        "A quotation with a name after a dash, below it, or in the last line inside its marks.",
        "“There was no other way to do it.” — Grace Mbeki",
        "Grace Mbeki",
        "“There was no other way to do it.” — and so it went on",
    ),
    Rule(
        "transcript-label",
        "A transcript names the speaker inside the marks, in capitals, with a colon.",
        "“MBEKI: There was no other way to do it, and nobody said so.”",
        "MBEKI",
        "“There was no other way to do it,” Grace Mbeki said.",
    ),
    Rule(
        "quote-before-tag",
        "Two quotations in a row of which the second has the source.",
        "“Not at all.” “We have time,” Mr. Rutte said.",
        "Mr. Rutte",
        "“Not at all.” The room fell silent.",
    ),
    Rule(
        "unattributed",
        "A quotation of which the text does not tell who said it.",
        "“There was no other way to do it.”",
        "",
        "“There was no other way to do it,” Grace Mbeki said.",
    ),
    Rule(
        "reported-clause",
        "A verb of saying with a clause and no marks: Mr. Rutte said (that) ...",
        "Mr. Rutte said that the talks would go on for weeks.",
        "Mr. Rutte",
        "Mr. Rutte went home after the talks.",
    ),
    Rule(
        "clause-before-cue",
        "A clause without marks that its source and cue end or interrupt: ..., Mr. Rutte said.",
        "The talks would go on for weeks, Mr. Rutte said.",
        "Mr. Rutte",
        "Mr. Rutte said the talks would go on for weeks.",
    ),
    Rule(
        "according-to-clause",
        "A sentence without marks that names its source with “according to”.",
        "According to the palace, the talks will go on for weeks.",
        "the palace",
        "The talks went according to plan.",
    ),
    Rule(
        "named-thing",
        "A verb of asking, praising, refusing and the like names a thing or an act, no clause.",
        "Mr. Rutte praised the prime minister for the truce.",
        "Mr. Rutte",
        "Mr. Rutte carried the parcel for the prime minister.",
    ),
    Rule(
        "hearsay",
        "What seems or is expected to be so, with nobody who says it.",
        "The talks are expected to go on for weeks.",
        "",
        "The talks are to go on for weeks.",
    ),
    Rule(
        "owned-noun",
        "A noun for a statement or a wish with its owner and its content: her claim that ...",
        "The envoys left after Mr. Rutte's refusal to sign the treaty.",
        "Mr. Rutte's",
        "The envoys left after Mr. Rutte's dinner at the palace.",
    ),
    Rule(
        "mind-adjective",
        "An adjective of belief or feeling with its content: is confident that ..., wary of ...",
        "Mr. Rutte is confident that the treaty will be signed.",
        "Mr. Rutte",
        "Mr. Rutte is taller than the minister.",
    ),
    Rule(
        "reported-passive",
        "A passive with a that-clause and nobody who speaks: it was reported that ...",
        "It was announced that the talks would go on for weeks.",
        "",
        "It was the day on which the talks went on.",
    ),
    Rule(
        "asked",
        "Who was asked or told something, before what that person answers: asked whether ...",
        "Asked whether the talks had failed, the envoy smiled.",
        "",
        "The talks had failed, and the envoy smiled.",
    ),
    Rule(
        "known-as",
        "A passive that says how something is seen or named by nobody in particular.",
        "The treaty is seen as a gift to the north.",
        "",
        "The treaty was carried as a parcel to the north.",
    ),
    Rule(
        "headline-label",
        "A headline with a colon after who speaks: Rutte: Talks Will Go On.",
        "Rutte: Talks Will Go On for Weeks",
        "Rutte",
        "Video: Talks Will Go On for Weeks",
        headline=True,
    ),
    Rule(
        "headline-verb",
        "A headline whose verb, in the present tense, reports: Rutte Says Talks Will Go On.",
        "Mark Rutte Says Talks Will Go On for Weeks",
        "Mark Rutte",
        "Mark Rutte Wins Talks in Brussels",
        headline=True,
    ),
)
"""Every rule that an attribution may name."""

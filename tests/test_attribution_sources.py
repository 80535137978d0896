"""Whose words a quotation is, where more than one name stands in its sentence."""

from __future__ import annotations

import pytest

from tests.quote_documents import sources


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # "With" gives a gerund a subject of its own; a comma before the gerund does not.
        (
            "Mr. Ito saw the strike as a sign, with Ms. Lee noting “a couple of hundred men here.”",
            "Ms. Lee",
        ),
        (
            "Mr. Ito met the mayor with Ms. Lee, noting “a couple of hundred men here.”",
            "Mr. Ito",
        ),
        # A gerund goes on with the main clause, not with a claim that it names.
        (
            "Mr. Ito repeated claims that Mr. Rao recites a text, calling it “a very old trick.”",
            "Mr. Ito",
        ),
        (
            "Mr. Ito left after Mr. Rao repeated his claim, calling it “a very old trick.”",
            "Mr. Rao",
        ),
        (
            "Though Mr. Rao praised the plan, Mr. Ito was in doubt, saying it was “far too old.”",
            "Mr. Ito",
        ),
        # A noun that reports, right before the quotation, has an owner.
        (
            "The union turned on Ms. Lee after her March claim that, “We shall close the mines.”",
            "her",
        ),
        (
            "It turned on Ms. Lee over her claim during the race that “we shall close it.”",
            "her",
        ),
        ("She said in her claim that “we shall close all the mines.”", "She"),
        # A paper has its author.
        (
            "“There was cause for it,” according to a letter filed by state attorney Ann Berg.",
            "state attorney Ann Berg",
        ),
        (
            "“There was cause for it,” according to a letter filed in Oslo by night.",
            "a letter",
        ),
        # The tag between dashes is nearer than the cue before them.
        (
            "The party insisted that it was so - “we have the letter,” she said - and went home.",
            "she",
        ),
        ("The party insisted that “we have the letter in hand,” and went home.", "The party"),
        # Said, and I quote.
        ("Mr. Ito said, and I quote, “we love the uneducated men.”", "Mr. Ito"),
        ("I quote “we love the uneducated men.”", "I"),
        # A clause with a conjunction that ended is over.
        (
            "As Mr. Ito spoke, Ms. Lee stood up and called it “a gift to our grandchildren.”",
            "Ms. Lee",
        ),
        # What stands between a relative pronoun or a name and the verb is skipped.
        (
            "It fits her advert, which — as Ms. Lee noted — promises to “stop them for good.”",
            "which",
        ),
        (
            "First came Ann Lee, who, after a row with Mr. Rao, said that “far too much is wrong.”",
            "who",
        ),
        (
            "It was over after Mr. Rao, asked about the war by Mr. Ito, had said, “We must go on.”",
            "Mr. Rao",
        ),
        ("They gave out bottles that said, “Welcome to the games here.”", "that"),
        # A subject after a relative pronoun is no tag.
        (
            "“We have a chance in all of it,” which votes in June, the mayor said on the air.",
            "the mayor",
        ),
        # Said after a quotation may have its subject before it.
        (
            "Mr. Rao, citing “the unique charm of it,” said the envoy could be in a strong place.",
            "Mr. Rao",
        ),
        ("“It has a charm of its own,” said the envoy, who could be anyone.", "the envoy"),
        # What a paper says is said by who issued it.
        ("A statement by the ministry said: “We have all the time we need.”", "the ministry"),
        (
            "An email to the press from [Rutte's|Mark Rutte] office said: “We have time for it.”",
            "Rutte's office",
        ),
        ("The claim by the ministry said “we have time.”", "The claim by the ministry"),
        # A thing and who calls it so.
        (
            "Mr. Ito has signed — a deal the new director called “the worst of all.”",
            "the new director",
        ),
        # An occasion of more than one adjective, before the subject and without a comma.
        (
            "In a long and friendly call the envoy told Mr. Ito, “You have to tell me how.”",
            "the envoy",
        ),
        # "That" before a noun is no pronoun.
        ("Mr. Ito defended his plan to take that call and said “we have all the time.”", "Mr. Ito"),
        # What bears words speaks itself; what somebody sent out says what its sender says.
        ("Ms. Rao held up a sign saying “we have seen this before.”", "a sign"),
        ("Ms. Rao stood under a headline that said “we have seen this before.”", "that"),
        (
            "His campaign sent out a message to friends saying: “We were the first to win it.”",
            "His campaign",
        ),
        ("The mayor released a short video that said “we have all the time.”", "The mayor"),
        # Who got a letter did not write it.
        (
            "A letter obtained by the agency warns that “no further call will be made.”",
            "A letter",
        ),
        # An apposition, however long, between the source and its cue.
        (
            (
                "The plan “will not be enough for us,” Ann Rao, envoy for trade, ships, and sails, "
                "said on Monday."
            ),
            "Ann Rao",
        ),
        (
            "“Should there be a call about this?” a reporter can be heard asking Mr. Ito.",
            "a reporter",
        ),
        (
            (
                "Mr. Ito spoke near the bridge, where about 50 sailors had gathered, chanting “no "
                "more ships for us.”"
            ),
            "50 sailors",
        ),
        # The verb after "and" of a subject whose first verb is no cue.
        ("The ad goes after Mr. Rao and claims that “the banks made him a rich man.”", "The ad"),
        # Where no comma parts a name from the one before it, a form of address does.
        (
            "In her letter to Verona Rosvik Ms Orlo said that in Oslo “there was no call to end.”",
            "Ms Orlo",
        ),
        (
            "The envoy Mary Rosvik was also overheard saying “nobody wants to call it off.”",
            "The envoy Mary Rosvik",
        ),
        # A plural noun that looks like a verb, before a quoted predicate.
        ("The new plans “will not solve this for us,” the envoy said.", "the envoy"),
    ],
)
def test_the_source_of_a_quotation(text: str, source: str) -> None:
    assert sources(text) == [source]


@pytest.mark.parametrize(
    ("subject", "source"), [("The bridge", "Ms. Lee"), ("The mayor", "The mayor")]
)
def test_a_thing_that_a_sentence_is_about_says_nothing(subject: str, source: str) -> None:
    text = f"“It was long,” Ms. Lee said.\n\n{subject} was old.\n\n“There was no other way.”"
    assert sources(text) == ["Ms. Lee", source]

"""Who speaks under another name, or by a pronoun that only what was said before tells; invented."""

from __future__ import annotations

import pytest

from tests.test_coreference import speakers


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # a noun for who spoke just now
        (
            (
                "“There is no plan so far,” Anna Berg told reporters.\n“Our partners know us "
                "well,” the senior diplomat pointed out."
            ),
            "Anna Berg",
        ),
        (
            "Anna Berg was not impressed. “Ask a farmer what milk costs,” the diplomat quipped.",
            "Anna Berg",
        ),
        (
            (
                "“I have no plan,” Otto Vilks told donors.\n“It is time to give,” the veteran "
                "continued."
            ),
            "Otto Vilks",
        ),
        (
            (
                "A senior official said it was late. “There is no plan so far,” Anna Berg "
                "said.\n“We know them well,” the official said."
            ),
            "official",
        ),
        (
            (
                "The trade minister, Anna Berg, came late. Otto Vilks smiled.\nTo a question, the "
                "trade minister said “there is no plan at all.”"
            ),
            "Anna Berg",
        ),
        # pronouns
        (
            (
                "A call between Mr. Abe and Mr. Macron is planned, Otto Vilks said. He dismissed "
                "as “a very old story” that they had quarrelled."
            ),
            "Otto Vilks",
        ),
        (
            (
                "Anna Berg made a film.\nBerg said she found it worth the trouble because “nobody "
                "knows of that hole,” she said."
            ),
            "Anna Berg",
        ),
        (
            (
                "Mr. Abe left. The party’s Otto Vilks was not amused. “There is no water to calm,” "
                "he told them."
            ),
            "Otto Vilks",
        ),
        (
            "Shinzo Abe was at home.\n“Tonight I am still standing,” he told his party’s men.",
            "Shinzo Abe",
        ),
        (
            "Shinzo Abe came late. The spokeswoman said it was cold. “I like snow,” he said.",
            "Shinzo Abe",
        ),
        # those who serve an officer are not the officer
        (
            (
                "Shinzo Abe, the prime minister, was away. The prime minister’s spokesman said "
                "there was “no plan at all.”"
            ),
            "prime minister’s spokesman",
        ),
        ("Mr. Abe was away. His office said that it did “not know the man.”", "Abe’s office"),
    ],
)
def test_who_speaks_under_another_name(text: str, last: str) -> None:
    found = speakers(text)[-1]
    assert found is not None
    assert found.endswith(last)

"""Calls in the many forms in which agencies and papers of many countries report them.

All sentences are invented; each stands in an article of its own, published on 12 June 2013, a
Wednesday.
"""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.articles.read import read_data
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

_DAY = "June 12, 2013"
Expected = tuple[str, str, str | None, str | None, float | None]


def _calls(text: str) -> list[Expected]:
    """(participants, status, day, initiator, minutes) of each call; persons by family name."""
    head, _, body = text.rpartition("\n\n")
    page = "\n\n".join(part for part in (head, _DAY, body) if part) + "\n"
    article = next(iter(read_data(page.encode())))
    tables = extract_article(article, default_register()).tables
    people = default_register().people
    family = {key: person.family_names[0] for key, person in people.items() if person.family_names}
    found = []
    for call in tables["calls"]:
        keys = sorted(
            family.get(row["person_id"], row["person_id"])
            for row in tables["participants"]
            if row["call_id"] == call["call_id"] and row["role_code"] not in ("aide", "interpreter")
        )
        day: dt.date | None = call["called_on"]
        minutes = call["duration_minutes"]
        found.append(
            (
                " ".join(keys),
                call["status_code"],
                day.isoformat() if day and call["date_precision"] == "day" else None,
                family.get(call["initiator_id"]),
                None if minutes is None else float(minutes),
            )
        )
    return sorted(found, key=str)


READS: list[tuple[str, list[Expected]]] = [
    (
        "The French and German leaders spoke by phone on Tuesday.",
        [("Hollande Merkel", "held", "2013-06-11", None, None)],
    ),
    (
        "Presidents Hollande and Rousseff held a telephone conversation on Monday, Paris said.",
        [("Hollande Rousseff", "held", "2013-06-10", None, None)],
    ),
    (
        (
            "Japanese Prime Minister Shinzo Abe on Monday dialled India's premier Manmohan Singh"
            " to discuss trade."
        ),
        [("Abe Singh", "held", "2013-06-10", "Abe", None)],
    ),
    (
        (
            "Turkish Prime Minister Recep Tayyip Erdogan was phoned by British Prime Minister David"
            " Cameron late on Monday."
        ),
        [("Cameron Erdogan", "held", "2013-06-10", "Cameron", None)],
    ),
    (
        "A call was held on Monday between Angela Merkel and David Cameron.",
        [("Cameron Merkel", "held", "2013-06-10", None, None)],
    ),
    (
        (
            "French President Francois Hollande held talks by phone with Iranian President Mahmoud"
            " Ahmadinejad on Monday."
        ),
        [("Ahmadinejad Hollande", "held", "2013-06-10", None, None)],
    ),
    (
        "Telephone talks between David Cameron and Enda Kenny took place earlier on Tuesday.",
        [("Cameron Kenny", "held", "2013-06-11", None, None)],
    ),
    (
        "In their second call this week, Merkel and Cameron agreed on Monday to cut the budget.",
        [("Cameron Merkel", "held", "2013-06-10", None, None)],
    ),
    (
        (
            "Prime Minister Manmohan Singh received a phone call from Mr Cameron on the evening of"
            " 5 June."
        ),
        [("Cameron Singh", "held", "2013-06-05", "Cameron", None)],
    ),
    (
        (
            "Angela Merkel had a phone conversation with Polish Prime Minister Donald Tusk"
            " on Monday at the latter's request."
        ),
        [("Merkel Tusk", "held", "2013-06-10", "Tusk", None)],
    ),
    (
        "Angela Merkel spoke upon request with David Cameron by telephone on Tuesday.",
        [("Cameron Merkel", "held", "2013-06-11", "Cameron", None)],
    ),
    (
        "Cameron spoke separately by phone on Monday with Merkel and Hollande.",
        [
            ("Cameron Hollande", "held", "2013-06-10", None, None),
            ("Cameron Merkel", "held", "2013-06-10", None, None),
        ],
    ),
    (
        "On Monday Cameron phoned Merkel, Hollande and Rajoy, Downing Street said.",
        [
            ("Cameron Hollande", "held", "2013-06-10", "Cameron", None),
            ("Cameron Merkel", "held", "2013-06-10", "Cameron", None),
            ("Cameron Rajoy", "held", "2013-06-10", "Cameron", None),
        ],
    ),
    (
        (
            "Merkel, Hollande discuss Mali over phone\n\nBERLIN - Angela Merkel and French"
            " President Francois Hollande had a telephonic conversation for nearly 90 minutes on"
            " Monday."
        ),
        [("Hollande Merkel", "held", "2013-06-10", None, 90)],
    ),
    (
        (
            "President Dilma Rousseff will speak by phone with Francois Hollande on Friday,"
            " her office said."
        ),
        [("Hollande Rousseff", "planned", "2013-06-14", None, None)],
    ),
    (
        "Brazil's President Dilma Rousseff did not take Cameron's phone call on Monday.",
        [("Cameron Rousseff", "refused", "2013-06-10", None, None)],
    ),
    (
        "The palace denied that Hollande had spoken by phone with Bashar al-Assad.",
        [("Hollande al-Assad", "denied", None, None, None)],
    ),
    (
        (
            "Foreign Minister Guido Westerwelle held a telephone conversation with Turkish Foreign"
            " Minister Ahmet Davutoglu on June 10 at the Turkish side's initiative."
        ),
        [("Davutoglu Westerwelle", "held", "2013-06-10", "Davutoglu", None)],
    ),
    (
        "Speaking by phone to Mr Cameron on Monday, Mr Hollande said he was ready for talks.",
        [("Cameron Hollande", "held", "2013-06-10", None, None)],
    ),
    (
        "Abe, who requested the call, told Singh by telephone on Monday that talks must resume.",
        [("Abe Singh", "held", "2013-06-10", "Abe", None)],
    ),
    (
        (
            "Prime Minister Enrico Letta got off the phone with Mariano Rajoy on Monday after"
            " 20 minutes of talks."
        ),
        [("Letta Rajoy", "held", "2013-06-10", None, 20)],
    ),
    (
        (
            "Merkel berated Cameron over a budget row, and the chancellor then ended a scheduled"
            " hour-long phone call on Monday only after 25 minutes into speaking."
        ),
        [("Cameron Merkel", "held", "2013-06-10", None, 25)],
    ),
    (
        (
            "Cameron held a phone call on Monday with Merkel and Hollande.\n\nThe call between"
            " Cameron and Merkel dealt with the budget."
        ),
        [
            ("Cameron Hollande", "held", "2013-06-10", None, None),
            ("Cameron Merkel", "held", "2013-06-10", None, None),
        ],
    ),
    (
        (
            "Cameron telephoned Hollande on Monday about Syria. It was their first call since a"
            " prankster posing as Hollande fooled a minister in London."
        ),
        [("Cameron Hollande", "held", "2013-06-10", "Cameron", None)],
    ),
    (
        (
            "David Cameron, as Chancellor Merkel mentioned to reporters, telephoned Francois"
            " Hollande again on Monday."
        ),
        [("Cameron Hollande", "held", "2013-06-10", "Cameron", None)],
    ),
    (
        "D.Cameron telephoned the President of France F.Hollande on Monday.",
        [("Cameron Hollande", "held", "2013-06-10", "Cameron", None)],
    ),
]

READS_NOTHING = [
    "Cameron met Hollande in Belfast on Monday. The two leaders' talks lasted two hours.",
    "An agency tapped the phone of Angela Merkel, and David Cameron said sorry at a meeting.",
    "Cameron called on Hollande to stop arming the rebels.",
    "Cameron called Hollande a bully.",
    "Erdogan urged Cameron to close ports. Hollande called for calm, and Merkel called for talks.",
    "Cameron spoke with Hollande's staff by phone on Monday.",
    (
        "A prankster posing as Francois Hollande told David Cameron a joke in what aides said was a"
        " phone prank."
    ),
    "Cameron and Hollande call for restraint.",
    (
        "Comedians who passed themselves off as Francois Hollande telephoned David Cameron on"
        " Monday. In Angela Merkel's name they had called Mariano Rajoy, who spoke with them for"
        " an hour."
    ),
]


@pytest.mark.parametrize(("text", "expected"), READS, ids=range(len(READS)))
def test_reads_a_call(text: str, expected: list[Expected]) -> None:
    assert _calls(text) == sorted(expected, key=str)


@pytest.mark.parametrize("text", READS_NOTHING, ids=range(len(READS_NOTHING)))
def test_reads_no_call(text: str) -> None:
    assert _calls(text) == []

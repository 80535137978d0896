"""The day that offices count on where an article does not say when it was published."""

from __future__ import annotations

import datetime as dt

import pytest
from test_mentions import read

from toolkit.extract.names.office_day import office_day
from toolkit.extract.names.register import default_register

MEDVEDEV_PRESIDENT = (dt.date(2008, 5, 7), dt.date(2012, 5, 7))
MEDVEDEV_PREMIER = (dt.date(2012, 5, 8), dt.date(2020, 1, 16))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Russian President Dmitry Medvedev phoned Angela Merkel.", MEDVEDEV_PRESIDENT),
        ("Russian Prime Minister Dmitry Medvedev phoned Angela Merkel.", MEDVEDEV_PREMIER),
        ("Dmitry Medvedev phoned Angela Merkel.", MEDVEDEV_PREMIER),
    ],
)
def test_of_several_times_that_counts_in_which_they_held_the_offices_named(
    text: str, term: tuple[dt.date, dt.date]
) -> None:
    day = office_day(text, read(text, None), default_register())
    assert day is not None
    assert term[0] <= day <= term[1]


@pytest.mark.parametrize(
    "text",
    [
        "Russian President Dmitry Medvedev met Angela Merkel.",  # no call
        "Dmitry Medvedev phoned Vladimir Putin.",  # one country
        "The president phoned the chancellor.",  # nobody named
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert office_day(text, read(text, None), default_register()) is None

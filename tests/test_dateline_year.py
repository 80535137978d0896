"""The year of a dateline that does not say it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from toolkit.articles.read import read_articles
from toolkit.extract.document import analyse
from toolkit.extract.names.register import default_register

TALKED = "Prime Minister Yasuo Fukuda spoke by telephone with Australian Prime Minister Kevin Rudd"


def day_of(folder: Path, text: str) -> dt.date | None:
    path = folder / "story.txt"
    path.write_text(text, encoding="utf-8")
    (article,) = read_articles(path)
    return analyse(article, default_register()).published_on


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        # 3 June was a Tuesday in 2008 and in 2014; Mr. Fukuda left in September 2008
        (f"TOKYO, June 3 (Kyodo) - {TALKED} on Tuesday.", dt.date(2008, 6, 3)),
        (f"TOKYO, JUNE 3 (Kyodo) - {TALKED} on Monday.", dt.date(2008, 6, 3)),
        (f"TOKYO, 3 June (Kyodo) - {TALKED} on Monday.", dt.date(2008, 6, 3)),
        (f"TOKYO, June 3 (Kyodo) - {TALKED} on Friday.", None),  # of no year that fits
        (f"TOKYO, June 3 (Kyodo) - {TALKED}.", None),  # no weekday tells the year
        (f"TOKYO (Kyodo) - {TALKED} on Tuesday.", None),
        (f"TOKYO, June 3, 2008 (Kyodo) - {TALKED} on Monday.", dt.date(2008, 6, 3)),
        ("TOKYO, June 3 (Kyodo) - Mayor Abo phoned Yasuo Fukuda on Monday.", dt.date(2008, 6, 3)),
        ("MOSCOW, June 3 (Tass) - Mayor Abo phoned Vladimir Putin on Tuesday.", None),  # 2003, 2014
        ("TOKYO, June 3 (Kyodo) - The mayor phoned the governor on Tuesday.", None),
    ],
)
def test_who_is_in_office_and_the_weekday_tell_the_year(
    tmp_path: Path, opening: str, day: dt.date | None
) -> None:
    text = f"Leaders discuss whaling\n\n{opening}\n\nThe two agreed to go on with the talks.\n"
    assert day_of(tmp_path, text) == day

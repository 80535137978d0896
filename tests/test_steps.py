"""Steps grow with the length of a text and no faster: lines of Python that ran are counted.

Counting tells on a busy machine what a clock does not. What a regular expression does inside one
step is no line of ours: `test_regexes.py` feeds each its worst case.
"""

from __future__ import annotations

import datetime as dt
import sys
from types import FrameType
from typing import Any

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article

DAY = dt.date(2019, 5, 14)
FEW = 24
TIMES = 5
TEXTS = {
    "leaders and groups": "President Emmanuel Macron called Chancellor Angela Merkel on Monday. "
    "The two leaders spoke for 20 minutes, and they agreed on 5 million euros. ",
    "nobody in that office": "Ms. Solveig Aasen met Mr. Per Lunde. The president said that he had "
    "told the prime minister of it, and all three leaders waited. ",
    "leaders of one country": "President Donald Trump spoke. The two leaders said so, and the "
    "president of Norway's guest told his Chinese counterpart.",
    "quotations": "“We will see,” she said. “It is late,” the minister added, ‘and cold’. ",
    "numbers and dates": "In May 2018 it rose 5 percent to $3 million, two days after March 4. ",
    "no sentence ends": "Merkel and Macron and the German chancellor said and told and asked ",
    "no full stops": "river stone market garden window letter ",
    "no spaces": "x" * 200,
    "opening marks": "“" * 60,
    "straight marks": '"' * 60,
    "short quotations": "“a” 'b' ‘c’ ",
    "emoji": "😀👩‍👩‍👧 " * 10,
    "right to left": "قال الرئيس إن \u202eשלום ",
    "control characters": "a\x01b\x1b c\x7f" * 10,
    "digits": "1234567890" * 20,
    "many numbers": "12 345 5% $7 ",
    "capital letters": "ABCDEFG" * 30,
    "capital words": "Abc Def A ",
}


def steps(text: str) -> int:
    """How many lines of Python reading and extracting a text take."""
    count = 0

    def each(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return each

    register = default_register()
    before = sys.gettrace()
    sys.settrace(each)
    try:
        extract_article(read_text(text.encode(), published_on=DAY), register)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS.keys())
def test_steps_grow_as_the_text_does(unit: str) -> None:
    text = unit + ("\n\n" if unit.endswith(". ") else "")  # else all of it is one line
    steps(text * FEW)  # what is made when first needed, is made
    few, many = steps(text * FEW), steps(text * FEW * TIMES)
    assert many < 1.15 * TIMES * few, f"{few} steps, then {many}"

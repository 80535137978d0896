"""Whom "he", "it" and "the German" mean, by what was said before."""

from __future__ import annotations

import pytest

from toolkit.articles.read import read_text
from toolkit.extract.document import analyse
from toolkit.extract.names.register import default_register


def speaker(text: str, words: str) -> str | None:
    """The name of whom some words are attributed to."""
    document = analyse(read_text(text.encode(), source="a.txt"), default_register())
    at = document.text.index(words)
    for attribution in document.attributions:
        if any(start <= at < end for start, end in attribution.contents):
            source = attribution.source
            return source.entity.name if source is not None and source.entity else None
    return None


TALKS = "The talks will go on, the spokesman Nils Berg said."
STORIES = {
    f"{TALKS} They began in May.\n\n“We have time,” he said.": "Nils Berg",
    f"{TALKS} Emmanuel Macron began them last May.\n\n“We have time,” he said.": "Emmanuel Macron",
    "Emmanuel Macron phoned Angela Merkel. He had called “to say: We have time,” the German"
    " wrote.": "Angela Merkel",
    "Emmanuel Macron spoke with Angela Merkel, who a week before had called the plan “a thing for"
    " which We have time.”": "Angela Merkel",
}


@pytest.mark.parametrize("text", STORIES)
def test_who_speaks(text: str) -> None:
    assert speaker(text, "We have time") == STORIES[text]

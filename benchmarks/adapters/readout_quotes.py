"""Readout's own attributions.

Timed is what a user asks for: reading the text and making the rows of all tables. These hold no
indirect speech, so what is scored is read apart, after the clock has stopped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from harness import Attribution, serve

from toolkit.articles.read import Defaults, read_text
from toolkit.evaluate.model import GoldArticle
from toolkit.evaluate.predict import read as predict
from toolkit.extract.pipeline import extract_article
from toolkit.run.work import Work

DAY = dt.date(2016, 6, 1)


def main() -> None:
    register = Work(Defaults(), len).register  # loaded as the command loads it

    def read(text: str) -> Iterator[Attribution]:
        article = read_text(text.encode(), source="article.txt", published_on=DAY)
        extract_article(article, register)
        return iter(())

    def answer(text: str) -> Iterator[Attribution]:
        gold = GoldArticle("article", "article.txt", text, DAY, attributions=())
        for said in predict(gold, register).attributions:
            yield {
                "contents": said.contents,
                "direct": said.direct,
                "speaker": said.speaker,
                "name": said.speaker_name,
            }

    serve(read, answer)


if __name__ == "__main__":
    main()

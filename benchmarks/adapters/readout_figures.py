"""Readout's own figures; timed is the making of the rows of all tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from harness import Figure, figure, serve

from toolkit.articles.read import Defaults, read_text
from toolkit.evaluate.model import GoldArticle
from toolkit.evaluate.predict import read as predict
from toolkit.extract.pipeline import extract_article
from toolkit.run.work import Work

DAY = dt.date(2016, 6, 1)


def main() -> None:
    register = Work(Defaults(), len).register  # loaded as the command loads it

    def read(text: str) -> Iterator[Figure]:
        article = read_text(text.encode(), source="article.txt", published_on=DAY)
        extract_article(article, register)
        return iter(())

    def answer(text: str) -> Iterator[Figure]:
        for found in predict(GoldArticle("article", "article.txt", text, DAY), register).figures:
            yield figure(found.start, found.end, found.value, found.unit, found.approx)

    serve(read, answer, key="figures")


if __name__ == "__main__":
    main()

"""Runs the shared layers over an article: quotation marks, sentences, mentions, dates, sources."""

from __future__ import annotations

from toolkit.articles.model import Article
from toolkit.extract import attribution, dates, quotemarks, sentences
from toolkit.extract.mentions import read_mentions
from toolkit.extract.model import Document
from toolkit.extract.register import Register


def analyse(article: Article, register: Register) -> Document:
    """An article with its quoted runs, sentences, mentions, dates and attributions.

    Args:
        article: the article.
        register: people, offices and countries.
    """
    document = Document(article, article.text)
    text, blocks = article.text, article.blocks
    document.quoted = quotemarks.find_runs(text, blocks)
    document.sentences = sentences.split(text, blocks)
    day = document.published_on
    document.mentions = read_mentions(text, document.sentences, document.quoted, register, day)
    spans = [(s.start, s.end) for s in document.sentences]
    document.dates = dates.find_dates(text, spans, day)
    document.attributions = attribution.find_attributions(document)
    return document

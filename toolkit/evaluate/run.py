"""Measure corpora: find the gold, extract, score; in one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from toolkit.errors import ReadoutError, UsageError
from toolkit.evaluate.attributions import score_attributions
from toolkit.evaluate.brat import read_brat
from toolkit.evaluate.calls import score_calls
from toolkit.evaluate.gold_json import read_gold_json
from toolkit.evaluate.model import ArticleScore, Corpus, Found, GoldArticle, Sheet
from toolkit.evaluate.predict import read
from toolkit.evaluate.spans import score_figures, score_quotes
from toolkit.extract.names.register import Register, default_register
from toolkit.run.pool import ordered

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus and how its articles came out, in the same order."""

    corpus: Corpus
    scores: tuple[ArticleScore, ...]


def load(path: Path, articles: Path | None = None, name: str | None = None) -> Corpus:
    """Read gold of either kind.

    Args:
        path: a folder of brat annotations, or a JSON file.
        articles: the folder of a JSON file's texts; by default that of the file.
        name: what to call the corpus; by default the last parts of its path.

    Raises:
        UsageError: there is no gold at ``path``, or it cannot be read.
        DataError: an annotation is wrong.
    """
    full = path.resolve()
    if path.is_dir():
        return read_brat(path, name or f"{full.parent.name}/{full.name}".lstrip("/"))
    if not path.exists():
        hint = "Give a folder of brat annotations, or a JSON file."
        raise UsageError("no gold here", where=str(path), hint=hint)
    own = full.parent.name if full.stem == "gold" else full.stem
    corpus = read_gold_json(path, own, articles)
    return replace(corpus, name=name) if name else corpus


def score_article(article: GoldArticle, found: Found, strict: bool = False) -> ArticleScore:
    """Compare what was found in an article with its gold.

    Args:
        article: the gold.
        found: what was found.
        strict: whether optional items and background calls count, too.
    """
    sheet = Sheet(article.article_id, article.text)
    if article.calls is not None:
        score_calls(article, found.calls, sheet, strict)
    if article.quotes is not None:
        score_quotes(article, found.quotes, sheet, strict)
    if article.figures is not None:
        score_figures(article, found.figures, sheet, strict)
    if article.attributions is not None:
        score_attributions(article, found.attributions, sheet)
    return sheet.result()


def measure_article(article: GoldArticle, register: Register, strict: bool) -> ArticleScore:
    """Extract and score; an article that cannot be read has nothing found in it."""
    try:
        found, why = read(article, register), ""
    except UsageError as error:
        found, why = Found(), str(error)
    return replace(score_article(article, found, strict), unreadable=why)


def measure(
    corpus: Corpus,
    *,
    strict: bool = False,
    jobs: int = 1,
    progress: Progress = lambda what, done, total: None,
) -> Measured:
    """Extract and score all articles of a corpus.

    Args:
        corpus: the gold.
        strict: whether optional items and background calls count, too.
        jobs: processes to use.
        progress: told how many articles are done.

    Raises:
        UsageError: a process cannot be started, or died twice at an article.
    """
    scores = []
    total = len(corpus.articles)
    for score in _scores(corpus.articles, strict, min(jobs, total)):
        scores.append(score)
        progress(f"measuring {corpus.name}: article", len(scores), total)
    return Measured(corpus, tuple(scores))


@dataclass
class _Scoring:
    """Extracts from an article and scores it, in this process or a worker."""

    strict: bool

    @cached_property
    def register(self) -> Register:
        return default_register()

    def prepare(self) -> None:
        """Load what every article needs."""
        _ = self.register

    def __call__(self, item: GoldArticle) -> ArticleScore:
        return measure_article(item, self.register, self.strict)


def _scores(articles: Sequence[GoldArticle], strict: bool, jobs: int) -> Iterator[ArticleScore]:
    scoring = _Scoring(strict)
    if jobs <= 1:
        yield from map(scoring, articles)
        return
    with closing(ordered(iter(articles), scoring, jobs)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, ReadoutError):
                raise outcome
            yield outcome

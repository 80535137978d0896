"""The build: articles to merged, corrected tables, ready to be checked and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from toolkit.articles.model import Article
from toolkit.articles.read import read_articles
from toolkit.assemble.corrections import apply_corrections, read_corrections
from toolkit.assemble.merge import Tables, merge
from toolkit.assemble.retired import FILE as RETIRED_FILE
from toolkit.assemble.retired import TABLE as RETIRED
from toolkit.assemble.retired import read_retired, retired_rows
from toolkit.assemble.tables import arrow_tables, without_closed_texts
from toolkit.errors import DataError, UsageError
from toolkit.extract.calls.participants import surname_slug
from toolkit.extract.model import Row
from toolkit.extract.names.register import Register
from toolkit.extract.pipeline import extract_article
from toolkit.figure_check import check_figures as check_figures
from toolkit.schema.arrow import arrow_schema
from toolkit.schema.model import PackageDeclaration
from toolkit.validate.report import Report

Progress = Callable[[str, int, int], None]


def build_tables(
    articles: Path,
    seeds: Path,
    declaration: PackageDeclaration,
    on_progress: Progress = lambda what, done, total: None,
) -> dict[str, pa.Table]:
    """Reads, extracts, merges and corrects: all tables of the package, with every text.

    Retired identifiers are those of the dataset that is built from the seeds' own articles; a
    package of other articles has none.

    Args:
        articles: a file or folder of articles.
        seeds: the folder that holds ``reference/``, ``corrections.csv`` and ``retired.csv``.
        declaration: the tables to build.
        on_progress: told what is being done, how many are done, how many there are.

    Raises:
        UsageError: an article, the register, the corrections or the retired identifiers cannot
            be read, or an article does not say when it was published.
        DataError: two articles share an identifier, or a correction or a record of a retired
            identifier does not match.
    """
    register = Register.load(seeds / "reference")
    read = list(read_articles(articles))
    _refuse_doubles(read)
    _refuse_undated(read)
    read.sort(key=_precedence)
    results: list[Tables] = []
    for number, article in enumerate(read):
        on_progress("extracting", number, len(read))
        results.append(extract_article(article, register).tables)
    on_progress("merging", len(read), len(read))
    rows = merge(results, _surnames(results, register))
    corrections = read_corrections(seeds / "corrections.csv")
    rows = apply_corrections(rows, corrections, declaration.tables)
    if RETIRED in declaration.tables and articles.resolve() == (seeds / "articles").resolve():
        records = read_retired(seeds / RETIRED_FILE)
        rows[RETIRED] = retired_rows(records, rows, declaration)
    return arrow_tables(declaration.tables, rows)


def publishable(
    tables: Mapping[str, pa.Table], declaration: PackageDeclaration
) -> dict[str, pa.Table]:
    """The tables as they may be published: without texts whose licence does not allow it."""
    articles = tables["articles"]
    rows = without_closed_texts(articles.to_pylist())
    schema = arrow_schema(declaration.tables["articles"])
    return {**tables, "articles": pa.Table.from_pylist(rows, schema=schema)}


def with_sources(report: Report, seeds: Path) -> Report:
    """The report with findings on corrected cells pointing to the lines that corrected them.

    Args:
        report: what is wrong with the built tables.
        seeds: the folder that holds ``corrections.csv``.
    """
    corrections = read_corrections(seeds / "corrections.csv")
    lines = {(c.table, c.field, c.value): c.where.rpartition(":") for c in corrections}
    found = []
    for finding in report.findings:
        for field in (finding.field or "").split(", "):
            place = lines.get((finding.table, field, finding.value or ""))
            if place and not finding.path:
                finding = replace(finding, path=place[0], line_number=int(place[2]))
        found.append(finding)
    return replace(report, findings=tuple(found))


def _precedence(article: Article) -> tuple[str, str]:
    published = article.meta.published_on
    return (published.isoformat() if published else "9999", article.meta.article_id)


def _refuse_doubles(articles: Iterable[Article]) -> None:
    sources: dict[str, str] = {}
    for article in articles:
        known = sources.setdefault(article.meta.article_id, article.source)
        if known != article.source:
            raise DataError(
                f"the article_id {article.meta.article_id!r} is taken by {known}",
                where=article.source,
                hint="Give each article an identifier of its own.",
            )


def _refuse_undated(articles: Iterable[Article]) -> None:
    for article in articles:
        if article.meta.published_on is None and article.dateline_on is None:
            raise UsageError(
                "the article does not say when it was published",
                where=article.source,
                hint="Give it front matter with published_on: relative dates count from it.",
            )


def _surnames(results: Sequence[Tables], register: Register) -> dict[str, str]:
    """person_id to the part that stands for the person in a call's identifier."""
    people: dict[str, Row] = {r["person_id"]: r for t in results for r in t["people"]}
    return {key: surname_slug(key, row["name"], register) for key, row in people.items()}

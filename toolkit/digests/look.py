"""What is to be said of a new digest before it is added: what stops it, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.articles.model import Article, Metadata
from toolkit.articles.read import read_articles
from toolkit.articles.signs import has_front_matter
from toolkit.digests.draft import settings
from toolkit.digests.overlap import copied
from toolkit.errors import UsageError
from toolkit.extract.model import Row
from toolkit.schema.model import PackageDeclaration
from toolkit.schema.values import breach
from toolkit.verify.check import is_indirect
from toolkit.verify.find import Searched

Rows = Mapping[str, Sequence[Row]]
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be said.

    Attributes:
        stops: whether the digest must not be added so.
        what: what is the matter.
        hint: what to do about it.
    """

    stops: bool
    what: str
    hint: str = ""


def known_digests(folder: Path) -> list[tuple[Path, Metadata]]:
    """The digests of a folder with their metadata; files that cannot be read are passed over."""
    found = []
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
            if has_front_matter(text):
                found += [(path, article.meta) for article in read_articles(path)]
        except UsageError:
            continue  # the build says what is wrong with it
    return found


def look_at(
    article: Article,
    rows: Rows,
    declaration: PackageDeclaration,
    known: Sequence[tuple[Path, Metadata]],
    received: str | None,
    in_register: Callable[[str], bool],
) -> list[Remark]:
    """All remarks, those that stop it first.

    Args:
        article: the digest, read.
        rows: the rows that extraction gives.
        declaration: the tables and code lists.
        known: the digests that are there already, the one that is to be replaced left out.
        received: the article's text as received, where it is at hand.
        in_register: whether a person of that identifier stands in the register.
    """
    found = [
        *_twice(article.meta, known),
        *_own_words(article, received),
        *_values(rows, declaration),
        *_quotations(rows, received),
        *_lacks(article, rows, in_register),
    ]
    return sorted(found, key=lambda remark: not remark.stops)


def _twice(meta: Metadata, known: Sequence[tuple[Path, Metadata]]) -> Iterator[Remark]:
    for path, other in known:
        if other.article_id == meta.article_id:
            what = f"the article_id {meta.article_id} is taken by {path}"
            yield Remark(True, what, "Choose another with --article-id.")
        elif meta.received_sha256 and other.received_sha256 == meta.received_sha256:
            what = f"the article is there already: {path} was made from the same text"
            yield Remark(True, what, "Mend that digest instead.")
        elif meta.url and other.url == meta.url:
            what = f"the article is there already: {path} has the same address"
            yield Remark(True, what, "Mend that digest instead.")


def _own_words(article: Article, received: str | None) -> Iterator[Remark]:
    """Passages taken over; articles are under copyright, and the digest is to be published."""
    if received is None:
        what = "not compared with the article"
        yield Remark(False, what, "--from FILE names the article as you received it.")
        return
    longest = settings()["longest_run"]
    for passage in copied(article.text, received, longest):
        what = f"{passage.words} words in a row stand in the article, too: {_cut(passage.wording)}"
        hint = (
            f"Say it in your own words; at most {longest} words in a row may be the article's, "
            "quotations apart."
        )
        yield Remark(True, what, hint)


def _values(rows: Rows, declaration: PackageDeclaration) -> Iterator[Remark]:
    """Cells that break a constraint or hold an unknown code."""
    for name, found in rows.items():
        table = declaration.tables.get(name)
        if table is None:
            continue
        lists = {
            key.fields[0]: declaration.code_lists[key.resource]
            for key in table.foreign_keys
            if len(key.fields) == 1 and key.resource in declaration.code_lists
        }
        for row in found:
            for column in table.fields:
                value = row.get(column.name)
                broken = breach(column, value)
                codes = lists.get(column.name)
                if codes is not None and value is not None and str(value) not in codes.codes:
                    broken = f"code list {codes.name}"
                if broken:
                    what = f"{name}.{column.name} would be {_cut(str(value))}, against {broken}"
                    yield Remark(True, what, "Make the sentence clearer, or report the rule.")


def _quotations(rows: Rows, received: str | None) -> Iterator[Remark]:
    """Quotations that the article has otherwise, or not."""
    if received is None:
        return
    searched = Searched(received)
    for row in rows.get("quotes", ()):
        wording = str(row["content"])
        if is_indirect(row) or searched.exact(wording) is not None:
            continue
        near = searched.nearest(wording)
        what = f"the article does not have the quotation {_cut(wording)}"
        if near is not None:
            what += f"; nearest: {_cut(near.wording)}"
        yield Remark(False, what, "Quote word for word, in the article's spelling.")


def _lacks(article: Article, rows: Rows, in_register: Callable[[str], bool]) -> Iterator[Remark]:
    """What the rows still lack."""
    if article.meta.published_on is None:
        yield Remark(True, "no day of publication", "Relative dates count from it: --published-on.")
    calls = rows.get("calls", ())
    if not calls:
        hint = "Name who spoke with whom, and say that they spoke by telephone."
        yield Remark(False, "no call was found", hint)
    for row in calls:
        if row.get("called_on") is None:
            hint = "Say it in the article's terms: on Monday, last Friday, Jan. 17."
            yield Remark(False, f"the call {row['call_id']} has no date", hint)
    names = {row["person_id"]: row["name"] for row in rows.get("people", ())}
    for person in dict.fromkeys(row["person_id"] for row in rows.get("participants", ())):
        if not in_register(person):
            hint = "Add the person to seeds/reference/people.csv, if not misspelt."
            yield Remark(False, f"{names.get(person, person)} is not in the register", hint)
    for row in rows.get("participants", ()):
        if in_register(row["person_id"]) and row.get("office") is None:
            hint = "Add the office to seeds/reference/offices.csv, or name it in the digest."
            yield Remark(False, f"no office is known of {names[row['person_id']]} that day", hint)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"

"""``readout verify``: quotations and figures against received articles, with planted changes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from diff_support import Made, fields, write
from hypothesis import given
from hypothesis import strategies as st
from laws import linear
from seed_support import RECEIVED, ROOT, needs_received
from typer.testing import CliRunner, Result

from toolkit.commands.app import app
from toolkit.verify.find import Searched
from toolkit.verify.fold import fold

ARTICLE = """Lisbon and Tallinn agree on ferries

President Rui Alves of Portugal spoke with Prime Minister Kadri Tamm of Estonia on Tuesday for
about 40 minutes. “We will build three ferries — not two, not four,” Mr. Alves said after the
call. “The old ones are tired,” he added, “and so are we.”

Ms. Tamm called the plan “a sen\u00adsible step” and said that it would cost 250 million euros. Her
office said that more than 1,200 workers would be needed for the harbour works, 12 days a fortnight.
"""
QUOTES = {
    "same": "The old ones are tired,",
    "marks": "We will build three ferries -- not two,  not four.",
    "soft": "a sensible step",
    "changed": "We will build five ferries — not two, not four,",
    "invented": "Nothing whatever of that kind was mentioned yesterday evening",
}
FIGURES = {
    "f-same": ("about 40 minutes", "40", "minute", ""),
    "f-capital": ("More than 1,200 workers", "1200", "count", "workers"),
    "f-words": ("EUR 250 million", "250000000", "EUR", ""),
    "f-value": ("13 days", "13", "day", ""),
    "f-none": ("17 percent", "17", "percent", ""),
}
EXPECTED = {
    "same": "verified",
    "marks": "verified",
    "soft": "verified",
    "changed": "differs",
    "invented": "not found",
    "f-same": "verified",
    "f-capital": "verified",
    "f-words": "differs",
    "f-value": "differs",
    "f-none": "not found",
    "elsewhere": "article not held",
}


def package(folder: Path, **article: str) -> Path:
    """A package of one article that may be held and one that is not."""
    known = {"article_id": "ferries-2024-03-05", "title": "Lisbon and Tallinn agree on ferries"}
    known |= {"published_on": "2024-03-05", **article}
    columns = fields("article_id", "title", "url", "received_sha256", published_on="date")
    rows = [known, {"article_id": "gone-2020-01-01", "title": "Gone"}]
    own = known["article_id"]
    quotes = [
        {"quote_id": key, "article_id": own, "kind_code": "direct", "content": words}
        for key, words in QUOTES.items()
    ]
    quotes.append(
        {"quote_id": "told", "article_id": own, "kind_code": "indirect", "content": "It was so."}
    )
    quotes.append(
        {
            "quote_id": "elsewhere",
            "article_id": "gone-2020-01-01",
            "kind_code": "mixed",
            "content": "x",
        }
    )
    figures = [
        {
            "figure_id": key,
            "article_id": own,
            "surface": surface,
            "value": value,
            "unit_code": unit,
            "counted": counted,
        }
        for key, (surface, value, unit, counted) in FIGURES.items()
    ]
    number = fields(
        "figure_id",
        "article_id",
        "surface",
        "unit_code",
        "counted",
        value="number",
        value_max="number",
    )
    tables = {
        "articles": Made(columns, rows, ("article_id",)),
        "quotes": Made(
            fields("quote_id", "article_id", "kind_code", "content"), quotes, ("quote_id",)
        ),
        "figures": Made(number, figures, ("figure_id",)),
    }
    return write(folder, tables)


def readout(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["verify", *map(str, arguments)])


def held(folder: Path, name: str, text: str = ARTICLE) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def checked(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_each_wording_has_its_verdict(tmp_path: Path) -> None:
    sha = hashlib.sha256(ARTICLE.encode()).hexdigest()
    made = package(tmp_path / "p", received_sha256=sha)
    articles = held(tmp_path / "held", "as-it-came.txt")
    result = readout("--articles", articles, "--package", made, "--format", "json")
    found = checked(result)
    assert {item["row_id"]: item["verdict"] for item in found["checked"]} == EXPECTED
    assert result.exit_code == 1
    assert found["indirect"] == 1
    assert [a["matched_by"] for a in found["articles"]] == ["received", None]
    assert found["counts"]["quotation"] == {
        "verified": 3, "differs": 1, "not found": 1, "article not held": 1
    }  # fmt: skip
    by_row = {item["row_id"]: item for item in found["checked"]}
    assert by_row["changed"]["found"] == "We will build three ferries — not two, not four"
    assert by_row["f-words"]["found"] == "250 million euros"
    assert by_row["f-words"]["remark"] == "the same value"
    assert by_row["f-value"]["found"] == "12 days"


def test_the_text_report_shows_both_wordings(tmp_path: Path) -> None:
    made = package(tmp_path / "p")
    articles = held(tmp_path / "held", "ferries-2024-03-05.txt")
    out = readout("--articles", articles, "--package", made).stdout
    assert "a copy, by its article_id" in out
    assert (
        "  - dataset: We will build five ferries — not two, not four,\n"
        "  + article: We will build three ferries — not two, not four\n" in out
    )
    assert "not found: quotation invented\n" in out
    assert "gone-2020-01-01  1 article not held  (not held)" in out
    assert "1 statement in indirect speech left out" in out
    assert out.endswith(
        "6 quotations: 3 verified, 1 differs, 1 not found, 1 article not held\n"
        "5 figures: 2 verified, 2 differs, 1 not found\n"
    )
    limited = readout("--articles", articles, "--package", made, "--limit", 1).stdout
    assert "… and 2 more: differs; --limit 0 shows all" in limited


def test_csv_has_a_row_for_each_wording(tmp_path: Path) -> None:
    made = package(tmp_path / "p")
    articles = held(tmp_path / "held", "ferries-2024-03-05.txt")
    target = tmp_path / "verified.csv"
    assert readout("--articles", articles, "--package", made, "-o", target).exit_code == 1
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert {row["row_id"]: row["verdict"] for row in rows} == EXPECTED


@pytest.mark.parametrize(
    ("stated", "text", "how"),
    [
        (
            {"url": "https://www.example.org/ferries/?ref=1"},
            "url: http://example.org/ferries",
            "url",
        ),
        ({}, "published_on: 2024-03-05", "title"),
        ({}, "published_on: 2024-03-06", None),
    ],
)
def test_copies_are_known_by_what_they_say(
    tmp_path: Path, stated: dict[str, str], text: str, how: str | None
) -> None:
    made = package(tmp_path / "p", **stated)
    title = (
        "LISBON and Tallinn agree on ferries"
        if how == "title"
        else "Lisbon and Tallinn agree on ferries"
    )
    head = {"title": title, "publisher": None, "rights": "CC-BY-4.0", "published_on": "2024-03-05"}
    key, _, value = text.partition(": ")
    head[key] = value
    front = "".join(f"{name}: {json.dumps(v)}\n" for name, v in head.items())
    articles = held(tmp_path / "held", "copy.md", f"---\n{front}---\n\n{ARTICLE}")
    result = readout("--articles", articles, "--package", made, "--format", "json")
    assert checked(result)["articles"][0]["matched_by"] == how
    assert result.exit_code == (1 if how else 2)


def test_nothing_held_cannot_be_checked(tmp_path: Path) -> None:
    made = package(tmp_path / "p")
    result = readout("--articles", held(tmp_path / "held", "other.txt"), "--package", made)
    assert result.exit_code == 2
    assert "6 quotations" in result.stdout or "article not held" in result.stdout
    assert readout("--articles", tmp_path / "nowhere", "--package", made).exit_code == 2


def test_a_digest_of_the_article_is_not_the_article(tmp_path: Path) -> None:
    made = package(tmp_path / "p")
    head = "title: x\npublisher: y\npublished_on: 2024-03-05\nrights: CC-BY-4.0\n"
    text = f"---\n{head}received_sha256: {'0' * 64}\n---\n\n{ARTICLE}"
    articles = held(tmp_path / "held", "ferries-2024-03-05.md", text)
    assert readout("--articles", articles, "--package", made).exit_code == 2


def test_records_are_articles_too(tmp_path: Path) -> None:
    made = package(tmp_path / "p")
    record = json.dumps({"article_id": "ferries-2024-03-05", "text": ARTICLE})
    articles = held(tmp_path / "held", "all.jsonl", f"{record}\n")
    found = checked(readout("--articles", articles, "--package", made, "--format", "json"))
    assert {item["row_id"]: item["verdict"] for item in found["checked"]} == EXPECTED


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        ("It cost 1,250 euros", "250 euros", False),
        ("It cost 250.5 euros", "250", False),
        ("It cost 250. Then", "250", True),
        ("the unkindness", "kindness", False),
        ("He said \u00abyes\u00bb \u2013 twice", "said “yes” - twice", True),
        ("wait . . . what", "wait… what", True),
        ("wait .\n.  . what", "wait… what", True),
        ("It’s “fine”", 'It\'s "fine"', True),
        ("non\u2011tariff", "non-tariff", True),
        ("nontariff", "non-tariff", False),
        ("Very good", "very good", False),
        ("line one\n   line two", "one line two", True),
        ("it ended.", "it ended,", True),
    ],
)
def test_only_spaces_and_typography_may_differ(text: str, wording: str, found: bool) -> None:
    assert (Searched(text).exact(wording) is not None) is found


WORDS = st.lists(
    st.sampled_from("trade talks tariff 90 days “x” it’s — a…b no\u00adte 1,200 .".split()),
    min_size=1,
)
SPACES = st.sampled_from([" ", "\n", "\u00a0 ", "  "])


@given(before=WORDS, wording=WORDS, after=WORDS, space=SPACES)
def test_what_stands_there_is_found_with_its_place(
    before: list[str], wording: list[str], after: list[str], space: str
) -> None:
    # Between words, so that its full stops make no ellipsis with those of others.
    text = f"{' '.join(before)} so\n\n{space.join(wording)}\n\nso {' '.join(after)}"
    found = Searched(text).exact(" ".join(wording))
    if fold(" ".join(wording)).text.strip(" .,"):
        assert found is not None
        assert text[found.start : found.end] == found.wording
        assert fold(found.wording).text.strip(" .") in fold(" ".join(wording)).text


@given(st.text(max_size=200))
def test_folding_leads_back_to_the_text(text: str) -> None:
    folded = fold(text)
    origins = [folded.origin(i) for i in range(len(folded.text))]
    assert origins == sorted(origins)
    for i, char in enumerate(folded.text):
        if char not in " '-.":
            assert text[origins[i]] == char
    assert fold(folded.text).text == folded.text


def test_long_articles_take_linear_time() -> None:
    words = [f"w{n}" for n in range(2000)]
    chance = random.Random(7)

    def seconds(size: int) -> float:
        text = [chance.choice(words) for _ in range(size)]
        searched = Searched(" ".join(text))
        started = time.process_time()
        for _ in range(40):
            at = chance.randrange(size - 40)
            wording = text[at : at + 30]
            assert searched.exact(" ".join(wording)) is not None
            wording[4] = wording[20] = "ZZZ"
            near = searched.nearest(" ".join(wording))
            assert near is not None
            assert near.share > 0.8
        return time.process_time() - started

    assert linear(seconds, 15_000, least=0.05)
    hostile = Searched("“" * 50_000 + " -" * 50_000 + " \n" * 50_000 + "." * 50_000)
    started = time.process_time()
    assert hostile.nearest("no such words") is None
    assert time.process_time() - started < 1


@needs_received
@pytest.mark.shared
def test_our_package_stands_in_the_received_articles() -> None:
    result = readout("--articles", RECEIVED, "--package", ROOT / "datapackage", "--format", "json")
    found = checked(result)
    wrong = [item for item in found["checked"] if item["verdict"] != "verified"]
    assert wrong == []
    assert result.exit_code == 0
    assert {article["matched_by"] for article in found["articles"]} == {"received"}

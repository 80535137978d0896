"""Small invented articles as text, digests and records, with the blocks that must come out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toolkit.articles.model import Article, Metadata
from toolkit.articles.read import read_articles, read_data, read_text

LEAD = "The president of Norvia telephoned the prime minister of Astel on Tuesday, his office said."
QUOTE = "“It was a frank talk,” the president told reporters, adding that they would meet in May."
LAST = "Officials in Astel City declined to say who had asked for the call, or how long it took."


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.start : b.end]) for b in article.blocks]


def read(text: str, source: str = "a.txt", **known: object) -> Article:
    return read_text(text.encode(), source=source, **known)  # type: ignore[arg-type]


def test_plain_text_with_blank_lines() -> None:
    article = read(
        f"""Norvia calls Astel

A short call after months of silence, on fish and on ferries.

By Jane Doe and John Roe
March 5, 2024

OSLO — {LEAD}

The two presidents at a table, with flags.
The president of Norvia, left, in Oslo. She said it was “good.” Jane Roe/Reuters

{QUOTE}

What comes next

{LAST}

ADVERTISEMENT

Ann Poe contributed reporting.

A correction was made on

March 7, 2024

An earlier version of this article misstated the name of a ferry.

Jane Doe covers Norvia for The Example. She lives in Oslo.
"""
    )
    assert blocks(article) == [
        ("headline", "Norvia calls Astel"),
        ("standfirst", "A short call after months of silence, on fish and on ferries."),
        ("byline", "By Jane Doe and John Roe"),
        ("dateline", "March 5, 2024"),
        ("dateline", "OSLO"),
        ("prose", LEAD),
        ("caption", "The two presidents at a table, with flags."),
        ("caption", "The president of Norvia, left, in Oslo. She said it was “good.”"),
        ("prose", QUOTE),
        ("subheading", "What comes next"),
        ("prose", LAST),
    ]
    assert article.meta.title == "Norvia calls Astel"
    assert article.meta.authors == ("Jane Doe", "John Roe")
    assert article.meta.published_on == dt.date(2024, 3, 5)
    assert article.dateline_on == dt.date(2024, 3, 7)
    assert (article.format, article.meta.article_id) == ("text", "a")


def test_hard_wrapped_text_is_joined() -> None:
    article = read(
        """Norvia's president calls Astel's premier
over fish

By JANE DOE
Associated Press

OSLO, Norway (AP) -- The president of Norvia on Tuesday telephoned the
prime minister of Astel to talk about fish, his office said, after weeks in
which the two had exchanged angry letters.

"It was a frank talk," the president told reporters, adding that the
two would meet in May.

  * A summit in May, which both sides have confirmed in writing to this
    paper.
  * Talks on fish.

___

Associated Press writers John Roe in Astel City and Ann Poe in Washington
contributed to this report.

Copyright 2004 The Associated Press. All rights reserved.
"""
    )
    assert blocks(article) == [
        ("headline", "Norvia's president calls Astel's premier over fish"),
        ("byline", "By JANE DOE"),
        ("dateline", "OSLO, Norway (AP)"),
        (
            "prose",
            (
                "The president of Norvia on Tuesday telephoned the prime minister of Astel to talk "
                "about fish, his office said, after weeks in which the two had exchanged angry "
                "letters."
            ),
        ),
        (
            "prose",
            (
                '"It was a frank talk," the president told reporters, adding that the two would '
                "meet in May."
            ),
        ),
        ("prose", "A summit in May, which both sides have confirmed in writing to this paper."),
        ("prose", "Talks on fish."),
    ]
    assert article.meta.publisher == "The Associated Press"


def test_lines_that_are_paragraphs_stay_apart_and_teasers_go() -> None:
    article = read(
        f"""Credit...Pool photo by Jane Roe
Norvia Calls Astel
They spoke on Tuesday, after weeks of silence.
by https://x.example/by/jane-doe · CNN{LEAD}
{QUOTE}
{LAST}
Ann Poe contributed reporting.
The Latest on Norvia
- Fish: The price of cod rose by 12 percent in a week, which nobody had foreseen.
- Ferries: The boat sank. A report says that 3 people were to blame.
How We Report on Norvia
Our reporters have been to every island."""
    )
    assert blocks(article) == [
        ("headline", "Norvia Calls Astel"),
        ("standfirst", "They spoke on Tuesday, after weeks of silence."),
        ("byline", "by https://x.example/by/jane-doe · CNN"),
        ("prose", LEAD),
        ("prose", QUOTE),
        ("prose", LAST),
    ]
    assert (article.meta.publisher, article.meta.authors) == ("CNN", ("Jane Doe",))


def test_a_list_inside_the_article_is_kept() -> None:
    article = read(f"{LEAD}\n\nThey agreed on three points:\n\n- Fish.\n- Ferries.\n\n{LAST}\n")
    assert [text for _, text in blocks(article)] == [
        LEAD,
        "They agreed on three points:",
        "Fish.",
        "Ferries.",
        LAST,
    ]


def test_copied_list_mail() -> None:
    article = read(
        f"""Norvia calls Astel - The New York Times

12 views
Skip to first unread message

Some Body

unread,
Mar 6, 2024, 9:15:02 PM (2 days ago) Mar 6
to

Norvia calls Astel

{LEAD}

{QUOTE}

{LAST}

Reply to author
Reply all
2 new messages
"""
    )
    assert blocks(article) == [
        ("headline", "Norvia calls Astel"),
        ("prose", LEAD),
        ("prose", QUOTE),
        ("prose", LAST),
    ]
    assert article.meta.publisher == "The New York Times"
    assert article.meta.published_on is None
    assert article.dateline_on == dt.date(2024, 3, 6)


def test_forwarded_message_in_plain_text() -> None:
    article = read(
        f"""---------- Forwarded message ---------
From: Some Body <a@x.example>
Date: Wed, 6 Mar 2024 at 10:00
Subject: Fwd: [news] Norvia calls Astel - Reuters
To: list <l@x.example>

Norvia calls Astel

{LEAD}

{LAST}
"""
    )
    assert article.meta.title == "Norvia calls Astel"
    assert article.dateline_on == dt.date(2024, 3, 6)
    assert [kind for kind, _ in blocks(article)] == ["headline", "prose", "prose"]


DIGEST = f"""---
title: "Norvia: a call"
publisher: null
authors:
  - Jane Doe
published_on: 2024-03-05
url: https://x.example/a
rights: CC-BY-4.0
format: html
---

{LEAD} He said NO.

Advertisement

Reporting by Jane Doe
"""


def test_digest_keeps_all_its_text() -> None:
    article = read(DIGEST, "norvia-2024.md")
    assert [text for _, text in blocks(article)] == [
        f"{LEAD} He said NO.",
        "Advertisement",
        "Reporting by Jane Doe",
    ]
    assert article.meta == Metadata(
        article_id="norvia-2024",
        title="Norvia: a call",
        authors=("Jane Doe",),
        published_on=dt.date(2024, 3, 5),
        url="https://x.example/a",
        rights="CC-BY-4.0",
    )
    assert article.format == "html"
    assert DIGEST[article.offsets.start(0) :].startswith("The president")


def test_json_lines_and_parquet_say_the_same(tmp_path: Path) -> None:
    rows = [
        {"article_id": "one", "text": f"{LEAD}\n\n{LAST}", "title": "Norvia", "extra": 1,
         "published_on": "2024-03-05", "authors": "Jane Doe; John Roe", "publisher": "P"},
        {"article_id": None, "text": f"<p>{LEAD}</p><p>{LAST}</p>", "title": None, "extra": 2,
         "published_on": None, "authors": None, "publisher": None},
    ]  # fmt: skip
    lines = tmp_path / "b.jsonl"
    lines.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "b.parquet")
    from_lines = list(read_articles(lines))
    from_parquet = list(read_articles(tmp_path / "b.parquet"))
    assert [a.meta for a in from_lines] == [a.meta for a in from_parquet]
    assert [a.text for a in from_lines] == [f"{LEAD}\n\n{LAST}"] * 2
    first, second = (a.meta for a in from_lines)
    assert (first.article_id, first.authors) == ("one", ("Jane Doe", "John Roe"))
    assert first.published_on == dt.date(2024, 3, 5)
    assert second.article_id == "b-2"
    assert {a.format for a in from_lines} == {"record"}
    assert list(read_data(lines.read_bytes(), source="b.jsonl")) != []


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    for name in ("b.txt", "a.md", "z/c.txt", ".hidden.txt", "d.log"):
        (tmp_path / name).write_text(f"{LEAD}\n\n{LAST}\n")
    assert [a.meta.article_id for a in read_articles(tmp_path)] == ["a", "b", "c"]


def test_known_metadata_fill_only_what_the_file_leaves_out() -> None:
    text = f"Norvia calls Astel\n\nBy Jane Doe\n\nMarch 5, 2024\n\n{LEAD}\n\n{LAST}\n"
    sha = hashlib.sha256(text.encode()).hexdigest()
    known = Metadata(
        article_id="known", title="Other", publisher="P", authors=("X Y",),
        published_on=dt.date(2020, 1, 1), url="https://x.example", rights="CC-BY-4.0",
    )  # fmt: skip
    meta = read(text, metadata={sha: known}, published_on=dt.date(1999, 1, 1)).meta
    assert (meta.article_id, meta.publisher, meta.url) == ("known", "P", "https://x.example")
    assert (meta.title, meta.authors) == ("Norvia calls Astel", ("Jane Doe",))
    assert meta.published_on == dt.date(2024, 3, 5)
    assert meta.rights is None
    assert (meta.received_sha256, meta.received_characters) == (sha, len(text))
    undated = read(f"{LEAD}\n\n{LAST}", published_on=dt.date(1999, 1, 1)).meta
    assert undated.published_on == dt.date(1999, 1, 1)


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_marks_and_line_breaks_of_other_systems(mark: str, newline: str) -> None:
    text = mark + f"{LEAD}\n\n{LAST}\n".replace("\n", newline)
    article = read(text)
    assert article.text == f"{LEAD}\n\n{LAST}"
    at = article.text.index("Officials")
    assert text[article.offsets.start(at) :].startswith("Officials")


def test_utf_16_with_its_mark_is_read() -> None:
    assert read_text(f"{LEAD}\n\n{LAST}".encode("utf-16"), source="x").text == f"{LEAD}\n\n{LAST}"


def test_what_is_left_of_a_menu_does_not_hide_that_a_text_is_hard_wrapped() -> None:
    lines = (
        "Norvia's president telephoned the prime minister of Astel on Tuesday to",
        "talk about fish, his office said, after weeks in which the two had been",
        "exchanging angry letters. They will meet again in May at the summit in",
        "Saltby. Two ministers were with them.",
    )
    article = read("\n".join((*lines, *("|",) * 12)))
    assert any(
        "prime minister of Astel on Tuesday to talk about" in text.replace("\n", " ")
        for text in (article.text[b.start : b.end] for b in article.blocks)
    )

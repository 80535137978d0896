"""Corpora as they are shared: other names of fields, JSON documents, CSV."""

from __future__ import annotations

import datetime as dt
import gzip
import html
import json
import quopri
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toolkit.articles.inputs import Item, items_of
from toolkit.articles.model import Article
from toolkit.articles.read import read_articles, read_data
from toolkit.errors import UsageError

LEAD = "The president of Norvia telephoned the prime minister of Astel on Tuesday, his office said."
LAST = "Officials in Astel City declined to say who had asked for the call, or how long it took."
TEXT = f"{LEAD}\n\n{LAST}"
DAY = dt.date(2024, 3, 5)
SALT = "Salt &amp; grain had been spoken of at length, the premier told reporters in Astel City."
ADDRESS = "https://x.example/a"


def read(data: str, source: str) -> list[Article]:
    return list(read_data(data.encode(), source=source))


@pytest.mark.parametrize(
    "row",
    [
        {"body": TEXT, "date": "2024-03-05", "headline": "A call"},
        {"maintext": TEXT, "date_publish": "2024-03-05 18:00:00", "title": "A call"},
        {"articleBody": TEXT, "datePublished": "2024-03-05T18:00:00Z", "headline": "A call"},
        {"content": TEXT, "pubDate": "Tue, 05 Mar 2024 18:00:00 GMT", "title": "A call"},
        {"text": TEXT, "body": "A teaser.", "published_on": "March 5, 2024", "title": "A call"},
        {"text": None, "body": TEXT, "published_on": None, "date": "5 March 2024",
         "title": "A call"},
    ],
)  # fmt: skip
def test_fields_under_the_names_that_corpora_give_them(row: dict[str, object]) -> None:
    (article,) = read(json.dumps(row), "a.jsonl")
    assert article.text == TEXT
    assert (article.meta.published_on, article.meta.title) == (DAY, "A call")


def test_what_only_has_our_name_elsewhere_is_left_alone_where_it_does_not_fit() -> None:
    row = {"text": TEXT, "date": "soon", "author": {"name": "X"}, "headline": ["x"], "link": 5}
    (article,) = read(json.dumps(row), "a.jsonl")
    meta = article.meta
    assert (meta.published_on, meta.authors, meta.url) == (None, (), None)


@pytest.mark.parametrize(
    "row",
    [
        {"text": "", "body": TEXT},
        {"text": " \n", "content": 5, "body": ["x"], "maintext": TEXT},
        {"text": TEXT, "published_on": "", "date": "2024-03-05"},
        {"text": TEXT, "published": "soon", "date": 1709600000, "datePublished": "2024-03-05"},
        {"text": TEXT, "url": "", "link": ADDRESS},
        {"text": TEXT, "source": "https://x.example/feed", "source_url": ADDRESS},
        {"text": TEXT, "source": "Reuters", "link": "a", "source_url": ADDRESS},
        {"text": TEXT, "title": " ", "headline": "A call"},
        {"text": TEXT, "authors": "", "author": {"name": "X"}, "byline": "Jane Doe"},
        {"text": TEXT, "authors": [], "author": ["Jane Doe"]},
    ],
)
def test_a_blank_or_unfit_value_hides_no_other(row: dict[str, object]) -> None:
    usual = {"datePublished": "2024-03-05", "canonical_url": ADDRESS, "byline": "Jane Doe"}
    (article,) = read(json.dumps({**row, **usual, "headline": "A call"}), "a.jsonl")
    meta = article.meta
    assert (article.text, meta.title, meta.authors) == (TEXT, "A call", ("Jane Doe",))
    assert (meta.published_on, meta.url) == (DAY, ADDRESS)


@pytest.mark.parametrize("field", ["title", "url", "published_on", "authors"])
def test_a_field_of_ours_that_does_not_fit_is_told_of(field: str) -> None:
    row = {"text": TEXT, field: 5.5, "headline": "A", "link": ADDRESS, "date": "2024-03-05"}
    with pytest.raises(UsageError, match=f"{field} is n"):
        read(json.dumps(row), "a.jsonl")


def test_parquet_with_other_columns_and_times(tmp_path: Path) -> None:
    columns = {"article": [TEXT], "date": [dt.datetime(2024, 3, 5, 18)], "score": [0.5]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    (article,) = read_articles(tmp_path / "a.parquet")
    assert (article.text, article.meta.published_on) == (TEXT, DAY)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\n\n"])
def test_a_json_document_is_read_as_its_objects(mark: str, indent: int | None) -> None:
    row = {"text": TEXT, "published_on": "2024-03-05"}
    ids = [a.meta.article_id for a in read(mark + json.dumps([row, row], indent=indent), "a.json")]
    assert ids == ["a-1", "a-2"]
    (alone,) = read(mark + json.dumps(row, indent=indent), "a.json")
    assert alone.text == TEXT


def test_a_json_document_with_an_endless_number_is_told_of() -> None:
    document = json.dumps([{"text": TEXT, "views": 0}], indent=1).replace("0", "1" * 5000)
    with pytest.raises(UsageError, match=r"a\.json: JSON with a number of too many digits"):
        read(document, "a.json")


def test_a_damaged_first_line_of_json_lines_does_not_take_the_others_along(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "cut off\n' + json.dumps({"text": TEXT}) + "\n")
    assert [item.number for item in items_of(path) if isinstance(item, Item)] == [1, 2]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_cells_over_several_lines(mark: str) -> None:
    data = mark.join(("id", "text", "date", "author")) + "\r\n"
    data += mark.join(("1", f'"{TEXT}"', "2024-03-05", '"Jane Doe; John Roe"')) + "\r\n\r\n"
    data += mark.join(("2", f'"{TEXT}"', "", "")) + "\r\n"
    first, second = read("\ufeff" + data, "a.csv")
    assert (first.text, first.meta.published_on) == (TEXT, DAY)
    assert first.meta.authors == ("Jane Doe", "John Roe")
    assert (second.meta.article_id, second.meta.published_on) == ("a-2", None)


def test_the_rows_of_csv_after_a_bad_one_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"id,text\n1,x,y\n2,The premier telephoned.\n"))
    items = list(items_of(path))
    assert [isinstance(item, Item) for item in items] == [False, True]
    assert str(items[0]).startswith(f"{path}:1: 3 cells, but 2 columns")


PAGE = "<html><head>{}<title>A call</title></head><body>"
PAGE += f"<p>{LEAD[:-1]} {{}}.</p><p>{LAST}</p></body>"


@pytest.mark.parametrize(
    ("declared", "written", "word"),
    [
        ("gb2312", "gb18030", "会谈 – “镕”"),
        ("shift_jis", "cp932", "首相 ①"),
        ("euc-kr", "cp949", "통화 똠"),
        ("iso-8859-9", "cp1254", "Erdoğan’s"),
        ("x-sjis", "cp932", "首相"),
        ("ISO-8859-1", "cp1252", "“café”"),
    ],
)
def test_a_page_is_read_in_the_character_set_that_browsers_take(
    declared: str, written: str, word: str
) -> None:
    page = PAGE.format(f'<meta charset="{declared}">', word)
    (article,) = read_data(page.encode(written), source="a.html")
    assert f"said {word}." in article.text
    page = PAGE.format("", word)
    (article,) = read_data(
        f'<?xml version="1.0" encoding="{declared}"?>{page}'.encode(written), source="a.xhtml"
    )
    assert f"said {word}." in article.text


@pytest.mark.parametrize("codec", ["punycode", "unicode_escape", "utf-7", "hex", "undefined"])
def test_no_codec_of_python_is_used_that_no_page_is_written_in(codec: str) -> None:
    page = PAGE.format(f'<meta charset="{codec}">', "“café”")
    (article,) = read_data(page.encode("cp1252"), source="a.html")
    assert "said “café”." in article.text


def test_a_page_that_wrongly_says_it_is_utf_8_is_read() -> None:
    page = PAGE.format('<meta charset="utf-8">', "“café”")
    (article,) = read_data(page.encode("cp1252"), source="a.html")
    assert "said “café”." in article.text
    with pytest.raises(UsageError, match="not UTF-8 at byte"):
        list(read_data(page.encode() + b"\xe9" * 9, source="a.html"))


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_needs_no_mark(codec: str) -> None:
    (article,) = read_data(PAGE.format("", "“café”").encode(codec), source="a.html")
    assert "said “café”." in article.text


def test_a_stray_nul_in_a_page_costs_its_character_only() -> None:
    page = PAGE.format("", f"café ({LEAD * 12})").replace("Norvia", "Nor\0via", 1)
    (article,) = read_data(page.encode(), source="a.html")
    assert article.text.startswith("The president of Nor\ufffdvia telephoned")
    assert "café" in article.text


def test_the_parts_of_a_mail_have_character_sets_of_their_own() -> None:
    head = "From: A <a@x.example>\r\nSubject: A call\r\nDate: Wed, 6 Mar 2024 09:00:00 +0100\r\n"
    head += "Content-Type: multipart/mixed; boundary=B\r\n"
    note = "--B\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nLu au café à Fès.\r\n"
    part = f"--B\r\nContent-Type: text/plain;\r\n charset=utf-8\r\n\r\n{TEXT}\r\n\r\nA “café”.\r\n"
    data = head.encode() + b"\r\n" + note.encode("latin-1") + part.encode() + b"--B--\r\n"
    for named in (data, data.replace(b"A call", "Un café".encode("cp1252"))):
        (article,) = read_data(named, source="a.eml")
        assert article.text == f"{TEXT}\n\nA “café”."


CLIPPED = f"""---
title: "A call: on fish"
source: "https://x.example/world/a"
site: The Example
author:
  - "[[Jane Doe]]"
  - John Roe
published: 2024-03-05T18:00:00Z
created: 2024-03-09
tags: [clippings, fish]
aliases:
---
Subscribe to our newsletter

{LEAD}

{LAST}
"""


def test_front_matter_of_other_programs() -> None:
    (article,) = read(CLIPPED, "a.md")
    meta = article.meta
    assert article.text == TEXT
    assert (meta.title, meta.publisher, meta.published_on) == (
        "A call: on fish",
        "The Example",
        DAY,
    )
    assert (meta.authors, meta.url) == (("Jane Doe", "John Roe"), "https://x.example/world/a")
    assert meta.received_sha256 is not None
    with pytest.raises(UsageError, match=r"a\.md:2: front matter is not YAML"):
        read(CLIPPED.replace('"A call: on fish"', "a: b"), "a.md")


def linked_page(body: str, shown: str = "") -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": "A call", "articleBody": body})
    script = f'<script type="application/ld+json">{data}</script>'
    return (
        f"<html><head>{script}</head><body><h1>A call</h1>{shown}<div id=root></div></body></html>"
    )


def test_a_page_that_a_script_would_write_is_read_from_its_linked_data() -> None:
    quoted = 'He said: “We spoke — at "length" & 😀 \\ well,” on A\u0301stel’s roof.'
    page = linked_page(f"{LEAD}\n\n{quoted.replace('&', '&amp;')}\n\n{LAST}")
    (article,) = read(page, "a.html")
    assert article.text == f"A call\n\n{LEAD}\n\n{quoted}\n\n{LAST}"
    for words in (LEAD, LAST):
        start = article.text.index(words)
        first, last = article.offsets.start(start), article.offsets.end(start + len(words))
        assert page[first:last] == words
    at = article.text.index("😀")
    assert page[article.offsets.start(at) :].startswith("\\ud83d\\ude00")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LEAD}</p><p class='b'>{SALT}</p>\n<p>{LAST}</p>",
        f"{LEAD}<br/><br/>{SALT}<br><br>{LAST}",
        html.escape(f"<div><p>{LEAD}</p><p>{SALT}</p><p>{LAST}</p></div>"),
        f"{LEAD}\n\n{SALT.replace('Salt', '<a href=x>Salt</a>')}\n\n{LAST}",
        html.escape(f"{LEAD}\n\n<em>{SALT}</em>\n\n{LAST}"),
        f"{LEAD}\n\n{SALT}\n\n{LAST}",
    ],
)
def test_linked_data_that_are_html_are_read_as_such(body: str) -> None:
    data, end, shown = linked_page(body).partition("</script>")
    page = data.replace("</", "<\\/") + end + shown
    (article,) = read(page, "a.html")
    assert article.text == f"A call\n\n{LEAD}\n\n{html.unescape(SALT)}\n\n{LAST}"
    for words in (LEAD, LAST):
        start = article.text.index(words)
        first, last = article.offsets.start(start), article.offsets.end(start + len(words))
        assert page[first:last] == words


def test_linked_data_add_nothing_to_an_article_that_is_there() -> None:
    shown = f"<p>{LEAD}</p><p>{LAST}</p>"
    (article,) = read(linked_page(LEAD * 2, shown), "a.html")
    assert article.text == f"A call\n\n{TEXT}"
    elsewhere = linked_page(LEAD * 9, shown).replace("application/ld+json", "text/plain")
    assert read(elsewhere, "a.html")[0].text == f"A call\n\n{TEXT}"


def test_an_attached_text_is_read_where_the_message_only_points_at_it() -> None:
    head = "From: A <a@x.example>\nSubject: A call\nContent-Type: multipart/mixed; boundary=B\n\n"
    note = "--B\nContent-Type: text/plain\n\nSee the attached text.\n"
    kind = "--B\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\n"
    (article,) = read(f"{head}{note}{kind}{TEXT}\n--B--\n", "a.eml")
    assert article.text == TEXT
    (article,) = read(f"{head}{kind}See the minutes.\n{note.replace('See', LEAD)}--B--\n", "a.eml")
    assert article.text.startswith(LEAD)


def test_a_page_saved_in_one_file(tmp_path: Path) -> None:
    page = PAGE.format('<meta charset="utf-8">', "“café”")
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/a\r\n"
    head += "Subject: A call\r\nDate: Wed, 6 Mar 2024 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n'
    part = "----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    body = quopri.encodestring(page.encode()).replace(b"\n", b"\r\n")
    image = "\r\n----x\r\nContent-Type: image/gif\r\n\r\nR0lG\r\n----x--\r\n"
    path = tmp_path / "a.mhtml"
    path.write_bytes(f"{head}{part}\r\n".encode() + body + image.encode())
    (article,) = read_articles(tmp_path)
    assert article.text == f"{LEAD[:-1]} “café”.\n\n{LAST}"
    assert (article.meta.title, article.meta.url) == ("A call", "https://x.example/a")
    assert article.dateline_on == dt.date(2024, 3, 6)


PAGE_PART = "Content-Type: text/html\nContent-ID: <page@x>\n\n"
PAGE_PART += f"<html><body><article><p>{LEAD}</p><p>{LAST}</p></article></body></html>\n"
AD_PART = "Content-Type: text/html\nContent-ID: <ad@x>\n\n"
AD_PART += f"<html><body><script>{'x = 1; ' * 200}</script><p>Buy a car.</p></body></html>\n"
STYLE_PART = "Content-Type: text/css\nContent-ID: <css@x>\n\np { color: red }\n"
FRAMES_PART = (
    "Content-Type: text/html\n\n<html><frameset><frame src=cid:page@x></frameset></html>\n"
)


@pytest.mark.parametrize(
    ("start", "parts"),
    [
        ("", [PAGE_PART, AD_PART]),
        ("", [STYLE_PART, PAGE_PART, AD_PART]),
        ('; start="<page@x>"', [AD_PART, PAGE_PART]),
        ('; start="<nowhere@x>"', [PAGE_PART, AD_PART]),
        ("", [FRAMES_PART, PAGE_PART]),
    ],
)
def test_the_frames_of_a_page_saved_in_one_file_are_not_its_article(
    start: str, parts: list[str]
) -> None:
    head = f"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related{start}"
    saved = f"{head}; boundary=B\n\n" + "".join(f"--B\n{part}" for part in parts) + "--B--\n"
    (article,) = read(saved, "a.mhtml")
    assert article.text == TEXT

"""Bad input: one line that says what, where and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.articles.read import read_articles, read_data, read_text
from toolkit.errors import EXIT_USAGE, UsageError

PROSE = "The president of Norvia telephoned the premier of Astel on Tuesday, his office said.\n"
GOOD = {
    "title": "A",
    "publisher": "B",
    "published_on": "2024-03-05",
    "rights": "CC-BY-4.0",
}


CONSENT = (
    b"<html><h1>We value your privacy</h1><p>We and our 9 partners keep data on your device. You"
    b" may accept or refuse.</p><p>You may click to consent to our processing.</p></html>"
)


def digest(**changes: str | None) -> bytes:
    keys = {**GOOD, **changes}
    head = "".join(f"{key}: {value}\n" for key, value in keys.items() if value is not None)
    return f"---\n{head}---\n\n{PROSE}".encode()


def refusal(data: bytes, source: str = "a.md") -> str:
    with pytest.raises(UsageError) as caught:
        list(read_data(data, source=source))
    assert caught.value.exit_code == EXIT_USAGE
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_good_digest_is_read() -> None:
    assert read_text(digest(), source="a.md").text == PROSE.strip()
    assert read_text(digest(title="null", publisher="~"), source="a.md").meta.title is None
    assert read_text(digest(title='"null"'), source="a.md").meta.title == "null"
    assert read_text(digest(title='"010"', publisher="NO"), source="a.md").meta.publisher == "NO"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (digest(tilte="x"), "a.md:6: unknown front matter key 'tilte'"),
        (digest(rights=None), "a.md:1: front matter lacks rights"),
        (digest(title=None), "a.md:1: front matter lacks title"),
        (digest(published_on=None), "a.md:1: front matter lacks published_on"),
        (digest(published_on="null"), "a.md:4: front matter published_on"),
        (digest(published_on="5 March 2024"), "a.md:4: front matter published_on"),
        (digest(published_on="2024-3-5"), "is not a date YYYY-MM-DD"),
        (digest(published_on="2024-02-30"), "is not a day of the calendar"),
        (digest(rights="null"), "a.md:5: front matter rights"),
        (digest(title="a: b"), "a.md:2: front matter is not YAML"),
        (digest(title="'a"), "front matter is not YAML"),
        (digest(title="[a, b]"), "a.md:2: front matter title"),
        (digest(authors="Jane Doe"), "is not a list of names"),
        (digest(authors="[[a]]"), "is not a list of names"),
        (digest(url="x.example"), "is not an http or https address"),
        (digest(received_sha256="abc"), "hexadecimal"),
        (digest(received_characters="-1"), "is not a whole number"),
        (digest(format="pdf"), "is not one of text, markdown"),
        (digest(article_id="Mein Artikel"), "is not lower-case letters"),
        (
            b"---\ntitle: A\ntitle: B\nrights: x\n---\nx",
            "a.md:3: front matter key 'title' stands twice",
        ),
        (b"---\n- a\n---\nx", "a.md:2: front matter is not a list of keys and values"),
        (b"---\n---\nx", "front matter is not a list of keys"),
        (b"---\ntitle: A\n\n" + PROSE.encode(), "a.md:1: front matter is not closed"),
        (digest().split(b"\n\n")[0] + b"\n", "a.md: no prose found"),
    ],
)
def test_front_matter_is_strict(data: bytes, said: str) -> None:
    assert said in refusal(data)


@pytest.mark.parametrize(
    ("data", "source", "said"),
    [
        (b"", "a.txt", "a.txt: empty file"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "a.txt: empty file"),
        (b"abc\x00def", "a.txt", "binary file (NUL at byte 3)"),
        (b"caf\xe9 " + PROSE.encode(), "a.txt", "not UTF-8 at byte 3"),
        (b"\xff\xfeabc", "a.txt", "not utf-16"),
        (b"Advertisement\n\nShare\n", "a.txt", "no prose found"),
        (b"<html><nav>Home</nav></html>", "a.html", "no prose found"),
        (b"<frameset><frame src=a><frame src=b></frameset>", "a.html", "? Open it in a browser"),
        (CONSENT, "a.html", "no prose found"),
        (b"id,text\n1,Short\n2,Words\n", "stdin", "is read with --input-format csv."),
        (b"{\"text\": \"x\"\n", "a.jsonl", "a.jsonl:1: not JSON"),
        (b"[1]\n", "a.jsonl", "a.jsonl:1: a JSON list, not an object"),
        (b"\n{\"title\": \"x\"}\n", "a.jsonl", "a.jsonl:2: record without text"),
        (b"{\"text\": \"\"}\n", "a.jsonl", "record without text"),
        (b"{\"text\": \"x\", \"published_on\": \"soon\"}", "a.jsonl", "published_on is not a date"),
        (b"{\"text\": \"x\", \"title\": [1]}", "a.jsonl", "title is not a text"),
        (b"{\"text\": \"x\", \"authors\": 3}", "a.jsonl", "authors is neither"),
        (b"{\"text\": \"\xff\"}", "a.jsonl", "a.jsonl:1: not UTF-8"),
        (b"[" * 100_000, "a.jsonl", "a.jsonl:1: "),
        (b"PAR1 nonsense", "a.parquet", "not a readable Parquet file"),
        (b'[{"text": "x"}, 5', "a.json", "a.json:1:18: not JSON"),
        (b'{"headline": "x"}', "a.jsonl", "record without text. It has: headline"),
        (b"id,words\n1,x\n", "a.csv", "no column text. It has: id, words"),
        (b"id,text\n1,a,b\n", "a.csv", "a.csv:1: 3 cells, but 2 columns"),
        (b"id,text\n1,caf\xe9\n", "a.csv", "a.csv: not UTF-8 after row 0"),
        (b"%PDF-1.7\n%\xe2\xe3", "a.pdf", "a PDF, which is not read"),
        (b"PK\x03\x04\x00\x00", "a.html", "a zip archive or an office document"),
        (b"{\\rtf1\\ansi The premier called.}", "a.txt", "an RTF document"),
        (b"<meta charset=ascii><p>caf\x81</p>", "a.html", "not cp1252, which it declares"),
    ],
)  # fmt: skip
def test_bad_files(data: bytes, source: str, said: str) -> None:
    assert said in refusal(data, source)


def test_several_articles_are_not_one() -> None:
    line = b'{"text": "The premier telephoned."}\n'
    assert read_text(line, source="a.jsonl").text == "The premier telephoned."
    with pytest.raises(UsageError, match="not one article but several"):
        read_text(line * 2, source="a.jsonl")


def test_missing_and_empty_places(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        list(read_articles(tmp_path / "none"))
    with pytest.raises(UsageError, match="no articles in this folder"):
        list(read_articles(tmp_path))
    with pytest.raises(UsageError, match=r"\.csv, \.tsv, \.json where they are named themselves"):
        list(read_articles(tmp_path))


def test_parquet_without_text(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"words": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(UsageError, match=r"no column text.*words.*body"):
        list(read_articles(tmp_path / "a.parquet"))


def test_records_before_the_bad_one_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "The premier telephoned."}\nnonsense\n')
    articles = read_articles(path)
    assert next(articles).text == "The premier telephoned."
    with pytest.raises(UsageError, match=r"a\.jsonl:2: not JSON"):
        next(articles)

"""Corpora: containers of many articles, compression, and what is damaged in them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_support import answer, json_lines, mail, mailbox, page, prose, record, web_archive
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.forms import HtmlReader, InputForm
from toolkit.articles.inputs import Item, items_in, items_of
from toolkit.articles.mbox import mailbox_messages
from toolkit.articles.model import Article
from toolkit.articles.read import Defaults, article_of, read_articles, read_data
from toolkit.articles.warc import read_warc
from toolkit.errors import UsageError


def read(
    data: bytes, source: str = "stdin", form: InputForm | None = None
) -> Iterator[Article | str]:
    """Articles, and the messages of those that cannot be read."""
    for item in items_in(io.BytesIO(data), source, form):
        if isinstance(item, UsageError):
            yield str(item)
            continue
        try:
            yield article_of(item, Defaults(form=form))
        except UsageError as error:
            yield str(error)


def spans_lead_back(article: Article, received: str) -> bool:
    """Whether every verbatim run of the clean text stands in the received text where it says."""
    offsets = article.offsets
    ends = (*offsets.clean[1:], len(article.text))
    return all(
        article.text[start:end] == received[at : at + end - start]
        for start, end, at, same in zip(
            offsets.clean, ends, offsets.received, offsets.verbatim, strict=True
        )
        if same
    )


def one(data: bytes, source: str = "stdin", form: InputForm | None = None) -> Article:
    (found,) = read(data, source, form)
    assert isinstance(found, Article), found
    return found


PACKERS = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: pa.Codec("zstd").compress(data, asbytes=True),
}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", prose().encode()),
        ("a.html", page().encode()),
        ("a.jsonl", json_lines(3)),
        ("a.mbox", mailbox(3)),
        ("a.warc", web_archive(3)),
    ],
)
def test_compressed_files_are_read_as_the_plain_ones(
    tmp_path: Path, name: str, data: bytes, suffix: str
) -> None:
    (tmp_path / name).write_bytes(data)
    packed = tmp_path / (name + suffix)
    packed.write_bytes(_zstandard(data) if suffix == ".zst" else PACKERS[suffix](data))
    plain = [a.text for a in read_articles(tmp_path / name)]
    assert plain == [a.text for a in read_articles(packed)]
    assert plain == [a.text for a in read_data(packed.read_bytes(), source=packed.name)]
    ids = [a.meta.article_id for a in read_articles(packed)]
    assert all(i == "a" or (i.startswith("a") and "gz" not in i) for i in ids)


def _zstandard(data: bytes) -> bytes:
    sink = io.BytesIO()
    with pa.CompressedOutputStream(sink, "zstd") as out:
        out.write(data)
        out.flush()
        return sink.getvalue() + _end(out, sink)


def _end(out: Any, sink: io.BytesIO) -> bytes:
    before = len(sink.getvalue())
    sink.close = lambda: None  # type: ignore[method-assign]
    out.close()
    return sink.getvalue()[before:]


def test_a_mailbox_gives_an_article_a_message() -> None:
    found = list(read(mailbox(3, bad=[2]), "in.mbox"))
    assert isinstance(found[0], Article)
    assert found[0].meta.article_id == "in-1"
    assert found[0].meta.title == "Call 1"
    assert isinstance(found[1], str)
    assert found[1].startswith("in.mbox: message 2: no prose found")
    assert isinstance(found[2], Article)
    assert found[2].text == prose(3).strip()


def test_a_lone_message_is_a_file_of_its_own() -> None:
    assert one(mailbox(1), "in.mbox").meta.article_id == "in"
    text = "From Paris to Orvale\nBy: nobody\n\n" + prose()
    assert one(text.encode(), "a.txt").format == "text"


def test_a_body_that_says_from_does_not_end_a_message() -> None:
    body = b"From a@b Tue Mar  3 2020\nSubject: x\n\nOne.\n\nFrom here on it is calm.\n\nEnd.\n\n"
    assert list(mailbox_messages(io.BytesIO(body * 2))) == [body, body]


@given(st.lists(st.binary(max_size=30), max_size=8))
def test_no_byte_of_a_mailbox_is_lost(lines: list[bytes]) -> None:
    data = b"\n".join(lines)
    joined = b"".join(mailbox_messages(io.BytesIO(data)))
    assert joined == data or not data.strip() or data.startswith(joined)


def test_folders_of_mail(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
        (tmp_path / "box" / name / f"158.{name}.host:2,S").write_text(mail(1))
    (tmp_path / "mh").mkdir()
    for name in ("1", "12.", "note"):
        (tmp_path / "mh" / name).write_text(mail(2))
    found = [Path(a.source).relative_to(tmp_path).as_posix() for a in read_articles(tmp_path)]
    assert found == ["box/cur/158.cur.host:2,S", "box/new/158.new.host:2,S", "mh/1", "mh/12."]


def test_a_folder_that_may_not_be_entered_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(prose())

    def walk(folder: Path, onerror: Any) -> Iterator[Any]:
        onerror(PermissionError(13, "Permission denied", f"{folder}/shut"))
        yield str(folder), [], ["a.txt"]

    monkeypatch.setattr("toolkit.articles.inputs.os.walk", walk)
    error, item = items_of(tmp_path)
    assert str(error) == f"{tmp_path}/shut: cannot be read: Permission denied"
    assert isinstance(item, Item)


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_an_article_a_page(packed: bool) -> None:
    found = list(read(web_archive(2, packed), "crawl.warc.gz" if packed else "crawl.warc"))
    assert [a.meta.article_id for a in found if isinstance(a, Article)] == ["crawl-2", "crawl-3"]
    first = found[0]
    assert isinstance(first, Article)
    assert first.text == f"Call 2\n\n{prose(2).strip()}"
    assert first.meta.url == "https://news.example/2020/03/04/call"
    assert str(first.meta.published_on) == "2020-03-04"
    assert first.source == "crawl.warc" + ".gz" * packed + ": record 2 (urn:uuid:00000002)"
    assert spans_lead_back(first, page(2))


def test_the_day_of_fetching_stands_where_nothing_else_does() -> None:
    article = one(record(answer(page().encode()), url="https://news.example/call"))
    assert article.meta.published_on is None
    assert str(article.dateline_on) == "2020-03-05"


CHUNKED = b"5;x=y\r\n<html\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(page()) - 20, page()[20:].encode())


@pytest.mark.parametrize(
    "block",
    [
        answer(gzip.compress(page().encode(), mtime=0), "Content-Encoding: gzip"),
        answer(zlib.compress(page().encode()), "Content-Encoding: deflate"),
        answer(zlib.compress(page().encode())[2:-4], "Content-Encoding: deflate"),
        answer(page().encode(), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        answer(pa.compress(page().encode(), "zstd", asbytes=True), "Content-Encoding: zstd"),
        answer(page().encode(), "Content-Encoding: zstd"),
        answer(CHUNKED, "Transfer-Encoding: chunked"),
        answer(page(charset="x").encode("cp1252"), "Content-Type: text/html; charset=windows-1252"),
        answer(page(charset="utf-8").encode("utf-16"), "Content-Type: text/html; charset=utf-16"),
        answer(page().encode(), "Content-Type: application/xhtml+xml"),
    ],
)
def test_pages_as_servers_send_them(block: bytes) -> None:
    text = one(record(block)).text
    assert "his office said in note 0." in text
    assert "“We spoke about grain" in text


@pytest.mark.parametrize(
    ("kind", "content_type"), [("resource", "text/html"), ("conversion", "text/plain")]
)
def test_records_without_a_server(kind: str, content_type: str) -> None:
    body = page() if content_type == "text/html" else prose()
    assert one(record(body.encode(), 1, kind, content_type)).text.endswith(prose().strip())


@pytest.mark.parametrize(
    "block",
    [
        answer(b"\x89PNG", "Content-Type: image/png"),
        answer(b"moved", status="301 Moved Permanently"),
        b"no answer at all",
    ],
)
def test_what_is_no_page_is_passed_over(block: bytes) -> None:
    assert one(record(block) + record(answer(page().encode()))).format == "html"


@pytest.mark.parametrize(
    ("middle", "complaint"),
    [
        (record(answer(b"x", "Content-Encoding: gzip") + b"\x1f"), "no prose found"),
        (
            record(answer(b"\x1f\x8bbroken", "Content-Encoding: gzip"), 7),
            "c.warc: record 3 (urn:uuid:00000007): its packed page is damaged",
        ),
        (
            record(answer(b"\x28\xb5\x2f\xfdx", "Content-Encoding: zstd"), 7),
            "c.warc: record 3 (urn:uuid:00000007): its packed page is damaged",
        ),
        (
            record(answer(b"x", "Content-Encoding: lzw"), 7),
            "c.warc: record 3 (urn:uuid:00000007): its content is packed as lzw",
        ),
        (
            record(b"x").replace(b"Content-Length: 1", b"Content-Length: one"),
            "c.warc: record 3 (urn:uuid:00000001): damaged: no length",
        ),
        (b"junk\r\nmore junk\r\n", "c.warc: after record 2: damaged: no WARC record begins here"),
    ],
)
def test_one_bad_record_is_told_of_and_the_rest_read(middle: bytes, complaint: str) -> None:
    good = web_archive(1)
    found = list(read(good + middle + record(answer(page(5).encode())), "c.warc"))
    assert [type(f).__name__ for f in found] == ["Article", "str", "Article"]
    assert complaint in str(found[1])


def test_a_damaged_member_of_a_packed_archive_is_passed_over() -> None:
    members = [gzip.compress(record(answer(page(n).encode()), n), mtime=0) for n in range(1, 5)]
    half = len(members[1]) // 2
    members[1] = members[1][:half] + b"\xff" * 20 + members[1][half + 20 :]
    found = list(read(b"".join(members), "c.warc.gz"))
    texts = [f.text for f in found if isinstance(f, Article)]
    assert [f"note {n}." in text for n, text in zip((1, 3, 4), texts, strict=True)] == [True] * 3
    assert any(isinstance(f, str) and "c.warc.gz: after record 1: damaged" in f for f in found)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_end(data: bytes, packed: bool) -> None:
    whole = web_archive(1) + data
    assert list(read_warc(io.BytesIO(gzip.compress(whole) if packed else whole), "x"))


def test_a_cut_archive_is_told_of() -> None:
    data = web_archive(2)
    found = list(read(data[:-200], "c.warc"))
    assert isinstance(found[0], Article)
    assert "record 3 (urn:uuid:00000003): damaged: " in str(found[1])


@pytest.mark.parametrize(
    ("suffix", "count"),
    [(".gz", 1000), (".bz2", 4000), (".xz", 1000)],  # bzip2 gives nothing before 900 kB
)
def test_a_cut_compressed_file_is_told_of(suffix: str, count: int) -> None:
    data = b"".join(json_lines(1).replace(b"a1", b"a%d" % n) for n in range(count))
    found = list(read(PACKERS[suffix](data)[:-30], "a.jsonl"))
    assert isinstance(found[0], Article)
    assert str(found[-1]).startswith("a.jsonl: cannot be read: ")


def test_bad_lines_and_rows_are_told_of(tmp_path: Path) -> None:
    found = list(read(json_lines(4, bad=[2]), "a.jsonl"))
    assert [type(f).__name__ for f in found] == ["Article", "str", "Article", "Article"]
    assert str(found[1]).startswith("a.jsonl:2: not JSON")
    rows = [{"text": prose(n), "title": "t"} for n in range(3)]
    rows[1]["text"] = ""
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    for name in (None, "stdin"):
        data = (tmp_path / "a.parquet").read_bytes()
        found = list(read(data, name or "a.parquet"))
        assert [type(f).__name__ for f in found] == ["Article", "str", "Article"]
        assert ":2: record without text" in str(found[1])


def test_a_damaged_row_group_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.Table.from_pylist([{"text": prose(n)} for n in range(9)])
    pq.write_table(table, path, row_group_size=3, compression="none", use_dictionary=False)
    at = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    found = list(items_of(path))
    errors = [str(f) for f in found if isinstance(f, UsageError)]
    assert [f.number for f in found if isinstance(f, Item)] == [1, 2, 3, 7, 8, 9]
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}: rows 4 to 6: not a readable Parquet file")


def test_lone_surrogates_are_replaced() -> None:
    line = json.dumps({"text": f"\udc00{prose()}", "title": "A \ud83d b", "authors": ["x\udfff"]})
    article = one(line.encode())
    assert article.meta.title == "A � b"
    assert article.meta.authors == ("x�",)
    article.text.encode()


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.XHTML"])
def test_a_page_without_doctype_and_body(name: str) -> None:
    fragment = "<div>" + "</div><div>".join(prose().strip().split("\n\n")) + "</div>"
    article = one(fragment.encode(), name)
    assert article.format == "html"
    assert article.text == prose().strip()


def test_paragraphs_that_a_paywall_marks_one_by_one_are_the_article() -> None:
    paragraphs = "".join(f'<p class="paywall">{prose(n)}</p>' for n in range(5))
    promoted = '<p class="newsletter">Sign up for our letter on grain and gas, sent each day.</p>'
    text = page().replace("</article>", f"{paragraphs}{promoted}</article>")
    article = one(text.encode(), "a.html")
    assert "note 4." in article.text
    assert "Sign up" not in article.text


def test_web_pages_are_decoded_as_browsers_do() -> None:
    bare = page().replace('<meta charset="utf-8">', "")
    assert "“We spoke" in one(bare.encode("cp1252"), "a.html").text
    broken = page().encode().replace(b"Orvale", b"Orv\xe2\x80le")
    assert "Orv�le" in one(broken + b" " * 2000, "a.html").text
    (refused,) = read(b"<html><p>" + b"\x81\x8d" * 40, "a.html")
    assert "not UTF-8" in str(refused)


def test_the_form_may_be_told(tmp_path: Path) -> None:
    text = "# Call\n\n" + prose()
    assert one(text.encode(), form=InputForm.TEXT).format == "text"
    assert one(text.encode(), form=InputForm.MARKDOWN).format == "markdown"
    found = list(read(b"\n" + json_lines(2), form=InputForm.JSONL))
    assert [type(f).__name__ for f in found] == ["Article", "Article"]
    (tmp_path / "odd.dat").write_bytes(json_lines(2))
    assert len(list(items_of(tmp_path / "odd.dat", InputForm.JSONL))) == 2


class Slow(io.RawIOBase):
    """A stream that hands out what it has line by line, and counts."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.lines = lines
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        line = next(self.lines, b"")
        self.taken += 1
        buffer[: len(line)] = line
        return len(line)


@pytest.mark.parametrize("form", ["jsonl", "mbox", "warc"])
def test_streams_are_cut_as_they_come(form: str) -> None:
    """An endless stream gives its first articles: nothing reads it to its end."""
    pieces = {"jsonl": json_lines(1), "mbox": mailbox(1), "warc": web_archive(1)}

    def endless() -> Iterator[bytes]:
        while True:
            yield pieces[form]

    stream = Slow(endless())
    cut = items_in(io.BufferedReader(stream, 512 * 1024))
    for _ in range(50):
        assert isinstance(next(cut), Item)
    assert stream.taken < 2000


def test_trafilatura_says_which_blocks_and_we_say_where() -> None:
    pytest.importorskip("trafilatura", reason="the extra web is not installed")
    paragraphs = "".join(f"<p>{prose(n)}</p>" for n in range(6))
    text = page().replace("</article>", paragraphs + "</article><footer>All rights</footer>")
    (item,) = items_in(io.BytesIO(text.encode()), "a.html")
    assert isinstance(item, Item)
    article = article_of(item, Defaults(html_reader=HtmlReader.TRAFILATURA))
    assert "note 5." in article.text
    assert "All rights" not in article.text
    assert spans_lead_back(article, text)

"""What holds of the page for any text at all: it is hostile input."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from laws import examples
from view_support import Page

from toolkit.articles.model import Article, Block, BlockKind, Metadata, OffsetMap
from toolkit.extract.pipeline import ArticleResult, article_row
from toolkit.resources import schemas_dir
from toolkit.schema.loader import load_declaration
from toolkit.view.html import page
from toolkit.view.spans import numbered, pieces
from toolkit.view.text import escaped, shortened, visible

DECLARATION = load_declaration(schemas_dir())
VIEW = Path(__file__).resolve().parents[1] / "toolkit" / "view"
NASTY = [
    *("</style><script>alert(1)</script>", "<!--", "]]>", "&amp;&lt", "\" onclick='x'", "\x00"),
    *("\u202eabc\u202c", "\u2066x", "\ud800", "\x85\x9f", "\r\n", "\ufffe", "</div></p></a>"),
    *("javascript:alert(1)", "$title ${x}", "e\u0301", "👩‍🚀", "שלום"),
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=8)), max_size=8
).map("".join)
ELEMENTS = frozenset(
    [
        *("html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4"),
        *("fieldset", "legend", "label", "input", "span", "main", "section", "p", "code", "bdi"),
        *("details", "summary", "dl", "div", "dt", "dd", "article", "table", "thead", "tbody"),
        *("tr", "th", "td", "br", "script", "select", "option", "nav", "ol", "li"),
    ]
)


@st.composite
def results(draw: st.DrawFn) -> ArticleResult:
    """An article of any text with quotations and evidence anywhere in it, in strangers' words."""
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    cuts = sorted(draw(st.sets(offsets, max_size=4)))
    kinds = st.sampled_from(list(BlockKind))
    blocks = tuple(Block(a, b, draw(kinds)) for a, b in pairwise(cuts))
    meta = Metadata("a", draw(TEXTS), draw(TEXTS), (draw(TEXTS),), url=draw(TEXTS))
    source = OffsetMap((0,), (0,), (len(text),), (True,))
    article = Article(meta, "text", text, blocks, source, draw(TEXTS))
    record = {"article_id": "a", "title": meta.title, "url": meta.url, "text": text}
    call = dict.fromkeys(DECLARATION.tables["calls"].field_names)
    call["call_id"], call["status_code"] = f"c{draw(TEXTS)}", draw(TEXTS)
    tables: dict[str, list[dict[str, Any]]] = {"articles": [record], "calls": [call]}
    tables["evidence"] = []
    for one, two in draw(st.lists(st.tuples(offsets, offsets), max_size=4)):
        words = {"start_char": min(one, two), "end_char": max(one, two), "rule": draw(TEXTS)}
        cell = {"table_name": "calls", "row_id": call["call_id"], "field_name": "status_code"}
        tables["evidence"].append({**cell, **words, "value": draw(TEXTS)})
    tables["quotes"] = []
    for number, (one, two) in enumerate(draw(st.lists(st.tuples(offsets, offsets), max_size=5))):
        start, end = sorted((one, two))
        quote = {
            "quote_id": f"a-q-{number}{draw(TEXTS)}",
            "content": text[start:end],
            "speaker_name": draw(TEXTS),
            "start_char": start,
            "end_char": end,
        }
        tables["quotes"].append(quote)
    return ArticleResult(article, tables)


def rendered(*found: ArticleResult) -> str:
    return "".join(page(found, DECLARATION, list(DECLARATION.tables)))


@examples(30, suppress_health_check=[HealthCheck.too_slow])
@given(results())
def test_any_text_stays_text(result: ArticleResult) -> None:
    source = rendered(result)
    source.encode()
    parsed = Page(source)
    (article,) = parsed.articles
    text = result.article.text
    assert article.text == visible(text)
    assert len(article.text) == len(text)
    assert {tag for tag, _ in parsed.elements} <= ELEMENTS
    assert [tag for tag, _ in parsed.elements].count("script") == 1
    for tag, own in parsed.elements:
        assert not {"style", "src", "srcset", "action"} & own.keys()
        assert not any(name.startswith("on") for name in own)
        href = own.get("href") or "#"
        assert href.startswith(("#", "http://", "https://")), (tag, href)
    assert len(article.rows) == len(result.tables["quotes"]) + 1
    (call,) = result.tables["calls"]
    assert article.rows["calls", visible(call["call_id"])]["status_code"].value == visible(
        call["status_code"]
    )
    for quote in result.tables["quotes"]:
        cells = article.rows["quotes", visible(quote["quote_id"])]
        assert cells["content"].value == visible(quote["content"])
        assert cells["speaker_name"].value == visible(quote["speaker_name"])


@given(TEXTS)
@example("\x00\x1b\x7f\x80\u202e\u2069\ud800\uffff")
def test_nothing_acts_unseen(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown
    )
    assert unescape(escaped(text)) == shown
    assert not re.search("[<>\"']", escaped(text))


@given(TEXTS, st.integers(12, 40))
def test_shortened_text_keeps_both_ends(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert (short == text) == (len(text) <= limit)


SPANS = st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=12)


@given(SPANS, st.lists(st.integers(-2, 32), max_size=4), st.integers(0, 30))
def test_pieces_tile_the_text(spans: list[tuple[int, int]], cuts: list[int], length: int) -> None:
    words = numbered(spans, length)
    assert set(words) == {(a, b) for a, b in spans if 0 <= a < b <= length}
    found = list(pieces(list(words.values()), cuts, length))
    assert [i for piece in found for i in range(piece.start, piece.end)] == list(range(length))
    for piece in found:
        inside = {w.number for w in words.values() if w.start <= piece.start and piece.end <= w.end}
        assert {word.number for word in piece.words} == inside
        touching = {w.number for w in words.values() if w.start < piece.end and piece.start < w.end}
        assert touching == inside, "no boundary lies inside a piece"
        sizes = [word.end - word.start for word in piece.words]
        assert sizes == sorted(sizes, reverse=True)


def test_policy_lets_nothing_in_but_the_page_itself() -> None:
    parsed = Page(rendered())
    (policy,) = (own["content"] for _, own in parsed.elements if "http-equiv" in own)
    assert policy is not None
    rules = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for name in ("style", "script"):
        digest = hashlib.sha256(parsed.contents[name].encode()).digest()
        assert rules[f"{name}-src"] == f"'sha256-{base64.b64encode(digest).decode()}'"
    order = [tag for tag, _ in parsed.elements]
    assert order.index("meta") < order.index("style")


def test_page_needs_nothing_else() -> None:
    style = (VIEW / "page.css").read_text(encoding="utf-8")
    script = (VIEW / "page.js").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", style)
    assert not re.search(
        r"https?:|\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write"
        r"|\bfetch\b|XMLHttpRequest|\bimport\b|setTimeout\(\s*['\"]",
        script,
    )


def test_an_address_is_a_link_only_where_it_leads_to_the_web() -> None:
    def links(url: str) -> list[dict[str, str | None]]:
        article = Article(Metadata("a", url=url), "text", "", (), OffsetMap((), (), (), ()))
        found = ArticleResult(article, {"articles": [article_row(article)]})
        elements = Page(rendered(found)).elements
        return [own for tag, own in elements if tag == "a" and own["href"] not in ("#main",)]

    assert links("https://example.org/?a=1&b=%22") == [
        {"href": "https://example.org/?a=1&b=%22", "rel": "noopener noreferrer"}
    ]
    for url in ("javascript:alert(1)", "data:text/html,x", "https://", "//example.org", "http://["):
        assert links(url) == []

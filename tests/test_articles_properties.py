"""What holds for any input: reading ends, blocks lie in the text, the map leads back exactly."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from laws import examples

from toolkit.articles.draft import cut, draft_of, tidy
from toolkit.articles.html import html_page
from toolkit.articles.markdown import markdown_drafts
from toolkit.articles.model import Article
from toolkit.articles.plain import plain_drafts
from toolkit.articles.read import read_text
from toolkit.articles.reading import UNKNOWN, Received, make_article
from toolkit.errors import ReadoutError

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\r\n", "\r", " ", "  ", "\t", "\u00a0", "\u2028", "\x0b", "\x00", "\x1f",
        "\u200b", "\u200f", "\ufeff", "\u00ad", "😀", "👩‍🚀", "שלום", "The president said no.",
        "“It was frank,” she said.", "By Jane Doe",
        "by https://x.example/by/jane-doe · NY TimesThe",
        "OSLO (Reuters) - ", "MOSCOW, Feb 3 (TASS) ", "Jane Roe/Reuters", "(AP Photo/Jane Roe)",
        "Advertisement", "Credit...", "- ", "* ", "# ", "## ", "> ", "[", "]", "](",
        "](http://x \"t\")", "![", "<div>", "</div>", "<p>", "</p>", "<", ">", "<a href='", "\"",
        "'", "&amp;", "&nbsp;",
        "&#8220;", "&bogus;", "<br>", "<script>", "</script>", "<!--", "-->", "*", "_", "\\", "---",
        "===", "___", "Nov 25, 2025", "unread,", "4 views", "Skip to first unread message",
        "Correction", "X contributed reporting.", "More on this story", "©", "1. ", "|", "{", "}",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=60).map("".join),
)


def check(article: Article, received: str) -> None:
    text, offsets = article.text, article.offsets
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(text)
        assert text[last : block.start] == ("\n\n" if last else "")
        inside = text[block.start : block.end]
        assert inside == " ".join(inside.split())
        last = block.end
    assert last == len(text)
    for i, start in enumerate(offsets.clean):
        end = offsets.clean[i + 1] if i + 1 < len(offsets.clean) else len(text)
        assert start < end
        if offsets.verbatim[i]:
            source = received[offsets.received[i] : offsets.ends[i]]
            assert source == text[start:end]
    for at in range(len(text)):
        assert 0 <= offsets.start(at) <= offsets.end(at + 1) <= len(received)
    text.encode("utf-8")


def attempt(read: Callable[[], Article]) -> tuple[Article | None, str]:
    """The article, or the message of the refusal; any other error is a failure."""
    try:
        return read(), ""
    except ReadoutError as error:
        return None, str(error)


def drafts_of(form: str, received: str) -> list:
    if form == "text":
        return plain_drafts(received)
    return markdown_drafts(received) if form == "markdown" else html_page(received).drafts


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@examples(100)
@given(received=TEXTS)
@example(received="[a\n<div>b](x)")
@example(received="x" * 200 + "\nBy A BcD " + "y" * 300)
def test_every_form_keeps_its_promises(form: str, received: str) -> None:
    lead = "The minister of Norvia said on Monday that she had called the premier.\n\n"
    received = lead + received
    drafts = drafts_of(form, received)
    article, refusal = attempt(
        lambda: make_article(Received(received, drafts, form, "x", UNKNOWN, web=form != "text"))
    )
    if article is not None:
        check(article, received)
    else:  # an open tag or comment may swallow the rest
        assert refusal.startswith("x: no prose found. Is it the text of an article?")


@examples(150)
@given(text=TEXTS)
def test_bytes_give_an_article_or_a_clear_refusal(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    article, refusal = attempt(lambda: read_text(data, source="x.txt"))
    assert "\n" not in refusal
    assert article is not None or "x.txt" in refusal
    if article is not None:
        check(article, data.decode())


@examples(100)
@given(data=st.binary(max_size=200))
def test_any_bytes_end_in_an_article_or_a_refusal(data: bytes) -> None:
    article, refusal = attempt(lambda: read_text(data, source="x"))
    assert (article is None) == bool(refusal)


@examples(100)
@given(text=TEXTS, a=st.integers(0, 400), b=st.integers(0, 400))
def test_cutting_a_draft_cuts_its_runs(text: str, a: int, b: int) -> None:
    draft = draft_of(text, 0, len(text))
    if draft is None:
        return
    a, b = sorted((min(a, len(draft.text)), min(b, len(draft.text))))
    part = cut(draft, a, b)
    if part is None:
        assert not draft.text[a:b].strip()
        return
    assert part.text == draft.text[a:b].strip(" ")
    stops = [run[0] for run in part.runs[1:]] + [len(part.text)]
    for (offset, start, end, verbatim), stop in zip(part.runs, stops, strict=True):
        if verbatim:
            assert text[start:end] == part.text[offset:stop]


@given(text=TEXTS)
def test_tidying_is_the_same_whichever_way_the_text_is_cut(text: str) -> None:
    whole = tidy([(text, 0, len(text), True)])
    letters = tidy([(c, i, i + 1, True) for i, c in enumerate(text)])
    assert (whole and whole.text) == (letters and letters.text)


HOSTILE = {
    "open tags": "<a " * 60_000,
    "open quotes": '<a href="' * 30_000,
    "brackets": "[" * 100_000,
    "closing brackets": "](" * 60_000,
    "destinations": '](a "' * 40_000,
    "pictures": "![a](" * 40_000,
    "divs": "<div>" * 50_000 + "</p>" * 50_000,
    "stars": "*a" * 60_000,
    "entities": "&amp" * 60_000,
    "lines": "a\n" * 100_000,
    "groups": "Ab cd\n\n" * 40_000,
    "capitals": "By " + "Ab " * 60_000,
    "one line": "word " * 60_000,
    "blanks": " " * 200_000,
    "comments": "<!--" * 50_000,
    "scripts": "<script>" * 30_000,
    "quote marks": ">" * 100_000,
    "backslashes": "\\" * 100_000,
    "credits": "A. " * 60_000 + "Jane Roe/Reuters",
    "paragraphs": "<p>" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_hostile_input_takes_linear_time(form: str, name: str) -> None:
    received = "The minister said on Monday that she had called.\n\n" + HOSTILE[name]
    started = time.process_time()
    drafts = drafts_of(form, received)
    make_article(Received(received, drafts, form, "x", UNKNOWN, web=form != "text"))
    assert time.process_time() - started < 10.0

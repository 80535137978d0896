"""Saved web pages, as Markdown and as HTML, and mail, with the blocks that must come out."""

from __future__ import annotations

import base64
import datetime as dt

from toolkit.articles.model import Article
from toolkit.articles.read import read_text

LEAD = "The president of Norvia telephoned the prime minister of Astel on Tuesday, his office said."
QUOTE = "“It was a frank talk,” the president told reporters, adding that they would meet in May."
LAST = "Officials in Astel City declined to say who had asked for the call, or how long it took."


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(b.kind.value, article.text[b.start : b.end]) for b in article.blocks]


def read(text: str, source: str = "a.txt") -> Article:
    return read_text(text.encode(), source=source)


MARKDOWN = """<div id="app">

<div class="x">

[Skip to content](#content)[World](https://x.example/world)

</div>

[Today’s
Paper](https://x.example/today)

<span>SEARCH</span>

<div>

# Norvia calls ‘Astel’

</div>

![<span>The president of Norvia at
her desk. “At last,” she said.</span><span><span>Credit...</span><span>Jane
Roe/Agence France-Presse — Getty Images</span></span>](https://x.example/a.jpg?a=1&b=2)

By [<span itemprop="name">Jane
Doe</span>](https://x.example/by/jane-doe) and [John Roe](https://x.example/j)

  - March 5,
    2024

  -\x20

<div>

OSLO — The president of Norvia [telephoned
the premier](https://x.example/2024 "A “frank” article.") of Astel on *Tuesday*,
his **office** said &amp; confirmed.

Advertisement

[Continue reading the main
story](#after)

“It was a frank talk,” the president told
reporters, adding that they would meet
in May.

</div>

## Site Index

  - [© 2024 The New York Times
    Company](https://x.example/c)
  - [Contact Us](https://x.example/contact)

</div>
"""


def test_markdown_full_of_divs() -> None:
    article = read(MARKDOWN)
    assert blocks(article) == [
        ("headline", "Norvia calls ‘Astel’"),
        ("caption", "The president of Norvia at her desk. “At last,” she said."),
        ("byline", "By Jane Doe and John Roe"),
        ("dateline", "March 5, 2024"),
        ("dateline", "OSLO"),
        (
            "prose",
            (
                "The president of Norvia telephoned the premier of Astel on Tuesday, his office "
                "said & confirmed."
            ),
        ),
        (
            "prose",
            (
                "“It was a frank talk,” the president told reporters, adding that they would meet "
                "in May."
            ),
        ),
    ]
    assert article.meta.published_on == dt.date(2024, 3, 5)
    assert article.meta.publisher == "The New York Times"
    start = article.text.index("telephoned the premier")
    word = article.text.index("premier of")
    assert MARKDOWN[article.offsets.start(start) :].startswith("telephoned\nthe premier]")
    assert MARKDOWN[article.offsets.start(word) : article.offsets.end(word + 7)] == "premier"


def test_characters_that_only_look_like_markdown_stay() -> None:
    article = read(
        "# Norvia calls\n\nThe file a_b_c cost 5*3 euros, and 2 * 3 kroner \\* [sic] in <2 days."
        f"\n\n{LAST}"
    )
    assert blocks(article)[1][1] == (
        "The file a_b_c cost 5*3 euros, and 2 * 3 kroner * [sic] in <2 days."
    )


HTML = """<!DOCTYPE html><html lang="en-GB"><head>
<title>Norvia &amp; Astel - BBC News</title>
<link rel="canonical" href="https://x.example/world/2024/03/05/norvia">
<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle",
"headline": "Norvia calls Astel", "datePublished": "2024-03-06T01:12:00Z",
"author": [{"name": "Jane Doe"}], "publisher": {"name": "The Example"}}]}</script>
<style>p > a { x: y }</style><script>var a = "<p>no</p>";</script></head>
<body class="has-comments"><header><nav><a href=/>Home</a></nav></header>
<main><article class="story"><h1>Norvia calls Astel</h1>
<p class="standfirst">A short call after months of silence.</p>
<div class="byline">By <a href="/by/jane-doe">Jane Doe</a></div>
<time datetime="2024-03-05T20:00">5 March 2024</time>
<figure><img src=x alt="A man"><figcaption>The premier speaks, &ldquo;at last&rdquo;, in Oslo.
<span class="credit">Jane Roe/Reuters</span></figcaption></figure>
<div class="body"><p>OSLO, March 5 (Reuters) - The president of Norvia said on Tuesday that she had
spoken with the premier of Astel for 40&nbsp;minutes by telephone.<p>&#8220;It was a <b>frank</b>
talk,&#8221; she told reporters in Oslo, adding that they would <a href="/x"
title="a &quot;title&quot; > b">meet in May</a>.</p>
<div class="ad">Buy our things, which are good and cheap and many, and read this long text.</div>
<p><a href="/r">Something else happened elsewhere</a></p>
<h2>What next</h2><ul><li>A summit in May, which both sides have confirmed in writing.</li></ul>
<p>Reporting by Jane Doe in Oslo; Editing by John Roe</p></div></article>
<aside class="related"><p>Another long story about another thing that is no part of this article
but is long enough to be taken for one by its length alone.</p></aside></main>
<footer>&copy; 2024 The Example.</footer></body></html>"""


def test_saved_web_page() -> None:
    article = read(HTML, "page.html")
    assert blocks(article) == [
        ("headline", "Norvia calls Astel"),
        ("standfirst", "A short call after months of silence."),
        ("byline", "By Jane Doe"),
        ("dateline", "5 March 2024"),
        ("caption", "The premier speaks, “at last”, in Oslo."),
        ("dateline", "OSLO, March 5 (Reuters)"),
        (
            "prose",
            (
                "The president of Norvia said on Tuesday that she had spoken with the premier of "
                "Astel for 40 minutes by telephone."
            ),
        ),
        (
            "prose",
            (
                "“It was a frank talk,” she told reporters in Oslo, adding that they would meet "
                "in May."
            ),
        ),
        ("subheading", "What next"),
        ("prose", "A summit in May, which both sides have confirmed in writing."),
    ]
    meta = article.meta
    assert (meta.title, meta.publisher) == ("Norvia calls Astel", "The Example")
    assert meta.authors == ("Jane Doe",)
    assert meta.published_on == dt.date(2024, 3, 5)
    assert (meta.url, meta.language) == ("https://x.example/world/2024/03/05/norvia", "en-GB")
    at = article.text.index("“It was")
    assert HTML[article.offsets.start(at) : article.offsets.end(at + 4)] == "&#8220;It "


def test_page_without_containers_or_metadata() -> None:
    article = read(
        f"<html><body><h1>Norvia</h1>{LEAD}<br><br>{QUOTE}<br>\n<br>{LAST}</body></html>"
    )
    assert [kind for kind, _ in blocks(article)] == ["headline", "prose", "prose", "prose"]


def test_page_in_another_encoding() -> None:
    page = (
        f'<html><head><meta charset="windows-1251"></head><body><p>Привет. {LAST}</p></body></html>'
    )
    article = read_text(page.encode("cp1251"), source="x.html")
    assert article.text == f"Привет. {LAST}"


MAIL = (
    "From: A B <a@x.example>\r\nTo: list@x.example\r\n"
    "Subject: [news] Fwd: Norvia =?utf-8?q?calls_Astel?= - The Guardian\r\n"
    "Date: Wed, 6 Mar 2024 09:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="xx"\r\n\r\n--xx\r\n'
    'Content-Type: text/plain; charset="utf-8"\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Norvia calls Astel\r\n\r\nOSLO (AP) =E2=80=94 The president of Norvia said on Tuesday that she"
    "=\r\n had spoken with the premier.\r\n\r\n"
    "=E2=80=9CIt was a frank talk,=E2=80=9D she told reporters.\r\n\r\n--=20\r\nA B\r\n--xx\r\n"
    "Content-Type: text/html\r\n\r\n<p>x</p>\r\n--xx--\r\n"
)


def test_mail_with_parts_and_encodings() -> None:
    article = read(MAIL, "m.eml")
    assert blocks(article) == [
        ("headline", "Norvia calls Astel"),
        ("dateline", "OSLO (AP)"),
        ("prose", "The president of Norvia said on Tuesday that she had spoken with the premier."),
        ("prose", "“It was a frank talk,” she told reporters."),
    ]
    assert (article.format, article.meta.title) == ("mail", "Norvia calls Astel")
    assert (article.meta.publisher, article.meta.published_on) == ("The Guardian", None)
    assert article.dateline_on == dt.date(2024, 3, 6)
    at = article.text.index("frank")
    assert MAIL[article.offsets.start(at) : article.offsets.end(at + 5)] == "frank"
    at = article.text.index("“")
    assert MAIL[article.offsets.start(at) : article.offsets.end(at + 3)] == "=E2=80=9CIt"


def test_mail_that_is_a_web_page_in_base64() -> None:
    body = base64.encodebytes(f"<html><p>{LEAD}</p><p>{QUOTE}</p></html>".encode()).decode()
    mail = (
        "From: a@x.example\nSubject: Norvia\nDate: Wed, 6 Mar 2024 09:00:00 +0100\n"
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}"
    )
    article = read(mail, "m.eml")
    assert [text for _, text in blocks(article)] == [LEAD, QUOTE]
    assert mail[article.offsets.start(0) : article.offsets.end(3)] == body

"""Pages copied as plain text from broadcasters, papers, agencies and databases."""

from __future__ import annotations

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


def test_copy_of_a_broadcasters_page() -> None:
    article = read(
        f"""Norvia and Astel leaders hold 'frank' call

5 March 2024
Share
Jane Doe
BBC News, Oslo

Getty Images The president of Norvia at her desk
Image source, Getty Images
Image caption,
The president of Norvia in Oslo on Tuesday

{LEAD}

{LAST}

More on this story
Astel PM says he is sorry
What is the war over fish?

{QUOTE}

Related topics
Norvia
Fish
"""
    )
    assert blocks(article) == [
        ("headline", "Norvia and Astel leaders hold 'frank' call"),
        ("dateline", "5 March 2024"),
        ("byline", "Jane Doe"),
        ("caption", "Getty Images The president of Norvia at her desk"),
        ("caption", "The president of Norvia in Oslo on Tuesday"),
        ("prose", LEAD),
        ("prose", LAST),
        ("prose", QUOTE),
    ]
    assert article.meta.authors == ("Jane Doe",)


def test_copy_of_a_papers_page_without_blank_lines() -> None:
    article = read(
        f"""Norvia
Norvia leader tells Astel PM to ‘stop it’ in first call since war
President says 40-minute phone call was ‘frank’ but both sides to meet
Jane Doe in Oslo and John Roe in Astel City
Tue 5 Mar 2024 17.04 GMT
{LEAD}
{QUOTE}
Sign up to First Edition: our free daily newsletter
View image in fullscreen
The president of Norvia in Oslo. Photograph: Jane Roe/AFP/Getty Images
{LAST}
Agence France-Presse contributed to this report
Explore more on these topics
Norvia
Reuse this content
"""
    )
    assert blocks(article) == [
        ("headline", "Norvia leader tells Astel PM to ‘stop it’ in first call since war"),
        ("standfirst", "President says 40-minute phone call was ‘frank’ but both sides to meet"),
        ("byline", "Jane Doe in Oslo and John Roe in Astel City"),
        ("dateline", "Tue 5 Mar 2024 17.04 GMT"),
        ("prose", LEAD),
        ("prose", QUOTE),
        ("caption", "The president of Norvia in Oslo."),
        ("prose", LAST),
    ]
    assert article.meta.authors == ("Jane Doe", "John Roe")
    assert article.meta.published_on == dt.date(2024, 3, 5)


def test_copy_of_an_agencys_page() -> None:
    article = read(
        f"""Norvian president, Astel PM hold phone talks
Source: Xinhua | 2024-03-05 21:04:11 | Editor: someone

OSLO, March 5 (Xinhua) -- {LEAD}

{LAST} Enditem

KEY WORDS: Norvia,Astel
"""
    )
    assert blocks(article)[1:] == [
        ("byline", "Source: Xinhua | 2024-03-05 21:04:11 | Editor: someone"),
        ("dateline", "OSLO, March 5 (Xinhua)"),
        ("prose", LEAD),
        ("prose", LAST),
    ]
    assert article.meta.publisher == "Xinhua"
    assert article.meta.published_on == article.dateline_on == dt.date(2024, 3, 5)


def test_database_export_with_labels() -> None:
    article = read(
        f"""Norvia calls Astel over fish;
Two sides to meet in May.

ABSTRACT.

The president and the premier spoke for 40 minutes.

FULL TEXT.

{LEAD}

{LAST}
"""
    )
    assert blocks(article) == [
        ("headline", "Norvia calls Astel over fish;"),
        ("standfirst", "Two sides to meet in May."),
        ("standfirst", "The president and the premier spoke for 40 minutes."),
        ("prose", LEAD),
        ("prose", LAST),
    ]

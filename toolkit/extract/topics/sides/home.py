"""Where an article is written and published: whose unnamed offices and voices it has.

A press tells of its own government without naming the country ("the presidency said"), and a page
of a government or of its news agency tells all that it tells as that side's account.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from toolkit.articles.model import BlockKind
from toolkit.extract import lexicons
from toolkit.extract.model import Document
from toolkit.extract.names.register import default_register
from toolkit.extract.topics.wording.lexicon import fold
from toolkit.patterns import late

_FIRST_BLOCKS = 20
_PLACE = late(r"\W*([^\W\d_][\w.'’ -]{1,30}?)\s*(?:[,(/:|]|\s[-–—]|\Z)")
# "Readout of President Sall's call with", "PM call with", "Anna Berg had a telephone conversation
# with": how governments head their own reports of a call.
_OWN_HEADLINE = late(
    r"^(?:(?:readout|read out|summary|press release|press statement)\b.{0,120}?\b(?:with|and)\b"
    r"|(?:pm|prime minister|president|chancellor|taoiseach)(?: s)? (?:phone |telephone |video )?"
    r"call (?:with|to)\b"
    r"|(?:the )?(?:pm|prime minister|president|chancellor|foreign minister|head of state|king"
    r"|crown prince|[ae]mir|sultan) (?:receives|received|gets|telephones|phones|calls|speaks|spoke"
    r"|holds|held|has|had|discusses|talks)\b.{0,40}?\b(?:with|to|from|by)\b"
    r"|(?:telephone|phone) (?:conversation|call|talks?) (?:with|between prime minister and)\b"
    r"|(?:\w+ ){2,3}(?:had|held) (?:a )?telephone conversations? with\b)"
)
# "Prime Minister of Canada", "Ministry of Foreign Affairs of the Republic of Peru" above a page.
_MASTHEAD = late(
    r"(?:the )?(?:official )?(?:(?:web ?site|internet resource|portal|page|office|press service"
    r"|administration) of (?:the )?)?(?:(?:prime )?minister|president|presidency|government"
    r"|chancellor|king|ministry of (?:foreign|external) affairs|ministry for foreign affairs"
    r"|foreign ministry|prime minister s office|president s office)(?: of| for) (?:the )?"
    r"(?:(?:federal |islamic |arab |people s )?(?:republic|kingdom|state|government) of (?:the )?)?"
    r"(?P<country>\w[\w ]{2,40})"
)
_MASTHEAD_LENGTH = 80
# "ASTANA. KAZINFORM - ", "HANOI (VNA) – " before the first words of a paragraph.
_OPENING = late(r"[A-Z][^a-z]{2,}[^-–—]{0,40}?(?: [-–—] |/ )")
AMERICA = "USA"
AMERICAN = late(
    r"\b(?:white house|(?:administration|state department|pentagon) (?:official|spokes\w+))\b"
)
"""Who speaks for America where no text need say so."""
_SPEAKS_FOR = (
    r"(?:spokes\w+|press secretary|press service|office|administration|website|aide|advis[eo]r)"
    r" (?:of|for|to) (?:the |his |her )?"
)
_OFFICES: Mapping[str, re.Pattern[str]] = {
    "head_of_government": late(
        rf"\b{_SPEAKS_FOR}(?:prime minister|premier|chancellor|pm)\b"
        r"|\b(?:(?:prime minister|premier|chancellor|pm)(?:s| s)? (?:office|spokes\w+|press|aide"
        r"|advis[eo]r|communications|administration|website|house)|prime ministerial|chancellery"
        r"|cabinet office|pmo)\b"
    ),
    "head_of_state": late(
        rf"\b{_SPEAKS_FOR}president\b"
        r"|\b(?:presidency|presidential|president s (?:office|spokes\w+|press|aide|advis[eo]r))\b"
    ),
    "monarch": late(r"\b(?:royal (?:court|palace)|amiri diwan|emiri court|royal cabinet)\b"),
}


@dataclass(frozen=True, slots=True)
class Home:
    """What an article tells of where it comes from.

    Attributes:
        place: country of the capital that its dateline names, empty where it names none.
        side: country of the government whose page or agency it is of, empty for any other.
        title: the folded headline, for pages that only their headline gives away.
    """

    place: str = ""
    side: str = ""
    title: str = ""

    def side_in(self, countries: Sequence[str], names: Mapping[str, Sequence[str]]) -> str:
        """The side of a call whose own page this is, empty for none.

        Args:
            countries: the call's sides.
            names: for each country the folded names of its participants.
        """
        if self.side:
            return self.side if self.side in countries else ""
        match = _OWN_HEADLINE.match(self.title)
        if match is None or len(countries) != 2:
            return ""
        if self.place in countries:
            return self.place
        behind = f" {self.title[match.end() :]} "
        others = [c for c in countries if any(f" {n} " in behind for n in names.get(c, ()))]
        own = [c for c in countries if c not in others]
        return own[0] if len(others) == len(own) == 1 else ""


def home_of(document: Document) -> Home:
    """Reads an article's home from its datelines, publisher, address and headline."""
    article = document.article
    place, side = "", _side_of_page(article.meta.publisher, article.meta.url)
    for block in article.blocks[:_FIRST_BLOCKS]:
        text = document.text[block.start : block.end]
        opening = _OPENING.match(text) if block.kind is BlockKind.PROSE else None
        if opening is not None:
            side = side or _agency_in(fold(opening.group()), place)
        elif block.kind is not BlockKind.PROSE:
            side = side or _side_of_masthead(text)
        if block.kind is BlockKind.DATELINE:
            match = _PLACE.match(text)
            place = place or _capitals().get(fold(match.group(1)).strip() if match else "", "")
            side = side or _agency_in(fold(text), place)
    head = next(iter(article.blocks_of(BlockKind.HEADLINE)), None)
    title = document.text[head.start : head.end] if head else article.meta.title or ""
    return Home(place, side, fold(title).strip())


def office_of(words: str, offices: Mapping[str, str], place: str, first: str = "") -> str:
    """Whose an office is that names no country: "the presidency", "the prime minister's office".

    Args:
        words: the folded words that name it.
        offices: code of the office that each side's leader holds, by country.
        place: country of the article's dateline.
        first: country of the participant whom the article names first.

    Returns:
        The country of the only leader with such an office, else the article's own or the first
        named if its leader holds one; empty where neither tells or the words name no such office.
    """
    for code, pattern in _OFFICES.items():
        if pattern.search(words):
            having = [country for country, office in offices.items() if office == code]
            if len(having) == 1:
                return having[0]
            return next((side for side in (place, first) if side in having), "")
    return ""


def office_side(words: str, offices: Mapping[str, str], place: str) -> str:
    """Whose a spokesman is who names no country: of the office named, else the article's own."""
    if AMERICA in offices and AMERICAN.search(words) is not None:
        return AMERICA
    if any(pattern.search(words) for pattern in _OFFICES.values()):
        return office_of(words, offices, place)
    return place if place in offices else ""


def _side_of_page(publisher: str | None, url: str | None) -> str:
    name = fold(publisher or "").strip()
    pages = _pages()
    if name:
        side = pages["publisher"].get(name) or pages["agency"].get(name)
        if side:
            return side
    host = (urlsplit(url).hostname or "") if url else ""
    labels = host.split(".")
    for number in range(len(labels)):
        side = pages["host"].get(".".join(labels[number:]))
        if side:
            return side
    return ""


def _side_of_masthead(text: str) -> str:
    """The side whose office or agency a line above an article names, and nothing else."""
    if len(text) > _MASTHEAD_LENGTH:
        return ""
    words = " ".join(fold(text).split())
    pages = _pages()
    known = pages["publisher"].get(words) or pages["agency"].get(words)
    match = None if known else _MASTHEAD.fullmatch(words)
    return known or (_countries().get(match["country"], "") if match else "")


def _agency_in(dateline: str, place: str) -> str:
    """The side whose news agency a dateline names: "(Xinhua)", "/TASS/", "(State Agency)"."""
    words = f" {' '.join(dateline.split())} "
    if " state agency " in words or " state news agency " in words:
        return place
    for name, country in _pages()["agency"].items():
        if f" {name} " in words:
            return country
    return ""


@cache
def _pages() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {"agency": {}, "publisher": {}, "host": {}}
    for row in lexicons.table("topic_home_pages"):
        words = row["words"] if row["kind"] == "host" else " ".join(fold(row["words"]).split())
        found[row["kind"]][words] = row["country"]
    return found


@cache
def _countries() -> Mapping[str, str]:
    """Country codes by the folded names of countries."""
    countries = default_register().countries.values()
    return {" ".join(fold(name).split()): c.code for c in countries for name in c.names}


@cache
def _capitals() -> Mapping[str, str]:
    """Country codes by the folded names of their capitals."""
    countries = default_register().countries.values()
    return {fold(name).strip(): c.code for c in countries for name in c.capitals}

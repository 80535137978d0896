"""Small analysed articles for the topic tests, written with their mentions marked.

``<berg>`` or ``<berg|he>`` marks a mention; a paragraph that begins with ``# `` is the
headline, with ``= `` the standfirst, with ``@ `` the dateline.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.articles.model import Article, Block, BlockKind, Metadata, OffsetMap
from toolkit.extract import sentences
from toolkit.extract.model import (
    Attribution,
    DateMention,
    Document,
    Entity,
    EntityKind,
    Mention,
    MentionKind,
)
from toolkit.extract.topics.find import extract

DAY = dt.date(2024, 5, 14)

_PERSON, _ORGANISATION = EntityKind.PERSON, EntityKind.ORGANISATION
_GOVERNMENT, _GROUP = EntityKind.GOVERNMENT, EntityKind.GROUP
ENTITIES = {
    "berg": Entity("berg", _PERSON, "Jonas Berg", "NOR", "male", registered=True),
    "ruiz": Entity("ruiz", _PERSON, "Ana Ruiz", "CHL", "female", registered=True),
    "okoro": Entity("okoro", _PERSON, "Ada Okoro", "NGA", "female", registered=True),
    "minister": Entity("minister", _PERSON, "Per Lund", "NOR", "male", registered=True),
    "lie": Entity("lie", _PERSON, "Kari Lie", None, "female"),
    "scholar": Entity("scholar", _PERSON, "Tom Hart", None, "male"),
    "palace": Entity("org:CHL:palace", _ORGANISATION, "La Moneda", "CHL", plural=True),
    "ministry": Entity("org:NOR:fm", _ORGANISATION, "Foreign Ministry", "NOR", plural=True),
    "un": Entity("org:XUN:un", _ORGANISATION, "United Nations", "XUN", plural=True),
    "paper": Entity("org:gazette", _ORGANISATION, "The Gazette", None),
    "media": Entity("org:CHL:state-media", _ORGANISATION, "state media", "CHL", plural=True),
    "analysts": Entity("group::analysts", _GROUP, "analysts", None, plural=True),
    "officials": Entity("group:NOR:officials", _GROUP, "Norwegian officials", "NOR", plural=True),
    "norway": Entity("gov:NOR", _GOVERNMENT, "Norway", "NOR", plural=True),
    "chile": Entity("gov:CHL", _GOVERNMENT, "Chile", "CHL", plural=True),
    "office": Entity("org:pmo", _ORGANISATION, "Prime Minister's Office", None, plural=True),
    "foreign": Entity("org:GBR:fo", _ORGANISATION, "Foreign Office", "GBR", plural=True),
    "dahl": Entity("dahl", _PERSON, "Nils Dahl", None, "male"),
    "fm": Entity("org:fm", _ORGANISATION, "Foreign Ministry", None, plural=True),
    "bbc": Entity("org:GBR:bbc", _ORGANISATION, "BBC", "GBR"),
    "nrk": Entity("org:NOR:nrk", _ORGANISATION, "NRK", "NOR"),
    "tass": Entity("org:RUS:tass", _ORGANISATION, "TASS", "RUS"),
    "iran": Entity("gov:IRN", _GOVERNMENT, "Iran", "IRN", plural=True),
}
_PAIR = (ENTITIES["berg"], ENTITIES["ruiz"])
ENTITIES["two"] = Entity("group:berg+ruiz", _GROUP, "both", plural=True, people=_PAIR)
_SURFACES = {
    "berg": "Mr. Berg",
    "ruiz": "President Ruiz",
    "okoro": "Ms. Okoro",
    "minister": "Foreign Minister Lund",
    "lie": "Kari Lie",
    "scholar": "Tom Hart",
    "palace": "La Moneda",
    "ministry": "the Foreign Ministry",
    "un": "the United Nations",
    "paper": "The Gazette",
    "media": "Chilean state media",
    "analysts": "analysts",
    "officials": "Norwegian officials",
    "two": "the two leaders",
    "norway": "Norway",
    "chile": "Chile",
    "office": "the Prime Minister's Office",
    "foreign": "the Foreign Office",
    "dahl": "Nils Dahl",
    "fm": "the foreign ministry",
    "bbc": "the BBC",
    "nrk": "NRK",
    "tass": "TASS",
    "iran": "Iran",
}
_KINDS = {
    EntityKind.PERSON: MentionKind.NAME,
    EntityKind.GOVERNMENT: MentionKind.COUNTRY,
    EntityKind.ORGANISATION: MentionKind.ORGANISATION,
    EntityKind.GROUP: MentionKind.ORGANISATION,
}
_MARK = re.compile(r"<(\w+)(?:\|([^>]+))?>")
_CALL = re.compile(r"\b(?:the|their|a|this) (?:phone |video )?(?:call|conversation)\b")
_BLOCKS = {"# ": BlockKind.HEADLINE, "= ": BlockKind.STANDFIRST, "@ ": BlockKind.DATELINE}
_PRONOUNS = {"he", "she", "they", "his", "her", "their", "him", "them"}


@dataclass(frozen=True)
class Call:
    """A call as the topic rules need it."""

    mentions: Sequence[tuple[int, int]]
    participants: Sequence[Entity]
    main: bool = True
    called_on: dt.date | None = DAY


def _mention(key: str, surface: str, start: int) -> Mention:
    entity = ENTITIES[key]
    pronoun = surface.lower() in _PRONOUNS or entity.members
    kind = MentionKind.PRONOUN if pronoun else _KINDS[entity.kind]
    return Mention(start, start + len(surface), kind, entity, "test")


def document(
    *paragraphs: str,
    attributions: Sequence[Attribution] = (),
    dates: Sequence[DateMention] = (),
) -> Document:
    """An analysed article of the given paragraphs."""
    text, blocks, mentions = "", [], []
    for paragraph in paragraphs:
        kind = _BLOCKS.get(paragraph[:2], BlockKind.PROSE)
        text += "\n\n" if text else ""
        start, at = len(text), 0
        marked = paragraph[2:] if paragraph[:2] in _BLOCKS else paragraph
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            surface = mark.group(2) or _SURFACES[mark.group(1)]
            mentions.append(_mention(mark.group(1), surface, len(text)))
            text += surface
            at = mark.end()
        text += marked[at:]
        blocks.append(Block(start, len(text), kind))
    article = Article(
        Metadata("test", published_on=DAY),
        "text",
        text,
        tuple(blocks),
        OffsetMap((0,), (0,), (len(text),), (True,)),
    )
    result = Document(article, text)
    result.sentences = sentences.split(text, blocks)
    result.mentions = mentions
    result.attributions = attributions
    result.dates = dates
    return result


def call_in(doc: Document, *keys: str, main: bool = True) -> Call:
    """The call of Berg and Ruiz (or of others), with the words that refer to it."""
    spans = [m.span() for m in _CALL.finditer(doc.text)]
    return Call(spans, [ENTITIES[k] for k in keys or ("berg", "ruiz")], main)


def found(*paragraphs: str) -> set[tuple[str, str, str]]:
    """Topic, account and status of all finds in an article of the given paragraphs."""
    doc = document(*paragraphs)
    finds = extract(doc, [call_in(doc)])
    return {(f.topic_code, f.account_code, f.status_code) for f in finds}


def discussed(*paragraphs: str) -> set[tuple[str, str]]:
    """Topic and account of what was discussed."""
    return {
        (topic, account) for topic, account, status in found(*paragraphs) if status == "discussed"
    }

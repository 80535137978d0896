"""Which articles and sentences may report a call at all: quick looks before the rules."""

from __future__ import annotations

import re

from toolkit.extract.model import Document, EntityKind

MAY_REPORT = re.compile(
    r"phon|\bcall|\br[au]ng\b|\bonline|zoom|\bsp[oe][ak]|\btalk|conversation|video|virtual"
    r"|\btold\b|conferr|\bdial|discuss|on the line|exchange|assured|warned|informed|reminded"
    r"|at the request|initiative"
    r"|\bagreed?\b|affirm|\bpledge|\bvow|\blast(?:ed|ing)\b|\bwent on for|\bran (?:for|to)\b"
    r"|stretched|convers|dialogue|\bsimilar\b",
    re.IGNORECASE,
)
"""Words of which a sentence holds one if a rule is to read a call in it."""
LIKELY_WORDS = (
    "phon", "call", "spo", "spe", "talk", "conversation", "video", "virtual", "told", "conferr",
    "dial", "rang", " rung", "online ", "zoom", "discuss", "on the line", "exchange", "assured",
    "warned", "informed", "reminded", "at the request", "initiative", "agree", "affirm", "pledge",
    "vow", "lasted", "lasting", "went on for", "ran for ", "ran to ", "stretched", "convers",
    "dialogue", "similar ",
)  # fmt: skip
_CALL_STEMS = ("telephon", "video", "virtual", "teleconf", "readout of the conversation")
# Each begins with its letters, so that a search jumps from one such word to the next.
_CALL_WORDS = tuple(
    map(
        re.compile,
        (
            r"call(?<!\wcall)(?:s|ed|ing)?\b(?! (?:for|upon)\b| on (?!\w{3,6}day|\d|\w{3,9} \d))",
            r"phon(?<!\wphon)(?:e|ing)",
            r"dial(?<!\wdial)(?:s|led|ed|l?ing)?\b",
            r"rang(?<!\wrang)s?\b",
            r"ring(?<!\wring)s?\b",
            r"rung\b",
            "readout following the conversation",
            r"online (?:summit|meeting|talks)",
            r"zoom\b",
        ),
    )
)


def speaks_of_call(text: str) -> bool:
    """Whether a text in lower case holds a word without which no call is reported."""
    if any(stem in text for stem in _CALL_STEMS):
        return True
    if "at the initiative of" in text and "spok" in text:
        return True
    return any(words.search(text) for words in _CALL_WORDS)


def names_leaders(doc: Document) -> bool:
    """Whether an article names persons of two countries, one of them known to hold an office."""
    countries: set[str] = set()
    registered = False
    seen: set[int] = set()
    for mention in doc.mentions:
        entity = mention.entity
        if entity is None or id(entity) in seen:
            continue
        seen.add(id(entity))
        for person in entity.people or (entity,):
            if person.kind is EntityKind.PERSON and person.country_code:
                countries.add(person.country_code)
                registered = registered or person.registered or person.in_office
        if registered and len(countries) > 1:
            return True
    return False

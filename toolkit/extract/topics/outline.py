"""The outline of a sentence about a call: who is in it and which topics, in a few letters.

``P`` stands for one who takes part and for words that can only mean one ("her host"), ``B`` for
both, ``S`` for a side by its country, ``N`` for who speaks for a side, ``A`` for a side's account,
``C`` for the call, ``O`` for anybody else, ``T`` for a topic and ``V`` for what is done in a talk:
"P0 V that T1 was a matter for P". Pronouns that own something stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.model import Document, EntityKind, MentionKind, Sentence
from toolkit.extract.topics.anchors import anchor_of
from toolkit.extract.topics.clauses import OWNERS, Party, Role
from toolkit.extract.topics.lexicon import Found, Term
from toolkit.patterns import late

Piece = tuple[int, int, str, Found[Term] | None]
"""Where a word group begins and ends in the article, its letter, and the topic it names."""

_LETTERS = {Role.PARTICIPANT: "P", Role.GROUP: "B", Role.SIDE: "S", Role.OTHER: "O"}
_FIRST = {"P": 0, "B": 0, "T": 1, "N": 2, "S": 2, "O": 3}
"""Which of two overlapping word groups stays: the participant, else the topic."""
_OFFICE = (
    r"(?:spokes(?:man|woman|person|people)|press (?:secretary|officer|service|office)|aides?"
    r"|advis[eo]rs?|officials?|diplomats?|office|ministry|palace|presidency|chancellery"
    r"|government|administration|ambassador|envoy|state media|news agency)"
)
_BOTH = late(
    r"\b(?:the two(?: (?:leaders|men|women|presidents|premiers|(?:prime |foreign )?ministers"
    r"|sides|governments|capitals|statesmen))?|the (?:pair|duo|leaders|presidents|sides"
    r"|interlocutors|heads of state)|both(?: (?:leaders|men|women|sides|presidents|capitals"
    r"|ministers|governments|of them))?(?= [a-z]+ed\b| V\b|$)|each (?:leader|man|side)|they"
    r"|neither(?: (?:man|side|leader))?)\b"
)
_ONE = late(
    r"\b(?:(?:the|his|her) (?:[a-z]+ )?(?:host|guest|counterpart|interlocutor|caller|listener"
    r"|colleague|opposite number|president|prime minister|premier|chancellor|king|general|emir"
    r"|crown prince|sultan|pontiff)|the (?:former|latter|other))\b(?!')"
)
_SPEAKS = late(rf"\b(?:an?|the|one of|his|her|its|their|[PSN]\d+'s) (?:[a-z]+ ){{0,2}}?{_OFFICE}\b")
_CALL = late(
    r"\b(?:the|their|a|an|this|that|his|her) (?:[a-z0-9-]+ ){0,2}?"
    r"(?:(?:tele)?phone )?(?:calls?|conversation|talks?|exchange|discussion|(?:tele)?phone|chat)\b"
)
_WORD = late(r"[a-z]+")
_MARK = re.compile(r"\bT(\d+)")


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a sentence.

    Attributes:
        text: words in lower case, and letters.
        topics: the topics in it, by the number that their letter has.
    """

    text: str
    topics: dict[int, Found[Term]]

    def topics_in(self, start: int, end: int) -> Iterator[Found[Term]]:
        """The topics whose letters stand in a part of the outline."""
        for mark in _MARK.finditer(self.text, start, end):
            yield self.topics[int(mark[1])]


def outline_of(
    document: Document, sentence: Sentence, party: Party, hits: Sequence[Found[Term]]
) -> Outline:
    """The outline of a sentence from the point of view of a call.

    Args:
        document: the article.
        sentence: the sentence.
        party: the sides of the call.
        hits: the topic terms in the sentence that count.
    """
    words, topics, position = [], {}, sentence.start
    for number, (start, end, letter, hit) in enumerate(_pieces(document, sentence, party, hits)):
        words += [document.text[position:start].lower(), f"{letter}{number}"]
        position = end
        if hit is not None:
            topics[number] = hit
    words.append(document.text[position : sentence.end].lower())
    return Outline(_lettered(" ".join("".join(words).replace("’", "'").split()), party), topics)


def _pieces(
    document: Document, sentence: Sentence, party: Party, hits: Sequence[Found[Term]]
) -> list[Piece]:
    found: list[Piece] = [(h.start, h.end, "T", h) for h in hits]
    for mention in document.mentions_in(sentence.start, sentence.end):
        anchor = anchor_of(mention, party)
        words = document.text[mention.start : mention.end].lower()
        pronoun = mention.kind is MentionKind.PRONOUN
        if anchor is None or (pronoun and (words in OWNERS or words in ("they", "them"))):
            continue
        letter = _LETTERS[anchor.role]
        entity = mention.entity
        land = entity is not None and entity.kind is EntityKind.GOVERNMENT
        if letter == "O" and anchor.country_code in party.countries and not land:
            letter = "N"
        found.append((mention.start, mention.end, letter, None))
    kept: list[Piece] = []
    for piece in sorted(found, key=lambda p: (_FIRST[p[2]], p[0], -p[1])):
        if not any(piece[0] < end and start < piece[1] for start, end, _, _ in kept):
            kept.append(piece)
    return sorted(kept, key=lambda p: p[0])


def _lettered(text: str, party: Party) -> str:
    """An outline with letters for words that the article's mentions leave out."""
    text = _BOTH.sub("B", text)
    text = _verb_phrases().sub("V", text)
    single = _verbs()
    text = _WORD.sub(lambda m: "V" if m[0] in single else m[0], text)
    people = _people_of(tuple(sorted({n for names in party.names.values() for n in names[1:]})))
    if people is not None:
        office, account, one = people
        text = one.sub("P", account.sub("A", office.sub("N", text)))
    text = _accounts().sub("A", text)
    return _CALL.sub("C", _ONE.sub("P", _SPEAKS.sub("N", text)))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(v for v in lexicons.words("topic_resort_verbs") if " " not in v)


@cache
def _verb_phrases() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_either(v for v in lexicons.words('topic_resort_verbs') if ' ' in v)})\b"
    )


@cache
def _account_words() -> str:
    return f"(?:{_either(lexicons.words('topic_resort_accounts'))})"


@cache
def _accounts() -> re.Pattern[str]:
    owner = r"(?:the|its|his|her|their|[PSNO]\d+'s|[A-Z]\d+'s)"
    return re.compile(rf"\b{owner} (?:[a-z]+ ){{0,2}}?{_account_words()}\b")


@cache
def _people_of(
    names: tuple[str, ...],
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """What finds a side's officials, its account and its leader by the name of its people."""
    if not names:
        return None
    people = f"(?:{_either(names)})"
    return (
        re.compile(rf"\b(?:the |an? |one )?{people} {_OFFICE}\b"),
        re.compile(rf"\bthe {people} (?:[a-z]+ ){{0,2}}?{_account_words()}\b"),
        re.compile(
            rf"\bthe {people}(?:man|woman)?(?: (?:side|leader|president|premier|prime minister"
            r"|chancellor|king|general|emir))?\b(?=,| [a-z]+ed\b| (?:[a-z]+ ){0,2}V\b| had\b)"
        ),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))

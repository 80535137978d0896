"""Bylines: who wrote it, also where the line runs straight into the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.articles.boilerplate import agency_names, name_list, publishers
from toolkit.articles.dates import DateLine, date_line
from toolkit.patterns import late

LONGEST_BYLINE = 250
# A field of a line that bars or dots divide.
LONGEST_FIELD = 60

_WORKS = ("Written", "Story", "Text", "Analysis", "Reported", "Reporting", "Report", "Words")
_BY = late(rf"(?:(?:{'|'.join(_WORKS)}) by|By|BY|by)[: ] ?")
OPENERS = frozenset(("by", *map(str.lower, _WORKS)))
"""The words, in lower case, that every byline of `find_byline` begins with."""
_PARTICLE = r"(?:al|bin|da|de|del|den|der|di|dos|du|el|ibn|la|le|van|von|y)"
_TOKEN = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\.?"
_PERSON = late(rf"{_TOKEN}(?: (?:{_TOKEN}|{_PARTICLE})){{1,4}}")
_SPLIT = late(r"\s*(?:[,;|·•]|\b(?:and|AND|with|und)\b|&|—|–| - )\s*")
_DIVIDER = late(r" ?[|·•] ?")
_PLACE = late(r" (?:in|at|for|of|from|on) .*")
_NOT_NAMES = frozenset(
    [
        "news",
        "press",
        "times",
        "post",
        "agency",
        "staff",
        "reporter",
        "reporters",
        "correspondent",
        "correspondents",
        "editor",
        "writer",
        "writers",
        "bureau",
        "chief",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "senior",
        "political",
        "diplomatic",
        "foreign",
        "the",
        "service",
        "desk",
        "wire",
    ]
)
_PROFILE = late(r"/(?:by|authors?|profiles?|people|staff|journalists?|writers?)/([\w-]+)/?")
_ADDRESS = late(r"https?://\S+?(?=[,;]?\s|[,;]?$)")
# A name's own capital inside a word: McDonald, DeSantis, O'Brien.
_INNER_CAPITAL = late(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|[OD]['’])$")
_JOINT = late(r"(?<=[a-zà-ÿ.])(?=[A-ZÀ-Þ“\"])|(?<=[A-Z]{2})(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline at the beginning of a block.

    Attributes:
        end: offset after it.
        text_start: where the rest of the block begins (= length of the block where none does).
        authors: names in order.
        publisher: the publisher it names, by its usual name.
    """

    end: int
    text_start: int
    authors: tuple[str, ...]
    publisher: str | None = None


def find_byline(text: str) -> Byline | None:
    """The byline that a block is or begins with.

    Forms: ``By Jane Doe and John Roe``; the same with papers, places or roles behind the names;
    ``by <address or name>, ... · Publisher`` that runs straight into the first sentence; names
    that do so.
    """
    by = _BY.match(text)
    if by is None:
        return None
    dot = text.find("·", by.end(), LONGEST_BYLINE)
    if dot > 0 and ("://" in text[:dot] or len(text) > LONGEST_BYLINE):
        return _with_publisher(text, by.end(), dot)
    if len(text) <= LONGEST_BYLINE:
        whole = _whole(text, by.end())
        if whole is not None:
            return whole
    return _glued_names(text, by.end())


def is_person(text: str) -> bool:
    """Whether a text has the form of a person's full name."""
    if not _PERSON.fullmatch(text) or text.lower() in agency_names():
        return False
    return not any(word.lower().rstrip(".") in _NOT_NAMES for word in text.split())


def names_line(text: str) -> Byline | None:
    """A line of names without ``By``: ``Jane Doe in Oslo and John Roe``, ``Jane Doe, CNN``.

    A title-case headline has the form of a long name: names count up to three words here.
    """
    items = [_PLACE.sub("", item.strip()) for item in _SPLIT.split(text)]
    authors = tuple(item for item in items if len(item.split()) <= 3 and is_person(item))
    papers = [publishers()[item] for item in items if item in publishers()]
    if not items or len(authors) + len(papers) < len(items):
        return None
    return Byline(len(text), len(text), authors, papers[0] if papers else None)


def source_line(text: str) -> tuple[Byline, DateLine] | None:
    """A line of short fields, one a date: ``Source: Xinhua | 2024-03-05 | Editor: x``."""
    if len(text) > LONGEST_BYLINE or not ("|" in text or "·" in text or "•" in text):
        return None
    fields = [field.strip() for field in _DIVIDER.split(text)]
    day = next((found for field in fields if (found := date_line(field)) is not None), None)
    if day is None or max(map(len, fields)) > LONGEST_FIELD:
        return None
    bare = [re.sub(r"^(?:Source|By|From|Author|Agency|Editor): ?", "", field) for field in fields]
    papers = [publishers()[field] for field in bare if field in publishers()]
    authors = tuple(name for field in fields[:2] for name in authors_of(field))
    return Byline(len(text), len(text), authors, papers[0] if papers else None), day


def authors_of(names: str) -> tuple[str, ...]:
    """The persons in a list of names, roles, papers and profile addresses."""
    found = []
    for item in _SPLIT.split(_ADDRESS.sub(_name_from_address, names)):
        name = _PLACE.sub("", item.strip())
        if name.isupper():
            name = " ".join(part.capitalize() for part in name.split())
        name = re.sub(r"^(?:By|by|BY|Dr\.|Sir) ", "", name).rstrip(".") or name
        if is_person(name) and name not in found:
            found.append(name)
    return tuple(found)


def _name_from_address(found: re.Match[str]) -> str:
    """``https://example.org/by/jane-doe`` names Jane Doe."""
    profile = _PROFILE.search(found.group())
    if profile is None:
        return ""
    return " ".join(part.capitalize() for part in profile[1].split("-") if not part.isdigit())


def _whole(text: str, start: int) -> Byline | None:
    """A block that is a byline and nothing else."""
    names = text[start:]
    if not re.fullmatch(name_list(), names) and "://" not in names:
        return None
    authors = authors_of(names)
    first = _SPLIT.split(names, maxsplit=1)[0]
    paper = publishers().get(_PLACE.sub("", first))
    if (
        not authors
        and paper is None
        and not re.match(r"(?:Staff|Our|The) |\S+ (?:Staff|Desk)", first)
    ):
        return None
    publisher = next(
        (
            publishers()[item]
            for item in map(str.strip, _SPLIT.split(names))
            if item in publishers()
        ),
        None,
    )
    return Byline(len(text), len(text), authors, publisher)


def _with_publisher(text: str, start: int, dot: int) -> Byline | None:
    """``by ... · Publisher`` with or without a sentence glued to it."""
    begin = dot + 1
    while begin < len(text) and text[begin] == " ":
        begin += 1
    known = max((p for p in publishers() if text.startswith(p, begin)), key=len, default="")
    end = begin + len(known) if known else _glue(text, begin, begin + 60)
    if end is None:
        if len(text) > LONGEST_BYLINE:
            return None
        end = len(text)
    name = text[begin:end].strip()
    return Byline(end, end, authors_of(text[start:dot]), publishers().get(name, name) or None)


def _glue(text: str, start: int, stop: int) -> int | None:
    """Where a capital follows small letters inside a word: two texts were glued there."""
    for word in re.finditer(r"\S+", text[start:stop]):
        joints = [
            j.start()
            for j in _JOINT.finditer(word.group())
            if j.start() > 1 and not _INNER_CAPITAL.search(word.group()[: j.start()])
        ]
        joints = [j for j in joints if not re.fullmatch(r"(?:[A-Z]\.)+", word.group()[:j])]
        if joints:
            return start + word.start() + joints[-1]
    return None


def _glued_names(text: str, start: int) -> Byline | None:
    """``By Jane Doe and John RoeThe first sentence``."""
    joint = _glue(text, start, start + LONGEST_BYLINE)
    if joint is None or not re.fullmatch(name_list(), text[start:joint]):
        return None
    authors = authors_of(text[start:joint])
    return Byline(joint, joint, authors) if authors else None

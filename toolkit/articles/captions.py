"""Captions: where the caption ends and the photographer's credit begins."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from toolkit.articles.boilerplate import FIRST_WORD, read_lines
from toolkit.patterns import compiled

# A credit and the sentence end before it lie within this many characters of the block's end.
LONGEST_CREDIT = 120
_ENDERS = '.!?”"’)]'
_ENDER = compiled(f"[{re.escape(_ENDERS)}]")
_MARK = compiled(r"\(?\b(?:(?:photo|image|picture) )?credits?(?:\.\.\.|…|:)", re.IGNORECASE)
_LABELS = read_lines("caption_labels.txt")
_LABEL_STARTS = frozenset("".join(label[0] + label[0].upper() for label in _LABELS))
OPENERS = frozenset(
    ["photo", "image", "images", "picture", "pictures", "credit", "credits"]
    + ["copyright", "file", "handout", "pool"]
    + [first.group() for label in _LABELS if (first := FIRST_WORD.match(label))]
)
"""The words, in lower case, that a caption's label, a credit that has its mark, or one of a picture
that ends in whom it was taken for begins with."""
_BEHALF = compiled(r"(?:^| )(?:via|for) [A-Z]")
_PARTICLES = ("al", "bin", "da", "de", "del", "den", "der", "di", "dos", "el", "la", "van", "von")
_IN_CREDITS = (
    *("via", "and", "for", "of", "by", "from", "courtesy", "provided", "credit", "copyright"),
    *("pool", "file", "handout", "photo", "photos", "photograph", "photographs"),
    *("picture", "pictures", "image", "images"),
)
"""What `_credit` has in small letters beside names."""
_SMALL_WORD = compiled(r"(?<![\w.'’-])[a-z]+")
_INITIAL = compiled(r"(?:^|[\s.])[A-Z]\.$")


@cache
def _agencies() -> tuple[str, ...]:
    """The photo agencies, the longest name first."""
    return tuple(sorted(read_lines("photo_agencies.txt"), key=len, reverse=True))


@cache
def _agency_search() -> AhoCorasick:
    """What tells whether one of the agencies, in lower case, is in a text."""
    return AhoCorasick(list(map(str.lower, _agencies())), matchkind=MatchKind.LeftmostFirst)


def _is_whole_credit(text: str) -> bool:
    """Whether a text is a credit and nothing else.

    The pattern is long; it is compiled and tried only on what holds a mark, a word or an agency
    without which no form of a credit matches, and no word in small letters that is in none.
    """
    if not _credit_words().issuperset(_SMALL_WORD.findall(text)):
        return False
    low = text.lower()
    may_be = (
        "/" in low
        or "|" in low
        or any(word in low for word in ("photo", "picture", "image"))
        or bool(_agency_search().find_matches_as_indexes(low))
    )
    return may_be and _credit().fullmatch(text) is not None


@cache
def _credit_words() -> frozenset[str]:
    """The words in small letters that a credit may hold, those of agencies' names among them."""
    names = " ".join(_agencies()).lower()
    return frozenset([*_SMALL_WORD.findall(names), *_PARTICLES, *_IN_CREDITS])


@cache
def _credit() -> re.Pattern[str]:
    """Pattern of a whole credit, brackets taken off."""
    agency = "|".join(map(re.escape, _agencies()))
    agency = rf"(?:(?i:{agency})(?![\w]))"
    agencies = rf"{agency}(?:(?: ?[/|,–—-] ?| via | and | for ){agency})*"
    token = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*+"  # a hyphen in it is tried as no separator: linear time
    person = rf"{token}(?: (?:{token}|{'|'.join(_PARTICLES)})){{0,4}}"
    persons = rf"{person}(?:(?:, | and |/){person})?"
    paper = rf"(?:{agencies}|{token}(?: (?:{token}|of|for)){{0,4}})"
    photo = r"(?i:pool |file |handout )*(?i:photos?|photographs?|pictures?|images?)"
    return compiled(
        rf"(?:(?:©|(?i:copyright)) ?)?(?:"
        rf"{persons} ?[/|] ?{paper}(?: ?[/,–—-] ?{paper})*"
        rf"|{agency} ?/ ?{persons}"
        rf"|(?:{persons},? )?(?:(?i:for|via|pool via)) {agencies}"
        rf"|{photo}(?: credit)?:? ?(?:(?i:by|from|courtesy of|via|provided by|:|/) ?){{0,2}}"
        rf"{persons}(?: ?[/|,–—-] ?{paper}| for {paper}| via {paper})*"
        rf"|{photo} ?[:/|]? ?{agencies}"
        rf"|{agencies}(?: {photo})?"
        r")"
    )


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, _LABELS))
    return compiled(rf"(?:{labels})[,:]? ?", re.IGNORECASE)


def label_end(text: str) -> int:
    """Where a caption begins behind its label (``Image caption, ``); 0 where there is none."""
    found = _labels().match(text) if text[0] in _LABEL_STARTS else None
    return found.end() if found else 0


def is_credit(text: str) -> bool:
    """Whether a whole block is nothing but a credit that says so: a marker, or a slash."""
    if len(text) > LONGEST_CREDIT:
        return False
    mark = _MARK.match(text)
    if mark is not None:
        return True
    bare = text.strip("()[] ")
    marked = "/" in bare or "photo" in bare.lower() or "©" in bare or _on_behalf(bare)
    return marked and _is_whole_credit(bare)


def credit_start(text: str, *, caption: bool) -> int | None:
    """Where the credit at the end of a block begins.

    Args:
        text: a tidied block.
        caption: whether the markup already says that it is a caption; then a bare agency name
            is enough, in prose a photographer, a bracket or the word photo must stand there.

    Returns:
        Offset of the credit; ``None`` where the block ends in a sentence.
    """
    tail = text[-LONGEST_CREDIT:]
    mark = None
    if "redit" in tail or "REDIT" in tail:
        mark = _MARK.search(text, len(text) - len(tail))
    if mark is not None and (caption or (mark.start() > 0 and _ends_sentence(text, mark.start()))):
        return mark.start()
    if text[-1] in ")]":
        return _bracketed(text)
    if text[-1] in '.!?”"’':
        return None
    return _trailing(text, caption)


def _on_behalf(text: str) -> bool:
    """Whether a text says on whose behalf a picture was taken."""
    return ("via " in text or "for " in text) and _BEHALF.search(text) is not None


def _ends_sentence(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith(tuple(_ENDERS))


def _bracketed(text: str) -> int | None:
    """A credit in brackets at the end: ``(AP Photo/Jane Doe)``."""
    start = max(text.rfind("(", -LONGEST_CREDIT), text.rfind("[", -LONGEST_CREDIT))
    if start <= 0:
        return None
    inside = text[start + 1 : -1].strip()
    says_so = "/" in inside or "photo" in inside.lower() or "image" in inside.lower()
    return start if says_so and _is_whole_credit(inside) else None


def _trailing(text: str, caption: bool) -> int | None:
    """A credit behind the last sentence: ``... on Monday. Jane Doe/The Daily Globe``."""
    low = max(0, len(text) - LONGEST_CREDIT)
    tail = text[low:]
    if not (caption or "/" in tail or "for " in tail or "via " in tail or "photo" in tail.lower()):
        return None
    fallback = None
    for at in reversed([end.end() for end in _ENDER.finditer(text, low, len(text) - 2)]):
        rest = text[at:].strip()
        marked = caption or "/" in rest or "photo" in rest.lower() or _on_behalf(rest)
        if not marked or not _is_whole_credit(rest):
            continue
        if not _INITIAL.search(text[max(0, at - 3) : at]):
            return at
        fallback = fallback or at
    return fallback

"""Decides by the words before a number whether it is a figure, and how exact it is.

Each rule that leaves a number out has a name; ``lexicon/figure_rules.csv`` says what it reads.
"""

from __future__ import annotations

from collections.abc import Callable

from toolkit.extract.figures.lexicon import (
    back_references,
    changes,
    context_words,
    name_words,
    nouns,
    prepositions,
    qualifier_contexts,
    qualifiers_before,
)
from toolkit.extract.figures.persons import ONE, befell_one
from toolkit.extract.figures.units import Reading
from toolkit.patterns import compiled

_REACH = 40
_NEAR = 4
# Nobody rounds to "about two people"; "over two" is a place or a topic more often than a number.
_FEW = {"about": 4}
_FEW_OVER = 10
_OPENING = frozenset("\"'“”‘’«([{:;—–•·*.?!…|>-")
_YEAR = compiled(r"1[0-9]{3}|20[0-9]{2}|2100")
_LINE = 160
_LONG_WORDS = compiled(r"(?<![\w’'-])[^\W\d_]{5,}")
_IN_MARKS = compiled(r"[^\W_,:]\s[“‘\"']\Z")
_AFTER_ONE_DAY = compiled(r"\s(?:after|before|later|earlier|of)\b")
_TOLD_WHICH = compiled(r"\s(?:who|whose|whom|that|which|where)(?!\w)")
_SUPERLATIVE = compiled(r"(?:\w+est|most|main|leading|top)(?!\w)")


def words_before(text: str, floor: int, pos: int) -> list[str]:
    """The last few words before ``pos``, if a blank separates them from it."""
    if pos <= floor or not text[pos - 1].isspace():
        return []
    return text[max(floor, pos - _REACH) : pos].split()[-4:]


def begins_sentence(text: str, floor: int, pos: int) -> bool:
    """Whether a capital letter at ``pos`` says nothing: a sentence or quotation begins there."""
    before = text[max(floor, pos - 4) : pos].rstrip()
    return (not before and pos - floor <= 4) or before[-1:] in _OPENING


def _capital(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """A number word with a capital inside a sentence belongs to a name: the Big Four banks."""
    start = reading.number.start
    if not text[start].isupper():
        return False
    if begins_sentence(text, floor, start):
        following = text[reading.number.end : reading.number.end + 2].strip()
        return (
            following.isupper() and _IN_MARKS.search(text, max(floor, start - 4), start) is not None
        )
    return not _title_case(text, start)


def _title_case(text: str, pos: int) -> bool:
    """Whether a line is a headline that writes its words with capital letters."""
    begin = text.rfind("\n", max(0, pos - _LINE), pos) + 1
    stop = text.find("\n", pos, pos + _LINE)
    long = _LONG_WORDS.findall(text, max(begin, pos - _LINE), stop if stop >= 0 else pos + _LINE)
    return len(long) > 3 and all(word[0].isupper() for word in long)


def _named(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """A number after "Article", "Resolution", "No.", "Group of" is a name."""
    if not before or (reading.unit_code != "count" and reading.rule != "shared_unit"):
        return False
    names = name_words()
    for phrase in (before[-1], " ".join(before[-2:])):
        word = phrase.lstrip("(“‘\"'[")
        needs_capital = names.get(word.lower())
        if needs_capital is not None and (not needs_capital or word[:1].isupper()):
            return True
    return False


_OLDEST = 120
_LONG_SPELLS = frozenset({"week", "month", "year", "decade", "century"})
_YEARS_OLD = compiled(r"\sold(?!\w)")
_NEXT_WORDS = compiled(r"(?: [a-z][\w-]*){1,3}")


def _dated(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """A number after a month is a day or a year."""
    if not before or reading.value > 2100:
        return False
    if reading.unit_code != "count" and reading.rule != "shared_unit":
        return False
    word = before[-1]
    return word[:1].isupper() and word.lower().removesuffix(".") in context_words("month")


def _year(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """Four digits from 1000 to 2100 are a year, unless a countable noun follows at once."""
    number = reading.number
    written = text[number.start : number.end]
    if not _YEAR.fullmatch(written):
        return False
    if reading.unit_code != "count" and reading.rule not in ("money_name", "shared_unit"):
        return False
    if before and before[-1].lower().lstrip("(“‘\"'") in context_words("before_year"):
        return True
    counted = (reading.counted or "").lower()
    return " " in counted or (counted not in nouns() and int(written) >= 1900)


def _pronoun_one(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """ "One" before a noun is an article, "one day" an adverb."""
    number = reading.number
    if reading.rule == ONE:
        return not befell_one(text, floor, reading)
    if number.value != 1 or text[number.start : number.end].lower() != "one":
        return False
    if reading.unit_code == "count":
        return True
    if text[number.end : number.end + 1] == "-" or reading.value != 1:
        return False
    qualified = bool(before) and before[-1].lower() in qualifiers_before()
    return (
        reading.unit_code == "day" and not qualified and not _AFTER_ONE_DAY.match(text, reading.end)
    )


def _points_back(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """ "The two ..." and "the three leaders" refer to what has been named."""
    if not before or reading.unit_code != "count" or reading.rule == "vague":
        return False
    word = before[-1].lower().lstrip("(“‘\"'[").removeprefix("—")
    counted = (reading.counted or "").lower()
    if word in context_words("definite"):
        if reading.value > 2 and _TOLD_WHICH.match(text, reading.end):
            return False
        return reading.value == 2 or (reading.value <= 10 and counted in back_references())
    possessive = word.endswith(("'s", "’s", "s'", "s’"))
    return possessive and reading.value <= 10 and _SUPERLATIVE.match(counted) is not None


def _portion(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """ "The first half of" is a stretch of time or of a game, no share."""
    if reading.rule not in ("half", "part") or not before:
        return False
    return before[-1].lower() in context_words("portion")


def _rate(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """ "An hour" after an amount says how often; "a week" is a length only beside a qualifier."""
    if not reading.needs_context:
        return False
    if reading.unit_code == "ratio":
        return not _changes_by(text, floor, reading, before)
    word = before[-1].lower() if before else ""
    if reading.unit_code == "hour":
        return word in context_words("rate") or word[-1:].isdigit() or word.endswith("%")
    if word == "for" and reading.unit_code in _LONG_SPELLS:
        return text[reading.end : reading.end + 1] in ("-", "'", "’")
    found = qualifier_before(text, floor, reading)
    return found is None or word in ("some", "around") or _is_topic(before, found[2])


def _changes_by(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """Whether "a third" or "a quarter" is a share: fell by a third, up a quarter."""
    word = before[-1].lower() if before else ""
    if word in ("by", "or") or (word in changes() and word != "from"):
        return True
    found = qualifier_before(text, floor, reading)
    return found is not None and word not in ("some", "around", "over", "about", "under")


def _is_topic(before: list[str], phrase: str) -> bool:
    width = len(phrase.split())
    return _blocked(phrase, [word.lower() for word in before[:-width]])


def _blocked(phrase: str, ahead: list[str]) -> bool:
    """Whether a word soon before makes the phrase a preposition: talked to her about."""
    contexts = qualifier_contexts()
    if ahead and ahead[-1] in prepositions():
        return False
    return any(contexts.get((phrase, word)) == "blocks" for word in ahead[-_NEAR:])


def _age(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """ "41 years old" and "the 41-year-old" are ages; a "44-year-old pact" has lasted so long."""
    if reading.value > _OLDEST:
        return False
    if reading.unit_code == "year" and _YEARS_OLD.match(text, reading.end):
        return qualifier_before(text, floor, reading) is None  # about a thing one says "about"
    if not text.startswith("-old", reading.end - 4):
        return False
    following = _NEXT_WORDS.match(text, reading.end)
    return following is None or context_words("old_thing").isdisjoint(
        following.group().lower().split()
    )


def _clock(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """ "At 8h30" and "0900 hours" are times of day."""
    if reading.unit_code == "hour" and text[reading.start] == "0" and reading.value >= 1:
        return True
    if reading.rule != "short_time" or not before:
        return False
    return before[-1].lower() in context_words("before_clock")


def _emergency(text: str, floor: int, reading: Reading, before: list[str]) -> bool:
    """ "911 calls" are made to a number, not counted by it."""
    if (reading.counted or "").lower() not in ("call", "calls"):
        return False
    return str(reading.value) in context_words("emergency_number")


_Rule = Callable[[str, int, Reading, list[str]], bool]
LEFT_OUT: tuple[tuple[str, _Rule], ...] = (
    ("capital", _capital),
    ("named", _named),
    ("dated", _dated),
    ("year", _year),
    ("pronoun_one", _pronoun_one),
    ("points_back", _points_back),
    ("portion", _portion),
    ("rate", _rate),
    ("age", _age),
    ("clock", _clock),
    ("emergency", _emergency),
)
"""Names of the rules that leave a number out, in the order in which they are asked."""


def left_out(text: str, floor: int, reading: Reading) -> str | None:
    """The name of the rule that says a number is no figure, or ``None``.

    Args:
        text: any text.
        floor: offset of the sentence's or block's first character.
        reading: the number with its unit.
    """
    before = words_before(text, floor, reading.start)
    for name, rule in LEFT_OUT:
        if rule(text, floor, reading, before):
            return name
    return None


def tells_change(text: str, floor: int, pos: int) -> bool:
    """Whether the word before ``pos`` tells of a change ("rose", "from")."""
    before = words_before(text, floor, pos)
    if not before or before[-1].lower() not in changes():
        return False
    return len(before) < 2 or not before[-2].lower().startswith("rang")


def qualifier_before(text: str, floor: int, reading: Reading) -> tuple[int, str, str] | None:
    """The qualifier before a figure: (its offset, its code, its phrase), or ``None``."""
    start = reading.start
    before = words_before(text, floor, start)
    if not before:
        return None
    candidates = qualifiers_before().get(before[-1].lower().lstrip("(“‘\"'[—"))
    if not candidates:
        return None
    reach = text[max(floor, start - _REACH) : start].lower()
    flat = " ".join(reach.split())
    for item in candidates:
        if not flat.endswith(item.phrase):
            continue
        ahead = flat[: -len(item.phrase)]
        if ahead and (ahead[-1].isalnum() or ahead[-1] in "-’'"):
            continue
        if not item.plain and not _qualifies(item.phrase, ahead.split(), reading):
            continue
        return _offset(text, floor, start, len(item.phrase.split())), item.code, item.phrase
    return None


def _qualifies(phrase: str, ahead: list[str], reading: Reading) -> bool:
    """Whether "about", "over" or "under" measures here instead of naming a topic or a place."""
    if reading.rule in ("duration", "compound", "article"):
        opens = qualifier_contexts().get((phrase, ahead[-1] if ahead else "")) == "opens"
        return phrase == "about" or opens or not ahead
    few = reading.unit_code == "count" and reading.value < _FEW.get(phrase, _FEW_OVER)
    return not few and not _blocked(phrase, ahead)


def _offset(text: str, floor: int, start: int, words: int) -> int:
    """Where the last ``words`` words before ``start`` begin."""
    pos = start
    for _ in range(words):
        while pos > floor and text[pos - 1].isspace():
            pos -= 1
        while pos > floor and (text[pos - 1].isalnum() or text[pos - 1] == "."):
            pos -= 1
    return pos

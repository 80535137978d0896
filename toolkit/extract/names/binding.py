"""Where in its clause a name or pronoun stands: behind a preposition, as the object of a verb."""

from __future__ import annotations

from toolkit.patterns import compiled

_PREPOSITIONS = frozenset(
    [
        *("of", "with", "by", "to", "for", "from", "about", "against", "between", "on", "than"),
        *("like", "under", "after", "before", "toward", "towards"),
        # as they begin a sentence: "After Smith's remarks, Jones gave in. He ..."
        *(
            "To",
            "With",
            "From",
            "After",
            "Before",
            "Despite",
            "Following",
            "Like",
            "Under",
            "Unlike",
            "Against",
        ),
    ]
)
_DETERMINERS = frozenset({"the", "his", "her", "their", "its"})
_LONGEST_OPENING = 14
_LAST_WORD = compiled(r"\w+\Z")
_FAR = 40
_MOST_TO_OBJECT = 120
_ASIDE = 2
"""How many commas set off an aside."""
_ONE_VERB = compiled(
    r" (?:also |then |later |last |first |again |has |had ){0,2}"
    r"(?:[a-z]+ed|told|met|rang|gave|sent) "
)
_ITS_VERB = compiled(
    r"(?:,(?= ha[sd] ))?(?: (?:also|then|later|had|has|never|once|finally|again|first|to)){0,3}"
    r" [a-z]+(?: up| back)? "
)
_SECOND_VERB = compiled(
    r",? and (?:then |later |also |again )?(?:[a-z]+ed|told|met|rang|gave) \Z|, [a-z]+ing \Z"
)
_FRONTED = compiled(r"(?:\A|[.!?\u201d\"] |\n)(?:To|With|From) (?:[A-Z][\w.'\u2019-]+ ){0,4}\Z")
_AFTER_FRONTED = compiled(r"(?:,(?: [^,.;]{1,60},)?)? ")
_FAR_FRONTED = 80


def follows_preposition(text: str, start: int) -> bool:
    """Whether a preposition, with or without "the", stands right before a place."""
    if text[start - 1 : start] != " ":
        return False
    low = start - _LONGEST_OPENING
    rest, blank, word = text[low if low > 0 else 0 : start - 1].rpartition(" ")
    if blank and word in _DETERMINERS:
        word = rest.rpartition(" ")[2]
    if word.isalpha():
        return word in _PREPOSITIONS
    last = _LAST_WORD.search(word)
    return last is not None and last.group() in _PREPOSITIONS


def is_object_of(text: str, end: int, start: int) -> bool:
    """Whether only a verb stands between a subject that ends there and a pronoun: "P had him".

    A comma may close what the subject stands in apposition to: "the premier, Lee, had called him".
    """
    return _ITS_VERB.fullmatch(text, end, start) is not None


def is_object_after_aside(text: str, subject: int, start: int) -> bool:
    """Whether only an aside in commas and a verb part a pronoun from its subject.

    "Kiir, according to a statement, assured him" is not about Kiir twice.
    """
    comma = text.rfind(",", subject, start)
    near = start - subject < _MOST_TO_OBJECT and text.count(",", subject, start) == _ASIDE
    return near and _ONE_VERB.fullmatch(text, comma + 1, start) is not None


def is_second_object(text: str, start: int) -> bool:
    """Whether a pronoun is the object of a further verb of its sentence: "... and urged him"."""
    return _SECOND_VERB.search(text, max(0, start - _FAR), start) is not None


def is_fronted(text: str, name: int, end: int, start: int) -> bool:
    """Whether a name opens a sentence behind "To" or "With" and a pronoun follows: another person.

    "To Correa he expressed solidarity" is not of Correa twice.
    """
    return _AFTER_FRONTED.fullmatch(text, end, start) is not None and (
        _FRONTED.search(text, max(0, name - _FAR_FRONTED), name) is not None
    )

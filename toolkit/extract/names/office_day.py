"""The day that offices count on in an article that does not say when it was published.

An article that names "U.S. President A" and "Japanese Prime Minister B" was written while both
were in office. Any day on which most of the persons it names held a leading office will do to tell
whom it means by "the U.S. leader"; it is no day of publication and resolves no "on Monday".
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from toolkit.extract.model import EntityKind, Mention, MentionKind
from toolkit.extract.names.register import LEADER_CODES, Register
from toolkit.patterns import compiled

# Each begins with its letters, which are searched for fast.
_VIDEO = compiled(r"video ?(?:call|conf|link)")
_CALL = compiled(r"call(?<!\wcall)(?:s|ed)? (?:with|to|from|between)\b")
OFFICES = LEADER_CODES | {
    "head_of_state_elect",
    "head_of_government_elect",
    "international_organisation_head",
    "foreign_minister",
    "vice_head",
}
_WORD = compiled(r"[a-z-]+")
_FEW = 2
"""Of how many offices a title may be to tell which one is held: "sheikh" is said of many."""
_LONGEST = 4
"""How many words a title has at most that stands behind a name."""
_APPOSED = compiled(r", (?:the )?([^.,;:\n]{1,60})")
"""What may tell behind a name what office somebody holds: "Ann Lee, Crown Prince of"."""
_COUNTRIES = 2
_PERSONS = 40
_AT_MOST = dt.timedelta(days=730)  # terms that have not ended reach to the end of time


def is_of_a_call(text: str) -> bool:
    """Whether a text has words without which it hardly tells of a call."""
    return "phone" in text or _VIDEO.search(text) is not None or _CALL.search(text) is not None


def office_day(text: str, mentions: Sequence[Mention], register: Register) -> dt.date | None:
    """A day on which most of the persons named were in office.

    Args:
        text: the clean text; nothing is worked out for articles without a word for a call.
        mentions: its mentions as read without a day.
        register: people and offices.

    Returns:
        The middle of the time in which the most persons of two or more countries held an office
        together: of several such times that in which they held the offices by which the text
        calls them, then that of those named most often. ``None`` where no two did.
    """
    if not is_of_a_call(text):
        return None
    named = Counter(
        m.entity.key
        for m in mentions
        if m.entity is not None
        and m.entity.kind is EntityKind.PERSON
        and m.entity.registered
        and m.kind is MentionKind.NAME
    )
    called = _called(text, mentions, register)
    terms = [
        (term.first_day, term.last_day, key, register.people[key].country_code, term.office_code)
        for key, _ in named.most_common(_PERSONS)
        for term in register.terms_of(key)
        if term.office_code in OFFICES
    ]
    best: tuple[int, int, int, dt.date, dt.date] | None = None
    for first, _, _, _, _ in terms:
        together = [t for t in terms if t[0] <= first <= t[1]]
        if len({country for _, _, _, country, _ in together}) < _COUNTRIES:
            continue
        keys = {key for _, _, key, _, _ in together}
        as_called = sum(code in called[key] for _, _, key, _, code in together)
        often = sum(named[key] for key in keys)
        fit = len(keys), as_called, often, first, min(t[1] for t in together)
        best = fit if best is None else max(best, fit)
    if best is None:
        return None
    *_, first, last = best
    return first + min(max(last - first, dt.timedelta(0)), _AT_MOST) / 2


def _called(
    text: str, mentions: Sequence[Mention], register: Register
) -> defaultdict[str, set[str]]:
    """The offices whose titles stand with the names of persons in a text, by their keys."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        named = mention.kind is MentionKind.NAME  # "the president" alone is resolved by the day
        if mention.entity is None or not mention.entity.registered or not named:
            continue
        country = mention.entity.country_code
        apposed = _APPOSED.match(text, mention.end)
        behind = _WORD.findall(apposed[1].lower()) if apposed is not None else []
        titles = (register.title_in(" ".join(behind[:n]), country) for n in range(_LONGEST, 0, -1))
        if (apposed_title := next(filter(None, titles), None)) is not None:
            called[mention.entity.key].update(apposed_title.office_codes)
        words = _WORD.findall(text[mention.start : mention.end].lower())
        for first, last in combinations(range(len(words) + 1), 2):
            title = register.title_in(" ".join(words[first:last]), country)
            if title is not None and len(title.office_codes) <= _FEW:
                called[mention.entity.key].update(title.office_codes)
    return called

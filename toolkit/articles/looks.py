"""The first look at each block: what it is by its own words, without its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from toolkit.articles.boilerplate import boilerplate_rule
from toolkit.articles.bylines import Byline, authors_of, find_byline, source_line
from toolkit.articles.captions import credit_start, is_credit, label_end
from toolkit.articles.datelines import Dateline
from toolkit.articles.dates import DateLine, date_line
from toolkit.articles.draft import Draft, Hint, cut
from toolkit.articles.screen import LONGEST_CAPTION, LONGEST_SHORT, Screen, screen_of
from toolkit.patterns import compiled

# A crosshead is at most this long.
LONGEST_HEADING = 70
# A block is navigation when this share of its characters are links.
LINK_SHARE = 0.8
# Longer paragraphs are prose even where all their words are linked.
LONGEST_LINK_BLOCK = 200

_SENTENCE_END = (".", "!", "?", ":", ";", "…", ",")
_CLOSERS = "”\"’')]»*†"
_END_SIGN = compiled(r"\s?(?:\b(?:Enditem|-30-|-0-)|[■∎])$")
_ISO_OPENING = compiled(r"(?:[Dd]ate:? )?(?:19|20)\d\d-\d\d-\d\d(?= \D)")
_CLOCK = compiled(r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?(?: [A-Z]{2,4})?|\d{1,2}:\d\d(?: [A-Z]{2,4})?")


class Look(IntEnum):
    """What a block looks like."""

    DROP = auto()
    DATE = auto()
    BYLINE = auto()
    CAPTION = auto()
    HEADLINE = auto()
    STANDFIRST = auto()
    HEADING = auto()
    ITEM = auto()
    SHORT = auto()
    PROSE = auto()


@dataclass(slots=True)
class Part:
    """A block on its way to its kind.

    Attributes:
        draft: the block.
        look: what it is so far.
        rule: the boilerplate rule that drops it, else empty.
        byline: for a byline, who wrote.
        date: for a date line, the day.
        dateline: for a dateline split from its paragraph, what it says.
    """

    draft: Draft
    look: Look
    rule: str = ""
    byline: Byline | None = None
    date: DateLine | None = None
    dateline: Dateline | None = None

    @property
    def text(self) -> str:
        """The block's text."""
        return self.draft.text

    def drop(self, rule: str) -> None:
        """Leave the block out of the clean text, by the rule of that name."""
        self.look = Look.DROP
        self.rule = rule


def ends_sentence(text: str) -> bool:
    """Whether a block ends the way a sentence does."""
    if text[-1] in "m■∎-":
        text = _END_SIGN.sub("", text)
    return text.endswith(_SENTENCE_END) or text.rstrip(_CLOSERS + " ").endswith(_SENTENCE_END)


def first_look(drafts: Sequence[Draft]) -> list[Part]:
    """The parts of a text; a byline or a caption glued to something else is split off."""
    parts: list[Part] = []
    drafts = _without_opening_date(drafts)
    screen = screen_of([draft.text for draft in drafts])
    is_prose, prose = screen.is_prose, Look.PROSE
    for draft in drafts:
        if draft.hint:
            parts.extend(_HINTED[draft.hint](draft))
        elif not draft.linked and is_prose(draft.text):
            parts.append(Part(draft, prose))
        else:
            parts.extend(look_of(draft, screen))
    return parts


def _without_opening_date(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts; a date in figures glued to the very first words is one of its own."""
    glued = _ISO_OPENING.match(drafts[0].text) if drafts else None
    if glued is None or date_line(drafts[0].text, loose=True) is not None:
        return drafts
    head = cut(drafts[0], 0, glued.end())
    rest = cut(drafts[0], glued.end(), len(drafts[0].text))
    return drafts if head is None or rest is None else [head, rest, *drafts[1:]]


def look_of(draft: Draft, screen: Screen | None = None) -> list[Part]:
    """A block of which no markup tells anything, by every rule that its text may match."""
    text = draft.text
    size = len(text)
    rule = boilerplate_rule(text, screen.held if screen else None)
    if rule is not None:
        return [Part(draft, Look.DROP, rule)]
    if draft.linked >= LINK_SHARE * size and size <= LONGEST_LINK_BLOCK:
        return [Part(draft, Look.DROP, "link_only")]
    if text[0] in "BbWRSTA":
        byline = find_byline(text)
        if byline is not None:
            return _split_byline(draft, byline)
    if size <= LONGEST_SHORT:
        if is_credit(text):
            return [Part(draft, Look.DROP, "photo_credit")]
        date = date_line(text)
        if date is not None:
            return [Part(draft, Look.DATE, date=date)]
        line = source_line(text)
        if line is not None:
            return [Part(draft, Look.BYLINE, byline=line[0], date=line[1])]
        date = date_line(text, loose=True)
        if date is not None:
            return [Part(draft, Look.DATE, date=date)]
        if _CLOCK.fullmatch(text):
            return [Part(draft, Look.HEADING)]
    if size <= LONGEST_CAPTION and (
        label_end(text) or credit_start(text, caption=False) is not None
    ):
        return _caption(draft)
    if size > LONGEST_SHORT or ends_sentence(text):
        return [Part(_without_end_sign(draft), Look.PROSE)]
    return [Part(draft, Look.SHORT)]


def _without_end_sign(draft: Draft) -> Draft:
    """A paragraph without the sign that agencies and magazines set after the last one."""
    if draft.text[-1] not in "m■∎-":
        return draft
    sign = _END_SIGN.search(draft.text, max(0, len(draft.text) - 10))
    return (cut(draft, 0, sign.start()) or draft) if sign else draft


def _split_byline(draft: Draft, byline: Byline) -> list[Part]:
    """The byline, and what the block holds behind it."""
    head = cut(draft, 0, byline.end)
    rest = cut(draft, byline.text_start, len(draft.text))
    parts = [] if head is None else [Part(head, Look.BYLINE, byline=byline)]
    if rest is not None:
        parts.extend(look_of(rest))
    return parts


def _caption(draft: Draft) -> list[Part]:
    """The caption's own sentences; its label and its credit are dropped."""
    text = draft.text
    start = label_end(text)
    end = len(text)
    parts: list[Part] = []
    tail: list[Part] = []
    # A caption may carry its credit twice: the photographer's and the agency's.
    for _ in range(2):
        credit = credit_start(text[:end], caption=draft.hint is Hint.CAPTION)
        if credit is None or credit <= start:
            break
        dropped = cut(draft, credit, end)
        if dropped is not None:
            tail.insert(0, Part(dropped, Look.DROP, "photo_credit"))
        end = credit
        while end > start and text[end - 1] == " ":
            end -= 1
    label = cut(draft, 0, start)
    if label is not None:
        parts.append(Part(label, Look.DROP, "photo_credit"))
    words = cut(draft, start, end)
    if words is not None:
        bare = is_credit(words.text) or boilerplate_rule(words.text) is not None
        look = Look.DROP if bare else Look.CAPTION
        parts.append(Part(words, look, "photo_credit" if bare else ""))
    return parts + tail


def _headline(draft: Draft) -> list[Part]:
    rule = boilerplate_rule(draft.text)
    return [Part(draft, Look.HEADLINE if rule is None else Look.DROP, rule or "")]


def _heading(draft: Draft) -> list[Part]:
    rule = boilerplate_rule(draft.text)
    return [Part(draft, Look.HEADING if rule is None else Look.DROP, rule or "")]


def _item(draft: Draft) -> list[Part]:
    words = draft.text.rstrip("–—- ")
    if words and len(words) < len(draft.text) <= LONGEST_HEADING:
        # Agencies put crossheads between dashes: "- Talks to resume -".
        inside = cut(draft, 0, len(words))
        return [] if inside is None else [Part(inside, Look.HEADING)]
    parts = look_of(draft)
    for part in parts:
        if part.look in (Look.PROSE, Look.SHORT):
            part.look = Look.ITEM
    return parts


def _byline(draft: Draft) -> list[Part]:
    text = draft.text
    found = find_byline(text)
    if found is not None:
        return _split_byline(draft, found)
    if date_line(text) is not None or boilerplate_rule(text) is not None or len(text) > 250:
        return look_of(draft)
    authors = authors_of(text)
    if not authors:
        return [Part(draft, Look.DROP, "author_note")]
    return [Part(draft, Look.BYLINE, byline=Byline(len(text), len(text), authors))]


def _standfirst(draft: Draft) -> list[Part]:
    rule = boilerplate_rule(draft.text)
    return [Part(draft, Look.STANDFIRST if rule is None else Look.DROP, rule or "")]


def _date(draft: Draft) -> list[Part]:
    date = date_line(draft.text, loose=True)
    if date is None:
        return [Part(draft, Look.DROP, "date_label")] if len(draft.text) < 60 else look_of(draft)
    return [Part(draft, Look.DATE, date=date)]


_HINTED = {
    Hint.HEADLINE: _headline,
    Hint.HEADING: _heading,
    Hint.ITEM: _item,
    Hint.CAPTION: _caption,
    Hint.BYLINE: _byline,
    Hint.STANDFIRST: _standfirst,
    Hint.DATE: _date,
}

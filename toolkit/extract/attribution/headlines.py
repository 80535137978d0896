"""Reads headlines, which have a grammar of their own: "Ito: Talks Will Fail", "Ito Says So"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import attrgetter

from toolkit.extract.attribution.speakers import is_person
from toolkit.extract.attribution.tokens import CueVerb, cue_verbs, word_set
from toolkit.extract.model import Attribution, Document, Mention, MentionKind
from toolkit.patterns import compiled

# A name or a noun before a colon: no verb, at most six words.
_LABEL = compiled(r"(?P<who>[^:;?!“”‘’\"]{2,60}): (?=\S)")
_WORD = compiled(r"[^\s,;:]+")
_ENDS = compiled(
    r"[;.]\s|[.;]\Z|\s(?:after|amid|following|despite|before|as)\s|, (?=[a-z]+s\b)", re.IGNORECASE
)
_LONGEST_SUBJECT = 8
_LONGEST_LABEL = 6
_ON = compiled(r" (?:on|to|about) .*", re.IGNORECASE)

# Fewer words in marks are no quotation in a headline.
_SHORTEST_RUN = 3
_OUTER_START = attrgetter("outer_start")

_Span = tuple[int, int]


@cache
def _verbs() -> dict[str, CueVerb]:
    """Forms of cue verbs that a headline puts after its subject."""
    wanted = {}
    for form, verb in cue_verbs().items():
        if verb.kind not in ("seem", "speak") and not form.endswith(("ed", "ing")):
            wanted[form] = verb
    return wanted


def read_headline(doc: Document, start: int, end: int) -> Iterator[Attribution]:
    """What the headline [start, end) of a document says that somebody says."""
    text = doc.text
    label = _LABEL.match(text, start, end)
    if label is not None:
        who = _ON.sub("", label["who"])
        words = who.split()
        if len(words) <= _LONGEST_LABEL and words[0].lower() not in _no_labels():
            source = (start, start + len(who))
            yield _said(doc, source, None, _content(text, label.end(), end), "headline-label")
            return
        if words[0].lower() not in _no_labels():
            yield from _quoted_after(doc, start, label.end(), end)
            return
        start = label.end()
    yield from _verb_after_subject(doc, start, end)


def _quoted_after(doc: Document, start: int, at: int, end: int) -> Iterator[Attribution]:
    """Ito Halts Talks: “I Have to Go”: whom the headline begins with speaks after its colon."""
    named = [m for m in doc.mentions_in(start, start + 1) if m.start == start]
    runs = [run for run in doc.quoted if run.outer_start == at and run.end <= end]
    if runs and named and is_person(doc, named[0]):
        who = (start, named[0].end)
        yield _said(doc, who, None, _content(doc.text, at, runs[0].end), "headline-label")


@cache
def _no_labels() -> frozenset[str]:
    return word_set("no_labels")


def _verb_after_subject(doc: Document, start: int, end: int) -> Iterator[Attribution]:
    """Ms. Lee Slams Plan; Plan Will Fail, Ms. Lee Says."""
    words = list(_WORD.finditer(doc.text, start, end))
    for number, match in enumerate(words[1 : _LONGEST_SUBJECT + 1], start=1):
        verb = _verbs().get(match.group().lower())
        before = words[number - 1].group()
        if verb is None or not _agrees(match.group().lower(), verb, before, words, number):
            continue
        after = match.end()
        following = words[number + 1].group().lower() if number + 1 < len(words) else ""
        if following in verb.particles:
            after = words[number + 1].end()
        content = _content(doc.text, after, end)
        if content[1] > content[0]:
            subject = (start, words[number - 1].end())
            yield _said(doc, subject, match.span(), content, "headline-verb")
        return


def _agrees(form: str, verb: CueVerb, before: str, words: list[re.Match[str]], number: int) -> bool:
    """Whether a form follows its subject in number; a plural noun is no verb after an owner."""
    if before.endswith(("'s", "’s", "'", "’")) or before.lower() in word_set("no_subjects"):
        return False
    if form != verb.lemma:
        return form.endswith("s")
    plural = before.endswith("s") or any(w.group().lower() == "and" for w in words[:number])
    return plural and verb.lemma not in word_set("often_nouns")


def _content(text: str, start: int, end: int) -> _Span:
    """The rest of a headline up to a circumstance or a second statement."""
    stop = _ENDS.search(text, start, end)
    return _trimmed(text, start, stop.start() if stop else end)


def _said(doc: Document, who: _Span, cue: _Span | None, content: _Span, rule: str) -> Attribution:
    people = [m for m in doc.mentions_in(who[0], who[1]) if is_person(doc, m)]
    joint = len(people) > 1 and " and " in doc.text[people[0].end : people[-1].start]
    named = [m for m in doc.mentions_in(who[0], who[1]) if m.end >= who[1] and not joint]
    source = named[0] if named else Mention(*who, MentionKind.ORGANISATION, None, "source-phrase")
    contents, direct = _with_runs(doc, content)
    return Attribution(source, cue, contents, direct, rule)


def _with_runs(doc: Document, content: _Span) -> tuple[tuple[_Span, ...], tuple[bool, ...]]:
    """A content in its parts inside quotation marks and outside of them."""
    start, end = content
    parts: list[tuple[_Span, bool]] = []
    at = bisect_left(doc.quoted, start, key=_OUTER_START)
    for number in range(max(0, at - 1), len(doc.quoted)):
        run = doc.quoted[number]
        if run.start >= end:
            break
        if run.start < start or doc.text.count(" ", run.start, run.end) + 1 < _SHORTEST_RUN:
            continue
        before = _trimmed(doc.text, start, run.outer_start)
        if before[0] < before[1]:
            parts.append((before, False))
        parts.append(((run.start, run.end), True))
        start = run.outer_end
    rest = _trimmed(doc.text, start, end)
    if rest[0] < rest[1]:
        parts.append((rest, False))
    return tuple([span for span, _ in parts]), tuple([direct for _, direct in parts])


def _trimmed(text: str, start: int, end: int) -> _Span:
    """A stretch without what is no letter or digit at its edges."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end

"""Who stands where in a sentence: the persons before and behind the words for a call.

Those who took part are told by their place around clear words for a telephone call: the subject
before the words, those behind "with", "to", "from" or "between", the object of what somebody does
"by phone". The rules in `calls.rules` read what fixed orders of words tell beyond
that. Whoever is only spoken of ("about P1", "P1's death") or only tells of it ("P1 said P2 ...")
took no part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from toolkit.extract.calls.wording import around
from toolkit.extract.calls.wording.others import IS_OBJECT, TO_AUDIENCE, is_named
from toolkit.extract.calls.wording.phrases import AND_WITH, Phrase

Sides = tuple[Phrase, Phrase | None, str | None]


class Place:
    """The persons around the words for a call."""

    def __init__(self, text: str, named: Sequence[Phrase], clear: re.Match[str]) -> None:
        self._text = text
        self._clear = clear
        self._start, self._end = clear.span()
        self._wire = bool(clear["wire"]) and "call" not in clear["wire"]
        first, last = max(0, self._start - around.WINDOW), self._end + around.WINDOW
        before = [aside.span() for aside in around.ASIDE.finditer(text, first, self._start)]
        low = max(
            (
                m.end()
                for m in around.CLAUSE.finditer(text, first, self._start)
                if not _in(m.start(), before)
            ),
            default=first,
        )
        near = named[
            bisect_left(named, first, key=attrgetter("start")) : bisect_left(
                named, last, key=attrgetter("start")
            )
        ]
        asides = [aside.span() for aside in around.ASIDE.finditer(text, self._end, last)]
        whole = [(p.start, p.end) for p in near if p.members > 1] + asides
        stop = next(
            (
                mark.start()
                for mark in around.CLAUSE.finditer(text, self._end, last)
                if not _in(mark.start(), whole)
            ),
            last,
        )
        left = [p for p in near if low <= p.start and p.end <= self._start]
        self._left = [p for p in left if not _in(p.start, before)] or left
        self._right = [
            p for p in near if self._end <= p.start and p.end <= stop and not _in(p.start, asides)
        ]

    def sides(self) -> Sides | None:
        """The two sides and which of them called; the second is none where the first is all."""
        if self._clear["verb"]:
            return self._of_verb()
        return self._of_wire() if self._wire else self._of_noun()

    def spoken(self) -> Sides | None:
        """Who spoke, and with whom or to whom."""
        other = self._attached(("with", "to"))
        if other is None:
            return None
        between = self._text[self._end : other.start]
        once = len(around.SIDE_WORD.findall(between)) == 1
        return self._with(other) if once and not around.ANOTHER_TALK.search(between) else None

    def _of_verb(self) -> Sides | None:
        """Whom somebody telephones, or by whom somebody is telephoned."""
        first = self._subject()
        for phrase in self._right[:1]:
            if first is None or not around.TO_WHOM.fullmatch(self._text, self._end, phrase.start):
                continue
            if self._named(phrase) or self._owns(phrase):
                continue
            if phrase.role == "by":
                return phrase, first, "a"
            if phrase.role in ("", "with", "to"):
                return first, phrase, "a"
        return None

    def _of_wire(self) -> Sides | None:
        """Who speaks by telephone, and with whom or to whom."""
        other = self._attached(("with", "to", "by", "from"))
        first = self._subject()
        if other is not None and other.role == "by":
            near = around.BY_WHOM.fullmatch(self._text, self._end, other.start)
            return (other, first, "a") if near and first is not None else self._object()
        return (
            self._with_each(other)
            or self._with(other)
            or self._with_before()
            or self._object()
            or self._had()
            or self._by_several()
            or self._opened()
        )

    def _with_each(self, other: Phrase | None) -> Sides | None:
        """Those before and behind the words: "spoke with P1 by phone and with P2"."""
        one, first = self._left[-1] if self._left else None, self._subject()
        if other is None or one is None or first is None or one.role not in ("with", "to"):
            return None
        if AND_WITH.fullmatch(self._text, self._end, other.start) is None:
            return None
        return first, Phrase(one.start, other.end, one.members + other.members, one.role), None

    def _had(self) -> Sides | None:
        """Whom somebody "had on the line", named behind it."""
        first, other = self._subject(), self._right[0] if self._right else None
        if first is None or other is None or other.role not in ("", "out"):
            return None
        had = around.HAS.search(self._text, max(0, self._start - around.NEAR), self._start)
        near = around.TO_WHOM.fullmatch(self._text, self._end, other.start)
        return (first, other, None) if had and near else None

    def _by_several(self) -> Sides | None:
        """Several by whom something "was discussed over the phone"."""
        last = [p for p in self._left[-1:] if p.role == "by" and p.several(self._text)]
        return (last[0], None, None) if last else None

    def _opened(self) -> Sides | None:
        """Several who do something after "over the phone on D0" at the beginning."""
        bare = [p for p in self._right[:1] if p.role == "" and p.several(self._text)]
        if self._start or not bare:
            return None
        near = around.DAY_ONLY.fullmatch(self._text, self._end, bare[0].start)
        return (bare[0], None, None) if near else None

    def _of_noun(self) -> Sides | None:
        """Whose call it is, and with whom, from whom or to whom."""
        bare = re.fullmatch(r"calls?", self._clear.group()) is not None
        if bare:
            before = self._text[max(0, self._start - around.FAR) : self._start]
            if around.VERB_CALL.search(before):
                return None
            bare = around.HELD.search(before) is None
        other = self._attached(("with", "to", "from", "between", "among", "involving"))
        if other is not None and other.role in ("between", "among", "involving"):
            return (other, None, None) if other.several(self._text) else None
        if other is not None:
            return self._from_to(other) or self._with(other)
        owner = self._owner()
        if owner is not None:
            return self._of_owner(owner, bare=bare)
        if bare:
            return None
        return self._with_before() or self._object() or self._after()

    def _from_to(self, caller: Phrase) -> Sides | None:
        """Both sides of "a call from P0 to P1", "a call placed by P0 to P1"."""
        if caller.role not in ("from", "by"):
            return None
        for other in self._right[self._right.index(caller) + 1 :][:1]:
            between = self._text[caller.end : other.start]
            if (
                other.role == "to"
                and len(between) < around.NEAR
                and not around.BREAK.search(between)
            ):
                return caller, other, "a"
        return None

    def _owner(self) -> Phrase | None:
        """Whose call it is: "P0's call", or "P0 call" where P0 is "his"."""
        owner = self._left[-1] if self._left and not self._wire else None
        owns = owner is not None and around.OWN.fullmatch(self._text, owner.end, self._start)
        return owner if owns else None

    def _of_owner(self, owner: Phrase, *, bare: bool) -> Sides | None:
        """The call of several, or that of somebody which another takes or returns."""
        if owner.several(self._text):
            return None if bare else self._of_theirs(owner) or (owner, None, None)
        first = self._subject(len(self._left) - 1)
        takes = (
            around.TAKES.search(self._text, first.end, owner.start) if first is not None else None
        )
        if first is None or takes is None:
            return None
        return first, owner, "a" if takes["returns"] else "b"

    def _of_theirs(self, owner: Phrase) -> Sides | None:
        """The two of one sentence whom "their" means: "P0 congratulated P1 in their call"."""
        bare = [p for p in self._left[:-1] if p.role == "" and not self._owns(p)][-2:]
        if self._text[owner.end] != " " or len(bare) < 2:
            return None
        one, other = bare
        near = around.OBJECT.fullmatch(self._text, one.end, other.start)
        return (one, other, None) if near else None

    def _attached(self, roles: Sequence[str]) -> Phrase | None:
        """Who stands behind the words, after one of some prepositions."""
        for phrase in self._right:
            between = self._text[self._end : phrase.start]
            if (
                len(between) > around.FAR
                or around.BREAK.search(between)
                or around.SECOND_CALL.search(between)
            ):
                return None
            if phrase.role in roles and not self._owns(phrase):
                return phrase
            if phrase.role != "out" or self._clear.group().startswith("call"):
                return None
        return None

    def _with(self, other: Phrase | None) -> Sides | None:
        """The subject and those who stand behind a preposition."""
        if other is None:
            return None
        first = self._owner() or self._subject()
        if first is None or around.SAYS_THAT.match(self._text, first.end):
            first = self._behind(other)
        if first is None:
            return None
        return first, other, self._caller(first, other)

    def _caller(self, first: Phrase, other: Phrase) -> str | None:
        """Which side called, by the words between the two."""
        between = self._text[min(first.end, other.end) : max(first.start, other.start)]
        if around.REACHES.search(between):
            return "a"
        if other.start < self._start or around.BOTH_WAYS.search(between):
            return None
        if self._wire:
            to_one = other.role == "to" and around.GOT_ON.search(
                self._text, max(0, self._start - around.NEAR), self._start
            )
            return "b" if other.role == "from" else "a" if to_one else None
        one_way = around.ONE_WAY.search(self._clear.group())
        if self._text.startswith(",", self._end):  # "spoke, in separate calls, to P1"
            return None
        return {"from": "b", "to": "a"}.get(other.role) if one_way else None

    def _behind(self, other: Phrase) -> Phrase | None:
        """Who does something after "in a call with P1,"."""
        for phrase in self._right:
            if phrase.start >= other.end and phrase.role == "":
                between = self._text[other.end : phrase.start]
                return phrase if around.AFTER_COMMA.search(between) else None
        return None

    def _with_before(self) -> Sides | None:
        """The subject and those with whom or to whom, both before the words."""
        for number in range(len(self._left) - 1, 0, -1):
            other = self._left[number]
            if around.MET_WITH.search(self._text, max(0, other.start - around.FAR), other.start):
                continue
            if other.role in ("with", "to") and not self._owns(other):
                first = self._subject(number)
                caller = self._caller(first, other) if first is not None else None
                return (first, other, caller) if first is not None else None
            if other.role == "":
                return None
        return None

    def _object(self) -> Sides | None:
        """Several subjects, or a subject and its object, before the words."""
        bare = [p for p in self._left if p.role == "" and not self._owns(p)]
        last = bare[-1] if bare else None
        if last is None or is_named(self._text, last.start, last.end):
            return None
        if TO_AUDIENCE.search(self._text, last.end, self._start):
            return None
        if len(bare) > 1 and around.OBJECT.fullmatch(self._text, bare[-2].end, last.start):
            of = bare[-2].several(self._text) and around.SPOKEN_OF.match(self._text, bare[-2].end)
            return bare[-2], None if of else last, None if of else self._caller(bare[-2], last)
        if len(bare) > 1 and around.AND_DOES.search(self._text, bare[-2].end, last.start):
            return bare[0], last, None
        if not last.several(self._text) or IS_OBJECT.search(
            self._text, max(0, last.start - around.FAR), last.start
        ):
            return None
        return last, None, None

    def _after(self) -> Sides | None:
        """Several subjects, or a subject and its object, after "in a call,"."""
        bare = [p for p in self._right if p.role == "" and not self._owns(p)]
        if not bare or not around.AFTER_COMMA.search(self._text[self._end : bare[0].start]):
            return None
        if bare[0].several(self._text):
            return bare[0], self._shared_with(bare[0]), None
        if len(bare) > 1 and around.OBJECT.fullmatch(self._text, bare[0].end, bare[1].start):
            return bare[0], bare[1], None
        for other in self._right[self._right.index(bare[0]) + 1 :]:
            between = self._text[bare[0].end : other.start]
            if other.role == "with" and around.TALKS_OVER.match(between):
                return bare[0], other, None
        return None

    def _shared_with(self, several: Phrase) -> Phrase | None:
        """With whom several talked in a call that the sentence begins with: "shared with P4"."""
        for other in self._right[self._right.index(several) + 1 :][:1]:
            between = self._text[several.end : other.start]
            if (
                other.role == "with"
                and len(between) < around.NEAR
                and not around.BREAK.search(between)
            ):
                return other
        return None

    def _subject(self, before: int | None = None) -> Phrase | None:
        """The last person before the words who is not the object of another's doing."""
        subject = None
        for phrase in self._left[:before]:
            if around.WHO.match(self._text, phrase.end):
                subject = phrase
            if phrase.role != "" or self._owns(phrase):
                continue
            if subject is None or not around.OBJECT.fullmatch(
                self._text, subject.end, phrase.start
            ):
                subject = phrase
        return subject

    def _named(self, phrase: Phrase) -> bool:
        """Whether "called P1" goes on with what P1 is called."""
        if not self._clear["verb"].startswith("call"):
            return False
        if phrase.members > 1:
            return self._text.startswith((" a ", " an ", " the "), phrase.end)
        return not around.CALLED_SO.match(self._text, phrase.end)

    def _owns(self, phrase: Phrase) -> bool:
        return self._text.startswith("'", phrase.end)


def _in(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of several spans."""
    return any(start <= place < end for start, end in spans)

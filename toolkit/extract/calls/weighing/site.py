"""Words for a call, and who stands around them in their sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording.around import CLAUSE
from toolkit.extract.model import Entity, EntityKind, Mention
from toolkit.patterns import late

_SOMEBODY = late(r"[PG](\d+)")
_RANK = (
    r"(?:(?!(?:and|or|who|whom|that|which|with|to|from|by|in|at|after|before|during|between|on|when"
    r"|while|if|said|says|told|was|were|is|are|has|had|will|would) )(?:[a-z'-]+|C\d+(?:'s?)?),? )"
)
_LINK = late(
    r"(?:,? (?!and |but |that |who |which |said |after |before |about )[a-zDN0-9'-]+){0,6}?,? "
    rf"(?P<link>with|to|from|between|by|among|and"
    r"|(?:which|that)(?=[^.,;]{1,40} (?:made|placed|had|held)))"
    rf" {_RANK}{{0,6}}?(?=[PG]\d)"
)
"""What ties a person to words for a call: "call on D0 with the president of C0, P1"."""
_OWNS = late(r"['\u2019]s? [a-z]")
"""Behind a name, what says that the one tied is somebody of theirs: "with P0's staff"."""
_RELATIVE = frozenset({"which", "that"})
_OBJECT = late(rf"(?: up| back)? {_RANK}{{0,5}}?(?=[PG]\d)")
"""What stands between a verb for a call and whom it reaches: "telephoned his counterpart P1"."""
_NEXT = late(
    r"(?:'s?)?(?:, (?!and )[^PGQ;.:]{1,70})?(?:[,;]? (?P<and>and|as well as|along with)|[,;])"
    rf"(?: (?:with|to|then))? {_RANK}{{0,6}}?(?:C\d+[,']? )?\Z"
)
"""What stands between those named side by side."""
_SUBJECT = late(
    rf"(?:(?:,? (?:on|late|early|last|D\d+|[a-z]+day|morning|evening|afternoon|night|held|that))"
    rf"{{0,5}}(?: [^PGQ,;.:]{{0,50}})?, ){_RANK}{{0,6}}?(?=[PG]\d)"
)
""" "In a call with P0 on D0, the president of C1," before the subject."""
_VERB = late(r"(?:(?:tele)?phon(?:ed|es|ing)\Z|dial|r[au]ng|call(?:ed|ing)\Z)")
_ONE_WAY = late(r"call\Z")
_NOBODY: frozenset[str] = frozenset()
_MEANS = late(r"(?:by|on|over|via|through|per) ")
_LONGEST = 30
_IN_A = late(r"\b(?:in|during|over|via) (?:an?|another|the|their|his|her) (?:[a-z-]+ ){0,2}\Z")
_ADVERBS = late(
    r"(?: of C\d+)?(?:,? who|, [^PGQ]{1,80},)?(?: (?:and|has|had|have|also|then|later|on|D\d+|in"
    r"|turn|twice|personally|himself|herself|again|already|just|both|each|first|[a-z]+ly"
    r"|[a-z]+ed [^PGQ]{0,60}|was|were|is|when|after|before|by)){0,6} "
)
"""What may stand between a subject and a verb for a call."""
_FIRST_BODY = late(r" ?C(\d+) (?:on|in|by|over|at) ")
_BODY = late(r"\b(?:(?:to|with|from|told|tells) (?:[a-z]+ ){0,3}?|(?:phone|video) on )C(\d+)")


@dataclass(frozen=True, slots=True)
class Named:
    """Words in a skeleton that name one person, or a group.

    Attributes:
        start: where they begin.
        end: where they end.
        people: the keys of those meant.
    """

    start: int
    end: int
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tie:
    """Who is tied to words for a call by a word behind them.

    Attributes:
        link: "with", "to", "from", "between", "by"; nothing for the object of a verb.
        sides: those named, side by side.
        end: where the last of them ends.
    """

    link: str
    sides: tuple[Named, ...]
    end: int

    @property
    def people(self) -> frozenset[str]:
        """The keys of those named."""
        return _all(self.sides)


class Site:
    """Words for a call.

    Args:
        sk: their sentence.
        low: where they begin in its skeleton.
        high: where they end.

    Attributes:
        clause: the clause around the words in the skeleton.
        here: the persons whom the sentence names, in order.
    """

    def __init__(self, sk: Skeleton, low: int, high: int) -> None:
        self.sk, self.low, self.high = sk, low, high
        start = max((mark.end() for mark in CLAUSE.finditer(sk.text, 0, low)), default=0)
        after = CLAUSE.search(sk.text, high)
        self.clause = start, after.start() if after else len(sk.text)
        self.here = [
            Named(*found.span(), frozenset(p.key for p in persons_of(piece)))
            for found in _SOMEBODY.finditer(sk.text)
            if isinstance(piece := sk.pieces[int(found[1])], Mention)
        ]

    @property
    def words(self) -> str:
        """The words for a call."""
        return self.sk.text[self.low : self.high]

    @cached_property
    def named(self) -> frozenset[str]:
        """The keys of all whom the sentence names."""
        return _all(self.here)

    @cached_property
    def front(self) -> tuple[Named, ...]:
        """Who is named last before the words in their clause: one, or several side by side."""
        before = [n for n in self.here if self.clause[0] <= n.start and n.end <= self.low]
        run: list[Named] = before[-1:]
        for named in reversed(before[:-1]):
            joined = self._joined(named, run[0])
            if joined is None or (len(run) == 1 and not joined["and"]):
                break
            run.insert(0, named)
        return tuple(run)

    @property
    def is_verb(self) -> bool:
        """Whether the words are a verb, whose object is the one called."""
        return _VERB.match(self.words) is not None

    @property
    def is_means(self) -> bool:
        """Whether the words say by what means: "by telephone", "in a telephone call"."""
        before = self.sk.text[max(0, self.low - _LONGEST) : self.low]
        return _MEANS.match(self.words) is not None or _IN_A.search(before) is not None

    @cached_property
    def subject(self) -> frozenset[str]:
        """Who is named right before a verb for a call, and owns nobody who is its subject."""
        if not self.front or not _ADVERBS.fullmatch(self.sk.text, self.front[-1].end, self.low):
            return frozenset()
        return self.front[-1].people

    @cached_property
    def front_people(self) -> frozenset[str]:
        """The keys of those named last before the words."""
        return _all(self.front)

    @property
    def callers(self) -> frozenset[str]:
        """Who called, as far as the words tell: "telephoned P1", "a call from P1"."""
        link = self.ties[0].link if self.ties else None
        if self.is_verb and link == "":
            return self.subject
        return self.ties[0].people if link == "from" and _ONE_WAY.search(self.words) else _NOBODY

    @property
    def subject_end(self) -> int:
        """Where the last whom the words before name is named first: "P0 praised her country"."""
        last = self.front[-1]
        before = [n for n in self.here if self.clause[0] <= n.start <= last.start]
        same = takewhile(lambda named: named.people == last.people, reversed(before))
        return list(same)[-1].end

    @cached_property
    def in_roles(self) -> frozenset[str]:
        """The keys of all who stand where the sides of a call do."""
        return self.front_people | self.tied | self.subject_behind

    @cached_property
    def ties(self) -> Sequence[Tie]:
        """Who is tied to the words from behind."""
        found: list[Tie] = []
        text, at = self.sk.text, self.high
        verb = _OBJECT.match(text, at) if self.is_verb else None
        while tie := verb or _LINK.match(text, at):
            if not verb and self.is_means and tie["link"] in _RELATIVE:
                break
            behind = [n for n in self.here if n.start >= tie.end()]
            run = self._run(behind)
            if not run or self.owns(run[-1]):
                break
            at = run[-1].end
            found.append(Tie("" if verb else tie["link"], tuple(run), at))
            verb = None
        return found

    @cached_property
    def tied(self) -> frozenset[str]:
        """The keys of all who are tied to the words."""
        return frozenset().union(*(tie.people for tie in self.ties))

    @cached_property
    def subject_behind(self) -> frozenset[str]:
        """The subject behind words that open a sentence: "In a call with P0, P1 said"."""
        at = self.ties[-1].end if self.ties else self.high
        opens = _SUBJECT.match(self.sk.text, at)
        if opens is None or self.front:
            return frozenset()
        return next((n.people for n in self.here if n.start == opens.end()), frozenset())

    @property
    def first_tied(self) -> int | None:
        """Where in the text words begin that name who is tied to the words first."""
        verb = _OBJECT.match(self.sk.text, self.high) if self.is_verb else None
        tie = verb or _LINK.match(self.sk.text, self.high)
        return self.sk.origin(tie.end(), tie.end() + 1)[0] if tie else None

    def owns(self, named: Named) -> bool:
        """Whether somebody of theirs is meant: "P0's staff"."""
        return _OWNS.match(self.sk.text, named.end) is not None

    def ties_body(self, start: int, stop: int) -> bool:
        """Whether a part of the sentence says that somebody spoke to a body, not a government."""
        return any(map(self._is_body, _BODY.finditer(self.sk.text, start, stop)))

    @property
    def opens_with_body(self) -> bool:
        """Whether the subject is a body, not a government: "reporters on a conference call"."""
        first = _FIRST_BODY.match(self.sk.text, self.clause[0])
        return first is not None and self._is_body(first)

    def _is_body(self, found: re.Match[str]) -> bool:
        piece = self.sk.pieces[int(found[1])]
        entity = piece.entity if isinstance(piece, Mention) else None
        return entity is None or entity.kind is not EntityKind.GOVERNMENT

    def _run(self, behind: Sequence[Named]) -> Sequence[Named]:
        """The first of some, with those named beside it up to the last "and"."""
        ends = min(1, len(behind))
        for number, named in enumerate(behind[1:], 1):
            joined = self._joined(behind[number - 1], named)
            if joined is None:
                break
            if joined["and"]:
                ends = number + 1
        return behind[:ends]

    def _joined(self, one: Named, other: Named) -> re.Match[str] | None:
        return _NEXT.match(self.sk.text[one.end : other.start])


def persons_of(mention: Mention) -> Sequence[Entity]:
    """The persons whom a mention means: itself, or the members of a group."""
    entity = mention.entity
    if entity is None:
        return ()
    return entity.people or ((entity,) if entity.kind is EntityKind.PERSON else ())


def _all(named: Sequence[Named]) -> frozenset[str]:
    return frozenset().union(*(n.people for n in named))

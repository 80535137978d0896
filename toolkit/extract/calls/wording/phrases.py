"""The persons that a skeleton names: lists kept together, with the prepositions before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from toolkit.extract.calls.wording.words import GROUP
from toolkit.patterns import late

_MEMBER = late(rf"P\d+(?!\d| (?:counterparts|colleagues)\b)|{GROUP}")
_NO_RANK = (
    r"(?!(?:about|over|of|and|or|who|whom|that|which|with|to|from|by|for|in|at|as|into|after|before"
    r"|during|between|on|against|amid|when|while|if|not|said|says|told|is|are|was|were|has|have|had"
    r"|will|would|but|than|because|them|there|here|spoke|called|discussed|met|including|namely"
    r"|notably|such"
    r"|famil(?:y|ies)|staff|aides?|officials?|envoys?|ambassadors?|advis[eo]rs?|lawyers?|wife"
    r"|husband"
    r"|son|daughter|widow|brother|sister|father|mother|supporters?|reporters?|journalists?)\b"
    r"|(?!(?:re-?|newly-)?elected|appointed|embattled|ousted|deposed|exiled|retired|jailed|united"
    r"|detained|disgraced|beleaguered)[a-z-]+ed\b)"
)
WORDS = rf"(?:{_NO_RANK}[a-z][\w'.-]*,? ){{0,7}}"
_OF_LANDS = (
    r"(?:(?!(?:with|to|from|by|and|the) )[a-z-]+ ){0,2}"
    r"(?:presidents|premiers|ministers|leaders|chancellors|kings|emirs|monarchs|rulers"
    r"|heads of (?:state|government)) (?:of|in) (?:the )?C\d+, "
)
"""The office of several, one by one with their lands: "the presidents of C1, P2, and of C3, P4"."""
_LINK = late(
    rf"(?: (?![a-z]+s\b){_NO_RANK}[a-z][\w'-]+){{0,2}}(?: of [^,;:.PGQ]{{1,50}}?)?"
    r"(?:,(?! and\b)[^,;:.PGQ]{1,80}(?=[,;]))?"
    r"(?P<sign>,|;|[,;]? and(?:, [^,;.PGQ]{1,50} sa(?:id|ys),)?|,? as well as"
    r"|,? along with|,? followed by|/|[-\u2013\u2014])"
    r"(?: (?:several |some |many )?other [a-z]+ ?[a-z]+,? (?:including|notably|such as))?"
    r" ?(?:also |then |later |finally |lastly |next |afterwards |subsequently |in turn ){0,2}"
    rf"(?:(?P<prep>with|to|from|by) )?(?:of (?:the )?C\d+, )?(?:C\d+(?:'s?)? )?{WORDS}"
)
"""What stands between two persons of a list: titles and unknown names among them."""
_LINK_OF_DAYS = late(
    r"(?: (?:on|late|early))* D\d+,? and(?:, (?:(?:on|late|early) )*D\d+,)? (?:then )?"
    rf"(?:(?:with|to) )?(?:C\d+(?:'s?)? )?{WORDS}"
)
_ON_A_DAY = late(r"(?: (?:on|late|early))* D\d")
"""Two with each of whom somebody spoke on a day: "with P1 on Monday and P2 on Tuesday"."""
_HEADLINE = late(r"P\d+(?:, P\d+)+(?= [a-z])")
_HEADLINE_CALLED = late(
    r"P\d+ (?:(?:tele)?phones|calls|rings|dials|speaks (?:to|with)|talks (?:to|with))(?: up)?"
    r" (?P<called>P\d+, P\d+)(?= (?:to|over|on|ahead|after|before|about|amid|in|as|by|for|at)\b|$)"
)
_ROLE = late(
    rf"\b(?P<role>[a-z]+) (?:the |an? |his |her |their |its )?(?:{_OF_LANDS})?"
    r"(?:C\d+(?:'s?| and(?: the)?)? )?"
    r"(?:(?:(?!(?:with|to|from|by|between|among|in|of|his|her|their|the) )[a-z-]+(?:,| and)? ){1,6}"
    r"(?:counterparts|colleagues|opposite numbers|neighbou?rs|peers"
    r"|allies), )?"
    rf"(?:{_NO_RANK}[a-z][\w'.-]* |(?:counterpart|colleague|opposite number), ){{0,7}}\Z"
)
_AMONG = late(
    r"\b(?P<role>with|to|from) (?:(?!(?:with|to|from) )[^PGQ.;:]){1,80}?,? (?:including|notably"
    r"|namely|such as|among them|in particular)(?: with| to)? (?:the |his |her )?"
    rf"(?:C\d+(?:'s?)? )?{WORDS}\Z"
)
"""Those of several who are named: "with other leaders, including P1"."""
_AND_ANOTHER = late(r"(?: of [^,;:.PGQ]{1,50}?)?,? and (?:C\d|(?:the|an?|other|several) [a-z])")
"""The end of a list whose last member is nobody known: "P1, P2 and the ambassador"."""
_IN_LIST = late(r", (?:[a-z]+ of\b|and\b)")
_TO_DO = late(
    r" (?!(?:the|an?|both|each|all|then-|new|old|fellow|deputy|late|fallen|top|his|her|their)\b"
    r"|\w*(?:elect|ed |ian |ese |ish |or |er |ent |art |ing |rim))[a-z-]+ [PG]"
)
"""What makes "to" the beginning of what somebody does: "to congratulate P1"."""
_SIDES = frozenset({"with", "to", "from", "by", "between", "among", "involving"})
_OUT = frozenset(
    [
        *("about", "over", "of", "on", "for", "against", "after", "before", "than", "like", "as"),
        *("under", "in", "at", "into", "regarding", "concerning", "toward", "towards", "without"),
        *("despite", "amid", "since", "until", "alongside", "near", "besides", "unlike", "except"),
    ]
)
_AMONG_WORDS = frozenset({"including", "notably", "namely", "as", "them", "particular"})
_CONJUNCTIONS = frozenset({"after", "before", "since", "until", "as"})
_ACTS = late(
    r"(?: had| has| also| then| later)* (?:[a-z]+ed|rang|spoke|told|held|took|made|met|got|gave)\b"
)
AND_WITH = late(
    r"(?: (?:for|lasting)(?: [a-z]+){0,3}? N\d+)?(?: (?:on|late|early) D\d+| D\d+)?,?"
    r" (?:and|then|as well as|before)(?: (?:also|then|later|separately|afterwards|finally|again))*"
    r" (?P<role>with|to)(?: [a-zC]\S*){0,8}? \Z"
)
"""What stands behind "with P1 by phone" where another one is named with whom somebody spoke."""
_TIME_BEFORE = late(
    r"\b(?:in|within|for|after|over|at|before|during|on) (?:[a-z-]+ ){1,3}?(?:time|weeks?|days?"
    r"|months?|years?|hours?|evening|morning|afternoon|night|weekend|moment|decades?|crisis) \Z"
)
"""A time right before who did something in it."""
_SAYS = frozenset({"said", "says", "added"})
_SAID = late(r"[.,;]|$")
_CLAUSE_BEGINS = late(r", and P\d+ (?:[a-z]+ed|rang|spoke|told|had|has|was|is|then|also)\b")
_AT_A_TIME = late(
    r"\b(?:in|on|at|during|over) (?:the |that )?(?:(?:early|late|same|very|following|next"
    r"|previous) )?(?:evening|morning|afternoon|night|meantime|end|day|weekend|week|time|moment"
    r"|hours) \Z"
)
"""A time of day right before a person: nothing that he or she is in."""
_OWNS_ELSE = late(
    r"'s? (?!(?:[a-z0-9-]+ ){0,5}?(?:phone|telephon|video|calls?\b|convers|talks?\b|discuss"
    r"|exchange|contact|chat|dialogue))[a-z]"
)
"""Behind the last of several, what makes it the owner of something else than a call of theirs."""
_RELATION = late(
    r", P\d+ (?:(?!and\b)[a-z-]+ ){0,3}?(?:friend|ally|rival|foe|mentor|protege|partner"
    r"|confidant|comrade|neighbou?r|brother-in-arms|companion)\b[^,.;:PGQ]{0,30}(?=,)"
)
"""What somebody is to another, between commas: "P1, P2 close friend and ally, had"."""
_FAR = 80
_RUN = late(r",+a?")
_BARE_LISTED = 2
_LISTED = 3
"""How many commas between persons, or between bare names, make a list where no "and" ends it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A person, or several named one after the other, in a skeleton.

    Attributes:
        start: where it begins.
        end: where it ends.
        members: how many are named.
        role: the preposition before it, "" where none stands there, "out" where it makes those
            named no party of what the sentence tells.
    """

    start: int
    end: int
    members: int
    role: str

    def several(self, text: str) -> bool:
        """Whether more than one person is named."""
        return self.members > 1 or text[self.start] == "G"


def phrases(text: str) -> list[Phrase]:
    """The persons that a skeleton names, those of one list together."""
    related = [match.span() for match in _RELATION.finditer(text)]
    found = [
        member
        for member in _MEMBER.finditer(text)
        if not any(start <= member.start() < end for start, end in related)
    ]
    heads = _HEADLINE.match(text) or _HEADLINE_CALLED.match(text)
    joins: list[str] = []
    for one, other in pairwise(found):
        link = _LINK.fullmatch(text, one.end(), other.start())
        sign = link.group("sign") if link else ""
        prep = link["prep"] if link else None
        if sign == "," and prep and prep != _role(text, *one.span()):
            sign = ""  # "from P0, its head, to P1 and P2"
        if _LINK_OF_DAYS.fullmatch(text, one.end(), other.start()) and _ON_A_DAY.match(
            text, other.end()
        ):
            sign = "and"
        if text[one.end() : other.start()] == " " and _IN_LIST.match(text, other.end()):
            sign = ","  # "P0, chairman of one party, P1 P2, chairman of another, and P3"
        if (
            heads
            and one.start() >= heads.start(heads.lastindex or 0)
            and other.end() <= heads.end()
        ):
            sign = "and"
        if sign and _CLAUSE_BEGINS.match(text, one.end()) and not (joins and joins[-1]):
            sign = ""  # "of P1, and P2 called P3"
        if sign and _OWNS_ELSE.match(text, other.end()):
            sign = ""  # "rang P1, and P2's office waited"
        joins.append("," if sign in {",", ";"} else "and" if sign else "")
    for run in _RUN.finditer("".join(join[:1] or " " for join in joins)):
        first, last = run.span()
        bare = all(
            text[one.end() : other.start()] == ", "
            for one, other in pairwise(found[first : last + 1])
        )
        whole = run.group().endswith("a") or _AND_ANOTHER.match(text, found[last].end())
        if not whole and last - first < (_BARE_LISTED if bare else _LISTED):
            joins[first:last] = [""] * (last - first)
    parts: list[list[re.Match[str]]] = []
    for member, join in zip(found, ["", *joins], strict=False):
        if join:
            parts[-1].append(member)
        else:
            parts.append([member])
    spans = [(part[0].start(), part[-1].end(), len(part)) for part in parts]
    return [Phrase(start, end, members, _role(text, start, end)) for start, end, members in spans]


def _role(text: str, start: int, end: int) -> str:
    match = _ROLE.search(text, max(0, start - _FAR), start)
    word = match.group("role") if match else ""
    among = _AMONG.search(text, max(0, start - 2 * _FAR), start) if word in _AMONG_WORDS else None
    if among is not None:
        return among.group("role")
    if _AT_A_TIME.search(text, max(0, start - _FAR), start):
        return ""
    if word == "to" and match is not None and _TO_DO.match(text, match.end("role")):
        return ""
    if word in _SIDES:
        return word
    if word in _SAYS:  # "said P1 had called", but "said P1."
        return "out" if _SAID.match(text, end) else ""
    if word in _CONJUNCTIONS and _ACTS.match(text, end):  # "after P1 called"
        return ""
    if word in _OUT and _TIME_BEFORE.search(text, max(0, start - _FAR), start):
        return ""  # "for the second time in a week P1 called"
    return "out" if word in _OUT else ""

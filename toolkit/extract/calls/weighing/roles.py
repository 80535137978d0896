"""Where two leaders stand around words for a call: who called whom, as far as the place tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from toolkit.extract.calls.weighing.scene import Scene
from toolkit.patterns import late

_OWNS = late(r"(?:'s?)? (?:(?!had|has|was|is|will|would)[a-z-]+ ){0,3}\Z")
_NOUN = late(r"(?:call|conversation|talk|discussion|exchange|chat)\Z")
_ACTS = late(
    r"(?:, [^PGQ]{1,60},|,? who)?(?: (?!(?:said|says|and|met|meets?|meeting|that|whether|about|of"
    r"|on|with|for|as|in|at|after|before|when) )[a-zC0-9',-]+){1,6}"
    r"(?: (?:the|his|her) [a-z]+ of)? \Z"
)
"""What stands between two of whom one did something to the other."""
_ASIDE = late(r", (?:in|during|by|over|on) (?:an?|the|his|her) (?:[a-z-]+ ){0,2}\Z")
_ACTS_BEHIND = late(r"(?: [^PGQ,;.]{0,40})?, (?!(?:said|says|and|met) )[a-z]+ (?:the |his |her )?")
""" "One, in a call on D0, let the other know"."""
_TELLING = late(r", [a-z]+ing (?:(?!with|at|in|on|of|to|by|for|that)[a-z']+ ){0,4}\Z")
""" "One rang, telling the other"."""
_TO = late(r"\bto (?:the )?\Z")
_BESIDE = late(r",? (?:the )?")
""" "To the other, one said in a call"."""
_DURING = late(r"\b(?:in|during) (?:the|their|this) (?:[a-z-]+ ){0,2}\Z")
"""What, before a call, makes it that of those told before: "gave her view during the call"."""
_SHORTLY = late(r"(?: [a-zD0-9-]+){0,8},? \Z")
_BOTH_WAYS = frozenset({"between", "among", "which", "that"})
"""What ties both: "a call between the two", "a call which the two had"."""
_PAIR = 2


def one_to_other(s: Scene) -> bool:
    """ "One spoke by telephone with the other"."""
    front, tied = s.site.front_people, s.site.tied
    return any({one} <= front - tied and (s.pair - {one}) <= tied - front for one in s.pair)


def between(s: Scene) -> bool:
    """ "A call between the two", "from one to the other"."""
    ties = s.site.ties
    if any(tie.link in _BOTH_WAYS and s.pair <= tie.people for tie in ties):
        return True
    return any(
        len(s.pair & one.people) == len(s.pair & other.people) == 1
        and s.pair <= one.people | other.people
        for one, other in pairwise(ties)
    )


def side_by_side(s: Scene) -> bool:
    """ "The two had a call"."""
    return not s.site.tied and s.pair == s.site.front_people


def behind_subject(s: Scene) -> bool:
    """ "In a call with one, the other said"."""
    subject = s.site.subject_behind
    return len(s.pair & subject) == 1 and s.pair - subject <= s.site.tied


def acted_on(s: Scene) -> bool:
    """ "One pressed the other over the phone"."""
    site, text = s.site, s.site.sk.text
    before = [n for n in site.here if n.end <= site.low]
    if before and _ASIDE.search(text, before[-1].end, site.low):
        behind = next((n for n in site.here if n.start >= site.high), None)
        if behind is None or before[-1].people | behind.people != s.pair:
            return False
        return _ACTS_BEHIND.fullmatch(text, site.high, behind.start) is not None
    if not site.is_means or len(before) < _PAIR:
        return False
    first, one, other = before[0], *before[-_PAIR:]
    if not _SHORTLY.fullmatch(text[other.end : site.low]):
        return False
    if _TELLING.search(text[first.end : other.start]):
        return first.people | other.people == s.pair
    acts = _ACTS.fullmatch(text[one.end : other.start])
    to_one = _TO.search(text[: one.start]) and _BESIDE.fullmatch(text[one.end : other.start])
    return one.people | other.people == s.pair and bool(acts or to_one)


def owner(s: Scene) -> bool:
    """ "One's call found the other"."""
    site = s.site
    if not site.front or site.tied or not _NOUN.search(site.words):
        return False
    one = site.front[-1]
    behind = next((n for n in site.here if site.high <= n.start < site.clause[1]), None)
    return (
        behind is not None
        and s.pair == one.people | behind.people
        and _OWNS.fullmatch(site.sk.text[one.end : site.low]) is not None
    )


ROLES: Mapping[str, Callable[[Scene], bool]] = {
    "one-to-other": one_to_other,
    "between": between,
    "side-by-side": side_by_side,
    "behind-subject": behind_subject,
    "acted-on": acted_on,
    "owner": owner,
}
"""The places in which both sides of a call stand, by the name of the evidence."""


def both_behind(s: Scene) -> bool:
    """ "A call brought one together with the other": nobody else is named."""
    site = s.site
    opens = "C" not in site.sk.text[site.clause[0] : site.low]
    behind = all(n.start >= site.high and not site.owns(n) for n in site.here)
    return opens and behind and not site.tied and s.pair == site.named


def tied_alone(s: Scene) -> bool:
    """ "A call came from one": the other stands elsewhere."""
    role = s.site.tied | s.site.subject_behind
    return len(s.pair & role) == 1 and len(s.missing) == 1 and not s.site.front


def front_alone(s: Scene) -> bool:
    """ "One had a call": the other stands elsewhere."""
    if _DURING.search(s.site.sk.text, 0, s.site.low):
        return False
    return len(s.pair & s.site.front_people) == 1 and len(s.missing) == 1 and not s.site.tied


def has_role(s: Scene) -> bool:
    """Whether both stand where the sides of a call do."""
    return any(stand(s) for stand in ROLES.values())


def third(s: Scene) -> bool:
    """Whether another leader stands where a side does, and not beside one of the two."""
    site = s.site
    beside = s.pair
    if one_to_other(s):
        beside = beside.union(
            site.front_people, *(t.people for t in site.ties if t.people & s.pair)
        )
    return bool((site.in_roles & s.told.leaders.keys()) - beside)


def third_elsewhere(s: Scene) -> bool:
    """Whether the sentence names another leader in no such place."""
    return not third(s) and bool((s.site.named & s.told.leaders.keys()) - s.pair)


def outsider(s: Scene) -> bool:
    """Whether somebody who is no leader stands where a side does."""
    return bool(s.site.in_roles - s.told.leaders.keys())

"""Whose words a cue without a subject of its own reports: "..., and added", "..., saying"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from toolkit.extract.attribution.clauses import in_subordinate, reported_clause
from toolkit.extract.attribution.cues import SPEECH, Cue
from toolkit.extract.attribution.phrases import NAME_ASIDE, Phrase, phrase_at, phrase_ending
from toolkit.extract.attribution.things import named_thing
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

_SHARES = SPEECH | {"act", "think"}
_REPORTS = frozenset({"say", "tell", "write", "ask", "show", "seem"})
_FORMS = frozenset({"finite", "gerund"})
# ... and in a statement (credited him).
_MEANWHILE = compiled(r"[&B]PD?[lh]{1,2}\Z")
# So many words before a gerund's subject stands "with".
_WITH_BACK = 10
# A cue's subject is that of one of so many cues before it, if it is not its own.
_CUES_BACK = 8


def shared_subject(tokens: Tokens, cues: Sequence[Cue], cue: Cue) -> Phrase | None:
    """The source of a cue, which may be that of an earlier one of its sentence's ``cues``."""
    if not cue.shared_sought:
        cue.shared_sought = True
        cue.shared = _shared(tokens, cues, cue) or cue.source(tokens)
    return cue.shared


def told_by(tokens: Tokens, cues: Sequence[Cue], cue: Cue) -> bool:
    """Whether a cue stands in the clause that an earlier verb of saying reports."""
    at = bisect_left(cues, cue.at, key=lambda c: c.at)
    for outer in cues[max(0, at - _CUES_BACK) : at]:
        if outer.form != "passive" and outer.verb.kind in _REPORTS:
            clause = reported_clause(tokens, outer)
            if clause is not None and clause[0] <= cue.at < clause[1]:
                return True
    return False


def _shared(tokens: Tokens, cues: Sequence[Cue], cue: Cue) -> Phrase | None:
    tags = tokens.tags
    p = cue.at - 1
    while p > cue.lo and tags[p] in "AXb":
        p -= 1
    gerund = cue.form == "gerund" and "b" not in tags[p + 1 : cue.at]  # not: is saying
    blamed = _blamed(tokens, p, cue.lo) if gerund and tokens.words[p] == "for" else None
    if blamed is not None:
        return blamed
    shown = _shown(tokens, cue.at, cue.lo) if gerund and p == cue.at - 1 else None
    if shown is not None:
        return shown
    if gerund and (_has_subject(tokens, p, cue.lo) or _bears(tokens, p, cue.at)):
        return None
    meanwhile = _MEANWHILE.search(tags, max(cue.lo, p - 5), p + 1)
    p = meanwhile.start() if meanwhile else p
    if not gerund and not (cue.form in _FORMS and tags[p] in "&B"):
        return None
    # An earlier cue's subject is its own or, once more, an earlier one's.
    before = bisect_left(cues, cue.at, key=lambda c: c.at)
    for earlier in reversed(cues[max(0, before - _CUES_BACK) : before]):
        if earlier.form not in _FORMS or earlier.verb.kind not in _SHARES:
            continue
        if not gerund and before > 1 and _by_the_way(tokens, earlier):
            continue
        relative = earlier.at > earlier.lo and tags[earlier.at - 1] == "W"
        closed = gerund or tags[p - 1] == ","
        if gerund and tags[p] == "," and (_reduced(tokens, earlier) or _is_for(tokens, earlier)):
            continue
        if (relative and closed) or _is_inside(tokens, cues, earlier, cue, gerund=gerund):
            continue
        return shared_subject(tokens, cues, earlier)
    return None


def _by_the_way(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue only tells between commas who reports: it is so, *the agency said*, and ..."""
    phrase = cue.source(tokens)
    if phrase is None or cue.verb.kind not in _REPORTS or not cue.lo < phrase.first < cue.at:
        return False
    return tokens.tags[phrase.first - 1] in ",Q" and tokens.tags.startswith(",&", cue.end)


def _reduced(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue's clause describes the noun before it: the anger *the voters feel*."""
    phrase = cue.source(tokens)
    if phrase is None or not cue.lo < phrase.first < cue.at or cue.verb.kind in SPEECH:
        return False
    return tokens.tags[phrase.first - 1] in "lv" and tokens.tags[phrase.first] in "DR"


def _blamed(tokens: Tokens, at: int, lo: int) -> Phrase | None:
    """Who is blamed or thanked for saying something: hit back at *Mr. Ito* for saying so."""
    tags = tokens.tags
    if at - 2 <= lo or tags[at - 1] not in "NOh":
        return None
    phrase = phrase_at(tokens, at - 1, at) if tags[at - 1] == "O" else phrase_ending(tokens, at, lo)
    if phrase is None or phrase.end != at or phrase.first <= lo:
        return None
    before = phrase.first - 1
    return phrase if tags[before] in "VEeGg" or tokens.words[before] == "at" else None


def _is_for(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue says for what somebody is blamed: hit back at Mr. Ito *for not saying* so."""
    at = cue.at - 1
    while at > cue.lo and tokens.tags[at] == "A":
        at -= 1
    return cue.form == "gerund" and tokens.words[at] == "for"


def _shown(tokens: Tokens, at: int, lo: int) -> Phrase | None:
    """Who speaks in what was recorded: footage of *Ms. Lee* asking, a clip of Mr. Ito saying."""
    tags = tokens.tags
    of = tags.rfind("F", max(lo, at - _WITH_BACK), at) if tags[at - 1] in "Nh" else -1
    if of <= lo or tokens.words[of - 1].lower() not in word_set("recordings"):
        return None
    shown = phrase_at(tokens, of + 1, at)
    return shown if shown is not None and shown.end == at else None


def _bears(tokens: Tokens, k: int, at: int) -> bool:
    """Whether a gerund tells what the thing before it bears: held up a sign saying so."""
    return k == at - 1 and tokens.words[k].lower() in word_set("bears_words")


def _has_subject(tokens: Tokens, k: int, lo: int) -> bool:
    """Whether "with" gives a gerund a subject that ends at the word ``k``: with aides saying."""
    for p in range(k - 1, max(lo, k - _WITH_BACK) - 1, -1):
        if tokens.tags[p] == "P" and tokens.word(p).lower() == "with":
            phrase = phrase_at(tokens, p + 1, k + 1)
            if phrase is None:
                return False
            return (
                phrase.end == k + 1
                or NAME_ASIDE.fullmatch(tokens.tags, phrase.end, k + 1) is not None
            )
        if tokens.tags[p] in ";:QVXb" or (tokens.tags[p] == "," and tokens.tags[k] != ","):
            return False
    return False


def _is_inside(
    tokens: Tokens, cues: Sequence[Cue], earlier: Cue, cue: Cue, *, gerund: bool
) -> bool:
    """Whether an earlier cue stands in a clause that ends before a later one.

    That is what another verb of saying reports ("said he agreed, and added"), or a subordinate
    clause before the main one ("when Mr. Ito asked if he would go, Ms. Lee smiled and said").
    """
    tags = tokens.tags
    if gerund:
        after_comma = tags.startswith(",", cue.at - 1)
        if after_comma and _ended(tokens, earlier, cue):
            return True
        if after_comma and (_asks_indirectly(tokens, earlier) or _named_by(tokens, cues, earlier)):
            return True
        return cue.at > earlier.end + 1 and told_by(tokens, cues, earlier)
    if cue.verb.kind not in SPEECH:
        return False
    if earlier.verb.kind not in SPEECH and told_by(tokens, cues, earlier):
        return True
    return "," in tags[earlier.end : cue.at] and in_subordinate(tokens, earlier)


def _ended(tokens: Tokens, earlier: Cue, cue: Cue) -> bool:
    """Whether a cue stands in a clause that ended: though he *praised* it, she smiled, saying."""
    return "," in tokens.tags[earlier.end : cue.at - 1] and in_subordinate(tokens, earlier)


def _named_by(tokens: Tokens, cues: Sequence[Cue], cue: Cue) -> bool:
    """Whether a cue stands in the thing that another names: repeated claims that he *promised*."""
    phrase = cue.source(tokens)
    if phrase is None or not tokens.tags.startswith("T", phrase.first - 1):
        return False
    at = bisect_left(cues, cue.at, key=lambda c: c.at)
    things = (named_thing(tokens, outer) for outer in cues[max(0, at - _CUES_BACK) : at])
    return any(thing is not None and thing[0] < cue.at < thing[1] for thing in things)


def _asks_indirectly(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue stands in an indirect question: gave no details on how he *planned* to go."""
    phrase = cue.source(tokens)
    return phrase is not None and phrase.first > cue.lo and tokens.tags[phrase.first - 1] == "K"

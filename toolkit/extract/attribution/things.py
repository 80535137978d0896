"""What a cue names in place of a clause: a thing, a person, an act."""

from __future__ import annotations

from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.phrases import Stretch, phrase_at
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

# Described, in strong terms, the ...
_ASIDE = compiled(r",[PA][^,;:Q]{1,12},")
# Called off, held up.
_OFF = compiled(r"l(?=[DNYO])")
_MAY_END = compiled(r"[,;:(!S&BQ-]")
# The next of several things: the plan, *the tax and* the ban.
_LISTED = compiled(r",[DlNhAegYy#]{1,6}(?:,[DlNhAegYy#]{1,6}){0,4},?&")
# How a thing named begins: a determiner, a name, a noun, a number, a participle.
_TAKES_THING = frozenset({"finite", "gerund", "infinitive"})
_THING = frozenset("DNYyhlO#eEg")
_SUBJECTS = ("N", "D", "R", "h", "Y", "V")


def named_thing(tokens: Tokens, cue: Cue) -> tuple[int, int] | None:
    """What a cue names in place of a clause: praised *the plan*, vowed *to stay on*."""
    if not cue.thing_sought:
        cue.thing_sought = True
        cue.thing = _find_thing(tokens, cue)
    return cue.thing


def _find_thing(tokens: Tokens, cue: Cue) -> Stretch | None:
    tags = tokens.tags
    if (
        not (cue.verb.objects or cue.verb.kind == "tell")
        or cue.inverted
        or cue.form not in _TAKES_THING
    ):
        return None
    aside = _ASIDE.match(tags, cue.end, cue.hi)
    j = aside.end() if aside else cue.end
    while j < cue.hi and tags[j] == "A":
        j += 1
    if j >= cue.hi:
        return None
    if cue.verb.kind == "tell" and "np" not in cue.verb.objects:
        return _told_to(tokens, cue, j)
    thing = tags[j] in _THING or (tags[j] in "RTK" and cue.verb.kind == "describe")
    kind = "to" if tags[j] == "2" else "np" if thing else ""
    if not kind:
        return None
    if kind not in cue.verb.objects:
        if kind != "np" or not _np_here(tokens, cue, j):
            return None
    elif kind == "np" and _no_object(tokens, cue, j):
        return None
    return j, thing_end(tokens, j, cue.hi)


def _told_to(tokens: Tokens, cue: Cue, j: int) -> Stretch | None:
    """Told Mr. Ito *not to worry*."""
    tags = tokens.tags
    told = phrase_at(tokens, j, cue.hi) if tags[j] in "NDhYO#" else None
    first = told.end if told is not None else cue.hi
    to = first
    while to < cue.hi and tags[to] == "A":
        to += 1
    return (first, thing_end(tokens, to, cue.hi)) if tags.startswith("2", to) else None


def _np_here(tokens: Tokens, cue: Cue, j: int) -> bool:
    """Whether a thing may follow here only: after a particle, with "as", from a document."""
    objects = cue.verb.objects
    if "part" in objects and cue.end > cue.at + 1:
        return True
    if "as" in objects:
        end = thing_end(tokens, j, cue.hi)
        asides = (i for i in range(j + 1, end - 1) if tokens.tags[i] == "P")
        return any(tokens.words[i] == "as" for i in asides)
    if "doc" in objects:
        phrase = cue.source(tokens)
        return phrase is not None and tokens.words[phrase.core - 1].lower() in word_set("documents")
    return False


def _no_object(tokens: Tokens, cue: Cue, j: int) -> bool:
    """Whether what follows is no object: a verb without its particle, a name given or rung up."""
    if cue.end > cue.at + 1:
        return False
    lemma = cue.verb.lemma
    if lemma in word_set("only_with_particle") or _OFF.match(tokens.tags, j, cue.hi):
        return True
    if lemma not in word_set("two_objects"):
        return False
    named = phrase_at(tokens, j, cue.hi)
    return named is not None and (named.end >= cue.hi or tokens.tags[named.end] in ",;:-)S&Pt")


def thing_end(tokens: Tokens, first: int, hi: int) -> int:
    """Where a thing or an act named ends: at a comma that lists nothing, before a new clause."""
    tags, end = tokens.tags, max(first + 1, hi)
    for match in _MAY_END.finditer(tags, first, hi):
        i = match.start()
        if match[0] == "Q":
            if tokens.text[tokens.ends[i] - 2] == "," and tags[i + 1 : i + 2] in _SUBJECTS:
                end = i + 1  # praised his “calm,” the palace said
                break
        elif i > first and _ends_thing(tokens, i, hi):
            end = i
            break
    while end > first + 1 and tags[end - 1] in "DPA":
        end -= 1
    return end


def _ends_thing(tokens: Tokens, i: int, hi: int) -> bool:
    """Whether a mark, a conjunction or "while" at the word ``i`` ends a thing."""
    tags = tokens.tags
    if tags[i] == ",":
        if tags[i - 1] == "#" and tokens.text[tokens.ends[i]].isdigit():
            return False  # 30,000
        return _LISTED.match(tags, i, hi) is None
    if tags[i] == "S" and tokens.words[i] == "than":
        return False  # more than half
    if tags[i] in "&B":
        return i + 1 < hi and tags[i + 1] in "VXRG"
    return True

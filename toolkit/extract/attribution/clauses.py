"""How far a statement without marks reaches: the clause, the thing named, what stands around."""

from __future__ import annotations

import re

from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.sources import Phrase, after_front, phrase_at
from toolkit.extract.attribution.tokens import Tokens, cue_verbs, word_set

# So many words before ", said Mr. Ito" are a sentence, also where no verb of it is known.
_SENTENCE_WORDS = 6
_REPORTING = frozenset({"say", "write", "tell", "ask", "think", "show"})
_SAYING = frozenset({"say", "tell", "write"})
_VERBISH = re.compile(r"[VXbevEGg]")
_CIRCUMSTANCE = re.compile(r"(?:PD?[lghNt#]{1,4}){1,2}T")
_CONTRACTED = frozenset({"'s", "’s", "re", "ve", "ll", "'d", "’d", "'m", "’m"})
_PREDICATE = re.compile(r"A{0,2}[VXbveE]|W|\(")
# How a thing named begins: a determiner, a name, a noun, a number, a participle.
_THING = frozenset("DNYyhlO#eEg")


def reported_clause(tokens: Tokens, cue: Cue) -> tuple[int, int] | None:
    """The words [first, end) of the clause that a cue reports: said *that ...*; None if none."""
    verb = cue.verb
    if not verb.clause or cue.inverted or cue.form in ("according", "passive"):
        return None
    tags = tokens.tags
    j = cue.end
    while j < cue.hi and tags[j] in "AtO" and tokens.word(j) != "there":
        j += 1
    if verb.addressee and j < cue.hi and tags[j] in "NDhlY#" and verb.kind == "tell":
        addressee = phrase_at(tokens, j, cue.hi)
        if addressee is not None:
            j = addressee.end
            while j < cue.hi and tags[j] in "AtP#" and tags[j] != "T":
                j += 1
    j = _past_circumstance(tags, j, cue.hi)
    that = j < cue.hi and tags[j] == "T"
    if that:
        j += 1
    if j >= cue.hi or tags[j] in ",;:-)":
        return None
    if verb.kind not in _REPORTING:
        return None
    that = that or tags[j] == "K"
    end = _clause_end(tokens, cue, j)
    loose = verb.kind in _SAYING and verb.lemma not in word_set("rarely_clause")
    if not that and not _is_clause(tokens, j, end, loose=loose):
        return None
    return (j, end) if end > j else None


def _past_circumstance(tags: str, j: int, hi: int) -> int:
    """Skip "on Monday", "in a statement" between a cue and its that-clause."""
    match = _CIRCUMSTANCE.match(tags, j, min(hi, j + 10))
    return match.end() - 1 if match else j


def _is_clause(tokens: Tokens, j: int, end: int, *, loose: bool) -> bool:
    """Whether a subject and its verb follow; after *said* any verb form near is enough."""
    tags = tokens.tags
    if tags[j] not in ("NRDYh#lQtPAgeGEbX" if loose else "NRDYh#lQtPA"):
        return False
    if (tags[j] == "R" and tokens.word(j)[-2:] in _CONTRACTED) or tokens.word(j) == "there":
        return True
    if loose and tags[j] in "bX":
        return True  # the list, which the palace says is final
    if loose:
        return bool(_VERBISH.search(tags, j + 1, min(end, j + 14)))
    first = after_front(tokens, j, end)
    phrase = phrase_at(tokens, first, end)
    return phrase is not None and bool(_PREDICATE.match(tags, phrase.end, end))


def _clause_end(tokens: Tokens, cue: Cue, j: int) -> int:
    """Where a reported clause ends.

    That is the sentence's end, the next verb of saying, ", but", or the comma after which the
    main clause goes on, where the cue stands in a subordinate one ("While aides said ..., ").
    """
    tags = tokens.tags
    inner = _subordinate(tokens, cue)
    for i in range(j, cue.hi):
        tag = tags[i]
        if tag == ";":
            return i
        if tag in "&B" and i + 1 < cue.hi and tags[i + 1] in "VR":
            said = i + 1 + (tags[i + 1] == "R")
            verb = cue_verbs().get(tokens.word(said).lower()) if said < cue.hi else None
            if verb is not None and tags[said] == "V" and verb.kind in ("say", "tell", "write"):
                return i - 1 if tags[i - 1] in ",-" else i
        if tag in ",-" and i + 1 < cue.hi and i > j:
            following = tags[i + 1]
            if following == "B" or (tag == "," and following in "GC"):
                return i
            if tag == "," and following == "&" and tags[i + 2 : i + 3] in ("X", "V", "b"):
                return i
            if tag == "," and inner and (following in inner or _main_clause(tokens, i + 1, cue)):
                return i
    return cue.hi


def _subordinate(tokens: Tokens, cue: Cue) -> str:
    """Classes that end a reported clause after a comma, where the cue's own clause is inserted."""
    phrase = cue.source(tokens)
    if phrase is None or phrase.first <= cue.lo or cue.inverted:
        return "" if phrase is None or tokens.tags[phrase.first] != "W" else "VXb"
    before = tokens.tags[phrase.first - 1]
    if before == "W" or tokens.tags[phrase.first] == "W":
        return "VXb"
    opens = before in "SK" or tokens.word(phrase.first - 1).lower() in word_set("opens_clause")
    return ";" if opens else ""


def _main_clause(tokens: Tokens, first: int, cue: Cue) -> bool:
    phrase = phrase_at(tokens, first, cue.hi) if tokens.tags[first] in "NRDYh#" else None
    return phrase is not None and tokens.tags[phrase.end : phrase.end + 1] in ("V", "X", "b", "A")


def around_cue(tokens: Tokens, cue: Cue, phrase: Phrase | None) -> list[tuple[int, int]]:
    """The clause that a cue ends or interrupts: *The talks failed*, aides said, *in an hour*."""
    if phrase is None or cue.verb.kind not in ("say", "write", "tell", "ask"):
        return []
    tags = tokens.tags
    first = min(phrase.first, cue.at)
    if tags.startswith("P", first - 1) and tokens.word(first - 1).lower() == "as":
        fronted = first - 1 == cue.lo and tags.startswith(",", cue.end)
        return [(cue.end + 1, cue.hi)] if fronted and cue.end + 1 < cue.hi else []
    if first <= cue.lo or tags[first - 1] != "," or _far_from_end(tags, cue):
        return []
    after = phrase.end if cue.inverted else cue.end
    going_on = "Xb" if cue.inverted else "XbVvNRDYhlTPS&2FKA#eg"
    goes_on = after + 1 < cue.hi and tags[after] == "," and tags[after + 1] in going_on
    whole = bool(_VERBISH.search(tags, cue.lo + 1, first - 1)) or (
        cue.inverted and first - cue.lo > _SENTENCE_WORDS
    )
    if "Q" in tags[cue.lo : first] or not (whole or goes_on):
        return []
    found = [(cue.lo, first - 1)]
    if goes_on and "Q" not in tags[after : cue.hi]:
        found.append((after + 1, cue.hi))
    return found


def _far_from_end(tags: str, cue: Cue) -> bool:
    after = tags[cue.at + 1 : cue.hi]
    return bool(after) and after[0] not in ",tP2-" and not cue.inverted


def beside_according(tokens: Tokens, cue: Cue, phrase: Phrase) -> tuple[int, int] | None:
    """What "according to X" qualifies: the sentence after it, or the sentence before it."""
    tags = tokens.tags
    if tags[cue.lo : cue.at].strip(",AB&t"):
        end = cue.at
        while end > cue.lo and tags[end - 1] in ",A-":
            end -= 1
        return (cue.lo, end) if end > cue.lo else None
    comma = tags.find(",", phrase.core, cue.hi)
    if comma < 0 or comma + 1 >= cue.hi:
        return None
    return comma + 1, cue.hi


def named_thing(tokens: Tokens, cue: Cue) -> tuple[int, int] | None:
    """What a cue names in place of a clause: praised *the plan*, vowed *to stay on*."""
    tags = tokens.tags
    if not cue.verb.objects or cue.inverted or cue.form not in ("finite", "gerund"):
        return None
    j = cue.end
    while j < cue.hi and tags[j] == "A":
        j += 1
    if j >= cue.hi:
        return None
    thing = tags[j] in _THING or (tags[j] in "RTK" and cue.verb.kind == "describe")
    kind = "to" if tags[j] == "2" else "np" if thing else ""
    if kind not in cue.verb.objects:
        return None
    end = j + 1
    while end < cue.hi and not _ends_thing(tokens, end, cue.hi):
        end += 1
    while end > j + 1 and tags[end - 1] in "DPA":
        end -= 1
    return j, end


def _ends_thing(tokens: Tokens, i: int, hi: int) -> bool:
    tags = tokens.tags
    if tags[i] == "," and tags[i - 1] == "#" and tokens.text[tokens.ends[i]].isdigit():
        return False  # 30,000
    if tags[i] in ",;:-(!SWt":
        return True
    if tags[i] in "&B":
        return i + 1 < hi and tags[i + 1] in "VXR"
    return tags[i] == "P" and tokens.word(i).lower() in word_set("ends_object")

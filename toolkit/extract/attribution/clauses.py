"""How far a statement without marks reaches: the clause, the thing named, what stands around."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.sources import Phrase, after_front, phrase_at
from toolkit.extract.attribution.tokens import Tokens, cue_verbs, word_set

Words = tuple[int, int]
"""A stretch of words [first, end) of a document's tokens."""

# So many words before ", said Mr. Ito" are a sentence, also where no verb of it is known.
_SENTENCE_WORDS = 6
_REPORTING = frozenset({"say", "write", "tell", "ask", "think", "show"})
_SAYING = frozenset({"say", "tell", "write"})
_VERBISH = re.compile(r"[VXbevEGg]")
_CIRCUMSTANCE = re.compile(
    r"[PAtO2][PDlghNtYyF#A2eQvO]{0,12}(?:,N{1,3},?[PDlghNtYyF#A2eQv]{0,6})?T"
)
_CONTRACTED = frozenset({"'s", "’s", "re", "ve", "ll", "'d", "’d", "'m", "’m"})
_PREDICATE = re.compile(r"A{0,2}[VXbveE]|W|\(")
# How a thing named begins: a determiner, a name, a noun, a number, a participle.
_THING = frozenset("DNYyhlO#eEg")


def reported_clause(tokens: Tokens, cue: Cue) -> tuple[int, int] | None:
    """The words [first, end) of the clause that a cue reports: said *that ...*; None if none."""
    verb = cue.verb
    if not verb.clause or cue.inverted or cue.form == "according":
        return None
    tags = tokens.tags
    j = cue.end
    while j < cue.hi and tags[j] in "AtO" and tokens.word(j)[:5].lower() != "there":
        j += 1
    if verb.addressee and j < cue.hi and tags[j] in "NDhlY#" and verb.kind == "tell":
        addressee = phrase_at(tokens, j, cue.hi)
        if addressee is not None:
            j = addressee.end
            while j < cue.hi and tags[j] in "At#":
                j += 1
    j = _past_circumstance(tags, j, cue.hi)
    that = j < cue.hi and tags[j] in "TK"
    if that and tags[j] == "T":
        j += 1
        if tags.startswith(",", j):
            j += 1  # said that, in the end, ...
    if j >= cue.hi or tags[j] in ",;:-)" or (cue.form == "passive" and not that):
        return None
    if not that and not _clause_follows(tokens, cue, j):
        return None
    end = clause_end(tokens, cue, j)
    return (j, end) if end > j else None


def _past_circumstance(tags: str, j: int, hi: int) -> int:
    """Skip "on Monday", "at a town hall in Salem, New Hampshire" between a cue and "that"."""
    match = _CIRCUMSTANCE.match(tags, j, min(hi, j + 22))
    return match.end() - 1 if match else j


def _clause_follows(tokens: Tokens, cue: Cue, j: int) -> bool:
    """Whether a subject and its verb follow without "that"; after *said* much less is enough."""
    tags, verb = tokens.tags, cue.verb
    if verb.kind not in _REPORTING:
        return False
    loose = verb.kind in _SAYING and verb.lemma not in word_set("rarely_clause")
    if tags[j] not in ("NRDYh#lQtPAgeGEbXyS" if loose else "NRDYh#lQtPA"):
        return False
    word = tokens.word(j)
    if tags[j] == "R" and (loose or word[-2:] in _CONTRACTED):
        return True
    if word[:5].lower() == "there":
        return True
    if loose and (tags[j] in "bX" or (verb.lemma == "say" and tags[j] in "NDYyh")):
        return True  # the list, which the palace says is final
    if loose:
        return bool(_VERBISH.search(tags, j + 1, min(cue.hi, j + 20)))
    first = after_front(tokens, j, cue.hi)
    phrase = phrase_at(tokens, first, cue.hi)
    if phrase is None or phrase.end >= cue.hi:
        return False
    if _PREDICATE.match(tags, phrase.end, cue.hi):
        return True
    if verb.lemma in word_set("rarely_clause"):
        return False
    return tags[phrase.end] == "g" or (
        tags[phrase.end] == "l" and tokens.word(phrase.end).endswith("s")
    )


def clause_end(tokens: Tokens, cue: Cue, j: int) -> int:
    """Where a reported clause ends.

    That is the sentence's end, the next verb of saying, ", but", or the comma after which the
    main clause goes on, where the cue stands in a subordinate one ("While aides said ..., ").
    """
    tags = tokens.tags
    inner = _subordinate(tokens, cue)
    for i in range(j, cue.hi - 1):
        tag = tags[i]
        if tag not in ";&B,-QS":
            continue
        if tag == ";":
            return i
        following = tags[i + 1]
        if tag in "&B" and _says_next(tokens, i + 1, cue.hi):
            return i - 1 if tags[i - 1] in ",-" else i
        if tag == "S" and i > j and _other_speaker(tokens, i + 1, cue.hi):
            return i - 1 if tags[i - 1] in ",-" else i
        if tag == "Q" and following in "GB" and tokens.text[tokens.ends[i] - 2] == ",":
            return i + 1
        if tag in ",-" and i > j:
            if following == "B" or (tag == "," and following in "GC"):
                return i
            if tag == "," and following == "&" and tags[i + 2 : i + 3] in ("X", "V", "b"):
                return i
            if following in "NRDh#W" and _other_speaker(tokens, i + 1, cue.hi):
                return i
            if tag == "," and inner and (following in inner or _main_clause(tokens, i + 1, cue)):
                return i
    return cue.hi


def _says_next(tokens: Tokens, first: int, hi: int) -> bool:
    """Whether a verb of saying or another speaker with one follows a conjunction."""
    if tokens.tags[first] in "VR":
        said = first + (tokens.tags[first] == "R")
        if said < hi and _is_saying(tokens, said):
            return True
    return _other_speaker(tokens, first, hi)


def _other_speaker(tokens: Tokens, first: int, hi: int) -> bool:
    """Whether a subject and its verb of saying begin at a word: "22 percent said"."""
    tags = tokens.tags
    if tags[first] == "W":
        end = first + 1
    elif tags[first] in "NRDh#":
        phrase = phrase_at(tokens, first, hi)
        if phrase is None:
            return False
        end = phrase.end - (tags[phrase.end - 1] in "Vv")
    else:
        return False
    while end < hi and tags[end] in "XA":
        end += 1
    return end < hi and _is_saying(tokens, end)


def _is_saying(tokens: Tokens, i: int) -> bool:
    if tokens.tags[i] not in "VvE":
        return False
    verb = cue_verbs().get(tokens.word(i).lower())
    return verb is not None and verb.kind in _SAYING


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


def beside_runs(tokens: Tokens, cue: Cue, phrase: Phrase | None, runs: Sequence[int]) -> list[Words]:
    """What else of its sentence a cue reports that governs quoted runs, without the runs.

    That is the clause or the thing after the cue, or the words around the runs: *The plan is*
    “frank and useful,” Ms. Lee said; *The plan*, Ms. Lee said, “is frank.”

    Args:
        tokens: the document's words.
        cue: the cue.
        phrase: its source.
        runs: the words that stand for the runs, in order.
    """
    tags, words = tokens.tags, (cue.lo, cue.hi)
    if not words[0] <= runs[0] < words[1]:
        return []
    if cue.form == "according":
        beside = beside_according(tokens, cue, phrase) if phrase is not None else None
        return [beside] if beside else []
    after = reported_clause(tokens, cue) or (named_thing(tokens, cue) if runs[0] > cue.at else None)
    if after is not None:
        return [after]
    if phrase is None or cue.form != "finite" or cue.verb.kind not in _REPORTING:
        return []
    first = min(phrase.first, cue.at)
    if runs[0] < first:
        return _before_tag(tokens, cue, first, runs)
    stop = phrase.end if cue.inverted else cue.end
    if tags[first - 1] == "," and first - 1 > cue.lo and tags.startswith(",", stop):
        opens = tokens.text[tokens.starts[runs[0]] : tokens.ends[runs[0]]].lstrip("\"“'‘`")
        if not opens[:1].isupper():
            return [(_past_but(tags, cue.lo), first - 1), (stop + 1, cue.hi)]
    return []


def _before_tag(tokens: Tokens, cue: Cue, first: int, runs: Sequence[int]) -> list[Words]:
    """The sentence before its tag, unless the run is a sentence that something introduces."""
    tags, q = tokens.tags, runs[0]
    outside = tags[cue.lo : first].replace("Q", "")
    if not outside.strip(",-&B") or tags[first - 1] not in ",Q-":
        return []
    capital = tokens.text[tokens.starts[q] : tokens.ends[q]].lstrip("\"“'‘`")[:1].isupper()
    if capital and q > cue.lo and tags[q - 1] in ",:":
        return []
    return [(_past_but(tags, cue.lo), first)]


def _past_but(tags: str, first: int) -> int:
    return first + (tags[first] in "&B")


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
    return j, thing_end(tokens, j, cue.hi)


def thing_end(tokens: Tokens, first: int, hi: int) -> int:
    """Where a thing or an act named ends: at a comma, a clause of its own, a circumstance."""
    tags, end = tokens.tags, first + 1
    while end < hi and not _ends_thing(tokens, end, hi):
        end += 1
    while end > first + 1 and tags[end - 1] in "DPA":
        end -= 1
    return end


def _ends_thing(tokens: Tokens, i: int, hi: int) -> bool:
    tags = tokens.tags
    if tags[i] == "," and tags[i - 1] == "#" and tokens.text[tokens.ends[i]].isdigit():
        return False  # 30,000
    if tags[i] in ";:(!-St":
        return True
    if tags[i] == ",":
        return True
    if tags[i] in "&B":
        return i + 1 < hi and tags[i + 1] in "VXRG"
    return tags[i] == "P" and tokens.word(i).lower() in word_set("ends_object")

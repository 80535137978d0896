"""The clause that a cue reports: where it begins and how far it reaches."""

from __future__ import annotations

from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.fronts import after_front
from toolkit.extract.attribution.phrases import Stretch, phrase_at
from toolkit.extract.attribution.tokens import Tokens, cue_verbs, word_set
from toolkit.patterns import compiled

# So many words before ", said Mr. Ito" are a sentence, also where no verb of it is known.
_SENTENCE_WORDS = 6
REPORTING = frozenset({"say", "write", "tell", "ask", "think", "show"})
_SAYING = frozenset({"say", "tell", "write"})
_VERBISH = compiled(r"[VXbevEGg]")
_CIRCUMSTANCE = compiled(
    r"(?:,N{1,3},)?(?:[PAtO2][PDlghNtYyF#A2eQvO]{0,12}(?:,N{1,3},?[PDlghNtYyF#A2eQv]{0,6})?)?T"
)
# Mr. Ito, a friend of the king, was ...
_APPOSED = compiled(r",[^,;:]{1,18},A{0,2}[VXbe]")
_MAY_END = compiled(r"[;&B,QS-]")
_FINITE = compiled(r"[VXb]")
_CONTRACTED = frozenset({"'s", "’s", "re", "ve", "ll", "'d", "’d", "'m", "’m"})
_PREDICATE = compiled(r"A{0,2}[VXbveE]|W|\(")


def reported_clause(tokens: Tokens, cue: Cue) -> Stretch | None:
    """The words of the clause that a cue reports: said *that ...*; ``None`` if there is none."""
    if not cue.clause_sought:
        cue.clause_sought = True
        cue.clause = _find_clause(tokens, cue)
    return cue.clause


def _find_clause(tokens: Tokens, cue: Cue) -> Stretch | None:
    verb = cue.verb
    if not verb.clause or cue.inverted or cue.form == "according":
        return None
    tags = tokens.tags
    j = cue.end
    while j < cue.hi and tags[j] in "AtO" and tokens.words[j][:5].lower() != "there":
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
    if not that and "part" in verb.objects and cue.end > cue.at + 1 and tags[cue.end - 1] in "PF2":
        return None  # wrote about, pointed to
    if not that and (not _clause_follows(tokens, cue, j) or _ends_clause(tokens, cue, j)):
        return None
    end = clause_end(tokens, cue, j)
    return (j, end) if end > j else None


def _ends_clause(tokens: Tokens, cue: Cue, j: int) -> bool:
    """Whether a cue is the tag of the clause before it: ..., Mr. Ito said during his visit."""
    if tokens.tags[j] not in "PAt":
        return False
    phrase = cue.source(tokens) if cue.form == "finite" else None
    first = phrase.first if phrase is not None else cue.lo
    tagged = first > cue.lo + 1 and tokens.tags[first - 1] == ","
    return tagged and is_sentence(tokens, cue, first - 1)


def _past_circumstance(tags: str, j: int, hi: int) -> int:
    """Skip "on Monday", "at a town hall in Salem, New Hampshire" between a cue and "that"."""
    end = min(hi, j + 22)
    if tags.find("T", j, end) <= j:
        return j  # no "that", or it follows at once
    match = _CIRCUMSTANCE.match(tags, j, end)
    return match.end() - 1 if match else j


def _clause_follows(tokens: Tokens, cue: Cue, j: int) -> bool:
    """Whether a subject and its verb follow without "that"; after *said* much less is enough."""
    tags, verb = tokens.tags, cue.verb
    if verb.kind not in REPORTING or verb.lemma in word_set("only_with_that"):
        return False
    if tags[j] in "VXbEe" and _in_relative(tokens, cue):
        return True  # the ban, which he believes will fail
    loose = verb.kind in _SAYING and verb.lemma not in word_set("rarely_clause")
    if tags[j] not in ("NRDYh#lQtPAgeGEbXyS" if loose else "NRDYyh#lQtPA"):
        return False
    if tags[j] == "P" and tokens.words[j : j + 2] in (["at", "least"], ["at", "most"]):
        j += 2  # reported at least six planes had taken off
        if j >= cue.hi:
            return False
    word = tokens.words[j]
    if tags[j] == "R" and (loose or word[-2:] in _CONTRACTED):
        return True
    if word[:5].lower() == "there":
        return True
    if loose and (tags[j] in "bX" or (verb.lemma == "say" and tags[j] in "NDYyh")):
        return True  # the list, which the palace says is final
    if loose and tags[j] in "PAt" and verb.lemma not in word_set("surely_verbs"):
        first = after_front(tokens, j, cue.hi)
        if first == j:
            return tags[j] != "P" and bool(_VERBISH.search(tags, j + 1, min(cue.hi, j + 20)))
        phrase = phrase_at(tokens, first, cue.hi)
        return phrase is not None and _PREDICATE.match(tags, phrase.end, cue.hi) is not None
    if loose:
        return bool(_VERBISH.search(tags, j + 1, min(cue.hi, j + 20)))
    first = after_front(tokens, j, cue.hi)
    phrase = phrase_at(tokens, first, cue.hi)
    if phrase is None or phrase.end >= cue.hi:
        return False
    if _PREDICATE.match(tags, phrase.end, cue.hi) or _APPOSED.match(tags, phrase.end, cue.hi):
        return True
    if verb.lemma in word_set("rarely_clause"):
        return False
    return tags[phrase.end] == "g" or (
        tags[phrase.end] == "l" and tokens.words[phrase.end].endswith("s")
    )


def _in_relative(tokens: Tokens, cue: Cue) -> bool:
    """Whether "which" or "that" stands before the subject of a cue."""
    phrase = cue.source(tokens) if cue.form == "finite" else None
    return phrase is not None and tokens.tags[phrase.first - 1] in "WT"


def clause_end(tokens: Tokens, cue: Cue, j: int) -> int:
    """Where a reported clause ends.

    That is the sentence's end, the next verb of saying, ", but", or the comma after which the
    main clause goes on, where the cue stands in a subordinate one ("While aides said ..., ").
    """
    tags = tokens.tags
    inner: str | None = None  # sought at the first comma
    for match in _MAY_END.finditer(tags, j, cue.hi - 1):
        i, tag = match.start(), match[0]
        if tag == ";":
            return i
        following = tags[i + 1]
        if tag == "&" and not _VERBISH.search(tags, j, i) and tags.find("Q", j, i) < 0:
            continue  # said he and Mr. Ito agreed; but: said that “...,” and he urged them
        if tag in "&B" and _says_next(tokens, i + 1, cue.hi):
            return i - 1 if tags[i - 1] in ",-" else i
        if tag == "S" and i > j and _other_speaker(tokens, i + 1, cue.hi):
            return i - 1 if tags[i - 1] in ",-" else i
        if tag == "&" and following == "G" and cue.form == "gerund":
            return i  # urging them to stay and promising
        if tag == "Q" and tokens.text[tokens.ends[i] - 2] == ",":
            if following in "GBV":
                return i + 1
            if following in "NRDh" and _other_speaker(tokens, i + 1, cue.hi):
                return i + 1  # said it was “dead,” the agency reported
        if tag in ",-" and i > j:
            if following == "B" or (tag == "," and following in "GC"):
                return i
            if tag == "-" and following == "&":
                return i
            if tag == "," and following == "&" and tags[i + 2 : i + 3] in ("X", "V", "b"):
                return i
            if tag == "," and tags.startswith("&RV", i + 1):
                return i  # said it was over, and he accused
            if following in "NRDh#W" and _other_speaker(tokens, i + 1, cue.hi):
                return i
            if tag == "," and inner is None:
                inner = _subordinate(tokens, cue)
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
        end += 2 * (tags.startswith("#", phrase.first) and tags.startswith("P#", end))  # one in ten
    else:
        return False
    while end < hi and tags[end] in "XA":
        end += 1
    return end < hi and _is_saying(tokens, end)


def _is_saying(tokens: Tokens, i: int) -> bool:
    if tokens.tags[i] not in "VvE":
        return False
    verb = cue_verbs().get(tokens.words[i].lower())
    return verb is not None and verb.kind in _SAYING


def _subordinate(tokens: Tokens, cue: Cue) -> str:
    """Classes that end a reported clause after a comma, where the cue's own clause is inserted."""
    phrase = cue.source(tokens)
    if phrase is None or phrase.first <= cue.lo or cue.inverted:
        return "" if phrase is None or tokens.tags[phrase.first] != "W" else "VXb"
    before = tokens.tags[phrase.first - 1]
    if before == "W" or tokens.tags[phrase.first] == "W":
        return "VXb"
    opens = before in "SK" or tokens.words[phrase.first - 1].lower() in word_set("opens_clause")
    return ";" if opens else ""


def in_subordinate(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue stands in a clause with a conjunction: "When Mr. Ito said so, ..."."""
    return _subordinate(tokens, cue) == ";"


def _main_clause(tokens: Tokens, first: int, cue: Cue) -> bool:
    phrase = phrase_at(tokens, first, cue.hi) if tokens.tags[first] in "NRDYh#" else None
    return phrase is not None and tokens.tags[phrase.end : phrase.end + 1] in (
        "V",
        "X",
        "b",
        "A",
        "e",
    )


def is_sentence(tokens: Tokens, cue: Cue, end: int) -> bool:
    """Whether the words before a tag hold a finite verb, or are too many for a phrase."""
    tags = tokens.tags
    if _FINITE.search(tags, cue.lo, end):
        return True
    if tags[cue.lo] in "PGgeES":
        first = after_front(tokens, cue.lo, end)  # In all, hackers breached 12 servers, (he said)
        subject = phrase_at(tokens, first, end) if first > cue.lo + 1 else None
        return subject is not None and tags.startswith("e", subject.end)
    return bool(_VERBISH.search(tags, cue.lo + 1, end)) or end - cue.lo > _SENTENCE_WORDS

"""How far a statement reaches, and which quoted runs are no statements at all."""

from __future__ import annotations

import re

from toolkit.extract.attribution_cues import Cue
from toolkit.extract.attribution_sources import Phrase, phrase_at
from toolkit.extract.attribution_tokens import Tokens, cue_verbs, word_set
from toolkit.extract.model import QuotedRun

SCARE_WORDS = 3
"""A run of no more words than this, with no cue to govern it, is a scare quotation."""

# Words between a cue and a short run that it still governs.
_NEAR = 3
# The same where the run stands in the cue's that-clause.
_CLAUSE_NEAR = 8
_CUT_IN = re.compile(r"[,;:&BQSWK(-]")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_REPORTING = frozenset({"say", "write", "tell", "ask", "think", "show"})
_VERBISH = re.compile(r"[VXbevEGg]")


def words_in(text: str, run: QuotedRun) -> list[str]:
    """The words of a run, at most nine: enough to tell a name from a sentence."""
    found = []
    for match in _WORD.finditer(text, run.start, run.end):
        found.append(match.group())
        if len(found) > 8:
            break
    return found


def is_title(tokens: Tokens, q: int, run: QuotedRun, words: list[str]) -> bool:
    """Whether a run is a name or a title: “The Long Road,” a book called “...”."""
    text = tokens.text
    before = tokens.word(q - 1).lower() if q and tokens.tags[q - 1] != "Q" else ""
    if before in word_set("before_titles"):
        return True
    if (
        not 1 < len(words) <= 8
        or text[run.end - 1] in ".!?"
        or any(w.isupper() for w in words[1:3])
    ):
        return False
    content = [w for w in words if w.lower() not in word_set("small_in_titles")]
    capital = bool(content) and all(w[0].isupper() or w[0].isdigit() for w in content)
    if not capital:
        return False
    return words[0][0].isupper() and (before != "" and tokens.tags[q - 1] not in ":,")


def is_scare(words: list[str], q: int, run: QuotedRun, tokens: Tokens, cue: Cue | None) -> bool:
    """Whether a short run only marks a word: ‘so-called “reform”’, dismissed as “absurd”."""
    if len(words) > SCARE_WORDS:
        return False
    if cue is None:
        return True
    if len(words) > 1:
        closes = tokens.text[run.end - 1] in ",.!?"
        return not closes and cue.at < q and q - cue.end > _NEAR and not _inside(tokens, cue, q)
    near = 0 <= q - cue.end <= 2 or cue.at > q
    return not near or cue.verb.kind not in ("say", "tell", "write", "ask")


def _inside(tokens: Tokens, cue: Cue, q: int) -> bool:
    """Whether a run stands in a that-clause of a cue with nothing cut in: said that it was “..."""
    tags = tokens.tags
    says = cue.verb.lemma in word_set("surely_verbs")
    if not says or not tags.startswith("T", cue.end):
        return False
    return q - cue.end <= _CLAUSE_NEAR and not _CUT_IN.search(tags, cue.end, q)


def reported_clause(tokens: Tokens, cue: Cue) -> tuple[int, int] | None:
    """The words [first, end) of the clause that a cue reports: said *that ...*; None if none."""
    verb = cue.verb
    if not verb.clause or cue.inverted or cue.form in ("according", "passive"):
        return None
    tags = tokens.tags
    j = cue.end
    while j < cue.hi and tags[j] in "AtO":
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
    end = _clause_end(tokens, j, cue.hi)
    if verb.kind not in _REPORTING or (not that and not _is_clause(tokens, j, end)):
        return None
    return (j, end) if end > j else None


def _past_circumstance(tags: str, j: int, hi: int) -> int:
    """Skip "on Monday", "in a statement" between a cue and its that-clause."""
    match = _CIRCUMSTANCE.match(tags, j, min(hi, j + 10))
    return match.end() - 1 if match else j


_CIRCUMSTANCE = re.compile(r"(?:PD?[lghNt#]{1,4}){1,2}T")


def _is_clause(tokens: Tokens, j: int, end: int) -> bool:
    if tokens.tags[j] not in "NRDYh#lQtPA":
        return False
    return bool(_VERBISH.search(tokens.tags, j + 1, min(end, j + 14)))


def _clause_end(tokens: Tokens, j: int, hi: int) -> int:
    """Where a reported clause ends: at the sentence's end, or before the next reporting verb."""
    tags = tokens.tags
    for i in range(j, hi):
        tag = tags[i]
        if tag == ";":
            return i
        if tag in "&B" and i + 1 < hi and tags[i + 1] == "V":
            verb = cue_verbs().get(tokens.word(i + 1).lower())
            if verb is not None and verb.kind in ("say", "tell", "write"):
                return i - 1 if tags[i - 1] == "," else i
        if tag == "," and i + 1 < hi and tags[i + 1] in "GC":
            return i
    return hi


def before_cue(tokens: Tokens, cue: Cue, phrase: Phrase | None) -> tuple[int, int] | None:
    """The clause before a cue that ends its sentence: *The talks failed*, aides said."""
    if phrase is None or cue.verb.kind not in ("say", "write", "tell", "ask"):
        return None
    tags = tokens.tags
    first = min(phrase.first, cue.at)
    if first <= cue.lo or tags[first - 1] != "," or _far_from_end(tags, cue):
        return None
    if "Q" in tags[cue.lo : first] or not _VERBISH.search(tags, cue.lo + 1, first - 1):
        return None
    return cue.lo, first - 1


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

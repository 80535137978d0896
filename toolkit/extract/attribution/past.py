"""Whether a cue is done before a quoted run: it cannot govern it."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.attribution.clauses import in_subordinate, reported_clause
from toolkit.extract.attribution.cues import SPEECH, Cue
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

SAYING = frozenset({"say", "tell", "write", "ask"})
# Said “...”, told Mr. Ito: “...”, called it a “...”.
DIRECTLY = compiled(r"[TDO]?P?|O?D|[NDhlO#YyFA2]{0,8}[:,]")
# Asked by the agency *whether* ..., asked *about* it.
_ASKED_THIS = compiled(r"(?:P(?:D?[A#]?[lhNYy]{1,5}))?[KSP2]")
# The owner of a gerund's deed is itself the subject of what follows: tweets accusing him *are* “...
_IS = compiled(r"[Xb](?!.*[TKSR])")
# Promised a treaty, promised higher wages.
_THING = compiled(r"[DlY#]")
_MARKS = "\"“”„‟'‘’`«»"
_FIRST_WORD = 14


def is_past(tokens: Tokens, cues: Sequence[Cue], cue: Cue, q: int) -> bool:
    """Whether a cue is done before the run at ``q``.

    It tags an earlier run and another cue follows ("said Mr. Ito, who thinks ..."), or its
    clause is a subordinate one that ended ("When Mr. Ito said so, Ms. Lee fired back: ..."), or
    it only belongs to the subject of the run ("anybody who complains “is not serious”").
    """
    if cue.inverted:
        return any(cue.at < other.at < q for other in cues)
    tags = tokens.tags
    if cue.verb.lemma == "quote" and tags.startswith("&R", cue.at - 2):
        return True  # said, and I quote, “...”
    if _asked_by_the_way(tokens, cues, cue, q) or _in_subject(tokens, cue, q):
        return True
    if tags[q - 1] != ":":
        ended = cue.verb.kind not in SPEECH and "," in tags[cue.end : q]
        return ended and in_subordinate(tokens, cue)
    if tags[cue.at - 1] == "W" and cue.at > cue.lo:
        thing = cue.verb.kind == "say" and _THING.match(tags, cue.end, q) is not None
        if thing if cue.verb.kind in SAYING else not DIRECTLY.fullmatch(tags, cue.end, q):
            return True  # told the envoy who promised a treaty: “...”
    if not in_subordinate(tokens, cue):
        return False
    words = reported_clause(tokens, cue)
    return words is not None and words[1] < q


def _asked_by_the_way(tokens: Tokens, cues: Sequence[Cue], cue: Cue, q: int) -> bool:
    """Whether who asked is told by the way: Ms. Lee said, *when asked by the agency* if it ..."""
    if cue.form != "passive" or cue.verb.kind != "tell":
        return False
    if not _ASKED_THIS.match(tokens.tags, cue.end, q):
        return False
    return any(other.form == "finite" and other.at < q for other in cues)


def _reports(tokens: Tokens, cue: Cue, q: int) -> bool:
    """Whether a verb of saying has a clause that holds a run: who said the plan “was dead”."""
    clause = reported_clause(tokens, cue) if cue.verb.kind in SAYING else None
    return clause is not None and clause[0] < q < clause[1]


def _in_subject(tokens: Tokens, cue: Cue, q: int) -> bool:
    """Whether a cue only describes the subject of which a run tells something."""
    tags = tokens.tags
    before = tags[cue.at - 1]
    if before == "W" and "," not in tags[cue.at : q] and not _reports(tokens, cue, q):
        run = tokens.runs[tokens.run_of[q]]
        words = tokens.text[run.start : run.start + _FIRST_WORD].strip(_MARKS).split(" ", 1)
        return bool(words) and words[0] in word_set("auxiliaries") and q > cue.end
    if cue.form == "gerund" and before in "lhyVv" and not cue.verb.clause:
        return _IS.search(tags, cue.end, q) is not None
    return False

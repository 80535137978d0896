"""What the words beside a form of a cue verb tell about it: is it a verb, and which one?"""

from __future__ import annotations

from toolkit.extract.attribution.tokens import Tokens, verb_of
from toolkit.patterns import compiled

# Who listened in, who had signed on.
_RELATIVE = compiled(r"W[^,;:Q]{0,7}[eVElv]P\Z")
_RELATIVE_BACK = 10
_PARTICLES = frozenset({"in", "on", "up", "by", "along", "over", "around", "through"})
# No more words of a source stand between a run and its verb.
_TAGGED_BACK = 7


def is_plain_noun(tokens: Tokens, p: int, tag: str) -> bool:
    """Whether a word with the form of a cue verb is a noun: in each *state*, the *advocates*."""
    if tag == "v":
        return tokens.tags[p - 1] in "DYy"
    return tag == "V" and tokens.words[p].endswith("s") and tokens.tags[p - 1] in "lhNDYy"


def ends_relative(tokens: Tokens, i: int, lo: int) -> bool:
    """Whether a particle before a verb of saying ends a relative clause: who listened *in* said."""
    if "surely_verbs" not in verb_of(tokens, i).traits or tokens.words[i - 1] not in _PARTICLES:
        return False
    return _RELATIVE.search(tokens.tags, max(lo, i - _RELATIVE_BACK), i) is not None


def follows_run(tokens: Tokens, i: int) -> bool:
    """Whether nothing but a short phrase stands between a verb and a run that ends open."""
    p = i - 1
    while p > 0 and i - p < _TAGGED_BACK and tokens.tags[p] in "NhlD":
        p -= 1
    return tokens.tags[p] == "Q" and tokens.text[tokens.ends[p] - 2] in ",!?"


def as_by(tokens: Tokens, i: int, hi: int) -> bool:
    """Whether a verb after "as" names who reports: as *reported* by the agency."""
    if i + 2 >= hi or tokens.words[i + 1] != "by" or tokens.words[i - 1].lower() != "as":
        return False
    verb = verb_of(tokens, i)
    return verb.kind in ("say", "write") and "quoting" not in verb.traits


def having(tokens: Tokens, at: int) -> bool:
    """Whether a verb follows "having": quoted Mr. Ito as *having thanked* her."""
    return tokens.tags[at] in "VE" and tokens.words[at - 1] == "having"

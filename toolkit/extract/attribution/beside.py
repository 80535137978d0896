"""Who is named right beside a quoted run, without a verb of saying: Mr. Ito's “...” promise."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.phrases import Phrase, phrase_at
from toolkit.extract.attribution.sources import subject_before
from toolkit.extract.attribution.tagging import dashed_label, in_words
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

# Used the words (“...”), used a new phrase, (“...”).
_WORDS_USED = compiled(r"D[lA#]{0,2}[lhv],?\Z")
_FROM = compiled(r"[A#l]{0,2}P\Z")
# So many words before a run its paper's owner stands, after "from".
_FROM_BACK = 12
_LONG_ENOUGH = 3
_FRONT = 12

Named = tuple[Phrase, str]
"""A source and the rule that names it."""


def named_beside(tokens: Tokens, q: int, lo: int, hi: int) -> Named | None:
    """Who is named beside the run at ``q`` in the sentence [lo, hi).

    "The rains come early — Ann Lee: “...”", "in Ms. Lee's words, “...”", "Ms. Lee's “...” promise",
    "Ms. Lee used the words “...”", "From Ms. Lee's letter: “...”".
    """
    tags = tokens.tags
    if tags[q - 1] == ":":
        label = dashed_label(tokens, q, lo) if tags[q - 2] == "N" else None
        label = label or _from_paper(tokens, q, lo)
        if label is not None:
            return label, "introduced-quote"
    elif q > lo and tags[q - 1] in "YyD":
        owner = _owner(tokens, q, lo, hi)
        if owner is not None:
            return owner, "owned-quote"
    elif q > lo and tokens.words[q - 1 - (tags[q - 1] == ",")].lower() in word_set("wordings"):
        user = _who_used(tokens, q, lo)
        if user is not None:
            return user, "cue-before-quote"
    if tokens.has_words:
        words = in_words(tokens, q, lo, hi)
        if words is not None:
            return words, "according-to"
    return None


def _from_paper(tokens: Tokens, q: int, lo: int) -> Phrase | None:
    """Whose paper the words before a colon name: From *Ms. Lee's* letter: “...”."""
    for p in range(lo, min(lo + 3, q - 1)):
        if tokens.words[p].lower() == "from" and _FROM.fullmatch(tokens.tags, lo, p + 1):
            phrase = phrase_at(tokens, p + 1, q - 1)
            return phrase if phrase is not None and q - p < _FROM_BACK else None
    return None


def _owner(tokens: Tokens, q: int, lo: int, hi: int) -> Phrase | None:
    """Whose words a run is between an owner and a noun for words: *Mr. Ito's* “...” promise."""
    if q + 1 >= hi or tokens.words[q + 1].lower() not in word_set("said_nouns"):
        return None
    run = tokens.runs[tokens.run_of[q]]
    said = tokens.text[run.start : run.end]
    if not said[:1].islower() or len(said.split()) < _LONG_ENOUGH:
        return None  # the name of a programme
    if tokens.tags[q - 1] != "D":
        first, kinds = q - 1, "N" if tokens.tags[q - 1] == "Y" else "NlA"
        while first > lo and tokens.tags[first - 1] in kinds:
            first -= 1
        first -= first > lo and tokens.tags[first - 1] == "D"
        return Phrase(first, q, q)
    owns = tokens.words[q - 1].lower() in word_set("owners")
    return Phrase(q - 1, q, q) if owns else None


def owner_of_words(tokens: Tokens, phrase: Phrase) -> Phrase:
    """Whose words a phrase before a colon names: *Mr. Ito's* verdict: “...”, *her* answer: “."""
    if tokens.words[phrase.core - 1].lower() not in word_set("said_nouns"):
        return phrase
    for p in range(phrase.core - 2, phrase.first - 1, -1):
        if tokens.tags[p] in "Yy":
            return Phrase(phrase.first, p + 1, p + 1)
    owns = tokens.words[phrase.first].lower() in word_set("owners")
    return Phrase(phrase.first, phrase.first + 1, phrase.first + 1) if owns else phrase


def _who_used(tokens: Tokens, q: int, lo: int) -> Phrase | None:
    """Who is told to use some words: *Ms. Lee* used the phrase “...”."""
    match = _WORDS_USED.search(tokens.tags, max(lo, q - 5), q)
    if match is None or match.start() <= lo:
        return None
    at = match.start() - 1
    if tokens.words[at].lower() not in word_set("uses_words"):
        return None
    return subject_before(tokens, at, lo)


def puts_question(tokens: Tokens, cues: Sequence[Cue], q: int) -> bool:
    """Whether a run is what somebody was asked by nobody named: Ms. Lee was asked, “...?”"""
    asked = [c for c in cues if c.form == "passive" and c.verb.addressee]
    return any(q - 1 <= c.end <= q and tokens.tags[q - 1] in ",:EV" for c in asked)


def in_front(tokens: Tokens, q: int, lo: int) -> Phrase | None:
    """For whom something is so: *To Ms. Lee*, it is “...”; under *the law*, a gun is “...”."""
    first = lo + (tokens.tags[lo] in "&B")
    word = tokens.words[first].lower()
    if word not in ("to", "for", "under"):
        return None
    phrase = phrase_at(tokens, first + 1, min(q, first + _FRONT))
    if phrase is None or not tokens.tags.startswith(",", phrase.end):
        return None
    if word == "under" and tokens.words[phrase.core - 1].lower() not in word_set("rulings"):
        return None
    return phrase

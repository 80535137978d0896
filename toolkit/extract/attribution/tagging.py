"""The tag after a quoted run: “...,” Ms. Lee said; “...?” asked Ms. Lee; “...” was her answer."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.attribution.cues import Cue, find_cues
from toolkit.extract.attribution.phrases import Phrase, Stretch, phrase_at
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

Tag = tuple[Phrase | None, str, Cue | None]
"""The source, the rule and the cue of a tag."""

_ENDS_OPEN = frozenset(",?!—–-…")
_CLOSING = "'’”\"»›"
_TAG_BEGINS = frozenset("NDhYl#yRVvEXATb")
_COMPLEMENT = frozenset("NRDTYh#")
_OBJECT = frozenset("ORD")
_ANSWER = compiled(r"b(D?N*Y)[leA]{0,2}[lhv](?:[,PtA]|$)")
# “...” was the message that Ms. Lee conveyed, came the reply from Oslo.
_MESSAGE = compiled(r"[bl]D[lA]{0,2}[lhv][TFP]")
# A sentence that is nothing but a tag: Ms. Lee said. The chancellor added on Monday.
_BARE = compiled(r"(?:D?[lhN#]{0,4}[hN]|R)A?V(?:[At]|Pt){0,2}")
# A reporter *can be heard* asking, the envoy *began by* saying, *is recorded as* saying.
_HEARD = compiled(r"[XbA]{1,3}[VEe]P?|[VeE]P")
# The envoy *was heard to* say, *is reported to have* said.
_HEARD_TO = compiled(r"[XbA]{1,3}[VEe]2X?")
# Ms. Lee *is said to have opened* the talks.
_SAID_TO = compiled(r"b[VE]2X?[vVeEl]")
# “...” was written by Ms. Lee.
_MADE_BY = compiled(r"b[VE]P")
# A verb that no relative pronoun stands before.
_MAIN_VERB = compiled(r"(?<![WA])[Xb]|(?<![WAXb])V|;")
_DASHED = compiled(r"-(N{1,4}):\Z")
_OWNING = frozenset({"'s", "’s"})
_FARTHEST_TAG = 30
_TAGS_TRIED = 3


def next_unit(tokens: Tokens, number: int, block: int, j: int) -> Stretch | None:
    """Start and end of the sentence that goes on at ``j`` in the same block."""
    if number + 1 >= len(tokens.units):
        return None
    lo, hi, following = tokens.units[number + 1]
    if lo != j or (following != block and not tokens.tags.startswith("-N", lo)):
        return None
    return lo, hi


def tag_after(
    tokens: Tokens, q: int, unit: tuple[int, int, int], number: int, cues: Sequence[Cue]
) -> Tag | None:
    """The tag of the run at ``q``: “...,” X said; “...,” said X.

    Args:
        tokens: the document's words.
        q: the word that stands for the run.
        unit: first word, end and block of its sentence.
        number: which of the tokens' units that is.
        cues: the sentence's cues.
    """
    tags = tokens.tags
    lo, hi, block = unit
    run = tokens.runs[tokens.run_of[q]]
    last = tokens.text[run.start : run.end][-4:].rstrip(_CLOSING)[-1:]
    open_end = last in _ENDS_OPEN
    j = q + 1
    if j >= hi:
        following = next_unit(tokens, number, block, j)
        if following is None or any(c.at < q for c in cues):
            return None
        first, hi = following
        if not open_end and not (q == lo and _BARE.fullmatch(tags, j, hi)):
            return None
        if _introduces(tokens, j, hi):
            return None
        cues = find_cues(tokens, first, hi)
        open_end = True
    comma = tags[j] in ",-"
    j += comma
    if open_end and tags.startswith("P", j):
        return _put_so(tokens, j, cues)
    if not (comma or open_end or q == lo) or j >= hi or tags[j] not in _TAG_BEGINS:
        return None
    if _MADE_BY.match(tags, j, hi) and tokens.words[j + 2] == "by":
        maker = phrase_at(tokens, j + 3, hi)
        return (maker, "answer-was", None) if maker is not None else None
    answer = _ANSWER.match(tags, j, hi)
    if answer:
        return Phrase(j + 1, answer.end(1), answer.end(1)), "answer-was", None
    message = _MESSAGE.match(tags, j, hi)
    came = tags[j] != "l" or tokens.words[j] in word_set("came")
    if message and came and tokens.words[message.end() - 2] in word_set("said_nouns"):
        sender = phrase_at(tokens, message.end(), hi)
        return (sender, "answer-was", None) if sender is not None else None
    return _first_tag(tokens, j, hi, cues) or (_unlisted_verb(tokens, j, hi) if open_end else None)


def _put_so(tokens: Tokens, j: int, cues: Sequence[Cue]) -> Tag | None:
    """“...,” as *one envoy* put it."""
    cue = next((c for c in cues if c.at > j), None)
    if cue is None or cue.verb.lemma != "put" or tokens.words[j] != "as":
        return None
    phrase = cue.source(tokens)
    begins = phrase is not None and phrase.first == j + 1
    return (phrase, "quote-source-cue", cue) if begins else None


def _introduces(tokens: Tokens, j: int, hi: int) -> bool:
    """Whether a sentence begins at ``j`` that introduces a run: “...?” The crowd roared: “...”"""
    colon = tokens.tags.find(":Q", j, hi)
    return colon >= 0 and tokens.tags[j] in "DR" and tokens.words[j][0].isupper()


def _first_tag(tokens: Tokens, j: int, hi: int, cues: Sequence[Cue]) -> Tag | None:
    """The tag that begins at ``j`` by one of the first cues after it."""
    tags = tokens.tags
    how = tags.startswith("bK", j) and tokens.words[j + 1] == "how"
    if how:
        j += 2  # “...,” is how Ms. Lee put it
    elif tags.startswith("b", j) and tokens.words[j + 1 : j + 2] == ["all"]:
        j += 2 + tags.startswith("T", j + 2)  # “...” is all that Ms. Lee would say
    later = [c for c in cues if c.at >= j and c.form != "according"]
    for cue in later[:_TAGS_TRIED]:
        if cue.at > j + _FARTHEST_TAG or "Q" in tags[j : cue.at]:
            break
        found = _tag(tokens, cue, j, hi)
        if found is not None:
            return found
        phrase = cue.source(tokens) if cue.form != "passive" else None
        if cue.form != "passive" and (phrase is None or tags[phrase.first] not in "WT"):
            break
    summed = phrase_at(tokens, j, hi) if how else None  # is how Ms. Lee summed it up
    return (summed, "quote-source-verb", None) if summed is not None else None


def _tag(tokens: Tokens, cue: Cue, j: int, hi: int) -> Tag | None:
    if cue.inverted:
        phrase = cue.source(tokens) if cue.at == j else None
        return (phrase, "quote-cue-source", cue) if phrase is not None else None
    told_of = cue.form == "infinitive" or tokens.tags.startswith("2X", cue.at - 2)
    if told_of or cue.form == "gerund":
        heard = phrase_at(tokens, j, hi)
        pattern = _HEARD_TO if told_of else _HEARD
        if heard is None or not pattern.fullmatch(tokens.tags, heard.end, cue.at):
            return None
        return heard, "quote-source-cue", cue
    if cue.form != "finite":
        return None
    after = tokens.tags[cue.end : min(hi, cue.end + 1)]
    if cue.verb.kind in ("say", "write") and after in _COMPLEMENT:
        return None
    if cue.verb.kind == "describe" and after in _OBJECT and not _ends_soon(tokens, cue.at + 2, hi):
        return None  # he also accuses it of theft
    phrase = cue.source(tokens)
    if phrase is None or not j <= phrase.first <= j + 4:
        phrase = _apposed(tokens, cue, j, hi)
        return (phrase, "quote-source-cue", cue) if phrase is not None else None
    if tokens.tags[phrase.first] == "T" or (phrase.first > j and embedded(tokens, phrase)):
        return None
    return phrase, "quote-source-cue", cue


def _apposed(tokens: Tokens, cue: Cue, j: int, hi: int) -> Phrase | None:
    """Who stands between a run and a cue with an apposition: Ms. Lee, envoy to Rome, Oslo, said."""
    tags, before = tokens.tags, cue.at - 1
    if cue.verb.kind not in ("say", "tell", "write", "ask") or tags[j] not in "NDhY":
        return None
    while before > j and tags[before] == "A":
        before -= 1
    phrase = phrase_at(tokens, j, hi)
    if phrase is None or phrase.end >= before:
        return None
    aside = tags[phrase.end] == "," and tags[before] == ","
    return phrase if aside and not _MAIN_VERB.search(tags, phrase.end + 1, before) else None


def _ends_soon(tokens: Tokens, stop: int, hi: int) -> bool:
    return stop >= hi or tokens.tags[stop] in ",;"


def _unlisted_verb(tokens: Tokens, j: int, hi: int) -> Tag | None:
    """“...,” the chancellor guffawed."""
    tags = tokens.tags
    third = tags[j] == "l" and tokens.words[j].endswith("s") and tags.startswith("N", j + 1)
    if third or (tags[j] == "e" and tags[j + 1 : j + 2] in ("N", "D")):
        phrase = phrase_at(tokens, j + 1, hi)
        ends = phrase is not None and (phrase.end >= hi or tags[phrase.end] == ",")
        return (phrase, "quote-source-verb", None) if ends else None
    if tags[j] not in "NRDhY":
        return None
    phrase = phrase_at(tokens, j, hi)
    if phrase is not None and _SAID_TO.match(tags, phrase.end, hi):
        return phrase, "quote-source-verb", None
    if phrase is None or phrase.end >= hi or tags[phrase.end] not in "el":
        return None
    ends = phrase.end + 1 >= hi or tags[phrase.end + 1] in ",PA"
    return (phrase, "quote-source-verb", None) if ends else None


def end_tag(tokens: Tokens, q: int, cues: Sequence[Cue]) -> tuple[Phrase | None, Cue] | None:
    """The tag with which a sentence ends: ..., said Ms. Ito; ..., Ms. Ito said."""
    for cue in reversed(cues):
        if cue.at <= q or cue.form != "finite" or cue.verb.kind not in ("say", "tell", "write"):
            continue
        phrase = cue.source(tokens)
        first = min(phrase.first, cue.at) if phrase is not None else 0
        if first > q and tokens.tags[first - 1] in ",Q":
            return phrase, cue
    return None


def in_words(tokens: Tokens, q: int, lo: int, hi: int) -> Phrase | None:
    """Who is named beside a run as its author: in Ms. Lee's words, “...”; “...” in her words."""
    tags = tokens.tags
    if q - 4 >= lo and tags[q - 1] == "," and tokens.words[q - 2] == "words":
        end = q - 2
        first = next((p + 1 for p in range(end - 2, max(lo, end - 7) - 1, -1) if tags[p] == "P"), 0)
    elif tags.startswith("P", q + 1):
        first = q + 2
        stop = min(hi, first + 7)
        end = next((p for p in range(first + 1, stop) if tokens.words[p] == "words"), 0)
    else:
        return None
    if not first or end <= first or tokens.words[first - 1].lower() != "in":
        return None
    owner = tokens.words[end - 1]
    owns = owner.lower() in word_set("owners") or owner[-2:] in _OWNING or owner[-1] in "'’"
    follows = tokens.text[tokens.ends[end - 1] : tokens.ends[end - 1] + 1]
    return Phrase(first, end, end) if owns or follows in "'’" else None


def dashed_label(tokens: Tokens, q: int, lo: int) -> Phrase | None:
    """Who is named between a dash and the colon before a run: The rains come early — Ann Lee: “."""
    match = _DASHED.search(tokens.tags, max(lo, q - 7), q)
    return Phrase(match.start(1), match.end(1), match.end(1)) if match else None


def embedded(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a subject is or follows on that, what, who or because: its clause is no tag."""
    tags = tokens.tags
    return tags[phrase.first - 1] in "TKWS" or tags[phrase.first] in "WT"

"""What stands around a cue: the clause it ends or interrupts, the words beside its runs."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.attribution.clauses import REPORTING, is_sentence, reported_clause
from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.phrases import Phrase, Stretch, phrase_at
from toolkit.extract.attribution.things import named_thing
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled

_SAYING = frozenset({"say", "write"})
# ... reported on Friday; ... recalled, adding that ...
_CIRCUMSTANCE = compiled(r"[tAPDlhN#YyF]{0,12}(?:,G|\Z)")


def around_cue(tokens: Tokens, cue: Cue, phrase: Phrase | None) -> list[Stretch]:
    """The clause that a cue ends or interrupts: *The talks failed*, aides said, *in an hour*."""
    if phrase is None or cue.verb.kind not in REPORTING:
        return []
    tags = tokens.tags
    first = min(phrase.first, cue.at)
    if _follows_as(tokens, first):
        return _around_as(tags, cue, first - 1)
    if first <= cue.lo or tags[first - 1] not in ",Q" or _far_from_end(tokens, cue):
        return []
    if "Q" in tags[cue.lo : first]:  # Mr. Ito called it “...,” the agency reported
        ends = cue.verb.kind in _SAYING and tags[phrase.first] != "R" and _ends(tokens, cue, phrase)
        return [(cue.lo, first - (tags[first - 1] == ","))] if ends else []
    if cue.verb.lemma in word_set("only_with_that"):
        return []
    after = phrase.end if cue.inverted else cue.end
    if cue.verb.addressee and not cue.inverted and after + 1 < cue.hi:
        told = phrase_at(tokens, after, cue.hi) if tags[after] in "NODh" else None
        after = told.end if told is not None and tags.startswith(",", told.end) else after
    going_on = "Xb" if cue.inverted else "XbVvNRDYhlTPS&2FKA#eg"
    goes_on = after + 1 < cue.hi and tags[after] == "," and tags[after + 1] in going_on
    if not (goes_on or is_sentence(tokens, cue, first - 1)):
        return []
    found = [(cue.lo, first - 1)]
    if goes_on:
        found.append((after + 1, cue.hi))
    return found


def _follows_as(tokens: Tokens, first: int) -> bool:
    """Whether "as" stands before a subject: as Ms. Lee reported."""
    return tokens.tags.startswith("P", first - 1) and tokens.words[first - 1].lower() == "as"


def _around_as(tags: str, cue: Cue, opener: int) -> list[Stretch]:
    """The sentence without "as Ms. Lee reported in her book"."""
    comma = tags.find(",", cue.end, cue.hi)
    if opener > cue.lo and tags[opener - 1] != ",":
        return []
    found = [(cue.lo, opener - 1)] if opener > cue.lo + 1 else []
    if comma >= 0 and comma + 1 < cue.hi:
        found.append((comma + 1, cue.hi))
    return found


def _ends(tokens: Tokens, cue: Cue, phrase: Phrase) -> bool:
    """Whether a tag is the last of its sentence, but for a circumstance or a participle."""
    after = phrase.end if cue.inverted else cue.end
    return _CIRCUMSTANCE.match(tokens.tags, after, cue.hi) is not None


def _far_from_end(tokens: Tokens, cue: Cue) -> bool:
    """Whether more than a person told and a circumstance follows a tag."""
    tags, stop = tokens.tags, cue.at + 1
    if cue.verb.addressee and stop < cue.hi and tags[stop] in "NDhY":
        told = phrase_at(tokens, stop, cue.hi)
        stop = told.end if told is not None else stop
    after = tags[stop : cue.hi]
    return bool(after) and after[0] not in ",tP2-O" and not cue.inverted


def beside_according(tokens: Tokens, cue: Cue, phrase: Phrase) -> tuple[int, int] | None:
    """What "according to X" qualifies: the sentence after it, or the sentence before it."""
    tags = tokens.tags
    if tags[cue.lo : cue.first].strip(",AB&tP"):
        end = cue.first
        while end > cue.lo and tags[end - 1] in ",A-":
            end -= 1
        return (cue.lo, end) if end > cue.lo else None
    comma = tags.find(",", phrase.core, cue.hi)
    if comma < 0 or comma + 1 >= cue.hi:
        return None
    return comma + 1, cue.hi


def beside_runs(
    tokens: Tokens, cue: Cue, phrase: Phrase | None, runs: Sequence[int]
) -> list[Stretch]:
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
    if runs[0] > cue.at or "T" in tags[cue.end : cue.end + 3]:
        after = reported_clause(tokens, cue) or named_thing(tokens, cue)
        if after is not None:
            return [after]
    if phrase is None or cue.form != "finite" or cue.verb.kind not in REPORTING:
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


def _before_tag(tokens: Tokens, cue: Cue, first: int, runs: Sequence[int]) -> list[Stretch]:
    """The sentence before its tag, unless the run is a sentence that something introduces."""
    tags, q = tokens.tags, runs[0]
    outside = tags[cue.lo : first].replace("Q", "")
    if not outside.strip(",-&B") or tags[first - 1] not in ",Q-":
        return []
    if q > cue.lo and tags[q - 1] == "-":
        return []
    capital = tokens.text[tokens.starts[q] : tokens.ends[q]].lstrip("\"“'‘`")[:1].isupper()
    if capital and q > cue.lo and tags[q - 1] in ",:":
        return []
    return [(_past_but(tags, cue.lo), first)]


def _past_but(tags: str, first: int) -> int:
    return first + (tags[first] in "&B")

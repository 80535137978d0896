"""Which quoted runs are no statements at all: titles, names, words put in scare quotes."""

from __future__ import annotations

from itertools import filterfalse, islice

from toolkit.extract.attribution.clauses import reported_clause
from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.things import named_thing
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.extract.model import QuotedRun
from toolkit.patterns import compiled

SCARE_WORDS = 2
"""A run of no more words than this, with no cue to govern it, is a scare quotation."""

_LONGEST_TITLE = 8
# A heading between paragraphs has no more words.
_LONGEST_CROSSHEAD = 6
# Words between a cue and a short run that it still governs.
_NEAR = 3
# The same where the run stands in the cue's that-clause.
_CLAUSE_NEAR = 8
# The same in any clause that a verb of saying reports.
_REPORT_NEAR = 30
_TELLS = frozenset({"say", "tell", "write"})
# Was “dead”, was a “farce”; called it “dead” on Monday.
_PREDICATED = compiled(r"bD?\Z|b\Z")
_CUT_REPORT = compiled(r"[,;:&BSWK(-]")
_CUT_THING = compiled(r"[,;:BSWK(-]")
_AFTER_PREDICATE = frozenset(",;:&B-PtSA)!F2")
_CUT_IN = compiled(r"[,;:&BQSWK(-]")
# “Title,” by Mr. Ito.
_BYLINE = compiled(r"P[ND]")
_WORDS_KEPT = 9
_MARKS = frozenset(",;:()[]?!—–―-")
# So many characters mostly hold more words than are kept.
_FAR = 80
_WORD = compiled(r"[^\W_]+(?:['’.&-][^\W_]+)*")


def words_in(tokens: Tokens, number: int) -> list[str]:
    """The words of a run, at most nine: enough to tell a name from a sentence."""
    text, run, inside = tokens.text, tokens.runs[number], tokens.inside[number]
    start, end = run.start, run.end
    if inside is not None and text.find("/", start, end) < 0:
        words = tokens.all_words[inside[0] : inside[1]]
        return list(filterfalse(_MARKS.__contains__, words))[:_WORDS_KEPT]
    found = _WORD.findall(text, start, min(end, start + _FAR))
    if end - start > _FAR and len(found) <= _WORDS_KEPT:  # the last may be cut off
        found = [m.group() for m in islice(_WORD.finditer(text, start, end), _WORDS_KEPT)]
    return found[:_WORDS_KEPT]


def is_title(
    tokens: Tokens, q: int, run: QuotedRun, words: list[str], *, tagged: bool = False
) -> bool:
    """Whether a run is a name or a title: “The Long Road,” a book called “...”.

    Args:
        tokens: the document's words.
        q: the word that stands for the run.
        run: the run.
        words: its first words.
        tagged: whether a source and a cue follow it: then only the name of a work is none.
    """
    text, tags = tokens.text, tokens.tags
    named = len(words) > 1 and (len(words) <= _LONGEST_TITLE or _is_work(tokens, q))
    if tagged and not named:
        return False
    before = tokens.words[q - 1].lower() if q and tags[q - 1] != "Q" else ""
    if not tagged and before in word_set("before_titles"):
        return True
    if not tagged and before == "of" and tokens.words[q - 2].lower() in word_set("authors"):
        return True
    bylined = _BYLINE.match(tags, q + 1) and tokens.words[q + 1] == "by"
    if not tagged and bylined and (not before or before in "-—"):
        return True
    if not named or all(w.isupper() for w in words[1:3]):
        return False
    content = [w for w in words if w.lower() not in word_set("small_in_titles")]
    if not content or not all(w[0].isupper() or w[0].isdigit() for w in content):
        return False
    if not words[0][0].isupper() or not before:
        return False
    if tagged or _is_work(tokens, q):
        return _is_work(tokens, q)
    return text[run.end - 1] not in ".!?" and tags[q - 1] not in ":,"


def says(tokens: Tokens, cue: Cue, q: int) -> bool:
    """Whether a run right after a cue is said, whatever its capitals: chanted “Lock Him Up”."""
    if q - cue.end - tokens.tags.startswith(",", cue.end) or cue.verb.kind not in ("say", "tell"):
        return False
    bears = tokens.words[cue.at - 1].lower() in word_set("bears_words")
    if "names_works" in cue.verb.traits and not bears:
        return False  # sang “Our Town”, read “Our Town”; but: a sign read “Go Home”
    return tokens.tags[q + 1 : q + 2] not in ("X", "b", "V", "e")


def _is_work(tokens: Tokens, q: int) -> bool:
    """Whether what stands before a run names a kind of work, or who made it: ABC's “This Week.”"""
    last = q - 1 - (tokens.tags[q - 1] == ",")
    if last < 0:
        return False
    made_by = tokens.tags[last] in "YF" and last == q - 1
    return made_by or tokens.words[last].lower() in word_set("works")


def uses_double_marks(tokens: Tokens) -> bool:
    """Whether more than half of a text's runs stand in double marks."""
    single = [run for run in tokens.runs if _single(tokens.text, run)]
    return 2 * len(single) < len(tokens.runs)


def _single(text: str, run: QuotedRun) -> bool:
    return run.start - run.outer_start == 1 and text[run.outer_start] in "'‘`"


def is_crosshead(text: str, run: QuotedRun, words: list[str]) -> bool:
    """Whether a run is a heading between paragraphs, in single marks: ‘A hard winter’."""
    return _single(text, run) and len(words) <= _LONGEST_CROSSHEAD


def is_scare(words: list[str], q: int, run: QuotedRun, tokens: Tokens, cue: Cue | None) -> bool:
    """Whether a short run only marks a word: ‘so-called “reform”’, dismissed as “absurd”."""
    if len(words) > SCARE_WORDS:
        return False
    if cue is None:
        return tokens.tags[q - 1] != ":" or tokens.text[run.end - 1] not in ".!?"
    if _in_report(tokens, cue, q, len(words)):
        return False
    if len(words) > 1:
        closes = tokens.text[run.end - 1] in ",.!?"
        far = not closes and cue.at < q and q - cue.end > _NEAR
        return far and not (_inside(tokens, cue, q) or _seen_as(tokens, cue, q))
    near = 0 <= q - cue.end <= 2 or cue.at > q
    return not near or cue.verb.kind not in ("say", "tell", "write", "ask")


def _in_report(tokens: Tokens, cue: Cue, q: int, words: int) -> bool:
    """Whether a short run stands in what somebody is told to say: said she wants a “free hand”.

    A single word must be what is said of something: said the plan was “dead”, called it “dead”.
    """
    tags = tokens.tags
    if not cue.end <= q <= cue.end + _REPORT_NEAR:
        return False
    cut = _CUT_THING if cue.verb.kind == "describe" else _CUT_REPORT
    if cut.search(tags, cue.end, q):
        return False
    if cue.verb.kind == "describe":
        thing = named_thing(tokens, cue)
        ends = words > 1 or q + 1 >= cue.hi or tags[q + 1] in _AFTER_PREDICATE
        named = thing is not None and thing[0] <= q < thing[1]
        return named and ends and tokens.words[q - 1].lower() not in word_set("works")
    if cue.verb.kind not in _TELLS:
        return False
    if words == 1 and not _PREDICATED.search(tags, q - 2, q) and tokens.words[q - 1] != "as":
        return False
    clause = reported_clause(tokens, cue) or named_thing(tokens, cue)  # asked him to “hurry up”
    return clause is not None and clause[0] <= q < clause[1]


def _seen_as(tokens: Tokens, cue: Cue, q: int) -> bool:
    """Whether a run says what a thing is taken for: rejected reports of a deal as “pure fiction”"""
    thing = named_thing(tokens, cue) if tokens.words[q - 1] == "as" else None
    return thing is not None and thing[0] < q < thing[1]


def _inside(tokens: Tokens, cue: Cue, q: int) -> bool:
    """Whether a run stands in a that-clause of a cue with nothing cut in: said that it was “..."""
    tags = tokens.tags
    says = cue.verb.lemma in word_set("surely_verbs")
    if not says or not tags.startswith("T", cue.end):
        return False
    return q - cue.end <= _CLAUSE_NEAR and not _CUT_IN.search(tags, cue.end, q)

"""Which part of a sentence belongs to a frame word: what follows, what leads up to it."""

from __future__ import annotations

from toolkit.extract.topics.sentences.clauses import RELATIVES, VERBS
from toolkit.extract.topics.sentences.view import View, ends_clause
from toolkit.extract.topics.wording.lexicon import Found, Span
from toolkit.patterns import late

_FIRST = late(
    r"(?:on|as for|regarding|concerning|turning to|with regard to|offering|extending|conveying"
    r"|recalling|referring to|commenting on|speaking (?:about|of|on)|touching (?:up)?on|expressing"
    r"|congratulating|thanking|highlighting|appreciating|lauding|praising|welcoming|stressing"
    r"|emphasi[sz]ing|underlining|underscoring|hailing|commending|reiterating|discussing"
    r"|addressing|condemning) "
)
_OBJECT = late(r" (?:for|about|to|that|on|over|not to|of) ")
_REPORTING = frozenset({"say", "stress", "tell", "agree"})
_FINITE = late(
    r" (?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|does|do|did"
    r"|\w{2,}(?:es|s|ed))\b"
)
_INCLUDING = late(
    r", (?:including|among them|such as|notably|particularly|especially) "
    r"|,? (?:as well as|along with|and (?:also )?(?:on|about|over|other)) "
)
_ASIDE_REACH = 160
_SEMICOLON_REACH = 16
# “We spoke of grain,” Mr. Ruiz said at a fair for wine: what he said stands before.
_QUOTED_BEFORE = late(r"[,?!][\"”’]+ (?:[\w.’'-]+ ){0,5}\Z")
_RELATIVES = RELATIVES | {"where"}
_HAS_VERB = late(r" (?:is|are|was|were|has|have|had|\w{3,}ed) \w")
_GRIEF = late(r"\b(?:condol|sympath|commiserat|sorrow|grief|solidarity|sadness|shock)\w*")
_ADVERBIAL = frozenset({"after", "before", "when", "while", "following", "since", "because"})


def content_end(view: View) -> int:
    """Where the clause ends that begins with the frame: at a cut, a new source or the full stop."""
    clauses, frame = view.clauses, view.frame
    source = view.source()
    end = clauses.sentence.end
    if source is not None and source.end > frame.end:
        end = min(end, source.end)  # "the palace said they discussed oil and the ministry said"
    for other in clauses.frames[view.number + 1 :]:
        if other.start >= end:
            break
        if _credits(view, other):
            continue
        if other.value == "cut" and ends_clause(clauses, other) and not _reports(view, other):
            end = other.start
            break
    semicolon = clauses.text.find(";", frame.end, end)
    if semicolon > 0 and clauses.following(semicolon, _SEMICOLON_REACH) is None:
        return end  # a list of what was agreed: "to cut oil output; lift visas; and ..."
    return semicolon if semicolon > 0 else end


def _credits(view: View, cut: Found[str]) -> bool:
    """Whether a credit stands between verb and topic: "discussed, according to her office, oil"."""
    clauses, frame = view.clauses, view.frame
    if clauses.between(cut.start, cut.end) != "according to":
        return False
    comma = clauses.text.find(",", cut.end, clauses.sentence.end)
    return comma > 0 and not clauses.between(frame.end, cut.start).strip()


def _reports(view: View, cut: Found[str]) -> bool:
    """Whether an adverbial clause belongs to what is said: "told her that talks go on after it"."""
    clauses, frame = view.clauses, view.frame
    of_grief = _GRIEF.search(clauses.folded, frame.start, cut.start) is not None
    if of_grief and clauses.between(cut.start, cut.end) in _ADVERBIAL:
        return True  # "to voice sympathy after the earthquake"
    if frame.value not in _REPORTING or clauses.between(cut.start, cut.end) not in _ADVERBIAL:
        return False
    return (
        " that " in clauses.between(frame.end, cut.start)
        and "," not in clauses.text[cut.start - 2 : cut.start]
    )


def after(view: View, *, own_words: bool = False) -> tuple[Span, ...]:
    """What follows a frame word in its clause, with what the clause puts first."""
    start = view.frame.start if own_words else view.frame.end
    end = content_end(view)
    return (*_put_first(view), (start, end), *_behind_aside(view, start, end))


def _behind_aside(view: View, start: int, end: int) -> tuple[Span, ...]:
    """What goes on behind a relative clause, or the clause itself where it describes the topic.

    "He asked her, who leads the party, for grain"; "they discussed the pact, which lets grain out".
    """
    clauses = view.clauses
    cut = next((f for f in clauses.frames if f.start == end and f.value == "cut"), None)
    if cut is None:
        return ()
    words = clauses.between(cut.start, cut.end)
    if words not in RELATIVES:
        return _named_behind(view, cut)
    comma = clauses.text.find(",", cut.end, clauses.sentence.end)
    low = comma + 1 if comma > 0 else clauses.sentence.end
    stops = (f.start for f in clauses.frames if f.start > low and ends_clause(clauses, f))
    high = next(stops, clauses.sentence.end)
    strong = (h.start for h in clauses.hits if h.value.strength == "strong")
    bare = not any(start <= hit < end for hit in strong)
    described = view.frame.value == "discuss" and bare
    inside = ((cut.end, min(low, high)),) if described else ()
    behind = clauses.between(low, high)
    goes_on = view.frame.value == "tell" and _OBJECT.match(behind) is not None
    goes_on = goes_on or (view.frame.value in _REPORTING and _that_clause(view, cut, low))
    return (*inside, (low, high)) if goes_on else (*inside, *_named_behind(view, cut))


def _that_clause(view: View, cut: Found[str], low: int) -> bool:
    """Whether what is said goes on behind an aside: "noted that the pact, which ..., serves"."""
    clauses = view.clauses
    opened = clauses.between(view.frame.end, cut.start)
    verb = _FINITE.match(clauses.folded, low, clauses.sentence.end) is not None
    return verb and (" that " in opened or " the " in opened)


def _named_behind(view: View, cut: Found[str]) -> tuple[Span, ...]:
    """What an aside puts as examples: "areas where they differ, including fisheries"."""
    clauses = view.clauses
    end = clauses.sentence.end
    match = _INCLUDING.search(clauses.text, cut.end, min(cut.end + _ASIDE_REACH, end))
    if match is None:
        return ()
    stops = (f.start for f in clauses.frames if f.start > match.end() and ends_clause(clauses, f))
    return ((match.end(), next(stops, end)),)


def _put_first(view: View) -> tuple[Span, ...]:
    """What the clause puts first: "On grain exports, the two leaders agreed to meet again"."""
    clauses = view.clauses
    start = clauses.sentence.start
    match = _FIRST.match(clauses.folded, start, view.frame.start)
    comma = clauses.text.find(",", start, view.frame.start) if match else -1
    return ((start, comma),) if comma > 0 else ()


_INTERRUPTS = late(
    r",(?! (?:that|who|which|while|when|as|after|before|in|on|at|during|speaking)\b)"
)
"""A comma behind a verb of saying: "Grain, she said, had been scarce"."""


def reported(view: View) -> tuple[Span, ...]:
    """What is said: after the verb, or before a verb that ends the sentence (", she added.")."""
    if _QUOTED_BEFORE.search(view.clauses.text, view.clauses.sentence.start, view.frame.start):
        return clause_before(view)
    spans = after(view)
    if _INTERRUPTS.match(view.clauses.text, view.frame.end) is not None:
        return (*clause_before(view), *spans)
    start, end = spans[-1]
    return clause_before(view) if not view.clauses.between(start, end).strip() else spans


def _ended_before(view: View, cut: Found[str]) -> bool:
    """Whether a relative clause inside what leads up to the frame has ended before it."""
    clauses = view.clauses
    within = clauses.text[cut.end : view.frame.start]
    relative = clauses.between(cut.start, cut.end) in _RELATIVES
    return relative and "," not in within and _HAS_VERB.search(within) is not None


def clause_before(view: View) -> tuple[Span, ...]:
    """The clause that leads up to the frame."""
    clauses = view.clauses
    start = clauses.sentence.start
    for other in clauses.frames[: view.number]:
        if other.value == "cut" and not clauses.between(other.end, view.frame.start).strip():
            continue  # "grain and visas were the issues which came up"
        if other.value == "cut" and _ended_before(view, other):
            continue  # "the return of troops to where they are based came up"
        if other.value in VERBS or other.value == "cut":
            start = other.end
    semicolon = clauses.text.rfind(";", start, view.frame.start)
    return ((max(start, semicolon + 1), view.frame.start),)

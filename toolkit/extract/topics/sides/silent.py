"""Who is named only because he tells nothing: "the palace declined to comment"."""

from __future__ import annotations

from toolkit.extract.topics.sentences.clauses import Clauses, Source
from toolkit.patterns import late

# "The palace could not say whether": who says nothing gives no account.
_SILENT = late(
    r" (?:(?:could|would|did|does|do|can|will|has|have|had) ?(?:not|n t)|declined to|refused to"
    r"|has yet to|have yet to) (?:\w+ ){0,2}?"
    r"(?:sa(?:y|id)|comment|disclose|reveal|give|elaborate|confirm|specify|release|publish|mention"
    r"|ask|issue|react|respond)\w*\b"
)
# "The palace confirmed the call but gave no details".
_CONFIRMED = late(
    r" (?:(?:only|merely|later|also) )*(?:confirmed|acknowledged) (?:\w+ ){1,5}?"
    r"(?:but|without|and) (?:\w+ ){0,3}?"
    r"(?:(?:no|any|few|further|more) (?:\w+ )?(?:details?|particulars|comments?)|giving|nothing"
    r"|not|didn t|declined|refused)\b"
)
# "Nothing has been said by the press service", "no statement from the palace".
_NOTHING_BY = late(
    r"\b(?:nothing|no (?:\w+ ){0,2}?(?:statement|comment|word|details?|readout|reaction)) "
    r"(?:\w+ ){0,10}?(?:by|from) (?:the )?\Z"
)


def is_silent(clauses: Clauses, source: Source) -> bool:
    """Whether a source only says that it tells nothing: "the palace declined to comment"."""
    span = source.span
    if span is None:
        return False
    if any(words.match(clauses.folded, span[1]) is not None for words in (_SILENT, _CONFIRMED)):
        return True
    return says_nothing(clauses.folded, clauses.sentence.start, span[0])


def says_nothing(folded: str, start: int, office: int) -> bool:
    """Whether a sentence only tells of silence: "nothing was said by the press service"."""
    return _NOTHING_BY.search(folded, start, office) is not None

"""What is itself the object of "discussed" or "asked for": there a plain word names the topic.

"The dam" or "cars" name a topic in few sentences, but "they discussed the dam" and "she asked him
for wheat, fuel and cars" leave no doubt that they do.
"""

from __future__ import annotations

from toolkit.extract.topics.sentences.clauses import Clauses
from toolkit.extract.topics.sentences.view import Content
from toolkit.extract.topics.wording.lexicon import Found, Term
from toolkit.patterns import late

_DISCUSSING = frozenset({"discussed", "to-discuss", "did-not-discuss", "spoke-about", "raised"})
"""The rules whose content begins with what was discussed."""
_REACH = 120
_MOST_WORDS = 3
_GOVERNS = late(
    r"\b(?:(?:ask|thank|appeal|press|plead|begg|petition|push|lobb)\w*(?: [\w.’'-]+){0,5}? for"
    r"|(?:request|appeal|plea|call|thanks|gratitude)s? for"
    r"|(?:complain|warn|protest|spoke|speak|talk|inquir|enquir|ask|worr|concern|fear|anxiet|anger"
    r"|alarm|unease|regret)\w*(?: (?!that )[\w.’'-]+){0,3}?"
    r" (?:of|about|over|at|against|on)"
    r"|(?:fight|battle|struggle|actions?|measures|steps|war|campaign|efforts|front) against"
    r"|(?:combat|fight|counter|curb|tackle|stem|halt|prevent)(?:ing|s|ed|ting|led|ling|bed|bing)?"
    r"|(?:cooperat|collaborat)\w+ (?:in|on)(?: the)?(?: (?:fields?|areas?|sectors?|spheres?)"
    r"(?: of| such as| like)?)?"
    r"|(?:fields|areas|sectors|spheres|domains)(?: of cooperation)? (?:of|such as|like|including)"
    r"|(?:briefed|informed|told)(?: (?!that )[\w.’'-]+){0,3}? (?:of|about)"
    r"|(?:offer|promis|pledg|request|demand|propos|rais|discuss|condemn|rebuk|denounc)"
    r"(?:ed|es|e|ing|s)?(?: (?:him|her|them))?|sought|seek|seeks|seeking) "
)
_PARTS = late(
    r"[,;:] *(?:and |or )?|\b(?:and|or|about|over|on|regarding|concerning|including|such as"
    r"|as well as|both) "
)
# A word behind one of these belongs to it and is no object: "the cost of cars", "plans to visit".
_LINKS = late(
    r"\b(?:of|to|in|with|at|for|from|by|between|into|against|how|why|what|not|no|as|than|s)\b"
)
_CLAUSE = late(
    r"\b(?:that|who|which|whose|said|says|was|were|is|are|be|been|had|has|have|will|would|could"
    r"|can|should|must|may|might|as(?! well as)|he|she|they|it|we|if"
    r"|because|where|when|while|after|before|during|since|ahead"
    r"|until|but|without)\b"
)
_HEAD = late(
    r"[’']?\W*\Z|[’']?[\"”]?(?:[,.;:!?)]| [-–—])"
    r"| (?:\w+ed|held|made|sent|built|due|and|or|but|of|in|with|at|on|between|for|to|by|from|that"
    r"|which|who|whose|as|during|after|before|over|near|across|along|against|among|under|through"
    r"|amid|into|off|around|when|while|where|there|here|he|she|they|it|the two|this|last|next"
    r"|since|until|via|was|were|had|has|is|are|also|again|together|further|came|so)\b"
)
_GOES_ON = late(r" (?:to|by)\Z")
"""A wording that goes on with what follows by itself: "his trip to"."""


def is_object(clauses: Clauses, hit: Found[Term], content: Content) -> bool:
    """Whether a topic word is itself what is discussed or asked for, alone or in a list.

    Args:
        clauses: the sentence.
        hit: the topic word.
        content: the part of the sentence that tells of a call.
    """
    text = clauses.text
    if not (
        _HEAD.match(text, hit.end, clauses.sentence.end)
        or _GOES_ON.search(text, hit.start, hit.end)
    ):
        return False
    if content.rule in _DISCUSSING:
        starts = (start for start, end in content.spans if start <= hit.start < end)
        if _opens(text[next(starts, hit.start) : hit.start]):
            return True
    before = text[max(clauses.sentence.start, hit.start - _REACH) : hit.start].lower()
    return any(_opens(before[verb.end() :]) for verb in _GOVERNS.finditer(before))


def _opens(before: str) -> bool:
    """Whether nothing but a list of things stands before a word."""
    if len(before) > _REACH:
        return False
    before = before.lower()
    last = _PARTS.split(before)[-1]
    if len(last.split()) > _MOST_WORDS or _LINKS.search(last) is not None:
        return False
    return _CLAUSE.search(before) is None

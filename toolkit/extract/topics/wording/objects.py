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
# "Discussed by telephone the dam", "discussed on Monday again wheat": the object comes behind.
_ASIDE = late(
    r"\W*(?:\w+ ){0,2}?(?:(?:by|over|on|via) (?:the |a )?(?:tele)?phone"
    r"|in (?:the|a|their) (?:phone |telephone )?(?:call|conversation)"
    r"|by (?:video|video link|videoconference)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|at (?:some )?length|in (?:some )?detail|also|again|briefly|mainly|chiefly|together"
    r"|in particular|among other (?:things|matters|topics)),? "
)
# What a field of cooperation stands behind: "collaboration in", "areas such as".
_IN_FIELD = late(
    r"\b(?:(?:cooperat\w+|co-operat\w+|collaborat\w+|partnerships?|projects?|opportunit\w+|ties|links"
    r"|relations|interaction|exchanges|ventures|agreements?|memorand\w+|understanding|experience"
    r"|work(?:ing)? together|programmes?|programs?|especially|particularly|including|notably)"
    r" (?:in|on|across|within)(?: the)?"
    r"(?: (?:fields?|areas?|sectors?|spheres?|domains?)(?: of| such as| like| including)?)?"
    r"|(?:fields|areas|sectors|spheres|domains)(?: of cooperation)? (?:of|such as|like|including)"
    r"|(?:field|area|sector|sphere|domain) of) "
)
_FIELD_ENDS = late(r" (?:sectors?|fields?|areas?|spheres?|industry)\b")
_ARTICLES = frozenset({"", "the"})
_BELONGS = late(
    r" (?:of|for|in|over|on|from|near|against|that|which)(?: (?!and |or |to )[\w’'-]+){0,2} "
)
"""What makes the next words tell which: "the rockets of Kim Jong Un", "loans for farmers"."""
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
        before = text[next(starts, hit.start) : hit.start].lower()
        aside = _ASIDE.match(before)
        if _opens(before[aside.end() :] if aside is not None else before):
            return True
    before = text[max(clauses.sentence.start, hit.start - _REACH) : hit.start].lower()
    return any(_opens(before[verb.end() :]) for verb in _GOVERNS.finditer(before))


def is_told_which(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether words behind a plain word tell the matter: "stocks of sarin", "drones over Odesa".

    Args:
        clauses: the sentence.
        hit: a plain word, which names a topic only as what is discussed.
    """
    behind = (
        other
        for other in clauses.hits
        if other.start > hit.end
        and other.value.strength == "strong"
        and not other.value.country_code
    )
    nearest = next(behind, None)
    return (
        nearest is not None
        and nearest.value.code != hit.value.code
        and _BELONGS.fullmatch(clauses.text, hit.end, nearest.start) is not None
    )


def is_field(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether a plain word names a field of cooperation: "projects in transport and industry".

    Args:
        clauses: the sentence.
        hit: a word that can name a field.
    """
    text, end = clauses.text, clauses.sentence.end
    if not (_HEAD.match(text, hit.end, end) or _FIELD_ENDS.match(text, hit.end, end)):
        return False
    before = text[max(clauses.sentence.start, hit.start - _REACH) : hit.start].lower()
    return any(
        _PARTS.split(listed)[-1].strip() in _ARTICLES and _opens(listed)
        for verb in _IN_FIELD.finditer(before)
        if (listed := before[verb.end() :]) is not None
    )


def _opens(before: str) -> bool:
    """Whether nothing but a list of things stands before a word."""
    if len(before) > _REACH:
        return False
    before = before.lower()
    last = _PARTS.split(before)[-1]
    if len(last.split()) > _MOST_WORDS or _LINKS.search(last) is not None:
        return False
    return _CLAUSE.search(before) is None

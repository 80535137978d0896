"""Topic words that stand beside what was talked about: those who act, others' ties, a venue."""

from __future__ import annotations

from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.topics.sentences.clauses import BODIES, Clauses, Role
from toolkit.extract.topics.sentences.view import Content
from toolkit.extract.topics.wording.lands import goes_elsewhere, is_mere_land, tells_where
from toolkit.extract.topics.wording.lexicon import Found, Term, fold
from toolkit.patterns import late

_PAIR = late(
    r"([^\W\d_][\w.]*)(?: [-–—] |[-–—/ ])"
    r"([^\W\d_][\w.]*(?: (?:States|Kingdom|Korea|Zealand|Africa|Arabia|Lanka|Republic))?)"
    r" (?:\w+ ){0,2}\Z"
)
_PARTNER_REACH = 48
_DOER_REACH = 16
_CAN = late(r" (?:(?:can|could|will|would|to|should|may|must|might|has|have|had) )?")
_FIELD = late(
    r" (?:in|on|against|over|for|towards?|to fight|to combat|to counter|to tackle|to resolve) "
)
_FIELD_REACH = 70
_COOPERATES = late(
    r"\b(?:cooperation|projects?|commissions?|committees?|groups?|memorandum|agreements?"
    r"|work(?:ing)? (?:closely )?together|joint (?:work|efforts))\b"
)
# "They praised the fight against the pandemic and their cooperation in it".
_NAMED_BEFORE = late(r"(?:it|this|that|these|them|(?:this|that|the) (?:issue|matter|field|area))\b")
_AT_MEETING = late(
    r"\b(?:at|during|attend(?:ing|ed|s)?|of|ahead of|before|after|around|sidelines|margins|fringes"
    r"|host(?:s|ed|ing)?|for|to|in) (?:(?:a|an|the|this|next|last|upcoming|coming|forthcoming"
    r"|annual|year|month|week|s|gathering|meeting|summit|leaders|sidelines|margins|fringes|of) )"
    r"{0,6}\Z"
)
_MEETING = late(
    r"(?: {1,2}(?:of|group|major|economies|nations|countries|leaders|foreign|ministers|20|seven"
    r"|twenty)){0,4}"
    r" {1,2}(?:summits?|meetings?|gatherings?|conferences?|sessions?|presidency)\b"
)
_HAVE_MEETINGS = frozenset({"global_governance", "asia_pacific"})
_HEADS = late(
    r"\b(?:relations?|relationships?|ties|cooperation|partnership|friendship|links|bonds"
    r"|collaboration|exchanges)\b"
)
_BETTER = late(
    r"\b(?:their|our|bilateral|mutual|strong(?:er)?|clos(?:e|er)|deep(?:er)?|good|better|warm(?:er)?"
    r"|broad(?:er)?|firm(?:er)?|friendly|excellent|cordial|traditional|historic(?:al)?|fraternal"
    r"|brotherly|long ?standing|growing|solid|robust|sound|overall|further|strengthen\w*|deepen\w*"
    r"|develop\w*|expand\w*|enhanc\w*|improv\w*|boost\w*|advanc\w*|promot\w*|upgrad\w*"
    r"|(?:the )?two (?:countries|nations|states|peoples|governments) s?)"
    r"(?: (?:and|their|the|our|its|existing|current|present) | )"
    r"(?:(?!of |in |with |to |for )\w+ ){0,2}\Z"
)
_BETTER_REACH = 60
_SIDE_REACH = 24
_WITH_WHOM = late(
    r" (?P<both>between (?:the two|both|their|our|the) (?:two )?"
    r"(?:countries|nations|states|sides|peoples|governments|neighbou?rs))"
    r"| (?:with|between) (?:the )?"
)
# "The relationship and the war between Ukraine and Russia": what follows is another matter's.
_ANOTHER = late(r",|\b(?:and|or|as well as) (?:\w+ ){1,6}")
# "The president of the European Council" takes part; the body is not what is spoken of.
_OFFICE_IN = late(
    r"\b(?:president|head|heads|chief|chair\w*|secretary general|leaders?|high representative"
    r"|spokes\w+|ambassador|envoy|commissioner|members?|officials?) (?:of|for|to|at) (?:the )?\Z"
)
_OFFICE_REACH = 32
_HAVE_OFFICES = frozenset({"european_union", "global_governance", "alliance_nato", "asia_pacific"})
_CONGRATULATES = late(r"\b(?:congratulat|felicitat)\w+")
_GATHERS = late(r"\b(?:gathering|meeting|summit|sidelines|margins|fringes)\b")
_DISCUSS = frozenset({"discuss", "to_discuss", "speak", "in_call", "call", "raised"})
_OWN_PROGRAMMES = frozenset({"iran", "north_korea"})
"""Codes of countries whose nuclear programmes are theirs, and no matter of nuclear arms."""
_ITS_ARMS = late(
    r"(?:nuclear|atomic)(?: (?:weapons?|arms|bombs?|warheads?|tests?|testing|threats?|arsenals?"
    r"|missiles?|material|fuel|technology))?|atom bombs?|nukes|warheads?|fissile(?: material)?"
    r"|weapons[ -]grade|plutonium"
)
_OF_LAND = late(
    r"(?: and (?:stability|safety|unity|prosperity|sovereignty))* (?:of|in) (?:\w+ ){0,5}?"
)
_UNNAMED_REGION = late(r"the region\Z|\b(?:tensions?|escalation|war)\b")


def names_actor(clauses: Clauses, hit: Found[Term], content: Content) -> bool:
    """Whether the words name a participant or the source, not a topic."""
    for anchor in clauses.anchors:
        overlap = anchor.start < hit.end and hit.start < anchor.end
        other = anchor.key in clauses.party.callers and (  # "Chad's Mr. Deby"
            hit.end < anchor.end or clauses.names_call
        )
        # "President Boni of Benin" is who he is, and no talk of his country.
        titled = bool(hit.value.country_code) and anchor.role is Role.OTHER and anchor.is_person()
        other = other or (titled and (hit.start > anchor.start or hit.end < anchor.end))
        caller = anchor.role is Role.PARTICIPANT or other
        if overlap and caller and not clauses.is_pronoun(anchor):
            return True  # but "congratulate him" names a courtesy
    span = content.source.span if content.source is not None else None
    return span is not None and span[0] < hit.end and hit.start < span[1]


def in_a_row(text: str, hit: Found[Term]) -> bool:
    """Whether a country only stands for its government: "the Turkey-Iran-Russia summit"."""
    return text[hit.start - 1 : hit.start] == "-" and text[hit.end : hit.end + 1] == "-"


def names_both_sides(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether "relations" and the like are those of the two sides: "China-Chile relations"."""
    match = _PAIR.search(clauses.text, max(0, hit.start - 50), hit.start)
    if match is None:
        return False
    sides = [_side_named(clauses, word) for word in match.groups()]
    return all(sides) and sides[0] != sides[1]


def _pairs_another(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether a dash pairs one side with another land: "Norway-Peru" in a call with Chile."""
    match = _PAIR.search(clauses.text, max(0, hit.start - 50), hit.start)
    if match is None or clauses.text[match.end(1) : match.start(2)].isspace():
        return False
    first, second = match.groups()
    named = bool(_side_named(clauses, first)), bool(_side_named(clauses, second))
    return first[0].isupper() and second[0].isupper() and named in ((True, False), (False, True))


def _side_named(clauses: Clauses, word: str) -> str:
    folded = " ".join(fold(word).split())
    for country, names in clauses.party.names.items():
        if folded in names or _first_halves().get(folded) == country:
            return country
    return ""


@cache
def _first_halves() -> dict[str, str]:
    """Country codes by what stands for a country before a dash: "Sino" in "Sino-Chilean"."""
    return {row["word"]: row["country"] for row in lexicons.table("topic_first_halves")}


def of_both_sides(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether plain words mean the two sides' relations: "closer ties with Peru", "their ties"."""
    if _HEADS.search(clauses.folded, hit.start, hit.end) is None:
        return False
    low = max(clauses.sentence.start, hit.start - _BETTER_REACH)
    if _BETTER.search(clauses.folded, low, hit.start) is not None:
        return True
    match = _WITH_WHOM.match(clauses.folded, hit.end, clauses.sentence.end)
    if match is None:
        return False
    if match["both"]:
        return True
    behind = f" {clauses.between(match.end(), match.end() + _SIDE_REACH)}"
    names = clauses.party.names.values()
    return any(behind.startswith(f" {name} ") for own in names for name in own)


def of_third_country(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether relations are those with another country: "ties between Chad and Niger"."""
    partners = [
        a
        for a in clauses.anchors
        if hit.end <= a.start < hit.end + _PARTNER_REACH and a.role in (Role.SIDE, Role.OTHER)
    ][:2]
    if _pairs_another(clauses, hit):
        return True
    doers = [a for a in clauses.anchors if hit.start - _DOER_REACH < a.end <= hit.start]
    if doers and doers[-1].role is Role.OTHER and doers[-1].is_country():
        between = clauses.text[doers[-1].end : hit.start]
        if _CAN.fullmatch(between):
            return True  # "Peru and Chad can normalise relations"
    if not partners or _ANOTHER.search(clauses.text, hit.end, partners[0].start):
        return False
    return any(a.country_code not in (None, *clauses.party.countries) for a in partners)


def in_named_field(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether cooperation is that in a field which has a code: "cooperation on oil"."""
    if _COOPERATES.search(clauses.folded, hit.start, hit.end) is None:
        return False
    end = min(hit.end + _FIELD_REACH, clauses.sentence.end)
    match = _FIELD.search(clauses.folded, hit.end, end)
    if match is None:
        return False
    if match.start() == hit.end and _NAMED_BEFORE.match(clauses.folded, match.end()):
        others = (h for h in clauses.hits if h.end <= hit.start)
        return any(h.value.code != hit.value.code for h in others)
    return any(
        match.end() - 1 <= other.start < match.end() + _FIELD_REACH // 2
        and other.value.code != hit.value.code
        for other in clauses.hits
    )


def is_venue(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether a body is only where leaders will meet: "during a gathering of the Group of 20"."""
    low = max(clauses.sentence.start, hit.start - _PARTNER_REACH)
    before = _AT_MEETING.search(clauses.folded, low, hit.start)
    if before is None:
        return False
    behind = _MEETING.match(clauses.folded, hit.end, clauses.sentence.end)
    return behind is not None or _GATHERS.search(before.group()) is not None


def not_meant(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether words of a wide code stand for something else: others' ties, a field, a venue.

    "She congratulated him on his election" is a courtesy, no talk about elections.
    """
    if hit.value.country_code not in ("", *BODIES):
        lands = [(a.start, a.end) for a in clauses.anchors if a.is_country()]
        verbs = [(f.start, f.end) for f in clauses.frames if f.value in _DISCUSS]
        if is_mere_land(clauses.text, hit, clauses.sentence.start, lands, verbs):
            return True
    if hit.value.code == "state_visit" and goes_elsewhere(
        clauses.text, hit, clauses.party.countries
    ):
        return True
    if hit.value.code == "elections":
        return _CONGRATULATES.search(clauses.folded, clauses.sentence.start, hit.start) is not None
    if hit.value.code == "bilateral_relations":
        return of_third_country(clauses, hit) or in_named_field(clauses, hit)
    if hit.value.code in _HAVE_OFFICES and _names_office(clauses, hit):
        return True
    return hit.value.code in _HAVE_MEETINGS and is_venue(clauses, hit)


def _names_office(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether a body only stands in what somebody is: "the president of the European Council"."""
    low = max(clauses.sentence.start, hit.start - _OFFICE_REACH)
    return _OFFICE_IN.search(clauses.folded, low, hit.start) is not None


def without_region(clauses: Clauses, hits: list[Found[Term]]) -> list[Found[Term]]:
    """Takes out what a narrower code names: "tensions in the region" beside "in the Sahel".

    So is "the security and stability of Libya" no matter of security in general.
    """
    hits = [hit for hit in hits if not tells_where(clauses.text, hit, hits)]
    codes = {hit.value.code for hit in hits}
    if not _OWN_PROGRAMMES.isdisjoint(hit.value.code for hit in clauses.hits):
        hits = [hit for hit in hits if not _is_own_programme(clauses, hit)]
    if "security" in codes and not codes.isdisjoint(lexicons.words("topic_security_codes")):
        hits = [hit for hit in hits if hit.value.code != "security"]
    hits = [hit for hit in hits if not _is_of_a_land(clauses, hit)]
    if codes.isdisjoint(lexicons.words("topic_region_codes")):
        return hits
    return [
        hit
        for hit in hits
        if hit.value.code != "regional_security"
        or _UNNAMED_REGION.search(clauses.between(hit.start, hit.end)) is None
    ]


def _is_of_a_land(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether "security" is that of a side's own country: "the security and unity of Sudan"."""
    if hit.value.code != "security":
        return False
    regions = lexicons.words("topic_region_codes")
    return any(
        _OF_LAND.fullmatch(clauses.folded, hit.end, other.start) is not None
        for other in clauses.hits
        if other.start >= hit.end and other.value.code in regions
    )


def _is_own_programme(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether words are for one country's nuclear weapons: "to keep Iran from nuclear arms"."""
    if hit.value.code != "nuclear_arms":
        return False
    return _ITS_ARMS.fullmatch(clauses.between(hit.start, hit.end)) is not None

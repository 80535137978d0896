"""What does not count: words of third parties, other days, names of those who act."""

from __future__ import annotations

import re
from functools import cache

from toolkit.extract import lexicons
from toolkit.extract.model import EntityKind
from toolkit.extract.topics.sentences.clauses import (
    BODIES,
    VERBS,
    Anchor,
    Clauses,
    Role,
    Source,
    Voice,
)
from toolkit.extract.topics.sentences.view import Content
from toolkit.extract.topics.wording.lands import goes_elsewhere, is_mere_land
from toolkit.extract.topics.wording.lexicon import Found, Term, fold
from toolkit.patterns import compiled, late

_DATE_REACH = 40
_ACCOUNT_REACH = 32
_DIRECTLY = 2
_PAIR = late(
    r"([^\W\d_][\w.]*)(?: [-–—] |[-–—/ ])"
    r"([^\W\d_][\w.]*(?: (?:States|Kingdom|Korea|Zealand|Africa|Arabia|Lanka|Republic))?)"
    r" (?:\w+ ){0,2}\Z"
)
_PREFIXES = {
    "sino": "CHN", "russo": "RUS", "franco": "FRA", "anglo": "GBR", "indo": "IND", "turco": "TUR",
    "greco": "GRC", "luso": "PRT", "germano": "DEU", "korea": "KOR", "korean": "KOR",
}  # fmt: skip
_PARTNER_REACH = 48
_TOGETHER = frozenset({"discuss", "speak", "agree", "raised", "stress", "say", "tell"})
_DOER_REACH = 16
_CAN = late(r" (?:(?:can|could|will|would|to|should|may|must|might|has|have|had) )?")
_FIELD = late(
    r" (?:in|on|against|over|for|towards?|to fight|to combat|to counter|to tackle|to resolve) "
)
_FIELD_REACH = 70
_COOPERATES = late(r"\b(?:cooperation|commissions?|committees?|groups?|memorandum|agreements?)\b")
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
_BODIES = frozenset({"global_governance", "asia_pacific"})
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
_UNNAMED_REGION = late(r"the region\Z|\b(?:tensions?|escalation|war)\b")
# "He discussed grain with Mr. Hart", but not "he discussed the deal with Mr. Hart".
_TALKS_TO = late(
    r"\b(?:discuss(?:ed|es)|spoke|speaks|spoken|talked|conferred|consulted)(?: \w+){0,4}?"
    r" (\w+) (?:with|to) \Z"
)
_TALKED_TO = late(r"\b(?:spoke|speaks|spoken|talked|conferred|consulted) (?:with|to) \Z")
_BY = late(r" by (?:the )?")
_BESIDES = late(r"\b(?:besides|in addition to|apart from|aside from) (?:\w+ +){0,4}\Z")


def is_excepted(folded: str, start: int, position: int) -> bool:
    """Whether a sentence sets a call aside: "Besides the call with Ruiz, she spoke to Berg"."""
    return _BESIDES.search(folded, start, position) is not None


def dates_clause(clauses: Clauses, start: int) -> bool:
    """Whether a day is that of what the sentence tells, and not of a vote or treaty it names."""
    if start - clauses.sentence.start < _DATE_REACH:
        return True
    verbs = [f for f in clauses.frames if f.value in VERBS]
    return not verbs or any(0 <= start - f.end < _DATE_REACH for f in verbs)


def is_nobody_s(clauses: Clauses, source: Source) -> bool:
    """Whether words are of somebody who has no part in the call: an analyst, a third government."""
    if source.voice is Voice.OUTSIDER:
        return not (clauses.names_call and _tells_of_both(clauses, source))
    if source.voice is not Voice.GOVERNMENT or not source.countries:
        return False
    if not set(source.countries).isdisjoint(clauses.party.countries):
        return False
    told = [a for a in clauses.anchors if source.start <= a.start < source.end]
    people = {a.key for a in told if a.role is Role.PARTICIPANT}
    both = len(people) > 1 or any(a.role in (Role.GROUP, Role.CALL) for a in told)
    return not both  # but "The United Nations said the two leaders discussed oil" counts


def others_hear(clauses: Clauses) -> bool:
    """Whether one leader speaks to others: "Ruiz urged lawmakers", "discussed it with his party".

    "Ruiz told a rally that he had thanked Mr. Berg" tells of the call all the same.
    """
    if _tells_of_call(clauses):
        return False
    acting = {a.key for a in clauses.anchors if a.role is Role.PARTICIPANT and not clauses.owns(a)}
    if len(acting) > 1:
        return False
    span = clauses.sentence.start, clauses.sentence.end
    if not clauses.names_call and _to_others().search(clauses.folded, *span) is not None:
        return True
    return _with_others().search(clauses.folded, *span) is not None or _with_another(clauses)


def _tells_of_call(clauses: Clauses) -> bool:
    """Whether a sentence speaks of a call or of what the two did in one."""
    if any(a.role is Role.CALL for a in clauses.anchors):
        return True
    verbs = [f.start for f in clauses.frames if f.value in _TOGETHER]
    groups = (a.end for a in clauses.anchors if a.role is Role.GROUP)
    return any(0 <= start - end < _PARTNER_REACH for end in groups for start in verbs)


def _with_another(clauses: Clauses) -> bool:
    """Whether one leader talks to somebody who has no part: "he also discussed it with Ruiz"."""
    others = (a.start for a in clauses.anchors if a.role is Role.OTHER and _is_person(a))
    return any(_is_talked_to(clauses, position) for position in others)


def _is_talked_to(clauses: Clauses, position: int) -> bool:
    span = clauses.sentence.start, position
    if _TALKED_TO.search(clauses.folded, *span) is not None:
        return True
    match = _TALKS_TO.search(clauses.folded, *span)
    return match is not None and match[1] not in lexicons.words("topic_shared_matters")


@cache
def _to_others() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicons.words("topic_other_hearers")))
    return compiled(
        r"\b(?:told|urged|promised|thanked|assured|reminded|warned|asked) "
        rf"(?:(?!that |about |of |to |for )\w+ ){{0,3}}?(?:{nouns})\b"
    )


@cache
def _with_others() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicons.words("topic_other_hearers")))
    return compiled(rf"\bdiscussed (?:\w+ ){{1,4}}?with (?:his|her|the) (?:{nouns})\b")


def another_acts(clauses: Clauses) -> bool:
    """Whether only somebody acts who has no part in the call: "Mr. Hart called for a review"."""
    first = next(iter(clauses.anchors), None)
    if is_third_account(clauses):
        return True
    if first is None or first.role is not Role.OTHER or not _is_person(first):
        return False
    if any(a.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL) for a in clauses.anchors):
        return False
    verbs = (f for f in clauses.frames if f.start >= first.end and f.value in VERBS)
    verb = next(verbs, None)
    return verb is not None and verb.value != "say" and verb.start - first.end <= _DIRECTLY


def is_third_account(clauses: Clauses) -> bool:
    """Whether a sentence opens with what another land gave out: "Chad's readout told of a truce".

    One that speaks of the two sides or of a call can be about theirs.
    """
    first = next(iter(clauses.anchors), None)
    if first is None or not first.country_code or first.country_code in clauses.party.countries:
        return False
    if any(a.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL) for a in clauses.anchors):
        return False
    return any(
        f.value == "account" and 0 <= f.start - first.start <= _ACCOUNT_REACH
        for f in clauses.frames
    )


def is_by_another(clauses: Clauses, raised: Found[str]) -> bool:
    """Whether one without part in the call did what a verb tells: "was examined by Chad"."""
    doer = _BY.match(clauses.folded, raised.end, clauses.sentence.end)
    at = doer.end() if doer is not None else -1
    return any(
        a.role in (Role.OTHER, Role.ORGAN) and a.start <= at < a.end for a in clauses.anchors
    )


def _is_person(anchor: Anchor) -> bool:
    entity = anchor.mention.entity if anchor.mention is not None else None
    return entity is not None and entity.kind is EntityKind.PERSON and not entity.members


def _tells_of_both(clauses: Clauses, source: Source) -> bool:
    """Whether it is reported that one side spoke to the other: "an adviser said she told him"."""
    told = [a for a in clauses.anchors if source.start <= a.start < source.end]
    both = len({a.key for a in told if a.role is Role.PARTICIPANT}) > 1
    return both and clauses.has("tell", "discuss")


def names_actor(clauses: Clauses, hit: Found[Term], content: Content) -> bool:
    """Whether the words name a participant or the source, not a topic."""
    for anchor in clauses.anchors:
        overlap = anchor.start < hit.end and hit.start < anchor.end
        other = anchor.key in clauses.party.callers and (  # "Chad's Mr. Deby"
            hit.end < anchor.end or clauses.names_call
        )
        # "President Boni of Benin" is who he is, and no talk of his country.
        titled = bool(hit.value.country_code) and anchor.role is Role.OTHER and _is_person(anchor)
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
        if folded in names or _PREFIXES.get(folded) == country:
            return country
    return ""


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
        if is_mere_land(clauses.text, hit, clauses.sentence.start, lands):
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
    return hit.value.code in _BODIES and is_venue(clauses, hit)


def _names_office(clauses: Clauses, hit: Found[Term]) -> bool:
    """Whether a body only stands in what somebody is: "the president of the European Council"."""
    low = max(clauses.sentence.start, hit.start - _OFFICE_REACH)
    return _OFFICE_IN.search(clauses.folded, low, hit.start) is not None


def without_region(clauses: Clauses, hits: list[Found[Term]]) -> list[Found[Term]]:
    """Takes out what a narrower code names: "tensions in the region" beside "in the Sahel".

    So is "the security and stability of Libya" no matter of security in general.
    """
    codes = {hit.value.code for hit in hits}
    if "security" in codes and not codes.isdisjoint(lexicons.words("topic_security_codes")):
        hits = [hit for hit in hits if hit.value.code != "security"]
    if codes.isdisjoint(lexicons.words("topic_region_codes")):
        return hits
    return [
        hit
        for hit in hits
        if hit.value.code != "regional_security"
        or _UNNAMED_REGION.search(clauses.between(hit.start, hit.end)) is None
    ]

"""Rules for calls that a list names: whom somebody spoke to, who called, who was on the line.

They are read before the rules for clear words, which would take the words of a list for one call.
"""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    FILL,
    MANY,
    NOT_NAMING,
    OTHERS,
    PAIR,
    PERSON,
    PHONE_NOUN,
    CallRule,
)

_LEADERS = (
    r"\b(?:leaders|presidents|premiers|prime ministers|heads of (?:state|government|[a-z]+)"
    r"|statesmen|counterparts|colleagues|dignitaries|figures|allies|monarchs|callers|others)\b"
)
_THOSE = rf"(?:\bthose|{_LEADERS})(?: of [a-z]+| in [a-z]+| abroad)?"
_WERE = r"(?:were|was|are|is|included?|includes|have included)(?: also)?(?:,? (?:the|his|her))?"
_GROUP_CALL = (
    r"(?:(?:tele|video ?-?)conferences?|(?:video|conference|group) ?-?calls?"
    r"|(?:virtual|online|video) (?:summit|meeting|conference))\b"
)
_ITS_SORT = r"(?:(?!,| with (?!P)| and (?!government)| before | after )[^PGQ.;]){0,60}?"
"""Behind a call of several: no words for others who were on it, or for what came next."""
_CONVENED = r"(?:called together|convened|summoned|initiated|convoked)"
_HOSTED = (
    r"(?:hosted|held|holds|chaired|organi[sz]ed|arranged|led|joined|joins|attended|took part in"
    r"|takes part in|dialled into|participated in)"
)

LISTED: tuple[CallRule, ...] = (
    CallRule(
        "leaders-who-called-were",
        "Those who called somebody are named.",
        rf"{_THOSE} (?:who|that) (?:have |had |has |also ){{0,2}}(?P<trigger>called|(?:tele)?phoned"
        rf"|rang|rung)(?: up)? (?P<a>P\d+)(?!['\d])(?:{NOT_NAMING}[^PGQ.;]{{0,50}}?)? {_WERE}"
        rf" (?P<b>{OTHERS})",
        "among the leaders who called P0 on D1 were P2 and P3.",
        "among the leaders who visited P0 on D1 were P2 and P3.",
        initiator="b",
    ),
    CallRule(
        "called-by-leaders",
        "Of leaders who called somebody some are named behind.",
        rf"{_LEADERS}[^PGQ.;]{{0,40}}? (?:have |had |also ){{0,2}}(?P<trigger>called"
        rf"|(?:tele)?phoned|rang)(?: up)? (?P<a>P\d+)(?!['\d]){NOT_NAMING}[^PGQ.;]{{0,60}}?"
        rf"(?:,? (?:including|among them|such as) |,? (?=[^GQ.;]{{1,100}} (?:among|one of) them\b))"
        rf"(?P<b>{OTHERS})",
        "several leaders of the world called P0 on D1, P2 among them.",
        "several leaders of the world called P0 reckless on D1, P2 among them.",
        initiator="b",
    ),
    CallRule(
        "leaders-who-called",
        "Of leaders who called somebody some are named at once.",
        rf"{_LEADERS}[^PGQ.;]{{0,40}}?,? (?:including|among them|such as) (?P<b>{OTHERS}),?"
        r" (?:have |had |also ){0,2}(?P<trigger>called|(?:tele)?phoned|rang)(?: up)?"
        rf" (?P<a>P\d+)(?!['\d]){NOT_NAMING}",
        "several leaders, among them P0 and P1, telephoned P2 on D3.",
        "several leaders, among them P0 and P1, called P2 a bully on D3.",
        initiator="b",
    ),
    CallRule(
        "called-list",
        "Somebody calls several leaders, whom semicolons part.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>called|(?:tele)?phoned|rang)(?: up)?"
        rf"(?=[^.Q]{{1,200}}; ) (?P<b>{MANY})",
        "P0 called P1, P2 neighbour; P3, head of C4; and P5.",
        "P0 chided P1, P2 neighbour; P3, head of C4; and P5.",
        initiator="a",
        one_by_one=True,
    ),
    CallRule(
        "called-some-named",
        "Somebody calls several leaders, who are named right behind.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>called|(?:tele)?phoned|rang)(?: up)?(?! (?:for|on"
        rf"|upon|off)\b) (?:P\d+ )?[^PGQ.;]{{0,40}}?{_LEADERS}"
        r"(?: (?:of|in|from) [^PGQ.;,]{1,40})?,"
        rf" (?P<b>{PAIR})(?! (?:an? |the |[a-z]+ed\b))",
        "P0 rang P1 colleagues of both countries, P2 and P3, on D4.",
        "P0 wooed P1 colleagues of both countries, P2 and P3, on D4.",
        initiator="a",
        one_by_one=True,
    ),
    CallRule(
        "called-some-among-them",
        "Somebody calls several leaders, some of whom are named.",
        rf"(?P<a>{PERSON}){ADVERBS} (?P<trigger>called|(?:tele)?phoned|rang)(?: up)?(?! (?:for|on"
        rf"|upon|off)\b) [^PGQ.;]{{0,60}}?{_LEADERS}(?: (?:of|in) the [a-z]+)?{NOT_NAMING}"
        rf"[^PGQ.;]{{0,40}}?,? (?P<b>{OTHERS})"
        r" (?:among|one of) them\b",
        "P0 telephoned a dozen leaders on D1, P2 among them.",
        "P0 called a dozen leaders naive on D1, P2 among them.",
        initiator="a",
    ),
    CallRule(
        "calls-received-from",
        "Calls from some leaders were received; by whom, the text tells near by.",
        rf"\b(?P<trigger>{PHONE_NOUN})[^PGQ.;]{{0,40}}? (?:had|have|has|was|were)(?: also)?"
        r"(?: been)? (?:received|taken|answered|fielded)(?: (?:late |early )?(?:on )?D\d+)? from"
        rf" (?P<b>{OTHERS})",
        "telephone calls had been received from P0 and P1.",
        "telegrams had been received from P0 and P1.",
        initiator="b",
    ),
    CallRule(
        "calls-from-one-to",
        "Calls from one leader to others.",
        rf"\b(?P<trigger>{PHONE_NOUN})(?! (?:for|on|upon|to)\b)[^PGQ.;]{{0,30}}? from"
        rf" (?P<a>P\d+)(?:, [^,;:.PGQ]{{1,60}},)? to (?:both )?(?P<b>{OTHERS})",
        "it took phone calls back and forth from P0, head of C1, to P2 and P3.",
        "it took letters back and forth from P0, head of C1, to P2 and P3.",
        initiator="a",
    ),
    CallRule(
        "account-of-call-conveyed",
        "By the account of their call, one leader conveys something to the other's side.",
        r"^(?:according to|in) (?:an?|the) (?:readout|account|statement|summary|note)"
        rf" (?:of|on|about) (?:the|their|this) (?P<trigger>{ADJECTIVES}{PHONE_NOUN})"
        r" (?:from|by|of|issued by|released by) (?P<b>P\d+)(?:'s?)? (?:[a-z]+ )?(?:office"
        r"|press service|spokes[a-z]+), (?P<a>P\d+)(?!['\d])",
        "according to a readout of the phone call from P0's media office, P1 offered help.",
        "according to a readout of the vote from P0's media office, P1 offered help.",
    ),
    CallRule(
        "conference-convened",
        "Somebody calls several others together on one line.",
        rf"(?P<a>{PERSON}){FILL} {_CONVENED} (?P<trigger>(?:an? |the |another )?{ADJECTIVES}"
        rf"{_GROUP_CALL}){_ITS_SORT} (?:with|of) (?P<b>{OTHERS})",
        "P0 called together a teleconference of heads of state with P1 and P2.",
        "P0 called together a banquet of heads of state with P1 and P2.",
        initiator="a",
    ),
    CallRule(
        "conference-with",
        "Somebody hosts or joins a call of several with others.",
        rf"(?P<a>{PERSON}){FILL} {_HOSTED} (?P<trigger>(?:an? |the |another )?{ADJECTIVES}"
        rf"{_GROUP_CALL}){_ITS_SORT} with (?P<b>{OTHERS})",
        "P0 joined a videoconference of the council with P1 and P2.",
        "P0 joined a banquet of the council with P1 and P2.",
    ),
)
"""They are read before the rules for clear words."""

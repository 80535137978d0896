"""Rules for calls that a list names: whom somebody spoke to, who called, who was on the line.

They are read before the rules for clear words, which would take the words of a list for one call.
"""

from __future__ import annotations

from toolkit.extract.calls.wording.words import (
    ADJECTIVES,
    ADVERBS,
    CALL_NOUN,
    FILL,
    MANY,
    NOT_NAMING,
    OTHERS,
    PAIR,
    PERSON,
    PHONE_NOUN,
    WIRE,
    CallRule,
)

_LEADERS = (
    r"\b(?:leaders|presidents|premiers|prime ministers|heads of (?:state|government|[a-z]+)"
    r"|statesmen|counterparts|colleagues|dignitaries|figures|allies|monarchs|callers|others)\b"
)
_THOSE = rf"(?:\bthose|{_LEADERS})(?: of [a-z]+| in [a-z]+| abroad)?"
_WERE = r"(?:were|was|are|is|included?|includes|have included)(?: also)?(?:,? (?:the|his|her))?"
_DEALT = (
    r"(?:have |had |also ){0,2}(?:[a-z]+ ){1,4}?(?P<a>P\d+)(?!['\d])(?: of C\d+)?[^PGQ.;]{0,40}?"
    rf" (?P<trigger>{WIRE})[^PGQ.;]{{0,50}}?"
)
"""What several did with one by telephone."""
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
        "leaders-by-wire-were",
        "Those who did something with somebody by telephone are named.",
        rf"(?:{_THOSE} (?:who|that)|\b(?:the )?(?:first|next|last|ones"
        rf"|many)(?: [a-z]+)? (?:to|who))"
        rf" {_DEALT} {_WERE} (?P<b>{OTHERS})",
        "among the first to congratulate P0 by telephone were P1 and P2.",
        "among the first to congratulate P0 by telegram were P1 and P2.",
        one_by_one=True,
    ),
    CallRule(
        "by-wire-leaders",
        "Of leaders who did something with somebody by telephone some are named behind.",
        rf"{_LEADERS}[^PGQ.;]{{0,40}}? {_DEALT}(?: [-\u2013\u2014] |: |,? (?:including|among them"
        rf"|such as) |,? (?=[^GQ.;]{{1,100}} (?:among|one of) them\b))(?P<b>{MANY})",
        "leaders offered P0 help by telephone - P1 on D2, P3 and P4 at noon.",
        "leaders offered P0 help by letter - P1 on D2, P3 and P4 at noon.",
        one_by_one=True,
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
        "call-received-by-from",
        "A call was received by somebody from somebody.",
        rf"\b(?P<trigger>{PHONE_NOUN})(?: D\d+)? (?:was|were|has been|had been)"
        r"(?: also| later| then)? (?:received|taken|answered|fielded)(?: D\d+)?"
        rf" by (?P<a>{PERSON})(?:,[^,;.PGQ]{{1,60}},)?"
        rf"[^PGQ.;]{{0,30}}? from (?:the )?(?P<b>{OTHERS})",
        "a call was also received by P0 from P1, the C2 president.",
        "a letter was also received by P0 from P1, the C2 president.",
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
        "calls-to-one-from",
        "Calls to one leader from others.",
        rf"\b(?P<trigger>{PHONE_NOUN}) to (?P<a>P\d+)(?!['\d])(?: of C\d+)?(?: (?:on )?D\d+)?,?"
        rf" (?:(?:were |was |have |had |been |came |coming |made )*)(?:from"
        rf"|by) (?:both )?(?P<b>{OTHERS})",
        "condolence calls to P0 on D1 from P2, P3 and P4.",
        "condolence notes to P0 on D1 from P2, P3 and P4.",
        initiator="b",
    ),
    CallRule(
        "with-several-by-phone",
        "Somebody deals with something with one and, separately, with others, by telephone.",
        rf"(?P<a>{PERSON}){FILL} with (?P<b>{MANY}),? (?P<trigger>in (?:separate |several |two "
        r"|three )?(?:tele)?(?:phone )?(?:calls|conversations))\b",
        "P0 discussed grain with P1, and separately with P2, in telephone calls.",
        "P0 discussed grain with P1, and separately with P2, in telegrams.",
        one_by_one=True,
    ),
    CallRule(
        "calls-with-leaders-among-them",
        "Calls with leaders, of whom a list behind names some.",
        rf"(?P<a>{PERSON}){FILL} (?P<trigger>(?:tele)?phone diplomacy|{PHONE_NOUN})"
        r" (?:with|to) (?:[a-z-]+ )?(?:leaders|counterparts|colleagues|heads|presidents|premiers"
        rf"|ministers)\b[^PGQ.;]{{0,60}}, (?:the )?(?P<b>{MANY}),? among (?:them|others)\b",
        "P0 has been in telephone calls with leaders of the region, P1, P2 and P3 among them.",
        "P0 has been in telephone calls with leaders of the region; P1, P2 and P3 waited.",
        one_by_one=True,
    ),
    CallRule(
        "call-that-one-asked-for",
        "In a call that one initiated, the other says something.",
        rf"\b(?:in|during|over) (?:an?|the|their) {ADJECTIVES}(?P<trigger>{CALL_NOUN}),?"
        r" (?:which|that) (?P<a>P\d+)(?:'s side)? (?:had )?(?:initiated|requested|placed|made"
        r"|sought|asked for|proposed|suggested)(?: (?:on )?D\d+)?, (?P<b>P\d+)(?!['\d])",
        "in a telephonic conversation which P0 initiated, P1 asked for peace.",
        "in a television series which P0 initiated, P1 asked for peace.",
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
        rf"(?P<a>{PERSON}(?: and {PERSON})?){FILL} {_HOSTED} (?P<trigger>(?:an? |the |another )?"
        rf"{ADJECTIVES}{_GROUP_CALL}){_ITS_SORT} with (?P<b>{OTHERS})",
        "P0 joined a videoconference of the council with P1 and P2.",
        "P0 joined a banquet of the council with P1 and P2.",
    ),
)
"""They are read before the rules for clear words."""

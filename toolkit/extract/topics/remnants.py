"""Rules for sentences near a call that no other rule reads, over their outlines.

Each names what it takes by the group ``what`` of its pattern; see `outline` for the letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.patterns import late

_CUT = (
    r"(?:;|\. |, (?:but|as) | (?:although|though|while|whereas|despite|because|amid|following|who"
    r"|whose|which|after|before|since|when|until|where|as [PBSNO]\d*)\b)"
)
_WHAT = rf"(?P<what>(?:(?!{_CUT})[^;]){{1,240}})"
_LEAD = (
    r"^[\"“]?(?:(?:and|but|yet) )?"
    r"(?:[^PBSNAOC.;,]{0,70}, |(?:in|on|during) C[^PBSNAO.;,]{0,30},? )?"
)
_ALSO = (
    r"(?:,? (?:also|both|each|then|again|further|furthermore|in turn|for (?:his|her|its) part"
    r"|in (?:his|her) turn|too|later|likewise|repeatedly|[a-z]+ly|had|once more"
    r"|on [a-z]+day)|, [^.;,]{1,60}(?=,))*,?"
)
_POINT = (
    r"(?:points?|topics?|subjects?|themes?|issues?|items?|matters?|ground|bone|concerns?|question"
    r"|where [PB]\d*)"
)
_TALK = (
    r"(?:C\b|(?:the|their|his|her) (?:list|agenda|half hour|hour|rest|remainder|minutes|time)\b)"
)
_ASKED = (
    r"(?:answer|reply|response|message|concern|worry|wish|request|plea|point|question|aim"
    r"|argument|complaint|warning|advice|appeal|hope|promise|offer|proposal)"
)
_DWELT = (
    r"(?:kept (?:coming|returning|going) back to|came back to|went back to|got (?:on|round) to"
    r"|moved on to|preferred to (?:dwell|talk|speak|V)|steered C|brought C|turned C|turned to"
    r"|had (?:nothing but |only |much |warm |a few |some )?(?:praise|thanks|words|questions)"
    r"|gave (?:[a-z]+|P\d*) (?:to understand|an? assurance|his word|her word|its word)"
    r"|got [PO]\d* on C(?: [a-z]+)? and (?:V|let P\d* know)|let (?:[a-z]+|P\d*) (?:be )?know"
    r"|wanted to (?:know|hear)|filled P\d* in|gave (?:an?|the) (?:[a-z]+ )?assessment"
    r"|saw no difference|were of one mind|saw eye to eye|found common ground|counts on"
    r"|had in mind|was keen on|took the opportunity to|used C to|was quick to|begged for"
    r"|put in a (?:good )?word|set (?:great )?store by|laid (?:great )?stress)"
)
_NOUN = (
    r"(?:agenda|answer|appeal|apolog(?:y|ies)|assurances?|catalogue|chapter|complaints?|concerns?"
    r"|daylight|demands?|encouragement|gist|grievances?|mention|messages?|objections?|occasion"
    r"|offers?|opportunity|pitch|pleas?|pledges?|points?|praise|promises?|proposals?|questions?"
    r"|regrets?|remarks?|reminder|reply|requests?|response|story|subjects?|suggestions?|sympathy"
    r"|thanks|themes?|topics?|unease|verdict|warnings?|wish|words?|worry|worries)"
)
_NEGATED = re.compile(r"\b(?:not|never|no mention|nothing (?:about|of|on)|nor|without)\b|n't\b")
_ELSEWHERE = late(
    r"\b(?:(?:last|next) (?:week|month|year|summer|spring|autumn|winter)|(?:days|weeks|months"
    r"|years|week|month|year) (?:ago|earlier|before)|in \d{4}|since \d{4}|previously|reporters"
    r"|parliament|rally|interview|tweet|will|would have|is to|are to|is due|is expected"
    r"|separately|meanwhile)\b"
)
"""Words before what a sentence names that place it elsewhere."""
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_BACKGROUND = late(
    r"\b(?:will|(?:is|are) (?:to|due|expected|scheduled|set|at|still)|has|have|(?:last|next)"
    r" (?:week|month|year|[a-z]+day)|(?:in|since) (?:early |late |mid-?)?(?:\d{4}"
    rf"|{_MONTH})|(?:days?|weeks?|months?|years?) ?(?:ago|earlier|before|after)|earlier|later"
    r"|previously|separately|meanwhile|publicly|first (?:time|call|contact|talks?|conversation)"
    r"|analysts?|opposition|critics?|percent|per cent|killed|wounded|died|visited|arrived|flew"
    r"|met|signed|reporters|rally|event|fair|forum|interview|parliament|lawmakers|congress|tweet(?:ed)?"
    r"|posted|scheduled|plans?|planned|says?|neither|took place|came|comes|followed)\b"
)
"""Words by which a sentence tells of what led to a call, came after it or goes on beside it."""


@dataclass(frozen=True, slots=True)
class RemnantRule:
    """A rule for the outline of a sentence near a call.

    Attributes:
        rule: its name.
        pattern: what an outline must show; the topics in its group ``what`` are the call's.
        example: an outline that it reads.
        counter: an outline that it leaves alone.
        wide: whether it reads so much that it takes only sentences close to one that tells of the
            call, that do not name the call and have none of the words of `_BACKGROUND`.
    """

    rule: str
    pattern: re.Pattern[str]
    example: str
    counter: str
    wide: bool = False

    def reads(self, outline: str) -> tuple[int, int]:
        """The part of an outline that names what was spoken of; an empty one where it does not."""
        match = self.pattern.search(outline)
        if match is None:
            return 0, 0
        start, end = match.span("what")
        if _NEGATED.search(outline, 0, end if self.wide else match.end()):
            return 0, 0
        if self.wide and _BACKGROUND.search(outline, 0, end):
            return 0, 0
        return (0, 0) if _ELSEWHERE.search(outline, 0, start) else (start, end)


def tells_of_elsewhere(words: str) -> bool:
    """Whether words in lower case tell of another time, of what is to come or of a public place."""
    return _ELSEWHERE.search(words) is not None


RULES = (
    RemnantRule(
        rule="topic-as-subject",
        pattern=late(
            r"^(?P<what>[^;PBN]{0,40}?T\d+[^;.]{0,70}?) (?:"
            rf"(?:was|were|had been|is|formed|made|remained|proved)(?: [a-z]+){{0,4}}? {_POINT}\b"
            r"|(?:V|filled|dominated|occupied|closed|led|topped|took|rounded off|made up)"
            rf"[^;.]{{0,30}}? {_TALK}|(?:gave|brought|divided|united|occupied|kept) B\d*\b"
            r"|made (?:an? )?(?:[a-z]+ )?appearances?\b|got [^;.]{0,30}(?:mention|hearing|approval)"
            r"|(?:was|were|had been)(?: [a-z]+)? (?:V|gone|spoken|talked) "
            r"(?:on|upon|over|through|about|of)\b)"
        ),
        example="T0 was another point of friction.",
        counter="T0 was V by parliament.",
    ),
    RemnantRule(
        rule="topic-ahead",
        pattern=late(
            r"^(?:on|as for|about|over|regarding|concerning|turning to|when it came to) "
            r"(?P<what>[^;,]{0,60}?T\d+[^;,]{0,60}?),? (?:[PB]\d*|S\d* and S\d*)\b"
        ),
        example="on the fight against T0 B saw no difference.",
        counter="on the fight against T0 parliament saw no difference.",
    ),
    RemnantRule(
        rule="attention-given",
        pattern=late(
            r"(?:\b(?:V|word|attention|mention|time|room|space|weight|note|stock|consideration"
            r"|emphasis|minutes?) (?:was|were|had been) (?:also )?(?:given|paid|drawn|devoted"
            r"|made|taken|laid|V)(?: [a-z]+){0,2}? (?:to|of|on|upon|for|about)"
            r"|\b(?:was|were) (?:also )?V (?:upon|on|over),? (?:including|among them|such as)"
            r"|^also (?:on the table|V|on (?:the|their) (?:list|agenda))(?: was| were|:)"
            r"|^(?:high on|at the top of|on) (?:the|their|his|her) (?:list|agenda) (?:was|were)"
            rf"|^(?:the )?(?:subjects|topics|themes|matters|issues)(?: V)?(?:, [^,]{{1,30}},)?"
            rf" included) {_WHAT}"
        ),
        example="V was given to T0.",
        counter="money was given to T0.",
    ),
    RemnantRule(
        rule="what-one-wanted",
        pattern=late(
            rf"(?:^what [PBS]\d* [^;.]{{1,40}}? (?:was|were)|^[PS]\d*'s (?:[a-z]+ )?{_ASKED}"
            rf"(?: to P\d*)? (?:was|were|concerned|had to do with)) {_WHAT}"
        ),
        example="what P0 had on her mind was T1.",
        counter="what analysts have on their minds is T1.",
    ),
    RemnantRule(
        rule="one-dwells-on",
        pattern=late(rf"{_LEAD}(?:[PBS]\d*){_ALSO} {_DWELT}\b {_WHAT}"),
        example="P0 kept coming back to T1.",
        counter="O0 kept coming back to T1.",
    ),
    RemnantRule(
        rule="in-that-call",
        pattern=late(
            r"^in (?:that|this|each|the (?:first|second|third|other|last))"
            rf"(?: (?:one|case|call|conversation))?,? (?:[NO]\d* V, )?[PBS]\d* {_WHAT}"
        ),
        example="in that one, P0 stood up for T1.",
        counter="in that month, O0 stood up for T1.",
    ),
    RemnantRule(
        rule="call-was-about",
        pattern=late(
            r"(?:\bC|^the (?:first|second|third|latter))(?:, [^,;]{1,50},)?(?: then| also| soon)?"
            r" (?:had been|has been|was|were|turned|went|moved|ranged|revolved|dealt|concerned"
            r"|opened|began|closed|ended)(?: [a-z]+){0,3}?"
            rf" (?:about|to|with|on|around|over) {_WHAT}"
        ),
        example="C had been about the border and T0.",
        counter="C had been about to begin.",
    ),
    RemnantRule(
        rule="told-at-end",
        pattern=late(
            r"^(?P<what>[^;]{0,200}?T\d[^;]{0,160}?), "
            r"[PB]\d* (?:was (?:V|told|given to understand)|gave P\d* to understand)\b"
        ),
        example="T0 would go on, P1 was V.",
        counter="T0 would go on, O1 was V.",
    ),
    RemnantRule(
        rule="talk-noun",
        pattern=late(
            rf"^(?=[^;]*\b[PBCN]\d*\b)(?P<what>(?:(?!{_CUT}|O\d)[^;]){{0,60}}?"
            rf"(?<!at )\b(?:[PBSN]\d*'s|his|her|their|an?|the|one|some|further|another|no)"
            rf" (?:[a-z]+ ){{0,2}}?{_NOUN}\b(?:(?!{_CUT})[^;]){{0,200}})"
        ),
        example="P0's plea for T1 fell on deaf ears, N2 V.",
        counter="O0's plea for T1 fell on deaf ears.",
        wide=True,
    ),
    RemnantRule(
        rule="party-says",
        pattern=late(
            rf"^[\"“]?(?P<what>[^PBSNAO.;]{{0,60}}[PB]\d*(?:(?!O\d|{_CUT})[^.;]){{0,40}}?\bV\b"
            rf"(?:(?!{_CUT})[^;]){{0,240}})"
        ),
        example="P0 V that T1 was no matter for P.",
        counter="O0 V that T1 was no matter for P.",
        wide=True,
    ),
)
"""The rules, tried in this order."""

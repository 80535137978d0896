"""Rules for what is told of one of the calls of a round, where another sentence told of the round.

They are read by `toolkit.extract.calls.tours` only: in an article with a call of one leader, in
sentences that name a leader whose call with him or her no other rule read. Those of
`CLEAR_IN_TOURS` name a talk or a telephone; those of `IN_TOURS` say no more than that the other's
turn came, or what one told the other, and count where the article says that there were several.
"""

from __future__ import annotations

from toolkit.extract.calls.rules_wide import NO_APPEAL
from toolkit.extract.calls.words import OTHERS, PERSON, TELLS, CallRule

_WHEN = (
    r"(?:(?:also|then|later|next|first|last|finally|lastly|meanwhile|afterwards|subsequently"
    r"|separately|again|earlier|previously|in turn|too|as well|soon|immediately|personally|briefly"
    r"|himself|herself|had|has|have|since|already|even|once|twice|quickly|at last|on|in|late|early"
    r"|before that|after that|for good measure|likewise|D\d+|N\d+|in between"
    r"|morning|afternoon|evening|night),? ){0,4}"
)
_OPENS = (
    r"^(?:(?:and|but|then|later|earlier|finally|lastly|next|also|separately|afterwards|meanwhile"
    r"|similarly|likewise|last),? ){0,2}"
)
_TALK = r"(?:(?:tele)?phone (?:calls?|conversations?|talks?)|calls?|conversations?|chats?)"
_TALKED = rf"(?:{_TALK}|talks?|discussions?|exchanges?|contacts?)"
_SOON = r"(?:[^PGQ.;]{0,40}?),? "
_LENGTH = (
    r"(?:N\d+|(?:a |the |some |another )?(?:(?:three-?)?quarters? of an|half an|half-?|full |whole"
    r" )? ?hour|a few minutes|(?:several|some|[a-z]+(?:ty|teen)|ten|five) minutes)"
)
_CONTACTED = (
    r"(?:called|(?:tele)?phoned|rang|rung|dial(?:l)?ed|reached|contacted|got (?:hold of|through to)"
    r"|spoken? (?:to|with)|talked (?:to|with)|conferred with|conversed with|had a word with"
    r"|was (?:called|rung|(?:tele)?phoned|contacted) by)"
)
_WENT_ON = (
    r"(?:consulted|sounded out|briefed|canvassed|lobbied|updated|heard from|turned to|moved on to"
    r"|went on to)"
)
_NO_NAME = (
    r"(?=$|[,.;:]|(?! (?:an?|the|his|her|to (?:account|order|be)|[a-z]+(?:ist|er|or|ant|ent))\b) )"
)
_RANG_AT = (
    r"(?= (?:later|(?:early|late)(?! [a-z]+s\b)|earlier|at|on (?=D)"
    r"|from|during|shortly|soon|an hour|hours"
    r"|minutes|with (?:his|her|a|similar|the same)|first|next|too|as well|again|D\d|twice|before"
    r"|after|in the (?:early |late )?(?:morning|afternoon|evening|night)|around|about|within"
    r"|to (?!order|account|P|G|C|the |an? )[a-z]+)\b|,? and (?!an?\b|the\b)|[.;]|$)"
)
_NO_WISH = (
    r"(?! (?:for (?!N\d|the (?:first|second|third|last))|to (?!congratulat|discuss|express|offer"
    r"|thank|ask|say|tell|convey|explain|brief|inform|apologi|wish|assure|warn|hear|talk|speak)))"
)
"""Behind "a call to P0": it is none "for talks" or "to withdraw"."""
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|next|last|final|other|latest|longest|shortest"
    r"|hardest"
    r"|easiest|warmest|remaining)"
)
_REACH = (
    r"(?:reach|call|(?:tele)?phone|ring|contact|raise|get (?:hold of|through to|in touch with)"
    r"|(?:speak|talk) (?:to|with)|get)"
)

CLEAR_IN_TOURS: tuple[CallRule, ...] = (
    CallRule(
        "round-took-call",
        "Somebody takes the call of another.",
        rf"(?P<a>{PERSON}) {_WHEN}(?:did )?(?:take|took|taken|accept(?:ed)?|answer(?:ed)?"
        rf"|receiv(?:ed|e)"
        r"|fielded|got) (?:the|an?|another) (?:[a-z]+ ){0,2}?(?P<trigger>(?:(?:tele)?phone )?call)"
        rf"{_SOON}(?:of|from|by) (?P<b>{OTHERS})",
        "P0 did take the call of P1.",
        "P0 did take the car of P1.",
        initiator="b",
    ),
    CallRule(
        "round-call-to",
        "A call to somebody, of a round.",
        rf"\b(?P<trigger>(?:(?:tele)?phone )?calls?)\b{_SOON}to (?:both )?(?P<b>{OTHERS})"
        rf"{_NO_WISH}",
        "a similar call to P0 followed on D1.",
        "a similar visit to P0 followed on D1.",
        initiator="a",
    ),
    CallRule(
        "round-call-from",
        "A call from somebody, of a round.",
        rf"\b(?P<trigger>(?:(?:tele)?phone )?calls?)\b{_SOON}from (?:both )?(?P<b>{OTHERS})"
        rf"{NO_APPEAL}",
        "there were calls, too, from P0 and P1.",
        "there were letters, too, from P0 and P1.",
        initiator="b",
    ),
    CallRule(
        "round-talk-with",
        "A conversation or call with somebody, of a round.",
        rf"\b(?<!press )(?P<trigger>{_TALK})\b{_SOON}(?:with|between) (?:both )?(?P<b>{OTHERS})",
        "similar conversations followed with P0 and P1.",
        "similar dinners followed with P0 and P1.",
    ),
    CallRule(
        "round-talk-lasted",
        "Talks with somebody, of a round, of which the length is told.",
        rf"\b(?P<trigger>talks?|discussions?"
        rf"|exchanges?)\b{_SOON}with (?P<b>{OTHERS})[^PGQ.;]{{0,40}}?"
        r" (?:lasted|took|ran|went on|stretched)\b",
        "P0's talks with P1 on D2 lasted 40 minutes.",
        "P0's talks with P1 on D2 were useful.",
    ),
    CallRule(
        "round-contacted",
        "Somebody reaches, calls or speaks to another, in a round of calls.",
        rf"(?P<a>{PERSON}) {_WHEN}(?P<trigger>{_CONTACTED}) (?:his |her |both )?(?P<b>{OTHERS})"
        rf"{_NO_NAME}",
        "P0 also reached P1, who was in Lima.",
        "P0 also married P1, who was in Lima.",
    ),
    CallRule(
        "round-rang-in",
        "Somebody telephones; whom, the round tells.",
        rf"(?P<b>{PERSON}) {_WHEN}(?P<trigger>(?:tele)?phoned|rang|called)(?: up| in"
        rf"| back)?{_RANG_AT}(?![^PGQ.;]{{0,40}}? for (?!N\d|half|an hour|advice|help))"
        r"(?! [^PGQ.;]{0,30}?,? in (?:an?|his|her) )",
        "P0 telephoned later in the day.",
        "P0 called for calm later in the day.",
        initiator="b",
    ),
    CallRule(
        "round-was-called",
        "Somebody is called, too; by whom, the round tells.",
        rf"(?P<b>{OTHERS}) (?:was|were|had been|has been|have been) {_WHEN}(?P<trigger>called"
        r"|(?:tele)?phoned|rung|reached|contacted|consulted|sounded out|briefed)(?: up)?"
        r"(?! (?:by (?!(?:tele)?phone|video)|for|to|upon|off|an?|the|into)\b)"
        r"(?=,? (?:too|as well|also|by (?:tele)?phone|later|in the|in turn|(?:on )?D\d+|at|before"
        r"|after|first"
        r"|next|last|and|shortly|early|late|that (?:same )?(?:day|morning|evening|afternoon"
        r"|night)|the same day)\b|[,.;]|$)",
        "P0 and P1 were also called.",
        "P0 and P1 were also called to order.",
        initiator="a",
    ),
    CallRule(
        "round-ordinal",
        "The first, next or last call of a round is with somebody.",
        rf"\b(?:{_ORDINAL}|most important)(?: and [a-z]+)?(?: [a-z]+){{0,2}}? (?P<trigger>calls?"
        rf"|conversations?|chat"
        r"|(?:tele)?phone call|interlocutor|caller|to (?:be )?(?:called|rung|call|ring)"
        r"|on the (?:line|(?:tele)?phone|list)|of the (?:calls|conversations|round|series))\b"
        r"[^PGQ.;]{0,50}?(?:was|were|went|came|is|had been|:)(?: that)?(?: with| to| from)?"
        rf" (?P<b>{OTHERS})",
        "P0's third call of the day went to P1.",
        "P0's third prize of the day went to P1.",
    ),
    CallRule(
        "round-most-was-from",
        "One of the calls of a round, told by what set it apart, is with somebody.",
        r"(?:^|[.;] )(?:and |but )?the (?P<trigger>(?:first|second|third|fourth|next|last"
        r"|latest|longest"
        r"|shortest|warmest|hardest|most [a-z]+|only other|other)(?: of (?:them|these|those|all))?)"
        rf"(?: on D\d+)?,? (?:was|were|came|went|is)(?: one)? (?:from|to|with) (?P<b>{OTHERS})",
        "the most important was from P0.",
        "the most important was about P0.",
    ),
    CallRule(
        "round-used-call",
        "Somebody uses his or her call, in a round, for something.",
        r"(?P<b>P\d+)(?:,[^,;.PGQ]{1,60},)? (?:used|opened|began|ended|devoted"
        r"|spent) (?:P\d+(?:'s?)?|his"
        r"|her|the|most of (?:P\d+|his|her)) (?P<trigger>(?:(?:tele)?phone )?(?:call"
        r"|conversation))\b",
        "P0 used P1 call to ask about the road.",
        "P0 used P1 car to look at the road.",
    ),
    CallRule(
        "round-word-with",
        "There is a word, or time, for another in a round of calls.",
        r"\b(?P<trigger>(?:there (?:was|were)(?: also| then)? (?:time|room|words?|an? (?:brief "
        r"|quick |short"
        rf" )?(?:word|chat))|{_LENGTH}(?: on the (?:line|(?:tele)?phone))? (?:went|was given"
        rf"|were given"
        rf"|were reserved)(?: over)?)),?(?: too,?)? (?:with|for|to) (?P<b>{OTHERS})",
        "there was also a word with P0.",
        "there was also a word for peace, P0 said.",
    ),
    CallRule(
        "round-reached-in",
        "Somebody, reached somewhere, says something.",
        r"(?P<b>P\d+)(?: of C\d+)?, (?P<trigger>(?:who was )?(?:reached|called|rung|telephoned"
        r"|tracked down"
        r"|woken)) (?:in|at|on|by|before|late|early|shortly)\b[^.;PGQ]{0,60}, (?!who )[a-z]",
        "P0, reached in Lima before breakfast, agreed.",
        "P0, reared in Lima before the war, agreed.",
        initiator="a",
    ),
    CallRule(
        "round-followed-by",
        "A call is followed by one with somebody else.",
        r"\b(?P<trigger>(?:followed|preceded) by|(?:before|and)|after(?= (?:one|calls"
        r"|conversations)\b)) (?:one|another|a similar one"
        rf"|others|calls?|(?:a )?conversations?) (?:with|to|from) (?P<b>{OTHERS})",
        "a call with P0 on D1, followed by one with P2.",
        "a feast with P0 on D1, followed by rain on P2.",
    ),
    CallRule(
        "round-tried",
        "Somebody tries to reach another by telephone.",
        rf"(?P<a>{PERSON}) {_WHEN}(?P<trigger>(?:(?:tr(?:ied|ies|ying)|attempt(?:ed|s)|fail(?:ed|s)"
        rf"|struggled)(?: (?!not )[a-z]+| D\d+| N\d+){{0,4}}? to|was unable to|could not|couldn't)"
        rf" {_REACH}) (?P<b>{OTHERS})(?: (?:to|on|by|in|at|over|D\d|but|several|that)|[,.;]|$)",
        "P0 tried in vain to reach P1 on D2.",
        "P0 tried in vain to please P1 on D2.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "round-not-reached",
        "Somebody cannot be reached or does not take a call; whose, the round tells.",
        r"(?P<b>P\d+)(?:,[^,;.Q]{1,60},)?(?: [a-z]+){0,2}? (?P<trigger>(?:was"
        r"|is) (?:not available|not to"
        r" be reached|unavailable)(?=[,.;]| (?:on D|to (?:talk|speak))|$)|(?:refus"
        r"|declin)(?:ed|es) to"
        r" (?:take|accept|answer|return) (?:the |his |her |P\d+(?:'s?)? )(?:[a-z]+ ){0,2}?"
        r"calls?|(?:could not be|couldn't"
        r" be|was not) (?:reached|raised|put through|got hold of)(?! for comment)|(?:has|had"
        r"|did|does|would"
        r"|could)(?: not|n't)(?: yet| so far)? (?:come|came|take|taken|return|returned|answer"
        r"|answered|pick up|picked up) (?:to )?(?:the |his |her |P\d+'?s? |any of (?:the|his|her) )"
        r"(?:[a-z]+ ){0,2}?(?:calls?|line|(?:tele)?phone))",
        "P0 could not be reached.",
        "P0 could not be persuaded.",
        initiator="a",
        status="refused",
    ),
)
"""They name a talk or a telephone."""

IN_TOURS: tuple[CallRule, ...] = (
    CallRule(
        "round-opens-with",
        "A sentence opens with whom the talk was.",
        rf"{_OPENS}(?P<trigger>with|to"
        rf"|from) (?P<b>{OTHERS}),?(?= (?:[^PGQ.;]{{0,40}},? )?(?:[PGC]\d|it"
        r"|the|they|there|both|came|he|she)\b)(?! (?:now|gone|still|away|absent|facing)\b)",
        "to P0 of C1, P2 said that the road was open.",
        "for P0 of C1, P2 said that the road was open.",
    ),
    CallRule(
        "round-turn",
        "The turn of somebody comes.",
        rf"\bit (?:was|is) {_WHEN}(?:the (?P<trigger>turn) of (?P<b>{OTHERS}))"
        r"(?! to (?!speak|talk|hear|be (?:called|heard|rung|phoned)))",
        "on D0 it was the turn of P1.",
        "on D0 it was the fault of P1.",
    ),
    CallRule(
        "round-turn-owned",
        "It is somebody's turn.",
        rf"\bit (?:was|is) {_WHEN}(?P<b>P\d+)(?:'s?)? (?P<trigger>turn)\b"
        r"(?! to (?!speak|talk|hear|be (?:called|heard|rung|phoned)))",
        "in the evening it was P0's turn.",
        "in the evening it was P0's fault.",
    ),
    CallRule(
        "round-minutes-with",
        "Somebody has some minutes with another, in a round of calls.",
        rf"\b(?P<trigger>{_LENGTH})(?: on the (?:line|(?:tele)?phone)| each| together)? with"
        rf" (?P<b>{OTHERS})",
        "in a quarter of an hour with P0, he gave way.",
        "in a quarter of the country with P0, he gave way.",
    ),
    CallRule(
        "round-came-next",
        "Next comes somebody.",
        r"(?:^|[,;:] (?:and )?|\b(?:and|but) )(?P<trigger>then|next|after that|last|first"
        r"|second|third"
        r"|fourth|fifth|finally|lastly|before that|earlier|later|there followed|also called"
        r"|also reached|also on the list)(?: (?:on the list"
        r"|in line|on the line|up|of all|to call|to be called|in the queue))?,?"
        rf"(?: (?:came|was|were|followed|it was|had been|to))?(?: the turn of)? (?P<b>{OTHERS})"
        r"(?=$|[,.;:]| (?:at|on|in|shortly|soon|an hour|N\d|D\d|who|whose|with whom|to whom))",
        "next came P0, who was in Lima.",
        "next came reports of P0, who was in Lima.",
    ),
    CallRule(
        "round-was-told-next",
        "Somebody is told first, or next; by whom, the round tells.",
        rf"(?P<b>{OTHERS}),? (?:was|were) (?P<trigger>(?:told|informed|briefed|consulted|assured"
        rf"|heard)"
        r" (?:first|next|second|third|last|too|as well|later|afterwards|in turn))\b",
        "P0 was told first, and then P1.",
        "P0 was told the first of the stories.",
    ),
    CallRule(
        "round-was-next",
        "Somebody is next, or follows.",
        rf"(?P<b>{OTHERS}) (?:was|were|came|had been|followed|had come|had)(?: (?:the|up|a))?"
        r" (?P<trigger>first|next|second|third|fourth|fifth|last|in between|in turn|afterwards"
        r"|later"
        r"|(?:an hour|minutes|hours|half an hour|soon|shortly) (?:later|after|afterwards)"
        r"|on the (?:line|list)|(?:full )?(?:hour|N\d+))(?: of all| in line| up"
        r"| on the list| to be called)?(?=[.,;]| (?:on|in|at|with|and|D\d)\b|$)",
        "P0 was the next.",
        "P0 was the best.",
    ),
    CallRule(
        "round-same",
        "Somebody gets the same message.",
        r"\b(?P<trigger>(?:same|similar|identical)(?: [a-z]+){1,3}?(?: (?:was|were|went"
        r"|had gone|came))?"
        rf"(?: [a-z]+ed| out)?) (?:to|with|from) (?P<b>{OTHERS})",
        "the same message went to P0 and P1.",
        "the same message went unheard by P0 and P1.",
    ),
    CallRule(
        "round-told-same",
        "Somebody is told the same.",
        rf"(?P<b>{OTHERS}) {_WHEN}(?P<trigger>(?:got|heard|received|(?:was|were"
        rf"|had been) (?:told|given"
        r"|promised|assured)|found)(?: of| that| much| largely)?"
        r" (?:the same|a similar|an identical|as much))\b",
        "P0 heard much the same.",
        "P0 heard the news.",
    ),
    CallRule(
        "round-began-with",
        "The round begins or ends with somebody.",
        r"\b(?P<trigger>beg[aiu]n|started|opened|ended|concluded|closed|finished|wound up|continued"
        r"|kicked off|went on|rounded off|wrapped up)\b[^PGQ.;]{0,40}? with"
        rf"(?: an? [^PGQ.;]{{0,30}}?(?:call|conversation) (?:to|with|from))? (?P<b>{OTHERS})",
        "the round began at dawn with P0.",
        "the round broke off at dawn for P0.",
    ),
    CallRule(
        "round-went-on-to",
        "Somebody turns to the next one, or consults or briefs another.",
        rf"(?P<a>{PERSON}) {_WHEN}(?P<trigger>{_WENT_ON}) (?:his |her |both )?(?P<b>{OTHERS})"
        rf"{_NO_NAME}",
        "P0 then turned to P1, who was in Lima.",
        "P0 then turned on P1, who was in Lima.",
    ),
    CallRule(
        "round-heard-from-him",
        "Somebody hears the news from who makes the round.",
        rf"(?P<b>{OTHERS}) {_WHEN}(?P<trigger>heard (?:it|the news|of it|as much|this)) from"
        r" (?P<a>P\d+)(?=[,.;]|$| (?:too|as|and|himself|herself|in person|directly)\b)",
        "P0 heard the news from P1, as did P2.",
        "P0 heard the news from P1's wife.",
        initiator="a",
    ),
    CallRule(
        "round-told",
        "One tells or asks another something.",
        rf"(?P<a>{PERSON}) {_WHEN}(?:(?:[a-z]+ ){{1,6}}?and )?(?P<trigger>{TELLS}|offered|begged"
        r"|implored|impressed (?:up)?on|made (?:it )?(?:clear|plain) to|(?:was|were) told by"
        rf"|heard from|learn(?:ed|t) from) (?:his |her )?(?P<b>{PERSON})",
        "P0 then asked P1 for ships.",
        "P0 then joined P1 for lunch.",
    ),
    CallRule(
        "round-discussed",
        "One discusses something with another.",
        rf"(?P<a>{PERSON}) {_WHEN}(?P<trigger>discussed|reviewed|raised|took up|went over|addressed"
        r"|exchanged (?:views|notes)|agreed|compared notes|dealt|touched|dwelt)"
        rf"[^PGQ.;]{{0,100}}? with (?P<b>{PERSON})",
        "P0 took up the matter of grain with P1.",
        "P0 took to the matter of grain at once, P1 said.",
    ),
)
"""They tell of a call only where the article tells of several."""

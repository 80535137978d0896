"""Rules for the calls of a round that name a call, a talk or a telephone.

They are read by `calls.rounds.rounds` only: in an article that tells of a call or of a
round, in sentences that name a leader whose call with who makes the round no other rule read. Who
makes it, where a rule names only the other side, the rest of the article tells.
"""

from __future__ import annotations

from toolkit.extract.calls.rules.wide import NO_APPEAL
from toolkit.extract.calls.wording.words import (
    ADDRESSED,
    ADJECTIVES,
    OTHERS,
    PERSON,
    PHONE_NOUN,
    CallRule,
)

WHEN = (
    r"(?:(?:also|then|later|next|first|last|finally|lastly|meanwhile|afterwards|subsequently"
    r"|separately|again|earlier|previously|in turn|too|as well|soon|immediately|personally|briefly"
    r"|himself|herself|had|has|have|since|already|even|once|twice|quickly|at last|on|in|late|early"
    r"|before that|after that|for good measure|likewise|D\d+|N\d+|in between"
    r"|morning|afternoon|evening|night),? ){0,4}"
)
LENGTH = (
    r"(?:N\d+|(?:a |the |some |another )?(?:(?:three-?)?quarters? of an|half an|half-?|full |whole"
    r" )? ?hour|a few minutes|(?:several|some|[a-z]+(?:ty|teen)|ten|five) minutes)"
)
NO_NAME = (
    r"(?=$|[,.;:]|(?! (?:an?|the|his|her|to (?:account|order|be)|[a-z]+(?:ist|er|or|ant|ent))\b) )"
)
"""Behind "called P0": no name that somebody is called follows."""
_CALLS = r"(?:(?:tele)?phone )?calls?"
_TALK = (
    r"(?:(?:tele)?phone (?:calls?|conversations?|talks?)|calls?|conversations?|chats?"
    r"|(?:one more|another|a (?:second|third|fourth|further|similar|separate|final|last)) talk)"
)
_SOON = r"(?: of P\d+ own)?(?:[^PGQ.;]{0,40}?)[,:]? "
_REACHED = r"(?:reached|contacted|called|(?:tele)?phoned|rung)"
_CONTACTED = (
    rf"(?:{_REACHED}|rang|dial(?:l)?ed|got (?:hold of|through to)|spoken? (?:to|with)"
    r"|talked (?:to|with)|conferred with|conversed with|had a word with"
    r"|was (?:called|rung|(?:tele)?phoned|contacted) by)"
)
_NO_WISH = (
    r"(?! (?:for (?!N\d|the (?:first|second|third|last))|to (?!congratulat|discuss|express|offer"
    r"|thank|ask|say|tell|convey|explain|brief|inform|apologi|wish|assure|warn|hear|talk|speak)))"
)
"""Behind "a call to P0": it is none "for talks" or "to withdraw"."""
_NOT_MADE = r"(?! (?:(?:was|is|has|went|had)[a-z ]{0,12} )?(?:not|un[a-z]+ed|never|considered)\b)"
ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|next|last|latest|final|other|longest|shortest"
    r"|hardest|easiest|warmest|remaining|most important)"
)
_RING = r"(?:call|(?:tele)?phone|ring|get through|be on the (?:line|(?:tele)?phone)|dial in)"
_RANG_AT = (
    r"(?=,? too\b| (?:later|(?:early|late)(?! [a-z]+s\b)|earlier|at|on (?=D)|from|during|shortly"
    r"|soon|an hour|hours|minutes|N\d|with (?:his|her|a|similar|the same)|first|next|as well|again"
    r"|D\d|twice|before|after|in the (?:early |late )?(?:morning|afternoon|evening|night)|around"
    r"|about|within|to (?!order|account|P|G|C|the |an? )[a-z]+)\b|,? and (?!an?\b|the\b)|[.;]|$)"
)
_NOT_THERE = r"(?:come|came|gone|got) (?:on )?(?:to )?the (?:line|(?:tele)?phone)"
_NO_ANSWER = r"(?:failed|(?:came|led) to nothing|in vain|unsuccessful|went unanswered|fruitless)"
_OFF = (
    r"(?:(?:politely |flatly |also )?(?:turned down|refused|declined|rejected|not met|not taken up"
    r"|rebuffed|ignored|unanswered|not answered|brushed (?:off|aside)|denied)|in vain)"
)
_SOUGHT = (
    r"(?:sought|requested|proposed|asked for|set|due|fixed|on the (?:agenda|schedule|cards)"
    r"|arranged|planned|prepared|foreseen|scheduled|expected|in preparation|in the works)"
)

IN_ROUNDS: tuple[CallRule, ...] = (
    CallRule(
        "call-sought",
        "A call to somebody is sought or prepared.",
        r"(?:^|[,;] |\band |\bsa(?:id|ys) that )(?:an?|another|one|the (?:next|last)) "
        rf"{ADJECTIVES}(?P<trigger>{PHONE_NOUN}|conversation),? (?:to|with) (?P<b>P\d+)"
        r"(?:,[^,;.PGQ]{0,60},|,)? (?:was|is|has been|had been|is being|was being)"
        rf"(?: also| still| now){{0,2}} {_SOUGHT}(?! by)",
        "a call to P0 was sought, too.",
        "a call to P0 was brief, too.",
        initiator="a",
        status="planned",
    ),
    CallRule(
        "request-refused",
        "Somebody's request for a call is refused.",
        rf"\b(?P<trigger>(?:requests?|proposals?|appeals?|bids?|wish) for an? {ADJECTIVES}"
        rf"(?:{PHONE_NOUN}|conversation)) (?:from|by|of) (?:his |her )?(?:[a-z-]+ ){{0,3}}?"
        r"(?:C\d+ )?(?:[a-z-]+, )?(?P<b>P\d+),? (?:was|were|had been|has been|went|remained)"
        rf" {_OFF}(?! by P\d)",
        "a request for a conversation from his C0 colleague, P1, was turned down on D2.",
        "a request for a photograph from his C0 colleague, P1, was turned down on D2.",
        initiator="b",
        status="refused",
    ),
    CallRule(
        "attempt-failed",
        "An attempt to reach somebody by telephone fails.",
        r"\b(?:attempts?|efforts?|bids?) to (?P<trigger>reach|call|(?:tele)?phone|ring|get hold of"
        rf"|contact){ADDRESSED} (?P<b>P\d+)[^PGQ.;]{{0,40}} (?:{_NO_ANSWER}|got no (?:answer|reply)"
        r"|without success)\b",
        "an attempt to reach P0 failed.",
        "an attempt to teach P0 failed.",
        initiator="a",
        status="refused",
    ),
    CallRule(
        "tried-to-call",
        "Somebody tries to call, in vain.",
        rf"(?P<b>{PERSON}) {WHEN}(?:tried|attempted|sought|struggled)"
        r"(?: (?:in vain|again|twice|repeatedly)){0,2} to (?P<trigger>call|(?:tele)?phone|ring"
        r"|get through)(?=[.,;]|$| but\b| D\d| on D| too\b| and\b)",
        "P0 also tried to call, but the line went dead.",
        "P0 also tried to sing, but the line went dead.",
        initiator="b",
        status="refused",
    ),
    CallRule(
        "round-call-to",
        "A call to somebody, of a round.",
        rf"\b(?P<trigger>{_CALLS})\b{_SOON}to (?:both )?(?P<b>{OTHERS}){_NO_WISH}{_NOT_MADE}",
        "a similar call to P0 followed on D1.",
        "a similar visit to P0 followed on D1.",
        initiator="a",
    ),
    CallRule(
        "round-call-from",
        "A call from somebody, of a round.",
        rf"\b(?P<trigger>{_CALLS})\b{_SOON}from (?:both )?(?P<b>{OTHERS}){NO_APPEAL}",
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
        "round-contacted",
        "Somebody reaches, calls or speaks to another, in a round of calls.",
        rf"(?P<a>{PERSON}) {WHEN}(?P<trigger>{_CONTACTED}) (?:his |her |both )?(?P<b>{OTHERS})"
        rf"{NO_NAME}",
        "P0 also reached P1, who was in Lima.",
        "P0 also married P1, who was in Lima.",
    ),
    CallRule(
        "round-will-be-called",
        "Somebody is to be called; by whom, the round tells.",
        r"(?P<b>P\d+(?!['\d]))(?:, [^,;.PGQ]{1,40},| of C\d+)?"
        r" (?P<trigger>(?:will|would|(?:is|was|are|were) (?:due |expected |set |scheduled )?to) "
        r"(?:be (?:called|rung|(?:tele)?phoned|spoken to|on the (?:line|(?:tele)?phone))"
        r"|get (?:a|his"
        r"|her) call)|(?:is|are|was|were) (?:also |next )?on (?:D\d+(?:'s)? |the |his |her )"
        r"(?:call )?list)(?=[.,;]| (?:on )?D\d| (?:next|later|too|in|after|for)\b|$)"
        r"(?! (?:for|in) (?:an?|questioning|talks)\b)",
        "P0 will be called on D1.",
        "P0 will be called a hero on D1.",
        initiator="a",
        status="planned",
    ),
    CallRule(
        "round-owned-planned",
        "Somebody's call is expected; whom he or she will call, the round tells.",
        r"(?P<b>P\d+)(?:'s?)? (?:own )?(?P<trigger>(?:(?:tele)?phone )?call),? (?:is"
        r"|was) (?:also |still )?"
        r"(?:expected|due|planned|scheduled|set|awaited|to (?:come|follow))\b(?! by P)",
        "P0's call is expected on D1.",
        "P0's call is remembered on D1.",
        initiator="b",
        status="planned",
    ),
    CallRule(
        "round-whom-called",
        "Behind somebody's name is told who called him or her, too.",
        r"(?P<b>P\d+(?!['\d]))(?: of C\d+)?, whom (?P<a>P\d+(?!['\d]))"
        r"(?: (?:had|has|also|then|later|earlier|first|next)){0,3} (?P<trigger>called|rang|rung"
        r"|(?:tele)?phoned|reached|dialled)(?=[.,;]|$| (?:on |late |early )?D\d| (?:next|first|last"
        r"|later|earlier|too|before|after|afterwards|in|at|by|twice)\b)",
        "P0, whom P1 called next, promised to listen.",
        "P0, whom P1 called a friend, promised to listen.",
        initiator="a",
    ),
    CallRule(
        "round-with-whom",
        "Behind somebody's name is told who spoke with him or her, too.",
        r"(?P<b>P\d+(?!['\d]))(?: of C\d+)?, (?:with|to) whom (?P<a>P\d+(?!['\d]))"
        r"(?: (?:had|has|also|then|later|earlier|first|next)){0,3} (?P<trigger>spoken?|talked"
        r"|conferred)\b(?! (?:in|at) (?!between|the same|length))",
        "P0, with whom P1 spoke in between, was of no help.",
        "P0, with whom P1 spoke in lima, was of no help.",
        in_series=True,
    ),
    CallRule(
        "round-will-call",
        "Somebody is to telephone; whom, the round tells.",
        rf"(?P<b>{OTHERS}) (?:will|would|(?:was|were|is|are) (?:also )?(?:to|due to|expected to"
        r"|scheduled to|set to)|plans? to|planned to)(?: also| then)?"
        r" (?P<trigger>call|(?:tele)?phone|ring)(?=[.,;]|$| (?:on )?D\d"
        r"| (?:too|later|back|tomorrow|next|soon|in the (?:morning|afternoon|evening|coming))\b)"
        r"(?![^PGQ.;]{0,40}? for (?!N\d|half|an hour|advice|help))",
        "P0 and P1 were due to call on D2.",
        "P0 and P1 were due to call on P2.",
        initiator="b",
        status="planned",
    ),
    CallRule(
        "round-rang-in",
        "Somebody telephones; whom, the round tells.",
        rf"(?<!whom )(?P<b>{PERSON}) {WHEN}(?P<trigger>(?:(?:tele)?phoned|rang|called)"
        rf"(?: up| in| back)?|got through){_RANG_AT}"
        r"(?![^PGQ.;]{0,40}? for (?!N\d|half|an hour|advice|help))"
        r"(?! [^PGQ.;]{0,30}?,? in (?:an?|his|her) )",
        "P0 telephoned later in the day.",
        "P0 called for calm later in the day.",
        initiator="b",
    ),
    CallRule(
        "round-was-called",
        "Somebody is called, too; by whom, the round tells.",
        rf"(?P<b>{OTHERS}) (?:was|were|had been|has been|have been) {WHEN}(?P<trigger>{_REACHED}"
        r"|consulted|sounded out|briefed|(?:informed|notified|updated|told)(?= by (?:tele)?phone))"
        r"(?: up)?"
        r"(?! (?:by (?!(?:tele)?phone|video)|before (?:an?|the)|for|to|upon|off|an?|the|into)\b)"
        r"(?=,? (?:too|as well|also|by (?:tele)?phone|later|in the|in turn|(?:on )?D\d+|at|before"
        r"|after|first|next|last|and|shortly|early|late|that (?:same )?(?:day|morning|evening"
        r"|afternoon|night)|the same day)\b|[,.;]|$)",
        "P0 and P1 were also called.",
        "P0 and P1 were also called to order.",
        initiator="a",
    ),
    CallRule(
        "round-first-caller",
        "The first, next or last who called is somebody; whom, the round tells.",
        rf"\b(?:{ORDINAL}|only one|others?)(?: (?:one|leader|of them))?"
        rf" (?P<trigger>to {_RING}|who (?:called|rang|(?:tele)?phoned)|callers?) (?:was|were)"
        rf" (?P<b>{OTHERS})",
        "the first to call was P0.",
        "the first to fall was P0.",
        initiator="b",
    ),
    CallRule(
        "round-among-first",
        "Somebody is among the first to call; whom, the round tells.",
        rf"(?P<b>{OTHERS}) (?:was|were|became) (?:(?:among|one of) )?(?:the )?{ORDINAL}(?: [a-z]+)"
        rf"{{0,2}}? (?P<trigger>(?:to {_RING}|who (?:called|rang|(?:tele)?phoned)))"
        r"(?=[.,;]|$| (?:on )?D\d| (?:and|after|with|in the|from)\b)",
        "P0 was among the first to call, followed by P1.",
        "P0 was among the first to call P1.",
        initiator="b",
    ),
    CallRule(
        "round-ordinal",
        "The first, next or last call of a round is with somebody.",
        rf"\b{ORDINAL}(?: and [a-z]+)?(?: [a-z]+){{0,2}}? (?P<trigger>calls?|conversations?|chat"
        r"|(?:tele)?phone call|interlocutors?|to be (?:called|rung|reached|contacted)"
        r"|on the (?:line|(?:tele)?phone|list)|of the (?:calls|conversations|round|series))\b"
        r"[^PGQ.;]{0,50}?(?:was|were|went|came|is|had been|:)(?: that)?(?: with| to| from)?"
        rf" (?P<b>{OTHERS})",
        "P0's third call of the day went to P1.",
        "P0's third prize of the day went to P1.",
    ),
    CallRule(
        "round-most-was-from",
        "One of the calls of a round, told by what set it apart, is with somebody.",
        rf"(?:^|[.;] )(?:and |but )?the (?P<trigger>(?:{ORDINAL}|most [a-z]+|only other)"
        r"(?: of (?:them|these|those|all))?)(?: on D\d+)?,? (?:was|were|came|went|is)(?: one)?"
        rf" (?:from|to|with) (?P<b>{OTHERS})",
        "the most important was from P0.",
        "the most important was about P0.",
    ),
    CallRule(
        "the-second-to",
        "Of several calls the second is to somebody.",
        rf"\b{PHONE_NOUN}[^.;GQ]{{0,60}}(?:to|with|from) P\d+[^PGQ.;]{{0,40}}[,;]? (?:and )?"
        r"(?:the|a|P\d+(?:'s?)?) (?P<trigger>second|next|third|other|last)(?: one| call)?"
        r"(?: was| went| came)? (?:to|with|from) (?P<b>P\d+)(?!['\d])",
        "P0's first call on D1 went to P2, the second to P3.",
        "P0's first visit on D1 went to P2, the second to P3.",
    ),
    CallRule(
        "round-used-call",
        "Somebody uses his or her call, in a round, for something.",
        r"(?P<b>P\d+)(?:,[^,;.PGQ]{1,60},)? (?:used|opened|began|ended|devoted|spent)"
        r" (?:P\d+(?:'s?)?|his|her|the|most of (?:P\d+|his|her))"
        r" (?P<trigger>(?:(?:tele)?phone )?(?:call|conversation))\b",
        "P0 used P1 call to ask about the road.",
        "P0 used P1 car to look at the road.",
    ),
    CallRule(
        "round-word-with",
        "There is a word, or time, for another in a round of calls.",
        r"\b(?P<trigger>(?:there (?:was|were)(?: also| then)? (?:time|room|words?"
        r"|an? (?:brief |quick |short )?(?:word|chat))"
        rf"|{LENGTH}(?: on the (?:line|(?:tele)?phone))? (?:went|(?:was|were) (?:given|reserved))"
        rf"(?: over)?)),?(?: too,?)? (?:with|for|to) (?P<b>{OTHERS})(?! to (?!speak|talk|be\b))",
        "there was also a word with P0.",
        "there was also a word for peace, P0 said.",
    ),
    CallRule(
        "round-reached-in",
        "Somebody, reached somewhere, says something.",
        rf"(?P<b>P\d+)(?: of C\d+)?, (?P<trigger>(?:who was )?(?:{_REACHED}|tracked down|woken))"
        r" (?:in|at|on|by|before|late|early|shortly)\b[^.;PGQ]{0,60}, (?!who )[a-z]",
        "P0, reached in Lima before breakfast, agreed.",
        "P0, reared in Lima before the war, agreed.",
        initiator="a",
    ),
    CallRule(
        "round-followed-by",
        "A call is followed by one with somebody else.",
        r"\b(?P<trigger>(?:followed|preceded) by|(?:before|and)"
        r"|after(?= (?:one|calls|conversations)\b))"
        r" (?:one|another|a similar one|others|calls?|(?:a )?conversations?)"
        rf" (?:with|to|from) (?P<b>{OTHERS})",
        "a call with P0 on D1, followed by one with P2.",
        "a feast with P0 on D1, followed by rain on P2.",
    ),
    CallRule(
        "round-talk-lasted",
        "Talks with somebody, of a round, of which the length is told.",
        rf"\b(?P<trigger>talks?|discussions?|exchanges?)\b{_SOON}with (?P<b>{OTHERS})"
        r"[^PGQ.;]{0,40}? (?:lasted|took|ran|went on|stretched)\b",
        "P0's talks with P1 on D2 lasted 40 minutes.",
        "P0's talks with P1 on D2 were useful.",
        in_series=True,
    ),
    CallRule(
        "round-not-reached",
        "Somebody cannot be reached or does not take a call; whose, the round tells.",
        r"(?P<b>P\d+)(?:,[^,;.Q]{1,60},)?(?: [a-z]+){0,2}? (?P<trigger>"
        r"(?:was|is) (?:not available|not to be reached|unavailable)"
        r"(?=[,.;]| (?:on D|to (?:talk|speak))|$)"
        r"|(?:refus|declin)(?:ed|es) to (?:take|accept|answer|return)"
        r" (?:the |his |her |P\d+(?:'s?)? )(?:[a-z]+ ){0,2}?calls?"
        r"|(?:could not be|couldn't be|was not) (?:reached|raised|put through|got hold of)"
        r"(?! for comment)"
        rf"|(?:has|had|did|does|would|could)(?: not| never|n't)(?: yet| so far)? (?:{_NOT_THERE}"
        r"|(?:take|taken|return(?:ed)?|answer(?:ed)?|pick(?:ed)? up)"
        r" (?:the |his |her |P\d+'?s? |any of (?:the|his|her) )(?:[a-z]+ ){0,2}?"
        r"(?:calls?|line|(?:tele)?phone)))",
        "P0 could not be reached.",
        "P0 could not be persuaded.",
        initiator="a",
        status="refused",
        in_series=True,
    ),
)
"""They name a call, a talk or a telephone."""

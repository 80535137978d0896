"""What the words around a call say of it: status, medium, who asked for it."""

from __future__ import annotations

import re

from toolkit.extract.calls.wording.words import CALL_NOUN
from toolkit.patterns import late

_ON_A_DAY = (
    r"(?=,? (?:(?:was|came|took place|held|had (?:been|come)|late|early|on|back|in|from) ){0,4}D\d)"
)
_NO_VERB = (
    r"(?!(?:will|would|to|may|might|could|can|should|did|does|do|got|gets?|took|takes?|had|has|have"
    r"|made|makes?|received|expects?|awaits?|was|were|is|are|an?|the|not|never|later|also) )"
)
"""Between an owner and the call: "P0 will call" and "P0 got a call" tell of another one."""
REFERENCE = late(
    r"\b(?:the|their|an) (?P<ordinal>(?:first|earlier|previous|last)"
    rf" (?:one|of (?:these|them)|{CALL_NOUN}))(?: before (?:this|that))?{_ON_A_DAY}"
    rf"|\b(?:after|following|follow-?up (?:to|of|on)|since|as) (?P<one>one){_ON_A_DAY}"
    r"|\bP\d+ (?:had |has )?(?P<back>(?:returned|answered) (?:the|his|her|P\d+) (?:[a-z]+ )?call)\b"
    rf"|^(?:in |during )?(?:the|their) (?P<bare>first|earlier|previous){_ON_A_DAY}"
    r"|(?:\b(?:the|that|this) |\bD\d+'s )(?:(?!(?:of|from|in) )[a-z-]+ |N\d+[ -]){0,3}?"
    rf"(?P<trigger>{CALL_NOUN}|exchange|discussion|dialogue)\b(?!-)"
    r"(?! of (?!views|words|opinions))"
    rf"|(?:\b(?:their|its|whose|both) |[PG]\d+(?:'s?)? )(?:{_NO_VERB}[a-z-]+ |N\d+[ -]){{0,2}}?"
    rf"(?P<owned>{CALL_NOUN})\b(?!-)"
    r"|\b(?:the|their|G\d+) (?P<talks>talks?|chat)(?= (?:was|were|lasted|ran|took|came|went)\b)"
    r"|\bP\d+ and P\d+ (?:had|held) (?:the|their|an?) (?P<had>dialogue|discussions?|talks?"
    r"|exchange)(?= for N)"
    r"|\bthey (?:had |have )?(?P<spoke>spoke|spoken|talked)(?= (?:for N|by phone|on the phone))"
    r"|\b(?:they|the two(?: [a-z]+)?|the pair|G\d+)(?: had| have)? last (?P<last>spoken?|talked)\b"
    r"(?=[^,.;]{0,40} (?:by|on|over) (?:the )?(?:tele)?phone\b)"
    r"|\b(?:was|were|been|stayed|remained|kept|hung)"
    r" (?P<line>on the (?:(?:tele)?phone|line))\b(?! with)"
)
"""Words that refer to a call spoken of before: "the call", "Thursday's discussion"."""

NOT_A_CALL = late(
    r"(?<!phone )(?<!video )\bcalls? (?:for (?!N|D|more|about|nearly|over|the first)|upon\b"
    r"|on [PCG]\d|(?:it|itself|them(?:selves)?|what)\b)"
    r"|\b(?:roll|curtain|wake-up|close|judgment|judgement|port|clarion|rallying|cold|cat|margin"
    r"|earnings|robo|prank|strategy|crank|hoax) calls?\b"
    r"|\b(?:tapp?ed|wiretapp?ed|eavesdropp?|intercepted|bugged|hack)(?!,)|\brobocall"
    r"|\bphones (?:of|belonging)\b"
)
"""Contexts in which the word "call" or "phone" is something else."""

OVERHEARD = late(
    r"tapp(?:ed|ing)\b|bugged|eavesdrop|leaked|intercepted|transcript|recording|tapes of"
    r"|listen(?:ed|s|ing)? in on\b"
    r"|calls? (?:(?:was|were|had been|being) )?(?:monitored|spied|snooped|listened in)"
)
"""What tells of calls that somebody else listened to."""
NEGATED = late(
    r"\b(?:no|not|never|without|neither|any|n[o']t)\b"
    r"(?: (?!(?:in|during|after|following|before|since)\b)[a-z-]+){0,4} ?$"
    r"|\b(?:would|could|might|may|should|if|whether|unless|until|imminent) (?:[a-z]+ ){0,3}$"
    r"|\b(?:always|usually|normally|routinely|typically)(?: [a-z-]+){0,3} ?$"
    r"|\b(?:whether|if) [PG]\d+(?: and P\d+)? (?:[a-z]+ ){0,4}$"
    r"|\b(?:tried|trying|tries|attempt(?:s|ed)?|failed|unable|fails|efforts|sought|seeking)"
    r"(?: [a-zP0-9]+){0,6}? to (?:[a-z]+ ){0,3}$"
    r"|\b(?:avoid(?:s|ed|ing)?|shun(?:s|ned|ning)?|refrain(?:s|ed|ing)? from)(?: [a-z]+){0,2} ?$"
    r"|\b(?:did|do|does|would|could|will)(?: not|n't) (?:come to|pick up|answer|take|get to|reach)"
    r" the (?:tele)?phone [^.;]{0,30}when (?:the )?P\d+ $"
    r"|\b(?:break|breaks|respite|time out|time off|away) from (?:(?:his|her|their|the|P\d+(?:'s?)?)"
    r" )?(?:[a-z]+ )?$"
    r"|\b(?:urg|ask|tell|told|beg|press|advis|want|order|encourag|implor)[a-z]*"
    r" (?:[PGC]\d+|him|her|them)(?: [a-z]+)? to (?:get|hop|jump|stay|be) (?:back )?$"
)
"""What, right before a trigger, says that there was no such call or that it is hypothetical."""

NO_CALL = late(r"\b(?:no|not (?:been )?any) (?:[a-z-]+ ){0,2}\Z")
"""What, right before the noun of a call, says that there was or is none."""
NEVER = late(
    r"\b(?:never|used to) (?:[a-z]+ )?\Z"
    r"|\b(?:always|often|frequently|regularly|usually|normally|routinely|typically)"
    r"(?: [a-z-]+){0,3} \Z"
)
"""What, right before a trigger, says that it never was or is a habit."""
WHETHER = late(
    r"\b(?:whether|if|should) (?:[a-z]+ ){0,2}\Z"
    r"|\b(?:suggestion|idea|proposal|possibility|prospect|demand|request|invitation)s?"
    r" (?:that|of|for) \Z"
)
"""What, right before a report, says that nobody reports it."""
THERE_WAS = late(
    r"\bthere (?:(?:was|were|has been|had been) no|(?:had|has|have) not been any"
    r"|(?:was|were) not any) (?:[a-z-]+ ){0,2}\Z"
)
"""What denies a call that others reported."""
NONE_HELD = late(r"[^Q.;]{0,60}? (?:took place|was held|had taken place|ever happened)\b")
"""What, behind "no call", denies one that others reported."""

_TALK = (
    r"(?:(?:speak|talk|call|phone|telephone|confer|ring|converse|sit down|link up|connect)\b"
    r"|(?:meet|convene|gather|come together)\b[^PGQ.;]{0,60}"
    r" (?:video|virtual|online|teleconference|remote)"
    r"|(?:hold|have|make|place|conduct|exchange|arrange|organi[sz]e|convene|host|chair|join"
    r"|(?:take part|participate) in)"
    r" (?:an? |another |the |their |its |several )?"
    r"(?:[a-z0-9-]+ |N\d+ ){0,4}?(?:(?:tele)?phone|video|virtual|online|teleconference|calls?"
    r"|conversations?|talks)\b"
    r"|(?:discuss|exchange)\b[^PGQ.;]{0,80} (?:tele)?phone\b)"
)
_LATER = (
    r"(?:(?:also|soon|again|then|separately|later|likely|probably|now|have to|need to|try to) )?"
)
NOT_PLANNED = late(
    rf"\bunlikely\b(?! that (?!P\d|G\d|they|"
    rf"(?:an?|any|another) (?:[a-z]+ ){{0,2}}{CALL_NOUN}|the))"
    r"|\b(?:not|no longer|never|n[o']t) (?:yet |currently |now )?(?:due|expected|scheduled|set"
    r"|planned|planning|going|likely|plan|intend|want|expect)\b"
    r"|\bno (?:[a-z]+ )?(?:plans?|dates?|preparations?|arrangements?) (?:for|of|to)\b"
)
"""What says that a call is not to come."""

_NOT_LIKELY = (
    r"(?:(?:very |highly |most |quite )?unlikely(?! to (?:be (?!held\b)|(?!be\b|happen|take place"
    r"|come (?:about|soon|off)|go ahead|materiali)[a-z]))"
    r"|(?:not|n[o']t|no longer|hardly|never) (?:yet |currently |now |being |even )?"
    r"(?:planned|scheduled|expected|foreseen|envisaged|intended|on the cards|in the works"
    r"|in the pipeline|in prospect|under consideration|under discussion|possible|needed|necessary"
    r"|likely|in the offing)(?! to (?:be (?!held\b)|(?!be\b|happen|take place|come (?:about|soon"
    r"|off)|go ahead|materiali)[a-z]))"
    r"|not on the (?:agenda|schedule|table|programme|calendar)|out of the question"
    r"|off the (?:agenda|table)|impossible|inconceivable|premature)\b"
)
_SELDOM = (
    r"(?:(?:very |increasingly |extremely |relatively |fairly |more |so )?(?:rare|infrequent"
    r"|frequent|unusual|uncommon|common|commonplace|few|sporadic|occasional|a rarity"
    r"|the exception|(?:a|the) (?:rule|habit))|few and far between)\b"
)
NOT_TO_BE = late(
    rf"{CALL_NOUN}\b(?:[^GQ.;:]{{0,80}}? (?:is|are|was|were|remains?|remained|seem(?:s|ed)|looks?"
    r"|looked|appear(?:s|ed)|has been|have been|had been|would be)"
    rf"(?: also| still| now| currently| for now| therefore|,)*)? {_NOT_LIKELY}"
    rf"|{CALL_NOUN}\b[^GQ.;:]{{0,80}} (?:no|without) (?:[a-z]+ )?(?:plans?|intention|need|date"
    r"|time) (?:for|to have|to hold|of) (?:one|it|any)\b"
)
"""What, behind the noun of a call, says that none is to come: "a call between them is unlikely"."""
NOT_ONE = late(
    r"(?:[a-z-]+ )?(?:calls|conversations|talks|contacts)\b(?:[^DGQ.;:]|(?<=between )G){0,80}?"
    r" (?:is|are|was|were|remain(?:ed)?|became|become|has been|have been|had been|(?:has|have|had)"
    rf" become|grew) (?:(?:also |still |now |once |always )?{_SELDOM}|(?:always|usually|normally"
    r"|invariably|generally|routinely|typically)\b)"
)
"""What, behind a noun for calls, tells how often there are any, and of none."""

PLANNED = late(
    r"\b(?:(?:due|expected|expects?|scheduled|set|slated|planning|planned|likely|preparing|about"
    r"|going|arranging|working|hoping|ready|plans?|intends?|hopes?|wants?|agreed|try|promised"
    r"|vowed)"
    r"(?: on)?(?: D\d+)? to|(?:will|would|scheduled|plans?|planning|arranging)(?: on)?(?: D\d+)?)"
    rf" {_LATER}{_TALK}"
    r"|\b(?:will|(?:would|will) (?:also|then)) have (?:sp[oe]ken|talked|called|phoned|telephoned)\b"
    rf"|\b(?:(?:is|are|was|were)(?: also| then| now| later| next)?|due|tomorrow|later"
    r"|(?<!first )(?<!foreign )(?<!other )(?<!latest )(?<!only )[PG]\d+"
    rf"|(?<!used )(?<!and )D\d+) to {_LATER}{_TALK}"
    rf"|\bmay (?:also |soon )?{_TALK}"
    rf"|\b(?:could|might) (?:also |soon ){_TALK}"
    r"|\b(?:would|will|may|could) be (?:speaking|talking|calling|on the phone)\b"
    r"|\b(?:upcoming|planned|scheduled|expected|forthcoming|proposed)"
    rf" (?:[a-z]+ ){{0,2}}{CALL_NOUN}"
    r"|\b(?:will|would|(?:is|was|are|were) to)(?: also| then)? be (?:called|(?:tele)?phoned|rung)\b"
    r"|\b(?:request(?:ed|s|ing)?|sought|seeks|propos(?:ed|es|ing)|suggested|asked (?:[CP]\d+ )?for)"
    rf" (?:an? |another |his |her )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}\b"
    rf"|\bexpect(?:s|ed|ing)? \W?(?:an? |the |their )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}"
    r"|\b(?:wants?|would like|needs?|awaits?|waiting for|expects?|offer(?:ed|s))"
    rf" (?:an? |another |to (?:hold|have|take) an? )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}"
    r"|(?<!-)\b(?:expect(?:s|ed|ing)|await(?:s|ed|ing)|waiting for) (?:[a-z]+ ){0,2}?calls?\b"
    rf"|\bahead of (?:an? |another |his |her |their )(?:[a-z]+ ){{0,2}}?{CALL_NOUN}"
    r"|\b(?:prepar(?:es|ed|ing)|gear(?:ed|ing) up|braced?|bracing) for (?:an? |another "
    rf"|his |her |the )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}"
    r"|\bwhen (?:i|P\d+) (?:speak|talk)\b"
    r"|\b(?:dates?|(?<!made )times?|plans?|preparations?|arrangements?|possibility) (?:for|of)"
    rf" (?:an? |the |another )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}"
    r"|(?:\b(?:is|are|was|were|be|been)|'(?:s|re)) (?:now |still )?(?:trying|working)"
    r" to (?:arrange|set up|organi[sz]e|schedule)"
    rf" (?:an? |the |another )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}"
    r"|\b(?:in touch|reached out|contacted P\d+|wrote to P\d+|agreed|offered|promised|working)"
    r"(?: (?:on|late|early|D\d+|with P\d+)){0,4} to (?:arrange|set up|organi[sz]e|schedule|fix)"
    rf" (?:an? |another )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}"
    r"|\b(?:talks|negotiations|discussions|preparations) (?:are|were) (?:under ?way|going on|held)"
    rf" (?:on|about|over|for) (?:an? |the |another )(?:[a-z]+ ){{0,3}}?{CALL_NOUN}"
)
"""What, before or in the words of a call, says that it is still to come."""

WAS_HELD = late(
    r"\b(?:held|had|completed|concluded|finished|in|during|after|following|since)"
    r"(?: (?:an?|the|their|his|her|its|first|second|long|previously|another))+ \Z"
    r"|\b(?:used|seized|interrupted|cut short|broke (?:off|away)|stepped (?:out|aside|away)|left"
    r"|slipped (?:out|away)|paused|stopped|excused P\d+|took (?:an?|some|the) (?:[a-z]+ )?(?:break"
    r"|pause|moment|time))\b[^,;.]{0,60}\Z"
)
"""What, before "a scheduled call", says that it was held."""

IN_VAIN = late(
    r"\b(?:tried|trying|tries|attempted|fail(?:ed|s)|unable|unsuccessful(?:ly)?|struggled|could not"
    r"|couldn't|not (?:yet )?(?:managed|been able|succeeded)"
    r"|(?:vain|repeated|futile|several) (?:efforts?|attempts?)"
    r"|attempts? (?:was|were) (?:also |then )?made)"
    r"(?: (?!(?:and|but|by|spoke|talked)\b)[a-z0-9]+| D\d+| N\d+){0,6}? (?:to )?(?:reach|contact"
    r"|get|(?:tele)?phone|call|ring|speak|talk|bring|connect|secure|obtain)\b"
    r"|\b(?:tried|attempted|failed|unable)(?: [a-z0-9]+){0,3}? to (?:set up|arrange|organi[sz]e)\b"
)
"""What says that somebody tried to speak to somebody and did not."""

CALL_PLANNED = late(
    rf"{CALL_NOUN}\b(?: with (?:the )?G\d+"
    r"|[^PGQ.;]{0,30} (?:between|of) (?:the )?G\d+(?:, P\d+ and P\d+,)?)?"
    r"(?:(?! that (?!is|was|had)| although| but | while | where | when "
    r"|,? P\d+ (?:has |had |also )?(?:said|says|told|added|promised|announced|vowed)"
    r" (?!that the call))[^GQ.;]){0,80}?"
    r" (?:(?:is|are|was|were|has been|had been) (?:also |still |now |then )?"
    r"(?:fixed for|pencilled in|due|expected|scheduled|set|slated|planned|likely|possible"
    r"|being (?:prepared|arranged|agreed|negotiated|discussed|organi[sz]ed|set up|worked on"
    r"|worked out)|on (?:the|[PC]\d+(?:'s?)?) (?:schedule|agenda|calendar))\b"
    r"(?! to (?:be (?!held)|last\b|run\b))"
    r"|(?:(?:is|are|was|were|has been|had been) )?(?:moved|pushed back|brought forward) to"
    r" (?:the )?D\d+"
    r"|(?:may|could|might|will|would|to) (?:soon |also |now |then |probably )?(?:take place"
    r"|be held|happen|follow|come(?! (?:forward|up|out|back|clean|in|to|with|from)\b)))\b"
)
"""A call that is planned or expected, from its noun on."""

NOT_YET_PLANNED = late(
    r"(?:(?! that | but | while )[^GQ.;]){0,60}? (?:is|are|was|were|has been|had been) not"
    r"(?: yet| currently| so far| even)? (?:on the (?:schedule|agenda|calendar|cards)|in the diary"
    r"|planned|scheduled|due|expected|set|fixed|arranged|agreed|being (?:prepared|planned))\b"
)
"""What says behind a call that there is none to come."""

_REFUSES = (
    r"(?:refus(?:ed|es|ing|al)|declin(?:ed|es|ing)|reject(?:ed|s|ing)|turn(?:ed|s) down"
    r"|rebuff(?:ed|s)|spurn(?:ed|s)|snubb?(?:ed|s)|call(?:ed)? off|cancel(?:l?ed|s)|scrapp?ed"
    r"|ignor(?:ed|es|ing)|postpon(?:ed|es)|brush(?:ed|es) (?:aside|off)|sh(?:ot|oots) down"
    r"|rul(?:ed|es) out|(?:has|had|have|forced|obliged|chose|decided|opted) to (?:refuse|decline"
    r"|reject|turn down|ignore|cancel|postpone|call off))"
)
REFUSED = late(
    rf"\b{_REFUSES}(?: (?:late |early )?(?:on )?D\d+(?= to\b))?"
    r"(?: (?:[a-z]+ ){1,4}?to (?:take|speak|talk|accept|answer)\b(?! part| (?:about|of|on)\b)"
    r"| (?:to )?(?:take|speak|talk|accept|answer|attend|pick up|have|hold|receive|return|phone"
    r"|call)\b"
    r"| (?:(?!(?:in|during|over|on|by|after|at|that|claims?|reports?|criticism|accusations?"
    r"|allegations?)\b)[a-z'-]+ |P\d+'s? |N\d+ |D\d+ ){0,10}?"
    rf"{CALL_NOUN}\b"
    r"| (?:an? |the |any |his |her |[CP]\d+'s? )?"
    r"(?:requests?|proposals?|offers?|invitations?|bids?|pleas?|suggestions?|ideas?|possibility)\b"
    rf"[^.;]{{1,60}}? (?:{CALL_NOUN}|speak|talk)\b)"
    r"|\bmiss(?:ed|es|ing)? (?:an? |the |his |her |P\d+'s? )(?:[a-z]+ ){0,3}?(?:tele)?(?:phone )?"
    r"calls?\b"
    r"|\bnot (?:to )?(?:allow|let|permit)\b"
    r"|\bby not (?:taking|accepting|answering|returning)\b"
    r"|\b(?:has|have|had) (?:not|never|yet to) (?:taken|accepted|answered|returned?|picked up)\b"
    r"|\b(?:would not|wouldn't|did not|didn't|does not|not|unwilling) (?:to )?"
    r"(?:take|accept|answer|return|pick up)\b"
)
"""What says that a call was refused or called off."""

WHO_REFUSED = late(
    r"[^Q.;]{0,80}?, who (?:[a-z]+ly )?(?:refused|declined|rejected|turned down)"
    r" (?:it|the (?:call|request|offer|idea))\b"
)
"""What says behind a call that somebody asked for that the other refused it."""
KEEPS_REFUSING = late(
    r"\b(?:has|have)(?: [a-z]+)? (?:refused|declined|ignored|rejected|not"
    r" (?:taken|answered|returned))\b[^.;]{0,60}\b(?:calls|since D\d)"
)
"""What tells of calls refused for some time, and of no day."""

NOT_TAKEN = late(
    r"[^Q.;]{0,60}?(?:,| and|, and) (?:P\d+|he|she|they|nobody|no one) (?:did not|didn't|never"
    r"|refused to|would not|wouldn't) (?:answer(?:ed)?|pick(?:ed)? up|respond"
    r"|take (?:it|the (?:call|phone))|come to the phone|return (?:it|the call))\b|"
    r"[^Q.;]{0,60}? (?:went|go|were|was) (?:unanswered|ignored|not (?:answered|taken|returned"
    r"|placed|made))\b|"
    r"[^Q.;]{0,120}?,? but (?:(?:[PG]\d+|he|she|they|the latter) )?(?:[a-z]+ly )?"
    r"(?:refused|declined|did not|didn't|would not|wouldn't|never|failed)(?: to)?"
    r" (?:take|accept|answer|return|pick up|attend|come to the phone|speak|talk|picked up|answered"
    r"|took)\b"
)
"""What says behind a call that the other side did not take it."""

_OFF = (
    r"(?:(?:was|were|is|has been|had been)(?: [a-z]+ly)? (?:postponed|cancell?ed|called off"
    r"|scrapped|shelved|put off|delayed|rejected|refused|declined|deferred|turned down|not taken up"
    r"|aborted|ruled out)"
    r"|fell through|fallen through|came to nothing|never materiali[sz]ed)\b"
)
PUT_OFF = late(
    rf"[^Q.;]{{0,80}}? but (?:the|that|their) (?:[a-z]+ ){{0,2}}?(?:call|conversation|talks) {_OFF}"
)
"""What says behind a plan to speak that nothing came of it."""

CALLED_OFF = late(
    rf"{CALL_NOUN}\b(?:(?! (?:after|because|before|when|since|if|until|while|as|once|though"
    rf"|although|whose|where) )[^Q.;]){{0,60}}? {_OFF}"
)
"""What says of the call whose noun begins there that it was called off or refused."""
WOULD_HELP = late(
    rf"{CALL_NOUN} (?:between|with|of|to|from) [^Q.;,]{{1,60}}? (?:would|could|might|may)"
    r" (?:also )?(?:bring|break|end|help|[a-z]*solve|ease|settle|calm|avert|make|change|mean|show"
    r"|send|save|stop|prevent|defuse|open|pave|restore|improve|heal|mend|hurt|harm|damage|cost)\b"
)
"""What says of the call whose noun begins there what it would do, were there one."""
ANY_CALL = late(r"\b(?:an?|any|another) (?:[a-z-]+ ){0,2}\Z")
"""What, before the noun of a call, means any."""

_DISMISSES = (
    r"(?:(?:dismiss|reject|refut|contradict)(?:ed|es|s|ing)|(?:wav|brush|swept|shot|sho|knock)[a-z]*"
    r" (?:aside|off|away|down)|scotch(?:ed|es)|rubbish(?:ed|es)|quash(?:ed|es))"
)
_RUMOURS = r"(?:reports?|claims?|rumou?rs?|information|stor(?:y|ies)|allegations?|suggestions?)"
DENIED_BEFORE = late(
    rf"\b(?:den(?:ied|ies|ying)|{_DISMISSES} (?:[a-z]+ ){{0,2}}?{_RUMOURS})\b[^.;]{{0,80}}$"
)
"""What, before a trigger, says that somebody denies the call."""

_QUARREL = (
    r"(?:rows?|rifts?|quarrels?|clash(?:es)?|arguments?|tensions?|disagreements?|disputes?|threats?"
    r"|shouting|bad blood|friction)"
)
_THE_CALL = (
    r"(?:in|during|over|after|on|at) (?:(?:the|an?|his|her|their|its|D\d+(?:'s)?|N\d+"
    r"|[PG]\d+(?:[-\u2013][PG]\d+)?(?:'s?)?|[a-z-]+) ){0,4}\Z"
)
DENIED_OF_IT = late(
    rf"\b(?:den(?:ied|ies|ying)|{_DISMISSES}) (?:[^.;]{{0,60}}?\b{_QUARREL} "
    rf"|(?:{_RUMOURS} of )?(?:(?!(?:{_RUMOURS}"
    r"|sp[oe]ken?|talk|call|(?:tele)?phon|convers|contact|being|been|part|participat|join)[a-z]*"
    rf"\b)[^ .;]+ ){{1,12}}?){_THE_CALL}"
    r"|\bthat (?:the|this|that|their|his|her|its|D\d+'s|[PG]\d+'s?)(?: [a-z-]+| N\d+){0,3} \Z"
    r"|\b(?:ended|interrupted|cut (?:short|off)|broken? off|misused|recorded|taped|leaked)"
    r" (?:the|his|her|their|P\d+(?:'s?)?)(?: [a-z-]+){0,3} \Z"
)
"""What, between a denial and words for a call, says that something in it is denied: "a row in"."""
HAPPENED = late(
    r"(?: (?:between|with|from|to|on) [PGD]\d+(?: and P\d+)?)?,? (?:(?:had|has|have|was|were|ever"
    r"|even|actually|been|being) ){0,3}(?:taken place|took place|happen(?:ed)?|occurr?(?:ed)?"
    r"|exist(?:ed)?|made|held|placed|planned|scheduled|to)\b"
)
"""What, behind "denied that the call", makes it the call itself that is denied."""

REPORTED = late(
    rf"\b{_RUMOURS} (?:in [^.;]{{1,30}} )?(?:that|of|about|according to which|saying(?: that)?)\b"
    r"(?! P\d+ (?:had )?(?:made|put forward|repeated|voiced))[^.;]{0,80}\Z"
)
DENIED_BEHIND = late(
    r"[^.;]{0,100}? (?:was|were|is|are|has been|have been) (?:also |later |[a-z]+ly )?(?:denied"
    r"|refuted|rejected|dismissed|contradicted)\b"
)
"""What, behind a report of a call in the press, says that somebody denies it."""

DENIED = late(
    r"\b(?:(?:was|were|is|are) (?:false|untrue|not true|fake)|no such (?:call|conversation)"
    r"|did not take place|didn't take place|never took place"
    r"|untrue|false (?:report|information)|pure fiction|fabricated"
    r"|(?:called|calling|dismissed|dismissing) (?:the|that|such|those) reports?)\b"
)
"""What, near a trigger, says that a reported call did not happen."""

SAID_IN_IT = late(r"\bthat (?!(?:it|this|there|such|no|the (?:[a-z]+ )?(?:call|conversation))\b)")
"""What, between words for a call and a denial, says that something told in it is denied."""

VIDEO = late(
    r"\bvideo|\bvirtual|\bonline (?:summit|meeting|talks)|\bzoom\b|\bby link\b|teleconference"
)
ONE_CALL = late(r"video|virtual|conference|\b(?:call|conversation|talks?|summit|chat)\b")
TELEPHONE = late(
    r"phon|\br[au]ng\b|\bdial|\bcall(?:ed|s|ing)?\b(?! (?:off|for|upon)\b)|\bon the line\b"
    r"|\bhung up\b|\breceiver\b"
    r"|\b(?:got|gotten|gets?|getting|put|patched|connected) through to\b"
)
OF_CALLS = late(
    r"\b(?:tele)?phone[ds]?\b|\b(?:to|will) call (?!for\b|on\b)|\bcalls\b(?! (?:for|on)\b)"
    r"|\bcall (?:from|with|between)\b",
    re.IGNORECASE,
)
"""What, in the first lines of an article, says that it is about calls."""
BY_PHONE = late(r"\b(?:tele)?phon(?:e|es|ed|ing)\b(?! (?:number|compan|book|tapp|hack|records?))")
"""The telephone, named anywhere in a sentence about a call."""

LATER_SAME_DAY = late(
    r"\b(?:hours|minutes|shortly|immediately|moments|soon) (?:after|later|before|earlier)\b"
    r"|\b(?:later|earlier) (?:that|in the|the same) day\b|\bthe same day\b|\bseparately\b"
)
SAYS_CALL = late(r"\b(?:call|conversation|(?:the|their) (?:talks?|discussion|contact|exchange))\b")
"""Nouns for a call, of which a sentence may say who asked for it."""

FOR_OTHERS = late(
    r"\b(?i:aides?|advis[eo]rs?|officials?|envoys?|spokes(?:men|people)|diplomats?|representatives?"
    r"|lawyers?|delegations?|teams?|staff|wives|wife|husband|famil(?:y|ies)|sons?|daughters?|widow"
    r"|brother|sister|mother|father|relatives?|supporters?|ministers|deput(?:y|ies)|assistants?)"
    r" (?:of|to|for|from|around) (?:both |the |late |[A-Z][A-Za-z]+ ){0,4}\Z"
)
"""Who, of the leaders named next, speaks or is spoken to in their place."""

"""What the words around a call say of how long it lasted."""

from __future__ import annotations

from toolkit.extract.calls.wording.words import BY_WIRE
from toolkit.patterns import late

_SOME = (
    r"(?:(?: (?:slightly|somewhat|little|bit|just|well|far|much|no))? (?:longer|more|less|shorter"
    r"|over|under|past|beyond|short|shy|north|upwards?|up|close|almost|nearly|barely|roughly"
    r"|approximately|around|about)(?: than| to| of)?)?"
)
"""What says that a length is not exact, where its words do not hold it."""
_NO_FIRE = r"(?! (?:of (?!views|opinions|words|ideas|information|thoughts)|rates?|programmes?))"
"""What, behind "exchange", makes it none of words: "an exchange of fire"."""
DURATION_NEAR = late(
    r"(?:\blength of (?:the|their) (?:call|conversation|talks) (?:at|as|was) N(?P<length>\d+)"
    r"|\b(?:for|lasted|lasting|ran|running|took|took up|went on for|lasts|spent|exceeded|duration"
    r" of|during|spanned|stretched to|stretched over|went on|continued for"
    r"|ran to|clocked in at|came to)"
    rf"(?: (?:for|over|an?|some|just|well|only|barely|mere|good|full|whole|total|of)){{0,3}}{_SOME}"
    r" N(?P<after>\d+)"
    r"|\b(?:end(?:ed|s)|concluded|finished|wrapped up|over|completed|cut (?:short|off)|broken off"
    r"|broke off|interrupted|hung up|rang off|terminated)\b[^Q.;]{0,60}? after(?: a)?"
    rf"(?: just| only| mere| well)?{_SOME} N(?P<ended>\d+))"
    r"|(?<!scheduled )(?<!expected )(?<!planned )N(?P<before>\d+)[ -](?:long )?"
    r"(?!(?:leaked|audio|recorded|taped|edited) )(?:[a-z-]+ ){0,3}?"
    rf"(?:call|conversation|talks|discussion|chat|conference|exchange{_NO_FIRE}|phone|video)"
    r"|\b(?:call|conversation|talk|chat|exchange),? of N(?P<long>\d+)"
    r"|\b(?:call|conversation),? N(?P<lying>\d+)[ -]long\b"
    r"|N(?P<of>\d+) of (?:[a-z-]+ ){0,2}(?:talks|conversation|discussions?)\b"
    r"|(?:in|during|over) (?:the|those|their|some|just|only|about) N(?P<spoken>\d+)"
    r" (?:that |for which )?(?:they|the two(?: [a-z]+)?|G\d+) (?:had )?(?:spoke|spoken|talked"
    r"|were on the (?:tele)?(?:phone|line)|conversed)\b"
    r"|N(?P<all>\d+) (?:was|were) (?:all|the (?:whole|entire) time|how long)\b[^.;]{0,80}?"
    r" (?:spent|talked|spoke|lasted|needed|took|were on)\b"
    r"|N(?P<into>\d+) into (?:speaking|talking|(?:the|their|a|what)\b)"
    r"|N(?P<phone>\d+) (?:by|on|over) (?:the )?(?:tele)?phone\b"
)
"""A duration that says how long a call lasted."""

_SPEAKERS = (
    r"\b(?:it|which|they|the (?:two(?: (?:men|women|leaders|sides|presidents|ministers))?|pair"
    r"|leaders|men|women|presidents|ministers|(?:whole )?(?:thing|affair|exercise|business))"
    rf"|(?:the|their) (?:talks?|dialogue|discussions?|chat|exchange{_NO_FIRE}|contact"
    r"|consultations)|G\d+"
    r"|P\d+ and P\d+|C\d+(?= (?:spoke|talked))|P\d+(?= (?:were|was|stayed|remained|kept|hung) ))"
)
_WAS_SAID = (
    r"what (?:[a-zPCGD0-9'-]+ ){1,8}?(?:put at|called|described as|reckoned(?: to be| at)?"
    r"|estimated at|timed at"
    r"|(?:tells? us |says? |said |insists? |insisted )?(?:was|were|is|lasted))"
)
"""What tells whose word a length is: "for what his aides put at"."""
LASTED = late(
    rf"{_SPEAKERS}(?:, of|(?:,? that|,? which)? (?:had |have |also |then )?(?:lasted|spoke|talked"
    r"|conversed|chatted|went on|continued|dragged(?: on)?|stretched|ran|took(?: up)?|ate up"
    r"|used up|spent|went at it|(?:was|were) (?:all )?(?:over|done|finished|through|at it)"
    r"|(?:were|was|stayed|remained|kept|hung) (?:together )?on (?:it|the (?:tele)?(?:phone|line))))"
    r"(?: (?:on|in|within|after|out|for|over|just|some|only|an?|the (?:best|better|greater) part of"
    rf"|nearly|well|good|full|mere|no more than|all of)){{0,4}}{_SOME} N(?P<spoke>\d+)(?! mark)"
    rf"|\bfor {_WAS_SAID}{_SOME}(?: (?:just|some|only|an?|good|full|mere))*{_SOME} N(?P<put>\d+)"
    rf"|\b(?:call|conversation|talk|exchange{_NO_FIRE}|chat|chinwag|discussion)\b"
    r"[^GQN.;:]{0,100}(?::|,)"
    r"(?: (?:an?|some|just|only|about|barely|brisk|full|mere|good|bare|scant|brief|long))*"
    r" N(?P<set>\d+)(?=, (?:of which|was|in all|all told|the)|\.|$)"
    r"|\b(?:in|over|during) the (?:course|space|span) of"
    rf"(?: (?:an?|some|just|only|good|full|mere|barely|[a-z]+))?{_SOME} N(?P<course>\d+)"
    rf"|^(?:over|for|during)(?: (?:an?|some|just|only|good|full|mere|well|the)){{0,2}}{_SOME}"
    r" N(?P<through>\d+)(?=,| (?:on )?D\d+,? (?:[PG]\d|they|the (?:two|pair|men|women|leaders))"
    r"| [PG]\d| (?:they|he|she|both|the [a-z]+|C\d+)\b[^.;]{0,60}?\b(?:listen|talk|sp[oe]k"
    r"|discuss|went (?:over|through)|heard|argued|conferred|explain|pleaded|exchanged|traded))"
    r"|^(?:in|within)(?: (?:just|only|barely|the (?:course|space|span) of))*"
    rf"(?: (?:an?|some|good|full|mere))*{_SOME} N(?P<within>\d+)"
    r"(?=, (?:G\d|they|both|the (?:two|pair)|[^.;]{0,80}? (?:voiced|discussed|raised|covered|spoke"
    r"|talked|went (?:over|through)|explained|exchanged))\b)"
    r"|^P\d+ (?:spoke|talked) for(?: (?:an?|some|just|only|good|full|well|about))*"
    rf"{_SOME} N(?P<alone>\d+)(?=[.,]|$| (?:to|with) P\d)"
    r"|\bput (?:(?:its|the|their) (?:length|duration)(?: of (?:the|their|that) [a-z]+)?|it) at"
    rf"{_SOME} N(?P<at>\d+)"
    r"|\bN(?P<line>\d+) (?:that )?(?:G\d+|they|the [a-z]+)(?: had)? spent (?:on the"
    r" (?:tele)?(?:phone|line)|talking|speaking|in conversation)\b"
    r"|\b(?:ended|over|finished|concluded|closed)\b[^PGQ.;]{0,60}?(?:,| some| just)*"
    r" N(?P<begun>\d+) after (?:it|they|the (?:call|conversation|talks))(?: had)?"
    r" (?:begun|began|started)\b"
    r"|\b(?:spoke|talked|told) of N(?P<told>\d+)(?=[.,]|$)"
    r"|\bused N(?P<used>\d+)[^PG.;]{0,60} to (?:call|phone|ring|telephone|speak|talk) "
    r"|\bthey (?:had|got|were given) N(?P<given>\d+)(?=[.,]|$| together)"
    r"|\bspent(?: (?:an?|some|just|only|good|full|the (?:best|better) part of))*"
    rf"{_SOME} N(?P<spent>\d+)(?: on D\d+| D\d+)?"
    r" (?:with P\d|telling P\d|on the (?:tele)?(?:phone|line)|talking|speaking|trying to)"
    r"|\b(?:the|their|an?|G\d+(?:'s?)?) N(?P<talk>\d+)[ -](?:long )?"
    r"(?:(?!(?:leaked|audio|recorded|taped|edited) )[a-z-]+ )?(?:talk|talks"
    rf"|exchange{_NO_FIRE}|dialogue|discussion|chat|call|conversation)\b"
    r"|\b(?:in|during|over|after) (?:an? |the |their )?(?:[a-z]+ )?(?:talks|conversation"
    rf"|discussions?|dialogue|exchange|chat|call) (?:lasting|of|that (?:lasted|ran|took)){_SOME}"
    r"(?: (?:an?|some|just|only|for))* N(?P<held>\d+)"
    r"|\b(?:and|but) (?:stayed|remained|kept|hung|was|spent)(?: [a-z]+)? on"
    r" (?:it|there|the (?:tele)?(?:phone|line))"
    rf" for(?: (?:an?|some|just|only|good|full|well))*{_SOME} N(?P<stayed>\d+)"
    r"|\b(?:length|duration) of the (?:tele)?(?:phone )?(?:call|conversation): N(?P<length>\d+)"
    r"|\b(?:call|conversation) (?:was|is) (?:just |only |about )?N(?P<was>\d+) (?:long|in length)"
    r"|\b(?:call|conversation)\b[^PGQ.;]{0,40}, lasting (?:just |only |some )*N(?P<lasting>\d+)"
    r"|\b(?:talks?|dialogue|discussion)\b[^PGQ.;]{0,40} (?:took place|held) (?:over|for)"
    r" N(?P<over>\d+)"
    rf"|\b(?:call|conversation|talks|exchange{_NO_FIRE}|chat)\b[^PGQ.;]{{0,40}}"
    r" (?:lasted|ran|stretched|went on|continued|took)"
    rf"(?: (?:to|for|on|over|into|just|only|some|well))*{_SOME} N(?P<ran>\d+)"
    rf"|{_SPEAKERS} (?:exchanged views|conferred|consulted|discussed|spoke [a-z]+|talked [a-z]+)\b"
    rf"[^PQ.;:]{{0,200}} for{_SOME} N(?P<views>\d+)(?=[.,]| on | D\d|$)"
    r"|\bfor N(?P<left>\d+) to (?:speak|talk) (?:to|with) P\d+"
)
"""A duration near the words for a call, whose subject goes back to it: "it lasted an hour"."""

WITH_ONE_FOR = late(
    rf"\b(?:with|to) (?:[a-zC]\S* ){{0,6}}?P(?P<with>\d+),?(?: {BY_WIRE})?(?:(?: on)? D\d+)?,?"
    r" (?:for|lasting)(?: [a-z]+){0,4} \Z"
)
"""With whom alone somebody spoke for a length that follows: "with P1 by phone for N2"."""

WE_TALKED = late(
    r"\b(?:i|we)(?:'ve| have| had| just| actually| must have)*"
    r" (?:sp[oe]ken?|talked|chatted|were on|was on)"
    r"(?: (?:the (?:tele)?(?:phone|line|call)|(?:to|with) (?:P\d+|him|her|each other)|together))*"
    rf" for(?: (?:an?|good|just|only|well|over|maybe)){{0,3}}{_SOME} N(?P<we>\d+)"
)
"""How long a participant says a talk lasted: "we spoke for half an hour"."""

OWN_LENGTH = late(
    r"(?<!scheduled )(?<!expected )(?<!planned )N(?P<own>\d+)[ -](?:long )?(?:[a-z-]+ ){0,2}?"
    r"(?:tele)?phone (?:call|conversation|talks|discussion)\b"
)
"""A length with the words for a call: that of the only call of an article."""

OTHER_LENGTH = late(
    r"\bsince D\d+, when [^.;]{0,60}"
    r"|\b(?:reporters|journalists|lawmakers|C\d+|met P\d+|within|wait(?:ed|ing)?|delayed|late"
    r"|(?:scheduled|expected|planned|due|supposed|meant|set|(?:was|were|is|are)(?= to))"
    r"(?: to (?:last|run|take|go|be|speak|talk|be an?))?"
    r"|(?:flew|drove|travell?ed|slept|rested|debated|flying|queued))(?: for| by)? ?\Z"
)
"""What, right before a length, says that it is the length of something else."""

SHARED = late(r"N\d+ on [^,.;]{1,40} and (?:N\d+|[a-z-]+) on\b")
"""A length that is only a part: "ten minutes on trade and twenty on jobs"."""

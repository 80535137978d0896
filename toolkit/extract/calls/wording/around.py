"""What stands around the words for a call and those whom a sentence names: patterns of `roles`."""

from __future__ import annotations

from toolkit.extract.calls.wording.phrases import WORDS
from toolkit.extract.calls.wording.words import ADJECTIVES, HOLD, NOT_NAMING
from toolkit.extract.lexicons import words
from toolkit.patterns import late

DOES = (
    r"(?:[a-z]+(?:ed|es|s)|told|met|saw|left|beat|took|rang|spoke|sent|gave|let|put|to [a-z]+"
    r"|reach|contact|get|call|(?:tele)?phone|ring|(?:speak|talk) to)"
)
OBJECT = late(
    r"(?:,[^,;:.PGQ]{1,80},)?(?:(?<=t was P\d) who)?(?:(?: (?!(?:said|says|that|who|which|when|if"
    r"|because|of|with|by|for|from|and|but|after|before|as|over|about"
    r"|met)\b)[a-z]+| tried and failed| D\d+){0,6}?)"
    rf" (?!said|says|asked if|believes|hopes){DOES}(?: out(?: to)?| up| off)?"
    r"(?: his| her| their| the| newly| new| re-?elected| elected| incoming| outgoing){0,3} "
)
"""What stands between a subject and its object."""
AND_DOES = late(rf",? and (?:then |also |later |again )?(?!said|says){DOES} (?:his |her |the )?\Z")
"""What stands before the object of the second thing that a subject does."""
SPOKEN_OF = late(rf" (?:[a-z]+ )?(?:{'|'.join(sorted(words('call_spoken_of')))})\b")
SAYS_THAT = late(
    r"(?:,[^,;:.PGQ]{1,60},)? (?:also |later |had |has )?(?:said|says|added|reported|announced"
    r"|confirmed|wrote|noted|claimed|told (?:reporters|journalists|C\d+|the [a-z]+)) that\b"
)
"""What follows who only tells of it."""
CLAUSE = late(r"[.;:?!]| (?:but|while|whereas|although|though|because) |\u2014| -- ")
TALKS_OVER = late(
    r"(?: also| then| later| again){0,2} (?:discuss|review|exchang|address|examin|evaluat|assess"
    r"|consult|coordinat|agree|confer|debat|spoke|talk)[a-z]*\b"
)
"""What somebody does with another in a call that the sentence begins with."""
SECOND_CALL = late(
    r"\b(?:an?|another|the|his|her) (?:[a-z]+ )?call\b"
    r"|\b(?:on|about|of|over|how) (?:how )?(?:(?:P\d+(?:'s?)?|the|his|her|their) )?"
    r"(?:[a-z-]+ ){0,2}?(?:talks?|meetings?|conversations?|negotiations|discussions?|encounter"
    r"|deal|row|dispute|ties|relations) with\b"
    r"|\b(?:about|after|before|following) P\d+"
    r" (?:[a-z-]+ ){0,2}?(?:talks?|meetings?|conversations?|visit|summit|quarrel|dispute|deal)\b"
)
"""What, behind words for a call, is a call or talk of its own: those named next belong to that."""
MET_WITH = late(
    r"\b(?:on|about|of|over|how|after|following|from) (?:(?:P\d+(?:'s?)?|the|an?|his|her|their) )?"
    r"(?:[a-z-]+ )?(?:talks?|meetings?|summit|dinner|lunch|encounter|visit|row|dispute|deal)"
    r" with (?:[a-z]+ ){0,3}\Z"
)
"""What stands before one whom another met, of which a third one is told: "on meeting with P2"."""
SIDE_WORD = late(r"\b(?:with|to)\b")
ANOTHER_TALK = late(r"\b(?:calls?|conversations?|talks?|meetings?|chats?)\b|phone|video")
"""What, between "spoke" and "with", makes it the words of clearer rules, or of another talk."""
OWN = late(rf"(?:'s?)? {ADJECTIVES}(?:N\d+[ -](?:long )?)?\Z")
CALLED_SO = late(NOT_NAMING)
TO_WHOM = late(
    r"(?: up)?(?:(?: on| late| early)* D\d+)?(?: (?:with|to|by|both))? (?:his |her |the )?"
    rf"(?:C\d+(?:'s?)? )?{WORDS}"
)
FAR, NEAR = 80, 40
WINDOW = 600
"""How many characters from the words for a call those who took part stand at most."""
DAY_ONLY = late(r"(?: (?:on|late|early))*(?: D\d+)?,? ")
WHO = late(r",? who ")
TAKES = late(
    r"\b(?:took|takes?|taken|taking|accept(?:ed|s)|answer(?:ed|s)|received?|fielded|got"
    r"|(?P<returns>return(?:ed|s)))\b"
)
REACHES = late(
    r"\b(?:return(?:ed|s|ing)|(?<!was )(?<!been )reach(?:ed|es)|contact(?:ed|s)"
    r"|getting (?:in|into)|got (?:in|into)) "
)
HAS = late(r"\b(?:had|has|have|having|got|kept)(?: [a-z]+){0,2} \Z")
GOT_ON = late(r"\b(?:got|gets|went|jumped|hopped) \Z")
ONE_WAY = late(r"calls?\Z")
BY_WHOM = late(rf"(?:(?: on| late| early)* D\d+)? by (?:the )?{WORDS}")
BOTH_WAYS = late(r"\bmade and received\b")
"""What tells nothing of who called, although "to" or "from" follows."""
BREAK = late(
    r"\b(?:that(?! (?:same |very )?(?:day|evening|night|morning|afternoon|week))|which|who"
    r"|when|where|after(?! another)|before|because|if|said|says|told|was|were|is|are|has"
    r"|had|will|would|refus(?:ed|es))\b|, (?:and|but|(?!speaking|talking|including)[a-z]+ing)\b"
    r"|\band (?:(?:then|later|also|afterwards|[a-z]+ly) ){0,2}"
    r"(?:[a-z]+ed|gave|told|made|took|sent|held|went|left|met|got|put|let|spoke|saw)\b"
    r"|\b(?:meetings?|summits?|visits?|dinners?|letters?|messages?|follow(?:s|ed))\b"
)
VERB_CALL = late(
    r"(?:\b(?:to|will|would|could|can|may|might|should|must|not|and|they|we|you|i|who|sides?"
    r"|leaders?|countries|governments?|ministers?)|[GC]\d+) \Z"
)
"""What, before "call", makes it a verb."""
HELD = late(
    rf"\b(?:in|during|over|following|after|on|{HOLD}) (?:an?|the|their|his|her|another)"
    rf" {ADJECTIVES}\Z"
)
"""What, before "call", makes it one that was held."""
ASIDE = late(
    r" ?(?:--|\u2014) ?[^.;\u2014]{1,140}?(?:--|\u2014) ?"
    r"|, each (?:[a-z]+ )?on (?:P\d+(?:'s?)?|his|her|their) own,"
    r"|, as (?:[^,.;]{0,60} )?(?:said|says|told|mention(?:ed|s)|announc(?:ed|es)|noted|reported"
    r"|confirmed|put it|explained|recalled|indicated|disclosed|revealed)\b[^,.;]{0,80},"
)
"""What is told between dashes, and who told of it: "as P1 said on D0"."""
AFTER_COMMA = late(r"(?:,|--|\u2014) ?(?:[a-z]+ )?\Z")

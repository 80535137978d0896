"""What the rules about calls are made of: the form of a rule and the parts of its patterns.

Patterns speak of skeletons (`calls.skeletons.skeleton`): ``P0`` a person, ``G0`` a group,
``C0`` a government or organisation, ``D0`` a date, ``N0`` a duration, ``Q0`` a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from toolkit.extract.calls.wording.needs import Need, Needs, Sieve, all_stand
from toolkit.patterns import compiled

APPOSITION = (
    r"(?:, (?:(?:his|her|their) P\d+|(?:P\d+'s )?[^,;:PGQD]{1,80})(?:,|(?=;))"
    r"|, who [^,;:PGQ]{1,80},|,(?= [a-z]))?"
)
# What may stand before a person's name or office: any words that begin no other phrase and name
# nobody else: the head of C0, key ally, the embattled president.
_RANK = (
    r"(?:(?!(?:about|over|of|and|or|who|whom|that|which|with|to|from|by|for|in|at|as|into|after"
    r"|before|during|between|on|against|amid|when|while|if|not|said|says|told|called"
    r"|phoned|telephoned|rang|dialled|met|spoke|talked|thanked|invited|reporters?"
    r"|journalists?|donors?|investors?|officials?|aides?|staff|supporters?|lawmakers?|members?"
    r"|relatives?"
    r"|famil(?:y|ies)|envoys?|ambassadors?|advis[eo]rs?|lawyers?|executives?|troops|wife|husband"
    r"|son|daughter|widow|brother|sister|father|mother) )[a-z][a-z'-]* "
    r"|(?:heads?|leaders?|presidents?|rulers?|kings?|emirs?) of"
    r" (?:state|government|(?:the )?C\d+),? ){0,5}"
)
PERSON = rf"P\d+(?![\d'])(?: of C\d+)?(?:, jr\.)?{APPOSITION}"
_NEXT = rf"[,;] (?:C\d+, )?{_RANK}{PERSON}"
_LAST = (
    r"(?:[,;]? and(?:, [^,;.PGQ]{1,50} sa(?:id|ys),"
    r"|,? [-\u2013\u2014] ?[^,;.PGQ]{1,50} ?[-\u2013\u2014])? |,? as well as |,? along with )"
    r"(?!(?:[a-z]+ed|told|met|rang|gave|sent) P\d)"
    rf"(?:[a-z]+ )?(?:with |to )?(?:C\d+, )?{_RANK}{PERSON}"
)
_ANOTHER = rf"(?:(?:{_NEXT}){{2,7}}(?:{_LAST})?|(?:{_NEXT})?{_LAST})"
PERSONS = rf"{_RANK}{PERSON}{_ANOTHER}{{0,2}}"
_HEADLINE_PAIR = r"(?<![a-zA-Z0-9,;'] )(?<![a-zA-Z0-9])P\d+(?:, P\d+){1,4}(?! and )"
# "The leaders of C2, C3 and C4" whose names are not known are no group told of before.
GROUP = r"G\d+(?!\d| of (?:the |both )?[CP]\d)"
SIDE = rf"(?:{_HEADLINE_PAIR}|{PERSONS}|{GROUP})"
PAIR = rf"(?:{_HEADLINE_PAIR}|{_RANK}{PERSON}{_ANOTHER}{{1,2}}|{GROUP})"
OTHERS = (
    r"(?:P\d+, P\d+(?= (?:in|by|over|on|via|after|amid|about|ahead|as|before) |$)"
    rf"|{PERSONS}|{_RANK}{GROUP})"
)
# A list of leaders, as long as an official account of a round of calls has it. Behind each of them
# stands no verb: "her office said" and "P1 said" are no items.
_LISTED = (
    rf"{_RANK}(?:P\d+ )?P\d+(?![\d'])(?=$|[,.;:)]| \(| (?:and|as well|of|in|on|at|by|from"
    rf"|over|about"
    r"|for|to|with|D\d+|N\d+|who|whom|whose|plus|then|after|before|during|late|early|last|followed|among|too"
    r"|twice|once|several times|(?:two|three|four) times|every|each|also|both"
    r"|respectively|all|while|was|were)\b)"
)
_AND_NEXT = (
    r"(?: (?:of|in|from) C\d+)?(?:, P\d+'?s? (?!and\b)[a-z][^PGQ.;:]{0,60}?(?=[,;])"
    r"|,? [^PGQ.;:]{0,60}?)??"
    r"(?:[;,] (?:and |while |as well as |plus )?|,? and |,? as well as |,? along with |,? plus )"
    r"(?:(?:then|next|last(?:ly)?|finally|later|separately|also|earlier|(?:the "
    r"|an? )?(?:second|third|fourth|fifth|last"
    r"|final|other|another|next)(?: one)?|one|followed by|D\d+),? ){0,2}"
    r"(?:(?:was |came |went )?(?:with|to|from|by) )?(?:C\d+(?:'s?)?,? )?"
)
MANY = rf"{_LISTED}(?:{_AND_NEXT}{_LISTED}){{0,19}}"
FILL = r"(?:[ ,][^PGQ.;:]{0,60}?)??"
SPEAK = (
    r"(?:spoken?|speaks?|speaking|talk(?:s|ed|ing)?|conferred|convers(?:ed|es)|communicated"
    r"|chatted|ha(?:d|ve|s) a (?:brief |quick |short )?word)"
)
ADVERBS = (
    r"(?:,? (?:also|then|later|separately|reportedly|again|both|jointly|just|last|briefly"
    r"|personally|each|directly|already|twice|repeatedly|privately|only|even|have|has|had"
    r"|earlier|on|first|recently|previously|soon|finally"
    r"|once|in|\(?D\d+\)?|for|N\d+|of|more than|is|was|were|are|to|said|be|been|known|will|would"
    r"|refus(?:ed|es)|declin(?:ed|es)|plans?|planned|scheduled|expected|due|set|hopes?|wants?"
    r"|agreed|going|about|intends|not|never|late|overnight|afternoon|evening|morning|night"
    r"|may|could|at length"
    r"|(?:two|three|four|five|six|several|many|multiple|\d+) times"
    r"|(?:upon|at|by) (?:request|invitation|appointment))){0,8}"
)
BY_WIRE = (
    r"(?:(?:by|on|over|via|through|per) (?:a |an |the |his |her |their )?"
    r"(?:(?!planned|proposed|possible|upcoming|scheduled|cancel|leaked"
    r"|(?:as|and|or|but|while|when|amid)\b)[a-z-]+ ){0,2}?"
    r"(?:tele)?phone(?: line| call| link)?s?|by (?:a )?video(?: ?link| ?conference| ?call)?"
    r"|(?:via|by|over|through|on) (?:a )?(?:[a-z-]+ ){0,2}?(?:video|zoom)[a-z -]{0,12}"
    r"|(?:over|by|on|via|through) (?:an? |the )?(?:(?:secure|encrypted|protected|direct|special)"
    r" (?:[a-z]+ )?(?:line|link|channel|connection)|hot-?line))"
)
WIRE = rf"(?:{BY_WIRE}|in (?:an? )?(?:(?:tele)?phone|video) (?:calls?|conversations?|talks))"
_PHONE = r"(?:(?:tele)?phone|telephonic)"
PHONE_NOUN = (
    rf"(?:{_PHONE} (?:calls?|conversations?|talks?|discussions?|exchanges?|chats?|summit|contacts?"
    r"|conferences?|consultations?|communications?|negotiations?|dialogues?)"
    r"|(?:tele)?phone-?calls?|teleconferences?"
    r"|video ?(?:-| )?(?:calls?|conferences?|conversations?|summits?|meetings?|talks|link)"
    r"|(?:virtual|online|remote) (?:[a-z-]+ )?(?:summits?|meetings?|talks|conversations?"
    r"|discussions?)|conference calls?|calls?)\b"
)
CALL_NOUN = rf"(?:{PHONE_NOUN}|conversations?)"
ADJECTIVES = (
    r"(?:(?!(?:the|an?|in|on|for|to|by|from|at|about|after|before|during|which|that|who|said"
    r"|says) )[a-z'-]+,? |N\d+[ -]|D\d+(?:'s)? |Q\d+,? ){0,5}?"
)
ADDRESSED = r"(?: his| her| their)?(?: newly[- ]elected| new| incoming| outgoing| re-?elected)?"
HOLD = (
    r"(?:held|holds?|holding|hold|had|has had|have had|having|has|have|made|makes|conducted"
    r"|chaired|hosted|convened|led|completed|concluded|finished|wrap(?:ped)? up|arranged|scheduled"
    r"|took part in|joined|did|exchanged|arrange|organi[sz]e)"
)
BY_SIDE = (
    r"(?:initiated|requested|arranged|placed|sought|proposed|made|set up) by (?:the )?[PC]\d+"
    r"(?: side)?"
)
REQUEST = (
    r"(?:request|initiative|initiation|proposal|invitation|behest|suggestion|urging|insistence"
    r"|prompting|instance|instigation)"
)
TELLS = (
    r"(?:told|assured|urged|asked|warned|informed|reminded|thanked|congratulated|briefed|invited"
    r"|blasted|berated|rebuked|scolded|lectured|accused|promised|apprised"
    r"|pressed|contacted|reached|consulted|updated|greeted|called on|offered)"
)
TOLD_OF = (
    r"to (?:discuss|congratulate|thank|express|offer|talk|convey|ask|urge|apologi|wish|press|say"
    r"|warn|tell|assure|explain|brief|inform|speak|invite|seek|mark|condole|reassure|review|push"
    r"|raise|demand|exchange|share|update|coordinate|consult|pass|relay|deliver|protest|complain)"
)

NOT_NAMING = (
    rf"(?=(?: of C\d+)?{APPOSITION}(?:$|[.;:]|, (?!an? |the |who |whose )|,? (?:and|on|D\d"
    r"|over|about|ahead"
    r"|following|by (?:tele)?phone|with (?:his|her|words|best|cond|congr"
    r"|the same|good wish|greet)"
    rf"|after|before|during|from|late|early|earlier|last|this|hours|minutes|days"
    r"|to (?!account|order|task|heel|the |an? )[a-z]+"
    r"|first(?! [a-z])|first (?:on|to|in|and|but|at)\b|next|too|also|separately|personally|directly"
    r"|himself|herself|as well(?! as)"
    r"|twice|once|(?:two|three|four|five|several|many|\d+) times|shortly|soon"
    r"|again|back"
    r"|overnight|amid|well (?:past|after|before|into)|past|around"
    r"|the (?:same|next|following|previous) (?:day|morning|afternoon|evening|night|week)"
    r"|for (?:N\d|the first)|at (?:his|her|about|around|home)|in (?:his|her|the|C\d+)\b)))"
)
"""What stands behind "called P1" where no name that somebody is called follows."""


@dataclass(frozen=True)
class CallRule:
    """One way in which the press reports a call.

    Attributes:
        name: identifier, published as the rule of evidence.
        says: what it reads, in a sentence.
        pattern: regular expression over a skeleton; its group ``a`` is who speaks or calls (one or
            more persons, or a group), ``b`` the other side, ``trigger`` what makes it a call.
        example: a sentence in skeleton form that it reads.
        counter: one that it does not read.
        strong: whether it alone makes a call; a weak one needs a call that the article speaks of.
        initiator: the group of the pattern that holds who called, if it tells.
        own_days: whether days before its words are others': it reads a second call in a sentence,
            or a denial.
        status: what it says of the call, planned or refused, where that is its point.
        in_series: whether it reads a call only where the article says that there were several.
        one_by_one: whether it reads a call with each of those whom it names, not one with all.
        within: whether it reads what was done in a call; who denies that does not deny the call.
    """

    name: str
    says: str
    pattern: str
    example: str
    counter: str
    strong: bool = True
    initiator: str | None = None
    own_days: bool = False
    status: str | None = None
    in_series: bool = False
    one_by_one: bool = False
    within: bool = False

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compiled(self.pattern)

    @cached_property
    def _needs(self) -> tuple[Need, ...]:
        return _needs().of(self.pattern)

    def places(self, skeleton: str) -> Iterator[Reading]:
        """Where the rule reads a skeleton.

        The patterns are long, and most articles need few of them: one is compiled only when the
        words that it needs first stand in a skeleton.
        """
        if not all_stand(self._needs, skeleton):
            return
        for match in self.regex.finditer(skeleton):
            groups = match.groupdict()
            yield Reading(
                self,
                match.span(),
                match.span("trigger"),
                groups.get("a"),
                groups.get("b"),
                groups.get("purpose"),
                self.initiator,
            )


def sieve_of(rules: Iterable[CallRule]) -> Sieve[CallRule]:
    """What tells which of some rules may read a skeleton, by the words that they need."""
    return Sieve((rule, rule._needs) for rule in rules)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule reads at one place of a skeleton.

    Attributes:
        rule: the rule.
        span: all that it read.
        trigger: what of that makes it a call.
        first: the words for those who speak or call, placeholders among them.
        second: the words for the other side.
        purpose: a quotation that tells why somebody called.
        initiator: which side called, "a" the first or "b" the other, if the words tell.
    """

    rule: CallRule
    span: tuple[int, int]
    trigger: tuple[int, int]
    first: str | None
    second: str | None
    purpose: str | None = None
    initiator: str | None = None

    def words(self, skeleton: str) -> str:
        """All that it read, as it stands in the skeleton."""
        return skeleton[slice(*self.span)]

    def trigger_words(self, skeleton: str) -> str:
        """What makes it a call, as it stands in the skeleton."""
        return skeleton[slice(*self.trigger)]


@cache
def _needs() -> Needs:
    """What patterns need; of the long parts that many of them hold it is told once."""
    parts = (APPOSITION, PERSON, PERSONS, SIDE, PAIR, OTHERS, FILL, SPEAK, ADVERBS, BY_WIRE, WIRE)
    more = (PHONE_NOUN, CALL_NOUN, ADJECTIVES, ADDRESSED, HOLD, BY_SIDE, REQUEST, TELLS, TOLD_OF)
    return Needs((*parts, *more))

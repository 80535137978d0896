"""What a topic rule sees of a sentence: a frame word, who acts, whose words, what came before."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.extract.topics.sentences.clauses import RELATIVES, Anchor, Clauses, Role, Source, Voice
from toolkit.extract.topics.wording.lexicon import Found, Span
from toolkit.patterns import late

FIRST_PERSON = late(r"\b(?:i|we)(?: (?:have|had|also|just|both|ve|then))? \Z")
"""Whoever speaks acts himself: "I told her", "we discussed"."""
_NEGATION = late(
    r"(?:\b(?:not|never|no|without|nor|neither(?: of)?(?: the)?|nobody|nothing|hardly)|n t|\bt)"
    r"(?: \w+)? \Z"
)
_REFRAINS = late(
    r"\b(?:hesitat|declin|refus|fail|neglect|forgot|stop)\w* (?:short of )?(?:to )?(?:\w+ )?\Z"
    r"|(?:\bnot|n t|\bnever|\bnor|\byet to) (?:\w+ ){0,2}(?:or )?\Z"
)
_PASSIVE = late(
    r"\b(?:was|were|been|being|be|wasn t|weren t)"
    r"(?: (?:not|never|also|likewise|too|both|all|again|further|\w+ly))* \Z"
)
_FIRST_SINCE = late(r"\W*(?:it|this) (?:is|was|marked|marks) the(?:ir)? (?:first|second|third)\b")
_DAYS_APART = late(
    r"(?:\w+ )?(?:hours|days|weeks|months|years|day|week|month|year) (?:before|after)"
)
# But "demanded an apology on Friday when she phoned him" is of the call's own day.
_SINCE = late(
    r"\b(?:since|in|from|on(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day)) (?:\w+ ){1,3}\W*\Z"
)
_CLOSED = late(r"[,;)–—]|--")
_BEFORE_TIME = late(
    r" (?:have|has) (?:\w+ ){1,6}\Z"
    r"| (?:\w{2,}ed|held|made|begun|won|struck|sent|taken|put|born|built|broke|left|met)"
    r"(?: (?:in|on|by|at|between|with|there|here)(?: \w+){0,4}?)? \Z"
)
_WHERE_REACH = 160
_WHERE = late(
    r"\b(?:meeting|summit|conference|gathering|visit|encounter)\b[^;:]{0,80}, (?:where|at which) "
    r"(?:[\w’'-]+ ){0,6}\Z"
)
_A_DAY = late(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)\b")
_COMING = late(r" (?:upcoming|forthcoming|coming|planned|next) ")
_TO_A_TIME = late(
    r"(?:before|after|since|by|until|following) (?:(?:the|this|next|last) )?"
    r"(?:end|start|beginning|close|turn|middle|month|week|year|summer|autumn|winter|spring|christmas|easter|ramadan|midnight|noon"
    r"|dawn|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}|january|february|march|april|june|july"
    r"|august|september|october|november|december)\b"
)
_ASKED = frozenset({"discuss", "to_discuss", "tell", "stress", "mention"})
_AND = late(r",? (?:and|as well as) (?:\w+ ){0,3}")
_OPEN_QUESTION = late(
    r"\b(?:whether|if)\b|\b(?:not|n t) (?:confirm|rule out) that\b"
    r"|\b(?:may|might|could|would) (?:\w+ )?have (?:been )?\Z"
)
_DENIAL = late(r"\b(?:den(?:ied|ies|ying)|(?:not|n t) aware|unaware|no knowledge) (?:of|that)\b")


@dataclass(frozen=True, slots=True)
class Chain:
    """What the sentences before were about, so that the next can go on.

    Attributes:
        call: index of the call.
        voice: whose words they were; ``PRESS`` for the article's own.
        source: the account they gave, if any.
        block: index of the block of the last one.
        summarised: whether the article was already giving what was said in the call.
        idle: how many sentences ago it last did.
        first: country of the participant named first, whose press reports the call.
    """

    call: int
    voice: Voice
    source: Source | None
    block: int
    summarised: bool
    idle: int = 0
    first: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A part of a sentence whose topics belong to a call.

    Attributes:
        spans: the parts.
        status: ``discussed``, ``not_discussed`` or ``omitted``; ``unclear`` where it is left open,
            which nothing is kept of.
        source: whose words they are; ``None`` for the article's own or the subject's.
        subject: who acts.
        rule: name of the rule.
        lifts: code whose weak terms count here.
    """

    spans: tuple[Span, ...]
    status: str
    source: Source | None
    subject: Anchor | None
    rule: str
    lifts: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What a rule sees: a frame word, its sentence and what came before."""

    clauses: Clauses
    number: int
    chain: Chain | None
    past_date: bool

    @property
    def frame(self) -> Found[str]:
        """The frame word itself."""
        return self.clauses.frames[self.number]

    def subject(self) -> Anchor | None:
        """Who or what acts; "Lula and Biden" act as one group.

        In "Ruiz told the daily: “I thanked him”" that is nobody named: whoever speaks.
        """
        subject = self.clauses.subject(self.frame.start)
        if subject is not None and subject.role in (Role.OTHER, Role.ORGAN):
            subject = None if FIRST_PERSON.search(self.before()) else subject
        other = self._beside(subject)
        if subject is None or other is None:
            return subject
        return Anchor(other.start, subject.end, Role.GROUP)

    def source(self) -> Source | None:
        """Whose words the frame stands in."""
        return self.clauses.source_at(self.frame.start)

    def before(self) -> str:
        """The folded words of the sentence up to the frame."""
        return self.clauses.between(self.clauses.sentence.start, self.frame.start)

    def at_start(self) -> bool:
        """Whether nobody is named before the frame and nobody else acts there."""
        frame = self.frame
        return all(a.start > frame.end or self.clauses.owns(a) for a in self.clauses.anchors)

    def doubtful(self) -> bool:
        """Whether it is left open: "whether it came up", "it may have been discussed"."""
        return _OPEN_QUESTION.search(self.before()[-80:]) is not None

    def denied(self) -> bool:
        """Whether somebody denies it, or knows nothing of it: "not aware of grain coming up"."""
        return _DENIAL.search(self.before()[-80:]) is not None

    def negated(self) -> bool:
        """Whether "not", "never" or "no" stands just before the frame."""
        return _NEGATION.search(self.before()[-30:]) is not None

    def refrains(self) -> bool:
        """Whether the frame is what somebody does not do: "did not call or congratulate"."""
        return _REFRAINS.search(self.before()[-40:]) is not None

    def planned(self) -> bool:
        """Whether "will", "expected to" or the like stands just before the frame."""
        start = self.frame.start
        return any(
            f.value == "plan" and 0 <= start - f.end <= 8
            for f in self.clauses.frames[: self.number]
        )

    def about_call(self) -> bool:
        """Whether the sentence itself names the call or places what it says in one."""
        return self.clauses.speaks_of_call()

    def by_government(self) -> bool:
        """Whether the frame stands in what a government or its media say."""
        source = self.source()
        return source is not None and source.voice is Voice.GOVERNMENT

    def goes_on(self) -> bool:
        """Whether the sentences before gave what was said in the call, not remarks about it."""
        chain = self.chain
        return chain is not None and chain.summarised and chain.voice is not Voice.SELF

    def in_clause_of_side(self) -> bool:
        """Whether a clause about one who had the call tells what was said in it.

        "She took a call from Mr. Berg, who offered grain".
        """
        match = _WHO_DID.search(self.clauses.text, self.clauses.sentence.start, self.frame.start)
        if match is None or not self.clauses.names_call:
            return False
        sides = [a for a in self.clauses.anchors if a.role is Role.PARTICIPANT]
        before = {a.key for a in sides if a.end <= match.start()}
        return len(before) > 1 and any(0 <= match.start() - a.end <= 1 for a in sides)

    def opened(self) -> bool:
        """Whether the article itself has just told of the call, so that "she said" goes on."""
        chain = self.chain
        return chain is not None and chain.voice is Voice.PRESS and not self.remarks()

    def passive(self) -> bool:
        """Whether the frame is a passive: "the need for grain was stressed"."""
        return _PASSIVE.search(self.before()[-24:]) is not None

    def elsewhere(self) -> bool:
        """Whether the frame's clause speaks of another meeting or of another time."""
        if self.past_date:
            return True
        clauses, frame = self.clauses, self.frame
        if _of_another_day(clauses, frame):
            return True
        if _at_meeting(clauses, frame) and not self.by_government():
            return True  # but "the palace said he recalled their meeting, where ..." is told
        for found in clauses.frames:
            time = found.value == "other_time"
            if not (time or found.value == "elsewhere") or _aside(clauses, found, frame):
                continue
            if time and _describes(clauses, found, frame):
                continue
            low, high = sorted((found.start, frame.start))
            if not clauses.names_call or not (time or "," in clauses.text[low:high]):
                return True
        return False

    def remarks(self) -> bool:
        """Whether the clause is what somebody said to the press or in a speech.

        What is posted where a call was just told is of the call.
        """
        said = self.clauses.has("remarks") or (self.chain is None and self.clauses.has("post"))
        return said and not self.about_call()

    def alone_in_public(self, subject: Anchor | None) -> bool:
        """Whether one participant speaks in public and the other is not in the sentence."""
        lone = subject is not None and subject.role is Role.PARTICIPANT
        return lone and self.remarks() and not self.other_participant(subject)

    def _beside(self, subject: Anchor | None) -> Anchor | None:
        """The other participant who acts with one: "Lula and Biden agreed"."""
        if subject is None or subject.role is not Role.PARTICIPANT:
            return None
        before = [a for a in self.clauses.anchors if a.end <= subject.start]
        if not before or before[-1].role is not Role.PARTICIPANT or before[-1].key == subject.key:
            return None
        between = self.clauses.between(before[-1].end, subject.start)
        return before[-1] if _AND.fullmatch(between) is not None else None

    def both_sides(self, subject: Anchor) -> bool:
        """Whether both countries act by their names, where a call is told: "Oslo and Lima"."""
        if subject.role is not Role.SIDE or not (self.goes_on() or self.about_call()):
            return False
        before = [a for a in self.clauses.anchors if a.end <= subject.start]
        if not before or before[-1].role is not Role.SIDE:
            return False
        joined = _AND.fullmatch(self.clauses.between(before[-1].end, subject.start))
        return joined is not None and before[-1].country_code != subject.country_code

    def other_participant(self, subject: Anchor | None) -> bool:
        """Whether a participant other than the subject stands in the sentence."""
        key = subject.key if subject else ""
        return any(a.role is Role.PARTICIPANT and a.key != key for a in self.clauses.anchors)


def _at_meeting(clauses: Clauses, frame: Found[str]) -> bool:
    """Whether a frame tells of a meeting just named: "a meeting in Lima, where the two sought"."""
    low = max(clauses.sentence.start, frame.start - _WHERE_REACH)
    return _WHERE.search(clauses.text, low, frame.start) is not None


def _of_another_day(clauses: Clauses, frame: Found[str]) -> bool:
    """Whether a frame stands in a clause of another day: "days after she offered", ", when he"."""
    sentence = clauses.sentence
    if _FIRST_SINCE.match(clauses.folded, sentence.start, sentence.end):
        return True
    cuts = [f for f in clauses.frames if f.value == "cut" and f.end <= frame.start]
    if not cuts:
        return False
    last = cuts[-1]
    words = clauses.between(last.start, last.end)
    if _CLOSED.search(clauses.text, last.end, frame.start):
        return False
    if _DAYS_APART.fullmatch(words):
        return True
    return words == "when" and _SINCE.search(clauses.folded, sentence.start, last.start) is not None


def _describes(clauses: Clauses, time: Found[str], frame: Found[str]) -> bool:
    """Whether a time is that of what the frame is about: "discussed the pact signed last year"."""
    if clauses.folded.startswith(" s ", time.end):
        return True  # "part of last year's accord"
    if time.start < frame.end:
        return False
    between = clauses.between(frame.end, time.start)
    if clauses.between(time.start, time.end) == "this year" or clauses.is_far(time):
        return True
    if _A_DAY.search(clauses.folded, clauses.sentence.start, frame.start):
        return True  # "on Friday they discussed the rocket launch earlier this month"
    return any(words.search(between) is not None for words in (_BEFORE_TIME, _COMING))


def _aside(clauses: Clauses, found: Found[str], frame: Found[str]) -> bool:
    """Whether words stand in an aside of the frame's clause: "who met last month"."""
    comma = clauses.text.rfind(",", clauses.sentence.start, found.start)
    for cut in clauses.frames:
        if cut.value == "cut" and comma < cut.start < found.start:
            inside = cut.start < frame.start and "," not in clauses.text[cut.end : frame.start]
            return not inside
    return False


# "Told Mr. Berg, too, where".
_HEARER = late(r" (?:(?:[\w.’'-]+ ){1,3}|[\w.’'-]+(?: [\w.’'-]+){0,2}, (?:too|in turn), )")


_WHO_DID = late(
    r",? who (?:also |then |in turn |has |had |again |both |and |[a-z]{2,12}ly ){0,4}\Z"
)


def _asks(clauses: Clauses, found: Found[str]) -> bool:
    """Whether "where" or "how" is what is talked of: "they discussed where the talks stood"."""
    verbs = [f for f in clauses.frames if f.value in _ASKED]
    if any(0 <= found.start - f.end <= 1 for f in verbs):
        return True
    hearers = (f.end for f in verbs if f.value == "tell" and f.end < found.start)
    where = clauses.between(found.start, found.end) == "where"
    return where and any(_HEARER.fullmatch(clauses.text[end : found.start]) for end in hearers)


_BEHIND_COMMA = RELATIVES | {"coming"}  # "the call, coming days after": not "the coming vote"


def ends_clause(clauses: Clauses, found: Found[str]) -> bool:
    """Whether a frame word ends the clause before it; "who" and the like only behind a comma."""
    if found.value != "cut":
        return False
    if _asks(clauses, found) or _TO_A_TIME.match(clauses.folded, found.start) is not None:
        return False  # "to meet before the end of the month to settle the quarrel"
    relative = clauses.between(found.start, found.end) in _BEHIND_COMMA
    behind = "," in clauses.text[found.start - 2 : found.start]
    return not relative or behind or clauses.text.endswith((", in ", ", of "), 0, found.start)

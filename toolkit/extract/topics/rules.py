"""The rules that decide which parts of a sentence say what was discussed in a call.

Each rule looks at one frame word ("discussed", "told", "stressed") and what surrounds it, and
either returns the part of the sentence whose topics are the call's, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.extract import lexicons
from toolkit.extract.topics.clauses import VERBS, Anchor, Role, Source, Span, Voice
from toolkit.extract.topics.spans import after, clause_before, content_end
from toolkit.extract.topics.speech import (
    FIRST_PERSON,
    OBJECT_REACH,
    both_leaders,
    frame_words,
    own_note,
    raised,
    said,
    stressed,
    told,
)
from toolkit.extract.topics.view import Content, View
from toolkit.patterns import late

# "She phoned him, and their governments agreed ...": not in the call.
_THEIR_OWN = late(
    r"\b(?:their|his|her|its) (?:governments?|ministers?|ministries|countries|country|officials"
    r"|negotiators|envoys|delegations|teams|parliaments?|armies)(?: (?:have|had|has|also|then))* \Z"
)
_OTHER_CLAUSE = late(
    r" (?:as|while|when|after|before|for an?|ahead of|following|in an?|flew|on (?:his|her) way) "
)
_TALKS = ("talks ", "discussion ", "discussions ", "consultations ")
_TO_HOLD = late(r"\b(?:hold|continue|resume|start|begin|launch|open|conduct)(?: \w+){0,2} \Z")
# "The call was centred on grain" is no passive of what stands before it.
_GOVERNING = (" on", " about", " around", " over", " to", " by", " of", " upon", " with")
_NO_OBJECT = late(
    r"\W*(?:\Z|(?:too|as well|briefly|in the (?:call|talks?|conversation)|during|by the two|by both"
    r"|while|when|according to)\b)"
)
_ABOUT_REACH = 240
_PURPOSE_REACH = 160
_ABOUT = late(r" (?:about(?! to )|regarding|concerning|over|on the (?:situation|issue|subject)s?) ")
# "He spoke with her on Monday on grain": "on" and a day, a device or a plane is no topic.
_ON = late(
    r" on (?!\d|(?:the |a |an |his |her |their |its |this |that |one |each )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may |june|july|august"
    r"|(?:septem|octo|novem|decem)ber|(?:the |a |his |her )?(?:phone|telephone|line|eve|night"
    r"|morning|afternoon|evening|sidelines|margins|way|plane|air|behalf|condition|record|day"
    r"|weekend|occasion|initiative|request|basis|same|call|other|first|second|third|ground)\b"
    r"|behalf|condition|twitter|x |facebook|telegram|truth|social|television|tv |camera|record)"
)
SPOKEN_OF = late(
    r" (?:(?:\w+ly|first|also|too|again|then|only|at length|as well|instead) ){0,2}of "
)
"""What comes behind "spoke" in "he spoke warmly of the partnership"."""
_PURPOSE = late(
    r" (?:as part of (?:an? |the )?(?:\w+ )?(?:effort|initiative|attempt|push|drive|campaign)s? to"
    r"|in (?:an? )?(?:\w+ )?(?:effort|bid|attempt|push) to|amid (?:\w+ )?efforts to"
    r"|in order to|in a move to|aimed at|dealing with|devoted to|dedicated to) "
)
# "She phoned him offering condolences", "he rang her up to try to save the grain deal".
_DOING = late(
    r" (?:(?:offering|expressing|conveying|extending|sending|seeking|asking|urging|requesting"
    r"|pressing|demanding|promising|pledging|vowing|thanking|congratulating|warning|assuring"
    r"|informing|inviting|wishing|praising|proposing|protesting|complaining|condemning|appealing)"
    r"|to (?:\w+ly )?(?!be |have |meet |visit |attend |last |take |come |return |mark |see |him "
    r"|her |them |the |his |their |a |an |each |one |other |its |face )\w+) "
)
_DOING_REACH = 140
_IT = late(r"\bit (?:also |mainly |mostly |had |has |only )*\Z")
_OF_SOMEBODY = late(r"(?: s|\b(?:his|her|their)) (?:\w+ )?(\w+) (?:\w+ ){0,2}\Z")
_OWN_REACH = 60
_NEITHER = late(r" (?:neither|no|nothing|none) ")
_WANTED = late(r"\bwant(?:ed|s) to \Z")


# ---------------------------------------------------------------------------------------- rules


def _acts_in_call(view: View, subject: Anchor | None) -> bool:
    """Whether a clause about topics is one about the call, by its subject."""
    related = view.about_call() or view.goes_on() or view.by_government()
    if subject is None:
        return FIRST_PERSON.search(view.before()) is not None or related or view.chain is not None
    if subject.role is Role.CALL:
        return True
    if subject.role is Role.ORGAN and subject.country_code in view.clauses.party.countries:
        return related or view.chain is not None
    if subject.role is Role.GROUP:
        source = view.source()
        if source is not None and source.voice in (Voice.SELF, Voice.GOVERNMENT):
            return True
        leaders = view.clauses.group_class(subject) == "leaders"
        return leaders or related or view.chain is not None
    if subject.role is Role.PARTICIPANT:
        return related or view.other_participant(subject) or _with_all(view)
    return subject.role is Role.SIDE and (view.about_call() or view.both_sides(subject))


def _own_people_act(view: View) -> bool:
    """Whether it is a leader's wife, rivals or the like who talk, not the leader."""
    match = _OF_SOMEBODY.search(view.before()[-_OWN_REACH:])
    return match is not None and match[1] in lexicons.words("topic_own_people")


def _with_all(view: View) -> bool:
    """Whether one leader acts with all he spoke to: "she and the leaders she phoned discussed"."""
    clauses, end = view.clauses, view.frame.start
    spoke = any(f.value == "speak" and f.end < end for f in clauses.frames)
    return spoke and any(a.role is Role.GROUP and a.end < end for a in clauses.anchors)


def discussed(view: View) -> Content | None:
    """ "The two leaders discussed grain exports", "the call touched on grain exports"."""
    subject = view.subject()
    if view.passive() and (not frame_words(view).endswith(_GOVERNING) or _stands_last(view)):
        return raised(view)
    if view.elsewhere() or view.planned() or view.alone_in_public(subject):
        return None
    if not (_acts_in_call(view, subject) or _it_was(view)) or _talks_to_come(view):
        return None
    if _own_people_act(view):
        return None
    status = "unclear" if view.doubtful() else "discussed"
    if view.negated() or view.denied():
        status = "not_discussed"
    spans = after(view, own_words=True)  # "they exchanged greetings"
    return Content(spans, status, view.source(), subject, "discussed")


def _stands_last(view: View) -> bool:
    """Whether a verb has nothing to govern behind it: "grain was likewise touched on"."""
    frame, end = view.frame, view.clauses.sentence.end
    return _NO_OBJECT.match(view.clauses.folded, frame.end, end) is not None


def _it_was(view: View) -> bool:
    """Whether "it" is the call: "it was about grain, a spokesman said"."""
    told = view.chain is not None or view.by_government()
    return told and _IT.search(view.before()[-40:]) is not None


def _talks_to_come(view: View) -> bool:
    """Whether "talks on grain" are still to come: "agreed to hold further talks"."""
    noun = frame_words(view).startswith(_TALKS)
    return noun and _TO_HOLD.search(view.before()[-40:]) is not None


def to_discuss(view: View) -> Content | None:
    """ "She phoned him to discuss grain exports"; with a negation, "they did not discuss them"."""
    subject = view.subject()
    if view.elsewhere() or not _acts_in_call(view, subject):
        return None
    if view.negated():
        return Content(after(view), "not_discussed", view.source(), subject, "did-not-discuss")
    told = view.chain is not None or view.source() is not None
    wanted = told and _WANTED.search(view.before()[-24:]) is not None
    calls = _led_by_call(view) or wanted
    served = view.before().endswith(" to ") and calls and (wanted or not view.planned())
    return (
        Content(after(view), "discussed", view.source(), subject, "to-discuss") if served else None
    )


def _led_by_call(view: View) -> bool:
    """Whether the call that served to do something is named before it."""
    calls = [f for f in view.clauses.frames if f.value in ("call", "in_call", "courtesy", "speak")]
    return any(f.start < view.frame.start for f in calls) or (view.about_call() and not calls)


def spoke_about(view: View) -> Content | None:
    """ "He spoke by phone with her on Monday about grain exports"."""
    clauses, frame = view.clauses, view.frame
    if view.elsewhere() or view.planned() or not _acts_in_call(view, view.subject()):
        return None
    stop = min(frame.end + _ABOUT_REACH, clauses.sentence.end)
    for other in clauses.frames[view.number + 1 :]:
        if other.value in VERBS or other.value == "cut":
            stop = min(stop, other.start + 1)
            break
    match = _ABOUT.search(clauses.folded, frame.end, stop)
    if match is None and frame.value == "speak":
        match = SPOKEN_OF.match(clauses.folded, frame.end)
    if match is None and view.about_call():
        match = _ON.search(clauses.folded, frame.end, stop)
        if match is not None and _OTHER_CLAUSE.search(clauses.folded, frame.end, match.start()):
            match = None  # "he spoke to her as he flew to Peru for a speech on trade"
    if match is None and view.about_call():
        match = _PURPOSE.search(clauses.folded, frame.end, frame.end + _PURPOSE_REACH)
        if match is not None:  # "she phoned him in an effort to save the grain deal"
            spans = ((match.end() - 1, clauses.sentence.end),)
            return Content(spans, "discussed", view.source(), view.subject(), "spoke-about")
    if match is None:
        return _what_for(view)
    status = "not_discussed" if view.negated() else "discussed"
    spans = ((match.end() - 1, content_end(view)),)
    return Content(spans, status, view.source(), view.subject(), "spoke-about")


def _what_for(view: View) -> Content | None:
    """ "She phoned him offering condolences", "he called her to try to save the grain deal"."""
    clauses, end = view.clauses, content_end(view)
    verbs = (f.start for f in clauses.frames[view.number + 1 :] if f.value in VERBS)
    reach = min(end, view.frame.end + _DOING_REACH)
    if view.frame.value != "speak" or view.negated():
        return None
    if not (view.about_call() or view.other_participant(view.subject())):
        return None
    match = _DOING.search(clauses.folded, view.frame.end, reach)
    if match is None or match.start() > next(verbs, end):
        return None
    if match.group().startswith(" to ") and (
        _OTHER_CLAUSE.search(clauses.folded, view.frame.end, match.start() + 1)
        or not clauses.text[match.start() + 4].islower()
    ):
        return None  # "as he flew to Lima"
    span = match.start(), end
    return Content((span,), "discussed", view.source(), view.subject(), "spoke-about")


def agreed(view: View) -> Content | None:
    """ "The two agreed to resume grain exports" where the call is spoken of."""
    subject = view.subject()
    if view.elsewhere() or view.planned() or view.doubtful():
        return None
    if subject is None:
        noted = own_note(view, subject)
        return Content(after(view), "discussed", view.source(), None, "agreed") if noted else None
    if subject.role not in (Role.PARTICIPANT, Role.GROUP) and not view.both_sides(subject):
        return None
    if _takes_call(view):
        return None
    if _THEIR_OWN.search(view.before()[-40:]) is not None:
        return None
    told = subject.role is Role.GROUP and view.source() is not None
    inside = told or view.by_government() or view.goes_on() or view.about_call()
    inside = inside or both_leaders(view, subject)
    sides = subject.role is Role.GROUP and view.clauses.group_class(subject) != "leaders"
    if not (inside or (view.opened() and not sides)):
        return None
    return Content(after(view), "discussed", view.source(), subject, "agreed")


def _takes_call(view: View) -> bool:
    """Whether only the call itself is agreed to: "she accepted a phone call"."""
    reach = view.frame.end + OBJECT_REACH
    if any(f.value == "courtesy" and view.frame.end < f.start < reach for f in view.clauses.frames):
        return True
    following = view.clauses.following(view.frame.end, OBJECT_REACH)
    return following is not None and following.role is Role.CALL


def invited(view: View) -> Content | None:
    """ "He invited her to visit", "she accepted an invitation from him"."""
    subject = view.subject()
    if view.elsewhere() or view.negated():
        return None
    people = {a.key for a in view.clauses.anchors if a.role is Role.PARTICIPANT}
    group = any(a.role is Role.GROUP for a in view.clauses.anchors)
    group = group or (subject is not None and subject.role is Role.CALL)
    spoken = FIRST_PERSON.search(view.before()[-40:]) is not None
    first = " me " in view.clauses.between(view.frame.end, view.frame.end + 6)
    if len(people) < 2 and not group and not (people and (spoken or first)):
        return None
    return Content(
        after(view, own_words=True), "discussed", view.source(), subject, "invited", "state_visit"
    )


def mentioned(view: View) -> Content | None:
    """ "Her summary made no mention of grain exports": left out; "it mentioned them": discussed."""
    if not (view.negated() or _NEITHER.match(view.clauses.folded, view.frame.end)):
        told = view.clauses.has("account") or view.about_call() or view.goes_on()
        return discussed(view) if told else None
    ((start, end), *_) = after(view)
    colon = view.clauses.text.find(":", start, end)  # "mentioned neither: grain, it said, was"
    return _left_out(view, ((start, colon if colon > 0 else end),))


def omitted(view: View) -> Content | None:
    """ "The palace left out grain exports"."""
    return None if view.negated() else _left_out(view, after(view))


def omitted_before(view: View) -> Content | None:
    """ "Grain exports were absent from the palace's readout"."""
    return _left_out(view, clause_before(view))


def _left_out(view: View, spans: tuple[Span, ...]) -> Content | None:
    clauses = view.clauses
    account = clauses.has("account")
    if view.elsewhere() or not (account or view.about_call() or view.goes_on()):
        return None
    owners = [
        a
        for a in clauses.anchors
        if a.country_code in clauses.party.countries and not _inside(a, spans)
    ]
    if " neither " in f" {view.before()}":
        return Content(
            spans, "omitted", _side(view, clauses.party.countries, None), None, "omitted"
        )
    countries = {a.country_code for a in owners}
    ongoing = view.chain.source if view.chain is not None else None
    if len(countries) == 1:
        owner = owners[0]
        named = (owner.country_code or "",)
        source = _side(view, named, (owner.start, owner.end))
    elif not owners and ongoing is not None and len(ongoing.countries) == 1:
        source = _side(view, ongoing.countries, ongoing.span)  # "its statement did not mention"
    else:
        return None
    return Content(spans, "omitted", source, None, "omitted")


def _side(view: View, countries: tuple[str, ...], span: Span | None) -> Source:
    sentence = view.clauses.sentence
    return Source(sentence.start, sentence.end, Voice.GOVERNMENT, countries, span, True)


def _inside(anchor: Anchor, spans: Sequence[Span]) -> bool:
    return any(start <= anchor.start < end for start, end in spans)


def courtesy(view: View) -> Content | None:
    """ "He received a congratulatory call from her": the words themselves name what it was for.

    They name the call as well, so that no other day beside them makes it another one.
    """
    frame = view.frame
    if view.planned() or view.negated():
        return None
    return Content(((frame.start, frame.end),), "discussed", view.source(), None, "courtesy")


def avoided(view: View) -> Content | None:
    """ "They steered clear of grain exports"."""
    subject = view.subject()
    if view.elsewhere() or not _acts_in_call(view, subject):
        return None
    return Content(after(view), "not_discussed", view.source(), subject, "avoided")


RULES: dict[str, Callable[[View], Content | None]] = {
    "discuss": discussed,
    "to_discuss": to_discuss,
    "speak": spoke_about,
    "call": spoke_about,
    "raised": raised,
    "tell": told,
    "stress": stressed,
    "say": said,
    "wish": said,
    "agree": agreed,
    "invite": invited,
    "mention": mentioned,
    "omit": omitted,
    "omit_before": omitted_before,
    "avoid": avoided,
    "courtesy": courtesy,
}
"""The rule for each class of frame words."""

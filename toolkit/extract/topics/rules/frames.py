"""The rules that decide which parts of a sentence say what was discussed in a call.

Each rule looks at one frame word ("discussed", "told", "stressed") and what surrounds it, and
either returns the part of the sentence whose topics are the call's, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.extract.topics.rules.speech import (
    OBJECT_REACH,
    both_leaders,
    frame_words,
    own_note,
    raised,
    said,
    stressed,
    told,
)
from toolkit.extract.topics.rules.spoke import acts_in_call, own_people_act, spoke_about
from toolkit.extract.topics.sentences.clauses import Anchor, Role, Source, Voice
from toolkit.extract.topics.sentences.spans import after, clause_before
from toolkit.extract.topics.sentences.view import FIRST_PERSON, Content, View
from toolkit.extract.topics.wording.lexicon import Span
from toolkit.patterns import late

# "She phoned him, and their governments agreed ...": not in the call.
_THEIR_OWN = late(
    r"\b(?:their|his|her|its) (?:governments?|ministers?|ministries|countries|country|officials"
    r"|negotiators|envoys|delegations|teams|parliaments?|armies)(?: (?:have|had|has|also|then))* \Z"
)
_TALKS = ("talks ", "discussion ", "discussions ", "consultations ")
_TO_HOLD = late(r"\b(?:hold|continue|resume|start|begin|launch|open|conduct)(?: \w+){0,2} \Z")
# "The call was centred on grain" is no passive of what stands before it.
_GOVERNING = (" on", " about", " around", " over", " to", " by", " of", " upon", " with")
_NO_OBJECT = late(
    r"\W*(?:\Z|(?:too|as well|briefly|in the (?:call|talks?|conversation)|during|by the two|by both"
    r"|while|when|according to|and (?:that|it|they|the two|he|she)|but|at length|here|there"
    r"|at a)\b)"
)
_IT = late(r"\bit (?:also |mainly |mostly |had |has |only )*\Z")
_NEITHER = late(r" (?:neither|no|nothing|none) ")
_IT_WAS = late(r"\bit (?:was|were|has been|had been) (?:\w+ ){0,2}\Z")
_NOT = late(r" (?:not|never|neither) ")
_FOR = late(r" (?:for|on|to|that|under which) ")
_WANTED = late(r"\bwant(?:ed|s) to \Z")


# ---------------------------------------------------------------------------------------- rules


def discussed(view: View) -> Content | None:
    """ "The two leaders discussed grain exports", "the call touched on grain exports"."""
    subject = view.subject()
    if view.passive() and (not frame_words(view).endswith(_GOVERNING) or _stands_last(view)):
        return raised(view)
    if view.elsewhere() or view.planned() or view.alone_in_public(subject):
        return None
    if not (acts_in_call(view, subject) or _it_was(view)) or _talks_to_come(view):
        return None
    if own_people_act(view):
        return None
    status = "unclear" if view.doubtful() else "discussed"
    if view.negated() or view.denied() or _NOT.match(view.clauses.folded, view.frame.end):
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
    if view.elsewhere() or not acts_in_call(view, subject):
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


def agreed(view: View) -> Content | None:
    """ "The two agreed to resume grain exports" where the call is spoken of."""
    subject = view.subject()
    if view.elsewhere() or view.planned() or view.doubtful():
        return None
    if view.passive() and not view.before().endswith(
        " be "
    ):  # "it was agreed that grain flows", "a line between the armies was agreed"
        told = view.chain is not None or view.about_call()
        if told and _IT_WAS.search(view.before()[-40:]) is not None:
            return Content(after(view), "discussed", view.source(), None, "agreed")
        content = raised(view)
        further = _FOR.match(view.clauses.folded, view.frame.end) is not None
        if content is None or not further:
            return content
        return replace(content, spans=(*content.spans, *after(view)))
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
    sides = subject.role is Role.GROUP and view.clauses.group_class(subject) == "sides"
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
    if view.elsewhere() or not acts_in_call(view, subject):
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

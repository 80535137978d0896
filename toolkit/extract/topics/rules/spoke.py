"""The rule for "spoke", and who acts in a clause about a call: "he spoke with her about grain"."""

from __future__ import annotations

from toolkit.extract import lexicons
from toolkit.extract.topics.sentences.clauses import VERBS, Anchor, Role, Voice
from toolkit.extract.topics.sentences.spans import content_end
from toolkit.extract.topics.sentences.view import FIRST_PERSON, Content, View
from toolkit.patterns import late

_OTHER_CLAUSE = late(
    r" (?:as|while|when|after|before|for an?|ahead of|following|in an?|flew|on (?:his|her) way) "
)
_ABOUT_REACH = 240
_WHILE = late(r" (?:as(?! well)|while|when) ")
_PURPOSE_REACH = 160
_ABOUT = late(
    r" (?:because of|on account of|in view of|in connection with|about(?! to )|regarding|concerning"
    r"|over|on the (?:situation|issue|subject)s?) "
)
# "He spoke with her on Monday on grain": "on" and a day, a device or a plane is no topic.
_ON = late(
    r" on (?!\d|(?:the |a |an |his |her |their |its |this |that |one |each )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may |june|july|august"
    r"|(?:septem|octo|novem|decem)ber|(?:the |a |his |her )?(?:phone|telephone|line|eve|night"
    r"|morning|afternoon|evening|sidelines|margins|way|plane|air|behalf|condition|record|day"
    r"|weekend|occasion|initiative|request|basis|same|call|other|first|second|third|ground)\b"
    r"|behalf|condition|twitter|x |facebook|telegram|truth|social|television|tv |camera|record)"
)
_CAUSE = late(
    r"\W*(?:because of|over|in view of|on account of|in connection with|concerning|regarding"
    r"|on the occasion of|to mark) "
)
_PURPOSE = late(
    r" (?:with a view to|with the aim of"
    r"|as part of (?:an? |the )?(?:\w+ )?(?:effort|initiative|attempt|push|drive|campaign)s? to"
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
# "She rang him with her good wishes for the feast", "called her with the same greeting".
_WITH_WISHES = late(
    r" (?:with|to (?:send|convey|offer|exchange)) (?:\w+ ){0,3}?"
    r"(?:wishes|greetings?|congratulations|condolences|sympath(?:y|ies)|felicitations"
    r"|pleasantries) "
)
_OF_SOMEBODY = late(r"(?: s|\b(?:his|her|their)) (?:\w+ )?(\w+) (?:\w+ ){0,2}\Z")
_OWN_REACH = 60
SPOKEN_OF = late(
    r" (?:(?:\w+ly|first|also|too|again|then|only|at length|as well|instead) ){0,2}of "
)
"""What comes behind "spoke" in "he spoke warmly of the partnership"."""


def acts_in_call(view: View, subject: Anchor | None) -> bool:
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


def own_people_act(view: View) -> bool:
    """Whether it is a leader's wife, rivals or the like who talk, not the leader."""
    match = _OF_SOMEBODY.search(view.before()[-_OWN_REACH:])
    return match is not None and match[1] in lexicons.words("topic_own_people")


def _with_all(view: View) -> bool:
    """Whether one leader acts with all he spoke to: "she and the leaders she phoned discussed"."""
    clauses, end = view.clauses, view.frame.start
    spoke = any(f.value == "speak" and f.end < end for f in clauses.frames)
    return spoke and any(a.role is Role.GROUP and a.end < end for a in clauses.anchors)


def spoke_about(view: View) -> Content | None:
    """ "He spoke by phone with her on Monday about grain exports"."""
    clauses, frame = view.clauses, view.frame
    if view.elsewhere() or view.planned() or not acts_in_call(view, view.subject()):
        return None
    stop = min(frame.end + _ABOUT_REACH, clauses.sentence.end)
    for other in clauses.frames[view.number + 1 :]:
        if other.value in VERBS or other.value == "cut":
            stop = min(stop, other.start + 1)
            break
    match = _ABOUT.search(clauses.folded, frame.end, stop)
    if match is not None and _WHILE.search(clauses.folded, frame.end, match.start()):
        match = None  # "the talks come as ships move about the Gulf"
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
        return _what_for(view) or _put_ahead(view)
    status = "not_discussed" if view.negated() else "discussed"
    spans = ((match.end() - 1, content_end(view)),)
    return Content(spans, status, view.source(), view.subject(), "spoke-about")


def _put_ahead(view: View) -> Content | None:
    """ "Because of the drought, she phoned him again"."""
    clauses = view.clauses
    start, end = clauses.sentence.start, view.frame.start
    match = _CAUSE.match(clauses.folded, start, end)
    comma = clauses.text.find(",", start, end) if match is not None else -1
    if comma < 0 or view.negated():
        return None
    return Content(((start, comma),), "discussed", view.source(), view.subject(), "spoke-about")


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
    wishes = _WITH_WISHES.search(clauses.folded, view.frame.end, reach)
    if wishes is not None and wishes.start() < next(verbs, end):
        span = wishes.start(), end
        lifts = "condolences_congratulations"
        return Content((span,), "discussed", view.source(), view.subject(), "spoke-about", lifts)
    if match is None or match.start() > next(verbs, end):
        return None
    if match.group().startswith(" to ") and (
        _OTHER_CLAUSE.search(clauses.folded, view.frame.end, match.start() + 1)
        or not clauses.text[match.start() + 4].islower()
    ):
        return None  # "as he flew to Lima"
    span = match.start(), end
    return Content((span,), "discussed", view.source(), view.subject(), "spoke-about")

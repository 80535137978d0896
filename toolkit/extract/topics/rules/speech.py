"""The rules for what one side says to the other: it tells, it stresses, it says."""

from __future__ import annotations

from toolkit.extract.topics.rules.account import tells_of_call
from toolkit.extract.topics.rules.limits import is_by_another
from toolkit.extract.topics.sentences.clauses import Anchor, Role, Source, Voice
from toolkit.extract.topics.sentences.spans import after, clause_before, content_end, reported
from toolkit.extract.topics.sentences.view import FIRST_PERSON, Content, View
from toolkit.extract.topics.wording.lexicon import Span
from toolkit.patterns import late

OBJECT_REACH = 30
"""How far behind its verb the one spoken to stands, in characters."""
_CLOSING_REACH = 80
_DOER = late(r" by ")
_DOER_REACH = 24
_BY_SOMEBODY = late(r"\bby (?:his|her|their|its|the|an?|aides|advis[eo]rs|officials)\b")
# "Asked her to come to Lima", "urged him to pay a visit".
_TO_COME = late(r" (?:\S+ ){1,8}?to (?:come|travel|pay (?:\w+ ){0,3}?visit|visit) ")
_ASKS = late(r"(?:ask|urg|want|invit)\w*")
_NAME = (
    r"(?:[A-Z][\w.’'-]*|him|her|his|the|counterpart|colleague|prime|foreign|minister|president"
    r"|premier|chancellor|commander|leader|chief|king|emir|general|secretary)"
)
_OBJECT_ALONE = late(
    rf" {_NAME}(?: {_NAME}){{0,6}}"
    r"(?: (?:on |late |early |late on |earlier )?(?:\w+day|today|yesterday)"
    r"(?: (?:morning|afternoon|evening|night))?)?[.”\"’]*"
)
_COUNTERPART = late(r"(?:his|her|him|their|the) (?:\w+ ){0,2}counterpart|him |her |each other ")
_TO_THE_PRESS = frozenset(
    {"announced", "told reporters", "told journalists", "told a news conference", "told parliament",
     "told lawmakers", "posted", "tweeted", "wrote", "writes", "denied", "confirmed", "claimed"}
)  # fmt: skip
_WITH = late(r" (?:with|to|in (?:his|her|their|a) \w+ with) (?:\w+ )?\Z")
_THE_GOVERNMENT = late(r" the government\b")
# "Ruiz, who calls for a truce": who he is, not what he said in the call.
_WHO = late(r" who (?:also |still |long |has |have |had |has long |repeatedly |often )*\Z")
_AND_THEN = late(r" and (?:also |then )?\Z")
_NOT = late(r"\b(?:not|off)\b")
_BESIDES = late(
    r" {1,2}(?:(?:too|also|as well) {1,2})?(?:as (?:were|was|did)"
    r"|and so (?:were|was|did)|along with"
    r"|together with|as well as|including|among them|and above all|above all|besides) "
)
_IT = late(r"(?:\A|\b)[Ii]t (?:also )?\Z")
_LONG_SINCE = late(r"(?<!to )\b(?:has|have) (?:\w+ ){0,4}\Z")


def told(view: View) -> Content | None:
    """ "She told him that grain exports mattered", "he thanked his counterpart for the aid"."""
    clauses, frame = view.clauses, view.frame
    subject = view.subject()
    if view.elsewhere() or view.planned():
        return None
    if view.passive() and (done := _told_by(view, subject)):
        return done
    if not (_is_side(view, subject) or _serves_call(view)):
        return None
    if view.alone_in_public(subject) or view.refrains():
        return None
    followed = clauses.following(frame.end, OBJECT_REACH)
    addressed = followed is not None and (
        followed.role in (Role.PARTICIPANT, Role.GROUP)
        and (
            subject is None
            or followed.key != subject.key
            or not followed.key
            or followed.start == frame.end + 1  # words taken for the one who speaks
        )
    )
    addressed = addressed or _COUNTERPART.match(clauses.folded, frame.end + 1) is not None
    addressed = addressed or view.in_clause_of_side()
    if not (addressed or view.goes_on() or view.by_government() or _own_report(view, subject)):
        return None
    addressed = addressed or _whom_phoned(view, followed)
    third = followed is not None and followed.role is Role.OTHER
    if not addressed and third and not _THE_GOVERNMENT.match(clauses.folded, frame.end):
        return None  # but "she urged the government to free him"
    ahead = ((clauses.sentence.start, frame.start),)
    spans = ahead if _closes(view) else after(view, own_words=True)
    # "She phoned to congratulate him" is the article's word for why, not her account.
    actor = None if view.before().endswith(" to ") else subject
    return Content(spans, "discussed", view.source(), actor, "told", _lifted(view))


def _lifted(view: View) -> str:
    """The code whose plain words count: of visits, where one is asked to come."""
    asks = _ASKS.fullmatch(frame_words(view)) is not None
    asks = asks and _TO_COME.match(view.clauses.folded, view.frame.end) is not None
    return "state_visit" if asks else ""


def _told_by(view: View, subject: Anchor | None) -> Content | None:
    """ "She was informed by the chief of the alliance of its plans": by the other side."""
    clauses = view.clauses
    match = _DOER.match(clauses.folded, view.frame.end, clauses.sentence.end)
    if subject is None or view.negated():
        return None
    if match is None:
        return _told_by_other_side(view, subject)
    doer = clauses.following(match.end() - 1, _DOER_REACH)
    if doer is None or doer.role not in (Role.PARTICIPANT, Role.GROUP):
        return None
    sides = (Role.PARTICIPANT, Role.GROUP, Role.SIDE)
    other = subject.role in sides and (subject.key != doer.key or not doer.key)
    if not other or not (view.chain is not None or view.about_call()):
        return None
    return Content(after(view, own_words=True), "discussed", view.source(), None, "told")


def _told_by_other_side(view: View, subject: Anchor) -> Content | None:
    """ "She was told that grain was scarce", right behind the news of a call: by the other side."""
    end = content_end(view)
    by_others = _BY_SOMEBODY.search(view.clauses.folded, view.frame.end, end) is not None
    fresh = view.opened() or view.goes_on()
    if subject.role is not Role.PARTICIPANT or not fresh or by_others:
        return None
    return Content(after(view, own_words=True), "discussed", view.source(), None, "told")


def _serves_call(view: View) -> bool:
    """Whether it is what a call was for: "in a call to congratulate her", "a call to urge him"."""
    calls = (f.end for f in view.clauses.frames[: view.number] if f.value in ("call", "in_call"))
    return any(view.clauses.between(end, view.frame.start) == " to " for end in calls)


def _whom_phoned(view: View, followed: Anchor | None) -> bool:
    """Whether "them" are those who were phoned: "she rang the leaders, urging them to meet"."""
    clauses = view.clauses
    if followed is None or not clauses.is_pronoun(followed):
        return False
    return any(f.value == "speak" and f.end < view.frame.start for f in clauses.frames)


def _closes(view: View) -> bool:
    """Whether the verb closes what is said: "Trade must grow, she told him"."""
    rest = view.clauses.text[view.frame.end : view.clauses.sentence.end]
    opening = view.clauses.text[view.clauses.sentence.start : view.frame.start]
    closing = len(rest) < _CLOSING_REACH and _OBJECT_ALONE.fullmatch(rest) is not None
    return closing and "," in opening


def _own_report(view: View, subject: Anchor | None) -> bool:
    """Whether a participant goes on telling of the call: "I informed Emmanuel about the front"."""
    chain = view.chain
    if subject is not None or chain is None:
        return False
    return (chain.summarised and chain.voice is Voice.SELF) or _is_bare(view)


def own_note(view: View, subject: Anchor | None) -> bool:
    """Whether a participant notes what was said: "Agreed on grain.", “I stressed that grain ...”.

    Only where the article has just told of the call, or of what else stands in the note.
    """
    source, chain = view.source(), view.chain
    if source is None or source.voice is not Voice.SELF or chain is None:
        return False
    first = FIRST_PERSON.search(view.before()) is not None
    return first or (subject is None and _is_bare(view))


def _is_side(view: View, subject: Anchor | None) -> bool:
    if subject is None:
        return FIRST_PERSON.search(view.before()) is not None or _is_bare(view)
    return subject.role in (Role.PARTICIPANT, Role.GROUP)


def _is_bare(view: View) -> bool:
    """Whether a participant's own post leaves "I" out: "Thanked him for the grain."."""
    source = view.source()
    return source is not None and source.voice is Voice.SELF and not view.before().strip()


def stressed(view: View) -> Content | None:
    """ "The palace said she stressed grain exports"; "he reaffirmed it during the call"."""
    subject = view.subject()
    if subject is None and view.passive():
        return raised(view)
    if own_note(view, subject) and not view.elsewhere():
        spans = after(view, own_words=True)
        return Content(spans, "discussed", view.source(), None, "stressed")
    if view.elsewhere() or view.remarks() or _describes(view):
        return None
    if subject is not None and subject.role is Role.ORGAN and view.clauses.has("account"):
        return _stressed_by_account(view, subject)
    if subject is None and view.goes_on() and view.at_start():
        return Content(after(view, own_words=True), "discussed", view.source(), None, "stressed")
    if subject is None or subject.role not in (Role.PARTICIPANT, Role.GROUP, Role.SIDE):
        return None
    reported = view.chain is not None and view.chain.voice is Voice.PRESS
    inside = view.clauses.inside_call() or reported or _after_phoning(view)
    inside = inside or view.in_clause_of_side()
    own = view.source()
    if own is not None and own.voice is Voice.SELF:
        return _stressed_by_both(view, own, subject) or _put_to(view, own, subject)
    if not (view.by_government() or view.goes_on() or inside or both_leaders(view, subject)):
        return None
    if subject.role is Role.SIDE and not (view.goes_on() or inside):
        return None
    in_call = view.clauses.inside_call()
    if subject.role is not Role.GROUP and not in_call and _LONG_SINCE.search(view.before()[-60:]):
        return None  # "Peru has joined those condemning it", "she has rejected claims"
    return Content(after(view, own_words=True), "discussed", own, subject, "stressed")


def _describes(view: View) -> bool:
    """Whether a relative clause tells what somebody does at all times: "who calls for a truce"."""
    return frame_words(view).split()[0].endswith("s") and (
        _WHO.search(view.before()[-24:]) is not None
    )


def _after_phoning(view: View) -> bool:
    """Whether the clause before says that the same person phoned: "he rang her and voiced hope"."""
    before = [f for f in view.clauses.frames[: view.number] if f.value != "call"]
    if not before or before[-1].value != "speak":
        return False
    return _AND_THEN.search(view.before()[-12:]) is not None


def _stressed_by_both(view: View, own: Source, subject: Anchor) -> Content | None:
    """ "We stressed the need for grain", a participant tells of the call."""
    told = view.chain is not None and view.chain.voice is Voice.SELF
    if subject.role is not Role.GROUP or not (told or view.about_call()):
        return None
    return Content(after(view, own_words=True), "discussed", own, subject, "stressed")


def _put_to(view: View, own: Source, subject: Anchor) -> Content | None:
    """ "She said she had raised grain with him": a participant tells what was put to the other."""
    clauses = view.clauses
    if frame_words(view).startswith("look"):
        return None  # "She added that she looks forward to working with him"
    for anchor in clauses.anchors:
        if anchor.role is Role.PARTICIPANT and anchor.key != subject.key:
            low = max(view.frame.end, anchor.start - OBJECT_REACH)
            if anchor.start > low and _WITH.search(clauses.folded, low, anchor.start):
                spans = after(view, own_words=True)
                return Content(spans, "discussed", own, subject, "stressed")
    return None


def _stressed_by_account(view: View, account: Anchor) -> Content | None:
    """ "The Thai readout stressed grain": what a side's account makes most of."""
    if account.country_code not in view.clauses.party.countries or view.negated():
        return None
    named = any(
        f.value == "account" and account.start <= f.start < account.end for f in view.clauses.frames
    )
    if not named:
        return None
    return Content(after(view), "discussed", view.source(), account, "stressed")


def both_leaders(view: View, subject: Anchor) -> bool:
    """Whether "the two leaders", or both of them by name, do what the article of a call reports."""
    return subject.role is Role.GROUP and view.clauses.group_class(subject) == "leaders"


def said(view: View) -> Content | None:
    """ "She said during the call that ..."; "he added that ..." in what a ministry reports."""
    subject = view.subject()
    if view.elsewhere() or view.remarks():
        return None
    if subject is None or subject.role not in (Role.PARTICIPANT, Role.GROUP):
        return None
    if subject.role is Role.GROUP:
        told = view.by_government() or (view.goes_on() and view.frame.value == "wish")
        if not (told and both_leaders(view, subject)):
            return None  # "the two leaders noted the drought, the palace said"
    inside = view.by_government() or view.goes_on() or view.clauses.inside_call()
    inside = inside or _after_phoning(view) or view.in_clause_of_side()
    inside = inside or (_speaks_himself(view) and tells_of_call(view.clauses, subject))
    if inside or (view.opened() and frame_words(view) not in _TO_THE_PRESS):
        outer = view.source()
        outer = outer if outer is not None and outer.voice is not Voice.SELF else None
        return Content(reported(view), "discussed", outer, subject, "said")
    return None


def _speaks_himself(view: View) -> bool:
    """Whether a participant goes on telling the press of the call."""
    source = view.source()
    own = source is None or source.voice is Voice.SELF
    both = any(a.role is Role.GROUP for a in view.clauses.anchors)
    return own and (view.chain is not None or both or view.other_participant(view.subject()))


def frame_words(view: View) -> str:
    """The folded words of the rule's verb."""
    return view.clauses.between(view.frame.start, view.frame.end)


def raised(view: View) -> Content | None:
    """ "Grain exports came up", "grain exports were not discussed"."""
    related = view.about_call() or view.goes_on() or view.chain is not None
    if (
        view.elsewhere()
        or view.planned()
        or not related
        or view.remarks()
        or is_by_another(view.clauses, view.frame)
    ):
        return None
    status = "unclear" if view.doubtful() else "discussed"
    if view.negated() or view.denied() or _NOT.search(frame_words(view)) is not None:
        status = "not_discussed"
    if status == "discussed" and _IT.search(view.before()[-8:]) is not None:
        spans = after(view)  # "it was agreed that grain should flow"
        return Content(spans, status, view.source(), None, "raised")
    spans = (*clause_before(view), *_and_others(view))
    return Content(spans, status, view.source(), None, "raised")


def _and_others(view: View) -> tuple[Span, ...]:
    """What is named besides: "grain came up, as did visas", "ties were, along with oil"."""
    clauses = view.clauses
    match = _BESIDES.match(clauses.folded, view.frame.end, clauses.sentence.end)
    return ((match.end(), content_end(view)),) if match is not None else ()

"""Sentences that say of one leader, and of nobody else, that he or she telephones a lot.

"Ms. Sandu made the most of her telephone", "Mr. Rutte has been phoning since Monday": with whom it
was, the sentences behind it tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.extract.calls.rounds.series import Told
from toolkit.extract.model import Document, Sentence
from toolkit.patterns import late

_LEADERS = (
    r"(?:leaders|heads|presidents|premiers|ministers|counterparts|colleagues|allies|partners"
    r"|capitals|neighbours|neighbors|friends|interlocutors)"
)
_FEELINGS = (
    r"(?:condolences|congratulations|greetings|messages|good wishes|support|advice|counsel|views"
    r"|consultations|contacts|promises|pledges|assurances)"
)
_WIRE = r"(?:by|over the|on the|via) (?:tele)?phone\b"
_OTHER_PHONES = (
    r"(?![- ](?:numbers?|compan|bill|book|network|record|hack|tapp|market|interview|poll"
    r"|survey|call"
    r"|conversation|operator|service|app\b|mast|box|line was tapped|was (?:tapped|stolen"
    r"|hacked|bugged)))"
)
_ANNOUNCES = late(
    r"\b(?:made|makes|making|worked|works|us(?:ed|es)|took to|grabbed|reached for|busied"
    r"|sat at|spent"
    rf" [^.;]{{1,30}} on)\b[^.;]{{0,20}} (?:his|her) (?:own )?(?:tele)?phones?\b{_OTHER_PHONES}"
    r"|(?:(?:\b(?:his|her)|['\u2019]s) (?:own )?(?:tele)?phones?|\bthe (?:tele)?phones? of\b"
    r"[^.;]{1,60}?)\b[^.;]{0,20}? (?:rang|rings"
    r"|ringing|busy"
    r"|still|silent|hot|buzz\w*|glow\w*|off the hook)\b"
    r"|\b(?:been|was|is|keeps|kept|spent [^.;]{1,30}|busy|started|began|went on) (?:tele)?phoning\b"
    r"|\b(?:been|keeps|kept|spent [^.;]{1,30}|busy|started|began) (?:calling|ringing"
    r"|dialling) (?:round"
    rf"|{_LEADERS})"
    rf"|\b(?:telephone|phone) (?:time|marathon|blitz|offensive|campaign|tour)\b"
    rf"|\b{_FEELINGS}\b[^.;]{{0,40}} {_WIRE}{_OTHER_PHONES}"
    rf"|\b(?:used|chose|preferred|to|at|for) (?:the|his|her) (?:tele)?phones?\b(?= instead"
    rf"|[.,;:]|$)"
    rf"|{_WIRE}[^.;]{{0,30}} {_LEADERS}\b|\b{_LEADERS}\b[^.;]{{0,40}} {_WIRE}{_OTHER_PHONES}"
)
"""What says that somebody telephones a lot, or gets many calls."""
_NO_CALLS = late(
    r"\b(?:reporters?|journalists?|voters|donors|investors|lawmakers|supporters|aides|hack|tapped"
    r"|spied|bugged|listened in|eavesdrop|no longer|nobody|should|if|whether|switched off"
    r"|stolen|lost|interview|scandal|mobile (?:tele)?phone industry|will|would)\b"
    r"|(?:\b(?:not|never)|n't)(?: [a-z]+){0,2} (?:call|phon|telephon|r[au]ng|us(?:e|ed)"
    r"|sp[eo]|pick|answer)"
)
"""What says that others telephoned, or nobody."""
_PHONE = "phon"


def announcements(doc: Document) -> Iterator[Told]:
    """The words in an article that say of one leader alone that he or she telephones a lot.

    Args:
        doc: the analysed article.
    """
    for sentence in doc.sentences:
        said = doc.text[sentence.start : sentence.end].lower()
        words = _ANNOUNCES.search(said) if _PHONE in said else None
        if words is None or _NO_CALLS.search(said) or len(_leaders(doc, sentence)) != 1:
            continue
        yield Told(sentence.start + words.start(), sentence.start + words.end(), several=True)


def _leaders(doc: Document, sentence: Sentence) -> set[str]:
    """The keys of those of the register whom a sentence names."""
    here = doc.mentions_in(sentence.start, sentence.end)
    return {m.entity.key for m in here if m.entity is not None and m.entity.registered}

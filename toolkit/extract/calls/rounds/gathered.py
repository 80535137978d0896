"""Who else took part in a call of several: "also on the line were", "she took part, too"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.rounds.hubs import leads
from toolkit.extract.calls.skeletons.capitals import Capitals
from toolkit.extract.calls.skeletons.skeleton import Skeleton, build
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Document, Mention
from toolkit.patterns import late

_GROUP_CALL = late(
    r"\b(?:tele|video ?-?)conferences?\b|\b(?:video|conference|group) ?-?calls?\b"
    r"|\b(?:virtual|online|video) (?:summit|meeting)\b"
)
"""What several people take part in at once."""
_ON_IT = (
    r"(?:on|in) the (?:line|call|(?:tele|video ?-?)?conference(?: call)?|(?:video|group) ?-?call"
    r"|(?:video|virtual|online) (?:link|summit|meeting))"
)
_ALSO_ON = late(
    rf"\b(?:also |others )?(?P<words>{_ON_IT})(?: too| as well)? (?:were|was)(?: also)? "
    r"(?P<who>[^;:Q]*P\d[^;:Q]*)"
    rf"|^(?:also )?(?P<joined>(?:taking part|joining|participating) (?:too|in it|{_ON_IT}|as well))"
    r" (?:were|was) (?P<those>[^;:Q]*P\d[^;:Q]*)"
)
"""Those who are named behind words for the call that they joined."""
_TOOK_PART = late(
    r"^(?P<who>[^;:.Q]*P\d[^;:.Q]*?),? (?:(?P<also>also )?(?:took part|participated|joined(?: in)?"
    r"|dialled in|were present|was present))"
    rf"(?: {_ON_IT}| in it)?,?(?: (?P<too>too|as well))?[.]?$"
)
"""Those who are named before words for their taking part, too."""
_OTHER_CLAUSE = late(r"\b(?:while|but|whereas|after|before|because|according to|said|says)\b")
_PERSON = late(r"P(\d+)(?!['\d]|'?s )")
_FAR = 1500
"""How many characters behind words for a call it can be told who else took part."""


def add_joined(
    doc: Document,
    durations: Sequence[Figure],
    skeletons: Sequence[Skeleton],
    calls: Sequence[CallFind],
) -> None:
    """Add those who also took part to the calls of several that an article tells of.

    Who is of the country of a party already named only came along, and is none.

    Args:
        doc: the analysed article.
        durations: its durations.
        skeletons: the sentences that are read already.
        calls: the calls found so far.
    """
    group = [call for call in calls if _is_of_group(doc, call)]
    if not group:
        return
    read = {sk.sentence.start: sk for sk in skeletons if not sk.in_quotes}
    for sk in _sentences(doc, durations, read, group):
        told = [c for c in group if 0 <= sk.sentence.start - c.first_report <= _FAR]
        if told:
            _add(max(told, key=lambda call: call.first_report), sk)


def _is_of_group(doc: Document, call: CallFind) -> bool:
    """Whether words for a call say that several can take part in it at once."""
    return call.status.value == "held" and any(
        _GROUP_CALL.search(doc.text[start:end].lower()) for start, end in call.mentions
    )


def _sentences(
    doc: Document,
    durations: Sequence[Figure],
    read: dict[int, Skeleton],
    calls: Sequence[CallFind],
) -> Iterator[Skeleton]:
    """The sentences behind the first words for some calls, as skeletons."""
    first = min(call.first_report for call in calls)
    last = max(call.first_report for call in calls) + _FAR
    capitals = Capitals(doc)
    for sentence in doc.sentences:
        if first < sentence.start <= last and sentence.kind is BlockKind.PROSE:
            yield read.get(sentence.start) or capitals.resolved(build(doc, sentence, durations))


def _add(call: CallFind, sk: Skeleton) -> None:
    """Add those whom a sentence names as having taken part to a call."""
    match = _ALSO_ON.search(sk.text)
    if match is None:
        match = _TOOK_PART.match(sk.text)
        if match is None or not (match["also"] or match["too"]):
            return
        start, words = match.start("who"), match["who"]
    else:
        name = "who" if match["who"] else "those"
        start, words = match.start(name), match[name]
    other = _OTHER_CLAUSE.search(words)
    named = []
    for member in _PERSON.finditer(
        sk.text, start, start + (other.start() if other else len(words))
    ):
        piece = sk.pieces[int(member[1])]
        if isinstance(piece, Mention) and piece.entity is not None and leads(piece.entity):
            named.append(Party(piece.entity, piece.start, piece.end))
    countries = {party.entity.country_code for party in call.parties}
    for party in named:
        if party.entity.country_code and party.entity.country_code not in countries:
            countries.add(party.entity.country_code)
            call.parties.append(party)
    if named:
        span = sk.origin(*match.span())
        call.mentions.append(span)

"""Whose account a clause is, all that a readout says, and what was not discussed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.articles.model import BlockKind
from toolkit.extract.topics.sentences.clauses import (
    AT_START,
    RELATIVES,
    Anchor,
    Clauses,
    Role,
    Source,
    Voice,
)
from toolkit.extract.topics.sentences.view import Chain, Content, ends_clause
from toolkit.extract.topics.wording.lexicon import Span
from toolkit.patterns import late

PRESS = "PRESS"
"""The account code of the article's own voice."""

_IN_STATEMENT = late(
    r"\bin (?:a|its|the|their|his|her) (?:\w+ )?"
    r"(?:statement|readout|summary|press release|communique)\b"
)
# "In its readout the palace said": of the call, wherever in the article.
_ITS_STATEMENT = late(
    r"\W*in (?:its|their) (?:own )?(?:\w+ )?"
    r"(?:statement|readout|version|account|summary|communiqu[eé]|press release) "
)
_OF_CALL = frozenset({"discuss", "speak", "tell", "raised"})
_OF_TALK = late(
    r"\b(?:subjects?|topics?|themes?|conversation|exchange|discussions?|agenda|talked"
    r"|spoken of|points (?:was|were|are)|(?:another|second|third|further) point) "
)
_FOR_ITS_PART = late(
    r"\b(?:for|on) (?:its|their) (?:own )?part\b|\bin (?:its|their) (?:own )?(?:version|account)\b"
)
_I = late(r"\b(?:i|we)\b")
_ADVERBIAL = frozenset({"after", "before", "when", "while", "following", "since", "because", "as"})
_HAD = late(r" (?:also )?had ")
_JUDGES_REACH = 40
_OWN_WORDS = frozenset({"told", "stressed", "said"})


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account a content is.

    Attributes:
        codes: account codes.
        span: the words that say so; ``None`` where none do.
        told: whether the text says whose words these are; where it does not, those of whoever
            tells the rest of the call stand (see ``tellers``).
    """

    codes: tuple[str, ...]
    span: Span | None
    told: bool


def account_of(clauses: Clauses, content: Content, chain: Chain | None) -> Account:
    """Whose account a content is, and the words that say so."""
    source = content.source
    page = clauses.party.page
    voice = Account((page or PRESS,), None, bool(page))
    if source is not None:
        if source.countries:
            return Account(source.countries, source.span, True)
        return replace(voice, told=voice.told or source.of_both)
    if clauses.sentence.kind is BlockKind.STANDFIRST:
        return voice
    readout = _readout(clauses)
    if readout is not None and readout.country_code:
        return _of_anchor(readout)
    subject = content.subject
    own = content.rule in _OWN_WORDS and subject is not None and bool(subject.country_code)
    if subject is not None and subject.role is Role.ORGAN and subject.country_code:
        return _of_anchor(subject)
    posted = own and not page and clauses.has("post")
    if posted and subject is not None:
        return _of_anchor(subject)
    ongoing = chain.source if chain is not None else None
    if chain is not None and ongoing is not None and ongoing.countries:
        same_block = chain.block == clauses.sentence.block
        spoken = own and not (subject is not None and clauses.is_pronoun(subject))
        public = not spoken and ongoing.voice is Voice.GOVERNMENT
        if (same_block or public) and (subject is None or subject.role is not Role.CALL):
            return Account(ongoing.countries, ongoing.span, True)
    if own and not page and subject is not None:
        told = content.rule == "said" and tells_of_call(clauses, subject)
        return replace(_of_anchor(subject), told=told)
    return voice


def tells_of_call(clauses: Clauses, subject: Anchor) -> bool:
    """Whether a participant tells of the call afterwards: "she says that they discussed grain".

    So does one who judges it: "she said she was grateful for the call".
    """
    said = next((f.end for f in clauses.frames if f.value == "say" and f.start >= subject.end), 0)
    if said and any(
        a.role is Role.CALL and 0 < a.start - said < _JUDGES_REACH and not clauses.is_adverbial(a)
        for a in clauses.anchors
    ):
        return True
    for frame in clauses.frames:
        if frame.value in _OF_CALL and frame.start > subject.end:
            own = _I.search(clauses.folded, subject.end, frame.start) is not None
            return own or any(
                subject.end < a.start < frame.start
                and not clauses.owns(a)
                and (a.role is Role.GROUP or (bool(a.key) and a.key == subject.key))
                for a in clauses.anchors
            )
    return False


def _of_anchor(anchor: Anchor) -> Account:
    return Account((anchor.country_code or "",), (anchor.start, anchor.end), True)


def _readout(clauses: Clauses) -> Anchor | None:
    """A side's account that a sentence begins with: "The Thai readout said the two discussed"."""
    first = next(iter(clauses.anchors), None)
    if first is None or first.role is not Role.ORGAN:
        return None
    teller = clauses.following(first.end, AT_START)
    if teller is not None and teller.role is Role.PARTICIPANT:
        return None  # "In his own account Mr. Ruiz wrote": whose, the name behind tells
    named = any(f.value == "account" and first.start <= f.start < first.end for f in clauses.frames)
    return first if named and first.start - clauses.sentence.start < AT_START else None


def tells_of_both(clauses: Clauses, source: Source) -> bool:
    """Whether a government speaks of both participants: "a spokesman said she had heard him"."""
    if source.voice is not Voice.GOVERNMENT:
        return False
    told = [a for a in clauses.anchors if source.start <= a.start < source.end]
    return len({a.key for a in told if a.role is Role.PARTICIPANT}) > 1


def without_negated(clauses: Clauses, contents: list[Content]) -> list[Content]:
    """Takes what was not discussed or left out of what was; "beyond trade" excepts trade."""
    negative = [c for c in contents if c.status != "discussed"]
    if not negative:
        return contents
    found: list[Content] = []
    taken: list[Span] = []
    for content in negative:
        start, end = content.spans[0]
        but = clauses.folded.find(" but ", start, end)
        end = but if but > 0 else end
        excepted = _exception(clauses, (start, end))
        if excepted is not None:
            found.append(replace(content, spans=(excepted,), status="discussed"))
            taken.append((start, end))
            start = excepted[1]
        found.append(replace(content, spans=((start, end),)))
        taken.append((start, end))
    for content in contents:
        if content.status == "discussed":
            found.append(replace(content, spans=_minus(content.spans, taken)))
    return [content for content in found if content.status != "unclear"]


def _exception(clauses: Clauses, span: Span) -> Span | None:
    for frame in clauses.frames:
        if frame.value == "beyond" and span[0] <= frame.start < span[1]:
            comma = clauses.text.find(",", frame.end, span[1])
            return frame.end, (comma if comma > 0 else span[1])
    return None


def _minus(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    kept = list(spans)
    for low, high in taken:
        parts = [((s, min(e, low)), (max(s, high), e)) for s, e in kept]
        kept = [(s, e) for pair in parts for s, e in pair if s < e]
    return tuple(kept)


def whole_account(clauses: Clauses, chain: Chain | None, near: bool) -> list[Content]:
    """All that a readout says: "the ministry's readout said both sides would reopen the port".

    A source that is called a readout, summary or statement, or that goes on from the sentence
    before, speaks of the call in every clause it governs. So does "the palace said he had asked
    for help" where the call was spoken of shortly before (``near``).
    """
    found: list[Content] = []
    for source in clauses.sources:
        if source.voice is not Voice.GOVERNMENT or clauses.source_at(source.start) is not source:
            continue
        if len(source.countries) > 1:
            continue  # what both confirm need not all be of the call
        if not (_goes_on_in(clauses, source, chain) or _is_account(clauses, source, chain, near)):
            continue
        found.append(_whole(source, _parts(clauses, source)))
    return found


def _parts(clauses: Clauses, source: Source) -> tuple[Span, ...]:
    """What a source says up to the first new clause, but behind what only describes somebody.

    "The palace said Ruiz, who leads the bloc, wanted grain to flow, while farmers blocked roads".
    """
    parts: list[Span] = []
    start = source.start
    leading = start > clauses.sentence.start
    for other in clauses.frames:
        if other.start < start or not ends_clause(clauses, other):
            continue
        words = clauses.between(other.start, other.end)
        if (
            leading
            and words in _ADVERBIAL
            and "," not in clauses.text[other.start - 2 : other.start]
        ):
            continue
        parts.append((start, other.start))
        relative = clauses.between(other.start, other.end) in RELATIVES
        comma = clauses.text.find(",", other.end, source.end) if relative else -1
        if comma < 0:
            return tuple(parts)
        start = comma + 1
    return (*parts, (start, source.end))


def _goes_on_in(clauses: Clauses, source: Source, chain: Chain | None) -> bool:
    """Whether a government goes on with the account it gave in the sentence before.

    What a country or its government says of itself goes on with nothing: "Peru has asked for oil".
    """
    ongoing = chain.source if chain is not None else None
    if ongoing is None or ongoing.voice is not Voice.GOVERNMENT:
        return False
    if ongoing.countries != source.countries:
        return False
    span = source.span
    state = span is not None and (
        clauses.between(*span).endswith("government")
        or any(a.is_country() and (a.start, a.end) == span for a in clauses.anchors)
    )
    return not state or any(
        a.role in (Role.PARTICIPANT, Role.GROUP, Role.CALL) and source.start <= a.start < source.end
        for a in clauses.anchors
    )


def _is_account(clauses: Clauses, source: Source, chain: Chain | None, near: bool) -> bool:
    """Whether what a government says is about the call and not, say, about next week."""
    told = near or chain is not None
    posted = clauses.has("post") and not told
    if (posted or clauses.has("elsewhere", "other_time", "remarks")) and not clauses.names_call:
        return False
    if source.named_account and (near or clauses.speaks_of_call()):
        return True
    sentence = clauses.sentence
    if _ITS_STATEMENT.match(clauses.folded, sentence.start, sentence.end) is not None:
        return set(source.countries) <= set(clauses.party.countries)
    if chain is not None and _IN_STATEMENT.search(clauses.folded, *_around(clauses, source)):
        return True
    sides = [
        a
        for a in clauses.anchors
        if a.role in (Role.PARTICIPANT, Role.GROUP) and source.start <= a.start < source.end
    ]
    if near and _FOR_ITS_PART.search(clauses.folded, clauses.sentence.start, source.start):
        return set(source.countries) <= set(clauses.party.countries)
    talk = _OF_TALK.search(clauses.folded, source.start, source.end) is not None
    if not sides and near and talk and set(source.countries) <= set(clauses.party.countries):
        return True
    if all(_is_anybody(clauses, a) and a.start > source.start + AT_START for a in sides):
        return source.named_account and chain is not None
    if source.named_account or chain is not None or clauses.names_call:
        return True
    if clauses.has("in_call") and tells_of_both(clauses, source):
        return True
    return near and _HAD.match(clauses.folded, sides[0].end) is not None


def _around(clauses: Clauses, source: Source) -> Span:
    """Where a source may say that it speaks in a statement: from its words to the full stop."""
    start = source.span[0] if source.span is not None else source.start
    return start, clauses.sentence.end


def _is_anybody(clauses: Clauses, anchor: Anchor) -> bool:
    """Whether "they" or "we" may be others than the two sides: "officials worry they might"."""
    return anchor.role is Role.GROUP and clauses.group_class(anchor) == "they"


def _whole(source: Source, spans: tuple[Span, ...]) -> Content:
    return Content(spans, "discussed", source, None, "account")

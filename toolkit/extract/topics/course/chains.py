"""What the next sentence goes on from: whose account of which call, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract import lexicons
from toolkit.extract.topics.rules.account import tells_of_both
from toolkit.extract.topics.sentences.clauses import AT_START, Anchor, Clauses, Role, Source, Voice
from toolkit.extract.topics.sentences.view import Chain, Content
from toolkit.extract.topics.sides.silent import is_silent
from toolkit.extract.topics.sides.speakers import Speakers


def next_chain(
    clauses: Clauses, contents: Sequence[Content], chain: Chain | None, call: int
) -> Chain | None:
    """What the next sentence can go on from."""
    block = clauses.sentence.block
    if (post := _own_post(clauses)) is not None:
        return Chain(call, Voice.SELF, post, block, True)
    if contents and _only_omits(clauses, contents):
        turned = [s for s in clauses.sources if s.voice is Voice.GOVERNMENT and s.countries]
        if turned and set(turned[0].countries) <= set(clauses.party.countries):
            return Chain(call, Voice.GOVERNMENT, turned[0], block, True)
        if chain is not None:
            return replace(chain, block=block)
        if all(content.status == "omitted" for content in contents):
            return None
    if contents:
        source = contents[0].source or clauses.source_at(contents[0].spans[0][0])
        if _told_by_press(chain, source, contents[0]):
            return Chain(call, Voice.PRESS, None, block, True)
        if chain is not None and _within_readout(chain, source, contents[0]):
            return replace(chain, block=block, idle=0)
        if source is not None:
            return Chain(call, source.voice, source, block, True)
        acts = contents[0].subject is not None and contents[0].subject.role is not Role.CALL
        if chain is not None and chain.source is not None and (acts or not clauses.has("say")):
            return replace(chain, block=block, idle=0)
        return Chain(call, Voice.PRESS, None, block, True, first=_first_named(clauses, chain))
    if not clauses.speaks_of_call() and not _speak_together(clauses):
        return _new_account(clauses, chain, call) or _idle(clauses, chain)
    sides = set(clauses.party.countries)
    own = (s for s in clauses.sources if set(s.countries) <= sides)  # no third land's
    selves = [s for s in own if s.voice is not Voice.PRESS] or _opening(clauses)
    selves = [s for s in selves if not is_silent(clauses, s)]
    if selves:
        summarised = chain is not None and chain.summarised and selves[0].named_account
        return Chain(call, selves[0].voice, selves[0], block, summarised)
    return Chain(call, Voice.PRESS, None, block, False, first=_first_named(clauses, chain))


def _only_omits(clauses: Clauses, contents: Sequence[Content]) -> bool:
    """Whether a sentence tells of no topics but those that an account leaves out."""
    told = [c for c in contents if c.status != "omitted"]
    return not any(s <= hit.start < e for c in told for s, e in c.spans for hit in clauses.hits)


def _is_answer(clauses: Clauses, chain: Chain | None) -> bool:
    """Whether the other side is heard after the one that told: "The palace gave three lines."."""
    if chain is None or chain.voice is not Voice.GOVERNMENT:
        return False
    first = next((a for a in clauses.anchors if not clauses.owns(a)), None)
    told = chain.source.countries if chain.source is not None else ()
    if first is None or _is_free_press(first) or any(h.end > first.end for h in clauses.hits):
        return False
    return first.start - clauses.sentence.start < AT_START and first.country_code not in told


def _is_free_press(anchor: Anchor) -> bool:
    """Whether a broadcaster or paper is heard, which speaks for no government."""
    entity = anchor.mention.entity if anchor.mention is not None else None
    return entity is not None and entity.name.lower() in lexicons.words("topic_free_media")


def _first_named(clauses: Clauses, chain: Chain | None) -> str:
    """Country of the participant whom a sentence about the call names first."""
    first = next((a for a in clauses.anchors if a.role is not Role.CALL), None)
    if first is None or first.role is not Role.PARTICIPANT:
        return chain.first if chain is not None else ""
    return first.country_code or ""


def _new_account(clauses: Clauses, chain: Chain | None, call: int) -> Chain | None:
    """The other side's account that a sentence only announces: "the palace gave a statement"."""
    selves = [s for s in clauses.sources if tells_of_both(clauses, s)]
    just = _only_told(clauses) if chain is not None else []
    if not selves and chain is not None:
        selves = just or _turned_to(clauses)
    both = bool(selves)
    if not selves and (clauses.has("account") or _is_answer(clauses, chain)):
        selves = _opening(clauses)
    if not selves or clauses.has("elsewhere", "other_time", "remarks"):
        return None
    if is_silent(clauses, selves[0]):
        return chain
    if chain is None and not both:
        return None
    if not set(selves[0].countries) <= set(clauses.party.countries):
        return None
    summarised = bool(just) or (chain is not None and chain.summarised)
    return Chain(call, Voice.GOVERNMENT, selves[0], clauses.sentence.block, summarised)


def _own_post(clauses: Clauses) -> Source | None:
    """A leader who begins to tell of the other: "Ruiz wrote on X that she had heard Mr. Berg"."""
    keys = {a.key for a in clauses.anchors if a.role is Role.PARTICIPANT}
    if any(s.voice is Voice.GOVERNMENT for s in clauses.sources):
        return None
    if len(keys) < 2 or not clauses.has("post") or clauses.of_other_time():
        return None
    return next((s for s in clauses.sources if s.voice is Voice.SELF and s.countries), None)


def _only_told(clauses: Clauses) -> list[Source]:
    """Of whom a sentence only says that it told this: "The palace reported.", "So said Lie."."""
    told = [s for s in clauses.sources if s.voice is Voice.GOVERNMENT and s.countries]
    spans = {s.span for s in told}
    others = [a for a in clauses.anchors if not a.is_organ() and (a.start, a.end) not in spans]
    return [] if clauses.hits or others or len(clauses.frames) > 1 else told


def _told_by_press(chain: Chain | None, source: Source | None, content: Content) -> bool:
    """Whether the article itself goes on telling what a participant said in the call."""
    own = source is not None and source.voice is Voice.SELF and content.source is None
    return own and chain is not None and chain.voice is Voice.PRESS


def _within_readout(chain: Chain, source: Source | None, content: Content) -> bool:
    """Whether a government's account goes on telling what a participant said in the call."""
    if chain.voice is not Voice.GOVERNMENT or content.source is not None:
        return False
    own = source is not None and source.voice is Voice.SELF
    return own and content.rule == "said" and chain.summarised


def _speak_together(clauses: Clauses) -> bool:
    """Whether two participants speak with one another: "she spoke to him", said a spokesman."""
    people = {a.key for a in clauses.anchors if a.role is Role.PARTICIPANT}
    return len(people) > 1 and clauses.has("speak") and not clauses.has("elsewhere", "other_time")


def _idle(clauses: Clauses, chain: Chain | None) -> Chain | None:
    """An account goes on after one sentence that no rule reads, if only the two sides act there."""
    if chain is None or chain.idle or clauses.has("elsewhere", "remarks", "post"):
        return None
    if clauses.of_other_time():
        return None
    if any(s.voice is not Voice.SELF for s in clauses.sources):
        return None
    if any(a.role in (Role.OTHER, Role.ORGAN) for a in clauses.anchors):
        return None
    return replace(chain, block=clauses.sentence.block, idle=1)


def _turned_to(clauses: Clauses) -> list[Source]:
    """The side to whose account a sentence turns: "Lima published a longer version"."""
    turned = (s for s in clauses.sources if s.voice is Voice.GOVERNMENT and s.named_account)
    return [s for s in turned if s.countries and s.span is not None]


def _opening(clauses: Clauses) -> list[Source]:
    """A government that a sentence about the call begins with: "the ministry gave its account"."""
    first = next((a for a in clauses.anchors if not clauses.owns(a)), None)
    if first is None or first.country_code not in clauses.party.countries:
        return []
    if not first.country_code or not first.is_organ():
        return []
    sentence = clauses.sentence
    span = first.start, first.end
    return [Source(sentence.start, sentence.end, Voice.GOVERNMENT, (first.country_code,), span)]


def announced(clauses: Clauses, speakers: Speakers) -> Source | None:
    """The government whose account a sentence announces: "A palace spokesman said:"."""
    for source in clauses.sources:
        if source.voice is Voice.GOVERNMENT:
            return source
    for anchor in clauses.anchors:
        voice, country = speakers.voice(anchor, clauses.party)
        if voice is Voice.GOVERNMENT and country:
            span = anchor.start, anchor.end
            return Source(*span, Voice.GOVERNMENT, (country,), span, True)
    return None

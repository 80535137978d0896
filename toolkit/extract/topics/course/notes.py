"""A leader's own post about a call, which leaves out who acts: "Spoke with her. Urged peace"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from toolkit.extract.model import Attribution, Document, Entity, EntityKind, Sentence
from toolkit.extract.topics.model import CallLike
from toolkit.extract.topics.sentences.clauses import Source, Voice
from toolkit.extract.topics.sentences.view import Content
from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import late

_OPENS = late(
    r"\W*(?:(?:just|today|earlier|i|we|have|had|it|was|is|so|very|really|truly|such|an?|another|my"
    r"|our|again|also) )*"
    r"(?:(?:\w+ ){0,4}?(?:calls?|conversation|talks?|telecon\w*|chat|discussions?|exchange)"
    r"(?: \w+){0,3}? (?:with|to)"
    r"|(?:spoke|spoken|talked|called|phoned|rang|telephoned|connected|caught up)"
    r"(?! to (?:reporters|journalists|the (?:press|media|nation)))"
    r"|(?:\w+ ){0,3}?to (?:have )?(?:speak|spoken|talk|talked|connect|catch up|hear)"
    r"|(?:many |my |our |sincere )?thank(?:s|ed|ful)?(?: you)?(?: [\w ]{1,40}?)?,? for"
    r" (?:the|your|our|his|her|this|an?) (?:\w+ ){0,4}?(?:calls?|conversation|talks?|chat"
    r"|discussions?|exchange))\b"
)
"""How a post begins that tells of a call: "A warm talk with", "Spoke to", "Good to talk to"."""
_ACTS = frozenset({"discuss", "to_discuss", "tell", "stress", "agree", "invite", "say", "wish"})
_BARE = late(r"\W*(?:(?:i|we|and|also|then|again|both|have|had|just|\w+ly) )*")
"""What can stand before the verb: "Also briefly discussed grain"."""
_DENIES = late(r"\b(?:not|never|no|nothing)\b")


class Notes:
    """The posts in an article in which somebody tells of a call that he took part in.

    Args:
        document: the article.
        folded: its folded text.
        calls: its calls.
    """

    def __init__(self, document: Document, folded: str, calls: Sequence[CallLike]) -> None:
        self._document = document
        self._folded = folded
        self._keys = [{person.key for person in call.participants} for call in calls]
        self._starts = [sentence.start for sentence in document.sentences]
        self._told: dict[int, tuple[int, Content]] = {}
        for attribution in document.attributions:
            author = attribution.source.entity if attribution.source is not None else None
            call = self._call_of(attribution, author) if author is not None else None
            if call is not None and author is not None:
                self._note(attribution, call, author.country_code)

    def of(self, sentence: Sentence, words: Sequence[Found[str]]) -> tuple[int, Content] | None:
        """The call that a sentence of a post is about, and what it tells, if it tells anything.

        Nobody but the author may act in it: "The navy discussed grain" is no news of the call.

        Args:
            sentence: the sentence.
            words: the frame words in it.
        """
        told = self._told.get(sentence.start)
        if told is None:
            return None
        ((start, end),) = told[1].spans
        bare = _BARE.match(self._folded, start, end)
        verb = bare.end() if bare is not None else start
        acts = [f for f in words if f.value in _ACTS and f.start < end]
        own = not acts or any(f.start <= verb < f.end for f in acts)
        return told if own and _DENIES.search(self._folded, start, end) is None else None

    def _call_of(self, attribution: Attribution, author: Entity) -> int | None:
        """The call that a post begins to tell of; ``None`` where it is no such post."""
        if not attribution.contents or not all(attribution.direct):
            return None
        mine = [n for n, keys in enumerate(self._keys) if author.key in keys]
        first = self._document.sentence_at(attribution.contents[0][0])
        if not mine or first is None:
            return None
        start, end = attribution.contents[0]
        if end <= first.end or _OPENS.match(self._folded, start, first.end) is None:
            return None
        block = self._document.article.blocks[first.block]
        near = self._others(author.key, block.start, block.end)
        named = [n for n in mine if near & (self._keys[n] - {author.key})]
        if len(named) == 1:
            return named[0]
        strangers = self._others(author.key, start, first.end)
        return mine[0] if len(mine) == 1 and not strangers else None

    def _others(self, author: str, start: int, end: int) -> set[str]:
        """The keys of the people named in a part of the text besides the author."""
        entities = (m.entity for m in self._document.mentions_in(start, end))
        return {
            e.key
            for e in entities
            if e is not None and e.kind is EntityKind.PERSON and e.key != author
        }

    def _note(self, attribution: Attribution, call: int, country: str | None) -> None:
        """Keep what the sentences of a post tell."""
        mention = attribution.source
        by = (mention.start, mention.end) if mention is not None else None
        for low, high in attribution.contents:
            at = bisect_right(self._starts, low) - 1
            for sentence in self._document.sentences[max(at, 0) : bisect_left(self._starts, high)]:
                start, end = max(low, sentence.start), min(high, sentence.end)
                lands = (country,) if country else ()
                source = Source(start, end, Voice.SELF, lands, by)
                content = Content(((start, end),), "discussed", source, None, "own-note")
                if start < end:
                    self._told[sentence.start] = call, content

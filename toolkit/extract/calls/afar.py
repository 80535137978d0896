"""Talk from afar that no word for a telephone tells.

"She and Carney had spoken the day before; they would keep in touch, Ottawa said after the talk":
two leaders of two countries talked, the article names no place in which they were together, and it
tells a government's account of their exchange or names that again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.meetings import is_in_place
from toolkit.extract.calls.likely import may_tell_of_talk
from toolkit.extract.calls.rounds.hubs import leads
from toolkit.extract.calls.rules.weak import SPOKE
from toolkit.extract.model import Document, Sentence
from toolkit.extract.words import lowered
from toolkit.patterns import late

_READ = (BlockKind.PROSE, BlockKind.HEADLINE, BlockKind.STANDFIRST)
_TALKED = SPOKE | {
    *("got-in-touch", "was-in-touch", "talked-remotely", "pair-had-conversation"),
    *("had-conversation-with", "conversation-between", "had-talk-with", "discussed-with"),
}
"""Weak rules that say that leaders talked."""
_ANYHOW = frozenset({"discussed-with", "had-talk-with"})
"""Those of them that tell as often of people at one table: the exchange must be named again."""
_MAY_TELL = late(
    r"\b(?:spoken?|talked|chatted|conferred|convers(?:ed|ation)|communicated|contacted"
    r"|exchanged views|in touch|reached out|discussed|had a (?:[a-z]+ )?word|remotely)\b"
)
_REMOTE = late(r"\b(?:talks|discussions|consultations) (?:remotely|online|virtually)\b")
_EXCHANGE = late(
    r"\b(?:the|their|this|that|good|long|an?) (?:[a-z-]+ ){0,2}?(?:conversation|exchange|talk"
    r"|chat)\b(?! (?:of (?!views|an hour|half)|rate|show|programme|student|offer|office|deal))"
)
_STATED = late(
    r"\b(?:statement|readout|communiqu[e\u00e9]|press (?:service|office|release)|spokes(?:man|woman"
    r"|person)|according to|downing street|kremlin|(?:office|government|ministry|presidency|palace"
    r"|white house|elysee|chancellery|cabinet) (?:said|says|announced|reported|confirmed|wrote))\b"
)
"""What tells the account that a government gives of a talk."""
_OTHER_TIME = late(
    r"\b(?:last|previous|earlier|next|upcoming|future|forthcoming|planned|coming|possible"
    r"|(?:eve of|ahead of|before|since) (?:an?|the|their|his|her))"
    r" (?:[a-z0-9-]+ ){0,3}?(?:meeting|summit|visit|trip|talks|conference)s?\b"
    r"|\b(?:meeting|summit|visit|trip)s?\b[^.,;]{0,40}? (?:last|next|later this|earlier this|in (?:"
    r"january|february|march|april|may|june|july|august|september|october|november|december))\b"
    r"|\b(?:will|to|would|agreed to|plans? to|hopes? to|due to|may|should|could) (?:also |soon )?"
    r"(?:meet|visit|travel|host|receive|welcome|fly)\b|\b(?:in|re)vit(?:ed|es|ation)\b[^.;]{0,60}"
    r"|\b(?:had|have|last) (?:last |previously |first )?met\b|\b(?:her|his|a) (?:daily |morning )?"
    r"(?:press|news) conference\b"
)
"""Meetings before or after the talk."""
_TOGETHER = late(
    r"\b(?:met|meets?|meetings?|summit|sidelines|margins|in person|face[- ]to[- ]face|one-on-one"
    r"|dinner|lunch|breakfast|reception|banquet|arriv(?:ed|es|al|ing)|visit(?:s|ed|ing|or)?|trip"
    r"|tour(?:s|ed|ing)?|host(?:s|ed|ing)?|received (?:his|her|the|[a-z]+ (?:president|prime"
    r"|foreign))|welcom(?:ed|es|ing)|flew|flies|travel(?:l?ed|s|l?ing)|sh(?:ook|aking) hands"
    r"|handshake|palace|residence|conference|ceremony|funeral|assembly|forum|delegations?|room"
    r"|side by side|beside|next to|in the presence of|flanked by|sh(?:ook|aking) (?:his|her) hand"
    r"|(?:conversation|exchange|talk|chat) (?:aboard|inside|outside|near|at (?!length|night|noon"
    r"|his|her|the (?:request|invitation|initiative|suggestion|urging|start|end|time|highest)))"
    r"|bilateral talks|stopover|podium|before (?:she|he|they|[a-z]+) left"
    r"|returned from|home from|letters?|wrote to|notes|messages?|cable"
    r"|(?:'s|\u2019s|his|her|through|by|via)(?: an?| the)? (?:envoys?|ambassadors?)"
    r"|channels|signed|inaugurat(?:ed|ion)|parade|match|at the (?:table|white house|kremlin))\b"
)
"""What says that those who talked were in one place, or wrote, or sent others."""


def may_tell(text: str) -> bool:
    """Whether a text in lower case may tell of talk from afar, for a quick look.

    Args:
        text: the text.
    """
    if _REMOTE.search(text):
        return True
    told = _EXCHANGE.search(text) is not None or _STATED.search(text) is not None
    return told and _MAY_TELL.search(text) is not None


class Afar:
    """What an article without a word for a telephone tells of talks held from afar.

    Args:
        doc: the analysed article.
    """

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    @cached_property
    def _words(self) -> str:
        return lowered(self._doc.text)

    @cached_property
    def _in_no_place(self) -> bool:
        return may_tell_of_talk(self._words)

    def held(self, event: Event) -> bool:
        """Whether the article bears out that a talk was held from afar.

        Args:
            event: a report that leaders talked.
        """
        name = event.rule.name
        if event.rule.strong:
            return True
        if name in SPOKE and self._in_no_place:
            return self.apart(event)
        if name not in _TALKED or event.in_person or event.partial or event.previous:
            return False
        if event.status != "held" or not all(leads(p.entity) for p in event.parties):
            return False
        return self.borne_out(event, anyhow=name in _ANYHOW)

    def borne_out(self, event: Event, *, anyhow: bool = False) -> bool:
        """Whether an article names a talk again or states it, and puts nobody in one place.

        Args:
            event: a report that leaders talked.
            anyhow: whether its words tell as often of people at one table, so that no statement
                will do.
        """
        if not self.apart(event):
            return False
        begins = event.skeleton.sentence.start
        named = (m.start() for m in _EXCHANGE.finditer(self._words))
        again = any(not begins <= at < event.end for at in named)
        return again or (not anyhow and _STATED.search(self._words) is not None)

    def first(self, events: Sequence[Event]) -> Sequence[Event]:
        """The first talk that was held from afar, if any.

        Args:
            events: reports of talks.
        """
        return list(islice(filter(self.held, events), 1))

    def apart(self, event: Event) -> bool:
        """Whether nothing around a report says that those who talked were in one place.

        Args:
            event: a report that leaders talked.
        """
        if is_in_place(self._doc.text, event.end, event.skeleton.sentence.end):
            return False
        return not any(
            _TOGETHER.search(_OTHER_TIME.sub(" ", self._words[s.start : s.end]))
            or self._in_place(s)
            for s in self._around(event)
        )

    def _in_place(self, sentence: Sentence) -> bool:
        """Whether a sentence says where an exchange was: "the conversation in Freedom House"."""
        text, end = self._doc.text, sentence.end
        named = _EXCHANGE.finditer(self._words, sentence.start, end)
        return any(is_in_place(text, m.end(), end) for m in named)

    def _around(self, event: Event) -> Iterator[Sentence]:
        """The sentences that tell where those of a report were: beside it, and about both."""
        own = event.skeleton.sentence
        end = self._doc.article.blocks[own.block].end
        starts = [s.start for s in self._doc.sentences]
        at = bisect_left(starts, own.start)
        for number, sentence in enumerate(self._doc.sentences):
            if sentence.kind not in _READ:
                continue
            there = self._doc.mentions_in(sentence.start, sentence.end)
            both = event.keys <= {m.entity.key for m in there if m.entity is not None}
            head = sentence.kind is not BlockKind.PROSE or sentence.block == own.block
            if abs(number - at) <= 1 or head or (both and sentence.start < end):
                yield sentence

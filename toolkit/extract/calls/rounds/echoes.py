"""Whose the other side is where a call is told by what it shares with the one told before.

"Ms. Sandu telephoned Mr. Rutte. So did Ms. Kallas": the side that acted is another, the other side
stays. "He spoke with Mr. Rutte for an hour; with Ms. Kallas": the side that was named last is
another.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.calls.events.events import Event, EventReader
from toolkit.extract.calls.events.model import CallFind
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.rounds.hubs import Round
from toolkit.extract.calls.rules.echoes import CHAINS, ECHOES
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording.words import Reading
from toolkit.extract.model import Document
from toolkit.patterns import late

_PAIR = 2
_GAP = 3
"""How many characters part two paragraphs, and one more."""
_WAS = "it-had-been"
"""The rule in which the other side is another: "on Monday it had been Ms. Sandu"."""
_NEAR = 350
"""How many characters before "so did" the call may stand of which it says that."""
_TIED = late(r"\b(?:[Ww]ith|[Tt]o|[Ff]rom) (?:[\w'-]+ ){0,6}\Z")
"""What stands before a partner whom a preposition ties to the words for a call."""
_SHORT = 60
_ANOTHER_ACT = late(
    r"(?:,|,? and|,? but) (?:then |also |later )?(?!called\b|phoned\b|telephoned\b)[a-z]{3,}ed\b"
    r"|\b(?:met|meets?|visit(?:s|ed)?|wrote|letter|tweeted|summit|said on|told (?:reporters|the"
    r" press|parliament))\b"
)
"""What stands between a call and "so did" where that is about something else."""
_ANOTHER_TIE = late(
    r"\b(?:with|to|from|between|by)\b(?! (?:(?:the )?(?:tele)?phone|video|the (?:aim"
    r"|view)|an? |his |her |their |its ))"
    r"|\b(?:met|meet(?:s|ings?)?|visit(?:s|ed)?|summit|letters?|wrote)\b"
)
"""What stands between the last partner and a further "with" that is tied to something else."""


class Echoes:
    """Tells the other side of calls that are told by what they share with one told before.

    Args:
        doc: the analysed article.
        known: its calls so far.
    """

    def __init__(self, doc: Document, known: Round) -> None:
        self._doc, self._known = doc, known

    def read(self, reader: EventReader, sk: Skeleton, reading: Reading) -> Sequence[Event]:
        """The events of a reading: of one that is no echo, as they are read elsewhere.

        Args:
            reader: reads them.
            sk: the sentence.
            reading: what a rule read in it.
        """
        if reading.rule not in (*ECHOES, *CHAINS):
            return reader.of(sk, reading)
        side = (
            self._of_same(sk, reading) if reading.rule in ECHOES else self._of_sentence(sk, reading)
        )
        return EventReader(self._doc, lambda *_: side).of(sk, reading) if side else []

    def _of_same(self, sk: Skeleton, reading: Reading) -> Party | None:
        """With whom those spoke who "did so, too": the side of the call before that did not act.

        Args:
            sk: the sentence.
            reading: the words for the same.
        """
        low = sk.text.index(reading.second or "", reading.span[0])
        at, _ = sk.origin(low, low + 1)
        call, told = self._last(at, self._since(at))
        if call is None or _ANOTHER_ACT.search(self._doc.text, told, at):
            return None
        first, other = call.parties
        of_two = [p for p in call.parties if len(self._known.partners(p.entity.key)) >= _PAIR]
        if len(of_two) == 1:
            return of_two[0]
        stays = call.events[0].rule in ECHOES or reading.rule.name == _WAS
        return first if stays else other

    def _since(self, at: int) -> int:
        """Where the sentence begins, or the one before it where those words open it."""
        sentence = self._doc.sentence_at(at)
        if sentence is None:
            return at
        begins = sentence.start
        if any(m.start < at for m in self._doc.mentions_in(begins, at) if m.entity is not None):
            return begins
        before = self._doc.sentence_at(max(0, begins - _GAP))
        return max(at - _NEAR, before.start if before is not None else begins)

    def _of_sentence(self, sk: Skeleton, reading: Reading) -> Party | None:
        """Who spoke with one "and, later, with" another: in a call of the same sentence.

        Args:
            sk: the sentence.
            reading: the further "with".
        """
        at, _ = sk.origin(*reading.trigger)
        call, _ = self._last(at, sk.sentence.start)
        if call is None:
            return None
        named = [
            m
            for m in self._doc.mentions_in(max(0, at - _NEAR), at)
            if m.entity is not None and m.entity.key in call.keys
        ]
        if len({m.entity.key for m in named if m.entity}) < _PAIR:
            return None
        ends = [0, *(m.end for m in named)]
        tied = [
            m
            for m, end in zip(named, ends, strict=False)
            if _TIED.search(self._doc.text, max(end, m.start - _SHORT), m.start)
        ]
        last = (tied or named)[-1]
        if last.entity is None or _ANOTHER_TIE.search(self._doc.text, named[-1].end, at):
            return None
        return next((p for p in call.parties if p.entity.key != last.entity.key), None)

    def _last(self, at: int, since: int) -> tuple[CallFind | None, int]:
        """The call of two told last before a place, and where its words end."""
        told = [
            (event.end, call)
            for call in self._known.calls
            for event in call.events
            if since <= event.start < at and len(call.parties) == _PAIR
        ]
        if not told:
            return None, at
        end, call = max(told, key=lambda pair: pair[0])
        return call, end

"""What the modules about calls pass to one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.extract.calls.events.days import DateClaim
from toolkit.extract.calls.events.events import Event
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.figures.find import Figure
from toolkit.extract.model import Entity


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article says of one property of a call.

    Attributes:
        value: the value.
        start: offset of the words that say so.
        end: offset after them.
        rule: name of the rule that read them.
    """

    value: str | int | float | dt.date
    start: int
    end: int
    rule: str


@dataclass(slots=True)
class CallFind:
    """One call as one article reports it.

    Attributes:
        parties: who took part, with the words that name them.
        aides: who listened in.
        trigger: the words that bear it out: the first report that names the telephone, else the
            first.
        mentions: spans of all words that speak of it.
        status: held, planned, refused or denied.
        medium: telephone or video, ``None`` where the article does not tell.
        date: its day, ``None`` where the article does not tell; `precision` goes with it.
        initiator: who called.
        duration: how long it lasted.
        main: whether the article reports it as news.
        vague: whether words for it say a day that cannot be told: "the call took place last week".
        events: the places that report it.
        dates: days that may be its own.
    """

    parties: list[Party]
    trigger: Claim
    status: Claim
    mentions: list[tuple[int, int]] = field(default_factory=list)
    medium: Claim | None = None
    date: DateClaim | None = None
    initiator: tuple[Party, Claim] | None = None
    duration: tuple[Figure, Claim] | None = None
    aides: list[Party] = field(default_factory=list)
    main: bool = False
    vague: bool = False
    events: list[Event] = field(default_factory=list)
    dates: list[DateClaim] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the words that bear it out best."""
        return self.trigger.start

    @property
    def first_report(self) -> int:
        """Offset of the place that reports it first, which can say less than the trigger."""
        return self.events[0].start if self.events else self.start

    @property
    def end(self) -> int:
        """Offset after the words that bear it out best."""
        return self.trigger.end

    @property
    def keys(self) -> frozenset[str]:
        """The keys of those who took part."""
        return frozenset(p.entity.key for p in self.parties)

    @property
    def participants(self) -> Sequence[Entity]:
        """Those who took part."""
        return [p.entity for p in self.parties]

    @property
    def called_on(self) -> dt.date | None:
        """The day, where it is known to the day."""
        if self.date is None or self.date.date.precision != "day":
            return None
        return self.date.date.value

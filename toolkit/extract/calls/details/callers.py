"""Who called whom: by the words for a call, by who asked for it, by who is thanked for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from toolkit.articles.model import BlockKind
from toolkit.extract.calls.events.model import CallFind, Claim
from toolkit.extract.calls.events.parties import Party
from toolkit.extract.calls.skeletons.skeleton import Skeleton
from toolkit.extract.calls.wording import asked, context
from toolkit.extract.model import Document, Mention, MentionKind
from toolkit.extract.names.register import default_register, fold_name
from toolkit.patterns import late

_LESS_SURE = frozenset(
    {
        *("made", "reached", "taker", "wished", "dialled", "got_on", "beside", "round"),
        *("picks", "neighbour", "called_and", "one_way"),
    }
)
"""Words that tell who called only where no report of the call does."""
_TAKERS = frozenset({"taker", "wished"})
"""Words that name who was called."""
_SHORT = 60
_AT = late(r"(?:at|on|upon) ")
_DONE_BY = late(r"[a-z]+(?: up)? by ")
_CALL_BEFORE = late(
    r"(?:\b(?:calls?|conversations?|talks?|discussions?|exchange|contact|chat|dialogue|it|which"
    r"|that"
    r"|phone|video|was|were|being|been|and|[a-z]+ly)|[PGCDN]\d+(?:'s?)?|[,(-]|^) ?\Z"
)
"""What, right before "made by" or "initiated by", says that a call was."""
_ELSE_BEFORE = late(
    r"\b(?:postpon|delay|cancel|extradit|releas|withdr|deploy|arrest|suspen)[a-z]*[^.;,]{0,30}\Z"
)
"""What, before "at the request of", was done at it."""
_ABOUT_CALL = late(
    rf"{context.SAYS_CALL.pattern}"
    r"|\b(?:initiative|request|idea|suggestion|overture) (?:for it )?(?:had )?(?:c[ao]me|lay)\b"
)
"""What a sentence holds that may tell who asked for a call."""
_CALLED_OTHER = late(r"(?<=ed|ng) (?:(?:his|her|their|the) [a-z]+|P\d+)\b")
"""Behind "it was she who telephoned": another person, perhaps on another day."""
_OBJECT_OF = late(r"P(\d+)(?: also| then| later)? (?:[a-z]+ed|told|gave|thanked) \Z")
"""What stands before the object of what somebody did."""
_BOTH = 2
"""How many are told to have called where accounts differ."""
_SOON = 700
"""How many characters after words for a call a sentence may still be about who called."""
_LATER = 3000
"""The same for "it was she who called" in an article about calls of two leaders only."""
_ROUND = 1500
"""How many characters before a call a round of calls can be told that it belongs to."""
_JUST_BEFORE = 400
"""How many characters before the first words for a call a sentence may be about who called."""


class CallerReader:
    """Reads who called, for each call of one article.

    Args:
        doc: the analysed article.
        skeletons: the skeletons of its sentences, by start of the sentence.
        quoted: those of sentences that hold a quotation about a call, with its words.
        calls: all calls of the article.
    """

    def __init__(
        self,
        doc: Document,
        skeletons: Mapping[int, Skeleton],
        quoted: Mapping[int, Skeleton],
        calls: Sequence[CallFind],
    ) -> None:
        self._doc = doc
        self._skeletons = skeletons
        self._in_order = sorted(skeletons.items())
        self._starts = [start for start, _ in self._in_order]
        self._headlines_last = sorted(self._in_order, key=_headed)
        self._quoted = quoted
        self._calls = calls

    def initiator(self, call: CallFind, spoken: Sequence[Skeleton]) -> tuple[Party, Claim] | None:
        """Who asked for a call; else who called, by the reports of it; else who "made the call"."""
        prose = [e for e in call.events if e.skeleton.sentence.kind is BlockKind.PROSE]
        held = [e.initiator for e in prose if e.status == "held"]
        named = {caller.entity.key for caller in held if caller is not None}
        if len(named) == _BOTH:
            return None  # accounts differ on who called
        told = chain(
            self._asked(call, spoken),
            self._by_country(call, spoken),
            self._thanked(call),
            self._beside(call),
            self._in_quotes(call),
            self._thanks_in_quotes(call),
            self._round(call),
        )
        less_sure: tuple[Party, Claim] | None = None
        for name, party, claim in told:  # each is read only where those before tell nothing
            if name not in _LESS_SURE:
                return party, claim
            less_sure = less_sure or (party, claim)
        for event in call.events:
            if event.initiator is not None:
                claim = Claim(event.initiator.entity.key, event.start, event.end, event.rule.name)
                return event.initiator, claim
        return less_sure

    def _asked(
        self, call: CallFind, spoken: Sequence[Skeleton]
    ) -> Iterator[tuple[str, Party, Claim]]:
        """Where the text says who asked for a call or made it: form of words, who, which words."""
        for sk in spoken:
            for match in asked.AT_REQUEST.finditer(sk.text):
                if _of_else(sk.text, match):
                    continue
                name = next(k for k, v in match.groupdict().items() if v)
                piece = sk.pieces[int(match.group(name)[1:])]
                party = self._party_of(call, piece) if isinstance(piece, Mention) else None
                party = self._of_two(call, party, sk, match) if party is not None else None
                if party is None:
                    continue
                if name == "asked":
                    party = self._not_subject(call, party, sk, match.start())
                if name == "it" and _CALLED_OTHER.match(sk.text, match.end()):
                    name = "made"
                if name in _TAKERS:
                    others = [p for p in call.parties if p.entity.key != party.entity.key]
                    party = others[0] if len(others) == 1 else None
                if party is not None:
                    start, end = sk.origin(*match.span())
                    yield name, party, Claim(party.entity.key, start, end, "at-request-of")

    def _not_subject(self, call: CallFind, party: Party, sk: Skeleton, start: int) -> Party:
        """The other side, where somebody would else be told something by himself.

        "Ms. Lee told the premier, who had asked for the call" is not about Ms. Lee twice.
        """
        subject = _OBJECT_OF.search(sk.text, max(0, start - _SHORT), start)
        piece = sk.pieces[int(subject.group(1))] if subject else None
        others = [p for p in call.parties if p.entity.key != party.entity.key]
        told = self._party_of(call, piece) if isinstance(piece, Mention) else None
        alike = told is not None and told.entity.key == party.entity.key
        return others[0] if alike and len(others) == 1 else party

    def _of_two(
        self, call: CallFind, party: Party, sk: Skeleton, match: re.Match[str]
    ) -> Party | None:
        """Who called, where the words also name whom: none where that one is not of the call.

        Where both are read as one, he or she was called, by the other: "the head of state rang
        Dodoma".
        """
        names = (words for name, words in match.groupdict().items() if name.startswith("callee"))
        number = next((words[1:] for words in names if words), None)
        piece = sk.pieces[int(number)] if number is not None else None
        if not isinstance(piece, Mention):
            return party
        called = self._party_of(call, piece)
        if called is None or called.entity.key != party.entity.key:
            return party if called is not None else None
        others = [p for p in call.parties if p.entity.key != called.entity.key]
        sure = piece.kind is not MentionKind.PRONOUN and len(others) == 1
        return others[0] if sure else None

    @staticmethod
    def _by_country(
        call: CallFind, spoken: Sequence[Skeleton]
    ) -> Iterator[tuple[str, Party, Claim]]:
        """ "At the initiative of the Kenyan head of state": the side of that country."""
        for sk in spoken:
            match = asked.AT_REQUEST_OF_COUNTRY.search(sk.text)
            if match is None:
                continue
            country = next(words for words in match.groups() if words)
            side = _side_of(call, (country,))
            if side is not None:
                start, end = sk.origin(*match.span())
                yield "country", side, Claim(side.entity.key, start, end, "at-request-of")

    def _thanked(self, call: CallFind) -> Iterator[tuple[str, Party, Claim]]:
        """Who is thanked for a call by the other side, or asked to speak; in the whole article."""
        for sk in self._skeletons.values():
            match = thanked = asked.THANKED.search(sk.text) if " for " in sk.text else None
            if match is None and " to " in sk.text:
                match = asked.ASKED_TO_SPEAK.search(sk.text)
            if match is None:
                yield from self._thanked_colleague(call, sk)
                continue
            said = {
                name.partition("_")[0]: words for name, words in match.groupdict().items() if words
            }
            pieces = [sk.pieces[int(said[name][1:])] for name in ("host", "caller")]
            parties = [self._party_of(call, p) for p in pieces if isinstance(p, Mention)]
            host, caller = parties if len(parties) == len(pieces) else (None, None)
            if host is not None and caller is not None and host.entity.key != caller.entity.key:
                span = sk.origin(*match.span())
                if thanked is not None:
                    claim = Claim(caller.entity.key, *span, "thanked-for-call")
                else:
                    claim = Claim(caller.entity.key, *span, "asked-to-speak")
                yield "thanked", caller, claim

    def _thanked_colleague(
        self, call: CallFind, sk: Skeleton
    ) -> Iterator[tuple[str, Party, Claim]]:
        """Who called one that "thanked his colleague for her call": the other side."""
        match = asked.THANKED_COLLEAGUE.search(sk.text) if " for " in sk.text else None
        piece = sk.pieces[int(match["host"][1:])] if match is not None else None
        host = self._party_of(call, piece) if isinstance(piece, Mention) else None
        others = [p for p in call.parties if host and p.entity.key != host.entity.key]
        if match is not None and len(others) == 1:
            span = sk.origin(*match.span())
            claim = Claim(others[0].entity.key, *span, "thanked-for-call")
            yield "thanked", others[0], claim

    def _beside(self, call: CallFind) -> Iterator[tuple[str, Party, Claim]]:
        """Who called, by a sentence soon after words for a call or just before the first of them.

        Words for another call in between make it a sentence about that one.
        """
        mine = sorted(start for start, _ in call.mentions)
        others = [start for c in self._calls if c is not call for start, _ in c.mentions]
        one_pair = len({c.keys for c in self._calls}) == 1
        first = bisect_left(self._starts, mine[0] - _JUST_BEFORE)
        last = bisect_left(self._starts, mine[-1] + _LATER)
        for start, sk in self._in_order[first:last]:
            before = bisect_left(mine, start) - 1
            low, high = mine[max(0, before)], sk.sentence.end
            if before < 0:
                low, high = start, mine[0]
            reach = _JUST_BEFORE if before < 0 else _LATER if one_pair else _SOON
            if high - low > reach:  # most sentences: they need no search
                continue
            match = asked.CALLED_ABOUT_IT.search(sk.text)
            soon = _LATER if match is not None and match["it"] and one_pair else _SOON
            if high - low > (soon if before >= 0 else _JUST_BEFORE):
                continue
            if match is None and _ABOUT_CALL.search(sk.text):
                match = asked.AT_REQUEST.search(sk.text)
            if match is None or _of_else(sk.text, match):
                continue
            if any(low <= at < high for at in others):
                continue
            name = next(k for k, v in match.groupdict().items() if v)
            piece = sk.pieces[int(match.group(name)[1:])]
            party = self._party_of(call, piece) if isinstance(piece, Mention) else None
            if party is not None and name not in _LESS_SURE:
                span = sk.origin(*match.span())
                other = _CALLED_OTHER.match(sk.text, match.end()) is not None
                yield (
                    "made" if other else "beside",
                    party,
                    Claim(party.entity.key, *span, "called-about-it"),
                )

    def _in_quotes(self, call: CallFind) -> Iterator[tuple[str, Party, Claim]]:
        """Who called, as somebody is quoted: "The Finnish side asked for the call", "I called her".

        Only in an article about one call, and those before it; else nothing tells which is meant.
        """
        news = [c for c in self._calls if not (c.events and c.events[0].previous)]
        for sk in self._quoted.values() if news == [call] else ():
            match = asked.AT_REQUEST.search(sk.text) or asked.CALLED_ABOUT_IT.search(sk.text)
            if match is not None and _of_else(sk.text, match):
                continue
            name = next((k for k, v in match.groupdict().items() if v), "") if match else ""
            if match is None:
                match, name = asked.I_CALLED.search(sk.text), "other"
            if match is None or name in _LESS_SURE:
                continue
            piece = sk.pieces[int(match.group(name)[1:])]
            party = self._party_of(call, piece) if isinstance(piece, Mention) else None
            if party is not None and name == "other":
                party = self._speaker_to(call, party, sk.origin(*match.span())[0])
            if party is not None:
                span = sk.origin(*match.span())
                yield "quoted", party, Claim(party.entity.key, *span, "called-in-quotes")

    def _thanks_in_quotes(self, call: CallFind) -> Iterator[tuple[str, Party, Claim]]:
        """Whom one side thanks for the call in words of its own: "Thank you for your call"."""
        news = [c for c in self._calls if not (c.events and c.events[0].previous)]
        for said in self._doc.attributions if news == [call] else ():
            entity = said.source.entity if said.source is not None else None
            others = [p for p in call.parties if entity is not None and p.entity.key != entity.key]
            if len(others) != 1 or len(call.parties) != _BOTH:
                continue
            for start, end in said.contents:
                if (words := asked.THANKS_YOU.search(self._doc.text, start, end)) is not None:
                    claim = Claim(others[0].entity.key, *words.span(), "thanked-for-call")
                    yield "thanked", others[0], claim

    def _speaker_to(self, call: CallFind, other: Party, at: int) -> Party | None:
        """The side of a call that says "I" at a place, where the one called is the other side."""
        said = (
            a.source.entity.key
            for a in self._doc.attributions
            if a.source is not None
            and a.source.entity is not None
            and any(start <= at < end for start, end in a.contents)
        )
        key = next(said, None)
        speakers = [p for p in call.parties if p.entity.key == key != other.entity.key]
        return speakers[0] if speakers else None

    def _round(self, call: CallFind) -> Iterator[tuple[str, Party, Claim]]:
        """Who made a round of calls in or before the sentence that first reports this one."""
        first = self._doc.sentence_at(call.first_report)
        low = call.first_report - _ROUND
        for (
            start,
            sk,
        ) in self._headlines_last:  # what the prose says comes first: it may tell the day
            if first is None or not low <= start <= first.start or call.events[0].previous:
                continue
            made = asked.MADE_CALLS.search(sk.text)
            match = made or asked.TOOK_CALLS.search(sk.text)
            piece = sk.pieces[int(match.group(1)[1:])] if match else None
            if match is None or not isinstance(piece, Mention) or piece.entity is None:
                continue
            key = piece.entity.key
            callers = [p for p in call.parties if (p.entity.key == key) is (made is not None)]
            caller = callers[0] if len(callers) == 1 and key in call.keys else None
            called = self._doc.text[slice(*sk.origin(match.end(1), match.end()))]
            if caller is not None and len(call.parties) > 1 and not _is_led(caller, called):
                span = sk.origin(*match.span())
                yield "round", caller, Claim(caller.entity.key, *span, "round-of-calls")

    def _party_of(self, call: CallFind, mention: Mention) -> Party | None:
        """The participant whom a mention means: in person, or through his or her country."""
        entity = mention.entity
        if entity is None:
            words = fold_name(self._doc.text[mention.start : mention.end]).split()
            side = _side_of(call, words)
            return Party(side.entity, mention.start, mention.end) if side is not None else None
        for party in call.parties:
            if party.entity.key == entity.key:
                return Party(party.entity, mention.start, mention.end)
        sides = [p for p in call.parties if p.entity.country_code == entity.country_code]
        if entity.country_code and len(sides) == 1:
            return Party(sides[0].entity, mention.start, mention.end)
        return None


def _headed(placed: tuple[int, Skeleton]) -> tuple[bool, int]:
    """Whether a sentence is a headline, and where it stands."""
    start, sk = placed
    return sk.sentence.kind is BlockKind.HEADLINE, start


def _of_else(text: str, match: re.Match[str]) -> bool:
    """Whether something else than a call was "made by" or done "at the request of" somebody."""
    start = match.start()
    if _DONE_BY.match(text, start):
        return _CALL_BEFORE.search(text, max(0, start - _SHORT), start) is None
    return _AT.match(text, start) is not None and (
        _ELSE_BEFORE.search(text, max(0, start - _SHORT), start) is not None
    )


def _is_led(caller: Party, called: str) -> bool:
    """Whether those called lead the caller's own country: "The premier phones Laos's leader"."""
    country = default_register().countries.get(caller.entity.country_code or "")
    return country is not None and any(fold_name(n) in fold_name(called) for n in country.names)


def _side_of(call: CallFind, words: Sequence[str]) -> Party | None:
    """The one participant whose country's people some words name: "Kenyan", "Kenya's"."""
    known = default_register().countries
    sides = [
        party
        for party in call.parties
        if (country := known.get(party.entity.country_code or ""))
        and any(fold_name(demonym) in words for demonym in country.demonyms)
    ]
    return sides[0] if len(sides) == 1 else None

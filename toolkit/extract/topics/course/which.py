"""Which of an article's calls a sentence can be about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from toolkit.extract.model import Document, MentionKind, Sentence
from toolkit.extract.topics.model import CallLike
from toolkit.extract.topics.rules.limits import is_excepted
from toolkit.extract.topics.sentences.clauses import Party
from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import late

_REACH = 40
# "In the talk with Mr. Berg": which of several calls a sentence is about.
_CALL_WITH = late(
    r"\b(?:calls?|talks?|conversations?|chats?|discussions?|exchanges?) (?:with|to) "
    r"(?:\w+ +){0,3}\Z"
)
# "To Mr. Berg she said that ...", "With Ms. Ruiz, too, he went through the pact".
_LEAD_TO = late(r"\W*(?:and |but )?(?:to|with) (?:\w+ +){0,4}")

_BOTH = late(r"\b(?:the two|both) (presidents|prime ministers|premiers|foreign ministers)\b")
_OFFICES = {
    "presidents": "head_of_state",
    "prime ministers": "head_of_government",
    "premiers": "head_of_government",
    "foreign ministers": "foreign_minister",
}


class Calls:
    """The calls of an article, by where they are named and who takes part.

    Args:
        document: the article.
        folded: its folded text.
        calls: its calls.
        parties: their sides.
    """

    def __init__(
        self,
        document: Document,
        folded: str,
        calls: Sequence[CallLike],
        parties: Sequence[Party],
    ) -> None:
        self._document = document
        self._folded = folded
        self._calls = calls
        self._parties = parties
        self.spans = sorted((s, e, i) for i, c in enumerate(calls) for s, e in c.mentions)
        self._by_key: dict[str, list[int]] = {}
        for number, party in enumerate(parties):
            for key in party.by_key:
                self._by_key.setdefault(key, []).append(number)
        self._main = next((i for i, c in enumerate(calls) if c.main), 0)

    def of(
        self, sentence: Sentence, words: Sequence[Found[str]], current: int | None
    ) -> tuple[int | None, bool]:
        """Which call a sentence can be about, and whether it names it.

        "Before the call" and "after the call" name another occasion.

        Args:
            sentence: the sentence.
            words: the frame words in it.
            current: the call that the sentences before were about.
        """
        named = self._named(sentence, words)
        current = self._back_to_news(sentence, current)
        if len(self._calls) == 1 and self._calls[0].main:
            return 0, bool(named)
        keys, spoken_to, countries = self._who(sentence)
        pair = self._pair(sentence)

        def fitness(index: int) -> tuple[bool, bool, int, int, bool, bool, bool]:
            party = self._parties[index]
            both = bool(pair) and set(party.offices.values()) == {pair}
            met = not spoken_to.isdisjoint(party.by_key)
            present = len(keys & party.by_key.keys())
            sides = len(countries.intersection(party.countries))
            main = self._calls[index].main
            return index in named, met, present, sides, both, index == current, main

        candidates = {self._main, *named}
        if current is not None:
            candidates.add(current)
        for key in keys:
            candidates.update(self._by_key.get(key, ()))
        if pair:
            candidates.update(range(len(self._calls)))
        best = max(sorted(candidates), key=fitness)
        related = any(fitness(best)[:6]) or self._calls[best].main
        return (best if related else None), best in named

    def _who(self, sentence: Sentence) -> tuple[set[str], set[str], set[str]]:
        """The keys of all named in a sentence, of those spoken to, and the lands of offices."""
        keys: set[str] = set()
        spoken_to: set[str] = set()
        countries: set[str] = set()
        for mention in self._document.mentions_in(sentence.start, sentence.end):
            entity = mention.entity
            if entity is None:
                continue
            keys.update((entity.key, *entity.members))
            low = max(sentence.start, mention.start - _REACH)
            if _CALL_WITH.search(self._folded, low, mention.start) or _LEAD_TO.fullmatch(
                self._folded, sentence.start, mention.start
            ):
                spoken_to.add(entity.key)
            if entity.country_code and mention.kind is MentionKind.ORGANISATION:
                countries.add(entity.country_code)
        return keys, spoken_to, countries

    def _back_to_news(self, sentence: Sentence, current: int | None) -> int | None:
        """The call that the sentences before were about; the news, past an older call of the two.

        "They had not talked since May" stands in its paragraph; the next is of the news again.
        """
        if current is None or current == self._main:
            return current
        if self._parties[current].by_key.keys() != self._parties[self._main].by_key.keys():
            return current
        told = max((s for s, _, i in self.spans if i == current and s < sentence.end), default=-1)
        place = self._document.sentence_at(told)
        return current if place is not None and place.block == sentence.block else self._main

    def _pair(self, sentence: Sentence) -> str:
        """Which office both sides of a call hold in "the two presidents"; empty where not told."""
        match = _BOTH.search(self._folded, sentence.start, sentence.end)
        return _OFFICES[match[1]] if match is not None else ""

    def names_one(self, sentence: Sentence, words: Sequence[Found[str]]) -> bool:
        """Whether words of a sentence refer to one of the calls."""
        return bool(self._named(sentence, words))

    def _named(self, sentence: Sentence, words: Sequence[Found[str]]) -> set[int]:
        """The calls that words of a sentence refer to."""
        other = [(f.start, f.end) for f in words if f.value in ("elsewhere", "remarks", "post")]
        low = bisect_left(self.spans, (sentence.start, 0, 0))
        high = bisect_right(self.spans, (sentence.end, 0, 0))
        return {
            i
            for start, end, i in self.spans[low:high]
            if not any(first < end and start < last for first, last in other)
            and not is_excepted(self._folded, sentence.start, start)
        }

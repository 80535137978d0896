"""Words that mean a call and stand on no list: what the calls were read from counts as well."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import late

_VERB = late(
    r"(?:tele)?phon(?:es|ed|ing)|dial(?:s|ed|led|l?ing)|r(?:ings|ang|inging|ung)|contact(?:s|ed|ing)"
    r"|communicat(?:es|ed|ing)|reach(?:es|ed|ing)(?: out to)?|got through to|conferred|touched base"
    r"|to call|calling|rings? up|rang up"
)
_NO_SENSE = frozenset({"to_discuss", "plan", "cut"})
_NOUN = late(
    r"(?:\w+ ){0,3}(?:calls?|conversations?|talks?|dialogues?|contacts?|conferences?|exchanges?"
    r"|discussions?|chats?|summit|line|telephone|phone|link)"
)


def with_calls(
    frames: Sequence[Found[str]], folded: str, spans: Sequence[tuple[int, int, int]]
) -> list[Found[str]]:
    """The frame words, and the words of calls that are none of them.

    "She was dialling the leaders of Chad and Niger" speaks of calls like "she phoned them", and
    "a telephonic contact" is a call like "a phone call"; a list cannot hold all such wordings.

    Args:
        frames: the frame words of the list, in order.
        folded: the folded text.
        spans: start, end and number of each call's mentions, in order.
    """
    starts = [f.start for f in frames]
    added: dict[int, Found[str]] = {}
    senseless: set[int] = set()  # "a telephone exchange" exchanges nothing
    for start, end, _ in spans:
        number = bisect_left(starts, end)
        if number and frames[number - 1].end > start:
            if frames[number - 1].value not in _NO_SENSE:
                continue
            senseless.add(frames[number - 1].start)
        words = folded[start:end].strip()
        value = "speak" if _VERB.fullmatch(words) else "call" if _NOUN.fullmatch(words) else ""
        if value:
            added.setdefault(start, Found(start, end, value))
    if not added:
        return list(frames)
    kept = (f for f in frames if f.start not in senseless)
    return sorted((*kept, *added.values()), key=lambda f: f.start)

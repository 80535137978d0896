"""Sentences that go on telling of another occasion: "Last month they had met. They agreed ..."."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.extract.model import Sentence
from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import late

_PLUPERFECT = late(r" had \w")
_MEETING = late(r"\b(?:met|meeting|summit|conference|negotiators|talks|signed|reached)\b")
_GOES_ON = late(
    r"\W*(?:they|both|there|the two(?: sides| countries| leaders)?|the governments|the sides)\b"
)
_OF_CALL = frozenset({"call", "in_call", "speak", "courtesy", "account"})


class Elsewhere:
    """Remembers whether the last sentence told of another time, in which the next can go on."""

    def __init__(self) -> None:
        self._block = -1

    def goes_on(self, folded: str, sentence: Sentence, words: Sequence[Found[str]]) -> bool:
        """Whether a sentence goes on with what the one before told of another time.

        Args:
            folded: the article's folded text.
            sentence: the sentence, the one before having been asked about.
            words: the frame words in it.
        """
        classes = {f.value for f in words}
        of_call = not classes.isdisjoint(_OF_CALL)
        goes_on = (
            not of_call
            and sentence.block == self._block
            and _GOES_ON.match(folded, sentence.start, sentence.end) is not None
        )
        span = sentence.start, sentence.end
        opens = (
            not of_call
            and "other_time" in classes
            and (_PLUPERFECT.search(folded, *span) or _MEETING.search(folded, *span)) is not None
        )
        self._block = sentence.block if opens or goes_on else -1
        return goes_on

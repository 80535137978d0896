"""sayswho's quotations (https://github.com/afriedman412/sayswho) over spaCy's small pipeline.

Its coreference needs models that no registry has, so its finder of quotations is asked alone. Of
what it does to a text beforehand, empty lines are taken out and two apostrophes made one quotation
mark (it fails at both), and offsets counted back. The rest is left out, because it adds characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from harness import Attribution, attribution, serve
from spacy_model import pipeline

SPARE = "\u200b"
LEFT_OUT = re.compile(rf"(?<=\n)\s+|{SPARE}")


def prepared(text: str) -> tuple[str, list[int], list[int]]:
    """The text as it can read it, where its pieces begin, and how far each stood behind that."""
    pieces, starts, shifts = [], [], []
    at = position = 0
    text = text.replace("''", f'"{SPARE}')
    for gap in [*(found.span() for found in LEFT_OUT.finditer(text)), (len(text),) * 2]:
        pieces.append(text[at : gap[0]])
        starts.append(position)
        shifts.append(at - position)
        position += gap[0] - at
        at = gap[1]
    return "".join(pieces), starts, shifts


def main() -> None:
    from sayswho.quote_finder import quote_finder

    language = pipeline()

    def read(text: str) -> Iterator[Attribution]:
        lines, starts, shifts = prepared(text)

        def back(position: int) -> int:
            return position + shifts[bisect_right(starts, position) - 1]

        for said in quote_finder(language(lines)):
            content, tokens = said.content, said.speaker
            name = " ".join(token.text for token in tokens)
            last = tokens[-1]
            speaker = (back(tokens[0].idx), back(last.idx + len(last) - 1) + 1)
            # A quotation is given with its marks, the last of which may be the end of a line.
            yield attribution(
                back(content.start_char + 1), back(content.end_char - 2) + 1, speaker, name
            )

    serve(read)


if __name__ == "__main__":
    main()

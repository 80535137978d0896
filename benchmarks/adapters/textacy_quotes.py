"""textacy's direct quotations (https://github.com/chartbeat-labs/textacy) over a spaCy pipeline.

``--paragraphs`` gives it one paragraph at a time: its marks are paired over the whole text, and one
that never closes spoils all that follow.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from harness import Attribution, attribution, serve
from spacy_model import pipeline

PARAGRAPH = re.compile(r"[^\n]+")


def main() -> None:
    from textacy.extract import direct_quotations

    language = pipeline()
    apart = "--paragraphs" in sys.argv

    def read(text: str) -> Iterator[Attribution]:
        pieces = PARAGRAPH.finditer(text) if apart else iter([re.match(r"(?s).*", text)])
        for piece in pieces:
            assert piece is not None
            at = piece.start()
            try:
                found = list(direct_quotations(language(piece.group())))
            except (ValueError, IndexError):  # it refuses an odd number of marks
                continue
            for said in found:
                tokens = said.speaker
                speaker = (
                    (at + tokens[0].idx, at + tokens[-1].idx + len(tokens[-1])) if tokens else None
                )
                name = " ".join(token.text for token in tokens) or None
                content = said.content
                yield attribution(at + content.start_char, at + content.end_char, speaker, name)

    serve(read)


if __name__ == "__main__":
    main()

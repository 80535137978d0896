"""Web pages as trafilatura sees them: it says which blocks are the article's, our scanner where.

Trafilatura's text has no offsets into the page. Its verdict is led back to the blocks that
`toolkit.articles.html` cut: one stays where most of its words stand in trafilatura's text.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.articles.draft import Draft, Hint
from toolkit.articles.forms import HtmlReader
from toolkit.errors import UsageError
from toolkit.patterns import compiled

if TYPE_CHECKING:
    from toolkit.articles.html import Choose

KEPT_SHARE = 0.7
"""Share of a block's word pairs that stand in trafilatura's text where the block is taken."""

_WORD = compiled(r"\w+")
_KEPT_ABOVE = (Hint.HEADLINE, Hint.BYLINE, Hint.STANDFIRST, Hint.DATE)


def chooser(reader: HtmlReader) -> Choose | None:
    """The judge of a page's blocks; ``None`` for our own.

    Raises:
        UsageError: it is not installed.
    """
    if reader is HtmlReader.OWN:
        return None
    try:
        import trafilatura  # noqa: F401
    except ImportError as error:
        hint = "Install it: pip install 'readout-toolkit[web]'"
        missing = f"trafilatura cannot be loaded ({error})" if error.msg else "is not installed"
        raise UsageError(missing, where="--html-reader", hint=hint) from None
    return by_trafilatura


def by_trafilatura(received: str, drafts: list[Draft]) -> list[Draft] | None:
    """The blocks that trafilatura takes for the article, and headline and byline above them."""
    import trafilatura

    text = trafilatura.extract(received, include_comments=False, include_tables=False)
    if not text:
        return None
    there = Counter(_pairs(text))
    taken: list[int] = []
    for number, draft in enumerate(drafts):
        own = _pairs(draft.text)
        # Each word of the verdict stands for one block: a teaser that repeats one is not taken.
        found = Counter(own) & there
        if own and sum(found.values()) >= KEPT_SHARE * len(own):
            taken.append(number)
            there -= found
    if not taken:
        return None
    inside = set(taken)
    above = (n for n in range(taken[0]) if drafts[n].hint in _KEPT_ABOVE)
    return [drafts[n] for n in sorted(inside.union(above))]


def _pairs(text: str) -> list[tuple[str, str]]:
    """Neighbouring words; a lone word stands with itself."""
    words = [word.lower() for word in _WORD.findall(text)]
    return list(pairwise(words)) or [(word, word) for word in words]

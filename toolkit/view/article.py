"""The article's pane: its text, cut into pieces that know which rows rest on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.articles.model import Article, BlockKind
from toolkit.view.rows import COLOURED, LETTERS, ArticleView
from toolkit.view.spans import Piece, Words, pieces
from toolkit.view.text import escaped

_ELEMENTS = {BlockKind.HEADLINE: "h3", BlockKind.SUBHEADING: "h4"}
_DRAWN = ("quotes", "topics", "participants", "calls", "figures")
"""The order of the elements around a piece, the outermost first: long words around short ones."""
_TAGS_SHOWN = 3
CONTEXT = 60
"""Words longer than so many characters that are no row's chief words (the sentence that a status
was read in) are marked faintly: drawn as strongly as the others, they would drown them."""


def article_text(view: ArticleView, prefix: str) -> Iterator[str]:
    """The blocks of the article's clean text as elements.

    Args:
        view: the article and its words.
        prefix: what begins the identifiers of the article's elements.
    """
    article = view.article
    owners = chief_cards(view)
    blocks = _blocks(article)
    cuts = [offset for start, end, _ in blocks for offset in (start, end)]
    words = sorted(view.words.values(), key=lambda word: word.number)
    position = 0
    for piece in pieces(words, cuts, len(article.text)):
        while position < len(blocks) and blocks[position][1] <= piece.start:
            position += 1
        inside = position < len(blocks) and blocks[position][0] <= piece.start
        kind = blocks[position][2] if inside else None
        element = _ELEMENTS.get(kind, "p") if kind else "p"
        if inside and piece.start == blocks[position][0]:
            yield _opening(element, kind)
        yield _piece(piece, article.text[piece.start : piece.end], owners, prefix)
        if inside and piece.end == blocks[position][1]:
            yield f"</{element}>"


def _blocks(article: Article) -> list[tuple[int, int, BlockKind | None]]:
    """Blocks that do not overlap, with what no block holds as blocks without a kind."""
    found: list[tuple[int, int, BlockKind | None]] = []
    position, length = 0, len(article.text)
    for block in sorted(article.blocks, key=lambda block: block.start):
        start, end = max(block.start, position), min(block.end, length)
        if start < end:
            found += _unclaimed(article.text, position, start)
            found.append((start, end, block.kind))
            position = end
    return found + _unclaimed(article.text, position, length)


def _unclaimed(text: str, start: int, end: int) -> list[tuple[int, int, BlockKind | None]]:
    return [(start, end, None)] if text[start:end].strip() else []


def _opening(element: str, kind: BlockKind | None) -> str:
    named = f' data-kind="{kind}"' if kind and kind is not BlockKind.PROSE else ""
    return f'<{element} class="block" dir="auto"{named}>'


def chief_cards(view: ArticleView) -> dict[int, str]:
    """By the number of words, the tag of the row that a click on them leads to.

    A row that has them as its chief words comes before one that rests on them otherwise, and
    both before one that they only link.
    """
    ranked: dict[int, tuple[int, str]] = {}
    for cards in view.cards.values():
        for card in cards:
            for cell in card.cells:
                for source in cell.sources:
                    word = view.words.get((source.start, source.end))
                    if word is None:
                        continue
                    rank = 2 if cell.link else 0 if card.tag in _all_tags(word) else 1
                    if card.table not in COLOURED:
                        rank = 3
                    if word.number not in ranked or rank < ranked[word.number][0]:
                        ranked[word.number] = (rank, card.tag)
    return {number: tag for number, (_, tag) in ranked.items()}


def _all_tags(word: Words) -> list[str]:
    return [tag for tags in word.tags.values() for tag in tags]


def piece_id(prefix: str, start: int) -> str:
    """The identifier of the piece that begins at an offset."""
    return f"{prefix}-w{start}"


def _piece(piece: Piece, text: str, owners: dict[int, str], prefix: str) -> str:
    """One piece; a link to the row of the shortest words that it belongs to."""
    inner = escaped(text)
    if not piece.words:
        return inner
    for table in reversed(_DRAWN):
        layered = [word for word in piece.words if table in word.layers]
        if layered:
            inner = _layer(table, layered, piece.start, inner)
    numbers = " ".join(str(number) for number in sorted(word.number for word in piece.words))
    target = f"{prefix}-{owners[piece.words[-1].number]}"
    begins = any(word.start == piece.start for word in piece.words)
    stop = "" if begins else ' tabindex="-1"'
    return (
        f'<a class="s" id="{piece_id(prefix, piece.start)}" href="#{target}" '
        f'data-w="{numbers}"{stop}>{inner}</a>'
    )


def _layer(table: str, words: Sequence[Words], start: int, inner: str) -> str:
    tags = [tag for word in words if word.start == start for tag in word.tags.get(table, ())]
    shown = "\N{NO-BREAK SPACE}".join(tags[:_TAGS_SHOWN]) + ("…" if tags[_TAGS_SHOWN:] else "")
    tagged = f' data-tag="{shown}"' if tags else ""
    wide = all(table not in word.tags and word.end - word.start > CONTEXT for word in words)
    kind = f"k k{LETTERS[table]}{' wide' if wide else ''}"
    return f'<span class="{kind}"{tagged}>{inner}</span>'

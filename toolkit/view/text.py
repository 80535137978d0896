"""Text of strangers made fit for a page: escaped, and with nothing in it that acts unseen."""

from __future__ import annotations

from html import escape

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SYMBOL_FOR_NULL = 0x2400
_BIDI_CONTROLS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHORTENED = "\N{HORIZONTAL ELLIPSIS}"


def _stand_ins() -> dict[int, str]:
    table = {code: chr(_SYMBOL_FOR_NULL + code) for code in range(0x20) if code not in (9, 10)}
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table |= dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)
    table |= dict.fromkeys(_BIDI_CONTROLS, "\N{SYMBOL FOR SUBSTITUTE FORM TWO}")
    table |= dict.fromkeys([*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], _REPLACEMENT)
    for plane in range(0x11):
        table |= dict.fromkeys((plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF), _REPLACEMENT)
    return table


_STAND_INS = _stand_ins()


def visible(text: str) -> str:
    """The text with a visible stand-in for every character that a page cannot or should not hold.

    Control characters (a browser drops or rewrites them), the marks that embed, override or
    isolate a direction (they could show words in another order than they stand), lone surrogates
    and noncharacters. One code point stands for one, so that offsets keep their meaning.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_STAND_INS)


def escaped(text: str) -> str:
    """`visible` text, escaped for an element's content and for a quoted attribute."""
    return escape(visible(text))


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning and end where it has more than ``limit`` characters."""
    if len(text) <= limit:
        return text
    tail = limit // 3
    return f"{text[: limit - tail - 3].rstrip()} {_SHORTENED} {text[-tail:].lstrip()}"

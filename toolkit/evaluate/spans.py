"""Quotations and figures against JSON gold."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.evaluate.calls import assign
from toolkit.evaluate.model import Figure, GoldArticle, Quote, Sheet
from toolkit.evaluate.names import same_speaker
from toolkit.evaluate.units import same_unit, same_value, shown

MIN_WORDS = 3
"""Words of the shortest quotation found that counts: the gold holds no shorter one."""
OVERLAP = 0.8
"""Intersection over union from which two spans are one quotation."""
HALF = 0.5
"""Share of a find that must lie in an optional quotation for it not to count."""

Located = Quote | Figure


def shared(one: Located, other: Located) -> int:
    """Characters that both hold."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def overlap(one: Located, other: Located) -> float:
    """Characters that both hold, of those that either holds."""
    both = shared(one, other)
    either = one.end - one.start + other.end - other.start - both
    return both / either if either else 0.0


def _same_quote(gold: Quote, found: Quote) -> float:
    share = overlap(gold, found)
    return share if share >= OVERLAP else 0.0


def score_quotes(
    article: GoldArticle, quotes: Sequence[Quote], sheet: Sheet, strict: bool = False
) -> None:
    """Count the quotations of one article, and their speakers."""
    gold = article.quotes or ()
    found = [q for q in quotes if len(article.text[q.start : q.end].split()) >= MIN_WORDS]
    pairs = assign(gold, found, _same_quote)
    sheet.add("quotations")
    sheet.add("speakers-end-to-end")
    for i, quote in enumerate(gold):
        if quote.optional and not strict:
            continue
        match = found[pairs[i]] if i in pairs else None
        hit = int(match is not None)
        sheet.add("quotations", hit, hit, 1)
        sheet.add("speakers-end-to-end", 0, hit, 1)
        span = (quote.start, quote.end)
        if match is None:
            sheet.note("quotations", "missed", span, gold=quote.speaker)
            continue
        right = same_speaker(quote.speaker, quote.speaker_alt, match.speaker)
        sheet.share("speakers", right)
        sheet.add("speakers-end-to-end", int(right))
        if not right:
            sheet.note(
                "speakers",
                "wrong",
                span,
                gold=quote.speaker,
                found=match.speaker,
                rule=match.rule,
            )
    taken = set(pairs.values())
    for j, quote in enumerate(found):
        if j in taken or (not strict and _in_optional(quote, gold)):
            continue
        sheet.add("quotations", found=1)
        sheet.add("speakers-end-to-end", found=1)
        span = (quote.start, quote.end)
        sheet.note("quotations", "false", span, found=quote.speaker, rule=quote.rule)


def _in_optional(found: Quote, gold: Sequence[Quote]) -> bool:
    size = HALF * (found.end - found.start)
    return any(quote.optional and shared(quote, found) >= size for quote in gold)


def _same_figure(gold: Figure, found: Figure) -> float:
    if not shared(gold, found) or not same_value(gold, found):
        return 0.0
    return 1 + overlap(gold, found)


def score_figures(
    article: GoldArticle, figures: Sequence[Figure], sheet: Sheet, strict: bool = False
) -> None:
    """Count the figures of one article, their units and qualifiers."""
    gold = article.figures or ()
    pairs = assign(gold, figures, _same_figure)
    sheet.add("figures")
    for i, figure in enumerate(gold):
        if figure.optional and not strict:
            continue
        hit = int(i in pairs)
        sheet.add("figures", hit, hit, 1)
        span = (figure.start, figure.end)
        if not hit:
            sheet.note("figures", "missed", span, gold=_amount(figure))
            continue
        match = figures[pairs[i]]
        for measure, right, wanted, got in (
            ("figure-units", same_unit(figure, match), shown(figure.unit), shown(match.unit)),
            ("figure-qualifiers", figure.approx == match.approx, figure.approx, match.approx),
        ):
            sheet.share(measure, right)
            if not right:
                sheet.note(measure, "wrong", span, gold=wanted, found=got, rule=match.rule)
    taken = set(pairs.values())
    for j, figure in enumerate(figures):
        if j in taken:
            continue
        if not strict and any(one.optional and shared(one, figure) for one in gold):
            continue
        sheet.add("figures", found=1)
        span = (figure.start, figure.end)
        sheet.note("figures", "false", span, found=_amount(figure), rule=figure.rule)


def _amount(figure: Figure) -> str:
    return f"{figure.value:g} {shown(figure.unit)}"

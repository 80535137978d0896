"""Attributions against brat gold: quoted runs, their speakers, and all attributions.

*Quoted run*: text between double quotation marks within one paragraph, of four words or more, with
at least half of its characters in annotated content. *Found* are the spans that the extraction
calls direct, line by line. A pair is right when their characters overlap by four fifths
(intersection over union, marks and stops at the edges aside), one to one, best first. What is
found outside annotated content counts against precision; wrong bounds, and the second of two finds
of one run, do so in ``quotations-strict`` only. *All attributions* pair by the words of their
content (F1 of tokens of one half or more). What a speaker is held against, see `speakers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.evaluate import runs
from toolkit.evaluate.model import FoundAttribution, GoldArticle, Sheet, Span
from toolkit.evaluate.speakers import Verdict, judge

OVERLAP = 0.8
IN_CONTENT = 0.5
TOKEN_F1 = 0.5
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution with what is compared of it."""

    sources: tuple[Span, ...]
    source_text: str
    contents: tuple[Span, ...]
    tokens: frozenset[int]


@dataclass(slots=True)
class Annotated:
    """An article's gold: attributions, whose content each character is, and the quoted runs."""

    text: str
    golds: list[Gold] = field(default_factory=list)
    owner: list[int | None] = field(default_factory=list)
    runs: list[tuple[Span, int]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, article: GoldArticle) -> Annotated:
        """Prepare an article."""
        text = article.text
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        self = cls(text, owner=[None] * len(text))
        self._starts, self._ends = [t[0] for t in tokens], [t[1] for t in tokens]
        for gold in article.attributions or ():
            held = self.tokens(gold.contents)
            if not held:
                continue
            source = " ".join(text[start:end] for start, end in gold.sources)
            for start, end in gold.contents:
                for at in range(start, min(end, len(text))):
                    self.owner[at] = len(self.golds)
            self.golds.append(Gold(gold.sources, source, gold.contents, held))
        for run in runs.quoted_runs(text):
            start, end = runs.normal(text, *run)
            if runs.word_count(text[start:end]) >= runs.MIN_WORDS:
                share, number = self.in_content(start, end)
                if number is not None and share >= IN_CONTENT:
                    self.runs.append(((start, end), number))
        return self

    def tokens(self, spans: Sequence[Span]) -> frozenset[int]:
        """Numbers of the tokens that share a character with one of the spans."""
        found: set[int] = set()
        for start, end in spans:
            if start < end:
                found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(found)

    def in_content(self, start: int, end: int) -> tuple[float, int | None]:
        """Share of the span's characters in content, and the attribution that holds most."""
        owners = Counter(self.owner[at] for at in range(start, end) if not self.text[at].isspace())
        total = owners.total()
        outside = owners.pop(None, 0)
        held = {number: count for number, count in owners.items() if number is not None}
        if not held:
            return 0.0, None
        return (total - outside) / total, max(held, key=lambda n: (held[n], -n))


@dataclass(frozen=True, slots=True)
class Direct:
    """A line of a span that is said to be direct."""

    span: Span
    said: FoundAttribution


def score_attributions(
    article: GoldArticle, found: Sequence[FoundAttribution], sheet: Sheet
) -> None:
    """Count one article with brat gold."""
    gold = Annotated.of(article)
    direct = _direct_lines(gold.text, found)
    paired = _pair_runs(gold, direct)
    for name in ("quotations", "quotations-strict", "speakers-end-to-end"):
        sheet.add(name)
    _count_outside(gold, direct, set(paired.values()), sheet)
    for number, (span, owner) in enumerate(gold.runs):
        hit = number in paired
        sheet.add("quotations", int(hit), int(hit), 1)
        sheet.add("quotations-strict", int(hit), int(hit), 1)
        source = gold.golds[owner]
        if not hit:
            sheet.note("quotations", "missed", span, gold=source.source_text or None)
        if source.sources:
            said = direct[paired[number]].said if hit else None
            _count_speaker(source, said, span, sheet)
    _count_all(gold, found, sheet)


def _direct_lines(text: str, found: Sequence[FoundAttribution]) -> list[Direct]:
    lines = []
    for said in found:
        for (start, end), is_direct in zip(said.contents, said.direct, strict=True):
            if not is_direct:
                continue
            for line in runs.lines(text, start, end):
                span = runs.normal(text, *line)
                if runs.word_count(text[span[0] : span[1]]):
                    lines.append(Direct(span, said))
    return lines


def overlap(one: Span, other: Span) -> float:
    """Characters in both, of the characters from the first to the last of either."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def _pair_runs(gold: Annotated, direct: Sequence[Direct]) -> dict[int, int]:
    """Number of a run to number of the direct line that is it."""
    fitting = sorted(
        (-share, g, d)
        for g, (span, _) in enumerate(gold.runs)
        for d, line in enumerate(direct)
        if (share := overlap(span, line.span)) >= OVERLAP
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, g, d in fitting:
        if g not in pairs and d not in used:
            pairs[g] = d
            used.add(d)
    return pairs


def _count_outside(gold: Annotated, direct: Sequence[Direct], used: set[int], sheet: Sheet) -> None:
    """Direct lines that are no run: outside of content, or with wrong bounds."""
    for number, line in enumerate(direct):
        if number in used:
            continue
        (start, end), said = line.span, line.said
        share, _ = gold.in_content(start, end)
        if share < IN_CONTENT:
            if runs.word_count(gold.text[start:end]) >= runs.MIN_WORDS:
                for name in ("quotations", "quotations-strict", "speakers-end-to-end"):
                    sheet.add(name, found=1)
                sheet.note("quotations", "false", line.span, found=_name(said), rule=said.rule)
        elif any(overlap(line.span, span) > 0 for span, _ in gold.runs):
            sheet.add("quotations-strict", found=1)
            sheet.note(
                "quotations-strict", "false", line.span, found="wrong bounds", rule=said.rule
            )


def _name(said: FoundAttribution | None) -> str | None:
    return said.speaker_name if said else None


def _verdict(gold: Gold, text: str, said: FoundAttribution) -> Verdict:
    span = said.speaker if said.speaker and said.speaker[1] > said.speaker[0] else None
    name = said.speaker_name or (text[span[0] : span[1]] if span else None)
    if not gold.sources:
        return Verdict.WRONG if span or name else Verdict.SPAN
    return judge(gold.sources, gold.source_text, span, name)


def _count_speaker(source: Gold, said: FoundAttribution | None, span: Span, sheet: Sheet) -> None:
    """The speaker of one run whose attribution names a source; ``said`` where it was found."""
    if said is None:
        sheet.add("speakers-end-to-end", gold=1)
        return
    verdict = _verdict(source, sheet.text, said)
    sheet.share("speakers", verdict.right)
    sheet.add("speakers-end-to-end", int(verdict.right), 1, 1)
    if not verdict.right:
        found = _name(said)
        if verdict is Verdict.RESOLVED:
            found = f"{found} (not checked: the gold has a pronoun)"
        sheet.note("speakers", "wrong", span, gold=source.source_text, found=found, rule=said.rule)


def _count_all(gold: Annotated, found: Sequence[FoundAttribution], sheet: Sheet) -> None:
    """All attributions by the words of their content, without and with their speaker."""
    held = [(said, tokens) for said in found if (tokens := gold.tokens(said.contents))]
    fitting = []
    for g, one in enumerate(gold.golds):
        for d, (said, tokens) in enumerate(held):
            shared = len(one.tokens & tokens)
            score = 2 * shared / (len(one.tokens) + len(tokens))
            if shared and score >= TOKEN_F1:
                verdict = _verdict(one, gold.text, said)
                fitting.append((-score, not verdict.right, g, d))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    right = 0
    for _, wrong, g, d in sorted(fitting):
        if g in pairs or d in used:
            continue
        pairs[g] = d
        used.add(d)
        right += not wrong
        if wrong:
            one, said = gold.golds[g], held[d][0]
            text = one.source_text or None
            words = (one.contents[0][0], one.contents[-1][1])
            sheet.note(
                "attributions-with-speaker",
                "wrong",
                words,
                gold=text,
                found=_name(said),
                rule=said.rule,
            )
    sheet.add("attributions", len(pairs), len(held), len(gold.golds))
    sheet.add("attributions-with-speaker", right, len(held), len(gold.golds))
    _note_unpaired(gold, [said for said, _ in held], set(pairs), used, sheet)


def _note_unpaired(
    gold: Annotated,
    held: Sequence[FoundAttribution],
    paired: set[int],
    used: set[int],
    sheet: Sheet,
) -> None:
    for g, one in enumerate(gold.golds):
        if g not in paired:
            words = (one.contents[0][0], one.contents[-1][1])
            sheet.note("attributions", "missed", words, gold=one.source_text or None)
    for d, said in enumerate(held):
        if d not in used:
            words = (said.contents[0][0], said.contents[-1][1])
            sheet.note("attributions", "false", words, found=_name(said), rule=said.rule)

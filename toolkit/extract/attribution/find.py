"""Who says what: joins quoted runs and reported clauses to their sources.

Sentences are read in order. In each one the cues are found, then every quoted run looks for the
cue that governs it; a run in a sentence without a cue looks at its neighbours. What is left of a
cue's clause becomes indirect content. The rules are listed in `rules`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.articles.model import BlockKind
from toolkit.extract.attribution.adjectives import adjective_cues, predicates
from toolkit.extract.attribution.around import beside_runs
from toolkit.extract.attribution.beside import in_front, owner_of_words, puts_question
from toolkit.extract.attribution.channels import channel_near
from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.headlines import read_headline
from toolkit.extract.attribution.indirect import Indirect, read_hint, read_indirect
from toolkit.extract.attribution.neighbours import (
    TAGGED,
    named_before,
    next_tag,
    sentence_before,
)
from toolkit.extract.attribution.nouns import noun_cues, owned_nouns
from toolkit.extract.attribution.phrases import Phrase, Stretch
from toolkit.extract.attribution.scope import (
    SCARE_WORDS,
    is_crosshead,
    is_scare,
    is_title,
    says,
    uses_double_marks,
    words_in,
)
from toolkit.extract.attribution.sentence import Found, Sentence
from toolkit.extract.attribution.signatures import signed_inside
from toolkit.extract.attribution.speakers import mention_of, speaks
from toolkit.extract.attribution.talk import Talk
from toolkit.extract.attribution.tokens import Tokens, tokenise, word_set
from toolkit.extract.model import Attribution, Document, Mention, MentionKind
from toolkit.patterns import compiled

_READ_IN = frozenset({BlockKind.PROSE, BlockKind.CAPTION, BlockKind.STANDFIRST})
_FROM_NEIGHBOUR = frozenset(
    {
        "continues-from-paragraph",
        "continues-in-paragraph",
        "mixed-in-paragraph",
        "quote-before-tag",
    }
)
# A quoted run or what may be a cue; the same with "of" in a text that says "words".
_HOLDS = compiled(r"[VvGECQ]")
_HOLDS_OR_OF = compiled(r"[VvGECQF]")

# What names a subject or has a verb: not "Then, after a pause:".
_NAMES_SUBJECT = compiled(r"[NYRVXbGeEW]")


def find_attributions(doc: Document) -> list[Attribution]:
    """Who says what in a document whose quoted runs, sentences and mentions are known.

    Args:
        doc: the document; headlines, subheadings, bylines and datelines are not read.

    Returns:
        Attributions in the order of their contents: one for each cue, with the runs and the words
        outside marks that it governs, and one for each run without a cue.
    """
    return _Reader(doc, tokenise(doc)).read()


@dataclass(slots=True)
class _Reader:
    """Reads one document; keeps who spoke last, and where."""

    doc: Document
    tokens: Tokens
    out: list[Attribution] = field(default_factory=list)
    last: Found | None = None
    last_block: int = -1
    last_unit: int = -2
    talk: Talk = field(init=False)
    owned: list[Stretch] = field(default_factory=list)
    adjectives: list[Stretch] = field(default_factory=list)
    doubled: bool = False
    loose: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.talk = Talk(self.doc)

    def read(self) -> list[Attribution]:
        self.owned = owned_nouns(self.tokens)
        self.doubled = uses_double_marks(self.tokens)
        self.adjectives = predicates(self.tokens)
        tags = self.tokens.tags
        marked = [first for first, _ in (*self.owned, *self.adjectives)]
        marked.sort(reverse=True)
        blocks = self.doc.article.blocks
        kinds = [block.kind in _READ_IN for block in blocks]
        holds = (_HOLDS_OR_OF if self.tokens.has_words else _HOLDS).search
        for number, (lo, hi, at) in enumerate(self.tokens.units):
            words = False  # whether the sentence holds one of the marked words; few do
            while marked and marked[-1] < hi:
                words = marked.pop() >= lo
            if kinds[at] and (holds(tags, lo, hi) or words or tags[lo] in "eg"):
                self._read_sentence(Sentence.at(self.doc, self.tokens, number), words=words)
        for block in blocks:
            if block.kind is BlockKind.HEADLINE:
                self.out += read_headline(self.doc, block.start, block.end)
        self.out.sort(key=lambda a: a.contents[0])
        return self.out

    def _read_sentence(self, sentence: Sentence, *, words: bool) -> None:
        governed: Mapping[int, object] = {}
        q = self.tokens.tags.find("Q", sentence.lo, sentence.hi)
        if q >= 0:
            governed = self._read_runs(sentence, q)
        for cue in sentence.cues:
            if cue.at not in governed:
                read = read_indirect(sentence, cue)
                if read is not None:
                    self._add_indirect(sentence, cue, read)
        if words:
            self._read_words(sentence, governed)
        for hint in sentence.hints:
            read = read_hint(sentence, hint)
            if read is not None:
                self._add_indirect(sentence, hint, read)

    def _read_runs(self, sentence: Sentence, q: int) -> Mapping[int, object]:
        """Read the runs of a sentence, of which ``q`` is the first; the words of their cues."""
        tags = self.tokens.tags
        self.loose.clear()
        governed: dict[int, tuple[Found, list[int]]] = {}
        while q >= 0:
            found = self._read_run(sentence, q)
            if found is not None:
                at = found.cue.at if found.cue is not None and _own(found) else -q
                governed.setdefault(at, (found, []))[1].append(q)
            q = tags.find("Q", q + 1, sentence.hi)
        for found, runs in governed.values():
            source = self._add(sentence, found, runs)
            if self.last is not None and self.last.source is found.source:
                self.last = Found(source, self.last.rule, self.last.cue)
        return governed

    def _read_words(self, sentence: Sentence, governed: Container[int]) -> None:
        """What the owned nouns and the adjectives of a sentence report."""
        lo, hi = sentence.lo, sentence.hi
        for cue, owner, words in noun_cues(self.tokens, self.owned, lo, hi):
            if cue.at not in governed:
                self._add_owned(cue, owner, words)
        for cue, subject, words in adjective_cues(self.tokens, self.adjectives, lo, hi):
            self._add_indirect(sentence, cue, Indirect(subject, (words,), "mind-adjective"))

    def _read_run(self, sentence: Sentence, q: int) -> Found | None:
        """What a run is joined to; ``None`` where it is no statement."""
        tokens = self.tokens
        number = tokens.run_of[q]
        run = tokens.runs[number]
        if (
            number
            and not tokens.runs[number - 1].closed
            and signed_inside(self.doc, tokens, number - 1) is not None
        ):
            return None
        words = words_in(tokens, number)
        found = self._owned_that(sentence, q) or sentence.govern(q)
        if found is not None and self._is_caption(sentence, found):
            found = None
        tagged = found is not None and found.rule in TAGGED
        if not (words or tagged):
            return None
        said = tagged or (
            found is not None and found.cue is not None and says(tokens, found.cue, q)
        )
        if is_title(tokens, q, run, words, tagged=said):
            return None
        alone = self._alone(sentence, q)
        if found is None and alone and self.doubled and is_crosshead(tokens.text, run, words):
            return None
        if found is None:
            found = self._neighbour(sentence, q, alone)
            if found is None:
                if len(words) > SCARE_WORDS:
                    self.loose.append(q)
                return None
        cue = found.cue if _own(found) else None
        if found.rule not in TAGGED and not alone and is_scare(words, q, run, tokens, cue):
            return None
        self.last, self.last_block, self.last_unit = found, sentence.block, sentence.number
        return found

    def _is_caption(self, sentence: Sentence, found: Found) -> bool:
        """Whether a name below a run signs nothing: who says it stands in the run's paragraph."""
        source = found.source
        if found.rule != "signed" or source is None or self.last_block != sentence.block:
            return False
        return source.start > self.doc.article.blocks[sentence.block].end

    # ------------------------------------------------------------ neighbours
    def _alone(self, sentence: Sentence, q: int) -> bool:
        """Whether nothing but marks stands before the run in its sentence."""
        return not self.tokens.tags[sentence.lo : q].strip("Q,;:!-()&")

    def _neighbour(self, sentence: Sentence, q: int, alone: bool) -> Found | None:
        last = self.last
        if not alone:
            return self._mixed(sentence, q)
        if last is not None and self.last_block == sentence.block:
            between = None
            if self.last_unit < sentence.number - 1:
                between = sentence_before(sentence, with_cue=True)
            return between or Found(last.source, "continues-in-paragraph", last.cue)
        ahead = next_tag(sentence, q)
        if ahead is not None:
            return ahead
        if last is not None and self.last_unit == sentence.number - 1:
            return Found(last.source, "continues-from-paragraph", last.cue)
        before = sentence_before(sentence)
        if before is not None and before.source is not None:
            return before
        if last is not None and self.last_block >= sentence.block - (1 if before is None else 2):
            return Found(last.source, "continues-from-paragraph", last.cue)
        return Found(None, "unattributed") if before is None else None

    def _mixed(self, sentence: Sentence, q: int) -> Found | None:
        """A run inside a sentence without a cue."""
        if puts_question(self.tokens, sentence.cues, q):
            return Found(None, "unattributed")
        for cue, owner, words in noun_cues(self.tokens, self.owned, sentence.lo, sentence.hi):
            if words[0] <= q < words[1]:
                return Found(mention_of(self.doc, self.tokens, owner), "owned-noun", cue)
        tags = self.tokens.tags
        phrase = sentence.first_phrase(q)
        begins = self.tokens.text[sentence.run(q).start].isupper()
        if tags[q - 1] == ":" and self.last is not None and tags[sentence.lo] in "AtP&B":
            fresh = self.last_unit >= sentence.number - 2
            if fresh and not _NAMES_SUBJECT.search(tags, sentence.lo, q):
                return Found(self.last.source, "continues-from-paragraph", self.last.cue)
        said = owner_of_words(self.tokens, phrase) if phrase is not None else None
        if tags[q - 1] == ":" and said == phrase:  # not: Mr. Ito's message to Ms. Lee: “...”
            named = named_before(self.doc, self.tokens, q, phrase)
            if named is not None:
                return Found(named, "introduced-quote")
        if phrase is not None and (tags[q - 1] == ":" or (tags[q - 1] == "," and begins)):
            speaker = said if said is not None and tags[q - 1] == ":" else phrase
            return Found(mention_of(self.doc, self.tokens, speaker), "introduced-quote")
        if self.last is not None and self.last_block == sentence.block:
            return Found(self.last.source, "mixed-in-paragraph", self.last.cue)
        subject = mention_of(self.doc, self.tokens, phrase) if phrase is not None else None
        front = in_front(self.tokens, q, sentence.lo)
        if front is not None:
            held = mention_of(self.doc, self.tokens, front)
            if tags[front.first] in "DO" or speaks(self.doc, held):
                return Found(held, "mixed-subject")
        if subject is not None and speaks(self.doc, subject):
            return Found(subject, "mixed-subject")
        before = sentence_before(sentence, with_cue=True)
        if before is not None and self._goes_on(sentence, before):
            return Found(before.source, "mixed-in-paragraph", before.cue)
        return None

    def _goes_on(self, sentence: Sentence, before: Found) -> bool:
        """Whether a sentence without a cue may go on with what the one before it reports."""
        number, block = sentence.number - 1, sentence.block
        return self.tokens.units[number][2] == block and before.rule == "sentence-before"

    def _owned_that(self, sentence: Sentence, q: int) -> Found | None:
        """She came under fire over her claim in May that “...”: it is her claim that is quoted."""
        last = q - 1 - (self.tokens.tags[q - 1] == ",")
        if last <= sentence.lo or self.tokens.tags[last] != "T":
            return None
        for cue, owner, words in noun_cues(self.tokens, self.owned, sentence.lo, sentence.hi):
            placed = self.tokens.word(owner.first - 1).lower() in word_set("in_occasion")
            if words[0] == last + 1 and not placed:
                return Found(mention_of(self.doc, self.tokens, owner), "owned-noun", cue)
        return None

    # ------------------------------------------------------------ results
    def _add(self, sentence: Sentence, found: Found, qs: list[int]) -> Mention | None:
        """One attribution for a cue and the runs it governs, with the words around them."""
        source = self.talk.source(sentence, found.source, found.cue)
        run, cue = sentence.run(qs[0]), found.cue
        runs = [(run.start, run.end)]
        if len(qs) > 1:
            runs += [(run.start, run.end) for run in map(sentence.run, qs[1:])]
        beside: list[Stretch] = []
        if cue is not None and _own(found):
            phrase = cue.source(self.tokens) if cue.form != "gerund" else None
            beside = beside_runs(self.tokens, cue, phrase, qs)
        contents, direct = tuple(runs), (True,) * len(runs)
        if beside:
            pieces = [(*run, True) for run in runs]
            for words in beside:
                pieces += self._outside(words, qs)
            pieces.sort()
            contents = tuple([(start, end) for start, end, _ in pieces])
            direct = tuple([piece[2] for piece in pieces])
        span = self.tokens.span(cue.first, cue.end) if cue else None
        channel = self._channel(cue) if cue else None
        self.out.append(Attribution(source, span, contents, direct, found.rule, channel))
        return source

    def _outside(self, words: Stretch, qs: list[int]) -> list[tuple[int, int, bool]]:
        """The stretches of words outside the runs that their cue governs."""
        first, end = words
        around: list[tuple[int, int, bool]] = []
        for stop in [*(q for q in qs if first <= q < end), end]:
            kept = self.tokens.tags[first:stop].strip(",;:-()!")
            if kept:
                start = first + self.tokens.tags[first:stop].index(kept[0])
                around.append((*self.tokens.span(start, start + len(kept)), False))
            first = stop + 1
        return around

    def _add_indirect(self, sentence: Sentence, cue: Cue, read: Indirect) -> None:
        """An attribution without marks."""
        source = None
        if read.source is not None:
            source = self.talk.source(sentence, mention_of(self.doc, self.tokens, read.source), cue)
        self._append_indirect(source, cue, read)

    def _add_owned(self, cue: Cue, owner: Phrase, words: Stretch) -> None:
        """What an owned noun reports. After "and" its pronoun may mean either of two persons."""
        source = mention_of(self.doc, self.tokens, owner)
        if source.kind is MentionKind.PRONOUN and self.tokens.tags.startswith("&", owner.first - 1):
            source = replace(source, entity=None)
        self._append_indirect(source, cue, Indirect(owner, (words,), "owned-noun"))

    def _append_indirect(self, source: Mention | None, cue: Cue, read: Indirect) -> None:
        span, pieces = self.tokens.span, read.pieces
        contents: tuple[tuple[int, int], ...] = (span(*pieces[0]),)
        direct: tuple[bool, ...] = (False,)
        if self.loose and any(first <= q < end for first, end in pieces for q in self.loose):
            contents, direct = self._with_runs(pieces)
        elif len(pieces) > 1:
            contents = tuple([span(first, end) for first, end in pieces])
            direct = (False,) * len(contents)
        self.out.append(Attribution(source, span(cue.first, cue.end), contents, direct, read.rule))

    def _with_runs(
        self, pieces: Sequence[Stretch]
    ) -> tuple[tuple[tuple[int, int], ...], tuple[bool, ...]]:
        """What a cue reports, with the runs that stand in it and that nothing else governs."""
        held = [q for q in self.loose if any(first <= q < end for first, end in pieces)]
        runs = [self.tokens.runs[self.tokens.run_of[q]] for q in held]
        found = [(run.start, run.end, True) for run in runs]
        for words in pieces:
            found += self._outside(words, held)
        self.loose = [q for q in self.loose if q not in held]
        found.sort()
        return tuple([(start, end) for start, end, _ in found]), tuple([d for _, _, d in found])

    def _channel(self, cue: Cue) -> str | None:
        words = channel_near(self.tokens, cue.at, cue.end, cue.lo, cue.hi)
        if words is None:
            return None
        start, end = self.tokens.span(*words)
        return self.tokens.text[start:end]


def _own(found: Found) -> bool:
    """Whether the cue stands with the run, not with a neighbour."""
    return found.rule not in _FROM_NEIGHBOUR

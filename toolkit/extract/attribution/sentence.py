"""Finds, inside one sentence, the cue that governs a quoted run."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from toolkit.extract.attribution.clauses import in_subordinate, reported_clause
from toolkit.extract.attribution.cues import SPEECH, Cue, find_cues
from toolkit.extract.attribution.signatures import label_inside, name_below
from toolkit.extract.attribution.sources import Phrase, after_front, phrase_at
from toolkit.extract.attribution.speakers import is_person, mention_of
from toolkit.extract.attribution.things import named_thing
from toolkit.extract.attribution.tokens import Tokens
from toolkit.extract.model import Document, Mention, QuotedRun

_ENDS_OPEN = frozenset(",?!—–-…")
_TAG_BEGINS = frozenset("NDhYl#yRVvEXATb")
_SHARES = SPEECH | {"act", "think"}
_TELLS = frozenset({"say", "tell"})
_COMPLEMENT = frozenset("NRDTYh#")
_SIGNATURE = re.compile(r"-N{1,6}(?:,.{0,40})?")
_ANSWER = re.compile(r"b(D?N*Y)[leA]{0,2}[lhv](?:[,PtA]|$)")
_REACHES = re.compile(r"[^,;:&]{0,20}")
# Said “...”, told Mr. Ito: “...”, called it a “...”.
_DIRECTLY = re.compile(r"[TDO]?P?|O?D|[NDhlO#YyFA]{0,8}[:,]")
# ... and in a statement (credited him).
_MEANWHILE = re.compile(r"[&B]PD?[lh]{1,2}\Z")
_FARTHEST_TAG = 30
_TAGS_TRIED = 3
# A cue's subject is that of one of so many cues before it, if it is not its own.
_CUES_BACK = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What a run was joined to.

    Attributes:
        source: the mention that names the source.
        rule: the rule's name.
        cue: the cue, where there is one.
    """

    source: Mention | None
    rule: str
    cue: Cue | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence of a document, with its cues.

    Attributes:
        doc: the document.
        tokens: its words.
        number: which of the tokens' units it is.
        lo: its first word.
        hi: word after its last.
        block: index of its block.
        cues: its cues, in order.
        hints: verbs that say how something looks (seems), with nobody who says so.
    """

    doc: Document
    tokens: Tokens
    number: int
    lo: int
    hi: int
    block: int
    cues: list[Cue]
    hints: list[Cue]

    @classmethod
    def at(cls, doc: Document, tokens: Tokens, number: int) -> Sentence:
        """The unit ``number`` of a document."""
        lo, hi, block = tokens.units[number]
        cues = find_cues(tokens, lo, hi)
        hints = [cue for cue in cues if cue.verb.kind == "seem"]
        if hints:
            cues = [cue for cue in cues if cue.verb.kind != "seem"]
        return cls(doc, tokens, number, lo, hi, block, cues, hints)

    def run(self, q: int) -> QuotedRun:
        """The quoted run that the word ``q`` stands for."""
        return self.tokens.runs[self.tokens.run_of[q]]

    def found(self, phrase: Phrase | None, rule: str, cue: Cue | None = None) -> Found | None:
        """A result of a rule, ``None`` where no phrase names a source."""
        if phrase is None:
            return None
        return Found(mention_of(self.doc, self.tokens, phrase), rule, cue)

    def govern(self, q: int) -> Found | None:
        """What governs the run at ``q`` in this sentence; ``None`` where nothing does."""
        return (
            self._signed(q)
            or self._labelled(q)
            or self._asked_after(q)
            or self._cue_beside(q)
            or self._tagged(q)
            or self._cue_before(q, weak=False)
            or self._cue_later(q)
            or self._cue_before(q, weak=True)
        )

    def _next_unit(self, j: int) -> tuple[int, list[Cue]] | None:
        """End and cues of the sentence that goes on at ``j`` in the same block."""
        units = self.tokens.units
        if self.number + 1 >= len(units):
            return None
        lo, hi, block = units[self.number + 1]
        if lo != j or (block != self.block and not self.tokens.tags.startswith("-N", lo)):
            return None
        return hi, find_cues(self.tokens, lo, hi)

    def _signed(self, q: int) -> Found | None:
        """“...” — Ann Lee."""
        hi = self.hi
        if q + 1 >= hi:
            following = self._next_unit(q + 1)
            hi = following[0] if following else hi
            if following is None:
                below = name_below(self.doc, self.tokens, self.number + 1) if q == self.lo else None
                return Found(below, "signed") if below is not None else None
        match = _SIGNATURE.match(self.tokens.tags, q + 1, hi)
        if match is None or match.end() != hi:
            return None
        return self.found(phrase_at(self.tokens, q + 2, hi), "signed")

    def _labelled(self, q: int) -> Found | None:
        """“LEE: ...”."""
        source = label_inside(self.doc, self.run(q))
        return Found(source, "transcript-label") if source is not None else None

    # ------------------------------------------------------------ after the run
    def _tagged(self, q: int) -> Found | None:
        found = self._tag_after(q)
        if found is not None and not is_person(self.doc, found.source):
            return self._reported_by(q) or found
        return found

    def _tag_after(self, q: int) -> Found | None:
        """“...,” X said; “...,” said X."""
        tokens, tags = self.tokens, self.tokens.tags
        open_end = tokens.text[self.run(q).end - 1] in _ENDS_OPEN
        j, hi, cues = q + 1, self.hi, self.cues
        if j >= hi:
            following = self._next_unit(j)
            if not open_end or following is None or any(c.at < q for c in self.cues):
                return None
            hi, cues = following
        comma = tags[j] in ",-"
        j += comma
        if not (comma or open_end or q == self.lo) or j >= hi or tags[j] not in _TAG_BEGINS:
            return None
        answer = _ANSWER.match(tags, j, hi)
        if answer:
            return self.found(Phrase(j + 1, answer.end(1), answer.end(1)), "answer-was")
        later = [c for c in cues if c.at >= j and c.form != "according"]
        for cue in later[:_TAGS_TRIED]:
            if cue.at > j + _FARTHEST_TAG or "Q" in tags[j : cue.at]:
                break
            found = self._tag(cue, j, hi)
            if found is not None:
                return found
            phrase = cue.source(tokens)
            if phrase is None or tags[phrase.first] != "W":
                break
        return self._unlisted_verb(j, hi) if open_end else None

    def _asked_after(self, q: int) -> Found | None:
        """“...?” asked Mr. Ito: no cue before the run is nearer than this tag."""
        for cue in self.cues:
            if cue.at == q + 1 and cue.inverted:
                return self.found(cue.source(self.tokens), "quote-cue-source", cue)
        return None

    def _tag(self, cue: Cue, j: int, hi: int) -> Found | None:
        if cue.inverted:
            phrase = cue.source(self.tokens) if cue.at == j else None
            return self.found(phrase, "quote-cue-source", cue)
        if cue.form != "finite":
            return None
        after = self.tokens.tags[cue.at + 1 : min(hi, cue.at + 2)]
        if cue.verb.kind in ("say", "write") and after in _COMPLEMENT:
            return None
        phrase = cue.source(self.tokens)
        if phrase is None or not j <= phrase.first <= j + 4:
            return None
        if phrase.first > j and (self._embedded(phrase) or self.tokens.tags[phrase.first] == "W"):
            return None
        return self.found(phrase, "quote-source-cue", cue)

    def _unlisted_verb(self, j: int, hi: int) -> Found | None:
        """“...,” the chancellor guffawed."""
        tags = self.tokens.tags
        if tags[j] == "e" and tags[j + 1 : j + 2] in ("N", "D"):
            phrase = phrase_at(self.tokens, j + 1, hi)
            ends = phrase is not None and (phrase.end >= hi or tags[phrase.end] == ",")
            return self.found(phrase, "quote-source-verb") if ends else None
        if tags[j] not in "NRDhY":
            return None
        phrase = phrase_at(self.tokens, j, hi)
        if phrase is None or phrase.end >= hi or tags[phrase.end] not in "el":
            return None
        ends = phrase.end + 1 >= hi or tags[phrase.end + 1] in ",PA"
        return self.found(phrase, "quote-source-verb") if ends else None

    # ------------------------------------------------------------ before the run
    def _cue_beside(self, q: int) -> Found | None:
        """Ms. Ito urged “...,” the ministry said: the words are Ms. Ito's."""
        for cue in reversed(self.cues):
            if cue.at < q and cue.form != "according":
                between = self.tokens.tags[cue.end : q]
                if self._weak(cue, q) or cue.inverted or "Q" in self.tokens.tags[self.lo : q]:
                    return None
                if between not in ("", "T", "D") and (
                    cue.form != "finite" or not _REACHES.fullmatch(between)
                ):
                    return None
                phrase = self.subject(cue)
                found = self.found(phrase, "cue-before-quote", cue)
                if phrase is not None and self.tokens.tags[phrase.core - 1] == "l":
                    return self._end_tag(q) or found  # The plan signals “...,” said Ms. Ito.
                return found
        return None

    def _end_tag(self, q: int) -> Found | None:
        """The tag with which a sentence ends: ..., said Ms. Ito; ..., Ms. Ito said."""
        for cue in reversed(self.cues):
            if cue.at <= q or cue.form != "finite" or cue.verb.kind not in ("say", "tell", "write"):
                continue
            phrase = cue.source(self.tokens)
            first = min(phrase.first, cue.at) if phrase is not None else 0
            if first > q and self.tokens.tags[first - 1] in ",Q":
                return self.found(phrase, "cue-after-clause", cue)
        return None

    def _reported_by(self, q: int) -> Found | None:
        """Ms. Ito told Mr. Rao that the talks must lead to “...,” the agency reported.

        The words are those of the person whose clause holds them, where the tag after them names
        nobody in person.
        """
        for cue in reversed(self.cues):
            if cue.at < q and cue.form == "finite" and cue.verb.kind in _TELLS:
                clause = reported_clause(self.tokens, cue)
                if clause is None or not clause[0] < q < clause[1] or self._weak(cue, q):
                    continue
                between = self.tokens.tags[cue.end : q]
                if "T" not in between or "B" in between or "Q" in between:
                    return None
                found = self.found(self.subject(cue), "reported-by", cue)
                person = found is not None and is_person(self.doc, found.source)
                return found if person else None
        return None

    def _cue_before(self, q: int, *, weak: bool) -> Found | None:
        """X said (that) “...”, X described it as “...”, ..., saying “...”.

        Who says weighs more than who thinks or does: "he said he believed it to be “...”". Who
        reports by the way weighs less than who speaks: "X told Y, the palace said, that “...”".
        """
        candidates = [
            cue
            for cue in reversed(self.cues)
            if cue.at < q
            and cue.form != "according"
            and self._weak(cue, q) == weak
            and not self._past_tag(cue, q)
        ]
        if len(candidates) > 1 and not self._holds(candidates[0], q):
            candidates = self._holders_first(candidates, q)
        aside: Found | None = None
        for cue in candidates:
            found = self.found(self.subject(cue), "cue-before-quote", cue)
            if found is not None and not (aside is None and self._by_the_way(cue, q)):
                return found
            aside = aside or found
        return aside

    def _past_tag(self, cue: Cue, q: int) -> bool:
        """Whether a cue is done before a run.

        It tags an earlier run and another cue follows ("said Mr. Ito, who thinks ..."), or its
        clause is a subordinate one that ended ("When Mr. Ito said so, Ms. Lee fired back: ...").
        """
        if cue.inverted:
            return any(cue.at < other.at < q for other in self.cues)
        if self.tokens.tags[q - 1] != ":" or not in_subordinate(self.tokens, cue):
            return False
        words = reported_clause(self.tokens, cue)
        return words is not None and words[1] < q

    def _holders_first(self, cues: list[Cue], q: int) -> list[Cue]:
        """The cues, nearest first, after those whose clause holds the run.

        What an outlet says that a person said stays the person's.
        """
        nearest = self.found(self.subject(cues[0]), "cue-before-quote")
        person = nearest is not None and is_person(self.doc, nearest.source)
        holders = []
        for cue in cues[1:]:
            if self._holds(cue, q):
                outer = self.found(self.subject(cue), "cue-before-quote")
                if not person or (outer is not None and is_person(self.doc, outer.source)):
                    holders.append(cue)
        return holders + [cue for cue in cues if cue not in holders]

    def _holds(self, cue: Cue, q: int) -> bool:
        """Whether the run stands in the clause or the thing that a cue reports."""
        if _DIRECTLY.fullmatch(self.tokens.tags, cue.end, q):
            return True
        words = reported_clause(self.tokens, cue) or named_thing(self.tokens, cue)
        return words is not None and words[0] <= q < words[1]

    def _by_the_way(self, cue: Cue, q: int) -> bool:
        """Whether a cue and its source stand between commas, before a that-clause."""
        tags = self.tokens.tags
        phrase = cue.source(self.tokens)
        return (
            phrase is not None
            and cue.form == "finite"
            and cue.lo < phrase.first < cue.at
            and tags[phrase.first - 1] == ","
            and tags.startswith(",T", cue.end)
        )

    def _weak(self, cue: Cue, q: int) -> bool:
        tags = self.tokens.tags
        if cue.form == "passive" and "," in tags[cue.at : q]:
            return self.tokens.word(cue.at + 1) != "by"
        relative = cue.at > cue.lo and tags[cue.at - 1] in "TW"
        if relative and self.tokens.word(cue.at - 1).lower() != "who":
            # A plan that calls for, a law which says: what a thing says is told by another.
            return True
        modal = tags[cue.at] == "v" and tags[cue.at - 1] == "X"
        return modal or cue.form == "infinitive" or cue.verb.kind not in SPEECH

    def subject(self, cue: Cue) -> Phrase | None:
        """The source of a cue, which may be that of an earlier one ("..., and added")."""
        return cue.shared_source(self.tokens, self._shared)

    def _shared(self, cue: Cue) -> Phrase | None:
        tags = self.tokens.tags
        p = cue.at - 1
        while p > cue.lo and tags[p] in "AX":
            p -= 1
        meanwhile = _MEANWHILE.search(tags, max(cue.lo, p - 5), p + 1)
        p = meanwhile.start() if meanwhile else p
        if cue.form != "gerund" and not (cue.form == "finite" and tags[p] in "&B"):
            return None
        # An earlier cue's subject is its own or, once more, an earlier one's.
        before = bisect_left(self.cues, cue.at, key=lambda c: c.at)
        for earlier in reversed(self.cues[max(0, before - _CUES_BACK) : before]):
            if earlier.form not in ("finite", "gerund"):
                continue
            relative = earlier.at > earlier.lo and tags[earlier.at - 1] == "W"
            closed = cue.form == "gerund" or tags[p - 1] == ","
            if earlier.verb.kind in _SHARES and not (
                (relative and closed)
                or (cue.form == "gerund" and cue.at > earlier.end + 1 and self._told_by(earlier))
            ):
                return earlier.shared_source(self.tokens, self._shared)
        return None

    def _told_by(self, cue: Cue) -> bool:
        """Whether a cue stands in the clause that an earlier verb of saying reports."""
        at = self.cues.index(cue)
        for outer in self.cues[max(0, at - _CUES_BACK) : at]:
            if outer.form == "finite" and outer.verb.kind in _TELLS:
                clause = reported_clause(self.tokens, outer)
                if clause is not None and clause[0] <= cue.at < clause[1]:
                    return True
        return False

    # ------------------------------------------------------------ elsewhere
    def _cue_later(self, q: int) -> Found | None:
        for cue in self.cues:
            if cue.form == "according":
                return self.found(cue.source(self.tokens), "according-to", cue)
        for cue in self.cues:
            if cue.at > q and cue.form == "finite":
                phrase = cue.source(self.tokens)
                if phrase is None or phrase.first <= q or self._embedded(phrase):
                    continue
                if self.tokens.tags[phrase.first - 1] not in "&B":
                    return self.found(phrase, "cue-after-clause", cue)
        return None

    def _embedded(self, phrase: Phrase) -> bool:
        """Whether a subject follows on that, what, who or because: its clause is no tag."""
        before = self.tokens.tags[phrase.first - 1]
        return before in "TKWS"

    def first_phrase(self, stop: int) -> Phrase | None:
        """The sentence's subject, as far as it stands before the word ``stop``."""
        return phrase_at(self.tokens, after_front(self.tokens, self.lo, stop), stop)

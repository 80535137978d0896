"""Finds, inside one sentence, the cue that governs a quoted run."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.extract.attribution.beside import named_beside
from toolkit.extract.attribution.clauses import reported_clause
from toolkit.extract.attribution.cues import SPEECH, Cue, find_cues
from toolkit.extract.attribution.fronts import after_front
from toolkit.extract.attribution.past import DIRECTLY, SAYING, is_past
from toolkit.extract.attribution.phrases import Phrase, phrase_at
from toolkit.extract.attribution.sharing import shared_subject
from toolkit.extract.attribution.signatures import label_inside, name_below, signed_inside
from toolkit.extract.attribution.speakers import is_joint, is_person, mention_of
from toolkit.extract.attribution.tagging import (
    embedded,
    end_tag,
    next_unit,
    tag_after,
)
from toolkit.extract.attribution.things import named_thing
from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.extract.model import Document, Mention, QuotedRun
from toolkit.patterns import compiled
from toolkit.values import value

_TELLS = frozenset({"say", "tell"})
_TOLD = frozenset({"finite", "infinitive"})  # told her that; called to say that
_SIGNATURE = compiled(r"-N{1,6}(?:,.{0,40})?")
_REACHES = compiled(r"[^,;:&]{0,20}")
# Called it a farce, but she gave him a hint: “...”.
_NEW_CLAUSE = compiled(r",[&B]A?R(?=[^,;]{1,60}:\Z)|B,?R(?=[^,;]{1,60}:\Z)")


@value
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
        hints: list[Cue] = []
        for cue in cues:
            if cue.verb.kind == "seem":
                hints = [cue for cue in cues if cue.verb.kind == "seem"]
                cues = [cue for cue in cues if cue.verb.kind != "seem"]
                break
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
        run = self.tokens.runs[self.tokens.run_of[q]]
        found = self._signed(q, run)
        if found is not None:
            return found
        label = label_inside(self.doc, run)  # “LEE: ...”
        if label is not None:
            return Found(label, "transcript-label")
        if not self.cues:
            return self._named_beside(q) or self._tagged(q)
        return (
            self._asked_after(q)
            or self._named_beside(q)
            or self._cue_beside(q)
            or self._tagged(q)
            or self._cue_before(q, weak=False)
            or self._cue_later(q)
            or self._cue_before(q, weak=True)
        )

    def _signed(self, q: int, run: QuotedRun) -> Found | None:
        """“...” — Ann Lee."""
        tokens = self.tokens
        if not run.closed:
            inside = signed_inside(self.doc, tokens, tokens.run_of[q])
            if inside is not None:
                return Found(inside, "signed")
        hi = self.hi
        if q + 1 >= hi:
            following = next_unit(tokens, self.number, self.block, q + 1)
            if following is None:
                below = name_below(self.doc, tokens, self.number + 1) if q == self.lo else None
                return Found(below, "signed") if below is not None else None
            hi = following[1]
        if not tokens.tags.startswith("-N", q + 1):
            return None
        match = _SIGNATURE.fullmatch(tokens.tags, q + 1, hi)
        return self.found(phrase_at(tokens, q + 2, hi), "signed") if match else None

    def _named_beside(self, q: int) -> Found | None:
        """The rains come early — Ann Lee: “...”; in Ms. Lee's words, “...”."""
        named = named_beside(self.tokens, q, self.lo, self.hi)
        return self.found(*named) if named is not None else None

    # ------------------------------------------------------------ after the run
    def _tagged(self, q: int) -> Found | None:
        found = self._tag_after(q)
        if found is not None and not is_person(self.doc, found.source):
            return self._reported_by(q) or found
        return found

    def _tag_after(self, q: int) -> Found | None:
        """“...,” X said; “...,” said X."""
        unit = (self.lo, self.hi, self.block)
        tag = tag_after(self.tokens, q, unit, self.number, self.cues)
        return self.found(*tag) if tag is not None else None

    def _asked_after(self, q: int) -> Found | None:
        """“...?” asked Mr. Ito: no cue before the run is nearer than this tag."""
        if not self.tokens.tags.startswith("V", q + 1):
            return None
        for cue in self.cues:
            if cue.at == q + 1 and cue.inverted:
                return self.found(cue.source(self.tokens), "quote-cue-source", cue)
        return None

    # ------------------------------------------------------------ before the run
    def _cue_beside(self, q: int) -> Found | None:
        """Ms. Ito urged “...,” the ministry said: the words are Ms. Ito's."""
        for cue in reversed(self.cues):
            if cue.at < q and cue.form != "according":
                between = self.tokens.tags[cue.end : q]
                if between.endswith("-") or is_past(self.tokens, self.cues, cue, q):
                    return None  # Ms. Ito insisted it was so - “...,” she said - and left
                if self._weak(cue, q) or cue.inverted or "Q" in self.tokens.tags[self.lo : q]:
                    return None
                if cue.verb.lemma == "call" and self._begins_with_to(q):
                    return None  # He had called “to wish me well,” she wrote
                if between not in ("", "T", "D") and (
                    cue.form != "finite" or not _REACHES.fullmatch(between)
                ):
                    return None
                phrase = self.subject(cue)
                teller = self._teller(cue, phrase)
                if teller is not None:
                    return self.found(self.subject(teller), "cue-before-quote", teller)
                found = self.found(phrase, "cue-before-quote", cue)
                if phrase is not None and is_joint(self.tokens, phrase):
                    return self._told_of_both(q) or found
                if phrase is not None and self.tokens.tags[phrase.core - 1] == "l":
                    tag = end_tag(
                        self.tokens, q, self.cues
                    )  # The plan signals “...,” said Ms. Ito.
                    return (
                        self.found(tag[0], "cue-after-clause", tag[1]) if tag else None
                    ) or found
                return found
        return None

    def _begins_with_to(self, q: int) -> bool:
        return self.doc.text.startswith("to ", self.run(q).start)

    def _told_of_both(self, q: int) -> Found | None:
        """The two leaders stressed “...,” *the palace* said: none of two says the same words."""
        tag = end_tag(self.tokens, q, self.cues)
        found = self.found(tag[0], "cue-after-clause", tag[1]) if tag else None
        if found is None:
            for cue in self.cues:
                if cue.form == "according" and cue.at > q:
                    found = self.found(cue.source(self.tokens), "according-to", cue)
        return found if found is not None and not is_person(self.doc, found.source) else None

    def _reported_by(self, q: int) -> Found | None:
        """Ms. Ito told Mr. Rao that the talks must lead to “...,” the agency reported.

        The words are those of the person whose clause holds them, where the tag after them names
        nobody in person.
        """
        for cue in reversed(self.cues):
            if cue.at < q and cue.form in _TOLD and cue.verb.kind in _TELLS:
                clause = reported_clause(self.tokens, cue)
                weak = cue.form == "finite" and self._weak(cue, q)
                if clause is None or not clause[0] < q < clause[1] or weak:
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
            and not is_past(self.tokens, self.cues, cue, q)
        ]
        if len(candidates) > 1 and not self._holds(candidates[0], q):
            candidates = self._holders_first(candidates, q)
        if candidates and self.tokens.tags[q - 1] == ":" and not self._holds(candidates[0], q):
            clause = _NEW_CLAUSE.search(self.tokens.tags, candidates[0].end, q)
            if clause is not None:
                at = clause.end() - 1
                return self.found(Phrase(at, at + 1, at + 1), "introduced-quote")
        aside: Found | None = None
        for cue in candidates:
            cue = self._outer(cue) or cue
            found = self.found(self.subject(cue), "cue-before-quote", cue)
            if found is not None and not (aside is None and self._by_the_way(cue, q)):
                return found
            aside = aside or found
        return aside

    def _outer(self, cue: Cue) -> Cue | None:
        """The verb of saying whose clause begins with the pronoun that is a cue's subject.

        "Ms. Lee said she called it “...”" names its source once, and that is Ms. Lee.
        """
        phrase = self.subject(cue)
        if phrase is None:
            return None
        if self.tokens.tags[phrase.first] != "R":
            return self._survey(cue)
        for outer in reversed(self.cues):
            if outer.at < phrase.first and outer.form == "finite" and outer.verb.kind in SAYING:
                clause = reported_clause(self.tokens, outer)
                begins = clause is not None and clause[0] == phrase.first
                return outer if begins and not outer.inverted else None
        return None

    def _teller(self, cue: Cue, phrase: Phrase | None) -> Cue | None:
        """Who tells what a thing shows: *Ms. Lee* says it underscores that it is “...”."""
        if phrase is None or self.tokens.words[phrase.core - 1].lower() not in word_set("things"):
            return None
        return self._outer(cue)

    def _survey(self, cue: Cue) -> Cue | None:
        """What tells that people say something: *the poll* found that most voters think so."""
        for outer in self.cues:
            if outer.at >= cue.at or outer.form != "finite":
                continue
            phrase, clause = outer.source(self.tokens), reported_clause(self.tokens, outer)
            if phrase is not None and clause is not None and clause[0] <= cue.at < clause[1]:
                head = self.tokens.words[phrase.core - 1].lower()
                return outer if head in word_set("surveys") else None
        return None

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
        if DIRECTLY.fullmatch(self.tokens.tags, cue.end, q):
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
            return self.tokens.words[cue.at + 1] != "by"
        relative = cue.at > cue.lo and tags[cue.at - 1] in "TW"
        bears = relative and self.tokens.words[cue.at - 2].lower() in word_set("bears_words")
        if relative and not bears and self.tokens.words[cue.at - 1].lower() != "who":
            # A plan that calls for, a law which says: what a thing says is told by another.
            return True
        modal = tags[cue.at] == "v" and tags[cue.at - 1] == "X"
        spoken = cue.verb.kind in SPEECH or "spoken_acts" in cue.verb.traits
        return modal or cue.form == "infinitive" or not spoken

    def subject(self, cue: Cue) -> Phrase | None:
        """The source of a cue, which may be that of an earlier one ("..., and added")."""
        return shared_subject(self.tokens, self.cues, cue)

    # ------------------------------------------------------------ elsewhere
    def _cue_later(self, q: int) -> Found | None:
        for cue in self.cues:
            if cue.form == "according":
                return self._person_before(q, cue) or self.found(
                    cue.source(self.tokens), "according-to", cue
                )
        for cue in self.cues:
            if cue.at > q and cue.form == "finite":
                phrase = cue.source(self.tokens)
                if phrase is None or phrase.first <= q or embedded(self.tokens, phrase):
                    continue
                if self.tokens.tags[phrase.first - 1] not in "&B":
                    return self.found(phrase, "cue-after-clause", cue)
        return None

    def _person_before(self, q: int, outer: Cue) -> Found | None:
        """The plan is “...” for all, *Ms. Lee* told him, according to the palace."""
        tag = end_tag(self.tokens, q, [cue for cue in self.cues if cue.at < outer.at])
        found = self.found(tag[0], "cue-after-clause", tag[1]) if tag is not None else None
        return found if found is not None and is_person(self.doc, found.source) else None

    def first_phrase(self, stop: int) -> Phrase | None:
        """The sentence's subject, as far as it stands before the word ``stop``."""
        return phrase_at(self.tokens, after_front(self.tokens, self.lo, stop), stop)

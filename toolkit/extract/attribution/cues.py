"""Finds the cues of a sentence: verbs that report, "according to", nouns for statements."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.extract.attribution.forms import (
    as_by,
    ends_relative,
    follows_run,
    having,
    is_plain_noun,
)
from toolkit.extract.attribution.phrases import Phrase, Stretch, phrase_at
from toolkit.extract.attribution.sources import subject_before
from toolkit.extract.attribution.tokens import CueVerb, Tokens, verb_of, word_set
from toolkit.patterns import compiled

SPEECH = frozenset({"say", "write", "tell", "ask", "call_for", "describe"})
_NOT_VERB_AFTER = frozenset("DYyPF#Ge")
_CUEISH = compiled(r"[VvGEC]")
# The same with "of", in a text that says "words": in the words of one diplomat.
_CUEISH_OR_OF = compiled(r"[VvGECF]")
# “...,” the document (states, ...)
_IS_TAG = compiled(r"QD[lNYy]{0,3}h\Z")
_OFF = frozenset({"up", "off"})
_QUOTING = frozenset({"Quoting", "Citing"})
_MARKS = "\"“”„‟'‘’`«»"
# So many words after "quoted" stands "as saying".
_QUOTED_AS = 10
_ASKED = frozenset({"Asked", "Told", "Questioned", "Pressed"})
_ACCORDING = CueVerb("according to", "say", clause=False, addressee=False)


@dataclass(slots=True)
class Cue:
    """A cue in a sentence; words are counted in the document's `Tokens`.

    Attributes:
        at: its main word.
        first: first word of the cue as claimed.
        end: word after it.
        verb: what kind of verb it is.
        form: ``finite``, ``gerund``, ``infinitive``, ``passive`` or ``according``.
        lo: first word of its sentence.
        hi: word after its sentence.
        inverted: whether the source stands after it.
        clause_sought: whether `clause` has been looked for.
        clause: the clause that it reports.
        thing_sought: whether `thing` has been looked for.
        thing: what it names in place of a clause.
        shared_sought: whether `shared` has been looked for.
        shared: its source, which may be that of an earlier cue.
    """

    at: int
    first: int
    end: int
    verb: CueVerb
    form: str
    lo: int
    hi: int
    inverted: bool = False
    clause_sought: bool = False
    clause: Stretch | None = None
    thing_sought: bool = False
    thing: Stretch | None = None
    shared_sought: bool = False
    shared: Phrase | None = None
    _sought: bool = False
    _source: Phrase | None = None

    def set_source(self, phrase: Phrase | None) -> None:
        """Tell the cue who speaks, where that is neither its subject nor what follows it."""
        self._sought, self._source = True, phrase

    def source(self, tokens: Tokens) -> Phrase | None:
        """The phrase that names who speaks, found on first use."""
        if not self._sought:
            self._sought = True
            if self.form == "according" or self.inverted:
                self._source = phrase_at(tokens, self.end, self.hi)
            elif self.form == "passive":
                self._source = self._doer(tokens)
            else:
                self._source = subject_before(tokens, self.at, self.lo)
        return self._source

    def _doer(self, tokens: Tokens) -> Phrase | None:
        """Who does what a passive says: was praised by Mr. Ito."""
        by, stop = self.at + 1, min(self.hi, self.at + 12)
        while by < stop and tokens.words[by] != "by":
            by += 1
        return phrase_at(tokens, by + 1, self.hi) if by + 1 < self.hi else None


def find_cues(tokens: Tokens, lo: int, hi: int) -> list[Cue]:
    """The cues among the words [lo, hi) of one sentence, in order."""
    tags = tokens.tags
    cues: list[Cue] = []
    done = lo
    if tags[lo] in "eg":
        opening = _opening_cue(tokens, lo, hi)
        if opening is not None:
            cues.append(opening)
            done = opening.end if opening.form != "passive" else lo
    cueish = _CUEISH_OR_OF if tokens.has_words else _CUEISH
    for match in cueish.finditer(tags, lo, hi):
        i = match.start()
        if i < done:
            continue
        tag = tags[i]
        if tag in "CF":
            cue = _according(tokens, i, lo, hi)
        elif tag == "V" and i > lo and as_by(tokens, i, hi):
            cue = Cue(i, i - 1, i + 2, _ACCORDING, "according", lo, hi)
        else:
            form = _form(tokens, i, lo, hi, tag)
            cue = _verb_cue(tokens, i, lo, hi, form) if form else None
        if cue is not None:
            done = cue.end
            cues.append(cue)
    return cues


def _opening_cue(tokens: Tokens, lo: int, hi: int) -> Cue | None:
    """Asked whether ..., Mr. Ito said; Citing Mr. Ito as saying."""
    word = tokens.words[lo]
    if tokens.tags[lo] == "e":
        return (
            Cue(lo, lo, lo + 1, verb_of(tokens, lo), "passive", lo, hi) if word in _ASKED else None
        )
    return _quoted_as(tokens, lo, lo, hi, "gerund") if word in _QUOTING else None


def _according(tokens: Tokens, i: int, lo: int, hi: int) -> Cue | None:
    """According to a diplomat; in the words of one diplomat."""
    tags = tokens.tags
    if tags[i] == "F":
        words_of = i > lo + 1 and tags[i - 2] == "D" and _in_view(tokens, i - 1, lo)
        return Cue(i, i - 2, i + 1, _ACCORDING, "according", lo, hi) if words_of else None
    if tokens.words[i].lower() == "per":
        first = i - (i > lo and tokens.words[i - 1].lower() == "as")
        return Cue(i, first, i + 1, _ACCORDING, "according", lo, hi)
    if i + 2 >= hi or tags[i + 1] != "2":
        return None
    if tokens.words[i + 2].lower() in word_set("according_idioms"):
        return None
    return Cue(i, i, i + 2, _ACCORDING, "according", lo, hi)


def _in_view(tokens: Tokens, i: int, lo: int) -> bool:
    """Whether a noun before "of" says whose words or view something is: in the view of."""
    if tokens.words[i] == "words":
        return True
    return (
        tokens.words[i] in word_set("views") and i - 1 > lo and tokens.words[i - 2].lower() == "in"
    )


def _verb_cue(tokens: Tokens, i: int, lo: int, hi: int, form: str) -> Cue | None:
    verb, end = verb_of(tokens, i), i + 1
    if verb.bound:
        if "quoting" in verb.traits:
            quoted = _quoted_as(tokens, i, lo, hi, form)
            if quoted is not None:
                return quoted
        if "only_with_it" in verb.traits:
            if tokens.words[min(end, hi - 1)] != "it":
                return None
            end += 1
    if verb.particles and end < hi and tokens.words[end] in verb.particles:
        end += 1
    elif verb.bound and "needs_particle" in verb.traits:
        return None
    elif "never_with_off" in verb.traits and tokens.word(min(end, hi - 1)) in _OFF:
        return None  # showed up
    if form == "finite" and _inverted(tokens, i, lo, hi, verb):
        return Cue(i, i, i + 1, verb, form, lo, hi, True)
    return Cue(i, i, end, verb, form, lo, hi)


def _quoted_as(tokens: Tokens, i: int, lo: int, hi: int, form: str) -> Cue | None:
    """Mr. Ito was quoted as saying; the agency quoted Mr. Ito (as) saying: who speaks."""
    tags = tokens.tags
    near = range(i + 2, min(hi, i + _QUOTED_AS))
    at = next((g for g in near if tags[g] == "G" or having(tokens, g)), 0)
    if not at:
        return None
    passive = form == "passive" or at == i + 2
    before = at - (tags[at] != "G")
    said_as = tokens.words[before - 1] == "as"
    phrase = None if passive and said_as else phrase_at(tokens, i + 1, before - said_as)
    if not said_as and (passive or phrase is None or phrase.end != at):
        return None
    cue = Cue(at, i, at + 1, verb_of(tokens, at), "finite", lo, hi)
    cue.set_source(subject_before(tokens, i, lo) if passive else phrase)
    return cue


def _form(tokens: Tokens, i: int, lo: int, hi: int, tag: str) -> str | None:
    """The form in which a cue verb is used; ``None`` where the word is no verb there."""
    tags = tokens.tags
    p = i - 1
    while p >= lo and tags[p] == "A":
        p -= 1
    before = tags[p] if p >= lo else " "  # the class of the nearest word before that is no adverb
    if before == "G" and _is_noun_in_ing(tokens, p, hi):
        before = "l"  # a reporter at the briefing joked
    if tag == "G":
        if before in "NlhYyD#" and _is_noun_in_ing(tokens, i, hi):
            return None
        return None if before in "DYyF" and tags[i - 1] in "DYy" else "gerund"
    if tag == "v":
        return _base_form(tokens, i, lo, before, hi)
    if before == "b":
        return "passive"
    if tag == "E":
        return "finite" if before == "X" else "passive"
    last = tokens.words[i][-1]
    if before in "SK" and last == "d":
        return "passive"
    third = last == "s"
    if before == "2":
        return None if third else "infinitive"  # to requests from ...
    polled = before == "e" and tokens.words[p].lower() in word_set("polled")  # those surveyed said
    polled = polled or (before == "P" and ends_relative(tokens, i, lo))
    if before in _NOT_VERB_AFTER and not (polled or _stands_alone(tokens, i, lo, third)):
        return None
    if (
        "informing" in verb_of(tokens, i).traits
        and last == "d"
        and tags[i + 1 : i + 2] in ("P", "F")
    ):
        return "passive"  # officials briefed on the call
    if third:
        if before == "g" and tags[p - 1] in "YyD" and not _surely_verb(tokens, i, hi):
            return None  # her early-morning tweets; but: who knows of his meeting says
        if before == "&" and not _surely_verb(tokens, i, hi):
            return None
        if before in "lNhQ" and _plural_noun(tokens, i, hi, before):
            return "finite" if _IS_TAG.search(tags, max(lo, i - 6), i) else None
    elif i + 1 < hi and tokens.words[i + 1] == "by" and not _by_means(tokens, i + 2, hi):
        return "passive"
    return "finite"


def _surely_verb(tokens: Tokens, i: int, hi: int) -> bool:
    """Whether a form in -s after "and" is a verb: and says, and claims that he ..."""
    if "surely_verbs" in verb_of(tokens, i).traits:
        return True
    return i + 2 < hi and tokens.tags[i + 1] == "T" and tokens.tags[i + 2] in "NRDYhQ#"


def _is_noun_in_ing(tokens: Tokens, i: int, hi: int) -> bool:
    """Whether a form in -ing is a noun: "during the Senate hearing, he said"."""
    if tokens.words[i].lower() not in word_set("nouns_in_ing"):
        return False
    return i + 1 >= hi or tokens.tags[i + 1] in ",;:PVXb2W&-)("


def _by_means(tokens: Tokens, i: int, hi: int) -> bool:
    """Whether "by" names no doer: said by telephone, began by saying, vowed by Friday."""
    if i >= hi:
        return False
    return tokens.tags[i] in "Ggt" or tokens.words[i].lower() in word_set("by_means")


def _plural_noun(tokens: Tokens, i: int, hi: int, before: str) -> bool:
    """Whether a form in -s is the noun ("recent attacks on him", "news reports said")."""
    traits = verb_of(tokens, i).traits
    if i + 1 >= hi or "surely_verbs" in traits:
        return False
    following = tokens.tags[i + 1]
    if following == "P" and before == "l":
        return "with_preposition" not in traits
    if following == "Q" and before in "lh":
        opens = tokens.text[tokens.starts[i + 1] : tokens.starts[i + 1] + 12].strip(_MARKS)
        return opens.partition(" ")[0] in word_set("auxiliaries")  # the new plans “will ...”
    if following == "," and before in "Nh" and follows_run(tokens, i):
        return False  # “...,” Ms. Lee answers, smiling
    if following == "v":
        return tokens.words[i + 1] in word_set("base_finite")  # the plan's advocates believe
    return following in "XbFW&,GgeEV"


def _stands_alone(tokens: Tokens, i: int, lo: int, third: bool = False) -> bool:
    """Whether the determiner before a verb is its subject: "another said", "some say"."""
    p = i - 1
    while p > lo and tokens.tags[p] == "A":
        p -= 1
    word = tokens.words[p].lower()
    if third:
        return word in word_set("alone_before_third")
    held = p > lo and tokens.tags[p - 1] == "P"  # of voters in each state
    if held and tokens.words[p - 1].lower() not in word_set("opens_clause"):
        return False
    return tokens.tags[p] in "D#" and word not in word_set("never_alone")


def _base_form(tokens: Tokens, i: int, lo: int, before: str, hi: int) -> str | None:
    if before == "2":
        return "infinitive"
    if before == "T" and tokens.tags[max(lo, i - 3) : i - 1] in ("2l", "2v"):
        return None  # to take that call
    if before in "RXWT" or (before == "D" and _stands_alone(tokens, i, lo)):
        return "finite"
    if before in ",Q" and verb_of(tokens, i).lemma == "say":
        several = phrase_at(tokens, i + 1, hi)  # ..., say aides
        if several is None or (several.end < hi and tokens.tags[several.end] not in ",W"):
            return None
        return "finite" if _plural(tokens, several.core - 1) else None
    if tokens.words[i].lower() in word_set("base_finite") and (
        before in "hlN#eEO" or is_plain_noun(tokens, _last_word(tokens.tags, i, lo), before)
    ):
        return "finite"
    if before in "hlN" and _plural(tokens, _last_word(tokens.tags, i, lo)):
        return "finite"
    if before in "hlNe,)-" and _takes_object(tokens, i):
        subject = subject_before(tokens, i, lo)
        if subject is not None and subject.end < i and _plural(tokens, subject.core - 1):
            return "finite"
    return None


def _last_word(tags: str, i: int, lo: int) -> int:
    """The nearest word before ``i`` that is no adverb."""
    p = i - 1
    while p > lo and tags[p] == "A":
        p -= 1
    return p


def _plural(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i].lower()
    ends = word.endswith("s") and not word.endswith("ss")
    return ends or word in word_set("plural_without_s")


def _takes_object(tokens: Tokens, i: int) -> bool:
    """Whether a base form of a verb that is no common noun has an object or a clause after it."""
    verb = verb_of(tokens, i)
    if "often_nouns" in verb.traits:
        return False
    if verb.lemma == "say":
        return True
    return tokens.tags[i + 1 : i + 2] in ("T", "N", "D", "R", "Y", "K", "O", "#")


def _inverted(tokens: Tokens, i: int, lo: int, hi: int, verb: CueVerb) -> bool:
    """Whether the source follows: “…,” said Mr. Ito; ..., said Mr. Ito."""
    tags = tokens.tags
    if i + 1 >= hi or tags[i + 1] not in "NDhYl#yeE":
        return False
    if verb.kind not in ("say", "write") and verb.lemma != "ask":
        return _tags_run(tokens, i, hi, verb)
    p = i - 1
    while p >= lo and tags[p] in ",-":
        p -= 1
    if p < lo:
        return i == lo and lo > 0 and tags[i - 1] == "Q"
    phrase = phrase_at(tokens, i + 1, hi)
    if tags[p] == "Q":  # not: Mr. Ito, citing “...,” said the plan was dead
        return phrase is None or phrase.end >= hi or tags[phrase.end] not in "Xb"
    if tags[i - 1] != ",":
        return False
    return phrase is not None and (phrase.end >= hi or tags[phrase.end] in ",W")


def _tags_run(tokens: Tokens, i: int, hi: int, verb: CueVerb) -> bool:
    """Whether a verb of thought stands between a run and who thinks so: “...,” agreed Mr. Ito."""
    tags = tokens.tags
    if verb.kind not in ("think", "act") or not tags.startswith("Q", i - 1):
        return False
    if tokens.text[tokens.ends[i - 1] - 2] not in ",?!":
        return False
    phrase = phrase_at(tokens, i + 1, hi)
    return phrase is not None and (phrase.end >= hi or tags[phrase.end] in ",W")

"""What the sentences beside a quoted run tell about who speaks in it."""

from __future__ import annotations

from toolkit.extract.attribution.clauses import in_subordinate
from toolkit.extract.attribution.cues import SPEECH
from toolkit.extract.attribution.phrases import Phrase
from toolkit.extract.attribution.sentence import Found, Sentence
from toolkit.extract.attribution.sharing import told_by
from toolkit.extract.attribution.speakers import is_person, mention_of, speaks
from toolkit.extract.attribution.tokens import Tokens, speaker_nouns, word_set
from toolkit.extract.model import Document, Mention, MentionKind

TAGGED = frozenset({"quote-source-cue", "quote-cue-source", "quote-source-verb", "signed"})
"""Rules of runs that a source and a cue, or a name, follow."""
_PERSONS = frozenset({"he", "she", "who"})


def next_tag(sentence: Sentence, q: int) -> Found | None:
    """The source of the next quotation, where that follows at once: “A.” “B,” X said."""
    tokens, following = sentence.tokens, sentence
    j = q + 1
    if j >= sentence.hi:
        if sentence.number + 1 >= len(tokens.units):
            return None
        following = Sentence.at(sentence.doc, tokens, sentence.number + 1)
    if j >= following.hi or tokens.tags[j] != "Q" or following.block != sentence.block:
        return None
    found = following.govern(j)
    if found is None or found.rule not in TAGGED:
        return None
    return Found(found.source, "quote-before-tag", found.cue)


def sentence_before(sentence: Sentence, *, with_cue: bool = False) -> Found | None:
    """The source of the sentence before; its subject where it has no cue and need not.

    The source is empty where that subject is nobody who speaks: The law also ...
    """
    tokens = sentence.tokens
    if not sentence.number:
        return None
    before = Sentence.at(sentence.doc, tokens, sentence.number - 1)
    colon = tokens.tags[before.hi - 1] == ":"
    if before.block < sentence.block - (2 if colon else 1):
        return None
    rule = "colon-before-quote" if colon else "sentence-before"
    for cue in reversed(before.cues):
        said = cue.form in ("finite", "gerund") and cue.verb.kind in SPEECH
        if said and cue.verb.lemma == "ask" and in_subordinate(tokens, cue):
            continue  # Ms. Lee smiled when Mr. Ito asked about it. “...”
        if said and not told_by(tokens, before.cues, cue):
            found = before.found(before.subject(cue), rule, cue)
            if found is not None:
                return found
    if with_cue:
        return None
    rule = "colon-before-quote" if colon else "subject-before"
    found = before.found(before.first_phrase(before.hi), rule)
    if colon or found is None:
        return found
    return found if _may_go_on(sentence.doc, found.source) else Found(None, rule)


def _may_go_on(doc: Document, source: Mention | None) -> bool:
    """Whether the subject of a sentence without a cue may be who speaks in the next one.

    A person, a ministry, a noun for a speaker; not "they", "this", "the law".
    """
    if source is None:
        return False
    if source.kind is MentionKind.PRONOUN:
        return doc.text[source.start : source.end].lower() in _PERSONS
    if source.kind is not MentionKind.ORGANISATION or speaks(doc, source):
        return True
    named = doc.text[source.start : source.end]
    words = named.split()
    name = len(words) > 1 and not named.isupper() and all(w[0].isupper() for w in words)
    last = words[-1].lower()
    return name or last in speaker_nouns() or last in word_set("said_nouns")


def named_before(doc: Document, tokens: Tokens, q: int, phrase: Phrase | None) -> Mention | None:
    """The person whose name ends at the colon before a run, where the subject is none."""
    stop = tokens.ends[q - 2] if q > 1 else 0
    named = [m for m in doc.mentions_in(max(0, stop - 60), stop) if m.end == stop]
    if not named or named[-1].kind is not MentionKind.NAME:
        return None
    subject = mention_of(doc, tokens, phrase) if phrase is not None else None
    return None if subject is not None and is_person(doc, subject) else named[-1]

"""The mention that a phrase is: whom the words that name a source refer to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from toolkit.extract.attribution.cues import Cue
from toolkit.extract.attribution.phrases import WINDOW, Phrase, phrase_at, phrase_ending
from toolkit.extract.attribution.tokens import Tokens, speaker_nouns, word_set
from toolkit.extract.model import Document, Entity, EntityKind, Mention, MentionKind
from toolkit.patterns import compiled

# A mention that holds the head of a phrase begins no more characters before the phrase.
_MENTION_BACK = 60
_LONGEST_NAME = 4


def mention_of(doc: Document, tokens: Tokens, phrase: Phrase) -> Mention:
    """The mention that a phrase is; a new one where no known mention is its head."""
    tags, first, head = tokens.tags, phrase.first, phrase.core - 1
    if tags[first] in "WT":
        return _relative(doc, tokens, phrase)
    if tags[phrase.end : phrase.end + 1] in _MADE:
        author = _author(tokens, phrase)
        if author is not None:
            return mention_of(doc, tokens, author)
    start, head_start = tokens.starts[first], tokens.starts[head]
    begin = start - _MENTION_BACK
    known = _heading(doc.mentions_in(begin if begin > 0 else 0, tokens.ends[head]), head_start)
    if known is not None and known.kind is MentionKind.NAME:
        return known
    if tags.startswith(",N", phrase.end) and (
        tags[head] in "hl" or tokens.words[head].lower() in speaker_nouns()
    ):
        known = _apposed(doc, tokens, phrase) or known
    elif tags.startswith("F", phrase.first + 1) and tokens.words[first].lower() == "one":
        known = _one_of(doc, tokens, first + 1) or known
    if known is not None and (known.kind is not MentionKind.OFFICE or _somebody(doc, known)):
        return known
    start, end = tokens.span(first, phrase.end)
    if head == first and tags[first] in "RO":
        return Mention(start, end, MentionKind.PRONOUN, None, "source-phrase")
    words = doc.text[start:end]
    if tags[first] == "D" and words[:4].lower() in _OWNERS:
        words = _with_owner(doc, start, words)
    return Mention(start, end, MentionKind.ORGANISATION, _as_group(words), "source-phrase")


_OWNERS = frozenset({"his ", "her "})


def _with_owner(doc: Document, start: int, words: str) -> str:
    """A phrase with the name of who owns it: of "her office" Ann Lee's office."""
    owners = [m.entity for m in doc.mentions_in(start, start + 1) if m.start == start]
    owner = owners[0] if owners else None
    if owner is None or owner.kind is not EntityKind.PERSON:
        return words
    return f"{owner.name}’s {words[4:]}"


def _author(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """Who made the paper that a phrase names: a court document filed by *the attorney Ann Berg*."""
    made = _MADE_BY.match(tokens.tags, phrase.end)
    if made is None or tokens.words[phrase.core - 1].lower() not in word_set("papers"):
        return None
    if tokens.words[made.start()].lower() in word_set("got_by"):
        return None  # obtained by the agency
    between = tokens.text[tokens.ends[phrase.end - 1] : tokens.starts[phrase.end]]
    if between.strip() or tokens.words[made.end() - 1] != "by":
        return None
    return phrase_at(tokens, made.end(), _unit_end(tokens, made.end()))


def _unit_end(tokens: Tokens, i: int) -> int:
    """Where the sentence ends that holds a word: no phrase goes on into the next one."""
    after = bisect_right(tokens.units, i, key=itemgetter(0))
    return tokens.units[after][0] if after < len(tokens.units) else len(tokens.tags)


def _apposed(doc: Document, tokens: Tokens, phrase: Phrase) -> Mention | None:
    """The person whose name explains a phrase: "a spokesman for the palace, Nils Berg, said"."""
    tags, end = tokens.tags, phrase.end
    after = end + 1
    while after < len(tags) and tags[after] == "N":
        after += 1
    ends = tokens.text[tokens.ends[after - 1] : tokens.ends[after - 1] + 1] in (".", "!", "?")
    if not ends and (after >= len(tags) or tags[after] != ","):
        return None
    start, stop = tokens.starts[end + 1], tokens.ends[after - 1]
    named = doc.mentions_in(start, start + 1)
    unnamed = not any(m.kind is MentionKind.NAME for m in doc.mentions_in(start, stop))
    if unnamed and 1 < after - end - 1 <= _LONGEST_NAME:
        name = _as_group(doc.text[start:stop])  # a name that nothing else tells
        return Mention(start, stop, MentionKind.ORGANISATION, name, "source-phrase")
    whole = bool(named) and named[0].end >= stop
    return named[0] if whole and named[0].kind is MentionKind.NAME else None


def _one_of(doc: Document, tokens: Tokens, of: int) -> Mention | None:
    """Who one of several is: one of them, *Ann Lee*, 52; one of the bill's authors, *Ann Lee*."""
    named = _ONE_OF.match(tokens.tags, of, _unit_end(tokens, of))
    if named is None:
        return None
    first, after = named.span(1)
    start, stop = tokens.starts[first], tokens.ends[after - 1]
    if tokens.text[stop : stop + 1] not in (",", ".", "!", "?", ":"):
        return None
    for mention in doc.mentions_in(start, stop):
        if mention.kind is MentionKind.NAME and mention.end == stop:
            return mention
    name = _LAST_NAME.search(tokens.tags, first, after)
    if name is None:
        return None
    start = tokens.starts[name.start()]
    group = _as_group(doc.text[start:stop])
    return Mention(start, stop, MentionKind.ORGANISATION, group, "source-phrase")


# One of them, Ann Lee; one of the bill's authors, the deputy Ann Lee.
_ONE_OF = compiled(r"F(?:O|D?[lhNYyA#]{1,6}),([DlhNFPYy]{0,10}N)(?![lhNFPYy])")
_LAST_NAME = compiled(r"(?<!N)N{2,4}\Z")


def _somebody(doc: Document, office: Mention) -> bool:
    """Whether an office names one in particular: no "palace spokesman", no title unresolved."""
    indefinite = doc.text[office.start : office.start + 3].lower().startswith(("a ", "an "))
    return office.entity is not None and not indefinite


# Filed by, sent out by, released on Monday by.
_MADE_BY = compiled(r"[eElV][APl]?(?:Pt)?P")
_MADE = frozenset("eElV")
_PERSONAL = frozenset({"he", "she", "i", "who"})


def is_person(doc: Document, source: Mention | None) -> bool:
    """Whether a source is one person, by its entity or as a pronoun."""
    if source is None:
        return False
    if source.entity is not None:
        return source.entity.kind is EntityKind.PERSON
    return doc.text[source.start : source.end].lower() in _PERSONAL


def is_joint(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a phrase means two sides at once: the two leaders, both presidents, they."""
    words = tokens.words
    first = words[phrase.first].lower()
    if first in ("they", "both"):
        return True
    second = words[phrase.first + 1].lower() if phrase.core > phrase.first + 1 else ""
    pair = words[phrase.core - 1].lower() in word_set("pairs")
    return first == "the" and (second == "two" or pair)


def told_to(doc: Document, tokens: Tokens, cue: Cue) -> Entity | None:
    """The person whom a verb of telling names right after it: he asked *the French leader*."""
    if not cue.verb.addressee or cue.inverted or cue.end >= cue.hi:
        return None
    if tokens.tags[cue.end] in "Yy" or tokens.words[cue.end].lower() in word_set("owners"):
        return None  # she told her party
    start = tokens.starts[cue.end]
    named = [m for m in doc.mentions_in(start, start + 1) if m.start == start]
    entity = named[0].entity if named else None
    return entity if entity is not None and entity.kind is EntityKind.PERSON else None


_VOICES = frozenset({EntityKind.PERSON, EntityKind.GOVERNMENT, EntityKind.ORGANISATION})


def speaks(doc: Document, source: Mention) -> bool:
    """Whether a source is somebody known who can speak, not just any noun."""
    entity = source.entity
    return is_person(doc, source) or (entity is not None and entity.kind in _VOICES)


def _relative(doc: Document, tokens: Tokens, phrase: Phrase) -> Mention:
    """The mention "who", which refers to what it follows."""
    antecedent = phrase_ending(tokens, phrase.first, max(0, phrase.first - WINDOW))
    entity = mention_of(doc, tokens, antecedent).entity if antecedent is not None else None
    start, end = tokens.span(phrase.first, phrase.end)
    return Mention(start, end, MentionKind.PRONOUN, entity, "relative-pronoun")


def _heading(mentions: Sequence[Mention], head_start: int) -> Mention | None:
    """The mention that holds the head of a phrase; the longest, the last of equals."""
    best: Mention | None = None
    for mention in mentions:
        if mention.start <= head_start < mention.end and (
            best is None or mention.end - mention.start >= best.end - best.start
        ):
            best = mention
    return best


_ARTICLE = compiled(r"\A(?:the|a|an|some|many|several|other)\s+", re.IGNORECASE)
_NO_LETTERS = compiled(r"[^a-z0-9]+")
_MOST_GROUPS_KEPT = 4_096


@lru_cache(maxsize=_MOST_GROUPS_KEPT)
def _as_group(words: str) -> Entity:
    """An entity for a source that nothing names: "two officials", "the report"."""
    name = _ARTICLE.sub("", words, count=1) or words
    slug = _NO_LETTERS.sub("-", name.lower()).strip("-") or "unnamed"
    plural = name.endswith("s") and not name.endswith("ss")
    return Entity(f"org:{slug}", EntityKind.GROUP, name, plural=plural)

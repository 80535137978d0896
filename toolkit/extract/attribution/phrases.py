"""Noun phrases in the words of a document: who or what may be a source."""

from __future__ import annotations

from toolkit.extract.attribution.tokens import Tokens, word_set
from toolkit.patterns import compiled
from toolkit.values import value

Stretch = tuple[int, int]
"""Words [first, end) of a document's tokens."""

# No rule looks further back or ahead than this, so that one endless sentence costs no more.
WINDOW = 70
# The envoy, *Ann Lee*, (said).
NAME_ASIDE = compiled(r",(?:D?[lh]{0,2})?N{1,5},")
_VERBISH = compiled(r"[VXbeGE]")
# A phrase: determiner, adjectives and owners, head; then what it is of.
_BEGINS = frozenset("DA#YyleghvVNE")
_NAME_PHRASE = compiled(r"D?[A#]?(?:[#YyleghvVD]{0,6}(?=N))?(?:N+[Yy]?)++N*")
# The first word of a name, after a determiner, an adjective and six more.
_NAME_WITHIN = 8
_NOUN_PHRASE = compiled(
    r"D{0,2}[A#]?(?:[#YyNlegEvV]{0,7}?)h(?![hN])|D{0,2}[A#]?(?:[#YyNlegE]{0,7}?)h+"
)
# The first noun for a speaker stands no further into such a phrase.
_HEAD_WITHIN = 11
_PLAIN_PHRASE = compiled(
    r"D{0,2}[A#]?[#YylNE]*[lYy#vV]|D{1,2}[A#]?[#YylNEge]*[lYy#vV]|D{1,2}g(?=F)|D{1,2}|#"
)
# After a name: "White House officials", "Trump campaign spokesman Al Smith", "Nokia boss Ann Lee";
# after an owner's.
_NAMED_GROUP = compiled(
    r"[lh]{0,2}y[lA]{0,2}(?:h+N*|N+)|[lN]{0,2}h+N*|[lvN]{1,2}h+N+|l{1,2}(?:N{1,4})?(?=[VXb,]|$)"
)
_OWNED = compiled(r"[A#legE]{0,3}[hlvVN]+N*")
_AFTER = compiled(r"(?:(?:[FP]|2(?=D))D{0,2}[A#]?[#YyleNhv]*[Nlh](?:&N+(?=[VXvb,]|$))?)*+")


@value
class Phrase:
    """A noun phrase that may name a source: words [first, core) are its core, [first, end) all."""

    first: int
    core: int
    end: int


def phrase_at(tokens: Tokens, first: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at a word, not reaching beyond ``stop``."""
    tags = tokens.tags
    if stop > first + WINDOW:
        stop = first + WINDOW
    if first >= stop:
        return None
    tag = tags[first]
    if tag in "RO":
        return Phrase(first, first + 1, first + 1)
    if tag not in _BEGINS:
        return None
    core = _core_end(tokens, first, stop)
    if core <= first or (core == first + 1 and tag in "Vv"):
        return None
    end = core
    if end >= stop or tags[end] not in "&FP2":
        return Phrase(first, core, end)
    while end + 1 < stop and tags[end] == "&" and tags[end + 1] in "NDhY" and core - first < 12:
        more = _core_end(tokens, end + 1, stop)
        if more <= end + 1:
            break
        end = more
    if end == core:
        after = _AFTER.match(tags, end, stop)
        end = after.end() if after else end
    return Phrase(first, core, end)


def _is_object(tokens: Tokens, first: int, name: int) -> bool:
    """Whether a verb in -ed parts a noun for a speaker from a name: groups *granted* Mr. Ito."""
    verb = tokens.tags.find("he", first, name) + 1
    return verb > 0 and tokens.words[verb] not in word_set("names_person")


def _core_end(tokens: Tokens, first: int, stop: int) -> int:
    tags = tokens.tags
    best = first
    nearest = tags.find("N", first, stop)
    name = _NAME_PHRASE.match(tags, first, stop) if 0 <= nearest <= first + _NAME_WITHIN else None
    if name and not _is_object(tokens, first, nearest):
        best = name.end()
        owned = tags[best - 1] in "Yy"
        if best < stop and tags[best] in ("A#legEhvVN" if owned else "lhvN"):
            more = (_OWNED if owned else _NAMED_GROUP).match(tags, best, stop)
            if more:
                best = more.end()
    head = tags.find("h", first, stop)
    if 0 <= head < first + _HEAD_WITHIN:
        noun = _NOUN_PHRASE.match(tags, first, stop)
        if noun and (
            best == first or (noun.end() > best and not _VERBISH.search(tags, first, noun.end()))
        ):
            best = max(best, noun.end())
            while best < stop and tags[best] == "N":
                best += 1
    if best == first:
        plain = _PLAIN_PHRASE.match(tags, first, stop)
        best = plain.end() if plain else first
    return best


def past_told(tokens: Tokens, told: Phrase, k: int) -> Phrase | None:
    """The subject that ends at the word ``k`` after who is told: told aides *the envoy* (left)."""
    if tokens.words[told.first - 1] not in word_set("tells") or tokens.tags[told.end] not in "DN":
        return None
    subject = phrase_at(tokens, told.end, k + 1)
    return subject if subject is not None and subject.end == k + 1 else None


def reaching(tokens: Tokens, first: int, stop: int) -> Phrase | None:
    """The phrase that begins at a word, if it, or what its person knows of, ends at ``stop``."""
    phrase = phrase_at(tokens, first, stop)
    if phrase is None or phrase.end == stop or _is_informed(tokens, phrase, stop):
        return phrase
    return None


def _is_informed(tokens: Tokens, phrase: Phrase, stop: int) -> bool:
    """Whether what a phrase's person knows of stands up to ``stop``: a source *close to him*.

    Or what it is of is a noun with the form of a verb: who has knowledge *of the call*.
    """
    at = phrase.end
    if at + 3 == stop and tokens.words[at + 1] in ("the", "a"):
        return tokens.tags[at] in "FP" and tokens.tags[at + 2] in "vV"
    if at + 1 >= stop or tokens.words[at].lower() not in word_set("informed"):
        return False
    known = phrase_at(tokens, at + 2, stop) if tokens.tags[at + 1] in "P2" else None
    return known is not None and known.end == stop


def skip_parenthesis(tags: str, p: int, lo: int) -> int | None:
    """The word before the bracket or dash that matches the one at ``p``; None if there is none."""
    tag = tags[p]
    if tag == ")":
        opened = tags.rfind("(", max(lo, p - 15), p)
    elif tag == "-":
        opened = tags.rfind("-", max(lo, p - 30), p)
    else:
        return None
    return opened - 1 if opened > lo else None


def phrase_ending(tokens: Tokens, end: int, lo: int) -> Phrase | None:
    """The phrase that a relative clause beginning at ``end`` belongs to."""
    tags = tokens.tags
    k = end - 1
    while k >= lo and tags[k] in ",(":
        k -= 1
    if k >= lo and tags[k] == ")":
        k = skip_parenthesis(tags, k, lo) or k
    p = k - (k > lo and tags[k] == "v" and tags[k - 1] in "DYyl")  # the note, which
    while p >= lo and tags[p] in "NlhegYyDF#&PA" and k - p < 14:
        if tags[p] == "P" and (p == lo or tags[p - 1] != "h"):
            break
        if tags[p] == "&" and not (p > lo and tags[p - 1] in "Nh" and tags[p + 1] in "ND"):
            break
        p -= 1
        if tags[p + 1] == "D" and p >= lo and tags[p] in "Nlheg":
            break  # held up a sign: the article begins the phrase
    if p == k:
        return None
    first = p + 1
    while first < k and tags[first] in "FPA&":
        first += 1
    return phrase_at(tokens, first, k + 1)

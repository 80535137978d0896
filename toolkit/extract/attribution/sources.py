"""Finds the phrase that names who speaks: the subject of a cue, or what follows it."""

from __future__ import annotations

from toolkit.extract.attribution.fronts import after_front, explained, is_explained
from toolkit.extract.attribution.phrases import (
    NAME_ASIDE,
    WINDOW,
    Phrase,
    past_told,
    phrase_at,
    phrase_ending,
    reaching,
    skip_parenthesis,
)
from toolkit.extract.attribution.tokens import Tokens, cue_verbs, word_set
from toolkit.patterns import compiled

# A run of no more characters, with no stop at its end, may be a name: the “Today” show.
_LONGEST_TITLE = 40

_NOUNISH = frozenset("NlhvegRnD#YyVE")
_ASIDES = (",W", ",G", ",S", ",VP", ",VK", ",VS")  # Mr. Ito, who smiled / asked about it, (said)
_GAP_BEFORE_VERB = frozenset("XbA")
_VERBISH = compiled(r"[VXbeGE]")
# A verb, or a pronoun that is a subject.
_CLAUSAL = compiled(r"[VXbeGER]")
_FINITE = compiled(r"[VXb]")
_MAY_END_CLAUSE = frozenset(")-(SQT;:KVGWP&B")
_WITHIN_CLAUSE = "NYyhlDF2XbRC!vEeg#AOt,"
_VERB_BEFORE = compiled(r"[VXbeGEgvQ]")
# ..., while Mr. Ito, the envoy; ..., while the envoy, Mr. Ito
_WHILE_NAMED = compiled(r",SD?(?:[lh]{0,3}N{1,4},D?[A#leghNYyPFD]{1,10}|[lhN]{1,4},N{1,5})")
# Who has in the past (described), he in 2012 (promised); which — as Ms. Lee noted — (promises).
_WHO_IN_TIME = compiled(
    r"[WR][XAb]{0,3}PD?[lt#]{1,3}\Z|W[XAb]{0,2}D?[l#]{0,2}tP?\Z"
    r"|W(?:-[^-;:QW]{1,25}-|,[^;:QW]{1,25},)\Z"
)
_ENDS_TIME = frozenset("lt#-,P")
# Ms. Lee on Monday (said).
_IN_TIME = compiled(r"P?D?[lA#]{0,2}t[t#]*")
# Aides like Ms. Lee.
_LIKE = compiled(r"PD?[lhN]{1,4}")
# The plan the envoys (wrote), the plan Ms. Lee (wrote).
_REDUCED = compiled(r"(?<=[Nlhv])(?:D[A#]?[lNYy]{0,3}[hN]{1,3}|(?<!N)N{1,3})")
# The same after a thing, with nothing between.
_REDUCED_AT_ONCE = compiled(r"(?<=[lv])D[A#]?[lNYy]{0,3}[hN]{1,3}")
_TITLE_GOES_ON = compiled(r"(?:[&PF]D?[lhYv]{1,3}){0,2}[&PF]D?[lhYv]{1,3}N{2,4}")


def subject_before(tokens: Tokens, verb: int, lo: int) -> Phrase | None:
    """The subject of the verb at a word, looking back no further than the word ``lo``."""
    tags = tokens.tags
    lo = max(lo, verb - WINDOW)
    k = _word_before(tags, verb, lo)
    if k < lo:
        return None
    last = tags[k]
    if last == "R":
        return Phrase(k, k + 1, k + 1)
    if last == "2":
        named = _subject_of_infinitive(tokens, k, lo)
        if named is not None:
            return named
    if tags[verb] == "G" and "b" not in tags[k + 1 : verb]:
        if _carries_gerund(tokens, k, lo):
            return subject_before(tokens, k, lo)
        return _subject_of_gerund(tokens, verb, k, lo)
    if last == "W" and k > lo and tokens.words[k].lower() in ("who", "which"):
        return _issuer_before(tokens, k, lo) or Phrase(k, k + 1, k + 1)
    asked = _WHO_IN_TIME.search(tags, max(lo, k - 28), k + 1) if last in _ENDS_TIME else None
    if asked:
        return Phrase(asked.start(), asked.start() + 1, asked.start() + 1)
    if last in "WT" and k > lo and tags[k - 2] != "2":  # not: to take that call
        antecedent = phrase_ending(tokens, k, lo)
        if antecedent is not None:
            plain = Phrase(k, k + 1, k + 1) if last == "T" else antecedent
            return _who_issued(tokens, antecedent, lo) or plain
    if last == ",":
        low = max(lo, k - 40)
        aside = max(tags.rfind(opening, low, k) for opening in _ASIDES)
        if aside > lo and not _WHILE_NAMED.fullmatch(tags, aside, k):
            k = aside - 1
            named = explained(tokens, lo, k)
            if named is not None:
                return named
    comma = tags.rfind(",", max(lo, k - 20), k + 1)
    beside = _beside_verb(tokens, verb, k, lo, comma) if comma >= 0 else None
    if beside is not None:
        return beside
    first = after_front(tokens, _clause_start(tokens, k, lo), k + 1)
    first += tags.startswith("P#", first)  # about 9 percent
    phrase = phrase_at(tokens, first, k + 1)
    if phrase is None:
        return _addressed(tokens, k, lo)
    issuer = _issuer(tokens, phrase, k)
    if issuer is not None or phrase.end > k:
        return issuer or phrase
    return _of_relative(tokens, phrase, k) or _to_name(tags, phrase, k)


def _word_before(tags: str, verb: int, lo: int) -> int:
    """The last word of what stands before a verb: in "Ann *Lee* (D-Ohio) also said" the name."""
    k = verb - 1
    while k >= lo and tags[k] in _GAP_BEFORE_VERB:
        k -= 1
    closes = k >= lo and tags[k] == ")"
    return (skip_parenthesis(tags, k, lo) or k) if closes else k


def _carries_gerund(tokens: Tokens, k: int, lo: int) -> bool:
    """Whether a word has a gerund after it and its subject: *keeps* saying, was *heard* saying."""
    word = tokens.words[k].lower()
    if word in word_set("phase_verbs"):
        return True
    heard = tokens.tags[k] in "eEV" or word in word_set("heard")
    return heard and tokens.tags[lo:k].rstrip("A").endswith("b")


def _addressed(tokens: Tokens, k: int, lo: int) -> Phrase | None:
    """A name with a form of address that ends at a word: in a letter to Ann Rao *Ms. Lee*."""
    for p in range(k, max(lo, k - 4), -1):
        if tokens.tags[p] != "N":
            break
        if tokens.words[p] in word_set("address") and p < k:
            return Phrase(p, k + 1, k + 1)
    return None


def _issuer(tokens: Tokens, phrase: Phrase, k: int) -> Phrase | None:
    """Who speaks in a paper that a phrase names: "an email to the press from the palace"."""
    if tokens.words[phrase.core - 1].lower() not in word_set("papers"):
        return None
    for p in range(k - 1, phrase.core - 1, -1):
        if tokens.tags[p] == "P" and tokens.words[p].lower() in ("from", "by"):
            if tokens.words[p - 1].lower() in word_set("got_by"):
                continue  # a letter obtained by the agency
            issuer = phrase_at(tokens, p + 1, k + 1)
            if issuer is None or issuer.end != k + 1:
                return None
            return issuer if tokens.tags[issuer.core - 1] in "hN" else None
    return None


def _of_relative(tokens: Tokens, phrase: Phrase, k: int) -> Phrase | None:
    """The subject of a relative clause without its pronoun: "it is the plan the envoys wrote"."""
    tags, subject = tokens.tags, past_told(tokens, phrase, k)
    if subject is not None or tags[k] not in "hN":
        return subject
    if _REDUCED_AT_ONCE.fullmatch(tags, phrase.end, k + 1):
        return Phrase(phrase.end, k + 1, k + 1)  # a promise the new leader (called)
    verb = _FINITE.search(tags, phrase.end, k)
    if verb is None:
        return None
    for first in range(max(verb.end() + 1, k - 6), k + 1):
        if _REDUCED.fullmatch(tags, first, k + 1):
            return Phrase(first, k + 1, k + 1)
    return None


def _to_name(tags: str, phrase: Phrase, k: int) -> Phrase:
    """The phrase with the name that ends it: "its director for news and talk Ann Lee"."""
    if _TITLE_GOES_ON.fullmatch(tags, phrase.end, k + 1):
        return Phrase(phrase.first, k + 1, k + 1)
    return phrase


def _subject_of_infinitive(tokens: Tokens, k: int, lo: int) -> Phrase | None:
    """Who is to say: in "it is hard for Mr. Ito to say", "leading Mr. Ito to say" Mr. Ito."""
    for p in range(k - 2, max(lo, k - 12), -1):
        if tokens.words[p] in word_set("leads_to"):
            phrase = phrase_at(tokens, p + 1, k)
            return phrase if phrase is not None and _reaches(tokens.tags, phrase, k) else None
        if tokens.tags[p] in ",;:QVXb":
            return None
        if tokens.tags[p] == "P" and tokens.words[p] == "for":
            phrase = phrase_at(tokens, p + 1, k)
            return phrase if phrase is not None and phrase.end == k else None
    return None


def _reaches(tags: str, phrase: Phrase, k: int) -> bool:
    """Whether a phrase ends before the word ``k``, or with an example: "aides like Ms. Lee"."""
    return phrase.end == k or _LIKE.fullmatch(tags, phrase.end, k) is not None


def _subject_of_gerund(tokens: Tokens, verb: int, k: int, lo: int) -> Phrase | None:
    """Who is saying: of "Mr. Ito left, saying ..." Mr. Ito, of "with aides saying ..." aides."""
    tags = tokens.tags
    if tags[k] in "Nhl,":
        for p in range(k, max(lo, k - 14), -1):
            if tokens.words[p].lower() == "with":
                held = phrase_at(tokens, p + 1, k + 1)
                if tags[k] != "," or (held is not None and _apposed(tags, held, k)):
                    return held
        said = _said_beside(tokens, verb, k, lo) if tags[k] != "," else None
        if said is not None:
            return said
    start = lo
    for p in range(k, lo, -1):
        where = tags[p] == "K" and tokens.words[p] == "where" and tags[p - 1] in ",-NlhY"
        if (
            where
            or (_ends_statement(tokens, p) and p < k - 1)
            or (tags[p] in "B&" and _subject_follows_loosely(tokens, p, k))
        ):
            start = p + 1
            break
    first = after_front(tokens, start, k + 1)
    phrase = phrase_at(tokens, first + tags.startswith("P#", first), k + 1)
    if phrase is not None:
        return phrase
    relative = tags.rfind(",W", max(start, k - 30), k)
    if relative >= 0:
        return Phrase(relative + 1, relative + 2, relative + 2)  # Ms. Lee, who smiled, saying
    first = after_front(tokens, _clause_start(tokens, k, start), k + 1)
    return phrase_at(tokens, first, k + 1)


def _said_beside(tokens: Tokens, verb: int, k: int, lo: int) -> Phrase | None:
    """Whose words a gerund reports that follows a noun at once: a committee supporting the plan.

    What somebody sent out says what its sender says; of what only bears words, that is told. Other
    nouns say nothing: ... that nobody was at the dinner, saying so.
    """
    if k != verb - 1:
        return None
    phrase = phrase_ending(tokens, verb, lo)
    if phrase is None:
        return None
    word = tokens.words[k].lower()
    bears = word in word_set("bears_words")
    told = _told(tokens, phrase, lo)
    if told is not None:
        return _who_issued(tokens, told, lo)
    if bears or word in word_set("papers"):
        issuer = _who_issued(tokens, phrase, lo)
        return issuer or (phrase if bears or _from_elsewhere(tokens, phrase, lo) else None)
    return phrase


def _from_elsewhere(tokens: Tokens, paper: Phrase, lo: int) -> bool:
    """Whether a paper is not the subject's own: abstained *from* a resolution demanding."""
    at = paper.first - 1
    return at > lo and tokens.words[at].lower() in word_set("about_papers")


def _told(tokens: Tokens, phrase: Phrase, lo: int) -> Phrase | None:
    """The paper that goes to whom a phrase names: sent *a message* to supporters (saying)."""
    to = phrase.first - 1
    if to <= lo or tokens.tags[to] != "2":
        return None
    words = tokens.words[to - 1].lower()
    if words not in word_set("papers") and words not in word_set("bears_words"):
        return None
    return phrase_ending(tokens, to, lo)


def _who_issued(tokens: Tokens, paper: Phrase, lo: int) -> Phrase | None:
    """Who sent out what a phrase names: *the ministry* released a video that said ..."""
    head = tokens.words[paper.core - 1].lower()
    if head not in word_set("papers") and head not in word_set("bears_words"):
        return None
    at = paper.first - 1
    if at > lo and tokens.words[at] in ("in", "by", "via", "through", "with"):
        whole = phrase_ending(tokens, at, lo)  # sent *a message* in a telegram which said
        at = whole.first - 1 if whole is not None else at
    if at > lo and tokens.words[at] in ("out", "up"):
        at -= 1
    if at <= lo or tokens.words[at].lower() not in word_set("issues"):
        return None
    return subject_before(tokens, at, lo) if tokens.tags[at] in "VEel" else None


def _issuer_before(tokens: Tokens, k: int, lo: int) -> Phrase | None:
    """Who sent what "which" tells of: *Mr. Ito* sent a telegram which said ..."""
    paper = phrase_ending(tokens, k, lo) if tokens.words[k] == "which" else None
    return _who_issued(tokens, paper, lo) if paper is not None else None


def _ends_statement(tokens: Tokens, p: int) -> bool:
    """Whether a sentence ends at a word: a semicolon, a run that is more than a name or a title."""
    if tokens.tags[p] != "Q":
        return tokens.tags[p] == ";"
    run = tokens.runs[tokens.run_of[p]]
    return tokens.text[run.end - 1] in ".,?!" or run.end - run.start > _LONGEST_TITLE


def _subject_follows_loosely(tokens: Tokens, p: int, k: int) -> bool:
    """Whether a conjunction is followed by a subject and its verb before the word ``k``."""
    tags = tokens.tags
    if not _VERBISH.search(tags, max(0, p - 25), p):
        return False
    first = after_front(tokens, p + 1, k + 1)
    phrase = phrase_at(tokens, first, k + 1) if tags[first] in "NRDhY" else None
    return phrase is not None and phrase.end <= k and tags[phrase.end] in "VXbeEA"


def _beside_verb(tokens: Tokens, verb: int, k: int, lo: int, comma: int) -> Phrase | None:
    """The phrase between a comma and the verb, after a clause: "The talks failed, aides said"."""
    tags = tokens.tags
    if comma == k:
        return None
    aside = tags[verb + 1 : verb + 2] in (",", "Q") or _ends_sentence(tokens, verb)
    verbal = aside or bool(_VERB_BEFORE.search(tags, max(lo, comma - 40), comma))
    if not verbal and ("," in tags[lo:comma] or "&" in tags[comma:k]):
        return None  # a list of subjects
    return reaching(tokens, comma + 1, k + 1)


def _ends_sentence(tokens: Tokens, verb: int) -> bool:
    """Whether nothing or the person told follows: "..., aides said." "..., he told reporters."."""
    last = verb + (tokens.tags[verb + 1 : verb + 2] in ("O", "h", "N"))
    return tokens.text[tokens.ends[last] : tokens.ends[last] + 1] in (".", "!", "?")


def _clause_start(tokens: Tokens, k: int, lo: int) -> int:
    """Where the clause begins that ends with the word ``k``."""
    tags = tokens.tags
    p = k
    content = False
    while p >= lo:
        tag = tags[p]
        if tag not in _MAY_END_CLAUSE:
            plain, p = p, lo - 1 + len(tags[lo:p].rstrip(_WITHIN_CLAUSE))
            content = content or not _NOUNISH.isdisjoint(tags[p + 1 : plain + 1])
            continue
        if tag == "P":
            if content and tokens.words[p].lower() in word_set("opens_clause"):
                phrase = phrase_at(tokens, p + 1, k + 1)
                if phrase is not None and (phrase.end == k + 1 or _apposed(tags, phrase, k)):
                    return p + 1
        elif tag in ")-(":
            skipped = skip_parenthesis(tags, p, lo) if not content or tag == ")" else None
            if skipped is not None:
                p = skipped
                continue
            if tag in "(-" and content:
                return p + 1
        elif tag == "S" and tags.startswith("#", p + 1) and tokens.words[p] == "than":
            pass  # more than 200; but: while one company
        elif tag in "QT;:SK" or (tag in "VG" and _starts_clause(tokens, p, k)):
            if content:
                return _after_clause(tokens, p, k) if tag in "SK" else p + 1
        elif tag == "W" and content and _is_subject(tokens, p + 1, k):
            return p + 1
        elif tag in "&B" and content and _subject_follows(tokens, p + 1, k):
            alone = tags[p - 1] == "," and "," not in tags[max(lo, p - 13) : p - 1]
            if tag == "B" or alone or _CLAUSAL.search(tags, max(lo, p - 25), p):
                return p + 1
        elif tag in _NOUNISH:
            content = True
        p -= 1
    return lo


def _apposed(tags: str, phrase: Phrase, k: int) -> bool:
    """Whether an apposition is all that follows a phrase: after the envoy, *Ann Lee*, (said)."""
    return tags[k] == "," and NAME_ASIDE.fullmatch(tags, phrase.end, k + 1) is not None


def _is_subject(tokens: Tokens, first: int, k: int) -> bool:
    """Whether the words [first, k] are one phrase: "the list, which his aides say"."""
    phrase = phrase_at(tokens, first, k + 1)
    if phrase is None:
        return False
    return phrase.end > k or _IN_TIME.fullmatch(tokens.tags, phrase.end, k + 1) is not None


def _after_clause(tokens: Tokens, opener: int, k: int) -> int:
    """Where the main clause begins after "while ..., ": its subject, not that of the other."""
    tags = tokens.tags
    comma = tags.find(",", opener + 1, k)
    while comma >= 0:
        if _VERBISH.search(tags, opener + 1, comma) and tags[comma + 1] in "NRDhY#":
            phrase = phrase_at(tokens, comma + 1, k + 1)
            ends = phrase is None or phrase.end > k or tags[phrase.end] in "WVXbA("
            if phrase is not None and (ends or is_explained(tokens, phrase, k)):
                return comma + 1
        comma = tags.find(",", comma + 1, k)
    return opener + 1


def _starts_clause(tokens: Tokens, p: int, k: int) -> bool:
    """Whether the cue verb at ``p`` opens a clause of its own ("Mr. Ito said China believes")."""
    tags = tokens.tags
    if p + 1 > k or tags[p + 1] not in "NRDhYy#" or p == 0 or tags[p - 1] == "D":
        return False
    if tags[k] in "&B" and not _FINITE.search(tags, p + 1, k):
        return False  # outlined the plan and vowed
    return cue_verbs()[tokens.words[p].lower()].clause


def _subject_follows(tokens: Tokens, first: int, k: int) -> bool:
    """Whether nothing but one phrase stands between a conjunction and the verb."""
    if first > k:
        return False
    first = after_front(tokens, first, k + 1)
    phrase = phrase_at(tokens, first, k + 1)
    return phrase is not None and (phrase.end >= k + 1 or tokens.tags[phrase.end] in ",W(")

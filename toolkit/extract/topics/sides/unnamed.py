"""Whose account it is where a sentence gives an office to no country or has two accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract import lexicons
from toolkit.extract.topics.sentences.clauses import Clauses, Role, Source, Voice
from toolkit.extract.topics.sentences.view import Chain
from toolkit.extract.topics.sides.parties import is_shared, whose_office
from toolkit.extract.topics.wording.lexicon import Found
from toolkit.patterns import late

# The presidency said; according to a statement by the directorate of communications.
_OFFICES = (
    r"(?:presidency|presidential (?:office|palace|press service|spokes\w+)"
    r"|directorate of communications|communications directorate|prime minister s office"
    r"|cabinet office|royal court|foreign ministry|ministry of foreign affairs"
    r"|state news agency|official news agency|state agency|administration officials?)"
)
_HOME_OFFICE = late(
    rf"according to (?:a |the )?(?:\w+ ){{0,3}}?(?:(?:by|from|of) the )?{_OFFICES}\b"
    rf"|\b(?:the|a) {_OFFICES}(?: \w+){{0,2}}? (?:said|reported|announced)\b"
)
_OFFICE_ALONE = late(
    rf"\W*((?:the |a )?(?:{_OFFICES}|press service(?: of(?: \w+){{1,5}}?)?))"
    r" (?:said|reported|announced|informed)(?: (?:this|it|so|today|(?:on )?\w+day))?\W*\Z"
)

# The same, plain enough to mean whoever gave the last account, some sentences ago.
_MEANS_LAST = late(
    r"(?:the|a|an) (?:(?:\w+ ){0,2}(?:spokes\w+|officials?|sources|press secretary|aide|ministry"
    r"|office|palace|presidency|statement|readout|read out|press release|release|communique"
    r"|summary))\Z"
)
_SAYS = r"(?:said|says|read|reads|added|adds|noted|stated|continued|went on|quoted)"
_ACCOUNT = (
    r"(?:statement|note|handout|dispatch|readout|read out|summary|communique|press release"
    r"|release|sources?|account)"
)
# "The FO statement said that", "..., the statement added", "..., said the release".
_STATEMENT = late(
    rf"\b(?:the|its|a) (?:\w+ ){{0,2}}?{_ACCOUNT} (?:also |further |then )?{_SAYS}\b"
    rf"|\b{_SAYS} the (?:\w+ ){{0,2}}?{_ACCOUNT}\b"
)
# "The office also said that".
_OFFICE_LEADS = late(
    r"\W*(?:but |and )?the (?:spokes\w+|official|ministry|office|palace|presidency|agency"
    rf"|embassy|department) (?:also |further |then )?{_SAYS}\b"
)
# "..., the spokesman pointed out."
_THE_OFFICIAL = late(
    r"  the (?:spokes\w+|officials?|aide|secretary|advis[eo]r|ambassador|minister|ministry|office"
    r"|presidency|palace) (?:also |further )?(?:said|added|noted|stated|stressed|explained"
    r"|pointed out|underlined|went on|continued|concluded)\W*\Z"
)
_SAID_LAST = late(
    r"(?: (?:on|late|early|in|at|via|through))?"
    r"(?: (?!that |it |he |she |they |the two )\w+){0,6}\W*\Z"
)
_OFFICE_CLOSES = late(
    r", ((?:(?:an?|the) (?:[\w’']+ ){0,3}?(?:[Oo]ffice|[Mm]inistry|[Pp]residency|[Pp]alace"
    r"|[Aa]dministration|[Ss]ecretariat|[Dd]irectorate|[Cc]hancellery|[Ss]tate [Hh]ouse)"
    r"|(?:State|Government) House|(?:[A-Z][\w’']+ ){1,3}(?:Office|Palace|Court))"
    r"(?: (?:[\w’']+ ){0,3}?(?:statement|spokes\w+|officials?|press release|readout|communiqu[eé]"
    r"|handout))?) (?:\w+ )?\Z"
)
_STATEMENT_OF = late(
    r" (?:statement|readout|read out|summary|communiqu[eé]|press release|account) (?:\w+ ){0,3}?"
    r"(?:from|by|of|in) "
)
_COMMA_THE = late(r",[\"”’]? (?:an?|the|its|his|her)?(?: \w+)? ?\Z")
_VERB_CLOSES = late(r" (?:of the (?:call|conversation) )?(?:\w+ ){1,3}\W*\Z")
_LEADS = 12
_AND_ANOTHER = late(r"\b(?:and|while|but|whereas)(?: the)? +\Z")


def home_office(clauses: Clauses) -> list[Source]:
    """An office that names no country: "Mr. Ito called Ms. Lee, the presidency said".

    It is that of the participant named first in its sentence, whose press reports the call.
    """
    sentence = clauses.sentence
    first = next((a for a in clauses.anchors if a.role is not Role.CALL), None)
    if first is None or first.role is not Role.PARTICIPANT or not first.country_code:
        return []
    match = _HOME_OFFICE.search(clauses.folded, sentence.start, sentence.end)
    if match is None or first.start > match.start():
        return []
    whole = sentence.start, sentence.end
    return [Source(*whole, Voice.GOVERNMENT, (first.country_code,), match.span(), True)]


def home_office_alone(clauses: Clauses, chain: Chain | None) -> list[Source]:
    """ "Presidential press service reported.": of whom the sentence before named first."""
    sentence = clauses.sentence
    match = _OFFICE_ALONE.match(clauses.folded, sentence.start, sentence.end)
    if match is None or chain is None or not chain.first:
        return []
    whole = sentence.start, sentence.end
    return [Source(*whole, Voice.GOVERNMENT, (chain.first,), match.span(1), True)]


def as_last(clauses: Clauses, source: Source, last: Source) -> Source:
    """ "The spokesman said": whoever gave the last account, if the text names nobody else."""
    if source.voice is not Voice.PRESS or source.span is None:
        return source
    if _MEANS_LAST.fullmatch(clauses.between(*source.span)) is None:
        return source
    return replace(last, start=source.start, end=source.end)


def taking_turns(clauses: Clauses, found: Sequence[Source]) -> list[Source]:
    """Sources, each ending where another government begins to tell: "and the Kremlin said"."""
    turns = []
    for source in found:
        later = [
            other.span[0]
            for other in found
            if other.span is not None
            and source.span is not None
            and other.voice is source.voice is Voice.GOVERNMENT
            and other.countries != source.countries
            and source.start < other.span[0] < other.start
            and _AND_ANOTHER.search(clauses.folded, source.start, other.span[0])
        ]
        turns.append(replace(source, end=min((source.end, *later))) if later else source)
    return turns


def the_statement(clauses: Clauses, last: Source) -> list[Source]:
    """ "The statement said": that of the government that gave the last account."""
    sentence = clauses.sentence
    match = _STATEMENT.search(clauses.folded, sentence.start, sentence.end)
    match = match or _OFFICE_LEADS.match(clauses.folded, sentence.start, sentence.end)
    match = match or _THE_OFFICIAL.search(clauses.folded, sentence.start, sentence.end)
    if match is None:
        return []
    leads = match.start() - sentence.start < _LEADS
    start = match.end() if leads else sentence.start
    return [replace(last, start=start, end=sentence.end, named_account=True)]


def nameless_office(clauses: Clauses, verb: Found[str]) -> Source | None:
    """ "..., a PM Office statement said": the office that closes a sentence, of no country."""
    sentence = clauses.sentence
    match = _OFFICE_CLOSES.search(clauses.text, sentence.start, verb.start)
    if home_office(clauses):
        return None
    if match is None or _SAID_LAST.match(clauses.folded, verb.end, sentence.end) is None:
        return None
    if any(match.start() <= a.start for a in clauses.anchors if a.end <= verb.start):
        return None
    country = whose_office(clauses.between(match.start(), verb.start), clauses.party)
    if not country:
        return None
    whole = sentence.start, sentence.end
    return Source(*whole, Voice.GOVERNMENT, (country,), match.span(1), True)


def in_capital(clauses: Clauses, source: Source) -> Source:
    """ "In Oslo, the cabinet secretary said": an official of no country in a side's capital."""
    if source.span is None or source.voice is Voice.SELF:
        return source
    words = clauses.between(*source.span)
    offices = lexicons.words("topic_speakers") | lexicons.words("topic_organs")
    if offices.isdisjoint(words.split()):
        return source
    if source.voice is Voice.GOVERNMENT and not is_shared(words):
        return source
    start = clauses.sentence.start
    for country, names in clauses.party.names.items():
        if clauses.folded.startswith(tuple(f"in {name} " for name in names), start):
            return replace(source, voice=Voice.GOVERNMENT, countries=(country,), person=True)
    return source


def closing_account(clauses: Clauses) -> list[Source]:
    """ "..., a readout from Lima showed": a side's account that closes its sentence."""
    sentence = clauses.sentence
    for anchor in clauses.anchors:
        if anchor.role is not Role.ORGAN or not anchor.country_code:
            continue
        named = any(
            f.value == "account" and anchor.start <= f.start < anchor.end for f in clauses.frames
        )
        opens = _COMMA_THE.search(clauses.text, sentence.start, anchor.start) is not None
        if named and opens and _VERB_CLOSES.match(clauses.folded, anchor.end, sentence.end):
            whole, span = (sentence.start, sentence.end), (anchor.start, anchor.end)
            return [Source(*whole, Voice.GOVERNMENT, (anchor.country_code,), span, True)]
    return []


def side_s_organ(clauses: Clauses, words: str) -> str:
    """The only side whose organ is named in words that no mention covers: "Chad's press team"."""
    if lexicons.words("topic_organs").isdisjoint(words.split()) and not _STATEMENT_OF.search(words):
        return ""
    names = clauses.party.names.items()
    sides = [country for country, own in names if any(f" {name} " in words for name in own)]
    return sides[0] if len(sides) == 1 else ""

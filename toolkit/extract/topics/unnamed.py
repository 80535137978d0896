"""Offices that a sentence gives to no country: whose account they are."""

from __future__ import annotations

import re

from toolkit.extract.topics.clauses import Clauses, Role, Source, Voice
from toolkit.extract.topics.view import Chain

# The presidency said; according to a statement by the directorate of communications.
_OFFICES = (
    r"(?:presidency|presidential (?:office|palace|press service|spokes\w+)"
    r"|directorate of communications|communications directorate|prime minister s office"
    r"|cabinet office|royal court|foreign ministry|ministry of foreign affairs"
    r"|state news agency|official news agency|state agency|administration officials?)"
)
_HOME_OFFICE = re.compile(
    rf"according to (?:a |the )?(?:\w+ ){{0,3}}?(?:(?:by|from|of) the )?{_OFFICES}\b"
    rf"|\b(?:the|a) {_OFFICES}(?: \w+){{0,2}}? (?:said|reported|announced)\b"
)
_OFFICE_ALONE = re.compile(
    rf"\W*((?:the |a )?(?:{_OFFICES}|press service(?: of(?: \w+){{1,5}}?)?))"
    r" (?:said|reported|announced|informed)(?: (?:this|it|so|today|(?:on )?\w+day))?\W*\Z"
)


def home_office(clauses: Clauses) -> list[Source]:
    """An office that names no country: "Mr. Ito called Ms. Lee, the presidency said".

    It is that of the participant named first in its sentence, whose press reports the call.
    """
    sentence = clauses.sentence
    match = _HOME_OFFICE.search(clauses.folded, sentence.start, sentence.end)
    first = next((a for a in clauses.anchors if a.role is not Role.CALL), None)
    if match is None or first is None or first.role is not Role.PARTICIPANT:
        return []
    if not first.country_code or first.start > match.start():
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

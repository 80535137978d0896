"""Whom a pronoun before a cue means, where what was said before tells more than its mention."""

from __future__ import annotations

from dataclasses import replace

from toolkit.extract.attribution_tokens import word_set
from toolkit.extract.model import Document, Entity, EntityKind, Mention, MentionKind

_GENDERS = {"he": "male", "she": "female"}
_IMPERSONAL = frozenset({EntityKind.GOVERNMENT, EntityKind.ORGANISATION, EntityKind.GROUP})
_FAR = 500


def resolve(
    doc: Document, source: Mention, lemma: str | None, last: Entity | None, *, next_to_last: bool
) -> Mention:
    """The source with the entity that the talk before it gives, or as it is.

    Args:
        doc: the document.
        source: the mention of a source.
        lemma: base form of its cue.
        last: who spoke last.
        next_to_last: whether the sentence begins with a quotation and follows at once on one with
            a statement by ``last``.
    """
    if source.kind is not MentionKind.PRONOUN:
        return source
    word = doc.text[source.start : source.end].lower()
    if word == "it":
        return source if source.entity is not None else _it(doc, source, last)
    gender = _GENDERS.get(word)
    if gender is None or last is None or last.kind is not EntityKind.PERSON:
        return source
    if last.gender not in (None, gender):
        return source
    if source.entity is None or next_to_last or lemma in word_set("goes_on"):
        return replace(source, entity=last, rule="speaker-goes-on")
    return source


def _it(doc: Document, source: Mention, last: Entity | None) -> Mention:
    """ "It" is the organisation or government that spoke last, else the one named last."""
    if last is not None and last.kind in _IMPERSONAL:
        return replace(source, entity=last, rule="speaker-goes-on")
    named: Entity | None = None
    for mention in doc.mentions_in(max(0, source.start - _FAR), source.start):
        entity = mention.entity
        if entity is not None and entity.kind in _IMPERSONAL and not entity.plural:
            named = entity
    return replace(source, entity=named, rule="organisation-before") if named else source

"""What the grammar of names reads: a noun phrase with its parts."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.extract.names.lexical import Item


@dataclass(slots=True)
class Phrase:
    """A noun phrase and what was read in it.

    Attributes:
        start: offset of its first character (determiner of a title or organisation included).
        end: offset after its last character.
        country: the country item that qualifies it.
        titles: titles, as items, in order.
        role: a role noun that is no office.
        organisation: the noun of an organisation.
        honorific: Mr., Ms., Sen. and the like.
        name: the item that names it.
        nickname: what else the person is called, in quotation marks or brackets after the name.
        modifiers: words such as "former" between country and title.
        apposed: title or role and country come from an apposition after the name.
        possessor: a person's name before an organisation ("the Trump administration").
        of_body: the title is that of a body which stands before the name.
        apposition: span of that apposition; mentions inside it refer to the same person.
    """

    start: int
    end: int
    country: Item | None = None
    titles: tuple[Item, ...] = ()
    role: Item | None = None
    organisation: Item | None = None
    honorific: Item | None = None
    name: Item | None = None
    nickname: str | None = None
    modifiers: frozenset[str] = frozenset()
    apposed: bool = False
    possessor: Item | None = None
    apposition: tuple[int, int] | None = None
    of_body: bool = False

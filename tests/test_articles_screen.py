"""The screen lets nothing pass as prose that the rules would take for something else."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.articles.boilerplate import (
    boilerplate_rule,
    read_lines,
    read_rows,
)
from toolkit.articles.draft import draft_of
from toolkit.articles.looks import Look, Part, first_look, look_of
from toolkit.articles.screen import screen_of

PHRASES = [row["phrase"] for row in read_rows("boilerplate.csv") if row["how"] != "regex"]
FIRSTS = sorted({word for row in read_rows("boilerplate.csv") for word in row["first"].split()})
WORDS = [
    *PHRASES,
    *FIRSTS,
    *read_lines("caption_labels.txt"),
    *read_lines("photo_agencies.txt")[:12],
    *("By", "by Jane Doe", "BY JANE DOE", "Jane Doe/Reuters", "Photo: Jane Doe", "(AP Photo)"),
    *("for Reuters", "via AP", "Credit: Jane Doe", "© 2019", "|", "·", "•", "/", "@jdoe", "■"),
    *("March 5, 2019", "05.03.19", "Updated", "Source: Xinhua", "11:24", "- 30 -", "Enditem"),
    *("the ministers", "spoke", "on Monday", "in Oslo", "said", "that", "He", "and", "earlier"),
    *("İstanbul", "\u212aelvin", "Kalın", "’", "It’s", "“We", '"I', "version", "all rights"),
    *("Pool", "handout", "pictures by", "images", "for The Globe", "via The Globe", "Jane Doe"),
]
ENDS = ["", ".", ".", ".", "?", "!", ".”", "”", "’", '."', ":", ",", "…", ".)", " ■"]


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A block of words of boilerplate, credits and prose."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    text = " ".join(words)
    if draw(st.booleans()):
        text = text[0].upper() + text[1:]
    text += draw(st.sampled_from(["", "", " as they said" * 20]))
    return text + draw(st.sampled_from(ENDS))


def looks(parts: list[Part]) -> list[tuple[str, Look, str]]:
    return [(part.text, part.look, part.rule) for part in parts]


TELLING = [
    "Jane Doe/The Globe.",
    "Photo by Jane Doe Jr.",
    "Pictures by Jane Doe for The Globe.",
    "Pool images by Jane Doe via The Globe.",
    "Handout picture by Jane Doe for The Globe.",
    "Photo: the premier in Oslo.",
    "Image caption, the premier in Oslo said that he had spoken with his colleague at length.",
    "By Jane Doe.",
    "Published on March 5, 2019.",
    "Source: Xinhua | March 5, 2019 | Editor: J. D.",
    "The premier called on Monday. Credit: J. D.",
    f"The premier called {'again and ' * 20}again. Credit: J. D.",
    "Advertisement!",
    "The views expressed are those of the author and of no one else whom he knows in the city.",
    f"An earlier version of this article {'again ' * 20}said that the call was on Monday.",
    "Jane Doe and John Roe contributed reporting.",
    "© The Globe. All rights reserved.",
    "The best of the week in your inbox.",
    "Follow her at @jdoe.",
]


@given(st.lists(blocks(), min_size=1, max_size=6))
@example(TELLING)
def test_the_screen_changes_the_look_of_no_block(texts: list[str]) -> None:
    drafts = [draft for text in texts if (draft := draft_of(text, 0, len(text))) is not None]
    by_every_rule = [part for draft in drafts for part in look_of(draft)]
    assert looks(first_look(drafts)) == looks(by_every_rule)


@given(st.lists(blocks(), min_size=1, max_size=6))
def test_the_screen_of_a_text_lets_its_boilerplate_through(texts: list[str]) -> None:
    held = screen_of(texts).held
    for text in texts:
        assert boilerplate_rule(text, held) == boilerplate_rule(text)


def test_ordinary_paragraphs_are_told_at_once() -> None:
    said = "The prime minister of Norvia spoke with her counterpart, officials said, and he agreed"
    texts = [f"{said} to meet.", f"“{said} to meet.”", f"{said} to talk again. {said} to meet."]
    assert all(map(screen_of(texts).is_prose, texts))


def test_no_agency_ends_as_a_sentence_does() -> None:
    """The screen takes a short block that ends so for no credit on an agency's behalf."""
    assert not [name for name in read_lines("photo_agencies.txt") if name[-1] in '.!?”"’']

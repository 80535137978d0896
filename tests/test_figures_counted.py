"""What is counted: the nouns that figures go with."""

from __future__ import annotations

import pytest
from figures_support import brief, find


def test_the_span_holds_qualifier_number_and_noun() -> None:
    text = "Then no fewer than 300 young Ghanaian nurses left."
    (figure,) = find(text)
    assert text[figure.start : figure.end] == "no fewer than 300 young Ghanaian nurses"
    assert figure.counted == "young Ghanaian nurses"


def test_a_counted_phrase_may_hold_a_measure() -> None:
    assert brief("It fired two 500-pound bombs.") == [
        ("two 500-pound bombs", "2", "count"),
        ("500-pound", "500", "pound"),
    ]


def test_a_counted_phrase_may_hold_a_length_of_time() -> None:
    assert brief("They held two hour-long calls.") == [
        ("two hour-long calls", "2", "count"),
        ("hour-long", "1", "hour"),
    ]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Shells hit 23 sailors; 13 were killed.", ["sailors", "sailors"]),
        ("Shells hit 23 sailors. Later 13 were killed.", ["sailors", "people"]),
        ("Shells hit 23 barns, killing 13.", ["barns", "people"]),
        ("A 20-strong guard came.", ["people"]),
        ("It hit two more Israeli sailors.", ["Israeli sailors"]),
        ("They won 83 of the 93 seats.", ["seats", "seats"]),
        ("They won 12 out of 150 upper house seats.", ["upper house seats"] * 2),
        ("They won 150 of 93 seats.", ["seats"]),
        ("They chose two of the three leaders.", ["leaders"]),
    ],
)
def test_what_is_counted_where_no_noun_follows(text: str, counted: list[str]) -> None:
    assert [f.counted for f in find(text)] == counted


def test_two_numbers_may_share_a_noun() -> None:
    assert brief("It fired 12 ballistic and 30 cruise missiles.") == [
        ("12 ballistic and 30 cruise missiles", "12", "count"),
        ("30 cruise missiles", "30", "count"),
    ]
    first, second = find("They freed nine British and 12 French sailors.")
    assert (first.counted, second.counted) == ("British sailors", "French sailors")
    first, second = find("They freed three Finnish and two Greek sailors.")
    assert (first.counted, second.counted) == ("Finnish sailors", "Greek sailors")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They saw 12 in May and 30 Greek sailors.", ["30 Greek sailors"]),
        ("It hit 12 wounded and 30 sailors.", ["12 wounded", "30 sailors"]),
        ("It hit 12 new and 30 others.", ["30 others"]),
        ("It has 20 percent and 30 new ships.", ["20 percent", "30 new ships"]),
        ("She wore an N95 mask on the R61.", []),
        ("COP28 and K9 and N1 and R2000 and N1t.", []),
    ],
)
def test_what_shares_no_noun_and_is_no_money(text: str, found: list[str]) -> None:
    assert [surface for surface, _, _ in brief(text)] == found


@pytest.mark.parametrize(
    ("text", "surface", "counted"),
    [
        ("They held 30 Poles and freed nine of them.", "nine of them", "people"),
        ("They sank 12 boats, up from five in May.", "five", "boats"),
        ("The number of ferries fell to 40 a day.", "40", "ferries"),
        ("Malaria deaths in Chad rose to 1,900 by June.", "1,900", "deaths"),
        ("The death toll in Quito from the flood stands at about 310.", "about 310", "people"),
        ("In a city of 2 million, buses stopped.", "2 million", "people"),
        ("A ferry with 55 on board sank.", "55 on board", "people"),
        ("The Greens won 31 seats. Labour took 25.", "25", "seats"),
        ("The motion got 93 votes, with 18 against.", "18", "votes"),
        ("The raid left two guards and one police officer dead.", "one police officer",
         "police officer"),
        ("One person is missing.", "One person", "people"),
        ("One Dane was shot.", "One Dane", "people"),
        ("The Greens won 31 seats, the Liberals 12.", "12", "seats"),
        ("It fired 40 drones. Nine were downed.", "Nine", "drones"),
        ("It fired 40 drones; nine failed.", "nine", "drones"),
        ("It sent 900 guards, where 3,000 have died.", "3,000 have died", "people"),
        ("A strike left 8.2 million out of work.", "8.2 million out of work", "people"),
        ("India won by 43 runs.", "43 runs", "runs"),
        ("The island of 22 million owes much.", "22 million", "people"),
        ("In Lima two million marched.", "two million marched", "people"),
        ("It handed over 33 guards, 21 from Chad.", "21", "guards"),
        ("One UN driver died.", "One UN driver", "UN driver"),
        ("It freed two Poles, one Briton and one Dane.", "one Briton", "people"),
        ("It has 90 guards; it wants 2,000.", "2,000", "guards"),
        ("They freed 30 hostages and 8 guards, 21 of them Poles.", "21 of them", "hostages"),
        ("Ghana jailed 12 displaced Syrians.", "12 displaced Syrians", "displaced people"),
        ("On board were 98 passengers and crew.", "98 passengers and crew", "people"),
        ("She found 14 \"shadow\" phones.", "14 \"shadow\" phones", "shadow phones"),
        ("Ferry sinks with 66 crew.", "66 crew", "crew"),
        ("A mine killed two Poles and one Danish teacher.", "one Danish teacher",
         "Danish teacher"),
        ("A mine killed one Dane and hurt two Poles.", "one Dane", "people"),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, surface: str, counted: str) -> None:
    found = {text[f.start : f.end]: f.counted for f in find(text)}
    assert found[surface] == counted


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("She met 3 envoys, from 9 in the morning.", "9"),
        ("Then the troops landed at 1430 on Monday.", "1430"),
        ("The number of buses was small, and the temperature fell to 40.", "40"),
        ("Deaths were few, though deaths abroad rose and the index climbed to 1,300.", "1,300"),
        ("He named 12 envoys, and Louis 14 was his model.", "14"),
        ("They held 3 rounds, and World War 2 was recalled.", "2"),
        ("It sent two planes and one American ship.", "one American"),
        ("It sent two frigates and one destroyer.", "one destroyer"),
        ("They signed two laws and one charter.", "one charter"),
        ("In the end the 12 voted in favour.", "12 voted"),
    ],
)
def test_a_number_beside_which_nothing_is_counted(text: str, surface: str) -> None:
    assert surface not in [text[f.start : f.end] for f in find(text)]

"""Figures: numbers with a unit or a counted noun."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from toolkit.extract.figures import find as figures
from toolkit.extract.figures.context import LEFT_OUT, left_out
from toolkit.extract.figures.find import Figure, find_figures
from toolkit.extract.figures.read import read
from toolkit.extract.lexicons import table

RULES = table("figure_rules")


def find(text: str) -> list[Figure]:
    return find_figures(text, [(0, len(text))])


def brief(text: str) -> list[tuple[str, str, str]]:
    """(surface, value or low..high, unit) of each figure."""
    return [
        (
            text[f.start : f.end],
            f"{f.value}" if f.value_max is None else f"{f.value}..{f.value_max}",
            f.unit_code,
        )
        for f in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        # shares
        ("Turnout rose to 61.5 percent.", "61.5 percent", "61.5", "percent"),
        ("Exports fell 4%, she said.", "4%", "4", "percent"),
        ("He won forty-two per cent of it.", "forty-two per cent", "42", "percent"),
        ("It narrowed by 3 percentage points.", "3 percentage points", "3", "percentage_point"),
        ("a 10 percentage-point margin", "10 percentage-point", "10", "percentage_point"),
        ("The bank moved by 25 basis points.", "25 basis points", "25", "basis_point"),
        ("a quarter of a percent", "a quarter of a percent", "0.25", "percent"),
        ("A third of the crew left.", "A third of", "0.3333", "ratio"),
        ("She lost half its value.", "half its", "0.5", "ratio"),
        ("Exports fell by a third in May.", "a third", "0.3333", "ratio"),
        ("A flat is a quarter cheaper here.", "a quarter", "0.25", "ratio"),
        ("Six of every 10 Finns agree.", "Six of every 10", "0.6", "ratio"),
        ("Petrol costs 146p a litre.", "146p", "1.46", "GBP"),
        ("a ship 186m long", "186m", "186", "metre"),
        ("It measured 6.2 on the Richter scale.", "6.2 on the Richter scale", "6.2", "magnitude"),
        ("Wages fell by three quarters.", "three quarters", "0.75", "ratio"),
        ("Norway gave 3 billion crowns. Prague, Prague!", "3 billion crowns", "3000000000", "NOK"),
        ("LAHORE - It lost Rs9 billion.", "Rs9 billion", "9000000000", "PKR"),
        ("The won slid 14.8 won.", "14.8 won", "14.8", "KRW"),
        ("20-30,000 Poles came.", "20-30,000 Poles", "20000..30000", "count"),
        ("A 6.2 quake hit Lima.", "6.2 quake", "6.2", "magnitude"),
        ("Iran felt a magnitude-5.8 tremor.", "magnitude-5.8", "5.8", "magnitude"),
        ("Nine in 10 Finns agree.", "Nine in 10", "0.9", "ratio"),
        ("one out of every four votes", "one out of every four", "0.25", "ratio"),
        # money
        ("worth $2.4 trillion", "$2.4 trillion", "2400000000000", "USD"),
        ("Oslo paid 85 billion kroner.", "85 billion kroner", "85000000000", "NOK"),
        ("Copenhagen paid 2 million kroner.", "2 million kroner", "2000000", "DKK"),
        ("Prague paid 3 million crowns.", "3 million crowns", "3000000", "CZK"),
        ("two stolen crowns", "two stolen crowns", "2", "count"),
        ("9 million Swedish crowns for Prague", "9 million Swedish crowns", "9000000", "SEK"),
        ("It owes 4 million Hungarian forints.", "4 million Hungarian forints", "4000000", "HUF"),
        ("a fine of 7 million złotych", "7 million złotych", "7000000", "PLN"),
        ("Lahore, in Pakistan, owes Rs300 million.", "Rs300 million", "300000000", "PKR"),
        ("The dam cost N500 billion.", "N500 billion", "500000000000", "NGN"),
        ("a Sh5 billion road", "Sh5 billion", "5000000000", "KES"),
        ("a KSh 40,000 fee", "KSh 40,000", "40000", "KES"),
        ("dues of Nepali Rs 390,000", "Nepali Rs 390,000", "390000", "NPR"),
        ("three Japanese were freed", "three Japanese", "3", "count"),
        ("three Japanese envoys", "three Japanese envoys", "3", "count"),
        ("six Nepalis left", "six Nepalis", "6", "count"),
        ("20 Davis Cup games", "20 Davis Cup games", "20", "count"),
        ("R50 million was stolen.", "R50 million", "50000000", "ZAR"),
        ("R5-10 million was stolen.", "R5-10 million", "5000000..10000000", "ZAR"),
        ("a fine of R1,200", "R1,200", "1200", "ZAR"),
        ("It lent them 3 million pounds.", "3 million pounds", "3000000", "GBP"),
        ("It lent Cairo 3 million pounds.", "3 million pounds", "3000000", "EGP"),
        ("It sent 3 million pounds of aid.", "3 million pounds", "3000000", "GBP"),
        ("It sent 3 million pounds of rice.", "3 million pounds", "3000000", "pound"),
        ("The barge weighed 3 million pounds.", "3 million pounds", "3000000", "pound"),
        ("The bear weighed 900 pounds.", "900 pounds", "900", "pound"),
        ("a US$330 million loan", "US$330 million", "330000000", "USD"),
        ("they paid €1.2bn", "€1.2bn", "1200000000", "EUR"),
        ("they paid £30m", "£30m", "30000000", "GBP"),
        ("a ¥500 billion fund", "¥500 billion", "500000000000", "JPY"),
        ("300 million yuan", "300 million yuan", "300000000", "CNY"),
        ("C$5 million", "C$5 million", "5000000", "CAD"),
        ("A$2.5 billion", "A$2.5 billion", "2500000000", "AUD"),
        ("Rs 2,000 crore", "Rs 2,000 crore", "20000000000", "INR"),
        ("10 Canadian dollars", "10 Canadian dollars", "10", "CAD"),
        ("about 5 billion won", "about 5 billion won", "5000000000", "KRW"),
        ("60 cents a litre", "60 cents", "0.6", "USD"),
        ("a $25,000-a-plate dinner", "$25,000", "25000", "USD"),
        # lengths of time
        ("It took around an hour and a half.", "around an hour and a half", "1.5", "hour"),
        ("the 90-minute talk", "90-minute", "90", "minute"),
        ("It took an hour and 20 minutes.", "an hour and 20 minutes", "80", "minute"),
        ("a two-hour, 20-minute film", "two-hour, 20-minute", "140", "minute"),
        ("It took half an hour.", "half an hour", "0.5", "hour"),
        ("a half-hour talk", "a half-hour", "0.5", "hour"),
        ("three-quarters of an hour", "three-quarters of an hour", "0.75", "hour"),
        ("two and a half hours", "two and a half hours", "2.5", "hour"),
        ("1½ hours", "1½ hours", "1.5", "hour"),
        ("the hour-and-a-half call", "hour-and-a-half", "1.5", "hour"),
        ("an hour-and-a-half-long call", "an hour-and-a-half-long", "1.5", "hour"),
        ("an hour and three quarters", "an hour and three quarters", "1.75", "hour"),
        ("a quarter-hour pause", "a quarter-hour", "0.25", "hour"),
        ("a 20 minute-long call", "20 minute-long", "20", "minute"),
        ("It took 1h20.", "1h20", "80", "minute"),
        ("It took 2h 15min.", "2h 15min", "135", "minute"),
        ("It took 1hr 20min.", "1hr 20min", "80", "minute"),
        ("It took 75min.", "75min", "75", "minute"),
        ("It took a full hour.", "a full hour", "1", "hour"),
        ("an hour-plus call", "an hour-plus", "1", "hour"),
        ("a month-long truce", "a month-long", "1", "month"),
        ("a couple of hours", "a couple of hours", "2", "hour"),
        ("for about a week", "about a week", "1", "week"),
        ("a three-day visit", "three-day", "3", "day"),
        ("a 44-year-old pact", "44-year-old", "44", "year"),
        ("three consecutive days", "three consecutive days", "3", "day"),
        ("in the past two decades", "two decades", "2", "decade"),
        # measures
        ("1.5 million metric tons of rice", "1.5 million metric tons", "1500000", "metric_ton"),
        ("200,000 barrels a day", "200,000 barrels a day", "200000", "barrel_per_day"),
        ("a 90,000-barrel-a-day plant", "90,000-barrel-a-day", "90000", "barrel_per_day"),
        ("2m barrels of oil", "2m barrels", "2000000", "barrel"),
        ("within 30 miles of it", "30 miles", "30", "mile"),
        ("some 1,200 square kilometers", "some 1,200 square kilometers", "1200",
         "square_kilometre"),
        ("it hit 41°C there", "41°C", "41", "degree_celsius"),
        ("Minus 5 degrees Celsius", "Minus 5 degrees Celsius", "-5", "degree_celsius"),
        ("a 300 MW plant", "300 MW", "300", "megawatt"),
        ("10 terabytes of files", "10 terabytes", "10", "terabyte"),
        ("12 km north of it", "12 km", "12", "kilometre"),
        ("a 5-kilometre-wide strip", "5-kilometre-wide", "5", "kilometre"),
        ("gusts of 90 km per hour", "90 km per hour", "90", "kilometre_per_hour"),
        ("up 50bp", "50bp", "50", "basis_point"),
        ("0.5 of a percentage point", "0.5 of a percentage point", "0.5", "percentage_point"),
        ("2 bcm of gas", "2 bcm", "2000000000", "cubic_metre"),
        ("a million and a half dollars", "a million and a half dollars", "1500000", "USD"),
        # counted nouns
        ("about 20 foreign envoys came", "about 20 foreign envoys", "20", "count"),
        ("its 23 million residents", "23 million residents", "23000000", "count"),
        ("the four separate appeals", "four separate appeals", "4", "count"),
        ("a dozen warships", "a dozen warships", "12", "count"),
        ("half a dozen aircraft", "half a dozen aircraft", "6", "count"),
        ("a quarter of a million refugees", "a quarter of a million refugees", "250000", "count"),
        ("three White House aides", "three White House aides", "3", "count"),
        ("two U.S. diplomats", "two U.S. diplomats", "2", "count"),
        ("30 weapons systems", "30 weapons systems", "30", "count"),
        ("two of Ruto’s ministers", "two of Ruto’s ministers", "2", "count"),
        ("12 dead in a flood", "12 dead", "12", "count"),
        ("12 dead Chilean miners", "12 dead Chilean miners", "12", "count"),
        ("1.5 billion people's jobs", "1.5 billion people", "1500000000", "count"),
        ("20 or so guests", "20 or so guests", "20", "count"),
        ("the 27-member bloc", "27-member", "27", "count"),
        ("an 11-man patrol", "11-man", "11", "count"),
        ("some 900 US and Kenyan marines", "some 900 US and Kenyan marines", "900", "count"),
        ("six Free People's Front (FPF) rebels", "six Free People's Front (FPF) rebels", "6",
         "count"),
        ("the seven states whose envoys left", "seven states", "7", "count"),
        ("a few who killed 17, at night", "killed 17", "17", "count"),
        ("It was hit: at least 40 were wounded.", "at least 40 were wounded", "40", "count"),
        ("The toll rose to 229 by dawn.", "toll rose to 229", "229", "count"),
        ("the some 3,000-strong force", "some 3,000-strong", "3000", "count"),
        ("a couple of hundred nurses", "a couple of hundred nurses", "200", "count"),
        ("a couple dozen nurses", "a couple dozen nurses", "24", "count"),
        ("50,000-odd residents", "50,000-odd residents", "50000", "count"),
        ("three calls", "three calls", "3", "count"),
        ("jets about 20 years old", "about 20 years", "20", "year"),
        ("2000 troops crossed", "2000 troops", "2000", "count"),
        ("46 Latin American and Caribbean countries", "46 Latin American and Caribbean countries",
         "46", "count"),
        # ranges
        ("10 to 15 percent", "10 to 15 percent", "10..15", "percent"),
        ("cuts of 20–25%", "20–25%", "20..25", "percent"),
        ("between 5,000 and 7,000 troops", "between 5,000 and 7,000 troops", "5000..7000", "count"),
        ("between 10 percent and 15 percent", "between 10 percent and 15 percent", "10..15",
         "percent"),
        ("$10-12 billion", "$10-12 billion", "10000000000..12000000000", "USD"),
        ("$5 million to $6 million", "$5 million to $6 million", "5000000..6000000", "USD"),
        ("between $5 and $6 billion", "between $5 and $6 billion", "5000000000..6000000000", "USD"),
        ("two to three million Syrians", "two to three million Syrians", "2000000..3000000",
         "count"),
        ("a 40- to 45-minute drive", "40- to 45-minute", "40..45", "minute"),
        ("a five- to ten-year term", "five- to ten-year", "5..10", "year"),
        ("a 48-to-72-hour truce", "48-to-72-hour", "48..72", "hour"),
        ("5 or 6 million dollars", "5 or 6 million dollars", "5000000..6000000", "USD"),
        ("two or three weeks", "two or three weeks", "2..3", "week"),
    ],
)  # fmt: skip
def test_reads(text: str, surface: str, value: str, unit: str) -> None:
    assert brief(text) == [(surface, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "In 1945 the war ended.",
        "The 2016 elections and the 1979 talks mattered.",
        "On Nov. 14 ministers met, and on 9 February envoys did.",
        "They met at 8 p.m. and at 10:30 with officials.",
        "At 0900 GMT officials spoke.",
        "The 14th round and the 2nd floor and the 1980s.",
        "World War II, G7 leaders, G-20 leaders, P5+1 countries, the Group of 20 countries.",
        "H200 chips, F-16 jets, Boeing 737 jets, Covid-19 cases.",
        "Resolution 1929 sanctions, Article 5 pledges, No. 10 officials, Nos. 3 shirts.",
        "the 9/11 attacks, 24/7 shops, 20/20 rules",
        "the Big Three carmakers and the Four Seasons hotels",
        "No one of them came; one of the envoys left; one minister stayed.",
        "the two leaders, these two countries, both of those two men",
        "the three countries and all these three nations",
        "the world’s two largest economies",
        "He is 45. He is 62 years old.",
        "They met at 1h20 and by 8h30.",
        "a yearlong truce, a decades-long war, a couple of ministers",
        "the six-party talks and a two-state solution",
        "He came (19.Oct.2023) and left on 09/09/2002.",
        "a 10-point plan and a 5-4 ruling",
        "a 51-49 vote; they won 3-2",
        "1. Leaders met.",
        "Call 1-800-555-0199 today.",
        "the third-quarter results and the first half of 2016",
        "a quarter of 2016",
        "It sold 400.",
        "a year ago; once a week; an official",
        "He earned it by the hour.",
        "two former and three were",
        "millions in damages, many millions of dollars, hundreds of miles, thousands of the poor",
        "killed one of its goats, killed in 1999, wounded by 9/11",
        "12 and wounded",
    ],
)
def test_reads_nothing(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("She met 20 envoys.", "exact"),
        ("She met about 20 envoys.", "about"),
        ("Nearly 20 envoys came.", "about"),
        ("She met some 20 envoys.", "about"),
        ("She met an estimated 20 envoys.", "about"),
        ("She met more than 20 envoys.", "at_least"),
        ("She met at least 20 envoys.", "at_least"),
        ("She met over 20 envoys.", "at_least"),
        ("She met upward of 20 envoys.", "at_least"),
        ("She met up to 20 envoys.", "at_most"),
        ("She met no more than 20 envoys.", "at_most"),
        ("She met fewer than 20 envoys.", "at_most"),
        ("She met several dozen envoys.", "at_least"),
        ("She met dozens of envoys.", "at_least"),
        ("She met 20 envoys or more.", "at_least"),
        ("She met 20-plus envoys.", "at_least"),
        ("She met 20-odd envoys.", "about"),
        ("She met a couple of hundred envoys.", "about"),
        ("They had an hour-plus call.", "at_least"),
        ("Their hour-plus call ended.", "at_least"),
        ("They talked just shy of two hours.", "at_most"),
        ("They fired over 500 drones.", "at_least"),
        ("She talked about 20 issues.", "exact"),
        ("She talked to him about 20 issues.", "exact"),
        ("She has talked by phone with about 20 envoys.", "about"),
        ("He said about 20 envoys came.", "about"),
        ("She pleads about two envoys.", "exact"),
        ("The dispute over 20 islands goes on.", "exact"),
        ("They agreed over two days.", "exact"),
        ("The talk lasted over two days.", "at_least"),
        ("They talked about an hour.", "about"),
        ("They talked for under an hour.", "at_most"),
        ("The layover 20 guests took.", "exact"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [f.qualifier_code for f in find(text)] == [qualifier]


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


def test_no_figure_crosses_a_span() -> None:
    text = "It sold 40 percent"
    assert find_figures(text, [(0, 10), (11, 18)]) == []


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["rule"])
def test_rules(row: dict[str, str]) -> None:
    text, surface = row["positive"], row["surface"]
    start = text.index(surface)
    if row["kind"] == "leaves_out":
        reading = read(text, start, len(text))
        assert reading is not None
        assert left_out(text, 0, reading) == row["rule"]
        assert surface not in [s for s, _, _ in brief(text)]
        assert find(row["negative"])
        return
    (figure,) = [f for f in find(text) if (f.start, f.end) == (start, start + len(surface))]
    assert figure.value == Decimal(row["value"])
    assert figure.value_max == (Decimal(row["value_max"]) if row["value_max"] else None)
    assert (figure.unit_code, figure.qualifier_code) == (row["unit_code"], row["qualifier_code"])
    unlike = find(row["negative"])
    if row["kind"] == "reads":
        assert figure.rule == row["rule"]
        assert row["rule"] not in [f.rule for f in unlike]
    else:
        traits = [(f.value_max is None, f.qualifier_code, f.value < 0) for f in unlike]
        assert (figure.value_max is None, figure.qualifier_code, figure.value < 0) not in traits


def test_every_rule_is_described() -> None:
    described = {r["rule"]: r["kind"] for r in RULES}
    assert [n for n, _ in LEFT_OUT] == [r for r, k in described.items() if k == "leaves_out"]
    folder = Path(figures.__file__).parent
    source = "".join(p.read_text(encoding="utf-8") for p in folder.glob("*.py"))
    for rule, kind in described.items():
        assert kind != "reads" or f'"{rule}"' in source


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
    "text",
    [
        "She was 34, up from nowhere.",
        "They sank 12 boats in 2019, up from the depths, and 2021 was calm.",
        "The index lost 12 points to 19,079.",
        "He met one adviser.",
        "They landed at 0900 hours.",
        "On May 5 and 10 percent later, article 7 and 20 percent.",
        "It killed one other.",
        "She came in a quarter, as a third.",
        "A 720p screen.",
        'It joined the "Five Eyes" pact.',
        "It paid in rupees ($1=83.2).",
        "They won 6-3 from 12 to 18.",
        "He has five children: Ann, 34; Eve, 22; and Bo 9.",
    ],
)
def test_what_is_left_out(text: str) -> None:
    assert not {
        "34",
        "2019",
        "2021",
        "19,079",
        "one adviser",
        "Five Eyes",
        "$1",
        "12",
        "a quarter",
        "a third",
        "720p",
    } & {text[f.start : f.end] for f in find(text)}


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

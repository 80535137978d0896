"""The register that people edit by hand: known truths, and rules for all rows."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import unicodedata

import pytest

from toolkit.extract.names.register import (
    LEADER_CODES,
    OFFICE_RANKS,
    Register,
    declared_office_codes,
    default_register,
    fold_name,
)
from toolkit.resources import reference_dir, schemas_dir


def rows(name: str) -> list[dict[str, str]]:
    with (reference_dir() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SINGLE_HOLDER = (
    "head_of_state",
    "head_of_government",
    "monarch",
    "foreign_minister",
    "defence_minister",
    "national_security_adviser",
)
SHARED = {
    "BIH": "the presidency is held by three",
    "LBY": "rival governments",
    "SRB": "a federal and a Serbian president until 2006",
    "YEM": "rival governments",
}
COUNTRIES = [row["country_code"] for row in rows("countries.csv")]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def register() -> Register:
    return default_register()


# ------------------------------------------------------------------ who held what, and when

HELD = [
    ("USA", "head_of_state", "2001-01-19", "bill-clinton"),
    ("USA", "head_of_state", "2001-01-20", "george-w-bush"),
    ("USA", "head_of_state", "2017-01-20", "donald-trump"),
    ("USA", "head_of_state", "2024-12-31", "joe-biden"),
    ("USA", "head_of_state", "2025-01-20", "donald-trump"),
    ("USA", "head_of_state_elect", "2000-12-20", "george-w-bush"),
    ("USA", "head_of_state_elect", "2008-12-01", "barack-obama"),
    ("USA", "head_of_state_elect", "2016-12-02", "donald-trump"),
    ("USA", "head_of_state_elect", "2020-11-10", "joe-biden"),
    ("USA", "head_of_state_elect", "2024-11-07", "donald-trump"),
    ("USA", "vice_head", "2013-06-01", "joe-biden"),
    ("USA", "foreign_minister", "2012-03-01", "hillary-clinton"),
    ("USA", "foreign_minister", "2025-06-01", "marco-rubio"),
    ("USA", "national_security_adviser", "2017-02-01", "michael-flynn"),
    ("USA", "national_security_adviser", "2023-02-01", "jake-sullivan"),
    ("CHN", "head_of_state", "2002-05-01", "jiang-zemin"),
    ("CHN", "head_of_state", "2010-05-01", "hu-jintao"),
    ("CHN", "head_of_state", "2013-03-14", "xi-jinping"),
    ("CHN", "head_of_government", "2022-05-01", "li-keqiang"),
    ("CHN", "foreign_minister", "2023-02-01", "qin-gang"),
    ("CHN", "foreign_minister", "2023-08-01", "wang-yi"),
    ("JPN", "head_of_government", "2001-05-01", "junichiro-koizumi"),
    ("JPN", "head_of_government", "2007-01-01", "shinzo-abe"),
    ("JPN", "head_of_government", "2011-03-11", "naoto-kan"),
    ("JPN", "head_of_government", "2019-01-01", "shinzo-abe"),
    ("JPN", "head_of_government", "2024-11-01", "shigeru-ishiba"),
    ("JPN", "head_of_government", "2025-10-21", "sanae-takaichi"),
    ("DEU", "head_of_government", "2005-11-21", "gerhard-schroder"),
    ("DEU", "head_of_government", "2005-11-22", "angela-merkel"),
    ("DEU", "head_of_government", "2021-12-08", "olaf-scholz"),
    ("DEU", "head_of_government", "2025-05-06", "friedrich-merz"),
    ("DEU", "head_of_government_elect", "2025-03-01", "friedrich-merz"),
    ("GBR", "head_of_government", "2003-03-20", "tony-blair"),
    ("GBR", "head_of_government", "2016-07-14", "theresa-may"),
    ("GBR", "head_of_government", "2022-10-01", "liz-truss"),
    ("GBR", "head_of_government", "2024-07-05", "keir-starmer"),
    ("GBR", "foreign_minister", "2024-01-15", "david-cameron"),
    ("RUS", "head_of_state", "2008-05-06", "vladimir-putin"),
    ("RUS", "head_of_state", "2010-01-01", "dmitry-medvedev"),
    ("RUS", "head_of_government", "2010-01-01", "vladimir-putin"),
    ("RUS", "head_of_state", "2012-05-07", "vladimir-putin"),
    ("FRA", "head_of_state", "2003-01-01", "jacques-chirac"),
    ("FRA", "head_of_state", "2017-05-14", "emmanuel-macron"),
    ("FRA", "head_of_state_elect", "2012-05-10", "francois-hollande"),
    ("KOR", "head_of_state", "2018-01-01", "moon-jae-in"),
    ("KOR", "head_of_state", "2025-07-01", "lee-jae-myung"),
    ("KOR", "head_of_state_elect", "2022-03-15", "yoon-suk-yeol"),
    ("TWN", "head_of_state", "2016-05-20", "tsai-ing-wen"),
    ("TWN", "head_of_state", "2016-05-19", "ma-ying-jeou"),
    ("TWN", "head_of_state_elect", "2016-03-01", "tsai-ing-wen"),
    ("IND", "head_of_government", "2014-05-26", "narendra-modi"),
    ("IND", "national_security_adviser", "2020-06-01", "ajit-doval"),
    ("ISR", "head_of_government", "2002-06-01", "ariel-sharon"),
    ("ISR", "head_of_government", "2006-03-01", "ehud-olmert"),
    ("ISR", "head_of_government", "2022-06-30", "naftali-bennett"),
    ("PSE", "head_of_state", "2002-06-01", "yasser-arafat"),
    ("PSE", "head_of_state", "2005-02-01", "mahmoud-abbas"),
    ("IRN", "head_of_government", "2013-09-27", "hassan-rouhani"),
    ("UKR", "head_of_state", "2014-03-05", "oleksandr-turchynov"),
    ("UKR", "head_of_state", "2019-07-25", "volodymyr-zelenskyy"),
    ("TUR", "head_of_government", "2010-06-01", "recep-tayyip-erdogan"),
    ("TUR", "head_of_state", "2016-07-15", "recep-tayyip-erdogan"),
    ("SAU", "monarch", "2015-01-27", "salman-of-saudi-arabia"),
    ("SAU", "vice_head", "2018-10-14", "mohammad-bin-salman"),
    ("EGY", "head_of_state", "2011-01-28", "hosni-mubarak"),
    ("EGY", "head_of_state", "2013-01-15", "mohamed-morsi"),
    ("BRA", "head_of_state", "2004-01-01", "luiz-inacio-lula-da-silva"),
    ("MEX", "head_of_state", "2017-01-27", "enrique-pena-nieto"),
    ("MEX", "head_of_state_elect", "2018-08-27", "andres-manuel-lopez-obrador"),
    ("PHL", "head_of_state", "2016-12-02", "rodrigo-duterte"),
    ("PHL", "foreign_minister", "2012-06-01", "albert-del-rosario"),
    ("COL", "foreign_minister", "2015-06-01", "maria-angela-holguin"),
    ("THA", "foreign_minister", "2010-06-01", "kasit-piromya"),
    ("PAK", "head_of_state", "2001-09-15", "pervez-musharraf"),
    ("PAK", "head_of_government", "2013-01-01", "raja-pervaiz-ashraf"),
    ("CAN", "head_of_government", "2025-03-14", "mark-carney"),
    ("AUS", "head_of_government", "2017-01-28", "malcolm-turnbull"),
    ("HUN", "head_of_government", "2026-06-01", "peter-magyar"),
    ("VAT", "monarch", "2005-04-01", "john-paul-ii"),
    ("VAT", "monarch", "2025-06-04", "leo-xiv"),
    ("XNA", "international_organisation_head", "2022-03-01", "jens-stoltenberg"),
    ("XUN", "international_organisation_head", "2003-03-01", "kofi-annan"),
    ("XKX", "head_of_state", "2018-01-01", "hashim-thaci"),
]


@pytest.mark.parametrize(("country", "code", "when", "person_id"), HELD)
def test_known_holders(
    register: Register, country: str, code: str, when: str, person_id: str
) -> None:
    held = register.holders(country, [code], day(when))
    assert held[0].person_id == person_id


def test_handover_day_has_the_incoming_before_the_outgoing(register: Register) -> None:
    names = [p.name for p in register.holders("USA", ["head_of_state"], day("2009-01-20"))]
    assert names == ["Barack Obama", "George W. Bush"]


def test_the_leading_office_comes_first(register: Register) -> None:
    def leader(country: str, when: str) -> str:
        return register.holders(country, LEADER_CODES, day(when))[0].name

    assert leader("DEU", "2014-01-01") == "Angela Merkel"
    assert leader("JPN", "2014-01-01") == "Shinzo Abe"
    assert leader("CHN", "2014-01-01") == "Xi Jinping"
    assert leader("SAU", "2024-01-01") == "King Salman"
    assert leader("TUR", "2012-01-01") == "Recep Tayyip Erdogan"  # then prime minister
    assert leader("TUR", "2018-01-01") == "Recep Tayyip Erdogan"  # then president
    assert leader("GEO", "2008-08-08") == "Mikheil Saakashvili"


def test_holders_without_a_day_are_all_who_ever_held_it(register: Register) -> None:
    names = [p.name for p in register.holders("RUS", ["head_of_state"], None)]
    assert names == ["Vladimir Putin", "Dmitry Medvedev"]


def test_office_on_takes_the_highest_rank(register: Register) -> None:
    term = register.office_on("marco-rubio", day("2025-06-01"))
    assert term is not None
    assert term.office == "Secretary of State"
    term = register.office_on("joe-biden", day("2017-01-05"))
    assert term is not None
    assert term.office_code == "vice_head"
    term = register.office_on("donald-trump", day("2016-12-01"))
    assert term is not None
    assert term.office == "President-elect"
    assert register.office_on("barack-obama", day("2018-01-01")) is None


def test_office_on_a_handover_day_is_the_new_one(register: Register) -> None:
    term = register.office_on("dmitry-medvedev", day("2008-05-07"))
    assert term is not None
    assert term.office_code == "head_of_state"
    term = register.office_on("wang-yi", day("2023-07-25"))
    assert term is not None
    assert term.start == "2023-07-25"


def test_office_without_a_day_only_where_there_is_one_office(register: Register) -> None:
    term = register.office_on("xi-jinping", None)
    assert term is None  # vice president, president, general secretary
    term = register.office_on("barack-obama", None)
    assert term is None  # president-elect and president
    term = register.office_on("lin-jian", None)
    assert term is not None
    assert term.office_code == "press_secretary"


def test_unknown_people_hold_nothing(register: Register) -> None:
    assert register.office_on("nobody-at-all", day("2020-01-01")) is None
    assert list(register.terms_of("nobody-at-all")) == []
    assert not register.was_leader("nobody-at-all", None)


def test_was_leader(register: Register) -> None:
    assert register.was_leader("angela-merkel", day("2022-01-01"))
    assert not register.was_leader("angela-merkel", day("2005-01-01"))
    assert register.was_leader("angela-merkel", None)
    assert not register.was_leader("john-kerry", None)


# ------------------------------------------------------------------ names and titles


@pytest.mark.parametrize(
    ("name", "person_id"),
    [
        ("Volodymyr Zelenskiy", "volodymyr-zelenskyy"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Tayyip Erdogan", "recep-tayyip-erdogan"),
        ("Kim Jong Un", "kim-jong-un"),
        ("Kim Jong-un", "kim-jong-un"),
        ("J. D. Vance", "jd-vance"),
        ("J.D. Vance", "jd-vance"),
        ("Joseph R. Biden Jr.", "joe-biden"),
        ("Michael T. Flynn", "michael-flynn"),
        ("H.R. McMaster", "h-r-mcmaster"),
        ("Gerhard Schroeder", "gerhard-schroder"),
        ("Aleksandar Vuchikj", "aleksandar-vucic"),
        ("Mevlut Chavushoghlu", "mevlut-cavusoglu"),
        ("Benigno Aquino", "benigno-aquino-iii"),
        ("Gideon Saar", "gideon-saar"),
        ("Gideon Sa’ar", "gideon-saar"),
        ("Mohammed bin Salman", "mohammad-bin-salman"),
        ("MBS", "mohammad-bin-salman"),
        ("Luiz Inacio Lula da Silva", "luiz-inacio-lula-da-silva"),
        ("Lula", "luiz-inacio-lula-da-silva"),
        ("Nguyễn Phú Trọng", "nguyen-phu-trong"),
        ("Anders Fogh Rasmussen", "anders-fogh-rasmussen"),
        ("Jose Manuel Barroso", "jose-manuel-durao-barroso"),
    ],
)
def test_full_names_as_the_press_writes_them(register: Register, name: str, person_id: str) -> None:
    assert register.full_names()[fold_name(name)] == (person_id,)


@pytest.mark.parametrize(
    ("surname", "person_id"),
    [
        ("Xi", "xi-jinping"),
        ("Tsai", "tsai-ing-wen"),
        ("Abe", "shinzo-abe"),
        ("Suu Kyi", "aung-san-suu-kyi"),
        ("Jokowi", "joko-widodo"),
        ("Abiy", "abiy-ahmed-ali"),
        ("Trong", "nguyen-phu-trong"),
        ("von der Leyen", "ursula-von-der-leyen"),
        ("López Obrador", "andres-manuel-lopez-obrador"),
        ("Peña Nieto", "enrique-pena-nieto"),
        ("el-Sisi", "abdel-fattah-el-sisi"),
        ("Sissi", "abdel-fattah-el-sisi"),
        ("bin Salman", "mohammad-bin-salman"),
        ("Schroeder", "gerhard-schroder"),
    ],
)
def test_family_names(register: Register, surname: str, person_id: str) -> None:
    assert person_id in register.by_family_name(fold_name(surname))


def test_shared_family_names_have_the_higher_office_first(register: Register) -> None:
    clintons = register.by_family_name("clinton")
    assert clintons.index("bill-clinton") < clintons.index("hillary-clinton")
    assert register.by_family_name("nobody-bears-this") == ()


def test_titles_by_country(register: Register) -> None:
    secretary = register.title_in("secretary of state", "USA")
    assert secretary is not None
    assert secretary.office_codes == ("foreign_minister",)
    iranian = register.title_in("president", "IRN")
    assert iranian is not None
    assert iranian.office_codes == ("head_of_government",)
    assert register.titles["president"].office_codes == ("head_of_state",)
    assert register.titles["king"].gender == "male"
    assert register.title_in("lord of the dance", "IRL") is None


def test_countries_as_actors(register: Register) -> None:
    assert "Beijing" in register.countries["CHN"].capitals
    assert "Kremlin" in register.countries["RUS"].metonyms
    assert "Xinhua" in register.countries["CHN"].state_media
    assert "Brussels" in register.countries["XEU"].capitals
    assert "Brussels" not in register.countries["BEL"].capitals
    assert register.countries["GBR"].names[0] == "Britain"


def test_no_two_countries_share_a_name_or_a_capital(register: Register) -> None:
    seen: dict[str, str] = {}
    for country in register.countries.values():
        for word in (*country.names, *country.capitals):
            assert seen.setdefault(fold_name(word), country.code) == country.code, word


# ------------------------------------------------------------------ the data as a whole


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("people.csv", ("person_id",)),
        ("offices.csv", ("person_id", "start", "country_code", "office")),
        ("countries.csv", ("country_code",)),
        ("titles.csv", ("surface", "country_code")),
    ],
)
def test_files_are_sorted_and_clean(name: str, columns: tuple[str, ...]) -> None:
    raw = (reference_dir() / name).read_bytes()
    text = raw.decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    keys = [tuple(row[column] for column in columns) for row in rows(name)]
    assert keys == sorted(keys)


def test_every_person_has_a_term_and_every_term_a_source(register: Register) -> None:
    assert [p for p in register.people if not register.terms_of(p)] == []
    assert [row for row in rows("offices.csv") if not row["source"]] == []


def test_nobody_begins_in_the_future(register: Register) -> None:
    latest = max(t.first_day for p in register.people for t in register.terms_of(p))
    assert latest <= dt.date.today()


@pytest.mark.parametrize("country", sorted(set(COUNTRIES) - set(SHARED)))
def test_single_holder_offices_do_not_overlap(register: Register, country: str) -> None:
    """Where all the dates are days, one holder goes when the next comes."""
    terms = [t for p in register.people for t in register.terms_of(p) if t.country_code == country]
    for code in SINGLE_HOLDER:
        held = sorted((t for t in terms if t.office_code == code), key=lambda t: t.first_day)
        for first, second in itertools.combinations(held, 2):
            exact = len(second.start) == 10 and len(first.end) in (0, 10)
            if first.person_id != second.person_id and exact:
                assert second.first_day >= first.last_day, (first, second)


@pytest.mark.parametrize("country", ["USA", "CHN", "RUS", "JPN", "DEU", "GBR", "FRA", "IND", "ISR"])
def test_somebody_always_leads(register: Register, country: str) -> None:
    when = dt.date(2001, 1, 1)
    while when < dt.date(2026, 11, 1):
        code = register.countries[country].leader_office_on(when)
        assert register.holders(country, [code], when), when
        when += dt.timedelta(days=31)


def test_office_names_do_not_carry_the_country(register: Register) -> None:
    for person_id in register.people:
        for term in register.terms_of(person_id):
            if term.country_code is None or term.office_code == "international_organisation_head":
                continue
            name = register.countries[term.country_code].names[0]
            assert not term.office.endswith(f" of {name}"), term


def test_leaders_have_a_gender(register: Register) -> None:
    unknown = [p for p in register.people.values() if p.gender is None]
    assert [p for p in unknown if register.was_leader(p.person_id, None)] == []


def test_codes_are_declared_and_ranked(register: Register) -> None:
    used = {t.office_code for p in register.people for t in register.terms_of(p)}
    assert used <= declared_office_codes()
    assert used == set().union(*OFFICE_RANKS)


def test_countries_are_declared_accounts(register: Register) -> None:
    path = schemas_dir() / "codes" / "accounts.csv"
    if not path.exists():
        pytest.skip("schemas/codes/accounts.csv is not there")
    with path.open(encoding="utf-8", newline="") as file:
        assert set(register.countries) <= {row["code"] for row in csv.DictReader(file)}

"""The reader of the register: dates, folding, speed, and what it refuses."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UsageError
from toolkit.extract.names.register import Register, Term, fold_name


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# ------------------------------------------------------------------ dates and folding


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)))
def test_partial_dates_widen_a_term(when: dt.date) -> None:
    text = when.isoformat()
    for start, end in [(text, text), (text[:7], text[:7]), (text[:4], text[:4]), (text[:4], "")]:
        term = Term("p", "USA", "President", "head_of_state", start, end)
        assert term.covers(when)
        assert term.covers(term.first_day)
        assert not term.covers(term.first_day - dt.timedelta(days=1))
        if end:
            assert term.covers(term.last_day)
            assert not term.covers(term.last_day + dt.timedelta(days=1))
    month = Term("p", "USA", "President", "head_of_state", text[:7], text[:7])
    assert month.first_day.day == 1
    assert (month.last_day + dt.timedelta(days=1)).day == 1


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    folded = fold_name(text)
    assert len(folded) == len(text)
    assert fold_name(folded) == folded


@given(st.text(), st.text())
def test_folding_goes_character_by_character(left: str, right: str) -> None:
    assert fold_name(left + right) == fold_name(left) + fold_name(right)


def test_folding_examples() -> None:
    assert fold_name("Erdoğan İÖ’–‑ß Łęœ") == "erdogan io'--s leo"
    assert fold_name("Gül… 5½") == "gul… 5½"


# ------------------------------------------------------------------ what the reader refuses


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = "person_id,name,family_name,aliases,wikidata_id,gender,country_code\n"
    offices = "person_id,country_code,office,office_code,start,end,source\n"
    files = {
        "people.csv": people + "ada-low,Ada Low,Low,A. Low|Ada B. Low,Q1,female,FRA\n",
        "offices.csv": offices + "ada-low,FRA,President,head_of_state,2001-02,2003,by hand\n",
        "countries.csv": "country_code,names,demonyms,capitals,metonyms,state_media,leader_office\n"
        "FRA,France,French,Paris,,,head_of_government until 2002-01-31|head_of_state\n",
        "titles.csv": "surface,office_codes,gender,country_code\nking,monarch,male,\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_small_register(folder: Path) -> None:
    register = Register.load(folder)
    person = register.people["ada-low"]
    assert person.aliases == ("A. Low", "Ada B. Low")
    assert register.holders("FRA", ["head_of_state"], day("2003-12-31")) == [person]
    assert register.holders("FRA", ["head_of_state"], day("2001-01-31")) == []
    assert register.countries["FRA"].leader_office_on(day("2002-01-31")) == "head_of_government"
    assert register.countries["FRA"].leader_office_on(day("2002-02-01")) == "head_of_state"


REFUSED = [
    ("people.csv", "Ada B. Low,Q1", "Ada B. Low,1", "no Wikidata item"),
    ("people.csv", "female,FRA", "woman,FRA", "unknown gender"),
    ("people.csv", "female,FRA", "female,FRX", "unknown country"),
    ("people.csv", "ada-low,Ada Low,Low", "Ada Low,Ada Low,Low", "no identifier"),
    ("people.csv", "Ada Low,Low,", "Ada Low,,", "no name or family_name"),
    ("people.csv", "A. Low|Ada", "A. Low||Ada", "empty or padded part"),
    ("people.csv", "A. Low|Ada B. Low", "A. Low|A. Low", "occurs twice"),
    ("people.csv", "Ada Low,Low", "Ada Low ,Low", "blanks around"),
    ("people.csv", "Ada Low,Low", "Ada Low,Low ", "empty or padded part"),
    ("offices.csv", "President", " President", "no office"),
    ("people.csv", "female,FRA\n", "female\n", "6 cells instead of 7"),
    ("people.csv", "female,FRA\n", 'female,"FRA\n', "not CSV"),
    ("people.csv", "person_id,name", "id,name", "header"),
    ("offices.csv", "ada-low,FRA", "ada-high,FRA", "unknown person"),
    ("offices.csv", "head_of_state", "head_of_ship", "unknown office code"),
    ("offices.csv", "2001-02,2003", "2001-13,2003", "'2001-13' is no date"),
    ("offices.csv", "2001-02,2003", "2001-02,2003-02-30", "'2003-02-30' is no date"),
    ("offices.csv", "2001-02,2003", ",2003", "'' is no date"),
    ("offices.csv", "2001-02,2003", "2001-2,2003", "'2001-2' is no date"),
    ("offices.csv", "2001-02,2003", "2004-02,2003", "ends (2003) before it starts"),
    ("offices.csv", "President", "", "no office"),
    ("offices.csv", "ada-low,FRA", "ada-low,FRX", "unknown country"),
    ("countries.csv", "FRA,France", "France,France", "no country code"),
    ("countries.csv", "FRA,France", "FRA,", "no name"),
    ("countries.csv", "until 2002-01-31", "until 2002-31-01", "'2002-31-01' is no date"),
    ("countries.csv", "|head_of_state", "|head_of_state until 2003", "has an end"),
    ("countries.csv", " until 2002-01-31", "", "has no order"),
    ("titles.csv", "king", "King", "not in lower case"),
    ("titles.csv", "monarch", "", "means no office"),
    ("titles.csv", "male,", "male,FRX", "unknown country"),
]


@pytest.mark.parametrize(("name", "old", "new", "complaint"), REFUSED)
def test_bad_rows_are_refused(folder: Path, name: str, old: str, new: str, complaint: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        Register.load(folder)
    line = 1 if complaint == "header" else 2
    assert complaint in str(caught.value)
    assert f"{name}:{line}: " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["people.csv", "offices.csv", "countries.csv", "titles.csv"])
def test_double_rows_are_refused(folder: Path, name: str) -> None:
    path = folder / name
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header}\n{row}\n{row}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=f"{name}:3: .* twice"):
        Register.load(folder)


def test_one_wikidata_item_belongs_to_one_person(folder: Path) -> None:
    path = folder / "people.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("bo-low,Bo Low,Low,,Q1,male,FRA\n")
    with pytest.raises(UsageError, match=r"people\.csv:3: Q1 also belongs to ada-low"):
        Register.load(folder)


def test_office_codes_can_be_given(folder: Path) -> None:
    codes = {"head_of_state", "head_of_government", "monarch"}
    assert Register.load(folder, codes).people
    with pytest.raises(UsageError, match="unknown office code 'monarch'"):
        Register.load(folder, codes - {"monarch"})


def test_missing_empty_and_garbled_files_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "titles.csv").write_bytes(b"surface,office_codes,gender,country_code\nk\xf6nig,,,\n")
    with pytest.raises(UsageError, match=r"titles\.csv: not UTF-8"):
        Register.load(folder)
    (folder / "titles.csv").write_bytes(b"")
    with pytest.raises(UsageError, match=r"titles\.csv:1: the header differs"):
        Register.load(folder)
    (folder / "titles.csv").unlink()
    with pytest.raises(UsageError, match="the file is missing"):
        Register.load(folder)
    shutil.rmtree(folder)
    with pytest.raises(UsageError, match=r"countries\.csv: the file is missing"):
        Register.load(folder)

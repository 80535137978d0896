"""The loader refuses each kind of damage, and its message names the file and the key."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from declaration_support import SCHEMAS

from toolkit.errors import EXIT_USAGE, UsageError
from toolkit.schema.loader import DeclarationError, load_declaration

Edit = Callable[[Any], None]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the declaration, to be damaged."""
    return Path(shutil.copytree(SCHEMAS, tmp_path / "schemas"))


def edit(path: Path, change: Edit) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def field(data: Any, name: str) -> Any:
    return next(f for f in data["fields"] if f["name"] == name)


def refused(folder: Path) -> DeclarationError:
    with pytest.raises(DeclarationError) as caught:
        load_declaration(folder)
    error = caught.value
    assert isinstance(error, UsageError)
    assert error.exit_code == EXIT_USAGE
    for problem in error.problems:
        assert problem.where.startswith("schemas")
        assert problem.what
        assert problem.hint.endswith((".", ")", "}")) or ":" in problem.hint
        assert "\n" not in str(problem)
    return error


DAMAGES: dict[str, tuple[str, Edit, tuple[str, ...]]] = {
    "unknown key of a table": (
        "calls.json", lambda d: d.update(uniqueKeys=[["call_id"]]),
        ("schemas/calls.json", "uniqueKeys", "unknown key")),
    "unknown key of a field": (
        "calls.json", lambda d: field(d, "called_on").update(format="any"),
        ("schemas/calls.json", "field called_on", "key format", "unknown key")),
    "unknown constraint": (
        "calls.json", lambda d: field(d, "duration_minutes")["constraints"].update(
            exclusiveMinimum=0),
        ("field duration_minutes", "exclusiveMinimum", "unknown key")),
    "unknown key of the package": (
        "package.json", lambda d: d.update(issued="2026-01-01"),
        ("schemas/package.json", "issued", "unknown key")),
    "unknown key of a licence": (
        "package.json", lambda d: d["licenses"][0].update(url="x"),
        ("schemas/package.json", "license", "url")),
    "unknown key of a rule": (
        "rules.json", lambda d: d["rules"][0].update(sql="select 1"),
        ("schemas/rules.json", "sql", "unknown key")),
    "unknown key of a code list": (
        "codes.json", lambda d: d["lists"][0].update(path="x.csv"),
        ("schemas/codes.json", "list accounts", "path")),
    "no title": (
        "people.json", lambda d: d.pop("title"), ("schemas/people.json", "title", "missing")),
    "no title of a field": (
        "people.json", lambda d: field(d, "name").pop("title"),
        ("people.json", "field name", "key title", "missing")),
    "no description of a field": (
        "people.json", lambda d: field(d, "name").pop("description"),
        ("people.json", "field name", "key description", "missing")),
    "no example": (
        "people.json", lambda d: field(d, "gender").pop("example"),
        ("people.json", "field gender", "key example", "missing")),
    "empty description": (
        "people.json", lambda d: d.update(description=""),
        ("people.json", "key description", "empty")),
    "padded title": (
        "people.json", lambda d: d.update(title=" People"),
        ("people.json", "key title", "blanks")),
    "unknown type": (
        "people.json", lambda d: field(d, "name").update(type="text"),
        ("people.json", "field name", "key type", "'text' is not allowed")),
    "unit of nothing": (
        "figures.json", lambda d: field(d, "value").update(unit="1"),
        ("figures.json", "field value", "key unit")),
    "pattern on a number": (
        "figures.json", lambda d: field(d, "value")["constraints"].update(pattern="[0-9]+"),
        ("figures.json", "field value", "key pattern", "cannot have it")),
    "minimum on a string": (
        "people.json", lambda d: field(d, "name")["constraints"].update(minimum=1),
        ("people.json", "field name", "key minimum", "cannot have it")),
    "required is no flag": (
        "people.json", lambda d: field(d, "name")["constraints"].update(required="yes"),
        ("people.json", "field name", "key required", "not true or false")),
    "minimum of another type": (
        "calls.json", lambda d: field(d, "called_on")["constraints"].update(minimum=1876),
        ("calls.json", "field called_on", "key minimum", "YYYY-MM-DD")),
    "minimum above maximum": (
        "calls.json", lambda d: field(d, "duration_minutes")["constraints"].update(minimum=5000),
        ("calls.json", "field duration_minutes", "minimum is above the maximum")),
    "negative minLength": (
        "people.json", lambda d: field(d, "name")["constraints"].update(minLength=-1),
        ("people.json", "field name", "key minLength", "negative")),
    "empty enum": (
        "people.json", lambda d: field(d, "gender")["constraints"].update(enum=[]),
        ("people.json", "field gender", "key enum")),
    "doubled enum": (
        "people.json", lambda d: field(d, "gender")["constraints"].update(enum=["male", "male"]),
        ("people.json", "field gender", "key enum", "twice")),
    "enum of another type": (
        "people.json", lambda d: field(d, "gender")["constraints"].update(enum=["male", 1]),
        ("people.json", "field gender", "key enum", "not a string")),
    "pattern outside the subset": (
        "people.json", lambda d: field(d, "wikidata_id")["constraints"].update(pattern="Q\\d+"),
        ("people.json", "field wikidata_id", "key pattern", "subset", "[0-9]")),
    "example of another type": (
        "articles.json", lambda d: field(d, "characters").update(example="many"),
        ("articles.json", "field characters", "key example", "whole number")),
    "example against its pattern": (
        "people.json", lambda d: field(d, "wikidata_id").update(example="22686"),
        ("people.json", "field wikidata_id", "breaks its own pattern")),
    "example against its enum": (
        "people.json", lambda d: field(d, "gender").update(example="m"),
        ("people.json", "field gender", "breaks its own enum")),
    "example below its minimum": (
        "figures.json", lambda d: field(d, "start_char").update(example="-1"),
        ("figures.json", "field start_char", "breaks its own minimum")),
    "example with too many digits": (
        "figures.json", lambda d: field(d, "value").update(example="0.12345678"),
        ("figures.json", "field value", "key example", "6 after the point")),
    "example that is no text": (
        "figures.json", lambda d: field(d, "value").update(example=145),
        ("figures.json", "field value", "key example", "not a text")),
    "example that is no day": (
        "calls.json", lambda d: field(d, "called_on").update(example="2025-06-31"),
        ("calls.json", "field called_on", "key example", "2025-06-31")),
    "example that is no code": (
        "calls.json", lambda d: field(d, "medium_code").update(example="fax"),
        ("calls.json", "foreign key medium_code", "fax", "media.code")),
    "examples that do not belong together": (
        "participants.json", lambda d: field(d, "person_id").update(example="xi-jinping"),
        ("participants.json", "foreign key person_id", "xi-jinping is not")),
    "column twice": (
        "people.json", lambda d: d["fields"].append(d["fields"][1]),
        ("people.json", "column name stands twice")),
    "no columns": (
        "evidence.json", lambda d: d.update(fields=[], primaryKey=[], foreignKeys=[]),
        ("evidence.json", "no columns")),
    "name with capitals": (
        "people.json", lambda d: field(d, "gender").update(name="Gender"),
        ("people.json", "'Gender' is not a name")),
    "key column that is not there": (
        "people.json", lambda d: d.update(primaryKey=["person"]),
        ("people.json", "primaryKey", "no column person")),
    "key column that may be null": (
        "people.json", lambda d: field(d, "person_id")["constraints"].pop("required"),
        ("people.json", "primaryKey", "person_id may be null")),
    "no key": (
        "people.json", lambda d: d.update(primaryKey=[]), ("people.json", "table has no key")),
    "foreign key to no table": (
        "calls.json", lambda d: d["foreignKeys"][3]["reference"].update(resource="persons"),
        ("calls.json", "foreign key initiator_id", "persons")),
    "foreign key to no column": (
        "calls.json", lambda d: d["foreignKeys"][3]["reference"].update(fields=["id"]),
        ("calls.json", "foreign key initiator_id", "no column people.id")),
    "foreign key from no column": (
        "calls.json", lambda d: d["foreignKeys"][3].update(fields=["caller_id"]),
        ("calls.json", "foreign key caller_id", "no column calls.caller_id")),
    "foreign key to what is no key": (
        "calls.json", lambda d: d["foreignKeys"][3]["reference"].update(fields=["name"]),
        ("calls.json", "foreign key initiator_id", "does not identify a row of people")),
    "foreign key of another type": (
        "calls.json",
        lambda d: d["foreignKeys"].append(
            {"fields": ["duration_minutes"],
             "reference": {"resource": "people", "fields": ["person_id"]}}),
        ("calls.json", "foreign key duration_minutes", "is number, people.person_id is string")),
    "foreign key with sides of two lengths": (
        "calls.json", lambda d: d["foreignKeys"][3]["reference"].update(fields=["a", "b"]),
        ("calls.json", "not as many")),
    "foreign key without resource": (
        "calls.json", lambda d: d["foreignKeys"][3]["reference"].pop("resource"),
        ("calls.json", "key resource", "missing")),
    "moment that is none": (
        "package.json", lambda d: d.update(created="2026-11-22"),
        ("package.json", "key created", "no moment", "UTC")),
    "table before what it refers to": (
        "package.json", lambda d: d["tables"].insert(0, d["tables"].pop(2)),
        ("calls.json", "foreign key initiator_id", "listed before calls")),
    "table listed twice": (
        "package.json", lambda d: d["tables"].append("calls"),
        ("package.json", "key tables", "twice")),
    "table without a file": (
        "package.json", lambda d: d["tables"].append("visits"),
        ("schemas/visits.json", "file is missing")),
    "file without a table": (
        "package.json", lambda d: d["tables"].remove("evidence"),
        ("schemas/evidence.json", "no table of that name")),
    "other missing values": (
        "people.json", lambda d: d.update(missingValues=["", "NA"]),
        ("people.json", "missingValues")),
    "a day not called so": (
        "package.json", lambda d: d["naming"][1].update(suffix="_name"),
        ("quotes.json", "field speaker_name", "_name", "of type date")),
    "an offset without minimum": (
        "quotes.json", lambda d: field(d, "start_char")["constraints"].pop("minimum"),
        ("quotes.json", "field start_char", "_char", "minimum of 0")),
    "an offset without unit": (
        "quotes.json", lambda d: field(d, "start_char").pop("unit"),
        ("quotes.json", "field start_char", "unit must be code point")),
    "a code without list": (
        "quotes.json", lambda d: d["foreignKeys"].pop(),
        ("quotes.json", "field kind_code", "foreign key to a code list")),
    "contributor without title": (
        "package.json", lambda d: d["contributors"][0].pop("title"),
        ("package.json", "contributor", "key title")),
    "keywords that are no texts": (
        "package.json", lambda d: d.update(keywords=[1]),
        ("package.json", "key keywords", "list of texts")),
    "fields that are no objects": (
        "people.json", lambda d: d.update(fields=["person_id"]),
        ("people.json", "key fields", "not an object")),
    "a key of two columns for code lists": (
        "codes.json", lambda d: d.update(primaryKey=["code", "label"]),
        ("codes.json", "primaryKey", "not one column")),
    "a list declared twice": (
        "codes.json", lambda d: d["lists"].append(d["lists"][1]),
        ("codes.json", "call_statuses is listed twice")),
    "a list without a file": (
        "codes.json", lambda d: d["lists"].append(
            {"name": "moods", "title": "Moods", "description": "How it went."}),
        ("schemas/codes/moods.csv", "file is missing")),
    "a file without a list": (
        "codes.json", lambda d: d["lists"].pop(), ("schemas/codes/units.csv", "no list")),
    "a list called like a table": (
        "codes.json", lambda d: d["lists"][0].update(name="people"),
        ("schemas", "people")),
    "a rule on no table": (
        "rules.json", lambda d: d["rules"][0].update(table="visits"),
        ("rules.json", "key table", "no table visits")),
    "a rule of no severity": (
        "rules.json", lambda d: d["rules"][0].update(severity="fatal"),
        ("rules.json", "key severity", "'fatal'", "error, warning")),
    "a rule without hint": (
        "rules.json", lambda d: d["rules"][0].pop("hint"), ("rules.json", "key hint", "missing")),
    "a rule declared twice": (
        "rules.json", lambda d: d["rules"].append(d["rules"][0]),
        ("rules.json", "key code", "twice")),
    "a rule without a query": (
        "rules.json", lambda d: d["rules"][0].update(code="new-rule"),
        ("schemas/rules/new-rule.sql", "file is missing")),
    "a query without a rule": (
        "rules.json", lambda d: d["rules"].pop(), ("schemas/rules/", "no rule of that name")),
    "a rule with a bad code": (
        "rules.json", lambda d: d["rules"][0].update(code="New Rule"),
        ("rules.json", "key code", "'New Rule'")),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_refused_with_file_and_key(name: str, copy: Path) -> None:
    file, change, words = DAMAGES[name]
    edit(copy / file, change)
    messages = [str(problem) for problem in refused(copy).problems]
    assert any(all(word in message for word in words) for message in messages), messages


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


TEXT_DAMAGES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "not JSON": ("people.json", "{", "{,", ("schemas/people.json:1", "not JSON")),
    "a key twice": (
        "people.json", '"title": "People"', '"title": "People", "title": "Folk"',
        ("people.json", "'title' stands twice")),
    "not a number": (
        "calls.json", '"maximum": 1440', '"maximum": NaN', ("calls.json", "NaN")),
    "codes out of order": (
        "codes/roles.csv", "party,", "zparty,", ("schemas/codes/roles.csv", "recipient follows")),
    "a code twice": (
        "codes/roles.csv", "caller,Caller", "aide,Caller", ("roles.csv", "aide follows aide")),
    "a label twice": (
        "codes/roles.csv", "caller,Caller", "caller,Aide", ("roles.csv", "label", "Aide", "twice")),
    "no definition": (
        "codes/media.csv", "telephone,Telephone,", "telephone,Telephone,\nx,X,",
        ("media.csv", "column definition", "required")),
    "a row too short": (
        "codes/roles.csv", "caller,Caller,", "caller,", ("roles.csv:3", "2 cells instead of 3")),
    "a blank line": ("codes/roles.csv", "caller,", "\ncaller,", ("roles.csv:3", "0 cells")),
    "another column": (
        "codes/roles.csv", "code,label,definition", "code,label,text", ("roles.csv:1", "columns")),
    "a column twice": (
        "codes/roles.csv", "code,label,definition", "code,label,label", ("roles.csv:1",)),
    "a padded label": (
        "codes/roles.csv", "caller,Caller,", "caller,Caller ,", ("roles.csv:3", "blanks")),
    "a code with a blank": (
        "codes/roles.csv", "caller,Caller", "c aller,Caller", ("roles.csv", "pattern")),
    "a factor that is no number": (
        "codes/units.csv", "time,3600\n", "time,an hour\n", ("units.csv", "factor", "an hour")),
    "an open quotation mark": (
        "codes/roles.csv", "caller,Caller,", 'caller,"Caller,', ("roles.csv", "not CSV")),
    "no such broader code": (
        "codes/topic_codes.csv", ",economy_finance,", ",economics,",
        ("topic_codes.csv", "column broader", "no code economics")),
    "a query with two statements": (
        "rules/article-length.sql", "select", "select 1; select", ("article-length.sql", "one")),
    "a query without an end": (
        "rules/article-length.sql", ";", "", ("article-length.sql", "semicolon")),
    "a view without comment": (
        "views.sql", "-- One row for each piece of evidence", "create table x (a int);\n-- x",
        ("schemas/views.sql:", "not a view")),
    "a view without end": (
        "views.sql", "from runs\njoin articles using (article_id)\ngroup by",
        "from runs;\njoin articles using (article_id)\ngroup by", ("schemas/views.sql:",)),
    "a view called like a table": (
        "views.sql", "create view statements as", "create view quotes as",
        ("views.sql", "quotes is a table")),
    "a view twice": (
        "views.sql", "create view statements as", "create view conflicts as",
        ("views.sql", "conflicts stands twice")),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXT_DAMAGES)
def test_damaged_text_is_refused_with_file_and_place(name: str, copy: Path) -> None:
    file, old, new, words = TEXT_DAMAGES[name]
    replace(copy / file, old, new)
    messages = [str(problem) for problem in refused(copy).problems]
    assert any(all(word in message for word in words) for message in messages), messages


def test_circle_of_broader_codes_is_refused(copy: Path) -> None:
    text = "code,label,broader,definition,iptc\na,A,b,Is in b.,\nb,B,a,Is in a.,medtop:20000001\n"
    (copy / "codes" / "topic_codes.csv").write_text(text, encoding="utf-8")
    edit(copy / "topics.json", lambda d: field(d, "topic_code").update(example="a"))
    messages = [str(problem) for problem in refused(copy).problems]
    assert len(messages) == 2
    assert all("comes back to itself" in message for message in messages)


@pytest.mark.parametrize("file", ["package.json", "codes.json", "rules.json", "views.sql"])
def test_missing_file_is_refused(file: str, copy: Path) -> None:
    (copy / file).unlink()
    assert f"schemas/{file}: the file is missing" in str(refused(copy))


def test_file_that_is_not_utf8_is_refused(copy: Path) -> None:
    (copy / "codes" / "roles.csv").write_bytes(b"code,label,definition\na,\xff,x\n")
    assert "roles.csv: byte 24 is not UTF-8" in str(refused(copy))


def test_json_that_is_no_object_is_refused(copy: Path) -> None:
    (copy / "people.json").write_text("[]", encoding="utf-8")
    assert "schemas/people.json: not a JSON object" in str(refused(copy))


def test_no_such_folder() -> None:
    with pytest.raises(UsageError, match="no such folder"):
        load_declaration(Path("nowhere"))


def test_all_problems_are_told_at_once(copy: Path) -> None:
    edit(copy / "people.json", lambda d: field(d, "name").pop("example"))
    edit(copy / "calls.json", lambda d: d.pop("title"))
    edit(copy / "rules.json", lambda d: d["rules"][0].pop("hint"))
    lines = str(refused(copy)).split("\n")
    assert len(lines) == 3
    assert [line.split(",")[0] for line in lines] == [
        "schemas/people.json",
        "schemas/calls.json",
        "schemas/rules.json",
    ]

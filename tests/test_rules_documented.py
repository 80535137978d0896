"""Every rule that published evidence can name says what it reads and is shown by examples."""

from __future__ import annotations

import ast
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from seed_support import ROOT

from toolkit.articles.read import read_articles, read_data
from toolkit.extract.attribution import rules as attribution_rules
from toolkit.extract.calls.rules.every import RULES as CALL_RULES
from toolkit.extract.lexicons import table
from toolkit.extract.model import Row
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import extract_article
from toolkit.view.rules import sentence

EXTRACT = ROOT / "toolkit" / "extract"
ARTICLES = ROOT / "tests" / "data" / "articles"
DETAILS = table("call_detail_rules")
TOPICS = table("topic_rules")
TOPIC_DAY = dt.date(2024, 5, 15)
# Which argument of which value holds the name of a rule.
RULE_ARGUMENT = {"Claim": -1, "DateClaim": 2, "Content": 4, "_length": 2}


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be: a literal, or either side of "a if b else c"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def named_in(folder: str) -> set[str]:
    """The names of rules that the modules of a folder write into claims."""
    names: set[str] = set()
    for path in (EXTRACT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            number = RULE_ARGUMENT.get(node.func.id)
            arguments = [node.args[number]] if number is not None and node.args else []
            arguments += [k.value for k in node.keywords if k.arg == "rule"]
            for argument in arguments:
                names.update(literals(argument))
    return names


def words_of_participants() -> set[str]:
    """The rules of `participants`: the second of each pair of a span and a rule."""
    tree = ast.parse((EXTRACT / "calls" / "participants.py").read_text("utf-8"))
    return {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple) and len(node.elts) == 2
        if isinstance(node.elts[0], ast.Tuple)
        for name in literals(node.elts[1])
    }


def read_by_dates() -> set[str]:
    """The rules of `dates`: the last of each reading, or what is kept under the name ``rule``."""
    names: set[str] = set()
    for path in (EXTRACT / "dates").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Tuple) and len(node.elts) >= 4:
                names.update(n for n in literals(node.elts[-1]) if n.islower() and len(n) > 3)
            elif isinstance(node, ast.Assign):
                names.update(kept_as_rule(node))
    return names


def kept_as_rule(node: ast.Assign) -> Iterator[str]:
    """The texts that an assignment gives to the name ``rule``, alone or beside another name."""
    target = node.targets[0]
    if isinstance(target, ast.Name) and target.id == "rule":
        yield from literals(node.value)
    elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
        for name, value in zip(target.elts, node.value.elts, strict=False):
            if isinstance(name, ast.Name) and name.id == "rule":
                yield from literals(value)


def rows(text: str, published_on: str | dt.date | None) -> dict[str, list[Row]]:
    day = dt.date.fromisoformat(published_on) if isinstance(published_on, str) else published_on
    paragraphs = ["Two leaders speak of many things", *text.split(" / ")]
    (article,) = read_data("\n\n".join(paragraphs).encode(), published_on=day)
    return extract_article(article, default_register()).tables


def evidence(tables: dict[str, list[Row]], name: str, field: str, rule: str) -> list[str]:
    """The values of a field that a rule gave, alone or as the first part of a rule of two."""
    return [
        str(row["value"])
        for row in tables["evidence"]
        if row["table_name"] == name and row["field_name"] == field
        if row["rule"].split(".")[0] == rule
    ]


def test_every_rule_that_a_claim_about_a_call_can_name_is_documented() -> None:
    documented = {row["rule"] for row in DETAILS} | {rule.name for rule in CALL_RULES}
    dates = {row["rule"] for row in table("date_rules")}
    emitted = named_in("calls") | words_of_participants()
    assert len(emitted) > 12
    assert emitted <= documented | {name.replace("-", "_") for name in dates} | {"same-day"}
    assert {row["rule"] for row in DETAILS} <= emitted


def test_every_rule_that_reads_a_topic_is_documented() -> None:
    emitted = named_in("topics")
    assert len(emitted) > 10
    assert emitted == {row["rule"] for row in TOPICS}


def test_every_rule_that_reads_a_date_is_documented() -> None:
    emitted = read_by_dates()
    documented = {row["rule"] for row in table("date_rules")}
    assert len(emitted) > 15
    assert {name for name in emitted if "_" in name or name in documented} <= documented


def test_every_rule_says_what_it_reads() -> None:
    for row in DETAILS:
        assert sentence(row["table"], row["rule"]), row["rule"]
    for rule in CALL_RULES:
        assert sentence("calls", rule.name), rule.name
        assert sentence("participants", rule.name), rule.name
    for row in TOPICS:
        assert sentence("topics", row["rule"]), row["rule"]
    for row in table("figure_rules"):
        assert sentence("figures", row["rule"].replace("_", "-")), row["rule"]
    for said in attribution_rules.RULES:
        assert sentence("quotes", said.name), said.name
    assert sentence("calls", "no-such-rule") is None


@pytest.mark.parametrize("row", DETAILS, ids=lambda row: row["rule"])
def test_detail_rule_reads_its_example_and_not_its_counter_example(row: dict[str, str]) -> None:
    day = row["published_on"] or None
    where = row["table"], row["field"], row["rule"]
    found = evidence(rows(row["example"], day), *where)
    assert row["value"] in [value.removesuffix(".00") for value in found]
    assert evidence(rows(row["counter"], day), *where) == []


@pytest.mark.parametrize("row", TOPICS, ids=lambda row: row["rule"])
def test_topic_rule_reads_its_example_and_not_its_counter_example(row: dict[str, str]) -> None:
    read = rows(row["example"], TOPIC_DAY)
    assert (row["topic"], row["account"]) in {
        (t["topic_code"], t["account_code"]) for t in read["topics"]
    }
    assert row["topic"] in evidence(read, "topics", "topic_code", row["rule"])
    counter = evidence(rows(row["counter"], TOPIC_DAY), "topics", "topic_code", row["rule"])
    assert row["topic"] not in counter


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.md")), ids=lambda path: path.stem)
def test_what_extraction_emits_says_what_it_reads(path: Path) -> None:
    for article in read_articles(path):
        tables = extract_article(article, default_register()).tables
        named = {(row["table_name"], row["rule"]) for row in tables["evidence"]}
        named |= {(name, row["rule"]) for name in ("quotes", "figures") for row in tables[name]}
        silent = sorted((t, r) for t, r in named if r is not None and sentence(t, r) is None)
        assert silent == [], json.dumps(silent)

"""Every rule of attribution reads its own positive example and leaves its negative one alone."""

from __future__ import annotations

import pytest

from tests.quote_documents import document
from toolkit.articles.model import BlockKind
from toolkit.extract.attribution.find import find_attributions
from toolkit.extract.attribution.rules import RULES, Rule
from toolkit.extract.model import Document


def _document(rule: Rule, text: str) -> Document:
    return document(text, BlockKind.HEADLINE if rule.headline else BlockKind.PROSE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_reads_its_positive_example(rule: Rule) -> None:
    doc = _document(rule, rule.positive)
    read = [a for a in find_attributions(doc) if a.rule == rule.name]
    assert read, [a.rule for a in find_attributions(doc)]
    source = read[0].source
    assert (doc.text[source.start : source.end] if source else "") == rule.speaker


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_leaves_its_negative_example(rule: Rule) -> None:
    found = find_attributions(_document(rule, rule.negative))
    assert rule.name not in [a.rule for a in found]


def test_rules_have_distinct_names_and_say_what_they_read() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.reads.endswith((".", "?", "”")) and len(rule.reads) > 20 for rule in RULES)

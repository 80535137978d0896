"""Each topic rule with sentences that it must read and sentences that it must leave alone."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet
from topic_documents import found

from toolkit.extract.topics.rules.account import whole_account
from toolkit.extract.topics.rules.frames import RULES

READS = {
    "discussed": [
        (
            "<two|The two leaders> discussed fisheries.",
            "agriculture PRESS",
        ),
        (
            "The call touched on migration.",
            "migration PRESS",
        ),
        (
            "<ministry|The ministry> said <two> discussed visas.",
            "tourism_visas NOR",
        ),
        (
            "<berg> said the call had not touched on anything beyond trade, including Venezuela.",
            "trade NOR, venezuela NOR not_discussed",
        ),
        (
            "The Nile dam was not discussed in the call, <palace> said.",
            "water CHL not_discussed",
        ),
    ],
    "to_discuss": [
        (
            "<ruiz> spoke by phone with <berg> to discuss lithium.",
            "rare_earths PRESS",
        ),
        (
            "<two|The two leaders> did not discuss sanctions.",
            "sanctions PRESS not_discussed",
        ),
    ],
    "spoke_about": [
        (
            "<ruiz> talked by phone with <berg> on Tuesday about satellites.",
            "space PRESS",
        ),
        (
            "<berg> telephoned <ruiz> over the earthquake.",
            "natural_disasters PRESS",
        ),
    ],
    "raised": [
        (
            "Tariffs came up during the call.",
            "tariffs PRESS",
        ),
        (
            "Tariffs did not come up in the call, <palace> said.",
            "tariffs CHL not_discussed",
        ),
    ],
    "told": [
        (
            "<ruiz> told <berg> that salmon needs free trade.",
            "trade PRESS",
        ),
        (
            "<berg> congratulated <ruiz> on her victory.",
            "condolences_congratulations PRESS",
        ),
        (
            "<officials> said <berg> had warned <ruiz> about piracy.",
            "maritime_security NOR",
        ),
        (
            "<ruiz> urged her Norwegian counterpart to lift visas.",
            "tourism_visas PRESS",
        ),
    ],
    "stressed": [
        (
            "<media> said <ruiz> had called for a ceasefire.",
            "ceasefire CHL",
        ),
        (
            "<berg> stressed the climate during the call.",
            "climate PRESS",
        ),
    ],
    "said": [
        (
            "<berg> said in the call that whaling needs a new trade agreement.",
            "trade PRESS",
        ),
    ],
    "agreed": [
        (
            "In the call, <two> agreed to fight cyberattacks.",
            "cybersecurity PRESS",
        ),
        (
            "They agreed in the call to fight hackers, both governments said.",
            "cybersecurity CHL, cybersecurity NOR",
        ),
    ],
    "invited": [
        (
            "<ruiz> invited <berg> to visit, <palace> said.",
            "state_visit CHL",
        ),
        (
            "<berg> said he had accepted an invitation from <ruiz>.",
            "state_visit NOR",
        ),
    ],
    "mentioned": [
        (
            "<palace|La Moneda>'s readout of the call made no mention of oil.",
            "energy CHL omitted",
        ),
        (
            "<berg> did not mention oil in his summary.",
            "energy NOR omitted",
        ),
        (
            "Neither side mentioned oil in its statement.",
            "energy CHL omitted, energy NOR omitted",
        ),
    ],
    "omitted": [
        (
            "<palace|La Moneda>'s account of the call left out the coup.",
            "coups CHL omitted",
        ),
    ],
    "omitted_before": [
        (
            "The coup was missing from <ministry>'s statement.",
            "coups NOR omitted",
        ),
    ],
    "avoided": [
        (
            "<two|The two leaders> steered clear of human rights.",
            "human_rights PRESS not_discussed",
        ),
    ],
    "courtesy": [
        (
            "<ruiz> took a congratulatory call from <berg>.",
            "condolences_congratulations PRESS",
        ),
    ],
    "whole_account": [
        (
            "<ministry>, in its readout of the call, said a pipeline was near.",
            "energy NOR",
        ),
    ],
}

LEAVES = {
    "discussed": [
        "The committee discussed fisheries with farmers.",
        "<two|The two leaders> discussed fisheries at their meeting in Lima.",
        "<two|The two leaders> are expected to have discussed fisheries.",
        "<palace> did not say whether fisheries were discussed in the call.",
        "<berg> spoke about sanctions at a rally.",
        "“They discussed fisheries in the call,” said <scholar>, a professor in Oslo.",
    ],
    "to_discuss": [
        "<two|The two leaders> will discuss fisheries next week.",
        "<berg> plans to discuss fisheries with <okoro>.",
    ],
    "spoke_about": [
        "<ruiz> spoke with farmers on Monday about beef.",
        "<berg> spoke with <ruiz> as he is about to launch a satellite.",
    ],
    "raised": ["Tariffs came up in parliament.", "Tariffs could come up in the call."],
    "told": [
        "<berg> told <okoro> that salmon needs free trade.",
        "<berg> told lawmakers that salmon needs free trade.",
        "<scholar> told <berg> that salmon needs free trade.",
    ],
    "stressed": [
        "<berg> stressed the climate in an interview.",
        "<okoro> stressed the climate during the call.",
    ],
    "said": ["<berg> said on Twitter that whaling needs a trade agreement."],
    "agreed": [
        "<ruiz> phoned <berg>, and <two|their> governments agreed to hold talks on trade.",
        "<norway> and <chile> agreed to fight cyberattacks.",
        "Officials of both sides agreed at a meeting to fight cyberattacks.",
        "<berg> would take a call only if <ruiz> agreed to fight cyberattacks.",
        "<ruiz> accepted a call from <berg> after the sanctions.",
    ],
    "invited": ["<berg> invited <okoro> to visit.", "<berg> was invited to visit."],
    "mentioned": ["The poll made no mention of oil.", "<palace> mentioned nothing else."],
    "omitted": ["The editor left out the coup."],
    "omitted_before": ["The coup was missing from the film."],
    "avoided": ["The company avoided sanctions."],
    "courtesy": ["<ruiz> expects a congratulatory card from <berg>."],
    "whole_account": [
        "<ministry|The Foreign Ministry> said a new pipeline was near.",
        "<ministry|The Foreign Ministry> said <berg> would open a pipeline next week.",
    ],
}


Finds = set[tuple[str, ...]]


def _expected(words: str) -> Finds:
    """ "trade NOR, energy CHL omitted": topic, account and status ("discussed" where none)."""
    finds = [tuple(find.split()) for find in words.split(", ") if find]
    return {f if len(f) == 3 else (*f, "discussed") for f in finds}


def _cases(table: dict[str, list[tuple[str, str]]]) -> list[ParameterSet]:
    return [
        pytest.param(*case, id=f"{rule}-{number}")
        for rule, cases in table.items()
        for number, case in enumerate(cases)
    ]


def test_every_rule_is_named_described_and_shown() -> None:
    rules = {rule.__name__: rule for rule in (*RULES.values(), whole_account)}
    assert set(READS) == set(LEAVES) == set(rules)
    assert all(rule.__doc__ for rule in rules.values())


@pytest.mark.parametrize(("sentence", "expected"), _cases(READS))
def test_reads(sentence: str, expected: str) -> None:
    assert found(sentence) == _expected(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"), _cases({r: [(s, "") for s in c] for r, c in LEAVES.items()})
)
def test_leaves_alone(sentence: str, expected: str) -> None:
    assert found(sentence) == _expected(expected)

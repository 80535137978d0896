"""The digests of the seed articles: their front matter, their own words, and what is read of them.

The comparisons need the received articles beside the checkout and skip where they are missing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from seed_support import DIGESTS, RECEIVED, front_matter, needs_received, read_gold
from seed_support import score_seeds as seeds
from seed_support import seed_matching as matching

LONGEST_RUN = 8
"""Words in a row that a digest may share with an article outside quotation marks."""

PATHS = sorted(DIGESTS.glob("*.md"))
QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")


def words(text: str) -> list[str]:
    """Letters and digits only, lower case, so that marks make no difference."""
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    tokens = words(text)
    for i in range(len(tokens) - LONGEST_RUN):
        yield tuple(tokens[i : i + LONGEST_RUN + 1])


def own_words(prose: str) -> list[str]:
    """The stretches of a digest between its quotations."""
    return QUOTED.sub("¶", prose).split("¶")


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_digest_is_named_by_its_identifier_and_day(path: Path) -> None:
    keys, prose = front_matter(path)
    assert keys["article_id"] == path.stem
    assert dt.date.fromisoformat(keys["published_on"]).isoformat() in path.stem
    assert keys["rights"] == "CC-BY-4.0"
    assert prose.startswith("\n")
    assert prose.endswith((".\n", "”\n"))


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_quotation_marks_of_a_digest_are_closed(path: Path) -> None:
    for paragraph in front_matter(path)[1].split("\n\n"):
        rest = QUOTED.sub("", paragraph)
        assert not set("“”\"") & set(rest), paragraph  # fmt: skip


@pytest.fixture(scope="module")
def received() -> dict[str, Path]:
    """Received articles by the SHA-256 of their bytes."""
    return {sha: RECEIVED / name for sha, name in seeds.received_names(RECEIVED).items()}


@needs_received
@pytest.mark.shared
def test_every_received_article_has_one_digest(received: dict[str, Path]) -> None:
    hashes = [front_matter(p)[0].get("received_sha256") for p in PATHS]
    assert sorted(h for h in hashes if h) == sorted(received)


@needs_received
@pytest.mark.shared
@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_front_matter_agrees_with_the_received_file(path: Path, received: dict[str, Path]) -> None:
    keys, _ = front_matter(path)
    source = received[keys["received_sha256"]]
    assert hashlib.sha256(source.read_bytes()).hexdigest() == keys["received_sha256"]
    assert len(source.read_bytes().decode("utf-8")) == int(keys["received_characters"])
    assert read_gold()[source.name]["published_on"] == keys["published_on"]


@needs_received
@pytest.mark.shared
@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_digest_is_in_our_own_words(path: Path) -> None:
    known: dict[tuple[str, ...], str] = {}
    for source in sorted(RECEIVED.glob("*.txt")):
        text = re.sub(r"<[^<>]*>", " ", source.read_text(encoding="utf-8"))
        known |= dict.fromkeys(runs(text), source.name)
    carried = [
        f"{' '.join(run)} ({known[run]})"
        for stretch in own_words(front_matter(path)[1])
        for run in runs(stretch)
        if run in known
    ]
    assert not carried


def head_noun(counted: str | None) -> str | None:
    """The last word of what is counted, without a plural ending."""
    return counted.split()[-1].lower().removesuffix("s") if counted else None


def call_lines(found: matching.Extracted) -> Iterator[str]:
    for c in found.rows("calls"):
        names = sorted(
            f"{found.name(p['person_id'])} ({p['country_code']}, {p['role_code']})"
            for p in found.rows("participants")
            if p["call_id"] == c["call_id"]
        )
        fields = [c["called_on"], c["date_precision"], c["status_code"], c["medium_code"]]
        fields += [c["initiator_id"], matching.number(c["duration_minutes"])]
        fields += [c["duration_qualifier"], c["focus_code"]]
        yield f"call {c['call_id']}: {', '.join(map(str, fields))}; {'; '.join(names)}"


def topic_lines(found: matching.Extracted) -> Iterator[str]:
    for t in found.rows("topics"):
        yield (f"topic {t['call_id']}: {t['account_code']} {t['topic_code']} {t['status_code']}")


def quote_lines(found: matching.Extracted) -> Iterator[str]:
    for q in found.rows("quotes"):
        if q["kind_code"] != "indirect":
            speaker = " ".join(matching.name_words(matching.speaker_of(q, found)))
            yield f"quotation ({speaker}): {matching.fold(q['content'])}"


def figure_lines(found: matching.Extracted) -> Iterator[str]:
    for f in found.rows("figures"):
        value, most = matching.number(f["value"]), matching.number(f["value_max"])
        yield (
            f"figure {value}{'' if most is None else f' to {most}'} {f['unit_code']}"
            f" {f['qualifier_code']} of {head_noun(f['counted'])}"
        )


TABLES = {
    "calls": call_lines,
    "topics": topic_lines,
    "quotes": quote_lines,
    "figures": figure_lines,
}


def differences(digest: Iterable[str], article: Iterable[str]) -> list[str]:
    """Lines that only one of the two has, as often as it has them more."""
    one, other = Counter(digest), Counter(article)
    return [f"only in the digest:  {line}" for line in sorted((one - other).elements())] + [
        f"only in the article: {line}" for line in sorted((other - one).elements())
    ]


@pytest.fixture(scope="module")
def both_readings() -> tuple[dict[str, Any], dict[str, Any]]:
    """Rows of the digests and of the received articles, by the received file's name."""
    gold, names = read_gold(), seeds.received_names(RECEIVED)
    digests = seeds.by_gold_key(seeds.run_extract(PATHS), names)
    articles = seeds.extract([RECEIVED / name for name in gold], gold, names)
    return digests, seeds.by_gold_key(articles, names)


@needs_received
@pytest.mark.shared
@pytest.mark.parametrize("table", TABLES)
def test_digests_and_received_articles_are_read_alike(
    table: str, both_readings: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    digests, articles = both_readings
    assert set(digests) == set(articles) == set(read_gold())
    lines = TABLES[table]
    found = {
        name: differences(lines(digests[name]), lines(articles[name])) for name in sorted(digests)
    }
    report = "\n".join(f"{name[:12]} {line}" for name, ls in found.items() for line in ls)
    assert not report, f"\n{report}"
    assert any(list(lines(d)) for d in digests.values()), f"no {table} were read at all"

#!/usr/bin/env python3
"""Score the rows of ``readout extract --format jsonl`` against the gold of the seed articles.

    score_seeds.py GOLD PATH...            extract from the paths, then score
    score_seeds.py GOLD --rows rows.jsonl  score rows that were extracted before
    ... [--received DIR] [--topics CSV] [--json]

GOLD is a JSON object keyed by the file name of a received article. Rows are matched to it by
``received_sha256`` of their ``articles`` row: the hash of the received file, for the file itself as
for a digest of it. DIR (by default the gold's folder) holds the received files. Exit code 0 when
all goals are met, 1 when one is missed, 2 when it cannot be scored. Standard library only.

Rules
* Optional items are neither rewarded nor punished.
* A main call is the one with its participants and, where several have them, its date. Its date,
  date precision, participants, initiator and duration must be exact; null means unknown.
* A background call is found when its participants are and its date is: a gold date without a day
  or without a value agrees with every date inside it.
* Quotations are compared one to one by wording: case, white space, typographic marks and
  punctuation at the end are folded. Indirect speech is not compared.
* Two names are one speaker when both are one person (`same_person`: the words of one stand in the
  other, or last names and first initials are equal), or one organisation (`same_organisation`: at
  least two words in common, and at least half of the words of the shorter name; "of", "the", a
  possessive "'s" and the like do not count).
* Figures need an equal value in an equal unit (times are converted; a count is a count whatever
  is counted). A gold figure that ``why`` places in a teaser list must not be found.
* Topics: a pair (call, side) has the codes with status ``discussed`` whose account is one of the
  call's countries; the article's own voice is not compared. The gold's codes are a minimum: a code
  that the gold never uses counts as the nearest broader one that it does use, and where there is
  none, it is listed but not counted. ``exact codes`` shows the score without that rule.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from seed_matching import (
    Extracted,
    Row,
    Topics,
    date_agrees,
    figure_key,
    fold,
    number,
    others,
    read_broader,
    same_person,
    same_speaker,
    speaker_of,
)
from seed_report import MAIN_FIELDS, Result, as_json, goals, report

ROOT = Path(__file__).resolve().parents[1]


def call_fields(gold: Mapping[str, Any], call: Row, found: Extracted) -> dict[str, tuple[str, str]]:
    """For each compared field of a call, what the gold has and what was found, as text."""

    def show(value: Any) -> str:
        return "-" if value is None else str(value)

    initiator = found.name(call.get("initiator_id"))
    wanted = gold.get("initiator")
    if wanted and same_person(wanted, initiator):
        initiator = wanted
    names, got = gold["participants"], found.participants(call["call_id"])
    minutes, duration = number(gold.get("duration_minutes")), number(call.get("duration_minutes"))
    medium = {"phone": "telephone"}.get(gold.get("medium", ""), gold.get("medium"))
    return {
        "date": (show(gold.get("date")), show(call.get("called_on"))),
        "precision": (show(gold.get("date_precision")), show(call.get("date_precision"))),
        "participants": (
            " + ".join(names),
            " + ".join(names if others(names, got) == [] else got),
        ),
        "initiator": (show(wanted), show(initiator)),
        "duration": (show(minutes), show(duration)),
        "status": ("held" if gold.get("held", True) else "refused", show(call.get("status_code"))),
        "medium": (show(medium), show(call.get("medium_code"))),
        "focus": ("main" if gold.get("primary") else "background", show(call.get("focus_code"))),
    }


def both(gold: str, found: str, main: bool) -> str:
    """What was found, and the gold beside it where that has something else."""
    unsaid = gold == "-" and not main
    return found if unsaid or found.startswith(gold) else f"{found} (gold {gold})"


def pair_calls(gold_calls: Sequence[Mapping[str, Any]], found: Extracted) -> dict[int, Row]:
    """One found call for each gold call that has one; main calls choose first, dates decide."""
    left = list(found.rows("calls"))
    pairs: dict[int, Row] = {}
    order = sorted(range(len(gold_calls)), key=lambda i: not gold_calls[i].get("primary"))
    for i in order:
        gold = gold_calls[i]
        fitting = [
            c
            for c in left
            if others(gold["participants"], found.participants(c["call_id"])) is not None
            and (gold.get("primary") or date_agrees(gold, c))
        ]
        if not fitting:
            continue
        best = max(
            fitting,
            key=lambda c: (
                others(gold["participants"], found.participants(c["call_id"])) == [],
                bool(gold.get("date")) and c.get("called_on") == gold["date"],
                (c.get("focus_code") == "main") == bool(gold.get("primary")),
            ),
        )
        pairs[i] = best
        left.remove(best)
    return pairs


def score_calls(gold: Mapping[str, Any], found: Extracted, result: Result) -> dict[int, Row]:
    """Score the calls of an article and return the pairs of gold call and found call."""
    pairs = pair_calls(gold["calls"], found)
    for i, wanted in enumerate(gold["calls"]):
        kind = "main calls" if wanted.get("primary") else "background calls"
        title = f"{kind[:-1]} {wanted.get('date')} {' + '.join(wanted['participants'])}"
        required = not wanted.get("optional")
        result.counts[f"{kind} gold"] += required
        if i not in pairs:
            if required:
                result.misses.append(title)
            continue
        fields = call_fields(wanted, pairs[i], found)
        wrong = [f for f in MAIN_FIELDS if fields[f][0] != fields[f][1]]
        main = bool(wanted.get("primary"))
        shown = {f: both(g, p, main) for f, (g, p) in fields.items()}
        result.calls.append({"call": title} | shown)
        right = not (wrong and main)
        result.counts[f"{kind} right"] += required and right
        if not right:
            result.misses.append(f"{title}: {', '.join(wrong)}")
    used = {c["call_id"] for c in pairs.values()}
    result.false += [
        f"call {c['call_id']} ({c.get('status_code')}, {c.get('focus_code')})"
        for c in found.rows("calls")
        if c["call_id"] not in used
    ]
    return pairs


def score_quotes(gold: Mapping[str, Any], found: Extracted, result: Result) -> None:
    """Score wording and speakers of the quotations."""
    left = [q for q in found.rows("quotes") if q.get("kind_code") != "indirect"]
    for wanted in sorted(gold["quotes"], key=lambda q: bool(q.get("optional"))):
        required = not wanted.get("optional")
        result.counts["quotations gold"] += required
        alike = [q for q in left if fold(q["content"]) == fold(wanted["text"])]
        result.counts["speakers gold"] += required and bool(wanted["speaker"])
        if not alike:
            if required:
                result.misses.append(f"quotation “{wanted['text']}”")
            continue
        best = max(alike, key=lambda q: same_speaker(wanted["speaker"], speaker_of(q, found)))
        left.remove(best)
        result.counts["quotations right"] += required
        if not required or not wanted["speaker"]:
            continue
        speaker = speaker_of(best, found)
        right = same_speaker(wanted["speaker"], speaker)
        result.counts["speakers right"] += right
        if not right:
            result.misses.append(
                f"speaker {wanted['speaker']} (found {speaker}): “{wanted['text'][:60]}”"
            )
    result.false += [f"quotation “{q['content']}” ({speaker_of(q, found)})" for q in left]


def score_figures(gold: Mapping[str, Any], found: Extracted, result: Result) -> None:
    """Score the figures by value and unit, one to one."""
    left = list(found.rows("figures"))
    for wanted in sorted(gold["figures"], key=lambda f: bool(f.get("optional"))):
        required = not wanted.get("optional")
        key = figure_key(float(wanted["value"]), wanted["unit"])
        alike = [
            f for f in left if figure_key(float(f["value"]), f.get("unit_code") or "count") == key
        ]
        result.counts["figures gold"] += required
        if not alike:
            if required:
                result.misses.append(f"figure {wanted['surface']}")
            continue
        best = max(alike, key=lambda f: fold(f["surface"]) in fold(wanted["surface"]))
        left.remove(best)
        result.counts["figures right"] += required
        if "teaser list" in wanted.get("why", ""):
            result.counts["teaser figures"] += 1
            result.false.append(f"figure {best['surface']}, from a list of other stories")
    result.notes += [
        f"figure {f['surface']} ({f['value']} {f.get('unit_code')})"
        + (f", counted: {f['counted']}" if f.get("counted") else "")
        for f in left
    ]


def score_topics(
    wanted: Mapping[str, Any], call_id: str | None, found: Extracted, topics: Topics, result: Result
) -> None:
    """Score the topics of one main call by account."""
    sides = set(wanted["countries"])
    gold = {(s, c) for s, codes in wanted.get("topics_by_side", {}).items() for c in codes}
    rows = [
        (t["account_code"], t["topic_code"], t["status_code"])
        for t in found.rows("topics")
        if t["call_id"] == call_id
    ]
    exact = {(s, c) for s, c, status in rows if s in sides and status == "discussed"}
    rolled = {(s, k) for s, c in exact if (k := topics.known(c))}
    for name, got in (("topics", rolled), ("exact codes", exact)):
        result.counts[f"{name} tp"] += len(gold & got)
        result.counts[f"{name} fp"] += len(got - gold)
        result.counts[f"{name} fn"] += len(gold - got)
    result.misses += [f"topic {s}: {c}" for s, c in sorted(gold - rolled)]
    result.false += [f"topic {s}: {c}" for s, c in sorted(rolled - gold)]
    outside = sorted((s, c) for s, c in exact if topics.known(c) is None)
    result.notes += [f"topic {s}: {c}, which the gold's list lacks" for s, c in outside]
    denied, gold_denied = (
        {c for _, c, status in rows if status == "not_discussed"},
        set(wanted.get("not_discussed", ())),
    )
    result.counts["not discussed gold"] += len(gold_denied)
    result.counts["not discussed right"] += len(gold_denied & denied)
    result.misses += [f"topic said not to have come up: {c}" for c in sorted(gold_denied - denied)]
    result.false += [f"topic said not to have come up: {c}" for c in sorted(denied - gold_denied)]


def score_article(name: str, gold: Mapping[str, Any], found: Extracted, topics: Topics) -> Result:
    """Score one article; `found` may hold no rows at all."""
    result = Result(name)
    pairs = score_calls(gold, found, result)
    for i, wanted in enumerate(gold["calls"]):
        if wanted.get("primary"):
            call_id = pairs[i]["call_id"] if i in pairs else None
            score_topics(wanted, call_id, found, topics, result)
    score_quotes(gold, found, result)
    score_figures(gold, found, result)
    return result


def received_names(folder: Path) -> dict[str, str]:
    """SHA-256 of each received file to its name."""
    files = sorted(folder.glob("*.txt"))
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in files}


def by_gold_key(
    articles: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> dict[str, Extracted]:
    """The rows of each received article under the name of its file.

    Args:
        articles: objects of ``readout extract --format jsonl``.
        names: hash to name of the received files.
    """
    found: dict[str, Extracted] = {}
    for article in articles:
        row = (article.get("articles") or [{}])[0]
        name = names.get(row.get("received_sha256") or "")
        if name is None:
            print(f"{article.get('source')}: no received article of its hash", file=sys.stderr)
            continue
        found[name] = Extracted(article)
    return found


def run_extract(paths: Sequence[Path], *options: str) -> list[dict[str, Any]]:
    """Run ``readout extract`` on the paths and return its objects, one an article."""
    files = [str(path.resolve()) for path in paths]
    command = [sys.executable, "-m", "toolkit", "extract", *files, "--format", "jsonl", *options]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise ExtractError(f"readout extract failed ({done.returncode}): {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


class ExtractError(ValueError):
    """``readout extract`` did not succeed."""


def extract(
    paths: Sequence[Path], gold: Mapping[str, Any], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Extract from articles; a received file gets the gold's day of publication.

    Some received files do not say when they were published; whoever contributes an article
    supplies that, and the gold has it as ``published_on``. Digests say it themselves.
    """
    rest: list[Path] = []
    articles: list[dict[str, Any]] = []
    for path in paths:
        key = None
        if path.is_file():
            key = names.get(hashlib.sha256(path.read_bytes()).hexdigest())
        if key is not None and key in gold:
            articles += run_extract([path], "--published-on", gold[key]["published_on"])
        else:
            rest.append(path)
    return articles + (run_extract(rest) if rest else [])


def score_all(
    gold: Mapping[str, Any], found: Mapping[str, Extracted], broader: Mapping[str, str]
) -> list[Result]:
    """Score every article of the gold, those without rows included."""
    wanted = {name: article for name, article in gold.items() if not name.startswith("_")}
    topics = Topics(wanted, broader)
    return [
        score_article(name, article, found.get(name, Extracted({})), topics)
        for name, article in wanted.items()
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("paths", nargs="*", type=Path, help="articles or folders to extract from")
    parser.add_argument("--rows", type=Path, help="output of readout extract --format jsonl")
    parser.add_argument("--received", type=Path, help="folder of the received files")
    parser.add_argument("--topics", type=Path, default=ROOT / "schemas/codes/topic_codes.csv")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if bool(options.paths) == bool(options.rows):
        parser.error("give either PATH... or --rows")
    try:
        gold = json.loads(options.gold.read_text(encoding="utf-8"))
        if not isinstance(gold, dict):
            parser.error(f"{options.gold}: not an object keyed by file name (--help says more)")
        names = received_names(options.received or options.gold.parent)
        if options.rows:
            lines = options.rows.read_text(encoding="utf-8").splitlines()
            articles = [json.loads(line) for line in lines if line.strip()]
        else:
            articles = extract(options.paths, gold, names)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    found = by_gold_key(articles, names)
    results = score_all(gold, found, read_broader(options.topics))
    print(as_json(results) if options.json else report(results))
    return 0 if all(goals(results).values()) else 1


if __name__ == "__main__":
    sys.exit(main())

"""What in a JSON gold is allowed but probably a slip: it can never be found as it stands."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from toolkit.resources import schemas_dir

_KEYS = {
    "article": "id file text sha256 published_on url kind calls quotes figures",
    "calls": "participants countries date date_precision date_world held medium initiator"
    " duration_minutes topics topics_by_side topics_optional role primary optional",
    "quotes": "start end text speaker speaker_alt optional",
    "figures": "start end surface value unit approx optional",
}
MEDIA = {"phone": "telephone", None: "unknown"}
"""What a gold may say of a medium beside the codes of the list, and the code that is meant."""
_COUNTRY = re.compile(r"[A-Z]{3}")
_LIKE = 0.8
"""How like a known key an unknown one must be to count as misspelt, of 1."""


def doubts(article: Mapping[str, Any], where: str) -> Iterator[str]:
    """What looks like a slip in an annotated article, in one line each.

    Args:
        article: the article as it stands in the file; its shape was checked.
        where: its name, for the lines.
    """
    yield from _keys(article, "article", where)
    for table in ("calls", "quotes", "figures"):
        for number, one in enumerate(article.get(table) or (), start=1):
            place = f"{where}, {table} {number}"
            yield from _keys(one, table, place)
            if table == "calls":
                yield from _call(one, place)


def _keys(found: Mapping[str, Any], kind: str, where: str) -> Iterator[str]:
    known = _KEYS[kind].split()
    for key in found:
        if key not in known and not key.startswith("_"):
            free = [name for name in known if name not in found]
            meant = difflib.get_close_matches(key, free, 1, _LIKE)
            if meant:
                yield f"{where}: {key!r} is not read; is {meant[0]!r} meant?"


def _call(call: Mapping[str, Any], where: str) -> Iterator[str]:
    sides = call.get("topics_by_side") or {}
    topics = {*(call.get("topics") or ()), *(call.get("topics_optional") or ())}
    topics.update(topic for of_side in sides.values() for topic in of_side)
    for topic in sorted(topics - _codes("topic_codes")):
        meant = difflib.get_close_matches(topic, _codes("topic_codes"), 1)
        yield f"{where}: no topic has the code {topic!r}" + (f"; {meant[0]}?" if meant else "")
    named = [one.get("country") for one in call.get("participants") or () if isinstance(one, dict)]
    for country in sorted({c for c in (*named, *(call.get("countries") or ())) if c}):
        if not _COUNTRY.fullmatch(country):
            yield f"{where}: {country!r} is not a country's code of three letters, such as FRA"
    for account in sorted(sides):
        if account != "PRESS" and not _COUNTRY.fullmatch(account):
            yield f"{where}: {account!r} is not an account: a country's three letters, or PRESS"
    medium = call.get("medium")
    if medium not in MEDIA and medium not in _codes("media"):
        yield f"{where}: {medium!r} is not a medium: {', '.join(sorted(_codes('media')))}"


@cache
def _codes(name: str) -> frozenset[str]:
    with (schemas_dir() / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(line["code"] for line in csv.DictReader(file))

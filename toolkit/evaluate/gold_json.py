"""Gold in a JSON file: calls, quotations and figures of articles.

The file is a list of articles, an object ``{"name": ..., "articles": [...]}``, or an object that
maps the file name of each text to its article (keys that begin with ``_`` are notes). An article::

    {"id": "07",                        its name; or file, whose stem it then is
     "file": "07.txt",                  its text: beside the gold, or in --articles DIR
     "text": "...",                     or the text itself [default: the file <id>.txt]
     "sha256": "...",                   of the text in UTF-8, to be sure
     "published_on": "2021-03-04",
     "kind": "call" | "multi" | "negative",
     "calls": [{"participants": ["Name", {"name": "Name", "country": "FRA"}],
                "date": "2021-03-04",   or 2021-03, 2021; null where the text does not tell
                "date_precision": "day", "date_world": "2021-03",
                "held": true, "medium": "telephone" | "video" | "unknown",
                "initiator": "Name", "duration_minutes": 40,
                "topics": ["trade"], "topics_by_side": {"FRA": ["trade"]},
                "topics_optional": ["climate"],
                "role": "main" | "background"}],
     "quotes": [{"start": 10, "end": 40, or "text": "the words",
                 "speaker": "Name", "speaker_alt": ["Other name"], "optional": false}],
     "figures": [{"start": 10, "end": 20, or "surface": "40 ships", "value": 40,
                  "unit": "ships", "approx": "exact", "optional": false}]}

Offsets count code points of the text as received. ``calls``, ``quotes`` or ``figures`` that an
article lacks were not annotated and are not scored; so are ``date``, ``medium``, ``initiator`` and
``duration_minutes`` of a call, while null means that the text does not tell. Background calls and
what is ``optional`` are neither rewarded nor punished. Instead of ``role`` a call may have
``primary`` (true for main) or ``optional`` (true for background), and ``countries`` beside names.
Further keys are left alone. What is probably a slip (`toolkit.evaluate.doubts`) is told of.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from toolkit.articles.decode import decode
from toolkit.errors import DataError, UsageError
from toolkit.evaluate.brat import read_bytes
from toolkit.evaluate.doubts import MEDIA, doubts
from toolkit.evaluate.fields import Fields
from toolkit.evaluate.locate import Locator
from toolkit.evaluate.model import Call, Corpus, Figure, GoldArticle, Participant, Quote, Span

_TABLES = ("calls", "quotes", "figures")
_SHAPE = "Wanted: a list of articles with calls, quotes or figures; the README shows one."
_DATE_LENGTHS = {"year": 4, "month": 7, "day": 10}
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=[T ]|\Z)")
_STATED = ("date", "medium", "initiator", "duration_minutes")


def read_gold_json(path: Path, name: str, articles: Path | None = None) -> Corpus:
    """The annotated articles of a JSON file, in its order.

    Args:
        path: the file.
        name: what to call the corpus, unless the file names itself.
        articles: the folder of the texts; by default that of the file.

    Raises:
        UsageError: a file cannot be read, a text is missing, or the file has another shape.
        DataError: a value is wrong, or a span is not in its text.
    """
    where = str(path)
    try:
        data = json.loads(decode(read_bytes(path), where))
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}:{error.colno}"
        raise UsageError(f"not JSON: {error.msg}", where=place, hint=_SHAPE) from None
    except RecursionError:
        raise UsageError("nested too deeply", where=where, hint=_SHAPE) from None
    if isinstance(data, dict) and isinstance(data.get("name"), str):
        name = data["name"]
    folder = articles or path.parent
    items = list(_items(data, where))
    found = tuple(_article(item, folder) for item in items)
    if not found:
        raise UsageError("no annotated articles in it", where=where, hint=_SHAPE)
    doubles = {a.article_id for a in found}
    if len(doubles) < len(found):
        raise DataError("two articles have one id", where=where, hint="Give each its own.")
    slips = (doubts(item.data, one.article_id) for item, one in zip(items, found, strict=True))
    return Corpus(name, "json", found, doubts=tuple(chain.from_iterable(slips)))


def _items(data: Any, where: str) -> Iterator[Fields]:
    """The articles of whichever of the three shapes."""
    if isinstance(data, dict) and "articles" in data:
        data = data["articles"]
    if isinstance(data, dict):
        data = [
            {"file": key, **item} if isinstance(item, dict) else item
            for key, item in data.items()
            if not key.startswith("_")
        ]
    if not isinstance(data, list):
        raise UsageError("not a gold file", where=where, hint=_SHAPE)
    for number, item in enumerate(data, start=1):
        place = f"{where}, article {number}"
        if not isinstance(item, dict) or not any(table in item for table in _TABLES):
            raise UsageError(
                "neither calls, quotes nor figures are annotated", where=place, hint=_SHAPE
            )
        yield Fields(item, place)


def _article(item: Fields, folder: Path) -> GoldArticle:
    file = item.text("file")
    article_id = item.text("id") or (Path(file).stem if file else None)
    if article_id is None:
        raise item.error("it has neither id nor file")
    item = Fields(item.data, f"{item.where} ({article_id})")
    text, source = _text(item, folder / (file or f"{article_id}.txt"))
    digest = item.text("sha256")
    if digest and hashlib.sha256(text.encode()).hexdigest() != digest:
        raise DataError(
            "not the text that was annotated (its SHA-256 differs)",
            where=source,
            hint="Offsets would be off. Get that text, or annotate this one.",
        )
    locator = Locator(text)
    return GoldArticle(
        article_id,
        source,
        text,
        published_on=item.day("published_on"),
        url=item.text("url"),
        negative=item.text("kind") == "negative",
        calls=_table(item, "calls", _call),
        quotes=_table(item, "quotes", lambda one: _quote(one, locator)),
        figures=_table(item, "figures", lambda one: _figure(one, locator)),
    )


def _text(item: Fields, file: Path) -> tuple[str, str]:
    inline = item.text("text")
    if inline is not None:
        return inline, item.where
    if not file.is_file():
        raise UsageError(
            "the text of an annotated article is missing",
            where=str(file),
            hint="Name the folder of the texts with --articles.",
        )
    return decode(read_bytes(file), str(file)), str(file)


def _table(item: Fields, name: str, read: Any) -> Any:
    """The items of one table as a tuple; ``None`` where it was not annotated."""
    if name not in item.data:
        return None
    return tuple(read(one) for one in item.objects(name))


def _call(item: Fields) -> Call:
    data = item.data
    date, precision = _date(item), item.text("date_precision")
    if date and precision in _DATE_LENGTHS:
        date = date[: _DATE_LENGTHS[precision]]
    medium = item.text("medium")
    held = item.flag("held")
    return Call(
        participants=_participants(item),
        date=date,
        held=True if held is None else held,
        medium=MEDIA.get(medium, medium or "unknown"),
        initiator=item.text("initiator"),
        duration_minutes=item.number("duration_minutes"),
        topics=frozenset(item.texts("topics")),
        topics_by_account=frozenset(_by_account(item)),
        topics_optional=frozenset(item.texts("topics_optional")),
        main=_is_main(item),
        date_world=item.text("date_world"),
        stated=frozenset(name for name in _STATED if name in data),
    )


def _date(item: Fields) -> str | None:
    """The day, month or year; what comes after it, such as a time, is left out."""
    date = item.text("date")
    found = _DATE.match(date) if date else None
    if date and (found is None or not _is_day_or_longer(found[0])):
        raise item.error(f"date is YYYY-MM-DD, YYYY-MM or YYYY, not {date!r}")
    return found[0] if found else None


def _is_day_or_longer(date: str) -> bool:
    """Whether a day is one of the calendar; months and years are."""
    try:
        return len(date) < _DATE_LENGTHS["day"] or bool(dt.date.fromisoformat(date))
    except ValueError:
        return False


def _is_main(item: Fields) -> bool:
    role = item.text("role")
    if role not in (None, "main", "background"):
        raise item.error(f"role is main or background, not {role}")
    if role is not None:
        return role == "main"
    return item.flag("primary") is not False and not item.flag("optional")


def _participants(item: Fields) -> tuple[Participant, ...]:
    countries: list[str | None] = [*item.texts("countries")]
    found = []
    for number, one in enumerate(item.items("participants")):
        country = countries[number] if number < len(countries) else None
        if isinstance(one, str):
            found.append(Participant(one, country))
        elif isinstance(one, dict) and isinstance(one.get("name"), str):
            found.append(Participant(one["name"], one.get("country") or country))
        else:
            raise item.error("a participant is a name, or an object with a name")
    return tuple(found)


def _by_account(item: Fields) -> Iterator[tuple[str, str]]:
    sides = item.data.get("topics_by_side") or {}
    if not isinstance(sides, Mapping):
        raise item.error("topics_by_side is an object: account to list of topics")
    for account in sides:
        for topic in Fields(sides, item.where).texts(account):
            yield account, topic


def _quote(item: Fields, locator: Locator) -> Quote:
    start, end = _span(item, "text", locator)
    return Quote(
        start,
        end,
        item.text("speaker"),
        tuple(item.texts("speaker_alt")),
        bool(item.flag("optional")),
    )


def _figure(item: Fields, locator: Locator) -> Figure:
    start, end = _span(item, "surface", locator)
    value = item.number("value")
    if value is None:
        raise item.error("it has no value")
    unit, approx = item.text("unit") or "", item.text("approx") or "exact"
    return Figure(start, end, value, unit, approx, bool(item.flag("optional")))


def _span(item: Fields, words_key: str, locator: Locator) -> Span:
    """The span that an item gives, or where its words stand."""
    start, end, words = item.number("start"), item.number("end"), item.text(words_key)
    if start is None or end is None:
        if words is None:
            raise item.error(f"it has neither start and end nor {words_key}")
        found = locator.find(words)
        if found is None:
            raise item.error(f"the words “{words[:60]}” do not stand (once more) in the text")
        return found
    span = (int(start), int(end))
    if not 0 <= span[0] < span[1] <= len(locator.text):
        raise item.error(f"the span {span[0]} {span[1]} is not inside the text")
    here = locator.text[span[0] : span[1]]
    if words is not None and words != here:
        raise item.error(f"at {span[0]} stands “{here[:60]}”, not “{words[:60]}”")
    return span

"""The front matter of a new digest: what a draft states, what it lacks, how it is written."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.articles.frontmatter import KEYS, parse_front_matter
from toolkit.articles.model import Metadata
from toolkit.articles.signs import has_front_matter
from toolkit.errors import UsageError

LICENCE = "CC-BY-4.0"
_SETTINGS = Path(__file__).with_name("settings.json")
_TOP_KEY = re.compile(r"([A-Za-z_]+):(?:[ \t].*)?")
_FENCE = re.compile(
    r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .'’()&/-]*[A-Za-z0-9.)]|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "~"})
_WORD = re.compile(r"[a-z0-9]+")


@cache
def settings() -> Mapping[str, Any]:
    """The numbers and words of ``settings.json``."""
    data: dict[str, Any] = json.loads(_SETTINGS.read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is to become a digest.

    Attributes:
        stated: the lines of each key of its front matter; empty where it has none.
        prose: what follows.
        source: the file, for messages.
    """

    stated: Mapping[str, str]
    prose: str
    source: str


def read_draft(text: str, source: str) -> Draft:
    """Cut a file into front matter, complete or not, and prose.

    Args:
        text: the file's text.
        source: its name, for messages.

    Raises:
        UsageError: the front matter is not closed or has a line that belongs to no key.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not has_front_matter(text):
        return Draft({}, text.strip(), source)
    match = _FENCE.match(text)
    if match is None:
        hint = "End it with a line ---."
        raise UsageError("front matter is not closed", where=f"{source}:1", hint=hint)
    stated: dict[str, str] = {}
    key = ""
    for number, line in enumerate(match[1].split("\n"), 2):
        found = _TOP_KEY.fullmatch(line)
        if found:
            key = found[1]
            if key in stated:
                raise UsageError(
                    f"front matter key {key!r} stands twice", where=f"{source}:{number}"
                )
            stated[key] = ""
        elif line.strip() and not key:
            hint = "Write lines like 'title: ...'."
            raise UsageError("not a key of front matter", where=f"{source}:{number}", hint=hint)
        if key and line.strip():
            stated[key] += f"{line}\n"
    return Draft(stated, text[match.end() :].strip(), source)


def complete(draft: Draft, known: Mapping[str, Any]) -> tuple[Metadata, str | None]:
    """The metadata of a draft with what is known beside, checked as a digest's.

    Args:
        draft: the draft.
        known: values by key, which stand above what the draft states; ``None`` is unknown.

    Returns:
        The metadata, and the form of the article where it is told.

    Raises:
        UsageError: a key is unknown or missing, or a value is not what it must be.
    """
    lines = dict(draft.stated)
    for key, value in known.items():
        lines[key] = f"{key}: {yaml_value(value)}\n"
    text = f"---\n{''.join(lines.values())}---\n"
    front = parse_front_matter(text, f"{draft.source} (front matter)")
    return front.values, front.format


def yaml_value(value: Any) -> str:
    """A value as the front matter of a digest writes it."""
    if value is None:
        return "null"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "".join(f"\n  - {yaml_value(item)}" for item in value) if value else "[]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS
    return text if plain or isinstance(value, int) else json.dumps(text, ensure_ascii=False)


def digest_text(meta: Metadata, form: str | None, prose: str) -> str:
    """A whole digest: front matter in the usual order, a blank line, the prose."""
    values: dict[str, Any] = {key: getattr(meta, key, None) for key in KEYS}
    values["format"] = form
    lines = []
    for key in KEYS:
        if values[key] is None and key in ("format", "received_sha256", "received_characters"):
            continue
        shown = json.dumps(values[key], ensure_ascii=False) if _quoted(key, values[key]) else None
        lines.append(f"{key}: {shown or yaml_value(values[key])}".replace(": \n", ":\n"))
    head = "\n".join(lines)
    return f"---\n{head}\n---\n\n{prose.strip()}\n"


def _quoted(key: str, value: Any) -> bool:
    return key == "title" and value is not None


def proposed_id(meta: Metadata, short_names: Mapping[str, str]) -> str:
    """An identifier by the convention ``<publisher>-<day>-<a few words>``.

    Args:
        meta: the metadata.
        short_names: publisher to the short name that other digests of it use.
    """
    unknown = settings()["unknown_publisher"]
    publisher = meta.publisher or ""
    short = short_names.get(publisher) or _short_name(publisher) or unknown
    small = settings()["small_words"]
    words = [word for word in _words(meta.title or "") if word not in small]
    words = words[: settings()["title_words"]] or ["article"]
    day = meta.published_on.isoformat() if meta.published_on else "undated"
    return "-".join([short, day, *words])


def _short_name(publisher: str) -> str:
    """One word as it is; several as their first letters, a leading ``The`` left out."""
    words = _words(publisher)
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    return words[0] if len(words) == 1 else "".join(word[0] for word in words)


def _words(text: str) -> list[str]:
    """The words of a text in plain lower-case letters and digits."""
    text = re.sub(r"['’.]", "", unicodedata.normalize("NFKD", text))
    return _WORD.findall("".join(c for c in text if not unicodedata.combining(c)).lower())


def short_names(known: Sequence[Metadata]) -> dict[str, str]:
    """Publisher to the short name that its digests' identifiers begin with, the latest's."""
    found = {}
    for meta in known:
        day = meta.published_on.isoformat() if meta.published_on else ""
        head, mark, _ = meta.article_id.partition(f"-{day}-")
        if meta.publisher and day and mark:
            found[meta.publisher] = head
    return found

"""YAML front matter: that of article digests, read strictly, and that of other programs.

Note-taking programs and web clippers write front matter of their own above a saved article
(``source``, ``author``, ``published``, ``tags``). It is told from a digest's by its keys, and read
as the fields of a record are: what is known is taken, the rest is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, field

import yaml

from toolkit.articles.model import Metadata
from toolkit.articles.records import field_names, known_fields
from toolkit.articles.signs import CLOSE, FENCE
from toolkit.errors import UsageError
from toolkit.patterns import compiled

KEYS = (
    "article_id",
    "title",
    "publisher",
    "authors",
    "published_on",
    "url",
    "language",
    "format",
    "rights",
    "received_sha256",
    "received_characters",
)
_DIGESTS_ONLY = compiled(r"[\r\n](?:article_id|published_on|rights|received_\w+):")
REQUIRED = ("title", "publisher", "published_on", "rights")
MAY_BE_NULL = ("title", "publisher", "url", "authors", "received_sha256", "received_characters")
FORMATS = ("text", "markdown", "html", "mail", "record")

_NULLS = ("", "~", "null", "Null", "NULL")
_ID = compiled(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = compiled(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says.

    Attributes:
        values: the metadata; ``article_id`` is empty where the file leaves it out.
        format: the form of the article that the digest was made from, where it is told.
        body: received offset at which the digest's prose begins.
        stated: the keys that the file has, in order.
    """

    values: Metadata
    format: str | None
    body: int
    stated: tuple[str, ...] = field(default=())


def is_digest(received: str) -> bool:
    """Whether front matter, which a text begins with, is a digest's; so is what is not closed."""
    fence = FENCE.match(received)
    close = CLOSE.search(received, fence.end()) if fence else None
    return close is None or bool(_DIGESTS_ONLY.search(received, 0, close.start()))


def foreign_front_matter(received: str, source: str) -> FrontMatter:
    """Read front matter of another program.

    Args:
        received: the whole file, front matter first.
        source: its name, for messages.

    Raises:
        UsageError: it is not YAML, or not a mapping; the message names the line.
    """
    start, close = _fences(received, source)
    nodes = _mapping(received[start : close.start()], source)
    plain = ((key, _plain(node)) for key, node in nodes.items())
    values = {key: value for key, value in plain if _is_fit(key, value, source)}
    return FrontMatter(known_fields(values, source), None, close.end(), tuple(nodes))


def _is_fit(key: str, value: str | list[str] | None, source: str) -> bool:
    """Whether a value is what its key holds with us; with other programs it may be anything."""
    if key in field_names("language"):
        return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None
    try:
        known_fields({key: value}, source)
    except UsageError:
        return False
    return True


def _plain(node: yaml.Node) -> str | list[str] | None:
    """A text or a list of texts, wiki links among them without their brackets."""
    if isinstance(node, yaml.ScalarNode):
        value = str(node.value).strip()
        return None if value in _NULLS else value.removeprefix("[[").removesuffix("]]")
    if isinstance(node, yaml.SequenceNode):
        found = [_plain(item) for item in node.value]
        return [item for item in found if isinstance(item, str)]
    return None


def _fences(received: str, source: str) -> tuple[int, re.Match[str]]:
    """Where the front matter begins, and the line that closes it."""
    fence = FENCE.match(received)
    close = CLOSE.search(received, fence.end()) if fence else None
    if fence is None or close is None:
        raise UsageError(
            "front matter is not closed", where=f"{source}:1", hint="End it with a line ---."
        )
    return fence.end(), close


def parse_front_matter(received: str, source: str) -> FrontMatter:
    """Read the front matter of a digest.

    Args:
        received: the whole file, front matter first.
        source: its name, for messages.

    Raises:
        UsageError: it is not YAML, is not a mapping, has an unknown, repeated or malformed key or
            lacks a required one; the message names the line.
    """
    start, close = _fences(received, source)
    nodes = _mapping(received[start : close.start()], source, KEYS)
    reader = _Reader(source, nodes)
    for key in REQUIRED:
        if key not in nodes:
            raise UsageError(
                f"front matter lacks {key}", where=f"{source}:1", hint=f"Add a line '{key}: ...'."
            )
    values = Metadata(
        article_id=reader.match("article_id", _ID, "lower-case letters, digits and hyphens") or "",
        title=reader.text("title"),
        publisher=reader.text("publisher"),
        authors=reader.names("authors"),
        published_on=reader.day("published_on"),
        url=reader.match("url", compiled(r"https?://\S+"), "an http or https address"),
        language=reader.match("language", _LANGUAGE, "a BCP 47 tag such as en") or "en",
        rights=reader.text("rights"),
        received_sha256=reader.match(
            "received_sha256", compiled(r"[0-9a-f]{64}"), "64 lower-case hexadecimal digits"
        ),
        received_characters=reader.count("received_characters"),
    )
    form = reader.match("format", compiled("|".join(FORMATS)), f"one of {', '.join(FORMATS)}")
    return FrontMatter(values, form, close.end(), tuple(nodes))


def _mapping(text: str, source: str, known: Collection[str] | None = None) -> dict[str, yaml.Node]:
    """The keys of the front matter, all of them known, with their YAML nodes."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{source}:{mark.line + 2 if mark else 1}"
        problem = error.problem or "cannot be parsed"
        raise UsageError(
            f"front matter is not YAML: {problem}",
            where=where,
            hint="Put values with a colon or a quotation mark in quotation marks.",
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise UsageError(
            f"front matter is not YAML: {str(error).splitlines()[0]}", where=f"{source}:1"
        ) from None
    if not isinstance(root, yaml.MappingNode):
        raise UsageError(
            "front matter is not a list of keys and values",
            where=f"{source}:2",
            hint="Write lines like 'title: ...'.",
        )
    nodes: dict[str, yaml.Node] = {}
    for key_node, value_node in root.value:
        key = str(key_node.value)
        where = f"{source}:{key_node.start_mark.line + 2}"
        if known is not None and key not in known:
            hint = f"Known keys: {', '.join(known)}."
            raise UsageError(f"unknown front matter key {key!r}", where=where, hint=hint)
        if key in nodes:
            raise UsageError(f"front matter key {key!r} stands twice", where=where)
        nodes[key] = value_node
    return nodes


class _Reader:
    """Turns nodes into values; every refusal names the line."""

    def __init__(self, source: str, nodes: dict[str, yaml.Node]) -> None:
        self.source = source
        self.nodes = nodes

    def refuse(self, key: str, expected: str, node: yaml.Node) -> UsageError:
        shown = node.value if isinstance(node, yaml.ScalarNode) else "a list or mapping"
        return UsageError(
            f"front matter {key}: {shown!r} is not {expected}",
            where=f"{self.source}:{node.start_mark.line + 2}",
        )

    def text(self, key: str) -> str | None:
        node = self.nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            raise self.refuse(key, "a text", node)
        value = " ".join(str(node.value).split())
        if value in _NULLS and (node.style is None or not value):
            if key in MAY_BE_NULL:
                return None
            raise self.refuse(key, "a value", node)
        return value

    def match(self, key: str, pattern: re.Pattern[str], expected: str) -> str | None:
        value = self.text(key)
        if value is not None and not pattern.fullmatch(value):
            raise self.refuse(key, expected, self.nodes[key])
        return value

    def day(self, key: str) -> dt.date | None:
        value = self.match(key, compiled(r"\d{4}-\d\d-\d\d"), "a date YYYY-MM-DD")
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise self.refuse(key, "a day of the calendar", self.nodes[key]) from None

    def count(self, key: str) -> int | None:
        value = self.match(key, compiled(r"[0-9]{1,12}"), "a whole number")
        return None if value is None else int(value)

    def names(self, key: str) -> tuple[str, ...]:
        node = self.nodes.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value in _NULLS):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            raise self.refuse(key, "a list of names", node)
        names = []
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode) or not str(item.value).strip():
                raise self.refuse(key, "a list of names", item)
            names.append(" ".join(str(item.value).split()))
        return tuple(names)

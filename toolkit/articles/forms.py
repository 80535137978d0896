"""Forms in which articles come. Imports nothing: the command line needs these names at once."""

from __future__ import annotations

from enum import StrEnum


class InputForm(StrEnum):
    """What a file or stream holds."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MAIL = "mail"
    MBOX = "mbox"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "warc"


class HtmlReader(StrEnum):
    """What finds the article in a web page."""

    OWN = "own"
    TRAFILATURA = "trafilatura"

"""How much of an input is read before it is refused; the numbers are in ``limits.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds on input that somebody else made.

    Attributes:
        descriptor_bytes: size of a descriptor or schema.
        descriptor_depth: how deeply its objects and lists are nested.
        resources: how many resources it lists.
        archive_entries: how many files an archive holds.
        archive_bytes: how many bytes come out of one compressed file or archive.
        archive_ratio: how many bytes come out of each compressed byte of a file.
        archive_ratio_from_bytes: files that are smaller than this when unpacked may exceed the
            ratio (a short file of blanks is no bomb).
        download_bytes: how many bytes are fetched for one target, all its files together.
        download_seconds: how long that may take.
        connect_seconds: how long a server may be silent.
        retries: how often a broken transfer is tried again before it is given up, where nothing
            more came of it meanwhile.
        retry_milliseconds: the pause before the first of these; each further one is longer.
    """

    descriptor_bytes: int
    descriptor_depth: int
    resources: int
    archive_entries: int
    archive_bytes: int
    archive_ratio: int
    archive_ratio_from_bytes: int
    download_bytes: int
    download_seconds: int
    connect_seconds: int
    retries: int
    retry_milliseconds: int


@cache
def default_limits() -> Limits:
    """The bounds of ``limits.json``."""
    data = Path(__file__).with_name("limits.json").read_text(encoding="utf-8")
    return Limits(**json.loads(data))

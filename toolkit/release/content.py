"""The content hash: whether two packages hold the same, whatever libraries wrote their files.

It is the SHA-256 over lines ``<sha256>  <path>``, sorted by path, of the package's text files and
of its descriptor in canonical form. Parquet, databases and workbooks hold the same rows as the CSV
files and are left out, since their bytes depend on the library that wrote them; so do the
descriptor's hashes of Parquet files. What only says which release it is (version, moment) is left
out as well: a package built from a checkout has the hash of the release that it would be.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from toolkit.inputs.documents import read_document
from toolkit.inputs.sums import files_of_folder, sha256_of
from toolkit.inputs.target import DESCRIPTOR
from toolkit.release.versions import UNRELEASED

README = "README.md"
_LABELS = ("version", "created", "writers")
"""Keys of the descriptor that say which release it is and what wrote it."""
TEXT_FILES = ("views.sql", "quality.json")
"""The files beside the tables that count byte for byte."""
_DATA, _CSV, _PARQUET = "data/", ".csv", "parquet"


def content_hash(folder: Path) -> str:
    """The content hash of a package or release.

    Args:
        folder: its folder.

    Returns:
        64 hexadecimal digits.

    Raises:
        UsageError: a file cannot be read.
        DataError: the descriptor cannot be read, or the folder holds a link or a device.
    """
    descriptor = read_document(folder / DESCRIPTOR).value
    digests = {DESCRIPTOR: _sha256(canonical_descriptor(descriptor))}
    for name, path in files_of_folder(folder).items():
        if name in TEXT_FILES or (name.startswith(_DATA) and name.endswith(_CSV)):
            digests[name] = sha256_of(path)
        elif name == README:
            digests[name] = _sha256(unlabelled(path.read_bytes(), _version_of(descriptor)))
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return _sha256(lines.encode())


def canonical_descriptor(descriptor: Any) -> bytes:
    """A descriptor without what only tells the release and the libraries: sorted, compact JSON."""
    if isinstance(descriptor, dict):
        descriptor = {key: value for key, value in descriptor.items() if key not in _LABELS}
        resources = descriptor.get("resources")
        if isinstance(resources, list):
            descriptor["resources"] = [_without_hash(resource) for resource in resources]
    text = json.dumps(descriptor, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _without_hash(resource: Any) -> Any:
    if not isinstance(resource, dict) or resource.get("format") != _PARQUET:
        return resource
    return {key: value for key, value in resource.items() if key != "hash"}


def _version_of(descriptor: Any) -> str:
    version = descriptor.get("version") if isinstance(descriptor, dict) else None
    return version if isinstance(version, str) else ""


def unlabelled(readme: bytes, version: str) -> bytes:
    """A page without the version of its package where that stands after the name in its head.

    The same number elsewhere is another thing's: the version of a program, say.

    Args:
        readme: the page.
        version: the version of the package, released or not.
    """
    base = version.removesuffix(UNRELEASED)
    if not base:
        return readme
    head = rf"(`[a-z0-9._-]+` ){re.escape(base)}(?:{re.escape(UNRELEASED)})?(?![\w+]|\.\d)"
    return re.sub(head.encode(), rb"\1", readme, count=1)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""Who signed a release that was fetched."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from toolkit.errors import DataError, UsageError
from toolkit.inputs.references import AbsentError
from toolkit.inputs.ssh import MAX_BYTES
from toolkit.inputs.sums import SIGNATURE, SUMS
from toolkit.inputs.transfers import ForbiddenError, UnreachableError
from toolkit.release.cache import Cache
from toolkit.release.get import Fetched, folder_below
from toolkit.release.signatures import verify
from toolkit.release.sources import Kind, small_file


def signed_by(found: Fetched, signers: Path, cache: Cache, *, offline: bool = False) -> str:
    """Hold a release against its signature.

    A signature that came with the release is tried first, then the one that its place has now.

    Args:
        found: the release.
        signers: file of the signers to trust, as ``ssh-keygen`` reads it.
        cache: the cache that it lies in.
        offline: never to ask the network.

    Returns:
        Who signed it.

    Raises:
        DataError: it is not signed, or not by one of them.
        UsageError: the file of signers cannot be read, or ``ssh-keygen`` is missing.
    """
    if not signers.exists():
        hint = "Name a file of signers to trust, as ssh-keygen reads it."
        raise UsageError("there is no such file", where=str(signers), hint=hint)
    folder = found.entry.folder
    if (folder / SIGNATURE).is_file():
        try:
            return verify(folder / SUMS, folder / SIGNATURE, signers)
        except DataError:
            new = _signature(found, offline)
            if new is None or new == (folder / SIGNATURE).read_bytes():
                raise
    else:
        new = _signature(found, offline)
    if new is None:
        what = f"{found.entry.name} {found.entry.version} is not signed"
        hint = "Nothing was placed. Leave out --signers to trust the checksums alone."
        raise DataError(what, where=found.source.address, hint=hint)
    with tempfile.TemporaryDirectory(prefix="readout-") as scratch:
        file = Path(scratch) / SIGNATURE
        file.write_bytes(new)
        try:
            signer = verify(folder / SUMS, file, signers)
        except DataError as error:
            where = found.source.address if error.where == str(file) else error.where
            raise DataError(error.what, where=where, hint=error.hint) from error
    cache.sign(found.entry, new)  # only now: a wrong one never takes the place of another
    return signer


def _signature(found: Fetched, offline: bool) -> bytes | None:
    """The signature that the release's place has now; ``None`` where it has none."""
    place = found.source.place
    if found.source.kind is Kind.ARCHIVE or (offline and place.remote):
        return None
    if found.release is not None:
        place = folder_below(place, found.release.folder)
    try:
        return small_file(replace(found.source, place=place), SIGNATURE, MAX_BYTES)
    except (AbsentError, ForbiddenError, UnreachableError):
        return None

"""Signatures of a release: who vouches for its ``SHA256SUMS``, and so for every file.

Made and checked by ``ssh-keygen -Y`` (OpenSSH 8.3 or later), with the keys that people have for
git already. Whom to trust stands in a file as git has it (``gpg.ssh.allowedSignersFile``; its
format is in ssh-keygen(1), ALLOWED SIGNERS).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from toolkit.errors import DataError, UsageError
from toolkit.inputs.ssh import NAMESPACE, keygen, signature_fault
from toolkit.inputs.sums import SIGNATURE
from toolkit.package.replace import replaced_file
from toolkit.release.archive import FILE_MODE

_PASSPHRASE = "Add it to the agent: ssh-add KEY; then sign again."
_ALLOWED = f'A line of it reads: name@example.org namespaces="{NAMESPACE}" ssh-ed25519 AAAA…'
_EXPIRED = re.compile(r"key has expired|certificate has expired")
_NOT_YET = re.compile(r"key is not yet valid|certificate is not yet valid")
_NOT_FOR_THIS = "not permitted for use in signature namespace"
_BROKEN_LINE = re.compile(r":(\d+): (missing key|invalid key|invalid options|.*options)")


def sign(sums: Path, key: str) -> None:
    """Sign ``SHA256SUMS``; the signature is written beside it.

    Args:
        sums: the list of checksums.
        key: path of the private key; or of the public one, if the agent holds the private one.

    Raises:
        UsageError: there is no ssh-keygen or no such key, or the key cannot be used.
    """
    signed = _read(sums)
    done = keygen(
        *("-Y", "sign", "-f", key, "-n", NAMESPACE),
        signed=signed,
        interactive=sys.stdin is not None and sys.stdin.isatty(),
    )
    if done.returncode:
        raise _cannot_sign(done.stderr.decode(errors="replace"), key)
    with replaced_file(sums.with_name(SIGNATURE)) as file:
        file.write(done.stdout)
    sums.with_name(SIGNATURE).chmod(FILE_MODE)


def _cannot_sign(told: str, key: str) -> UsageError:
    """The one-line error for a key that ``ssh-keygen`` could not sign with."""
    if "UNPROTECTED" in told:
        what, hint = "the key may be read by others", "Protect it: chmod 600 KEY."
    elif "passphrase" in told:
        what, hint = "the key has a passphrase", _PASSPHRASE
    elif not Path(key).exists():
        what, hint = "there is no such key", "Name a private key, or make one: ssh-keygen."
    elif "private key" in told.lower() or "agent" in told:
        what = "the private key is neither there nor in the agent"
        hint = "Name the private key, or add it to the agent: ssh-add KEY."
    else:
        what, hint = "this is no SSH key", "Name a private key, or make one: ssh-keygen."
    return UsageError(what, where=key, hint=hint)


def verify(sums: Path, signature: Path, signers: Path) -> str:
    """Check that one of those whom the user trusts signed ``SHA256SUMS``.

    Args:
        sums: the list of checksums.
        signature: its signature.
        signers: whom to trust, in the format of ssh-keygen(1), ALLOWED SIGNERS.

    Returns:
        The principal that ``signers`` gives the key, as a rule an address for mail.

    Raises:
        DataError: the signature is damaged or signs something else, or its key is not among those
            trusted, not for releases, or not valid today.
        UsageError: there is no ssh-keygen, or a file is missing or cannot be read.
    """
    if not signature.is_file():
        hint = "Ask its publisher for a signed release, or leave out --signers."
        raise UsageError("the release is not signed", where=str(signature), hint=hint)
    _check_signers(signers)
    signed = _read(sums)
    fault = signature_fault(signed, signature)
    if fault is not None:
        hint = "Do not use the release; fetch it from another place."
        raise DataError(f"the signature {fault}", where=str(signature), hint=hint)
    which = ("-s", str(signature), "-f", str(signers))
    found = keygen("-Y", "find-principals", *which, signed=b"")
    principals = found.stdout.decode(errors="replace").splitlines()
    told = found.stderr.decode(errors="replace")
    if found.returncode == 0 and principals:
        # the file may give the key several names, separated by commas; any of them will do
        name = principals[0].partition(",")[0]
        done = keygen("-Y", "verify", *which, "-I", name, "-n", NAMESPACE, signed=signed)
        if done.returncode == 0:
            return name
        told = done.stderr.decode(errors="replace")
    raise _not_trusted(told, signers)


def _not_trusted(told: str, signers: Path) -> DataError | UsageError:
    """Why a signature that fits is not one to trust, from what ``ssh-keygen`` said."""
    where = str(signers)
    if _EXPIRED.search(told):
        hint = "Get its publisher's new key, and fetch a release that it signs."
        return DataError("the key that signed has expired", where=where, hint=hint)
    if _NOT_YET.search(told):
        return DataError("the key that signed is not valid yet", where=where)
    if _NOT_FOR_THIS in told:
        hint = f'Its line must allow the namespace "{NAMESPACE}", if you trust it for that.'
        return DataError("the key that signed is not one for releases", where=where, hint=hint)
    broken = _BROKEN_LINE.search(told)
    if broken:
        return UsageError("the line is no signer", where=f"{where}:{broken[1]}", hint=_ALLOWED)
    hint = "If you trust its publisher, add the public key to that file."
    return DataError("the signature is by a key that is not listed", where=where, hint=hint)


def _check_signers(signers: Path) -> None:
    """Refuse a file that cannot be read, in words of our own."""
    lines = _read(signers).splitlines()
    if not any(line.strip() and not line.lstrip().startswith(b"#") for line in lines):
        raise UsageError("it names nobody", where=str(signers), hint=_ALLOWED)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        hint = "Name a file that this user may read."
        what = f"cannot be read: {error.strerror}"
        raise UsageError(what, where=str(path), hint=hint) from error

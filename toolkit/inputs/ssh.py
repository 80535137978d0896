"""SSH signatures of files, as ``ssh-keygen -Y`` makes and checks them.

The format is https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import shutil
import subprocess
from pathlib import Path

from toolkit.errors import UsageError

NAMESPACE = "readout-release"
"""What a signature is for; one made for another purpose does not count."""
MAX_BYTES = 1 << 20
"""A signature that is larger is refused; the usual have some hundred bytes."""
_PROGRAM = "ssh-keygen"
_BEGIN, _END = b"-----BEGIN SSH SIGNATURE-----\n", b"\n-----END SSH SIGNATURE-----\n"
_MAGIC = b"SSHSIG\x00\x00\x00\x01"
"""Followed by version 1."""
_BASE64_LINES = re.compile(rb"[A-Za-z0-9+/]+={0,2}(?:\n[A-Za-z0-9+/]+={0,2})*")
_SECONDS = 30
_INSTALL = "Install OpenSSH 8.3 or later."
_TOO_OLD = re.compile(rb"(?i)(unknown|illegal|invalid) option|unsupported operation for -Y")
_NO_FORMAT = "is no SSH signature"


def keygen_path() -> str | None:
    """Where ``ssh-keygen`` is; ``None`` where it is not installed."""
    return shutil.which(_PROGRAM)


def keygen(
    *arguments: str, signed: bytes, interactive: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run ``ssh-keygen`` with the bytes that are signed as its input.

    Args:
        arguments: what to do.
        signed: the bytes.
        interactive: whether it may ask for a passphrase on the terminal.

    Raises:
        UsageError: it is not installed, is too old, or did not end.
    """
    program = keygen_path()
    if program is None:
        raise UsageError("ssh-keygen is not installed; signatures need it", hint=_INSTALL)
    environment = {**os.environ, "LC_ALL": "C"}
    if not interactive:
        environment["SSH_ASKPASS_REQUIRE"] = "never"
    try:
        done = subprocess.run(
            [program, *arguments],
            input=signed,
            capture_output=True,
            check=False,
            env=environment,
            start_new_session=not interactive,  # without a terminal it cannot ask and wait
            timeout=None if interactive else _SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        what = f"ssh-keygen did not end within {_SECONDS} s"
        raise UsageError(what, hint="Does the agent wait for a touch or a password?") from error
    if done.returncode and _TOO_OLD.search(done.stderr):
        raise UsageError("ssh-keygen is too old for signatures", hint=_INSTALL)
    return done


def format_fault(signature: bytes) -> str | None:
    """Why bytes are no SSH signature, as a phrase; ``None`` where they are one.

    The armour is held to one spelling (lines of one length, canonical Base64): so no byte of the
    file can be changed without its being noticed here or by the signature itself.
    """
    if not signature.startswith(_BEGIN) or not signature.endswith(_END):
        return f"{_NO_FORMAT}: it does not begin and end as one"
    lines = signature[len(_BEGIN) : -len(_END)]
    if not _BASE64_LINES.fullmatch(lines):
        return f"{_NO_FORMAT}: it is no Base64"
    *full, last = lines.split(b"\n")
    if len({len(line) for line in full}) > 1 or (full and len(last) > len(full[0])):
        return f"{_NO_FORMAT}: its lines are of different lengths"
    joined = b"".join([*full, last])
    try:
        inside = base64.b64decode(joined, validate=True)
    except binascii.Error:
        return f"{_NO_FORMAT}: it is no Base64"
    if base64.b64encode(inside) != joined:
        return f"{_NO_FORMAT}: it is no Base64 in canonical form"
    if not inside.startswith(_MAGIC):
        return f"{_NO_FORMAT}: it is of another kind or version"
    return None


def signature_fault(signed: bytes, signature: Path) -> str | None:
    """Why a signature does not fit what it is to sign, as a phrase; ``None`` where it does.

    Who signed is not looked at. Without a ``ssh-keygen`` that can check signatures only the format
    is checked.

    Args:
        signed: the bytes that it is to sign.
        signature: its file.

    Raises:
        UsageError: the file cannot be read.
    """
    fault = format_fault(read_signature(signature))
    if fault is not None or keygen_path() is None:
        return fault
    arguments = ("-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(signature))
    try:
        done = keygen(*arguments, signed=signed)
    except UsageError:  # too old a program accuses nobody
        return None
    if done.returncode == 0:
        return None
    told = done.stderr.decode(errors="replace")
    if "namespace" in told:
        return f"is no signature of a release: its namespace is not {NAMESPACE}"
    return "does not fit: what was signed, or the signature, was changed"


def read_signature(signature: Path) -> bytes:
    """The bytes of a signature's file.

    Raises:
        UsageError: it cannot be read, or is too large to be one.
    """
    try:
        with signature.open("rb") as file:
            found = file.read(MAX_BYTES + 1)
    except OSError as error:
        hint = "Name the file of a signature."
        what = f"cannot be read: {error.strerror}"
        raise UsageError(what, where=str(signature), hint=hint) from error
    if len(found) > MAX_BYTES:
        what = f"larger than {MAX_BYTES:,} bytes, which no signature is"
        raise UsageError(what, where=str(signature))
    return found

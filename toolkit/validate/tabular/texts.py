"""Readers of text: string in its formats, and any."""

from __future__ import annotations

import base64
import binascii
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.validate.tabular.numeric import BAD, Reader

FORMATS = ("default", "email", "uri", "binary", "uuid")
MAX_LOCAL = 64
MAX_DOMAIN = 253
"""Longest local part and domain of an address (RFC 5321, 4.5.3.1; RFC 1034, 3.1)."""

_ATEXT = r"[\u0100-\u024F\u00A0-\u00FF0-9A-Za-z!#$%&'*+/=?^_`{}|~\-]"
_LOCAL = re.compile(
    rf"{_ATEXT}+(?:\.{_ATEXT}+)*"
    r'|"(?:[\u0100-\u024F\u00A0-\u00FF\x01-\x08\x0b\x0c\x0e-\x1f!#-\[\]-\x7f]|\\[\t.])*"'
).fullmatch
_DOMAIN = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z]"
).fullmatch
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}").fullmatch
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:").match
_PCHAR = r"[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2}"
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    rf"(?://(?:{_PCHAR}|[\[\]])*(?:/(?:{_PCHAR}|/)*)?|(?!//)(?:{_PCHAR}|/)*)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
).fullmatch
"""RFC 3986, appendix A, with the authority's inner order left open."""


def string_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``string`` field in its format."""
    holds = _format(str(field.get("format") or "default"), like)
    if holds is None:
        return lambda cell: cell if isinstance(cell, str) else BAD
    test = holds

    def read(cell: Any) -> Any:
        return cell if isinstance(cell, str) and test(cell) else BAD

    return read


def any_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of an ``any`` field: every value is one."""
    del field, like
    return lambda cell: cell


def _format(name: str, like: bool) -> Callable[[str], object] | None:
    if name == "uri":
        return _SCHEME if like else _URI
    if name == "uuid":
        return _is_uuid_like if like else _UUID
    if name == "binary":
        return _is_base64_like if like else _is_base64
    return _is_email if name == "email" else None


def _is_email(cell: str) -> bool:
    local, at, domain = cell.rpartition("@")
    if not at or "@" in local or len(local) > MAX_LOCAL or len(domain) > MAX_DOMAIN:
        return False
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return False
    return bool(_LOCAL(local) and _DOMAIN(domain))


def _is_uuid_like(cell: str) -> bool:
    try:
        uuid.UUID(cell)
    except ValueError:
        return False
    return True


def _is_base64(cell: str) -> bool:
    try:
        base64.b64decode(cell, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _is_base64_like(cell: str) -> bool:
    try:
        base64.b64decode(cell)
    except (binascii.Error, ValueError):
        return False
    return True

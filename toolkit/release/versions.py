"""Versions of a data package: ordered, raised by a bump, and chosen by what a user asks for.

A version is three numbers, ``MAJOR.MINOR.PATCH`` (https://semver.org/spec/v2.0.0.html, without
pre-releases). What may be asked for:

* nothing or ``latest``: the newest;
* ``1.0.0``: that one; ``1.0`` or ``1``: the newest that begins so;
* ``>=1.0,<2``, ``~=1.2``, ``!=1.0.0``, ``==1.*``: version specifiers of Python packages
  (https://packaging.python.org/en/latest/specifications/version-specifiers/);
* ``^1.2``, ``~1.2``: caret and tilde ranges as npm has them (https://semver.npmjs.com/).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.errors import UsageError

UNRELEASED = "+unreleased"
"""Ends the version of a package that is not the release of that version."""
LATEST = "latest"
BUMPS = ("patch", "minor", "major")
"""From the smallest to the greatest."""
_NUMBER = r"(0|[1-9]\d{0,8})"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}", re.ASCII)
_BEGINNING = re.compile(rf"v?{_NUMBER}(?:\.{_NUMBER})?(?:\.{_NUMBER})?", re.ASCII)
_RANGE = re.compile(rf"([\^~])\s*{_NUMBER}(?:\.{_NUMBER})?(?:\.{_NUMBER})?", re.ASCII)
_OPERATOR = re.compile(r"[<>=!~]")
_FORMS = "Ask for latest, 1, 1.0, 1.0.0, '>=1.0,<2', '^1.2' or '~1.2'."
_SHOWN = 12
"""So many versions are named in a message."""

Wanted = Callable[["Version"], bool]


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A released version; versions are ordered by their numbers."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read ``MAJOR.MINOR.PATCH``.

        Raises:
            UsageError: it is not written so.
        """
        found = _VERSION.fullmatch(text)
        if found is None:
            hint = "A version is three numbers without leading zeros, for example 1.2.0."
            raise UsageError(f"{text[:80]!r} is no version", hint=hint)
        return cls(*map(int, found.groups()))

    def __str__(self) -> str:
        """``MAJOR.MINOR.PATCH``."""
        return f"{self.major}.{self.minor}.{self.patch}"

    def raised(self, bump: str) -> Version:
        """The next version after a change.

        Args:
            bump: ``major``, ``minor`` or ``patch``.

        Raises:
            UsageError: it is none of these.
        """
        if bump == "major":
            return Version(self.major + 1, 0, 0)
        if bump == "minor":
            return Version(self.major, self.minor + 1, 0)
        if bump == "patch":
            return Version(self.major, self.minor, self.patch + 1)
        raise UsageError(f"{bump!r} is no bump", hint=f"One of: {', '.join(BUMPS)}.")


def choose(spec: str, versions: Sequence[Version]) -> Version:
    """The newest version that fits what was asked for.

    Args:
        spec: one of the forms that this module tells.
        versions: those that there are, in any order.

    Raises:
        UsageError: the form is none of these, or no version fits; the message names what there is.
    """
    wanted = _wanted(spec.strip())
    fitting = [version for version in versions if wanted(version)]
    if fitting:
        return max(fitting)
    there = ", ".join(str(version) for version in sorted(versions, reverse=True)[:_SHOWN])
    more = len(versions) - _SHOWN
    if more > 0:
        there += f" and {more} older"
    asked = spec.strip() or LATEST
    raise UsageError(
        f"no version fits {asked!r}", hint=f"There are: {there}." if there else "There are none."
    )


def _wanted(spec: str) -> Wanted:
    if spec in ("", LATEST):
        return lambda version: True
    beginning = _BEGINNING.fullmatch(spec)
    if beginning:
        return _begins([int(part) for part in beginning.groups() if part is not None])
    ranged = _RANGE.fullmatch(spec)
    if ranged:
        parts = [int(part) for part in ranged.groups()[1:] if part is not None]
        return _caret(parts) if ranged[1] == "^" else _tilde(parts)
    return _specifier(spec)


def _begins(parts: list[int]) -> Wanted:
    start = tuple(parts)
    return lambda version: _numbers(version)[: len(start)] == start


def _numbers(version: Version) -> tuple[int, int, int]:
    return version.major, version.minor, version.patch


def _caret(parts: list[int]) -> Wanted:
    """No change of the leftmost number that is not zero; what is left out may change."""
    kept = next((place for place, part in enumerate(parts) if part), len(parts) - 1)
    return _from_with_same(parts, kept + 1)


def _tilde(parts: list[int]) -> Wanted:
    """No change but of the patch; of the minor number too where only the major one is given."""
    return _from_with_same(parts, min(len(parts), 2))


def _from_with_same(parts: list[int], kept: int) -> Wanted:
    least = (*parts, 0, 0, 0)[:3]
    begins = _begins(parts[:kept])
    return lambda version: _numbers(version) >= least and begins(version)


def _specifier(spec: str) -> Wanted:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        if not _OPERATOR.match(spec) or "===" in spec:
            raise InvalidSpecifier(spec)
        found = SpecifierSet(spec)
    except InvalidSpecifier as error:
        raise UsageError(f"{spec[:80]!r} asks for no version", hint=_FORMS) from error
    return lambda version: found.contains(str(version))

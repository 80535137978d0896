"""Whether a package is the release of its version, or only made from what came after it.

What a build writes is that release only if it holds the same (`toolkit.release.content`). Anything
else that the checkout, or somebody's own articles, give is marked ``+unreleased``
(https://semver.org/spec/v2.0.0.html#spec-item-10) and tells no moment.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.release.content import content_hash
from toolkit.release.index import INDEX, Release, read_index
from toolkit.release.versions import UNRELEASED
from toolkit.schema.model import PackageDeclaration


def as_unreleased(declaration: PackageDeclaration) -> PackageDeclaration:
    """The declaration of a package that is no release."""
    base = declaration.version.removesuffix(UNRELEASED)
    return replace(declaration, version=f"{base}{UNRELEASED}", created=None)


def as_released(
    declaration: PackageDeclaration, version: str, created: str | None
) -> PackageDeclaration:
    """The declaration of the release of a version.

    Args:
        declaration: what the package is.
        version: the release's version.
        created: the release's moment (RFC 3339, UTC).
    """
    return replace(declaration, version=version, created=created)


def release_of(declaration: PackageDeclaration, index: Path | None) -> Release | None:
    """The index's entry for the declared package and version; ``None`` where there is none.

    Args:
        declaration: what the package is.
        index: the file ``releases.json``; ``None`` where there is no checkout.

    Raises:
        UsageError: the file cannot be read.
        DataError: it is no index of releases.
    """
    if index is None or not index.exists():
        return None
    try:
        data = index.read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        hint = "Allow this user to read it."
        raise UsageError(what, where=str(index), hint=hint) from error
    found = read_index(data, INDEX)
    if found.name != declaration.name:
        return None
    return found.exactly(declaration.version)


class Labels:
    """Chooses the declaration that a package is written with.

    Args:
        declaration: what the package is.
        release: the release of its version; ``None`` where there is none yet.
        likely: whether the package is likely to be that release: it is written so first, and
            again where it turns out otherwise.

    Attributes:
        chosen: the declaration to write with, settled or not.
    """

    def __init__(
        self, declaration: PackageDeclaration, release: Release | None, *, likely: bool = True
    ) -> None:
        self._release = release
        self._unreleased = as_unreleased(declaration)
        self._released = declaration
        if release is not None:
            self._released = as_released(declaration, str(release.version), release.created)
        self.chosen = self._released if release and likely else self._unreleased

    def settle(self, folder: Path) -> PackageDeclaration:
        """The declaration that the files of a folder, written with `chosen`, must tell.

        The hash does not depend on the label: what is written again has the same.

        Raises:
            UsageError: a file cannot be read.
        """
        if self._release is not None:
            same = content_hash(folder) == self._release.content_sha256
            self.chosen = self._released if same else self._unreleased
        return self.chosen

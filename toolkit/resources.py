"""Where the declaration and the register lie: in the checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _find(in_checkout: Path, in_wheel: Path, what: str) -> Path:
    for path in (in_checkout, in_wheel):
        if path.is_dir():
            return path
    raise UsageError(
        f"the {what} folder is missing", where=str(in_wheel), hint="Install readout-toolkit again."
    )


def schemas_dir() -> Path:
    """The folder of the declaration (``schemas/``).

    Raises:
        UsageError: neither a checkout nor the installed wheel holds it.
    """
    return _find(_CHECKOUT / "schemas", _PACKAGE / "_data" / "schemas", "schemas")


def reference_dir() -> Path:
    """The folder of the register of people, offices and countries (``seeds/reference/``).

    Raises:
        UsageError: neither a checkout nor the installed wheel holds it.
    """
    return _find(
        _CHECKOUT / "seeds" / "reference", _PACKAGE / "_data" / "reference", "seeds/reference"
    )


def digests_dir() -> Path | None:
    """The folder of the project's digests (``seeds/articles/``); ``None`` outside a checkout."""
    folder = _CHECKOUT / "seeds" / "articles"
    return folder if folder.is_dir() else None


def releases_file() -> Path | None:
    """The index of the project's releases (``releases.json``); ``None`` outside a checkout.

    The file itself is missing before the first release.
    """
    return _CHECKOUT / "releases.json" if (_CHECKOUT / "schemas").is_dir() else None

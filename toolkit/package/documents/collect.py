"""All documents of a package, each from the same facts."""

from __future__ import annotations

import json
from typing import Any

from toolkit.package.documents.citation import CITATION, citation_file
from toolkit.package.documents.croissant import CROISSANT, croissant
from toolkit.package.documents.dcat import DCAT, dcat
from toolkit.package.documents.subject import Subject

DOCUMENTS = (CROISSANT, DCAT, CITATION)
"""Their names in the package."""


def documents(subject: Subject) -> dict[str, str]:
    """Name and text of each document; the same subject gives the same bytes."""
    return {
        CROISSANT: _as_json(croissant(subject)),
        DCAT: _as_json(dcat(subject)),
        CITATION: citation_file(subject),
    }


def _as_json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"

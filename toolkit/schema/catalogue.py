"""What the declaration tells catalogues of datasets: the key ``catalogue`` of ``package.json``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.schema.model import Catalogue, FieldType, TableSchema
from toolkit.schema.reading import Node

RESPONSIBLE = (
    *("dataCollection", "dataCollectionMissingData", "dataLimitations", "dataBiases"),
    *("dataUseCases", "dataSocialImpact", "dataReleaseMaintenancePlan"),
    *("machineAnnotationTools", "personalSensitiveInformation"),
)
"""Properties of http://mlcommons.org/croissant/RAI/1.0 that a declaration may hold."""

ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
"""An address on the web: of the characters that RFC 3987 allows."""

_KEYS = ("language", "mainTable", "contentLanguage", "temporalCoverage", "themes", "responsible")


def read_catalogue(root: Node, tables: Mapping[str, TableSchema]) -> Catalogue:
    """Read the key; problems are noted in the node.

    Args:
        root: ``package.json``.
        tables: the declared tables.
    """
    if "catalogue" not in root.data:
        return Catalogue()
    node = root.node("catalogue")
    node.allow(*_KEYS)
    main = node.text("mainTable", required=False)
    if main and main not in tables:
        node.wrong("mainTable", f"no table {main!r}", f"Name one of: {', '.join(tables)}.")
    themes = node.texts("themes", required=False)
    if not all(ADDRESS.fullmatch(theme) for theme in themes):
        node.wrong("themes", "not all are addresses", "Begin each with http:// or https://.")
    return Catalogue(
        language=node.text("language", required=False),
        main_table=main,
        languages_in=_column(node, "contentLanguage", tables, FieldType.STRING),
        period_in=_column(node, "temporalCoverage", tables, FieldType.DATE),
        themes=themes,
        responsible=_responsible(node),
    )


def _column(
    parent: Node, key: str, tables: Mapping[str, TableSchema], kind: FieldType
) -> tuple[str, str] | None:
    """Table and column, which must be of the kind."""
    if key not in parent.data:
        return None
    node = parent.node(key)
    node.allow("table", "field")
    table, field = node.text("table"), node.text("field")
    if table in tables and field in tables[table].field_names:
        if tables[table].field(field).type is kind:
            return table, field
        node.wrong("field", f"not a column of type {kind.value}", "Name one that is.")
    elif table and field:
        node.wrong("field", f"no column {table}.{field}", "Name a column that is declared.")
    return None


def _responsible(parent: Node) -> tuple[tuple[str, str], ...]:
    if "responsible" not in parent.data:
        return ()
    node = parent.node("responsible")
    node.allow(*RESPONSIBLE)
    return tuple((key, node.text(key)) for key in RESPONSIBLE if key in node.data)

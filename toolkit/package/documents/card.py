"""The header of the package's README.md that Hugging Face reads: a dataset card's metadata.

Source: https://huggingface.co/docs/hub/datasets-cards and
https://huggingface.co/docs/hub/datasets-manual-configuration.
"""

from __future__ import annotations

from typing import Any

from toolkit.package.documents.citation import as_yaml
from toolkit.package.documents.subject import Subject
from toolkit.schema.descriptor import parquet_path

_STEPS = ("1", "1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T")


def card_header(subject: Subject) -> str:
    """The header between its two lines of hyphens, ending in a line break.

    Every table that has rows is a configuration that reads its Parquet file; the main table is the
    default. (The library datasets cannot load a table without rows.) The version is not told: it
    stands in the text below.
    """
    catalogue = subject.declaration.catalogue
    found: dict[str, Any] = {"pretty_name": subject.declaration.title}
    languages = subject.languages or ((catalogue.language,) if catalogue.language else ())
    if languages:
        found["language"] = list(dict.fromkeys(tag.partition("-")[0] for tag in languages))
    found |= _licence(subject)
    if subject.keywords:
        found["tags"] = ["-".join(word.lower().split()) for word in subject.keywords]
    rows = sum(subject.rows[name] for name in subject.declaration.tables)
    found["size_categories"] = [size_category(rows)]
    filled = [table.name for table in subject.tables if subject.rows[table.name]]
    if filled:
        found["configs"] = [_config(name, subject) for name in filled]
    return f"---\n{as_yaml(found)}---\n"


def files_section(subject: Subject) -> str:
    """What the package's other files are for, as a section in GitHub's Markdown."""
    main = subject.main_table
    rows = (
        ("datapackage.json", "Data Package v2: every table with its columns, keys and hashes"),
        ("views.sql", "the views, for DuckDB or another database that holds the tables"),
        ("croissant.json", f"MLCommons Croissant, such as `mlcroissant`: record set `{main}`"),
        ("dcat.jsonld", "DCAT 3 and schema.org, for data catalogues and search engines"),
        ("CITATION.cff", "how to cite it, for GitHub, Zenodo and reference managers"),
    )
    lines = "\n".join(f"| `{name}` | {purpose} |" for name, purpose in rows)
    return (
        "## Files for other programs\n\n"
        "The head of this page is a dataset card for Hugging Face: in the package's folder,"
        f' `datasets.load_dataset(".", "{main}")` reads a table, as does every program that reads'
        f" Parquet or CSV.\n\n| File | For |\n| --- | --- |\n{lines}\n"
    )


def size_category(rows: int) -> str:
    """The size class of a number of rows, such as ``1K<n<10K``."""
    step = max(len(str(rows)) - 3, 0)
    if step == 0:
        return f"n<{_STEPS[1]}"
    if step + 1 < len(_STEPS):
        return f"{_STEPS[step]}<n<{_STEPS[step + 1]}"
    return f"n>{_STEPS[-1]}"


def _licence(subject: Subject) -> dict[str, Any]:
    """Identifiers that Hugging Face knows, or the name and address of another licence."""
    licences = subject.licences
    if licences and all(licence.hub for licence in licences):
        names = [licence.hub for licence in licences]
        return {"license": names[0] if len(names) == 1 else names}
    if not licences:
        return {}
    first = next(licence for licence in licences if not licence.hub)
    found = {"license": "other", "license_name": first.name.lower()}
    return {**found, "license_link": first.url} if first.url else found


def _config(name: str, subject: Subject) -> dict[str, Any]:
    found: dict[str, Any] = {"config_name": name, "data_files": parquet_path(name)}
    if name == subject.main_table:
        found["default"] = True
    return found

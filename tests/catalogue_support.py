"""What catalogues are told of the small dataset of rivers and bridges."""

from __future__ import annotations

from toolkit.schema.model import Catalogue

CATALOGUE = Catalogue(
    language="en",
    main_table="bridges",
    languages_in=("bridges", "note"),
    period_in=("bridges", "opened_on"),
    themes=("https://example.org/themes/bridges",),
    responsible=(("dataLimitations", "Large bridges only."),),
)

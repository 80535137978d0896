"""quantulum3's quantities (https://github.com/nielstron/quantulum3), without its classifier.

``--with-unit`` leaves out what it calls dimensionless: years and days of the month are among it.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator

from harness import Figure, figure, serve

UNITS = {
    "dimensionless": "count",
    "percentage": "percent",
    "dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "yen": "JPY",
    "tonne": "metric_ton",
}
"""Its names of units that the gold has another word for."""


def main() -> None:
    warnings.simplefilter("ignore")  # it warns at every start that its classifier is not installed
    from quantulum3 import parser

    with_unit = "--with-unit" in sys.argv

    def read(text: str) -> Iterator[Figure]:
        for found in parser.parse(text):
            name = found.unit.name
            if not (with_unit and name == "dimensionless"):
                yield figure(*found.span, float(found.value), UNITS.get(name, name))

    serve(read, key="figures")


if __name__ == "__main__":
    main()

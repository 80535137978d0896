"""``python -m toolkit`` is ``readout``."""

from toolkit.cli import main

main()

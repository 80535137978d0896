"""The command ``readout``: it listens for signals first and imports everything else after that."""

from __future__ import annotations

import sys

from toolkit.commands.ending import Terminated, carry_out, end, listen
from toolkit.commands.streams import prepare


def main() -> None:
    """Run the command line, and exit."""
    listen()
    try:
        prepare()
        from toolkit.commands.quick import read

        command = read(sys.argv[1:])
        if command is not None:
            sys.exit(carry_out(command))
        from toolkit.commands.app import app

        app()
    except (Exception, KeyboardInterrupt, Terminated) as error:
        sys.exit(end(error))

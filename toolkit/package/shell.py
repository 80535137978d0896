"""The prompt of ``readout query``: statements typed by hand, each run in its own process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from toolkit.console import Column, Progress, Style, plural, render_table
from toolkit.errors import ReadoutError, UsageError
from toolkit.package.explain import explain_text
from toolkit.package.query import TERMINAL_ROWS, Limits, Presentation, describe_package, run_query
from toolkit.package.read import open_package

PROMPT, MORE = "readout> ", "    ...> "
HISTORY_LINES = 1000
HELP = """\
End a statement with a semicolon. It may run over several lines; Ctrl-C drops it.
  .tables          tables and views, with their rows
  .schema TABLE    the columns of a table or view, with their types and meaning
  .help            this text (so does help)
  .quit            leave (so do quit, exit and Ctrl-D)
Commands work on any line, also within a statement, which then goes on."""
WORDS = {"help": ".help", "quit": ".quit", "exit": ".quit", ".exit": ".quit"}
COMMANDS = (".tables", ".schema", ".help", ".quit")


class Shell:
    """A session at the prompt.

    Args:
        package: the package's folder.
        limits: what each query may use.
        read_line: asks for a line; `input` at a terminal.
        max_rows: rows of a result to show; 0 shows all.
    """

    def __init__(
        self,
        package: Path,
        limits: Limits,
        read_line: Callable[[str], str] = input,
        max_rows: int = TERMINAL_ROWS,
    ) -> None:
        self._package = package
        self._limits = limits
        self._read_line = read_line
        self._max_rows = max_rows
        self._described: list[dict[str, Any]] | None = None

    def run(self) -> None:
        """Read and answer until the end of input.

        Raises:
            ReadoutError: there is no package, or it is damaged.
        """
        opened = open_package(self._package)
        version = opened.descriptor.get("version", "")
        print(f"{opened.name} {version}: {plural(len(opened.tables), 'table')}. .help says more.")
        words = set(opened.tables)
        for table in opened.tables.values():
            words.update(field["name"] for field in table.schema["fields"])
        with _History(sorted(words)):
            while (statement := self._statement()) is not None:
                self._try(self._answer, statement)

    def _try(self, action: Callable[[str], None], text: str) -> None:
        try:
            action(text)
        except ReadoutError as error:
            print(f"error: {error}")
        except KeyboardInterrupt:
            print("cancelled")

    def _statement(self) -> str | None:
        """The next statement; empty when it was dropped, ``None`` at the end."""
        lines: list[str] = []
        while True:
            try:
                line = self._read_line(MORE if lines else PROMPT)
            except KeyboardInterrupt:
                print()
                return ""
            except EOFError:
                print()
                return None
            command = _command_on(line, within=bool(lines))
            if command == ".quit":
                return None
            if command:
                self._try(self._command, command)
                continue
            if line.strip() or lines:
                lines.append(line)
            if line.rstrip().endswith(";"):
                return "\n".join(lines)

    def _answer(self, statement: str) -> None:
        if statement.strip(" ;\n\t"):
            style = Style.of(sys.stdout)
            shown = Presentation("table", style, self._max_rows)
            sys.stdout.flush()
            with Progress() as progress:
                out = sys.stdout.buffer
                if run_query(self._package, statement, out, shown, self._limits, progress):
                    return
            from toolkit.package.hints import retired_hints

            for line in retired_hints(self._package, statement):
                print(line)

    def _command(self, command: str) -> None:
        name, *words = command.split()
        if name == ".help":
            print(HELP)
        elif name == ".tables" or (name == ".schema" and not words):
            self._tables()
        elif name == ".schema":
            self._schema(" ".join(words))
        else:
            raise UsageError(f"there is no command {name}", hint=".help lists them.")

    def _describe(self) -> list[dict[str, Any]]:
        if self._described is None:
            self._described = describe_package(self._package, self._limits)
        return self._described

    def _tables(self) -> None:
        columns = [Column("name"), Column("kind"), Column("rows", right=True), Column("what")]
        rows = [
            (table["name"], table["kind"], f"{table['rows']:,}", table["description"] or None)
            for table in self._describe()
        ]
        print("\n".join(render_table(columns, rows, Style.of(sys.stdout))))

    def _schema(self, wanted: str) -> None:
        found = [table for table in self._describe() if table["name"] == wanted.lower()]
        if not found:
            raise UsageError(f"there is no table {wanted!r}", hint=".tables lists them.")
        print(explain_text(found, "table", Style.of(sys.stdout)).rstrip("\n"))


def _command_on(line: str, *, within: bool) -> str:
    """The command that a line is, empty for SQL; ``within`` a statement only what is known is."""
    text = line.strip().rstrip("; \t")
    name = text.partition(" ")[0]
    text = WORDS.get(text.lower(), text)
    if text in COMMANDS or name in COMMANDS:
        return text
    return text if name.startswith(".") and not within else ""


class _History:
    """Line editing, history and completion of names, where Python's readline is there."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
        self._file = Path(state).expanduser() / "readout" / "history"

    def __enter__(self) -> None:
        try:
            import readline
        except ImportError:
            return
        readline.set_completer(self._complete)
        readline.set_completer_delims(" \t\n(),.;=<>+-*/'\"")
        readline.parse_and_bind("tab: complete")
        readline.set_history_length(HISTORY_LINES)
        if sys.stdin.isatty():
            try:
                readline.read_history_file(self._file)
            except OSError:
                return

    def __exit__(self, *_: object) -> None:
        if not sys.stdin.isatty():
            return
        try:
            import readline

            self._file.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(self._file)
        except (ImportError, OSError):
            return

    def _complete(self, text: str, state: int) -> str | None:
        matches = [word for word in self._words if word.startswith(text.lower())]
        return matches[state] if state < len(matches) else None

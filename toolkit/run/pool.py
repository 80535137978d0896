"""Worker processes that keep the order, and survive one another.

A worker is handed a few items at a time and answers each by itself. So when one dies (out of
memory, killed from outside, a crash in a library), it is known at which item: that item is tried
once more in a fresh process, and where that dies, too, an error stands in its place. The other
items of the dead worker are done again by others. (`concurrent.futures` gives up all that waits.)
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from toolkit.errors import ReadoutError, UsageError

Made_co = TypeVar("Made_co", covariant=True)
Made = TypeVar("Made")

BATCH = 8
"""Items that a worker is handed at a time."""
AHEAD = 4
"""Batches a worker that may be done before their turn has come."""
_STOP_SECONDS = 5.0


class Placed(Protocol):
    """An item that knows where it came from."""

    @property
    def where(self) -> str:
        """Its place, for messages."""


class Task(Protocol[Made_co]):
    """What workers do."""

    def prepare(self) -> None:
        """Load what every item needs."""

    def __call__(self, item: Any) -> Made_co | ReadoutError:
        """Do one item."""


Numbered = tuple[int, Placed]


@dataclass(slots=True)
class _Worker:
    """A process and what it has been handed and not yet answered."""

    process: BaseProcess
    link: Connection
    batch: deque[Numbered] = field(default_factory=deque)
    ready: bool = False


class _Pool:
    """The workers, what waits, and what is done before its turn."""

    def __init__(self, items: Iterator[Any], task: Task[Any], jobs: int) -> None:
        self._items = items
        self._task = task
        self._jobs = jobs
        # Not forked: this process may have threads (the progress line).
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[Numbered] = deque()
        self._suspects: set[int] = set()
        self._alone: deque[Numbered] = deque()
        self._taken = 0
        self._given = 0
        self._ended = False
        self.done: dict[int, Any] = {}

    def outcomes(self) -> Iterator[Any]:
        """All outcomes, in the order of the items."""
        try:
            while True:
                self._hand_out()
                while self._given in self.done:
                    outcome = self.done.pop(self._given)
                    self._given += 1
                    yield outcome
                    self._hand_out()
                if self._ended and self._given == self._taken:
                    return
                if any(worker.batch for worker in self._workers):
                    self._listen()
        finally:
            self._stop()

    def _hand_out(self) -> None:
        """Give every idle worker a batch; start workers while there is more than enough to do."""
        for worker in list(self._workers):
            if not worker.batch:
                self._give(worker, self._next_batch())
        while len(self._workers) < self._jobs and (batch := self._next_batch()):
            self._give(self._start(), batch)

    def _next_batch(self) -> list[Numbered]:
        """What to do next: suspects one by one, then what a dead worker left, then new items."""
        if self._alone:
            return [self._alone.popleft()]
        batch: list[Numbered] = []
        while self._again and len(batch) < BATCH:
            batch.append(self._again.popleft())
        room = self._given + BATCH * (1 + AHEAD * self._jobs)
        while len(batch) < BATCH and self._taken < room and not self._ended:
            item = next(self._items, None)
            if item is None:
                self._ended = True
                break
            if isinstance(item, ReadoutError):
                self.done[self._taken] = item
            else:
                batch.append((self._taken, item))
            self._taken += 1
        return batch

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._task), daemon=True)
        with _undisturbed():
            process.start()
            worker = _Worker(process, ours)
            self._workers.append(worker)
        theirs.close()
        return worker

    def _give(self, worker: _Worker, batch: list[Numbered]) -> None:
        if not batch:
            return
        worker.batch.extend(batch)
        try:
            worker.link.send([item for _, item in batch])
        except (BrokenPipeError, ConnectionError):
            self._bury(worker)

    def _listen(self) -> None:
        """Wait for answers, and take those that are there."""
        links = {id(worker.link): worker for worker in self._workers if worker.batch}
        for link in wait([worker.link for worker in links.values()]):
            worker = links[id(link)]
            try:
                outcome = worker.link.recv()
            except (EOFError, ConnectionError):
                self._bury(worker)
                continue
            if not worker.ready:  # its first word is that it is there
                worker.ready = True
                continue
            number, _ = worker.batch.popleft()
            self.done[number] = outcome

    def _bury(self, worker: _Worker) -> None:
        """Take a dead worker's items back; the one that it died at is suspected."""
        worker.process.join(_STOP_SECONDS)
        worker.link.close()
        self._workers.remove(worker)
        code = worker.process.exitcode
        if not worker.ready:
            hint = "Run it with fewer --jobs."
            raise UsageError(f"a worker process did not start ({_ending(code)})", hint=hint)
        number, item = worker.batch.popleft()
        self._again.extendleft(reversed(worker.batch))
        if number not in self._suspects:
            self._suspects.add(number)
            self._alone.append((number, item))
            return
        what = f"its worker process died twice ({_ending(code)})"
        hint = "It may need more memory than there is."
        self.done[number] = UsageError(what, where=item.where, hint=hint)

    def _stop(self) -> None:
        for worker in self._workers:
            worker.link.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_STOP_SECONDS)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back signals until a process has started and is known.

    Half-started, it would outlive this one and complain of that. It inherits that Ctrl-C is
    blocked: that is for this process, which ends it.
    """
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return
    heard: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = {n: signal.signal(n, lambda number, frame: heard.append(number)) for n in numbers}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if heard:
        signal.raise_signal(heard[0])


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _serve(link: Connection, task: Task[Any]) -> None:
    """A worker's life: items in, outcomes out, until the link is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    task.prepare()
    try:
        link.send(None)
        while True:
            for item in link.recv():
                link.send(task(item))
    except (EOFError, OSError):
        return


def ordered(
    items: Iterator[Any], task: Task[Made], jobs: int
) -> Generator[Made | ReadoutError, None, None]:
    """Do all items in worker processes.

    Args:
        items: what is to be done; an error among them stands for itself.
        task: what the workers do; it is pickled.
        jobs: how many workers.

    Yields:
        An outcome an item, in the order of the items.

    Raises:
        UsageError: a worker cannot be started.
    """
    yield from _Pool(items, task, jobs).outcomes()

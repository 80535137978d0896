"""Locks between processes that use the same folder; they end with the process that holds them.

On systems without them (Windows) every lock is granted.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LOOK_SECONDS = 0.1
NONE = -1
"""What stands for the descriptor of a lock that was not granted."""
_FREE = -2


def take(path: Path, *, shared: bool = False, create: bool = False) -> int:
    """Lock a file or folder at once, or not at all.

    Args:
        path: what to lock.
        shared: whether others may share the lock.
        create: whether to make the file where there is none.

    Returns:
        What `let_go` takes; `NONE` where another process holds it, or it is not there.

    Raises:
        OSError: it cannot be made.
    """
    if fcntl is None:
        return _FREE
    # (without waiting for the other end where something laid a pipe there)
    flags = os.O_RDWR | os.O_CREAT if create else os.O_RDONLY | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags | os.O_CLOEXEC, 0o666)
    except OSError:
        if create:
            raise
        return NONE
    try:
        if hold(descriptor, shared=shared) and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except OSError:  # just removed by another process
        pass
    os.close(descriptor)
    return NONE


def hold(descriptor: int, *, shared: bool = False) -> bool:
    """Lock what is open until it is closed; ``False`` where another process holds it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def let_go(lock: int) -> None:
    """End a lock."""
    if lock >= 0:
        os.close(lock)


@contextlib.contextmanager
def locked(
    path: Path, waiting: Callable[[], None] | None = None, *, shared: bool = False
) -> Iterator[None]:
    """Lock a file, made where there is none, for as long as the block lasts.

    Args:
        path: the file.
        waiting: called again and again while another process holds it.
        shared: whether others may share the lock.
    """
    while (lock := take(path, shared=shared, create=True)) == NONE:
        if waiting is not None:
            waiting()
        time.sleep(_LOOK_SECONDS)
    try:
        yield
    finally:
        let_go(lock)

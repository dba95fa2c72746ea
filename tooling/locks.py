"""Locks between commands that run at the same time. Any end of a command frees them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .progress import say


def open_lock(path: Path) -> int:
    """Return a descriptor of the lock file `path`, which is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def try_lock(descriptor: int, mode: int = fcntl.LOCK_EX) -> bool:
    """Take the lock without waiting; return whether that worked."""
    try:
        fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def exclusive(path: Path, task: str) -> Iterator[None]:
    """Hold the lock `path`; if another command holds it, say what it does and wait."""
    descriptor = open_lock(path)
    try:
        if not try_lock(descriptor):
            say(f"[ waiting] another command is {task}")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)

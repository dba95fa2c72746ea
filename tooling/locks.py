"""Locks between commands that run at the same time. Any end of a command frees them."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .progress import say

QUIET_SECONDS = 2


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
        patience = time.monotonic() + QUIET_SECONDS
        while not try_lock(descriptor):
            if time.monotonic() > patience:
                say(f"[ waiting] another command is {task}")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                break
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)

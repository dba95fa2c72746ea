"""What the person at the terminal sees of the work: a line per step, with its time."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    """Print a line at once, so that it keeps its place among other programs' lines."""
    print(text, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Print `text` with the time that the block took; on a terminal also before."""
    terminal = sys.stdout.isatty()
    if terminal:
        print(f"[   ...  ] {text}", end="\r", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        say(f"[ stopped] {text}")
        raise
    say(f"[{time.monotonic() - start:6.1f} s] {text}")

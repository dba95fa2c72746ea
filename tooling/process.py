"""Running other programs: quietly, with their words kept in a log file."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .errors import Stop

PR_SET_PDEATHSIG = 1
SHOWN_LINES = 20

_libc = ctypes.CDLL(None)


def end_with_parent() -> None:
    """In a child: be ended when the parent ends, even when that was killed."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def run(
    command: Sequence[str | Path],
    what: str,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: Path | None = None,
) -> None:
    """Run `command` with its output in `log`; raise Stop with its end if it fails.

    :param what: what the command does, as the subject of "failed"
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(stdin or os.devnull, "rb") as source, open(log, "wb") as output:
        done = subprocess.run(
            command,
            stdin=source,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            preexec_fn=end_with_parent,
        )
    if done.returncode:
        raise Stop(f"{what} failed:\n{tail(log)}\nThe whole log is in {log}")


def wait_for(process: subprocess.Popen) -> int:
    """Wait for a program on the terminal, which gets Ctrl-C itself; return its code."""
    try:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
    finally:
        end(process)


def end(process: subprocess.Popen, seconds: float = 20) -> None:
    """End a program; kill it if it has not ended after `seconds`."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def tail(log: Path) -> str:
    """Return the last lines of a log, indented."""
    lines = log.read_text(errors="replace").rstrip().splitlines()[-SHOWN_LINES:]
    return "\n".join(f"    {line}" for line in lines)


def output(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> str:
    """Return what `command` prints, stripped; raise CalledProcessError if it fails."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()

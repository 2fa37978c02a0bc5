"""What the commands of dev.py share: where they are, lines to the terminal, programs that they run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
ON_CI = os.environ.get("CI") == "true"


class StopError(Exception):
    """The work cannot go on; the message is one line that says why and what to do."""


def say(line: str) -> None:
    """One line to the person at the terminal."""
    print(line, flush=True)


def lack(line: str) -> None:
    """Something for the tests is missing: only worth a line, but not on CI."""
    if ON_CI:
        raise StopError(f"{line} With CI=true nothing may be missing.")
    say(line)


def run(command: list[str | Path], quiet: bool = False) -> int:
    """Run a command in the project's folder; gives its exit code."""
    sink = subprocess.DEVNULL if quiet else None
    sys.stdout.flush()
    try:
        return subprocess.run(list(map(str, command)), cwd=ROOT, stdout=sink, stderr=sink, check=False).returncode
    except OSError as reason:
        raise StopError(f"{command[0]} could not be run: {reason.strerror}") from None

"""Folders as tests look at them."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path


def picture(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes and the time of its last change."""
    return {
        str(p.relative_to(folder)): (p.read_bytes() if p.is_file() else b"", p.stat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
    }


def without_the_power_of_root() -> None:
    """Let permissions count for root as for everybody: the next program has no CAP_DAC_OVERRIDE, _READ_SEARCH."""
    if sys.platform == "linux" and os.geteuid() == 0:
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def asked_where_nothing_can_be_written(place: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a program, which gets the path of a graph's folder, while nothing in that folder may be changed."""
    folders = [place, *(path for path in place.iterdir() if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        return subprocess.run(
            [sys.executable, "-c", script, str(place)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            preexec_fn=without_the_power_of_root,
        )
    finally:
        for folder in folders:
            folder.chmod(0o755)

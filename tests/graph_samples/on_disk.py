"""Folders as tests look at them."""

from __future__ import annotations

import ctypes
import os
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

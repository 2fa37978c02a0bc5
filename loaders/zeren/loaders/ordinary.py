"""Reading a file that somebody names: whole, and in the end."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from zeren.loaders.errors import ZerenError

LARGEST_TEXT = 16 * 2**20
"""Bytes of a file that somebody writes by hand: a query, decisions about names."""


def bytes_of(path: Path, most: int) -> bytes:
    """All of an ordinary file of ``most`` bytes or fewer.

    Raises ZerenError for a larger one, and for a device or a pipe, which may have no end, or nothing to give. Raises
    OSError where it cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():  # of a folder, the system says it best
        raise ZerenError(f"{path}: a device or a pipe, not a file; save what it gives in a file first")
    with path.open("rb") as file:
        return bytes_from(file, most, str(path))


def bytes_from(file: BinaryIO, most: int, name: str) -> bytes:
    """All that an open file gives, or stdin. Raises ZerenError where that is more than ``most`` bytes."""
    data = file.read(most + 1)
    if len(data) > most:
        raise ZerenError(f"{name}: larger than {most // 2**20} MB; split it first")
    return data

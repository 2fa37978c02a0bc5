"""Reading a file that somebody names: whole, and in the end."""

from __future__ import annotations

import csv
import io
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


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a table that somebody keeps in Excel, which saves it as UTF-8, as GBK, or in UTF-16 with tabs, and
    with semicolons in some countries; empty rows, and what is empty behind the last column, left out.

    Raises ZerenError for one that cannot be read.
    """
    try:
        data = bytes_of(path, LARGEST_TEXT)
    except OSError as error:
        raise ZerenError(f"{path}: cannot be read ({error.strerror or error})") from None
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        rows = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
        width = max((i + 1 for i, head in enumerate(rows[0]) if head), default=0) if rows else 0
        return [row[:width] + [""] * (width - len(row)) for row in rows if any(row)]
    raise ZerenError(f"{path}: neither UTF-8 nor GB18030 text; save it as UTF-8")

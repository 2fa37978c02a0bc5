"""Files that zeren wrote: they are no notices, and what somebody changed in them is not written over."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from zeren.loaders.errors import ZerenError

_PAGE = b'<meta name="generator" content="zeren">'
_BEGINNING = 4096
_WHAT_TO_DO = {
    "ledger": "a ledger that zeren wrote; read what was filled in with zeren progress",
    "answer": "an answer that zeren wrote, no notice; load the notices it was made from",
    "page": "a page that zeren wrote, no notice; open it in a browser",
}


def kind_of(path: Path) -> str | None:
    """What zeren wrote there: ``ledger``, ``answer``, ``page``; None for anything else, and for tables of facts."""
    try:
        if path.suffix.lower() == ".xlsx":
            return _workbook(path)
        if path.suffix.lower() in (".html", ".htm"):
            with path.open("rb") as file:
                return "page" if _PAGE in file.read(_BEGINNING) else None
    except (OSError, zipfile.BadZipFile, RuntimeError):  # whoever reads it says what is wrong with it
        return None
    return None


def _workbook(path: Path) -> str | None:
    with zipfile.ZipFile(path) as parts:
        names = set(parts.namelist())
        if "docProps/custom.xml" in names:
            said = re.search(rb'name="zeren"[^>]*>\s*<\w+:lpwstr[^>]*>(\w+)<', _part(parts, "docProps/custom.xml"))
            if said:
                return said[1].decode()
        # A program that drops such properties keeps the hidden row.
        texts = (name for name in names if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"))
        if any(b">zeren:task<" in _part(parts, name) for name in texts):
            return "ledger"
    return None


def _part(parts: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part, of which a bomb may have much; what is looked for stands early."""
    with parts.open(name) as part:
        return part.read(2**20)


def refuse_own(files: Iterable[Path]) -> None:
    """Raise ZerenError for the first of these files that zeren wrote and that is nothing to be read as a notice."""
    for file in files:
        kind = kind_of(file) if file.is_file() else None
        if kind in _WHAT_TO_DO:
            raise ZerenError(f"{file}: {_WHAT_TO_DO[kind]}")


def refuse_changed(path: Path) -> None:
    """Raise ZerenError for a file that zeren did not write, or that somebody saved since."""
    if not path.exists() or not path.is_file():
        return
    if kind_of(path) is None:
        raise ZerenError(f"{path}: there is a file that zeren did not write; choose another name, or add --force")
    if not _as_written(path):
        raise ZerenError(
            f"{path}: somebody changed this workbook; read it with zeren progress, then choose another name or add "
            "--force"
        )


def _as_written(path: Path) -> bool:
    """Every program that saves a workbook says when; zeren says always the same."""
    from zeren.views.ledger import WRITTEN

    with zipfile.ZipFile(path) as parts:
        modified = re.search(rb"<dcterms:modified[^>]*>([^<]*)<", _part(parts, "docProps/core.xml"))
    return modified is not None and modified[1].decode().startswith(WRITTEN.isoformat())

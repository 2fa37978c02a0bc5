"""Files as they were when they were closed, the engine's and those of facts: any later change of a byte is damage."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_PASSING = ("*.lck", "*.wal", "*.prev.json")
"""Files that come and go with a session."""
_VOLATILE = frozenset({"statistics.json", "last-tx-id.bin"})
"""Written again at every close, with the same words unless something else changed."""
LOCK = "database.lck"
"""There while the engine has its folder open, and after it was killed."""
WHOLE = 64 * 2**20
"""Up to so many bytes are read whole on every opening: that takes a tenth of a second. Of larger graphs only the files
whose size or time of change differ are; ``zeren check`` reads them all."""


class Sealed(NamedTuple):
    """One file."""

    size: int
    """In bytes."""
    changed: int
    """When it was last changed, in nanoseconds since 1970."""
    digest: str
    """SHA-256."""


def take(folder: Path, known: Mapping[str, Sealed] | None = None) -> dict[str, Sealed]:
    """Every file of a closed engine; one that looks as in ``known`` is not read again. Raises OSError."""
    found = {}
    for path in _files(folder):
        status = path.stat()
        before = (known or {}).get(path.name)
        same = before is not None and (before.size, before.changed) == (status.st_size, status.st_mtime_ns)
        digest = before.digest if before is not None and same else _digest(path)
        found[path.name] = Sealed(status.st_size, status.st_mtime_ns, digest)
    return found


def of(path: Path) -> Sealed:
    """The seal of one file. Raises OSError."""
    status = path.stat()
    return Sealed(status.st_size, status.st_mtime_ns, _digest(path))


def broken(folder: Path, sealed: Mapping[str, Sealed], *, whole: bool = False) -> dict[str, str]:
    """The files that are not as they were sealed, each with what is wrong; ``whole`` reads all however large."""
    here = {path.name for path in _files(folder)} if folder.is_dir() else set()
    # Whoever was killed while reading left the lock, and these two files in whatever state.
    loose = _VOLATILE if (folder / LOCK).exists() else frozenset()
    problems = wrong(folder, {name: file for name, file in sealed.items() if name not in loose}, whole=whole)
    problems.update((name, "is none of the engine's files") for name in here - sealed.keys() - loose)
    return problems


def wrong(folder: Path, sealed: Mapping[str, Sealed], *, whole: bool = False) -> dict[str, str]:
    """Of the files that were sealed those that are not so; what else is in the folder is not looked at."""
    whole = whole or sum(file.size for file in sealed.values()) <= WHOLE
    found = {name: _problem(folder / name, file, whole) for name, file in sealed.items()}
    return {name: problem for name, problem in found.items() if problem}


def alike(one: Mapping[str, Sealed], two: Mapping[str, Sealed]) -> bool:
    """Whether the seals say the same; when files that every session writes were written does not matter."""

    def told(sealed: Mapping[str, Sealed]) -> dict[str, Sealed]:
        return {name: file._replace(changed=0) if name in _VOLATILE else file for name, file in sealed.items()}

    return told(one) == told(two)


def _problem(path: Path, sealed: Sealed, whole: bool) -> str | None:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    if status.st_size != sealed.size:
        return f"{status.st_size:,} bytes of {sealed.size:,}"
    if (whole or status.st_mtime_ns != sealed.changed) and _digest(path) != sealed.digest:
        return "holds other bytes than were written"
    return None


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if not any(p.match(pattern) for pattern in _PASSING))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

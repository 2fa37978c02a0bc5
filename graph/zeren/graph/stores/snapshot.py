"""A graph in a folder as it is now, for one reader: an engine of its own, which nobody waits for.

The engine lets one process in. A copy of its files costs little more than comparing them with their seals, which every
opening does; where somebody is changing them, an engine is filled from the facts, which are those before the change.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from zeren.graph import parts
from zeren.graph.schema import SCHEMA_VERSION
from zeren.graph.stores import folder, seal

_AGAIN = 3
"""How often one tries to copy what somebody changes meanwhile."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A folder for one reader; nobody else knows it."""

    path: Path
    marker: folder.Marker

    def release(self) -> None:
        """Delete it."""
        parts.give_up(self.path)


def empty(marker: folder.Marker) -> Snapshot:
    """A folder in which an engine can be made that holds what ``marker`` says. Raises OSError."""
    return Snapshot(parts.private_folder(), marker)


def copied(path: Path, most: int | None = None) -> Snapshot | None:
    """A copy of the engine's files, just as they were sealed.

    None where they are not sealed, not whole, of an older zeren, or more than ``most`` bytes. Raises OSError where
    there is no room for it.
    """
    for _ in range(_AGAIN):
        marker = folder.read(path)
        if marker is None or marker.files is None or marker.manifest is None or marker.filling:
            return None
        size = sum(file.size for file in marker.files.values())
        if marker.manifest.schema != SCHEMA_VERSION or marker.facts is None or (most is not None and size > most):
            return None
        snapshot = empty(marker)
        try:
            if _copy(path / str(marker.graph), snapshot.path / str(marker.graph), marker):
                return snapshot
        except BaseException:
            snapshot.release()
            raise
        snapshot.release()
        if folder.read(path) == marker:
            return None
    return None


def _copy(engine: Path, to: Path, marker: folder.Marker) -> bool:
    """Copy the files of an engine; whether the copies are what was sealed."""
    to.mkdir()
    with contextlib.suppress(FileNotFoundError):
        for name in marker.files or ():
            shutil.copyfile(engine / name, to / name)
        if (engine / seal.LOCK).exists():
            # Somebody reads there, and has two files in whatever state: the lock tells the engine to mend them.
            (to / seal.LOCK).touch()
        return not seal.broken(to, marker.files or {}, whole=True)
    return False

"""Who may change a folder: one at a time. Readers of facts need no lock.

The system lets go of it when a process ends, however it ends. The engine has a lock of its own in its folder, but that
folder may be damaged, or about to be exchanged.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

from zeren.loaders.errors import ZerenError

NAME = "zeren.lock"
WAIT = 5.0
"""Seconds for which one waits for another process to be done."""
_HERE: set[Path] = set()
"""Folders that this process has locked."""


class InUseError(ZerenError):
    """Somebody else may change the folder now."""


class Lock:
    """A folder that is locked until ``release``."""

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        """Wait for so many seconds at most. Raises ZerenError where it is in use, or may not be written."""
        self._path = path.resolve()
        if self._path in _HERE:
            raise InUseError(f"{path} is in use by this process: close the store that has it open")
        try:
            self._handle: int | None = os.open(self._path / NAME, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise ZerenError(unwritable(path)) from error
        until = time.monotonic() + wait
        while not _taken(self._handle):
            if time.monotonic() > until:
                os.close(self._handle)
                raise InUseError(f"{path} is in use by another process: close it there, then try again")
            time.sleep(0.05)
        _HERE.add(self._path)

    def release(self) -> None:
        """Let others in. Releasing twice does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            _HERE.discard(self._path)
            os.close(handle)  # and with it the lock goes


def unwritable(path: Path) -> str:
    """What to say of a folder that may only be read."""
    return (
        f"{path} cannot be opened: the engine writes into its folder even to read, and here nothing may be "
        "written; copy the whole folder to where you may write, or ask for the right to"
    )


def _taken(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        lock = partial(msvcrt.locking, handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        lock = partial(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        lock()
    except OSError:  # somebody else has it
        return False
    return True

"""Names for what is being written beside its target, until it takes the target's place, and for folders of one's own.

Whoever is killed meanwhile leaves it there. The name tells the process, so that the next one that writes into the same
folder takes it away.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = re.compile(r"\.zeren-(\d+)-.+")
_OURS: set[Path] = set()
"""What this process is writing."""


@contextmanager
def part_of(target: Path, what: str = "") -> Iterator[Path]:
    """A path beside ``target`` to make a file or folder at; what is still there at the end is deleted.

    Its ending is that of the target, for writers that look at it; ``what`` tells several for one target apart.
    """
    sweep(target.parent)
    part = target.with_name(f".zeren-{os.getpid()}-{what}{target.name}")
    _OURS.add(part)
    try:
        yield part
    finally:
        give_up(part)


def private_folder() -> Path:
    """A new folder among the system's temporary ones, until ``give_up``. Raises OSError."""
    here = Path(tempfile.gettempdir())
    sweep(here)
    folder = Path(tempfile.mkdtemp(prefix=f".zeren-{os.getpid()}-", dir=here))
    _OURS.add(folder)
    return folder


def give_up(part: Path) -> None:
    """Delete what is no longer wanted."""
    _OURS.discard(part)
    _delete(part)


def sweep(folder: Path) -> None:
    """Delete what processes that are gone were writing in a folder."""
    with contextlib.suppress(OSError):  # what cannot be listed or deleted is not ours to complain about here
        for path in folder.iterdir():
            found = _NAME.fullmatch(path.name)
            if found and int(found[1]) != os.getpid() and not _lives(int(found[1])):
                _delete(path)


def take_away() -> None:
    """Delete all that this process is writing: it ends now."""
    for part in tuple(_OURS):
        _delete(part)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    if os.name != "posix":  # there, os.kill ends a process
        return _lives_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def _lives_on_windows(process: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  only Windows has it, and mypy looks everywhere
    handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)

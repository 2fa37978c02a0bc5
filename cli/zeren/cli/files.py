"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from zeren.graph.parts import part_of
from zeren.loaders.errors import ZerenError

PAGE = (".html", ".htm"), "a browser"
WORKBOOK = (".xlsx",), "Excel"


def check_target(target: Path) -> None:
    """Raise ZerenError where ``target`` cannot become a file: a folder, in one that does not exist, or in a graph's."""
    if target.is_dir():
        raise ZerenError(f"cannot write {target}: it is a folder; name a file in it")
    _check_folder(target)


def _check_folder(target: Path) -> None:
    from zeren.graph.stores.folder import MARKER

    folders = target.resolve().parents
    if not folders[0].is_dir():
        raise ZerenError(f"cannot write {target}: the folder {target.parent} does not exist; create it first")
    # A graph's folder, and those of the engine in it: what is written there takes the place of a part of the graph.
    if graph := next((folder for folder in folders[:2] if (folder / MARKER).is_file()), None):
        raise ZerenError(f"cannot write {target}: {graph.name} is a graph's folder; choose another folder")


def check_ending(target: Path, endings: tuple[str, ...], opener: str) -> None:
    """Raise ZerenError where the name of ``target`` does not tell ``opener`` what it is (or is that of a notice)."""
    if target.suffix.lower() not in endings:
        known = " or ".join((", ".join(endings[:-1]), endings[-1]) if endings[1:] else endings)
        raise ZerenError(f"{target} must end in {known}, or {opener} will not open it")


def same_file(one: Path, other: Path) -> bool:
    """Whether both are names of one file that is there."""
    return one.exists() and other.exists() and one.samefile(other)


@contextlib.contextmanager
def replacing_folder(target: Path, ours: str) -> Iterator[Path]:
    """Give an empty folder to fill; it becomes ``target`` when the block ends well and vanishes when it does not.

    A folder that is there is replaced where it is empty or holds the file ``ours``, by which it is known to be
    made so before. Raises ZerenError for any other, and where ``target`` cannot be written.
    """
    real = target.resolve()
    _check_folder(target)
    if real.exists() and not real.is_dir():
        raise ZerenError(f"cannot write {target}: it is a file, and a folder is made; choose another name")
    if real.is_dir() and not (real / ours).is_file():
        other = next((entry.name for entry in real.iterdir()), None)
        if other is not None:
            raise ZerenError(f"cannot write {target}: it holds other files ({other}); name a new or empty folder")
    with part_of(real) as part, part_of(real, "old-") as old:
        try:
            part.mkdir()
            yield part
            if real.exists():
                real.replace(old)
            part.replace(real)
        except OSError as error:
            if old.exists() and not real.exists():
                old.replace(real)
            raise ZerenError(f"cannot write {target}: {error.strerror or error}; close what is open in it") from error


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; it becomes ``target`` when the block ends well and vanishes when it does not.

    A symbolic link keeps pointing where it points: what it points to is replaced. What is no ordinary file
    (``/dev/stdout``, a pipe) is not replaced but written to. Raises ZerenError where ``target`` cannot be written.
    """
    check_target(target)
    real = target.resolve()
    if real.exists() and not real.is_file():
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder) / real.name
            yield part
            with part.open("rb") as source, real.open("wb") as device:
                shutil.copyfileobj(source, device)
        return
    # Beside the target, so that the replacement is one step on one file system.
    try:
        with part_of(real) as part:
            yield part
            if real.exists():
                part.chmod(real.stat().st_mode)
            part.replace(real)
    except PermissionError as error:
        raise ZerenError(
            f"cannot write {target}: permission denied; close it where it is open, or choose another file"
        ) from error
    except OSError as error:
        raise ZerenError(f"cannot write {target}: {error.strerror or error}") from error

"""Many files read by several processes, each for itself: what fails or takes too long is told, and stops nothing."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Generic, TypeVar

from zeren.loaders import Reading, ZerenError, read_documents

T = TypeVar("T")
SUFFIXES = (".txt", ".md", ".html", ".htm", ".csv", ".docx", ".xlsx", ".pdf")
LIMIT = 60.0
"""Seconds for one file, of its process."""


@dataclass(frozen=True)
class Text:
    """One file, and the name by which it is told."""

    name: str
    path: Path


@dataclass(frozen=True)
class Result(Generic[T]):
    """What came of one file: ``values``, one for each document file in it, or ``error``, one line."""

    text: Text
    values: tuple[T, ...] = ()
    error: str | None = None
    seconds: float = 0.0


def texts_in(roots: Iterable[Path]) -> list[Text]:
    """The files of known kinds in these folders (or the files themselves), by name: the last folder's, then theirs."""
    found = []
    for root in roots:
        if root.is_file():
            found.append(Text(root.name, root))
            continue
        if not root.is_dir():
            raise SystemExit(f"{root}: no such folder or file")
        files = sorted(p for p in root.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        found += [Text(f"{root.name}/{p.relative_to(root).as_posix()}", p) for p in files]
    return found


class _TooLongError(Exception):
    """The limit of a file is over."""


def _stop(signum: int, frame: FrameType | None) -> None:
    raise _TooLongError


def _one(work: Callable[[Path, Reading], T], limit: float, text: Text) -> Result[T]:
    began = time.perf_counter()
    timed = hasattr(signal, "setitimer")  # not on Windows, where a file takes what it takes
    if timed:
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, limit)
    values: tuple[T, ...] = ()
    error = None
    try:
        values = tuple(work(text.path, reading) for reading in read_documents([text.path]))
    except _TooLongError:
        error = f"took longer than {limit:.0f} s"
    except ZerenError as refused:
        error = str(refused).replace(str(text.path), text.name)
    except Exception as fault:  # a fault of the reader in one file is a finding, and the others are read all the same
        error = f"FAULT {type(fault).__name__}: {fault}".partition("\n")[0]
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return Result(text, values, error, time.perf_counter() - began)


def read_each(
    texts: list[Text], work: Callable[[Path, Reading], T], *, workers: int = 2, limit: float = LIMIT
) -> Iterator[Result[T]]:
    """What ``work`` makes of each file's reading, in order; a function that ``pickle`` finds by its name."""
    one = partial(_one, work, limit)
    if workers < 2:
        yield from map(one, texts)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(one, texts, chunksize=max(1, min(16, len(texts) // (8 * workers))))

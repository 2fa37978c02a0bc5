"""Files read by several processes at once, in order and in bounded memory.

The processes are spawned, never forked: the same on every system, and safe beside the Java machine of the graph.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path
from typing import TypeVar

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.sources import contents_of, source_of
from zeren.loaders.names.places import places_beside
from zeren.loaders.read import read
from zeren.loaders.records import Reading
from zeren.loaders.words.lexicon import CHOSEN
from zeren.loaders.words.own_tables import use_tables

T = TypeVar("T")
Content = tuple[bytes, str]

_ENOUGH = 2_000_000
"""Bytes of several files; with less, starting processes takes longer than they save."""
_MOST = 61
"""Windows cannot wait for more processes."""


def as_it_is(reading: Reading) -> Reading:
    """The reading itself, for ``each_reading``."""
    return reading


def read_documents(paths: Iterable[str | Path], *, workers: int | None = 1) -> Iterator[Reading]:
    """Read files, folders and zips of them, one reading a file, each as it comes and in order. Raises ZerenError.

    ``workers`` processes read at once where there is enough to read; None is one for each core. A script that asks
    for more than one needs ``if __name__ == "__main__":``, as ``multiprocessing`` says.
    """
    return each_reading(paths, as_it_is, workers=workers)


def each_reading(paths: Iterable[str | Path], work: Callable[[Reading], T], *, workers: int | None = 1) -> Iterator[T]:
    """What ``work`` makes of each file's reading, in order. Raises ZerenError, after the results of the files before.

    ``work`` is done where the file is read: what is small to send back saves time and memory. It is a function that
    ``pickle`` finds by its name.
    """
    number = min(cores() if workers is None else workers, _MOST)
    if number < 1:
        raise ZerenError(f"{workers} workers cannot read; give 1 or more")
    contents = _contents(paths)
    first: list[Content | ZerenError] = []
    if number > 1:
        size = 0
        for content in contents:
            first.append(content)
            size += 0 if isinstance(content, ZerenError) else len(content[0])
            if size >= _ENOUGH and len(first) > 1:
                yield from _shared(chain(first, contents), work, number)
                return
    for content in chain(first, contents):
        yield _done(content, work)


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _contents(paths: Iterable[str | Path]) -> Iterator[Content | ZerenError]:
    """The files; an error is the last of them, so that what stands before it is read first."""
    try:
        for path in paths:
            yield from contents_of(path)
    except ZerenError as error:
        yield error


def _done(content: Content | ZerenError, work: Callable[[Reading], T]) -> T:
    if isinstance(content, ZerenError):
        raise content
    data, name = content
    return work(read(source_of(data, name), places_beside(Path(name))))


def _shared(contents: Iterator[Content | ZerenError], work: Callable[[Reading], T], number: int) -> Iterator[T]:
    """The results of ``number`` processes, in order; no more than two files a process are on their way."""
    others = set(multiprocessing.active_children())
    with _ctrl_c_ignored():
        pool = ProcessPoolExecutor(
            number, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(CHOSEN.folder,)
        )
        for _ in range(number):
            pool.submit(cores)  # a process starts when there is work for it
    waiting: deque[Future[T] | ZerenError] = deque()
    finished = False
    try:
        for content in contents:
            waiting.append(content if isinstance(content, ZerenError) else pool.submit(_done, content, work))
            if len(waiting) >= 2 * number:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
        finished = True
    except BrokenProcessPool:
        raise ZerenError(
            "a process that reads was ended from outside, perhaps for want of memory; read with fewer workers, or one"
        ) from None
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        if not finished:
            # Ctrl-C, an error, or a caller that wants no more: what is on its way is of no use.
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()


def _result(waiting: Future[T] | ZerenError) -> T:
    if isinstance(waiting, ZerenError):
        raise waiting
    return waiting.result()


@contextlib.contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """What is started meanwhile ignores Ctrl-C from its first moment: without that it could end with a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _begin(tables: Path | None) -> None:
    """In each process: Ctrl-C is for the one that started it, and without that one there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_tables(tables)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

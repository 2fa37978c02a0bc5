"""Work shared among several processes, its results in order and in bounded memory.

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
from zeren.loaders.words.lexicon import CHOSEN
from zeren.loaders.words.own_tables import use_tables

T = TypeVar("T")
Item = TypeVar("Item")

_MOST = 61
"""Windows cannot wait for more processes."""


def each_result(
    items: Iterable[Item],
    work: Callable[[Item], T],
    workers: int | None,
    size_of: Callable[[Item], int],
    enough: int,
) -> Iterator[T]:
    """What ``work`` makes of each item, in order.

    ``workers`` processes share it where there are several items of ``enough`` size together; None is one for each
    core. ``work`` is a function that ``pickle`` finds by its name.
    """
    number = min(cores() if workers is None else workers, _MOST)
    if number < 1:
        raise ZerenError(f"{workers} workers cannot read; give 1 or more")
    others = iter(items)
    first: list[Item] = []
    if number > 1:
        size = 0
        for item in others:
            first.append(item)
            size += size_of(item)
            if size >= enough and len(first) > 1:
                yield from _shared(chain(first, others), work, number)
                return
    for item in chain(first, others):
        yield work(item)


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _shared(items: Iterator[Item], work: Callable[[Item], T], number: int) -> Iterator[T]:
    """The results of ``number`` processes, in order; no more than two items a process are on their way."""
    others = set(multiprocessing.active_children())
    with _ctrl_c_ignored():
        pool = ProcessPoolExecutor(
            number, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(CHOSEN.folder,)
        )
        for _ in range(number):
            pool.submit(cores)  # a process starts when there is work for it
    waiting: deque[Future[T]] = deque()
    finished = False
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= 2 * number:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
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

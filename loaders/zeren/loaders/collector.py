"""Work during which Python's cycle collector waits."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected(*, kept: bool = False) -> Iterator[None]:
    """Python's cycle collector waits, in all threads: also as a decorator.

    Reading a file and loading a graph make many objects that live until the end and hardly a cycle. Looking at them
    again and again took a quarter of the time of reading, and two thirds of that of loading a million edges: with
    Java in the process a look costs more. ``kept``: nearly all that was made lives on, so it counts as old then, and
    the collector does not look at all of it at once, which after a million edges takes 4 s.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if kept and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()

"""Work during which Python's cycle collector waits."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Python's cycle collector waits, in all threads: also as a decorator.

    Reading a file and loading a graph make many objects that live until the end and hardly a cycle. Looking at them
    again and again took a quarter of the time of reading, and two thirds of that of loading a million edges: with
    Java in the process a look costs more.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # What was made counts as old: else the first look at it, all at once, takes 4 s after a million edges.
            gc.freeze()
            gc.unfreeze()
        gc.enable()

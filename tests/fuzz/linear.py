"""Does twice the text take twice the time? By the processor's time, so that a busy machine changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

from zeren.loaders.read import read
from zeren.loaders.text.source import Source

MOST = 3.0
"""Linear is 2, quadratic 4; the rest is the machine's."""
TRIES = 4


def seconds(source: Source) -> float:
    """What reading takes of the processor, in seconds."""
    began = time.process_time()
    read(source)
    return time.process_time() - began


def growth(text: Callable[[int], str], size: int) -> float:
    """How many times as long twice the size takes: least against least of several readings, each of a new text, or the
    first that is little enough."""
    small = large = float("inf")
    for _ in range(TRIES):
        small = min(small, seconds(Source("a.txt", text(size), "", "utf-8")))
        large = min(large, seconds(Source("a.txt", text(2 * size), "", "utf-8")))
        if large <= MOST * small:
            break
    return large / small

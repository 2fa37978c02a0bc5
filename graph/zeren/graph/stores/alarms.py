"""Calls at a time to come: one thread waits for all of them.

A ``threading.Timer`` is a thread for each question. Starting one took half a millisecond of an idle machine and eight
of a busy one, where the question itself took one.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable


class Alarm:
    """A call that is to come; ``cancel`` it when it is no longer wanted."""

    def __init__(self, call: Callable[[], None]) -> None:
        """Use ``after``."""
        self._call: Callable[[], None] | None = call

    def cancel(self) -> None:
        """Do not call. What is being called already goes on."""
        self._call = None

    @property
    def is_cancelled(self) -> bool:
        """Is it no longer wanted?"""
        return self._call is None

    def ring(self) -> None:
        """Call, in a thread of its own: it may take its time, and other alarms may not wait for it."""
        call = self._call
        if call is not None:
            threading.Thread(target=call, daemon=True).start()


_FEW = 100
"""Alarms that may be kept, cancelled or not."""


class _Clock:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[float, int, Alarm]] = []
        self._most = _FEW
        self._number = itertools.count()
        self._thread: threading.Thread | None = None

    def set(self, when: float, alarm: Alarm) -> None:
        with self._changed:
            if len(self._waiting) >= self._most:
                self._drop_cancelled()
            heapq.heappush(self._waiting, (when, next(self._number), alarm))
            if self._thread is None or not self._thread.is_alive():  # a process that was forked has none
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            elif self._waiting[0][2] is alarm:
                self._changed.notify()

    def _drop_cancelled(self) -> None:
        """Nearly all questions are answered long before their time: what they set would be kept until then."""
        self._waiting = [waiting for waiting in self._waiting if not waiting[2].is_cancelled]
        heapq.heapify(self._waiting)
        self._most = max(_FEW, 2 * len(self._waiting))

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting or self._waiting[0][0] > time.monotonic():
                    self._changed.wait(self._waiting[0][0] - time.monotonic() if self._waiting else None)
                _, _, alarm = heapq.heappop(self._waiting)
            alarm.ring()


_CLOCK = _Clock()


def after(seconds: float, call: Callable[[], None]) -> Alarm:
    """Call in so many seconds from now, unless it is cancelled."""
    alarm = Alarm(call)
    _CLOCK.set(time.monotonic() + min(seconds, threading.TIMEOUT_MAX), alarm)
    return alarm

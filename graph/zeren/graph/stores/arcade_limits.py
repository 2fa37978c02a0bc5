"""How long the embedded engine may work at what it is asked: it is told to stop, then it is stopped."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from zeren.graph.stores import alarms
from zeren.graph.stores.arcade_answers import TIMEOUT
from zeren.graph.stores.jvm_threads import JavaThread

_ENGINE = "com.arcadedb."
HEED = 0.3
"""Seconds within which the engine heeds that it shall stop, where it does: it looks between rows."""


class Until:
    """When time is over for somebody who asks now."""

    def __init__(self, seconds: float | None) -> None:
        """None: never."""
        self.seconds = seconds
        self._over = None if seconds is None else time.monotonic() + seconds

    def left(self, most: float) -> float:
        """Seconds that are left, and no more than ``most``."""
        return most if self._over is None else min(most, max(0.0, self._over - time.monotonic()))

    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.left(1) == 0


NEVER = Until(None)


class Work:
    """What a thread asks of the engine; any thread may stop it."""

    def __init__(self, running: Any) -> None:
        """``running`` is what the engine calls a running query."""
        self._running = running
        self._thread = JavaThread()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self.stopped = False
        """Somebody wanted it stopped."""
        self.late = False
        """It had taken as long as it might."""
        self.forced = False
        """The engine did not heed that, and was stopped in the middle of whatever it did."""

    def stop_late(self) -> None:
        """As ``stop``, because time is over."""
        self.late = True
        self.stop()

    def stop(self) -> None:
        """End the work, and come back when it has ended."""
        import jpype

        self.stopped = True
        if not jpype.java.lang.Thread.isAttached():
            jpype.java.lang.Thread.attachAsDaemon()
        self._running.terminate("zeren")
        while not self._over.wait(HEED):
            with self._lock:  # a thread that is no longer at this work must not be hit
                if self._over.is_set():
                    return
                # One that has been stopped may need longer than that to tell Python, which a second error would break.
                if self._thread.is_within(_ENGINE):
                    self.forced = True
                    self._thread.stop()

    def end(self) -> None:
        """The thread is no longer at it; from the thread itself."""
        with self._lock:
            self._over.set()
        if self.forced:
            _take_what_is_on_its_way()
        self._thread.free()


@contextmanager
def limited(db: Any, until: Until) -> Iterator[Work]:
    """Work at a database that may be stopped, and is when time is over."""
    import jpype

    nobody = jpype.JClass("com.arcadedb.query.RunningQuery$Client").NONE
    registry = jpype.JClass("com.arcadedb.query.RunningQueryRegistry")()
    running = registry.open("zeren", "zeren", "embedded", "opencypher", "", nobody)
    binding = running.bind()
    work = Work(running)
    settings = db._java_db.getConfiguration()  # the database's own: other stores of this process keep theirs
    seconds = None if until.seconds is None else until.left(until.seconds)
    settings.setValue(TIMEOUT, 0 if seconds is None else max(1, round(seconds * 1000)))
    alarm = None if seconds is None else alarms.after(seconds, work.stop_late)
    try:
        yield work
    finally:
        if alarm is not None:
            alarm.cancel()
        work.end()
        settings.setValue(TIMEOUT, 0)
        binding.close()
        running.close()


def _take_what_is_on_its_way() -> None:
    """Receive an error, and an interrupt, that was sent to this thread when it had just ended."""
    import jpype

    for _ in range(2):
        with contextlib.suppress(jpype.JException):
            jpype.java.lang.Thread.interrupted()

"""How a command ends that nobody waits for any longer: after Ctrl-C, or when its time is over.

Python hears Ctrl-C, and raises anything, only between its own steps. A step may be one call into an engine, or a wait
for a server, that lasts for ever. So somebody else watches, and where the command does not end by itself, ends the
process: a graph is whole whenever that happens, and what was being written beside its target is taken away.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

PATIENCE = 0.4
"""Seconds that a command gets to end by itself after Ctrl-C."""
INTERRUPTED = 130  # what shells give a command that was stopped with Ctrl-C
_goes_on = threading.Event()
"""What runs deals with Ctrl-C itself, and goes on."""
_told = threading.Event()
"""It was said already that the command was stopped."""


def watch() -> None:
    """Let Ctrl-C end this process within a second, whatever it does; in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        return
    import socket

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # of the program's start
        signal.signal(signal.SIGINT, signal.default_int_handler)
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    # A byte comes here when the signal does, not when Python's next step does.
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(ours, theirs), daemon=True).start()


def _watch(ours: socket.socket, kept: socket.socket) -> None:
    while signals := ours.recv(1):
        if signals[0] == signal.SIGINT and not _goes_on.is_set():
            threading.Event().wait(PATIENCE)
            end("", INTERRUPTED)


def goes_on() -> None:
    """Leave Ctrl-C to what runs from now on: the shell, where it stops a question."""
    _goes_on.set()


def tell_stopped() -> None:
    """Say that the command was stopped, once."""
    if not _told.is_set():
        _told.set()
        os.write(_stderr(), b"zeren: stopped\n")


@contextlib.contextmanager
def within(seconds: float | None, what: str) -> Iterator[None]:
    """End the process with ``what`` in one line where the block takes longer than so many ``seconds``."""
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, end, (what, 1))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def end(message: str, status: int) -> None:
    """Say why in one line, and end the process at once."""
    with contextlib.suppress(OSError):
        if status != INTERRUPTED:
            os.write(_stderr(), f"zeren: {message}\n".encode())
        else:
            tell_stopped()
    # What was not imported has started nothing, and is writing nothing.
    if started := sys.modules.get("multiprocessing"):
        for child in started.active_children():
            child.kill()
    if parts := sys.modules.get("zeren.graph.parts"):
        parts.take_away()
    os._exit(status)


def _stderr() -> int:
    """Where messages go, without Python's own file: who is stopped may hold its lock."""
    return sys.__stderr__.fileno() if sys.__stderr__ else 2

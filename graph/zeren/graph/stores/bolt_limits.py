"""How long Neo4j may take: it stops what takes longer, and where it does not answer, the connection is cut.

A server that is frozen, or a network that is held, says nothing: every wait for it would last as long as that does. A
server whose connection is gone ends the transaction that it belonged to.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zeren.graph.stores import alarms

if TYPE_CHECKING:
    import neo4j

ANSWER = 0.7
"""Seconds that a server gets to say that it has stopped a query in time."""
_AGAIN = 0.2


class Wait:
    """What a session waits for; any thread may end it."""

    def __init__(self, session: neo4j.Session) -> None:
        """Use ``limited``."""
        self.session = session
        self._over = threading.Event()
        self.cut = False
        """Somebody wanted it ended."""
        self.late = False
        """It had lasted as long as it might."""

    def end(self) -> None:
        """Cut the connection, and come back when nobody waits for it."""
        self.cut = True
        while not self._over.wait(_AGAIN):
            # No public way cuts a connection that somebody waits for. None: it is being made, within its own limit.
            connection = getattr(self.session, "_connection", None)
            if connection is not None:
                connection.kill()

    def end_late(self) -> None:
        """As ``end``, because time is over."""
        self.late = True
        self.end()

    def over(self) -> None:
        """Nobody waits any longer."""
        self._over.set()


@contextmanager
def limited(session: neo4j.Session, seconds: float | None) -> Iterator[Wait]:
    """Work with a session that may be ended, and is some time after so many ``seconds``."""
    wait = Wait(session)
    alarm = None if seconds is None else alarms.after(seconds + ANSWER, wait.end_late)
    try:
        yield wait
    finally:
        if alarm is not None:
            alarm.cancel()
        wait.over()

"""A network between a client and a server that can be held."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Network(threading.Thread):
    """Between a client and a server; held, it carries nothing and says nothing."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.flowing = threading.Event()
        self.flowing.set()
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]

    def run(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._port))
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                self.flowing.wait()
                other.sendall(data)
        for end in (one, other):
            end.close()

    def close(self) -> None:
        self.flowing.set()
        self._listening.close()

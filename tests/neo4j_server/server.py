"""A real Neo4j Community for the tests, over Bolt on the loopback address.

Only the standard library is used, so that ``python dev.py neo4j`` can start a server before anything is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from neo4j_server.software import LEAST_JAVA, VERSION, UnavailableError, classpath, java, starter

USER = "neo4j"
OPEN_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
SETTINGS = {
    "server.bolt.enabled": "true",
    "dbms.security.auth_enabled": "true",
    "dbms.usage_report.enabled": "false",
    "server.memory.pagecache.size": "64m",
    "db.tx_log.preallocate": "false",
    # A plan stays as it is while data change: each graph of tests/queries would cost 40 s of planning, not 2.
    "dbms.cypher.statistics_divergence_threshold": "1.0",
    # These two make stopping a matter of one second instead of ten; no test needs late requests answered.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
}
START_SECONDS = 180
STOP_SECONDS = 60


class Neo4jServer:
    """One server with a data folder of its own; it can be stopped or killed and started again as it was."""

    def __init__(
        self, home: Path, *, heap: str = "512m", version: str = VERSION, settings: Mapping[str, str] | None = None
    ) -> None:
        self.home = home
        self.settings = {**SETTINGS, **(settings or {})}
        self.version = version
        self.heap = heap
        self.password = secrets.token_urlsafe(18)
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        """``bolt://127.0.0.1:PORT``; the port is known once the server has been started."""
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server and wait until it answers. Raises UnavailableError, or RuntimeError if it dies."""
        if self.process is not None:
            raise RuntimeError("the server is running already")
        command = [java(self.version), *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPEN_PACKAGES)]
        # One serial collector and one compiler tier: it starts sooner and leaves the cores to the tests.
        command += [f"-Xmx{self.heap}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        jars = os.pathsep.join([str(starter(self.version)), classpath(self.version)])
        command += ["-cp", jars, "Server", str(self.home)]
        self.home.mkdir(parents=True, exist_ok=True)
        address = f"127.0.0.1:{self.port}"
        settings = self.settings | {
            "server.bolt.listen_address": address,
            "server.bolt.advertised_address": address,
        }
        lines = [f"{name}={value}\n" for name, value in settings.items()]
        (self.home / "neo4j.conf").write_text("".join(lines), encoding="utf-8")
        ready = self.home / "ready"
        ready.unlink(missing_ok=True)
        with (self.home / "server.log").open("ab") as log:
            # A process group of its own: Ctrl-C in the tests then ends it through `stop`.
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )
        assert self.process.stdin is not None
        try:
            # Neo4j refuses to set the password that is set already.
            self.process.stdin.write(b"\n" if self.port else f"{self.password}\n".encode())
            self.process.stdin.flush()
            self._wait(ready)
        except BaseException:
            self.kill()
            raise
        self.port = int(ready.read_text(encoding="ascii"))

    def _wait(self, ready: Path) -> None:
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while not ready.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                log = (self.home / "server.log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"Neo4j did not start within {START_SECONDS} s; its log ends:\n{log[-2000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server in good order; nothing to do when it is not running."""
        process = self.process
        if process is None:
            return
        assert process.stdin is not None
        try:
            process.stdin.write(b"stop\n")
            process.stdin.close()
            process.wait(STOP_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            self.kill()
        self.process = None

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        process, self.process = self.process, None
        if process is None:
            return
        if process.poll() is None:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # the other end of the pipe is gone, as was asked for
            process.stdin.close()

    def restart(self) -> None:
        """Stop the server and start it again with the same data, port and password."""
        self.stop()
        self.start()

    def __enter__(self) -> Neo4jServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def write_password(folder: Path, password: str) -> Path:
    """Write the password where only this user can read it, and give the file's path."""
    path = folder / "password"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(password)
    return path


def main(arguments: list[str] | None = None) -> int:
    """Run a server until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="dev.py neo4j", description="Run a Neo4j on the loopback address.")
    parser.add_argument("--heap", default="512m", help="memory of the server, as Java's -Xmx takes it")
    parser.add_argument("--version", choices=LEAST_JAVA, default=VERSION, help="which Neo4j")
    parser.add_argument("--data", type=Path, help="keep the data in this folder instead of a temporary one")
    chosen = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="zeren-neo4j-") as folder:
            server = Neo4jServer(chosen.data or Path(folder) / "home", heap=chosen.heap, version=chosen.version)
            with server:
                path = write_password(Path(folder), server.password)
                print(f"NEO4J_URI={server.uri}")
                print(f"NEO4J_USERNAME={USER}")
                print(f"The password is in {path}, readable by you only. In a POSIX shell:")
                print(f'  export NEO4J_URI={server.uri} NEO4J_USERNAME={USER} NEO4J_PASSWORD="$(cat {path})"')
                print("Ctrl-C ends the server.", flush=True)
                run_until_told()
    except (UnavailableError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def run_until_told() -> None:
    """Return at Ctrl-C or SIGTERM."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    sys.exit(main())

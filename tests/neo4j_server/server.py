"""A real Neo4j Community for the tests, over Bolt on the loopback address.

Only the standard library is used, so that ``python dev.py neo4j`` can start a server before anything is
installed. The jars come from Maven once and are kept in ``.cache/`` inside the project.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

VERSION = "5.26.10"
"""The long-term-support line of Neo4j 5, which runs on Java 17 and newer."""
NEWER = "2025.10.1"
"""A release of the line after it, on which the stored queries must run unchanged."""
LEAST_JAVA = {VERSION: 17, NEWER: 21}

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache" / "neo4j"
USER = "neo4j"
COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
OPEN_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
SETTINGS = {
    "server.bolt.enabled": "true",
    "dbms.security.auth_enabled": "true",
    "dbms.usage_report.enabled": "false",
    "server.memory.pagecache.size": "64m",
    "db.tx_log.preallocate": "false",
    # These two make stopping a matter of one second instead of ten; no test needs late requests answered.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
}
START_SECONDS = 180
STOP_SECONDS = 60


class UnavailableError(Exception):
    """No Neo4j can be had here; the message is one line that says what is missing and how to get it."""


def java(version: str = VERSION) -> str:
    """The ``java`` of a JDK that is new enough for this Neo4j. Raises UnavailableError.

    JAVA_HOME comes first, then the PATH, then what a Linux distribution keeps beside its default one.
    """
    least = LEAST_JAVA[version]
    home = os.environ.get("JAVA_HOME")
    places = [str(Path(home) / "bin")] if home else []
    places += [os.environ.get("PATH", os.defpath)]
    places += sorted((str(folder) for folder in Path("/usr/lib/jvm").glob("*/bin")), reverse=True)
    reasons = []
    for place in places:
        found = shutil.which("java", path=place)
        problem = _unfit(found, least) if found else None
        if found and problem is None:
            return found
        reasons += [problem] if problem else []
    first = reasons[0] if reasons else "no java found"
    raise UnavailableError(
        f"{first}: for Neo4j {version} install a JDK, version {least} or newer, or set NEO4J_URI to a running Neo4j"
    )


def _unfit(program: str, least: int) -> str | None:
    """Why this java cannot run the server."""
    answer = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(\d+)', answer.stderr)
    if version is None or int(version[1]) < least:
        return f"{program} is older than Java {least}"
    modules = subprocess.run([program, "--list-modules"], capture_output=True, text=True, check=False)
    if "jdk.compiler" not in modules.stdout:
        return f"{program} belongs to a JRE, which cannot run a source file"
    return None


def jars(version: str = VERSION, cache: Path = CACHE) -> Path:
    """The folder of Neo4j's jars, fetched by Maven the first time (129 MB). Raises UnavailableError."""
    folder = cache / version
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError(
            "no mvn found: install Apache Maven (it fetches Neo4j), or set NEO4J_URI to a running Neo4j"
        )
    cache.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="fetching-", dir=cache))
    try:
        done = subprocess.run(
            [
                maven,
                "--batch-mode",
                "--quiet",
                f"--file={HERE / 'pom.xml'}",
                f"-Dneo4j.version={version}",
                f"-DoutputDirectory={fresh / 'jars'}",
                "-DincludeScope=runtime",
                COPY_GOAL,
            ],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            said = next((line for line in done.stdout.splitlines() if "ERROR" in line), "it gave no reason")
            raise UnavailableError(f"Maven could not fetch Neo4j {version} ({said.strip()}): check the network")
        # Two runs may fetch at the same time: the first to finish wins, and no half-filled folder is used.
        try:
            (fresh / "jars").rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


class Neo4jServer:
    """One server with a data folder of its own; it can be stopped or killed and started again as it was."""

    def __init__(self, home: Path, *, heap: str = "512m", version: str = VERSION) -> None:
        self.home = home
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
        command += ["-cp", str(jars(self.version) / "*"), str(HERE / "Server.java"), str(self.home)]
        self.home.mkdir(parents=True, exist_ok=True)
        address = f"127.0.0.1:{self.port}"
        settings = SETTINGS | {
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
    """Run a server until Ctrl-C, or only fetch its jars with ``--fetch``."""
    parser = argparse.ArgumentParser(prog="dev.py neo4j", description="Run a Neo4j on the loopback address.")
    parser.add_argument("--fetch", action="store_true", help="fetch what the server needs, and end")
    parser.add_argument("--heap", default="512m", help="memory of the server, as Java's -Xmx takes it")
    parser.add_argument("--version", choices=LEAST_JAVA, default=VERSION, help="which Neo4j")
    parser.add_argument("--data", type=Path, help="keep the data in this folder instead of a temporary one")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.fetch:
            java(chosen.version)
            jars(chosen.version)
            return 0
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

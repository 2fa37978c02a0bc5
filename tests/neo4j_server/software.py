"""What a Neo4j for the tests consists of: a Java, the jars of the release, and the program that starts it.

Only the standard library is used: ``dev.py`` fetches them before anything is installed. The jars stay where Maven keeps
what it has fetched, so that no second copy is made and releases share theirs.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

VERSION = "5.26.10"
"""The long-term-support line of Neo4j 5, which runs on Java 17 and newer."""
NEWER = "2025.10.1"
"""A release of the line after it, on which the stored queries must run unchanged."""
LEAST_JAVA = {VERSION: 17, NEWER: 21}

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".cache" / "neo4j"
GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
_SECONDS_BETWEEN_LINES = 5.0
_FETCHED = re.compile(r"Downloaded from .*\(([\d.]+) (B|kB|MB)")
_BYTES = {"B": 1, "kB": 1e3, "MB": 1e6}


class UnavailableError(Exception):
    """No Neo4j can be had here; the message is one line that says what is missing and how to get it."""


def nothing(line: str) -> None:
    """Tell nobody."""


def java(version: str = VERSION) -> str:
    """A ``java`` that is new enough for this Neo4j. Raises UnavailableError.

    JAVA_HOME comes first, then the PATH, then the one that the embedded engine brings: Debian 12 has only Java 17.
    """
    least = LEAST_JAVA[version]
    home = os.environ.get("JAVA_HOME")
    places = [str(Path(home) / "bin")] if home else []
    places += [os.environ.get("PATH", os.defpath)]
    for packages in ("lib/python*/site-packages", "Lib/site-packages"):
        for environment in (Path(sys.prefix), ROOT / ".venv"):
            places += map(str, environment.glob(f"{packages}/arcadedb_embedded/jre/bin"))
    reasons = []
    for place in places:
        found = shutil.which("java", path=place)
        problem = _unfit(found, least) if found else None
        if found and problem is None:
            return found
        reasons += [problem] if problem else []
    first = reasons[0] if reasons else "no java found"
    raise UnavailableError(f"{first}: install Java {least} or newer")


def _unfit(program: str, least: int) -> str | None:
    """Why this java cannot run the server."""
    try:
        answer = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    except OSError as reason:
        return f"{program} cannot be started ({reason.strerror})"
    version = re.search(r'version "(\d+)', answer.stderr)
    if version is None:
        said = (answer.stderr or answer.stdout).strip().splitlines()
        return f"{program} cannot be started ({said[-1] if said else 'it says nothing'})"
    return f"{program} is older than Java {least}" if int(version[1]) < least else None


def classpath(version: str = VERSION, tell: Callable[[str], None] = nothing) -> str:
    """The jars of a Neo4j as java's ``-cp`` takes them, fetched by Maven the first time. Raises UnavailableError."""
    kept = CACHE / f"{version}.classpath"
    if kept.is_file():
        jars = kept.read_text(encoding="utf-8")
        # Whoever tidies up Maven's folder takes the jars away.
        if all(Path(jar).is_file() for jar in jars.split(os.pathsep)):
            return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("no mvn found: install Apache Maven, which fetches it")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fetching-", dir=CACHE) as folder:
        written = Path(folder) / "classpath"
        options = [f"--file={HERE / 'pom.xml'}", f"-Dneo4j.version={version}", f"-Dmdep.outputFile={written}"]
        _run_maven([maven, "--batch-mode", *options, "-DincludeScope=runtime", GOAL], version, tell)
        jars = written.read_text(encoding="utf-8").strip()
        written.write_text(jars, encoding="utf-8")
        # Two runs may fetch at the same time: each leaves a whole file.
        written.replace(kept)
    return jars


def _run_maven(command: list[str], version: str, tell: Callable[[str], None]) -> None:
    """Let Maven fetch, and tell how far it is."""
    files, size = 0, 0.0
    last = time.monotonic()
    reason = "it gave no reason"
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as maven:
        assert maven.stdout is not None
        for line in maven.stdout:
            fetched = _FETCHED.search(line)
            if fetched:
                files, size = files + 1, size + float(fetched[1]) * _BYTES[fetched[2]]
                if time.monotonic() - last > _SECONDS_BETWEEN_LINES:
                    last = time.monotonic()
                    tell(f"   Neo4j {version}: {files} files, {size / 1e6:.0f} MB so far")
            elif "ERROR" in line and reason == "it gave no reason":
                reason = line.strip()
    if maven.returncode:
        raise UnavailableError(f"Maven could not fetch it ({reason}): check the network")
    if files:
        tell(f"   Neo4j {version}: {files} files, {size / 1e6:.0f} MB fetched")


def starter(version: str = VERSION) -> Path:
    """The folder of Server.class, compiled the first time. Raises UnavailableError.

    By a compiler that is a jar among the others: so any Java will do, and nobody needs a development kit.
    """
    source = HERE / "Server.java"
    folder = CACHE / f"server-{hashlib.sha256(source.read_bytes()).hexdigest()[:16]}"
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    jars = classpath(version)
    with tempfile.TemporaryDirectory(prefix="compiling-", dir=CACHE) as made:
        whole = Path(made) / "classes"
        compiler = [java(version), "-cp", jars, "org.eclipse.jdt.internal.compiler.batch.Main"]
        options = ["-source", "17", "-target", "17", "-cp", jars, "-d", str(whole)]
        done = subprocess.run([*compiler, *options, str(source)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise UnavailableError(
                f"{source.name} could not be compiled: {(done.stderr or done.stdout).strip()[-500:]}"
            )
        try:
            whole.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder


def fetch(version: str, tell: Callable[[str], None] = nothing) -> None:
    """Have all that this Neo4j needs. Raises UnavailableError."""
    java(version)
    classpath(version, tell)
    starter(version)

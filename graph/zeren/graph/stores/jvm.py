"""The Java machine of the embedded engine: started once, quietly, and without litter."""

from __future__ import annotations

import atexit
import contextlib
import os
import shlex
import sys
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableSet


class _Closable(Protocol):
    def close(self) -> None: ...


_OPEN: MutableSet[_Closable] = weakref.WeakSet()


_QUICK = "-XX:TieredStopAtLevel=1"
"""Java compiles once and quickly, in place of again and better: half the work of a short question was that."""


def start(*, quick: bool = False) -> None:
    """Start Java, unless this process already has it. Raises ZerenError where it cannot start.

    ``quick``: for a process that asks one short question, and ends.

    The engine's own starter is not used: it loads a vector module that warns on every start, sets
    a heap of 4 GB whatever the machine has, and its logger makes a ``log`` folder where you stand.
    ``ARCADEDB_JVM_ARGS`` is read as the engine's own starter reads it, so ``-Xmx2g`` works.
    """
    import jpype
    from arcadedb_embedded import ArcadeDBError
    from arcadedb_embedded.jvm import get_bundled_jre_lib_path, get_jar_path

    if jpype.isJVMStarted():
        return
    arguments = [
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        "-XX:+UseSerialGC",  # starts a third faster than G1; graphs here are small
        "-XX:+UseCompactObjectHeaders",
        *((_QUICK,) if quick else ()),
        "-Xrs",  # signals stay Python's: Ctrl-C raises, SIGTERM ends the process at once
        *shlex.split(os.environ.get("ARCADEDB_JVM_ARGS", "")),
    ]
    crash_log = str(Path(tempfile.gettempdir()) / "zeren-java-%p.log")
    if crash_log.isascii():  # Java may misread other letters in an option
        arguments.insert(0, f"-XX:ErrorFile={crash_log}")
    try:
        jars = sorted(str(jar) for jar in Path(get_jar_path()).glob("*.jar"))
        with _utf8_locale():
            jpype.startJVM(get_bundled_jre_lib_path(), *arguments, classpath=jars, interrupt=False)
    except (ArcadeDBError, OSError, RuntimeError, TypeError) as error:
        raise ZerenError(f"cannot start the embedded engine's Java: {' '.join(str(error).split())}") from error
    # Set from inside, not by -D: a path with Chinese characters survives only this way on Windows.
    jpype.JClass("java.lang.System").setProperty(
        "java.util.logging.config.file", str(Path(__file__).with_name("quiet.properties"))
    )
    # After jpype's own hook, so it runs before it: Java waits 30 s for a database left open.
    atexit.register(_close_all)


@contextlib.contextmanager
def _utf8_locale() -> Iterator[None]:
    """Java asks the locale, once, how names of files are encoded: under LC_ALL=C it cannot name a folder 督查室."""
    before = os.environ.get("LC_ALL")
    if sys.platform.startswith("linux"):
        os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("LC_ALL", None)
        else:
            os.environ["LC_ALL"] = before


def keep(store: _Closable) -> None:
    """Close this store when the process ends, if nobody has by then."""
    _OPEN.add(store)


def _close_all() -> None:
    for store in list(_OPEN):
        store.close()
    _let_go()


def _let_go() -> None:
    """Close what no store holds: Ctrl-C while a database was made leaves it open in Java, which would complain."""
    import jpype

    for left in list(jpype.JClass("com.arcadedb.database.DatabaseFactory").getActiveDatabaseInstances()):
        # Its folder is gone already, so there is nothing to lose, and nobody to tell.
        with contextlib.suppress(jpype.JException):
            left.close()

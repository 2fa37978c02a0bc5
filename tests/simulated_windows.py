"""Import all of zeren and its tests as on Windows: ``python tests/simulated_windows.py``.

Only what stands in the project sees another ``sys``, ``os`` and ``signal``: packages choose their parts by the system
that they run on.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import importlib.util
import os
import pkgutil
import signal
import sys
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
MISSING = ("fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
"""Modules that Python does not have on Windows."""
_OS = (
    "O_DIRECTORY O_NOFOLLOW O_NONBLOCK WNOHANG chown chroot fork forkpty getegid geteuid getgid getloadavg getpgid"
    " getsid getuid killpg lchown mkfifo mknod openpty sched_getaffinity setsid statvfs sysconf uname wait"
)
_SIGNALS = (
    "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGUSR1 SIGUSR2 SIGWINCH alarm pthread_sigmask setitimer"
)


class _Other(types.ModuleType):
    """A module with some names of another value, and some that are missing."""

    def __init__(self, real: types.ModuleType, missing: str, **said: str) -> None:
        super().__init__(real.__name__)
        self.__dict__.update(_real=real, _missing=frozenset(missing.split()), **said)

    def __getattr__(self, name: str) -> Any:
        if name in self._missing:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(self._real, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._real, name, value)


OTHERS = {
    "sys": _Other(sys, "", platform="win32"),
    "os": _Other(os, _OS, name="nt"),
    "signal": _Other(signal, _SIGNALS),
}
_import = builtins.__import__


def _as_on_windows(
    name: str,
    globals: Mapping[str, Any] | None = None,
    locals: Mapping[str, Any] | None = None,
    fromlist: tuple[str, ...] = (),
    level: int = 0,
) -> Any:
    file = str((globals or {}).get("__file__") or "")
    if file.startswith(f"{ROOT}{os.sep}") and "site-packages" not in file and not level:
        if name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        if name in OTHERS:
            return OTHERS[name]
    return _import(name, globals, locals, fromlist, level)


def main() -> None:
    """Import it all; the first module that cannot be is told by Python."""
    setattr(builtins, "__import__", _as_on_windows)  # noqa: B010  its type in typeshed is narrower than what it takes
    for room in ("loaders", "graph", "queries", "views", "cli"):
        package = importlib.import_module(f"zeren.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"zeren.{room}."):
            importlib.import_module(module.name)
    tests = sorted((ROOT / "tests").rglob("*.py"))
    sys.path[:0] = dict.fromkeys([str(ROOT), str(ROOT / "tests"), *(str(test.parent) for test in tests)])
    for test in tests:
        spec = importlib.util.spec_from_file_location("-".join(test.relative_to(ROOT).parts), test)
        assert spec and spec.loader
        sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        with contextlib.suppress(pytest.skip.Exception):
            spec.loader.exec_module(sys.modules[spec.name])


if __name__ == "__main__":
    main()

"""The real command, run as a user runs it."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from zeren.cli.demo import sample_files
from zeren.cli.main import main

Done = subprocess.CompletedProcess[str]


def program() -> str:
    """The installed ``zeren`` that belongs to this Python."""
    found = shutil.which("zeren", path=Path(sys.executable).parent)
    assert found is not None, "zeren is not installed beside this Python"
    return found


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's, without what would change an answer."""
    unset = (
        "ZEREN_DB",
        "ZEREN_DEBUG",
        "ZEREN_NAMES",
        "ZEREN_QUERIES",
        "ZEREN_TABLES",
        "COLUMNS",
        "FORCE_COLOR",
        "PYTHONUTF8",
        "PYTHONIOENCODING",
    )
    return {**{k: v for k, v in os.environ.items() if k not in unset}, **(extra or {})}


def zeren(*args: str | Path, cwd: Path, env: Mapping[str, str] | None = None, stdin: str = "") -> Done:
    """Run the command in a process of its own."""
    return subprocess.run(
        [program(), *map(str, args)],
        cwd=cwd,
        env=environment(env),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )


def zeren_here(*args: str | Path, cwd: Path, env: Mapping[str, str] | None = None, stdin: str = "") -> Done:
    """Run the same entry point in this process, its output caught."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.chdir(cwd)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        for name in os.environ.keys() - environment().keys():
            patch.delenv(name)
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        status = main([str(arg) for arg in args])
    return Done(args, status, *(_written(stream) for stream in (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


def load_sample(where: Path) -> Path:
    """The sample in a graph at ``where``, loaded by the command; here, because starting Java takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ZEREN_DB", raising=False)
        assert main(["load", *map(str, sample_files()), "--db", str(where)]) == 0
    return where

"""The wheel on every Python at hand: ``python3 dev.py wheels``, before a release.

For each, what docs/install.md says for a machine without a network is done: the wheels are collected, and put into a
clean environment from that folder alone. Then zeren does there what a user does first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from development.terminal import ROOT, StopError, say

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_QUERY = "MATCH (u:Unit) RETURN count(u) AS units;"
ALL_DONE = "collected, installed without a network, pip check, demo, shell, view, ledger: done"
DONE_BY_A_USER = [
    ".venv/bin/python -m pip check",
    ".venv/bin/zeren demo look",
    f"echo '{_QUERY}' | .venv/bin/zeren shell --db look/zeren.db",
    ".venv/bin/zeren view --db look/zeren.db -o page.html",
    ".venv/bin/zeren ledger --db look/zeren.db -o ledger.xlsx",
]


def wheels(named: list[str]) -> int:
    """Try the wheel on the Pythons named, or on all at hand; 1 where one of them fails."""
    if os.name != "posix":
        raise StopError("This runs the lines of docs/install.md in a POSIX shell: run it on Linux or macOS.")
    found = named or [python for version in PYTHONS if (python := shutil.which(f"python{version}"))]
    absent = [version for version in PYTHONS if not named and not shutil.which(f"python{version}")]
    problems = {python: _problem(python) for python in found}
    for python, problem in problems.items():
        say(f"{python}: {problem or ALL_DONE}")
    for version in absent:
        say(f"python{version} is not on this machine: nothing was tried on it.")
    return int(any(problems.values()) or not found)


def collecting_and_installing() -> Iterator[str]:
    """The two blocks of docs/install.md for a machine without a network."""
    text = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if "wheels" in block:
            yield block


def _problem(python: str) -> str | None:
    """What the first line says that fails on this Python."""
    with tempfile.TemporaryDirectory(prefix="zeren-wheels-") as name:
        folder = Path(name)
        # The lines say python3.
        (folder / "bin").mkdir()
        (folder / "bin" / "python3").symlink_to(shutil.which(python) or python)
        checkout, there = folder / "checkout", folder / "there"
        shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(".*", "__pycache__", "demo"))
        collect, install = collecting_and_installing()
        there.mkdir()
        for where, line in [
            *((checkout, line) for line in collect.splitlines()),
            (checkout, f"mv wheels '{there}'"),
            *((there, line) for line in [*install.splitlines(), *DONE_BY_A_USER]),
        ]:
            path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
            environment = {**os.environ, "PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
            done = subprocess.run(
                ["sh", "-c", line], cwd=where, env=environment, capture_output=True, encoding="utf-8", check=False
            )
            if done.returncode:
                return f"{line}: exit {done.returncode}: {(done.stderr or done.stdout).strip()[-800:]}"
    return None

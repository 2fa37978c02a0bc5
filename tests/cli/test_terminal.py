"""What a person at a terminal sees: tables that fit, no workbook poured over the screen, colours that can be off."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from zeren.cli.demo import sample_files
from zeren_command import environment, program

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals for Python", allow_module_level=True)

import fcntl
import pty
import struct
import termios

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def at_terminal(
    *args: str | Path, columns: int = 80, env: Mapping[str, str] | None = None, typed: str = ""
) -> tuple[str, int]:
    """Run the command in a terminal of that width, with something typed; what the screen got, and the exit status."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [program(), *map(str, args)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment({"TERM": "xterm-256color", **(env or {})}),
    )
    os.close(theirs)
    seen = bytearray()
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not data:
            break
        seen += data
        if typed and seen.endswith(b": "):  # what is typed before the question is asked is thrown away
            os.write(ours, typed.encode())
            typed = ""
    os.close(ours)
    return seen.decode("utf-8").replace("\r\n", "\n"), process.wait()


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_tables_fit_the_terminal(columns: int) -> None:
    shown, status = at_terminal("extract", sample_files()[0], columns=columns)
    assert status == 0
    lines = ESCAPE.sub("", shown.split("\x1b[2K")[-1]).splitlines()
    assert len(lines) > 60
    assert max(cell_len(line) for line in lines) <= columns
    whole = {head for line in lines for head in line.split()}
    assert {"number", "lead_units", "responsible_units"} <= whole, "no head of a column is cut"


def test_progress_leaves_nothing_behind() -> None:
    shown, _ = at_terminal("extract", sample_files()[0])
    assert "reading" in shown
    assert "reading" not in shown.split("\x1b[2K")[-1], "the bar is erased when the work is done"


def test_a_workbook_is_not_for_a_terminal() -> None:
    shown, status = at_terminal("extract", sample_files()[0], "--format", "xlsx")
    assert status == 2
    assert re.fullmatch(r"zeren: xlsx is not for a terminal: add -o FILE.xlsx [^\n]*\n", shown)


def test_colours_can_be_off() -> None:
    args = ("queries", "list")
    assert "\x1b[" in at_terminal(*args)[0]
    plain, _ = at_terminal(*args, env={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[(?:[349][0-7]|38|48)", plain), "no colour; bold is none"
    assert "\x1b" not in at_terminal(*args, env={"TERM": "dumb"})[0]


def test_a_password_is_asked_for_and_not_shown(neo4j: str, monkeypatch: pytest.MonkeyPatch) -> None:
    password = os.environ["NEO4J_PASSWORD"]
    monkeypatch.delenv("NEO4J_PASSWORD")
    notice = sample_files()[1]
    shown, status = at_terminal("load", notice, "--db", neo4j, typed=f"{password}\n")
    assert (status, "Password of neo4j (Enter for none): " in shown) == (0, True)
    assert f"{neo4j}: 1 document, 21 tasks" in shown
    shown, status = at_terminal("documents", "--db", neo4j, typed="no-such-secret\n")
    assert status == 1
    assert f"{neo4j} refuses the login: set NEO4J_USERNAME and NEO4J_PASSWORD" in shown
    assert password not in shown

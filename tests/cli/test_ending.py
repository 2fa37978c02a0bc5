"""A command ends when nobody waits for it any longer, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from query_oracles.endless import EXPRESSIONS
from zeren.cli.files import replacing, replacing_folder
from zeren.graph import open_store, parts
from zeren_command import environment, load_sample, program, zeren

ENDLESS = EXPRESSIONS[0]
PATIENCE = 20.0
"""Seconds, though the machine is busy."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_sample(tmp_path_factory.mktemp("graph") / "zeren.db")


@pytest.fixture(scope="module")
def digest(database: Path) -> Iterator[str]:
    with open_store(database) as store:
        before = store.digest()
    yield before
    with open_store(database) as store:
        assert store.digest() == before


def heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles only")
def test_ctrl_c_ends_a_query_that_hears_nothing(database: Path, digest: str, tmp_path: Path) -> None:
    target, copies = tmp_path / "answer.csv", tmp_path / "copies"
    copies.mkdir()
    command = [program(), "query", "-c", ENDLESS, "--db", str(database), "-o", str(target)]
    here = environment({"TMPDIR": str(copies)})
    child = subprocess.Popen(command, env=here, stderr=subprocess.PIPE, text=True, preexec_fn=heed_ctrl_c)
    # It hears until it is in the engine, which has its lock in a copy of the graph by then.
    deadline = time.monotonic() + 60
    while not list(copies.glob("*/*/database.lck")) and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(3)
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert time.monotonic() - begun < PATIENCE
    assert child.returncode == 130
    assert said.strip() == "zeren: stopped"
    assert (list(tmp_path.iterdir()), list(copies.iterdir())) == ([copies], [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles only")
def test_ctrl_c_while_it_starts_shows_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "zeren.cli", "--help"],
        env=environment({"PYTHONPATH": str(tmp_path)}),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=heed_ctrl_c,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_time_is_over(database: Path, digest: str, tmp_path: Path) -> None:
    done = zeren("query", "-c", ENDLESS, "--db", database, "--timeout", "1", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("zeren: the query was stopped after 1 s: ") and done.stderr.count("\n") == 1
    for command in (("export", "csv", "-o", "tables"), ("check",), ("ledger", "-o", "ledger.xlsx")):
        done = zeren(*command, "--db", database, "--timeout", "0.01", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (
            1,
            "zeren: stopped after 0.01 s: the graph is as it was before, or after (--timeout)\n",
        )
        assert list(tmp_path.iterdir()) == []


def test_what_a_killed_command_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from zeren.cli.files import replacing, replacing_folder
here = Path({str(tmp_path)!r})
with replacing(here / "o.csv") as part, replacing_folder(here / "t", "x") as other:
    part.write_text("half")
    (other / "half").write_text("half")
    os._exit(9)
"""
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code], check=False)
    mine = tmp_path / f".zeren-{os.getpid()}-mine.csv"
    mine.write_text("somebody writes this now")
    (tmp_path / ".zeren-notes").write_text("is no name of a part")
    with replacing(tmp_path / "o.csv") as part:
        part.write_text("whole")
        assert part.suffix == ".csv"
    assert {path.name for path in tmp_path.iterdir()} == {"o.csv", mine.name, ".zeren-notes"}


def test_a_folder_is_exchanged_whole(tmp_path: Path) -> None:
    for number in (1, 2):
        with replacing_folder(tmp_path / "t", "mark") as part:
            (part / "mark").write_text(str(number))
    with pytest.raises(RuntimeError), replacing_folder(tmp_path / "t", "mark") as part:
        (part / "mark").write_text("3")
        raise RuntimeError
    assert (tmp_path / "t" / "mark").read_text() == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_what_is_being_written_is_known(tmp_path: Path) -> None:
    with parts.part_of(tmp_path / "a") as part:
        part.write_text("x")
        parts.take_away()
        assert not part.exists()
    parts.take_away()

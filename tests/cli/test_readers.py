"""Commands that ask no Cypher start no Java, and stand in nobody's way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zeren_command import environment, load_sample, zeren

COMMANDS = (
    ("documents",),
    ("metrics", "units"),
    ("metrics", "concentration"),
    ("ties",),
    ("clusters", "--resamples", "3"),
    ("whatif", "--drop-leader", "钟离遥"),
    ("view", "-o", "page.html"),
    ("ledger", "-o", "ledger.xlsx"),
    ("progress", "--late"),
    ("export", "jsonl", "-o", "graph.jsonl"),
    ("diff", "泽政〔2025〕6号", "泽政办〔2025〕9号"),
)
ALL = """
import sys
from zeren.cli.main import main
for words in {commands!r}:
    status = main([*words, "--db", "zeren.db"])
    print("status", words, status, file=sys.stderr)
print("java", "jpype" in sys.modules, file=sys.stderr)
"""
HOLD = "import sys; from zeren.graph import open_store; s = open_store(sys.argv[1]); print('open', flush=True); input()"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    load_sample(folder / "zeren.db")
    return folder


def test_reading_commands_start_no_java_and_need_no_lock(desk: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, "zeren.db"], cwd=desk, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        done = subprocess.run(
            [sys.executable, "-c", ALL.format(commands=COMMANDS)],
            cwd=desk,
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        asked = zeren("query", "unit-load", "--format", "csv", "--db", "zeren.db", cwd=desk)
        holder.stdin.write("\n")
    assert (asked.returncode, asked.stdout[:5]) == (0, "unit,"), asked.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith(("status ", "java "))]
    assert told == [*(f"status {words} 0" for words in COMMANDS), "java False"], done.stderr


def test_what_was_mended_is_said_and_the_question_is_answered(desk: Path) -> None:
    bucket = next((desk / "zeren.db" / "graph").glob("Task_0.*.bucket"))
    bucket.write_bytes(bucket.read_bytes()[:-1000])
    done = zeren("query", "unit-load", "--format", "csv", cwd=desk)
    assert done.returncode == 0
    assert done.stderr.startswith("zeren.db: the engine's files were made again from the facts, which are whole (")
    again = zeren("query", "unit-load", "--format", "csv", cwd=desk)
    assert (again.returncode, again.stdout) == (0, done.stdout)
    assert "made again" not in again.stderr

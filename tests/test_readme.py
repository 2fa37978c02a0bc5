"""What the README shows is what happens: its console blocks are run on the sample and compared."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```", README, re.M | re.S)
ZEREN = Path(sys.executable).parent / ("zeren.exe" if os.name == "nt" else "zeren")


def zeren(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "ZEREN_DB"}
    done = subprocess.run(
        [ZEREN, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    zeren(folder, "demo", "demo")
    return folder / "demo"


def trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def test_there_are_console_blocks() -> None:
    assert len(BLOCKS) >= 2


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command[:40] for command, _ in BLOCKS])
def test_console_block_shows_what_is_printed(command: str, shown: str, demo: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "zeren"
    assert trimmed(zeren(demo, *arguments)) == trimmed(shown)


def test_task_is_quoted_as_the_sample_prints_it(demo: Path) -> None:
    (quoted,) = re.findall(r"^```text\n(.*?)^```", README, re.M | re.S)
    assert quoted in (demo / "documents" / "gazette-2025-03.txt").read_text(encoding="utf-8")


def test_the_figures_of_the_report_are_those_of_the_sample(demo: Path) -> None:
    report = json.loads(zeren(demo, "extract", "documents/gazette-2025-03.txt", "--report", "--format", "json"))
    (row,) = [row for row in report if row["kind"] == "coverage"]
    characters = sum(count for key, count in row.items() if key.startswith("characters_"))
    said = f"each of the {characters:,} visible characters"
    names = f"{row['names']} names of bodies and people stand in statements that were read, {row['names_unread']} in"
    words = " ".join(README.split())
    assert said in words
    assert names in words


def test_python_block_runs(demo: Path, tmp_path: Path) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)
    (tmp_path / "notice.txt").write_bytes((demo / "documents" / "gazette-2025-03.txt").read_bytes())
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", block],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("{'unit': ")


def test_shell_block_runs(demo: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
    commands = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    # The two commands of a fresh machine are run there (dev.py fresh).
    first, second, *commands = commands
    assert (first, second) == (["python3", "dev.py", "demo"], ["python3", "dev.py", "test"])
    assert len(commands) >= 6
    for name in ("notice.txt", "notice-2024.txt"):
        (tmp_path / name).write_bytes((demo / "documents" / "gazette-2025-03.txt").read_bytes())
    for program, *arguments in commands:
        assert program == "zeren"
        zeren(tmp_path, *arguments)
    assert (tmp_path / "page.html").stat().st_size and (tmp_path / "ledger.xlsx").stat().st_size

"""Every block of a page that a reader may paste is run: here, or by what is named here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import neo4j as driver
import pytest

import notice_files
from neo4j_server.server import USER, Neo4jServer
from zeren_command import environment, program, zeren

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PASTED = ("sh", "bash", "python", "bat", "toml", "yaml", "csv", "properties")
SHOWN = ("console", "text", "cypher", "mermaid")
"""Output, and commands with a prompt before them; Cypher is the generated page's, whose queries the tests ask."""
HERE = Path(__file__).name
FRESH, WHEELS = "development/fresh.py", "development/wheels.py"
RUN_BY = {
    # What runs each block that may be pasted, in their order.
    "README.md": [FRESH, FRESH, "tests/test_readme.py", "tests/test_readme.py"],
    "install.md": ["tests/test_repository.py", "tests/test_repository.py", WHEELS, WHEELS, HERE],
    "stores.md": [HERE, HERE, HERE],
    "data.md": ["tests/loaders/test_tables.py"] * 5,
    "security.md": [HERE],
    "desk.md": ["tests/cli/test_progress.py"],
    "exports.md": ["tests/test_pages.py"] * 4,
    "diff.md": [HERE, "tests/test_pages.py"],
    "page.md": [HERE, HERE],
}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell runs them")


def blocks(page: Path) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind not in SHOWN]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_block_is_run_or_shown(page: Path) -> None:
    found = blocks(page)
    assert {kind for kind, _ in found} <= set(PASTED), "say what kind it is"
    assert len(found) == len(RUN_BY.get(page.name, ()))
    runners = set(RUN_BY.get(page.name, ())) - {HERE}
    assert [runner for runner in runners if not (ROOT / runner).is_file()] == []


def pasted(block: str, folder: Path, typed: str = "", shell: str = "sh", **more: str) -> str:
    """What a shell prints when a block is pasted, with this zeren on its path."""
    path = os.pathsep.join([str(Path(program()).parent), "/usr/bin", "/bin"])
    done = subprocess.run(
        [shell, "-e", "-c", block],
        cwd=folder,
        env=environment({"PATH": path, **more}),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the pages name."""
    gazette, later = (ROOT / "examples" / name for name in ("gazette-2025-03.txt", "notice-2026-02.md"))
    for name in ("notice.txt", "notice-2025.txt"):
        shutil.copy(gazette, tmp_path / name)
    shutil.copy(later, tmp_path / "notice-2026.txt")
    shutil.copy(ROOT / "examples" / "zeren-places.csv", tmp_path)
    paragraphs = later.read_text(encoding="utf-8").splitlines()
    notice_files.write_docx(paragraphs, tmp_path, tmp_path).rename(tmp_path / "report.docx")
    (tmp_path / "2025").mkdir()
    shutil.copy(gazette, tmp_path / "2025")
    return tmp_path


@ON_POSIX
def test_a_graph_is_kept_as_the_page_of_stores_says(desk: Path) -> None:
    (_, kept), *_ = blocks(ROOT / "docs" / "stores.md")
    assert "report.docx" in pasted(kept, desk)


def test_the_python_of_the_page_of_stores_runs(desk: Path) -> None:
    ((_, code),) = [block for block in blocks(ROOT / "docs" / "stores.md") if block[0] == "python"]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=desk, capture_output=True, encoding="utf-8", check=False, env=environment()
    )
    assert (done.returncode, done.stdout) == (0, "()\n"), done.stderr


@ON_POSIX
def test_the_commands_of_the_page_of_differences_run(desk: Path) -> None:
    (_, commands), *_ = blocks(ROOT / "docs" / "diff.md")
    pasted("zeren load notice-2025.txt notice-2026.txt", desk)
    pasted("zeren load notice-2025.txt --db last-year.db && zeren load notice-2026.txt --db this-year.db", desk)
    assert pasted(commands, desk).count("summary") == 3


@ON_POSIX
def test_the_commands_of_the_page_of_the_page_run(desk: Path) -> None:
    (_, commands), (_, code) = blocks(ROOT / "docs" / "page.md")
    pasted("zeren load notice-2025.txt notice-2026.txt", desk)
    pasted(commands, desk)
    assert (desk / "pages" / "index.html").is_file()
    shown = f"{code.strip().rpartition(chr(10))[0]}\nprint(show_page(read_graph())._repr_html_()[:7])"
    done = subprocess.run(
        [sys.executable, "-c", shown], cwd=desk, capture_output=True, encoding="utf-8", check=False, env=environment()
    )
    assert done.stdout == "<iframe\n", done.stderr


@ON_POSIX
@pytest.mark.parametrize("page", ["install.md", "stores.md"])
def test_the_commands_for_a_neo4j_run(page: str, desk: Path, neo4j: str) -> None:
    password = os.environ["NEO4J_PASSWORD"]
    ((kind, block),) = [b for b in blocks(ROOT / "docs" / page) if "ZEREN_DB" in b[1]]
    assert "neo4j://localhost" in block
    asked = "read " in block
    # Where the page types the password, it is typed; where zeren asks at a terminal, it is in the environment here.
    variables = {"NEO4J_PASSWORD": "" if asked else password}
    said = pasted(block.replace("neo4j://localhost", neo4j), desk, f"{password}\n", kind, **variables)
    assert "市财政局" in said


def test_a_server_with_the_settings_of_the_page_of_security_reads_no_file(tmp_path: Path, neo4j: str) -> None:
    ((kind, lines),) = blocks(ROOT / "docs" / "security.md")
    assert kind == "properties"
    settings = dict(line.split("=", 1) for line in lines.splitlines())
    secret = tmp_path / "secret.csv"
    secret.write_text("what nobody may read\n", encoding="utf-8")
    with (
        Neo4jServer(tmp_path / "home", settings=settings) as server,
        driver.GraphDatabase.driver(server.uri, auth=(USER, server.password)) as asks_without_zeren,
    ):
        load = "LOAD CSV FROM $file AS line RETURN line"
        with pytest.raises(driver.exceptions.ClientError, match="configuration"):
            asks_without_zeren.execute_query(load, file=secret.as_uri())
        known = environment({"NEO4J_PASSWORD": server.password})
        loaded = zeren("load", ROOT / "examples" / "gazette-2025-03.txt", "--db", server.uri, cwd=tmp_path, env=known)
        assert loaded.returncode == 0, loaded.stderr
        asked = zeren("query", "unit-load", "--db", server.uri, cwd=tmp_path, env=known)
        assert "市财政局" in asked.stdout

"""The demo does the whole job in one folder and touches nothing else."""

from __future__ import annotations

import csv
import os
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from page_browser.held import held
from zeren.cli.demo import sample_files
from zeren.graph import build, open_store
from zeren.graph.measures import clusters, concentration, workload
from zeren.graph.table import Table
from zeren.loaders import read_document
from zeren_command import environment, program, zeren

ON_PATH = {"PATH": os.pathsep.join([str(Path(program()).parent), os.environ["PATH"]])}
OFF_PATH = {"PATH": "/usr/bin:/bin"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that a first demo makes, and what it prints."""
    desk = tmp_path_factory.mktemp("desk")
    done = zeren("demo", "看一看 demo", cwd=desk, env=ON_PATH)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in desk.iterdir()] == ["看一看 demo"]
    return desk / "看一看 demo", done.stdout


def answers(folder: Path) -> dict[str, bytes]:
    kept = [path for path in folder.rglob("*") if path.is_file() and "zeren.db" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


@pytest.fixture(scope="module")
def again(made: tuple[Path, str]) -> tuple[dict[str, bytes], str]:
    """What was in the folder before a second demo, and what that prints where zeren is not on the path."""
    folder, _ = made
    before = answers(folder)
    done = zeren("demo", folder.name, cwd=folder.parent, env=OFF_PATH)
    assert (done.returncode, done.stderr) == (0, "")
    return before, done.stdout


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_everything_is_there(made: tuple[Path, str]) -> None:
    folder, _ = made
    assert {path.name for path in folder.iterdir()} == {
        ".zeren-demo",
        "documents",
        "zeren.db",
        "tables",
        "page.html",
        "ledger.xlsx",
    }
    for sample in sample_files():
        assert (folder / "documents" / sample.name).read_bytes() == sample.read_bytes()
    with open_store(folder / "zeren.db") as store:
        assert store.digest() == build(*(read_document(path) for path in sample_files())).digest()
    assert load_workbook(folder / "ledger.xlsx").sheetnames[0] == "总览"
    assert "市财政局" in {unit["name"] for unit in held(folder / "page.html")["units"]}


def test_tables_hold_the_measures(made: tuple[Path, str]) -> None:
    folder, _ = made
    with open_store(folder / "zeren.db") as store:
        graph = store.graph()
    expected: dict[str, Table] = {
        "units": workload(graph),
        "leaders": workload(graph, "leader"),
        "sectors": workload(graph, "sector"),
        "counties": workload(graph, "county"),
        "concentration": concentration(graph),
    }
    for name, answer in expected.items():
        assert [list(row) for row in table(folder, name)] == [list(answer.columns)] * len(answer)
        assert len(table(folder, name)) == len(answer) > 0
    assert [int(row["tasks"]) for row in table(folder, "units")] == [row["tasks"] for row in workload(graph)]
    assert len(table(folder, "ties")) == len(clusters(graph, resamples=0).edges)
    readings = [read_document(path) for path in sample_files()]
    assert len(table(folder, "records")) == sum(len(reading.records) for reading in readings)
    seen = {row["source"]: row["words_seen"] for row in table(folder, "not-read") if row["kind"] == "coverage"}
    assert list(seen.values()) == [str(reading.report.coverage.seen) for reading in readings]


def test_clusters_are_in_the_graph(made: tuple[Path, str]) -> None:
    folder, _ = made
    with open_store(folder / "zeren.db") as store:
        found = store.read("MATCH (u:Unit) WHERE u.cluster IS NOT NULL RETURN u.cluster AS cluster, count(u) AS units")
    assert {str(row["cluster"]): str(row["units"]) for row in found} == {
        row["cluster"]: row["units"] for row in table(folder, "clusters")
    }


def test_the_summary_gives_figures_and_next_steps(made: tuple[Path, str]) -> None:
    folder, printed = made
    assert printed.startswith("Read 2 files: 3 documents, ")
    assert "\n0 statements unread" in printed
    assert table(folder, "units")[0]["unit"] in printed
    evenly = printed.split("How evenly\n\n")[1].split("\n\n")[0].splitlines()[2:]
    assert len(evenly) == len({tuple(row.split()[:2]) for row in evenly}) == 8
    assert "cd '看一看 demo'" in printed


def test_next_steps_name_zeren_as_a_shell_finds_it(made: tuple[Path, str]) -> None:
    assert "\n  zeren query unit-load\n" in made[1]


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell runs them")
def test_next_steps_can_be_pasted_where_zeren_is_not_on_the_path(
    made: tuple[Path, str], again: tuple[dict[str, bytes], str]
) -> None:
    folder, _ = made
    steps = again[1].partition("Try next:")[2].strip()
    assert len(steps.splitlines()) > 4
    pasted = subprocess.run(
        ["sh", "-e", "-c", steps],
        cwd=folder.parent,
        env=environment(OFF_PATH),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # What a count pooled is said; nothing else is.
    assert (pasted.returncode, [line for line in pasted.stderr.splitlines() if not line.startswith("counted: ")]) == (
        0,
        [],
    )
    assert "市财政局" in pasted.stdout


def test_a_second_demo_changes_no_answer(made: tuple[Path, str], again: tuple[dict[str, bytes], str]) -> None:
    folder, printed = made
    assert answers(folder) == again[0]
    assert again[1].partition("Try next:")[0] == printed.partition("Try next:")[0]

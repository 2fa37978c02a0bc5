"""``zeren export``: whole files and folders, one line where it cannot."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from graph_samples import read_back
from zeren.cli.export import FORMATS
from zeren.graph import Graph, exports, open_store
from zeren_command import load_sample, zeren, zeren_here


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_sample(tmp_path_factory.mktemp("graph") / "图 谱.db")


@pytest.fixture(scope="module")
def graph(database: Path) -> Graph:
    with open_store(database) as store:
        return store.graph()


def test_the_command_knows_every_format() -> None:
    assert tuple(exports.FORMATS) == FORMATS


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_written(format: str, database: Path, graph: Graph, tmp_path: Path) -> None:
    done = zeren_here("export", format, "-o", "图谱 out", "--db", database, cwd=tmp_path)
    assert done.returncode == 0
    size = f"{len(graph.nodes):,} nodes, {len(graph.edges):,} edges"
    assert done.stderr.startswith(f"wrote 图谱 out: {size}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["图谱 out"]
    assert done.stdout.startswith("neo4j-admin database import full neo4j --nodes=") == (format == "neo4j-csv")
    if format == "graphml":
        assert read_back.graphml((tmp_path / "图谱 out").read_bytes()).digest() == graph.digest()
    if format == "csv":
        assert read_back.csv_folder(tmp_path / "图谱 out").digest() == graph.digest()


def test_a_file_goes_to_stdout_for_the_next_program(database: Path, graph: Graph, tmp_path: Path) -> None:
    done = zeren("export", "jsonl", "-o", "-", "--db", database, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert read_back.jsonl(done.stdout.encode()).digest() == graph.digest()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_replaced_where_it_is_an_export_and_refused_where_not(database: Path, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    for _ in range(2):
        assert zeren_here("export", "csv", "-o", "tables", "--db", database, cwd=tmp_path).returncode == 0
    assert json.loads((tmp_path / "tables" / "export.json").read_text("utf-8"))["format"] == "csv"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tables"]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("x", encoding="utf-8")
    done = zeren_here("export", "csv", "-o", "mine", "--db", database, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == ("zeren: cannot write mine: it holds other files (letter.txt); name a new or empty folder\n")
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_a_failure_leaves_what_was_there(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for format, path in (("csv", "tables"), ("jsonl", "graph.jsonl")):
        assert zeren_here("export", format, "-o", path, "--db", database, cwd=tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def full(frames: object, target: Path | io.BufferedWriter, step: object) -> None:
        if isinstance(target, Path):
            (target / "half.csv").write_text("half", encoding="utf-8")
        else:
            target.write(b"half")
        raise OSError(28, os.strerror(28))

    for module in ("csv_tables", "jsonl"):
        monkeypatch.setattr(f"zeren.graph.exports.{module}.write", full)
    for format, path in (("csv", "tables"), ("jsonl", "graph.jsonl")):
        done = zeren_here("export", format, "-o", path, "--db", database, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith(f"zeren: cannot write {path}: {os.strerror(28)}")
        assert len(done.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("xml", "-o", "x"), 2, "'xml' is not one of"),
        (("csv",), 2, "Missing option '-o'"),
        (("csv", "-o", "-"), 2, "csv is a folder of files: name one"),
        (("gexf", "-o", "no/x.gexf"), 1, "the folder no does not exist; create it first"),
        (("csv", "-o", "no/x"), 1, "the folder no does not exist; create it first"),
        (("gexf", "-o", "."), 1, "cannot write .: it is a folder; name a file in it"),
        (("csv", "-o", "file"), 1, "cannot write file: it is a file, and a folder is made"),
    ],
)
def test_mistakes_are_one_line(words: tuple[str, ...], status: int, said: str, database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = zeren_here("export", *words, "--db", database, cwd=tmp_path)
    assert done.returncode == status
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_parquet_without_pyarrow_says_what_to_install(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    done = zeren_here("export", "parquet", "-o", "tables", "--db", database, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == 'zeren: Parquet needs pyarrow: pip install "zeren[parquet]" (in a checkout ".[parquet]")\n'
    assert list(tmp_path.iterdir()) == []

"""What zeren wrote is no notice: reading it would make tasks of its own columns."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from zeren.cli.own_files import kind_of
from zeren_command import Done, load_sample, zeren_here

WRITTEN = {
    "ledger.xlsx": ("ledger",),
    "page.html": ("view",),
    "paper.docx": ("paper", "--unit", "fgw"),
    "paper.html": ("paper", "--leader", "钟离遥"),
    "report.docx": ("report", "--on", "2025-11-01"),
    "report.md": ("report", "--on", "2025-11-01", "--lang", "en"),
    "report.html": ("report", "--on", "2025-11-01"),
    **{
        f"answer.{suffix}": ("query", "unit-load")
        for suffix in ("csv", "tsv", "json", "jsonl", "md", "xlsx", "parquet")
    },
    "late.csv": ("progress", "--late", "--on", "2027-01-01"),
    "chart.svg": ("query", "unit-load", "--format", "json", "--chart"),
    "chart.html": ("query", "unit-load", "--format", "json", "--chart"),
    **{f"graph.{name}": ("export", name) for name in ("graphml", "gexf", "jsonl", "cypher", "turtle")},
    "tables": ("export", "csv"),
    "import": ("export", "neo4j-csv"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("own")
    load_sample(folder / "zeren.db")
    yield folder


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_what_zeren_wrote_is_refused_in_one_line(name: str, folder: Path) -> None:
    words = WRITTEN[name]
    done = zeren_here(*words, *(() if words[-1] == "--chart" else ("-o",)), name, cwd=folder)
    assert done.returncode == 0, done.stderr
    loaded: Done = zeren_here("extract", name, cwd=folder)
    assert (loaded.returncode, loaded.stdout, loaded.stderr.count("\n")) == (2, "", 1), loaded.stderr
    assert "no notice" in loaded.stderr or "zeren progress" in loaded.stderr


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "md", "xlsx"])
def test_what_was_not_read_is_refused_and_facts_are_not(suffix: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("1. 修桥。\n责任单位：市甲局、市乙局，某某\n", encoding="utf-8")
    zeren_here("extract", "n.txt", "--report", "-o", f"report.{suffix}", cwd=tmp_path)
    zeren_here("extract", "n.txt", "-o", f"facts.{suffix}", cwd=tmp_path)
    assert kind_of(tmp_path / f"report.{suffix}") is not None
    assert kind_of(tmp_path / f"facts.{suffix}") in (None, "facts")
    assert kind_of(tmp_path / "n.txt") is None


def test_in_a_folder_it_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("1. 修桥。\n责任单位：市甲局、市乙局\n", encoding="utf-8")
    zeren_here("extract", ".", "--report", "-o", "report.csv", cwd=tmp_path)
    done = zeren_here("load", ".", "--db", "graph.db", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 document, 1 task, 2 units" in done.stdout
    assert "report.csv: an answer that zeren wrote" in done.stderr
    assert zeren_here("load", ".", "--db", "graph.db", "--strict", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("name", ["report.docx", "report.md", "report.html"])
def test_what_somebody_changed_is_not_written_over(name: str, folder: Path) -> None:
    path, words = folder / f"mine-{name}", ("report", "--on", "2025-11-01", "-o", f"mine-{name}")
    assert zeren_here(*words, cwd=folder).returncode == 0
    assert zeren_here(*words, cwd=folder).returncode == 0  # nobody touched it
    if name.endswith(".docx"):
        made = docx.Document(str(path))
        made.add_paragraph("批示：请督查室跟进。")
        made.core_properties.revision = 2
        made.core_properties.modified = datetime.datetime(2026, 3, 1)
        made.save(str(path))
    else:
        path.write_bytes(path.read_bytes().replace("要点".encode(), "要点（已阅）".encode()))
    before = path.read_bytes()
    done = zeren_here(*words, cwd=folder)
    assert (done.returncode, path.read_bytes()) == (1, before)
    assert "somebody changed this report" in done.stderr
    assert zeren_here(*words, "--force", cwd=folder).returncode == 0
    (folder / "notes.md").write_text("mine\n", encoding="utf-8")
    assert "zeren did not write" in zeren_here(*words[:-1], "notes.md", cwd=folder).stderr

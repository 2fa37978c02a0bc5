"""Notebooks: each pair is one text, what is shipped is what it shows, and its figures are those of the measures."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]  # it has no annotations
import nbformat
import pytest

from zeren.cli.demo import sample_files
from zeren.graph import build
from zeren.graph.measures import ties
from zeren.loaders import read_document

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
TOPICS = ("who-carries", "who-works", "portfolios", "two-years", "deadlines", "own-query")


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # no annotations


def stored(name: str) -> Any:
    return read(FOLDER / f"{name}.ipynb")


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Each notebook, run now as ``python3 dev.py docs`` does it, two at a time."""
    folder = tmp_path_factory.mktemp("notebooks")

    def run(names: list[str]) -> None:
        command = [sys.executable, str(FOLDER / "run.py"), *names, str(folder)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, (NAMES[::2], NAMES[1::2])))
    return {name: read(folder / f"{name}.ipynb") for name in NAMES}


def shown(notebook: Any) -> dict[str, dict[str, str]]:
    """Cell to what it shows: text and tables. Pictures are left out: their letters are as wide as a machine's fonts."""
    found: dict[str, dict[str, str]] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                found.setdefault(cell.id, {})[output.name] = output.text
            else:
                tables = {kind: text for kind, text in output.data.items() if kind in ("text/html", "text/plain")}
                found.setdefault(cell.id, {}).update(tables)
    return found


def test_there_are_six_papers() -> None:
    assert len(NAMES) == len(TOPICS)
    assert all(topic in name for topic, name in zip(TOPICS, NAMES, strict=True))
    assert sorted(path.stem for path in FOLDER.glob("[0-9]*.py")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_reads_as_a_paper(name: str) -> None:
    notebook = stored(name)
    nbformat.validate(notebook)
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for part in ("**Question.**", "**Data.**", "**Method.**", "**What this does not show.**"):
        assert words.count(part) == 1, part
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", cell.id) for cell in notebook.cells)


@pytest.mark.parametrize("name", NAMES)
def test_both_files_of_a_pair_say_the_same(name: str) -> None:
    source = jupytext.read(FOLDER / f"{name}.py")
    assert [(c.cell_type, c.source) for c in source.cells] == [(c.cell_type, c.source) for c in stored(name).cells]


def test_what_is_shipped_is_what_they_show(executed: dict[str, Any]) -> None:
    for name in NAMES:
        now, then = shown(executed[name]), shown(stored(name))
        assert now == then, f"{name}: run python3 dev.py docs"
        assert not any("stderr" in output for output in now.values()), name


def test_pictures_are_shipped() -> None:
    for name in NAMES:
        kinds = [kind for cell in stored(name).cells for o in cell.get("outputs", []) for kind in o.get("data", {})]
        assert "image/svg+xml" in kinds, name


def test_the_figures_are_those_of_the_measures(executed: dict[str, Any]) -> None:
    graph = build(*(read_document(path) for path in sample_files()))
    table = ties(graph)
    strong = sum(bool(row["significant"]) for row in table)
    assert f"{strong} of {len(table)} pairs" in shown(executed[NAMES[1]])["ties"]["stdout"]


def test_the_lorenz_curve_goes_from_nothing_to_all() -> None:
    [cell] = [c for c in stored(NAMES[0]).cells if c.id == "lorenz"]
    picture = cell.outputs[0].data["image/svg+xml"]
    drawn = re.findall(
        r"units, least loaded first: ([\d.]+)%; part of the assignments: ([\d.]+)%; role: ([a-z ]+)", picture
    )
    for role in ("all roles", "leading"):
        curve = sorted({(float(units), float(load)) for units, load, of in drawn if of == role})
        assert len(curve) > 10
        assert (curve[0], curve[-1]) == ((0, 0), (100, 100))
        assert all(load <= units for units, load in curve), "no curve is above equality"
        assert [load for _, load in curve] == sorted(load for _, load in curve)

"""Notebooks are stored clean and run from top to bottom; their key cells show what they promise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

Outputs = dict[str, dict[str, Any]]
"""Cell id to what it shows, by media type."""


def executed(path: Path) -> Outputs:
    """Run a notebook with this Python, where it stands, and give what its cells show."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no annotations
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    shown: Outputs = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                shown.setdefault(cell.id, {})[output.name] = output.text
            else:
                shown.setdefault(cell.id, {}).update(output.data)
    return shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_stored_clean(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no annotations
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", cell.id), "ids say what a cell is for, so that diffs can be read"
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert path.read_text(encoding="utf-8").endswith("}\n")


@pytest.fixture(scope="module")
def first_look() -> Outputs:
    return executed(FOLDER / "01-first-look.ipynb")


def test_every_notebook_is_executed_here() -> None:
    assert [path.name for path in NOTEBOOKS] == ["01-first-look.ipynb"]


def test_reading_accounts_for_every_word(first_look: Outputs) -> None:
    table = first_look["read"]["text/html"]
    assert "gazette-2025-03.txt" in table
    assert "work-report-2025.txt" in table
    assert "牵头" in first_look["record"]["stdout"]


def test_queries_answer(first_look: Outputs) -> None:
    assert "<th>leader</th>" in first_look["cypher"]["text/html"]
    assert "unit-load" in first_look["stored"]["text/html"]
    assert first_look["workload"]["text/html"].count("<tr") == 11  # a header and ten units


def test_the_lorenz_curve_goes_from_nothing_to_all(first_look: Outputs) -> None:
    picture = first_look["lorenz"]["image/svg+xml"]
    points = re.findall(r"units: ([\d.]+)%; part of the assignments: ([\d.]+)%; role: ([a-z ]+)", picture)
    for role in ("all roles", "leading"):
        # A curve's own label repeats its first point; a set drops that.
        curve = sorted({(float(units), float(load)) for units, load, of in points if of == role})
        assert len(curve) > 10
        assert (curve[0], curve[-1]) == ((0, 0), (100, 100))
        assert all(load <= units for units, load in curve), "no curve is above equality"
        assert [load for _, load in curve] == sorted(load for _, load in curve)
    assert "<th>gini</th>" in first_look["concentration"]["text/html"]


def test_clusters_come_back_out_of_the_graph(first_look: Outputs) -> None:
    assert re.fullmatch(r"modularity 0\.\d{3}\n", first_look["clusters"]["stdout"])
    assert first_look["clusters"]["text/html"].count("、") > 10


def test_the_page_is_in_a_frame_of_its_own(first_look: Outputs) -> None:
    frame = first_look["network"]["text/html"]
    assert frame.startswith('<iframe srcdoc="')
    assert "Content-Security-Policy" in frame
    assert "市财政局" in frame
    assert frame.count("<") == 2, "the page is inside the attribute, escaped"
    assert "stderr" not in first_look["network"]


def test_the_evidence_is_printed_words(first_look: Outputs) -> None:
    rows = first_look["evidence"]["text/html"]
    assert "责任单位：" in rows
    assert "泽政" in rows

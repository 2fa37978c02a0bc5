"""Execute the notebooks on the bundled sample and write each ``.ipynb`` anew from its ``.py``.

Run it with ``python3 dev.py docs``, or ``.venv/bin/python notebooks/run.py [NAME…] [FOLDER]`` for some, or into another
folder. The ``.py`` (Jupytext's percent format) is the source: what it says is edited there, or in Jupyter, where
Jupytext keeps the pair alike.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]  # it has no annotations
import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
SOURCES = sorted(FOLDER.glob("[0-9]*.py"))


def executed(source: Path) -> Any:
    """The notebook of a ``.py``, run from top to bottom where it stands; nothing of when or where is kept in it."""
    notebook = jupytext.read(source)
    for number, cell in enumerate(notebook.cells):
        cell.id = cell.metadata.get("title") or f"text-{number}"
    # What a cell prints comes in pieces, cut by the moment: they are one.
    where = {"metadata": {"path": str(source.parent)}}
    NotebookClient(notebook, timeout=300, coalesce_streams=True, resources=where).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.execution_count = None
        for output in cell.get("outputs", []):
            if "execution_count" in output:
                output.execution_count = None
            if "text/plain" in output.get("data", {}):  # where an object lies in memory
                output.data["text/plain"] = re.sub(r" at 0x[0-9a-f]+", "", output.data["text/plain"])
            if "<iframe" in output.get("data", {}).get("text/html", ""):  # a whole page, and readers on the web drop it
                output.data["text/html"] = "<p><em>The page is here when the cell is run.</em></p>"
                output.data["text/plain"] = "The page is here when the cell is run."
    notebook.metadata = {
        "jupytext": {"formats": "ipynb,py:percent"},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook.nbformat_minor = 5
    return notebook


def main(names: list[str], folder: Path = FOLDER) -> None:
    """Write the notebooks that are named, or all, into ``folder``."""
    for source in SOURCES:
        if not names or source.stem in names:
            text = nbformat.writes(executed(source), version=4)  # type: ignore[no-untyped-call]  # no annotations
            (folder / f"{source.stem}.ipynb").write_text(f"{text}\n", encoding="utf-8", newline="\n")
            print(f"{source.stem}.ipynb written")


if __name__ == "__main__":
    main([name for name in sys.argv[1:] if not Path(name).is_dir()], *map(Path, filter(os.path.isdir, sys.argv[1:])))

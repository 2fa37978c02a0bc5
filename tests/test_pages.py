"""What docs/exports.md and docs/diff.md show is what happens: their blocks are run on the sample's two years."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from zeren_command import zeren_here

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("gazette-2025-03.txt", "notice-2026-02.md", "zeren-places.csv"):
        shutil.copy(ROOT / "examples" / name, folder)
    run(folder, "load gazette-2025-03.txt notice-2026-02.md")
    run(folder, "export graphml -o graph.graphml")
    run(folder, "export csv -o tables")
    return folder


def run(folder: Path, words: str) -> list[str]:
    done = zeren_here(*shlex.split(words), cwd=folder)
    assert done.returncode == 0, done.stderr
    return [line.rstrip() for line in done.stdout.rstrip().splitlines()]


def blocks(page: str, kind: str) -> list[str]:
    found = re.findall(rf"^```{kind}\n(.*?)^```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.M | re.S)
    assert found
    return found


def test_the_page_of_differences_shows_what_is_printed(desk: Path) -> None:
    for block in blocks("diff.md", "console"):
        first, *shown = block.rstrip().splitlines()
        assert run(desk, first.removeprefix("$ zeren ")) == shown
    [part] = blocks("diff.md", "text")
    whole = run(desk, "diff 泽政〔2025〕6号 泽政〔2026〕4号")
    assert [line for line in part.splitlines() if line not in whole] == []


@pytest.mark.parametrize(
    ("page", "said"), [("exports.md", ["67\n", "市发展改革委    8\n"]), ("diff.md", ["['市数据局']", "True"])]
)
def test_the_python_of_a_page_runs(
    page: str, said: list[str], desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, Any] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page, "exec"), names)
    out = capsys.readouterr().out
    for words in said:
        assert words in out
    if page == "exports.md":
        held = names["graph"].to_pandas()["Unit"].set_index("id")["name"]
        assert names["units"].set_index("id")["name"].to_dict() == held.to_dict()

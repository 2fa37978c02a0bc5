"""Columns of text on a page of a PDF are read one after the other, wherever their lines stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_faces import Face, wrapped, write_lines
from zeren.loaders import read_document

_WORKS = (
    "建成城东水厂，保障居民用水",
    "新建公交站点，方便群众出行",
    "改造老旧小区，完善配套设施",
    "疏浚河道，恢复河道生态",
)
_BODIES = ("市水利局", "市交通运输局", "市民政局", "市农业农村局")
ITEMS = [f"{i}. {work}。（牵头单位：{body}）" for i, (work, body) in enumerate(zip(_WORKS, _BODIES, strict=True), 1)]
SHORT = ["1. 建路。", f"牵头单位：{_BODIES[0]}", "2. 建坝。", f"牵头单位：{_BODIES[1]}"]
TITLE = "云陂市人民政府关于印发重点工作任务分工的通知"
FACE = Face()


def column(items: list[str], left: float, top: float, width: float) -> list[tuple[float, float, str]]:
    lines = [line for item in items for line in wrapped(item, width, FACE)]
    return [(left, top - 18 * i, line) for i, line in enumerate(lines)]


def halves(left: float, right: float, below: float = 0, width: float = 200) -> list[tuple[float, float, str]]:
    return [*column(ITEMS[:2], left, 700, width), *column(ITEMS[2:], right, 700 - below, width)]


@pytest.mark.parametrize(
    "lines",
    [
        halves(60, 320),
        halves(60, 275, width=204),  # a letter between them
        halves(60, 320, below=6),
        halves(60, 320, below=45),
        [line for i, item in enumerate(ITEMS[:3]) for line in column([item], 40 + 170 * i, 700, 150)],
        # Two lines each.
        [*column(SHORT[:2], 60, 700, 200), *column(SHORT[2:], 320, 700, 200)],
    ],
    ids=["wide", "narrow", "shifted", "lower", "three", "two lines"],
)
def test_columns_are_read_one_after_the_other(tmp_path: Path, lines: list[tuple[float, float, str]]) -> None:
    reading = read_document(write_lines(tmp_path / "a.pdf", [(120, 760, TITLE), *lines], FACE))
    items = sum(line[0].isdecimal() for _, _, line in lines)
    named = [(r.number, m.name) for r in reading.records for m in r.lead_units]
    assert named == [(str(i), body) for i, body in enumerate(_BODIES[:items], 1)]

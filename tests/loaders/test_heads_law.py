"""A word that says who answers, as a head or a label of lines: no body under it or behind it is gone without a word."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from zeren.loaders.read import read
from zeren.loaders.records import Reading
from zeren.loaders.text.source import Source

BODIES = ["澜江市水务局", "澜江市林草局", "市教育局", "市财政局", "市民政局", "县卫生健康委", "县商务局", "市公安局"]
TASKS = ["修缮城东水渠三里", "新建口袋公园五处", "改造老旧泵站", "清淤北沟河道", "补种行道树四百株", "更换路灯"]
LATIN_BODIES = [
    "Parks Department",
    "Harbour Office",
    "Department of Water",
    "HRD",
    "Ministry of Roads",
    "Library Board",
    "Tree Council",
    "LWS",
]
LATIN_TASKS = ["Dredge the north canal", "Plant four hundred trees", "Map the old wells", "Open two reading rooms"]
HEADS = ["牵头单位", "责任单位", "责任部门", "牵头责任单位", "主办单位", "承办单位", "具体责任单位"]
TASK_HEADS = ["工作任务", "重点工作任务", "项目内容", "工作内容"]
LATIN_HEADS = ["Lead agency", "Responsible department", "Lead Body", "LEAD AGENCY", "Supporting Agencies"]
STATES = ["已完成招标", "正在推进", "进场施工"]
Row = tuple[str, str]


def _rows(seed: random.Random, latin: bool) -> list[Row]:
    tasks, bodies = (LATIN_TASKS, LATIN_BODIES) if latin else (TASKS, BODIES)
    return [(seed.choice(tasks), seed.choice(bodies)) for _ in range(seed.randint(3, 6))]


def _grid(between: Callable[[random.Random], str], numbered: bool = True) -> Callable[[random.Random, bool], str]:
    """A table in plain text, its columns in any order."""

    def layout(seed: random.Random, latin: bool) -> str:
        heads = [("No." if latin else "序号")] * numbered
        heads += ["Action", seed.choice(LATIN_HEADS), "Status"] if latin else _heads(seed)
        lines = [heads]
        for i, (task, body) in enumerate(_rows(seed, latin), 1):
            state = seed.choice(["Open", "Begun"] if latin else STATES)
            lines.append([*[str(i)] * numbered, task, body, state])
        order = list(range(numbered, len(heads)))
        seed.shuffle(order)
        order = [*range(numbered), *order]
        gap = between(seed)
        return "\n".join(gap.join(line[k] for k in order) for line in lines)

    return layout


def _heads(seed: random.Random) -> list[str]:
    return [seed.choice(TASK_HEADS), seed.choice(HEADS), seed.choice(["进展情况", "一季度完成情况"])]


def _cards(between: str) -> Callable[[random.Random, bool], str]:
    def layout(seed: random.Random, latin: bool) -> str:
        label = seed.choice(LATIN_HEADS if latin else HEADS)
        found = []
        for i, (task, body) in enumerate(_rows(seed, latin), 1):
            what = [f"Action {i}", task] if latin else [f"任务{i}", task]
            found += [
                *what,
                f"{label}{between}{body}",
                f"Timeline{between}2031" if latin else f"完成时限{between}2031年",
            ]
        return "\n".join(found)

    return layout


def _cell_lines(end: str) -> Callable[[random.Random, bool], str]:
    def layout(seed: random.Random, latin: bool) -> str:
        heads = ["No.", "Action", seed.choice(LATIN_HEADS)] if latin else ["序号", "重点事项", seed.choice(HEADS)]
        cells = [*heads]
        for i, (task, body) in enumerate(_rows(seed, latin), 1):
            cells += [str(i), task, body]
        return "\n".join(f"{cell}{end}" for cell in cells)

    return layout


def _below(seed: random.Random, latin: bool) -> str:
    """The label on a line, its value on the next."""
    label = seed.choice(LATIN_HEADS if latin else HEADS)
    return "\n".join(line for task, body in _rows(seed, latin) for line in (task, label, body))


def _in_sections(seed: random.Random, latin: bool) -> str:
    text = _grid(lambda seed: "   ")(seed, latin).split("\n")
    text.insert(seed.randint(2, len(text) - 1), "Part two: roads" if latin else "二、道路")
    return "\n".join(text)


LAYOUTS: dict[str, Callable[[random.Random, bool], str]] = {
    "one blank": _grid(lambda seed: " "),
    "blanks": _grid(lambda seed: " " * seed.randint(2, 9)),
    "tabs": _grid(lambda seed: "\t"),
    "pipes": _grid(lambda seed: " | "),
    "no numbers": _grid(lambda seed: "    ", numbered=False),
    "sections": _in_sections,
    "card, blanks": _cards("        "),
    "card, one blank": _cards(" "),
    "one cell a line": _cell_lines(""),
    "one cell a line, pipes": _cell_lines(" |"),
    "label above": _below,
}


@pytest.mark.parametrize("latin", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_body_under_a_head_or_behind_a_label_is_read_or_told(layout: str, latin: bool) -> None:
    for number in range(30):
        seed = random.Random(f"{layout} {number}")
        title = "Works of the year" if latin else "澜江市2031年重点工作任务分工"
        text = f"{title}\n\n{LAYOUTS[layout](seed, latin)}\n"
        missing = _gone(text, read(Source("x.txt", text, "", "utf-8")), LATIN_BODIES if latin else BODIES)
        assert not missing, f"{missing}\n{text}"


def _gone(text: str, reading: Reading, bodies: Sequence[str]) -> Counter[str]:
    """Bodies that are printed more often than tasks and the report name them."""
    held = [
        mention.source
        for record in reading.records
        for mention in (*record.leaders, *record.lead_units, *record.supporting_units, *record.responsible_units)
    ]
    told = [one.words for one in reading.report.unread if not one.prose]
    told += [one.words for one in reading.report.doubts]
    tight = ["".join(words.split()) for words in (*held, *told)]
    printed = Counter({name: text.count(name) for name in bodies if name in text})
    return printed - Counter({name: sum(words.count("".join(name.split())) for words in tight) for name in bodies})


def test_what_the_report_cuts_off_a_long_entry_is_told_by_itself() -> None:
    digging = "dredge the north canal from the old lock up to the mill and plant willows along the whole of its bank"
    text = "\n".join(
        ["Works of the year", "", "Lead Body HRD", "Timeline 2031", *[digging] * 5, "Lead Body LWS", digging]
    )
    assert not _gone(text, read(Source("x.txt", text, "", "utf-8")), ["HRD", "LWS"])

"""How fast notices are read: MB/s beside ``jieba.cut`` and one ``re`` scan over the same text, and the peak memory.

    python benchmarks/extract.py [--megabytes 100] [--workers N] [--corpus FOLDER]

The corpus is made, the same each time: files of about 100 KB, each like an issue of a gazette. It has page numbers and
running heads within its paragraphs, a notice with labelled lines under each task (two fifths), a plan with its
statements in brackets and at the ends of sentences (a quarter), and a report that assigns nothing (the rest). With
``--corpus`` it is the files of a folder of your own.

Rates are megabytes of UTF-8 text in a second, of the clock and of processors (all processes together). Only what was
measured in one run can be compared: times alone say nothing. A machine is not as fast all the time, so ``jieba.cut`` is
measured before and after each row, and the row's ratio is to these two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import harmonic_mean

from zeren.cli.options import Output
from zeren.cli.records import extracted, write_records
from zeren.loaders.files.sources import sources_of
from zeren.loaders.parallel import cores
from zeren.loaders.read import each_reading
from zeren.loaders.records import Reading

FILE_SIZE = 100_000
"""Bytes, about: a gazette's issue has 50 to 150 KB."""
BODIES = [f"{a}{b}局" for a in "甲乙丙丁戊己庚辛" for b in "子丑寅卯辰巳"]
UNITS = [f"市{body}" for body in BODIES] + [
    "各县（市、区）政府",
    "市高新区管委会",
    "丁丑县政府",
    "市己亥集团公司",
    "市委庚子部",
]
PEOPLE = [f"{a}{b}" for a in "赵钱孙李周吴" for b in ("明远", "思齐", "怀瑾", "知行")]
VERBS = [
    "加快",
    "深化",
    "推进",
    "实施",
    "完善",
    "健全",
    "优化",
    "提升",
    "统筹",
    "巩固",
    "落实",
    "支持",
    "培育",
    "打造",
    "开展",
    "抓好",
    "引导",
    "发展",
    "建设",
    "强化",
]
THINGS = [
    "重点项目建设",
    "体制机制改革",
    "公共服务供给",
    "产业链群培育",
    "营商环境建设",
    "城乡融合发展",
    "生态保护修复",
    "风险防范化解",
    "老旧小区改造",
    "中小学校布局",
    "农田水利设施",
    "物流枢纽网络",
    "养老托育服务",
    "数字化转型",
    "科技成果转化",
    "基层治理能力",
    "文化旅游品牌",
    "人才引进计划",
    "节能降碳行动",
    "应急救援体系",
]
LINKS = [
    "同时，",
    "坚持问题导向，",
    "聚焦重点领域，",
    "围绕群众关切，",
    "对照年度目标，",
    "立足现有基础，",
    "按照“一事一策”要求，",
]
HEADINGS = "一二三四五六七八九十"


class Writer:
    """Writes notices with names drawn at random; a page ends now and then, often within a paragraph."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # a corpus, not a secret
        self.seed = seed
        self.parts: list[str] = []
        self.size = 0
        self.page = 1
        self.until_page = 900

    def paragraph(self, text: str) -> None:
        """One paragraph, and a page's end within it where one is due."""
        self.until_page -= len(text)
        if self.until_page < 0:
            self.until_page, self.page = 900, self.page + 1
            at = self.chance.randrange(len(text))
            text = f"{text[:at]}\n\n- {self.page} -\n\n某市人民政府公报\n\n{text[at:]}"
        self.parts.append(text + "\n\n")
        self.size += 3 * len(text)

    def clauses(self, least: int, most: int) -> str:
        """What is to be done, here and there with a number."""
        chance = self.chance
        found = [chance.choice(VERBS) + chance.choice(THINGS) for _ in range(chance.randint(least, most))]
        if chance.random() < 0.4:
            found.append(f"力争新增{chance.randint(2, 900)}个以上")
        return "，".join(found)

    def units(self, most: int) -> list[str]:
        """Some units."""
        return self.chance.sample(UNITS, self.chance.randint(1, most))

    def notice(self, until: int) -> None:
        """Tasks, each with a line of leaders and one of units."""
        self.paragraph("某市人民政府关于分解2025年重点工作的通知")
        self.paragraph(f"某政〔2025〕{self.seed}号")
        self.paragraph("各县（市、区）人民政府，市人民政府各部门：")
        number = 0
        while self.size < until:
            if number % 20 == 0:
                self.paragraph(f"{HEADINGS[number // 20 % 10]}、{self.clauses(1, 1)}")
            number += 1
            units = self.units(9)
            listed = (
                f"{units[0]}牵头，{'、'.join(units[1:])}按职责分工负责。" if len(units) > 1 else f"{units[0]}负责。"
            )
            self.paragraph(f"{number}. {self.clauses(3, 9)}。")
            self.paragraph(f"责任领导：{'、'.join(self.chance.sample(PEOPLE, self.chance.randint(1, 2)))}")
            self.paragraph(f"责任单位：{listed}")

    def plan(self, until: int) -> None:
        """Tasks with their statement in a bracket, or at the end of the sentence."""
        self.paragraph("某市人民政府办公室关于印发2025年工作方案的通知")
        self.paragraph(f"某政办〔2025〕{self.seed}号")
        number = 0
        while self.size < until:
            if number % 8 == 0:
                self.paragraph(f"（{HEADINGS[number // 8 % 10]}）{self.clauses(1, 1)}")
            number += 1
            units = self.units(6)
            text = f"{number}. {self.clauses(1, 1)}。{self.clauses(4, 12)}"
            if self.chance.random() < 0.8:
                self.paragraph(f"{text}。（责任单位：{'、'.join(units)}）")
            else:
                self.paragraph(f"{text}，由{units[0]}牵头负责。")

    def report(self, until: int) -> None:
        """Prose that assigns nothing."""
        self.paragraph("关于某市2024年工作情况的报告")
        while self.size < until:
            sentences = [self.chance.choice(LINKS) + self.clauses(3, 8) for _ in range(self.chance.randint(2, 6))]
            self.paragraph("。".join(sentences) + "。")

    def issue(self) -> str:
        """A whole issue."""
        self.report(int(FILE_SIZE * 0.35))
        self.notice(int(FILE_SIZE * 0.75))
        self.plan(FILE_SIZE)
        return "".join(self.parts)


def corpus(folder: Path, megabytes: int) -> list[Path]:
    """Files of about 100 KB each."""
    paths = []
    for seed in range(1, megabytes * 1_000_000 // FILE_SIZE + 1):
        path = folder / f"{seed:05d}.txt"
        path.write_text(Writer(seed).issue(), "utf-8")
        paths.append(path)
    return paths


def texts(paths: list[Path]) -> Iterator[str]:
    """The texts, one at a time."""
    return (source.text for path in paths for source in sources_of(path))


def tasks_in(reading: Reading) -> int:
    """What is counted of a reading, where it was read."""
    return len(reading.records)


@dataclass
class Measure:
    """One line of the table."""

    what: str
    wall: float
    """MB/s."""
    processor: float
    found: int


def measured(what: str, megabytes: float, work: Callable[[], int]) -> Measure:
    """Do ``work`` once."""
    wall, own, others = time.perf_counter(), time.process_time(), _children()[0]
    found = work()
    processor = time.process_time() - own + _children()[0] - others
    return Measure(what, megabytes / (time.perf_counter() - wall), megabytes / processor, found)


def _children() -> tuple[float, float]:
    """Processor seconds of all processes that this one started and that ended; the most memory of one, in MB."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0, 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / _PER_MB


_PER_MB = 2**20 if sys.platform == "darwin" else 1024


def _own_memory() -> float:
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MB


def readings(paths: list[Path], workers: int) -> int:
    """How many tasks there are."""
    return sum(each_reading(paths, tasks_in, workers=workers))


def cuts(paths: list[Path]) -> int:
    """How many words jieba finds."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return sum(1 for text in texts(paths) for _ in jieba.cut(text))


def together(measures: Sequence[Measure]) -> Measure:
    """Several measures of the same work as one."""
    wall = harmonic_mean([m.wall for m in measures])
    return Measure(measures[0].what, wall, harmonic_mean([m.processor for m in measures]), measures[0].found)


def json_lines(paths: list[Path], workers: int, target: Path) -> int:
    """The same written as ``zeren extract -o`` writes it; how many files there are."""
    return len(
        write_records(each_reading(paths, partial(extracted, "jsonl"), workers=workers), Output("jsonl", target))
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100, help="size of the corpus (default 100)")
    parser.add_argument("--workers", type=int, default=cores(), help="processes that read (default: one for each core)")
    parser.add_argument("--corpus", type=Path, help="read the files of this folder instead")
    asked = parser.parse_args()
    # The dictionary of jieba is no part of the memory of what is measured, nor of the processes that it starts.
    apart = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
    with tempfile.TemporaryDirectory() as name, apart:
        folder = Path(name)
        paths = [asked.corpus] if asked.corpus else corpus(folder, asked.megabytes)
        lengths = [len(text.encode()) for text in texts(paths)]
        size = sum(lengths) / 1e6
        few = paths[: max(1, len(paths) // 20)]
        part = sum(lengths[: len(few)]) / 1e6 if not asked.corpus else size

        def cut() -> Measure:
            return apart.submit(measured, "jieba.cut", part, partial(cuts, few)).result()

        work: dict[str, Callable[[], int]] = {"zeren, 1 worker": partial(readings, paths, 1)}
        if asked.workers > 1:
            several = f"zeren, {asked.workers} workers"
            work[several] = partial(readings, paths, asked.workers)
            work[f"{several}, to JSON Lines"] = partial(json_lines, paths, asked.workers, folder / "tasks.jsonl")
        scan = re.compile("责任领导|责任单位|牵头|配合|负责|会同")
        work["one re scan"] = lambda: sum(1 for text in texts(paths) for _ in scan.finditer(text))
        apart.submit(cuts, few[:1]).result()  # its dictionary is loaded, and not measured
        rows, yardsticks = [], [cut()]
        for what, done in work.items():
            rows.append(measured(what, size, done))
            yardsticks.append(cut())
            if len(rows) == 1:
                alone = _own_memory()
        most = _own_memory() + asked.workers * _children()[1]
    print(f"{size:.1f} MB of text in {len(lengths)} files, {rows[0].found} tasks")
    print(f"peak memory: {alone:.0f} MB with one worker, at most {most:.0f} MB with {asked.workers}")
    print(f"\n{'MB/s':32}{'clock':>9}{'× jieba':>9}{'processor':>11}{'× jieba':>9}")
    beside = [together(pair) for pair in pairwise(yardsticks)]
    for row, yardstick in zip([*rows, together(yardsticks)], [*beside, together(yardsticks)], strict=True):
        ratios = (row.wall / yardstick.wall, row.processor / yardstick.processor)
        print(f"{row.what:32}{row.wall:9.2f}{ratios[0]:9.2f}{row.processor:11.2f}{ratios[1]:9.2f}")


if __name__ == "__main__":
    main()

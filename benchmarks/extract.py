"""How fast notices are read: MB/s beside ``jieba.cut`` and one ``re`` scan over the same text, and the peak memory.

    python benchmarks/extract.py [--megabytes 100]

The corpus is made, file by file of about one megabyte: numbered tasks of every shape that the sample has, with names
drawn at random (the same each time). Ratios are of one run on one machine; times alone say nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

UNITS = [f"市{a}{b}局" for a in "甲乙丙丁戊己庚辛" for b in "子丑寅卯辰巳"] + ["各县（市、区）政府", "市高新区管委会"]
VERBS = ["加快", "深化", "推进", "实施", "完善", "健全", "优化", "提升", "统筹", "巩固"]
THINGS = [
    "重点项目建设",
    "体制机制改革",
    "公共服务供给",
    "产业链群培育",
    "营商环境建设",
    "城乡融合发展",
    "生态保护修复",
    "风险防范化解",
]
PEOPLE = [f"{a}{b}" for a in "赵钱孙李周吴" for b in ("明远", "思齐", "怀瑾", "知行")]


def notice(seed: int, characters: int) -> str:
    """One notice of about so many characters."""
    chance = random.Random(seed)  # noqa: S311  # a corpus, not a secret
    parts = [f"某市人民政府关于分解2025年重点工作的通知\n\n某政〔2025〕{seed}号\n\n"]
    length, number = 0, 0
    while length < characters:
        if number % 20 == 0:
            parts.append(
                f"{'一二三四五六七八九十'[number // 20 % 10]}、{chance.choice(VERBS)}{chance.choice(THINGS)}\n\n"
            )
        number += 1
        clauses = [f"{chance.choice(VERBS)}{chance.choice(THINGS)}" for _ in range(chance.randint(3, 9))]
        aim = f"力争新增{chance.randint(2, 900)}个以上"
        units = chance.sample(UNITS, chance.randint(1, 9))
        listed = f"{units[0]}牵头，{'、'.join(units[1:])}按职责分工负责。" if len(units) > 1 else units[0]
        task = f"{number}. {'，'.join(clauses)}，{aim}。"
        if chance.random() < 0.5:
            task += f"\n\n责任领导：{'、'.join(chance.sample(PEOPLE, 2))}\n\n责任单位：{listed}\n\n"
        else:
            task += f"（责任单位：{'、'.join(units)}）\n\n"
        parts.append(task)
        length += len(task)
    return "".join(parts)


def corpus(folder: Path, megabytes: int) -> list[Path]:
    """Files of about one megabyte each."""
    paths = []
    for seed in range(1, megabytes + 1):
        path = folder / f"{seed:04d}.txt"
        path.write_text(notice(seed, 350_000), "utf-8")
        paths.append(path)
    return paths


def texts(paths: list[Path]) -> Iterator[str]:
    """The texts, one at a time."""
    return (path.read_text("utf-8") for path in paths)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100, help="size of the corpus (default 100)")
    megabytes = parser.parse_args().megabytes
    from zeren.loaders import read_documents

    with tempfile.TemporaryDirectory() as name:
        paths = corpus(Path(name), megabytes)
        size = sum(path.stat().st_size for path in paths) / 1e6
        started = time.process_time()
        tasks = sum(len(reading.records) for reading in read_documents(paths))
        ours = size / (time.process_time() - started)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)

        import jieba

        jieba.setLogLevel(60)
        jieba.initialize()
        few = paths[: max(1, megabytes // 20)]
        part = sum(path.stat().st_size for path in few) / 1e6
        started = time.process_time()
        words = sum(1 for text in texts(few) for _ in jieba.cut(text))
        cut = part / (time.process_time() - started)
        scan = re.compile("责任领导|责任单位|牵头|配合|负责|会同")
        started = time.process_time()
        found = sum(1 for text in texts(paths) for _ in scan.finditer(text))
        scanned = size / (time.process_time() - started)
    print(f"corpus {size:.0f} MB, {len(paths)} files, {tasks} tasks; peak memory {memory:.0f} MB")  # noqa: T201  # its job
    for what, rate, count in (
        ("zeren.loaders", ours, tasks),
        ("jieba.cut", cut, words),
        ("one re scan", scanned, found),
    ):
        print(f"{what:15} {rate:8.2f} MB/s of processor time   {ours / rate:6.2f} × ours to it   {count} found")  # noqa: T201  # its job


if __name__ == "__main__":
    main()

"""What a notice hands out, drawn from a seed: the truth, before any layout writes it down.

Places and their codes are those of ``places.csv``; bodies, people and works are put together from the words below.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass(frozen=True)
class Place:
    """A row of ``places.csv``."""

    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True)
class Unit:
    """A body: as the notice prints it, and its full name."""

    printed: str
    name: str


@dataclass(frozen=True)
class Task:
    """One task and who answers for it."""

    text: str
    leaders: tuple[str, ...] = ()
    lead: tuple[Unit, ...] = ()
    support: tuple[Unit, ...] = ()
    responsible: tuple[Unit, ...] = ()
    open: bool = False
    """The list of the last role ends with 等."""
    deadline: str | None = None
    convention: str = "none"


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Notice:
    """One document."""

    title: str
    number: str
    city: str
    year: int
    sections: tuple[Section, ...]

    def each(self) -> list[Task]:
        """Its tasks, in order."""
        return [task for section in self.sections for task in section.tasks]

    def changed(self, change: dict[int, Task]) -> Notice:
        """The same with other tasks in some places, counted in order."""
        at = 0
        sections = []
        for section in self.sections:
            tasks = tuple(change.get(at + i, task) for i, task in enumerate(section.tasks))
            at += len(tasks)
            sections.append(replace(section, tasks=tasks))
        return replace(self, sections=tuple(sections))


@cache
def places() -> tuple[Place, ...]:
    """All divisions, the country first."""
    text = (files("zeren.loaders") / "data" / "places.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return (
        Place("000000", "国家", "country", ""),
        *(Place(row["code"], row["name"], row["level"], row["parent"]) for row in rows),
    )


@cache
def children() -> dict[str, tuple[Place, ...]]:
    """The divisions right below each code."""
    found: dict[str, list[Place]] = {}
    for place in places():
        found.setdefault(place.parent, []).append(place)
    return {code: tuple(below) for code, below in found.items()}


def notice(seed: int, index: int, *, tasks: int | None = None) -> Notice:
    """The notice of this index: always the same for a seed, whatever else is drawn."""
    random = Random(f"{seed}:{index}")  # noqa: S311  a corpus, not a secret
    level = random.choice(("country", "province", "prefecture", "prefecture", "county", "county"))
    place = random.choice([one for one in places() if one.level == level])
    year = random.randint(2016, 2026)
    bodies = _bodies(place, random)
    many = tasks if tasks is not None else random.randint(4, 30)
    people = [_person(random) for _ in range(random.randint(2, 8))]
    theme = random.choice(WORDS["fields"])
    sections: list[Section] = []
    seen: set[str] = set()
    while sum(len(section.tasks) for section in sections) < many:
        left = many - sum(len(section.tasks) for section in sections)
        some = tuple(_task(random, bodies, people, year, seen) for _ in range(min(left, random.randint(2, 6))))
        sections.append(Section(f"{random.choice(WORDS['works'])}{random.choice(WORDS['fields'])}", some))
    issuer = "国务院办公厅" if level == "country" else f"{place.name}人民政府办公室"
    title = f"{issuer}关于印发{year}年{theme}重点任务分工方案的通知"
    sign = "国办发" if level == "country" else f"{place.name[0]}政办"
    return Notice(title, f"{sign}〔{year}〕{random.randint(1, 90)}号", place.name, year, tuple(sections))


def _person(random: Random) -> str:
    return random.choice(WORDS["surnames"]) + random.choice(WORDS["given"])


def _bodies(place: Place, random: Random) -> list[Unit]:
    """The bodies a notice of this place can name, printed with or without what they share in front."""
    below = children().get(place.code, ())
    some = random.sample(below, min(4, len(below))) if place.level in ("province", "prefecture") else []
    governments = [Unit(f"{one.name}政府", f"{one.name}政府") for one in some if not one.name.endswith("地区")]
    if place.level == "country":
        return [Unit(name, name) for name in WORDS["ministries"]]
    head = {"省": "省", "市": "市", "县": "县", "旗": "旗", "盟": "盟", "州": "州", "区": "区"}[place.name[-1]]
    if place.name.endswith("自治区"):
        head = "自治区"
    if place.name.endswith("地区"):
        head = "地区"
    party = {"自治区": "自治区党", "地区": "地"}.get(head, head)
    names = [head + name for name in (WORDS["offices"] if place.level == "province" else WORDS["bureaus"])]
    found = [Unit(name, name) for name in (*names, *(party + name for name in WORDS["party"]))]
    return found + governments


def _task(random: Random, bodies: list[Unit], people: list[str], year: int, seen: set[str]) -> Task:
    while True:
        text = f"{random.choice(WORDS['works'])}{random.choice(WORDS['objects'])}{random.choice(('', '工作', '行动'))}"
        if random.random() < 0.5:
            text += f"，{random.choice(WORDS['aims'])}"
        if random.random() < 0.3:
            text += f"，新增{random.randint(2, 90)}处以上"
        if text[:12] not in seen:
            seen.add(text[:12])
            break
        if len(seen) > 150:
            text = f"{text}，覆盖{len(seen)}个点位"
            seen.add(text)
            break
    units = random.sample(bodies, random.choice((1, 2, 2, 3, 3, 4, 6, 9)))
    leads = 1 if len(units) < 4 or random.random() < 0.8 else 2
    deadline = random.choice((None, None, f"{year}年{random.randint(3, 12)}月底前", "年底前", "持续推进"))
    leaders = tuple(dict.fromkeys(random.choices(people, k=random.choice((1, 1, 2)))))
    return Task(
        text,
        leaders=leaders,
        lead=tuple(units[:leads]),
        support=tuple(units[leads:]),
        open=len(units) > 2 and random.random() < 0.25,
        deadline=deadline,
        convention="explicit",
    )

"""A graph of any size for measurements: invented, as loading leaves it."""

from __future__ import annotations

from itertools import chain, count
from random import Random
from typing import Any

from zeren.graph import Edge, Graph, Node
from zeren.graph.derive import derive
from zeren.loaders.names.families import families

UNITS, LEADERS, SECTORS, COUNTIES, DOCUMENTS = 1_000, 60, 150, 40, 6
PHRASES = ("各县（市、区）政府", "有关部门", "相关县（市、区）政府", "各成员单位", "各县政府")
WIDTHS = (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 14)
"""How many units tasks are drawn for, each as often; some are drawn twice."""
NAMED = 8
"""Units of a task, on average."""


def invented(edges: int, seed: int = 1) -> Graph:
    """A graph of about so many edges from units to tasks.

    Few units carry much, as in notices, and those of a section meet again. A tenth of the tasks has two leaders, a
    tenth of the led ones two leads; a unit can lead and support one task; in three tasks the words are the same.
    """
    random = Random(seed)  # noqa: S311  a corpus, not a secret
    nodes: dict[str, Node] = {}
    made: list[Edge] = []

    def node(label: str, id: str, **properties: Any) -> str:
        nodes[id] = Node(label, id, {"id": id, **properties})
        return id

    documents = [
        node("Document", f"doc:{y}", title=f"文件{y}", number=f"甲政〔{y}〕1号", year=y, city="甲市", digest="0" * 64)
        for y in range(2020, 2020 + DOCUMENTS)
    ]
    sectors = [node("Sector", f"sector:{i}", title=f"领域{i % 25}", ordinal=i + 1) for i in range(SECTORS)]
    made += [Edge("PART_OF", sector, documents[i % DOCUMENTS]) for i, sector in enumerate(sectors)]
    leaders = [node("Leader", f"leader:甲市/领导{i}", name=f"领导{i}", city="甲市") for i in range(LEADERS)]
    counties = [node("County", f"county:{i}", name=f"甲{i}县", kind="county") for i in range(COUNTIES)]
    kinds = {f"unit:甲市/{name}": kind for name, kind in _bodies().items()}
    units = [node("Unit", id, name=id.partition("/")[2], city="甲市") for id in kinds]
    governed = {f"unit:甲市/甲{i}县政府": county for i, county in enumerate(counties)}
    weights = [1 / (i + 10) for i in range(UNITS)]
    pools = [random.choices(units, weights, k=30) for _ in sectors]
    for i in range(edges // NAMED):
        place = random.randrange(SECTORS)
        led = random.random() < 0.7
        task = node(
            "Task",
            f"task:{i}",
            number=str(i),
            order=i + 1,
            text=f"事项{i // 3}",
            statement="由…负责",
            open_list=i % 9 == 0,
            convention="explicit" if led else "none",
            **({"deadline": "年底前"} if i % 3 else {}),
            **_where(i),
        )
        made.append(Edge("IN_SECTOR", task, sectors[place]))
        made.append(Edge("STATED_IN", task, documents[place % DOCUMENTS]))
        if i % 4 == 0:
            target = node("Target", f"target:{i}", text="40公里以上", value="40", unit="公里", relation="以上")
            made.append(Edge("HAS_TARGET", task, target))
        for order, leader in enumerate(random.sample(leaders, 2 if i % 10 == 0 else 1), 1):
            made.append(Edge("OVERSEES", leader, task, _evidence(order, "person", i)))
        width = random.choice(WIDTHS)
        named = random.choices(units, weights, k=width - width // 2) + random.choices(pools[place], k=width // 2)
        heads = 2 if random.random() < 0.1 else 1
        for order, unit in enumerate(dict.fromkeys(named), 1):
            role = ("LEADS" if order <= heads else "SUPPORTS") if led else "RESPONSIBLE_FOR"
            made.append(Edge(role, unit, task, _evidence(order, kinds[unit], i)))
        if led and i % 20 == 0:
            made.append(Edge("SUPPORTS", named[0], task, _evidence(width + 1, kinds[named[0]], i)))
        areas = {random.choice(counties): "text"} | {governed[unit]: "unit" for unit in named if unit in governed}
        for area, basis in areas.items():
            spelt = {"name": nodes[area].properties["name"], "kind": "county"}
            made.append(Edge("CONCERNS", task, area, {"basis": basis, **spelt}))
    return derive(Graph(nodes, tuple(made)))


def _bodies() -> dict[str, str]:
    """The name of each unit and its kind, the busiest first."""
    known = dict.fromkeys(f"市{family.canonical}" for family in families().values())
    names = chain(("市财政局",), (name for name in known if name != "市财政局"), (f"市第{i}公司" for i in count(1)))
    found: dict[str, str] = {}
    for i in range(UNITS):
        if i % 200 == 3:
            found[PHRASES[i // 200]] = "group"
        elif 100 <= i < 100 + COUNTIES:
            found[f"甲{i - 100}县政府"] = "county_government"
        else:
            found[next(names)] = "department"
    return found


def _where(i: int) -> dict[str, int]:
    return {"line": i + 1, "start": i, "end": i + 1}


def _evidence(order: int, kind: str, i: int) -> dict[str, Any]:
    source = "名称" if i % 5 == 0 else "名"
    how = {"statement": "由…负责", "rule": "label", "inherited": i % 7 == 0}
    return {"order": order, "kind": kind, "source": source, **how, **_where(i)}

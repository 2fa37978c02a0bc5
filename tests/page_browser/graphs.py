"""Graphs for the tests of pages: hostile names, and large ones; all invented."""

from __future__ import annotations

import random
from collections.abc import Sequence

from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.loaders.records import CountyRef, Document, Mention, Reading, Target, TaskRecord

HOSTILE = (
    '<img src=x onerror="window.hit=1">',
    "</script><script>window.hit=2</script>",
    "javascript:window.hit=3",
    "{{7*7}}{% raw %}",
    '<a href="javascript:window.hit=4">href</a>',
    "市\u2028甲\u2029局",
    "\u202e市局倒写",
    "\"' onmouseover=window.hit=5 x='",
    "<!--<script>",
    "长" * 300,
    "\U00020bb7局\U0001f600",
    "甲\n乙局",
    "&lt;b&gt;&amp;",
)
"""Names that a careless page would run, follow or garble."""

_FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋cmd",
    "－2",
    "＠x",
    "﹢1",
    " =2",
    "\t=3",
    "\u200b=4",
    "\u3000=5",
    "\ufeff=6",
)
_MARKUP = (
    "<svg onload=window.hit=10>",
    "<math><mtext></form><mglyph><style></math><img src onerror=window.hit=11>",
    "<iframe srcdoc='<script>parent.hit=12</script>'>",
    "<body onfocus=window.hit=13 autofocus>",
    "<base href='javascript:window.hit=14//'>",
    "<template><script>window.hit=15</script></template>",
    "<style>*{display:none}</style>",
    "</style><script>window.hit=16</script>",
    "</title><script>window.hit=17</script>",
    "</textarea><script>window.hit=18</script>",
    "]]><script>window.hit=19</script>",
    "<?xml-stylesheet href='javascript:window.hit=20'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;",
    "data:text/html,<script>window.hit=21</script>",
    "${window.hit=22}",
    "`;window.hit=23;`",
    "'];window.hit=24;//",
    "\\u003cscript\\u003ewindow.hit=25",
    "&#60;script&#62;window.hit=26",
    "_x003D_1+1",
    "甲\x07乙\x1b[31m丙",
    '甲,"乙"\r\n丙;丁|戊',
    "constructor",
)
HOSTILE_ALL = (*HOSTILE, *_FORMULAS, *_MARKUP)
"""Fifty of them: also what a spreadsheet, XML or a script's objects would take for more than text."""


def is_group(graph: Graph, unit: str) -> bool:
    """Whether a unit is a phrase for several (各县（市、区）政府)."""
    return graph.nodes[unit].properties["kind"] == "group"


def hostile_graph(hostile: Sequence[str] = HOSTILE) -> Graph:
    """Every property of every node, and every mention, is one of the hostile names."""
    document = Document(HOSTILE[1], HOSTILE[0], HOSTILE[3], HOSTILE[4], 2024, HOSTILE[7])
    records, at = [], 0
    for i, name in enumerate(hostile):
        names = [hostile[(i + k) % len(hostile)] for k in range(4)]
        statement = "责任：" + "、".join((name, *names))
        leaders = _mentions([name], "person", at + 3, i + 1)
        units = _mentions(names, "department", leaders[-1].end + 1, i + 1)
        records.append(
            TaskRecord(
                document=document,
                number=f"{i}{name}",
                path=(name,),
                sector=name,
                title=name,
                text=name,
                leaders=leaders,
                lead_units=units[:1],
                supporting_units=units[1:],
                counties=(CountyRef(name, None, "zone", "text"),),
                targets=(Target(name, name, name, name),),
                deadline=name,
                open_list=True,
                convention="explicit",
                statement=statement,
                line=i + 1,
                start=at,
                end=at + len(statement),
            )
        )
        at += len(statement) + 1
    return build(Reading("hostile", "1" * 64, tuple(records), (document,)))


def synthetic_graph(tasks: int, units: int, sectors: int = 12, leaders: int = 20) -> Graph:
    """A notice of so many tasks; units of one section work together, and a few everywhere."""
    chance = random.Random(5)
    document = Document(
        "合成市人民政府关于分解任务的通知", "合政〔2024〕1号", "合成市人民政府", "2024-01-01", 2024, "合成市"
    )
    stems = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    bodies = [f"市{stems[i // 400]}{stems[i // 20 % 20]}{stems[i % 20]}局" for i in range(units)]
    people = [f"赵{stems[i]}" for i in range(leaders)]
    records, at = [], 0
    for i in range(tasks):
        sector = i * sectors // tasks
        first = sector * (units // sectors)
        count = chance.randint(2, 7)
        names = list(dict.fromkeys(bodies[(first + int(chance.expovariate(0.1))) % units] for _ in range(count)))
        overseeing = chance.sample(people, chance.randint(1, 2))
        statement = f"责任领导：{'、'.join(overseeing)}\n责任单位：{names[0]}牵头，{'、'.join(names[1:])}配合。"
        begin = at + statement.index("\n") + 6
        mentioned = _mentions(names, "department", begin, 3 * i + 2)
        records.append(
            TaskRecord(
                document=document,
                number=str(i + 1),
                path=(f"第{sector + 1}部分",),
                sector=f"第{sector + 1}部分",
                title=None,
                text=f"推进第{i + 1}项工作，按期完成。",
                leaders=_mentions(overseeing, "person", at + 5, 3 * i + 1),
                lead_units=mentioned[:1],
                supporting_units=mentioned[1:],
                convention="explicit",
                statement=statement,
                line=3 * i + 1,
                start=at,
                end=at + len(statement),
            )
        )
        at += len(statement) + 10
    return build(Reading("synthetic", "2" * 64, tuple(records), (document,)))


def _mentions(names: Sequence[str], kind: str, start: int, line: int) -> tuple[Mention, ...]:
    found = []
    for name in names:
        found.append(Mention(name, name, kind, start, start + len(name), line, "label"))
        start += len(name) + 1
    return tuple(found)

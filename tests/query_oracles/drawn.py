"""Graphs that nobody thought of, with names that nobody would give, drawn from a seed."""

from __future__ import annotations

from random import Random

from zeren.graph import Graph, build
from zeren.loaders.records import CountyRef, Document, Due, Mention, Reading, Target, TaskRecord

# Names that begin alike up to a character beyond U+FFFF on one side and one from U+E000 to U+FFFF on the other
# are left out: engines that keep UTF-16 sort these two apart from those that keep code points.
NAMES = (
    "甲局",
    "乙局",
    "乙局 ",
    "𠮷田局",
    "👪中心",
    "é局",
    "e\u0301局",
    'O\'Neil "甲" 公司',
    "a\\b`c$top{}",
    "// -- /* */ ;",
    "<b>丙</b>",
    "各县（市、区）政府",
    "相关县（市、区）政府",
    "有关部门",
    "东山县政府",
    "\u202e倒写局",
    "第一行\n第二行",
    "=HYPERLINK(1)",
    "null",
    "0",
)
KINDS = {"东山县政府": "county_government"}
PLACES = (
    CountyRef("东山县", "999921", "county", "unit"),
    CountyRef("东山县", "999921", "county", "text"),
    CountyRef("新区", None, "zone", "text"),
)
DOCUMENTS = (
    Document("任意文件", "任发〔2031〕9号", city="任意市", year=2031),
    Document("任意旧文件", "任发〔2030〕9号", city="任意市", year=2030),
)


def invent(seed: int) -> Graph:
    """Two years of one city."""
    random = Random(seed)

    def names(most: int, *, leader: bool = False) -> tuple[Mention, ...]:
        found = []
        for i in range(random.randint(0, most)):
            name = random.choice(NAMES)
            group = name[0] in "各相有" and len(name) > 2
            kind = "group" if group else "person" if leader else KINDS.get(name, "department")
            at = random.randrange(9999)
            found.append(Mention(f"{name}{i % 2}", name, kind, at, at + 1, at + 1, "label", random.random() < 0.2))
        return tuple(found)

    records = []
    for number in range(1, random.randint(2, 25)):
        document = random.choice(DOCUMENTS)
        led = random.random() < 0.7
        sector = random.choice(["一部分", "二部分", "“三”'部分", None])
        records.append(
            TaskRecord(
                document=document,
                number=str(number),
                path=(f"{sector}",) if sector else (),
                sector=sector,
                title=random.choice([None, "标题"]),
                text=random.choice(NAMES),
                leaders=names(3, leader=True),
                lead_units=names(2) if led else (),
                supporting_units=names(8) if led else (),
                responsible_units=() if led else names(4),
                counties=tuple(random.sample(PLACES, random.randint(0, 3))),
                targets=tuple(Target(n, n, n, "") for n in random.sample(NAMES, random.randint(0, 2))),
                deadline=random.choice([None, "年底"]),
                due=random.choice([None, Due("2024-12-31", "年底前", 0, 3, "text"), Due(None, "年底", 0, 2, "stated")]),
                open_list=random.random() < 0.3,
                statement=random.choice(NAMES),
                line=number,
                start=number,
                end=number + 1,
            )
        )
    return build(Reading("任意.txt", f"{seed:064}", tuple(records), DOCUMENTS))

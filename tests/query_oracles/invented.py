"""The work of an invented city as records made by hand: every fact that a stored query asks for, and awkward names."""

from __future__ import annotations

from collections.abc import Sequence

from zeren.loaders.records import CountyRef, Document, Due, Mention, Reading, Target, TaskRecord

NOTICE = Document("临江市2031年重点工作责任分解", "临政〔2031〕7号", "临江市人民政府", "2031-02-03", 2031, "临江市")
BEFORE = Document("临江市2030年重点工作责任分解", "临政〔2030〕7号", "临江市人民政府", "2030-02-03", 2030, "临江市")
PLAN = Document("临江市中医药发展实施方案", None, None, None, None, "临江市")
CHANGES = Document("临江市年中任务调整", "临政〔2031〕15号", "临江市人民政府", "2031-07-01", 2031, "临江市")
ONE = Document("临江市一事一办", "临政〔2031〕16号", None, None, 2031, "临江市")
REPORT = Document("临江市政府工作报告", None, None, None, 2032, "临江市")
ELSEWHERE = Document("南屏市2031年民生实事", "南政办〔2031〕2号", None, None, 2031, "南屏市")

KINDS = {
    "各县（市、区）政府": "group",
    "相关县（市、区）政府": "group",
    "有关部门": "group",
    "市“双清”工作领导小组成员单位": "group",
    "东山县政府": "county_government",
    "西河区政府": "county_government",
    "江北新区管委会": "zone",
    "市城投集团": "enterprise",
    "市委宣传部": "party",
    # What a stored query must pass on as it is.
    "'}) DETACH DELETE n //": "enterprise",
    "<img src=x onerror=alert(1)>": "institution",
    "=1+1": "institution",
    "市“甲、乙”办 \\ $top": "institution",
}
EAST = CountyRef("东山县", "999921", "county", "text")
EAST_BY_UNIT = CountyRef("东山县", "999921", "county", "unit")
WEST = CountyRef("西河区", "999902", "county", "unit")
ZONE = CountyRef("江北新区", None, "zone", "unit")
NEVER_TOGETHER = CountyRef("南坪县", "999922", "county", "text")


def mention(name: str, at: int, line: int, *, leader: bool = False) -> Mention:
    """``printed>name`` is an abbreviated print that was completed."""
    printed, _, full = name.partition(">")
    canonical = full or printed
    kind = ("group" if canonical.startswith("各位") else "person") if leader else KINDS.get(canonical, "department")
    # Some documents are workbooks: their evidence has a cell.
    place = f"台账!C{line}" if line % 2 else None
    return Mention(printed, canonical, kind, at, at + len(printed), line, "label", bool(full), place)


def task(
    document: Document,
    number: str,
    sector: str | None,
    *,
    leaders: Sequence[str] = (),
    lead: Sequence[str] = (),
    support: Sequence[str] = (),
    responsible: Sequence[str] = (),
    counties: Sequence[CountyRef] = (),
    targets: Sequence[Target] = (),
    deadline: str | None = None,
    due: Due | None = None,
    open_list: bool = False,
    title: str | None = None,
) -> TaskRecord:
    """A record with names given as they are printed."""
    line = 1 + 10 * int("".join(c for c in number if c.isdigit()) or "0")

    def mentions(names: Sequence[str], offset: int, *, leader: bool = False) -> tuple[Mention, ...]:
        return tuple(mention(name, line * 100 + offset + i * 9, line, leader=leader) for i, name in enumerate(names))

    return TaskRecord(
        document=document,
        number=number,
        path=(f"一、{sector}",) if sector else (),
        sector=sector,
        title=title,
        text=f"{number}号事项",
        leaders=mentions(leaders, 0, leader=True),
        lead_units=mentions(lead, 100),
        supporting_units=mentions(support, 300),
        responsible_units=mentions(responsible, 600),
        counties=tuple(counties),
        targets=tuple(targets),
        deadline=deadline,
        due=due,
        open_list=open_list,
        convention="explicit" if lead else "none",
        statement="" if not (lead or support or responsible) else f"{number}：由所列单位办理",
        line=line,
        start=line * 100,
        end=line * 100 + 99,
    )


def readings() -> tuple[Reading, ...]:
    """Seven documents in five files; two cities have a 市财政局 each."""
    roads = Target("新改建公路40公里以上", "40", "公里", "以上")
    beds = Target("新增床位200张", "200", "张", "")
    notice = (
        task(NOTICE, "1", "扩大内需", leaders=["张某"], lead=["市发展改革委"], support=["市财政局", "市交通运输局"]),
        task(NOTICE, "2", "扩大内需", leaders=["张某", "李某"], lead=["市发展改革委", "市商务局"],
             support=["市财政局", "财政局>市财政局", "各县（市、区）政府"], counties=[EAST], targets=[roads],
             due=Due("2024-12-31", "年底前", 210, 213, "text")),
        task(NOTICE, "3", "扩大内需", leaders=["各位副市长"], responsible=["市城投集团"], deadline="6月底前",
             targets=[roads, beds], due=Due("2024-06-30", "6月底前", 310, 314, "stated")),
        task(NOTICE, "4", "改善民生", leaders=["李某"], lead=["市卫生健康委"],
             support=["市财政局", "市城投集团", "东山县政府", "西河区政府", "江北新区管委会", "有关部门"],
             counties=[EAST, EAST_BY_UNIT, WEST, ZONE], targets=[beds], open_list=True, deadline="年底前"),
        task(NOTICE, "5", "改善民生", leaders=["李某"], responsible=["各县（市、区）政府", "有关部门"]),
        task(NOTICE, "6", "改善民生", leaders=["王某"],
             responsible=["东山县政府", "西河区政府", "相关县（市、区）政府"], counties=[EAST_BY_UNIT, WEST]),
        task(NOTICE, "7", "绿色发展", leaders=["王某"], lead=["'}) DETACH DELETE n //"],
             support=["<img src=x onerror=alert(1)>", "=1+1", "市“甲、乙”办 \\ $top", "市委宣传部"]),
        task(NOTICE, "8", "绿色发展", leaders=["王某"], lead=["市财政局"], support=["市发展改革委", "市财政局"]),
        task(NOTICE, "9", "绿色发展", leaders=[], responsible=["市“双清”工作领导小组成员单位"]),
        task(NOTICE, "10", "绿色发展", leaders=["张某"], lead=["市商务局"], open_list=True),
        # Names printed twice: each is one unit, one leader, two edges.
        task(NOTICE, "11", "绿色发展", leaders=["王某", "王某"], lead=["市水利局", "水利局>市水利局"],
             support=["市林业局", "林业局>市林业局", "市财政局"], counties=[EAST]),
        task(NOTICE, "12", "绿色发展", leaders=["王某"], open_list=True,
             responsible=["市水利局", "水利局>市水利局", "有关部门", "有关部门"]),
        task(NOTICE, "13", "改善民生", lead=["各县（市、区）政府", "有关部门", "有关部门"], counties=[WEST]),
        task(NOTICE, "14", "改善民生", lead=["市水利局"], support=["市林业局", "林业局>市林业局"]),
        # A leader and no unit; an open list of nobody; nobody at all; one unit, in no section.
        task(NOTICE, "15", None, leaders=["赵某"]),
        task(NOTICE, "16", "改善民生", open_list=True),
        task(NOTICE, "17", "党的建设"),
        # Support for a lead that is not stated.
        task(NOTICE, "19", "绿色发展", support=["市林业局", "市财政局"]),
        task(NOTICE, "18", None, leaders=["钱某"], responsible=["市档案馆", "档案馆>市档案馆"]),
    )  # fmt: skip
    plan = (
        task(PLAN, "（一）", "中医服务", title="强基",
             responsible=["市卫生健康委", "医保局>市医保局", "财政局>市财政局"]),
        task(PLAN, "（二）", None, counties=[NEVER_TOGETHER]),
        task(PLAN, "（三）", "中医人才", counties=[EAST],
             responsible=["卫生健康委>市卫生健康委", "各县（市、区）政府"]),
    )  # fmt: skip
    changes = (
        task(CHANGES, "1", "调整", leaders=["李某"], lead=["市财政局"], support=["市发展改革委", "市商务局"]),
        task(CHANGES, "2", "调整", leaders=["赵某"], lead=["市财政局"], support=["市发展改革委"],
             counties=[EAST, WEST]),
        task(CHANGES, "3", "调整", leaders=["张某"], lead=["市卫生健康委"],
             responsible=["水利局>市水利局", "市商务局"], open_list=True, targets=[beds]),
    )  # fmt: skip
    before = (
        task(BEFORE, "1", "扩大内需", leaders=["张某"], lead=["市发展改革委"], support=["市财政局", "市商务局"]),
        task(BEFORE, "2", "扩大内需", leaders=["孙某"], lead=["市商务局"], support=["财政局>市财政局"]),
        task(BEFORE, "3", "改善民生", leaders=["李某"], lead=["市卫生健康委", "市水利局"], support=["市商务局"],
             counties=[WEST]),
        task(BEFORE, "14", "改善民生", lead=["市林业局"], support=["市水利局"]),
        task(BEFORE, "20", "老旧小区", leaders=["李某"], responsible=["市房产中心"], deadline="年底前",
             targets=[roads]),
    )  # fmt: skip
    report = (task(REPORT, "1", None, counties=[WEST], targets=[roads]), task(REPORT, "2", None))
    one = (task(ONE, "1", "一事", leaders=["钱某"], lead=["市商务局"]),)
    other = (
        task(ELSEWHERE, "1", "教育", leaders=["张某"], lead=["市财政局"], support=["市教育局", "各县（市、区）政府"]),
        task(ELSEWHERE, "2", "教育", leaders=["张某"], lead=["市教育局"], support=["市财政局"], deadline="9月",
             targets=[Target("新增学位3000个", "3000", "个", "")]),
    )  # fmt: skip
    return (
        Reading("notice.txt", "1" * 64, notice + plan, (NOTICE, PLAN)),
        Reading("report.txt", "4" * 64, report, (REPORT,)),
        Reading("changes.txt", "3" * 64, changes + one, (CHANGES, ONE)),
        Reading("before.txt", "5" * 64, before, (BEFORE,)),
        Reading("other.txt", "2" * 64, other, (ELSEWHERE,)),
    )

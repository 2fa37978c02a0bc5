"""Findings on who carries how much."""

from __future__ import annotations

from collections.abc import Iterator

from zeren.graph import measures
from zeren.views.finding import TOP, Finding, Seen, focus, grids, percent


def busiest(seen: Seen) -> Iterator[Finding]:
    """Who carries most, and in which role."""
    table = [row for row in measures.workload(seen.graph, "unit").to_dicts() if row["kind"] != "group"]
    if len(table) < 2:
        return
    tasks = len(seen.rows.tasks)
    first = table[0]
    rows = [
        (r["unit"], r["tasks"], percent(int(str(r["tasks"])) / tasks), r["led"], r["supporting"], r["responsible"])
        for r in table[:TOP]
    ]
    level = [str(r["unit"]) for r in table if r["tasks"] == first["tasks"]]
    share = rows[0][2]
    if len(level) > 3:
        zh = f"任务最多的有 {len(level)} 个单位，各 {first['tasks']} 项，各占全部 {tasks} 项的 {share}。"
        en = f"{len(level)} units carry most, {first['tasks']} tasks each: {share} of all {tasks}."
    else:
        roles = first["led"], first["supporting"], first["responsible"]
        more = ("，并列", " each, level") if len(level) > 1 else ("", "")
        zh = f"{'、'.join(level)}的任务最多{more[0]}，{first['tasks']} 项，占全部 {tasks} 项的 {share}"
        carry = f"{', '.join(level)} carr{'y' if len(level) > 1 else 'ies'} most"
        en = f"{carry}, {first['tasks']} tasks{more[1]}: {share} of all {tasks}"
        if len(level) == 1:
            zh += f"：牵头 {roles[0]} 项，配合 {roles[1]} 项，未列牵头的责任 {roles[2]} 项"
            en += f"; it leads {roles[0]}, supports {roles[1]} and is named without a lead for {roles[2]}"
        zh, en = f"{zh}。", f"{en}."
    sums: list[tuple[object, ...]] = [(("全部任务", "all tasks"), tasks, "", "", "", "")]
    if len(level) > 3:
        sums.append((("并列单位数", "units that carry most"), len(level), "", "", "", ""))
    yield Finding(
        "busiest",
        ("谁的任务最多", "Who carries most"),
        (zh, en),
        grids(
            (
                ("单位", "任务", "占全部任务", "牵头", "配合", "责任"),
                ("unit", "tasks", "of all tasks", "leads", "supports", "named"),
            ),
            rows,
            (40, 12, 14, 11, 11, 11),
            sums=sums,
            bar=1,
        ),
        (
            "一项任务对一个单位只计一次，兼有两种角色的在各角色栏中各计一次；统称（如“各县（市、区）政府”）不分解、"
            "不计入。同 zeren metrics units；该命令的 reach 以列有单位的任务为分母，share 以全部人次为分母。",
            "A task counts once for a unit; one with two roles stands in both columns. Phrases for several units are "
            "not taken apart and not counted. As zeren metrics units, whose reach is of the tasks that name a unit and "
            "whose share is of all assignments.",
        ),
        focus(first["unit_id"]) if len(level) == 1 else {"view": "pivot", "rows": "unit", "columns": "sector"},
        tuple(focus(r["unit_id"]) for r in table[:TOP]),
    )


def concentrated(seen: Seen) -> Iterator[Finding]:
    """How unequal the load is, beside what chance would give."""
    table = measures.concentration(seen.graph, groups=False, frame="carriers")
    rows = {str(r["load"]): r for r in table}
    whole = rows.get("total")
    if whole is None or whole["gini_low"] is None or whole["gini_random"] is None or int(str(whole["units"])) < 5:
        return
    gini, low, high, chance = (f"{float(str(whole[n])):.2f}" for n in ("gini", "gini_low", "gini_high", "gini_random"))
    four = percent(float(str(whole["cr4"])))
    beyond = float(low) > float(chance)
    zh = f"{whole['units']} 个单位的任务分布基尼系数为 {gini}（95% 区间 {low} 至 {high}），随机分配时平均为 {chance}："
    en = f"The Gini coefficient of tasks over {whole['units']} units is {gini} (95 % interval {low} to {high}); "
    en += f"dealt at random it would be {chance}: "
    zh += f"集中程度超过偶然，前四个单位占全部人次的 {four}。" if beyond else "与随机分配分不开，不能说集中。"
    en += (
        f"more than chance; the first four carry {four} of all assignments."
        if beyond
        else "not to be told from chance."
    )
    names = {
        "total": ("合计", "all"),
        "lead": ("牵头", "lead"),
        "support": ("配合", "support"),
        "responsible": ("责任", "named"),
    }
    shown = [
        (
            names[load],
            rows[load]["units"],
            *(
                "" if rows[load][n] is None else f"{float(str(rows[load][n])):.2f}"
                for n in ("gini", "gini_low", "gini_high", "gini_random")
            ),
            percent(float(str(rows[load]["cr4"]))),
        )
        for load in names
        if load in rows
    ]
    yield Finding(
        "concentrated",
        ("任务有多集中", "How concentrated the load is"),
        (zh, en),
        grids(
            (
                ("任务", "单位数", "基尼系数", "下限", "上限", "随机分配时", "前四位占比"),
                ("load", "units", "Gini", "low", "high", "at random", "first four"),
            ),
            shown,
            (26, 12, 14, 11, 11, 16, 16),
        ),
        (
            "只计列有任务的单位；区间按文件重抽任务（95%）；“随机分配时”是同样多的人次随机落到这些单位时的平均值。"
            "同 zeren metrics concentration。",
            "Over units that carry tasks; tasks resampled for the 95 % interval; at random is the mean where as many "
            "assignments fall on these units by chance. As zeren metrics concentration.",
        ),
        {"view": "pivot", "rows": "leader", "columns": "unit"},
    )


def leaders(seen: Seen) -> Iterator[Finding]:
    """Who oversees most."""
    table = [row for row in measures.workload(seen.graph, "leader").to_dicts() if row["kind"] != "group"]
    if len(table) < 2:
        return
    under = sum(bool(task.leaders) for task in seen.rows.tasks)
    most = table[0]["tasks"]
    level = [str(row["leader"]) for row in table if row["tasks"] == most]
    names = (
        ("、".join(level), ", ".join(level)) if len(level) <= 3 else (f"{len(level)} 位领导", f"{len(level)} leaders")
    )
    rows: list[tuple[object, ...]] = [(r["leader"], r["tasks"], r["units"], r["no_lead"]) for r in table[:TOP]]
    sums: list[tuple[object, ...]] = [
        (("列有责任领导的任务", "tasks with a leader"), under, "", ""),
        (("责任领导人数", "leaders"), len(table), "", ""),
    ]
    if len(level) > 3:
        sums.append((("并列人数", "leaders with most"), len(level), "", ""))
    yield Finding(
        "leaders",
        ("责任领导", "Leaders"),
        (
            f"{under} 项任务列有责任领导，共 {len(table)} 位；{names[0]}名下最多，"
            f"{'各 ' if len(level) > 1 else ''}{most} 项。",
            f"{under} tasks name a leader, {len(table)} in all; most stand under {names[1]}: {most}"
            f"{' each' if len(level) > 1 else ''}.",
        ),
        grids(
            (("责任领导", "任务", "涉及单位", "未列牵头"), ("leader", "tasks", "units", "no lead")),
            rows,
            (50, 16, 17, 17),
            sums=sums,
            bar=1,
        ),
        (
            "一项任务列有几位领导的，各计一次；统称（如“各位副市长”）不计作一位。同 zeren metrics leaders。",
            "A task with several leaders counts for each; a phrase for several is no leader here. As zeren metrics "
            "leaders.",
        ),
        focus(table[0]["leader_id"]) if len(level) == 1 else {"view": "pivot", "rows": "leader", "columns": "unit"},
        tuple(focus(r["leader_id"]) for r in table[:TOP]),
    )

"""The shapes in which notices are published: each writes a notice down, and says what of it the paper then states.

A layout that cannot print a fact (a bracket of bare units has no leaders) takes it out of the truth.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import opencc
from notices import WORDS, Notice, Task, Unit

Paper = tuple[str, Notice]
"""The text, and what it states."""
Writer = Callable[[Notice, Random], Paper]
CHINESE = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Layout:
    """A shape, by its name."""

    name: str
    suffix: str
    write: Writer


LAYOUTS: list[Layout] = []


def layout(suffix: str = "txt") -> Callable[[Writer], Writer]:
    """Make a function a layout."""

    def listed(write: Writer) -> Writer:
        LAYOUTS.append(Layout(write.__name__.replace("_", "-"), suffix, write))
        return write

    return listed


# Parts ------------------------------------------------------------------------------------------


def chinese(number: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CHINESE[tens] + "十") + (CHINESE[ones] if ones else "")


def listed(units: tuple[Unit, ...], end: str = "") -> str:
    """Names as a list, ``end`` behind it."""
    return "、".join(unit.printed for unit in units) + end


def inherited(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The shared prefix printed at the first name only: 市教育局、财政局."""
    if not units:
        return units
    head = next((h for h in ("自治区", "省", "市", "县", "区") if units[0].printed.startswith(h)), None)
    if head is None or units[0].printed.startswith(head + "委"):
        return units
    rest = [
        replace(unit, printed=unit.printed.removeprefix(head))
        if unit.printed.startswith(head) and not unit.printed.startswith((head + "委", head + "政府"))
        else unit
        for unit in units[1:]
    ]
    return (units[0], *rest)


def stated(
    notice: Notice,
    *,
    leaders: bool = False,
    deadline: bool = False,
    lead: bool = True,
    open: bool = True,
    first: bool = False,
    short: Random | None = None,
) -> Notice:
    """What remains of a notice whose layout prints these facts only."""

    def cut(task: Task) -> Task:
        task = replace(
            task,
            leaders=task.leaders if leaders else (),
            deadline=task.deadline if deadline else None,
            open=task.open and open,
        )
        units = task.lead + task.support
        if first:
            task = replace(task, lead=units[:1], support=units[1:], convention="first-is-lead" if units else "none")
        elif not lead:
            task = replace(task, lead=(), support=(), responsible=units, convention="none")
        if short and short.random() < 0.5:
            whole = inherited(task.lead + task.support)
            if first:
                task = replace(task, lead=whole[:1], support=whole[1:])
            else:
                task = replace(
                    task,
                    lead=inherited(task.lead),
                    support=inherited(task.support),
                    responsible=inherited(task.responsible),
                )
        return task

    tasks = notice.each()
    return notice.changed({i: cut(task) for i, task in enumerate(tasks)})


def head(notice: Notice) -> list[str]:
    """What stands above the first heading."""
    return [notice.title, notice.number, "", "为做好今年工作，现将有关任务分工如下。", ""]


def tail(notice: Notice, random: Random) -> list[str]:
    """What stands below the last task: prose that assigns nothing."""
    said = (
        "各责任单位要高度重视，加强组织领导，确保各项工作落到实处。",
        "各牵头单位要会同配合单位制定具体方案。",
        "坚持谁主管、谁负责的原则，层层压实责任。",
    )
    some = random.sample(said, random.randint(0, 2))
    return [f"{chinese(len(notice.sections) + 1)}、保障措施", *some] if some else []


def outlined(notice: Notice, write: Callable[[Task], str], random: Random) -> str:
    """Headings 一、, tasks （一） or 1., each as ``write`` gives it."""
    lines = head(notice)
    through = random.random() < 0.5
    dotted = random.choice(("{}. ", "{}．", "{}、", "（{}）"))
    at = 0
    for i, section in enumerate(notice.sections, 1):
        lines.append(f"{chinese(i)}、{section.title}")
        at = at if through else 0
        for task in section.tasks:
            at += 1
            sign = dotted.format(chinese(at) if "（" in dotted else at)
            lines.append(sign + write(task))
    return "\n".join([*lines, *tail(notice, random)])


def leadership(task: Task, end: str = "") -> str:
    """X牵头，Y配合: the whole statement of a task in words."""
    if not task.lead:
        return f"{listed(task.responsible, end)}负责"
    if not task.support:
        return f"{listed(task.lead)}牵头负责"
    return f"{listed(task.lead)}牵头，{listed(task.support, end)}"


def etc(task: Task, words: str = "等") -> str:
    """The end of a list that is open."""
    return words if task.open else ""


# Layouts of text --------------------------------------------------------------------------------


@layout()
def labelled_lines(notice: Notice, random: Random) -> Paper:
    """责任领导 and 责任单位 on lines of their own below each task."""
    paper = stated(notice, leaders=True, short=random)

    def write(task: Task) -> str:
        does = "按职责分工负责" if task.support else ""
        units = leadership(task, etc(task, "等部门")) + does
        return f"{task.text}。\n责任领导：{'、'.join(task.leaders)}\n责任单位：{units}。"

    return outlined(paper, write, random), paper


@layout()
def four_labels(notice: Notice, random: Random) -> Paper:
    """Each role and the deadline behind a label of its own."""
    paper = stated(notice, leaders=True, deadline=True, short=random)
    of = random.choice(
        (
            ("责任领导", "牵头单位", "配合单位", "完成时限"),
            ("牵头领导", "牵头责任单位", "协同责任单位", "完成时限"),
            ("分管领导", "主办单位", "协办单位", "办结时限"),
        )
    )
    colon = random.choice("：：:")
    apart = random.choice(("\n", "\n", "；"))

    def write(task: Task) -> str:
        parts = [
            f"{of[0]}{colon}{'、'.join(task.leaders)}",
            f"{of[1]}{colon}{listed(task.lead, '' if task.support else etc(task))}",
            *([f"{of[2]}{colon}{listed(task.support, etc(task))}"] if task.support else []),
            *([f"{of[3]}{colon}{task.deadline}"] if task.deadline else []),
        ]
        return f"{task.text}。\n" + apart.join(parts)

    return outlined(paper, write, random), paper


@layout()
def bracket_with_labels(notice: Notice, random: Random) -> Paper:
    """（牵头单位：甲局；配合单位：乙局） at the end of the text."""
    paper = stated(notice, short=random)
    opening, closing = random.choice(("（）", "()", "〔〕", "[]", "【】"))
    apart = random.choice("；，")

    def write(task: Task) -> str:
        support = f"{apart}配合单位：{listed(task.support, etc(task))}" if task.support else ""
        end = "" if task.support else etc(task)
        return f"{task.text}。{opening}牵头单位：{listed(task.lead, end)}{support}{closing}"

    return outlined(paper, write, random), paper


@layout()
def bracket_in_words(notice: Notice, random: Random) -> Paper:
    """（甲局牵头，乙局、丙局配合） at the end of the text."""
    paper = stated(notice, short=random)
    does = random.choice(("配合", "按职责分工负责", "参与", "协助", "负责"))

    def write(task: Task) -> str:
        ends = does if task.support else ""
        return f"{task.text}。（{leadership(task, etc(task, '等部门'))}{ends}）"

    return outlined(paper, write, random), paper


@layout()
def bracket_of_several(notice: Notice, random: Random) -> Paper:
    """（甲局、乙局负责）: nobody leads."""
    paper = stated(notice, lead=False, short=random)
    does = random.choice(("负责", "按职责分工负责", "分别负责", "按职责分工落实"))
    where = random.choice(("。（{}）", "（{}）。", "。\n（{}）"))

    def write(task: Task) -> str:
        return task.text + where.format(listed(task.responsible, etc(task)) + does)

    return outlined(paper, write, random), paper


@layout()
def bracket_of_responsible(notice: Notice, random: Random) -> Paper:
    """（责任单位：甲局、乙局）."""
    paper = stated(notice, lead=False, short=random)
    label = random.choice(("责任单位", "责任部门", "承办单位"))

    def write(task: Task) -> str:
        return f"{task.text}。（{label}：{listed(task.responsible, etc(task))}）"

    return outlined(paper, write, random), paper


@layout()
def bracket_with_deadline(notice: Notice, random: Random) -> Paper:
    """〔责任部门：甲局、乙局，时限要求：某年某月〕."""
    paper = stated(notice, lead=False, deadline=True, short=random)

    def write(task: Task) -> str:
        limit = f"，时限要求：{task.deadline}" if task.deadline else ""
        return f"{task.text}。〔责任部门：{listed(task.responsible, etc(task))}{limit}〕"

    return outlined(paper, write, random), paper


@layout()
def bare_brackets(notice: Notice, random: Random) -> Paper:
    """〔甲局、乙局〕, on a line of its own or at the end: the whole document is written so."""
    paper = stated(notice, lead=False)
    opening, closing = random.choice(("〔〕", "（）", "【】", "[]"))
    apart = random.choice(("\n", ""))

    def write(task: Task) -> str:
        return f"{task.text}。{apart}{opening}{listed(task.responsible, etc(task))}{closing}"

    return outlined(paper, write, random), paper


@layout()
def first_is_lead(notice: Notice, random: Random) -> Paper:
    """列第一位者为牵头单位，下同: said once."""
    paper = stated(notice, first=True, short=random)
    said = random.choice(
        ("列第一位者为牵头单位，下同", "排在第一位的部门为牵头部门，下同", "排名第一的为牵头单位，下同")
    )
    first = True

    def write(task: Task) -> str:
        nonlocal first
        rule, first = (f"。{said}" if first else ""), False
        return f"{task.text}。（责任单位：{listed(task.lead + task.support, etc(task))}{rule}）"

    return outlined(paper, write, random), paper


@layout()
def comma_after_lead(notice: Notice, random: Random) -> Paper:
    """逗号前为牵头单位，下同: 〔甲局，乙局、丙局〕."""
    paper = stated(notice, short=random, open=False)
    tasks = [task for task in paper.each() if task.support]
    if not tasks:
        return first_is_lead(notice, random)
    paper = replace(
        paper,
        sections=tuple(
            replace(s, tasks=tuple(replace(t, convention="first-is-lead") for t in s.tasks if t.support))
            for s in paper.sections
            if any(t.support for t in s.tasks)
        ),
    )
    first = True

    def write(task: Task) -> str:
        nonlocal first
        rule, first = ("。逗号前为牵头单位，下同" if first else ""), False
        return f"{task.text}。〔{listed(task.lead)}，{listed(task.support)}{rule}〕"

    return outlined(paper, write, random), paper


@layout()
def sentences(notice: Notice, random: Random) -> Paper:
    """T，由甲局牵头，乙局配合. at the end of the sentence."""
    paper = stated(notice, open=False, short=random)

    def write(task: Task) -> str:
        if not task.support:
            return f"{task.text}，由{listed(task.lead)}牵头负责。"
        return f"{task.text}，由{listed(task.lead)}牵头，{listed(task.support)}配合。"

    return outlined(paper, write, random), paper


@layout()
def together_with(notice: Notice, random: Random) -> Paper:
    """（甲局会同乙局、丙局负责）."""
    paper = stated(notice, short=random)
    does = random.choice(("负责", "组织实施", "负责落实"))

    def write(task: Task) -> str:
        with_them = f"会同{listed(task.support, etc(task, '等部门'))}{does}" if task.support else "牵头负责"
        return f"{task.text}。（{listed(task.lead)}{with_them}）"

    return outlined(paper, write, random), paper


@layout()
def several_in_one(notice: Notice, random: Random) -> Paper:
    """T1。（甲局负责）T2。（乙局、丙局负责）: the tasks of a section are one paragraph."""
    paper = stated(notice, short=random)
    lines = head(paper)
    for i, section in enumerate(paper.sections, 1):
        said = "".join(
            f"{task.text}。（{leadership(task, etc(task, '等'))}{'配合' if task.support else ''}）"
            for task in section.tasks
        )
        lines += [f"{chinese(i)}、{section.title}", f"（一）{section.title}。{said}"]
    return "\n".join([*lines, *tail(paper, random)]), paper


@layout()
def line_below_several(notice: Notice, random: Random) -> Paper:
    """One statement on a line of its own below the items (1), (2) that it belongs to."""
    paper = stated(notice, lead=False)
    lines = head(paper)
    change: dict[int, Task] = {}
    at = 0
    for i, section in enumerate(paper.sections, 1):
        said = section.tasks[0]
        lines += [f"{chinese(i)}、{section.title}", f"（一）{section.title}"]
        for j, task in enumerate(section.tasks, 1):
            lines.append(f"({j}){task.text}。" if len(section.tasks) > 1 else f"{task.text}。")
            change[at] = replace(task, responsible=said.responsible, open=said.open)
            at += 1
        lines.append(f"责任单位：{listed(said.responsible, etc(said))}")
    return "\n".join(lines), paper.changed(change)


@layout()
def lead_on_the_heading(notice: Notice, random: Random) -> Paper:
    """一、企业开办（省甲局牵头）, tasks below it."""
    paper = stated(notice, lead=True, open=False)
    lines = head(paper)
    change: dict[int, Task] = {}
    at = 0
    for i, section in enumerate(paper.sections, 1):
        lead = section.tasks[0].lead
        lines.append(f"{chinese(i)}、{section.title}（{listed(lead)}牵头）")
        for j, task in enumerate(section.tasks, 1):
            lines.append(f"{j}.{task.text}。")
            change[at] = replace(task, lead=lead, support=())
            at += 1
    return "\n".join(lines), paper.changed(change)


@layout()
def one_line(notice: Notice, random: Random) -> Paper:
    """The whole document in one line, as JSON and OCR have it."""
    text, paper = bracket_in_words(notice, random)
    return "".join(text.splitlines()), paper


@layout()
def articles(notice: Notice, random: Random) -> Paper:
    """第N条【title】."""
    paper = stated(notice, lead=False, short=random)
    lines = head(paper)
    for i, task in enumerate(paper.each(), 1):
        name = task.text.partition("，")[0]
        lines.append(f"第{chinese(i)}条【{name}】{task.text}。（责任单位：{listed(task.responsible, etc(task))}）")
    return "\n".join(lines), paper


@layout()
def others_not_listed(notice: Notice, random: Random) -> Paper:
    """以下均需各地方人民政府负责，不再列出: a group that answers for each later task."""
    paper = stated(notice, lead=False, open=False)
    group = Unit("各有关地方人民政府", "各有关地方人民政府")
    change = {i: replace(task, responsible=(*task.responsible, group)) for i, task in enumerate(paper.each())}
    first = True

    def write(task: Task) -> str:
        nonlocal first
        rule, first = (f"。以下均需{group.printed}负责，不再列出" if first else ""), False
        return f"{task.text}。（{listed(task.responsible)}负责{rule}）"

    return outlined(paper, write, random), paper.changed(change)


@layout()
def pages(notice: Notice, random: Random) -> Paper:
    """Text of a tool that takes it out of PDF: lines broken anywhere, page numbers and lines of the tool between."""
    text, paper = labelled_lines(notice, random)
    marks = random.choice(("— {} —", "--- Page {} ---", "【第{}页】", "{}"))
    lines: list[str] = []
    for line in text.splitlines():
        width = 28
        lines += [line[i : i + width] for i in range(0, len(line), width)] or [""]
    out: list[str] = []
    for i, line in enumerate(lines):
        if i and i % 24 == 0:
            out += ["", marks.format(i // 24), ""]
        out.append(line)
    return "\n".join(out), paper


@layout()
def traditional(notice: Notice, random: Random) -> Paper:
    """責任單位、牽頭單位 in traditional script."""
    text, paper = bracket_with_labels(notice, random)
    convert: Callable[[str], str] = _traditional().convert

    def unit(one: Unit) -> Unit:
        return Unit(convert(one.printed), one.name)

    def task(one: Task) -> Task:
        return replace(
            one,
            text=convert(one.text),
            lead=tuple(map(unit, one.lead)),
            support=tuple(map(unit, one.support)),
        )

    return convert(text), paper.changed({i: task(one) for i, one in enumerate(paper.each())})


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


# Tables -----------------------------------------------------------------------------------------


def rows(notice: Notice, random: Random) -> tuple[list[str], list[list[str]], Notice]:
    """Header, rows and truth of a table."""
    paper = stated(notice, leaders=True, deadline=True, open=False)
    head_row = [
        "序号",
        random.choice(("工作任务", "重点任务", "主要内容", "目标任务")),
        random.choice(("责任领导", "分管领导", "牵头领导")),
        random.choice(("牵头单位", "牵头部门", "主办单位")),
        random.choice(("配合单位", "协办单位", "配合部门")),
        random.choice(("完成时限", "完成时间", "办结时限")),
    ]
    apart = random.choice("、、\n")
    found = [
        [
            str(i),
            task.text,
            "、".join(task.leaders),
            apart.join(unit.printed for unit in task.lead),
            apart.join(unit.printed for unit in task.support),
            task.deadline or "",
        ]
        for i, task in enumerate(paper.each(), 1)
    ]
    return head_row, found, paper


def _flat(cells: list[str]) -> list[str]:
    return [cell.replace("\n", "、") for cell in cells]


@layout("md")
def markdown_table(notice: Notice, random: Random) -> Paper:
    """A table in Markdown."""
    names, found, paper = rows(notice, random)
    lines = [*head(paper), "| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_flat(cells)) + " |" for cells in found]
    return "\n".join(lines), paper


@layout("csv")
def csv_table(notice: Notice, random: Random) -> Paper:
    """A table as CSV, the title in its first row or not at all."""
    names, found, paper = rows(notice, random)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if random.random() < 0.5:
        writer.writerow([paper.title, *[""] * (len(names) - 1)])
    writer.writerow(names)
    writer.writerows(found)
    return out.getvalue(), paper


@layout("html")
def html_table(notice: Notice, random: Random) -> Paper:
    """A page with a table: sections as rows of their own or as cells over several rows."""
    names, found, paper = rows(notice, random)
    spanning = random.random() < 0.5
    names = ["工作领域", *names] if spanning else names
    lines = [f"<tr>{''.join(f'<th>{n}</th>' for n in names)}</tr>"]
    cells = iter(found)
    for section in paper.sections:
        if not spanning:
            lines.append(f'<tr><td colspan="{len(names)}">{section.title}</td></tr>')
        for i in range(len(section.tasks)):
            first = f'<td rowspan="{len(section.tasks)}">{section.title}</td>' if spanning and i == 0 else ""
            inside = "".join(f"<td>{'<br>'.join(html.escape(cell).splitlines())}</td>" for cell in next(cells))
            lines.append(f"<tr>{first}{inside}</tr>")
    above = "".join(f"<p>{html.escape(line)}</p>" for line in head(paper) if line)
    page = f"<html><head><meta charset='utf-8'><title>{paper.title}</title></head><body>{above}<table>"
    return page + "\n".join(lines) + "</table></body></html>", paper


@layout("html")
def html_paragraphs(notice: Notice, random: Random) -> Paper:
    """Paragraphs of a page, a menu above and a foot below."""
    text, paper = bracket_in_words(notice, random)
    inside = "\n".join(f"<p>　　{html.escape(line)}</p>" for line in text.splitlines() if line)
    menu = "<ul><li>首页</li><li>政务公开</li><li>政务服务</li></ul>"
    return f"<html><body>{menu}<div class='content'>{inside}</div><div>版权所有</div></body></html>", paper


# English ----------------------------------------------------------------------------------------


def english(notice: Notice, random: Random) -> Notice:
    """The same notice with texts and bodies in English."""

    def task(i: int, one: Task) -> Task:
        units = tuple(Unit(name, name) for name in random.sample(WORDS["agencies"], random.randint(1, 4)))
        text = f"{random.choice(WORDS['english_works'])} {random.choice(WORDS['english_objects'])} for region {i + 1}"
        return replace(one, text=text, lead=units[:1], support=units[1:], leaders=(), deadline=None, open=False)

    return replace(
        notice.changed({i: task(i, one) for i, one in enumerate(notice.each())}),
        title=f"Action Plan {notice.year}",
        number="",
        city="",
    )


def partners(task: Task) -> str:
    """``Partners: B, C, and the D``."""
    names = [unit.printed for unit in task.support]
    if len(names) > 2:  # of two, "A and the B" can be one body
        names[-1] = f"and the {names[-1]}"
    return f"; Partners: {', '.join(names)}" if names else ""


@layout()
def english_brackets(notice: Notice, random: Random) -> Paper:
    """(Lead: A; Partners: B, C, and the D)."""
    paper = english(notice, random)
    lines = [paper.title, ""]
    lines += [
        f"{i}. {task.text}. (Lead: {listed(task.lead)}{partners(task)})" for i, task in enumerate(paper.each(), 1)
    ]
    return "\n".join(lines), paper


@layout("md")
def english_table(notice: Notice, random: Random) -> Paper:
    """Action, Lead agency, Supporting agencies."""
    paper = english(notice, random)
    lines = [
        f"# {paper.title}",
        "",
        "| No. | Action | Lead agency | Supporting agencies |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {i} | {task.text} | {listed(task.lead)} | {'; '.join(unit.printed for unit in task.support)} |"
        for i, task in enumerate(paper.each(), 1)
    ]
    return "\n".join(lines), paper


# Files ------------------------------------------------------------------------------------------


def written(notice: Notice, random: Random, chosen: Layout) -> tuple[bytes, Notice]:
    """The bytes of a file in this layout and what it states; text in one of the encodings there are."""
    text, paper = chosen.write(notice, random)
    if random.random() < 0.3:
        text = text.replace("\n", "\r\n")
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return text.encode("utf-8" if chosen.suffix in ("html", "md") else encoding), paper


def each_layout(names: tuple[str, ...]) -> Iterator[Layout]:
    """The layouts with these names, all without any."""
    return (one for one in LAYOUTS if not names or one.name in names)

"""What stands where statements stand and was not read: told, never passed over.

What makes a statement is a list of bodies behind a label-shaped word, alone in a bracket or on a line, or at the end of
a sentence with a role word. Where such a list is in none, something may be lost. The rules say where they look; each
has an example, which is its test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from zeren.loaders.statements.left_heads import (
    HEAD_ALONE,
    HEAD_BETWEEN_BARS,
    head_alone,
    heads_between_bars,
    heads_run_together,
    latin_heads,
    leaders_run_together,
    may_head,
)
from zeren.loaders.statements.left_labels import (
    actors,
    fields_of_a_person,
    heads_of_group,
    labels,
    labels_alone,
    leaders_of_work,
    may_act,
    of_the_text,
    who_watches,
)
from zeren.loaders.statements.left_lists import (
    MARKS,
    behind_mark,
    brackets,
    brackets_amid,
    brackets_of_clauses,
    by_copula,
    by_whom,
    clauses,
    duties,
    joint,
    line_of_bodies,
    open_bracket,
    over_tasks,
    roles,
    told_by_print,
)
from zeren.loaders.statements.parts import NO_ROLE, Failed, outside
from zeren.loaders.statements.persons import left_groups, people_who_answer
from zeren.loaders.statements.references import BY_NUMBER, by_number
from zeren.loaders.words.lexicon import choice, words
from zeren.loaders.words.marks import BRACKETS_OPEN

STANDING = "prose: says who does what at all times, or in a reply, report or call: hands out no task"


class Rule(Struct, frozen=True):
    """One place in which statements stand."""

    name: str
    reason: str
    find: Callable[[str], Iterator[tuple[int, int]]]
    example: str
    """A text in which it finds something."""
    prose: bool = False
    """Does what it finds hand out nothing?"""
    duties: bool = False
    """Does a rule or statute say such things at all times?"""
    alone: bool = False
    """Is it looked for only where nothing else is read in the text?"""
    of_work: bool = False
    """Is it looked for only among the tasks of a document that hands out work?"""


def left_over(
    text: str, taken: Sequence[tuple[int, int]], standing: bool = False, of_work: bool = True
) -> list[Failed]:
    """Where ``text`` names bodies in a statement's place outside of what is ``taken``; ``standing`` is whether the
    document says what bodies always do, ``of_work`` whether the text is an item of one that hands out work."""
    beside = any(_signs().search(text, start, end) for start, end in outside(len(text), sorted(taken)))
    beside = beside or may_act(text) or may_head(text)
    if not beside and (taken or "、" not in text):
        return []
    # A mark for each character that is held: thousands of spans are not compared with one another.
    held = bytearray(len(text))
    for start, end in taken:
        held[start:end] = b"\1" * (min(end, len(text)) - start)
    found = []
    for rule in RULES:
        if (taken if rule.alone else not beside) or (rule.of_work and not of_work):
            continue
        for start, end in rule.find(text):
            if 1 in held[start:end]:
                continue
            held[start:end] = b"\1" * (end - start)
            always = rule.duties and standing
            found.append(Failed(start, end, STANDING if always else rule.reason, rule.prose or always))
    return sorted(found, key=lambda one: one.start)


@cache
def _signs() -> re.Pattern[str]:
    """What stands in any text in a part of which a rule finds something: most have none of it."""
    marks = choice([*":：由|｜│┃", *MARKS, *BRACKETS_OPEN])
    return re.compile("|".join([*words("seen", "words"), "职责", marks]))


RULES = (
    Rule(
        "group",
        "prose: who heads a group that is set up, or is in it; hands out no task",
        heads_of_group,
        "组长：张某",
        prose=True,
    ),
    Rule(
        "of the text",
        "prose: to whom the text goes, or who wrote or explains it; hands out no task",
        of_the_text,
        "抄送：市甲局、市乙局。",
        prose=True,
    ),
    Rule(
        "english",
        "a body and what it answers for, in a sentence that was not read",
        actors,
        "The Health Department will lead inspections.",
    ),
    Rule("who watches", NO_ROLE, who_watches, "督导单位：市甲局"),
    Rule(
        "fields of a person",
        "a person and the fields that he is in charge of, which are no task",
        fields_of_a_person,
        "李明：分管教育、卫生工作。",
        duties=True,
    ),
    Rule(
        "leader of work",
        "a person in charge of what stands under a heading, which was not given to its tasks",
        leaders_of_work,
        "一、司空晔市长主抓的重点工作",
        duties=True,
    ),
    Rule(
        "people who answer",
        "a person and what he answers for, in a sentence that was not read",
        people_who_answer,
        "由副市长李明远牵头抓好城北公园建设。",
        duties=True,
    ),
    Rule(
        "group that is led",
        "a group and who leads it, in a sentence that was not read",
        left_groups,
        "第一组：张某带队，检查东桥。",
        duties=True,
    ),
    Rule("label", "a label whose list was not read", labels, "认领院所：市甲局"),
    Rule("label without a colon", "a label without its colon", labels_alone, "建设某路，责任单位市甲局；"),
    Rule(
        "head alone",
        HEAD_ALONE,
        head_alone,
        "责任单位",
        alone=True,
    ),
    Rule(
        "heads between bars",
        HEAD_BETWEEN_BARS,
        heads_between_bars,
        "序号 | 任务 | 责任单位 |",
    ),
    Rule(
        "heads run together",
        "the head of a table whose cells run together: save the table as .csv, .xlsx or .docx",
        heads_run_together,
        "序号工作任务责任单位完成时限",
    ),
    Rule(
        "leaders run together",
        "the head of a table whose cells run together: save the table as .csv, .xlsx or .docx",
        leaders_run_together,
        "包村领导所包村委张永明东窑李义西沟王卫国北营",
    ),
    Rule(
        "english heads run together",
        "the head of a table whose cells run together: save the table as .csv, .xlsx or .docx",
        latin_heads,
        "Objectives Met Lead Agency Estimated Cost Timeline",
    ),
    Rule("by number", BY_NUMBER, by_number, "市甲局：牵头第1、3项。", duties=True),
    Rule(
        "print",
        "who leads is told by how the names are printed, which zeren does not see",
        told_by_print,
        "加粗的为牵头单位",
    ),
    Rule("bracket", "a bracket of bodies whose role nothing says", brackets, "建设某路和某桥工程。（市甲局、市乙局）"),
    Rule(
        "bracket amid a sentence",
        "a bracket of bodies whose role nothing says",
        brackets_amid,
        "新建城北公园（市甲局），年底前开放。",
        alone=True,
        of_work=True,
    ),
    Rule(
        "bracket of clauses",
        "a bracket of bodies, and what each does in words that are not known",
        brackets_of_clauses,
        "建设某路和某桥工程。（市甲局主管，市乙局协管）",
        of_work=True,
    ),
    Rule(
        "open bracket", "a bracket of bodies that does not close", open_bracket, "建设某路和某桥工程。（市甲局、市乙局"
    ),
    Rule(
        "over tasks",
        "bodies over tasks, which were not given to them: their items name who answers, or none stand under it",
        over_tasks,
        "市甲局配合的任务",
        alone=True,
    ),
    Rule("line", "a line of bodies whose role nothing says", line_of_bodies, "市甲局、市乙局", alone=True),
    Rule(
        "mark",
        "bodies behind a mark at the end of a line, whose role nothing says",
        behind_mark,
        "修建东桥——市甲局、市乙局",
    ),
    Rule(
        "copula",
        "a unit that is said to lead or to answer, in a sentence without a task of its own",
        by_copula,
        "市甲局为优化环境的总牵头单位",
        duties=True,
    ),
    Rule(
        "duty",
        "a unit and what it answers for, in a sentence without a task of its own",
        duties,
        "市甲局负责修路",
        duties=True,
    ),
    Rule(
        "role",
        "names of units with a role, in a sentence that was not read",
        roles,
        "修某路，由市甲局牵头。",
        duties=True,
    ),
    Rule(
        "joint",
        "names of units with a role, in a sentence that was not read",
        joint,
        "市甲局会同市乙局，年底前建成东桥。",
        duties=True,
    ),
    Rule(
        "clause",
        "names of units with a role, in a sentence that was not read",
        clauses,
        "市甲局、市乙局按各自职责抓好落实，道路畅通。",
        duties=True,
    ),
    Rule(
        "by whom",
        "names of units with a role, in a sentence that was not read",
        by_whom,
        "修路由市甲局、市乙局共同组织实施。",
        duties=True,
    ),
)
"""In the order in which they are asked: what one has found is not found by those behind it."""

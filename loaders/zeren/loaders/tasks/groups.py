"""Groups with a part of the work of their own: who heads them is no mere roster, and is told as unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from zeren.loaders.statements.parts import GROUP
from zeren.loaders.tasks.drafts import Told
from zeren.loaders.text.numbers import HAN_DIGITS
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN

OWN_WORK = "who heads a group that has its own part of the work, or is in it: not read as a task"


def groups_at_work(
    told: Sequence[Told], lines: Sequence[Passage], assigns: Callable[[Passage, int, int], bool]
) -> list[Told]:
    """What was told, with the heads and members of such groups as unread and no more as prose.

    Where a statement ``assigns`` beside them, that is who answers.
    """
    found = list(_at_work(lines, assigns))
    places = [(one.passage.place(one.start), one.passage.place(one.end - 1)) for one in found]
    held = {at for start, end in places for at in range(start, end + 1)}
    return [one for one in told if one.reason != GROUP or one.passage.place(one.start) not in held] + found


def _at_work(lines: Sequence[Passage], assigns: Callable[[Passage, int, int], bool]) -> Iterator[Told]:
    """「第一组：东村、西村 ⏎ 组长：张某 ⏎ 组员：李某」 「安全保卫组 ⏎ 组长：张某 ⏎ 工作职责：T」"""
    at_work = False
    for i, line in enumerate(lines):
        above = lines[i - 1].text[-_NEAR:] if i else ""
        member = _MEMBER.match(line.text) if at_work else None
        at_work = member is not None
        if member:
            yield Told(line, 0, len(line), OWN_WORK)
            continue
        for match in _HEAD.finditer(line.text):
            front = above + line.text[max(0, match.start() - _NEAR) : match.start()]
            below = line.text[match.start() :][:_NEAR] + " ".join(one.text[:_NEAR] for one in lines[i + 1 : i + 4])
            at_work = bool(_AREA.search(front) or (_TEAM.search(front) and _DUTIES.search(below)))
            at_work = at_work and not any(assigns(one, 0, len(one)) for one in lines[max(0, i - 1) : i + 4] if one)
            if at_work:
                near = min(len(line), match.end() + _MEMBERS)
                stop = _NEXT.search(line.text, match.end(), near)
                yield Told(line, match.start(), stop.start() if stop else near, OWN_WORK)


_NEAR = 120
_MEMBERS = 400
"""Characters behind a head in which its members stand."""
_HEAD = re.compile(r"(?<!副)组 *长\s*[:：]")
_MEMBER = re.compile(r"\s*(?:副 *组 *长|组 *员|成 *员)\s*[:：]")
_NEXT = re.compile(rf"[。；;\n]|第[{HAN_DIGITS}\d]{{1,3}}[{HAN}]{{0,4}}组\s*[:：]|[{HAN}]{{2}}职责\s*[:：]")
# 第一组：东村、西村 ⏎ 组长：张某
_AREA = re.compile(rf"第[{HAN_DIGITS}\d]{{1,3}}[{HAN}]{{0,4}}组\s*[:：]\s*[^：:。；;]{{2,100}}$")
# 安全保卫组 ⏎ 组长：张某 … 工作职责：T
_TEAM = re.compile(rf"[{HAN}]{{2,8}}(?<!领导小)(?<!工作小)组\s*$")
_DUTIES = re.compile(r"(?:职责|任务|分工)\s*[:：]")

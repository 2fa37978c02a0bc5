"""Where a page ends says nothing: a line of a page, however it is spelled, changes no reading wherever it stands."""

from __future__ import annotations

from typing import Any

import pytest

from zeren.loaders.read import read
from zeren.loaders.text.pages import says_page
from zeren.loaders.text.source import Source

NOTICE = """岚泽市人民政府办公室
关于印发岚泽市惠民工作要点的通知
各县（市、区）人民政府，市人民政府各部门：
现将工作要点印发给你们，请认真组织实施。
一、修缮与疏浚
1.修缮老渡口。整修石阶三百级，更换护栏，年底前完
工。
（牵头单位：市水利局；配合单位：市财政局、青屿生态区管理
委员会、
市林业局、市气象
局）
2.疏浚盐河。清淤二十里。（责任单
位：市交通运输局、市农业农
村局）
二、集市
3.改造茶市大棚。更换钢架，安装监控。
责任领导：司空晔、南
宫砚
责任单位：市商务局牵
头，市公安局、各县（市、
区）政府按职责分工负
责。
"""
LINES = [
    "# Page 21:",
    "## Page 21",
    "【第21页】",
    "--- Page 21 ---",
    "===== Page 21 of 40 =====",
    "[Page 21]",
    "<!-- page 21 -->",
    "<!-- 第21页 -->",
    "P21",
    "p. 21",
    "— 21 —",
    "·21·",
    "21/40",
    "第 21 页 共 40 页",
    "第21页/共40页",
    "第 21 页，共 40 页",
    "（第二十一页）",
    "页码：21",
    "[page break]",
    "分页符",
    "--------",
    "\f",
    "\n# Page 21:\n",
    "\n\n— 21 —\n\n\n",
    "\f\n21\n",
]


ROLES = ("leaders", "lead_units", "supporting_units", "responsible_units")


def said(text: str) -> list[Any]:
    """What a text says, without where it stands."""
    return [
        (
            one.number,
            one.title,
            one.sector,
            one.text,
            one.open_list,
            *(tuple(m.source for m in getattr(one, r)) for r in ROLES),
        )
        for one in read(Source("notice.txt", text, "", "utf-8")).records
    ]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_a_page_changes_no_reading(line: str) -> None:
    plain = said(NOTICE)
    assert [(number, len(leads), len(supports)) for number, _, _, _, _, _, leads, supports, _ in plain] == [
        ("1", 1, 4),
        ("2", 0, 0),
        ("3", 1, 2),
    ]
    ends = [i for i, c in enumerate(NOTICE) if c == "\n"]
    for at in ends:
        printed = f"{NOTICE[:at]}\n{line}{NOTICE[at:]}"
        assert said(printed) == plain, f"{line!r} behind {NOTICE[at - 12 : at]!r}"


@pytest.mark.parametrize(
    "line",
    [
        "21",
        "二十一、",
        "21.",
        "（21）",
        "第三章",
        "一页纸方案",
        "P2P平台整治",
        "Page the office",
        "——",
        "第21页的表格",
        "- 21 户",
        "<!-- 21 --> 市水利局 <!-- 22 -->",
    ],
)
def test_what_may_be_content_is_no_line_of_a_page(line: str) -> None:
    assert not says_page(line)

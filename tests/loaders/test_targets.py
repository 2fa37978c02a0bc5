"""Numbers that state an aim, and numbers of a rule, a condition or a gift, which do not."""

from __future__ import annotations

import pytest

from zeren.loaders.tasks.targets import find_targets


def found(text: str) -> list[tuple[str, str, str]]:
    return [(target.value, target.unit, target.relation) for target in find_targets(text)]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        # The word that turns a relation round belongs to it.
        ("坡度不大于20%", [("20", "%", "不大于")]),
        ("误差不得超过3米", [("3", "米", "不得超过")]),
        ("商品房库存周期缩短3个月以上", [("3", "个月", "以上")]),
        ("留存不得低于10%", [("10", "%", "不得低于")]),
        ("覆盖面不低于全市村庄的30%", [("30", "%", "不低于")]),
        # What there was before is no aim.
        ("将办理时间由5天压缩至2天以内", [("2", "天", "以内")]),
        ("预留份额由30%以上提高至40%以上", [("40", "%", "以上")]),
        # One relation for both.
        ("两项处置率分别达到25%和15%", [("25", "%", "达到"), ("15", "%", "达到")]),
        # The unit stands with both ends of a range.
        ("新增贷款300万—600万元", [("300—600", "万元", "")]),
        ("服务业增长5%—8%", [("5—8", "%", "增长")]),
        # Of which kind, under what condition.
        ("支持营收500万元以下的小微企业", []),
        ("库存超过36个月的，暂停供地", []),
        ("当库存超过36个月，暂停供地", []),
        ("60%以上的卫生院达到二级水平", [("60", "%", "以上")]),
        ("按不低于30%的比例配建", [("30", "%", "不低于")]),
        ("自由贸易区达到150项", [("150", "项", "达到")]),
        ("经济增长7.5%—8%", [("7.5—8", "%", "增长")]),
        ("经批准的项目10个", []),
        ("审批时间压缩至5个工作日", [("5", "个工作日", "压缩至")]),
        ("全面完成2025年35个老旧小区改造", [("35", "个", "")]),
        ("如期建成水库3座", [("3", "座", "")]),
        # Rules and gifts that anybody may come under.
        ("最低首付比例不低于15%", []),
        ("对获评企业，给予一次性奖补100万元", []),
        ("每户奖励5万元", []),
        ("发放稳岗补贴5000万元以上", [("5000", "万元", "以上")]),
        ("发放创业担保贷款6亿元", [("6", "亿元", "")]),
        ("新增绿地60万平方米", [("60", "万平方米", "")]),
    ],
)
def test_the_numbers_of_a_text(text: str, targets: list[tuple[str, str, str]]) -> None:
    assert found(text) == targets

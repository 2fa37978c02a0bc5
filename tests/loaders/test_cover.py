"""Phrases for several bodies: whom they cover, whether all of them, and whom they leave out."""

from __future__ import annotations

import pytest

from zeren.loaders.names.groups import Cover, cover


@pytest.mark.parametrize(
    ("phrase", "levels", "certain"),
    [
        ("各县（市、区）政府", "县 市 区", True),
        ("各县(市)区人民政府", "县 市 区", True),
        ("全市各县（市、区）政府", "县 市 区", True),
        ("各区、县级市政府", "区 市", True),
        ("各区", "区", True),
        ("各区县（自治县）政府", "区 县", True),
        ("各市〔州〕、县〔市、区〕人民政府", "市 州 县 区", True),
        ("各县（市、区）政府、各开发区管委会", "县 市 区 zone", True),
        ("各县（市、区）和开发区", "县 市 区 zone", True),
        ("各镇（街道）", "镇 街道", True),
        ("各乡镇政府", "乡 镇", True),
        ("各地区", "地", True),
        ("相关县（市、区）政府", "县 市 区", False),
        ("各相关县（市、区）政府", "县 市 区", False),
        ("各县区、相关园区", "县 区 zone", False),
        # Those of some kind, a number of them, and each of a kind without a word for all.
        ("沿河各县区", "县 区", False),
        ("中心城区各区政府（管委会）", "区 zone", False),
        ("各对口协同发展区县（自治县，以下简称区县）政府", "区 县", False),
        ("市、县（市、区）人民政府", "市 县 区", False),
        # Bodies that are no governments.
        ("市直各部门", "department", True),
        ("各县（市、区）教育局", "department", True),
        ("中、省驻澜有关单位", "department", False),
        ("有关企业", "enterprise", False),
        ("各地方人民政府", "", True),
    ],
)
def test_what_a_phrase_covers(phrase: str, levels: str, certain: bool) -> None:
    assert cover(phrase) == Cover(frozenset(levels.split()), certain)


@pytest.mark.parametrize(
    ("phrase", "without"),
    [
        ("除穹县外各县", ["穹县"]),
        ("除穹县、汀县以外的各县", ["穹县", "汀县"]),
        ("各县（除穹县外）", ["穹县"]),
        ("各县（不含穹县和汀县）", ["穹县", "汀县"]),
        ("各县（穹县除外）", ["穹县"]),
    ],
)
def test_what_a_phrase_leaves_out_by_name(phrase: str, without: list[str]) -> None:
    assert cover(phrase) == Cover(frozenset({"县"}), True, tuple(without))


@pytest.mark.parametrize("phrase", ["其他各县", "其余各县", "其它各县"])
def test_the_others_leave_out_those_beside_them(phrase: str) -> None:
    assert cover(phrase) == Cover(frozenset({"县"}), True, (), True)


@pytest.mark.parametrize("name", ["县政府", "穹县政府", "市财政局", "各产业", "支持中小企业", ""])
def test_one_body_or_none_covers_nobody(name: str) -> None:
    assert cover(name) is None

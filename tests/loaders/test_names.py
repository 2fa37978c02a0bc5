"""One body, one name; two bodies, two names; and what a body is for, whatever it is called."""

from __future__ import annotations

import pytest

from zeren.loaders.names.canonical import resolve
from zeren.loaders.names.units import function_of, kind_of

CITY = "泽岚市"


def named(*printed: str, city: str | None = CITY) -> list[str]:
    return [one.name for one in resolve(printed, city)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国人民银行泽岚市分行", "人行泽岚市分行"),
        ("中国人民银行泽岚市分行", "人民银行泽岚分行"),
        ("中国人民银行泽岚市分行", "人行市分行"),
        ("中国人民银行穹县支行", "人行穹县支行"),
        ("国家金融监督管理总局泽岚监管分局", "泽岚金融监管分局"),
        ("国家金融监督管理总局泽岚监管分局", "国家金融监管总局泽岚市监管分局"),
        ("国家金融监督管理总局望穹监管支局", "望穹金融监管支局"),
        ("泽岚银保监分局", "银保监会泽岚监管分局"),
        ("国家税务总局泽岚市税务局", "市税务局"),
        ("泽岚市住房公积金管理中心", "泽岚公积金中心"),
        ("中共泽岚市委组织部", "市委组织部"),
        ("市住建城管局", "市住房城乡建设和城市管理局"),
    ],
)
def test_one_body_has_one_name(one: str, other: str) -> None:
    assert named(one) == named(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A branch renamed by a reform, one of a province, one of another level.
        ("中国人民银行泽岚市分行", "中国人民银行泽岚市中心支行"),
        ("人民银行泽岚市分行", "人民银行泽岚省分行"),
        ("泽岚金融监管分局", "泽岚银保监分局"),
        ("泽岚金融监管分局", "泽岚金融监管支局"),
        ("国家税务总局泽岚县税务局", "国家税务总局泽岚市税务局"),
        ("泽岚海关", "市海关"),
        ("市地方金融监管局", "泽岚金融监管局"),
        ("国网泽岚供电公司", "市供电公司"),
        ("市审批局", "市行政审批服务局"),
    ],
)
def test_two_bodies_have_two_names(one: str, other: str) -> None:
    assert named(one) != named(other)


def test_a_zone_is_a_level_for_its_own_departments_only() -> None:
    assert named("示范区财政局", "民政局") == ["示范区财政局", "示范区民政局"]
    assert named("示范区管委会", "民政局") == ["示范区管委会", "民政局"]
    assert named("地区住房和城乡建设局", "地委网信办") == ["地区住房城乡建设局", "地委网信办"]
    assert named("市地质博物馆", "地震局") == ["市地质博物馆", "市地震局"]


def test_a_committee_of_the_party_is_written_only_where_a_level_is() -> None:
    assert named("网信办") == ["网信办"]
    assert named("市网信办") == ["市委网信办"]
    assert named("市财政局", "团市委", "宣传部") == ["市财政局", "团市委", "市委宣传部"]


def test_the_branch_of_several_provinces_is_no_branch_of_its_city() -> None:
    assert named("市财政局", "人民银行沈阳分行", city="沈阳市")[1] == "中国人民银行沈阳分行"


def test_the_state_leaves_out_its_own_name() -> None:
    assert named("发展改革委", "网信办", "国资委", "财政部", city="国家") == [
        "国家发展改革委",
        "中央网信办",
        "国务院国资委",
        "财政部",
    ]
    assert named("发展改革委", city=None) == ["发展改革委"]


@pytest.mark.parametrize(
    "name",
    [
        "试点城市政府",
        "中心城区各区政府（管委会）",
        "市管各园区管委会",
        "“四区”政府（管委会）",
        "属地人民政府",
        "街道办事处",
        "县市国有企业",
        "市疫情防控指挥部各工作组",
    ],
)
def test_several_bodies_are_a_group(name: str) -> None:
    assert kind_of(name) == "group"


@pytest.mark.parametrize("name", ["三水区政府", "六合区政府", "市高新区管委会", "望穹街道办事处", "市企业服务中心"])
def test_one_body_is_no_group(name: str) -> None:
    assert kind_of(name) != "group"


def test_a_zone_without_a_name_is_several_behind_each_county() -> None:
    kinds = [one.kind for one in resolve(["各县区人民政府", "开发区管委会"], CITY)]
    assert kinds == ["group", "group"]
    kinds = [one.kind for one in resolve(["望穹区人民政府", "开发区管委会"], CITY)]
    assert kinds == ["county_government", "zone"]
    assert [one.kind for one in resolve(["市财政局", "园区管委会"], CITY)] == ["department", "group"]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("望穹区财政局", "finance"),
        ("公安望穹区分局", "public_security"),
        ("泽岚海关", "customs"),
        ("国网泽岚市供电公司", "electricity"),
        ("市规划资源局望穹分局", "natural_resources"),
        ("市住房公积金管理中心望穹县管理部", "housing_fund"),
        ("县公安局治安大队", "public_security"),
        ("国家金融监督管理总局泽岚监管分局", "financial_regulation"),
        ("国家税务总局泽岚市税务局", "taxation"),
        ("人行泽岚市分行", "central_bank"),
        ("新区税务局", "taxation"),
        ("地委宣传部", "publicity"),
        # 城市 is no place, and a street's office is no department of it.
        ("城市财政研究会", None),
        ("市智慧城市办公室", None),
        ("财政街道", None),
    ],
)
def test_what_a_body_is_for(name: str, function: str | None) -> None:
    assert function_of(name) == function

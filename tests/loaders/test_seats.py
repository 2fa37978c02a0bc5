"""Whose document it is: names of two governments must not meet in one namespace."""

from __future__ import annotations

import pytest

from zeren.loaders.names.gazetteer import Gazetteer
from zeren.loaders.names.places import place_table
from zeren.loaders.names.seats import city_of

COUNTY = "（责任单位：县财政局、县水利局）（责任单位：县民政局）在全县推开。"
DISTRICT = COUNTY.replace("县", "区")
CITY = COUNTY.replace("县", "市")
PROVINCE = "（责任单位：省财政厅、省水利厅）（责任单位：省民政厅）"


@pytest.mark.parametrize(
    ("issuer", "title", "text", "city"),
    [
        # A county's notice is the county's, whoever is named above it, wherever its title says so.
        ("河南省平顶山市叶县人民政府", "", "", "叶县"),
        (None, "关于印发促进宝丰县农业发展若干措施的通知", COUNTY, "宝丰县"),
        (None, "【河南省平顶山市鲁山县】关于促进农业发展的措施", COUNTY, "鲁山县"),
        (None, "促进农业发展的若干措施", "在宝丰县、平顶山市。宝丰县各乡镇。" + COUNTY, "宝丰县"),
        (None, "促进农业发展的若干措施", "在湛河区、卫东区，平顶山市。" + DISTRICT, None),
        # 市甲局 may be the city's, or that of the one county in it that is a city itself.
        (None, "关于促进平顶山市农业发展的通知", CITY, "平顶山市"),
        (None, "河南省平顶山市汝州市促进农业发展的措施", CITY, "汝州市"),
        (None, "促进农业发展的若干措施", "在宝丰县、叶县。" + CITY, "平顶山市"),
        (None, "促进农业发展的若干措施", "在汝州市、平顶山市。" + CITY, None),
        # A province, though only counties of one city are named in it.
        (None, "促进农业发展的若干措施", "在宝丰县、叶县。" + PROVINCE, "河南省"),
        # A city whose notice tells of one of its districts.
        (None, "关于支持叶县农业发展的通知", "在宝丰县、叶县。" + CITY, "平顶山市"),
        (None, "关于支持宝丰县和叶县农业发展的通知", "", None),
        # Autonomous places in everyday words.
        (None, "云南省楚雄州促进农业发展的措施", COUNTY.replace("县", "州"), "楚雄彝族自治州"),
        (None, "湘西自治州促进农业发展的措施", "", "湘西土家族苗族自治州"),
        # The lowest place that is read is not the one that speaks.
        (None, "河南省某新区促进农业发展的措施", DISTRICT, None),
        ("国务院", "", "", "国家"),
        ("国家金融监督管理总局平顶山监管分局", "促进平顶山市农业发展", CITY, "平顶山市"),
        # Ministries answer to the state only; a committee's own departments are no ministries.
        (None, "改革任务分工", "（财政部、教育部负责）（商务部牵头）", "国家"),
        (None, "改革任务分工", "（组织部、宣传部负责）（统战部牵头）", None),
        (None, "改革任务分工", "（财政部、教育部、商务部负责）" + CITY, None),
        (None, "改革任务分工", "（财政部、教育部、商务部负责）（省财政厅负责）", None),
        (None, "关于印发宝丰县农业措施的通知", COUNTY + "（市场监管局、市政管理局、市容管理局负责）", "宝丰县"),
        # 城区 and 郊区 are words; the table has a city with both.
        (None, "关于发展电子商务的意见", "发展主城区分区化、远郊区县一体化配送。", None),
        # The county that a province governs itself is no sign of the province.
        (None, "促进农业发展的若干措施", "在济源市推开。", None),
    ],
)
def test_the_place_of_a_document(issuer: str | None, title: str, text: str, city: str | None) -> None:
    assert city_of(issuer, title, text, place_table()) == city


@pytest.mark.parametrize(
    ("text", "counties"),
    [
        # 安阳 is the city as well as its county, and everybody means the city.
        ("安阳要建设区域中心", []),
        ("支持安阳县建设水库，滑县跟进", ["安阳县", "滑县"]),
        ("支持内黄建设水库", ["内黄县"]),
    ],
)
def test_what_a_city_and_its_county_are_called_is_the_city(text: str, counties: list[str]) -> None:
    named = Gazetteer.of(place_table(), "安阳市", text).in_text(text)
    assert [name for _, name, _ in named] == counties

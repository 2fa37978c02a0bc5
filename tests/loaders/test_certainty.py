"""Which texts are names of bodies for certain, which look like one, and which are none."""

from __future__ import annotations

import pytest

from zeren.loaders.names.latin import is_person, persons_with_titles
from zeren.loaders.names.units import Certainty, certainty, function_of, is_certain, is_unit, kind_of
from zeren.loaders.statements.english import parse_english
from zeren.loaders.text.passage import Passage

CERTAIN = [
    "市财政局",
    "泽岚市财政局",
    "穹县农业农村局",
    "警备区政治工作局",
    "省军区政治工作局",
    "人行泽岚营管部",
    "国网泽岚供电公司",
    "泽岚海关",
    "市委宣传部",
    "团市委",
    "发改局",
    "镇财政所",
    "云汀镇财政所",
    "街道党政办",
    "镇农业综合服务中心",
    "县农技推广站",
    "青溪水利站",
    "综合科",
    "财务处",
    "质安监总站",
    "造价站",
    "泽岚航道处",
    "规划处",
    "市河长办",
    "市政务服务便民热线中心",
    "市城市管理综合行政执法支队",
    "县消防救援大队",
    "市融媒体中心",
    "省农科院",
    "市建设工程质量安全监督站",
    "建设工程造价站",
    "推进新型城镇化工作专班",
    "市水利局（市河长制办公室（市水政监察支队））",
    "区委区政府督查室",
    "开发区(管委会)",
    "经开区",
    "城关街道办事处",
    "云汀镇",
    "不动产登记中心",
    "建设银行泽岚分行",
    "农发行泽岚分行",
    "省级行政执法部门",
    "澜水集团有限公司",
    "市政协办公厅",
    "铁路公安处",
    "中央军委政治工作部",
    "各县（市、区）政府",
    "市直各部门",
    "各区县（自治县）政府",
    "市级有关部门",
    "各市〔州〕、县〔市、区〕人民政府",
    "中、省驻澜有关单位",
    "驻市央企",
    "市属国有企业",
    "各对口协同发展区县（自治县，以下简称区县）政府",
    "十二个市级帮扶集团牵头单位",
    "17个市级帮扶集团牵头单位",
    "除穹县外各县",
    "其他各县",
    "沿河各县区",
    "茶務署及所屬各機關",
    "都市發展局",
    "各村“两委”",
    "各金融机构",
]
LOOKS = ["甲中心", "文化中心", "青溪书院", "泽岚新区", "穹县区", "物流园区", "嵐發會", "财政", "发改", "RSA"]
NONE = [
    "建设甲中心",
    "建设文化中心",
    "打造物流中心",
    "新建养老院",
    "扩建人民医院",
    "加快建设科技园区",
    "打造特色示范区",
    "改造老旧小区",
    "各产业",
    "各领域",
    "支持独角兽企业",
    "支持中小企业",
    "独角兽企业",
    "服务市场主体",
    "培育龙头企业",
    "鼓励金融机构",
    "引进科研院所",
    "新格局",
    "构建发展新格局",
    "一网通办",
    "督办",
    "城乡",
    "特色小镇",
    "加油站",
    "博览会",
    "内部",
    "全部",
    "等相关单位",
    "等州级有关部门（单位）",
    "等盟级有关部门",
    "推动各单位",
    "所属各单位",
    "优化营商环境",
    "五年规划",
    "张某",
    "青溪的中心",
]


@pytest.mark.parametrize("name", CERTAIN)
def test_a_body_for_certain(name: str) -> None:
    assert certainty(name) is Certainty.CERTAIN
    assert is_unit(name) and is_certain(name)


@pytest.mark.parametrize("name", LOOKS)
def test_what_may_be_a_body(name: str) -> None:
    assert certainty(name) is Certainty.LOOKS
    assert not is_certain(name)


@pytest.mark.parametrize("name", NONE)
def test_aims_and_ordinary_words_are_no_body(name: str) -> None:
    assert certainty(name) is Certainty.NONE
    assert not is_unit(name)


@pytest.mark.parametrize(
    "name",
    [
        "Parks, Recreation, and Trails Commission",
        "City of Riverton",
        "Department for Rivers, Innovation and Technology",
        "Records Archive Data Centre Programme Management Office",
        "Mayor’s Office of Resilience",
        "HM Treasury",
    ],
)
def test_an_english_body(name: str) -> None:
    assert certainty(name) is Certainty.CERTAIN


@pytest.mark.parametrize(
    "name",
    [
        "Ann Weller",
        "Ann Weller, Commissioner for Markets",
        "Dr. Ann Weller, Chief of the Planning Office",
        "Create a Data Council",
        "the planning office will",
        "repair 40 stalls",
    ],
)
def test_persons_and_aims_are_no_english_body(name: str) -> None:
    assert certainty(name) is Certainty.NONE


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Weller, Commissioner for Markets", ["Ann Weller"]),
        ("Ann Weller, Commissioner, Bureau of Trade", ["Ann Weller"]),
        ("Ann Weller, Administrator; Bo Carr, Deputy Secretary", ["Ann Weller", "Bo Carr"]),
        ("Ann Weller, Under Secretary for Rivers, Bo Carr, Director", ["Ann Weller", "Bo Carr"]),
        ("Ann Weller, Director, Office of Data, and Bo Carr, Chief Data Officer", ["Ann Weller", "Bo Carr"]),
        (
            "J. R. Carr, Chief Financial Officer, Water Agency; Mia de la Cruz, Administrator",
            ["J. R. Carr", "Mia de la Cruz"],
        ),
        ("Ann Weller, Chair and Chief Executive", ["Ann Weller"]),
        ("Ann Weller (Deputy Mayor)", ["Ann Weller"]),
        ("Ann O'Weller-Smith — Senior Advisor", ["Ann O'Weller-Smith"]),
        ("Ann Weller\nDirector, Office of Data", ["Ann Weller"]),
        ("Deputy Mayor Ann Weller", ["Ann Weller"]),
        ("The Hon. Ann Weller MP, Minister for Water", ["Ann Weller"]),
        ("Dr. Ann Weller", ["Ann Weller"]),
        # No title says that these are people, or that all of them are.
        ("Ann Weller and Bo Carr", []),
        ("Ann Weller, Water Office", []),
        ("Water Office, Health Agency", []),
        ("Chief Data Officer Council", []),
        ("Office of the Director", []),
        ("Director of Dikes", []),
        ("Principal Deputy Director for Policy, Office of Data", []),
    ],
)
def test_persons_with_titles(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in persons_with_titles(text)] == names
    assert is_person(text) == bool(names)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("人行泽岚营管部", "vertical_agency"),
        ("警备区政治工作局", "department"),
        ("茶務署及所屬各機關", "group"),
        ("市水利局（市河长制办公室（市水政监察支队））", "department"),
        ("镇农业综合服务中心", "institution"),
        ("驻市央企", "group"),
        # The body of the whole country, and one whose name holds 的.
        ("全国工商联", "institution"),
        ("全国妇联", "institution"),
        ("省新型疾病感染的肺炎疫情防控应急指挥部办公室", "department"),
        ("支持独角兽企业", None),
    ],
)
def test_the_kind_of_a_body(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
    assert is_unit(name) == (kind is not None)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("云汀镇财政所", "finance"),
        ("县农技推广站", "agriculture"),
        ("质安监总站", "housing_construction"),
        ("市城市照明管理处", "urban_management"),
        ("市蔬菜发展中心", "agriculture"),
        # What every body has tells of no function.
        ("综合科", None),
    ],
)
def test_a_body_is_known_by_its_function(name: str, function: str | None) -> None:
    assert function_of(name) == function


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Parks, Recreation, and Trails Commission", ["Parks, Recreation, and Trails Commission"]),
        ("Water Office, Health Agency, and Trade Board", ["Water Office", "Health Agency", "Trade Board"]),
        ("City of Riverton and the City of Lakeview", ["City of Riverton", "City of Lakeview"]),
        ("Department of Health and Human Services, OMB", ["Department of Health and Human Services", "OMB"]),
        (
            "Department of Agriculture, Water and the Environment",
            ["Department of Agriculture, Water and the Environment"],
        ),
        ("Ministry of Energy and Ministry of Transport", ["Ministry of Energy", "Ministry of Transport"]),
        (
            "Department for Rivers, Innovation and Mines (DRIM), HM Treasury",
            ["Department for Rivers, Innovation and Mines (DRIM)", "HM Treasury"],
        ),
        ("Ann Weller, Head of Markets; Bo Carr, Director", ["Ann Weller", "Bo Carr"]),
    ],
)
def test_names_of_an_english_list(text: str, names: list[str]) -> None:
    assert [a.name.text for a in parse_english(Passage(text, 0), "lead").assignments] == names

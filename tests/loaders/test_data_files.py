"""The tables the loaders read by: what they hold is facts, so a wrong row here is a wrong fact everywhere."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from zeren.loaders.records import UNIT_KINDS
from zeren.loaders.words.own_tables import TABLES as USERS_TABLES

DATA = files("zeren.loaders") / "data"
TABLES = ("places.csv", "unit_families.csv", "function_stems.csv")
MUNICIPALITIES = {"110000", "120000", "310000", "500000"}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text("utf-8").splitlines()))


def names(family: dict[str, str]) -> list[str]:
    """Everything by which a body of this row is printed: the canonical form first."""
    return [family["canonical"], *(form for form in family["forms"].split("|") if form)]


PLACES = rows("places.csv")
FAMILIES = rows("unit_families.csv")
CODES = {place["code"]: place for place in PLACES}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_plain_utf8_with_line_feeds(name: str) -> None:
    data = (DATA / name).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    text = data.decode("utf-8")
    assert not [char for char in text if char in "\ufffd\u3000\xa0\t"]


@pytest.mark.parametrize("table", [PLACES, FAMILIES], ids=TABLES[:2])
def test_every_cell_is_there_and_trimmed(table: list[dict[str, str]]) -> None:
    for row in table:
        for column, cell in row.items():
            assert cell == cell.strip(), row
            assert cell or column in ("parent", "forms"), row


def test_places_are_sorted_by_a_unique_code_of_six_digits() -> None:
    codes = [place["code"] for place in PLACES]
    assert all(a < b for a, b in pairwise(codes))
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in codes)


def test_there_are_as_many_places_as_the_ministry_counts() -> None:
    # 31 provinces of the mainland, Taiwan, Hong Kong, Macau; counties at the end of 2025: 2,846 at the end
    # of 2024 less one, as two districts of Chongqing became one.
    counted = Counter(place["level"] for place in PLACES)
    assert counted == {"province": 34, "prefecture": 333, "county": 2845}


def test_a_code_says_the_level_and_the_parent() -> None:
    for place in PLACES:
        code, level, parent = place["code"], place["level"], place["parent"]
        if code.endswith("0000"):
            assert (level, parent) == ("province", "")
        elif code.endswith("00"):
            assert (level, parent) == ("prefecture", code[:2] + "0000")
        else:
            assert level == "county"
            prefecture = code[:4] + "00"
            assert parent == (prefecture if prefecture in CODES else code[:2] + "0000")
        if parent:
            assert CODES[parent]["level"] != "county"


def test_only_municipalities_and_directly_governed_counties_hang_on_a_province() -> None:
    for place in PLACES:
        if place["level"] == "county" and CODES[place["parent"]]["level"] == "province":
            assert place["parent"] in MUNICIPALITIES or place["code"][2:4] == "90", place


def test_two_counties_of_one_parent_never_share_a_name() -> None:
    seen = Counter((place["parent"], place["name"]) for place in PLACES)
    assert not [pair for pair, times in seen.items() if times > 1]


@pytest.mark.parametrize(
    ("parent", "counties"),
    [
        ("410400", "宝丰县 汝州市 石龙区 卫东区 湛河区 新华区 舞钢市 郏县 鲁山县 叶县"),
        ("410800", "解放区 中站区 马村区 山阳区 修武县 博爱县 武陟县 温县 沁阳市 孟州市"),
        ("460300", "西沙区 南沙区"),
    ],
)
def test_a_city_has_its_counties(parent: str, counties: str) -> None:
    held = {place["name"] for place in PLACES if place["parent"] == parent}
    assert held == set(counties.split())


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("419001", "济源市"),
        ("429021", "神农架林区"),
        ("540481", "米林市"),
        ("659012", "白杨市"),
        ("500157", "两江新区"),
        ("710000", "台湾省"),
        ("810000", "香港特别行政区"),
        ("820000", "澳门特别行政区"),
    ],
)
def test_late_and_odd_codes(code: str, name: str) -> None:
    assert CODES[code]["name"] == name


@pytest.mark.parametrize("name", ["江北区 重庆", "雄安新区", "苏州工业园区", "市辖区", "高新区"])
def test_what_is_no_division_has_no_code(name: str) -> None:
    # Abolished districts, new areas without a code of their own, zones and the statisticians' 市辖区.
    name, _, city = name.partition(" ")
    parents = {place["code"] for place in PLACES if city and place["name"].startswith(city)}
    assert not [p for p in PLACES if p["name"] == name and (not city or p["parent"] in parents)]


def test_no_name_of_a_body_stands_in_two_rows() -> None:
    seen = Counter(name for family in FAMILIES for name in names(family))
    assert not [name for name, times in seen.items() if times > 1]


def test_families_are_sorted_and_broad() -> None:
    keys = [(family["function"], family["canonical"]) for family in FAMILIES]
    assert all(a < b for a, b in pairwise(keys))
    assert len({function for function, _ in keys}) >= 90
    assert len(FAMILIES) >= 500


def test_a_function_is_an_english_key_with_one_label() -> None:
    labels: dict[str, set[tuple[str, str]]] = {}
    for family in FAMILIES:
        function = family["function"]
        assert function.isascii() and function.replace("_", "").isalpha() and function.islower()
        labels.setdefault(function, set()).add((family["label_zh"], family["label_en"]))
    assert not [function for function, pairs in labels.items() if len(pairs) > 1]


def test_kinds_are_those_of_the_records_and_none_is_a_group() -> None:
    kinds = {family["kind"] for family in FAMILIES}
    assert kinds <= set(UNIT_KINDS) - {"group", "county_government", "zone"}
    assert kinds == {"department", "party", "institution", "vertical_agency", "enterprise"}


def test_names_carry_no_level_prefix() -> None:
    # 市 before a name is the reader's to take away; the only names that begin so by themselves stay whole.
    own = {"市场监", "市监局", "市政管", "市政局", "市政园", "市政和", "市政公"}
    for family in FAMILIES:
        for name in names(family):
            assert len(name) >= 2
            assert name[:1] not in "省县区州" or name.startswith("区域"), name
            assert not name.startswith("市") or name[:3] in own, name


def test_a_full_name_is_at_least_as_long_as_what_it_shortens() -> None:
    # 和 is what the official short forms leave out; a form that says more than its canonical says it in full.
    for canonical, full, short in [
        ("发展改革委", "发展和改革委员会", "发改委"),
        ("住房城乡建设局", "住房和城乡建设局", "住建局"),
        ("人力资源社会保障局", "人力资源和社会保障局", "人社局"),
        ("市场监管局", "市场监督管理局", "市监局"),
        ("卫生健康委", "卫生健康委员会", "卫健委"),
        ("城管局", "城市管理局", "城管综合执法局"),
        ("委政法委", "委政法委员会", "政法委"),
        ("税务总局", "国家税务总局", "国家税务总局"),
    ]:
        [family] = [family for family in FAMILIES if family["canonical"] == canonical]
        assert {full, short} <= set(names(family))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("自然资源局", "自然资源和规划局"),
        ("文化和旅游局", "文化广电和旅游局"),
        ("文旅局", "文化和旅游局"),
        ("行政审批局", "政务服务和大数据管理局"),
        ("水务局", "水利局"),
        ("城管执法局", "城管局"),
        ("纪委", "监委"),
        ("发展改革委", "发展改革局"),
        ("人防办", "国动办"),
    ],
)
def test_bodies_that_may_differ_are_not_one_row(one: str, other: str) -> None:
    row = {name: family["canonical"] for family in FAMILIES for name in names(family)}
    assert row[one] != row[other]


def test_a_word_of_the_table_of_functions_has_one_function() -> None:
    table = rows("function_stems.csv")
    known = {family["function"] for family in FAMILIES}
    assert [row["function"] for row in table] == sorted(row["function"] for row in table)
    # The row without a function holds what any body has (综合科).
    assert {row["function"] for row in table} - {""} <= known
    seen = Counter(stem for row in table for stem in row["stems"].split("|"))
    assert not [stem for stem, times in seen.items() if times > 1 or len(stem) < 2]


def test_the_page_of_tables_names_each_of_them() -> None:
    page = (Path(__file__).parents[2] / "docs" / "data.md").read_text("utf-8")
    held = sorted(file.name for file in DATA.iterdir())
    assert len(held) >= 8
    assert [name for name in held if f"| `{name}` |" not in page] == []
    assert [name for name in USERS_TABLES if name not in held] == []

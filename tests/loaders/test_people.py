"""Leaders without the offices printed beside them, and persons in one cell with their body."""

from __future__ import annotations

import pytest

from zeren.loaders.names.people import people, person_with_office
from zeren.loaders.statements.label_lists import units_and_people
from zeren.loaders.text.passage import Passage


def named(text: str) -> str:
    return "|".join("".join(name.text.split("\u3000")) for name in people(Passage(text, 0)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # An office before or behind the name, in a body or not.
        ("副市长张明", "张明"),
        ("张明副市长", "张明"),
        ("张明常务副市长", "张明"),
        ("市财政局局长张明", "张明"),
        ("市住建局总工程师张明", "张明"),
        ("二级巡视员张明", "张明"),
        ("市教育局四级调研员张明", "张明"),
        ("青溪村党支部书记张明", "张明"),
        ("县长阿依古丽·买买提", "阿依古丽·买买提"),
        ("市领导张明", "张明"),
        ("市财政局张明", "张明"),
        # Several offices of one person.
        ("县委副书记、县长张明", "张明"),
        ("市财政局党组书记、局长张明", "张明"),
        ("区委常委、副区长、区公安分局局长张明", "张明"),
        ("市政府副秘书长、办公室主任张明", "张明"),
        ("县委副书记、县长，张明", "张明"),
        ("市委副书记、市长张明，副市长李强", "张明|李强"),
        # … and behind the name.
        ("张明，市财政局局长", "张明"),
        ("张明、副市长", "张明"),
        ("张明 市委常委、宣传部部长", "张明"),
        ("张明\n市财政局局长", "张明"),
        ("市财政局局长\n张明", "张明"),
        ("张明（市财政局局长）", "张明"),
        ("张明（13800000000）", "张明"),
        ("（张明）", "张明"),
        ("张明13800000000", "张明"),
        ("张明 0371-8000000、李强（电话：13800000000）", "张明|李强"),
        ("张明\n（市财政局局长\n13800000000", "张明"),
        # Several people.
        ("张明 李强 王伟", "张明|李强|王伟"),
        ("市政协副主席张明、李强", "张明|李强"),
        ("张明和李强", "张明|李强"),
        ("张明等市领导", "张明"),
        # Names that hold such words, and offices without a name.
        ("李和平", "李和平"),
        ("王副市长", "王副市长"),
        ("县教育局局长", "县教育局局长"),
        ("市长、副市长", "市长|副市长"),
        ("张明、分管副市长", "张明|分管副市长"),
        ("各县（市、区）长", "各县（市、区）长"),
    ],
)
def test_leaders_without_their_offices(text: str, names: str) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Weller, Commissioner for Markets", "Ann Weller"),
        ("Ann Weller, Administrator; Bo Carr, Deputy Secretary", "Ann Weller|Bo Carr"),
        ("Ann Weller, Bo Carr and Mia Lund", "Ann Weller|Bo Carr|Mia Lund"),
        ("Ann Weller, Water Office", "Ann Weller"),
        ("Ann Weller, GSA; Bo Carr, OMB", "Ann Weller|Bo Carr"),
        ("Ann Weller (OMB), PhD", "Ann Weller"),
        ("José Carr; Mia O’Lund, Mayor’s Office", "José Carr|Mia O’Lund"),
        ("Deputy Mayor Ann Weller", "Ann Weller"),
        # An office that nobody is named with answers itself.
        ("Chief Data Officer", "Chief Data Officer"),
        ("Director of Dikes", "Director of Dikes"),
    ],
)
def test_leaders_of_an_english_list(text: str, names: str) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("市财政局 张明", "市财政局 张明*"),
        ("市财政局（张明）、市水利局 李强", "市财政局 张明* 市水利局 李强*"),
        ("市财政局局长张明", "市财政局 张明*"),
        ("市财政局 局长 张明", "市财政局 张明*"),
        ("副市长张明、市财政局", "张明* 市财政局"),
        ("各乡镇（街道） 张明", "各乡镇（街道） 张明*"),
    ],
)
def test_bodies_and_their_people_in_one_cell(text: str, said: str) -> None:
    found = units_and_people(Passage(text, 0), "lead+leader")
    assert " ".join(a.name.text + "*" * (a.role == "leader") for a in found) == said


@pytest.mark.parametrize(
    ("text", "name"),
    [("副市长张明", "张明"), ("张明副市长", "张明"), ("市财政局局长张明", "张明")]
    + [(text, None) for text in ("张明", "市财政局局长", "市财政局", "分管副市长", "市长", "成员单位", "江北区")],
)
def test_one_person_with_an_office(text: str, name: str | None) -> None:
    span = person_with_office(text)
    assert (text[slice(*span)] if span else None) == name

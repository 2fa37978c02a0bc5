"""A user's own tables: words and places that replace or extend zeren's, told in one line where they are wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from zeren_command import Done, environment, zeren

NOTICE = """青溪市2025年重点工作责任分工方案

一、修桥
（一）修建东桥。主攻机构：市甲局；协力机构：市乙局
（二）修建西桥。（市丙局挑大梁统揽）
（三）修建南桥。（市戊局按应急预案负责）
（四）在澜县修建北桥。（市丁局会商合力负责）
"""
PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text("utf-8")
ZEREN_YAML, *TOML, BRIDGES = re.findall(r"^```(?:yaml|toml|csv)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
STEM, *OTHER_WORDS = TOML
WORDS = "\n".join([STEM + 'verb = ["挑大梁统揽"]', *OTHER_WORDS])
BUILT_IN = files("zeren.loaders") / "data"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "notice.txt").write_text(NOTICE, "utf-8")
    (tmp_path / "own").mkdir()
    return tmp_path


def tasks(done: Done) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def names(task: dict[str, Any], role: str) -> list[str]:
    return [unit["name"] for unit in task[role]]


def extract(here: Path, *more: str) -> Done:
    return zeren("extract", "notice.txt", "--format", "jsonl", *more, cwd=here)


def test_a_new_label_and_a_new_phrase_of_manner_are_read(here: Path) -> None:
    assert not any(task["lead_units"] for task in tasks(extract(here)))
    (here / "own" / "more-roles.toml").write_text(WORDS, "utf-8")
    east, west, south, north = tasks(extract(here, "--tables", "own"))
    assert (names(east, "lead_units"), names(east, "supporting_units")) == (["市甲局"], ["市乙局"])
    assert names(west, "lead_units") == ["市丙局"]
    assert names(north, "responsible_units") == ["市丁局"]
    assert names(south, "responsible_units") == ["市戊局"]
    # Of a phrase that no table knows the report says that it was kept off the name.
    assert "应急预案" not in extract(here, "--tables", "own", "--report").stdout


def test_zeren_yaml_and_the_environment_say_which_tables(here: Path) -> None:
    (here / "own" / "more-roles.toml").write_text(WORDS, "utf-8")
    by_environment = zeren(
        "extract", "notice.txt", "--format", "jsonl", cwd=here, env={"ZEREN_TABLES": str(here / "own")}
    )
    assert names(tasks(by_environment)[0], "lead_units") == ["市甲局"]
    (here / "own").rename(here / "my-tables")
    (here / "zeren.yaml").write_text(ZEREN_YAML, "utf-8")
    assert names(tasks(extract(here))[0], "lead_units") == ["市甲局"]


def test_replaced_places_are_the_only_ones(here: Path) -> None:
    known = (BUILT_IN / "places.csv").read_text("utf-8").splitlines()
    county = next(line.split(",")[1] for line in known if ",county," in line)
    own = ["990000,青溪省,province,", "990100,青溪市,prefecture,990000", "990101,澜县,county,990100"]
    (here / "own" / "places.csv").write_text("\n".join([known[0], *own]) + "\n", "utf-8")
    (here / "notice.txt").write_text(NOTICE.replace("会商合力", ""), "utf-8")
    north = tasks(extract(here, "--tables", "own"))[-1]
    assert [(place["name"], place["code"]) for place in north["counties"]] == [("澜县", "990101")]
    (here / "notice.txt").write_text(NOTICE.replace("会商合力", "").replace("澜县", county), "utf-8")
    assert tasks(extract(here, "--tables", "own"))[-1]["counties"] == []


def test_added_rows_stand_beside_those_of_the_table(here: Path) -> None:
    (here / "own" / "more-unit_families.csv").write_text(BRIDGES, "utf-8")
    (here / "notice.txt").write_text(NOTICE.replace("主攻机构：市甲局", "牵头单位：市桥局、市发改委"), "utf-8")
    assert names(tasks(extract(here, "--tables", "own"))[0], "lead_units") == ["市桥梁局", "市发展改革委"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("more-roles.toml", "[labels\n", "no readable TOML"),
        ("more-roles.toml", '[labels]\nleads = ["甲"]\n', "nothing reads labels.leads"),
        ("more-roles.toml", '[labels]\nlead = "甲"\n', "labels.lead must be a list"),
        ("more-roles.toml", "[labels]\nlead = [1]\n", "labels.lead must be a list of words"),
        ("more-roles.toml", "labels = 1\n", "labels must be a section"),
        ("roles.toml", '[labels]\nlead = ["甲"]\n', "stems is missing"),
        ("more-names.toml", '[bodies]\nclause_holds = ["("]\n', "no regular expression"),
        ("more-names.toml", '[groups.areas]\n"甲" = 1\n', "groups.areas.甲 must be text"),
        ("more-rules.toml", '[[rule]]\nname = "own"\nkind = "also-answers"\nexample = "甲"\n', "has no pattern"),
        (
            "more-rules.toml",
            '[[rule]]\nname = "own"\nkind = "of-mine"\npattern = "甲"\nexample = "甲"\n',
            "kind cannot be 'of-mine'",
        ),
        ("places.csv", "name,code\n", "its first line must be code,name,level,parent"),
        ("more-places.csv", "code,name,level,parent\n1,甲县,county\n", "line 2: needs 4 cells"),
        ("more-places.csv", "code,name,level,parent\n1,甲县,town,\n", "line 2: level cannot be 'town'"),
        ("words.toml", "", "no table of zeren has this name"),
    ],
)
def test_a_wrong_table_is_told_in_a_line(here: Path, name: str, text: str, told: str) -> None:
    (here / "own" / name).write_text(text, "utf-8")
    # In a process of its own: one that has read something answers that it reads by other tables already.
    done = zeren("extract", "notice.txt", "--tables", "own", "-o", "out.csv", cwd=here)
    assert done.returncode == 2
    assert name in done.stderr and told in done.stderr and done.stderr.count("\n") == 1
    assert not (here / "out.csv").exists()


def test_a_folder_that_is_none_is_told(here: Path) -> None:
    done = extract(here, "--tables", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere: no folder of tables" in done.stderr


def run(script: str, here: Path) -> str:
    path = here / "script.py"
    path.write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, path], cwd=here, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_processes_that_read_at_once_read_by_the_same_tables(here: Path) -> None:
    (here / "own" / "more-roles.toml").write_text(WORDS, "utf-8")
    (here / "other.txt").write_text(NOTICE, "utf-8")
    script = """
from zeren.loaders import read, read_documents, use_tables

if __name__ == "__main__":
    read._ENOUGH = 1
    use_tables("own")
    for reading in read_documents(["notice.txt", "other.txt"], workers=2):
        print(reading.records[0].lead_units[0].name)
"""
    assert run(script, here).split() == ["市甲局", "市甲局"]


def test_a_process_reads_by_one_choice_of_tables_made_before_it_reads(here: Path) -> None:
    (here / "other").mkdir()
    script = """
import pkgutil
from importlib import import_module

import zeren.loaders
from zeren.loaders import ZerenError, read_document, use_tables

for module in pkgutil.walk_packages(zeren.loaders.__path__, "zeren.loaders."):
    import_module(module.name)  # none of them reads a table
use_tables("own")
read_document("notice.txt")
use_tables("own")
for folder in ("other", None):
    try:
        use_tables(folder)
    except ZerenError as error:
        print(error)
"""
    assert run(script, here).count("this process reads by") == 2
    late = """
from zeren.loaders import ZerenError, read_document, use_tables

read_document("notice.txt")
try:
    use_tables("own")
except ZerenError as error:
    print(error)
"""
    assert "own: this process reads by zeren's own tables already" in run(late, here)

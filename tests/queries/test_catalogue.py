"""Front matter, names and parameters: what a file must say, and what is refused in one line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from query_oracles.all import ORACLES
from zeren.loaders.errors import ZerenError
from zeren.queries import Catalogue, Column, Parameter, catalogue
from zeren.queries.catalogue import CHARTS, LIBRARY, read_file
from zeren.queries.check import problems

ASKED_FOR = (
    "unit-load",
    "leader-span",
    "sector-load",
    "county-load",
    "concentration",
    "co-responsible-pairs",
    "unit-by-sector",
    "no-stated-lead",
    "unit-neighbourhood",
    "evidence",
    "cluster-members",
    "cluster-sectors",
    "cluster-leaders",
    "leader-unit",
    "several-leads",
    "open-lists",
    "targets",
    "document-outline",
)

GOOD = '''// ---
// title = "Units"
// title_zh = "单位"
// question = "Which units are there?"
// question_zh = "有哪些单位？"
// description = """
// All of them,
// groups included.
// """
// tags = ["unit"]
// chart = "table"
// since = "0.1.0"
//
// [parameters.kind]
// type = "string"
// default = ""
// values = ["", "group", "department"]
// example = "group"
// description = "only this kind"
//
// [parameters.top]
// type = "integer"
// minimum = 1
// maximum = 100
// example = 10
// description = "how many rows at most"
//
// [columns]
// unit = { type = "string", description = "name" }
// unit_id = { type = "string", description = "id" }
// ---
// a comment of the author's, with a $sign
MATCH (u:Unit)
WHERE $kind = "" OR u.kind = $kind
RETURN u.name AS unit, u.id AS unit_id
ORDER BY unit, unit_id
LIMIT $top
'''


def write(folder: Path, text: str, name: str = "my-units.cypher") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_library_holds_what_was_asked_for_and_each_has_its_computation() -> None:
    library = catalogue()
    assert set(ASKED_FOR) <= set(library)
    assert list(library) == sorted(ORACLES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in library)
    assert {q.topic for q in library.values()} == {p.name for p in LIBRARY.iterdir()}


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_library_query_is_fit_to_run_everywhere(name: str) -> None:
    query = catalogue()[name]
    assert problems(query) == []
    # What both engines answer alike, and what other engines would not know.
    assert not re.search(r"\b(reduce|toFloat|CALL|shortestPath)\b", query.cypher)
    assert query.cypher.count("ORDER BY") == query.cypher.count("LIMIT")
    assert re.search(r"[一-鿿]", query.title_zh) and re.search(r"[一-鿿]", query.question_zh)
    assert query.question.endswith("?") and query.question_zh.endswith("？")
    assert all(p.default is not None or p.name in ("unit", "before", "after", "day") for p in query.parameters)


def test_parameters_of_one_name_are_one_thing() -> None:
    seen: dict[str, tuple[str, object]] = {}
    for query in catalogue().values():
        for p in query.parameters:
            if p.name in ("document", "year", "groups", "top", "unit", "county", "cluster"):
                told = p.description.removesuffix("; empty takes all")
                assert seen.setdefault(p.name, (p.type, told)) == (p.type, told), query.name


def test_front_matter_is_read(tmp_path: Path) -> None:
    query = read_file(write(tmp_path / "mine", GOOD))
    assert (query.name, query.topic, query.chart, query.tags) == ("my-units", "mine", "table", ("unit",))
    assert query.description == "All of them, groups included."
    assert query.parameters == (
        Parameter("kind", "string", "only this kind", "", values=("", "group", "department"), example="group"),
        Parameter("top", "integer", "how many rows at most", None, 1, 100, (), 10),
    )
    assert query.columns == (Column("unit", "string", "name"), Column("unit_id", "string", "id"))
    assert query.cypher.startswith("// a comment of the author's")
    assert problems(query) == []


def test_a_bom_and_windows_lines_change_nothing(tmp_path: Path) -> None:
    plain = read_file(write(tmp_path, GOOD))
    path = tmp_path / "my-units.cypher"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_file(path) == plain


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// ---\n// title", "// title", "it must begin with a line '// ---'"),
        ("// ---\n// a comment", "// a comment", "line 32 is in the front matter and does not begin with //"),
        ("// title = ", "title = ", "line 2 is in the front matter and does not begin with //"),
        ('"Units"', "Units", "its front matter is not TOML"),
        ('// title = "Units"\n', "", "needs the text title"),
        ('"单位"', '" "', "needs the text title_zh"),
        ("// since", "// sinse", "unknown key 'sinse'; did you mean since?"),
        ('chart = "table"', 'chart = "pie"', "chart is 'pie': it must be one of bar, heatmap"),
        ('chart = "table"', 'chart = "bar"', "a bar is drawn of a name, then one measure"),
        ("// since", '// drawn = ["unit"]\n// since', "drawn names columns of a chart, and chart is table"),
        (
            'chart = "table"\n',
            'chart = "bar"\n// drawn = ["unit", "unti_id"]\n',
            "there is no column 'unti_id'; did you mean unit_id, unit?",
        ),
        ('chart = "table"\n', 'chart = "bar"\n// drawn = ["unit", "unit_id"]\n', "unit_id is no number"),
        ('["unit"]', "[]", "tags must be a list of one or more words"),
        ('["unit"]', '"unit"', "tags must be a list of one or more words"),
        ("[parameters.kind]", "[parameters.Kind]", "parameters has 'Kind': names are small letters"),
        ("[parameters.kind]", "[parameter.kind]", "unknown key 'parameter'; did you mean parameters?"),
        ("// minimum = 1\n", "// minimun = 1\n", "top has an unknown key 'minimun'; did you mean minimum, maximum?"),
        ("// minimum = 1\n", '// minimum = "1"\n', "parameter top: minimum must be a number"),
        ('type = "integer"', 'type = "int"', "parameter top needs a type, one of string, integer"),
        ("// example = 10\n", "", "parameter top needs an example"),
        ("// example = 10\n", "// example = 101\n", "101 is above 100"),
        ("// example = 10\n", '// example = "10"\n', "parameter top: its example is not of its type"),
        ('default = ""', 'default = "people"', "'people' is not one of"),
        ('values = ["",', "values = [1,", "values must be a list of texts"),
        ('unit = { type = "string", description = "name" }', 'unit = "name"', "columns.unit must be a table"),
        ('// unit = { type = "string", ', "// unit = { ", "column unit needs a type"),
    ],
)
def test_wrong_front_matter_is_one_line_with_the_file(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ZerenError) as caught:
        read_file(path)
    assert str(caught.value).startswith(f"{path} is not a stored query: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it must begin with"),
        ("// ---\n// title = 'x'\n", "no closing line"),
        (GOOD.split("// a comment")[0], "there is no Cypher after its front matter"),
        (re.sub(r"// \[columns\](\n// unit.*){2}\n", "", GOOD), "declares no columns"),
    ],
)
def test_half_a_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ZerenError, match=message):
        read_file(write(tmp_path, text))


def test_a_file_that_is_no_text_or_has_no_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary.cypher"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ZerenError, match=r"cannot read the query .*binary\.cypher"):
        read_file(path)
    with pytest.raises(ZerenError, match=r"the file's name must be like unit-load\.cypher"):
        read_file(write(tmp_path, GOOD, "My Units.cypher"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("unit-lod", "no stored query 'unit-lod'; did you mean unit-load"),
        ("../../x", "no stored query '../../x'"),
        ("load/unit-load", "no stored query 'load/unit-load'; did you mean unit-load"),
        ("/etc/passwd", "no stored query '/etc/passwd'"),
        ("", "no stored query ''"),
        ("a\nb", r"no stored query 'a\\nb'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(ZerenError, match=message):
        catalogue()[name]
    assert name not in catalogue()
    assert catalogue().get(name) is None


def test_a_name_is_never_a_path(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "secret.cypher")
    mine = tmp_path / "mine"
    write(mine, GOOD)
    with pytest.raises(ZerenError, match=r"no stored query '\.\./secret'"):
        catalogue(mine)["../secret"]


def test_folders_of_ones_own_join_the_library(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "er", GOOD)
    (tmp_path / "notes.txt").write_text("no query", "utf-8")
    both = catalogue(tmp_path)
    assert set(both) == {*catalogue(), "my-units"}
    assert list(both) == sorted(both)
    assert both["my-units"].topic == "er"
    assert "my-units" not in catalogue()


def test_a_folder_that_is_missing_or_repeats_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZerenError, match=r"no folder of queries .*nowhere"):
        catalogue(tmp_path / "nowhere")
    write(tmp_path / "a", GOOD, "unit-load.cypher")
    with pytest.raises(ZerenError, match="holds a query unit-load, and there is one already"):
        catalogue(tmp_path)
    write(tmp_path / "b" / "c", GOOD)
    write(tmp_path / "b" / "d", GOOD)
    with pytest.raises(ZerenError, match="have one name: rename one of them"):
        catalogue(tmp_path / "b")


def test_what_is_skipped_is_told(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "unit-load.cypher")
    write(tmp_path, "RETURN 1", "broken.cypher")
    told: list[str] = []
    found = catalogue(tmp_path, skipped=lambda error: told.append(str(error)))
    assert found.keys() == {*catalogue(), "my-units"}
    assert found["unit-load"] == catalogue()["unit-load"]
    assert ["broken.cypher" in told[0], "there is one already" in told[1]] == [True, True]


def test_a_catalogue_handed_out_can_be_spoilt_by_nobody() -> None:
    mine = catalogue()
    del mine["unit-load"]
    assert isinstance(mine, Catalogue)
    assert "unit-load" in catalogue()


def parameter(**changes: Any) -> Parameter:
    return Parameter(**{"name": "x", "type": "integer", "description": "a number", "example": 1, **changes})


@pytest.mark.parametrize(
    ("of", "value", "expected"),
    [
        ({}, 7, 7),
        ({}, "7", 7),
        ({}, " -7 ", -7),
        ({}, 7.0, 7),
        ({"type": "float"}, "1.5", 1.5),
        ({"type": "float"}, 2, 2.0),
        ({"type": "boolean"}, "false", False),
        ({"type": "boolean"}, "Yes", True),
        ({"type": "boolean"}, True, True),
        ({"type": "string"}, "'}) DETACH DELETE n //", "'}) DETACH DELETE n //"),
        ({"type": "string"}, "007", "007"),
        ({"type": "strings"}, "甲, 乙，丙", ["甲", "乙", "丙"]),
        ({"type": "strings"}, ("甲",), ["甲"]),
        ({"minimum": 1, "maximum": 3}, 3, 3),
    ],
)
def test_values_take_their_type(of: dict[str, Any], value: object, expected: object) -> None:
    found = parameter(**of).typed(value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("of", "value", "message"),
    [
        ({}, "ten", "'ten' is not a whole number"),
        ({}, 1.5, "1.5 is not a whole number"),
        ({}, "1.5", "'1.5' is not a whole number"),
        ({}, True, "True is not a whole number"),
        ({}, None, "None is not a whole number"),
        ({}, 2**63, "does not fit 64 bits"),
        ({"type": "float"}, "nan", "'nan' is not a number"),
        ({"type": "float"}, "1e999", "'1e999' is not a number"),
        ({"type": "boolean"}, "maybe", "'maybe' is not true or false"),
        ({"type": "boolean"}, 1, "1 is not true or false"),
        ({"type": "string"}, 7, "7 is not text"),
        ({"type": "strings"}, ["甲", 1], "is not a list of texts"),
        ({"minimum": 1}, 0, "0 is below 1"),
        ({"maximum": 3}, "4", "4 is above 3"),
        ({"type": "string", "values": ("lead", "support")}, "laed", "'laed' is not one of lead, support; did you mean"),
    ],
)
def test_values_of_another_type_are_refused(of: dict[str, Any], value: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parameter(**of).typed(value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"tpo": 3},
            "query unit-load has no parameter 'tpo'; did you mean top? (it takes document, year, city, groups, top)",
        ),
        ({"top": "many"}, "query unit-load: parameter top: 'many' is not a whole number"),
        ({"top": 0}, "query unit-load: parameter top: 0 is below 1"),
    ],
)
def test_wrong_parameters_are_one_line(given: dict[str, object], message: str) -> None:
    with pytest.raises(ZerenError) as caught:
        catalogue()["unit-load"].bind(given)
    assert str(caught.value) == message


def test_a_missing_parameter_is_asked_for_with_an_example() -> None:
    with pytest.raises(ZerenError, match=r"query unit-tasks needs the parameter unit .*for example unit=市财政局"):
        catalogue()["unit-tasks"].bind({})


def test_charts_are_used() -> None:
    assert {q.chart for q in catalogue().values()} == set(CHARTS)


def test_importing_the_room_reads_no_query_and_starts_no_engine() -> None:
    script = (
        "import sys, zeren.queries as q;"
        "print(sorted({'neo4j', 'arcadedb_embedded', 'networkx', 'numpy', 'jpype'} & set(sys.modules)),"
        " q.catalogue.__module__, q.run.__module__)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[] zeren.queries.catalogue zeren.queries.runner\n"

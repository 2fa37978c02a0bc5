"""``zeren queries`` and what ``zeren query`` takes beside a question: folders of one's own, limits, plans."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from zeren_command import Done, load_sample, zeren, zeren_here

ENDLESS = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = 'x' RETURN count(*) AS n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_sample(tmp_path_factory.mktemp("graph") / "zeren.db")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a query made by the command."""
    (tmp_path / "own").mkdir()
    done = zeren_here("queries", "new", "my-leads", "-o", "own/my-leads.cypher", cwd=tmp_path)
    target = Path("own") / "my-leads.cypher"
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"wrote {target}: change it, then try zeren queries check own\n"
    return tmp_path / "own"


def failed(done: Done, status: int = 1) -> str:
    """The one line of a command that must have failed."""
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1), done.stderr
    return done.stderr


def test_a_query_is_found_by_words(tmp_path: Path) -> None:
    for words in (("牵头", "变化"), ("leads", "moved"), ("qtdwbh",)):
        done = zeren_here("queries", "search", *words, "--format", "json", cwd=tmp_path)
        assert "sector-lead-moves" in [query["name"] for query in json.loads(done.stdout)], words
    told = failed(zeren_here("queries", "search", "xyzzyq", cwd=tmp_path))
    assert told == "zeren: no stored query has the words xyzzyq: give fewer, or see all with zeren queries list\n"


def test_a_new_query_passes_the_check_and_answers(own: Path, database: Path) -> None:
    done = zeren_here("queries", "check", "own", cwd=own.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "own: 1 query: ok\n")
    asked = ("query", "my-leads", "-p", "top=2", "--format", "json", "--db", database)
    rows = json.loads(zeren_here(*asked, "--queries", "own", cwd=own.parent).stdout)
    assert len(rows) == 2
    assert rows[0]["led"] >= rows[1]["led"] > 0
    by_environment = zeren_here(*asked, cwd=own.parent, env={"ZEREN_QUERIES": "own"})
    assert json.loads(by_environment.stdout) == rows
    assert "no stored query 'my-leads'" in failed(zeren_here(*asked, cwd=own.parent), 2)


def test_ones_own_queries_are_listed_shown_and_found(own: Path) -> None:
    for words in (["queries"], ["queries", "list"], ["queries", "show", "my-leads"], ["queries", "search", "my-leads"]):
        done = zeren_here(*words, cwd=own.parent, env={"ZEREN_QUERIES": str(own)})
        assert done.returncode == 0, done.stderr
        assert "各单位牵头任务数" in done.stdout
    assert "my-leads" not in zeren_here("queries", "list", cwd=own.parent).stdout


def test_two_folders_from_the_environment(own: Path) -> None:
    other = own.parent / "other"
    other.mkdir()
    (other / "more-leads.cypher").write_bytes((own / "my-leads.cypher").read_bytes())
    done = zeren_here("queries", "list", cwd=own, env={"ZEREN_QUERIES": f"{own}{os.pathsep}{other}"})
    assert "my-leads" in done.stdout and "more-leads" in done.stdout


def test_zeren_yaml_names_a_folder_too(own: Path, tmp_path: Path) -> None:
    (tmp_path / "zeren.yaml").write_text("queries: [own]\n", "utf-8")
    show = ("queries", "show", "my-leads")
    assert "各单位牵头任务数" in zeren_here(*show, cwd=tmp_path).stdout
    elsewhere = zeren_here(*show, cwd=own, env={"ZEREN_NAMES": str(tmp_path / "zeren.yaml")})
    assert "各单位牵头任务数" in elsewhere.stdout, "the folder stands beside the file that names it"
    (tmp_path / "zeren.yaml").write_text("queries: own\n", "utf-8")
    assert failed(zeren_here(*show, cwd=tmp_path)) == "zeren: zeren.yaml: queries needs a list of folders\n"


def test_a_file_that_is_there_is_left_alone(own: Path) -> None:
    target = own / "my-leads.cypher"
    target.write_text("mine", "utf-8")
    assert "exists already" in failed(zeren_here("queries", "new", "my-leads", cwd=own))
    assert target.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("../x",), "'../x' cannot be the name of a query"),
        (("unit-load",), "zeren has a query unit-load already"),
        (("mine", "-o", "other.cypher"), "must be named mine.cypher"),
        (("mine", "-o", "nowhere/mine.cypher"), "does not exist"),
    ],
)
def test_a_new_query_that_cannot_be_is_one_line(args: tuple[str, ...], message: str, tmp_path: Path) -> None:
    assert message in failed(zeren_here("queries", "new", *args, cwd=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_with_ones_own_queries_is_a_table(own: Path) -> None:
    text = (own / "my-leads.cypher").read_text("utf-8")
    (own / "wrong.cypher").write_text(text.replace("u.name AS", "u.nmae AS"), "utf-8")
    done = zeren_here("queries", "check", "own", "--format", "json", cwd=own.parent)
    assert done.returncode == 1
    problem = "unknown property nmae of Unit; did you mean name?"
    assert json.loads(done.stdout) == [{"file": "wrong.cypher", "problem": problem}]
    assert done.stderr == "own: 1 of 2 queries cannot be stored\n"


def test_a_bad_file_among_ones_own_stops_no_other_question(own: Path, database: Path) -> None:
    (own / "broken.cypher").write_text("RETURN 1", "utf-8")
    (own / "unit-load.cypher").write_bytes((own / "my-leads.cypher").read_bytes())
    for words in (
        ["queries", "list"],
        ["query", "my-leads", "--db", database],
        ["query", "unit-load", "--db", database],
    ):
        done = zeren_here(*words, "--queries", "own", cwd=own.parent)
        assert done.returncode == 0 and done.stdout, words
        first, second = done.stderr.splitlines()[:2]
        assert first.startswith(f"left out: {Path('own') / 'broken.cypher'} is not a stored query: it must begin with")
        assert "there is one already" in second
        assert second.endswith("(see zeren queries check)")
    assert zeren_here("queries", "check", "own", cwd=own.parent).returncode == 1


def test_fewer_rows_than_there_are_is_said(database: Path, tmp_path: Path) -> None:
    asked = ("query", "unit-load", "--format", "json", "--db", database)
    whole = json.loads(zeren_here(*asked, cwd=tmp_path).stdout)
    done = zeren_here(*asked, "--limit", "3", cwd=tmp_path)
    assert json.loads(done.stdout) == whole[:3]
    counted, more = done.stderr.splitlines()
    assert counted.startswith("counted: ")
    assert more == "only the first 3 rows: there are more (--limit)"
    done = zeren_here(*asked, "--limit", str(len(whole)), cwd=tmp_path)
    assert (json.loads(done.stdout), done.stderr) == (whole, f"{counted}\n")
    failed(zeren_here(*asked, "--limit", "0", cwd=tmp_path), status=2)


def test_an_answer_as_long_as_its_default_may_go_on(own: Path, database: Path) -> None:
    target = own / "my-leads.cypher"
    target.write_text(target.read_text("utf-8").replace("// default = 1000\n", "// default = 4\n"), "utf-8")
    asked = ("query", "my-leads", "--queries", own, "--format", "json", "--db", database)
    done = zeren_here(*asked, cwd=own)
    assert len(json.loads(done.stdout)) == 4
    assert done.stderr.endswith("\n4 rows, as many as are given unasked: there may be more (-p top=…)\n")
    assert "unasked" not in zeren_here(*asked, "-p", "top=4", cwd=own).stderr


def test_a_query_that_takes_too_long_is_one_line(database: Path, tmp_path: Path) -> None:
    # In a process of its own, which ends itself where the engine does not heed in time.
    done = zeren("query", "-c", ENDLESS, "--timeout", "0.5", "--db", database, cwd=tmp_path)
    assert "the query was stopped after 0.5 s" in failed(done)
    failed(zeren_here("query", "unit-load", "--timeout", "0", "--db", database, cwd=tmp_path), status=2)


def test_a_plan_is_shown_and_nothing_asked(database: Path, tmp_path: Path) -> None:
    for question in (("unit-load",), ("-c", ENDLESS)):
        done = zeren_here("query", *question, "--explain", "--db", database, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Execution Plan" in done.stdout
        assert "AGGREGATION" in done.stdout
    assert "only queries that read" in failed(
        zeren_here("query", "-c", "MATCH (n) DETACH DELETE n", "--explain", "--db", database, cwd=tmp_path)
    )


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("unit-load -p document=1999", "no document '1999' in the graph: it holds 2025 政府工作报告; 泽政"),
        ("load-changes -p before=2025 -p after=1999", "no document '1999' in the graph"),
        ("unit-tasks -p unit=市财正局", "no unit '市财正局' in the graph; did you mean 市财政局"),
        ("county-units -p county=汀阑区", "no county '汀阑区' in the graph; did you mean 汀澜区"),
        ("duty-by-city -p duty=finanse", "no function 'finanse' in the graph; did you mean finance"),
        ("evidence -p name=公冶横", "no unit or leader '公冶横' in the graph; did you mean 公冶衡"),
        ("-c|MATCH (u:Uint) RETURN u.name AS n", "unknown label Uint; did you mean Unit?"),
        ("-c|MATCH (u:Unit) RETURN u.nmae AS n", "unknown property nmae of Unit; did you mean name?"),
    ],
)
def test_a_name_that_nothing_has_is_told(asked: str, says: str, database: Path, tmp_path: Path) -> None:
    # An answer without rows looks like "none of them has a task".
    words = asked.split("|" if asked.startswith("-c") else " ")
    done = zeren_here("query", *words, "--db", database, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert says in done.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ("unit-load", "-p", "document=2025"),
        ("unit-load", "-p", "document=泽政〔2025〕6号"),
        ("unit-tasks", "-p", "unit=财政局"),
        ("-c", "MATCH (u:Unit) WITH u, {a: 1} AS m RETURN m.a AS x, u.name AS n LIMIT 1"),
    ],
)
def test_a_name_that_something_has_needs_no_word(asked: tuple[str, ...], database: Path, tmp_path: Path) -> None:
    done = zeren_here("query", *asked, "--db", database, cwd=tmp_path)
    assert done.returncode == 0
    assert all(line.startswith("counted: ") for line in done.stderr.splitlines())


def test_a_scope_is_said_and_goes_to_the_query(database: Path, tmp_path: Path) -> None:
    asked = ("query", "unit-load", "--format", "json", "--db", database)
    done = zeren_here(*asked, "--document", "泽政〔2025〕6号", "--year", "2025", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "counted: 泽政〔2025〕6号, 2025, 泽岚市\n")
    assert done.stdout == zeren_here(*asked, "-p", "document=泽政〔2025〕6号", cwd=tmp_path).stdout
    assert "one thing" in failed(zeren_here(*asked, "--year", "2025", "-p", "year=2025", cwd=tmp_path), status=2)
    refused = zeren_here("query", "cluster-verdicts", "--year", "2025", "--db", database, cwd=tmp_path)
    assert "query cluster-verdicts has no --year" in failed(refused, status=2)
    refused = zeren_here("query", "-c", "RETURN 1 AS x", "--city", "泽岚", "--db", database, cwd=tmp_path)
    assert "for stored queries" in failed(refused, status=2)


def test_a_query_on_ties_says_which_run_they_are_of(tmp_path: Path) -> None:
    load_sample(tmp_path / "zeren.db")
    done = zeren_here("query", "backbone", cwd=tmp_path)
    assert "no ties or clusters are written: zeren clusters --write makes them" in done.stderr
    zeren_here("clusters", "--write", "--resamples", "2", "--method", "hypergeometric", cwd=tmp_path)
    done = zeren_here("query", "backbone", cwd=tmp_path)
    assert "ties and clusters of: all documents (" in done.stderr and "method hypergeometric" in done.stderr


def test_a_value_of_brackets_only_is_text(database: Path, tmp_path: Path) -> None:
    deep = "[" * 50_000
    asked = ("query", "-c", "RETURN $x AS x", "-p", f"x={deep}", "--format", "json", "--db", database)
    assert json.loads(zeren_here(*asked, cwd=tmp_path).stdout) == [{"x": deep}]


@pytest.mark.parametrize("typed", ["fgw", "fagaiwei", "发改委"])
def test_a_unit_is_meant_by_its_short_form_or_pinyin(typed: str, database: Path, tmp_path: Path) -> None:
    whole = zeren_here("query", "unit-tasks", "-p", "unit=市发展改革委", "--db", database, cwd=tmp_path)
    done = zeren_here("query", "unit-tasks", "-p", f"unit={typed}", "--db", database, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, whole.stdout)
    assert f"{typed}: 市发展改革委\n" in done.stderr or typed == "发改委"
    shell = zeren_here("shell", "--db", database, cwd=tmp_path, stdin=f":run unit-tasks unit={typed}\n")
    assert shell.stdout == whole.stdout


def test_a_name_that_several_have_is_asked_back(database: Path, tmp_path: Path) -> None:
    done = zeren_here("query", "unit-tasks", "-p", "unit=局", "--db", database, cwd=tmp_path)
    assert "are called so: " in failed(done)

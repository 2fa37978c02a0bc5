"""Each command does what its help says, on the sample, in every format and on both engines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from zeren.cli.demo import sample_files
from zeren.cli.main import COMMANDS
from zeren.cli.options import FORMATS
from zeren.graph import build, open_store
from zeren.graph.measures import clusters, concentration, workload
from zeren.loaders import read_document
from zeren.loaders.records import TaskRecord
from zeren_command import Done, load_sample, zeren, zeren_here

GAZETTE, REPORT = sample_files()
READING = (
    "query unit-load",
    "queries list",
    "queries show unit-load",
    "metrics concentration",
    "clusters --resamples 4",
    "extract GAZETTE",
    "extract GAZETTE --report",
)
QUESTION = """\
MATCH (l:Leader)-[:OVERSEES]->(t:Task)
WITH l, count(DISTINCT t) AS tasks WHERE tasks >= $least
RETURN l.name AS leader, tasks, l.id AS id ORDER BY tasks DESC, id
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_sample(tmp_path_factory.mktemp("graph") / "zeren.db")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "question.cypher").write_text("\ufeff" + QUESTION, encoding="utf-8")
    return tmp_path


def good(done: Done) -> str:
    """What a command printed that must have worked."""
    assert done.returncode == 0, done.stderr
    return done.stdout


def ask(words: str, desk: Path, database: Path, *more: str) -> str:
    args = [str(GAZETTE) if word == "GAZETTE" else word for word in words.split()]
    db = [] if args[0] in ("extract", "queries") else ["--db", str(database)]
    return good(zeren_here(*args, *more, *db, cwd=desk))


def rows(words: str, desk: Path, database: Path) -> list[dict[str, Any]]:
    found = json.loads(ask(words, desk, database, "--format", "json"))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("words", READING)
@pytest.mark.parametrize("name", FORMATS)
def test_every_reading_command_writes_every_format(words: str, name: str, desk: Path, database: Path) -> None:
    target = desk / f"rows.{name}"
    assert ask(words, desk, database, "--format", name, "-o", str(target)) == ""
    data = target.read_bytes()
    if name == "xlsx":
        assert load_workbook(io.BytesIO(data)).worksheets[0].max_row > 1
        return
    if name == "parquet":
        assert parquet.read_table(io.BytesIO(data)).num_rows > 0
        return
    text = data.decode("utf-8-sig")
    assert ask(words, desk, database, "--format", name) == text, "a file holds what stdout shows"
    assert data.startswith(b"\xef\xbb\xbf") == (name in ("csv", "tsv"))
    if name in ("csv", "tsv"):
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter="," if name == "csv" else "\t"))
        assert len(table) > 1
        assert len({len(row) for row in table}) == 1
    elif name == "jsonl":
        assert [json.loads(line) for line in text.splitlines()] == rows(words, desk, database)
    elif name == "json":
        assert all(isinstance(row, dict) for row in json.loads(text))
    else:
        assert text.count("\n") > 2


@pytest.mark.parametrize(
    ("ending", "first"),
    [
        (".csv", b"\xef\xbb\xbf"),
        (".tsv", b"\xef\xbb\xbf"),
        (".json", b"[{"),
        (".jsonl", b"{"),
        (".MD", b"| "),
        (".xlsx", b"PK"),
        (".txt", b"unit  "),
    ],
)
def test_the_ending_of_a_file_says_its_format(ending: str, first: bytes, desk: Path, database: Path) -> None:
    target = desk / f"loads{ending}"
    ask("metrics units", desk, database, "-o", str(target))
    assert target.read_bytes().startswith(first)


def test_csv_and_json_say_the_same(desk: Path, database: Path) -> None:
    table = list(csv.DictReader(io.StringIO(ask("metrics units", desk, database, "--format", "csv"))))
    for from_csv, from_json in zip(table, rows("metrics units", desk, database), strict=True):
        assert from_csv.keys() == from_json.keys()
        for column, value in from_json.items():
            assert type(value)(from_csv[column]) == value


def test_extract_gives_whole_records(desk: Path) -> None:
    text = good(zeren("extract", GAZETTE, REPORT, "--format", "jsonl", cwd=desk))
    records = [TaskRecord.from_dict(json.loads(line)) for line in text.splitlines()]
    assert records == [*read_document(GAZETTE).records, *read_document(REPORT).records]
    assert "责任单位" in text, "Chinese is shown, not escaped"
    assert not list(desk.glob("zeren.db"))


def test_extract_shows_names_in_tables(desk: Path) -> None:
    shown = good(zeren_here("extract", GAZETTE, REPORT, "--format", "csv", cwd=desk))
    table = list(csv.DictReader(io.StringIO(shown)))
    record = read_document(GAZETTE).records[1]
    assert table[1]["lead_units"] == "; ".join(m.name for m in record.lead_units) != ""
    assert (table[1]["document"], table[1]["document_number"]) == (record.document.title, record.document.number)
    assert table[-1]["document"] == read_document(REPORT).records[-1].document.title


def test_a_report_accounts_for_every_character_and_word(desk: Path) -> None:
    report = rows("extract GAZETTE --report", desk, desk)
    coverage = read_document(GAZETTE).report.coverage
    [summary] = [row for row in report if row["kind"] == "coverage"]
    assert (summary["words_seen"], summary["in_statements"], summary["in_prose"], summary["unread"]) == (
        coverage.seen,
        coverage.in_statements,
        coverage.in_prose,
        coverage.unread,
    )
    assert (summary["names"], summary["names_unread"]) == (coverage.names, 0)
    pieces = [value for key, value in summary.items() if key.startswith("characters_")]
    assert sum(pieces) == len("".join(GAZETTE.read_text("utf-8").split()))
    assert summary["coverage_percent"] == 100
    # Words of a role that stand near each other are one place to look at.
    assert 0 < sum(row["kind"] == "prose" for row in report) <= coverage.in_prose
    assert all(row["line"] and row["words"] and row["reason"] for row in report if row["kind"] == "prose")


def test_a_report_of_unread_statements_has_found_a_problem(desk: Path) -> None:
    notice = desk / "notice.txt"
    lines = ("云州市关于分工的通知", "一、发展", "1. 修路。", "责任单位：市交通局", "2. 办学。", "责任单位：")
    notice.write_text("\n\n".join(lines), encoding="utf-8")
    done = zeren_here("extract", notice, "--report", cwd=desk)
    assert done.returncode == 1
    assert re.search(r"unread +11 +责任单位：", done.stdout)
    loaded = zeren("load", notice, cwd=desk)
    assert loaded.returncode == 0
    assert loaded.stdout.startswith("zeren.db: 1 document, ")
    assert loaded.stdout.endswith("; 1 statement unread, 0 doubtful in 1 file\n")
    assert f"zeren extract --report {notice}" in loaded.stderr


def test_loading_twice_changes_nothing(desk: Path) -> None:
    first = zeren("load", GAZETTE, REPORT, "--strict", cwd=desk)
    expected = build(read_document(GAZETTE), read_document(REPORT))
    counts = expected.counts()
    roles = sum(counts[role] for role in ("OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR"))
    line = (
        f"{counts['Document']} documents, {counts['Task']} tasks, {counts['Unit']} units, {counts['Leader']} leaders, "
        f"{roles} responsibilities; 0 statements unread, 1 doubtful in 2 files\n"
    )
    assert (good(first), first.stderr) == (f"zeren.db: {line}", "")
    again = zeren("load", REPORT, GAZETTE, cwd=desk)
    assert good(again) == f"zeren.db: unchanged, {line}"
    with open_store(desk / "zeren.db") as store:
        assert store.digest() == expected.digest()


def test_metrics_are_the_measures(desk: Path, database: Path) -> None:
    with open_store(database) as store:
        graph = store.graph()
    assert rows("metrics units", desk, database) == workload(graph).to_dicts()
    assert rows("metrics leaders", desk, database) == workload(graph, "leader").to_dicts()
    assert rows("metrics sectors", desk, database) == workload(graph, "sector").to_dicts()
    assert rows("metrics counties", desk, database) == workload(graph, "county").to_dicts()
    assert rows("metrics concentration", desk, database) == concentration(graph).to_dicts()
    assert rows("metrics units --groups", desk, database) == workload(graph, groups=True).to_dicts()
    spread = rows("metrics concentration --no-groups", desk, database)
    assert [row["groups"] for row in spread] == [False] * 8
    number = read_document(GAZETTE).records[0].document.number
    assert rows(f"metrics units --document {number}", desk, database) == workload(graph, document=number).to_dicts()
    told = zeren_here("metrics", "units", "--city", "泽岚市", "--year", "2025", "--db", database, cwd=desk)
    assert told.stderr.startswith("counted: ") and "2025, 泽岚市" in told.stderr


def test_clusters_are_shown_and_written(desk: Path, tmp_path: Path) -> None:
    database = load_sample(tmp_path / "own.db")
    with open_store(database) as store:
        expected = clusters(store)
    shown = rows("clusters", desk, database)
    assert Counter(row["units"] for row in shown) == Counter(Counter(expected.units.values()).values())
    assert all(len(row["members"]) == row["units"] for row in shown)
    assert [row["stability"] for row in shown] == list(expected.stability.values())
    assert {row["verdict"] for row in shown} <= {"stable", "doubtful", "not stable"}
    ties = rows("ties", desk, database)
    assert len(ties) == len(expected.edges)
    assert [tie["p_value"] for tie in ties] == sorted(tie["p_value"] for tie in ties)
    with open_store(database) as store:
        assert "SHARES_TASKS_WITH" not in store.counts(), "nothing is written unless asked for"
    written = zeren_here("clusters", "--write", "--db", database, cwd=desk)
    kept = f"{len(shown)} clusters, {len(ties)} ties and {len(expected.supports)} pairs of lead and support written"
    assert kept in written.stderr
    with open_store(database) as store:
        found = store.read("MATCH (u:Unit) WHERE u.cluster IS NOT NULL RETURN u.id AS id, u.cluster AS cluster")
        runs = store.read("MATCH (u:Unit) WHERE u.cluster IS NOT NULL RETURN DISTINCT u.cluster_run AS run")
        assert store.counts()["SUPPORTED_BY"] == len(expected.supports) > 0
    assert {row["id"]: row["cluster"] for row in found} == expected.units
    assert [json.loads(str(row["run"])) for row in runs] == [expected.settings]


def test_clusters_of_one_document_are_of_its_tasks_alone(desk: Path, database: Path) -> None:
    with open_store(database) as store:
        graph = store.graph()
    titles = [str(node.properties["title"]) for node in graph.nodes.values() if node.label == "Document"]
    found = [clusters(graph, document=title, resamples=4) for title in titles]
    assert len({tuple(each.units) for each in found}) > 1
    for title, expected in zip(titles, found, strict=True):
        done = zeren_here(
            *("clusters", "--document", title, "--resamples", "4", "--format", "json", "--db"), database, cwd=desk
        )
        shown = json.loads(good(done))
        assert [row["units"] for row in shown] == [size for _, size in sorted(Counter(expected.units.values()).items())]
        assert {row["scope"] for row in shown} <= {f"document {title}"}
        assert "counted together" not in done.stderr


def test_check_counts_what_the_graph_holds(desk: Path, database: Path) -> None:
    with open_store(database) as store:
        counts = store.counts()
    found = rows("check", desk, database)
    assert {row["type"]: row["count"] for row in found} == counts
    assert {row["type"] for row in found if row["kind"] == "node"} >= {"Unit", "Task"}
    assert zeren_here("check", "--db", database, cwd=desk).stderr.startswith(f"{database} (arcadedb): ok\n")


def test_doubtful_names_are_suggested_and_a_decision_is_remembered(desk: Path, tmp_path: Path) -> None:
    good(zeren_here("load", GAZETTE, cwd=tmp_path))
    doubtful = rows("check --suggest", tmp_path, tmp_path / "zeren.db")
    leader = next(row for row in doubtful if row["what"] == "leader")
    assert leader["mentions"] > leader["other_mentions"] == 1
    told = zeren_here("check", cwd=tmp_path).stderr
    assert f"{len(doubtful)} pairs of names may be one" in told
    decided = f"leaders:\n  merge:\n    - [{leader['name']}, {leader['other']}]\n"
    (tmp_path / "zeren.yaml").write_text(decided, "utf-8")
    good(zeren_here("load", GAZETTE, cwd=tmp_path))
    assert not [row for row in rows("check --suggest", tmp_path, tmp_path / "zeren.db") if row["what"] == "leader"]
    asked = "MATCH (l:Leader)-[r:OVERSEES]->() WHERE r.source = $name RETURN l.name AS name"
    shown = good(zeren_here("query", "-c", asked, "-p", f"name={leader['other']}", "--format", "csv", cwd=tmp_path))
    assert shown.splitlines()[1:] == [leader["name"]]


def test_queries_list_has_what_a_program_chooses_by(desk: Path, database: Path) -> None:
    listed = rows("queries list", desk, database)
    assert len(listed) >= 10
    for query in listed:
        assert query.keys() >= {"name", "title", "question", "parameters", "columns", "tags"}
    [load] = [query for query in listed if query["name"] == "unit-load"]
    assert tuple(load["columns"]) == tuple(rows("query unit-load", desk, database)[0])
    assert {p["name"]: p["required"] for p in load["parameters"]}["top"] is False
    assert good(zeren_here("queries", cwd=desk)) == ask("queries list", desk, database)


def test_queries_show_is_a_page_to_read(desk: Path, database: Path) -> None:
    page = ask("queries show unit-tasks", desk, database)
    for part in ("单位任务清单", "unit (string, required)", "zeren query unit-tasks -p unit=", "MATCH (", "ORDER BY"):
        assert part in page
    [card] = rows("queries show unit-tasks", desk, database)
    assert card["cypher"] in page
    assert card["meaning"].keys() == set(card["columns"])


def test_parameters_reach_a_query(desk: Path, database: Path) -> None:
    assert len(rows("query unit-load -p top=3", desk, database)) == 3
    least = "query -f question.cypher -p least=%s"
    assert len(rows(least % 1, desk, database)) > len(rows(least % 9, desk, database)) > 0
    text = "RETURN $a AS a, $b AS b, $c AS c, $d AS d"
    done = zeren_here(
        *("query", "-c", text, "-p", "a=5", "-p", 'b="5"', "-p", "c=市财政局 =1", "-p", 'd=["x", "y"]'),
        *("--format", "json", "--db", database),
        cwd=desk,
    )
    assert json.loads(good(done)) == [{"a": 5, "b": "5", "c": "市财政局 =1", "d": ["x", "y"]}]


def test_a_query_comes_from_stdin_and_the_graph_from_the_environment(desk: Path, database: Path) -> None:
    text = "MATCH (u:Unit) RETURN count(u) AS units"
    env = {"ZEREN_DB": str(database), "PYTHONIOENCODING": "gbk"}
    done = zeren("query", "-f", "-", "--format", "json", cwd=desk, env=env, stdin=text)
    with open_store(database) as store:
        assert json.loads(good(done)) == [{"units": store.counts()["Unit"]}]


def test_both_engines_answer_alike(desk: Path, database: Path, neo4j: str) -> None:
    good(zeren_here("load", GAZETTE, REPORT, "--db", neo4j, cwd=desk))
    for words in ("check", "query unit-load", "query -f question.cypher -p least=1", "metrics units", "clusters"):
        args = [*words.split(), "--format", "json", "--db"]
        embedded, server = (good(zeren_here(*args, db, cwd=desk)) for db in (database, neo4j))
        assert json.loads(embedded) == json.loads(server)


def test_view_and_ledger_write_files(desk: Path, database: Path) -> None:
    viewed = zeren_here("view", "-o", "page.html", "--title", "<b>重点&工作", "--db", database, cwd=desk)
    assert viewed.stdout == ""
    assert viewed.stderr.startswith("wrote page.html\ncounted: ")
    assert "&lt;b&gt;重点&amp;工作" in (desk / "page.html").read_text(encoding="utf-8")
    done = zeren_here("ledger", "-o", "ledger.xlsx", "--db", database, cwd=desk)
    assert re.match(
        r"wrote ledger.xlsx: \d+ tasks on the sheets of \d+ units, \d+ leaders and \d+ phrases", done.stderr
    )
    assert load_workbook(desk / "ledger.xlsx").sheetnames[0] == "总览"
    assert sorted(path.name for path in desk.iterdir()) == ["ledger.xlsx", "page.html", "question.cypher"]


def test_schema_in_its_forms(desk: Path) -> None:
    assert "### Unit" in good(zeren_here("schema", cwd=desk))
    assert good(zeren_here("schema", "--format", "mermaid", cwd=desk)).startswith("flowchart")
    data = json.loads(good(zeren_here("schema", "--format", "json", cwd=desk)))
    assert "Unit" in {node["label"] for node in data["nodes"]}
    zeren_here("schema", "-o", "schema.md", cwd=desk)
    assert (desk / "schema.md").read_text(encoding="utf-8") == good(zeren_here("schema", cwd=desk))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_with_examples(name: str, desk: Path) -> None:
    text = good(zeren_here(name, "--help", cwd=desk))
    assert text == good(zeren_here(name, "-h", cwd=desk))
    examples = re.findall(rf"^ +(?:NEO4J\S+ )*zeren {name}\b.*$", text, re.M)
    assert examples
    listed = good(zeren_here("--help", cwd=desk)).partition("Commands:")[2]
    [summary] = re.findall(rf"^  {name} +(.*)$", listed, re.M)
    assert summary in text
    assert not summary.endswith("..."), "too long for the list of commands"


def test_version_and_bare_command(desk: Path) -> None:
    assert re.fullmatch(r"zeren \d+\.\d+\.\d+\S*\n", good(zeren("--version", cwd=desk)))
    bare = zeren(cwd=desk)
    assert (bare.returncode, bare.stdout) == (2, "")
    assert bare.stderr == good(zeren_here("--help", cwd=desk))

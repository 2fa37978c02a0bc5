"""What can go wrong is said in one line; the exit status is not 0, nothing is changed, no traceback is shown."""

from __future__ import annotations

import hashlib
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from zeren.cli.demo import sample_files
from zeren.cli.main import fail
from zeren.graph import open_store
from zeren_command import environment, load_sample, program, zeren, zeren_here


@dataclass(frozen=True)
class Case:
    """A command that must fail, and how."""

    name: str
    args: str
    """Split at blanks; DB stands for a good graph, EMPTY for '', PORT for one where nothing listens."""
    says: str
    """A pattern that its line must hold."""
    status: int = 1
    env: dict[str, str] = field(default_factory=dict)
    own_process: bool = False
    """Run as a user does; the others run in this process, which is equal and has Java already."""


READING = (
    Case("a missing file", "extract missing.txt", "missing.txt: no such file", own_process=True),
    Case("a missing file among good ones", "load notice.txt missing.txt --db new.db", "missing.txt: no such file"),
    Case("a missing file to compare", "diff missing.txt notice.txt", "missing.txt: no such file"),
    Case("a name that a script left empty", "load EMPTY --db new.db", "an empty name for a document", 2),
    Case("a folder", "load folder --db new.db", "folder: no file to read in this folder", own_process=True),
    Case("an empty file", "load empty.txt --db new.db", "empty.txt: the file is empty", own_process=True),
    Case("a binary file", "load binary.bin --db new.db", "binary.bin: this is a binary file", own_process=True),
    Case("a picture", "load picture.png --db new.db", "picture.png: this is a picture"),
    Case(
        "an unknown encoding",
        "load encoding.txt --db new.db",
        "encoding.txt: neither UTF-8 nor GB18030",
        own_process=True,
    ),
    Case("unread statements with --strict", "load unread.txt --strict --db new.db", "nothing loaded: .* unread"),
)
WRITING = (
    Case("output to a folder", "extract notice.txt -o folder", "cannot write folder: it is a folder"),
    Case("output to nowhere", "extract notice.txt -o no/rows.csv", "the folder no does not exist"),
    Case("a page to a folder", "view -o page.html --db DB", "cannot write page.html: it is a folder"),
    Case("output over what is read", "extract notice.txt -o notice.txt", "notice.txt: it is one of the documents"),
    Case("output into what is read", "extract more -o more/notice.txt", "notice.txt: it is one of the documents"),
    Case("a difference over what is read", "diff notice.txt unread.txt -o unread.txt", "it is one of the documents"),
    Case("a page over a notice", "view -o notice.txt --db DB", "notice.txt must end in .html or .htm, or a browser", 2),
    Case("a ledger under another name", "ledger -o ledger.csv --db DB", "must end in .xlsx, or Excel", 2),
    Case("a report under another name", "report -o r.txt --db DB", "must end in .docx, .html, .htm or .md, or", 2),
    Case("a demo in a folder of other things", "demo folder", "folder holds something else"),
    Case("a demo in a file", "demo notice.txt", "notice.txt is a file"),
)
DATABASES = (
    Case("no database", "query unit-load --db none.db", "no database at none.db: run zeren load"),
    Case("no database by default", "check", "no database at zeren.db"),
    Case("no database in ZEREN_DB", "check", "no database at other.db", env={"ZEREN_DB": "other.db"}),
    Case("another program's folder, to read", "check --db folder", "folder is no zeren database"),
    Case(
        "another program's folder, to load",
        "load notice.txt --db folder",
        "folder is no zeren database",
        own_process=True,
    ),
    Case("a file for a database", "check --db notice.txt", "notice.txt is a file, not a database"),
    Case("an unknown address", "check --db http://127.0.0.1/", "cannot open http://"),
    Case("nothing listens", "check --db bolt://127.0.0.1:PORT", "bolt://127.0.0.1:PORT", env={"NEO4J_PASSWORD": "x"}),
)
QUERIES = (
    Case(
        "an unknown query",
        "query unit-lod --db DB",
        "no stored query 'unit-lod'; did you mean unit-load",
        2,
        own_process=True,
    ),
    Case(
        "a missing parameter",
        "query unit-tasks --db DB",
        "query unit-tasks needs the parameter unit",
        2,
        own_process=True,
    ),
    Case("a path for a query", "query ../../x --db DB", "no stored query '../../x'", 2),
    Case("a path to show", "queries show ../../x", "no stored query '../../x'", 2),
    Case(
        "an unknown parameter",
        "query unit-load -p documnt=x --db DB",
        "no parameter 'documnt'; did you mean document",
        2,
    ),
    Case("a bad value", "query unit-load -p top=many --db DB", "parameter top: 'many' is not a whole number", 2),
    Case("a value out of range", "query unit-load -p top=0 --db DB", "parameter top: 0 is below 1", 2),
    Case("a write without a yes", "query -f delete.cypher --write --db DB", "add --yes in a script", 2),
    Case("a write by a stored query", "query unit-load --write --yes --db DB", "stored queries only read", 2),
    Case(
        "a write that breaks the schema",
        "query -f create.cypher --write --yes --db DB",
        "Unit 'unit:x': kind is missing",
    ),
    Case(
        "a write of unknown names",
        "query -f unknown.cypher --write --yes --db DB",
        "unknown label Uint; did you mean Unit",
    ),
    Case("a write with a mistake", "query -f wrong.cypher --write --yes --db DB", "the query cannot be run: .*line 1"),
    Case("a procedure", "query -f procedure.cypher --db DB", "[Pp]rocedure"),
    Case("a file as input", "query -f csv.cypher --write --yes --db DB", "LOAD CSV is not run here"),
    Case(
        "a chart of one column", "query -f one.cypher --chart a.html --db DB", "a bar is drawn of a name.*columns are n"
    ),
    Case("a chart of a table", "query evidence --chart a.html --db DB", "query evidence names no chart", 2),
    Case("a chart in another format", "query unit-load --chart a.pdf --db DB", "a chart ends in .html, .svg, .png", 2),
    Case("a chart to nowhere", "query unit-load --chart no/a.html --db DB", "the folder no does not exist"),
    Case("a chart of nothing", "query unit-load -p document=没有 --chart a.svg --db DB", "there is nothing to draw"),
    Case("a parameter without a value in Cypher", "query -f uses.cypher --db DB", "uses [$]name, which has no value"),
    Case("a write", "query -f create.cypher --db DB", "this query writes", own_process=True),
    Case("a write in disguise", "query -f disguised.cypher --db DB", "this query writes"),
    Case("a deletion", "query -f delete.cypher --db DB", "this query writes"),
    Case("a mistake in Cypher", "query -f wrong.cypher --db DB", "the query cannot be run: .*line 1"),
    Case("an empty query", "query -f empty.txt --db DB", "the query is empty"),
    Case("a query that is no text", "query -f picture.png --db DB", "picture.png: it must be a UTF-8 text file"),
    Case("a missing query file", "query -f missing.cypher --db DB", "missing.cypher: No such file"),
    Case("an unknown document", "metrics units --document 云政 --db DB", "no document '云政' in the graph"),
)
USAGE = (
    Case("an unknown command", "extrct notice.txt", "no command 'extrct'; did you mean extract", 2),
    Case("an unknown option", "extract notice.txt --frmat csv", "--frmat", 2),
    Case("an unknown format", "extract notice.txt --format yaml", "'yaml' is not one of", 2),
    Case("an unknown measure", "metrics unit", "'unit' is not one of", 2),
    Case("no document", "extract", "Missing argument 'DOC…'", 2, own_process=True),
    Case("no question", "query", "give one of NAME, -c CYPHER and -f FILE", 2),
    Case("two questions", "query unit-load -f uses.cypher", "give one of NAME", 2),
    Case("a parameter that is no pair", "query unit-load -p top", "'top' is not NAME=VALUE", 2),
    Case("a parameter twice", "query unit-load -p top=1 -p top=2", "top is given twice", 2),
    Case("no page", "view", "Missing option '-o'", 2),
)
UNREAD = """\
云州市人民政府关于分解重点工作的通知

云政〔2025〕3号

一、发展

1. 修路。

责任单位：市交通局牵头。

2. 办学。

责任单位：
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_sample(tmp_path_factory.mktemp("graph") / "zeren.db")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with everything that a user can get wrong."""
    shutil.copy(sample_files()[0], tmp_path / "notice.txt")
    (tmp_path / "page.html").mkdir()
    (tmp_path / "more").mkdir()
    shutil.copy(sample_files()[0], tmp_path / "more" / "notice.txt")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "encoding.txt").write_bytes("Ответственный отдел: ".encode("koi8-r") * 40)
    (tmp_path / "unread.txt").write_text(UNREAD, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "data.sqlite").write_bytes(b"SQLite format 3\0")
    for name, text in {
        "uses": "MATCH (u:Unit {name: $name}) RETURN u.id AS id",
        "create": "CREATE (u:Unit {id: 'unit:x', name: 'x'}) RETURN u.id AS id",
        "disguised": "MATCH (u:Unit) WITH u LIMIT 1 SET u.name = 'x' RETURN u.id AS id",
        "delete": "MATCH (n) DETACH DELETE n",
        "one": "RETURN 1 AS n",
        "wrong": "MATCH (u:Unit RETURN u",
        "unknown": "MATCH (u:Uint) SET u.name = 'x'",
        "procedure": "CALL dbms.listConfig() YIELD name RETURN name",
        "csv": "LOAD CSV FROM 'file:///etc/passwd' AS line CREATE (:Unit {id: line[0]})",
    }.items():
        (tmp_path / f"{name}.cypher").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def files(folder: Path) -> dict[str, str]:
    """Every file below ``folder`` with its content's hash, every folder with none."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in folder.rglob("*")
    }


def digest(database: Path) -> str:
    with open_store(database) as store:
        return store.digest()


def is_one_clear_line(stderr: str, says: str) -> None:
    assert re.fullmatch(r"zeren: [^\n]+\n", stderr), stderr
    assert re.search(says, stderr), stderr
    assert "Traceback" not in stderr


@pytest.mark.parametrize(
    "case", [*READING, *WRITING, *DATABASES, *QUERIES, *USAGE], ids=lambda case: str(case.name).replace(" ", "-")
)
def test_a_failure_is_one_line_and_changes_nothing(case: Case, desk: Path, database: Path, free_port: int) -> None:
    before, graph = files(desk), digest(database) if "DB" in case.args else ""
    words = [word.replace("PORT", str(free_port)) for word in case.args.split()]
    run = zeren if case.own_process else zeren_here
    meant = {"DB": str(database), "EMPTY": ""}
    done = run(*(meant.get(word, word) for word in words), cwd=desk, env=case.env)
    is_one_clear_line(done.stderr, case.says.replace("PORT", str(free_port)))
    assert (done.returncode, done.stdout) == (case.status, "")
    assert files(desk) == before
    if graph:
        assert digest(database) == graph


def test_a_wrong_password_is_one_line_without_it(desk: Path, neo4j_uri: str) -> None:
    before = files(desk)
    for command in (["check"], ["load", "notice.txt"]):
        done = zeren(*command, "--db", neo4j_uri, cwd=desk, env={"NEO4J_PASSWORD": "wrong-secret"})
        is_one_clear_line(done.stderr, "NEO4J_PASSWORD")
        assert "wrong-secret" not in done.stderr
        assert (done.returncode, done.stdout) == (1, "")
    assert files(desk) == before


HOLD = "import sys; from zeren.graph import open_store; s = open_store(sys.argv[1]); print('open', flush=True); input()"


def test_a_locked_database_is_one_line(desk: Path, database: Path) -> None:
    graph = digest(database)
    command = [sys.executable, "-c", HOLD, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for words in (
            ["query", "--write", "--yes", "-c", "RETURN 1 AS n"],
            ["load", "notice.txt"],
            ["clusters", "--write"],
        ):
            done = zeren(*words, "--db", database, cwd=desk)
            is_one_clear_line(done.stderr, "in use by another process")
            assert (done.returncode, done.stdout) == (1, "")
        holder.stdin.write("\n")
    assert digest(database) == graph


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /dev/full")
def test_a_full_disk_is_one_line(desk: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [program(), "extract", "notice.txt", "--format", "jsonl"],
            cwd=desk,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    is_one_clear_line(done.stderr, "the disk that is written to is full")
    assert done.returncode == 1


def test_a_reader_that_has_seen_enough_is_no_error(desk: Path) -> None:
    command = [program(), "extract", *["notice.txt"] * 4, "--format", "jsonl"]  # more than a pipe holds
    with subprocess.Popen(
        command, cwd=desk, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_traceback_is_there_for_who_asks(desk: Path) -> None:
    done = zeren("query", "unit-lod", cwd=desk, env={"ZEREN_DEBUG": "1"})
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert done.stderr.rstrip().endswith("(zeren queries lists all)")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (
            RuntimeError("two\nlines \x1b[31m"),
            "zeren: unexpected RuntimeError: two lines [31m; set ZEREN_DEBUG=1 to see where\n",
        ),
        (PermissionError(13, "Permission denied", "a.txt"), "zeren: a.txt: Permission denied\n"),
    ],
)
def test_what_nobody_expected_is_one_line_too(error: Exception, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fail(error) == 1
    assert capsys.readouterr().err == says

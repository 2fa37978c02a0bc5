"""``zeren shell``: at a real terminal, and fed by another program; on both engines."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from page_browser.held import held
from zeren.cli.shell_prompt import CypherLexer, ShellCompleter, complete
from zeren.cli.shell_session import Session
from zeren.graph import open_store
from zeren.queries import catalogue
from zeren_command import environment, load_sample, program, zeren, zeren_here

ENDLESS = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = 'x' RETURN count(*) AS n;"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_sample(tmp_path_factory.mktemp("graph") / "zeren.db")


@pytest.fixture(params=["arcadedb", "neo4j"])
def address(request: pytest.FixtureRequest, database: Path) -> str:
    """The sample on each engine in turn."""
    if request.param == "arcadedb":
        return str(database)
    uri: str = request.getfixturevalue("neo4j")
    with open_store(database) as sample, open_store(uri, create=True) as store:
        store.load(sample.graph())
    return uri


SCRIPT = """\
:run unit-load top=2
// one question on several lines; and a semicolon in a string
MATCH (u:Unit)
WHERE u.name CONTAINS ";"
RETURN count(u) AS n; RETURN 1 AS a
;
:param word="a b"
:param list
RETURN $word AS word;
:limit 2
MATCH (t:Task) RETURN t.order AS number ORDER BY number;
:save two.json
:queries 没有牵头单位的任务
RETURN 2 AS last
"""


def test_a_script_is_answered_to_its_end(address: str, tmp_path: Path) -> None:
    done = zeren("shell", "--db", address, "--format", "csv", cwd=tmp_path, stdin=SCRIPT)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("unit,kind,led")
    assert lines[3:9] == ["n", "0", "a", "1", "word = a b", "word"]
    assert lines[9:13] == ["a b", "number", "1", "1"], "three documents, each with a first task"
    assert any(line.startswith("no-stated-lead,") for line in lines)
    assert lines[-2:] == ["last", "2"]
    assert "only the first 2 rows: there are more (:limit)" in done.stderr
    assert (tmp_path / "two.json").read_text("utf-8") == '[{"number": 1},\n {"number": 1}]\n'


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("RETURN 1 AS a;\n\nMATCH (n RETURN n;\nRETURN 3 AS c;", "stdin, line 3: the query cannot be run"),
        ("MATCH (n)\nDETACH DELETE n;", "stdin, line 1: this query writes"),
        ("CREATE (n:Unit {id: 'x'});", "stdin, line 1: this query writes"),
        (":rnu unit-load", "stdin, line 1: no command :rnu; did you mean :*run"),
        (":run unit-lod", "no stored query 'unit-lod'; did you mean unit-load"),
        (":run unit-load top=x", "parameter top: 'x' is not a whole number"),
        (":run ../../x", "no stored query '../../x'"),
        (":view", "there is no answer yet"),
        ("RETURN 1 AS a;\n:view", "the answer names no task, unit, leader or county"),
        (":chart", "there is no answer yet"),
        ("RETURN 'a' AS b;\n:chart a.pdf", "a chart ends in .html"),
        ("RETURN 'a' AS b;\n:chart a.svg kind=pie", "no chart 'pie'"),
        ("RETURN 'a' AS b;\n:chart a.svg z=b", "a chart has no z"),
        (":save x.docx", "which ends in .csv"),
        (":source nowhere.cypher", "cannot read nowhere.cypher: No such file"),
        (":limit many", "'many' is no number of rows"),
        (":timeout 0", "'0' is no number of seconds"),
        (":format yaml", "no format 'yaml'"),
        ("RETURN $x AS x;", "the query uses [$]x, which has no value"),
    ],
)
def test_the_first_failure_ends_a_script(script: str, says: str, database: Path, tmp_path: Path) -> None:
    with open_store(database) as store:
        before = store.digest()
    done = zeren_here("shell", "--db", database, cwd=tmp_path, stdin=script)
    assert done.returncode == 1
    assert re.search(says, done.stderr), done.stderr
    assert re.fullmatch(r"zeren: [^\n]+\n", done.stderr)
    assert "c" not in done.stdout
    with open_store(database) as store:
        assert store.digest() == before


def test_a_name_that_nothing_has_is_told(address: str, tmp_path: Path) -> None:
    script = ":run evidence name=公冶横\n:run county-units county=汀阑区\nMATCH (u:Uint) RETURN u.name AS n;\n"
    done = zeren_here("shell", "--db", address, "--format", "csv", cwd=tmp_path, stdin=script)
    assert done.returncode == 0, done.stderr
    for says in ("did you mean 公冶衡", "did you mean 汀澜区", "unknown label Uint; did you mean Unit?"):
        assert says in done.stderr


def test_a_file_is_run_and_one_that_runs_itself_is_not(database: Path, tmp_path: Path) -> None:
    (tmp_path / "a.cypher").write_text(":format tsv\nRETURN 1 AS a, 2 AS b;\n", "utf-8")
    (tmp_path / "loop.cypher").write_text(":source loop.cypher\n", "utf-8")
    done = zeren_here("shell", "--db", database, cwd=tmp_path, stdin=":source a.cypher\n:source loop.cypher\n")
    assert done.stdout == "a\tb\n1\t2\n"
    assert done.stderr.endswith("loop.cypher runs itself\n")


def test_the_answer_is_drawn(database: Path, tmp_path: Path) -> None:
    script = ":run unit-load top=3\n:chart load.svg\n:chart own.svg kind=line x=unit y=led,supporting\n"
    done = zeren_here("shell", "--db", database, cwd=tmp_path, stdin=script)
    assert (done.returncode, done.stderr.splitlines()[-2:]) == (0, ["wrote load.svg", "wrote own.svg"])
    assert "各单位" in (tmp_path / "load.svg").read_text("utf-8")
    assert "supporting" in (tmp_path / "own.svg").read_text("utf-8")


def test_the_answer_is_shown_as_a_page_of_its_tasks(database: Path, tmp_path: Path) -> None:
    script = "MATCH (t:Task) RETURN t.id AS id, t.text AS text ORDER BY id LIMIT 3;\n:view three.html\n"
    done = zeren_here("shell", "--db", database, "--format", "json", cwd=tmp_path, stdin=script)
    assert done.returncode == 0, done.stderr
    page = {task["text"] for task in held(tmp_path / "three.html")["tasks"]}
    rows = json.loads(done.stdout)
    with open_store(database) as store:
        texts = [str(row["text"]) for row in store.read("MATCH (t:Task) RETURN t.text AS text")]
    shown = [text for text in texts if text in page]
    assert sorted(shown) == sorted(row["text"] for row in rows)


# At a terminal ----------------------------------------------------------------------------------

Terminal = Any
"""pexpect has no types."""


def heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def terminal(address: str, tmp_path: Path) -> Iterator[Terminal]:
    """A shell at a real terminal, which has answered its first prompt."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminal that pexpect can use")
    import pexpect

    own = environment(
        {"TERM": "xterm", "PAGER": "cat", "XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
    )
    child = pexpect.spawn(
        program(),
        ["shell", "--db", address],
        cwd=str(tmp_path),
        env=own,
        encoding="utf-8",
        dimensions=(40, 150),
        timeout=60,
        # A shell that runs the tests in the background has them ignore Ctrl-C, and so their children.
        preexec_fn=heed_ctrl_c,
    )
    child.expect("zeren>")
    yield child
    child.close(force=True)


def settle(child: Terminal) -> None:
    """Wait until nothing more is drawn: what is typed while the prompt comes up is lost, as at any terminal."""
    import pexpect

    while True:
        try:
            child.read_nonblocking(9999, timeout=1)
        except pexpect.TIMEOUT:
            return


def say(child: Terminal, text: str) -> None:
    settle(child)
    child.send(f"{text}\r")


def test_a_sitting_at_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    import pexpect

    # Several lines, ended by a semicolon.
    say(terminal, "MATCH (u:Unit)")
    terminal.expect(re.escape("...>"))
    say(terminal, "RETURN count(u) AS bodies;")
    terminal.expect(r"bodies[\s\S]*72[\s\S]*1 row")
    # A mistake, and what Ctrl-C does to a line that is being typed.
    say(terminal, "MATCH (n RETURN n;")
    terminal.expect("zeren: the query cannot be run")
    settle(terminal)
    terminal.send("RETURN half")
    settle(terminal)
    terminal.sendcontrol("c")
    # Tab completes the name of a query, then a parameter of it.
    settle(terminal)
    terminal.send(":run unit-lo\t")
    settle(terminal)
    terminal.send(" to\t")
    settle(terminal)
    terminal.send("3\r")
    terminal.expect(r"3 rows")
    # A question that would take days is stopped, the shell is not.
    say(terminal, ENDLESS)
    time.sleep(2)  # the engine is at work
    terminal.sendcontrol("c")
    terminal.expect("stopped")
    say(terminal, "RETURN 40 + 2 AS answer;")
    terminal.expect(r"answer[\s\S]*42")
    # An answer longer than the screen goes through the pager.
    say(terminal, ":run unit-load")
    terminal.expect("66 rows")
    settle(terminal)
    terminal.sendcontrol("d")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    kept = (tmp_path / "state" / "zeren" / "history").read_text("utf-8")
    assert "+RETURN count(u) AS bodies;" in kept
    assert "+:run unit-load top=3" in kept
    assert (tmp_path / "state" / "zeren" / "history").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal that pexpect can use")
@pytest.mark.parametrize(("answer", "says", "status"), [("n", "zeren: stopped", 130), ("y", "wrote 1 Leader", 0)])
def test_a_write_is_shown_and_asked_for(answer: str, says: str, status: int, database: Path, tmp_path: Path) -> None:
    import pexpect

    own = shutil.copytree(database, tmp_path / "own.db")
    text = "MATCH (l:Leader) WITH l ORDER BY l.id LIMIT 1 SET l.name = $name"
    command = ["query", "--write", "-c", text, "-p", "name=某人", "--db", str(own)]
    child = pexpect.spawn(program(), command, env=environment({}), encoding="utf-8", dimensions=(40, 150), timeout=60)
    child.expect(re.escape(text))
    child.expect(re.escape('$name = "某人"'))
    child.expect(re.escape("own.db? [y/N]: "))
    child.sendline(answer)
    child.expect(says)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == status
    with open_store(own) as store:
        named = store.read("MATCH (l:Leader {name: '某人'}) RETURN count(l) AS n").rows
    assert named == ((int(answer == "y"),),)


# What is offered --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session(database: Path) -> Iterator[Session]:
    with open_store(database) as store:
        yield Session(store, catalogue(), "table")


@pytest.mark.parametrize(
    ("text", "offered", "not_offered"),
    [
        (":", {"run", "queries", "quit"}, {"MATCH"}),
        (":ru", {"run"}, {"queries"}),
        (":run unit-l", {"unit-load"}, {"unit-tasks"}),
        (":run unit-tasks ", {"unit=", "document=", "top="}, {"groups="}),
        (":run lorenz load=", {"total", "lead"}, {"load="}),
        (":format j", {"json", "jsonl"}, {"csv", "xlsx"}),
        ("MATCH (u:Un", {"Unit"}, {"Task", "LEADS"}),
        ("MATCH (u:Unit)-[r:", {"LEADS", "SUPPORTS"}, {"Unit"}),
        ("MATCH (u:Unit)-[r:LEADS|SU", {"SUPPORTS"}, {"LEADS"}),
        ("MATCH (u:Unit)-[r:LEADS]->(t:Task) WHERE u.", {"name", "kind"}, {"deadline", "statement"}),
        ("MATCH (u:Unit)-[r:LEADS]->(t:Task) WHERE r.", {"statement", "rule"}, {"deadline", "aliases"}),
        ("MATCH (x) RETURN x.", {"deadline", "aliases", "statement"}, set()),
        ("MATCH (unit:Unit) RETURN un", {"unit", "UNWIND"}, {"MATCH"}),
        ("RETURN $y", {"year"}, {"MATCH"}),
    ],
)
def test_what_may_stand_there_is_offered(text: str, offered: set[str], not_offered: set[str], session: Session) -> None:
    session.parameters = {"year": 2025}
    found = {c.text for c in ShellCompleter(session).get_completions(Document(text), CompleteEvent())}
    assert offered <= found
    assert not not_offered & found


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("", True),
        (":run unit-load", True),
        ("RETURN 1;", True),
        ("RETURN 1; // done", True),
        ("RETURN 1", False),
        ("RETURN ';", False),
        ("RETURN ';'", False),
        ("RETURN 1 // ;", False),
        ("RETURN 1 /* ;", False),
        ("MATCH (`a;b`) RETURN 1;", True),
    ],
)
def test_enter_ends_what_is_whole(text: str, ends: bool) -> None:
    assert complete(text) is ends


def test_colours_lose_no_letter() -> None:
    text = "MATCH (u:Unit {name: '市\n财政局'})-[r:LEADS]->() // says\nRETURN u.match, $top, 3.5 `x`"
    line = CypherLexer().lex_document(Document(text))
    assert ["".join(part[1] for part in line(i)) for i in range(3)] == text.split("\n")
    styles = {part[1]: part[0] for i in range(3) for part in line(i)}
    assert (styles["MATCH"], styles["Unit"], styles["$top"]) == ("class:keyword", "class:label", "class:parameter")
    assert styles["match"] == ""


def test_help_starts_without_the_prompt() -> None:
    code = (
        "import sys; from zeren.cli.main import main; main(['shell', '--help']); print('prompt_toolkit' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.endswith("False\n")

"""Opening a store: what is not a graph of ours is told in one line, and stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from graph_samples.on_disk import asked_where_nothing_can_be_written, picture
from graph_samples.records import notice
from neo4j_server.database import connect
from neo4j_server.software import VERSION
from zeren.graph import build, open_store
from zeren.graph.stores.bolt_address import address as parts
from zeren.loaders.errors import ZerenError

SECRET = "geheim-7Q"


def refusal(place: str | Path, *, create: bool = False) -> str:
    with pytest.raises(ZerenError) as error:
        open_store(place, create=create)
    message = str(error.value)
    assert "\n" not in message
    assert SECRET not in message
    assert "Traceback" not in message
    return message


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    path = tmp_path / "zeren.db"
    with open_store(path, create=True) as store:
        store.load(build(notice()))
    return path


# Folders ----------------------------------------------------------------------------------------


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert refusal(path) == f"no database at {path}: run zeren load DOCUMENT --db {path} first"
    assert not path.exists()


def test_an_empty_folder_is_no_database_yet(tmp_path: Path) -> None:
    assert "no database at" in refusal(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with open_store(tmp_path, create=True) as store:
        assert store.counts() == {}


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_of_another_program_stays_as_it_was(tmp_path: Path, create: bool) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "graph").mkdir()
    before = picture(tmp_path)
    assert refusal(tmp_path, create=create) == (
        f"{tmp_path} is no zeren database: it holds other files ({min(before)}); give another folder"
    )
    assert picture(tmp_path) == before


@pytest.mark.parametrize("create", [False, True])
def test_another_program_s_arcadedb_stays_as_it_was(loaded: Path, create: bool) -> None:
    theirs = loaded / "graph"  # a database of the same engine, without our marker
    before = picture(theirs)
    assert "is no zeren database" in refusal(theirs, create=create)
    assert picture(theirs) == before


@pytest.mark.parametrize("create", [False, True])
def test_a_file_is_no_folder(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "zeren.db"
    path.write_bytes(b"SQLite format 3\0")
    assert refusal(path, create=create) == f"{path} is a file, not a database: give a folder, such as zeren.db"
    assert path.read_bytes() == b"SQLite format 3\0"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    path = tmp_path / "file" / "zeren.db"
    assert refusal(path, create=True).startswith(f"cannot use {path} as a database: ")


def test_a_newer_format_is_told_and_left_alone(loaded: Path) -> None:
    (loaded / "zeren.json").write_text('{"program": "zeren", "format": 999}', encoding="utf-8")
    before = picture(loaded)
    assert "has format 999, and this zeren reads format" in refusal(loaded, create=True)
    assert picture(loaded) == before


@pytest.mark.parametrize("marker", [b"", b"[]", b"{}", b"\xff\xfe", b"null"])
def test_a_damaged_marker_is_told(loaded: Path, marker: bytes) -> None:
    (loaded / "zeren.json").write_bytes(marker)
    assert "zeren.json is damaged: delete" in refusal(loaded, create=True)


def test_a_database_open_elsewhere_is_one_line(loaded: Path) -> None:
    script = (
        "import sys\nfrom zeren.graph import open_store\n"
        "with open_store(sys.argv[1]):\n    print('open', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(loaded)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        for create in (False, True):
            assert refusal(loaded, create=create) == (
                f"{loaded} is in use by another process: close it there, then try again"
            )
        other.communicate(b"")
    with open_store(loaded) as store:
        assert store.digest() == build(notice()).digest()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's")
def test_a_graph_that_may_only_be_read_is_not_called_damaged(loaded: Path) -> None:
    script = "import sys\nfrom zeren.graph import open_store\nopen_store(sys.argv[1])"
    before = picture(loaded)
    done = asked_where_nothing_can_be_written(loaded, script)
    said = done.stderr.splitlines()[-1]
    assert "cannot be opened: the engine writes into its folder even to read" in said
    assert "damaged" not in said and "delete" not in said
    assert picture(loaded) == before
    with open_store(loaded) as store:
        assert store.digest() == build(notice()).digest()


def test_a_database_that_ctrl_c_left_open_is_let_go_in_silence(tmp_path: Path) -> None:
    # Stopped while the engine's folder was made: the database is open in Java only, and its folder is taken away.
    script = (
        "import shutil, sys\nfrom zeren.graph.stores import jvm\njvm.start()\n"
        "from arcadedb_embedded import create_database\ncreate_database(sys.argv[1])\nshutil.rmtree(sys.argv[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "graph.new-1")], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert list(tmp_path.iterdir()) == []


def test_the_same_process_may_not_open_it_twice(loaded: Path) -> None:
    with open_store(loaded) as store:
        assert "is in use" in refusal(loaded)
        assert store.digest() == build(notice()).digest()


def test_nothing_is_printed_and_no_log_folder_is_left(tmp_path: Path) -> None:
    script = (
        "from zeren.graph import open_store\n"
        "with open_store('zeren.db', create=True) as store:\n"
        "    assert store.read('RETURN 1 AS x').rows == ((1,),)\n"
        "store = open_store('zeren.db')\n"  # left open on purpose: the process must end all the same
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    # An engine left open would hold the process up for 30 s, and leave its lock.
    assert not (tmp_path / "zeren.db" / "graph" / "database.lck").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["zeren.db"]


def test_importing_the_room_loads_no_engine() -> None:
    script = (
        "import sys, zeren.graph, zeren.graph.stores\n"
        "print([m for m in ('jpype', 'arcadedb_embedded', 'neo4j', 'networkx', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_environment_names_the_folder(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZEREN_DB", str(loaded))
    with open_store() as store:
        assert (store.engine, store.name) == ("arcadedb", str(loaded))


def test_without_anything_it_is_zeren_db_where_you_stand(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZEREN_DB", raising=False)
    monkeypatch.chdir(loaded.parent)
    with open_store() as store:
        assert store.name == "zeren.db"


@pytest.mark.parametrize("name", ["c:\\data\\zeren.db", "x:y.db", "a:b"])
def test_a_colon_makes_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(name) == f"no database at {name}: run zeren load DOCUMENT --db {name} first"


# Addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("neo4j://host", "neo4j://host"),
        ("neo4j+s://me:geheim@host:7687/x?y=z", "neo4j+s://host:7687/x"),
        ("bolt://geheim@[::1]:7687", "bolt://[::1]:7687"),
        ("BOLT://Host", "bolt://host"),
    ],
)
def test_names_in_messages_hold_no_password(address: str, shown: str) -> None:
    assert parts(address).name == shown


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1", "--db takes a folder, or a neo4j:// or bolt:// address"),
        (f"sqlite://me:{SECRET}@x", "--db takes a folder"),
        (f"neo4j://me:{SECRET}@127.0.0.1:1", "a user name or password has no place in the address"),
        (f"bolt://me:{SECRET}@127.0.0.1:1", "set NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("bolt://127.0.0.1:1", "cannot reach bolt://127.0.0.1:1: is Neo4j running there?"),
        ("neo4j://127.0.0.1:1", "cannot reach neo4j://127.0.0.1:1: is Neo4j running there?"),
        ("bolt://127.0.0.1:99999", "the address is malformed"),
        ("bolt://[::1", "the address is malformed"),
        ("bolt://127.0.0.1:1?x=y", "the address is malformed"),
        ("neo4j://name.invalid", "cannot reach neo4j://name.invalid"),
    ],
)
@pytest.mark.parametrize("create", [False, True])
def test_a_wrong_address_is_one_line(
    address: str, message: str, create: bool, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", "me")
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    assert message in refusal(address, create=create)
    assert capfd.readouterr() == ("", "")


def nodes(uri: str) -> list[object]:
    with connect(uri) as server:
        return [dict(r["n"]) for r in server.execute_query("MATCH (n) RETURN n").records]


def constraints(uri: str) -> list[str]:
    with connect(uri) as server:
        return [r["name"] for r in server.execute_query("SHOW CONSTRAINTS YIELD name").records]


def test_an_empty_neo4j_is_no_graph_yet_and_stays_empty(neo4j: str) -> None:
    assert refusal(neo4j) == f"no zeren graph at {neo4j}: run zeren load DOCUMENT --db {neo4j} first"
    assert constraints(neo4j) == []


@pytest.mark.parametrize("create", [False, True])
def test_another_program_s_neo4j_stays_as_it_was(neo4j: str, create: bool) -> None:
    with connect(neo4j) as server:
        server.execute_query("CREATE (:Document {id: 'theirs'})")
    assert refusal(neo4j, create=create).startswith(f"{neo4j} holds another program's graph")
    assert nodes(neo4j) == [{"id": "theirs"}]
    assert constraints(neo4j) == []


@pytest.mark.parametrize("password", [SECRET, ""])
def test_a_wrong_password_is_one_line(neo4j: str, password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    assert refusal(neo4j, create=True).startswith(f"{neo4j} refuses the login: set NEO4J_USERNAME and NEO4J_PASSWORD")


def test_an_unknown_database_is_one_line(neo4j: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nobodys")
    assert "look at --database and NEO4J_DATABASE" in refusal(neo4j)


def test_a_first_opening_that_was_cut_short_goes_on(neo4j: str) -> None:
    with open_store(neo4j, create=True):
        made = set(constraints(neo4j))
    with connect(neo4j) as server:
        for name in sorted(made)[1:]:
            server.execute_query(f"DROP CONSTRAINT {name}")
    with open_store(neo4j, create=True) as store:
        store.load(build(notice()))
        assert store.digest() == build(notice()).digest()
    assert set(constraints(neo4j)) == made


def test_foreign_nodes_beside_ours_are_neither_counted_nor_touched(neo4j: str) -> None:
    with open_store(neo4j, create=True) as store:
        store.load(build(notice()))
        with connect(neo4j) as server:
            server.execute_query("MATCH (u:Unit {name: '市财政局'}) CREATE (:Note {text: 'x'})-[:ABOUT]->(u)")
        assert store.digest() == build(notice()).digest()
        assert store.load(build(notice())).unchanged
        assert store.read("MATCH (n:Note)-[:ABOUT]->(u:Unit) RETURN u.name AS name").rows == (("市财政局",),)


def test_no_password_is_in_the_process_s_arguments_or_output(neo4j: str, tmp_path: Path) -> None:
    script = "import sys\nfrom zeren.graph import open_store\nopen_store(sys.argv[1], create=True).close()\n"
    done = subprocess.run(
        [sys.executable, "-c", script, neo4j], cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_compose_file_holds_no_password_and_opens_no_door() -> None:
    service = yaml.safe_load((Path(__file__).resolve().parents[2] / "compose.yaml").read_text("utf-8"))["services"][
        "neo4j"
    ]
    assert service["image"] == f"neo4j:{'.'.join(VERSION.split('.')[:2])}-community"
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])

"""What the tests of all rooms share: a real Neo4j, a real browser, the annotated documents.

Where one of them is missing a test is skipped with a line that says how to get it; with ``CI=true`` it fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
from development.borrowed import borrowed as borrowed_from
from development.page_tools import PACKAGES

import used
from neo4j_server.database import refuse_a_filled_database, wipe
from neo4j_server.server import USER, Neo4jServer
from neo4j_server.software import NEWER, VERSION, UnavailableError
from page_browser.driver import find_browser

# A busy machine is no failure: a hang is pytest-timeout's to notice. CI tries the same examples each time, so that a
# change is judged by what it changed; everywhere else new examples are tried.
hypothesis.settings.register_profile(
    "zeren",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
hypothesis.settings.load_profile("zeren")

ROOT = Path(__file__).resolve().parents[1]
NOTED = "ZEREN_TESTS_NOTE"
"""The variable that names the folder for notes of what was used of this machine."""
BORROWED = pytest.StashKey[list[str]]()
ENGINES = ("arcadedb", "neo4j")
"""As parameters of tests that run on both."""


def missing(line: str) -> NoReturn:
    """Skip the test with this line; fail it with ``CI=true``."""
    if os.environ.get("CI") == "true":
        pytest.fail(line, pytrace=False)
    pytest.skip(line)


def pytest_configure() -> None:
    """Note what this process starts, where ``dev.py test`` wants to know it."""
    if os.environ.get(NOTED):
        used.note_programs()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave the notes, from each process; with ``CI=true`` a run that used what nothing declares has failed."""
    if not os.environ.get(NOTED):
        return
    notes = Path(os.environ[NOTED])
    used.write(notes)
    if not hasattr(session.config, "workerinput"):  # the others have ended by now
        session.config.stash[BORROWED] = found = borrowed_from(notes)
        if found and os.environ.get("CI") == "true" and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_xdist_auto_num_workers() -> int:
    """How many processes ``pytest -n auto`` starts: each has its own Neo4j, unless NEO4J_URI names the only one."""
    return 1 if os.environ.get("NEO4J_URI") else min(4, os.cpu_count() or 1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests measured (``record_property``), so that a slow decline can be seen before a limit is met."""
    measured = [
        f"{name}: {value}"
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if report.when == "call"
    ]
    if measured:
        terminalreporter.section("measured")
        for line in measured:
            terminalreporter.write_line(line)
    if os.environ.get(NOTED):
        terminalreporter.section("borrowed of this machine: used, and declared nowhere (with CI=true a failure)")
        for line in terminalreporter.config.stash[BORROWED] or ["nothing"]:
            terminalreporter.write_line(line)
    # Which engines really answered: a parameter of that name is a test on it, skipped ones do not count.
    passed = [report.nodeid for report in terminalreporter.getreports("passed") if report.when == "call"]
    ran = {engine: sum(bool(re.search(rf"[\[-]{engine}\b", nodeid)) for nodeid in passed) for engine in ENGINES}
    if any(ran.values()):
        told = ", ".join(f"{engine} passed {count} tests" for engine, count in ran.items())
        terminalreporter.section(f"engines: {told}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real notices and hand-made annotations that stands beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        missing(f"no real documents: {folder} is missing (it is no part of the project)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of a Chromium browser: CHROMIUM, else one that is installed."""
    found = find_browser()
    if found is None:
        missing("no browser: install chromium, or set CHROMIUM to the program of a Chromium browser")
    return found


@pytest.fixture(scope="session")
def page_packages() -> Path:
    """The folder of the packages that make and check the page's script."""
    if not PACKAGES.is_dir():
        missing("the page's packages are not there: run `python3 dev.py test`, or `npm ci` in views/page")
    return PACKAGES


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer | None]:
    """The server started for this run, or None where NEO4J_URI names one that is not ours.

    It can be stopped, killed and restarted on the same data, port and password; leave it running.
    """
    if os.environ.get("NEO4J_URI"):
        yield None
        return
    server = Neo4jServer(tmp_path_factory.mktemp("neo4j"))
    try:
        server.start()
    except UnavailableError as reason:
        missing(f"no Neo4j {VERSION}: {reason}; or set NEO4J_URI to a running Neo4j")
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def newer_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Neo4j of the 2025 line, whatever NEO4J_URI names; it ends with the module."""
    server = Neo4jServer(tmp_path_factory.mktemp("newer-neo4j"), version=NEWER)
    try:
        server.start()
    except UnavailableError as reason:
        missing(f"no Neo4j {NEWER}: {reason}")
    try:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("NEO4J_USERNAME", USER)
            environment.setenv("NEO4J_PASSWORD", server.password)
            environment.delenv("NEO4J_DATABASE", raising=False)
            yield server.uri
    finally:
        server.stop()


@pytest.fixture(scope="session")
def neo4j_uri(neo4j_server: Neo4jServer | None) -> Iterator[str]:
    """The address of a real Neo4j; its credentials are in NEO4J_USERNAME and NEO4J_PASSWORD as for a user."""
    with pytest.MonkeyPatch.context() as environment:
        if neo4j_server is None:
            uri = os.environ["NEO4J_URI"]
            refuse_a_filled_database(uri)
        else:
            uri = neo4j_server.uri
            environment.setenv("NEO4J_USERNAME", USER)
            environment.setenv("NEO4J_PASSWORD", neo4j_server.password)
            environment.delenv("NEO4J_DATABASE", raising=False)
        yield uri
        if neo4j_server is None:
            wipe(uri)


@pytest.fixture
def neo4j(neo4j_uri: str) -> str:
    """The address of a real Neo4j that holds nothing: no data, no constraint, no index of its own."""
    wipe(neo4j_uri)
    return neo4j_uri

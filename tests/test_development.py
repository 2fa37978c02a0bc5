"""What dev.py says and does on a machine that lacks something."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from development import system
from development.borrowed import borrowed, closure
from development.terminal import StopError

from neo4j_server.software import NEWER

ROOT = Path(__file__).resolve().parents[1]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="how Linux loads programs")


def said(code: str, **environment: str) -> str:
    """What Python code prints on a machine whose environment is this."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@ON_LINUX
def test_bundled_programs_are_found_and_start() -> None:
    found = list(system.bundled_programs(Path(sys.prefix)))
    names = {path.name for path in found}
    assert {"node", "java"} <= names, "the browser's driver, and the embedded engine's Java"
    assert {path.name: lacked for path in found if (lacked := system.lacking_library(path))} == {}


@ON_LINUX
def test_a_bundled_program_that_lacks_a_library_is_named_with_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (java,) = [path for path in system.bundled_programs(Path(sys.prefix)) if path.name == "java"]
    broken = tmp_path / "bin" / "program"
    broken.parent.mkdir()
    broken.write_bytes(java.read_bytes().replace(b"libjli.so", b"libxyz.so"))
    broken.chmod(0o755)
    shutil.copy(java, tmp_path / "bin" / "lib.so")  # a library, not a program
    monkeypatch.setattr(system, "bundled_programs", lambda: [broken])
    monkeypatch.setattr(system, "ROOT", tmp_path)
    monkeypatch.setattr(system, "is_debian_root", lambda: False)
    with pytest.raises(StopError, match=r"bin/program cannot be started: it needs libxyz\.so, .* in libxyz\. Install"):
        system.try_bundled()


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libatomic.so.1", "libatomic1"),
        ("libnss3.so", "libnss3"),
        ("libglib-2.0.so.0", "libglib-2.0-0"),
        ("libstdc++.so.6", "libstdc++6"),
    ],
)
def test_the_package_of_a_library_by_the_rule_of_debian(library: str, package: str) -> None:
    assert system.debian_package(library) == package


@pytest.mark.parametrize("version", system.ON_NEO4J)
def test_a_missing_neo4j_is_told_with_its_version_and_what_is_skipped(version: str, tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from development import system
system.software.CACHE = Path({str(tmp_path)!r})
system.fetch_neo4j({version!r})
"""
    line = said(code, PATH=str(tmp_path))
    reason = "no mvn found: install Apache Maven, which fetches it"
    assert line == f"Neo4j {version} is missing: {reason}; {system.ON_NEO4J[version]}.\n"


def test_maven_tells_how_far_it_is(tmp_path: Path) -> None:
    maven = tmp_path / "mvn"
    line = "[INFO] Downloaded from central: there/a-1.jar (1.5 MB at 9.9 MB/s)"
    maven.write_text(f"#!/bin/sh\necho '{line}'\nsleep 0.1\necho '{line}'\necho '[ERROR] no such jar'\nexit 1\n")
    maven.chmod(0o755)
    code = f"""
from pathlib import Path
from development import system
system.software.CACHE = Path({str(tmp_path)!r})
system.software._SECONDS_BETWEEN_LINES = 0.0
system.fetch_neo4j({NEWER!r})
"""
    lines = said(code, PATH=os.pathsep.join([str(tmp_path), "/usr/bin", "/bin"])).splitlines()
    assert lines[:2] == [
        f"   Neo4j {NEWER}: 1 files, 2 MB so far",
        f"   Neo4j {NEWER}: 2 files, 3 MB so far",
    ]
    assert lines[2].startswith(f"Neo4j {NEWER} is missing: Maven could not fetch it ([ERROR] no such jar): check the")


@pytest.mark.parametrize("breaks", [True, False])
def test_a_program_counts_when_it_can_be_started(tmp_path: Path, breaks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "mvn"
    program.write_text(f"#!/bin/sh\nexit {int(breaks)}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ("maven" in system.lacking(for_browser=False)) == breaks


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="Debian's records say what is of which package")
def test_what_no_declared_package_brought_is_listed(tmp_path: Path) -> None:
    shell = str(Path("/bin/sh").resolve())
    (tmp_path / "1").write_text(f"{shell}\n/etc/hostname", "utf-8")
    (tmp_path / "2").write_text(f"{sys.executable}\n{tmp_path / 'program'}", "utf-8")
    assert borrowed(tmp_path) == ["/etc/hostname, of no package"]


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="Debian's records say what is of which package")
@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_a_run_that_borrowed_has_failed_on_ci(tmp_path: Path, ci: str, status: int) -> None:
    (tmp_path / "1").write_text("/etc/hostname", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/test_development.py", "-k", "by_the_rule_of_debian"],
        cwd=ROOT,
        env={**os.environ, "CI": ci, "ZEREN_TESTS_NOTE": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "/etc/hostname, of no package" in done.stdout
    assert done.returncode == status, done.stdout


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="Debian's records say what is of which package")
def test_a_program_that_was_there_before_is_taken_whichever_package_brought_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # libreoffice-writer brings the same soffice as libreoffice-writer-nogui, and is not what dev.py would install.
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice here")
    (tmp_path / "1").write_text(str(Path(soffice).resolve()), "utf-8")
    monkeypatch.setattr("development.borrowed.named_packages", str)
    monkeypatch.setattr("development.borrowed.FOR_TESTS", {})
    assert borrowed(tmp_path) == []


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="Debian's records say what is of which package")
def test_declared_packages_bring_what_they_depend_on() -> None:
    assert "libc6" in closure({"python3"})
    assert "chromium" not in closure({"python3"})
    assert "chromium" in closure({"chromium"})


def test_all_modules_and_tests_can_be_imported_on_windows() -> None:
    command = [sys.executable, "tests/simulated_windows.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr

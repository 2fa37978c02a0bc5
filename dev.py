"""Everything a fresh checkout needs: ``python3 dev.py demo`` and ``python3 dev.py test``.

Only the standard library is used, because nothing is installed yet when this starts. The packages go into ``.venv``;
it is used again as long as pyproject.toml and constraints.txt stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = "{}.{}".format(*sys.version_info)
if sys.version_info < (3, 11):  # noqa: UP036 - no installer has checked it yet
    sys.exit(f"zeren needs Python 3.11 or newer, and this is {HERE}: call this file with a newer one.")

from development.fresh import SUITES, fresh
from development.page_tools import page_packages
from development.system import apt_install, is_debian_root, system_packages
from development.terminal import BIN, PYTHON, ROOT, VENV, StopError, run, say
from development.wheels import wheels

NEEDS = {
    # What `python -m pip install` is given besides the constraints.
    "demo": ["--editable", "."],
    "test": ["--editable", ".[notebook,ocr,parquet,pdf]", "--group", "dev"],
}
OLDEST = "3.11.0"  # of requires-python in pyproject.toml; Debian 12 has 3.11.2
ELSEWHERE = ["appnope", "colorama"]  # needed on macOS and on Windows only, and to be pinned all the same
PINS_HEADER = "# The versions that zeren is tested with, on all platforms. Written by `python3 dev.py pins`.\n"
CHECKS = [
    # The closing line of pytest is the last thing a reader sees, so it runs last.
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("types", ["mypy"]),
    ("rooms", ["lint-imports"]),
    ("tests", ["pytest", "-n", "auto", "--dist", "worksteal"]),
]


def main(arguments: list[str] | None = None) -> int:
    """Run one of the commands; gives the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Set zeren up and run it, or test it.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="run the main job on the bundled sample, into the folder demo")
    commands.add_parser("test", help="format, lint, types, import rules, and all tests")
    commands.add_parser("docs", help="write the generated pages of docs and the notebooks again")
    commands.add_parser("pins", help="write constraints.txt again, with the newest versions")
    new = commands.add_parser("fresh", help="run demo and test on a new minimal Debian, as root, with times and sizes")
    new.add_argument("--suite", choices=SUITES, default=SUITES[0], help="which Debian")
    new.add_argument("--as-user", action="store_true", help="the demo alone, as an ordinary user")
    new.add_argument("--only", choices=("demo", "test"), action="append", help="not both commands")
    each = commands.add_parser("wheels", help="try the wheel in clean environments of all Pythons at hand")
    each.add_argument("python", nargs="*", help="on these instead (python3.13, or a path)")
    commands.add_parser("neo4j", help="run a Neo4j for the tests until Ctrl-C", add_help=False)
    chosen, rest = parser.parse_known_args(arguments)
    if rest and chosen.command != "neo4j":
        parser.error("unknown arguments: " + " ".join(rest))
    try:
        if chosen.command == "demo":
            return demo()
        if chosen.command == "test":
            return test()
        if chosen.command == "pins":
            return pin()
        if chosen.command == "fresh":
            which = ["demo"] if chosen.as_user else chosen.only or ["demo", "test"]
            return fresh(chosen.suite, chosen.as_user, [f"python3 dev.py {name}" for name in which])
        if chosen.command == "wheels":
            return wheels(chosen.python)
        if chosen.command == "docs":
            set_up("test")
            return run([PYTHON, ROOT / "docs" / "generate.py"]) or run([PYTHON, ROOT / "notebooks" / "run.py"])
        system_packages(for_browser=False)
        # In this very process, so that whoever ends it ends the server.
        sys.argv = ["dev.py neo4j", *rest]
        runpy.run_module("neo4j_server.server", run_name="__main__")
        return 0
    except StopError as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


def demo() -> int:
    """Set up what zeren needs and run its main job on the bundled sample."""
    set_up("demo")
    return run([BIN / "zeren", "demo", ROOT / "demo"])


def test() -> int:
    """Set up what the tests need and run all checks; stops at the first that fails."""
    set_up("test")
    system_packages(for_browser=True)
    page_packages()
    with tempfile.TemporaryDirectory(prefix="zeren-used-") as notes:
        # tests/conftest.py says at the end what the tests used of this machine that nothing declares.
        os.environ["ZEREN_TESTS_NOTE"] = notes
        return check()


def check() -> int:
    """Run all checks; stops at the first that fails."""
    for name, command in CHECKS:
        say(f"== {name}: {' '.join(command)}")
        started = time.monotonic()
        code = run([BIN / command[0], *command[1:]])
        if code:
            return code
        if name != CHECKS[-1][0]:
            say(f"   {name}: {time.monotonic() - started:.1f} s")
    return 0


def set_up(kind: str) -> None:
    """Make ``.venv`` hold all packages of the kind, at the versions of constraints.txt."""
    wanted = fingerprint()
    # What the tests need holds what the demo needs.
    stamps = {name: VENV / f"zeren-{name}.stamp" for name in ("test", kind)}
    if PYTHON.exists() and any(s.exists() and s.read_text(encoding="utf-8") == wanted for s in stamps.values()):
        return
    started = time.monotonic()
    say(f"== packages: into {VENV}; the first time takes a few minutes")
    make_venv()
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # Dependency groups came with pip 25.1; a Python may bring an older one.
    if kind == "test" and run([*pip, "pip>=25.1"]):
        raise StopError("pip could not be brought up to date: see its words above, then run this again.")
    if run([*pip, "--constraint", "constraints.txt", *NEEDS[kind]]):
        raise StopError("The packages could not be installed: see pip's words above, then run this again.")
    stamps[kind].write_text(wanted, encoding="utf-8")
    say(f"   packages: {time.monotonic() - started:.1f} s")


def pin() -> int:
    """Write constraints.txt: the newest versions that fit pyproject.toml, each other, and the oldest Python."""
    set_up("test")
    # soupsieve 4 wants a later 3.11 than Debian 12 has: what is newest for this Python need not be there for that one.
    too_new: list[str] = []
    found = _newest(too_new)
    unfit = _do_not_fit(found)
    while unfit:
        too_new += [f"{name}<{version}" for name, version in unfit]
        found = _newest(too_new)
        unfit = _do_not_fit(found)
    pins = {re.sub("[-_.]+", "-", each["name"]).lower(): each["version"] for each in found}
    del pins["zeren"]
    lines = [f"{name}=={version}\n" for name, version in sorted(pins.items())]
    (ROOT / "constraints.txt").write_text(PINS_HEADER + "".join(lines), encoding="utf-8")
    say(f"constraints.txt holds {len(lines)} versions; run the tests with them.")
    return 0


def _newest(too_new: list[str]) -> list[dict[str, Any]]:
    """What pip knows of the newest versions that fit pyproject.toml and each other, and are not ``too_new``."""
    with tempfile.TemporaryDirectory(prefix="zeren-pins-") as folder:
        limits = Path(folder) / "limits.txt"
        limits.write_text("\n".join(too_new), encoding="utf-8")
        ask = ["install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-", "--constraint", limits]
        command = [PYTHON, "-m", "pip", *ask, *NEEDS["test"], *ELSEWHERE]
        answer = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise StopError(f"pip found no versions that fit: {answer.stderr.strip()}")
    return [package["metadata"] for package in json.loads(answer.stdout)["install"]]


def _do_not_fit(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Those that the first release of the oldest Python cannot have."""
    asked = {each["name"]: each.get("requires_python", "") for each in found}
    program = (
        "import json, sys; from pip._vendor.packaging.specifiers import SpecifierSet; "
        f"print(json.dumps([n for n, r in json.load(sys.stdin).items() if '{OLDEST}' not in SpecifierSet(r)]))"
    )
    answer = subprocess.run(
        [str(PYTHON), "-c", program], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    unfit = set(json.loads(answer.stdout))
    return [(each["name"], each["version"]) for each in found if each["name"] in unfit]


def fingerprint() -> str:
    """What ``.venv`` depends on: its packages, where the checkout is, and the Python that made it."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    digest.update(f"{ROOT} {HERE}".encode())
    return digest.hexdigest()


def make_venv() -> None:
    """Make ``.venv``, or keep one that has this Python's version and a pip."""
    probe = f"import pip, sys; sys.exit('{{}}.{{}}'.format(*sys.version_info) != '{HERE}')"
    if PYTHON.exists() and run([PYTHON, "-c", probe], quiet=True) == 0:
        return
    if run([sys.executable, "-c", "import ensurepip, venv"], quiet=True):
        package = f"python{HERE}-venv"
        if not (is_debian_root() and apt_install([package])):
            raise StopError(f"This Python cannot make environments: install {package}, then run this again.")
    if run([sys.executable, "-m", "venv", "--clear", VENV]):
        raise StopError(f"{VENV} could not be made: see the words above.")


if __name__ == "__main__":
    sys.exit(main())

"""What the tests need of the system: Maven, Neo4j, a browser, fonts. Each is tried, not only looked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from development.terminal import ROOT, VENV, StopError, lack, say

sys.path.insert(0, str(ROOT / "tests"))
from neo4j_server import software

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FOR_TESTS = {
    "maven": "without it no Neo4j can be fetched, and the tests with one are skipped",
    "chromium": "without a browser that starts the tests that open pages are skipped",
    "fonts-wqy-microhei": "without a Chinese font pictures of pages show boxes",
    "fontconfig": "without it programs do not find fonts",
    "libreoffice-writer-nogui": "without it the tests of old text documents are skipped",
    "libreoffice-calc-nogui": "without it the tests of old workbooks are skipped",
}
"""Debian's packages, each with what it is for."""
ON_NEO4J = {
    software.VERSION: "without it the tests that compare the engines are skipped",
    software.NEWER: "without it tests/queries/test_newer_neo4j.py is skipped",
}
_NOT_LOADED = re.compile(r"error while loading shared libraries: (\S+?):")


def system_packages(for_browser: bool) -> None:
    """Get Maven, Neo4j, a browser and Chinese fonts; says in one line each what cannot be had.

    The tests that need a missing one skip themselves; with CI=true they fail, so this stops early.
    """
    missing = lacking(for_browser)
    if missing and is_debian_root():
        apt_install(sorted(missing))
        missing = lacking(for_browser)
    for package, what in sorted(missing.items()):
        lack(f"{package} is missing: {what}.")
    if for_browser:
        try_bundled()
    if not os.environ.get("NEO4J_URI"):
        fetch_neo4j(software.VERSION)
    if for_browser:
        fetch_neo4j(software.NEWER)


def lacking(for_browser: bool) -> dict[str, str]:
    """The Debian packages that are not there, each with what it is for."""
    missing = set()
    if not starts("mvn", "--version"):
        missing.add("maven")
    if for_browser and sys.platform.startswith("linux"):
        chosen = os.environ.get("CHROMIUM")
        if not any(starts(browser, "--version") for browser in ([chosen] if chosen else BROWSERS)):
            missing.add("chromium")
        if shutil.which("soffice") is None:
            missing |= {"libreoffice-writer-nogui", "libreoffice-calc-nogui"}
        if not has_chinese_font():
            missing |= {"fonts-wqy-microhei", "fontconfig"}
    return {package: what for package, what in FOR_TESTS.items() if package in missing}


def starts(program: str, *arguments: str) -> bool:
    """Is there such a program, and can it be started?"""
    found = shutil.which(program)
    if found is None:
        return False
    try:
        done = subprocess.run([found, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font that holds Chinese."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    fonts = subprocess.run([lister, ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(fonts.stdout.strip())


def try_bundled() -> None:
    """Start each program once that the packages in ``.venv`` bring; install the libraries that it lacks, or name them.

    Playwright's node wants libatomic.so.1, which a minimal Debian has not: without this, each test of a page says no
    more than "Connection closed while reading from the driver".
    """
    if not sys.platform.startswith("linux"):
        return
    lacks = {program: library for program in bundled_programs() if (library := lacking_library(program))}
    if lacks and is_debian_root():
        apt_install(sorted({debian_package(library) for library in lacks.values()}))
        lacks = {program: library for program in lacks if (library := lacking_library(program))}
    for program, library in lacks.items():
        # Without it nothing works that the program is for: no test could say why.
        raise StopError(
            f"{program.relative_to(ROOT)} cannot be started: it needs {library}, "
            f"which Debian has in {debian_package(library)}. Install it, then run this again."
        )


def bundled_programs(folder: Path = VENV) -> Iterator[Path]:
    """The programs for this system in ``folder``; libraries and scripts are none."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            if ".so" in name or path.is_symlink() or not os.access(path, os.X_OK):
                continue
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def lacking_library(program: Path) -> str | None:
    """The library without which a program cannot be started."""
    try:
        done = subprocess.run(
            [str(program), "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    except OSError as reason:
        raise StopError(f"{program} cannot be started: {reason.strerror}") from None
    lacked = _NOT_LOADED.search(done.stderr)
    return lacked[1] if lacked else None


def debian_package(library: str) -> str:
    """The package of a shared library, by Debian's rule for their names: ``libatomic.so.1`` is in libatomic1."""
    name, _, version = library.partition(".so")
    version = version.strip(".")
    return f"{name}-{version}" if version and name[-1:].isdigit() else f"{name}{version}"


def fetch_neo4j(version: str) -> None:
    """Get the jars of a Neo4j."""
    started = time.monotonic()
    try:
        software.fetch(version, say)
    except software.UnavailableError as reason:
        lack(f"Neo4j {version} is missing: {reason}; {ON_NEO4J[version]}.")
        return
    if time.monotonic() - started > 5:
        say(f"   Neo4j {version}: {time.monotonic() - started:.1f} s")


def is_debian_root() -> bool:
    """Whether packages can be installed here without asking anybody."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages; gives whether it worked."""
    say("== system packages: " + " ".join(packages))
    started = time.monotonic()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "--quiet", "--quiet", "-oAcquire::Retries=3", "-oDPkg::Lock::Timeout=120"]
    # Where the lists cannot be renewed, the old ones may still do.
    for command in ([*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            say(f"   {' '.join(command[:1] + command[5:])} failed: {(done.stderr or done.stdout).strip()[-1000:]}")
    say(f"   system packages: {time.monotonic() - started:.1f} s")
    return done.returncode == 0

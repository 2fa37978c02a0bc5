"""Does a run of the tests lean on its machine? Its programs and libraries that no declared package brought.

``tests/conftest.py`` notes what the tests start and what their processes have loaded; Debian's own records say which
package that is of, and what the declared packages bring along.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from development.fresh import named_packages
from development.system import FOR_TESTS, bundled_programs, debian_package
from development.terminal import ROOT

ALLOWED = {
    "chromium-browser": "a browser that the tests take where there is no Debian chromium",
    "google-chrome-stable": "the same",
    "microsoft-edge-stable": "the same",
    "libreoffice-common": "a LibreOffice with windows, which the tests take where it is: soffice is of this package",
}
"""Packages that need not be declared, each with its reason; what these bring along need not be, either."""
CHOSEN = ("CHROMIUM", "JAVA_HOME")
"""Variables that name a program of one's own, or its folder."""
_LIBRARY = re.compile(r"\s=>\s(/\S+)")
_BARE = re.compile(r"\s*\(.*?\)|:any|\s")


def borrowed(notes: Path) -> list[str]:
    """What was used and not declared, a line each; ``notes`` is a folder with a file for each process of the tests."""
    if not shutil.which("dpkg-query"):
        return []
    used = {path for file in notes.glob("*") for path in file.read_text(encoding="utf-8").splitlines()}
    declared = closure({*named_packages().split(), *FOR_TESTS, *ALLOWED, *map(debian_package, _needed_by_bundled())})
    owners = {path: owner(path) for path in sorted(used) if not _ours(path)}
    return [f"{path}, of {name or 'no package'}" for path, name in owners.items() if name not in declared]


def _needed_by_bundled() -> list[str]:
    """The libraries that ``try_bundled`` installs where they are missing."""
    found = [line for program in bundled_programs() for line in _LIBRARY.findall(_said("ldd", str(program)))]
    return [Path(line).name for line in found if not _ours(line)]


def _ours(path: str) -> bool:
    """Is it of the project, of its environment, of the Python that made that, made by a test, or chosen by name?"""
    chosen = [Path(os.environ[name]).resolve() for name in CHOSEN if os.environ.get(name)]
    places = (ROOT, Path(sys.base_prefix), Path(sys.prefix), Path(tempfile.gettempdir()), *chosen)
    return any(Path(path).resolve().is_relative_to(place) for place in places if place != Path("/usr"))


def owner(path: str) -> str | None:
    """The Debian package of a file; some are noted by the path without /usr, which is a link to it."""
    real = str(Path(path).resolve())
    for name in (real, path, real.removeprefix("/usr")):
        said = _said("dpkg-query", "--search", name)
        if said:
            return said.split(":")[0].split(",")[0]
    return None


def closure(packages: set[str]) -> set[str]:
    """These packages, what they depend on, and what every Debian has."""
    fields = "${Package}\t${Essential}\t${Priority}\t${Provides}\t${Pre-Depends}, ${Depends}\n"
    needs: dict[str, list[str]] = {}
    provided: dict[str, set[str]] = {}
    known = set(packages)
    for line in _said("dpkg-query", "--show", f"--showformat={fields}").splitlines():
        package, essential, priority, provides, depends = line.split("\t")
        needs[package] = [_BARE.sub("", name) for name in re.split(r"[,|]", depends) if name.strip()]
        for name in [package, *(_BARE.sub("", each) for each in provides.split(",") if each.strip())]:
            provided.setdefault(name, set()).add(package)
        if essential == "yes" or priority == "required":
            known.add(package)
    waiting, brought = list(known), set[str]()
    while waiting:
        for package in provided.get(waiting.pop(), ()):
            if package not in brought:
                brought.add(package)
                waiting += needs[package]
    return brought


def _said(*command: str) -> str:
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout

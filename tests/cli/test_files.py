"""A file is the old one or the new one, never half of either."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from zeren.cli.files import replacing
from zeren.loaders.errors import ZerenError


def test_a_file_is_replaced_when_the_block_ends_well(tmp_path: Path) -> None:
    target = tmp_path / "页面.html"
    target.write_text("old")
    with replacing(target) as part:
        part.write_text("new")
        assert target.read_text() == "old"
        assert part.suffix == ".html"
    assert target.read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["页面.html"]


def test_a_file_stays_when_the_block_fails(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    with pytest.raises(RuntimeError), replacing(target) as part:
        part.write_text("half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "it is a folder"), ("missing/page.html", "the folder .*missing does not exist; create it first")],
)
def test_what_cannot_be_a_file_is_refused(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ZerenError, match=message), replacing(tmp_path / name):
        pytest.fail("the block must not run")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are Unix's")
def test_a_link_keeps_pointing_and_a_mode_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    with replacing(link) as part:
        part.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="devices are Unix's")
def test_a_device_is_written_to_not_replaced() -> None:
    with replacing(Path(os.devnull)) as part:
        part.write_text("gone")
    assert not Path(os.devnull).is_file()

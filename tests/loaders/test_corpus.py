"""Invented notices in every layout are read as they were written, and the judge says so where they are not."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from corpus import main
from judge import Judge, Written, judged
from layouts import LAYOUTS

from zeren.loaders import read_document


def test_each_layout_is_read_as_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["write", str(tmp_path), "--documents", str(2 * len(LAYOUTS)), "--seed", "5"])
    wrong = judged(tmp_path, 1, 5)
    assert wrong == 0, capsys.readouterr().out


def test_a_document_is_the_same_however_many_are_written(tmp_path: Path) -> None:
    for count in ("3", "30"):
        main(["write", str(tmp_path / count), "--documents", count])
    few = sorted((tmp_path / "3" / "000").iterdir())
    assert len(few) == 3
    assert all(path.read_bytes() == (tmp_path / "30" / "000" / path.name).read_bytes() for path in few)


def test_what_is_not_as_written_is_told(tmp_path: Path) -> None:
    main(["write", str(tmp_path), "--documents", "1"])
    written = msgspec.json.decode((tmp_path / "000.jsonl").read_bytes(), type=Written)
    file = tmp_path / "000" / written.file
    names = [unit.printed for task in written.notice.each() for unit in task.lead]
    judge = Judge(5)
    judge.add(written, read_document(file))
    (right,) = judge.sums.values()
    assert (right.exact, right.silent, right.f1) == (right.tasks, 0, 1.0)
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        if names[0].encode(encoding)[-2:] in content:
            break
    text = content.decode(encoding)
    file.write_text(text.replace("牵头", "观看", 1), encoding="utf-8")
    judge = Judge(5)
    judge.add(written, read_document(file))
    (wrong,) = judge.sums.values()
    assert wrong.exact < wrong.tasks and wrong.f1 < 1 and judge.examples

"""Tables of facts: what is extracted can be read back, and an analyst's own table loads as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zeren.loaders import ZerenError, read_document
from zeren.loaders.records import TaskRecord
from zeren_command import zeren

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ROLES = ("leaders", "lead_units", "supporting_units", "responsible_units")


def facts(record: TaskRecord) -> dict[str, Any]:
    """What is known of a task, without where it was printed and how its names were spelt there."""
    data = record.to_dict()
    for key in ("line", "start", "end", "place"):
        del data[key]
    if record.due:
        data["due"] = (record.due.date, record.due.words, record.due.basis)
    for role in ROLES:
        data[role] = [(m.name, m.kind) for m in getattr(record, role)]
    return data


@pytest.mark.parametrize("kind", ["xlsx", "csv", "tsv"])
@pytest.mark.parametrize("document", ["gazette-2025-03.txt", "work-report-2025.txt"])
def test_what_is_extracted_is_read_back_without_loss(document: str, kind: str, tmp_path: Path) -> None:
    table = tmp_path / f"facts.{kind}"
    done = zeren("extract", EXAMPLES / document, "--format", kind, "-o", table, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (tmp_path / "zeren-places.csv").write_bytes((EXAMPLES / "zeren-places.csv").read_bytes())
    first = read_document(EXAMPLES / document)
    again = read_document(table)
    assert [facts(r) for r in again.records] == [facts(r) for r in first.records]
    assert again.documents == first.documents


def test_an_analysts_own_table_with_chinese_heads(tmp_path: Path) -> None:
    table = tmp_path / "台账.csv"
    table.write_text(
        "文件,文号,年份,序号,领域,任务,责任领导,牵头单位,配合单位,责任单位,完成时限\n"
        '某市重点任务,某政〔2025〕1号,2025,1,交通,新建道路20公里,张三、李四,市甲局,"市乙局、各县（市、区）政府",,2025-06-30\n'
        '某市重点任务,某政〔2025〕1号,2025,2,水利,"=SUM(1)",,,,市丙局,\n',
        "utf-8-sig",
    )
    reading = read_document(table)
    assert [d.number for d in reading.documents] == ["某政〔2025〕1号"]
    one, two = reading.records
    assert [m.name for m in one.leaders] == ["张三", "李四"]
    assert [m.name for m in one.lead_units] == ["市甲局"]
    assert [(m.name, m.kind) for m in one.supporting_units] == [
        ("市乙局", "department"),
        ("各县（市、区）政府", "group"),
    ]
    assert (one.deadline, one.sector, one.convention) == ("2025-06-30", "交通", "explicit")
    assert [(t.value, t.unit) for t in one.targets] == [("20", "公里")]
    assert (two.text, two.convention) == ("=SUM(1)", "none")
    assert [m.name for m in two.responsible_units] == ["市丙局"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("某市任务,一,", "text"),
        ("某市任务,1,", "text"),
        ("某市任务,1,建设甲站\n某市任务,1,建设乙站", "twice"),
    ],
)
def test_a_fact_that_is_none_is_refused_in_one_line(tmp_path: Path, rows: str, words: str) -> None:
    table = tmp_path / "facts.csv"
    table.write_text("文件,序号,任务\n" + rows + "\n", "utf-8")
    with pytest.raises(ZerenError, match=words) as error:
        read_document(table)
    assert "\n" not in str(error.value)


def test_the_table_of_a_real_notice_holds_its_facts(shared: Path) -> None:
    table = read_document(EXAMPLES / "facts-2024.csv").records
    gazette = read_document(shared / "documents" / "jiaozuo-gazette-2024-02.txt").records
    notice = [r for r in gazette if r.document.number == table[0].document.number]

    def known(record: TaskRecord) -> list[Any]:
        counties = [(c.name, c.code, c.kind) for c in record.counties]
        return [record.number, counties, *([(m.name, m.kind) for m in getattr(record, role)] for role in ROLES)]

    assert [known(r) for r in table] == [known(r) for r in notice]


def test_a_column_that_somebody_added_is_named(tmp_path: Path) -> None:
    table = tmp_path / "facts.csv"
    table.write_text(
        "文件,序号,任务,牵头单位,进展情况,空列\n甲市通知,1,修桥,市甲局,已完成三分之一,\n甲市通知,2,种树,市乙局,,\n",
        "utf-8",
    )
    read = read_document(table)
    assert [record.text for record in read.records] == ["修桥", "种树"]
    assert [(one.line, one.words, one.prose) for one in read.report.unread] == [(2, "进展情况: 已完成三分之一", False)]
    assert "filled in 1 rows: not kept" in read.report.unread[0].reason
    characters = read.report.coverage.characters
    assert characters.unread == len("进展情况已完成三分之一")

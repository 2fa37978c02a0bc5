"""Tables as a browser prints them: names that a narrow column wraps, rows that a page breaks."""

from __future__ import annotations

from pathlib import Path

from notice_files import print_page
from zeren.loaders import read_document
from zeren.loaders.records import TaskRecord

STYLE = """body { font: 16px 'Noto Serif CJK SC', serif } table { border-collapse: collapse; table-layout: fixed }
td, th { border: 1px solid; padding: 3px; vertical-align: top; text-align: left; font-weight: normal }
@page { size: A4; margin: 20mm }"""


def printed(name: str, heads: list[str], widths: list[int], rows: list[list[str]], folder: Path, browser: Path) -> Path:
    """A table of columns so many pixels wide, its head on every page."""
    columns = "".join(f"<col style='width:{width}px'>" for width in widths)
    head = "".join(f"<th>{text}</th>" for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    table = f"<table style='width:{sum(widths)}px'>{columns}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    page = folder / f"{name}.html"
    page.write_text(f"<!doctype html><meta charset='utf-8'><style>{STYLE}</style><p>任务分解表</p>{table}", "utf-8")
    return print_page(page, browser)


def told(record: TaskRecord) -> list[str | list[str]]:
    mentions = (record.leaders, record.lead_units, record.supporting_units, record.responsible_units)
    return [record.number, record.text, *([m.source for m in some] for some in mentions)]


def test_a_narrow_column_wraps_names_and_does_not_cut_them(tmp_path: Path, chromium: Path) -> None:
    heads = ["序号", "工作任务", "责任领导", "牵头单位", "配合单位"]
    rows = [
        [
            "1",
            "完善政务数据共享平台",
            "欧阳建国",
            "市政务服务和大数据管理局",
            "市人力资源和社会保障局、市市场监督管理局",
        ],
        ["2", "建设档案馆", "张建平<br>李小龙", "市档案局<br>市财政局", "各县（市、区）人民政府<br>市水利局"],
        ["3", "改造供水管网", "周海", "市水利局", "市统计局 市国有资产监督管理委员会"],
    ]
    records = read_document(printed("narrow", heads, [45, 120, 58, 72, 90], rows, tmp_path, chromium)).records
    assert [told(r) for r in records] == [
        [
            "1",
            "完善政务数据共享平台",
            ["欧阳建国"],
            ["市政务服务和大数据管理局"],
            ["市人力资源和社会保障局", "市市场监督管理局"],
            [],
        ],
        ["2", "建设档案馆", ["张建平", "李小龙"], ["市档案局", "市财政局"], ["各县（市、区）人民政府", "市水利局"], []],
        ["3", "改造供水管网", ["周海"], ["市水利局"], ["市统计局", "市国有资产监督管理委员会"], []],
    ]
    english = [
        ["Publish the data inventory", "Statistics and Chief Data Officer Councils", "RSA<br>ORB"],
        ["Train the officers", "Department of Public Works", "Office of Records"],
    ]
    heads = ["Milestone", "Lead agency", "Supporting agencies"]
    records = read_document(printed("english", heads, [140, 150, 150], english, tmp_path, chromium)).records
    assert [told(r)[3:5] for r in records] == [
        [["Statistics and Chief Data Officer Councils"], ["RSA", "ORB"]],
        [["Department of Public Works"], ["Office of Records"]],
    ]


def test_a_row_that_a_page_breaks_is_one_task(tmp_path: Path, chromium: Path) -> None:
    bodies = ["市住房和城乡建设局", "市生态环境局", "市文化广电和旅游局", "市农业农村局", "市人力资源和社会保障局"]
    rows = []
    for i in range(1, 25):
        text = f"实施第{i}项工程，" + "，".join(f"做好第{i}项工程的第{k}步工作" for k in range(1, 4 + i % 5)) + "。"
        rows.append([str(i), text, bodies[i % 5], "、".join(bodies[(i + k) % 5] for k in range(1, 4))])
    heads = ["序号", "工作任务", "牵头单位", "配合单位"]
    reading = read_document(printed("long", heads, [45, 230, 120, 120], rows, tmp_path, chromium))
    wanted = [[number, text, [], [lead], others.split("、"), []] for number, text, lead, others in rows]
    assert [told(record) for record in reading.records] == wanted
    assert reading.report.coverage.unread == 0
    pages = {mention.place for record in reading.records for mention in record.lead_units}
    assert len(pages) > 1, "the table stands on one page"


def test_the_measures_of_a_task_that_a_page_breaks_keep_its_name(tmp_path: Path, chromium: Path) -> None:
    rows, wanted = [], []
    for i in range(1, 9):
        for k in range(1, 6):
            measure = f"第{i}项任务的第{k}步，开展第{k}轮专项整治，完善工作台账，建立长效机制，确保取得实效。"
            body = ("市水利局", "市财政局", "市档案局")[(i + k) % 3]
            down = "<td rowspan='5'>{}</td>"
            first = down.format(i) + down.format(f"提升第{i}项能力") if k == 1 else ""
            rows.append(f"<tr>{first}<td>{measure}</td><td>{body}</td></tr>")
            wanted.append([f"提升第{i}项能力{measure}", [body]])
    page = tmp_path / "measures.html"
    columns = "".join(f"<col style='width:{width}px'>" for width in (45, 100, 230, 120))
    head = "<thead><tr><th>序号</th><th>目标任务</th><th>具体措施</th><th>责任单位</th></tr></thead>"
    table = f"<table style='width:495px'>{columns}{head}<tbody>{''.join(rows)}</tbody></table>"
    page.write_text(f"<!doctype html><meta charset='utf-8'><style>{STYLE}</style>{table}", "utf-8")
    reading = read_document(print_page(page, chromium))
    assert [[r.text, [m.source for m in r.responsible_units]] for r in reading.records] == wanted

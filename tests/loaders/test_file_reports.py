"""Situations that people reported to the makers of the libraries that read such files: read right, or told."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from zeren.loaders import Reading, read_document
from zeren.loaders.files.number_formats import display
from zeren.loaders.files.sources import source_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIRST, SECOND = "1. 建设甲坝。（牵头单位：甲局）", "2. 建设乙坝。（牵头单位：乙局）"
BOTH = [("1", ["甲局"]), ("2", ["乙局"])]
HEADS = "序号,工作任务,牵头单位,配合单位\n"


def leads(reading: Reading) -> list[tuple[str, list[str]]]:
    return [(r.number, [m.name for m in r.lead_units]) for r in reading.records]


def lost(reading: Reading) -> list[tuple[str, str]]:
    return [(held.kind, held.words) for held in reading.report.inventory.lost]


def read(tmp_path: Path, name: str, text: str | bytes) -> Reading:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_document(tmp_path / name)


def test_levels_of_a_list_that_do_not_say_which_they_are_are_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    levels = "".join(
        f'<w:lvl><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{t}"/></w:lvl>'
        for t in ("%1. ", "（%2）")
    )
    root = document.part.numbering_part.element
    for part in list(root):
        root.remove(part)
    drawn = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    for part in parse_xml(f'<w:n xmlns:w="{W}">{drawn}<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:n>'):
        root.append(part)
    for text in (FIRST, SECOND):
        own = document.add_paragraph(text[3:])._p.get_or_add_pPr()
        own.append(parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'))
    document.save(str(tmp_path / "a.docx"))
    assert leads(read_document(tmp_path / "a.docx")) == BOTH


def test_a_simple_field_that_nobody_reckoned_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(FIRST)
    field = parse_xml(f'<w:fldSimple xmlns:w="{W}" w:instr=" AUTONUM "/>')
    document.add_paragraph("建设丙坝。（牵头单位：丙局）")._p.insert(0, field)
    document.save(str(tmp_path / "a.docx"))
    assert ("field", "AUTONUM") in lost(read_document(tmp_path / "a.docx"))


def test_a_picture_in_a_cell_is_no_unit(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["序号", "工作任务", "牵头单位"], [1, "建设甲坝", "PICTURE"], [2, "建设乙坝", "乙局"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "b.xlsx")
    # As WPS writes it, which openpyxl cannot: a formula and its words as the result.
    picture = '<c r="C2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    with zipfile.ZipFile(tmp_path / "b.xlsx") as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                begin = content.index('<c r="C2"')
                content = content[:begin] + picture + content[content.index("</c>", begin) + 4 :]
            new.writestr(name, content)
    reading = read_document(tmp_path / "a.xlsx")
    assert leads(reading) == [("1", []), ("2", ["乙局"])]
    assert lost(reading) == [("cell", '=DISPIMG("ID_1",1)')]


def test_a_number_in_chinese_characters_of_the_general_format() -> None:
    assert display(12, "[DBNum1][$-804]General") == "十二"
    assert display(1.5, "[DBNum1]General") == "1.5"


@pytest.mark.parametrize(
    "sheet",
    [
        ".part{color:red; .old{display:none}}",
        ".part{color:red; & > .old{display:none}}",
        ".part{@media screen{& .old{display:none}}}",
        "p:is(.old, .older){display:none}",
        "p:not(.new){display:none}",
        "p:where(:not(:is(.new))):last-child{display:none}",
        ":root{--shown: none} .old{display:var(--shown)}",
        ".old{display:var(--nobody-says, none)}",
        ".old{position:absolute;clip:rect(0 0 0 0)}",
        ".old{clip-path:inset(50%)}",
        ".old{transform:scale(0)}",
        ".old{content-visibility:hidden}",
        ".old{color:transparent}",
        ".old{color:rgba(0,0,0,0)}",
        ".old{display:none",
        "p:nth-child(2){display:none}",
        "p:nth-of-type(2n){display:none}",
        "p:nth-last-child(-n + 1){display:none}",
        ".part > :last-of-type{display:none}",
        "p:not(:nth-child(odd)){display:none}",
        ".old{max-width:0;overflow:hidden}",
        ".old{filter:opacity(0)}",
        ".old{color:#fefefe}",
        ".old{-webkit-text-fill-color:transparent}",
    ],
)
def test_words_that_a_sheet_hides_in_newer_ways(sheet: str, tmp_path: Path) -> None:
    old = "<p class=old>9. 旧任务。（牵头单位：丙局）</p>"
    page = (
        f"<!doctype html><meta charset=utf-8><style>{sheet}</style><div class=part><p class=new>{FIRST}</p>{old}</div>"
    )
    reading = read(tmp_path, "a.html", page)
    assert leads(reading) == BOTH[:1]
    assert "旧任务" in "".join(h.words for h in reading.report.inventory.told if h.fate == "hidden")


@pytest.mark.parametrize(
    "sheet",
    [
        ".part{@media print{.old{display:none}}}",
        "p:not(.old){color:red}",
        "p:is(.older:hover){display:none}",
        "p:nth-child(2):hover{display:none}",
        ".old{transform:scale(0.9)} .old{clip:rect(0 9px 9px 0)}",
        "p.old{display:block} p:where(.old){display:none}",
        ":root{--shown: block} .old{display:var(--shown)}",
        "p:nth-child(3){display:none} p:nth-child(2n+3){display:none} p:nth-child(0n){display:none}",
        "p:nth-child(x){display:none}",
    ],
)
def test_words_that_such_sheets_do_not_hide(sheet: str, tmp_path: Path) -> None:
    page = f"<!doctype html><meta charset=utf-8><style>{sheet}</style><div class=part><p>{FIRST}</p>"
    page += f"<p class=old>{SECOND}</p></div>"
    assert leads(read(tmp_path, "a.html", page)) == BOTH


def test_items_that_say_themselves_that_they_have_no_number(tmp_path: Path) -> None:
    page = f"<style>li{{list-style-type:none}}</style><ol><li>{FIRST}</li><li>{SECOND}</li></ol>"
    reading = read(tmp_path, "a.html", f"<!doctype html><meta charset=utf-8>{page}")
    assert [r.text for r in reading.records] == ["建设甲坝。", "建设乙坝。"]


def test_white_words_on_a_row_that_is_dark_by_its_attribute_are_seen(tmp_path: Path) -> None:
    head = "<tr bgcolor=navy style='color:white'><td>序号</td><td>工作任务</td><td>牵头单位</td></tr>"
    row = "<tr><td>1</td><td>建设甲坝</td><td>甲局</td></tr>"
    reading = read(tmp_path, "a.html", f"<!doctype html><meta charset=utf-8><table>{head}{row}{row.replace('1', '2')}")
    assert leads(reading) == [("1", ["甲局"]), ("2", ["甲局"])]


@pytest.mark.parametrize("file", ["<embed src=b.pdf>", "<object data=b.pdf type=application/pdf></object>"])
def test_a_file_that_a_page_shows_is_told(file: str, tmp_path: Path) -> None:
    assert lost(read(tmp_path, "a.html", f"<!doctype html><meta charset=utf-8><p>{FIRST}</p>{file}")) == [
        ("file", "b.pdf")
    ]


@pytest.mark.parametrize(
    "text",
    [
        FIRST.replace("甲局", "乙\b甲局"),
        FIRST.replace("甲局", "甲\u0336局\u0336"),
        FIRST.replace("甲局", "&#30002;局"),
        FIRST.replace("甲局", "<b>甲局</b>"),
        FIRST.replace("甲局", "甲\0局"),
    ],
)
def test_characters_that_stand_for_others_are_told(text: str, tmp_path: Path) -> None:
    assert lost(read(tmp_path, "a.txt", f"{text}\n{SECOND}\n"))


@pytest.mark.parametrize(
    "text",
    [
        f"* {FIRST}\n* {SECOND}\n",
        f"{FIRST}\n{SECOND}\n".replace(". ", "\\. "),
        f"{FIRST}[^1]\n{SECOND}\n\n[^1]: 见附件。\n",
        f"{FIRST}\n{SECOND}\n".replace("甲局", '[甲局](http://x.invalid/a_(b) "甲")'),
        f"- [x] {FIRST}\n- [ ] {SECOND}\n",
        f"> {FIRST}\n>\n> {SECOND}\n",
        f"{FIRST}\n{SECOND}\n".replace("甲局", '<span class="a">甲局</span>'),
        f"{FIRST}\n{SECOND}\n".replace("（", "<del>（牵头单位：丙局）</del>（"),
        f"{FIRST}\n<!-- 3. 建设丙坝。\n（牵头单位：丙局） -->\n{SECOND}\n",
        f"---\ntags: [a]\n责任单位: 丙局\n---\n{FIRST}\n{SECOND}\n",
    ],
)
def test_marks_of_markdown_are_no_words(text: str, tmp_path: Path) -> None:
    reading = read(tmp_path, "a.md", text)
    assert leads(reading) == BOTH
    printed = text[reading.records[0].lead_units[0].start :]
    assert printed.startswith("甲局")


def test_of_what_is_said_before_a_page_of_markdown_its_title_is_read(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.md", f'---\ntitle: "泽岚市任务分工"\nauthor: 丙局\n---\n\n{FIRST}\n')
    assert [document.title for document in reading.documents] == ["泽岚市任务分工"]
    assert [h.fate for h in reading.report.inventory.told] == ["hidden"]


def test_a_rule_and_a_list_at_the_front_of_markdown_are_soon_known_to_say_nothing_of_the_page(tmp_path: Path) -> None:
    # Each line fitted in two ways, which made 2^60 of sixty.
    reading = read(tmp_path, "a.md", "---\n" + "- 附注: 见下文\n" * 60 + f"\n{FIRST}\n{SECOND}\n")
    assert leads(reading) == BOTH
    assert not reading.report.inventory.told


def test_a_popover_and_a_picture_as_large_as_a_page_are_told(tmp_path: Path) -> None:
    page = f"<!doctype html><meta charset=utf-8><p>{FIRST}</p><div popover>{SECOND}</div>"
    reading = read(
        tmp_path, "a.html", page + "<img src=a.png width=600 height=800px><img src=b.png width=90 height=90>"
    )
    assert leads(reading) == BOTH[:1]
    assert [(h.kind, h.fate) for h in reading.report.inventory.told] == [("text", "hidden"), ("picture", "skipped")]


def test_a_footnote_of_markdown_that_says_who_answers_is_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "a.md", f"1. 建设甲坝。[^a]\n{SECOND}\n\n[^a]: （牵头单位：甲局）\n    （配合单位：丙局）\n"
    )
    assert leads(reading)[-1:] == BOTH[1:]
    assert [kind for kind, _ in lost(reading)] == ["footnote"]
    assert all("[^a]" not in r.text for r in reading.records)


def test_strings_of_json_that_are_pages_are_read_as_pages(tmp_path: Path) -> None:
    page = f"<p>关于任务分工的通知</p><p>{FIRST}</p><p>{SECOND}</p>"
    assert leads(read(tmp_path, "a.txt", json.dumps([{"content": page}]))) == BOTH


def test_cells_behind_the_last_head_of_a_csv_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.csv", f"{HEADS}1,建设甲坝,甲局,乙局,丙局,丁局\n2,建设乙坝,乙局,\n")
    assert lost(reading) == [("cell", "丙局 丁局")]


@pytest.mark.parametrize(
    ("table", "short"),
    [
        (f"{HEADS}1,建设甲坝,甲局,\n2,建设乙坝\n", ["2 建设乙坝"]),
        ("工作任务,牵头单位\n建设甲坝,甲局\n建设乙坝\n", ["建设乙坝"]),
        (f"关于任务分工\n{HEADS}一、水利\n1,建设甲坝,甲局,\n2,建设乙坝,,\n\n备注\n", []),
    ],
)
def test_rows_of_a_csv_that_end_before_the_last_head_are_told(table: str, short: list[str], tmp_path: Path) -> None:
    assert lost(read(tmp_path, "a.csv", table)) == [("row", words) for words in short]


def test_files_of_csv_put_together_and_quotes_as_databases_write_them(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.csv", f'{HEADS}"1","建设\\"甲\\"坝","甲局",""\n\ufeff"2","建设乙坝","乙局",""\n')
    assert leads(reading) == BOTH
    assert reading.records[0].text.startswith('建设"甲"坝')


STEPS = "BT /F 12 Tf 14 TL 50 {y} Td {lines} ET\n"


def pdf(*pages: str, box: str = "[0 0 500 300]", kid: str = "", cut: int = 0) -> bytes:
    """A PDF of lines in Latin letters; ``kid`` is one page more that the tree counts; the last page's drawing is packed
    and without its last ``cut`` bytes."""
    said = [page.encode() for page in pages]
    packed = [zlib.compress(one, 9) for one in said]
    packed[-1] = packed[-1][: len(packed[-1]) - cut]
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{n} 0 R" for n in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids} {kid}]/Count {len(pages) + bool(kid)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/FirstChar 0/LastChar 255/Widths[" + b"600 " * 256 + b"]>>",
    ]
    for number, body in zip(numbers, packed, strict=True):
        look = f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents {number + 1} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        objects += [look.encode(), b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(body), body)]
    out = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return out + b"trailer<</Root 1 0 R>>\n"


def lines(*said: str, y: int = 250, more: str = "") -> str:
    return STEPS.format(y=y, lines=more + " ".join(f"({one}) Tj T*" for one in said))


def test_a_page_of_a_pdf_that_breaks_off_is_told() -> None:
    drawn = lines(*(f"{n}. Build dam {n * n}." for n in range(1, 60)))
    assert not source_of(pdf(drawn), "a.pdf").inventory.lost
    assert not source_of(pdf(drawn, cut=3), "a.pdf").inventory.lost  # all of the drawing is there
    told = source_of(pdf(lines("1. Build."), drawn, cut=150), "a.pdf").inventory.lost
    assert [(held.place, held.fate) for held in told] == [("p. 2", "unreadable")]
    assert "breaks off" in told[0].reason


def test_pages_of_a_pdf_that_are_counted_and_not_there_are_told() -> None:
    (told,) = source_of(pdf(lines("1. Build a dam."), kid="99 0 R"), "a.pdf").inventory.lost
    assert told.reason.startswith("1 of 2 pages are not in the file")


@pytest.mark.parametrize(
    ("box", "moved"),
    [("[1000 -700 1500 -400]", "1 0 0 1 1000 -700 cm\n"), ("[0 300 500 0]", ""), ("[500 300 0 0]", "")],
)
def test_a_pdf_whose_pages_begin_elsewhere(box: str, moved: str) -> None:
    source = source_of(pdf(moved + lines("1. Build a dam.", "2. Build two."), box=box), "a.pdf")
    assert source.text.split("\n")[:2] == ["1. Build a dam.", "2. Build two."]
    assert not source.inventory.told


def test_letters_of_a_pdf_that_are_set_apart_make_words() -> None:
    source = source_of(pdf(lines("2025 No 3", "12 parks", more="4 Tc ")), "a.pdf")
    assert source.text.split("\n")[:2] == ["2025 No 3", "12 parks"]

"""A paper as a page for a browser and its printer, and as Markdown."""

from __future__ import annotations

import hashlib
import re

from zeren.views.assets import csp_hash, template
from zeren.views.blocks import MARK, Facts, Grid, Heading, Paper, Para, clean

_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { font: 16pt/28pt "Times New Roman", FangSong, 仿宋, STFangsong, "Noto Serif CJK SC", serif; color: #000;
  max-width: 156mm; margin: 0 auto; padding: 12mm 4mm; orphans: 2; widows: 2; overflow-wrap: anywhere; }
@media print { body { padding: 0; max-width: none; } }
h1 { font: bold 22pt/36pt 方正小标宋简体, SimSun, 宋体, "Noto Serif CJK SC", serif;
  text-align: center; margin: 0 0 14pt; }
h2 { font: 16pt/28pt SimHei, 黑体, "Noto Sans CJK SC", sans-serif; margin: 14pt 0 0; break-after: avoid; }
h3 { font: bold 16pt/28pt KaiTi, 楷体, STKaiti, serif; margin: 10pt 0 0; break-after: avoid; }
.cover { text-align: center; font: 14pt/26pt KaiTi, 楷体, STKaiti, serif; margin: 0; }
p { margin: 0; text-indent: 2em; }
p.finding { font-family: SimHei, 黑体, "Noto Sans CJK SC", sans-serif; break-after: avoid; }
p.note { text-indent: 0; font: 12pt/18pt SimSun, 宋体, serif; color: #333; margin: 4pt 0 8pt; }
dl { margin: 0 0 6pt 2em; font-size: 14pt; line-height: 24pt; break-inside: avoid; }
dt { float: left; font-family: SimHei, 黑体, "Noto Sans CJK SC", sans-serif; } dd { margin: 0; white-space: pre-line; }
table { border-collapse: collapse; width: 100%; font: 12pt/18pt SimSun, 宋体, serif; margin: 6pt 0; }
th, td { border: .5pt solid #000; padding: 1pt 3pt; text-align: left; vertical-align: top; }
th { font-family: SimHei, 黑体, "Noto Sans CJK SC", sans-serif; font-weight: normal; } tr { break-inside: avoid; }
meter { width: 100%; min-width: 20mm; } nav ol { font-size: 14pt; line-height: 24pt; }
"""


def to_html(paper: Paper) -> bytes:
    """The paper as one file that asks for nothing and runs nothing."""
    listed = paper.listed()
    page = template("paper.html").render(
        paper=paper,
        blocks=[(type(block).__name__, block) for block in paper.blocks],
        listed=listed,
        style=_STYLE,
        policy=f"default-src 'none'; style-src {csp_hash(_STYLE)}; base-uri 'none'; form-action 'none'",
    )
    return signed(clean(page).encode("utf-8"), paper.kind)


def to_markdown(paper: Paper) -> bytes:
    """The paper as Markdown, tables in pipes."""
    lines = [f"# {_plain(paper.title)}", ""]
    for line in paper.cover:
        lines += [_plain(line), ""]
    for block in paper.blocks:
        if isinstance(block, Heading):
            lines += [f"{'#' * (block.level + 1)} {_plain(block.text)}", ""]
        elif isinstance(block, Para):
            text = _plain(block.text)
            lines += [f"**{text}**" if block.kind == "finding" else text, ""]
        elif isinstance(block, Facts):
            lines += [*(f"- {_plain(label)}：{_plain(value)}" for label, value in block.rows), ""]
        else:
            lines += [*_table(block), ""]
    return signed(clean("\n".join(lines)).encode("utf-8"), paper.kind)


def _table(block: Grid) -> list[str]:
    rows = [[_plain(cell) for cell in row] for row in (block.head, *block.rows, *block.sums)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|" + "---|" * len(block.head), *lines[1:]]


def _plain(text: str) -> str:
    """Text that Markdown takes for text: on one line, and no character of it is markup."""
    text = re.sub(r"([\\`*_\[\]<>|#&~!])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+)([.)])(?=\s)|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def signed(content: bytes, kind: str) -> bytes:
    """With a last line that says what it is and the hash of all above, by which a changed file is known."""
    digest = hashlib.sha256(content.rstrip(b"\n")).hexdigest()
    return content.rstrip(b"\n") + f"\n<!-- {MARK} {kind} {digest} -->\n".encode()


SIGNATURE = re.compile(rb"\n<!-- zeren (paper|report) ([0-9a-f]{64}) -->\s*\Z")


def kind_and_state(content: bytes) -> tuple[str, bool] | None:
    """What a file says that it is, and whether it is as it was written; None where it says nothing."""
    found = SIGNATURE.search(content)
    if found is None:
        return None
    above = content[: found.start()]
    return found[1].decode(), hashlib.sha256(above).hexdigest() == found[2].decode()

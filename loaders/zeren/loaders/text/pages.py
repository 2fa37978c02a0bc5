"""Lines that only say where a page ends: what programs that take text out of a PDF write between two pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,5})"
_OF = r"(?:[/／,，|]|of|共|\(共|（共)"
_SAYS = re.compile(
    # Page 21, page 21 of 40, P21, pg. 21
    rf"(?:page|pages|pg|pp|p)(?:\s*no)?\s*[.:：#|_-]?\s*(?:\d{{1,5}}|[ivxlc]{{1,7}})(?:\s*{_OF}\s*\d{{1,5}})?|"
    # 第21页, 第 3 页 共 9 页, 第3页/共9页, 第3/9页, 21页
    rf"(?:第\s*)?{_NUMBER}(?:\s*[/／]\s*\d{{1,5}})?\s*[页頁](?:\s*[/／,，;；、（(]?\s*[共总總]\s*{_NUMBER}\s*[页頁])?|"
    rf"[共总總]\s*{_NUMBER}\s*[页頁]\s*[/／,，;；、]?\s*(?:第\s*)?{_NUMBER}\s*[页頁]|"
    # 页码：21
    rf"[页頁](?:码|碼|号|次)?\s*[:：.]?\s*{_NUMBER}|"
    # 21 | Page
    rf"{_NUMBER}\s*\|\s*page|"
    r"(?:new|end)[\s_-]*(?:of[\s_-]*)?page|page[\s_-]*(?:break|end)|分[页頁]符?|[换換][页頁]符?",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"[-—–－─━=＝_~*·.]{1,40}\s*\d{1,4}\s*[-—–－─━=＝_~*·]{1,40}")
"""— 21 —: a number between strokes."""
_RULE = re.compile(r"([-—–－─━=＝_~*#+])(?:\s?\1){2,}")
_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->")
_AROUND = "#-—–－─━=＝_~*·•<>[]［］【】〖〗（）()「」『』〔〕《》{}|｜:：!+ \t\r\n\u3000\u00a0\x0c"
_LONGEST = 60
"""Characters of a line about a page, its strokes and marks with it."""
_PAGE_WORD = re.compile("[pP页頁]")


def says_page(line: str) -> bool:
    """Does a line say nothing but that a page begins or ends: ``# Page 21:``, ``【第21页】``, ``— 21 —``, a rule?

    A bare number or ``21/40`` is not certain to be one: it may be the cell of a table.
    """
    bare = line.strip()
    if not bare or bare[0] not in _MAY_BEGIN:
        return False
    if bare.startswith("<!--"):
        return _COMMENT.fullmatch(bare) is not None
    if len(bare) > _LONGEST:
        return _RULE.fullmatch(bare) is not None
    core = bare.strip(_AROUND)
    if _PAGE_WORD.search(core) and _SAYS.fullmatch(core):
        return True
    return _DRAWN.fullmatch(bare) is not None or _RULE.fullmatch(bare) is not None


_MAY_BEGIN = frozenset(_AROUND + "pPeEnN第共总總页頁分换換0123456789ivxlcIVXLC一二三四五六七八九十百")


def lines_of_content(text: str) -> Iterator[tuple[int, str, int]]:
    """The lines that are neither blank nor a page's: where each begins, what it says, and where the next one begins."""
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        # What is hidden leaves characters without width: 「<!-- page 3 -->」.
        if bare.replace("\u200b", "").strip() and not says_page(bare):
            yield at, bare, at + len(line)
        at += len(line)

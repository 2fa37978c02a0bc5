"""Twice the text, twice the time, for every family of input, with names that never come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from fuzz.linear import MOST, growth

_GLYPHS = "岚泽青屿盐渡茶港堤闸桥渠塔坊园林溪湖江岭峰谷泉滩湾洲"
_COUNT = count()


def names() -> Iterator[str]:
    """Words of three glyphs, each once."""
    for i in _COUNT:
        high, low = divmod(i, len(_GLYPHS))
        more, high = divmod(high, len(_GLYPHS))
        yield _GLYPHS[more % len(_GLYPHS)] + _GLYPHS[high] + _GLYPHS[low] + ("" if more < len(_GLYPHS) else "新")


NAMES = names()


def body() -> str:
    return f"市{next(NAMES)}局"


def each(number: int, make: Callable[[], str]) -> str:
    return "".join([make() for _ in range(number)])


TITLE = "岚泽市人民政府关于印发任务分工方案的通知\n"
FAMILIES: dict[str, tuple[int, Callable[[int], str]]] = {
    "many statements in one paragraph": (
        150,
        lambda n: TITLE + "1. " + each(n, lambda: f"修缮{next(NAMES)}桥。（{body()}牵头，{body()}配合）"),
    ),
    "many sentences in one paragraph": (
        150,
        lambda n: TITLE + "1. " + each(n, lambda: f"修缮{next(NAMES)}桥，由{body()}会同{body()}负责落实。"),
    ),
    "many items in one line": (
        150,
        lambda n: TITLE + "".join([f"{i}.修缮{next(NAMES)}桥。（{body()}负责）" for i in range(1, n)]),
    ),
    "many items": (
        200,
        lambda n: TITLE + "".join([f"{i}. 修缮{next(NAMES)}桥。\n责任单位：{body()}、{body()}\n" for i in range(1, n)]),
    ),
    "many county governments": (
        150,
        lambda n: TITLE + "1. 修桥。（责任单位：" + each(n, lambda: f"{next(NAMES)}县人民政府、") + body() + "）",
    ),
    "many labels in one paragraph": (
        150,
        lambda n: TITLE + "1. 修桥。" + each(n, lambda: f"牵头单位：{body()}；配合单位：{body()}。"),
    ),
    "labels in lenticular brackets": (150, lambda n: TITLE + "1. 修桥。" + each(n, lambda: f"【责任单位】{body()} ")),
    "labels without their lists": (400, lambda n: TITLE + "1. 修桥。" + "【责任单位】" * n),
    "English labels": (150, lambda n: "1. Repair the pier. " + each(n, lambda: f"Lead: {next(NAMES)} Office; ")),
    "English labels without their lists": (300, lambda n: "1. Repair the pier. " + "responsible: " * n),
    "a long list": (400, lambda n: TITLE + "1. 修桥。（责任单位：" + each(n, lambda: f"{body()}、") + "）"),
    "deep brackets": (400, lambda n: TITLE + "1. 修桥。" + "（" * n + f"{body()}负责" + "）" * n),
    "brackets that never close": (300, lambda n: TITLE + "1. 修桥。" + each(n, lambda: f"（责任单位：{body()}、")),
    "one line of clauses": (1500, lambda n: TITLE + each(n, lambda: f"修缮{next(NAMES)}桥，") + f"由{body()}负责。"),
    "many short lines": (1000, lambda n: TITLE + each(n, lambda: f"{next(NAMES)}\n")),
    "wrapped lines": (
        150,
        lambda n: TITLE + "1. 修桥。（责任单位：" + each(n, lambda: f"市{next(NAMES)}\n局、{body()}、\n") + "）",
    ),
    "lines of pages": (200, lambda n: TITLE + each(n, lambda: f"1. 修缮{next(NAMES)}桥，\n# Page 2:\n架桥。\n")),
    "rows of a table": (
        150,
        lambda n: "| 任务 | 责任单位 |\n|---|---|\n" + each(n, lambda: f"| 修缮{next(NAMES)}桥 | {body()} |\n"),
    ),
    "tags of tables": (300, lambda n: "<table><tr><td>任务</td><td>责任单位\n" * n),
}
"""Size, and the text of a size."""


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_takes_twice_the_time(family: str) -> None:
    size, text = FAMILIES[family]
    assert growth(text, size) <= MOST

"""Answers as charts: every stored query that names one, in a page that asks for nothing, and as a picture."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from page_browser.driver import launch, opened
from zeren.graph import Table, open_store
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import StoredQuery, catalogue
from zeren.views.charts import specification
from zeren.views.charts_files import write_chart
from zeren.views.charts_own import Wanted, to_draw
from zeren_command import load_sample, zeren_here

DRAWN = sorted(name for name, query in catalogue().items() if query.drawn)
KINDS = {
    catalogue()[name].chart: name for name in ("unit-load", "unit-by-sector", "year-load", "lorenz", "lead-support")
}
HOSTILE = "</script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = load_sample(tmp_path_factory.mktemp("graph") / "zeren.db")
    assert zeren_here("clusters", "--write", "--db", where, cwd=where.parent).returncode == 0
    return where


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright, launch(playwright, chromium) as started:
        yield started


@pytest.fixture(scope="module")
def store(database: Path) -> Iterator[Store]:
    """A copy, so that commands can open the other while this one is open."""
    with open_store(shutil.copytree(database, database.with_name("copy.db"))) as opened:
        yield opened


def answer(query: StoredQuery, store: Store) -> Table:
    asked = {"unit": "市发展改革委", "before": "政府工作报告", "after": "重点任务", "day": "2025-07-01"}
    return query.run(store, **{p.name: asked[p.name] for p in query.parameters if p.required})


def values(spec: Any) -> Iterator[Any]:
    """All that a chart shows."""
    if isinstance(spec, dict):
        for key, item in spec.items():
            yield from item if key == "values" else values(item)
    elif isinstance(spec, list):
        for item in spec:
            yield from values(item)


@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_is_drawn_with_its_values(name: str, store: Store, tmp_path: Path) -> None:
    query = catalogue()[name]
    table = answer(query, store)
    if not table.rows:
        with pytest.raises(ZerenError, match="gave no rows"):
            write_chart(query, table, tmp_path / "chart.svg")
        return
    write_chart(query, table, tmp_path / "chart.svg")
    svg = (tmp_path / "chart.svg").read_text("utf-8")
    assert query.title_zh in svg
    spec = json.dumps(list(values(specification(query, table))), ensure_ascii=False)
    first = table.to_dicts()[0][query.drawn[0]]
    assert json.dumps(str(first), ensure_ascii=False)[1:-1] in spec


def test_kinds_of_charts_are_all_tried() -> None:
    assert set(KINDS) == {catalogue()[name].chart for name in DRAWN}


@pytest.mark.parametrize("name", sorted(KINDS.values()))
def test_a_page_shows_its_chart_and_asks_for_nothing(
    name: str, database: Path, tmp_path: Path, browser: Browser
) -> None:
    done = zeren_here("query", name, "--chart", "c.html", "-o", "rows.csv", "--db", database, cwd=tmp_path)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if not line.startswith("counted: ")] == ["wrote c.html"]
    with opened(browser, tmp_path / "c.html", ready=False) as watched:
        watched.page.wait_for_selector("#chart svg")
        assert catalogue()[name].title_zh in str(watched.page.locator("#chart svg").text_content())
        assert watched.page.locator("#chart svg path, #chart svg line").count() > 5
        watched.assert_quiet()


def test_names_are_text_and_never_markup(tmp_path: Path, browser: Browser) -> None:
    query = catalogue()["support-only"]
    rows = ((HOSTILE, "department", 3, "a"), (HOSTILE, "party", 2, "b"))
    write_chart(query, Table(("unit", "kind", "supporting", "unit_id"), rows), tmp_path / "c.html")
    assert HOSTILE not in (tmp_path / "c.html").read_text("utf-8")
    with opened(browser, tmp_path / "c.html", ready=False) as watched:
        watched.page.wait_for_selector("#chart svg")
        # Two units of one name are two bars, told apart by their ids.
        shown = str(watched.page.locator("#chart svg").text_content())
        assert shown.count(HOSTILE) == 2 and "（a）" in shown and "（b）" in shown
        watched.assert_quiet()


def test_half_a_task_is_no_mark_of_an_axis(tmp_path: Path) -> None:
    rows = (("甲局", "department", 2, "a"), ("乙局", "department", 1, "b"))
    write_chart(catalogue()["support-only"], Table(("unit", "kind", "supporting", "unit_id"), rows), tmp_path / "c.svg")
    marks = re.findall(r">([0-9.]+)</text>", (tmp_path / "c.svg").read_text("utf-8"))
    assert marks == ["0", "1", "2"]


def test_on_a_telephone_a_wide_chart_scrolls_in_its_own_box(database: Path, tmp_path: Path, browser: Browser) -> None:
    done = zeren_here("query", "unit-load", "--chart", "c.html", "-o", "rows.csv", "--db", database, cwd=tmp_path)
    assert done.returncode == 0
    with opened(browser, tmp_path / "c.html", width=390, height=844, ready=False) as watched:
        watched.page.wait_for_selector("#chart svg")
        assert watched.page.evaluate("document.scrollingElement.scrollWidth") <= 390
        assert watched.page.evaluate("document.getElementById('chart').scrollWidth") > 390


def test_a_picture_holds_chinese(database: Path, tmp_path: Path) -> None:
    done = zeren_here("query", "unit-load", "--chart", "c.png", "-o", "rows.csv", "--db", database, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    data = (tmp_path / "c.png").read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) > 50_000


def test_more_than_can_be_read_is_said(store: Store) -> None:
    query = catalogue()["unit-load"]
    spec = specification(query, query.run(store, groups=True), "groups=true")
    assert spec["title"]["subtitle"] == ["Load of each unit", "groups=true", "前 40 项，共 72 项 (40 of 72 rows)"]
    assert len({value["name"] for value in values(spec)}) == 40


def test_without_the_extra_it_is_one_line(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    done = zeren_here("query", "unit-load", "--chart", "c.svg", "--db", database, cwd=tmp_path)
    assert done.returncode == 2
    assert re.fullmatch(r'zeren: charts need vl-convert: pip install "zeren\[notebook\]" [^\n]+\n', done.stderr)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = zeren_here("query", "unit-load", "-o", "a.parquet", "--db", database, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        'zeren: Parquet needs pyarrow: pip install "zeren[parquet]" (in a checkout ".[parquet]")\n',
    )
    assert list(tmp_path.iterdir()) == []


def test_parquet_keeps_types(database: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    done = zeren_here("query", "unit-load", "-o", "a.parquet", "--db", database, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    table = pq.read_table(tmp_path / "a.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["unit"], types["led"], types["share"]) == ("string", "int64", "double")
    text = "MATCH (u:Unit) RETURN u.name AS name, u.aliases AS aliases, u.cluster AS cluster ORDER BY name"
    zeren_here("query", "-c", text, "-o", "b.parquet", "--db", database, cwd=tmp_path)
    with open_store(database) as store:
        rows = store.read(text).to_dicts()
    assert pq.read_table(tmp_path / "b.parquet").to_pylist() == rows


OWN = "MATCH (u:Unit)-->(t:Task) RETURN u.kind AS kind, count(*) AS named, count(DISTINCT t) AS tasks ORDER BY kind"


@pytest.mark.parametrize(
    ("wanted", "drawn"),
    [
        (Wanted(), ("kind", "named")),  # not their sum, which is none
        (Wanted(y=("tasks",)), ("kind", "tasks")),
        (Wanted("line", "tasks", ("named",)), ("tasks", "named")),
        (Wanted("lorenz", "named", ("tasks",)), ("named", "tasks")),
        (Wanted("bar", "named"), ("named", "tasks")),
    ],
)
def test_what_is_drawn_of_ones_own_question(wanted: Wanted, drawn: tuple[str, ...], store: Store) -> None:
    table = store.read(OWN)
    query, rows, said = to_draw(table, wanted, cypher=OWN)
    assert (query.drawn, rows.rows, said) == (drawn, table.rows, "")


def test_a_heat_map_goes_across_by_x_and_down_by_y() -> None:
    table = Table(("a", "b", "n"), (("x", "y", 1), ("x", "z", None), (["p", "q"], "y", float("nan"))))
    query, rows, said = to_draw(table, Wanted("heatmap", "b", ("a", "n")))
    assert query.drawn == ("a", "b", "n")
    # What has no number is not drawn as one.
    assert (rows.rows, said) == ((("x", "y", 1),), "2 行没有数值 (2 rows without a number)")


def test_quarters_go_across_in_the_order_of_time() -> None:
    """Not by how much is due in each: 2026Q1 is the heaviest and stands last."""
    table = Table(("a", "quarter", "n"), (("x", "2026Q1", 9), ("x", "2025Q4", 5), ("y", "2025Q3", 7)))
    query, rows, _ = to_draw(table, Wanted("heatmap", "quarter", ("a", "n")))
    across = specification(query, rows)["encoding"]["x"]["sort"]
    assert across == ["2025Q3", "2025Q4", "2026Q1"]


def test_ones_own_question_is_drawn(database: Path, tmp_path: Path) -> None:
    asked = ("query", "-c", OWN, "-o", "rows.csv", "--db", database)
    done = zeren_here(*asked, "--chart", "c.svg", "--x", "kind", "--y", "tasks", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "wrote c.svg\n")
    svg = (tmp_path / "c.svg").read_text("utf-8")
    assert "tasks：kind" in svg and "department" in svg and "RETURN u.kind" in svg
    done = zeren_here(*asked, "--chart", "d.svg", "--y", "task", cwd=tmp_path)
    assert done.returncode == 1 and "no column 'task'; did you mean tasks?" in done.stderr
    done = zeren_here(*asked, "--x", "kind", cwd=tmp_path)
    assert done.returncode == 2 and "--chart FILE" in done.stderr
    assert not (tmp_path / "d.svg").exists()

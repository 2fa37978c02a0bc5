"""What a page costs its reader at each size, beside stock pyvis on the same graph, and whether the goals hold.

    python benchmarks/views.py [--tasks 189 1000 3000 10000] [--runs 3] [--patience 60] [--no-pyvis] [--keep DIR]

Each page is that of an invented notice, opened in Chromium at 1440 × 900 from a file. ``ready`` is the time until the
page is drawn and idle, ``select`` that from a click to the next picture (in each view the slowest of those tried),
``search`` that of the slowest key of a name, a task and pinyin that are typed; all in milliseconds by the clock, and of
the processor by the page's main thread. Of several runs the fastest counts, as a machine that does other things adds
to each and takes from none. Stock pyvis is its own page of all tasks, units and
leaders, as its readme says to make it; where it is not ready in time, that is what stands there.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from notices import notice
from playwright.sync_api import Browser, Page, Playwright, Request, sync_playwright

from page_browser.driver import find_browser, launch
from page_browser.graphs import synthetic_graph
from zeren.graph.model import Graph
from zeren.graph.schema import RESPONSIBILITIES
from zeren.views import write_page

UNITS = {189: 76, 1000: 160, 3000: 300, 10_000: 600}
"""As many as such a place has; for other sizes the next larger."""
MOST_MB, PER_TASK, FIRST = 1.2, 600, 189
"""Megabytes at the first size, and bytes of each task above it."""
READY = ((189, 500), (1000, 1000), (10_000, 2000))
SELECT, SEARCH = 100, 50
"""Milliseconds."""
TYPED = ("发展改革", "老旧小区", "fgw", "第1部分")
TRIED = 6
"""Clicks of each view."""

# Two frames and a turn of the loop later the picture stands.
SETTLED = """new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))"""
WATCH = f"""
new MutationObserver((_, watcher) => {{
    if (document.documentElement?.dataset.ready !== "yes") return;
    watcher.disconnect();
    {SETTLED}.then(() => {{ window.readyAfter = performance.now(); }});
}}).observe(document, {{ attributes: true, childList: true, subtree: true }});
"""
CLICK = f"""async node => {{
    const from = performance.now();
    node.click();
    await {SETTLED};
    return performance.now() - from;
}}"""
KEY = f"""async ([box, text]) => {{
    const from = performance.now();
    box.value = text;
    box.dispatchEvent(new Event("input", {{ bubbles: true }}));
    await {SETTLED};
    return performance.now() - from;
}}"""
BACK = f"""async view => {{
    document.querySelector(`#views [data-view=${{view}}]`).click();
    document.dispatchEvent(new KeyboardEvent("keydown", {{ key: "Escape", bubbles: true }}));
    await {SETTLED};
}}"""
IN_SIGHT = """([view, number]) => {
    const inSight = one => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight;
    const all = document.getElementById(`${view}-view`).querySelectorAll("[data-evidence], [data-open]");
    const seen = [...all].filter(inSight);
    return seen[(number * 37) % seen.length] ?? null;
}"""
AT_REST = """(() => {
    if (typeof network === "undefined" || !network) return null;
    window.listens ??= network.once("stabilized", () => { window.rest = performance.now(); }) ?? true;
    return window.rest ?? null;
})()"""
SELECT_NODE = f"""async () => {{
    const from = performance.now();
    network.selectNodes([nodes.getIds()[0]]);
    await {SETTLED};
    return performance.now() - from;
}}"""
FRAMES = f"""async () => {{
    const from = performance.now();
    await {SETTLED};
    return performance.now() - from;
}}"""


class Cost(NamedTuple):
    """Milliseconds, nan where it did not come to that."""

    clock: float
    processor: float
    """Of the page's main thread: what a busy machine changes less."""


NEVER = Cost(math.nan, math.nan)


@dataclass(frozen=True)
class Measured:
    """One page."""

    megabytes: float
    requests: int
    ready: Cost = NEVER
    select: Cost = NEVER
    view: str = ""
    """Where selecting took longest."""
    search: Cost = NEVER
    elements: int = 0
    """As drawn first."""


class Opened:
    """A page in a window of its own, what it asks of a network, and how to measure it."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked = page, list[str]()
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def processor(self) -> float:
        """Milliseconds of the main thread since the page began."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def cost(self, act: Callable[[], float]) -> Cost:
        """Of what an action takes until the picture stands."""
        before = self.processor()
        clock = act()
        return Cost(clock, self.processor() - before)

    def awaited(self, expression: str, patience: float) -> Any:
        """The value of an expression once it is one, None where that takes too long.

        Asked from outside: the page's policy forbids to evaluate within.
        """
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if (value := self.page.evaluate(expression)) is not None:
                return value
            self.page.wait_for_timeout(25)
        return None


def invented(tasks: int) -> Graph:
    """A notice of so many tasks, with texts as long as those of a real one."""
    units = UNITS[min((size for size in UNITS if size >= tasks), default=max(UNITS))]
    graph = synthetic_graph(tasks, units)
    nodes = dict(graph.nodes)
    for at, task in enumerate(sorted((n for n in nodes.values() if n.label == "Task"), key=lambda n: n.id)):
        said = [one.text for one in notice(1, at, tasks=3).each()]
        text = f"{task.properties['text']}{'；'.join(said)}。"
        nodes[task.id] = replace(task, properties={**task.properties, "text": text})
    return Graph(nodes, graph.edges)


@contextmanager
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """The page, closed afterwards."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    shown = Opened(page)

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            shown.asked.append(request.url)

    context.on("request", note)
    page.add_init_script(WATCH)
    page.goto(file.as_uri(), wait_until="commit")
    try:
        yield shown
    finally:
        context.close()


def measured(browser: Browser, file: Path, patience: float) -> Measured:
    """Our page in one run."""
    size = file.stat().st_size / 1e6
    with opened(browser, file) as shown:
        page = shown.page
        ready = shown.awaited("window.readyAfter ?? null", patience)
        if ready is None:
            return Measured(size, len(shown.asked))
        first = Cost(ready, shown.processor())
        elements = page.evaluate("document.getElementsByTagName('*').length")
        frames = _least([shown.cost(lambda: float(page.evaluate(FRAMES))) for _ in range(5)])
        search = _most(_typed(shown, word) for word in TYPED)
        select, view = max(_selected(shown), default=(NEVER, ""))
        return Measured(
            size, len(shown.asked), first, _without(select, frames), view, _without(search, frames), elements
        )


def _least(costs: Iterable[Cost]) -> Cost:
    clock, processor = zip(*costs, strict=True)
    return Cost(min(clock), min(processor))


def _most(costs: Iterable[Cost]) -> Cost:
    clock, processor = zip(*costs, strict=True)
    return Cost(max(clock), max(processor))


def _without(cost: Cost, frames: Cost) -> Cost:
    """Without the frames that are waited for even where nothing is to be drawn."""
    return Cost(max(0.0, cost.clock - frames.clock), max(0.0, cost.processor - frames.processor))


def _typed(shown: Opened, word: str) -> Cost:
    """The slowest key of a word, each typed twice."""
    box = shown.page.query_selector("#find")
    keys = [word[: n + 1] for n in range(len(word))]
    return _most(
        _least(shown.cost(lambda key=key: float(shown.page.evaluate(KEY, [box, key]))) for _ in range(2))  # type: ignore[misc]  # it infers no lambda with defaults
        for key in keys
    )


def _selected(shown: Opened) -> Iterator[tuple[Cost, str]]:
    """What clicks take in each view, each tried twice: on names, marks and tasks in sight."""
    page = shown.page
    page.evaluate(KEY, [page.query_selector("#find"), ""])
    for view in page.eval_on_selector_all("#views [data-view]", "tabs => tabs.map(tab => tab.dataset.view)"):
        for number in range(TRIED):
            tried = [cost for _ in range(2) if (cost := _clicked(shown, view, number))]
            if tried:
                yield _least(tried), str(view)


def _clicked(shown: Opened, view: str, number: int) -> Cost | None:
    """A click on one thing in sight of a view where nothing is selected; None where there is nothing."""
    page = shown.page
    page.evaluate(BACK, view)
    node = page.evaluate_handle(IN_SIGHT, [view, number]).as_element()
    return None if node is None else shown.cost(lambda: float(node.evaluate(CLICK)))


def pyvis_page(graph: Graph, file: Path) -> None:
    """The same graph as pyvis's readme would draw it."""
    from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis has no types

    network = Network(directed=True, cdn_resources="in_line")
    shown = {e.start for e in graph.edges if e.type in RESPONSIBILITIES} | {
        n.id for n in graph.nodes.values() if n.label == "Task"
    }
    for node in graph.nodes.values():
        if node.id in shown:
            network.add_node(node.id, label=str(node.properties.get("name") or node.properties.get("number")))
    for edge in graph.edges:
        if edge.type in RESPONSIBILITIES:
            network.add_edge(edge.start, edge.end, title=edge.type)
    file.write_text(network.generate_html(), encoding="utf-8")


def measured_pyvis(browser: Browser, file: Path, patience: float) -> Measured:
    """Its page in one run: ready when its picture has come to rest."""
    size = file.stat().st_size / 1e6
    with opened(browser, file) as shown:
        ready = shown.awaited(AT_REST, patience)
        if ready is None:
            return Measured(size, len(shown.asked))
        first = Cost(ready, shown.processor())
        select = _least(shown.cost(lambda: float(shown.page.evaluate(SELECT_NODE))) for _ in range(3))
        elements = shown.page.evaluate("document.getElementsByTagName('*').length")
        return Measured(size, len(shown.asked), first, select, elements=elements)


def best(runs: list[Measured]) -> Measured:
    """Each figure's lowest."""
    select = min(runs, key=lambda run: run.select)
    return replace(select, ready=_least(r.ready for r in runs), search=_least(r.search for r in runs))


def goals(tasks: int, page: Measured) -> Iterator[str]:
    """A line of each figure with a goal: the most it may be, and whether it is."""
    ready = next((most for size, most in READY if tasks <= size), READY[-1][1])
    most_mb = MOST_MB + max(0, tasks - FIRST) * PER_TASK / 1e6
    yield _goal(tasks, "MB", page.megabytes, most_mb, page.megabytes <= most_mb)
    for name, cost, most in (
        ("ready", page.ready, ready),
        ("select", page.select, SELECT),
        ("search", page.search, SEARCH),
    ):
        yield _goal(tasks, name, cost.clock, most, cost.clock <= most, cost.processor <= most)


def _goal(tasks: int, name: str, value: float, most: float, held: bool, without_others: bool = False) -> str:
    said = "held" if held else "NOT HELD by the clock, held by the processor" if without_others else "NOT HELD"
    return f"{tasks:>6,} {name:<7} {value:>9,.2f}  at most {most:>8,.2f}  {said}"


def line(tasks: int, who: str, page: Measured) -> str:
    """A row of the table."""

    def figures(cost: Cost) -> str:
        return f"{'–':>15}" if math.isnan(cost.clock) else f"{cost.clock:>7,.0f} {cost.processor:>7,.0f}"

    return (
        f"{tasks:>6,} {who:<6} {page.megabytes:>6.2f} {figures(page.ready)} {figures(page.select)} {page.view:<9}"
        f" {figures(page.search)} {page.elements:>9,} {page.requests:>9}"
    )


def main() -> None:
    """Print the table, then the goals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, nargs="+", default=list(UNITS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for a page")
    parser.add_argument("--pyvis", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--keep", type=Path, help="a folder for the pages; else they are gone afterwards")
    asked = parser.parse_args()
    program = find_browser()
    if program is None:
        raise SystemExit("no Chromium found: install one, or name it in CHROMIUM")
    told: list[str] = []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        browser = launch(playwright, program)
        print("               MB   ready / proc.  select / proc. slowest    search / proc.  elements  requests")
        for tasks in asked.tasks:
            graph = invented(tasks)
            file = folder / f"page-{tasks}.html"
            write_page(graph, file)
            found = best([measured(browser, file, asked.patience) for _ in range(asked.runs)])
            print(line(tasks, "zeren", found), flush=True)
            told += goals(tasks, found)
            if asked.pyvis:
                other = folder / f"pyvis-{tasks}.html"
                pyvis_page(graph, other)
                drawn = _alone(playwright, program, other, asked.patience)
                print(line(tasks, "pyvis", drawn), flush=True)
        browser.close()
    print("\ngoals\n" + "\n".join(told))


def _alone(playwright: Playwright, program: Path, file: Path, patience: float) -> Measured:
    """In a browser of its own: a page that never rests keeps nobody from the next."""
    browser = launch(playwright, program)
    try:
        return measured_pyvis(browser, file, patience)
    finally:
        browser.close()


if __name__ == "__main__":
    main()

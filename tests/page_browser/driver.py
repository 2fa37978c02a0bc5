"""A real browser that opens a written page and watches what it does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Playwright, Request, Route, expect

from page_browser.held import unpacked

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)

_PATIENCE = 20_000
"""Milliseconds: tests run beside others, on machines that are slower than a reader's."""


@dataclass
class Watched:
    """An open page, and everything it should not have done."""

    page: Page
    requests: list[str] = field(default_factory=list)
    """Addresses asked for, other than the file itself and data: URLs."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console, exceptions, dialogs."""

    def assert_quiet(self) -> None:
        """Nothing was asked of a network and nothing went wrong."""
        assert self.requests == []
        assert self.complaints == []

    def data(self) -> dict[str, Any]:
        """The data that the page holds."""
        return unpacked(self.page.locator("#data").text_content() or "")

    def hash(self) -> str:
        """The part of the address that keeps the selection."""
        return str(self.page.evaluate("location.hash"))


def find_browser() -> Path | None:
    """The program of a Chromium browser: CHROMIUM, else one that is installed."""
    chosen = os.environ.get("CHROMIUM")
    found = shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and not chosen:
        found = next((path for path in BROWSER_PATHS if Path(path).is_file()), None)
    return Path(found) if found else None


def taken(page: Page, way: str, folder: Path) -> Path:
    """What the menu 带走 gives as a file (``takeCsv``, ``takeXlsx``, ``takeSvg``, ``takePng``)."""
    page.click("#take summary")
    with page.expect_download() as waiting:
        page.click(f"#take [data-take={way}]")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def look_at(page: Page, state: Mapping[str, str | list[str]]) -> None:
    """Go to a state by its link, without loading the page again."""
    page.evaluate("hash => { location.hash = hash }", urlencode(state, doseq=True))
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def launch(playwright: Playwright, program: Path) -> Browser:
    """The system's browser, without a window."""
    expect.set_options(timeout=_PATIENCE)
    return playwright.chromium.launch(executable_path=str(program), args=FLAGS)


@contextmanager
def opened(
    browser: Browser,
    file: Path,
    state: Mapping[str, str] | None = None,
    *,
    width: int = 1280,
    height: int = 800,
    ready: bool = True,
) -> Iterator[Watched]:
    """Open a page with what its address keeps (view, sel, with, focus, …), every request watched.

    Without a state it is the matrix; an empty one is the page as it opens.
    """
    if state is None and ready:
        state = {"view": "matrix"}
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    watched = Watched(page)

    def allow(route: Route, request: Request) -> None:
        if request.url.startswith(("file:", "data:")) and (
            not request.url.startswith("file:") or file.name in request.url
        ):
            route.continue_()
        else:
            watched.requests.append(request.url)
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            watched.complaints.append(message.text)

    def refuse(dialog: Dialog) -> None:
        watched.complaints.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", allow)
    page.on("console", listen)
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("dialog", refuse)
    page.goto(file.as_uri() + (f"#{urlencode(state)}" if state else ""))
    if ready:
        page.wait_for_selector("html[data-ready=yes]", state="attached")
    try:
        yield watched
    finally:
        context.close()

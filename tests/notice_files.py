"""A notice as a file of each kind, made by real tools; each writer gives the path that it wrote."""

from __future__ import annotations

import os
import subprocess
import zipfile
from html import escape
from pathlib import Path

import docx
import numpy
import openpyxl
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

import ofd_files
from page_browser.driver import launch
from zeren.loaders.files.converted import office


def as_html(paragraphs: list[str]) -> str:
    body = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    style = "body{font-family:'Noto Serif CJK SC',serif;font-size:14pt} p{margin:0 0 8pt}"
    return f"<!doctype html><html><head><meta charset='utf-8'><style>{style}</style></head><body>{body}</body></html>"


def write_html(paragraphs: list[str], folder: Path, _browser: Path) -> Path:
    path = folder / "notice.html"
    path.write_text(as_html(paragraphs), "utf-8")
    return path


def write_docx(paragraphs: list[str], folder: Path, _browser: Path) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "notice.docx"
    document.save(str(path))
    return path


def write_pdf(paragraphs: list[str], folder: Path, browser: Path) -> Path:
    return print_page(write_html(paragraphs, folder, browser), browser)


def print_page(page: Path, browser: Path) -> Path:
    """The PDF that a browser prints of a page."""
    path = page.with_suffix(".pdf")
    subprocess.run(
        [
            str(browser),
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
            f"--user-data-dir={page.parent / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={path}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path


def write_zip(paragraphs: list[str], folder: Path, browser: Path) -> Path:
    inner = write_docx(paragraphs, folder, browser)
    path = folder / "notices.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "二〇二五年/通知.docx")
    return path


def write_md(paragraphs: list[str], folder: Path, _browser: Path) -> Path:
    path = folder / "notice.md"
    path.write_text("\n\n".join(paragraphs), "utf-8")
    return path


def write_mht(paragraphs: list[str], folder: Path, browser: Path) -> Path:
    """The page as Chromium saves it with all that belongs to it."""
    page = write_html(paragraphs, folder, browser)
    with sync_playwright() as playwright:
        program = launch(playwright, browser)
        shown = program.new_page()
        shown.goto(page.as_uri())
        saved = shown.context.new_cdp_session(shown).send("Page.captureSnapshot", {"format": "mhtml"})
        program.close()
    path = folder / "notice.mht"
    path.write_bytes(saved["data"].encode())
    return path


def write_ofd(paragraphs: list[str], folder: Path, _browser: Path) -> Path:
    return ofd_files.write_text(folder / "notice.ofd", paragraphs)


def write_column(paragraphs: list[str], folder: Path, _browser: Path) -> Path:
    """A workbook into whose first column somebody pasted the notice."""
    book = openpyxl.Workbook()
    for text in paragraphs:
        book.worksheets[0].append([text])
    path = folder / "notice.xlsx"
    book.save(path)
    return path


def by_office(path: Path, ending: str) -> Path:
    """The same file as LibreOffice saves it, of another kind."""
    program = office()
    if program is None:
        lacking = "LibreOffice is missing: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lacking)
    # One profile for all tests of a process: to make one takes longer than to convert a file.
    profile = f"-env:UserInstallation={(path.parent.parent / 'office').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", ending, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{ending}")


def scan(printed: Path, dpi: int, tilt: float = 0.0, noise: float = 0.0) -> Path:
    """The pages of a PDF as a scanner gives them, in a PDF of pictures: not quite straight, with grain and specks."""
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(printed)):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().rotate(tilt, fillcolor=255, resample=2)
        dice = numpy.random.default_rng(number)
        grain = numpy.asarray(picture).astype(float) + dice.normal(0, noise, (picture.height, picture.width))
        grain[dice.random(grain.shape) < noise / 5_000] = 0
        pages.append(Image.fromarray(grain.clip(0, 255).astype("uint8")))
    path = printed.with_name(f"scan-{dpi}-{tilt}-{noise}.pdf")
    pages[0].save(path, resolution=dpi, save_all=True, append_images=pages[1:])
    return path

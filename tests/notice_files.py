"""A notice as a file of each kind, made by real tools; each writer gives the path that it wrote."""

from __future__ import annotations

import subprocess
import zipfile
from html import escape
from pathlib import Path

import docx


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

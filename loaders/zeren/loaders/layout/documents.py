"""One file may hold several documents: where each begins, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from zeren.loaders.layout.furniture import NUMBER_OF_DOCUMENT, title_end
from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.places import PlaceTable
from zeren.loaders.names.seats import city_of
from zeren.loaders.records import Document
from zeren.loaders.tables.cells import rows_above_header
from zeren.loaders.text.numbers import marker_of, number_value
from zeren.loaders.text.passage import Passage, close_gaps, join
from zeren.loaders.text.source import Source
from zeren.loaders.words.about import tells_about
from zeren.loaders.words.labels import label_at
from zeren.loaders.words.lexicon import HAN

_DATE = re.compile(r"(?P<year>[12]\d{3})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
_HAN_DATE = re.compile(
    r"(?P<year>[一二三四五六七八九〇○零Ｏ]{4})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十]{1,3})日"
)


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?!来|以来|底)")
_ISSUER = re.compile(rf"^(?P<issuer>[{HAN}（）、]{{2,40}}?)关于")


@dataclass(frozen=True)
class Part:
    """The paragraphs of one document in a file; ``document`` is None for what precedes the first (cover, contents)."""

    document: Document | None
    paragraphs: tuple[Paragraph, ...]
    text: str
    title: str = ""
    """The document's title in the glyphs that are read."""
    year_doubtful: bool = False
    """Is its year only the first of a span?"""


def split_documents(
    paragraphs: list[Paragraph], file_stem: str, places: PlaceTable, source: Source, assigns: Callable[[Passage], bool]
) -> list[Part]:
    """Cut the paragraphs of a file at each document's title; a 文号 on a line of its own shows where one begins.

    ``file_stem`` names a document that has no title, in ``source`` it is printed; ``assigns`` tells whether a
    paragraph says who answers.
    """
    numbers = [
        i
        for i, p in enumerate(paragraphs)
        if p.passage.text.endswith("号")
        and NUMBER_OF_DOCUMENT.fullmatch(close_gaps(p.passage).text)
        # 「发文字号 ⏎ 某政办发〔2025〕3号 ⏎ 发布日期」: what a site prints about the document.
        and not (i and _OF_NUMBER.fullmatch(paragraphs[i - 1].passage.text))
    ]
    if not numbers:
        return [_part(paragraphs, None, file_stem, places, source)]
    begins = [_title_start(paragraphs, i, numbers[k - 1] if k else -1) for k, i in enumerate(numbers)]
    before = paragraphs[: begins[0]]
    parts = [] if not before else [Part(None, tuple(before), "")]
    if any(assigns(p.passage) for p in before if p.table is None):
        # Not only a cover and a table of contents: a document whose number is missing or was broken by a page.
        parts = [_part(before, None, file_stem, places, source)]
    for number, start, end in zip(numbers, begins, [*begins[1:], len(paragraphs)], strict=True):
        parts.append(_part(paragraphs[start:end], number - start, file_stem, places, source))
    return parts


_OF_NUMBER = re.compile(r"(?:发\s*文\s*字?|文|编)\s*号")


def _title_start(paragraphs: list[Paragraph], number: int, floor: int) -> int:
    """The first paragraph of the title that stands right before a 文号, or the 文号 itself."""
    start = number
    while start - 1 > floor and number - start < 6 and tells_about(paragraphs[start - 1].passage.text):
        start -= 1
    if start < number and not (
        start - 1 > floor and title_end().search(close_gaps(paragraphs[start - 1].passage).text)
    ):
        start = number
    while start - 1 > floor and number - start < 4 and _title_like(paragraphs[start - 1].passage):
        start -= 1
        if re.search("关于", paragraphs[start].passage.text):
            break
    titled = any(title_end().search(close_gaps(p.passage).text) for p in paragraphs[start:number])
    return start if titled else number


def _title_like(passage: Passage) -> bool:
    text = close_gaps(passage).text
    return (
        len(text) <= 90
        and not re.search(r"[。；;：:！？.…]", text)
        and not text.startswith(("【", "目录", "正文"))
        and not _DATE.fullmatch(text)
        and marker_of(text) is None
        and not label_at(text)
    )


def _part(
    paragraphs: list[Paragraph],
    number_at: int | None,
    file_stem: str,
    places: PlaceTable,
    source: Source,
) -> Part:
    text = "\n".join([p.passage.text for p in paragraphs])
    number = source.printed(close_gaps(paragraphs[number_at].passage)) if number_at is not None else None
    found = _title(paragraphs, number_at) or _title_in_a_table(paragraphs, source)
    title = found.text if found else file_stem
    issuer = _issuer(paragraphs, found)
    tables = [source.reading[p.table.start : p.table.end] for p in paragraphs if p.table]
    city = city_of(issuer.text if issuer else None, title, "\n".join([text, *tables]), places)
    date = _date(paragraphs)
    headings = (p.passage.text for p in paragraphs if p.heading or p.marker)
    worked = work_year(title, number, date, (h for h in headings if len(h) <= _HEADING_LONGEST and "。" not in h))
    document = Document(
        title=source.printed(found) if found else file_stem,
        number=number,
        issuer=source.printed(issuer) if issuer else None,
        date=date,
        year=worked.year,
        city=city,
    )
    return Part(document, tuple(paragraphs), text, title, worked.doubtful)


_HEADING_LONGEST = 40


def _title(paragraphs: list[Paragraph], number_at: int | None) -> Passage | None:
    if number_at:
        return _joined([p for p in paragraphs[:number_at] if not tells_about(p.passage.text)])
    after = (number_at + 1) if number_at is not None else 0
    for i, paragraph in enumerate(paragraphs[after : after + 8], after):
        text = close_gaps(paragraph.passage).text
        if paragraph.heading == 1:
            return close_gaps(paragraph.passage)
        if _title_like(paragraph.passage) and (title_end().search(text) or "关于" in text):
            rest = [] if title_end().search(text) else paragraphs[i + 1 : i + 2]
            return _joined([paragraph, *(p for p in rest if _title_like(p.passage))])
    return None


def _title_in_a_table(paragraphs: list[Paragraph], source: Source) -> Passage | None:
    """The title that a sheet or table has above its header."""
    titles = (close_gaps(t) for p in paragraphs if p.table is not None for t in rows_above_header(source, p.table))
    return next((t for t in titles if 5 <= len(t) <= 60 and re.search(rf"[{HAN}]", t.text)), None)


def _joined(paragraphs: list[Paragraph]) -> Passage:
    return join(close_gaps(p.passage) for p in paragraphs)


def _issuer(paragraphs: list[Paragraph], title: Passage | None) -> Passage | None:
    match = _ISSUER.match(title.text) if title else None
    if match and title:
        return title.cut(*match.span("issuer"))
    for before, paragraph in pairwise(paragraphs):
        if not paragraph.passage.text.endswith("日"):
            continue
        name = close_gaps(before.passage)
        if _find_date(close_gaps(paragraph.passage).text, whole=True) and re.fullmatch(rf"[{HAN}]{{3,30}}", name.text):
            return name
    return None


def _find_date(text: str, whole: bool = False) -> str | None:
    for pattern in (_DATE, _HAN_DATE):
        match = pattern.fullmatch(text) if whole else pattern.search(text)
        if match:
            year = match["year"]
            if not year.isdigit():
                year = "".join(str(number_value(c)) if c not in "〇○零Ｏ" else "0" for c in year)
            return f"{int(year):04d}-{number_value(match['month']):02d}-{number_value(match['day']):02d}"
    return None


def _date(paragraphs: list[Paragraph]) -> str | None:
    """The date on a line of its own."""
    for paragraph in paragraphs:
        if len(paragraph.passage.text) <= 20 and paragraph.passage.text.endswith("日"):
            found = _find_date(close_gaps(paragraph.passage).text, whole=True)
            if found:
                return found
    return None


@dataclass(frozen=True)
class WorkYear:
    """The year whose work a document hands out, and whether it was only taken from the first of several."""

    year: int | None
    doubtful: bool = False


def work_year(title: str, number: str | None, date: str | None, headings: Iterable[str]) -> WorkYear:
    """The year in the title or a heading, else that of the date or of the 文号.

    A span (2025—2027年) is no year: its first one is taken, as doubtful, where nothing else says any.
    """
    for text in (title, *headings):
        plain = _SPAN.sub(" ", text)
        match = _YEAR.search(plain) or (_LATIN_YEAR.search(plain) if text.isascii() else None)
        if match:
            return WorkYear(int(match[1]))
    if date:
        return WorkYear(int(date[:4]))
    issued = _OF_ISSUE.search(number or "")
    if issued:
        return WorkYear(int(issued[1]))
    span = _SPAN.search(title)
    return WorkYear(int(span[1]), doubtful=True) if span else WorkYear(None)


_LATIN_YEAR = re.compile(r"\b(20\d{2})\b")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?\s*(?:[-—–−－~～]+|至|到)\s*(?:(?:19|20)\d{2}|\d{2})(?!\d)\s*年?")
_OF_ISSUE = re.compile(r"[〔\[（(【]\s*((?:19|20)\d{2})\s*[〕\]）)】]")

"""Records of invented documents, by hand and by chance, for the tests of the graph."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from hypothesis import strategies as st
from msgspec.structs import replace

from zeren.loaders.records import CountyRef, Document, Mention, Reading, Target, TaskRecord

HOSTILE = (
    "O'Brien \"q\" \\ back\\'slash",
    "'}) DETACH DELETE n //",
    "`) MATCH (n) DETACH DELETE n",
    "<img src=x onerror=alert(1)></script>",
    "😀 𠮷 e\u0301 \u202e \ufeff",
    "line\none\ttab\r\n\u2028 \x7f \x01",
    "$rows {id: row.id} ${jndi:ldap://x}",
    "=1+1",
    " ",
)
"""Text that somebody's parser takes for its own, each of which must come back as it was stored."""


def mention(name: str, kind: str = "department", start: int = 0, source: str | None = None) -> Mention:
    """A name in a statement, printed as ``source``."""
    printed = source if source is not None else name
    return Mention(printed, name, kind, start, start + len(printed), 1, "label", inherited=printed != name)


def document(
    title: str = "甲市重点工作", number: str | None = "甲政〔2024〕1号", city: str | None = "甲市"
) -> Document:
    """A notice of an invented city."""
    return Document(title, number, f"{city}人民政府" if city else None, "2024-02-01", 2024, city)


def task(
    doc: Document,
    number: str,
    *,
    text: str = "办好一件事",
    sector: str | None = "经济",
    path: tuple[str, ...] = ("一、经济",),
    leaders: Sequence[Mention] = (),
    lead: Sequence[Mention] = (),
    support: Sequence[Mention] = (),
    responsible: Sequence[Mention] = (),
    counties: Sequence[CountyRef] = (),
    targets: Sequence[Target] = (),
    statement: str = "责任单位：…",
) -> TaskRecord:
    """One task."""
    return TaskRecord(
        doc,
        number,
        path,
        sector,
        None,
        text,
        tuple(leaders),
        tuple(lead),
        tuple(support),
        tuple(responsible),
        tuple(counties),
        tuple(targets),
        convention="explicit" if lead else "none",
        statement=statement,
        line=3,
        start=10,
        end=90,
    )


def reading(*records: TaskRecord, source: str = "notice.txt") -> Reading:
    """A file that holds these records; its digest follows from them."""
    documents = tuple(dict.fromkeys(r.document for r in records))
    return Reading(source, hashlib.sha256(repr(records).encode()).hexdigest(), records, documents)


def notice() -> Reading:
    """A small notice with every label and edge type of the schema."""
    doc = document()
    shan = CountyRef("山县", "990101", "county", "unit")
    zone = CountyRef("示范区", None, "zone", "unit")
    return reading(
        task(
            doc,
            "1",
            leaders=[mention("张某", "person", 20), mention("各位副市长", "group", 24)],
            lead=[mention("市财政局", start=30, source="财政局")],
            support=[mention("山县政府", "county_government", 40), mention("各县（市、区）政府", "group", 50)],
            counties=[shan, CountyRef("河市", "990102", "county", "text")],
            targets=[Target("新增40家以上", "40", "家", "以上"), Target("力争100亿元", "100", "亿元", "")],
        ),
        task(
            doc,
            "2",
            sector="民生",
            path=("二、民生",),
            responsible=[
                mention("市财政局", start=130),
                mention("市教育局", start=140),
                mention("甲市示范区管委会", "zone", 150),
                mention("相关县（市、区）政府", "group", 160),
            ],
            counties=[zone],
        ),
    )


_UNITS = (
    ("市财政局", "department"),
    ("市教育局", "department"),
    ("市教育局", "institution"),  # readers may disagree on what a body is
    ("市投资集团", "enterprise"),
    ("山县政府", "county_government"),
    ("河市人民政府", "county_government"),
    ("林区政府", "county_government"),
    ("示范区管委会", "zone"),
    ("各县（市、区）政府", "group"),
    ("各区政府", "group"),
    ("相关县（市、区）政府", "group"),
    ("有关部门", "group"),
)
_COUNTIES = (
    CountyRef("山县", "990101", "county", "unit"),
    CountyRef("山县", "990101", "county", "text"),
    CountyRef("大山县", "990101", "county", "text"),  # tables of places may spell one code differently
    CountyRef("河市", "990102", "county", "unit"),
    CountyRef("林区", None, "county", "text"),
    CountyRef("示范区", None, "zone", "unit"),
)


@st.composite
def _mentions(draw: st.DrawFn, max_size: int = 4) -> list[Mention]:
    found = []
    for name, kind in draw(st.lists(st.sampled_from(_UNITS), max_size=max_size)):
        source = draw(st.sampled_from([name, name[1:]]))
        found.append(mention(name, kind, draw(st.integers(0, 400)), source))
    return found


@st.composite
def readings(draw: st.DrawFn, index: int, *, texts: st.SearchStrategy[str] | None = None) -> Reading:
    """One file with one document; files of different ``index`` hold different documents."""
    words = texts if texts is not None else st.sampled_from(["办好一件事", "再办一件事"])
    doc = document(
        draw(words),
        draw(st.sampled_from([f"甲政〔2024〕{index}号", None])),
        draw(st.sampled_from(["甲市", "乙市", None])),
    )
    doc = Document(f"{doc.title}{index}", doc.number, doc.issuer, doc.date, doc.year, doc.city)
    records = []
    for number in range(draw(st.integers(1, 3))):
        lead = draw(_mentions(1))
        records.append(
            task(
                doc,
                draw(st.sampled_from([str(number + 1), "1"])),
                text=draw(words) or "x",
                leaders=draw(
                    st.lists(st.builds(mention, st.sampled_from(["张某", "李某"]), st.just("person")), max_size=2)
                ),
                lead=lead,
                support=draw(_mentions()) if lead else (),
                responsible=() if lead else draw(_mentions()),
                counties=draw(st.lists(st.sampled_from(_COUNTIES), max_size=3)),
                targets=draw(st.lists(st.just(Target("新增40家", "40", "家", "")), max_size=2)),
                statement=draw(words),
            )
        )
    return reading(*records, source=f"{index}.txt")


@st.composite
def versions(draw: st.DrawFn, index: int) -> list[Reading]:
    """One document as several files hold it: read anew, with other tasks."""
    first, *others = [draw(readings(index)) for _ in range(draw(st.integers(1, 3)))]
    (doc,) = first.documents
    anew = [reading(*(replace(r, document=doc) for r in o.records), source=f"{index}.txt") for o in others]
    return [first, *anew]


@st.composite
def libraries(draw: st.DrawFn, max_files: int = 3) -> list[Reading]:
    """Several files with different documents, some of the same city."""
    return [draw(readings(index)) for index in range(1, draw(st.integers(1, max_files)) + 1)]

"""The grammar of a statement: names, the words that give them a role, and how the list ends.

``X牵头，Y负责``: X leads, Y supports. ``X会同Y负责``: the same. ``X、Y负责``: both are responsible and no lead is
stated. A role word holds for the names since the role word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zeren.loaders.lexicon import HAN, any_of, depths, words
from zeren.loaders.spans import Passage
from zeren.loaders.units import is_group, is_unit, kind_of

_SEPARATORS = "、，,；;。．.\n\t/｜|&＆"
_CHUNK_LONGEST = 120
"""What is longer between two separators is no name with a role."""
# 各县、市、区政府: the separators belong to the phrase.
_EACH_LEVEL = re.compile(
    r"各(?:地区|地|省|州|盟|县级市|县|市|区|旗|乡镇|乡|镇)(?:\s*[、,，]\s*(?:自治区|直辖市|自治州|自治县|县级市|县|市|区|旗|州|盟|乡镇|街道|乡|镇))+"
    r"(?:（[^）]*）)?(?:人民政府|政府|管委会|党委)?"
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One name and the role that the words give it: lead, support, responsible or leader."""

    role: str
    name: Passage


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one list says."""

    assignments: tuple[Assignment, ...]
    open_list: bool = False
    has_role_word: bool = False
    deadline: Passage | None = None
    """A time limit printed among the names: 年底前完成."""


@cache
def _tail() -> re.Pattern[str]:
    manner = any_of([*words("roles", "manner"), "等", "分别", "、"])
    lead, joint, support = (any_of(words("roles", r)) for r in ("lead", "joint", "support"))
    more = f"(?:{lead}|{joint}|{support}|{manner}|抓总|推进|到位|好|完成|工作|各项|相关|有关)"
    noun = "(?:单位|部门|责任单位|责任部门)"
    return re.compile(
        rf"(?:作?为|是)(?:第一|主要)?(?:(?P<is_lead>{lead})|(?P<is_support>{support})|(?P<is_joint>责任)){noun}$|"
        rf"(?P<manner>(?:{any_of(words('roles', 'manner'))})*)"
        rf"(?P<role>(?P<lead>{lead})|(?P<support>{support})|(?P<joint>{joint})){more}*$"
    )


@cache
def _together() -> re.Pattern[str]:
    others = [w for w in words("roles", "together") if len(w) > 1]
    # 商 alone only between two bodies: some names hold it (市商甲局).
    verbs = any_of([w for role in ("lead", "joint", "support") for w in words("roles", role)] + ["做好", "共同"])
    # 乙局协同推进 is a role, 甲局协同乙局 joins two.
    return re.compile(rf"(?:并|再)?{any_of(others)}(?!{verbs}|$)|(?<=[局委部办厅院])商(?!务|业|贸|品)")


_ALSO = re.compile(
    r"等(?P<rest>(?:有关|相关|各|其他|国务院|中央|国家|市直|省直|市级|省级|地|县|区|市|省|部门|单位|方面|地方|成员单位|企业|金融机构"
    r"|(?:\d+|[一二三四五六七八九十两多数]+)余?[个家]).*|(?:\d+|[一二三四五六七八九十两多数]+)余?(?:部门|单位|部委|地区))?$"
)
_NOT_OPEN = re.compile(r"[高中初平同均特优]$")


def parse(content: Passage, default: str = "responsible") -> Parsed:
    """Read one list. ``default`` is the role of its label, or ``responsible`` where it has none."""
    if not re.search(f"[{HAN}]", content.text):
        return _parse_english(content, default)
    reader = _Reader(default)
    for kind, chunk in _chunks(content):
        reader.read(kind, chunk)
    return reader.finish()


_ENGLISH_OPEN = re.compile(
    r"^(?:as well as|and|or)?\s*(?:the\s+)?(?:other|others|etc\.?|relevant|all other)\b", re.IGNORECASE
)
_ENGLISH_NOTED = re.compile(
    r"\s*\((?:(?P<lead>(?:co-?)?lead(?: agency)?|chair)|support(?:ing)?(?: agency)?|partner)\)$", re.IGNORECASE
)
_ENGLISH_ARTICLE = re.compile(r"^(?:(?:and|or|the|with|&)\s+)+", re.IGNORECASE)


def _parse_english(content: Passage, default: str) -> Parsed:
    """An English list: commas and semicolons part names, "and" only after a comma (it may stand inside of a name)."""
    found: list[Assignment] = []
    open_list = False
    start = 0
    text = content.text
    level = depths(text)
    for cut in [*(m.start() for m in re.finditer(r"[,;\n、，；]", text) if not level[m.start()]), len(text)]:
        piece = content.cut(start, cut).strip()
        start = cut + 1
        if _ENGLISH_OPEN.match(piece.text):
            open_list = True
            continue
        article = _ENGLISH_ARTICLE.match(piece.text)
        piece = piece.cut(article.end()) if article else piece
        while piece and piece.text[-1] in ". ":
            piece = piece.cut(0, len(piece) - 1)
        nobody = words("bodies", "english_nobody") + words("bodies", "nobody")
        noted = _ENGLISH_NOTED.search(piece.text)
        role = default
        if noted and noted.start():
            role = "lead" if noted["lead"] else "support"
            piece = piece.cut(0, noted.start())
        if piece and piece.text.casefold() not in nobody:
            found.extend(Assignment(role, name) for name in _english_pair(piece))
    return Parsed(tuple(found), open_list)


def _chunks(content: Passage) -> Iterator[tuple[str, Passage]]:
    """The pieces between separators, each with the separator after it."""
    text = content.text
    level = depths(text)
    kept = {i for m in _EACH_LEVEL.finditer(text) for i in range(m.start(), m.end())}
    start = 0
    for i, c in enumerate(text):
        if level[i] or i in kept:
            continue
        space = c in " \u3000\u00a0" and _parts_two_units(text[max(start, i - 40) : i], text[i : i + 40])
        if c in _SEPARATORS or space:
            if c == "." and text[i + 1 : i + 2].isascii() and text[i + 1 : i + 2].isalnum():
                continue
            yield c, content.cut(start, i).strip()
            start = i + 1
    yield "", content.cut(start).strip()


def _parts_two_units(before: str, after: str) -> bool:
    """White space is a separator only between two whole names; else typesetting left it inside of one."""
    return is_unit(before.strip()) and is_unit(re.split(r"[、，,；;。\s]", after.strip(), maxsplit=1)[0])


def _english_pair(piece: Passage) -> Iterator[Passage]:
    """ "and" parts two names only where both end as bodies do: "A and B Councils" is one name."""
    ends = words("bodies", "english")
    for match in re.finditer(r"\s+(?:and|&)\s+(?:the\s+)?", piece.text):
        left, right = piece.cut(0, match.start()), piece.cut(match.end())
        if left.text.endswith(ends) and right.text.endswith(ends):
            yield left
            yield from _english_pair(right)
            return
    yield piece


_DEADLINE = re.compile(
    r"(?:(?:力争|确保|于|在)?(?:[12]\d{3}年)?(?:(?:上|下)?半?年|年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?(?:年?底|末|内|初)?"
    r"(?:之?前|以前|内)?(?:完成|办结|建成|见效|落实到位|取得实效))|年底前|年内|持续推进|长期坚持|常态化推进|立即整改并长期坚持"
)
NOTED_ROLE = re.compile(
    r"[（(]\s*(?:(?P<lead>牵头(?:单位|部门|负责)?|主办|主责)|(?:配合|协办|参与)(?:单位|部门)?)\s*[）)]$"
)

_NOTED_CONTACT = re.compile(r"[（(][^（）()]*(?:联系|电话|\d{5,})[^（）()]*[）)]$")
_NOTED_RULE = re.compile(r"[（(][^（）()]*(?:为[^（）()]{0,6}牵头|下同|不再列出)[^（）()]*[）)]$")


class _Reader:
    """The state of one list being read."""

    def __init__(self, default: str) -> None:
        self.default = default
        self.pending: list[tuple[Passage, str | None]] = []
        self.deadline: Passage | None = None
        self.done: list[Assignment] = []
        self.together = False
        self.open_list = False
        self.role_words = False

    def read(self, separator: str, chunk: Passage) -> None:
        if chunk:
            self._chunk(chunk)
        if separator in "；;。．" and separator:
            self._flush()
            self.together = False

    def _chunk(self, chunk: Passage) -> None:
        if chunk.text in words("bodies", "nobody"):
            return
        if len(chunk) > _CHUNK_LONGEST:
            self.pending.append((chunk, None))
            return
        if _DEADLINE.fullmatch(chunk.text):
            self.deadline = chunk
            return
        by = re.match(any_of(words("roles", "by")), chunk.text)
        if by and len(chunk) > by.end():
            chunk = chunk.cut(by.end()).strip()
        joined = next((m for m in _together().finditer(chunk.text) if not depths(chunk.text)[m.start()]), None)
        if joined:
            if joined.start():
                self._chunk(chunk.cut(0, joined.start()))
            self._assign("lead")
            self.role_words = self.together = True
            if joined.end() < len(chunk):
                self._chunk(chunk.cut(joined.end()))
            return
        role, chunk = self._role_of(chunk)
        self._names(chunk)
        if role:
            self.role_words = True
            self._assign(role)

    def _role_of(self, chunk: Passage) -> tuple[str | None, Passage]:
        """The role word at the end of ``chunk``, and what stands before it."""
        match = _tail().search(chunk.text)
        if match is None or depths(chunk.text)[match.start()]:
            return None, chunk
        lead = match["lead"] or match["is_lead"] or "牵头" in match.group()
        role = "lead" if lead else "support" if match["support"] or match["is_support"] else "joint"
        return role, chunk.cut(0, match.start()).strip()

    def _names(self, chunk: Passage) -> None:
        text = chunk.text
        if not text:
            return
        level = depths(text)
        for i in range(1, len(text)):
            if text[i] != "等" or level[i] or _NOT_OPEN.search(text[:i]):
                continue
            also = _ALSO.match(text, i)
            if also is None:
                continue
            self.open_list = True
            self._names(chunk.cut(0, i))
            rest = also["rest"] or ""
            # 「等相关县（市、区）政府」 adds a group; 「等有关部门」 and 「等部门」 only leave the list open.
            if rest.startswith(("相关", "各")) and not rest.startswith(("各有关", "各相关")):
                self.pending.append((chunk.cut(i + 1), None))
            return
        if text == "等":
            self.open_list = True
            return
        rule = _NOTED_RULE.search(text) or _NOTED_CONTACT.search(text)
        if rule and rule.start():
            # 「乙局（第一个单位为牵头单位，下同）」: the note is a rule for the document.
            self._names(chunk.cut(0, rule.start()).strip())
            return
        noted = NOTED_ROLE.search(text)
        if noted and noted.start():
            # 「甲局（牵头）、乙局、丙局」
            self.pending.append((chunk.cut(0, noted.start()).strip(), "lead" if noted["lead"] else "support"))
            self.role_words = True
            return
        cut = _joint(text, level)
        if cut:
            self._names(chunk.cut(0, cut[0]).strip())
            self._names(chunk.cut(cut[1]).strip())
            return
        self.pending.append((chunk, None))

    def _assign(self, role: str) -> None:
        if role == "joint":
            role = "support" if self.together else self.default
        self.done.extend(Assignment(noted or role, name) for name, noted in self.pending)
        self.pending = []

    def _flush(self) -> None:
        self._assign("joint")

    def finish(self) -> Parsed:
        self._flush()
        return Parsed(tuple(self.done), self.open_list, self.role_words, self.deadline)


def _joint(text: str, level: list[int]) -> tuple[int, int] | None:
    """Where 及, 与 or 和 joins two names: only between two bodies, for 市甲和乙建设局 holds 和."""
    for match in re.finditer(r"以及|及其|及|与|和", text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if level[match.start()] or len(left) < 2 or len(right) < 3:
            continue
        if match.group() == "及其":
            continue
        if (
            kind_of(left) is not None
            and kind_of(right) is not None
            and not (is_group(left) and right in ("单位", "部门"))
        ):
            return match.start(), match.end()
    return None

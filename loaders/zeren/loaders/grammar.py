"""The grammar of a statement: names, the words that give them a role, and how the list ends.

``X牵头，Y负责``: X leads, Y supports. ``X会同Y负责``: the same. ``X、Y负责``: both are responsible and no lead is
stated. A role word holds for the names since the role word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from zeren.loaders.lexicon import HAN, any_of, depths, labels_in, words
from zeren.loaders.spans import Passage, close_gaps, has_gap
from zeren.loaders.units import is_ending, is_group, is_unit, kind_of

_SEPARATOR = re.compile("[、，,；;。．.\n\t/｜|&＆ \u3000\u00a0]")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_CHUNK_LONGEST = 120
"""What is longer between two separators is no name with a role."""
# 各县、市、区政府 and 各县区政府、管委会: the separators belong to the phrase.
_EACH_LEVEL = re.compile(
    r"各(?:[^，。；、,;（(〔]|[（(〔][^）)〕]{1,12}[）)〕]){1,10}(?:党委|党工委|政府)[、,，]\s*"
    r"(?:党委|党工委|人民政府|政府|管委会|管理委员会)(?![办主直])|"
    r"各(?:地区|地|省|市州|州市|州|盟|县级市|县|市|区|旗|乡镇|乡|镇)"
    r"(?:\s*[、,，]\s*(?:自治区|直辖市|自治州|自治县|县级市|县市区|市县区|县区|县|市|区|旗|州|盟|乡镇|街道|乡|镇))+"
    r"(?:（[^）]*）)?(?:人民政府|政府|管委会|党委)?"
)
# The same without 各: 市、县（市、区）人民政府.
_LEVELS = re.compile(
    r"(?:[市县]?[省市州县区])(?:\s*[、,，]\s*(?:县市区|县区|乡镇|街道|[市县区州旗乡镇]))+(?:[（(][^）)]{1,12}[）)])?(?:人民政府|政府|管委会|党委)"
)
# Each of them has such a separator.
_BETWEEN_LEVELS = re.compile(r"[、,，](?<=[省市州县区\s].)\s*[市县区州旗乡镇街]")


class Assignment(Struct, gc=False):
    """One name and the role that the words give it: lead, support, responsible, leader, or other for who watches."""

    role: str
    name: Passage


class Parsed(Struct, gc=False):
    """What one list says."""

    assignments: tuple[Assignment, ...]
    open_list: bool = False
    has_role_word: bool = False
    deadline: Passage | None = None
    """A time limit printed among the names: 年底前完成."""
    people: bool = False
    """Are persons noted behind the units?"""


@cache
def _tail() -> re.Pattern[str]:
    manner = any_of([*words("roles", "manner"), "等", "分别", "、"])
    lead, joint, support, watch = (any_of(words("roles", r)) for r in ("lead", "joint", "support", "watching"))
    more = f"(?:{lead}|{joint}|{support}|{watch}|{manner}|抓总|推进|到位|好|完成|工作|各项|相关|有关)"
    noun = "(?:单位|部门|责任单位|责任部门)"
    return re.compile(
        rf"(?:作?为|是)(?:第一|主要)?(?:(?P<is_lead>{lead})|(?P<is_support>{support})|(?P<is_joint>责任)){noun}$|"
        rf"(?P<manner>(?:{any_of(words('roles', 'manner'))})*)"
        rf"(?P<role>(?P<lead>{lead})|(?P<support>{support})|(?P<joint>{joint})|(?P<watch>{watch})){more}*$"
    )


@cache
def _together() -> re.Pattern[str]:
    others = [w for w in words("roles", "together") if len(w) > 1]
    # 商 alone only between two bodies: some names hold it (市商甲局).
    verbs = any_of([w for role in ("lead", "joint", "support") for w in words("roles", role)] + ["做好", "共同"])
    no_verb = any_of(words("roles", "not_together"))
    # 乙局协同推进 is a role, 甲局协同乙局 joins two.
    return re.compile(rf"(?:并|再)?{any_of(others)}(?!{verbs}|$)|(?<=[局委部办厅院])(?!{no_verb})商")


_ALSO = re.compile(
    r"等(?P<rest>(?:有关|相关|各|其他|国务院|中央|国家|市直|省直|市级|省级|地|县|区|市|省|部门|单位|方面|地方|成员单位|企业|金融机构"
    r"|(?:\d+|[一二三四五六七八九十两多数]+)余?[个家]).*|(?:\d+|[一二三四五六七八九十两多数]+)余?(?:部门|单位|部委|地区)"
    rf"|[{HAN}]{{0,12}}(?:部门|单位))?$|等(?:以及|和|与|及)(?P<more>[{HAN}].+)$"
)
_AND_MORE = re.compile(r"(?:国务院|中央|国家|[省市县区州]直?|各)?(?:有关|相关)?(?:部门|单位|部委)(?:以及|和|与|及)")
_NOT_OPEN = re.compile(r"[高中初平同均特优]$")


def parse(content: Passage, default: str = "responsible") -> Parsed:
    """Read one list. ``default`` is the role of its label, or ``responsible`` where it has none."""
    if not _HAN_CHARACTER.search(content.text):
        return _parse_english(content, default)
    spaced = has_gap(content.text)
    listed = _List(default, spaced)
    for separator, start, end in _chunks(content.text, spaced):
        listed.read(content, start, end)
        if separator in _ENDS_SENTENCE:
            listed.assign("joint")
            listed.together = False
    listed.assign("joint")
    return Parsed(tuple(listed.done), listed.open_list, listed.role_words, listed.deadline, listed.people)


_ENGLISH_OPEN = re.compile(
    r"^(?:as well as|and|or)?\s*(?:the\s+)?(?:other|others|etc\.?|relevant|all other)\b", re.IGNORECASE
)
_ENGLISH_NOTED = re.compile(
    r"\s*\((?:(?P<lead>(?:co-?)?lead(?: agency)?|chair)|support(?:ing)?(?: agency)?|partner)\)$", re.IGNORECASE
)
_ENGLISH_ARTICLE = re.compile(r"^(?:(?:and|or|the|with|&)\s+)+", re.IGNORECASE)


_ENGLISH_TOGETHER = re.compile(
    r"(?:^|\s)(?:working\s+)?(?:(?:in\s+(?:close\s+)?)?(?:coordination|collaboration|consultation|partnership|cooperation|conjunction)"
    r"\s+with|with\s+(?:the\s+)?(?:support|assistance|input)\s+(?:from|of)|supported\s+by)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ACRONYM = re.compile("[A-Z]{2,8}s?")
_ENGLISH_SEPARATOR = re.compile(r"[,;\n、，；]")


def _parse_english(content: Passage, default: str) -> Parsed:
    """An English list: commas and semicolons part names, "and" only after a comma (it may stand inside of a name)."""
    found: list[Assignment] = []
    open_list = False
    start = 0
    text = content.text
    level = depths(text)
    for cut in [*(m.start() for m in _ENGLISH_SEPARATOR.finditer(text) if not level[m.start()]), len(text)]:
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
        with_whom = _ENGLISH_TOGETHER.search(piece.text)
        if with_whom and (found or with_whom.start()):
            # 「A, in coordination with B」: B supports; that A leads is not said.
            before = piece.cut(0, with_whom.start()).strip()
            found.extend(Assignment(default, name) for name in _english_pair(before) if before)
            default, piece = "support", piece.cut(with_whom.end())
        noted = _ENGLISH_NOTED.search(piece.text)
        role = default
        if noted and noted.start():
            role = "lead" if noted["lead"] else "support"
            piece = piece.cut(0, noted.start())
        if piece and piece.text.casefold() not in nobody:
            found.extend(Assignment(role, name) for name in _english_pair(piece))
    return Parsed(tuple(found), open_list)


_STOPS = ("", *"、，,；;。：:由 \n")
"""What may stand before a name, in a list or at its front."""
_ENDS_SENTENCE = frozenset("；;。．")


def _chunks(text: str, spaced: bool) -> list[tuple[str, int, int]]:
    """Where the pieces between separators begin and end, each with the separator after it."""
    level = depths(text)
    kept = {i for m in _EACH_LEVEL.finditer(text) for i in range(*m.span())} if "各" in text else set()
    if "政府" in text and _BETWEEN_LEVELS.search(text):
        kept.update(
            i for m in _LEVELS.finditer(text) if text[m.start() - 1 : m.start()] in _STOPS for i in range(*m.span())
        )
    found: list[tuple[str, int, int]] = []
    start = 0
    if not kept and not spaced and "." not in text and not any(level):
        # Nearly every list: each separator is one.
        for piece in _SEPARATOR.split(text):
            end = start + len(piece)
            found.append((text[end : end + 1], start, end))
            start = end + 1
        return found
    for match in _SEPARATOR.finditer(text):
        i = match.start()
        if level[i] or i in kept:
            continue
        c = text[i]
        if c in " \u3000\u00a0" and not _parts_two_units(text[max(start, i - 40) : i], text[i : i + 40]):
            continue
        if c == "." and text[i + 1 : i + 2].isascii() and text[i + 1 : i + 2].isalnum():
            continue
        found.append((c, start, i))
        start = i + 1
    found.append(("", start, len(text)))
    return found


_NAME_END = re.compile(r"[、，,；;。\s]")


def _parts_two_units(before: str, after: str) -> bool:
    """White space is a separator only between two whole names; else typesetting left it inside of one."""
    name = _NAME_END.split(after.strip(), maxsplit=1)[0]
    if len(name) < 3 or is_ending(name):
        # 某区 管委会, 某办公 室: the rest of a name.
        return False
    return is_unit(before.strip()) and (is_unit(name) or is_unit(_tail().sub("", name)))


def _english_pair(piece: Passage) -> Iterator[Passage]:
    """ "and" parts two names only where both end as bodies do, or are acronyms: "CIO and CDO Councils" is one name."""
    for match in re.finditer(r"\s+(?:and|&)\s+(?:the\s+)?", piece.text):
        left, right = piece.cut(0, match.start()), piece.cut(match.end())
        short = _ACRONYM.fullmatch(right.text) is not None
        if (is_unit(left.text) and (short or is_unit(right.text))) or (short and _ACRONYM.fullmatch(left.text)):
            yield left
            yield from _english_pair(right)
            return
    yield piece


DEADLINE = re.compile(
    r"(?:(?:力争|确保|于|在)?(?:[12]\d{3}年)?(?:(?:上|下)?半?年|年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?(?:年?底|末|内|初)?"
    r"(?:之?前|以前|内)?(?:(?:基本|全面|全部)?(?:完成|建成|落实到位)|办结|见效|投用|投入使用|取得[^，。；、]{0,6}(?:实效|成效|进展|成果)))|年底前|年内|(?:持续|长期|全年|常态化)(?:推进|坚持|开展|实施|深化|进行)|立即整改并长期坚持"
)
AT_A_TIME = re.compile(
    r"(?:力争|确保|于|在)?(?:[12]\d{3}年(?!度)|\d{1,2}月|年内|年底|[上下]半年|第?[一二三四]季度|全年(?!级)|持续推进|长期坚持)(?!.*由)"
)
"""How words begin that say when: 「6月底前出台相关政策，年内持续推进」. No unit's name does."""
NOTED_ROLE = re.compile(
    r"[（(]\s*(?:(?P<lead>牵头(?:单位|部门|负责)?|主办|主责)|(?:配合|协办|参与)(?:单位|部门)?)(?:[，,；;][^（）()]{1,20})?\s*[）)]$"
)

_NOTED_CONTACT = re.compile(r"[（(][^（）()]*(?:联系|电话|\d{5,})[^（）()]*[）)]$")
_NOTED_RULE = re.compile(r"[（(][^（）()]*(?:为[^（）()]{0,6}牵头|下同|不再列出)[^（）()]*[）)]$")


class _Step(Struct, frozen=True):
    """What a piece of a list says: a name (with the role noted behind it), a role word for the names so far, …"""

    kind: str
    """name, people (of the unit before), role, deadline or open; ``together`` is the word that ends the list of those
    who lead (会同)."""
    start: int = 0
    end: int = 0
    role: str | None = None


class _List:
    """The state of one list being read."""

    def __init__(self, default: str, spaced: bool) -> None:
        self.default = default
        self.spaced = spaced
        self.pending: list[Assignment] = []
        """The names since the last role word, each with the role that is noted behind it, if any."""
        self.deadline: Passage | None = None
        self.limit: tuple[int, int] | None = None
        self.done: list[Assignment] = []
        self.together = False
        self.open_list = False
        self.role_words = False
        self.people = False

    def read(self, content: Passage, start: int, end: int) -> None:
        """Take what stands between two separators."""
        chunk = content.text[start:end]
        bare = chunk.strip()
        if not bare:
            return
        if bare != chunk:
            start += chunk.index(bare)
        if self.spaced and has_gap(bare):
            # 「甲局牵 头」: what typesetting or a scan left inside of words.
            content, start = close_gaps(content.cut(start, start + len(bare))), 0
            bare = content.text
        steps = _steps(bare) if len(bare) <= _CHUNK_LONGEST else None
        if steps is None:
            name = Passage(bare, content.start + start) if content.at is None else content.cut(start, start + len(bare))
            self.pending.append(Assignment("", name))
            return
        for step in steps:
            if step.kind == "name":
                self.pending.append(Assignment(step.role or "", content.cut(start + step.start, start + step.end)))
                if step.role:
                    self.role_words = True
            elif step.kind == "people":
                self.done.append(Assignment("leader", content.cut(start + step.start, start + step.end)))
                self.people = True
            elif step.kind == "open":
                self.open_list = True
            elif step.kind == "deadline":
                self.limit = (self.limit or (start + step.start, 0))[0], start + step.end
                self.deadline = content.cut(*self.limit)
            else:
                assert step.role
                self.role_words = True
                self.assign(step.role)
                self.together = self.together or step.kind == "together"

    def assign(self, role: str) -> None:
        """Give the role to the names since the role word before."""
        if role == "joint":
            role = "support" if self.together else self.default
        for one in self.pending:
            one.role = one.role or role
        self.done += self.pending
        self.pending = []


@lru_cache(maxsize=20_000)
def _steps(chunk: str) -> tuple[_Step, ...] | None:
    """What one piece of a list says, None where it is nothing but a name; the same names come in list after list."""
    steps = tuple(_read(chunk, 0, len(chunk)))
    return None if steps == (_Step("name", 0, len(chunk)),) else steps


def _bare(chunk: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at either end."""
    text = chunk[start:end]
    return end - len(text.lstrip()), start + len(text.rstrip())


def _read(chunk: str, start: int, end: int) -> Iterator[_Step]:
    text = chunk[start:end]
    if not text or text in words("bodies", "nobody"):
        return
    if DEADLINE.fullmatch(text) or AT_A_TIME.match(text):
        yield _Step("deadline", start, end)
        return
    by = _by().match(text)
    if by and len(text) > by.end():
        start, end = _bare(chunk, start + by.end(), end)
        text = chunk[start:end]
    joined = next((m for m in _together().finditer(text) if not depths(text)[m.start()]), None)
    if joined:
        yield from _read(chunk, start, start + joined.start())
        yield _Step("together", role="lead")
        yield from _read(chunk, start + joined.end(), end)
        return
    role = _tail().search(text)
    if role and role["watch"] and not is_unit(text[: role.start()]):
        # 市场监督、公安: the word belongs to a short name.
        role = None
    if role and not depths(text)[role.start()]:
        yield from _names(chunk, *_bare(chunk, start, start + role.start()))
        lead = role["lead"] or role["is_lead"] or "牵头" in role.group()
        support = role["support"] or role["is_support"]
        yield _Step("role", role="lead" if lead else "support" if support else "other" if role["watch"] else "joint")
        return
    scoped = _SCOPED.fullmatch(text)
    if scoped and is_unit(scoped["unit"]):
        # 「甲局牵头负责建筑工地，乙局负责道路」: each with its part of the work.
        yield _Step("name", start, start + scoped.end("unit"))
        yield _Step(
            "role", role="lead" if "牵头" in scoped["role"] else "support" if scoped["role"] == "配合" else "joint"
        )
        return
    yield from _names(chunk, start, end)


_SCOPED = re.compile(
    r"(?P<unit>.{3,20}?)(?P<role>牵头负责|牵头|负责|配合)(?!单位|部门|人|同志|的|举办|召开|起草|主持)(?P<what>[\u3400-\u9fff]{2,16})"
)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(any_of(words("roles", "by")))


def _names(chunk: str, start: int, end: int) -> Iterator[_Step]:
    text = chunk[start:end]
    if not text:
        return
    level = depths(text)
    for i in range(1, len(text)):
        if text[i] != "等" or level[i] or _NOT_OPEN.search(text[:i]):
            continue
        also = _ALSO.match(text, i)
        if also is None or (also["more"] and not is_unit(also["more"])):
            continue
        yield _Step("open")
        yield from _names(chunk, start, start + i)
        if also["more"]:
            # 「甲局等和各县政府」
            yield from _names(chunk, start + also.start("more"), end)
            return
        rest = also["rest"] or ""
        more = _AND_MORE.match(rest)
        if more and is_unit(rest[more.end() :]):
            # 「等部门和各设区市政府」
            yield from _names(chunk, start + also.start("rest") + more.end(), end)
            return
        # 「等相关县（市、区）政府」 adds a group; 「等有关部门」 and 「等部门」 only leave the list open.
        if rest.startswith(("相关", "各")) and not rest.startswith(("各有关", "各相关")):
            yield _Step("name", start + i + 1, end)
        return
    if text == "等":
        yield _Step("open")
        return
    rule = _NOTED_RULE.search(text) or _NOTED_CONTACT.search(text)
    if rule and rule.start():
        # 「乙局（第一个单位为牵头单位，下同）」: the note is a rule for the document.
        yield from _names(chunk, *_bare(chunk, start, start + rule.start()))
        return
    who = people_noted(text)
    if who:
        yield from _names(chunk, *_bare(chunk, start, start + who[0]))
        yield _Step("people", start + who[1], end - 1)
        return
    noted = NOTED_ROLE.search(text)
    if noted and noted.start():
        # 「甲局（牵头）、乙局、丙局」
        yield _Step("name", *_bare(chunk, start, start + noted.start()), "lead" if noted["lead"] else "support")
        return
    cut = _joint(text, level)
    if cut:
        yield from _names(chunk, *_bare(chunk, start, start + cut[0]))
        yield from _names(chunk, *_bare(chunk, start + cut[1], end))
        return
    yield _Step("name", start, end)


_LAST_NOTE = re.compile(r"[（(](?P<label>[^（）()：:]{2,8}[：:])[^（）()：:，,；;]{2,30}[）)]$")


def people_noted(text: str) -> tuple[int, int] | None:
    """Where the note 「（责任人：张某）」 behind a unit at the end of ``text`` begins, and where its people do."""
    # No bracket stands in a note: it is the last one.
    note = _LAST_NOTE.match(text, max(0, text.rfind("（"), text.rfind("("))) if text[-1] in "）)" else None
    labels = labels_in(note["label"]) if note and note.start() else ()
    if note is None or len(labels) != 1 or labels[0].start or labels[0].role != "leader":
        return None
    return (note.start(), note.end("label")) if kind_of(text[: note.start()]) else None


_JOINT = re.compile("以及|及其|及|与|和")


def _joint(text: str, level: list[int]) -> tuple[int, int] | None:
    """Where 及, 与 or 和 joins two names: only between two bodies, for 市甲和乙建设局 holds 和."""
    for match in _JOINT.finditer(text):
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

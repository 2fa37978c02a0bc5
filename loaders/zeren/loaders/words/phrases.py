"""What stands behind a list of names: how they act, and the stem that gives them a role (按职责分工负责)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from zeren.loaders.words.lexicon import any_of, choice, lexicon, words
from zeren.loaders.words.roles import Verb, label_stems, verbs

TAIL_LONGEST = 40
"""Characters of a tail: what is longer is a clause."""


@cache
def manner() -> str:
    """A pattern for one phrase of manner: 按各自职责分工, 按照“管行业必须管安全”的要求, 共同, 认真."""
    begins, between, ends = (any_of(words("phrases", f"manner_{part}")) for part in ("begins", "between", "ends"))
    return f"(?:{begins}(?:“[^“”]{{1,24}}”)?{between}*{ends}+|{any_of(words('phrases', 'manner'))})"


@cache
def role_tail() -> re.Pattern[str]:
    """How a piece ends that gives the names before it a role: 牵头, 按职责分工负责, 为牵头单位, 各负其责."""
    lead, responsible, support, watching = (
        any_of(verbs(role)) for role in ("lead", "responsible", "support", "watching")
    )
    always = any_of(lexicon()["stems"]["lead"]["both"])
    # 甲局统筹 leads; in 甲局负责统筹 the same word is what 甲局 answers for.
    behind_none = "".join(f"(?<!{word})" for word in verbs("responsible"))
    lead = f"(?:{always}|{behind_none}{lead})"
    stem = f"(?:{always}|{responsible}|{support}|{watching})"
    more = f"(?:{stem}|{manner()}|{any_of(words('phrases', 'behind'))})"
    return re.compile(
        rf"(?:作?为|是)(?:第一|主要)?(?:(?P<is_lead>{lead})|(?P<is_support>{support})|责任)"
        rf"{any_of(words('phrases', 'copula_nouns'))}$|"
        rf"{manner()}*(?P<role>(?P<share>{any_of(words('phrases', 'share'))})|(?P<lead>{lead})|(?P<support>{support})|"
        rf"(?P<responsible>{responsible})|(?P<watching>{watching})){more}*$"
    )


@cache
def _tail_ends() -> tuple[str, ...]:
    """Every word with which such a tail ends."""
    lists = ("share", "manner", "manner_ends", "behind", "copula_nouns")
    return (
        *verbs("lead", "responsible", "support", "watching"),
        *(w for name in lists for w in words("phrases", name)),
    )


def find_role_tail(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The tail with which ``text`` gives a role, where it has one."""
    stop = len(text) if end is None else end
    return role_tail().search(text, start, stop) if text.endswith(_tail_ends(), start, stop) else None


AS_ONE: Final = "as-one"
"""What a tail gives that says that those named answer side by side: 协同负责."""


def role_in(tail: re.Match[str]) -> Verb | Literal["as-one"] | None:
    """The role that a tail gives; None where it says only that those named answer together (负责)."""
    # 统筹推进 holds 统筹.
    said = tail.group().replace(tail["share"], "") if tail["share"] else tail.group()
    if tail["is_lead"] or any(word in said for word in verbs("lead")):
        return "lead"
    if tail["support"] in words("phrases", "as_one") and any(word in tail.group() for word in verbs("responsible")):
        return AS_ONE
    if tail["support"] or tail["is_support"]:
        return "support"
    return "watching" if tail["watching"] else None


@cache
def manner_opening() -> re.Pattern[str]:
    """Where a clause of manner begins behind a name, whatever it says: 按职责完成有关工作."""
    between, ends = (any_of(words("phrases", f"manner_{part}")) for part in ("between", "ends"))
    clauses = [f"{re.escape(begin)}{between}*{ends}" for begin in words("phrases", "manner_begins")]
    return re.compile("|".join([*clauses, choice(words("phrases", "share"))]))


@cache
def stem(*roles: Verb) -> str:
    """A pattern for the first stem of each role, which stands for it in running text: 牵头, 负责, 配合."""
    return any_of(map(first_stem, roles))


def first_stem(role: Verb) -> str:
    """The first stem of a role, which stands for it in running text: 牵头."""
    return str(lexicon()["stems"][role]["both"][0])


@cache
def joining() -> tuple[str, ...]:
    """The words between those who lead and those who support: 会同. A single character (商) is not among them: it is
    a part of names too."""
    return tuple([word for word in words("phrases", "together") if len(word) > 1])


@cache
def leads() -> str:
    """A pattern for the stems of those who lead that a sentence does not use for events: 牵头, 主抓."""
    return any_of(word for word in lexicon()["stems"]["lead"]["both"] if word not in words("phrases", "hosting"))


@cache
def helps() -> str:
    """A pattern for the stems of those who help whoever was named before: 配合, 协助, 参与."""
    return any_of(verbs("support"))


@cache
def acts() -> str:
    """A pattern for any stem that a sentence ends with, those who watch left out."""
    return any_of(verbs("lead", "responsible", "support"))


UNIT_NOUN = "(?:单位|部门)"
"""The nouns with which a stem names a body that is told elsewhere: 责任单位."""


@cache
def bearer() -> re.Pattern[str]:
    """Whoever is named elsewhere: 各责任单位, 有关牵头部门."""
    return re.compile(rf"各?(?:有关|相关)?(?:{any_of([*label_stems(), '成员'])}){UNIT_NOUN}")

"""A number in the forms in which Word and pages count."""

from __future__ import annotations

import re

_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# The first sign of each kind, and how many there are.
_ENCLOSED = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}


def shown(number: int, form: str) -> str:
    """``number`` as ST_NumberFormat of ISO 29500 or ``list-style-type`` of CSS names it; in digits where it is none."""
    if form in _ENCLOSED and 0 < number <= _ENCLOSED[form][1]:
        return chr(ord(_ENCLOSED[form][0]) + number - 1)
    if form in ("ideographDigital", "chineseDigital", "koreanDigital", "taiwaneseDigital"):
        return "".join(_HAN[int(d)] for d in str(number))
    if "egal" in form and ("hinese" in form or "deograph" in form or "apanese" in form):
        return chinese(number, _LEGAL, "拾佰仟万")
    if form == "ideographTraditional":
        return _STEMS[(number - 1) % 10]
    if form == "ideographZodiac":
        return _BRANCHES[(number - 1) % 12]
    if "hinese" in form or "japanese" in form or "aiwanese" in form or "ideograph" in form:
        return chinese(number, _HAN, "十百千万")
    if form in ("lowerLetter", "upperLetter", "lower-alpha", "upper-alpha", "a", "A"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)
        return letters.upper() if form[0] in "uA" else letters
    if form in ("lowerRoman", "upperRoman", "lower-roman", "upper-roman", "i", "I"):
        return roman(number).upper() if form[0] in "uI" else roman(number)
    if form == "decimalFullWidth" or form == "decimalFullWidth2":
        return str(number).translate({ord("0") + i: chr(ord("０") + i) for i in range(10)})
    if form in ("decimalZero", "decimal-leading-zero"):
        return f"{number:02}"
    if form == "ordinal":
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    own = re.match(r"(0+)\d", form)  # 001, 002, 003, …: a form of the document's own
    return f"{number:0{len(own[0])}}" if own else str(number)


def chinese(number: int, digits: str, units: str) -> str:
    """A number in Chinese words: 二十一."""
    if not 0 < number < 100_000:
        return digits[0] if number == 0 else str(number)
    said = ""
    gap = False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if not digit:
            gap = True
            continue
        # 一百零一: a gap between two digits is said, with 零 also where a year says 〇.
        said += "零" if gap and said else ""
        said += digits[digit] + (units[power - 1] if power else "")
        gap = False
    return said.removeprefix("一") if said.startswith("一十") else said


def roman(number: int) -> str:
    """A number in small Roman letters."""
    if not 0 < number < 4000:
        return str(number)
    said = ""
    for size, sign in (*_ROMAN, *_ROMAN_ONES):
        said += sign * (number // size)
        number %= size
    return said

"""What a cell of a workbook shows of a number: the format codes of ISO 29500 (18.8.30), as far as Excel writes them."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from zeren.loaders.files.counted import shown

_DATE = 'yyyy"年"m"月"d"日"'
BUILT_IN = {
    **{0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?"},
    # 14 is the date of whatever country; without one to ask, ISO's.
    **{
        13: "# ??/??",
        14: "yyyy-mm-dd",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM",
    },
    **{20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00"},
    **{40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "0.0E+0", 49: "@", 30: "m-d-yy", 31: _DATE},
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 58), 'm"月"d"日"'),
    **{32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 54: 'm"月"d"日"'},
}
"""The formats that a workbook names by number only; 27 to 58 as Excel has them in Chinese."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|'
    r"(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|e+|aaa+)|"
    r"(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<power>E[+-]0+)|(?P<percent>%)|(?P<fraction>/\s*[?#0-9]+)|"
    r"(?P<text>@)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"([<>=]+)\s*(-?[\d.]+)")
_WEEK = "一二三四五六日"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_LARGEST_DAY = 2_958_465  # the last day of the year 9999


Tokens = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[Tokens, ...]:
    """The sections of a format, each as kinds of tokens and what they say."""
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "plain"
        if kind == "plain" and match[0] == ";":
            sections.append([])
        else:
            sections[-1].append((kind, match[kind]))
    return tuple([tuple(section) for section in sections])


def is_date(code: str) -> bool:
    """Does a format show a number as a date or a time?"""
    return any(kind in ("date", "half") for kind, _ in _sections(code)[0]) or any(
        kind == "bracket" and set(said.lower()) <= set("hms") and said for kind, said in _sections(code)[0]
    )


def display(number: float, code: str, since_1904: bool = False) -> str:
    """What is seen of ``number`` in a cell of this format."""
    sections = _sections(code)
    section, negative = _chosen(
        number, [s for s in sections if not any(kind == "text" for kind, _ in s)] or sections[:1]
    )
    if not section:
        return ""
    if all(kind in ("general", "text") for kind, _ in section):
        return plain(number)
    if is_date(code):
        return _dated(number + 1462 * since_1904, section)
    return _numbered(abs(number) if negative else number, section)


def display_text(text: str, code: str) -> str:
    """What is seen of words in a cell of this format."""
    section = next((s for s in _sections(code) if any(kind == "text" for kind, _ in s)), None)
    if section is None:
        return text if len(_sections(code)) < 4 else ""
    literal = ("quoted", "escaped", "plain")
    return "".join(text if kind == "text" else said if kind in literal else "" for kind, said in section)


def plain(number: float) -> str:
    """A number without a format: no more digits than a double is certain of."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return format(number, ".15g").replace("e+", "E+").replace("e-", "E-")


def _chosen(number: float, sections: list[Tokens] | tuple[Tokens, ...]) -> tuple[Tokens, bool]:
    """The section for a number, and whether its sign is left to the section."""
    for section in sections:
        said = next((m for kind, words in section if kind == "bracket" and (m := _CONDITION.fullmatch(words))), None)
        if said:
            limit, sign = float(said[2]), said[1]
            holds = {"<": number < limit, ">": number > limit, "<=": number <= limit, ">=": number >= limit}
            if holds.get(sign, (number == limit) == (sign == "=")):
                return section, False
    if any(kind == "bracket" and _CONDITION.fullmatch(words) for kind, words in sections[0]):
        return sections[-1], False
    if number < 0 and len(sections) > 1:
        return sections[1], True
    return sections[2] if number == 0 and len(sections) > 2 else sections[0], False


def _counting(section: Tokens) -> str | None:
    """In which characters digits are written: [DBNum1] 二〇, [DBNum2] 贰零."""
    said = {words.lower() for kind, words in section if kind == "bracket"}
    return "chinese" if "dbnum1" in said else "chineseLegal" if "dbnum2" in said else None


def _numbered(number: float, section: Tokens) -> str:
    percents = sum(kind == "percent" for kind, _ in section)
    kinds = [kind for kind, _ in section]
    number *= 100**percents
    counting = _counting(section)
    if "fraction" in kinds:
        return _fraction(number, section)
    digits = [i for i, kind in enumerate(kinds) if kind == "digits"]
    whole = "".join(section[i][1] for i in digits)
    if "general" in kinds:
        said = shown(int(number), counting) if counting and number == int(number) else plain(number)
        return "".join(_literal(k, w) or (said if k == "general" else "") for k, w in section)
    # 000-0000: several runs of digits take one number.
    run = _digits(abs(number), whole, section if "power" in kinds else ())
    if counting and number == int(number):
        run = shown(int(abs(number)), counting)
    out = "-" if number < 0 and re.search("[1-9一-十百壹-玖]", run) else ""
    if len(digits) > 1 and "." not in whole and not counting:
        return out + _spread(run, section)
    for i, (kind, words) in enumerate(section):
        if kind == "digits":
            out += run if i == digits[0] else ""
        else:
            out += _literal(kind, words)
    return out


def _literal(kind: str, words: str) -> str:
    if kind in ("quoted", "escaped", "plain", "percent"):
        return words
    if kind == "bracket" and words.startswith("$"):
        return words[1:].split("-")[0]  # a currency: [$¥-804]
    return " " if kind == "space" else ""


def _spread(run: str, section: Tokens) -> str:
    """Digits over several runs, from the right."""
    out = ""
    left = run
    last = next(i for i, (kind, _) in enumerate(section) if kind == "digits")
    for i in range(len(section) - 1, -1, -1):
        kind, words = section[i]
        if kind != "digits":
            out = _literal(kind, words) + out
        elif i == last:
            out, left = left + out, ""
        else:
            size = len(words)
            out, left = left[-size:] + out, left[:-size]
    return out


def _digits(number: float, pattern: str, power: Tokens) -> str:
    scale = len(pattern.split(".")[0]) - len(pattern.split(".")[0].rstrip(","))
    number /= 1000**scale
    before, _, after = pattern.partition(".")
    places = len(after.replace(",", ""))
    if power:
        text = format(number, f".{places}E")
        mantissa, _, exponent = text.partition("E")
        size = next(len(words) - 2 for kind, words in power if kind == "power")
        return f"{mantissa}E{exponent[0]}{abs(int(exponent)):0{size}}"
    # Half is rounded away from zero, as Excel does; 15 digits are what it knows of a number.
    text = format(_rounded(number, places), f".{places}f")
    whole, _, rest = text.partition(".")
    at_least = sum(c == "0" for c in before)
    whole = whole.lstrip("0").rjust(at_least, "0") if whole.strip("0") or at_least else ""
    if "," in before.rstrip(","):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    needed = max((i + 1 for i, c in enumerate(after.replace(",", "")) if c == "0"), default=0)
    while len(rest) > needed and rest.endswith("0"):
        rest = rest[:-1]
    return whole + ("." + rest if rest or ("." in pattern and not places) else "")


def _rounded(number: float, places: int) -> Decimal:
    return Decimal(format(number, ".15g")).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _fraction(number: float, section: Tokens) -> str:
    below = next(words for kind, words in section if kind == "fraction").strip("/ ")
    most = int(below) if below.isdigit() else 10 ** len(below) - 1
    value = Fraction(format(abs(number), ".15g"))
    value = Fraction(round(value * most), most) if below.isdigit() else value.limit_denominator(most)
    whole, rest = divmod(value, 1)
    runs = sum(kind == "digits" for kind, _ in section)
    sign = "-" if number < 0 else ""
    if runs < 2:
        return f"{sign}{value.numerator}/{value.denominator}"
    shown_rest = f"{rest.numerator}/{rest.denominator}" if rest else ""
    return sign + " ".join(filter(None, (str(whole) if whole or not rest else "", shown_rest)))


def _dated(number: float, section: Tokens) -> str:
    if not 0 <= number <= _LARGEST_DAY:
        return plain(number)
    fractions = max((len(w.partition(".")[2]) for k, w in section if k == "date" and w[0] in "sS"), default=0)
    seconds = round(number * 86400, fractions)
    # Excel has a day 60 that never was, the 29th of February 1900: from then on days count from the day before.
    day, rest = divmod(seconds, 86400)
    when = datetime.datetime(1899, 12, 30 + (day < 60)) + datetime.timedelta(days=int(day), seconds=rest)
    half = any(kind == "half" for kind, _ in section)
    counting = _counting(section)
    out = ""
    for i, (kind, words) in enumerate(section):
        if kind == "date":
            out += _date_part(when, words.lower(), _minutes(section, i), half, counting)
        elif kind == "half":
            early, late = words.split("/")
            out += early if when.hour < 12 else late
        elif kind == "bracket" and words and set(words.lower()) <= set("hms"):
            per = {"h": 3600, "m": 60, "s": 1}[words[0].lower()]
            out += f"{int(seconds // per):0{len(words)}}"
        else:
            out += words if kind == "plain" else _literal(kind, words)
    return out.strip()


def _minutes(section: Tokens, at: int) -> bool:
    """Is this m a minute? It is behind hours or before seconds."""
    if section[at][1][0] not in "mM" or len(section[at][1]) > 2:
        return False
    timed = [(i, w[0].lower()) for i, (k, w) in enumerate(section) if (k == "date" or k == "bracket") and w]
    before = [w for i, w in timed if i < at]
    after = [w for i, w in timed if i > at]
    return (bool(before) and before[-1] == "h") or (bool(after) and after[0] == "s")


def _date_part(when: datetime.datetime, said: str, minutes: bool, half: bool, counting: str | None) -> str:
    letter, size = said[0], len(said)

    def number(value: int) -> str:
        if counting:
            return shown(value, "ideographDigital" if value > 99 else counting)
        return f"{value:02}" if size > 1 else str(value)

    if letter in "ye":
        year = when.year
        if letter == "y" and size < 3:
            return shown(year, "ideographDigital")[-2:] if counting else f"{year % 100:02}"
        return shown(year, "ideographDigital") if counting else str(year)
    if letter == "a":
        return ("星期" if size > 3 else "") + _WEEK[when.weekday()]
    if letter == "m" and minutes:
        return number(when.minute)
    if letter == "m":
        if size > 2:
            return _MONTHS[when.month - 1][: {3: 3, 5: 1}.get(size, 9)]
        return number(when.month)
    if letter == "d":
        return _DAYS[when.weekday()][: 3 if size == 3 else 9] if size > 2 else number(when.day)
    if letter == "h":
        return number((when.hour + 11) % 12 + 1 if half else when.hour)
    whole, _, part = said.partition(".")
    seconds = f"{when.second:02}" if len(whole) > 1 else str(when.second)
    return seconds + (f".{when.microsecond:06}"[: len(part) + 1] if part else "")

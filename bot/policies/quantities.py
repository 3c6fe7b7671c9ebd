"""Numbers as Chinese official texts write them: with units, as dates, as phone numbers; 三 and 3 are the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

NUMERALS = "零〇一二两三四五六七八九十百"
_LARGE = NUMERALS + "千万亿"
_DIGITS = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_DASHES = re.compile("[—–−‐‑-]+")

# Units that mean the same are one unit; what is no unit here is compared by its number alone.
_UNITS = {
    "元": "元", "块": "元", "周岁": "岁", "岁": "岁", "个工作日": "工作日", "工作日": "工作日", "个月": "个月",
    "月": "月", "年": "年", "天": "日", "日": "日", "号": "日", "级": "级", "%": "%", "点": "点", "份": "份", "档": "档",
}  # fmt: skip
_UNIT = re.compile("|".join(sorted(_UNITS, key=len, reverse=True)))
_NUMBER = re.compile(rf"(?P<arabic>\d+(?:\.\d+)?)(?P<times>[万亿]?)|(?P<chinese>[{_LARGE}]+)")
_JOINS = ("-", "~", "至", "到", "、", "或", "和")

_DAY = re.compile(
    r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})(?:[日号]?(?:-|~|至|到)(?P<last>\d{1,2})(?=[日号]))?[日号]"
)
_POINTED_DAY = re.compile(r"(?<!\d)(?P<y>\d{4})([-./])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)")


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, empty where it has none; ``after`` is the character that follows."""

    value: float
    unit: str
    written: str
    chinese: bool = False
    after: str = ""

    def proves(self, stated: "Quantity") -> bool:
        """Whether this number of a notice bears out one that we state; 280 bears out 280元, but 3 not 3个月."""
        if self.value != stated.value:
            return False
        bare = not self.unit and not self.chinese and stated.unit in ("元", "年")
        return self.unit == stated.unit or not stated.unit or bare


@dataclass(frozen=True)
class Day:
    """A day of the year, its year where it is written."""

    month: int
    day: int
    year: int | None = None


def half_width(text: str) -> str:
    """Full-width letters, digits, marks and blanks as half-width ones, each character in its place."""
    return text.translate(_WIDE)


def normal(text: str) -> str:
    """Half-width, one form of dash, and no blanks but those that keep two numbers apart."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = _DASHES.sub("-", half_width(text))
    text = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text)
    return re.sub(rf"百分之([{_LARGE}]+|\d+(?:\.\d+)?)", r"\1%", text)


def whole_number(written: str) -> int | None:
    """12, 十二, 二百八, 二〇二一 or ⑫ as a number; None where the numerals are no one number (三四)."""
    if written.isdecimal():
        return int(written)
    if len(written) == 1 and "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    if all(char in _DIGITS for char in written):
        digits = [str(_DIGITS[char]) for char in written]
        one_number = len(digits) in (1, 4) or bool(set(written) & set("零〇"))
        return int("".join(digits)) if one_number and digits else None
    return _composed(written)


def _composed(written: str) -> int | None:
    """A number with 十, 百, 千, 万 or 亿; None where it does not begin with a digit or 十, as the 万 of a name."""
    if written[0] not in _DIGITS and written[0] != "十":
        return None
    for sign, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = written.partition(sign)
        if found:
            high = whole_number(head)
            low = _after(tail, size) if tail else 0
            return None if high is None or low is None else high * size + low
    return _below_ten_thousand(written)


def _below_ten_thousand(written: str) -> int | None:
    total, digit, size = 0, None, 1
    for char in written:
        if char in _TENS:
            size = _TENS[char]
            total += (1 if digit is None else digit) * size
            digit = None
        elif digit in (None, 0):
            digit = _DIGITS[char]
            size = 1 if digit == 0 else size
        else:
            return None
    return total + (digit or 0) * (size // 10 if size >= 100 else 1)


def _after(tail: str, size: int) -> int | None:
    """What follows 万 or 亿: as spoken, the 五 of 两万五 is 5,000."""
    return _DIGITS[tail] * size // 10 if len(tail) == 1 and tail in _DIGITS else whole_number(tail.lstrip("零〇"))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number in a normal text with its unit; in 1-25日 the 1 has the unit of the 25."""
    found: list[Quantity] = []
    previous_end: int | None = None
    for number in reversed(list(_NUMBER.finditer(text))):
        unit_mark = _UNIT.match(text, number.end())
        end = unit_mark.end() if unit_mark else number.end()
        unit = _UNITS[unit_mark.group()] if unit_mark else ""
        if not unit and found and text[number.end() : previous_end] in _JOINS:
            unit = found[-1].unit
        values = _values(number)
        one = Quantity(0, unit, text[number.start() : end], number["chinese"] is not None, text[end : end + 1])
        found += [replace(one, value=value) for value in values]
        previous_end = number.start()
    return tuple(reversed(found))


def _values(number: re.Match[str]) -> Iterator[float]:
    if number["arabic"]:
        yield float(number["arabic"]) * {"万": 10**4, "亿": 10**8}.get(number["times"], 1)
        return
    value = whole_number(number["chinese"])
    if value is not None:
        yield value
    elif all(char in _DIGITS for char in number["chinese"]):
        yield from (_DIGITS[char] for char in number["chinese"])


def in_digits(text: str) -> str:
    """A normal text with 十二月 as 12月, so that days are met in one form."""

    def digits(run: re.Match[str]) -> str:
        value = whole_number(run.group())
        return run.group() if value is None else str(value)

    return re.sub(rf"[{NUMERALS}]+(?=[年月日号])", digits, text)


def days(text: str) -> tuple[Day, ...]:
    """Every day named in a normal text."""
    return tuple(day for day, _ in _days(in_digits(text)))


def without_days(text: str) -> str:
    """A normal text less the days named in it, so that the rest can be looked at as numbers."""
    text = in_digits(text)
    for written in sorted({written for _, written in _days(text)}, key=len, reverse=True):
        text = text.replace(written, ";")
    return text


def _days(text: str) -> Iterator[tuple[Day, str]]:
    before: tuple[int, int, int] | None = None
    for found in [*_DAY.finditer(text), *_POINTED_DAY.finditer(text)]:
        month, year = int(found["m"]), int(found["y"]) if found["y"] else None
        if year is None and before and text[before[0] : found.start()] in _JOINS:
            year = before[1] if month >= before[2] else before[1] + 1
        before = (found.end(), year, month) if year else None
        for day in (found["d"], found.groupdict().get("last")):
            if day:
                yield Day(month, int(day), year), found.group()


def digit_groups(text: str) -> tuple[tuple[str, int], ...]:
    """Runs of digits in a normal text as phone numbers are dialled, without dashes and brackets, and where they begin."""
    whole = [*re.finditer(r"\(\d{3,4}\)-?\d{7,8}|\d+(?:[- ]\d+)+|\d+", text)]
    return tuple((re.sub(r"\D", "", group.group()), group.start()) for group in whole)

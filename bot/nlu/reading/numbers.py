"""Chinese and capital numerals as Arabic digits, and amounts of money."""

import re

_DIGITS = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "俩": 2,
    "仨": 3,
    "弌": 1,
    "贰": 2,
}
_FEW = frozenset("一二两三四五六七八九")
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000}
# The 伍 of 退伍 and 入伍 is no five.
_NUMERAL = re.compile(r"(?:[〇零一二两俩仨三四五六七八九十百千万壹贰叁肆陆柒捌玖拾佰仟]|(?<![退入队复])伍)+")
# Words in which a numeral is no number.
_KEEP = re.compile(
    r"一样|一起|一般|一直|一下|一定|一次性|一共|一家(?!\d)|一些|一边|一卡通|一件事|一律|万一|统一|唯一|第一次|十分|三级|四级|一级|二级|五保|"
    r"五险一金|三类|两病|一方|一老|老[一二三四五六七八九]|不一|一旦|一切|千万|万福店|四季|一会|一点|一把|一路|一时|一手|一概|进一步|之一|八月十五(?![日号])|说一|问一|查一|看一|试一|等一"
)


# 仨月 is three months, not March.
_MONTHS_LONG = re.compile(r"([两俩仨])月(?![份初中底\d])")


def to_int(numeral: str) -> int | None:
    """二百八 is 280, 三百二十 is 320, 二〇二一 is 2021, 十二 is 12; None for what is no number."""
    if not numeral:
        return None
    if len(numeral) == 2 and all(c in _FEW for c in numeral):
        # 两三个月 is two or three.
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, current, unit = 0, 0, 1
    for position, c in enumerate(numeral):
        if c in _DIGITS:
            current = _DIGITS[c]
            last = position == len(numeral) - 1
            if last and position and numeral[position - 1] in _UNITS and _UNITS[numeral[position - 1]] > 10:
                # 二百八: the last digit counts in tenths of the unit before it.
                current *= _UNITS[numeral[position - 1]] // 10
        elif c == "万":
            total, current = (total + current) * 10_000, 0
        else:
            unit = _UNITS[c]
            total += (current or 1) * unit
            current = 0
    return total + current


def to_number(numeral: str) -> int | None:
    """A numeral in digits or in Chinese; None for what is no number."""
    return int(numeral) if numeral.isdigit() else to_int(numeral)


def with_digits(text: str) -> str:
    """The text with its Chinese numerals written in digits, words that merely contain one left alone."""
    kept: list[tuple[int, int]] = [match.span() for match in _KEEP.finditer(text)]

    def write(match: re.Match[str]) -> str:
        if any(start <= match.start() < end or start < match.end() <= end for start, end in kept):
            return match.group()
        after_digits = text[match.start() - 1 : match.start()].isdigit()
        value = _short_year(match, text) or to_int(match.group())
        if value is None or (after_digits and match.group() in _UNITS):
            # The 万 of 55万 is no number of its own.
            return match.group()
        # 280一个人 must not become 2801个人.
        apart = " " if after_digits else ""
        return apart + str(value)

    return _NUMERAL.sub(write, _MONTHS_LONG.sub(r"\1个月", text))


_ITS_MONTH = re.compile(r"年(?=[〇零一二三四五六七八九十\d]{1,2}月)")


def _short_year(numeral: re.Match[str], text: str) -> int | None:
    """21 of 二一年; two digits in a row (二三年) are a few years, unless a month follows."""
    said = numeral.group()
    if (
        len(said) != 2
        or not set(said) <= _FEW
        or said[0] not in "一二"
        or text[numeral.end() : numeral.end() + 1] != "年"
    ):
        return None
    tens, ones = _DIGITS[said[0]], _DIGITS[said[1]]
    return tens * 10 + ones if ones != tens + 1 or _ITS_MONTH.match(text, numeral.end()) else None


_MONEY = re.compile(r"(?<![\d.,\-])(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*(元|块钱?|圆|/人|一个人|每人)")
_BARE = re.compile(r"(?<![\d.,\-—–年月第])([1-9]\d{2,3})(?![\d年月日号天岁%点时位个口人级]|\.\d|,\d|\s*[-—–])")


def amounts(text: str) -> tuple[int, ...]:
    """The amounts in yuan that the (digit-written) text mentions, in order, each once."""
    found = [(m.start(), int(m.group(1).replace(",", ""))) for m in _MONEY.finditer(text)]
    found += [(m.start(), int(m.group(1))) for m in _BARE.finditer(text) if not 1990 <= int(m.group(1)) <= 2100]
    return tuple(dict.fromkeys(amount for _, amount in sorted(found)))

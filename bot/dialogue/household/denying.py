"""Groups that somebody says not to belong to: 不是低保, 低保不是."""

import re

# Whoever does not belong to the wider group does not belong to the narrower one.
STRICTER = {"low_income": ("low_income_60",), "disability": ("severe_disability", "mild_disability")}
_NOT_SAID_BEFORE = re.compile(
    r"((不是|没有|没得|没啥|没什么|不属于|不算|并非)[^，。]{0,3}|(没|未|没有|未曾|无)(完全)?)$"
)
_NOT_SAID_AFTER = re.compile(r"(户|对象)?的?(都|也|倒|又)?(不是|没有|没得|不算)(?=[，。；！]|$)")


def denied(text: str, start: int, end: int) -> bool:
    """Whether the group named there is one that somebody does not belong to: 不是低保, 低保不是."""
    return bool(_NOT_SAID_BEFORE.search(text[:start]) or _NOT_SAID_AFTER.match(text, end))

"""Words that tell of a date that somebody was treated on it: 25号住的院, 4月10号去看病."""

import re

_ILL = (
    r"住院|住了?(的|进|进去|上)?(医)?院|住的|(去|到|在|上|进)了?医院|看(的|了|过|个)?(病|医生|门诊|大夫)|就(诊|医)"
    r"|门诊|手术|动刀|开刀|生(的|了)?病|得(的|了)[^，。]{0,3}病|病(的|了|倒)|摔|骨折|化疗|透析|急诊|输液|打针|买(的|了)?药|花的"
)
# A payment or a birth between them is what is told of the date instead.
_AFTER_A_DATE = re.compile(
    rf"^(几|份|底|初|中旬)?[日号]?[^，。？！；交缴付补出登始起才]{{0,5}}?({_ILL})(?![^，。？！；]{{0,6}}(交|缴|付|续))"
)
_A_DAY = re.compile(
    r"(\d+月(\d+[日号]?|份|底|初)?|\d+[日号]|[昨前今][天日]|上周[^，。]?|上个?星期[^，。]?|上个?月(\d+[日号])?)(?P<after>[^，。？！；]*)"
)


# 6月15号交的，9月14号能报吗: of two days, the one on which it is asked to count.
_COUNTS_ON = re.compile(
    r"^[日号]?(的)?(就|那天|当天|也|还)?(能|可以)(不能|不可以)?(报|用|享受)(销|上|了|得了)?(吗|么|不|没|吧)"
)


def asks_if_it_counts(after: str) -> bool:
    """Whether the words after a date ask if one is covered on it."""
    return bool(_COUNTS_ON.match(after))


def is_treatment(after: str) -> bool:
    """Whether the words after a date tell that somebody was ill on it, or in hospital."""
    return bool(_AFTER_A_DATE.match(after))


def tells_when_treated(text: str) -> bool:
    """Whether the (digit-written) text has a date of a treatment."""
    return any(is_treatment(found["after"]) for found in _A_DAY.finditer(text))

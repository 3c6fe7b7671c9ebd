"""Whoever tells that an employer's insurance has ended, in whatever words, is one of those whose insurance stopped."""

import re

from bot.rules.policy import Policy

_ENDED = r"(?:断|停|不(?:再|给|帮|替|管)*[我他她]?(?:交|缴)|没(?:再|给|帮|替)*[我他她]?(?:交|缴|管))"
_DAY = r"(?:[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}[日号]|份|底|初)?)?"
_STOPPED = re.compile(
    rf"(?:单位|公司|厂里?|职工)(?:的|那边|那头|给|上|交|缴)*(?:社保|医保|保险|职保)?[^，。？！]{{0,3}}{_DAY}(?:就|给|被)?{_ENDED}"
    r"|(?:离职|辞职|离了职|辞了职|失业|下岗|被辞退|从(?:厂里|单位|公司)出来)"
)
# 要不要停职工, 想辞职: not yet.
_NOT_YET = re.compile(
    r"(?:要不要|能不能|可不可以|想|打算|准备|需要|必须|得)(?:先|把)?[^，。？！]{0,3}$|怎么$|没$|还没$"
)
_OTHER_WAY = re.compile(r"居民[^，。？！]{0,8}(?:转|换|改)[^，。？！]{0,3}职工|退(?:费|钱|款|给|不|吗|还)")
STOPPED = "employee_stopped"


def stopped_groups(text: str, policy: Policy) -> set[str]:
    """The group of those whose employees' insurance ended, where the county's notice treats it apart."""
    told = _STOPPED.search(text)
    if told is None or _OTHER_WAY.search(text) or _NOT_YET.search(text[: told.start()]):
        return set()
    return {STOPPED} if STOPPED in _named(policy) else set()


def _named(policy: Policy) -> frozenset[str]:
    """The groups for whom paying late or outside a window's price is another matter."""
    late = policy.late.groups() if policy.late else frozenset()
    return frozenset(late).union(*(rate.when.groups for window in policy.windows for rate in window.rates))

"""The years after the one of birth: the rule for newborns is over, and one enrolls like everybody."""

import re

from bot.rules import pricing
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Newborn

_LATER = re.compile(
    r"第[二2]年|次年|(出生|生下?来?|落地)(的)?(后|以后|之后)的?(下一年|下1年)|满(了)?[一1]周?岁(以后|之后|了|后)|过了(出生)?(当年|头年|第[一1]年|那[一1]?年)"
)
_IN_THE_YEAR_OF_BIRTH = re.compile(r"(第二年|第2年|次年)[^，。]{0,4}(才)?(登记|办|上户)|跨年")


def say_later_year(draft: Draft, inquiry: Inquiry, rules: Newborn) -> bool:
    """出生第二年要交多少: as everybody; the amount where it is this policy's year, or no year of birth was told."""
    text, facts, policy = inquiry.question.digits or inquiry.question.text, inquiry.facts, inquiry.policy
    if facts.groups - {"newborn"}:
        return False
    if (
        not (_born_before(inquiry, rules) or _LATER.search(text))
        or _IN_THE_YEAR_OF_BIRTH.search(text)
        or facts.registered
    ):
        return False
    draft.say(
        f"{'不是，' if _STILL_FREE.search(text) else ''}出生当年以后不再按新生儿算，和一般居民一样缴费（{inquiry.head}的通知只对出生当年另有规定）",
        rules.clause,
    )
    if facts.born is None or facts.born.year + 1 == policy.insurance_year:
        price = pricing.from_today(policy, inquiry.today, facts)[0]
        own = policy.contribution
        draft.say(f"{policy.year_name}的个人缴费标准是{price.each(own.per)}", *price.all_clauses())
        draft.figure("contribution", price.amount, "元")
    return True


_STILL_FREE = re.compile(r"(还|仍|也|又)(是|能|可以|给)?[^，。]{0,3}(免|不用|不要钱|不收|白)")
_BORN_IN = re.compile(r"(?P<year>20\d\d)年?(出)?(生(?!效|病|活)|养的|落地)")


def _born_before(inquiry: Inquiry, rules: Newborn) -> bool:
    """孩子2019年出生, 2020年出生，2021年要交多少: in a year that the rule for newborns is not for, or before the one asked for."""
    told, since = _BORN_IN.search(inquiry.question.digits or inquiry.question.text), rules.born.since
    if told is None or since is None or inquiry.facts.born is not None:
        return False
    asked = inquiry.question.year if not inquiry.question.relative_year else None
    return int(told["year"]) < (asked or since.year)

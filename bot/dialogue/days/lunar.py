"""The solar days that a lunar date means in what is told of it."""

import datetime
import re

from bot.dialogue.days.limits import LATER
from bot.dialogue.days.mentions import Lunar
from bot.dialogue.days.season import in_season, season
from bot.nlu.reading import lunar
from bot.rules.facts import Rough
from bot.rules.policy import Policy

_EXPRESSLY_NOW = re.compile(r"现在|今天|今儿|今日|今个|眼下|这会儿|目前|这阵")
_MISSED_THEN = re.compile(r"忘|没(有)?(交|缴|赶|来得及|顾)|错过|漏")
_PAYS = re.compile(r"交|缴|补|收|登记|办|买|参保|晚|行|可以|来得及|赶")
_COMES = re.compile(r"(才|再|等|到)[^，。]{0,4}(回|到家|放假|有空|有钱|得空|发工资)|回得来|能回")
_WAITS = re.compile(r"(等|拖|过|到)了?$")
# 过了年了: it is behind us.
_IS_PAST = re.compile(r"^了(?!再|才|去)")
_PAST_IT = re.compile(r"过(了|完|罢)$")
# So long after a feast may somebody mean who says 过了正月十五.
AFTERWARDS = datetime.timedelta(days=30)


def placed(text: str, mention: Lunar, role: str, policy: Policy, today: datetime.date) -> Rough | None:
    """The solar days of a lunar date: the last time for what is done, the next one for when somebody will pay."""
    clause = re.split(r"[，。？！；]", text[mention.end :])[0]
    current = in_season(policy, today, months=18)
    home = None if current else policy.insurance_year
    if role == "asked_on" and _IS_PAST.match(text[mention.end :]):
        return None
    if role in ("born", "paid", "registered"):
        days = lunar.past(mention.named, today, home)
    elif _EXPRESSLY_NOW.search(text) or _MISSED_THEN.search(clause):
        return None
    elif _PAYS.search(clause) or _COMES.search(clause) or _WAITS.search(text[: mention.start]):
        days = lunar.coming(mention.named, today if current else season(policy).since)
    else:
        return None
    if days is None:
        return None
    afterwards = role == "asked_on" and (_PAST_IT.search(text[: mention.start]) or LATER.search(text[mention.end :]))
    last = days.last + AFTERWARDS if afterwards else days.last
    return Rough(fact=role, first=days.first, last=last, said=text[mention.start : mention.end])

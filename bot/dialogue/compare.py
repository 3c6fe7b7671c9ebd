"""Two or more counties side by side, as short lines of text."""

import datetime
import re

from bot.dialogue.card import comparison_card
from bot.dialogue.case import read_facts
from bot.dialogue.heard import Heard
from bot.dialogue.message import Reply, answer_part, body, citation_text
from bot.dialogue.state import State
from bot.dialogue.wording import Wording
from bot.nlu.reading import numbers
from bot.policies.registry import Registry
from bot.rules import pricing
from bot.rules.answer import Answer, Question, day, yuan
from bot.rules.facts import Facts

_CHEAPER = re.compile(r"便宜|贵|划算|少|多|低|高|差|一样|比")
_TOGETHER = re.compile(r"一共|总共|合计|加起来|共多少|两个人|2个人|一起(算|交)|算算")


def reply(
    counties: tuple[str, ...], topic: str, heard: Heard, registry: Registry, wording: Wording, today: datetime.date
) -> Reply:
    """Each county's own answer on its own line; for the fee, which is lower or what it comes to together."""
    text = heard.text
    answers = [_answer(c, topic, heard, registry, today) for c in counties]
    if topic == "fee":
        return _fees(counties, text, answers, registry, wording, today)
    answers = [answer.without_season() for answer in answers]
    opening = _which_ends_later(counties, registry) if topic == "deadline" and _LATER.search(text) else ""
    lines = [body(answer) + citation_text(answer.citations) for answer in answers]
    said = [opening, *(body(answer) for answer in answers)] if opening else []
    card = comparison_card(answers, registry, said)
    text = "\n".join([opening, *lines] if opening else lines)
    return Reply(text=text, answer=_combined(answers, registry), card=card)


_LATER = re.compile(r"哪|谁|晚|早|先|后|长|比|一样|相同")


def _which_ends_later(counties: tuple[str, ...], registry: Registry) -> str:
    """Which of two counties' windows for everyone ends later, where both are of one insurance year."""
    ends = []
    for county in counties:
        policy = registry.policies[county][max(registry.policies[county])]
        general = [window.end for window in policy.windows if window.end and window.who is None]
        ends.append((policy.insurance_year, general[-1] if general else None, registry.counties[county].name))
    if len(ends) != 2 or ends[0][0] != ends[1][0]:
        return ""
    (_, one, first), (_, other, second) = ends
    if one is None or other is None:
        return ""
    if one == other:
        return f"两地都到{day(one)}截止。"
    later, late = (first, one) if one > other else (second, other)
    return f"{later}截止得晚，到{day(late)}。"


def _answer(county: str, topic: str, heard: Heard, registry: Registry, today: datetime.date) -> Answer:
    """One county's answer for the person that the message speaks of."""
    if topic == "fee":
        return registry.answer(county, Question(topic=topic), Facts(), today)
    years = registry.policies[county]
    facts = read_facts(heard, years[max(years)], today, State(), registry.catalogue)
    return registry.answer(county, Question(topic=topic, text=heard.text), facts, today)


def _fees(
    counties: tuple[str, ...],
    text: str,
    answers: list[Answer],
    registry: Registry,
    wording: Wording,
    today: datetime.date,
) -> Reply:
    rows = []
    for county in counties:
        years = registry.policies[county]
        policy = years[max(years)]
        rows.append((registry.counties[county].name, policy, pricing.from_today(policy, today)[0].amount))
    opening = ""
    digits = numbers.with_digits(text)
    heads = _heads(counties, digits, registry)
    if heads:
        sums = [amount * count for (_, _, amount), count in zip(rows, heads, strict=True)]
        each = "＋".join(
            f"{name}{count}人{yuan(total)}" for (name, _, _), count, total in zip(rows, heads, sums, strict=True)
        )
        opening = f"一共{yuan(sum(sums))}（{each}）。"
    elif _TOGETHER.search(digits) and not re.search(r"便宜|贵|划算", digits):
        total = sum(amount for _, _, amount in rows)
        opening = f"一共{yuan(total)}（{'＋'.join(yuan(amount) for _, _, amount in rows)}）。"
    elif _CHEAPER.search(text) and len(rows) == 2:
        (one, _, first), (other, _, second) = rows
        low, difference = (one, second - first) if first < second else (other, first - second)
        opening = f"{low}低一些，相差{yuan(difference)}。" if difference else "两地的数一样。"
    lines = [f"{name}{policy.year_name}：{policy.contribution.per}{yuan(amount)}" for name, policy, amount in rows]
    note = wording.comparison["heading"]
    if len({policy.insurance_year for _, policy, _ in rows}) > 1:
        note = wording.comparison["years_differ"] + "；" + note
    cited = [answer.copy(update={"citations": answer.citations[:1]}) for answer in answers]
    citations = [citation for answer in cited for citation in answer.citations]
    said = [*([opening] if opening else []), *lines, f"{note}。"]
    return Reply(
        text="\n".join(said) + citation_text(citations),
        answer=_combined(answers, registry),
        card=comparison_card(cited, registry, said),
    )


def _heads(counties: tuple[str, ...], digits: str, registry: Registry) -> list[int]:
    """阳城三口鄢陵两口: how many people in each county; empty unless all are told."""
    found = []
    for county in counties:
        names = "|".join(re.escape(name.text) for name in registry.names_of[county] if not name.township)
        match = re.search(rf"(?:{names})[^\d，。]{{0,4}}(\d+)(?:口|个|人)", digits)
        if match:
            found.append(int(match.group(1)))
    return found if len(found) == len(counties) else []


def _combined(answers: list[Answer], registry: Registry) -> dict[str, object]:
    """The answers as one, of no one county or year."""
    return {
        **answer_part(answers[0], registry),
        "figures": [figure.dict() for answer in answers for figure in answer.figures],
        "citations": [citation.dict() for answer in answers for citation in answer.citations],
        "county": None,
        "insurance_year": None,
    }

"""Two or more counties side by side, as short lines of text."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.card import comparison_card
from bot.dialogue.case import read_facts
from bot.dialogue.counties import families_apart
from bot.dialogue.counties.compare_leads import days_apart, free_newborns, last_day_for_everybody
from bot.dialogue.counties.families_apart import Part
from bot.dialogue.heard import Heard
from bot.dialogue.message import Reply, answer_part, body, citation_text
from bot.dialogue.state import State
from bot.dialogue.wording import Wording
from bot.nlu.reading import numbers
from bot.policies.registry import Registry
from bot.rules import pricing
from bot.rules.answer import Answer, Citation, Question, yuan
from bot.rules.facts import Facts
from bot.rules.policy import Policy

_CHEAPER = re.compile(r"便宜|贵|划算|少|多|低|高|差|一样|相同|比")
_ARE_ALIKE = re.compile(
    r"(是不是|都是|是)?[^，。]{0,4}(一样|相同|同样)(的)?(吗|么|吧|不|对|$|[？。])|是不是[^，。]{0,4}(一样|相同)"
)
_TOGETHER = re.compile(r"一共|总共|合计|加起来|共多少|两个人|2个人|一起(算|交)|算算")
# 我们俩各交多少: what each pays, and no sum.
_EACH_OWN = re.compile(r"各(自|人|是|要|得|该)*(交|缴|收|掏|多少)|分别")
_DIFFERENCE = re.compile(r"省|相?差|比|便宜|贵|(多|少)(交|缴|花|掏)")
_PRICE = re.compile(r"(交|缴|要|收)(多少|几)|多少钱")
# 户口在随县，在景县能交吗: whether one may enroll there.
_MAY_ENROLL = re.compile(r"(户口|户籍|老家)[^？]{0,20}(能|可以)(不能|不可以)?(交|缴|参|入|买)")
_LATER = re.compile(r"(谁|哪|更|最|比)[^，。]{0,6}(晚|早|先|后)|(晚|早)(一些|点|多少)")
_EARLIER = re.compile(r"(谁|哪|更|最|比)[^，。晚后]{0,6}(早|先)(?!.*(晚|后))")
# What a comparison of money can be about beside the contribution.
_QUANTITIES = ("fiscal_subsidy", "full_premium")


@dataclass(frozen=True)
class _Row:
    """One county's amount of what is compared; None where its notice does not give it."""

    name: str
    policy: Policy
    amount: int | None
    of: str = ""
    clause: str = ""

    @property
    def line(self) -> str:
        if self.amount is None:
            return f"{self.name}{self.policy.year_name}：{self.of}，通知未载明"
        each = f"{self.of}每人" if self.of else self.policy.contribution.per
        return f"{self.name}{self.policy.year_name}：{each}{yuan(self.amount)}"


def reply(
    counties: tuple[str, ...],
    topics: tuple[str, ...],
    heard: Heard,
    registry: Registry,
    wording: Wording,
    today: datetime.date,
) -> Reply:
    """Each county's own answer on its own line; for the fee, which is lower or what it comes to together."""
    topic, text = topics[0], heard.text
    if topic == "fee" and _MAY_ENROLL.search(text):
        topic = "eligibility"
    if topic == "fee":
        return _fees(counties, heard, registry, wording, today)
    answers = [_answer(c, topic, heard, registry, today).without_season() for c in counties]
    lines = [body(answer) + citation_text(answer.citations) for answer in answers]
    card = comparison_card(answers, registry)
    reply = Reply(text="\n".join(lines), answer=_combined(answers, registry), card=card)
    if "fee" in topics or _PRICE.search(text):
        reply = reply.led_by("".join(f"{row.line}。" for row in _rows(counties, "contribution", registry, today)))
    if topic == "deadline" and _LATER.search(text):
        reply = reply.led_by(_closes_first_or_last(counties, text, registry))
    lead = free_newborns if topic == "newborn" else days_apart if topic == "deadline" else None
    words = lead(counties, text, registry) if lead else ""
    return reply.led_by(words) if words else reply


def _answer(county: str, topic: str, heard: Heard, registry: Registry, today: datetime.date) -> Answer:
    """One county's answer for the person that the message speaks of."""
    facts = read_facts(heard, registry.newest(county), today, State(), registry.catalogue)
    return registry.answer(county, Question(topic=topic, text=heard.text, digits=heard.digits), facts, today)


def _closes_first_or_last(counties: tuple[str, ...], text: str, registry: Registry) -> str:
    """Which county's last day for everybody is the later one, or the earlier; nothing where they are alike or unknown."""
    ends = {registry.counties[county].name: last_day_for_everybody(registry.newest(county)) for county in counties}
    known = {name: end for name, end in ends.items() if end}
    if len(known) < len(counties) or len(set(known.values())) < len(known):
        return ""
    early = bool(_EARLIER.search(text))
    one = (min if early else max)(known, key=lambda name: known[name])
    return f"按通知写的日期，{one}截止得{'早' if early else '晚'}。"


def _rows(counties: tuple[str, ...], quantity: str, registry: Registry, today: datetime.date) -> list[_Row]:
    rows = []
    for county in counties:
        name, policy = registry.counties[county].name, registry.newest(county)
        if quantity == "contribution":
            price = pricing.from_today(policy, today)[0]
            rows.append(_Row(name, policy, price.amount, clause=price.clauses[0]))
            continue
        value = policy.fiscal_subsidy if quantity == "fiscal_subsidy" else policy.full_premium
        what = "财政补助" if quantity == "fiscal_subsidy" else "个人和财政合计"
        rows.append(_Row(name, policy, value.amount if value else None, what))
    return rows


def _fees(counties: tuple[str, ...], heard: Heard, registry: Registry, wording: Wording, today: datetime.date) -> Reply:
    text = heard.text
    asked = [aspect.id for aspect in registry.catalogue.asked_in(text) if aspect.id in _QUANTITIES]
    quantity = asked[0] if asked else "contribution"
    question = Question(topic="fee", text=registry.catalogue.aspects[quantity].label if asked else "")
    answers = [registry.answer(county, question, Facts(), today) for county in counties]
    rows = _rows(counties, quantity, registry, today)
    each_own = _EACH_OWN.search(text) and not _TOGETHER.search(numbers.with_digits(text))
    apart = families_apart.parts_of(counties, heard, registry, today) if not (asked or each_own) else None
    if apart:
        return _apart(apart, rows, registry, wording)
    opening = _opening(rows, counties, heard, registry)
    cited = [answer.copy(update={"citations": _cited(answer, row)}) for answer, row in zip(answers, rows, strict=True)]
    citations = [citation for answer in cited for citation in answer.citations]
    said = [*([opening] if opening else []), *(row.line for row in rows), f"{_note(rows, wording)}。"]
    return Reply(
        text="\n".join(said) + citation_text(citations),
        answer=_combined(answers, registry),
        card=comparison_card(cited, registry, said),
    )


def _cited(answer: Answer, row: _Row) -> tuple[Citation, ...]:
    """Where the amount in the line stands: of the price that is due now the answer may name another clause first."""
    if not row.clause or not answer.citations:
        return answer.citations[:1]
    return (Citation(notice=answer.citations[0].notice, clause=row.clause),)


def _apart(parts: Sequence[Part], rows: list[_Row], registry: Registry, wording: Wording) -> Reply:
    """What a family pays whose members pay in several counties, with each one's own reasons."""
    answers = [part.answer.without_season() for part in parts]
    citations = [citation for answer in answers for citation in answer.citations]
    said = [families_apart.said(parts, registry), *(body(answer) for answer in answers), f"{_note(rows, wording)}。"]
    return Reply(
        text="\n".join(said) + citation_text(citations),
        answer=_combined(answers, registry),
        card=comparison_card(answers, registry, said),
    )


def _opening(rows: list[_Row], counties: tuple[str, ...], heard: Heard, registry: Registry) -> str:
    """What the amounts come to together, or which of them is lower; nothing where one of them is not known."""
    text, digits = heard.text, numbers.with_digits(heard.text)
    amounts = [row.amount for row in rows if row.amount is not None]
    if len(amounts) < len(rows):
        return ""
    heads = _heads(counties, digits, registry)
    if heads:
        sums = [amount * count for amount, count in zip(amounts, heads, strict=True)]
        each = "＋".join(
            f"{row.name}{count}人{yuan(total)}" for row, count, total in zip(rows, heads, sums, strict=True)
        )
        if len(sums) == 2 and _DIFFERENCE.search(digits):
            return f"相差{yuan(abs(sums[0] - sums[1]))}（{each}）。"
        return f"一共{yuan(sum(sums))}（{each}）。"
    if families_apart.names_people(heard) and not re.search(r"便宜|贵|划算|差|省", digits):
        return ""
    if _TOGETHER.search(digits) and not re.search(r"便宜|贵|划算", digits):
        return f"一共{yuan(sum(amounts))}（{'＋'.join(map(yuan, amounts))}）。"
    if not _CHEAPER.search(text):
        return ""
    verdict = "是的，" if _ARE_ALIKE.search(text) and len(set(amounts)) == 1 else ""
    return verdict + _which_is_lower(rows, amounts, dearer=bool(_DEARER.search(text)))


# 哪个交得多 is answered with that one.
_DEARER = re.compile(r"(哪|谁|啥|什么)[^，。？]{0,8}(?<!差)(多(?!少)|高|贵)")


def _which_is_lower(rows: list[_Row], amounts: list[int], dearer: bool) -> str:
    low, high = min(amounts), max(amounts)
    where = "两地" if len(rows) == 2 else f"{len(rows)}个县"
    if low == high:
        return f"{where}的数一样，都是每人{yuan(low)}。"
    lowest, highest = ("、".join(row.name for row in rows if row.amount == amount) for amount in (low, high))
    if len(rows) == 2:
        named = f"{highest}高一些" if dearer else f"{lowest}低一些"
        return f"{named}，相差{yuan(high - low)}。"
    return f"不一样，{highest}最高，每人{yuan(high)}；{lowest}最低，每人{yuan(low)}。"


def _note(rows: list[_Row], wording: Wording) -> str:
    """What has to be said of any comparison: where one enrolls, and that years differ."""
    same = len({row.amount for row in rows}) == 1
    note = wording.comparison["same" if same else "heading" if len(rows) == 2 else "several"]
    if len({row.policy.insurance_year for row in rows}) > 1:
        note = wording.comparison["years_differ"] + "；" + note
    return note


def _heads(counties: tuple[str, ...], digits: str, registry: Registry) -> list[int]:
    """阳城三口鄢陵两口: how many people in each county; empty unless all are told."""
    found = []
    for county in counties:
        names = registry.own_pattern(county)
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

"""What a family pays together: each person's own share, added up, with what it hangs on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.facts import Facts
from bot.rules.handlers import paying
from bot.rules.handlers.aid_categories import kind_text
from bot.rules.handlers.aid_groups import NOT_ABOUT_AID
from bot.rules.handlers.household_late import say_some_late
from bot.rules.household import Covered, Household
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points
from bot.rules.policy import AidCategory
from bot.rules.rates import Price
from bot.rules.shares import Share, Terms, in_common

_COVERED: dict[Covered, str] = {
    "employee": "有职工医保或由单位管",
    "school": "在学校参保",
    "elsewhere": "已在别处参保",
    "paid": "已经缴过",
    "gone": "已去世",
    "unborn": "还没出生",
    "left_out": "按您说的不算",
}
_ENOUGH = re.compile(r"够")


def say(draft: Draft, inquiry: Inquiry, household: Household) -> None:
    """The sum first, then why somebody does not pay the price; a question where the persons are not clear."""
    common = in_common(inquiry.facts, household)
    if household.doubtful:
        # Who they are is not clear: no sum.
        _ask_who(draft, inquiry, pricing.from_today(inquiry.policy, inquiry.today, common)[0])
        return
    if inquiry.facts.late_heads is not None:
        say_some_late(draft, inquiry, household, inquiry.facts.late_heads)
        return
    price = _price(draft, inquiry, common)
    if price is None:
        return
    family = _Family(inquiry, household, price)
    if family.unclear:
        # Which of the prices is each one's is not clear: children are taken for minors, and that is said.
        family = replace(family, children_minor=True)
    if family.unclear:
        _ask_who(draft, inquiry, price)
        return
    _say_sum(draft, inquiry, family)
    for sentence, clause in family.reasons():
        draft.say(sentence, clause)
    _say_children(draft, inquiry)
    arranged = inquiry.policy.aid
    if (
        arranged
        and arranged.settled
        and family.paying
        and all(one.category and not one.amount for one in family.paying)
    ):
        draft.say(arranged.settled, arranged.settled_clause)
    _say_what_is_assumed(draft, inquiry, family)
    if not (inquiry.facts.pays_on or inquiry.facts.missed_window):
        _say_other_windows(draft, inquiry, family)


_CHEAPER = re.compile(r"便宜|少(交|缴|收)|半价|优惠|打折|区别|区分|不同|一样|单独")


def _say_children(draft: Draft, inquiry: Inquiry) -> None:
    """Whether children pay less, where that is asked beside the sum."""
    policy = inquiry.policy
    if not (inquiry.asks("child_rate") and _CHEAPER.search(inquiry.question.text)) or policy.contribution.rates:
        return
    if say_points(draft, inquiry, "child_rate"):
        return
    if policy.contribution.note:
        draft.say(f"标准{policy.contribution.note}", policy.contribution.clause)
    elif policy.is_silent_on("child_rate"):
        draft.say("小孩和大人是否不同，通知未载明")


def _price(draft: Draft, inquiry: Inquiry, common: Facts) -> Price | None:
    """The price that holds for the family; where there is none, what holds instead is said.

    One member's way to enroll late, or lower price, is not the family's: ``common`` is what is known of them all.
    """
    facts, policy = inquiry.facts, inquiry.policy
    when = facts.pays_on
    if facts.missed_window:
        late = pricing.late(policy)
        if late is None:
            paying.say_late_rule(draft, inquiry)
        return late
    if when is None:
        return pricing.from_today(policy, inquiry.today, common)[0]
    price = pricing.on(policy, when, common)
    if price is None:
        paying.say_day(draft, inquiry, when)
    return price


def _ask_who(draft: Draft, inquiry: Inquiry, price: Price) -> None:
    aided = pricing.aid_for(inquiry.policy, inquiry.facts)[:1]
    ordinary = "普通居民" if aided else ""
    draft.say(f"{inquiry.head}{ordinary}{price.each()}，几个人缴就乘以几", *price.all_clauses())
    draft.figure_price(price)
    for category in aided:
        # Whose it is is not clear, but that one of them has it was told.
        draft.say(f"其中{category.name}{kind_text(inquiry.policy, category)}", category.clause)
        if category.amount is not None and category.kind != "full":
            draft.figure("aid", category.amount, "元")
    draft.ask = "household"


@dataclass(frozen=True)
class _Family:
    """The household's shares in one window, or late: ``price`` is an ordinary person's.

    ``children_minor``: children whose age nobody told are taken for minors.
    """

    inquiry: Inquiry
    household: Household
    price: Price
    children_minor: bool = False

    @property
    def shares(self) -> tuple[Share, ...]:
        i = self.inquiry
        terms = Terms(i.policy, i.catalogue, i.facts, i.today.year, self.price, self.children_minor)
        return terms.shares(self.household)

    @property
    def supposing(self) -> str:
        """What is taken for true of the children, as an afterthought to a sum."""
        rates = dict.fromkeys(one.price.rate for one in self.paying if one.supposed and one.price and one.price.rate)
        return f"，孩子按{'、'.join(rate for rate in rates if rate)}算" if rates else ""

    @property
    def unclear(self) -> bool:
        """Whether it is not known of somebody which of several prices is theirs."""
        return any(one.unclear for one in self.shares)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Where the prices stand that anybody pays."""
        own = (clause for one in self.paying if one.price and not one.newborn for clause in one.price.clauses)
        return tuple(dict.fromkeys((*self.price.clauses, *own)))

    @property
    def paying(self) -> tuple[Share, ...]:
        return tuple(one for one in self.shares if one.person.covered is None)

    @property
    def settled(self) -> tuple[Share, ...]:
        return tuple(one for one in self.paying if one.amount is not None)

    @property
    def open_aid(self) -> tuple[Share, ...]:
        """Those for whom it hangs on a category that their plain word leaves open."""
        return tuple(one for one in self.paying if one.perhaps and one.amount is None)

    @property
    def open_newborns(self) -> tuple[Share, ...]:
        return tuple(one for one in self.paying if one.newborn and one.amount is None)

    def reasons(self) -> Iterable[tuple[str, str | None]]:
        """Why somebody pays nothing, less, or nothing here; each reason once, with those it is true of."""
        i, newborn = self.inquiry, self.inquiry.policy.newborn
        for category in dict.fromkeys(one.category for one in self.settled):
            if category:
                who = _names(one for one in self.settled if one.category == category)
                yield f"{who}{category.name}{kind_text(i.policy, category)}", category.clause
        babies = [one for one in self.settled if one.newborn]
        if babies and newborn:
            free = not babies[0].amount
            born = f"（{i.when(i.facts.born)}出生）" if i.facts.born else ""
            rule = newborn.cases[0].says or newborn.general
            later = f"新生儿只在出生当年不缴，{i.policy.insurance_year}年度的按标准缴"
            if not any(case.pay == 0 for case in newborn.cases):
                within = f"，要在出生之日起{newborn.register_within.text()}内登记" if newborn.register_within else ""
                later = f"新生儿也按标准缴{within}"
            yield (f"新生儿{born}不用缴：{rule}" if free else later), newborn.cases[0].clause
        for reason in dict.fromkeys(one.person.covered for one in self.shares):
            if reason:
                who = _names((one for one in self.shares if one.person.covered == reason), "") or "其中的人"
                yield f"{who}{_COVERED[reason]}，没有算在内", None
        yield from self._not_listed()

    def _not_listed(self) -> Iterable[tuple[str, str | None]]:
        i = self.inquiry
        clause = i.policy.aid.clause if i.policy.aid else i.policy.contribution.clause
        for one in self.settled:
            named = one.person.groups - NOT_ABOUT_AID - {"aged_60", "aged_80"}
            if named and one.category is None and not one.newborn:
                names = "、".join(i.catalogue.name(group) for group in sorted(named))
                yield f"{names}不在通知列明的资助范围，按标准缴", clause


def _names(shares: Iterable[Share], after: str = "：") -> str:
    """爷爷、奶奶：; nothing where they were only counted."""
    names = tuple(dict.fromkeys(one.person.name for one in shares if one.person.name))
    return "、".join(names) + after if names else ""


def _reckoning(amounts: list[int]) -> str:
    """3 × 280元 + 140元 + 0元, the largest first."""
    parts = []
    for amount in sorted(set(amounts), reverse=True):
        count = amounts.count(amount)
        parts.append(yuan(amount) if count == 1 or not amount else f"{count} × {yuan(amount)}")
    return " + ".join(parts)


def _say_sum(draft: Draft, inquiry: Inquiry, family: _Family) -> None:
    price = family.price
    if family.open_newborns or len({one.perhaps for one in family.open_aid}) > 1:
        _say_partial(draft, inquiry, family)
    elif family.open_aid:
        _say_either(draft, inquiry, family, family.open_aid)
    else:
        amounts = [one.amount or 0 for one in family.settled]
        total = sum(amounts)
        verdict = _verdict(inquiry, total, price.amount)
        if not amounts:
            draft.say(f"不用在这里缴，按{inquiry.head}的规定，居民医保和别处的医保不重复参加", *family.clauses)
        elif not total:
            draft.say(f"都不用自己缴，{inquiry.head}{len(amounts)}个人一共0元", *family.clauses)
        else:
            how = _reckoning(amounts) + family.supposing
            draft.say(f"{verdict}{inquiry.head}{len(amounts)}个人一共{yuan(total)}（{how}）", *family.clauses)
        draft.figure("total", total, "元")
    draft.figure("contribution", price.amount, "元")


def _say_either(draft: Draft, inquiry: Inquiry, family: _Family, open_aid: tuple[Share, ...]) -> None:
    category = open_aid[0].perhaps
    if category is None:
        return
    settled = [one.amount or 0 for one in family.settled]
    certified = settled + [one.certified or 0 for one in open_aid]
    otherwise = settled + [one.price.amount for one in open_aid if one.price]
    who = _names(open_aid, "") or "、".join(
        sorted({inquiry.catalogue.name(group) for one in open_aid for group in one.person.groups})
    )
    clauses = (*family.clauses, category.clause)
    draft.say(
        f"要看{who}是不是{category.name}：是的，{inquiry.head}{len(certified)}个人一共{yuan(sum(certified))}"
        f"（{_reckoning(certified)}）；不是的，一共{yuan(sum(otherwise))}（{_reckoning(otherwise)}）",
        *clauses,
    )
    draft.figure("total", sum(certified), "元")
    draft.figure("total", sum(otherwise), "元")


def _say_partial(draft: Draft, inquiry: Inquiry, family: _Family) -> None:
    """The sum of those that are clear, and for the others what it hangs on."""
    policy, amounts = inquiry.policy, [one.amount or 0 for one in family.settled]
    left = "、".join(dict.fromkeys(one.person.name or "新生儿" for one in (*family.open_newborns, *family.open_aid)))
    if amounts:
        draft.say(
            f"{inquiry.head}不算{left}，{len(amounts)}个人一共{yuan(sum(amounts))}（{_reckoning(amounts)}）",
            *family.clauses,
        )
        draft.figure("total", sum(amounts), "元")
    for category in dict.fromkeys(one.perhaps for one in family.open_aid):
        theirs = [one for one in family.open_aid if one.perhaps == category]
        otherwise = "或".join(dict.fromkeys(yuan(one.price.amount) for one in theirs if one.price))
        if category:
            draft.say(
                f"{_names(theirs, '')}是{category.name}的，{kind_text(policy, category)}；不是的每人缴{otherwise}",
                category.clause,
            )
    if family.open_newborns and policy.newborn:
        draft.say(f"新生儿另算：{policy.newborn.general}", policy.newborn.clause)


def _verdict(inquiry: Inquiry, total: int, price: int) -> str:
    """够，/不够，/是的，/不是，: whether the sum that the asker has in mind is the right one."""
    question = inquiry.question
    claims = [claim for claim in question.claims if claim != price] or list(question.claims)
    enough = _ENOUGH.search(question.text)
    if not claims or not (enough or question.confirm):
        return ""
    claim = max(claims)
    if enough:
        return "够，" if claim >= total else "不够，"
    return "是的，" if claim == total else ("" if claim == price else "不是，")


def _say_what_is_assumed(draft: Draft, inquiry: Inquiry, family: _Family) -> None:
    household = family.household
    for name in household.assumed:
        draft.say(f"{name}是按1个人算的")
    for other in dict.fromkeys(other for one in family.shares for other in one.older):
        draft.say(f"其中有{other.who}的，每人{yuan(other.amount)}", *other.clauses)
    policy = inquiry.policy
    full: list[AidCategory] = [c for c in policy.aid.categories if c.kind == "full"] if policy.aid else []
    known = household.ordinary or any(person.described or person.age is not None for person in household.persons)
    if full and not known:
        draft.say(f"家里有{full[0].name}等全额资助对象的，这些人不用缴", full[0].clause)


def _say_other_windows(draft: Draft, inquiry: Inquiry, family: _Family) -> None:
    common = in_common(inquiry.facts, family.household)
    prices = pricing.from_today(inquiry.policy, inquiry.today, common)
    others = [replace(family, price=price) for price in prices if price.amount != family.price.amount]
    others = [other for other in others if not other.unclear]
    if not others or family.open_aid or family.open_newborns:
        return
    rows = "；".join(
        f"{other.price.window.name}缴的一共{yuan(sum(one.amount or 0 for one in other.settled))}"
        for other in others
        if other.price.window
    )
    draft.say(rows, *(clause for other in others for clause in other.clauses))

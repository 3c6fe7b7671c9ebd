"""A household in one window: everybody's share, and why somebody pays nothing, less, or nothing here."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.handlers.aid.categories import kind_text
from bot.rules.handlers.aid.groups import NOT_ABOUT_AID
from bot.rules.handlers.aid.windows import given_at, only_in_windows
from bot.rules.household import Covered, Household
from bot.rules.inquiry import Inquiry
from bot.rules.rates import Price
from bot.rules.shares import Share, Terms

_COVERED: dict[Covered, str] = {
    "employee": "有职工医保或由单位管",
    "school": "在学校参保",
    "elsewhere": "已在别处参保",
    "paid": "已经缴过",
    "gone": "已去世",
    "unborn": "还没出生",
    "left_out": "按您说的不算",
    "exempt": "按您说的是免缴的",
    "presumed": "按已经缴过算",
}


# Nobody said that they paid, only that the others did not.
_THE_REST = "其余的人"


@dataclass(frozen=True)
class Family:
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
                who = names_of(one for one in self.settled if one.category == category)
                yield f"{who}{category.name}{kind_text(i.policy, category)}", category.clause
        babies = [one for one in self.settled if one.newborn]
        if babies and newborn:
            free = not babies[0].amount
            born = f"（{i.when(i.facts.born)}出生）" if i.facts.born else ""
            rule = newborn.cases[0].says or newborn.general
            later = f"新生儿只在出生当年不缴，{i.policy.insurance_year}年度的按标准缴"
            if i.facts.born and i.facts.born.year >= i.policy.insurance_year:
                # Born in the year itself: what is due comes from a late registration.
                later = f"新生儿{born}：{newborn.general}"
            if not any(case.pay == 0 for case in newborn.cases):
                within = f"，要在出生之日起{newborn.register_within.text()}内登记" if newborn.register_within else ""
                later = f"新生儿也按标准缴{within}"
            yield (f"新生儿{born}不用缴：{rule}" if free else later), newborn.cases[0].clause
        for reason in dict.fromkeys(one.person.covered for one in self.shares):
            if reason:
                nameless = _THE_REST if reason == "presumed" else "其中的人" if self.paying else "这几个人"
                who = names_of((one for one in self.shares if one.person.covered == reason), "") or nameless
                yield f"{who}{_COVERED[reason]}{'，没有算在内' if self.paying else ''}", None
        yield from self._not_listed()

    def _not_listed(self) -> Iterable[tuple[str, str | None]]:
        i = self.inquiry
        clause = i.policy.aid.clause if i.policy.aid else i.policy.contribution.clause
        for one in self.settled:
            of_the_county = {group.id for group in i.policy.groups}
            named = one.person.groups - NOT_ABOUT_AID - {"aged_60", "aged_80"} - of_the_county
            listed = next((c for c in (i.policy.aid.categories if i.policy.aid else ()) if c.group in named), None)
            if listed and not given_at(i, self.price, listed):
                yield only_in_windows(i, listed)
            elif named and one.category is None and not one.newborn:
                names = "、".join(i.catalogue.name(group) for group in sorted(named))
                yield f"{names}不在通知列明的资助范围，按标准缴", clause


def names_of(shares: Iterable[Share], after: str = "：") -> str:
    """爷爷、奶奶：; nothing where they were only counted."""
    names = tuple(dict.fromkeys(one.person.name for one in shares if one.person.name))
    return "、".join(names) + after if names else ""

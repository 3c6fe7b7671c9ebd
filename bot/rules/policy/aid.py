"""Aid to enroll."""

import datetime
from typing import Literal

from pydantic import root_validator

from bot.rules.base import Strict
from bot.rules.policy.values import Clause, Identifier, Percent, Yuan
from bot.rules.policy.when import When
from bot.rules.policy.windows import Window


class AidCategory(Strict):
    """A group whose contribution is paid or helped with.

    ``full``: nobody pays; ``fixed``: ``amount`` is taken off whatever price applies; ``percent``: that part of the
    person's price, or with ``of: contribution`` of the contribution alone; ``reimbursed``: pays first, ``amount`` (if
    the notice has one) comes back. ``requires``: a group to which the person must belong as well; asked of nobody, but whoever
    says not to belong to it does not fit. ``when``: who of the group, or of everybody where there is none, it is for.
    ``at_most`` limits a percentage; ``beside``: it is given beside other aid.
    ``windows``: in which windows alone it is given, ``all`` in each and late; else as the aid as a whole is.
    """

    group: Identifier | None = None
    when: When = When()
    requires: Identifier | None = None
    name: str
    kind: Literal["full", "fixed", "percent", "reimbursed"]
    clause: Clause
    amount: Yuan | None = None
    percent: Percent | None = None
    of: Literal["price", "contribution"] = "price"
    at_most: Yuan | None = None
    beside: bool = False
    windows: Literal["all"] | tuple[Identifier, ...] | None = None
    certified_by: str | None = None
    certified_clause: Clause | None = None
    age_on: datetime.date | None = None

    @root_validator(skip_on_failure=True)
    def whole(cls, values: dict[str, object]) -> dict[str, object]:
        if values["kind"] == "fixed" and values["amount"] is None:
            raise ValueError("is fixed, but names no amount: add amount: 180")
        if (values["kind"] == "percent") is (values["percent"] is None):
            raise ValueError("kind: percent and percent: 50 belong together")
        if values["kind"] == "percent" and values["amount"] is not None:
            raise ValueError("is percent: the amount follows from the price, leave it out; a limit is at_most: 180")
        if values["at_most"] is not None and values["kind"] != "percent":
            raise ValueError("at_most limits a percentage: it belongs with kind: percent")
        if values["group"] is None and values["when"] == When():
            raise ValueError("is for nobody: add group: subsistence, or when: {age: {at_least: 70}}")
        return values


class Aid(Strict):
    """Aid to enroll: the groups, and what holds where several fit.

    ``settled`` is how aid reaches people who need not pay it first, ``reimbursed`` how it reaches the others;
    ``several_says`` tells the rule for several in our own words. ``refunds_after_windows``: aided people who paid get
    their money back only when nobody can pay any more. ``windows``: only who pays in one of these is aided.
    """

    clause: Clause
    categories: tuple[AidCategory, ...]
    several: Literal["higher", "choose"] | None = None
    several_says: str | None = None
    several_clause: Clause | None = None
    settled: str | None = None
    settled_clause: Clause | None = None
    reimbursed: str | None = None
    refunds_after_windows: bool = False
    windows: tuple[Identifier, ...] = ()
    windows_clause: Clause | None = None

    def given_in(self, window: Window | None, category: AidCategory) -> bool:
        """Whether who pays in the window, or late where it is None, is aided so."""
        windows = self.windows_of(category)
        return not windows or (window is not None and window.is_one_of(windows))

    def windows_of(self, category: AidCategory) -> tuple[Identifier, ...]:
        """The windows in which alone the category is aided; none where it is in all of them and late."""
        if category.windows is None:
            return self.windows
        return () if category.windows == "all" else category.windows

    @root_validator(skip_on_failure=True)
    def told(cls, values: dict[str, object]) -> dict[str, object]:
        if values["several"] and not values["several_says"]:
            raise ValueError("several needs several_says: the rule in your own words, such as 按最高的一项资助")
        return values

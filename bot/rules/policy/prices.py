"""What a person pays for the year: the contribution, other people's rates, grades, and the full premium."""

from typing import Literal, TypeAlias

from pydantic import validator

from bot.rules.base import Strict
from bot.rules.policy.values import Clause, Identifier, Yuan
from bot.rules.policy.when import When

Pay: TypeAlias = Yuan | Literal["contribution", "full_premium"]


class Rate(Strict):
    """Another price for the people whom ``when`` describes; ``who`` is what a reply calls them."""

    who: str
    when: When
    pay: Pay
    clause: Clause | None = None


def _amount_of_its_own(rate: Rate) -> Rate:
    """A block's own rates cannot refer to a block."""
    if not isinstance(rate.pay, int):
        raise ValueError(f"pay must be an amount here, not {rate.pay}")
    return rate


class Grade(Strict):
    """A dearer grade that people may choose; ``amount`` is its ordinary price, ``when`` who may choose it."""

    name: str
    amount: Yuan
    clause: Clause
    aliases: tuple[str, ...] = ()
    when: When = When()


class FamilyDiscount(Strict):
    """What each of a family pays less that enrolls with so many people, under the conditions that ``says`` tells.

    ``windows``: only in these; ``aided``: people whose contribution is aided get it as well, otherwise they only count.
    """

    at_least: int
    less: Yuan
    clause: Clause
    says: str
    windows: tuple[Identifier, ...] = ()
    aided: bool = False


class Contribution(Strict):
    """What a person pays for the year; windows may set other prices.

    ``rates`` are the prices of some people, wherever the price is the contribution; ``grades`` what one may choose
    instead of the ordinary ``grade``; ``family`` is what whole families pay less.
    """

    amount: Yuan
    clause: Clause
    per: str = "每人每年"
    note: str | None = None
    rates: tuple[Rate, ...] = ()
    grade: str | None = None
    grades: tuple[Grade, ...] = ()
    family: FamilyDiscount | None = None

    _amounts = validator("rates", each_item=True, allow_reuse=True)(_amount_of_its_own)


class Amount(Strict):
    """An amount in yuan a person; ``computed`` names the sum it comes from when the notice gives only the parts."""

    amount: Yuan
    clause: Clause
    computed: str | None = None


class Premium(Amount):
    """The full premium; ``rates`` where it is another one for some people."""

    rates: tuple[Rate, ...] = ()

    _amounts = validator("rates", each_item=True, allow_reuse=True)(_amount_of_its_own)

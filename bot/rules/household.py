"""A household: the persons that a sum is for, each with what is known of them. Everything absent is unknown."""

from typing import Literal

from bot.rules.base import Strict

Covered = Literal["employee", "school", "elsewhere", "paid", "gone", "unborn", "left_out", "exempt", "presumed"]


class Person(Strict):
    """One person. ``kin`` is an id of ``data/people.yml``, ``name`` what the asker calls them.

    ``covered`` says why nothing is to be paid for them here (``presumed``: others of the family were said not to have paid yet); ``plain`` that they were said to be ordinary.
    """

    kin: str = "person"
    name: str = ""
    groups: frozenset[str] = frozenset()
    not_groups: frozenset[str] = frozenset()
    age: int | None = None
    covered: Covered | None = None
    plain: bool = False

    @property
    def described(self) -> bool:
        """Whether anything is known that could make a difference to the price."""
        return bool(self.groups or self.covered or self.plain or self.not_groups)


class Household(Strict):
    """The persons named, and ``size``, the head count as told; those not named are ordinary.

    ``assumed`` names the persons whose number was not told (孩子 may be one or several); ``ordinary``: said
    that nobody belongs to an aided group. ``doubtful`` is a reading that does not add up, from which no sum may be made.
    """

    persons: tuple[Person, ...] = ()
    size: int | None = None
    assumed: tuple[str, ...] = ()
    ordinary: bool = False
    doubtful: bool = False

    def everyone(self) -> tuple[Person, ...]:
        """Each person once: those named, then the rest of the head count."""
        return (*self.persons, *(Person() for _ in range((self.size or 0) - len(self.persons))))

    def payers(self) -> tuple[Person, ...]:
        """Those for whom there is something to settle here."""
        return tuple(person for person in self.everyone() if person.covered is None)

    def in_common(self) -> frozenset[str]:
        """The groups to which all of them belong."""
        everyone = self.everyone()
        return frozenset.intersection(*(person.groups for person in everyone)) if everyone else frozenset()

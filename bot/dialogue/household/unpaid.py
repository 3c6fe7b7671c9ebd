"""Who of a family has not paid yet: the rest of the head count is taken to have paid, and that is said."""

from bot.rules.household import Covered, Person

_PRESUMED: Covered = "presumed"


class Unpaid:
    """Whether it is told of some of them that they have not paid: 我们五口，就我和我妈没交."""

    def __init__(self, persons: list[Person]) -> None:
        """Takes those out of ``persons`` who were only taken to have paid: who they are may be told now."""
        self.told = any(person.covered == _PRESUMED for person in persons)
        persons[:] = [person for person in persons if person.covered != _PRESUMED]

    def counted(self, count: int, size: int | None) -> None:
        """那5个人呢: all of them are asked about, whoever had not paid."""
        self.told = self.told and count != size

    def settle(self, persons: list[Person], size: int | None, most: int) -> bool:
        """Adds those of the head count who were not named; true where nobody is left who has not paid."""
        if not self.told or size is None:
            return False
        if all(person.covered for person in persons):
            return True
        persons += [Person(covered=_PRESUMED)] * min(max(0, size - len(persons)), most)
        return False


def has_not_paid(person: Person) -> Person:
    """The person, who was told or taken to have paid before."""
    return person.copy(update={"covered": None}) if person.covered == "paid" else person

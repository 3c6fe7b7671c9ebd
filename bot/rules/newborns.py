"""Whether a case of the newborn's rules holds, of a child whose registration is its application and its payment."""

from bot.rules.conditions import Truth, holds, in_range
from bot.rules.facts import Facts
from bot.rules.policy import When

# Nobody is asked for these: a child is of no group or township that nobody named.
_UNASKED = frozenset({"groups", "township", "registration"})
_UNDATED = {"applied": None, "paid": None}


def newborn_holds(when: When, facts: Facts) -> Truth:
    """As ``conditions.holds``; ``applied`` and ``paid`` go by the day of registration, and a group unsaid is none."""
    paid_first = facts.registered is None and facts.paid is not None
    child = facts.copy(update={"minor": True, "age": 0, "age_at_most": None})
    truths = [holds(when.copy(update=_UNDATED), child)]
    for limits in (when.applied, when.paid):
        if limits:
            inside = in_range(limits, facts, "paid" if paid_first else "registered").value
            truths.append(Truth(inside, () if inside is not None else ("registered",)))
    needs = tuple(dict.fromkeys(need for truth in truths for need in truth.needs))
    if any(truth.value is False for truth in truths) or _UNASKED & set(needs):
        return Truth(False)
    return Truth(None, needs) if needs else Truth(True)


def holds_for_some(when: When, facts: Facts) -> bool:
    """Whether the case is for children of a group or township that nobody named, and would hold for one of them."""
    unnamed = facts.copy(update={"groups": facts.groups - {"newborn"}})
    named = when.copy(update={"groups": (), "townships": (), "registration": None})
    return holds(when, unnamed).value is not False and newborn_holds(named, facts).value is True and named != when

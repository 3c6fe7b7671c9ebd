"""Which of a person's groups matter for aid, what aid is theirs, and which listed category a plain word may mean."""

from collections.abc import Sequence

from bot.rules import pricing
from bot.rules.conditions import holds
from bot.rules.inquiry import Inquiry
from bot.rules.policy import Aid, AidCategory

# Groups that no notice's aid can concern, and those that are named for other reasons unless aid itself is asked.
NEVER_AIDED = frozenset({"newborn", "student", "pupil", "newborn_parents_outside"})
NOT_ABOUT_AID = NEVER_AIDED | frozenset({"graduate", "released", "veteran", "married_in", "employee_stopped"})


# Groups that tell no more than an age.
ONLY_AGE = frozenset({"aged_60", "aged_80"})


def concerns_aid(inquiry: Inquiry) -> bool:
    """Whether the person belongs to a group for which aid matters, or is aided for something else."""
    return bool(relevant_groups(inquiry)) or any(not category.beside for category in aid_of(inquiry))


def concerns_everybody(inquiry: Inquiry) -> bool:
    """Whether aid matters for all who are spoken of: of a family, for each of its persons."""
    household = inquiry.facts.household
    return concerns_aid(inquiry) and (household is None or bool(household.in_common() & relevant_groups(inquiry)))


def relevant_groups(inquiry: Inquiry) -> frozenset[str]:
    """The person's groups less those that have nothing to do with aid here."""
    named = {c.group for c in inquiry.policy.aid.categories if c.group} if inquiry.policy.aid else set()
    # A group that the county names for another reason pays like everybody; so do the old where no aid asks for an age.
    old = {group for group in ONLY_AGE if not named & _may_be(inquiry, group)}
    others = NOT_ABOUT_AID | {group.id for group in inquiry.policy.groups} | old
    by_years = inquiry.policy.aid and any(category.when.age for category in inquiry.policy.aid.categories)
    unrelated = (NEVER_AIDED | (old if by_years else set())) if inquiry.question.topic == "subsidy" else others
    return frozenset(g for g in inquiry.facts.groups if g in named or g not in unrelated)


def _may_be(inquiry: Inquiry, group: str) -> frozenset[str]:
    """The groups that the word for this one may mean."""
    known = inquiry.catalogue.groups.get(group)
    return frozenset(known.needs if known else ())


def aid_of(inquiry: Inquiry, **supposed: bool) -> tuple[AidCategory, ...]:
    """The aid of this person, whom ``supposed`` says more of; what is given beside other aid last."""
    facts = inquiry.facts.copy(update={"groups": relevant_groups(inquiry), **supposed})
    return pricing.aid_for(inquiry.policy, facts)


def one_of(fitting: Sequence[AidCategory]) -> list[AidCategory]:
    """Those of which only one is given."""
    return [category for category in fitting if not category.beside]


def may_mean(inquiry: Inquiry, aid: Aid, groups: frozenset[str]) -> AidCategory | None:
    """A listed category that the plain word may mean (残疾 for 重度残疾人), so that nobody is told no too early.

    A group of which only some are aided, by what is not known of the person, comes first.
    """
    for category in aid.categories:
        if category.group in groups and holds(category.when, inquiry.facts).value is None:
            return category
    own = {category.group for category in pricing.aid_for(inquiry.policy, inquiry.facts) if category.group}
    for group in sorted(groups - own):
        needs = inquiry.catalogue.groups[group].needs if group in inquiry.catalogue.groups else ()
        for category in aid.categories:
            words = inquiry.catalogue.groups.get(group)
            if {category.group, category.requires} & inquiry.facts.not_groups:
                continue
            shared = words.aliases[0][:2] if words else ""
            if category.group in needs or (needs and shared and not shared.isdigit() and shared in category.name):
                return category
    return None


# Parts of names that many groups share and that make none alike.
_COMMON = ("家庭", "人员", "对象", "人口", "困难", "周岁", "以上", "老人", "一级", "二级", "三级", "四级")


def sounds_like(names: str, aid: Aid) -> AidCategory | None:
    """A listed group whose name shares a word with the one that is not listed: 脱贫不稳定户 for 脱贫人口."""
    beginning = [category for category in aid.categories if names[:2] in category.name and names[:2] not in _COMMON]
    for category in beginning or aid.categories:
        pairs = {names[i : i + 2] for i in range(len(names) - 1)} - set(_COMMON)
        if any(pair in category.name for pair in pairs):
            return category
    return None


def classes_of(inquiry: Inquiry, aid: Aid, groups: frozenset[str]) -> list[AidCategory]:
    """The listed classes of a group whose plain name the notice does not list: A类低保对象, B类低保对象 for 低保对象."""
    names = {inquiry.catalogue.name(group) for group in groups if group in inquiry.catalogue.groups}
    listed = [row for row in aid.categories if row.group not in inquiry.facts.not_groups and not row.beside]
    return [row for row in listed if any(name in row.name and name != row.name for name in names)]


def common_name(inquiry: Inquiry, group: str) -> str:
    """What people call the group: the notice's own name may say more (丧失劳动能力的重度残疾人)."""
    known = group in inquiry.catalogue.groups
    return inquiry.catalogue.name(group) if known else inquiry.group_name(group)

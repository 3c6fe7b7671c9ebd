"""Newborns after the windows, where the notice lets only some of them in midway."""

from bot.rules.inquiry import Draft, Inquiry, referral


def say_only_midway(draft: Draft, inquiry: Inquiry) -> None:
    """With the windows over, a notice that lets only some newborns in midway leaves the others open."""
    late, closes, facts = inquiry.policy.late, inquiry.policy.closes(), inquiry.facts
    listed = late is not None and late.accepted == "listed" and "newborn_parents_outside" in late.groups()
    if late is None or closes is None or not listed or "newborn_parents_outside" in facts.groups:
        return
    inside = "newborn_parents_outside" in facts.not_groups
    if not inside and (inquiry.today <= closes or not facts.born):
        return
    name = inquiry.group_name("newborn_parents_outside")
    text, clauses = referral(inquiry)
    rule = f"缴费期过后，{inquiry.head}只写了{name}可以中途参保，其他新生儿怎么参保，通知未载明"
    if inside:
        # What holds for this child goes before what holds for those who are enrolled.
        draft.statements = []
        draft.say(f"{rule}，{text}", late.clause, *clauses)
        case = inquiry.policy.newborn.cases[0] if inquiry.policy.newborn else None
        if case and case.says:
            draft.say(case.says, case.clause)
        draft.status = "silent"
        return
    draft.say(f"{rule}，{text}", late.clause, *clauses)

"""The aided categories as the county lists them: how the aid of each works, and who they are."""

from bot.rules.answer import yuan
from bot.rules.handlers.aid.groups import aid_of, relevant_groups
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_silence
from bot.rules.policy import AidCategory, Policy


def kind_text(policy: Policy, category: AidCategory) -> str:
    """How the aid works for this category, in a few words."""
    if category.kind == "full":
        return "全额资助，个人不用缴"
    if category.kind == "fixed":
        return f"定额资助{yuan(category.amount or 0)}"
    if category.kind == "percent":
        limit = f"，最多{yuan(category.at_most)}" if category.at_most is not None else ""
        return f"按{category.percent}%资助{limit}"
    amount = f"资助{yuan(category.amount)}" if category.amount is not None else "资助多少通知未载明"
    return f"{policy.aid.reimbursed if policy.aid and policy.aid.reimbursed else '缴费后再资助'}，{amount}"


def say_categories(draft: Draft, inquiry: Inquiry) -> None:
    """All categories, by how their aid works."""
    aid = inquiry.policy.aid
    if aid is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["aid_categories"])
        return
    full = [c for c in aid.categories if c.kind == "full"]
    if full:
        _say_list(draft, f"{inquiry.head}不用自己缴", full)
    for amount in sorted({c.amount or 0 for c in aid.categories if c.kind == "fixed"}, reverse=True):
        rows = [c for c in aid.categories if c.kind == "fixed" and (c.amount or 0) == amount]
        _say_list(draft, f"{'' if draft.statements else inquiry.head}定额资助{yuan(amount)}", rows)
        draft.figure("aid", amount, "元")
    parts = [c for c in aid.categories if c.kind == "percent"]
    for how in dict.fromkeys(kind_text(inquiry.policy, c) for c in sorted(parts, key=lambda c: -(c.percent or 0))):
        rows = [c for c in parts if kind_text(inquiry.policy, c) == how]
        _say_list(draft, f"{'' if draft.statements else inquiry.head}{how}", rows)
    back = [c for c in aid.categories if c.kind == "reimbursed"]
    for given in sorted({c.amount or 0 for c in back}, reverse=True):
        rows = [c for c in back if (c.amount or 0) == given]
        amount_text = yuan(given) if given else ""
        _say_list(draft, f"先缴费、再资助{amount_text}", rows)
    if back and aid.reimbursed:
        draft.say(aid.reimbursed, *clauses_of(back))
    if aid.settled:
        draft.say(aid.settled, aid.settled_clause)
    newborn = inquiry.policy.newborn
    if newborn and len(newborn.cases) == 1 and newborn.cases[0].pay == 0:
        draft.say("新生儿出生当年也不缴费", newborn.cases[0].clause)
    draft.aspects.append("aid_categories")


def _say_list(draft: Draft, how: str, rows: list[AidCategory]) -> None:
    draft.say(f"{how}的有：{'、'.join(c.name for c in rows)}", *clauses_of(rows))


def say_difference(draft: Draft, inquiry: Inquiry) -> bool:
    """How the aid of each of several groups works, where it is asked in what they differ."""
    groups = relevant_groups(inquiry)
    fitting = aid_of(inquiry)
    if len(fitting) < 2 or len({category.group for category in fitting}) < len(groups):
        return False
    rows = "；".join(f"{category.name}{kind_text(inquiry.policy, category)}" for category in fitting)
    draft.say(f"{inquiry.head}{rows}", *clauses_of(list(fitting)))
    for category in fitting:
        if category.kind != "full" and category.amount is not None:
            draft.figure("aid", category.amount, "元")
    return True


def clauses_of(rows: list[AidCategory]) -> tuple[str, ...]:
    """The clauses of these rows."""
    return tuple(dict.fromkeys(c.clause for c in rows))

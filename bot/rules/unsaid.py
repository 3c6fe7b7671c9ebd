"""What a question asks of a matter and the answer to the matter does not tell: 注销登记要带什么材料, 凭证激活后多久能用."""

from bot.rules.answer import Statement
from bot.rules.inquiry import Draft, Inquiry, referral

# Topics that are answered with the notice's sentences; the others reckon, and tell themselves what stays open.
_BY_SENTENCES = ("registration", "eligibility", "voucher_query", "ecard", "failure", "family", "channel")


def say_what_is_not_told(draft: Draft, inquiry: Inquiry) -> None:
    """That the notice leaves open what is asked, before what it tells of the matter."""
    if inquiry.question.topic not in _BY_SENTENCES or draft.status != "answered" or not draft.statements:
        return
    # Whose rule of which year it is, is no answer to 多久.
    told = "".join("".join((row.text, *row.steps)) for row in draft.statements).replace(inquiry.head, "")
    asked = inquiry.catalogue.facets_in(inquiry.question.digits or inquiry.question.text)
    missing = next((facet for facet in asked if not facet.tells(told)), None)
    if missing is None:
        return
    first = draft.statements[0]
    if first.text.startswith(f"{inquiry.head}，"):
        draft.statements[0] = first.copy(update={"text": f"只写了{first.text[len(inquiry.head) + 1 :]}"})
    if len(draft.aspects) == 1:
        # Of the matter itself nothing is asked: one sentence on it is enough.
        del draft.statements[1:]
    draft.statements.insert(0, Statement(text=f"{missing.label}，{inquiry.head}的通知未载明"))
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)

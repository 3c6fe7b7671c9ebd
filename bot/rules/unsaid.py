"""What a question asks of a matter and the answer to the matter does not tell: 注销登记要带什么材料, 凭证激活后多久能用."""

import re

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
    _put_the_papers_first(draft, inquiry)
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


_WHAT_TO_BRING = re.compile(
    r"(带|拿|备)(点|些|个|上)?(什么|啥|哪些|么子)|(要|用|需要?)(什么|啥|哪些)(材料|证件|手续|资料)"
)
_BRINGS = re.compile(r"(?<![一携附])带|凭[^，。]{0,8}证|身份证|户口[本簿]")


def _put_the_papers_first(draft: Draft, inquiry: Inquiry) -> None:
    """外地户口参保要带啥: what to bring goes before who may."""
    if not _WHAT_TO_BRING.search(inquiry.question.text) or _BRINGS.search(draft.statements[0].text):
        return
    papers = next((s for s in draft.statements if _BRINGS.search(s.text) and not s.steps), None)
    if papers is None:
        return
    first, head = draft.statements[0], f"{inquiry.head}，"
    rest = [s for s in draft.statements[1:] if s is not papers]
    led = papers.copy(update={"text": head + papers.text.removeprefix(head)})
    draft.statements = [led, first.copy(update={"text": first.text.removeprefix(head)}), *rest]

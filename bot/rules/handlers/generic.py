"""Topics that are a matter of what the notice says, without a computation."""

from bot.rules.handlers import tables
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_aspects, say_points, say_silence

MOST_ASPECTS = 2


def answer(inquiry: Inquiry) -> Draft:
    """The aspects asked for, each by its table or points; without any, the topic's default."""
    draft = Draft()
    asked = tuple(sorted(inquiry.asked_aspects(), key=lambda aspect: aspect.default))
    for aspect in asked:
        if tables.say_table(draft, inquiry, aspect.id):
            return draft
    if {a.id for a in asked} & {"transfer_in", "transfer_out"}:
        # 转出要先去哪: where the transfer is done, not where newcomers register.
        asked = tuple(a for a in asked if a.id != "registration_place")
    decisive = tuple(a for a in asked if a.decisive and not a.default)
    chosen = (decisive or asked)[:MOST_ASPECTS]
    if chosen and say_aspects(draft, inquiry, chosen):
        return draft
    default = inquiry.catalogue.default(inquiry.question.topic)
    if default and not say_points(draft, inquiry, default.id):
        say_silence(draft, inquiry, default)
    if not draft.statements:
        draft.say(f"这个问题{inquiry.head}的通知未载明")
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)
        draft.status = "silent"
        draft.found_nothing = True
    return draft

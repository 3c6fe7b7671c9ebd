"""Topics that are a matter of what the notice says, without a computation."""

from bot.rules.handlers import tables
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_aspects, say_points, say_silence

MOST_ASPECTS = 2


def answer(inquiry: Inquiry) -> Draft:
    """The aspects asked for, each by its table or points; without any, the topic's default."""
    draft = Draft()
    asked = tuple(sorted(inquiry.asked_aspects(), key=lambda aspect: aspect.default))
    for aspect in asked:
        if tables.say_table(draft, inquiry, aspect.id):
            return draft
    decisive = tuple(a for a in asked if a.decisive and not a.default)
    chosen = (decisive or asked)[:MOST_ASPECTS]
    if chosen and say_aspects(draft, inquiry, chosen):
        return draft
    default = inquiry.catalogue.default(inquiry.question.topic)
    if default and not say_points(draft, inquiry, default.id):
        say_silence(draft, inquiry, default)
    return draft

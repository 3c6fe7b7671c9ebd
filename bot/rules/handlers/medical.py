"""Benefits that a notice happens to mention: what is asked in each clause, one after the other."""

import re

from bot.rules.catalogue import Aspect
from bot.rules.handlers import generic
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points

_CLAUSE = re.compile(r"[，,。；;？?\s]+")


def answer(inquiry: Inquiry) -> Draft:
    """门诊报哪些，一年最高报多少 are two things, of which none hides the other."""
    asked = tuple(dict.fromkeys(row for clause in _CLAUSE.split(inquiry.question.text) for row in _in(clause, inquiry)))
    draft = Draft()
    if len(asked) > 1:
        for aspect in asked:
            say_points(draft, inquiry, aspect.id)
    draft = draft if draft.statements else generic.answer(inquiry)
    said = "".join(statement.text for statement in draft.statements)
    if "未载明" in said and not re.search(r"请(打|向)", said):
        # What is told of leaves the share open: whom to ask for it.
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)
    return draft


def _in(clause: str, inquiry: Inquiry) -> tuple[Aspect, ...]:
    """The aspects that the clause asks; those that leave no doubt alone, if there are any."""
    asked = tuple(a for a in inquiry.catalogue.asked_in(clause) if a.topic == inquiry.question.topic)
    return tuple(a for a in asked if a.decisive) or asked

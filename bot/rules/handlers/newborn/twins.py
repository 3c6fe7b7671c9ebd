"""双胞胎一共多少: what is due for one newborn, for two of them."""

import re

from bot.rules.answer import yuan
from bot.rules.inquiry import Draft, Inquiry

_TWINS = re.compile(r"双胞胎|龙凤胎|对双|双生")
_TWO = 2


def say_for_both(draft: Draft, inquiry: Inquiry) -> None:
    """What the two come to, where one price is due; with several, that each of them pays the one that holds."""
    if not _TWINS.search(inquiry.question.text):
        return
    due = {int(figure.value) for figure in draft.figures if figure.name == "newborn_pay"}
    first = min(due, default=0)
    if due == {0} or not due:
        return
    if len(due) == 1:
        clauses = next((row.clauses for row in draft.statements if yuan(first) in row.text), ())
        draft.say(f"两个孩子一共{yuan(_TWO * first)}（{_TWO} × {yuan(first)}）", *clauses)
        draft.figure("total", _TWO * first, "元")
    else:
        draft.say("两个孩子各按这个算")

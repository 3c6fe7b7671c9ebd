"""What is said of a year whose notice is not held; of 今年 also what the notice that is held has, under its own year."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.rules.facts import Facts
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import Policy
from bot.rules.years import not_held, years_text

# A verdict is on the year that was asked about, of which nothing is known.
_VERDICT = re.compile(
    r"^(是的|不是(?!免费)|可以，|能缴，|还能缴，|不能缴了，|不能了，|原则上不能了，|算晚了，|不算晚，)[，。]?"
)
_DATES = ("born", "registered", "paid", "asked_on", "applied")


def not_held_answer(
    inquiry: Inquiry, policies: Mapping[int, Policy], wanted: int, rule: Callable[[Inquiry], Draft]
) -> Draft:
    """That there is no notice of the year and whom to ask. ``rule`` answers from the notice that is held."""
    draft = Draft(status="other_year")
    years = tuple(dict.fromkeys((wanted, *inquiry.question.other_years)))
    draft.say(not_held(inquiry, policies, years))
    newborn = inquiry.policy.newborn
    if _means_now(inquiry, wanted):
        _say_what_is_held(draft, rule(_of_the_held_year(inquiry)), inquiry)
    elif inquiry.question.topic == "newborn" and newborn and newborn.cases[0].birth_year_only:
        # 明年还免费吗: what the notice says of the year of birth answers half of it.
        draft.say(f"{inquiry.policy.year_name}的通知写的是出生当年的：{newborn.general}", newborn.clause)
    text, clauses = referral(inquiry)
    draft.say(f"{years_text(years)}的{text}", *clauses)
    return draft


def _means_now(inquiry: Inquiry, wanted: int) -> bool:
    """今年, long after the notice: the asker may not know that the year is another, and asks for what is collected."""
    # 上个月考上单位，能退吗: no year is named, and the days told are of these weeks.
    unnamed = inquiry.question.year is None
    return (inquiry.question.relative_year or unnamed) and wanted == inquiry.today.year


def _of_the_held_year(inquiry: Inquiry) -> Inquiry:
    """The question as one of the year that is held: no yes or no to it, and no days of another year."""
    facts = inquiry.facts
    later = {name: None for name in _DATES if _lies_after(facts, name, inquiry.policy)}
    kept = facts.copy(update={**later, "months_only": facts.months_only - later.keys(), "rough": ()})
    question = inquiry.question.copy(update={"year": None, "relative_year": False, "confirm": False})
    return replace(inquiry, facts=kept, question=question)


def _lies_after(facts: Facts, name: str, policy: Policy) -> bool:
    date, closes = getattr(facts, name), policy.closes()
    return date is not None and date.year > max(policy.insurance_year, closes.year if closes else 0)


def _say_what_is_held(draft: Draft, held: Draft, inquiry: Inquiry) -> None:
    """The rule that is held, named as that of its own year before anything else."""
    whose = f"{inquiry.policy.year_name}的通知写的是："
    for position, statement in enumerate(row for row in held.statements if row.text and not row.season):
        text = statement.text
        if position == 0:
            bare = (
                _VERDICT.sub("", text).replace(f"{inquiry.head}，", "", 1).removeprefix(inquiry.head).lstrip("，：的")
            )
            text = whose + bare
        draft.statements.append(statement.copy(update={"text": text}))
    draft.aspects += held.aspects

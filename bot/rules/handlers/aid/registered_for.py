"""Who is aided and is registered by an office: where others go to register is not where they go."""

import re

from bot.rules.handlers.aid.groups import aid_of
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_points

_OF_REGISTERING = frozenset({"registration_new", "registration_place", "registration_documents", "registration_renew"})
# What a notice calls it.
_BY_AN_OFFICE = re.compile(r"代办|统一办理|不用自己办")


def say_registered_for(draft: Draft, inquiry: Inquiry) -> bool:
    """That an office does it for this person; False where the notice does not have it so, or something else is asked."""
    asked = {str(aspect.id) for aspect in inquiry.asked_aspects()}
    if inquiry.question.topic != "registration" or asked - _OF_REGISTERING:
        return False
    aided = [category.group for category in aid_of(inquiry) if not category.beside]
    if not aided or any(_is_named(group, inquiry) for group in aided if group):
        # 孤儿到哪里登记: the place is asked for people at large; of a person told of before it is who does it.
        return False
    points = matching(inquiry, "aid_procedure")[:1]
    return any(_BY_AN_OFFICE.search(point.say) for point in points) and say_points(draft, inquiry, "aid_procedure", 1)


def _is_named(group: str, inquiry: Inquiry) -> bool:
    known = inquiry.catalogue.groups.get(group)
    asking = re.split(r"[，。？！]", inquiry.question.text.rstrip("，。？！"))[-1]
    return known is not None and any(word in asking for word in known.aliases)

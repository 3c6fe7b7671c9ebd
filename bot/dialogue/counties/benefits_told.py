"""A benefit that the county's notice happens to tell of, asked alone or beside what is ours: 交多少，最高报多少."""

from bot.dialogue.turn import Turn
from bot.nlu.reading import questions
from bot.rules.catalogue import Aspect

MEDICAL = "out_of_scope_medical"
# What hangs on when somebody paid: that treatment is covered at all is no answer to it.
_OF_ONES_OWN_CASE = frozenset({"benefit_period", "late_payment", "newborn", "refund"})


def tells(turn: Turn) -> bool:
    """Whether the notice has something on the benefit that is asked for by its words."""
    return any(_told(turn, aspect) for aspect in _asked(turn))


def tells_beside(turn: Turn, ours: tuple[str, ...]) -> bool:
    """Whether it does, and that can stand beside the answers to ``ours``."""
    of_a_case = bool(_OF_ONES_OWN_CASE & set(ours))
    return any(_told(turn, aspect) and (aspect.decisive or not of_a_case) for aspect in _asked(turn))


def with_what_is_told(turn: Turn) -> tuple[str, ...]:
    """The topics, with the benefit after the first one where its words leave no doubt and no topic stands for it."""
    first, *others = turn.choice.topics
    known = {MEDICAL, *_OF_ONES_OWN_CASE} & {first, *others}
    decided = any(aspect.decisive and _told(turn, aspect) for aspect in _asked(turn))
    return (first, MEDICAL, *others) if decided and not known else turn.choice.topics


def in_order(turn: Turn, ours: tuple[str, ...]) -> tuple[str, ...]:
    """The benefit before ours or after the first of them, as the message asks."""
    first = next(iter(questions.clauses(turn.heard.text)), "")
    leads = any(aspect.topic == MEDICAL for aspect in turn.registry.catalogue.asked_in(first.lower()))
    return (MEDICAL, *ours) if leads else (*ours[:1], MEDICAL, *ours[1:])


def _text(turn: Turn) -> str:
    """The words; 有意外险吗。多少钱一份 is of what was named before."""
    before = f"{turn.state.question}，" if turn.choice.follows_up else ""
    return f"{before}{turn.heard.text}".lower()


def _asked(turn: Turn) -> tuple[Aspect, ...]:
    return tuple(a for a in turn.registry.catalogue.asked_in(_text(turn)) if a.topic == MEDICAL)


def _told(turn: Turn, aspect: Aspect) -> bool:
    policy, text = turn.policy, _text(turn)
    points = policy.points.get(aspect.id, ())
    said = any(not point.only_asked or any(word.lower() in text for word in point.about) for point in points)
    return said or aspect.id in policy.tables

"""What a notice says on an aspect, picked by the question's words; or that it says nothing."""

from bot.rules.catalogue import Aspect
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import Point

MOST = 3


def matching(inquiry: Inquiry, aspect: str) -> tuple[Point, ...]:
    """The points on the aspect that the question asks for: those whose words it uses, else the general ones.

    A point that is said only when asked comes on top of the general ones; one that is said ``alone`` leaves them out.
    """
    points = _of_these_people(inquiry, inquiry.policy.points.get(aspect, ()))
    text = inquiry.question.text.lower()
    either = (text, inquiry.question.digits.lower())
    named = tuple(p for p in points if any(word.lower() in words for word in p.about for words in either))
    alone = tuple(p for p in named if p.alone)
    if alone:
        return alone[:1]
    if named and inquiry.catalogue.has_subject(aspect):
        return tuple(sorted(named, key=lambda point: (not point.only_asked, -_weight(point, text))))
    if any(not point.only_asked for point in named) or named and not _asked_itself(inquiry, aspect):
        return named
    if not named and inquiry.catalogue.names_subject(aspect, text):
        return ()
    deeds = inquiry.catalogue.deeds_in(aspect, text)
    if not named and deeds:
        # 谁来宣传: of those whose business that is; of the others nobody asked.
        theirs = [(sum(deed in point.say for deed in deeds), point) for point in points]
        return tuple(point for told, point in sorted(theirs, key=lambda row: -row[0]) if told)
    return (*named, *(p for p in points if not (p.only_asked or p.alone)))


def _weight(point: Point, text: str) -> int:
    """How much of the question the point's words are: 税务局下头 tells more than 税务."""
    return sum(len(word) for word in point.about if word.lower() in text)


def _of_these_people(inquiry: Inquiry, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points on the person's groups, where the notice tells groups apart."""
    known, own = inquiry.catalogue.groups, inquiry.facts.groups
    near = own.union(*(known[group].needs for group in own if group in known))
    may_be = near.union(*(known[group].needs for group in near if group in known))
    return tuple(p for p in points if may_be & set(p.groups)) or points


def _asked_itself(inquiry: Inquiry, aspect: str) -> bool:
    """Whether the aspect is what is asked, or its topic's default: not just a word of one of its points."""
    known = inquiry.catalogue.aspects.get(aspect)
    return known is None or known.default or known in inquiry.catalogue.asked_in(inquiry.question.text)


def say_points(draft: Draft, inquiry: Inquiry, aspect: str, most: int = MOST) -> bool:
    """Say what the notice says on the aspect; False when it has no point to it."""
    points = matching(inquiry, aspect)[:most]
    named = _named_step(inquiry, points)
    if named:
        draft.say(_with_head(inquiry, f"用{named[1]}"), named[0].clause)
        draft.aspects.append(aspect)
        return True
    for point in points:
        text = point.say if draft.statements else _with_head(inquiry, point.say)
        draft.say(text, point.clause, steps=point.steps)
    if points:
        draft.aspects.append(aspect)
    return bool(points)


def _named_step(inquiry: Inquiry, points: tuple[Point, ...]) -> tuple[Point, str] | None:
    """Of several ways to do it (支付宝：……), the one that the question names; None where it names none or several."""
    text = inquiry.question.text.lower()
    ways = [(point, step) for point in points for step in point.steps if step.split("：")[0].lower() in text]
    return ways[0] if len(ways) == 1 and "：" in ways[0][1] else None


_VERDICTS = ("可以，", "不能，", "可以。", "不能。", "不能补报。", "能，", "不用，", "会，")


def _with_head(inquiry: Inquiry, say: str) -> str:
    """The county and year before the sentence, but after a yes or no."""
    for verdict in _VERDICTS:
        if say.startswith(verdict):
            return f"{verdict[:-1]}，{inquiry.head}，{say[len(verdict) :]}"
    return f"{inquiry.head}，{say}"


def say_silence(draft: Draft, inquiry: Inquiry, aspect: Aspect) -> None:
    """Say that the notice does not tell, what it says nearby, and whom to ask."""
    silence = inquiry.silence_on(aspect)
    draft.say(f"{aspect.label}，{inquiry.head}的通知未载明")
    if silence and silence.but:
        draft.say(silence.but, silence.clause)
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)
    draft.aspects.append(aspect.id)
    if len(draft.statements) <= 3:
        draft.status = "silent"


def say_detail(draft: Draft, inquiry: Inquiry, aspect: Aspect) -> bool:
    """Say what the notice says on the aspect, or else on what it is a detail of; False when it says nothing."""
    if say_points(draft, inquiry, aspect.id):
        return True
    if aspect.detail_of is None or inquiry.policy.is_silent_on(aspect.id):
        return False
    return say_points(draft, inquiry, aspect.detail_of)


def _asks_in_particular(inquiry: Inquiry, aspect: Aspect) -> bool:
    """Whether the question names an office or a deed of which this aspect tells."""
    text = inquiry.question.text
    return inquiry.catalogue.names_subject(aspect.id, text) or bool(inquiry.catalogue.deeds_in(aspect.id, text))


def say_aspects(draft: Draft, inquiry: Inquiry, aspects: tuple[Aspect, ...]) -> bool:
    """Say what the notice says on each aspect; where it says nothing on any of them, say that of the first."""
    own = next((a for a in aspects if not a.default and inquiry.policy.is_silent_on(a.id)), None)
    if own and all(aspect.default or inquiry.policy.is_silent_on(aspect.id) for aspect in aspects):
        # 必须全家都交吗: what is said of paying for others in general is no answer to that.
        say_silence(draft, inquiry, own)
        return True
    said = [say_detail(draft, inquiry, aspect) for aspect in aspects]
    if not any(said):
        silent = [a for a in aspects if inquiry.silence_on(a) or a.detail_of or _asks_in_particular(inquiry, a)]
        if not silent:
            return False
        say_silence(draft, inquiry, silent[0])
    return True

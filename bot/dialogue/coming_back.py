"""Coming back to a subject after another one was asked about: 接着说孩子，爸妈都没参保."""

import re
from typing import NamedTuple

from bot.dialogue.heard import Heard
from bot.dialogue.persons.whose import MOST_REMEMBERED
from bot.dialogue.persons.words import reader_for
from bot.dialogue.rest_of import only
from bot.dialogue.state import Matter, State
from bot.nlu.reading import numbers, questions
from bot.policies.registry import Registry
from bot.rules.facts import Facts

# What a conversation keeps must not grow with its length.
MOST_LEFT = 3
# A longer question is a letter; its subject shows in its beginning.
_LONGEST_QUESTION = 120

_OPENING = r"^(?:(?:好的?|好吧|行|嗯+|哦+|噢|知道了|明白了|晓得了|谢谢|对了|哎|那个?|那么|(?:先)?不说(?:这个|了)|算了)[，。！ ]*)*"
_BEFORE = r"(?:刚才|刚刚|方才|前面|之前|先前|上面|开头|一开始|最开始|最初|头先|头前)"
_SAID = r"(?:说|问|讲|聊|谈|提|咨询)"
_GOES_ON = rf"(?:接着|继续|接下来)(?:再)?(?:{_SAID}(?:{_SAID}|一?下|回)?)?(?:{_BEFORE}(?:我)?(?:{_SAID})?(?:的|那))?"
_TURNS_BACK = r"(?:再)?(?:回到|回过头来?再?[说问讲]|回头再?[说问讲]|[说讲问聊转绕]回到?|话说回到?|再来?[说讲]说?)"
_WAS_SAID = rf"(?:还是|就|再)?(?:{_SAID})?(?:一?下)?{_BEFORE}我?(?:{_SAID}(?:的|过的|到的|起的)|的|那)"
_MARKERS = tuple(
    re.compile(rf"{_OPENING}(?P<marker>{marker})")
    for marker in (
        rf"(?=(?:接着|继续|接下来)(?:再)?(?:{_SAID}|{_BEFORE})){_GOES_ON}",
        rf"{_TURNS_BACK}(?:{_BEFORE}我?(?:{_SAID})?(?:的|那)?)?",
        _WAS_SAID,
        rf"(?:还是|就|再)?{_BEFORE}",
        "",
    )
)
_ONLY_BEFORE_A_MATTER = _MARKERS[-2:]
# 孩子的事, 那个问题: where the subject's name ends.
_MATTER = re.compile(
    r"^(?P<subject>[^，。？！ ]{0,10}?)的?(?:那|这)?[个件桩码]?(?:事情?|问题|情况|话题)(?:儿)?(?:上来?|来)?(?:呢|吧|哈|啊)?[，。？！ ]*"
)
_CLAUSE = re.compile(
    r"^(?:那个?|这个?)?(?P<subject>[^，。？！ ]{0,8}?)(?:的话|这头|那头|这块|那块|那个|吧|哈|啊)?(?:[，。？！ ]+|$)"
)
_NAMELESS = re.compile(rf"^(?:那|这|上|前|{_BEFORE}|的|一|1|个|件|次|回|头|说|讲|问)*$")
_A_CHILD = re.compile(r"孩|娃|宝宝|宝贝|新生|毛毛|婴儿|小家伙|伢|崽")
_LED_BY_THE_CHILD = re.compile(
    r"^(?:我家|那个|那)?(?:孩子?|娃娃?|宝宝|小孩|新生儿|小家伙)(?:的|啊|吧)?(?=[\u4e00-\u9fff])"
)
_A_SUM = re.compile(r"算(账|钱|总)|总(数|共|价)|一共|合计|全家|一家|几口|加起来|总账")
# Words that every question has tell no subject from another.
_EVERYWHERE = re.compile(
    r"参保|医保|缴费|交费|保险|交钱|缴钱|多少|什么|怎么|可以|能不|今年|明年|去年|我家|我们|一个|那个|这个|要交|要缴|交多|到底"
)


class _Return(NamedTuple):
    """``subject`` is how the matter is called, ``rest`` what the message says beside coming back to it; ``plain`` if
    the words can mean nothing else."""

    subject: str
    rest: str
    plain: bool


def take_up(heard: Heard, state: State, registry: Registry) -> tuple[Heard, State] | None:
    """The message without its words of coming back, and the state as it stood when that subject was left."""
    if not state.left or heard.pressed:
        return None
    for back in _returns(heard.text):
        matter = _meant(back, state, registry)
        if matter:
            facts = _with_what_came_since(matter, state)
            resumed = state.copy(
                update={**dict(matter), "facts": facts, "waiting": False, "year": matter.year or state.year}
            )
            return only(_with_person(back, matter, registry), heard, registry), resumed
    return None


def left_behind(before: State, after: State) -> tuple[Matter, ...]:
    """The subjects to remember once a message is answered: the one before joins them when another one is spoken of."""
    rows = list(before.left)
    if before.topics and before.question and not before.waiting and not set(after.topics) & set(before.topics):
        facts = before.facts
        question = before.question[:_LONGEST_QUESTION]
        rows.append(Matter(topics=before.topics, question=question, facts=facts, asked=before.asked, year=before.year))
    kept = {row.topics[0]: row for row in rows if not set(row.topics) & set(after.topics)}
    return tuple(kept.values())[-MOST_LEFT:]


def _returns(text: str) -> list[_Return]:
    """The ways in which the message may come back to something."""
    found = []
    for marker in _MARKERS:
        opening = marker.match(text)
        if opening is None:
            continue
        after, plain = text[opening.end() :], marker not in _ONLY_BEFORE_A_MATTER
        named = _MATTER.match(after) or (_CLAUSE.match(after) if plain else None)
        if named and not questions.asks(named["subject"]):
            found.append(_Return(named["subject"], after[named.end() :], plain))
        elif plain and re.search(rf"{_SAID}", opening["marker"]):
            # 接着说孩子爸妈都没参保: without a stop, the subject is part of what is said.
            found.append(_Return(re.split(r"[，。？！ ]", after)[0], after, False))
    return found


def _meant(back: _Return, state: State, registry: Registry) -> Matter | None:
    """The subject of before that is meant; None where it is the one at hand, or none of them."""
    if _NAMELESS.match(back.subject):
        return state.left[-1] if back.plain else None
    weights = [_weight(back.subject, matter, registry) for matter in state.left]
    at_hand = Matter(topics=state.topics, question=state.question, facts=state.facts)
    best = max(weights)
    if best == 0 or best <= _weight(back.subject, at_hand, registry):
        return None
    return next(
        matter for matter, weight in zip(reversed(state.left), reversed(weights), strict=True) if weight == best
    )


def _weight(subject: str, matter: Matter, registry: Registry) -> int:
    """How well the words name the matter: by whom it is about, by what it asks, by a word of its question."""
    read = reader_for(registry.catalogue).read
    kin = {token.value for token in read(subject) if token.kind == "kin"}
    theirs = {token.value for token in read(matter.question) if token.kind == "kin"}
    if _A_CHILD.search(subject) and "newborn" in matter.topics or kin & theirs:
        return 4
    if _A_SUM.search(subject) and matter.facts.household:
        return 3
    asked = {aspect.topic for aspect in registry.catalogue.asked_in(numbers.with_digits(subject))}
    if asked & set(matter.topics):
        return 2
    rest = _EVERYWHERE.sub("，", subject)
    pairs = {rest[i : i + 2] for i in range(len(rest) - 1) if "，" not in rest[i : i + 2]}
    return int(any(pair in matter.question for pair in pairs))


def _with_person(back: _Return, matter: Matter, registry: Registry) -> str:
    """What is left to answer; a person by whom the matter is called stays named: 说回我爸，要自己去办吗."""
    if "newborn" in matter.topics:
        return _LED_BY_THE_CHILD.sub("", back.rest)
    if not back.rest or back.rest.startswith(back.subject):
        return back.rest
    kin = [token.text for token in reader_for(registry.catalogue).read(back.subject) if token.kind == "kin"]
    return f"{kin[0]}，{back.rest}" if len(kin) == 1 else back.rest


def _with_what_came_since(matter: Matter, state: State) -> Facts:
    """The facts of the matter, with the persons and the township that were told of later."""
    before, since = matter.facts, state.facts
    named = {person.kin for person in before.people}
    people = (*(person for person in since.people if person.kin not in named), *before.people)
    return before.copy(update={"people": people[-MOST_REMEMBERED:], "township": since.township or before.township})

"""The groups that a message says somebody to belong to, and not to belong to."""

import re

from bot.dialogue import household as household_of
from bot.dialogue.heard import Heard
from bot.dialogue.persons.aided_before import NO_AID
from bot.dialogue.persons.left_job import stopped_groups
from bot.dialogue.persons.whose import PUTS_RIGHT, named
from bot.nlu.reading import people
from bot.rules.catalogue import Catalogue
from bot.rules.facts import Facts
from bot.rules.policy import Policy

_SAID_OF_OTHERS = re.compile(r"(别人|人家|听说|听人说|我看|看到|都说|有人说|他们说|只有|网上说)[^，。？]{0,6}$")
_ONLY_THEY = re.compile(
    r"^[^，。？]{0,5}才|^的?(人)?(都|全|就)[^，。？]{0,2}(不用|不|免)(交|缴|掏)?[^，。？吗么]{0,3}(?=[，。]|$)"
)
_ORDINARY = re.compile(
    r"(我|俺)(呢)?[，、]?(又|都|也)?(啥|什么)?(也|都)?不是|普通(人|农民|农户|户|居民|老百姓|家庭)|一般(人|农民|农户|居民)|正常人"
)


# 那我妈呢，她不是: of what was said before, of somebody named now.
_NONE_OF_IT = re.compile(r"(又|也|都|倒|可|就|全)*(不是|没有|没得)的?(?=[，。！？]|$)")


# 我外婆也是: what was said before, of somebody named now.
_TOO = re.compile(r"(也|都)(都)?(是|有|一样|属于)的?(?=[，。！]|$)")


def _is_too(heard: Heard) -> bool:
    return any(_TOO.match(heard.text, token.end) for token in heard.persons if token.kind in ("kin", "me"))


def _is_none(heard: Heard) -> bool:
    """Whether somebody named is said not to be what was spoken of before."""
    named = [token.end for token in heard.persons if token.kind in ("kin", "me")]
    meant = named + [match.end() for match in re.finditer("[她他]", heard.text)] if named else []
    return any(_NONE_OF_IT.match(heard.text, end) for end in meant)


_OLD = frozenset({"aged_60", "aged_80", "low_income_60"})
_SIXTY = 60
# 高中毕业没考上: no graduate of a university.
_LESS_THAN_UNIVERSITY = re.compile(r"(高中|初中|小学|中专|技校|职高|职中|中学)[^，。]{0,3}毕业")
_OF_A_UNIVERSITY = re.compile(r"大学[^，。]{0,4}毕业|大学毕业生|本科|大专毕业|专科毕业")
_DISABLED = frozenset({"disability", "severe_disability", "mild_disability", "unable_to_work"})
# 还能干点活: not unable to work, whatever the grade.
_CAN_WORK = re.compile(
    r"(?<!不)(?<!没)(能|可以|会|还在)(干|做)(点|些|得了|得动)?(儿)?(农|轻|重|家务|零)?(活|工)|(?<!不)能劳动|(?<!没)(?<!没有)(?<!无)有劳动能力|没(有)?丧失劳动|不算丧失|(还)?能(打|上)(点|个)?(零)?(工|班)"
)


def read_groups(
    heard: Heard, text: str, before: Facts, policy: Policy, catalogue: Catalogue
) -> dict[str, frozenset[str]]:
    """The groups that one person is said to belong to, and those that are denied; ``before`` is what was told earlier,
    of this person or of another."""
    groups, denied = _told_and_denied(heard, policy, catalogue)
    if not heard.groups and _is_too(heard):
        groups |= before.groups - NO_AID
    groups |= stopped_groups(heard.text, policy) if not groups else set()
    same = _is_the_same(heard, before, catalogue)
    groups |= _by_age(text, groups) | ({"student"} if "pupil" in groups else set())
    if "low_income" in groups and same and not _names_anybody(heard) and before.groups & _OLD:
        # 俺娘68了，困难。低收入家庭: it is still she who is spoken of.
        groups.add("low_income_60")
    if same:
        groups |= _of_another_age(heard, text, groups, before.groups)
    if groups & {"low_income", "low_income_60"} and _too_young(heard, text):
        groups = (groups - {"low_income_60"}) | {"low_income"}
        denied |= {"low_income_60"}
    groups = _plain_words_settled(heard, groups)
    if (groups | before.groups) & _DISABLED and _CAN_WORK.search(heard.text):
        groups.discard("unable_to_work")
        denied.add("unable_to_work")
    if not groups and (_ORDINARY.search(heard.text) or _is_none(heard)):
        denied |= before.groups
    return {"groups": frozenset(groups), "not_groups": frozenset(denied)}


def _told_and_denied(heard: Heard, policy: Policy, catalogue: Catalogue) -> tuple[set[str], set[str]]:
    """The groups that the message names of somebody, and those that it names to deny them."""
    groups: set[str] = set()
    denied = set(household_of.contradicted(heard.text, heard.groups, catalogue))
    for group, start, end in heard.groups:
        if _SAID_OF_OTHERS.search(heard.text[:start]) and _ONLY_THEY.match(heard.text[end:]):
            # 别人说低保才不用交: whom it is said of, not who asks.
            denied |= {group} if _ORDINARY.search(heard.text) else set()
        elif household_of.denied(heard.text, start, end):
            denied |= {group, *household_of.STRICTER.get(group, ())}
        elif household_of.lacks(heard.text, end, _names_of(group, policy, catalogue)):
            # 优抚对象但不是重点的: what the listed name asks for is denied.
            denied.add(group)
        else:
            groups.add(group)
    return groups, denied


def _plain_words_settled(heard: Heard, groups: set[str]) -> set[str]:
    """The groups without a plainer word for what is told more exactly, or for less than it asks."""
    left_out: set[str] = set()
    if "low_income_60" in groups:
        left_out.add("low_income")
    if groups & {"severe_disability", "mild_disability", "unable_to_work", "mental_illness"}:
        left_out.add("disability")
    if _LESS_THAN_UNIVERSITY.search(heard.text) and not _OF_A_UNIVERSITY.search(heard.text):
        left_out.add("graduate")
    return groups - left_out


def _names_anybody(heard: Heard) -> bool:
    return any(token.kind in ("kin", "me") for token in heard.persons)


def _is_the_same(heard: Heard, before: Facts, catalogue: Catalogue) -> bool:
    """Whether nobody else is named than the one who was spoken of last: 爷爷低收入。那奶奶79呢 is about another."""
    who = named(heard, catalogue)
    return not before.people or who is None or who == before.people[-1].kin or bool(PUTS_RIGHT.search(heard.text))


def _names_of(group: str, policy: Policy, catalogue: Catalogue) -> str:
    """What the notice calls those of the group whom it aids; else what people call it."""
    listed = policy.aid.categories if policy.aid else ()
    return next((category.name for category in listed if category.group == group), catalogue.name(group))


def _too_young(heard: Heard, text: str) -> bool:
    """Whether the one person spoken of is said to be younger than sixty."""
    age = people.age_years(text)
    return age is not None and age < _SIXTY and sum(token.kind in ("kin", "me") for token in heard.persons) < 2


def _of_another_age(heard: Heard, text: str, groups: set[str], before: frozenset[str]) -> set[str]:
    """记错了，我妈58: the age told anew decides anew whether a low income counts."""
    age = people.age_years(text)
    if age is None or groups - {"aged_60", "aged_80"} or not before & {"low_income", "low_income_60"}:
        return set()
    return {"low_income"} if _too_young(heard, text) else {"low_income_60"}


def _by_age(text: str, groups: set[str]) -> set[str]:
    age = people.age_years(text)
    if age is not None and age < 80:
        # 79岁，明年满80: not yet.
        groups.discard("aged_80")
    if age is not None and age >= _SIXTY and "low_income" in groups:
        return {"low_income_60"}
    if age is None or age < _SIXTY or groups & {"aged_80", "aged_60", "low_income_60"}:
        return set()
    return {"aged_80" if age >= 80 else "aged_60"}


_GRADE = re.compile(r"([一二三四1234])\s*级")
# 不是一级也不是二级, 够不上二级: grades that are not the person's.
_NOT_OF_GRADE = re.compile(
    r"(?:不是|没有?|不到|未到|够不[上到]|算不上|达不到|评不上|不属于|不够|不算)[^，。一二三四1234]{0,3}"
    r"(?:(?:[、和或跟与/]|或者|还是|也不是)?[一二三四1234]\s*级?)+(?:残疾)?"
)
_SEVERE, _MILD = frozenset("一二12"), frozenset("三四34")


def with_grade(told: Facts, text: str) -> Facts:
    """A disability's grade told on its own, in answer or as an afterthought: 三级的; 不是二级，是三级."""
    if told.groups:
        return told
    having = frozenset(_GRADE.findall(_NOT_OF_GRADE.sub("", text)))
    if having and having <= _SEVERE:
        return told.copy(update={"groups": frozenset(["severe_disability"])})
    if having and having <= _MILD:
        return told.copy(update={"groups": frozenset(["mild_disability"])})
    denied = frozenset("".join(_NOT_OF_GRADE.findall(text))) & _SEVERE
    if having or not denied:
        return told
    # Neither of the two severe grades is a mild one; of one of them alone the other may be meant.
    both = denied >= frozenset("一二") or denied >= frozenset("12")
    return told.copy(update={"groups": frozenset(["mild_disability" if both else "disability"])})

"""Groups that somebody says not to belong to: 不是低保, 低保不是, 优抚对象但不是重点的."""

import re
from collections.abc import Sequence

from bot.rules.catalogue import Catalogue, PeopleGroup
from bot.rules.household import Person

# Whoever does not belong to the wider group does not belong to the narrower one.
STRICTER = {"low_income": ("low_income_60",), "disability": ("severe_disability", "mild_disability")}
_NOT_SAID_BEFORE = re.compile(
    r"((不是|没有|没得|没啥|没什么|不属于|不算|并非|够不[上到]|算不上|达不到|评不上|没到)[^，。]{0,3}|(没|未|没有|未曾|无)(完全)?|不再?(是|吃)?|不够|退出(了|的)?"
    r"|(没|未)(有)?(被)?(鉴定|认定|评|定|办|算)(为|成|上|过|到|下来?)?|(申请|想办|要办|准备办|正在办|在办|想吃|差点)(了|着|个)?)$"
)
_NOT_SAID_AFTER = re.compile(
    r"(户|对象|资格|身份|证)?的?(都|也|倒|又)?(不是|没有|没得|不算)(?=[，。；！]|$)"
    r"|(户|对象|资格|身份|名额)?(，|但|可|可是|不过|现在|今年|去年|前年|上个?月|年初|后来|已经|早|就|都|也|给|我|又|自动|主动)*"
    r"(退了(?![^，。]{0,2}(钱|费|款|多少|几|给|我))|退出[来去]?(的|以?后)|被退(了|掉)|被?(取消|取掉|停掉|停|撤|清退|清出|拿掉|下掉|注销|退出|退出来|退下来)(了|啦|啊|掉)"
    r"|(没|未)(有|给)?(批|评上|办下来|办成|申请上|申请下来|选上|够上|认定|通过(?![^，。]{0,6}[交缴]))|(不是|没有)了|(还)?在(申请|审批|审核))"
)


# 免缴有没有低保, 名单里是不是有孤儿: asked, and not denied.
_WHETHER_BEFORE = re.compile(
    r"(免缴|免交|免费|资助|减免|补助|名单|优惠|不用交|不用缴)[^，。？]{0,6}(有没有|有无|包不包括|含不含|算不算|是不是有?)$"
)


def without(person: Person, group: str) -> Person:
    """The person, who does not belong to the group."""
    none = {group, *STRICTER.get(group, ())}
    return person.copy(update={"groups": person.groups - none, "not_groups": person.not_groups | none, "plain": True})


def denied(text: str, start: int, end: int) -> bool:
    """Whether the group named there is one that somebody does not belong to: 不是低保, 低保不是."""
    if _WHETHER_BEFORE.search(text[:start]):
        return False
    return bool(_NOT_SAID_BEFORE.search(text[:start]) or _NOT_SAID_AFTER.match(text, end))


_LACKING = re.compile(
    r"(不是|不算|没(有)?(评|定|认定|算)?(上|成|为)?|不在|不属于|不够)(那种|那个|什么|啥|真正的?)?"
    r"(?P<what>[\u4e00-\u9fff]{2,6}?)(户口|户籍|的|户|级|那种|对象|人员?)*(?=[，。；！？?]|$|能|可以|免|要|也|还|算|咋|怎|该)"
)


def lacks(text: str, end: int, name: str) -> bool:
    """Whether, behind the group's word, a part of its listed ``name`` is denied: 优抚对象但不是重点的.

    What the name itself excludes is no such part: 不属于低保对象的残疾人.
    """
    asked = _EXCLUDED.sub("", name)
    return any(match["what"] in asked for match in _LACKING.finditer(text, end))


_EXCLUDED = re.compile(r"(?:不属于|不是|除|非)[^，、]{1,8}?(?:的|以外|之外|外)")


def contradicted(text: str, groups: Sequence[tuple[str, int, int]], catalogue: Catalogue) -> set[str]:
    """The groups whose opposite is said, where one that is named may mean them: 二级残疾可是还能干活."""
    spans = [(start, end) for _, start, end in groups]
    return {
        group.id
        for group in _perhaps_meant({group for group, _, _ in groups}, catalogue)
        for words in group.opposites
        for match in re.finditer(words, text)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    }


def _perhaps_meant(named: set[str], catalogue: Catalogue) -> list[PeopleGroup]:
    """The groups that are named, and all that their plain words may mean."""
    meant = [catalogue.groups[group] for group in named if group in catalogue.groups]
    for group in meant:
        meant += [catalogue.groups[need] for need in group.needs if catalogue.groups[need] not in meant]
    return meant

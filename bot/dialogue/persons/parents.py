"""Which of a child's parents is said to be enrolled, where one message tells of both: 妈妈参保了爸爸没参."""

import re

from bot.nlu.reading import circumstances

# 妈妈 is one parent, not two.
_DOUBLED = re.compile(r"(爸)爸|(妈)妈")
_PARENT = r"(父亲|母亲|爸|妈|爹|娘|老公|老婆|媳妇|丈夫|妻子|爱人|(?<![给替帮])[我俺](?!们|[俩两2]|爸|妈)|另[1一](方|个)|[1一](方|个(?!月|人|娃|孩)))"
_OWNER = r"((我|俺|他|她|孩子|孩|娃|宝宝|小孩)的?)?"
# What is said of one parent ends where the next one is named, but not inside 爸和妈.
_NEXT = re.compile(
    rf"(?<=[了没参保交缴过着合买上有疗农])(但是|但|可是|可|不过|而|就|只有|，)?(?={_OWNER}{_PARENT}[^，。]{{0,6}}[参交缴买上入没未有保])"
)
_SHORT_NO = re.compile(rf"(?P<who>{_OWNER}{_PARENT})(都|还|就|倒)?(没有?|未)(?=[，。？]|$|要|能|还|登|满|多)")
_ONE_OF_THEM = re.compile(r"[1一](方|个)[^，。都也]{0,4}(没|未)")
_BOTH = re.compile(r"都|也|双方|[俩两2](个|方)?[^，。]{0,3}(没|未)")
_ASKED = re.compile(r"参没参保?|(交|缴)没(交|缴)|[参交缴买上]了?(保|医保)?没(有)?(?=[，。？?]|$)")
_DENIED = re.compile(rf"{_PARENT}[^，。]{{0,8}}(没|未)")


def told_of_parents(text: str) -> dict[str, bool | None]:
    """What the text tells of the parents, for the facts that the plain reading gives of it."""
    enrolled, plainly = parent_enrolled(text), circumstances.parent_enrolled(text)
    if enrolled is None:
        return {} if plainly is None else {"parent_enrolled": None, "both_parents_enrolled": None}
    one_is_not = enrolled is False or (enrolled != plainly and bool(_DENIED.search(_each_apart(text))))
    return {"parent_enrolled": enrolled, **({"both_parents_enrolled": False} if one_is_not else {})}


def parent_enrolled(text: str) -> bool | None:
    """Whether a parent is said to be enrolled: one is enough, whatever is said of the other."""
    told = _each_apart(text)
    enrolled = circumstances.parent_enrolled(told)
    if enrolled is False and _ONE_OF_THEM.search(told) and not _BOTH.search(told):
        return None
    return enrolled


def _each_apart(text: str) -> str:
    """The text with what is told of each parent in a clause of its own, and each denied in full: 爸没 is 爸没参保."""
    single = _ASKED.sub("", _DOUBLED.sub(lambda match: match[1] or match[2], text))
    apart = _NEXT.sub("，", single)
    return _SHORT_NO.sub(lambda match: f"{match['who']}没参保", apart)

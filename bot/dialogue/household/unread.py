"""Words about a family that the reading has not taken up: whoever they mean may be left out of a sum, or counted in vain."""

import re
from collections.abc import Sequence

from bot.dialogue.persons.words import Token

_READ = "\ue001"
_UNREAD = re.compile(
    # 一半低保, 好几口: numbers that are none.
    r"一大?半|大半|多半|好几(个|口)"
    # 俩, 三口: a number of people of whom it is not known who they are.
    r"|[俩仨](?!口子)|[\d一二两三四五六七八九十]+(口(?!袋|径)|个人(?!账|缴|医|参|信|承|身|办|名|的)|位(?!数|置))"
    # Relatives without a word of their own.
    r"|伤残|[姨伯甥侄孙婿媳]|[爸妈爹娘爷奶]|(?<!医)养(子|女)|继(子|女)|寄养|领养|亲戚|保姆|对门"
    # 出嫁了, 分家了, 去年走了: whether they pay here is not said.
    r"|嫁(出|到|给|走|人|了|去)(?![^，。]{0,6}不算)|(?<!没)出(嫁|门子)(?![^，。]{0,4}不算)|结婚(了)?(走|出去)|(户口|人)[^，。]{0,3}(迁|转|移)(走|出)|入赘|(?<![一])分(家|户)(了|过|另|单)|走了|(?<!牌)(?<!卡)(?<!证)没了|离(了)?婚|判刑|坐牢|服刑"
    # Paid for already, by whom?
    r"|(已经|早就?|刚|先)[^，。]{0,3}[交缴](了|过)"
    rf"|在(?!家|一起|一块|这|村|本|屋|老家|县|镇|手机|网|微信|支付|银行)[^，。{_READ}]{{1,6}}(交|缴|参保|上)(了|过|着)"
    # More of them than were counted.
    r"|[双三]胞胎|龙凤胎|(原来|从前|以前|本来)(是|有)?(?=\ue001)"
)


# 他俩, 他们仨: those who were named, if they are so many.
_THEY = re.compile(r"[他她]们?(?P<number>[俩仨])(?!口)")
# Whether the aid is somebody's is just what is not known.
_NOT_KNOWN = re.compile(
    r"(是不是|是否|算不算)[^，。]{0,8}(不知道|不清楚|不晓得|不确定|没搞清|没弄清|说不准|拿不准)"
    r"|(不知道|不清楚|不晓得|不确定|搞不清|说不准)[^，。]{0,6}(是不是|是否|算不算|有没有|属不属于)"
)
# 加上她: who is that?
_SOMEBODY_MORE = re.compile(r"(加上?|带上?|算上|连上?)[他她](?![们家的爸妈爹娘])")
_SO_MANY = {"俩": 2, "仨": 3}


def leaves_unread(text: str, tokens: Sequence[Token], heads: int) -> bool:
    """Whether the message says something of persons that no token stands for; ``heads`` are as many as are known."""
    if _SOMEBODY_MORE.search(text) or _NOT_KNOWN.search(text):
        return True
    rest = _THEY.sub(
        lambda they: _READ * len(they.group()) if _SO_MANY[they["number"]] == heads else they.group(), text
    )
    for token in tokens:
        rest = rest[: token.start] + _READ * (token.end - token.start) + rest[token.end :]
    return bool(_UNREAD.search(rest))

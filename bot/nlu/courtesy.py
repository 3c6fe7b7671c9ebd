"""The greeting before a question and the thanks behind it: how politely one asks does not change what is asked."""

import re

_WHOM = r"(?:尊敬的?)?(?:各位|县里的?|市里的?)?(?:领导|书记|县长|市长|局长|镇长|主任|同志|老师|版主|客服|工作人员)(?:们|同志)?"
_HELLO = r"(?:您好|你好|你们好|您们好|大家好|早上好|上午好|中午好|下午好|晚上好|好)"
_ASKS = r"(?:请问(?:一下|下)?|请教(?:一下|下)?|打扰(?:一下|了|下)?|(?:我|本人)?(?:想|要|来)(?:咨询|请教|打听|问问?)(?:一下|下|个事儿?|个问题)?|咨询(?:一下|下|个事儿?|个问题|(?=[，：:])))"
_STOPS = r"[，。！!,.：:；~、\s]*"
_OPENING = re.compile(
    rf"^(?:(?:{_WHOM}(?:{_STOPS}{_HELLO}|(?=[，。！!：:]))|{_HELLO}(?=[，。！!,：:~\s]|请|我|领导|想)|(?:投诉|反映|咨询|求助|建议)(?=[：:]))(?:啊|呀|哈|了)?{_STOPS})+(?:{_ASKS}{_STOPS})?|^(?:{_ASKS}{_STOPS})+"
)
_CLOSING = re.compile(
    rf"(?:{_STOPS}(?:盼复|望(?:您|领导)?(?:回复|答复|解答)|(?:请|盼|恳请)(?:您|领导)?(?:予以|给予)?(?:回复|答复|解答|回音|告知)|(?:非常|十分|万分)?感谢|多谢|谢谢(?:您|你|了|啦|领导|大家|！)?|麻烦(?:您|你)?了|拜托了?|在线等|急))+{_STOPS}$"
)
_QUESTION = re.compile(
    r"[\u4e00-\u9fff]{4}|[A-Za-z ]{6}|[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff]"
)


def without_courtesies(text: str) -> str:
    """The question alone; the text as it is where nothing but courtesies is said."""
    asked = _CLOSING.sub("", _OPENING.sub("", text, count=1))
    return asked if _QUESTION.search(asked) else text

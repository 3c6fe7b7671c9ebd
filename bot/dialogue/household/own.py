"""Of a family whose others have paid, the asker's own price: 爸妈已经交了，我现在交多少."""

import re

_OWN = re.compile(
    r"我(的|自己|一个人|这份)?(那份)?(现在|今天|这会儿?|还|再)*(要|得|该|去|来)*(交|缴|掏)(多少|几块|几个?钱)(钱)?[呢啊]?[？?]?$"
)
_HAVE_PAID = re.compile(r"(交|缴)(过|了|上|完|好|齐)")


def asks_own_price(text: str) -> bool:
    """Whether others are said to have paid, and then the asker's own amount is asked."""
    return own_part(text) != text


def own_part(text: str) -> str:
    """The part that asks it, without the others' days of paying; the text itself where nothing of the kind is asked."""
    own = _OWN.search(text)
    return text[own.start() :] if own and _HAVE_PAID.search(text, 0, own.start()) else text

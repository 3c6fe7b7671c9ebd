"""最晚交到几号, 昨晚交的: 晚交 in these words is no paying late."""

import re

_NOT_LATE = re.compile(r"(?<=[最今昨当每明])晚(?=交|缴)")


def without_latest(text: str) -> str:
    """The text, as long as it was, without what only looks like paying late."""
    return _NOT_LATE.sub("后", text)

"""Regular expressions that stand in data."""

import re


def compiling(expression: str) -> str:
    """The expression, if it is one. Raises ValueError, which quotes it, if it is none."""
    try:
        re.compile(expression)
    except re.error as error:
        raise ValueError(f"not a regular expression: {expression!r} ({error})") from error
    return expression

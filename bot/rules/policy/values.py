"""The plain values of a policy: names, clauses, amounts, days."""

import re

from pydantic import ConstrainedInt, ConstrainedStr


class Identifier(ConstrainedStr):
    """A name for code: lower case, digits, underscores."""

    regex = re.compile(r"^[a-z][a-z0-9_]*$")


class Clause(ConstrainedStr):
    """A place in a notice, such as 五（6）."""

    min_length = 1


class Yuan(ConstrainedInt):
    """Whole yuan. Strict: 280.7 must be an error, not 280."""

    strict = True
    ge = 0
    le = 1_000_000


class DayOfMonth(ConstrainedInt):
    """1 to 31."""

    strict = True
    ge = 1
    le = 31


class Percent(ConstrainedInt):
    """1 to 100, whole."""

    strict = True
    ge = 1
    le = 100


class Year(ConstrainedInt):
    """A calendar year of this century."""

    strict = True
    ge = 2000
    le = 2100

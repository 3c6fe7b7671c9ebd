"""The shape of a policy: what a county's notices say for one insurance year, each value with its clause.

A ``clause`` covers every value of its block; a block inside may name its own. Sentences (``say``) are in our own words.
"""

from bot.rules.policy.aid import Aid, AidCategory
from bot.rules.policy.aspects import ApplyBy, Case, Point, Silence, Table
from bot.rules.policy.county import County, Township
from bot.rules.policy.newborns import Newborn, NewbornCase
from bot.rules.policy.offices import Channel, Contact
from bot.rules.policy.prices import Amount, Contribution, FamilyDiscount, Grade, Pay, Premium, Rate
from bot.rules.policy.values import Clause, DayOfMonth, Identifier, Percent, Year, Yuan
from bot.rules.policy.when import DateRange, Number, Registered, When
from bot.rules.policy.whole import Group, Notice, Policy
from bot.rules.policy.windows import Benefit, Closed, LateEnrollment, Midway, MonthDays, Surcharge, Window

__all__ = [
    "Aid",
    "AidCategory",
    "Amount",
    "ApplyBy",
    "Benefit",
    "Case",
    "Channel",
    "Clause",
    "Closed",
    "Contact",
    "Contribution",
    "County",
    "DateRange",
    "DayOfMonth",
    "FamilyDiscount",
    "Grade",
    "Group",
    "Identifier",
    "LateEnrollment",
    "Midway",
    "MonthDays",
    "Newborn",
    "NewbornCase",
    "Notice",
    "Number",
    "Pay",
    "Percent",
    "Point",
    "Policy",
    "Premium",
    "Rate",
    "Registered",
    "Silence",
    "Surcharge",
    "Table",
    "Township",
    "When",
    "Window",
    "Year",
    "Yuan",
]

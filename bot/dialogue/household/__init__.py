"""The household that a conversation speaks of: what a message tells, on top of what was told before.

``telling`` is the way in. ``reading`` goes through a message clause by clause (``clauses``): ``naming`` and
``several`` find whom a clause names, ``saying`` what is said and ``targets`` of whom, ``counting`` how many they are;
``roster`` holds the persons and what they come to together, and ``unread`` tells what the reading left out.
``recounting`` puts right a number that was told before.
"""

from bot.dialogue.household.denying import STRICTER, contradicted, denied, lacks
from bot.dialogue.household.telling import reckoned_with, says_more_of, tell, told_so_far

__all__ = ["STRICTER", "contradicted", "denied", "lacks", "reckoned_with", "says_more_of", "tell", "told_so_far"]

"""From which confidence on, and up to which length, the dialogue trusts the topic model. All thresholds are here."""

# Below ANSWER a message is not answered outright.
ANSWER = 0.30
# What else a message asks: a letter goes into several things, a short one hardly ever does (`canbao bench nlu`).
SECOND_WHOLE = 0.80
SECOND_IN_LETTER = 0.50
SHORT = 60
SEGMENT = 0.60
HEARD_IN_PART = 0.30
SURE = 0.75
UNSURE = 0.45
HINTED = 0.10
LIKELY = 0.60
# From here on what the model takes for somebody else's matter is that; where the county is known, the chat is about ours.
FOREIGN = 0.50
FOREIGN_AT_HOME = 0.96
# Where treatment is asked about, our words (住院前一天参的保) stand beside it more often than our questions do.
BESIDE_TREATMENT = 0.70
# Below, a matter that is not ours is not worth a word beside the answer.
ASIDE = 0.80
# A topic as sure as this stands against one that is surer still.
COVERS = 0.90
HANDOFF = 0.40
FEELING = 0.30
MOST = 3
# Longer than this it is a story, in which single words settle nothing.
LETTER = 90
# Longer than this, what is told without asking is a story of its own.
SHORT_FACT = 10
# A message no longer than this leans on the one before.
ELLIPTIC = 12
# Up to here a message can do without saying of whom it speaks.
SAME_PERSON = 14
SMALL_TALK = ("greet", "thanks", "bye", "bot_challenge", "complaint", "abuse", "affirm", "deny", "not_sure")
# A part shorter than this leans on the rest: 现在怎么交.
NAMES = 7
# A part as sure as this is plain, however short; topics no further apart than ALIKE weigh the same.
PLAIN = 0.95
ALIKE = 0.15

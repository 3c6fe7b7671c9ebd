"""The conversation: from what was heard and what is remembered to messages. No Rasa here."""

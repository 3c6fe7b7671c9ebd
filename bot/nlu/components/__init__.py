"""Rasa graph components: tokenizer, entities, topics."""

"""Understanding: Chinese text to topics and entities, with jieba and spaCy components for Rasa."""

"""The only source of figures: pure, typed functions from (county, year, topic, facts, today) to an Answer.

Nothing in here imports Rasa, a web framework or anything of ours outside this package, reads a clock or keeps state.
"""

"""Measures how well questions are understood: our topic model beside the stock ones, on the same phrases and questions."""

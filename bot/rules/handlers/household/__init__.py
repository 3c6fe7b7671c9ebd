"""Families: what each person pays, added up."""

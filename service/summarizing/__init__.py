"""Cited summaries: which sentences carry an article."""

"""Money, dates, percentages and counts: parse, normalise, compare."""

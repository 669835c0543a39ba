"""Training of the pair scorer, which reads a question and a sentence together."""

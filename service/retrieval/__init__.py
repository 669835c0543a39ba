"""Which passages speak to a question: analyse, fuse, select."""

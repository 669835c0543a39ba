"""One command a file; each returns the sentence it ends with and the exit code that agrees with it."""

"""One outside thing per file, each translating its errors."""

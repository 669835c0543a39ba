"""Deal cards: the structured terms of a deal, each field cited."""

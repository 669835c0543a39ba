"""From numbered evidence to checked claims."""

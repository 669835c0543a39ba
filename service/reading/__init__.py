"""From bytes to addressed sentences."""

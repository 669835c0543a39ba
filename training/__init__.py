"""Scripts that fit the numbers the service ships; never imported by it."""

"""What dealbrief does, each story readable as a paragraph."""

"""What a reading changes in a text, and what follows: the mended text, its value, and the places in the original."""

"""From tokens to edits: what is missing, too many or foreign is mended, what has no single reading is left out."""

"""Text below the syntax: encodings, the marks by which strings are told, and values written as JSON for showing."""

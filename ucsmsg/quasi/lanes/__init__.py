"""The ways to read a text as one value: by a C decoder, by rewriting, by the grammar."""

"""From characters to tokens: the grammar's terminals, and the values of strings and numbers."""

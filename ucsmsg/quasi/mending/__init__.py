"""From tokens to a stream that the grammar accepts: what is missing, too many or foreign."""

"""What the grammar builds: nodes with their places, and the paths that lead to them."""

"""The pages: which sections stand on each, and in which order."""

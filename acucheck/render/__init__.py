"""One file per format: what was worked out becomes text, and nothing is printed here."""

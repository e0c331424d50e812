"""Names as people write them, taken for what the rule book knows. Nothing typed is dropped or guessed."""

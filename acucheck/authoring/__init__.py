"""For people who write rules: examples run, what can be wrong beyond the format, differences, schemas."""

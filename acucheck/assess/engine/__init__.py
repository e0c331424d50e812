"""The engine: how every rule stands and what it makes of every cell of a plan, worked out on sets as bits.

What it means stands in plain loops in `tests/plain.py`, and a property holds the two together.
"""

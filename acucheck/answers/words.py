"""The few fixed words of an answers file, the same for reading, writing and the template."""

NOT_SURE = "not sure"
NONE = "none"
NOT_NAMED = "not named"
MAYBE = "maybe "
DUE = "due "
CLASS = "class"
NAME = "name"
ID = "id"
USE = "use"
WHEN = "when"
ANSWERED_BY = "answered-by"
DATE = "date"
TYPED = "typed"
NOT_LISTED = "not listed"

RESERVED = frozenset({NONE, NOT_SURE, NOT_NAMED})
"""Words that stand for a whole answer, so that none of them is ever a name."""

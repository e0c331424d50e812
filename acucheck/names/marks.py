"""What stands in a marked line for what is in a line, beside its plain words."""

from __future__ import annotations

NAME, TIME, AGE, DOSE, KIN, KINS = "<name>", "<time>", "<age>", "<dose>", "<kin>", "<kin's>"
"""For a name, a time, one told as an age, a dose, somebody else, and somebody else's."""

PERSON_IS = "<person-is>"
"""For a name that says of somebody that they are so, such as "diabetic"."""

CARED_FOR, CARED_FORS = "<cared-for>", "<cared-for's>"
"""For somebody else where a helper writes: most likely the person themselves."""

APART, END, JOINT, COLON = ",", ".", "/", ":"
"""Between parts, behind a sentence, between one name or two, and behind a heading."""

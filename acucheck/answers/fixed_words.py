"""The few fixed words of an answers file, the same for reading, writing and the template."""

from __future__ import annotations

from collections.abc import Mapping

NOT_SURE = "not sure"
NONE = "none"
NONE_ON_ONE_LINE = "none on one line"
OTHERS_ON_ONE_LINE = "no others on one line"
"""Of a list: one no was said to all its lines together, or to all those that are not written beside it."""

NOT_NAMED = "not named"
MAYBE = "maybe "
DUE = "due "
CLASS = "class"
ID = "id"
NAME = "name"
USE = "use"
WHEN = "when"
ANSWERED_BY = "answered-by"
DATE = "date"
TYPED = "typed"
NOT_LISTED = "not listed"

YES = "yes"
NO = "no"
TRUE = "true"
FALSE = "false"
"""Kept apart from yes and no: a box in a spreadsheet that nobody touched says FALSE."""

_OTHER_WORDS = {
    NOT_SURE: (
        "unsure, unknown, uncertain, not known, not certain, don't know, dont know, do not know, i don't know, "
        "i dont know, i do not know, i'm not sure, im not sure, i am not sure, idk"
    ),
    YES: "y",
    NO: "n",
}
_FIXED = (NOT_SURE, NONE, NONE_ON_ONE_LINE, OTHERS_ON_ONE_LINE, NOT_NAMED, YES, NO, TRUE, FALSE)


def _every_meaning() -> Mapping[str, str]:
    meanings = {word: word for word in _FIXED}
    for meaning, words in _OTHER_WORDS.items():
        meanings.update(dict.fromkeys(words.split(", "), meaning))
    return meanings


MEANINGS = _every_meaning()
"""Every way to write a fixed word, as `plain_text.plain` has it -> that word."""

_WHOLE_ANSWERS = frozenset({NONE, NOT_SURE, NOT_NAMED})

RESERVED = frozenset(word for word, meaning in MEANINGS.items() if meaning in _WHOLE_ANSWERS)
"""Words that stand for a whole answer, so that none of them is ever a name."""

"""The few words that mean the same at every prompt that takes them, alone on a line."""

from __future__ import annotations

from acucheck.answers import fixed_words
from acucheck.answers.plain_text import plain
from acucheck.interview.prompts import NO, NONE, NOT_SURE, YES

_YES_WORDS = "y, yes, yeah, yep, yup, yes it is, yes i do, yes i am, correct, that's right, thats right"
_NO_WORDS = "n, no, nope, nah, no it is not, no i don't, no i dont, no i'm not, no im not, no i am not, not at all"
_NONE_WORDS = (
    "0, none, none of these, none of them, none of those, none of the above, nothing, nothing else, none at all, "
    "nothing at all, no to all, no to all of these, all no, no none, no nothing, nil"
)
_NOT_SURE_WORDS = (
    "u, maybe, perhaps, possibly, might be, could be, no idea, dunno, not really sure, unclear, can't say, cant say, "
    "can't remember, cant remember, don't remember, dont remember, i don't remember, i dont remember, i forget"
)


def _spoken(words: str, key: str) -> dict[str, str]:
    return dict.fromkeys(words.split(", "), key)


_KEYS = {
    **_spoken(_YES_WORDS, YES),
    **_spoken(_NO_WORDS, NO),
    **_spoken(_NONE_WORDS, NONE),
    **_spoken(_NOT_SURE_WORDS, NOT_SURE),
    **{words: NOT_SURE for words, word in fixed_words.MEANINGS.items() if word == fixed_words.NOT_SURE},
}
"""Every word -> the key that it stands for."""


def spoken_key(line: str) -> str:
    """The key for yes, no, none or not sure that a whole *line* stands for; nothing where it says anything else."""
    return _KEYS.get(bare(line), "")


def bare(line: str) -> str:
    """*line* as words are compared: in small letters, without the stops behind it."""
    return plain(line).rstrip("!. ").replace(",", "")


MAYBE_WORDS = ("maybe", "perhaps", "possibly", "probably", "not sure about", "unsure about")
"""What stands before something that is not sure."""


def without_maybe(text: str) -> tuple[str, bool]:
    """*text* without a word that says that it is not sure, and whether one was there."""
    small = text.lower()
    for word in MAYBE_WORDS:
        if small.startswith(word + " "):
            return text[len(word) :].strip(), True
        if small.endswith(" " + word):
            return text[: -len(word)].strip(), True
    return text, False

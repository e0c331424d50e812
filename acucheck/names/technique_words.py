"""A technique and the place beside it in one name, as in "press tacks in the ear" or "scalp needles"."""

from __future__ import annotations

from collections.abc import Iterator

_MOST_WORDS = 8
"""Words in the longest name that is looked at: no technique with its place has as many."""

_JOINING = frozenset({"at", "for", "in", "into", "my", "of", "on", "the", "to"})
_AROUND = "()[]:."


def in_two(typed: str) -> Iterator[tuple[str, str]]:
    """Each way in which some words are a technique and a place beside it, without what joins the two."""
    words = [word.strip(_AROUND) for word in typed.split()]
    if len(words) > _MOST_WORDS:
        return
    for at in range(1, len(words)):
        yield " ".join(words[:at]), _place(words[at:])
        yield " ".join(words[at:]), _place(words[:at])


def _place(words: list[str]) -> str:
    while words and words[0].lower() in _JOINING:
        words = words[1:]
    return " ".join(words)

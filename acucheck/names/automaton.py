"""A finite automaton over words: which lines are of a form, told by one look at each word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct


class Automaton(Struct, frozen=True):
    """From state 0 on each word leads to another state, or to none; a line that ends in one of *ends* is accepted."""

    steps: tuple[Mapping[str, int], ...]  # of each state: word -> the next
    ends: frozenset[int]

    def accepts(self, words: Iterable[str]) -> bool:
        """Whether all *words*, in this order, are a line of the form."""
        state = 0
        for word in words:
            following = self.steps[state].get(word)
            if following is None:
                return False
            state = following
        return state in self.ends

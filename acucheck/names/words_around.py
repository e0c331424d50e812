"""The words around names: dictionaries of which each is read once, when a line first needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from acucheck.errors import InvalidFile, InvalidRules
from acucheck.names import dictionary_index
from acucheck.names.entries import Lexicon, NewSigns

T = TypeVar("T")


class WordsAround:
    """What all recognisers of one vocabulary share. Both raise InvalidRules when a dictionary is broken."""

    @cached_property
    def lexicon(self) -> Lexicon:
        """What says nothing of a name, what governs it, and in which forms a line is closed."""
        return loaded(dictionary_index.lexicon)

    @cached_property
    def new_signs(self) -> NewSigns:
        """What sounds like a new sign of illness."""
        return loaded(dictionary_index.new_signs)


def loaded(load: Callable[[], T]) -> T:
    """What *load* reads. Raises InvalidRules when it is broken."""
    try:
        return load()
    except InvalidFile as error:
        raise InvalidRules(str(error)) from None

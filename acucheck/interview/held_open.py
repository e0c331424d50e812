"""Commas keep typed conditions apart, and what stands next to one may hold it open all the same."""

from __future__ import annotations

from collections.abc import Sequence

from acucheck.answers import fixed_words
from acucheck.model.answers import MatchStatus, Name
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary


def held_open(typed: Sequence[str], line: str, vocabulary: Vocabulary, setting: Setting) -> list[str]:
    """The conditions *typed* in a line, each as not sure where it agrees with a no alone and not in its line."""
    agreed = {each: _agreed_lines(each, vocabulary, setting) for each in typed}
    if not any(agreed.values()):
        return [*typed]
    open_lines = _lines([name for name in vocabulary.conditions(line, setting) if name.agreeing is None])
    kept: list[str] = []
    for each in typed:
        held = not open_lines.isdisjoint(agreed[each])
        kept.append(fixed_words.MAYBE + each if held else each)
    return kept


def _agreed_lines(typed: str, vocabulary: Vocabulary, setting: Setting) -> frozenset[str]:
    return _lines([name for name in vocabulary.conditions(typed, setting) if name.agreeing is not None])


def _lines(names: Sequence[Name]) -> frozenset[str]:
    """The lines of some names that may count."""
    counting = [name.concepts for name in names if name.taken is not MatchStatus.SET_ASIDE]
    return frozenset[str]().union(*counting)

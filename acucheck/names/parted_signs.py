"""What sounds like a danger where somebody told it in several entries, none of which says it alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from acucheck.names.entries import DangerWords, NewSigns, PartedDanger
from acucheck.names.new_signs import CANNOT, is_old, names_something, phrases_there

_NEAR = 3
"""Entries next to one another in which somebody tells of one thing."""


class SignsTold(Struct, frozen=True):
    """An entry as it was typed, and what of it is looked for."""

    typed: str
    phrases: tuple[frozenset[int], ...]  # the lists of each
    lists: frozenset[int]  # all of them
    old: bool  # whether it says that it is old, over or checked
    of_others: bool  # whether that is all it says


class PartedSign(Struct, frozen=True):
    """A *line* that entries may tick together, and those entries as they were typed."""

    line: str
    parts: tuple[str, ...]


def signs_told(typed: str, known: NewSigns) -> SignsTold:
    """What an entry tells of dangers."""
    phrases = phrases_there(typed, known)
    lists = frozenset[int]().union(*phrases)
    old = is_old(lists, known)
    if any(language.cannot in lists for language in known.languages):
        phrases.append(known.phrases.of(CANNOT))
    all_lists = frozenset[int]().union(*phrases)
    return SignsTold(typed, tuple(phrases), all_lists, old, old and not names_something(typed, known))


def parted_signs(
    entries: Sequence[SignsTold], places: Sequence[SignsTold], implied: frozenset[int], known: NewSigns
) -> Iterator[PartedSign]:
    """The lines that entries tick together, each once, with what is *implied* by all else that was answered.

    Where something was told to be counts where a danger is listed with that place; places next to one another, such as
    those of an old stroke, tell no danger by themselves.
    """
    told = [*entries, *places]
    live = [place for place, each in enumerate(told) if not each.old and not _is_aged(place, told)]
    said = frozenset[int]().union(*(told[place].lists for place in live))
    found: set[str] = set()
    in_a_row = [place for place in live if place < len(entries)]
    for line, parts in _all_parts(told, live, in_a_row, said, implied, known):
        if parts and line not in found:
            found.add(line)
            yield PartedSign(line, tuple(told[place].typed for place in sorted(parts)))


def _all_parts(  # noqa: PLR0913, PLR0917 - what is told, which of it counts for what, and what it is compared with
    told: Sequence[SignsTold],
    live: Sequence[int],
    in_a_row: Sequence[int],
    said: frozenset[int],
    implied: frozenset[int],
    known: NewSigns,
) -> Iterator[tuple[str, set[int]]]:
    """Each line that may be told, and the places of the entries that tell it; few have to be looked at closely."""
    for danger in known.parted:
        if not any(map(said.isdisjoint, danger.words)):
            yield danger.line, _parts(danger, told, live, implied)
    for language in known.languages:
        if language.opening not in said:
            continue
        for words in language.danger_in_a_row:
            if said.issuperset(words.groups) and words.milder not in said:
                yield words.line, _in_a_row(words, language.onset, told, in_a_row)


def _in_a_row(danger: DangerWords, onset: int, told: Sequence[SignsTold], live: Sequence[int]) -> set[int]:
    """The places of the first few entries next to one another that tell a danger; none where there are not such.

    An entry that says no more of it than when is none of them.
    """
    telling = [place for place in live if _tells(told[place], danger, onset)]
    for first in telling:
        near = [place for place in telling if first <= place < first + _NEAR]
        if frozenset[int]().union(*[told[place].lists for place in near]).issuperset(danger.groups):
            return set(near)
    return set()


def _tells(entry: SignsTold, danger: DangerWords, onset: int) -> bool:
    """Whether an entry says more of a danger than when."""
    return any(onset not in lists and not lists.isdisjoint(danger.groups) for lists in entry.phrases)


def _is_aged(place: int, told: Sequence[SignsTold]) -> bool:
    """Whether the entry behind one only says how old it is."""
    return place + 1 < len(told) and told[place + 1].of_others


def _parts(danger: PartedDanger, told: Sequence[SignsTold], live: Sequence[int], implied: frozenset[int]) -> set[int]:
    """The places of the entries that tell a danger together; none where a group is told by none of them."""
    parts: set[int] = set()
    if danger.background and not any(implied.issuperset(words) for words in danger.background):
        parts = _telling(danger.background, told, range(len(told)))
        if not parts:
            return set()
    for group in danger.groups:
        telling = _telling(group, told, live)
        if not telling:
            return set()
        parts |= telling
    return parts


def _telling(group: Sequence[Sequence[int]], told: Sequence[SignsTold], places: Collection[int]) -> set[int]:
    """The places of the entries that tell a group, alone or with the one behind: an entry is cut at a known name."""
    found: set[int] = set()
    for place in places:
        alone = told[place].lists
        behind = told[place + 1].lists if place + 1 in places else frozenset[int]()
        for words in group:
            if alone.issuperset(words):
                found.add(place)
            elif (alone | behind).issuperset(words) and not behind.issuperset(words):
                found.update((place, place + 1))
    return found

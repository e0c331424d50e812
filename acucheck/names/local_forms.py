"""Forms of a medicine that act only where they are put, such as eye drops, and the medicines that have one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from acucheck.model.answers import NameKind
from acucheck.names.entries import Lexicon
from acucheck.names.found_name import FoundName
from acucheck.names.line import LineWord, WordKind, plain_text, positions_in, windows
from acucheck.names.parsed_line import ParsedLine
from acucheck.names.pieces import Piece
from acucheck.names.spelling import key

_TOPICAL = "topical"
"""The one word for a local form that stands in front of a medicine. It means the skin."""

_LONGEST = 3
"""Words in the longest phrase for a form that is looked for."""

_OF_FIGURES = (WordKind.DOSE, WordKind.NUMBER)


class LocalForm(Struct, frozen=True):
    """Words for a form, from *first* up to *last*, and the route by which it is used."""

    first: int
    last: int
    route: str


def routes_beside(line: ParsedLine, piece: Piece, lexicon: Lexicon) -> set[str]:
    """By which routes a piece is used, going by the words beside its name."""
    own = _name_positions(piece.name)
    forms = _local_forms(line.words, range(*piece.words), lexicon)
    return {form.route for form in forms if form.first not in own}


def acts_only_there(spellings: Collection[str], routes: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether the medicine of these *spellings* acts only where it is put, used by any of the *routes*."""
    for route in routes:
        medicines = lexicon.local_medicines.get(route, frozenset())
        if not medicines.isdisjoint(spellings):
            return True
    return False


def is_local_medicine(line: ParsedLine, lexicon: Lexicon) -> bool:
    """Whether a line is one medicine that acts only where it is put, with nothing beside it but how it is used."""
    if len(line.names) != 1:
        return False
    (name,) = line.names
    if name.kind is not NameKind.MEDICINE:
        return False
    own = line.words[name.first : name.last]
    is_local = _is_a_local_form(name, line, lexicon)
    if not is_local and any(word.plain in lexicon.forms for word in own):
        return False  # such as capsules, which are for the whole body
    forms = [*_topical_in_front(name, line, lexicon)]
    forms += _local_forms(line.words, range(name.last, len(line.words)), lexicon)
    if not is_local:
        routes = {form.route for form in forms}
        names = [key(reading.name) for reading in name.known.readings]
        if not acts_only_there({name.spelling, *names}, routes, lexicon):
            return False
    covered = positions_in([name, *forms])
    rest = [word for position, word in enumerate(line.words) if position not in covered]
    return all(_tells_how_often(word, lexicon) for word in rest)


def _topical_in_front(name: FoundName, line: ParsedLine, lexicon: Lexicon) -> Iterator[LocalForm]:
    """The one word for a form that may stand in front of a name."""
    for position in range(name.first):
        if line.words[position].bare == _TOPICAL:
            yield LocalForm(position, position + 1, lexicon.local[_TOPICAL])


def _is_a_local_form(name: FoundName, line: ParsedLine, lexicon: Lexicon) -> bool:
    """Whether a name is of no class and holds a form, such as "timolol drops"."""
    if name.known.ask or name.known.concepts:
        return False
    forms = [*_local_forms(line.words, _name_positions(name), lexicon)]
    return bool(forms)


def _local_forms(words: Sequence[LineWord], begin: Iterable[int], lexicon: Lexicon) -> Iterator[LocalForm]:
    """Every phrase for a local form that begins at one of some positions."""
    for position in begin:
        for window in windows(words, position, _LONGEST):
            route = lexicon.local.get(plain_text(window))
            if route is not None:
                yield LocalForm(position, position + len(window), route)


def _name_positions(name: FoundName | None) -> range:
    return range(0) if name is None else range(name.first, name.last)


def _tells_how_often(word: LineWord, lexicon: Lexicon) -> bool:
    """Whether a word is a dose, or tells only how often and where a medicine is used."""
    if word.kind in _OF_FIGURES:
        return True
    return word.plain in lexicon.often and word.plain not in lexicon.forms

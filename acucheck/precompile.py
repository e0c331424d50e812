"""Decodes the rule book and the dictionaries once and for all, when acucheck is built.

What is decoded must be the same under every Python, each of which has the tables of letters of another Unicode version.
Unicode keeps the case and the parts of a character for good, so what was in its oldest table here is settled.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from acucheck.names import anatomy, dictionary, lexicon
from acucheck.names.dictionary_index import LEXICON, packed, source
from acucheck.names.spelling import SPELT
from acucheck.precompiled import sealed
from acucheck.rulebook import default_rules, load
from acucheck.rulebook.source import standing_in

_OLDEST = unicodedata.ucd_3_2_0


def write(folder: str) -> None:
    """Writes all decoded files but those of a YAML whose letters are not settled, which every start then reads itself.

    Raises InvalidRules or InvalidFile before the first one that is broken.
    """
    Path(folder).mkdir(exist_ok=True)
    for name, value, sources in _decoded():
        if all(are_settled(path.read_text(encoding="utf-8")) for path in sources):
            (Path(folder) / name).write_bytes(sealed(value, sources))


def _decoded() -> Iterator[tuple[str, object, Sequence[Path]]]:
    """Each name, what is kept under it, and what that was decoded from."""
    rules = default_rules()
    yield "rules", standing_in(load(str(rules)).book, rules.name), [rules]
    for name, read in dictionary.INDEXES.items():
        yield name, packed(read()), [source(name)]
    yield "points", anatomy.points(), [source("points")]
    yield "regions", anatomy.regions(), [source("regions")]
    yield "lexicon", lexicon.lexicon(), [source(name) for name in LEXICON]
    yield "new-signs", lexicon.new_signs(), [source("new-signs")]


def are_settled(text: str) -> bool:
    """Whether every Python reads the characters of *text* alike."""
    return all(_is_settled(character) for character in set(text))


def _is_settled(character: str) -> bool:
    """Whether it was there in the oldest table, made of the same parts, and is as much part of a spelling as then."""
    before, now = _OLDEST.category(character), unicodedata.category(character)
    if before == "Cn" or _OLDEST.normalize("NFKC", character) != unicodedata.normalize("NFKC", character):
        return False
    return before == now or not {before[0], now[0]} & set(SPELT)

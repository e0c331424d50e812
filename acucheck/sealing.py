"""Decodes the rule book and the dictionaries once and for all, when acucheck is built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from acucheck.names import anatomy, dictionary, lexicon
from acucheck.names.dictionary_index import LEXICON, packed, source
from acucheck.rulebook import default_rules, load
from acucheck.rulebook.reading import standing_in
from acucheck.sealed import sealed


def write(folder: str) -> None:
    """Writes all decoded files. Raises InvalidRules or InvalidFile before the first one that is broken."""
    Path(folder).mkdir(exist_ok=True)
    for name, content in _files():
        (Path(folder) / name).write_bytes(content)


def _files() -> Iterator[tuple[str, bytes]]:
    rules = default_rules()
    yield "rules", sealed(standing_in(load(str(rules)).book, rules.name), [rules])
    for name, read in dictionary.INDEXES.items():
        yield name, sealed(packed(read()), [source(name)])
    yield "points", sealed(anatomy.points(), [source("points")])
    yield "regions", sealed(anatomy.regions(), [source("regions")])
    yield "lexicon", sealed(lexicon.lexicon(), [source(name) for name in LEXICON])

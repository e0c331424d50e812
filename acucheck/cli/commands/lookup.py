"""`acucheck lookup`: what names are taken for, one line at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from acucheck.cli.clock import today
from acucheck.cli.output import emit
from acucheck.errors import Misuse
from acucheck.names.lookup import Found, Lookup, LookupKind
from acucheck.names.setting import Setting
from acucheck.render.as_lookup import lookup_json, lookup_text

if TYPE_CHECKING:
    from acucheck.model.answers import BodyPlace
    from acucheck.model.book import Source
    from acucheck.names.vocabulary import Vocabulary

LONGEST = 10_000
"""Characters in one line."""


def look_up(names: list[str], kind: LookupKind | None, *, as_json: bool, rules: str | None) -> None:
    """Prints what each name, or with `-` each line of standard input, is taken for. Raises Misuse for no name."""
    lookup = Lookup(lambda: _vocabulary(rules), Setting(today()), own_names=rules is not None)
    write = _json if as_json else _lookup_text
    for typed in _wrapped_names(names):
        found = lookup.find(typed, kind)
        emit(write(found, lookup))


def _wrapped_names(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name == "-":
            yield from _typed_lines()
        else:
            yield _labelled_line(name, "this name")


def _typed_lines() -> Iterator[str]:
    if sys.stdin is None:
        raise Misuse("There is no standard input; write the names behind 'lookup'.")
    for number, data in enumerate(sys.stdin.buffer, start=1):
        encoding = "utf-8-sig" if number == 1 else "utf-8"
        try:
            text = data.decode(encoding).strip()
        except UnicodeDecodeError:
            raise Misuse(f"standard input:{number}: this is not UTF-8 text; save it as UTF-8.") from None
        if text:
            yield _labelled_line(text, f"standard input:{number}: this line")


def _labelled_line(text: str, what: str) -> str:
    if not text.strip():
        raise Misuse("A name is empty; write what is to be looked up.")
    if len(text) > LONGEST:
        raise Misuse(f"{what} has more than {LONGEST} characters; write one name or a short list.")
    return text


def _lookup_text(found: Found, lookup: Lookup) -> str:
    """A line for each name, and what is known of each place."""
    if found.kind is not LookupKind.POINTS:
        return lookup_text(found)
    from acucheck.assess.rules_at import rules_at
    from acucheck.document.pages.place_page import place_page
    from acucheck.render.as_text import page_text

    book, text = lookup.vocabulary.book, lookup_text(found)
    for place, sources in _places_found(found, lookup):
        page = place_page(place, rules_at(place, book), sources, book)
        text += f"\n{page_text(page)}"
    return text


def _json(found: Found, lookup: Lookup) -> str:
    """One line of JSON; with what is known of each place."""
    if found.kind is not LookupKind.POINTS:
        return lookup_json(found)
    from acucheck.assess.rules_at import rules_at
    from acucheck.render.as_place_json import place_tree

    book = lookup.vocabulary.book
    trees = []
    for place, sources in _places_found(found, lookup):
        tree = place_tree(place, rules_at(place, book), sources, book)
        trees.append(tree)
    return lookup_json(found, trees)


def _places_found(found: Found, lookup: Lookup) -> Iterator[tuple[BodyPlace, tuple[Source, ...]]]:
    vocabulary = lookup.vocabulary
    for place in vocabulary.places(found.typed):
        if place.id:
            yield place, vocabulary.point_sources(place.id)


def _vocabulary(rules: str | None) -> Vocabulary:
    from acucheck.names.vocabulary import Vocabulary
    from acucheck.rulebook import rule_book

    return Vocabulary(rule_book(rules))

"""With which rules a page was made, as every page says at its foot."""

from __future__ import annotations

from acucheck.model.book import RuleBook
from acucheck.model.practice import PracticeFile

_SIGNS = 12
"""Signs of a digest that are printed."""


def made_with(book: RuleBook) -> str:
    """The rule book and, where there is one, the practice's own file, each with its version, digest and counts."""
    made = f"{book.title} {book.version} ({book.digest[:_SIGNS]})"
    if book.own is not None:
        silenced = len(book.silenced)
        made += f" + {_own_file(book.own, silenced)}"
    return f"{made}; clinical review: {book.clinical_review}."


def _own_file(own: PracticeFile, silenced: int) -> str:
    """The practice's own file with its digest, how much of it there is, and how many rules it keeps silent today."""
    added = len(own.added)
    changed = len(own.changed)
    digest = own.digest[:_SIGNS]
    return f"{own.name} ({digest}): {added} added, {changed} changed, {silenced} silenced"

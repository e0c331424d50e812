"""With which rules a page was made, as every page says at its foot."""

from __future__ import annotations

from acucheck.model.book import RuleBook
from acucheck.model.practice import PracticeFile

_SIGNS = 12
"""Signs of a digest that are printed."""


def made_with(book: RuleBook) -> str:
    """The rule book and, where there is one, the practice's own file, each with its version, digest and counts."""
    own = f" + {own_file(book.own)}" if book.own is not None else ""
    return f"{book.title} {book.version} ({book.digest[:_SIGNS]}){own}; clinical review: {book.clinical_review}."


def own_file(own: PracticeFile) -> str:
    """The practice's own file with its digest, and how much of it there is."""
    counts = f"{len(own.added)} added, {len(own.changed)} changed, {len(own.silences)} silenced"
    return f"{own.name} ({own.digest[:_SIGNS]}): {counts}"

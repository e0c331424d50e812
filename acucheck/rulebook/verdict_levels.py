"""What verdicts say of one technique."""

from __future__ import annotations

from collections.abc import Mapping

from acucheck.model.book import SESSION, RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level


def verdict(verdicts: Mapping[str, Level], technique: TechniqueId, book: RuleBook) -> tuple[Level, bool]:
    """A technique's level by its own entry, else its worst group, else the session; and whether by the session."""
    if technique in verdicts:
        return verdicts[technique], False
    known = book.techniques.get(technique)
    if known is not None:
        grouped = [verdicts[group] for group in known.groups if group in verdicts]
        if grouped:
            return max(grouped), False
    return verdicts.get(SESSION, Level.NONE), True

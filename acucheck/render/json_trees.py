"""What every kind of JSON holds alike: names as they were typed, and what contradicts what."""

from __future__ import annotations

from acucheck.model.answers import Head, Name
from acucheck.model.book import RuleBook
from acucheck.model.report import Contradiction
from acucheck.render.record_types import ContradictionRecord, HeadRecord, NameRecord


def contradiction_tree(each: Contradiction) -> ContradictionRecord:
    """A contradiction as plain data: what was said where, and what it goes against."""
    return {
        "kind": each.kind.value,
        "question": each.asked,
        "typed": each.name.typed if each.name is not None else None,
        "against": {"question": each.question, "lines": list(each.lines)},
        "serious": each.serious,
        "rules": list(each.rules),
    }


def name_tree(asked: str, name: Name) -> NameRecord:
    """A typed name as plain data: under which question, as what it was taken, and why it does not simply count."""
    return {
        "question": asked,
        "typed": name.typed,
        "kind": name.kind.value,
        "taken": name.taken.value,
        "concepts": sorted(name.concepts),
        "use": name.use.value if name.use else None,
        "when": name.when or None,
        "cue": name.cue.value if name.cue else None,
    }


def head_tree(head: Head) -> HeadRecord:
    """Whose answers they are, when they were given and by whom, and the day they were read as of."""
    return {
        "name": head.name or None,
        "date": head.day.isoformat() if head.day else None,
        "answered_by": head.writer.value if head.writer else None,
        "as_of": head.as_of.isoformat() if head.as_of else None,
    }


def book_tree(book: RuleBook) -> dict[str, object]:
    """Which rule book it was made with."""
    return {
        "title": book.title,
        "version": book.version,
        "sha256": book.digest,
        "clinical_review": book.clinical_review,
    }

"""What every kind of JSON holds alike: names as they were typed, and what contradicts what."""

from __future__ import annotations

from acucheck.model.answers import Name
from acucheck.model.report import Contradiction
from acucheck.render.records import ContradictionRecord, NameRecord


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

"""What differs between two rule books: rules, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import asdict, replace

from acucheck.model.book import Concept, RuleBook
from acucheck.model.difference import BookDifference, EntryChange, RuleChange
from acucheck.rulebook.rule_differences import rule_differences


def difference(before: RuleBook, after: RuleBook) -> BookDifference:
    """What differs in *after* from *before*."""
    return BookDifference(
        added=tuple(rule for rule_id, rule in after.rules.items() if rule_id not in before.rules),
        gone=tuple(rule for rule_id, rule in before.rules.items() if rule_id not in after.rules),
        changed=tuple(_rule_changes(before, after)),
        entries=tuple(_entry_changes(before, after)),
    )


def _rule_changes(before: RuleBook, after: RuleBook) -> Iterator[RuleChange]:
    """The rules that both have and that differ."""
    same_facts = before.facts == after.facts
    for rule_id, new in after.rules.items():
        old = before.rules.get(rule_id)
        if old is None:
            continue
        as_written = replace(old, place=new.place) == new
        if as_written and same_facts:
            continue
        differences = rule_differences(old, new, before, after)
        if differences:
            yield RuleChange(new, differences)


def _entry_changes(before: RuleBook, after: RuleBook) -> list[EntryChange]:
    """The entries of the other sections that differ."""
    sections: Mapping[str, tuple[Mapping[str, object], Mapping[str, object]]] = {
        "questions": (_by_text(before.questions), _by_text(after.questions)),
        "facts": (before.facts, after.facts),
        "medicine-classes": (before.concepts["medicine"], after.concepts["medicine"]),
        "regions": (before.concepts["region"], after.concepts["region"]),
        "hazards": (before.concepts["hazard"], after.concepts["hazard"]),
        "techniques": (_by_text(before.techniques), _by_text(after.techniques)),
        "aftercare": (_by_text(before.aftercare), _by_text(after.aftercare)),
        "alternatives": (_by_text(before.alternatives), _by_text(after.alternatives)),
    }
    found: list[EntryChange] = []
    for section, (was, now) in sections.items():
        found += _section_changes(section, was, now)
    return found


def _section_changes(section: str, was: Mapping[str, object], now: Mapping[str, object]) -> Iterator[EntryChange]:
    """The entries of one section that were added, that are gone, and that changed."""
    for name in now:
        if name not in was:
            yield EntryChange(section, name, "added")
    for name in was:
        if name not in now:
            yield EntryChange(section, name, "gone")
    for name, entry in now.items():
        if name in was and was[name] != entry:
            parts = _changed_parts(was[name], entry)
            yield EntryChange(section, name, "changed", tuple(parts))


def _by_text(entries: Mapping[str, object] | Mapping) -> Mapping[str, object]:  # type: ignore[type-arg]  # by any id
    return {str(name): entry for name, entry in entries.items()}


def _changed_parts(was: object, now: object) -> list[str]:
    """The names of the parts of an entry that differ, as they are written in a rule book."""
    if isinstance(was, Concept) and isinstance(now, Concept):
        return _parts_of_concept(was, now)
    if not isinstance(was, Struct) or not isinstance(now, Struct) or type(was) is not type(now):
        return []
    old = asdict(was)
    found: list[str] = []
    for name, value in asdict(now).items():
        if value != old[name]:
            found.append(name.replace("_", "-"))
    return found


def _parts_of_concept(was: Concept, now: Concept) -> list[str]:
    found: list[str] = []
    if was.covers != now.covers:
        found.append("covers")
    if was.label != now.label:
        found.append("label")
    if _days(now) < _days(was):
        found.append("after-stop (sooner)")
    if _days(now) > _days(was):
        found.append("after-stop (later)")
    return found


def _days(concept: Concept) -> float:
    """How long a class counts after a stop; for good where it does not say."""
    stop = concept.after_stop
    if stop is None or stop.days is None:
        return float("inf")
    return stop.days

"""What differs between two rule books: rules, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import asdict, replace

from acucheck.model.book import Concept, RuleBook
from acucheck.model.difference import BookDifference, EntryChange, RuleChange
from acucheck.model.ids import RuleId
from acucheck.rulebook.rule_differences import rule_differences


def difference(before: RuleBook, after: RuleBook) -> BookDifference:
    """What differs in *after* from *before*."""
    both = [rule_id for rule_id in after.rules if rule_id in before.rules]
    changed = [change for rule_id in both if (change := _rule_change(rule_id, before, after)) is not None]
    return BookDifference(
        added=tuple(rule for rule_id, rule in after.rules.items() if rule_id not in before.rules),
        gone=tuple(rule for rule_id, rule in before.rules.items() if rule_id not in after.rules),
        changed=tuple(changed),
        entries=tuple(_entry_changes(before, after)),
    )


def _rule_change(rule_id: RuleId, before: RuleBook, after: RuleBook) -> RuleChange | None:
    old, new = before.rules[rule_id], after.rules[rule_id]
    if before.facts == after.facts and replace(old, place=new.place) == new:
        return None
    differences = rule_differences(old, new, before, after)
    return RuleChange(new, differences) if differences else None


def _entry_changes(before: RuleBook, after: RuleBook) -> list[EntryChange]:
    """The entries of the other sections that differ."""
    found: list[EntryChange] = []
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
    for section, (was, now) in sections.items():
        found += [EntryChange(section, name, "added") for name in now if name not in was]
        found += [EntryChange(section, name, "gone") for name in was if name not in now]
        for name, entry in now.items():
            if name in was and was[name] != entry:
                found.append(EntryChange(section, name, "changed", tuple(_changed_parts(was[name], entry))))
    return found


def _by_text(entries: Mapping[str, object] | Mapping) -> Mapping[str, object]:  # type: ignore[type-arg]  # by any id
    return {str(name): entry for name, entry in entries.items()}


def _changed_parts(was: object, now: object) -> list[str]:
    """The names of the parts of an entry that differ, as they are written in a rule book."""
    if isinstance(was, Concept) and isinstance(now, Concept):
        return _parts_of_concept(was, now)
    if not isinstance(was, Struct) or not isinstance(now, Struct) or type(was) is not type(now):
        return []
    old, new = asdict(was), asdict(now)
    return [name.replace("_", "-") for name, value in new.items() if value != old[name]]


def _parts_of_concept(was: Concept, now: Concept) -> list[str]:
    found = ["covers"] if was.covers != now.covers else []
    found += ["label"] if was.label != now.label else []
    days = [_days(each) for each in (was, now)]
    if days[0] != days[1]:
        found.append(f"after-stop ({'sooner' if days[1] < days[0] else 'later'})")
    return found


def _days(concept: Concept) -> float:
    """How long a class counts after a stop; for good where it does not say."""
    stop = concept.after_stop
    return float("inf") if stop is None or stop.days is None else stop.days

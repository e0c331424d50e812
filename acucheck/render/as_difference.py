"""What differs between two rule books as JSON, version `acucheck.difference/1`."""

from __future__ import annotations

import json

from acucheck.model.book import Rule, RuleBook
from acucheck.model.difference import BookDifference, CellMove, Difference, EntryChange, People, PersonMove, RuleChange
from acucheck.render.json_trees import book_tree


def as_difference(before: RuleBook, after: RuleBook, found: BookDifference, people: People) -> str:
    """The difference as one JSON object in ASCII, with a line end at the end."""
    tree = {
        "schema": "acucheck.difference/1",
        "from": book_tree(before),
        "to": book_tree(after),
        "milder": found.is_milder or any(person.is_milder for person in people.moved),
        "gone": [_rule_record(rule) for rule in found.gone],
        "changed": [_change_record(change) for change in found.changed],
        "added": [_rule_record(rule) for rule in found.added],
        "entries": [_entry_record(entry) for entry in found.entries],
        "people": {
            "looked_at": people.looked_at,
            "unread": people.unread,
            "moved": [_person(person) for person in people.moved],
        },
    }
    return json.dumps(tree, indent=2) + "\n"


def _rule_record(rule: Rule) -> dict[str, object]:
    return {"rule": rule.id, "title": rule.title.practitioner}


def _change_record(change: RuleChange) -> dict[str, object]:
    differences = list(map(_difference_record, change.differences))
    return {**_rule_record(change.rule), "direction": change.direction.value, "differences": differences}


def _difference_record(difference: Difference) -> dict[str, object]:
    return {
        "direction": difference.direction.value,
        "entry": difference.entry,
        "subject": difference.subject or None,
        "before": difference.before or None,
        "after": difference.after or None,
    }


def _entry_record(entry: EntryChange) -> dict[str, object]:
    return {"section": entry.section, "entry": entry.entry, "how": entry.how, "parts": list(entry.parts)}


def _person(person: PersonMove) -> dict[str, object]:
    return {
        "id": person.id,
        "before": person.before.word,
        "after": person.after.word,
        "milder": person.is_milder,
        "deciding": list(person.deciding),
        "cells": [_moved_cell(cell) for cell in person.cells],
        "gone": list(person.gone),
        "new": list(person.new),
    }


def _moved_cell(cell: CellMove) -> dict[str, object]:
    return {
        "technique": cell.technique,
        "place": cell.place or None,
        "before": cell.before.word,
        "after": cell.after.word,
        "rules": list(cell.rules),
    }

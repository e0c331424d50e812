"""The rules of the core that a practice silences. They are still worked out, and pages say that they are silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from msgspec import Struct

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.model.book import RuleBook
from acucheck.model.ids import RuleId
from acucheck.model.practice import Silence
from acucheck.rulebook.entry_digests import rule_digest
from acucheck.rulebook.practice_decisions import decision, until_then
from acucheck.rulebook.section_reading import SectionReading
from acucheck.rulebook.small_parts import known_id, optional


class Silenced(Struct, frozen=True):
    """The silences that hold, and what to say of those that do not, because the core changed the rule since."""

    silences: Mapping[RuleId, Silence]
    outdated: tuple[Problem, ...]


def read_silences(reading: SectionReading, core: RuleBook, changed: Collection[str]) -> Silenced:
    """What the file silences. One that was decided on an earlier state of its rule silences nothing."""
    found: dict[RuleId, Silence] = {}
    outdated: list[Problem] = []
    for key, node in reading.entries("silence"):
        decided = reading.note(partial(_silence_entry, key, node, core, changed))
        if decided is None:
            continue
        silence, why = decided
        if why:
            outdated.append(until_then(why, "until then the rule counts"))
        else:
            found[RuleId(str(key.content))] = silence
    return Silenced(found, tuple(outdated))


def _silence_entry(key: Node, node: Node, core: RuleBook, changed: Collection[str]) -> tuple[Silence, Problem | None]:
    rule = core.rules[known_id(key, core.rules)]
    if rule.urgent is not None:
        key.fail(f"{rule.id!r} calls for help, and such a rule cannot be silenced")
    if rule.id in changed:
        key.fail(f"{rule.id!r} stands under 'change' as well; a rule is changed or silenced")
    decided, rest = decision(key, node, rule_digest(rule, core), f"the rule {rule.id!r}")
    if not decided.by:
        key.fail("missing here: by; say who in the practice decided to silence this rule")
    fields = {}
    if rest.content is not None:
        fields = rest.fields([], ["until"])
    until = optional(fields.get("until"), _review_day, None)
    return Silence(decided.because, decided.by, until), decided.outdated


def _review_day(node: Node) -> date:
    try:
        return date.fromisoformat(node.text())
    except ValueError:
        node.fail("write the last day as year, month and day: 2027-06-30")

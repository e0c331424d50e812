"""Names that a practice's own file adds: brands and words that the core lacks, each with what it stands for."""

from __future__ import annotations

import re
from functools import partial

from acucheck.located import Node
from acucheck.model.answers import NameKind
from acucheck.model.practice import OwnName
from acucheck.rulebook.conditions import Scope
from acucheck.rulebook.section_reading import SectionReading
from acucheck.rulebook.small_parts import known_id, line

_KINDS = {"medicines": NameKind.MEDICINE, "conditions": NameKind.CONDITION}
_SEPARATORS = re.compile(r"[,;/+&()\[\]{}:]")
_LEAST = 3
"""Letters in the shortest name: shorter ones stand for too many things."""


def read_own_names(reading: SectionReading, scope: Scope) -> tuple[OwnName, ...]:
    """All names of the file, as they are written."""
    found: list[OwnName] = []
    for key, section in reading.entries("names"):
        kind = reading.note(partial(key.one_of, _KINDS))
        if kind is None:
            continue
        for typed, means in reading.note(section.pairs) or []:
            name = reading.note(partial(_own_name, typed, means, kind, scope))
            if name is not None:
                found.append(name)
    return tuple(found)


def _own_name(typed: Node, means: Node, kind: NameKind, scope: Scope) -> OwnName:
    text = line(typed)
    if _SEPARATORS.search(text):
        typed.fail("one name stands here at a time, without commas and brackets")
    if sum(letter.isalpha() for letter in text) < _LEAST:
        typed.fail(f"a name has at least {_LEAST} letters; shorter ones stand for too many things")
    if not means.is_mapping():
        return OwnName(text, kind, line(means), is_class=False, place=typed.place)
    if kind is not NameKind.MEDICINE:
        means.fail("write a condition that the core knows, or one of its lines as 'question.line'")
    wanted = means.fields(["class"])["class"]
    return OwnName(text, kind, known_id(wanted, scope.concepts["medicine"]), is_class=True, place=typed.place)

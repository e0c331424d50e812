"""Classes of medicine, regions and hazards, each with what lies within it; and techniques."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.located.duration import days
from acucheck.located.node import Entries
from acucheck.model.book import AfterStop, Concept, Technique
from acucheck.model.ids import SourceId, TechniqueId
from acucheck.rulebook.small_parts import (
    LASTING,
    decode_wording,
    identifier,
    items_of,
    known_id,
    known_ids,
    line,
    optional,
    sentence_to_say,
    yes_or_no,
)


def decode_concept(key: Node, node: Node, known: Iterable[str], sources: Iterable[SourceId] | None = None) -> Concept:
    """A label, or `{label:, within:}` for one that a wider concept covers.

    With *sources* it is a class of medicine, which may say how long it bears on the rules after a stop, and what a
    person who takes one can say.
    """
    more = ["within"]
    if sources is not None:
        more = ["within", "after-stop", "say"]
    if node.is_text() or not node.has_any(["label", *more]):
        return Concept(key.text(), decode_wording(node))
    fields = node.fields(["label"], more)
    others = [each for each in known if each != key.text()]
    return Concept(
        id=key.text(),
        within=optional(fields.get("within"), partial(known_id, known=others), ""),
        after_stop=optional(fields.get("after-stop"), partial(decode_after_stop, sources=sources or ()), None),
        say=optional(fields.get("say"), sentence_to_say, ""),
        label=decode_wording(fields["label"]),
    )


def decode_after_stop(node: Node, sources: Iterable[SourceId]) -> AfterStop:
    """`{time:, source:, because:}`, the time as `3 months` or `lasting`."""
    fields = node.fields(["time", "source", "because"])
    return AfterStop(
        days=_days_or_for_good(fields["time"]),
        source=known_id(fields["source"], sources),
        because=line(fields["because"]),
    )


def _days_or_for_good(time: Node) -> int | None:
    if time.text() == LASTING:
        return None
    return days(time)


def with_covers(concepts: Mapping[str, Concept | None]) -> dict[str, Concept | None]:
    """The concepts, each knowing all that lies within it."""
    below: dict[str, set[str]] = {concept_id: {concept_id} for concept_id in concepts}
    for concept_id in concepts:
        for upper_id in _around(concept_id, concepts):
            below[upper_id].add(concept_id)
    found: dict[str, Concept | None] = {}
    for concept_id, entry in concepts.items():
        found[concept_id] = None
        if entry is not None:
            found[concept_id] = replace(entry, covers=frozenset(below[concept_id]))
    return found


def _around(concept_id: str, concepts: Mapping[str, Concept | None]) -> list[str]:
    """What a concept lies within, the nearest first. A circle is gone through once."""
    found: list[str] = []
    entry = concepts[concept_id]
    while entry is not None and entry.within and entry.within not in [concept_id, *found]:
        found.append(entry.within)
        entry = concepts[entry.within]
    return found


def decode_technique(key: Node, node: Node, places: Mapping[str, object]) -> Technique:
    """A technique: its label and groups, its `phrase` in a sentence, and the *places* where alone or often it is."""
    fields = node.fields(["label"], ["groups", "phrase", "only-at", "often-at", "shows-typed"])
    return Technique(
        id=TechniqueId(key.text()),
        groups=tuple(identifier(item) for item in items_of(fields.get("groups"))),
        only_at=frozenset(known_ids(fields.get("only-at"), places)),
        often_at=frozenset(known_ids(fields.get("often-at"), places)),
        shows_typed=optional(fields.get("shows-typed"), yes_or_no, absent=False),
        phrase=decode_wording(fields.get("phrase", fields["label"])),
        label=decode_wording(fields["label"]),
    )


def one_meaning(section: Entries, techniques: Mapping[TechniqueId, Technique | None]) -> Iterator[Problem]:
    """A problem for each technique that could be taken for another one, or for a group."""
    known = [entry for entry in techniques.values() if entry is not None]
    groups = frozenset[str]().union(*(entry.groups for entry in known))
    owners: dict[str, str] = {}
    for key, _ in section:
        entry = techniques[TechniqueId(str(key.content))]
        if entry is None:
            continue
        if entry.id in groups:
            yield key.problem(f"{key.shown()} is also the name of a group; give the group another name")
        for name in (entry.id, entry.label.practitioner, entry.label.patient):
            letters = "".join(filter(str.isalnum, name.casefold()))
            owner = owners.setdefault(letters, entry.id)
            if owner != entry.id:
                yield key.problem(f"{name!r} is already what {owner!r} is called")

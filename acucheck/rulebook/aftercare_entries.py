"""Aftercare and gentler alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.located.node import Entries, unexpected
from acucheck.model.book import Aftercare, Alternative
from acucheck.model.ids import AftercareId, AlternativeId
from acucheck.model.levels import AftercareTime, Urgency
from acucheck.rulebook.conditions import Scope
from acucheck.rulebook.small_parts import (
    circles,
    decode_wording,
    identifier,
    items_of,
    known_id,
    known_ids,
    known_sources,
    member,
    optional,
    yes_or_no,
)


def decode_aftercare(key: Node, node: Node, scope: Scope) -> Aftercare:
    """What to do afterwards. Raises InvalidFile; `replaces` may name what comes later, and `replacing` looks at it."""
    fields = node.fields(["say", "time", "sources"], ["for", "at", "replaces", "help", "names-whom", "everyone"])
    return Aftercare(
        id=AftercareId(key.text()),
        say=decode_wording(fields["say"]),
        time=member(fields["time"], AftercareTime),
        techniques=scope.techniques_in(fields.get("for")),
        at=tuple(known_ids(fields.get("at"), {**scope.concepts["region"], **scope.concepts["hazard"]})),
        replaces=tuple(AftercareId(identifier(item)) for item in items_of(fields.get("replaces"))),
        help=optional(fields.get("help"), partial(member, words=Urgency), None),
        names_whom=optional(fields.get("names-whom"), yes_or_no, absent=False),
        everyone=optional(fields.get("everyone"), yes_or_no, absent=False),
        sources=known_sources(fields["sources"], scope.sources),
    )


def decode_alternative(key: Node, node: Node, scope: Scope) -> Alternative:
    """What can be offered in place of a technique. Raises InvalidFile."""
    fields = node.fields(["technique", "say", "sources"])
    return Alternative(
        id=AlternativeId(key.text()),
        technique=known_id(fields["technique"], scope.techniques),
        say=decode_wording(fields["say"]),
        sources=known_sources(fields["sources"], scope.sources),
    )


def replacing(section: Entries, entries: Mapping[AftercareId, Aftercare | None]) -> Iterator[Problem]:
    """A problem for each `replaces` that names what is not there, or comes back to where it started."""
    replaced: dict[str, tuple[AftercareId, ...]] = {
        entry_id: entry.replaces for entry_id, entry in entries.items() if entry is not None
    }
    for key, node in section:
        if not replaced.get(str(key.content)):
            continue
        written = {name.text(): value for name, value in node.pairs()}
        for item in written["replaces"].items():
            if AftercareId(item.text()) not in entries:
                yield item.problem(unexpected(item, list(entries)))
    yield from circles(section, replaced, "replaces itself, by way of what it replaces")

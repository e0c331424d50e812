"""Aftercare and gentler alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.located.node import Entries, unexpected
from acucheck.model.book import Aftercare, Alternative
from acucheck.model.ids import AftercareId, AlternativeId
from acucheck.model.levels import AftercareTime, Urgency
from acucheck.rulebook.conditions import YES, Scope
from acucheck.rulebook.small_parts import chosen, circles, cited, identifier, one, wording


def aftercare(key: Node, node: Node, scope: Scope) -> Aftercare:
    fields = node.fields(["say", "time", "sources"], ["for", "replaces", "help", "everyone"])
    return Aftercare(
        id=AftercareId(key.text()),
        say=wording(fields["say"]),
        time=chosen(fields["time"], AftercareTime),
        techniques=scope.techniques_in(fields.get("for")),
        replaces=_replaces(fields.get("replaces")),
        help=chosen(fields["help"], Urgency) if "help" in fields else None,
        everyone="everyone" in fields and fields["everyone"].one_of({YES: True, "no": False}),
        sources=cited(fields["sources"], scope.sources),
    )


def _replaces(node: Node | None) -> tuple[AftercareId, ...]:
    return tuple(AftercareId(identifier(item)) for item in node.items()) if node is not None else ()


def alternative(key: Node, node: Node, scope: Scope) -> Alternative:
    fields = node.fields(["technique", "say", "sources"])
    return Alternative(
        id=AlternativeId(key.text()),
        technique=one(fields["technique"], scope.techniques),
        say=wording(fields["say"]),
        sources=cited(fields["sources"], scope.sources),
    )


def replacing(section: Entries, entries: Mapping[AftercareId, Aftercare | None]) -> Iterator[Problem]:
    """A problem for each `replaces` that names what is not there, or comes back to where it started."""
    replaced: dict[str, tuple[AftercareId, ...]] = {
        entry_id: entry.replaces for entry_id, entry in entries.items() if entry is not None
    }
    for key, node in section:
        if not replaced.get(str(key.content)):
            continue
        for item in next(value for name, value in node.pairs() if name.text() == "replaces").items():
            if AftercareId(item.text()) not in entries:
                yield item.problem(unexpected(item, list(entries)))
    yield from circles(section, replaced, "replaces itself, by way of what it replaces")

"""Aftercare and gentler alternatives."""

from __future__ import annotations

from collections.abc import Mapping

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.model.book import Aftercare, Alternative
from acucheck.model.levels import Time, Urgency
from acucheck.rulebook.conditions import YES, Scope
from acucheck.rulebook.words import chosen, identifier, ids, wording


def aftercare(key: Node, node: Node, scope: Scope) -> Aftercare:
    fields = node.fields(["say", "time", "sources"], ["for", "replaces", "help", "everyone"])
    words = scope.technique_words()
    named = [item.one_of(words) for item in fields["for"].items()] if "for" in fields else []
    return Aftercare(
        id=key.text(),
        say=wording(fields["say"]),
        time=chosen(fields["time"], Time),
        techniques=frozenset().union(*named),
        replaces=tuple(identifier(item) for item in fields["replaces"].items()) if "replaces" in fields else (),
        help=chosen(fields["help"], Urgency) if "help" in fields else None,
        everyone="everyone" in fields and fields["everyone"].one_of({YES: True, "no": False}),
        sources=ids(fields["sources"], scope.sources),
    )


def alternative(key: Node, node: Node, scope: Scope) -> Alternative:
    fields = node.fields(["technique", "say", "sources"])
    return Alternative(
        id=key.text(),
        technique=fields["technique"].one_of({name: name for name in scope.techniques}),
        say=wording(fields["say"]),
        sources=ids(fields["sources"], scope.sources),
    )


def circles(section: Node, entries: Mapping[str, Aftercare | None]) -> None:
    """Raises InvalidFile when `replaces` names what is not there, or comes back to where it started."""
    problems: list[Problem] = []
    for key, node in section.pairs():
        entry = entries.get(key.text())
        if entry is None or not entry.replaces:
            continue
        for item in next(value for name, value in node.pairs() if name.text() == "replaces").items():
            try:
                item.one_of(entries)
            except InvalidFile as error:
                problems += error.problems
        if key.text() in _replaced(entry.replaces, entries):
            problems.append(key.problem(f"{key.shown()} replaces itself, by way of what it replaces"))
    if problems:
        raise InvalidFile(problems)


def _replaced(names: tuple[str, ...], entries: Mapping[str, Aftercare | None]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        entry = entries.get(name)
        if name not in found and entry is not None:
            found.add(name)
            waiting += entry.replaces
    return found

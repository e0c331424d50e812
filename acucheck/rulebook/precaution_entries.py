"""What to do, by technique: sentences, each for both readers or for one, and the places they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from acucheck.located import Node
from acucheck.model.book import SESSION, Precaution
from acucheck.rulebook.conditions import Scope
from acucheck.rulebook.rule_places import decode_places
from acucheck.rulebook.small_parts import decode_wording, known_id, line


def decode_precautions(node: Node, scope: Scope) -> Mapping[str, tuple[Precaution, ...]]:
    """What to do for each technique or group, or for the session."""
    words = [SESSION, *scope.technique_words]
    return {known_id(key, words): tuple(_precautions_in(value, scope)) for key, value in node.pairs()}


def _precautions_in(node: Node, scope: Scope) -> Iterator[Precaution]:
    """One sentence or a list of them; `{practitioner: [...], patient: [...]}` gives each reader their own list."""
    if not node.is_mapping() or _is_about_places(node):
        for item in _items(node):
            yield _one_precaution(item, scope)
        return
    fields = node.fields(["practitioner", "patient"])
    practitioner = [_for_one_reader(item, scope) for item in _items(fields["practitioner"])]
    patient = [_for_one_reader(item, scope) for item in _items(fields["patient"])]
    for own, other in zip_longest(practitioner, patient):
        yield from _beside_each_other(own, other)


def _items(node: Node) -> list[Node]:
    """The sentences of a list, or the one that stands here with its places."""
    if node.is_mapping():
        return [node]
    return node.items()


def _beside_each_other(
    practitioner: tuple[str, tuple[str, ...]] | None, patient: tuple[str, tuple[str, ...]] | None
) -> Iterator[Precaution]:
    """The sentences of the two readers: one precaution where they are about the same places."""
    if practitioner and patient and practitioner[1] == patient[1]:
        yield Precaution(practitioner[0], patient[0], practitioner[1])
        return
    if practitioner:
        yield Precaution(practitioner[0], "", practitioner[1])
    if patient:
        yield Precaution("", patient[0], patient[1])


def _one_precaution(node: Node, scope: Scope) -> Precaution:
    """A sentence, or `{do:, at:}` for one that is about some places only."""
    do, at = _sentence_and_places(node, scope)
    said = decode_wording(do)
    return Precaution(said.practitioner, said.patient, at)


def _for_one_reader(node: Node, scope: Scope) -> tuple[str, tuple[str, ...]]:
    do, at = _sentence_and_places(node, scope)
    return line(do), at


def _sentence_and_places(node: Node, scope: Scope) -> tuple[Node, tuple[str, ...]]:
    """The sentence, and the places it is about."""
    if not _is_about_places(node):
        return node, ()
    fields = node.fields(["do", "at"])
    return fields["do"], decode_places(fields["at"], scope)


def _is_about_places(node: Node) -> bool:
    return node.is_mapping() and node.has_any(["do", "at"])

"""What to do, by technique: sentences, each for both readers or for one, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec.structs import replace

from acucheck.located import Node
from acucheck.model.book import SESSION, Precaution
from acucheck.rulebook.conditions import Scope
from acucheck.rulebook.rule_places import decode_places
from acucheck.rulebook.small_parts import YES, decode_wording, known_id, line

_ABOUT = ("at", "taken")


def decode_precautions(node: Node, scope: Scope) -> Mapping[str, tuple[Precaution, ...]]:
    """What to do for each technique or group, or for the session."""
    words = [SESSION, *scope.technique_words]
    return {known_id(key, words): tuple(_precautions_in(value, scope)) for key, value in node.pairs()}


def _precautions_in(node: Node, scope: Scope) -> Iterator[Precaution]:
    """One sentence or a list of them; `{practitioner: [...], patient: [...]}` gives each reader their own list."""
    if not node.is_mapping() or _is_sentence(node):
        for item in _items(node):
            yield _one_precaution(item, scope)
        return
    fields = node.fields(["practitioner", "patient"])
    practitioner = [_for_one_reader(item, scope) for item in _items(fields["practitioner"])]
    patient = [_for_one_reader(item, scope) for item in _items(fields["patient"])]
    for own, other in zip_longest(practitioner, patient):
        yield from _beside_each_other(own, other)


def _items(node: Node) -> list[Node]:
    """The sentences of a list, or the one that stands here with what it is about."""
    if node.is_mapping():
        return [node]
    return node.items()


def _beside_each_other(practitioner: Precaution | None, patient: Precaution | None) -> Iterator[Precaution]:
    """The sentences of the two readers, each written for both: one precaution where they are about the same."""
    if practitioner and patient and practitioner.about == patient.about:
        yield replace(practitioner, patient=patient.patient)
        return
    if practitioner:
        yield replace(practitioner, patient="")
    if patient:
        yield replace(patient, practitioner="")


def _one_precaution(node: Node, scope: Scope) -> Precaution:
    """A sentence, or `{do:, at:, taken:}` for one that is about some places, or about a medicine that is taken."""
    do, at, taken = _sentence_and_about(node, scope)
    said = decode_wording(do)
    return Precaution(said.practitioner, said.patient, at, taken)


def _for_one_reader(node: Node, scope: Scope) -> Precaution:
    """A sentence of one reader, which stands for the other as well until the two are put beside each other."""
    do, at, taken = _sentence_and_about(node, scope)
    said = line(do)
    return Precaution(said, said, at, taken)


def _sentence_and_about(node: Node, scope: Scope) -> tuple[Node, tuple[str, ...], bool]:
    """The sentence, the places it is about, and whether it is about a medicine that is taken."""
    if not _is_sentence(node):
        return node, (), False
    fields = node.fields(["do"], _ABOUT)
    if len(fields) == 1:
        node.fail("say with 'at' or 'taken' what this is about, or write the sentence alone")
    at: tuple[str, ...] = ()
    if "at" in fields:
        at = decode_places(fields["at"], scope)
    if "taken" in fields:
        fields["taken"].one_of({YES: True})
    return fields["do"], at, "taken" in fields


def _is_sentence(node: Node) -> bool:
    return node.is_mapping() and node.has_any(["do", *_ABOUT])

"""What a practice's own sentences must not say: that a medicine ends or changes, or that anything is safe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.rulebook.floor_words import advises_against_a_medicine, calls_something_safe, sentences

SAID = ("practice", "questions", "rules", "aftercare", "alternatives", "change", "silence")
"""The sections with sentences for people."""

_NOT_SAID = frozenset({"examples", "past", "after-stop", "when", "if", "unless", "sources", "of", "settled-by"})
"""Entries in them without such sentences."""

AGAINST_A_MEDICINE = (
    "this reads as if a medicine should be ended or changed; acucheck never advises that, so word it otherwise"
)
SAFE = "this says that something is safe; nothing here proves that, so word it otherwise"


def refused_in(sections: Mapping[str, Node]) -> Iterator[Problem]:
    """A problem for each sentence of a file that must not be printed."""
    for name in SAID:
        if name in sections:
            for node in texts_for_people(sections[name]):
                yield from refused_words(node)


def refused_words(node: Node) -> Iterator[Problem]:
    """A problem for each sentence of one text that must not be printed."""
    for sentence in sentences(str(node.content)):
        if advises_against_a_medicine(sentence):
            yield node.problem(AGAINST_A_MEDICINE)
        if calls_something_safe(sentence):
            yield node.problem(SAFE)


def texts_for_people(node: Node) -> Iterator[Node]:
    """Every text in *node* that somebody may read."""
    if node.is_text():
        yield node
    elif node.content and node.is_mapping():
        for key, value in node.pairs():
            if key.content not in _NOT_SAID:
                yield from texts_for_people(value)
    elif node.content:
        for item in node.parts():
            yield from texts_for_people(item)

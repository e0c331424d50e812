"""What `rules check` demands of the texts of a rule book: each is a whole sentence.

A rule book from before loads without that, so a strict reading does not ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.rulebook.source import RuleFile

_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "questions": ("ask", "ask-where", "why"),
    "rules": ("risk", "precautions", "chosen-because"),
    "aftercare": ("say",),
    "alternatives": ("say",),
}
"""Section -> the entries that are sentences."""

_WITH_REASONS: Mapping[str, str] = {"questions": "past", "medicine-classes": "after-stop"}
"""Section -> the entry that has sentences under `because` and other words beside them."""

_CLAUSES: Mapping[str, tuple[str, ...]] = {"questions": ("find-out",), "rules": ("until", "ask-whom")}
"""Section -> the entries that read on inside a sentence of the page."""

_STOPS = (".", "?", "!", ":")

_NO_TEXT = ("at", "taken")
"""What stands beside a sentence and is none: the places it is about, and whether it is for a medicine that is taken."""


def problems(file: RuleFile) -> Iterator[Problem]:
    """Every text that is no whole sentence, and every clause that ends like one."""
    for section, names in _SENTENCES.items():
        for _, entry in section_entries(file.sections, section):
            for name in names:
                yield from _not_whole(entry.known_entry(name))
    for section, name in _WITH_REASONS.items():
        for _, entry in section_entries(file.sections, section):
            for reason in _reason_nodes(entry.known_entry(name)):
                yield from _not_whole(reason)
    for section, names in _CLAUSES.items():
        for _, entry in section_entries(file.sections, section):
            for name in names:
                yield from _stopped(entry.known_entry(name))


def section_entries(sections: Mapping[str, Node], section: str) -> Entries:
    """The entries of a section; none where the file has no such section."""
    if section not in sections:
        return []
    return sections[section].pairs()


def texts_side_by_side(node: Node | None) -> Iterator[list[Node]]:
    """The texts that stand side by side under a node, list by list; places are none."""
    if node is None:
        return
    if node.is_mapping():
        for key, value in node.pairs():
            if key.content not in _NO_TEXT:
                yield from texts_side_by_side(value)
        return
    items = node.items()
    yield [item for item in items if item.is_text()]
    for item in items:
        if not item.is_text():
            yield from texts_side_by_side(item)


def _reason_nodes(node: Node | None) -> Iterator[Node]:
    """Every reason under a node, however deep."""
    if node is None:
        return
    for key, value in node.known_pairs():
        if key.content == "because":
            yield value
        else:
            yield from _reason_nodes(value)


def _not_whole(node: Node | None) -> Iterator[Problem]:
    for several in texts_side_by_side(node):
        yield from _no_sentences(several)


def _no_sentences(several: list[Node]) -> Iterator[Problem]:
    """What is wrong with texts that stand in one list. A sentence cut in two is one problem."""
    halves: set[int] = set()
    for position, (first, second) in enumerate(pairwise(several)):
        if not _ends(first) and _begins_small(second):
            halves |= {position, position + 1}
            yield first.problem("a comma cuts this sentence in two; put it in quotes")
    for position, item in enumerate(several):
        if position not in halves:
            yield from no_sentence(item)


def no_sentence(item: Node) -> Iterator[Problem]:
    """What is wrong with a text that has to be a sentence."""
    if _begins_small(item):
        yield item.problem("this begins with a small letter; write a whole sentence")
    if not _ends(item):
        yield item.problem("this ends without a stop; write a whole sentence")


def _stopped(clause: Node | None) -> Iterator[Problem]:
    for several in texts_side_by_side(clause):
        for item in several:
            if _ends(item):
                yield item.problem("this reads on inside a sentence of the page; take the stop at its end away")


def _ends(node: Node) -> bool:
    return str(node.content).rstrip("\"') ").endswith(_STOPS)


def _begins_small(node: Node) -> bool:
    return str(node.content).lstrip("\"'( ")[:1].islower()

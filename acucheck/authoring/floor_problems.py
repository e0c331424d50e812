"""Sentences of a rule book that must not be printed: advice against a medicine, and that anything is safe."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.names import dictionary_index
from acucheck.names.entries import NameIndex
from acucheck.names.spelling import key
from acucheck.rulebook import RuleFile, default_rules
from acucheck.rulebook.floor_words import sentences, speaks_of_an_end
from acucheck.rulebook.practice_words import AGAINST_A_MEDICINE, SAID, refused_words, texts_for_people

_LEAST = 5
"""Letters in the shortest word that is looked up as a medicine."""


def floor_problems(file: RuleFile) -> Iterator[Problem]:
    """A problem for each such sentence in a book beside the core, but for those that stand in the core as well."""
    core = _in_one_line(default_rules().read_text(encoding="utf-8"))
    medicines = dictionary_index.medicines()
    said = [file.sections[name] for name in SAID if name in file.sections]
    for section in said:
        for node in texts_for_people(section):
            if _in_one_line(str(node.content)) not in core:
                yield from refused_words(node)
                yield from _named_medicine(node, medicines)


def _named_medicine(node: Node, medicines: NameIndex) -> Iterator[Problem]:
    """A problem where one of *medicines* is named in a sentence that speaks of an end."""
    for sentence in sentences(str(node.content)):
        if speaks_of_an_end(sentence) and _names_one(sentence, medicines):
            yield node.problem(AGAINST_A_MEDICINE)


def _names_one(sentence: str, medicines: NameIndex) -> bool:
    for word in map(key, sentence.split()):
        known = medicines.get(word)
        if len(word) >= _LEAST and known is not None and not known.ask:
            return True
    return False


def _in_one_line(text: str) -> str:
    return " ".join(text.split())

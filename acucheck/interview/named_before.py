"""What an opening line named: it counts, and stands marked in the questions until they are answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.located.yaml_writing import Tree
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId, TechniqueId
from acucheck.model.levels import Audience


class NamedBefore(Struct, frozen=True):
    """The answers that were named, and the plan: each technique with the places that were named for it."""

    answers: Mapping[QuestionId, Tree] = {}
    treatments: Mapping[TechniqueId, Sequence[Tree]] = {}
    assumed: TechniqueId = TechniqueId("")  # the technique of places that were named without one
    strange: tuple[str, ...] = ()  # techniques that are not understood
    sex: str = ""  # as the line says it; it changes no more than which answer stands first

    def places(self, technique: TechniqueId, planned: Sequence[TechniqueId]) -> list[Tree]:
        """The places for a technique. The first that is *planned* gets those of the assumed one, where that is not."""
        found = [*self.treatments.get(technique, ())]
        if self.assumed and self.assumed not in planned and technique == planned[0]:
            found += self.treatments[self.assumed]
        return found

    def plan(self, book: RuleBook, audience: Audience) -> Mapping[str, Tree]:
        """The plan as an answers file holds it."""
        found: dict[str, Tree] = {}
        for technique, places in self.treatments.items():
            label = book.techniques[technique].label.for_audience(audience)
            found[label] = [*places] or fixed_words.NOT_NAMED
        return found | dict.fromkeys(self.strange, fixed_words.NOT_NAMED)

    def open_answers(self) -> Mapping[QuestionId, Tree]:
        """The answers as an answers file holds them while the questions are open: a list may have more in it."""
        found: dict[QuestionId, Tree] = {}
        for name, tree in self.answers.items():
            if isinstance(tree, list):
                found[name] = [*tree, fixed_words.NOT_SURE]
            else:
                found[name] = tree
        return found


def named_text(named: Tree | None, book: RuleBook) -> str:
    """What an opening line named for one question, on one line."""
    if named is None:
        return ""
    entries = named if isinstance(named, list) else [named]
    return ", ".join(_entry_text(entry, book) for entry in entries)


def _entry_text(entry: Tree, book: RuleBook) -> str:
    """A name or place as it was typed; a technique by its label."""
    if isinstance(entry, Mapping):
        return str(entry.get(fixed_words.TYPED) or entry[fixed_words.NAME])
    technique = book.techniques.get(TechniqueId(str(entry)))
    if technique is None:
        return str(entry)
    return technique.label.practitioner

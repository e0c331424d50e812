"""Free text as people write it, by people who had not seen the code, and what has become of each line of it.

`tests/phrases/*.csv` holds the lines with the right value: `counts`, or quiet. `closed-forms.yaml` holds every line
that may be set aside. Who wrote what and when stands in `docs/names.md`. Lines change only to correct a fact.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from acucheck.answers import decode
from acucheck.assess import assess
from acucheck.cli import exit_codes
from acucheck.located import Origin
from acucheck.located.from_memory import node_of
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import MatchStatus, Name, Names
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Outcome
from acucheck.model.report import Report
from acucheck.names.vocabulary import Vocabulary

FOLDER = Path(__file__).parent / "phrases"
WRITTEN_ON = date(2026, 11, 29)
"""The day that the lines were written for."""

AGE = 52
"""The age in years of the person they are about."""

PERSON: dict[str, Tree] = {
    "plan": {
        "manual needling": ["ST36", "LI4"],
        "electroacupuncture": ["ST36"],
        "bloodletting": ["LI4"],
        "moxibustion": ["ST36"],
        "massage": ["lower back"],
        "indwelling needles": ["SP9"],
    },
    "age": str(AGE),
    "pregnant": "no",
    **dict.fromkeys(
        [
            "danger",
            "today",
            "bleeding",
            "medicines",
            "devices",
            "heart-lungs",
            "cancer-immune",
            "organs",
            "nerves-mind",
            "skin",
            "needles-before",
            "technique-checks",
            "conditions",
        ],
        "none",
    ),
}
"""Somebody with nothing to report, for whom much is planned."""


NO_OTHER: Mapping[str, Tree] = {}


@dataclass(frozen=True)
class Phrase:
    """One line: the question it is typed under, who writes, what is right, and the name that it is about."""

    field: str
    writer: str
    right: str
    name: str
    typed: str


def phrases(file: str) -> Iterator[Phrase]:
    """The lines of a file in `tests/phrases/`."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield Phrase(row["field"], row["writer"], row["right"], row["name"], row["typed"])


@dataclass(frozen=True)
class Told:
    """What has become of one line."""

    names: tuple[Name, ...]
    not_named: tuple[str, ...]
    report: Report

    @property
    def exit(self) -> int:
        """The exit code of `acucheck check`."""
        return exit_codes.of_outcome(self.report.outcome.stands, self.report.outcome.worst, Outcome.CARE)

    @property
    def set_aside(self) -> list[Name]:
        """The names that were set aside."""
        return [name for name in self.names if name.taken is MatchStatus.SET_ASIDE]

    @property
    def open(self) -> bool:
        """Whether something in it was not understood, and is an open point."""
        unknown = {MatchStatus.UNRECOGNISED, MatchStatus.SUGGESTED}
        return bool(self.not_named) or any(name.taken in unknown for name in self.names)


def tell(
    vocabulary: Vocabulary, field: str, typed: str, writer: str = "unknown", lists: Mapping[str, Tree] = NO_OTHER
) -> Told:
    """What becomes of a line typed under a question, for somebody who has nothing else to report.

    *lists* are answered otherwise; one that is empty there was not answered.
    """
    tree: dict[str, Tree] = {**PERSON, **lists, field: [typed]}
    for question in lists:
        if not tree[question]:
            del tree[question]
    if writer != "unknown":
        tree["answered-by"] = writer
    found = decode(node_of(tree, Origin("phrases", private=True)), vocabulary, WRITTEN_ON)
    answer = found[QuestionId(field)]
    assert isinstance(answer, Names)
    return Told(answer.entries, answer.not_named, assess(vocabulary.book, found))


def is_milder_than_not_sure(told: Told, vocabulary: Vocabulary, phrase: Phrase) -> bool:
    """Whether a line that counts came out milder than if its name were not sure."""
    counting = {name.typed for name in told.names if name.taken is MatchStatus.RECOGNISED and name.concepts}
    if any(name.concepts and name.typed not in counting for name in told.set_aside):
        return True  # what is set aside as taken, and is of no class, may count as an allergy
    if not phrase.name:
        return not told.open and all(name.taken is MatchStatus.RECOGNISED and not name.concepts for name in told.names)
    doubted = tell(vocabulary, phrase.field, f"maybe {phrase.name}", phrase.writer)
    stands = told.report.outcome.stands >= doubted.report.outcome.stands
    return not (
        stands
        or told.exit == exit_codes.NOT_SETTLED
        or (told.open and told.exit >= exit_codes.of_outcome(Outcome.CARE, Outcome.CARE, Outcome.CARE))
    )

"""What people write who answered no to every list: as a rule it holds up nobody who is well, and takes nothing away."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from phrases import FOLDER, tell

from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import MatchStatus
from acucheck.model.book import RuleBook
from acucheck.model.levels import Outcome
from acucheck.names.cached import CachedVocabulary

NEEDLES: Mapping[str, Tree] = {"plan": {"manual needling": ["LI4", "ST36"]}}

MOST_HELD_UP = 18
"""Of 239 lines, written by somebody who has seen nothing of the program; 35 on the first run. Never more."""


def test_few_lines_of_well_people_hold_them_up(book: RuleBook) -> None:
    words = CachedVocabulary(book)
    held_up: list[str] = []
    with (FOLDER / "blind-2026-11-30-well-m.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            outcome = tell(words, row["field"], row["line"], row["writer"], NEEDLES).report.outcome
            if outcome.stands > Outcome.NOTE or outcome.worst > Outcome.CARE:
                held_up.append(row["line"])
    assert len(held_up) <= MOST_HELD_UP, held_up


def test_what_is_somebodys_own_is_never_set_aside_beside_relatives_and_denials(book: RuleBook) -> None:
    words = CachedVocabulary(book)
    set_aside: list[str] = []
    with (FOLDER / "blind-2026-11-30-own-m.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            names = tell(words, "conditions", row["line"], row["writer"]).names
            own = [name for name in names if row["own"].casefold() in name.typed.casefold()]
            if own and all(name.taken is MatchStatus.SET_ASIDE for name in own):
                set_aside.append(row["line"])
    assert set_aside == []

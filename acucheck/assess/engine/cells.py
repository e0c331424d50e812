"""Every live rule graded at every spot of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from msgspec import Struct
from msgspec.structs import replace

from acucheck.assess.engine.packed_levels import (
    ASKED_FIRST,
    CAUTION_AT_WORST,
    LEFT_OUT_AT_WORST,
    PackedBounds,
    bounds,
    deciding,
    not_found,
)
from acucheck.assess.engine.rule_levels import Grades
from acucheck.assess.plan import Spot
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import HOLDS, Outcome
from acucheck.model.report import Bounds, Cell

_HELP = Bounds(Outcome.HELP, Outcome.HELP, Outcome.HELP)


class Grading(Struct, frozen=True):
    """What each rule that does not fail makes of each spot, in the rules' order."""

    grades: Grades
    spots: tuple[Spot, ...]
    spans: Sequence[Sequence[PackedBounds]]  # for each spot, of each rule
    by_spot: Sequence[PackedBounds]  # of all the rules together
    by_rule: Sequence[PackedBounds]  # over the whole plan

    def by_technique(self) -> dict[TechniqueId, Sequence[PackedBounds]]:
        """One spot's spans for each technique of the plan, for what holds at all of them."""
        return {spot.technique: spans for spot, spans in zip(self.spots, self.spans, strict=True)}

    def cells(self) -> list[Cell]:
        """The worst that all the rules make of each spot."""
        found: list[Cell] = []
        for spot, total, spans in zip(self.spots, self.by_spot, self.spans, strict=True):
            level, outcome = bounds(total)
            rules = deciding(self.grades.rule_ids, spans, total)
            found.append(Cell(spot.technique, spot.typed, spot.place, level, outcome, rules))
        return found

    def outcome(self) -> Bounds[Outcome]:
        """The worst over the spots; an urgent rule that holds is `help`."""
        urgent = [standing for compiled, standing in self.grades.live if compiled.rule.urgent is not None]
        if HOLDS in urgent:
            return _HELP
        _, outcome = bounds(reduce(or_, self.by_spot))
        if urgent:
            return replace(outcome, worst=Outcome.HELP)
        return outcome


def grade(grades: Grades, spots: tuple[Spot, ...]) -> Grading:
    """The grading of *spots*. An unrecognised condition could ask for care at any of them."""
    spans: list[Sequence[PackedBounds]] = []
    by_spot: list[PackedBounds] = []
    by_rule = [0] * len(grades.live)
    least = CAUTION_AT_WORST if grades.valuation.said.strange else 0
    for spot in spots:
        own = grades.spans(spot)
        total = reduce(or_, own, least)
        if spot.unknown or (spot.where_not_sure and grades.is_left_out_somewhere(spot)):
            total |= LEFT_OUT_AT_WORST
        if spot.strange:
            total |= ASKED_FIRST
        if spot.assumed and len(spots) > 1:  # it stands in for an unrecognised technique, which could be another
            total = not_found(total)
        spans.append(own)
        by_spot.append(total)
        by_rule = [*map(or_, by_rule, own)]
    return Grading(grades, spots, spans, by_spot, by_rule)

"""Every live rule graded at every spot of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from msgspec import Struct
from msgspec.structs import replace

from acucheck.assess.grades import LEFT_OUT, NO_SPAN, NOTHING, Span, span
from acucheck.assess.planning import Spot
from acucheck.assess.valuation import Valuation
from acucheck.model.book import Rule, RuleBook
from acucheck.model.levels import Level, Outcome, Standing
from acucheck.model.report import Bounds, Cell


class Grading(Struct, frozen=True):
    """The rules that do not fail, how each stands, and what each makes of each spot, where that is anything."""

    valuation: Valuation
    live: Mapping[str, Standing]
    spots: tuple[Spot, ...]
    spans: Mapping[Spot, Mapping[str, Span]]

    @property
    def book(self) -> RuleBook:
        return self.valuation.book

    def rules(self) -> Iterable[tuple[Rule, Standing]]:
        return ((self.book.rules[name], standing) for name, standing in self.live.items())

    def span(self, rule: str, spot: Spot) -> Span:
        return self.spans[spot].get(rule, NO_SPAN)

    def total(self, rule: str) -> Span:
        """What one rule makes of the whole plan."""
        return reduce(or_, (self.span(rule, spot) for spot in self.spots), NO_SPAN)

    def general(self, rule: str) -> dict[str, Level]:
        """What stands by one rule for each technique of the plan, the rule's limits aside."""
        return {spot.technique: self.span(rule, spot).general for spot in self.spots}

    def cell(self, spot: Spot) -> Cell:
        """The worst that all the rules make of one spot."""
        spans = self.spans[spot]
        total = reduce(or_, spans.values(), NO_SPAN)
        if spot.unknown:
            total |= Span(NOTHING, NOTHING, LEFT_OUT)
        if spot.assumed and len(self.spots) > 1:  # it stands in for a technique nobody knows, which could be another
            total = replace(total, found=NOTHING)
        stands = total.stands.level
        return Cell(
            technique=spot.technique,
            typed=spot.typed,
            place=spot.place,
            level=Bounds(total.found.level, stands, total.worst.level),
            outcome=Bounds(total.found.outcome, total.stands.outcome, total.worst.outcome),
            rules=tuple(rule for rule, each in spans.items() if stands and each.stands.level is stands),
        )

    def outcome(self, cells: Iterable[Cell]) -> Bounds[Outcome]:
        """The worst over the cells; an urgent rule that holds is `help`."""
        urgent = max((standing for rule, standing in self.rules() if rule.urgent), default=Standing.FAILS)
        bounds = [cell.outcome for cell in cells]
        helped, may_be = [Outcome.HELP] * (urgent is Standing.HOLDS), [Outcome.HELP] * (urgent is not Standing.FAILS)
        return Bounds(
            found=max([each.found for each in bounds] + helped),
            stands=max([each.stands for each in bounds] + helped),
            worst=max([each.worst for each in bounds] + may_be),
        )


def grade(valuation: Valuation, live: Mapping[str, Standing], spots: tuple[Spot, ...]) -> Grading:
    """The grading of *spots* by the rules that are live."""
    rules = valuation.book.rules
    spans = {
        spot: {
            name: found
            for name, standing in live.items()
            if (found := span(rules[name], standing, spot, valuation)) is not NO_SPAN
        }
        for spot in spots
    }
    return Grading(valuation, live, spots, spans)


def live_rules(valuation: Valuation, planned: tuple[Spot, ...]) -> dict[str, Standing]:
    """The rules that do not fail, with how each stands; of those for everybody, those about a planned place."""
    index, rules = valuation.index, valuation.book.rules
    candidates = {*index.reached(valuation.reached()), *index.at(_words(planned))}
    standings = {name: valuation.rule(rule) for name, rule in rules.items() if name in candidates}
    return {name: standing for name, standing in standings.items() if standing is not Standing.FAILS}


def _words(planned: tuple[Spot, ...]) -> set[str]:
    """All that the planned places lie in or hold, and may."""
    places = [spot.place for spot in planned if spot.place is not None]
    every = [*places, *(reading for place in places for reading in place.readings)]
    return {word for place in every for words in (place.lies_in, place.holds) if words for word in words}

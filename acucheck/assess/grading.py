"""Every live rule graded at every spot of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from msgspec import Struct

from acucheck.assess.grades import spans
from acucheck.assess.planning import Spot
from acucheck.assess.spans import LEFT_OUT_AT_WORST, Span, deciding, general, levels, not_found, outcomes
from acucheck.assess.valuation import Valuation
from acucheck.model.book import Rule, RuleBook
from acucheck.model.levels import Level, Outcome, Standing
from acucheck.model.report import Bounds, Cell


class Grading(Struct, frozen=True):
    """The rules that do not fail, how each stands, and what each makes of each spot, where that is anything."""

    valuation: Valuation
    live: Mapping[str, Standing]
    spots: tuple[Spot, ...]
    spans: tuple[Mapping[str, Span], ...]  # one for each spot
    by_technique: Mapping[str, Mapping[str, Span]]  # those of one spot of each, for what holds at all of them
    totals: Mapping[str, Span]  # what each rule makes of the whole plan

    @property
    def book(self) -> RuleBook:
        return self.valuation.book

    def rules(self) -> Iterable[tuple[Rule, Standing]]:
        return ((self.book.rules[name], standing) for name, standing in self.live.items())

    def general(self, rule: str) -> dict[str, Level]:
        """What stands by one rule for each technique of the plan, the rule's limits aside."""
        return {technique: general(spans.get(rule, 0)) for technique, spans in self.by_technique.items()}

    def cells(self) -> list[Cell]:
        """The worst that all the rules make of each spot."""
        return [self._cell(spot, spans) for spot, spans in zip(self.spots, self.spans, strict=True)]

    def _cell(self, spot: Spot, spans: Mapping[str, Span]) -> Cell:
        total = reduce(or_, spans.values(), LEFT_OUT_AT_WORST if spot.unknown else 0)
        if spot.assumed and len(self.spots) > 1:  # it stands in for a technique nobody knows, which could be another
            total = not_found(total)
        return Cell(
            technique=spot.technique,
            typed=spot.typed,
            place=spot.place,
            level=levels(total),
            outcome=outcomes(total),
            rules=deciding(spans, total),
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
    made = spans(live, spots, valuation)
    totals = dict.fromkeys(live, 0)
    for each in made:
        for rule, span in each.items():
            totals[rule] |= span
    by_technique = {spot.technique: each for spot, each in zip(spots, made, strict=True)}
    return Grading(valuation, live, spots, made, by_technique, totals)


def live_rules(valuation: Valuation, planned: tuple[Spot, ...]) -> dict[str, Standing]:
    """The rules that do not fail, with how each stands; of those for everybody, those about a planned place."""
    index, rules = valuation.index, valuation.book.rules
    candidates = sorted({*valuation.rules, *index.at(_words(planned))}, key=index.numbers.__getitem__)
    standings = {name: valuation.rule(rules[name]) for name in candidates}
    return {name: standing for name, standing in standings.items() if standing is not Standing.FAILS}


def _words(planned: tuple[Spot, ...]) -> set[str]:
    """All that the planned places lie in or hold, and may."""
    places = [spot.place for spot in planned if spot.place is not None]
    every = [*places, *(reading for place in places for reading in place.readings)]
    return {word for place in every for words in (place.lies_in, place.holds) if words for word in words}

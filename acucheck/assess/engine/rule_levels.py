"""What the rules that do not fail make of techniques at places, for one person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import chain, product
from operator import or_

from msgspec import Struct

from acucheck.assess.engine.compiled import CompiledRule, LiveRule, MetLimits, RuleOnTechnique
from acucheck.assess.engine.packed_levels import PackedBounds, of_any
from acucheck.assess.engine.valuation import Valuation
from acucheck.assess.named_places import SaidPlaces, said_places
from acucheck.assess.overlap import NOWHERE, KnownOverlap, Overlap, meets_answer, meets_word
from acucheck.assess.plan import PlaceKey, Spot, place_key
from acucheck.model.answers import BodyPlace
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.model.levels import Level, Standing

_Limited = tuple[int, CompiledRule, Standing, RuleOnTechnique]
"""A rule with limits to a technique: its row, itself, how it stands and what it says."""


class _Column(Struct, frozen=True):
    """What every rule says of one technique, in the rules' order, and the limits to it by rule."""

    by_itself: list[PackedBounds]
    limited: dict[RuleId, _Limited]
    placed: list[_Limited]  # those with a limit that lies where an answer says


class Grades:
    """The grades that rules give by one person's answers, in the rules' order."""

    def __init__(self, valuation: Valuation, live: Sequence[LiveRule]) -> None:
        self.valuation = valuation
        self.live = live
        self.rule_ids = [compiled.rule.id for compiled, _ in live]
        self._columns: dict[TechniqueId, _Column] = {}
        self._meets: dict[tuple[QuestionId, PlaceKey | None], KnownOverlap] = {}  # by a question and a place
        self._said: dict[QuestionId, SaidPlaces | None] = {}  # by a question

    def spans(self, spot: Spot) -> Sequence[PackedBounds]:
        """What each rule makes of the spot's technique, at its place or where no place is named.

        An unrecognised technique could be any, an ambiguous one is one of those it may be: what was found is the least
        that any would get, the worst is the most. What stands is what those that are likely would get.
        """
        if spot.technique:
            return self._spans(spot.technique, spot)
        likely = [self._spans(technique, spot) for technique in spot.likely or (spot.technique,)]
        every = [*likely]
        if not spot.ambiguous:
            for technique in (spot.technique, *self.valuation.book.techniques):
                every.append(self._spans(technique, spot))
        standing = [reduce(or_, row) for row in zip(*likely, strict=True)]
        return [*map(of_any, standing, zip(*every, strict=True))]

    def is_left_out_somewhere(self, spot: Spot) -> bool:
        """Whether a rule that concerns this person has the spot's technique left out, or asked about, at some place."""
        rules = chain(self.valuation.compiled.of_everybody(), (compiled for compiled, _ in self.live))
        techniques = [spot.technique] if spot.technique else [*spot.likely]
        says = (rule.on_technique(technique, self.valuation.book) for rule, technique in product(rules, techniques))
        limits = chain.from_iterable(each.limits for each in says)
        return any(limit.level >= Level.REFER for limit in limits)

    def _spans(self, technique: TechniqueId, spot: Spot) -> Sequence[PackedBounds]:
        column = self._columns.get(technique)
        if column is None:
            column = self._columns[technique] = self._column(technique)
        if spot.placed:
            return column.by_itself
        found = column.by_itself.copy()
        if spot.place is None:
            for row, _, standing, applied in column.limited.values():
                found[row] = applied.unplaced[standing]
        else:
            self._add_named(found, column, spot.place)
        if column.placed:
            self._add_answered(found, column, spot.place)
        return found

    def _add_named(self, found: list[PackedBounds], column: _Column, place: BodyPlace) -> None:
        """Adds what limits make of a place that meets them by what they name."""
        for rule_id, met in self.met(place).items():
            if rule_id in column.limited:
                row, compiled, standing, applied = column.limited[rule_id]
                for limit in applied.limits:
                    for known in met.get(limit.number, ()):
                        found[row] |= compiled.at_limit(limit.level, known, standing, placed=True)

    def _add_answered(self, found: list[PackedBounds], column: _Column, place: BodyPlace | None) -> None:
        """Adds what limits that lie where an answer says make of a place, or of a technique that has none."""
        for row, compiled, standing, applied in column.placed:
            for limit in applied.limits:
                for known in self.met_by_answer(compiled, limit.number, place):
                    found[row] |= compiled.at_limit(limit.level, known, standing, placed=place is not None)

    def _column(self, technique: TechniqueId) -> _Column:
        column = _Column([], {}, [])
        for row, (compiled, standing) in enumerate(self.live):
            applied = compiled.on_technique(technique, self.valuation.book)
            column.by_itself.append(applied.spans[standing])
            if applied.limits:
                limited = row, compiled, standing, applied
                column.limited[compiled.rule.id] = limited
                if compiled.placed:
                    column.placed.append(limited)
        return column

    def met(self, place: BodyPlace) -> MetLimits:
        """Every way in which a place meets limits by what they name."""
        if place.id:
            return self.valuation.compiled.limits_at(place).met
        found: dict[RuleId, dict[int, list[KnownOverlap]]] = {}
        for compiled, _ in self.live:
            limits = found[compiled.rule.id] = {}
            for number, where in enumerate(compiled.where):
                ways = [meets_word(word, place) for word in where.words]
                limits[number] = [*filter(_is_met, ways)]
        return found

    def met_by_answer(self, compiled: CompiledRule, limit: int, place: BodyPlace | None) -> Sequence[KnownOverlap]:
        """Every way in which a place, or what has none, meets a limit of a rule that lies where answers say."""
        ways = [self.overlap_with_answer(asked, place) for asked in compiled.where[limit].questions]
        return [*filter(_is_met, ways)]

    def overlap_with_answer(self, question: QuestionId, place: BodyPlace | None) -> KnownOverlap:
        """How a place meets those that an answer says, and how far it is known that there are any.

        That is as far as the question's gate is open.
        """
        where = place_key(place) if place is not None else None
        key = question, where
        known = self._meets.get(key)
        if known is None:
            known = NOWHERE
            gate = self.valuation.gates.get(question)
            if gate:
                meeting, sure = self._meeting(question, place)
                known = meeting, min(gate, sure)
            self._meets[key] = known
        return known

    def _meeting(self, question: QuestionId, place: BodyPlace | None) -> KnownOverlap:
        if question not in self._said:
            answer = self.valuation.answers.get(question)
            self._said[question] = said_places(answer, self.valuation.book.questions[question])
        return meets_answer(self._said[question], place)


def _is_met(known: KnownOverlap) -> bool:
    return known[0] is not Overlap.NO

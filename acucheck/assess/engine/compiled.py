"""What a rule book decides by itself, whoever is assessed: worked out once, a rule when it is first met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from acucheck.assess.engine.clauses import Bits, indexed
from acucheck.assess.engine.packed_levels import PackedBounds, alike, counted, three, with_general
from acucheck.assess.overlap import IN_PART, KnownOverlap, Overlap, meets_word
from acucheck.assess.plan import Spot
from acucheck.model.answers import BodyPlace
from acucheck.model.book import AnswerPlace, Limit, Rule, RuleBook, once_for_each
from acucheck.model.ids import QuestionId, RuleId, TechniqueId
from acucheck.model.levels import Level, Side, Standing
from acucheck.rulebook.verdict_levels import verdict

MetLimits = Mapping[RuleId, Mapping[int, Sequence[KnownOverlap]]]
"""Rule -> number of its limit -> how that is met."""


class LimitPlaces(Struct, frozen=True):
    """The places a limit names, and the questions whose answers say where it lies."""

    words: tuple[str, ...]
    questions: tuple[QuestionId, ...]


class AppliedLimit(Struct, frozen=True):
    """One limit that says anything about a technique: its level, and which of the rule's limits it is."""

    level: Level
    number: int


class RuleOnTechnique(Struct, frozen=True):
    """What a rule says about one technique, each by how the rule stands."""

    spans: tuple[PackedBounds, ...]  # limits aside
    unplaced: tuple[PackedBounds, ...]  # with the limits that name places, where no place is known of the technique
    limits: tuple[AppliedLimit, ...]


class CompiledRule(Struct, frozen=True):
    """A rule, and what follows from it alone."""

    rule: Rule
    bit: Bits  # its place among the rules, and so of its condition
    where: tuple[LimitPlaces, ...]  # where its limits lie
    placed: bool  # whether one of them lies where an answer says
    applied: dict[TechniqueId, RuleOnTechnique]  # technique -> what it says about it, as far as that was asked for
    if_not_known: Level | None  # the level it is lowered to while it only acts

    def on_technique(self, technique: TechniqueId, book: RuleBook) -> RuleOnTechnique:
        """What the rule says about *technique*."""
        found = self.applied.get(technique)
        if found is None:
            found = self.applied[technique] = _applied(self, technique, book)
        return found

    def at_limit(self, level: Level, known: KnownOverlap, standing: Standing, *, placed: bool) -> PackedBounds:
        """What a limit makes of a place that meets it; without one *placed*, of a technique by itself."""
        meeting, sure = known
        full = _limited(level, meeting, self.rule.when is not None, placed)
        return counted(full, min(standing, sure), self.if_not_known)


LiveRule = tuple[CompiledRule, Standing]
"""A rule that does not fail, and how it stands."""


class PlaceLimits(Struct, frozen=True):
    """What a known place meets by its name, and the rules for everybody among it."""

    met: MetLimits
    for_everybody: Bits


class CompiledRules:
    """What a rule book decides by itself, worked out as it is asked for. It does not keep the rule book alive."""

    def __init__(self, book: RuleBook) -> None:
        self.index = indexed(book)
        self.bits: dict[RuleId, Bits] = {}
        self._rules: dict[Bits, Rule] = {}
        self._everybody = 0
        bit = 1 << self.index.first_rule
        for rule in book.rules.values():
            self.bits[rule.id] = bit
            self._rules[bit] = rule
            if rule.when is None:
                self._everybody |= bit
            bit <<= 1
        self._limits = _limits_by_place(self._rules.values())
        self._known: dict[Bits, CompiledRule] = {}
        self._not_lowered: dict[Bits, CompiledRule] = {}
        self._places: dict[tuple[str, Side | None], PlaceLimits] = {}

    def rule(self, bit: Bits) -> CompiledRule:
        """The rule with this bit."""
        found = self._known.get(bit)
        if found is None:
            found = self._known[bit] = _compiled(bit, self._rules[bit])
        return found

    def not_lowered(self, bit: Bits) -> CompiledRule:
        """The rule with this bit, at its own levels even while it only acts."""
        found = self._not_lowered.get(bit)
        if found is None:
            found = self._not_lowered[bit] = replace(self.rule(bit), applied={}, if_not_known=None)
        return found

    def for_everybody(self, spots: Iterable[Spot]) -> Bits:
        """The bits of the rules without `when` that say anything at the places of *spots*, or at what those may be.

        An unrecognised place may be where any of them is about; one that may be several is one of those.
        """
        found = 0
        for spot in spots:
            if spot.place is not None:
                if not spot.place.id and not spot.place.ambiguous:
                    return self._everybody
                for place in (spot.place, *spot.place.readings):
                    if place.id:
                        found |= self.limits_at(place).for_everybody
        return found

    def of_everybody(self) -> Iterator[CompiledRule]:
        """The rules without `when`."""
        return (self.rule(bit) for bit in self._rules if bit & self._everybody)

    def limits_at(self, place: BodyPlace) -> PlaceLimits:
        """What a known place meets."""
        found = self._places.get((place.id, place.side))
        if found is None:
            met = self._met_at(place)
            everybody = self._everybody & sum(self.bits[rule_id] for rule_id in met)
            found = self._places[place.id, place.side] = PlaceLimits(met, everybody)
        return found

    def _met_at(self, place: BodyPlace) -> MetLimits:
        found: dict[RuleId, dict[int, tuple[KnownOverlap, ...]]] = {}
        parts = {*(place.lies_in or ()), *(place.holds or ())}
        for word in parts & self._limits.keys():
            known = meets_word(word, place)
            overlap, _ = known
            if overlap is Overlap.NO:
                continue
            for rule_id, limit in self._limits[word]:
                limits = found.setdefault(rule_id, {})
                limits[limit] = max(limits.get(limit, (known,)), (known,))
        return found


compiled_rules = once_for_each(CompiledRules)


def _compiled(bit: Bits, rule: Rule) -> CompiledRule:
    where = tuple(map(_places_of_limit, rule.limits))
    placed = any(each.questions for each in where)
    return CompiledRule(rule, bit, where, placed, {}, rule.if_not_known)


def _places_of_limit(limit: Limit) -> LimitPlaces:
    words: list[str] = []
    questions: list[QuestionId] = []
    for item in limit.where:
        if isinstance(item, AnswerPlace):
            questions.append(item.question)
        else:
            words.append(item)
    return LimitPlaces(tuple(words), tuple(questions))


def _limits_by_place(rules: Iterable[Rule]) -> dict[str, list[tuple[RuleId, int]]]:
    """Each place that limits name, with the rules and the numbers of their limits."""
    found: dict[str, list[tuple[RuleId, int]]] = {}
    for rule in rules:
        for number, limit in enumerate(rule.limits):
            for word in _places_of_limit(limit).words:
                found.setdefault(word, []).append((rule.id, number))
    return found


def _applied(compiled: CompiledRule, technique: TechniqueId, book: RuleBook) -> RuleOnTechnique:
    rule = compiled.rule
    level, whole_session = verdict(rule.verdicts, technique, book)
    full = alike(level, whole_session=whole_session)
    spans = [with_general(counted(full, each, compiled.if_not_known)) for each in Standing]
    limits = tuple(_applied_limits(rule, technique, book))
    unplaced = [*spans]
    for limit in limits:
        if compiled.where[limit.number].words and rule.when is not None:
            for standing in Standing:
                unplaced[standing] |= compiled.at_limit(limit.level, IN_PART, standing, placed=False)
    return _shared(RuleOnTechnique(tuple(spans), tuple(unplaced), limits))


@cache
def _shared(said: RuleOnTechnique) -> RuleOnTechnique:
    """One object for all that are equal: thousands of rules say a few hundred different things about techniques."""
    return said


def _applied_limits(rule: Rule, technique: TechniqueId, book: RuleBook) -> Iterator[AppliedLimit]:
    for number, limit in enumerate(rule.limits):
        level, _ = verdict(limit.verdicts, technique, book)
        if level is not Level.NONE:
            yield AppliedLimit(level, number)


@cache
def _limited(level: Level, meeting: Overlap, for_some: bool, placed: bool) -> PackedBounds:
    """What a limit of a rule that holds makes of a place that meets it.

    In part it counts as a caution, and as a note for a rule that concerns everybody. Where the limit lies, or where
    the place is, is not known, it could still be elsewhere: nothing is found yet, a caution stands, and at worst the
    place is there, or, with no place named, in part. By a rule that concerns everybody nothing stands at an
    unrecognised place.
    """
    low = min(level, Level.CAUTION)
    match meeting:
        case Overlap.YES:
            return alike(level)
        case Overlap.PART if for_some:
            return alike(low)
        case Overlap.PART:
            return alike(Level.NOTE)
        case Overlap.UNRECOGNISED if for_some:
            return three(Level.NONE, low, level)
        case Overlap.UNRECOGNISED:
            return three(Level.NONE, Level.NONE, level)
        case _ if placed:
            return three(Level.NONE, low, level)
        case _:
            return three(Level.NONE, low, low)

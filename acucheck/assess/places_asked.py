"""Levels by place: the strictest that all findings together ask of a technique at each place that their limits name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from acucheck.assess.overlap import Overlap, meets_word
from acucheck.model.answers import BodyPlace
from acucheck.model.book import AnswerPlace, RuleBook
from acucheck.model.ids import RuleId, TechniqueId
from acucheck.model.levels import Level, Side, on_other_side
from acucheck.model.report import Cell, Finding, LevelAt, LimitMet, PlaceAsked

_Key = tuple[str, tuple[tuple[str, str, Side | None], ...], bool]
"""What a limit names, or the places that an answer gives and whether these are all."""


class _Asked(Struct):
    level: Level
    item: str
    met: LimitMet
    rules: dict[RuleId, None]


def places_asked(
    found: Sequence[Finding], behind_lists: Sequence[Finding], cells: Sequence[Cell], book: RuleBook
) -> tuple[PlaceAsked, ...]:
    """For each planned technique the places that are left out, asked about or done with care, the strictest first.

    What is said more strictly of the technique anywhere, also by a list that nobody could answer (*behind_lists*), or
    of a wider place that holds this one, is not among them;
    nor is any place of a technique that is left out as a whole.
    """
    asked: list[PlaceAsked] = []
    anywhere = _anywhere((*found, *behind_lists))
    for (technique, _), strictest in _strictest(found, book).items():
        if anywhere.get(technique, Level.NONE) <= min(strictest.level, Level.REFER):
            asked.append(_place_asked(technique, strictest, cells))
    left = [each for each in asked if not _is_outdone_by_any(each, asked, book)]
    return tuple(sorted(left, key=lambda each: -each.level))


def _is_outdone_by_any(each: PlaceAsked, asked: Iterable[PlaceAsked], book: RuleBook) -> bool:
    """Whether more is asked of the same technique at a wider place."""
    return any(_outdoes(other, each, book) for other in asked)


def _anywhere(found: Iterable[Finding]) -> dict[TechniqueId, Level]:
    """The strictest that stands for each technique, limits aside."""
    levels: dict[TechniqueId, Level] = {}
    for finding in found:
        for technique, level in finding.general.items():
            levels[technique] = max(level, levels.get(technique, Level.NONE))
    return levels


def _strictest(found: Iterable[Finding], book: RuleBook) -> dict[tuple[TechniqueId, _Key], _Asked]:
    strictest: dict[tuple[TechniqueId, _Key], _Asked] = {}
    for rule, technique, level, item, met in _each(found, book):
        key = technique, _asked_key(item, met)
        known = strictest.get(key)
        if known is None or level > known.level:
            strictest[key] = _Asked(level, item, met, {rule: None})
        elif level is known.level:
            known.rules[rule] = None
    return strictest


def _each(found: Iterable[Finding], book: RuleBook) -> Iterator[tuple[RuleId, TechniqueId, Level, str, LimitMet]]:
    """Everything that a limit of a finding asks of a planned technique at one place, in the order of techniques."""
    for finding in found:
        for met in finding.limits:
            for asked in _of_planned(met, finding, book):
                for item in asked.where:
                    named = "" if isinstance(item, AnswerPlace) else item
                    yield finding.rule.id, asked.technique, asked.level, named, met


def _of_planned(met: LimitMet, finding: Finding, book: RuleBook) -> Iterator[LevelAt]:
    """What a limit asks of each planned technique, in the order of techniques."""
    levels = {asked.technique: asked for asked in met.levels}
    for technique in book.techniques:
        if technique in levels and technique in finding.general:
            yield levels[technique]


def _asked_key(item: str, met: LimitMet) -> _Key:
    if item:
        return item, (), True
    places = tuple((place.id, place.typed, place.side) for place in met.places)
    return "", places, met.known


def _place_asked(technique: TechniqueId, asked: _Asked, cells: Sequence[Cell]) -> PlaceAsked:
    places: tuple[BodyPlace, ...] = ()
    known = True
    if not asked.item:
        places, known = asked.met.places, asked.met.known
    return PlaceAsked(
        technique=technique,
        level=asked.level,
        item=asked.item,
        places=places,
        known=known,
        planned=_is_planned(technique, asked.item, places, cells),
        rules=tuple(asked.rules),
    )


def _is_planned(technique: TechniqueId, item: str, places: tuple[BodyPlace, ...], cells: Sequence[Cell]) -> bool:
    """Whether a place of the technique meets it; always where none is named, or where it lies is not known."""
    there = [cell.place for cell in cells if cell.technique == technique and cell.place is not None]
    if not there or not (item or places):
        return True
    return any(_is_met_at(place, item, places) for place in there)


def _is_met_at(place: BodyPlace, item: str, places: tuple[BodyPlace, ...]) -> bool:
    """Whether a planned place meets what a limit names, or has something in common with one that an answer gives."""
    if item:
        overlap, _ = meets_word(item, place)
        return overlap is not Overlap.NO
    return any(_share_a_part(place, other) for other in places)


def _share_a_part(place: BodyPlace, other: BodyPlace) -> bool:
    """Whether two places have something in common, as far as they are known."""
    if not place.id or not other.id:
        return True
    return _lies_within(place, other) or _lies_within(other, place)


def _lies_within(inner: BodyPlace, outer: BodyPlace) -> bool:
    """Whether one place lies in another, on the same side."""
    lies_in = inner.lies_in or {}
    if outer.id not in lies_in:
        return False
    return not on_other_side(lies_in[outer.id], inner.side, outer.side)


def _outdoes(other: PlaceAsked, each: PlaceAsked, book: RuleBook) -> bool:
    """Whether *other* asks more of the same technique in a region that holds the whole of *each*."""
    if other.technique != each.technique or other.level <= each.level:
        return False
    wider = _whole_regions(other, book)
    if each.item:
        around = _regions_around(each.item, book)
        return each.item in wider or not wider.isdisjoint(around)
    located = each.places if each.known else ()
    return bool(located) and not any(wider.isdisjoint(place.lies_in or ()) for place in located)


def _whole_regions(asked: PlaceAsked, book: RuleBook) -> set[str]:
    """The regions that a limit names, or that an answer gives for no one side."""
    named = {place.id for place in asked.places if place.side is None}
    named.add(asked.item)
    return named & book.concepts["region"].keys()


def _regions_around(item: str, book: RuleBook) -> set[str]:
    """The regions that a region lies in."""
    regions = book.concepts["region"]
    found: set[str] = set()
    while item in regions and regions[item].within:
        item = regions[item].within
        found.add(item)
    return found

"""What a rule asks of techniques: anywhere, and at the places that its limits name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from acucheck.model.answers import BodyPlace
from acucheck.model.book import AnswerPlace, Limit, Rule, RuleBook, Technique
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level
from acucheck.model.report import Cell, LevelAt, RuleLevels
from acucheck.rulebook.verdict_levels import verdict


def levels_at(
    limit: Limit, rule: Rule, cells: Sequence[Cell], book: RuleBook, said: Sequence[BodyPlace] | None
) -> tuple[LevelAt, ...]:
    """What a limit asks of each technique of the plan's *cells*, and of each that the book offers instead.

    *said* are the places that answers give to the limit; None where these are not all known.
    """
    planned = dict.fromkeys(cell.technique for cell in cells)
    instead = dict.fromkeys(each.technique for each in book.alternatives.values())
    found = []
    for technique in planned | instead:
        level, _ = verdict(limit.verdicts, technique, book)
        where: tuple[str | AnswerPlace, ...] = ()
        if level >= Level.CAUTION:
            items = _limit_items(limit, rule, technique, level, cells)
            where = tuple(item for item in items if _can_be(item, technique, cells, book, said))
        found.append(LevelAt(technique, level, where))
    return tuple(found)


def _limit_items(
    limit: Limit, rule: Rule, technique: TechniqueId, level: Level, cells: Sequence[Cell]
) -> tuple[str | AnswerPlace, ...]:
    """All that a limit names; of a rule that concerns everybody, what a planned place meets that is not left out."""
    if rule.when is not None:
        return limit.where
    met: set[str] = set()
    for cell in _concerned(technique, level, cells):
        if cell.place is not None:
            met |= _items_at(cell.place)
    return tuple(item for item in limit.where if item in met)


def _can_be(
    item: str | AnswerPlace,
    technique: TechniqueId,
    cells: Sequence[Cell],
    book: RuleBook,
    said: Sequence[BodyPlace] | None,
) -> bool:
    """Whether a technique can be done at what a limit names, or is planned there."""
    known = book.techniques.get(technique)
    if known is None or not known.only_at:
        return True
    if isinstance(item, AnswerPlace):
        return said is None or _some_can_be(said, known)
    planned = [cell.place for cell in cells if cell.technique == technique and cell.place is not None]
    return item in known.only_at or any(item in _items_at(place) for place in planned)


def _some_can_be(said: Sequence[BodyPlace], technique: Technique) -> bool:
    """Whether a technique that is done at some places only can be done at one of those; at an unrecognised one, yes."""
    return any(not place.id or technique.only_at & _items_at(place) for place in said)


def _concerned(technique: TechniqueId, level: Level, cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells of a technique that nothing stricter leaves out; all cells, where it is not planned."""
    own = [cell for cell in cells if cell.technique == technique]
    if not own:
        yield from cells
    for cell in own:
        if cell.level.stands < Level.AVOID or level is Level.AVOID:
            yield cell


def _items_at(place: BodyPlace) -> set[str]:
    """What lies at a place or is a part of it; where it may be one of several, at any of them."""
    found: set[str] = set()
    for each in (place, *place.readings):
        found.update(each.lies_in or ())
        found.update(each.holds or ())
    return found


def rule_levels(rule: Rule, planned: Collection[TechniqueId], book: RuleBook) -> RuleLevels:
    """What a rule can ask of the *planned* techniques, and of others."""
    anywhere = [verdict(rule.verdicts, technique, book)[0] for technique in planned]
    return RuleLevels(
        anywhere=max(anywhere, default=Level.NONE),
        most=most_asked(rule, planned, book),
        of_anything=rule.strictest,
        left_out=tuple(_unplanned_left_out(rule, planned, book)),
    )


def most_asked(rule: Rule, planned: Collection[TechniqueId], book: RuleBook) -> Level:
    """The strictest that a rule is with any of the *planned* techniques, wherever they are done."""
    most = Level.NONE
    for verdicts in (rule.verdicts, *[limit.verdicts for limit in rule.limits]):
        for technique in planned:
            level, _ = verdict(verdicts, technique, book)
            most = max(most, level)
    return most


def _unplanned_left_out(rule: Rule, planned: Collection[TechniqueId], book: RuleBook) -> Iterator[TechniqueId]:
    """The techniques that are not planned and that a rule leaves out by name or group."""
    for technique in book.techniques:
        level, by_session = verdict(rule.verdicts, technique, book)
        if level is Level.AVOID and not by_session and technique not in planned:
            yield technique

"""For the practitioner, what lies at the planned points, and what the findings make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from acucheck.document.page import Page, placed_cells
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import Rule
from acucheck.model.ids import RuleId
from acucheck.model.levels import Level, Side
from acucheck.model.report import Cell, Report


def point_lines(page: Page) -> Iterator[str]:
    """Each planned place with a hazard, what that is, and what the findings make of it; then those without one."""
    free: list[str] = []
    for name, there in _by_place(page.report).items():
        said = list(_there(name, there, page))
        if said:
            yield " ".join([*said, *_handling(there, page)])
        elif _mildest(there) < Level.AVOID:
            free.append(name)
    if free:
        yield f"No hazard that bears on this plan is listed at {phrases.joined(free)}."


def _by_place(report: Report) -> dict[str, list[Cell]]:
    """The planned places that are known, each with what is done there."""
    cells: dict[str, list[Cell]] = {}
    for cell, place in placed_cells(report):
        if place.id:
            there = cells.setdefault(phrases.at(place), [])
            there.append(cell)
    return cells


def _there(name: str, cells: Sequence[Cell], page: Page) -> Iterator[str]:
    """What lies at a place, and, unless it is left out as a whole, what lies at parts of it."""
    own: list[str] = []
    parts: list[str] = []
    for place in filter(None, [cell.place for cell in cells]):
        own += _hazards(place, place.lies_in, page)
        parts += _hazards(place, place.holds, page)
    if own:
        yield f"{name}: {phrases.joined(own)}."
    if parts and _mildest(cells) < Level.AVOID:
        yield f"Parts of {name}: {phrases.joined(parts)}."


def _mildest(cells: Sequence[Cell]) -> Level:
    """The least that stands at a place for what is done there."""
    return min(cell.level.stands for cell in cells)


def _hazards(place: BodyPlace, there: Mapping[str, Side | None] | None, page: Page) -> Iterator[str]:
    """What lies there on the planned side, the most exact word for each, as far as it matters to this person."""
    concepts = page.book.concepts["hazard"]
    hazards = {name: side for name, side in (there or {}).items() if name in concepts}
    wider = {concepts[name].within for name in hazards}
    for name, side in hazards.items():
        is_other_side = None not in {side, place.side} and side is not place.side
        if name in wider or is_other_side or not _matters(name, page.report):
            continue
        label = page.words(concepts[name].label)
        if side is not None and place.side is None:
            label += f" ({side.value})"
        yield label


def _matters(hazard: str, report: Report) -> bool:
    """Whether a finding is about the hazard, or no rule at all: then it is only named.

    What belongs to a region that an answer names is told by the finding that asked for it.
    """
    if any(_has_limit_at(finding.rule, hazard) for finding in report.findings):
        return True
    if any(hazard in chain(*question.limbs.values()) for question in report.book.questions.values()):
        return False
    return not any(_has_limit_at(rule, hazard) for rule in report.book.rules.values())


def _has_limit_at(rule: Rule, hazard: str) -> bool:
    return any(hazard in limit.where for limit in rule.limits)


def _handling(cells: Sequence[Cell], page: Page) -> Iterator[str]:
    """What stands there and not anywhere, the strictest, for which technique where not for all, and because of what."""
    own: list[Cell] = []
    for cell in cells:
        if cell.level.stands > page.anywhere.get(cell.technique, Level.NONE):
            own.append(cell)
    if not own:
        return
    worst = max(cell.level.stands for cell in own)
    at_worst = [cell for cell in own if cell.level.stands is worst]
    label = phrases.LABELS[worst]
    if len(at_worst) < len(cells):
        techniques = [page.technique(cell.technique, cell.typed) for cell in at_worst]
        label += f" ({phrases.joined(techniques)})"
    rules = _rules_of(at_worst, page)
    if rules:
        label += f": {page.reasons(rules)}"
    yield f"{label}."


def _rules_of(cells: Iterable[Cell], page: Page) -> list[Rule]:
    """The rules at the level that stands there, each once."""
    ids: dict[RuleId, None] = {}
    for cell in cells:
        ids |= dict.fromkeys(cell.rules)
    return [page.book.rules[rule_id] for rule_id in ids]

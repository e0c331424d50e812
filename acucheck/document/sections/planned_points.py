"""For the practitioner, what lies at the planned points, and what the findings make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.levels import Audience, Level, Side
from acucheck.model.report import Cell, Report


def point_lines(report: Report, audience: Audience) -> Iterator[str]:
    """Each planned place with a hazard, what that is, and what the findings make of it; then those without one."""
    free = []
    cells: dict[str, list[Cell]] = {}
    for line in report.techniques:
        for cell in line.places:
            if cell.place is not None and cell.place.id:
                cells.setdefault(phrases.at(cell.place), []).append(cell)
    for name, there in cells.items():
        said = list(_there(name, there, report, audience))
        if said:
            yield " ".join([*said, *_handling(there, report, audience)])
        elif min(cell.level.stands for cell in there) < Level.AVOID:
            free.append(name)
    if free:
        yield f"No hazard that bears on this plan is listed at {phrases.joined(free)}."


def _there(name: str, cells: Sequence[Cell], report: Report, audience: Audience) -> Iterator[str]:
    """What lies at a place, and, unless it is left out as a whole, what lies at parts of it."""
    places = [cell.place for cell in cells if cell.place]
    own = [each for place in places for each in _hazards(place, place.lies_in, report, audience)]
    parts = [each for place in places for each in _hazards(place, place.holds, report, audience)]
    if own:
        yield phrases.sentence(f"{name} {_lies(own, 'lies', 'is')}")
    if parts and min(cell.level.stands for cell in cells) < Level.AVOID:
        yield phrases.sentence(f"parts of {name} {_lies(parts, 'lie', 'are')}")


def _lies(labels: Sequence[str], lies: str, is_: str) -> str:
    """The labels of hazards, which are kinds of places, as what is so of one place."""
    among = [label for label in labels if label.startswith(("places that", "points ", "the points"))]
    where = (label.removeprefix("places ") if label.startswith("places ") else f"at {label}" for label in labels)
    beside = phrases.joined(each for label, each in zip(labels, where, strict=True) if label not in among)
    kinds = phrases.joined(label if label.startswith("the ") else f"the {label}" for label in among)
    return phrases.joined([f"{lies} {beside}" * bool(beside), f"{is_} among {kinds}" * bool(kinds)])


def _hazards(
    place: BodyPlace, there: Mapping[str, Side | None] | None, report: Report, audience: Audience
) -> Iterator[str]:
    """What lies there on the planned side, the most exact word for each, as far as it matters to this person."""
    concepts = report.book.concepts["hazard"]
    there = {name: side for name, side in (there or {}).items() if name in concepts}
    within = {concepts[name].within for name in there}
    for name, side in there.items():
        other = None not in {side, place.side} and side is not place.side
        if name not in within and not other and _matters(name, report):
            label = concepts[name].label.for_audience(audience)
            yield f"{label} ({side.value})" if side is not None and place.side is None else label


def _matters(hazard: str, report: Report) -> bool:
    """Whether a finding is about the hazard, or no rule at all: then it is only named."""
    about = {rule.id for rule in report.book.rules.values() if any(hazard in limit.where for limit in rule.limits)}
    return not about or any(finding.rule.id in about for finding in report.findings)


def _handling(cells: Sequence[Cell], report: Report, audience: Audience) -> Iterator[str]:
    """The worst that stands there, for which technique where not for all, and the findings it is because of."""
    worst = max(cell.level.stands for cell in cells)
    if worst > Level.NONE:
        at_worst = [cell for cell in cells if cell.level.stands is worst]
        labels = (phrases.technique(report.book, cell.technique, audience, cell.typed) for cell in at_worst)
        which = phrases.joined(map(phrases.lower_first, labels)) if len(at_worst) < len(cells) else ""
        rules = dict.fromkeys(name for cell in at_worst for name in cell.rules)
        titles = (phrases.lower_first(report.book.rules[name].title.for_audience(audience)) for name in rules)
        level = phrases.LEVELS[audience][worst] + (f" ({which})" if which else "")
        yield phrases.sentence(f"{level}: {phrases.joined(titles)}")

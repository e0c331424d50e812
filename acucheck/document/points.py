"""For the practitioner, what lies at the planned points, and what the findings make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from acucheck.document import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.levels import Level, Reader
from acucheck.model.report import Cell, Report


def point_lines(report: Report, reader: Reader) -> Iterator[str]:
    """Each planned place with a hazard, what that is, and what the findings make of it."""
    cells: dict[str, list[Cell]] = {}
    for line in report.techniques:
        for cell in line.places:
            if cell.place is not None and cell.place.id:
                cells.setdefault(phrases.at(cell.place), []).append(cell)
    for name, there in cells.items():
        hazards = phrases.joined(
            hazard for cell in there if cell.place for hazard in _hazards(cell.place, report, reader)
        )
        if hazards:
            yield " ".join([f"{name}: {hazards}.", *_handling(there, report, reader)])


def _hazards(place: BodyPlace, report: Report, reader: Reader) -> Iterator[str]:
    """What lies there on the planned side, the most exact word for each, as far as it matters to this person."""
    concepts = report.book.concepts["hazard"]
    there = {name: side for name, side in (place.lies_in or {}).items() if name in concepts}
    within = {concepts[name].within for name in there}
    for name, side in there.items():
        other = None not in {side, place.side} and side is not place.side
        if name not in within and not other and _matters(name, report):
            label = concepts[name].label.for_reader(reader)
            yield f"{label} ({side.value})" if side is not None and place.side is None else label


def _matters(hazard: str, report: Report) -> bool:
    """Whether a finding is about the hazard, or no rule at all: then it is only named."""
    about = {rule.id for rule in report.book.rules.values() if any(hazard in limit.where for limit in rule.limits)}
    return not about or any(finding.rule.id in about for finding in report.findings)


def _handling(cells: Sequence[Cell], report: Report, reader: Reader) -> Iterator[str]:
    """The worst that stands there, for which technique where not for all, and the findings it is because of."""
    worst = max(cell.level.stands for cell in cells)
    if worst > Level.NONE:
        at_worst = [cell for cell in cells if cell.level.stands is worst]
        labels = (phrases.technique(report.book, cell.technique, reader, cell.typed) for cell in at_worst)
        which = phrases.joined(map(phrases.lower_first, labels)) if len(at_worst) < len(cells) else ""
        rules = dict.fromkeys(name for cell in at_worst for name in cell.rules)
        titles = (phrases.lower_first(report.book.rules[name].title.for_reader(reader)) for name in rules)
        level = phrases.LEVELS[reader][worst] + (f" ({which})" if which else "")
        yield phrases.sentence(f"{level}: {phrases.joined(titles)}")

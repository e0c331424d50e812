"""What would settle or change the outcome: answers that are missing, and what may be chosen or agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.assess.changes import changes
from acucheck.document.wording import phrases
from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.still_open import open_lines
from acucheck.model.levels import Outcome, Reader
from acucheck.model.report import Bounds, By, Cell, Change, Report


def choices(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """For the practitioner: first what to find out, then what may be chosen."""
    lines = [
        *(("Find out", each) for each in open_lines(report, reader)),
        *((_LABELS[change.by], change_text(change, report, reader)) for change in changes(report)),
    ]
    if lines:
        yield Heading("WHAT WOULD SETTLE OR CHANGE IT")
        yield Lines(tuple(lines))


_LABELS = {By.DAY: "Wait", By.SIDE: "Choose", By.LEAVING_OUT: "Choose", By.AGREED: "Ask"}


def change_text(change: Change, report: Report, reader: Reader) -> str:
    """One change and the outcome that it leads to."""
    return phrases.sentence(f"{_what(change, report, reader)}: {_then(change.outcome, reader)}")


def _what(change: Change, report: Report, reader: Reader) -> str:
    match change.by:
        case By.DAY:
            until = [report.book.rules[name].until for name in change.rules]
            return f"not before {phrases.joined(each.for_reader(reader) for each in until if each)}; then"
        case By.SIDE:
            side = change.side.value if change.side else ""
            return f"{phrases.joined(_cells(change.cells, report, reader))}, but on the {side} side only"
        case By.LEAVING_OUT:
            return f"without {phrases.joined(_cells(change.cells, report, reader))}"
        case By.AGREED:
            return f"with a yes to '{report.book.questions[change.question].ask.for_reader(reader)}'"


def _cells(cells: tuple[Cell, ...], report: Report, reader: Reader) -> Iterator[str]:
    """Each technique with those of its places that are meant; by itself, the whole of it."""
    places: dict[str, list[str]] = {}
    for cell in cells:
        name = phrases.lower_first(phrases.technique(report.book, cell.technique, reader, cell.typed))
        places.setdefault(name, []).append(phrases.at(cell.place) if cell.place else "")
    for name, several in places.items():
        where = phrases.joined(several)
        yield f"{name} at {where}" if where else name


def _then(outcome: Bounds[Outcome], reader: Reader) -> str:
    worse = f"; at worst: {phrases.named(outcome.worst, reader)}" if outcome.worst > outcome.stands else ""
    return phrases.OUTCOMES[outcome.stands] + worse

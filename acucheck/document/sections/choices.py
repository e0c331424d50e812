"""What would settle or change the outcome: answers that are missing, and what may be chosen or agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.assess.changes import changes
from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.still_open import open_lines
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Outcome
from acucheck.model.report import Bounds, Cell, Change, ChangeKind, Report


def choices(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """For the practitioner: first what to find out, then what may be chosen."""
    lines = [
        *(("Find out", each) for each in open_lines(report, audience)),
        *((_LABELS[change.by], change_text(change, report, audience)) for change in changes(report)),
    ]
    if lines:
        yield Heading("WHAT WOULD SETTLE OR CHANGE IT")
        yield Lines(tuple(lines))


_LABELS = {
    ChangeKind.DAY: "Wait",
    ChangeKind.SIDE: "Choose",
    ChangeKind.LEAVING_OUT: "Choose",
    ChangeKind.AGREED: "Ask",
}


def change_text(change: Change, report: Report, audience: Audience) -> str:
    """One change and the outcome that it leads to."""
    return phrases.sentence(f"{_what(change, report, audience)}: {_then(change.outcome, audience)}")


def _what(change: Change, report: Report, audience: Audience) -> str:
    match change.by:
        case ChangeKind.DAY:
            until = [report.book.rules[name].until for name in change.rules]
            return f"not before {phrases.joined(each.for_audience(audience) for each in until if each)}; then"
        case ChangeKind.SIDE:
            side = change.side.value if change.side else ""
            return f"{phrases.joined(_cells(change.cells, report, audience))}, but on the {side} side only"
        case ChangeKind.LEAVING_OUT:
            return f"without {phrases.joined(_cells(change.cells, report, audience))}"
        case ChangeKind.AGREED:
            return f"with a yes to '{report.book.questions[change.question].ask.for_audience(audience)}'"


def _cells(cells: tuple[Cell, ...], report: Report, audience: Audience) -> Iterator[str]:
    """Each technique with those of its places that are meant; by itself, the whole of it."""
    places: dict[str, list[str]] = {}
    for cell in cells:
        name = phrases.lower_first(phrases.technique(report.book, cell.technique, audience, cell.typed))
        places.setdefault(name, []).append(phrases.at(cell.place) if cell.place else "")
    for name, several in places.items():
        where = phrases.joined(several)
        yield f"{name} at {where}" if where else name


def _then(outcome: Bounds[Outcome], audience: Audience) -> str:
    worse = f"; at worst: {phrases.named(outcome.worst, audience)}" if outcome.worst > outcome.stands else ""
    return phrases.OUTCOMES[outcome.stands] + worse

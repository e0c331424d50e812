"""Where on the body: what is left out or done with care where, and the same as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Area, Chart, Heading, Lines, Mark
from acucheck.document.sections.limits import instructions, said_of, techniques_in_order
from acucheck.document.shown_findings import planned
from acucheck.document.wording import phrases
from acucheck.model.answers import BodyPlace
from acucheck.model.book import AnswerPlace, RuleBook
from acucheck.model.levels import Audience, Level, Outcome, Side
from acucheck.model.report import Cell, LimitMet, Report


def where_on_the_body(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """For the patient, what each finding says about places."""
    if report.outcome.stands >= Outcome.NOT_TODAY:
        return
    lines = [(LABELS[level], sentence) for level, sentence in instructions(report, audience)]
    lines += [("Places", each) for each in how_named(report, audience)]
    if lines:
        yield Heading("WHERE ON THE BODY")
        yield Lines(tuple(lines))


LABELS = {Level.AVOID: "Leave out", Level.REFER: "Ask first", Level.CAUTION: "With care"}


def how_named(report: Report, audience: Audience) -> Iterator[str]:
    """That no place was named, or for one-sided limits no side: what was checked then."""
    lines = [line for line in report.techniques if line.planned or line.assumed]
    somewhere = any(line.places for line in lines)  # then what is assumed is graded there too
    unnamed = [line.cell for line in lines if not line.places and not (line.assumed and somewhere)]
    if unnamed:
        called = (phrases.technique(report.book, cell.technique, audience, cell.typed) for cell in unnamed)
        which = f" for {phrases.joined(map(phrases.lower_first, called))}" if len(unnamed) < len(lines) else ""
        yield f"No {_PLACES[audience]} were named{which}, so none was checked{' there' if which else ''}."
    unsided = [cell.place for line in lines for cell in line.places if cell.place and _without_side(cell.place)]
    sided = {place.id for finding in report.findings for met in finding.limits for place in met.places if place.side}
    if any(not sided.isdisjoint(place.lies_in or ()) for place in unsided):
        yield f"No side was named for {phrases.joined(map(phrases.at, unsided))}, so each was checked on both sides."


_PLACES = {Audience.PRACTITIONER: "points", Audience.PATIENT: "places on the body"}


def _without_side(place: BodyPlace) -> bool:
    """Whether a known place that is not on the midline was named without a side, and not for both."""
    return bool(place.id) and place.side is None and not place.both and not place.has_no_side


def chart(report: Report, audience: Audience) -> Iterator[Chart]:
    """The drawing, where there is anything to draw and a session to draw it for."""
    if report.outcome.stands >= Outcome.NOT_TODAY:
        return
    areas, marks = tuple(_areas(report, audience)), tuple(_marks(report, audience))
    if areas or marks:
        keys = {level: _KEYS[level] for level in sorted({area.level for area in areas}, reverse=True)}
        yield Chart("Body chart, front and back", areas, marks, keys, _NOTE)


_KEYS = {
    Level.AVOID: "Leave something out here",
    Level.REFER: "Ask first here",
    Level.CAUTION: "Take care here",
}
_NOTE = (
    "The drawing shows areas, not exact points. A number stands in the area of its point. "
    "Vessels, joints and the like are named in the words only."
)


def _areas(report: Report, audience: Audience) -> Iterator[Area]:
    """Every region with a limit for what is planned, by side, with the strictest that is said there."""
    techniques = planned(report)
    strictest: dict[tuple[str, Side | None], Level] = {}
    for finding in report.findings:
        for met in finding.limits:
            for technique in techniques_in_order(techniques, report.book):
                level, items = said_of(met, finding, technique, report)
                for place in _regions(items, met, report.book):
                    strictest[place] = max(level, strictest.get(place, Level.NONE))
    for (region, side), level in strictest.items():
        label = report.book.concepts["region"][region].label.for_audience(audience)
        yield Area(region, side, level, phrases.at(BodyPlace(label, region, label, side)))


def _regions(items: Iterable[str | AnswerPlace], met: LimitMet, book: RuleBook) -> Iterator[tuple[str, Side | None]]:
    """The regions among what a limit names, or that an answer says it lies in."""
    regions = book.concepts["region"]
    for item in items:
        if isinstance(item, AnswerPlace):
            yield from ((place.id, place.side) for place in met.places if place.id in regions)
        elif item in regions:
            yield item, None


def _marks(report: Report, audience: Audience) -> Iterator[Mark]:
    """Every planned place that is known, numbered, with what stands there for each technique."""
    there: dict[tuple[str, Side | None], tuple[BodyPlace, list[Cell]]] = {}
    for line in report.techniques:
        for cell in line.places:
            if cell.place is not None and cell.place.id:
                there.setdefault((cell.place.id, cell.place.side), (cell.place, []))[1].append(cell)
    for number, (place, cells) in enumerate(there.values(), start=1):
        says = f"{phrases.at(place)}: {'; '.join(_levels_there(cells, report, audience))}"
        level = max(cell.level.stands for cell in cells)
        yield Mark(number, region_of(place, report.book), place.side, level, says)


def _levels_there(cells: list[Cell], report: Report, audience: Audience) -> Iterator[str]:
    """The level at a place; where techniques differ, the strictest first, each with those it is about."""
    levels = sorted({cell.level.stands for cell in cells}, reverse=True)
    for level in levels:
        cells_at = (cell for cell in cells if cell.level.stands is level)
        called = (phrases.technique(report.book, cell.technique, audience, cell.typed) for cell in cells_at)
        about = f" ({phrases.joined(map(phrases.lower_first, called))})" if len(levels) > 1 else ""
        yield f"{phrases.LEVELS[audience][level]}{about}"


def region_of(place: BodyPlace, book: RuleBook) -> str:
    """The smallest region that a place lies in: itself, where it is one."""
    inside = [name for name in place.lies_in or {} if name in book.concepts["region"]]
    return max(inside, key=lambda name: _depth(name, book), default="")


def _depth(region: str, book: RuleBook) -> int:
    within = book.concepts["region"][region].within
    return 1 + _depth(within, book) if within in book.concepts["region"] else 0

"""The headline: what happens to the session and what to leave out; then every other step reached, worst first."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document import phrases
from acucheck.document.blocks import Headline
from acucheck.document.calm import is_calm, notes
from acucheck.model.levels import Level, Outcome, Reader, Standing, Urgency
from acucheck.model.report import Cell, Finding, Missing, Report, TechniqueLine

_WORDS = {
    Reader.PRACTITIONER: {
        Outcome.NONE: "NO RULE APPLIES",
        Outcome.NOTE: "GO AHEAD, WITH A NOTE",
        Outcome.CARE: "GO AHEAD WITH CARE",
        Outcome.CHANGE: "LEAVE OUT",
        Outcome.ASK: "ASK FIRST",
        Outcome.NOT_TODAY: "NOT TODAY",
    },
    Reader.PATIENT: {
        Outcome.NONE: "GO AHEAD: no rule here applies to you",
        Outcome.NOTE: "GO AHEAD, with something to know",
        Outcome.CARE: "GO AHEAD AND TELL: first tell your practitioner what is below",
        Outcome.CHANGE: "LEAVE OUT",
        Outcome.ASK: "ASK FIRST",
        Outcome.NOT_TODAY: "NOT TODAY",
    },
}


def headline(report: Report, reader: Reader) -> Iterator[Headline]:
    """The headline with its steps."""
    stands = report.outcome.stands
    reached = dict(_reached(report, reader))
    text = _text(report, reader, reached.pop(stands, ""))
    steps = [*_help(report, reader)]
    steps += [phrases.sentence(_STEPS[reader][outcome].format(said)) for outcome, said in reached.items()]
    steps += _remarks(report, reader) if stands is not Outcome.HELP else ()
    steps += notes(report, reader) if is_calm(report, reader) else ()
    yield Headline(text, stands, tuple(steps))


_STEPS = {
    Reader.PRACTITIONER: {Outcome.ASK: "ask first: {}", Outcome.CHANGE: "leave out {}", Outcome.CARE: "with care: {}"},
    Reader.PATIENT: {
        Outcome.ASK: "ask first: {}",
        Outcome.CHANGE: "leave out {}",
        Outcome.CARE: "{}: go ahead and tell",
    },
}


def _text(report: Report, reader: Reader, said: str) -> str:
    stands = report.outcome.stands
    if stands is Outcome.HELP:
        if any(finding.rule.urgent is Urgency.NOW for finding in _urgent(report, Standing.HOLDS)):
            return f"GET HELP NOW: ring {report.book.practice.emergency}"
        return "SEE A DOCTOR TODAY; no session today"
    words = _WORDS[reader][stands]
    if stands is Outcome.CHANGE:
        words += f" {said}{_rest(report)}"
    elif said and not (stands is Outcome.CARE and reader is Reader.PATIENT):
        words += f": {said}"
    return words + ("; NOT SETTLED" if _unsettled(report) else "")


def _rest(report: Report) -> str:
    """What becomes of the plan besides what is left out, where nothing else is said about it."""
    cells = [cell for line in report.techniques if line.planned or line.assumed for cell in (line.cell, *line.places)]
    stands = {cell.level.stands for cell in cells}
    return "; the rest may go ahead" if stands - {Level.AVOID} and not stands & {Level.CAUTION, Level.REFER} else ""


def _reached(report: Report, reader: Reader) -> Iterator[tuple[Outcome, str]]:
    """Each step of the outcome below help that is reached, with what it concerns, worst first."""
    if report.outcome.stands is Outcome.HELP:
        return
    if report.outcome.stands is Outcome.NOT_TODAY:
        yield Outcome.NOT_TODAY, _until(report, reader)
        return
    asked = _whom(report, reader)
    if asked:
        yield Outcome.ASK, asked
    for outcome, level in ((Outcome.CHANGE, Level.AVOID), (Outcome.CARE, Level.CAUTION)):
        named = phrases.joined(_at_level(level, report, reader))
        if named:
            yield outcome, named


def _until(report: Report, reader: Reader) -> str:
    stopping = [
        finding.rule.until.for_reader(reader)
        for finding in report.findings
        if finding.rule.until and finding.outcome is Outcome.NOT_TODAY
    ]
    return f"not before {phrases.joined(stopping)}" if stopping else ""


def _whom(report: Report, reader: Reader) -> str:
    """Whom to ask about what, once for each person to ask."""
    whom: dict[str, list[str]] = {}
    for finding in report.findings:
        if finding.outcome is Outcome.ASK:
            asked = finding.rule.ask_whom.for_reader(reader) if finding.rule.ask_whom else "find out before the session"
            whom.setdefault(asked, []).append(phrases.lower_first(finding.rule.title.for_reader(reader)))
    return "; ".join(f"{asked} ({phrases.joined(why)})" for asked, why in whom.items())


def _at_level(level: Level, report: Report, reader: Reader) -> Iterator[str]:
    """The planned techniques at a level, or their places where only those are."""
    for line in report.techniques:
        if not (line.planned or line.assumed):
            continue
        name = phrases.lower_first(phrases.technique(report.book, line.cell.technique, reader, line.cell.typed))
        if line.cell.level.stands is level:
            yield name + (" elsewhere" if _above(line) else "")
        else:
            places = [phrases.at(cell.place) for cell in _above(line) if cell.place and cell.level.stands is level]
            if places:
                yield f"{name} at {phrases.joined(places)}"


def _above(line: TechniqueLine) -> list[Cell]:
    """The places that are worse off than the technique itself."""
    return [cell for cell in line.places if cell.level.stands > line.cell.level.stands]


def _help(report: Report, reader: Reader) -> Iterator[str]:
    for finding in _urgent(report, Standing.HOLDS):
        yield finding.rule.risk.for_reader(reader)
    for finding in _urgent(report, Standing.ACTS):
        doubt = f"If in doubt, get help: {phrases.lower_first(finding.rule.title.for_reader(reader))}"
        yield phrases.sentence(doubt)


def _urgent(report: Report, standing: Standing) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule.urgent and finding.standing is standing]


def _remarks(report: Report, reader: Reader) -> Iterator[str]:
    assumed = [line.cell.technique for line in report.techniques if line.assumed]
    if assumed:
        name = phrases.lower_first(phrases.technique(report.book, assumed[0], reader))
        yield f"The plan is not known; assumed: {name}."
    unknown = [f"'{point.name}'" for point in report.open if point.missing is Missing.NOT_RECOGNISED]
    if unknown:
        yield f"Not recognised: {phrases.joined(unknown)}."
    unchecked = [f"'{name.typed}'" for name in phrases.not_checked(report)]
    if unchecked:
        yield f"Not checked: {phrases.joined(unchecked)}."
    if _unsettled(report):
        yield f"Some answers are missing or uncertain: {phrases.COULD_BE[report.outcome.worst]}."
        yield from _find_out_first(report, reader)


def _find_out_first(report: Report, reader: Reader) -> Iterator[str]:
    """How to settle the points that could be worst."""
    worst = max(point.could_be for point in report.open)
    asked = dict.fromkeys(point.question for point in report.open if point.could_be is worst)
    ways = [find_out.for_reader(reader) for name in asked if (find_out := report.book.questions[name].find_out)]
    if ways:
        yield phrases.sentence(f"find out first: {'; '.join(phrases.lower_first(way) for way in dict.fromkeys(ways))}")


def _unsettled(report: Report) -> bool:
    """Whether something open could make it worse in a way that matters."""
    return report.outcome.worst > max(report.outcome.stands, Outcome.NOTE)

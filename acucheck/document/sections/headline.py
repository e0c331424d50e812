"""The headline: what happens to the session and what to leave out; then every other step reached, worst first."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Headline
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.low_risk import is_calm, notes
from acucheck.document.sections.preconditions import waits
from acucheck.document.wording import phrases
from acucheck.model.levels import Audience, Level, Outcome, Standing, Urgency, is_settled
from acucheck.model.report import Cell, Finding, Missing, Report, TechniqueLine

_WORDS = {
    Audience.PRACTITIONER: {
        Outcome.NONE: "NO RULE APPLIES",
        Outcome.NOTE: "GO AHEAD AS PLANNED; SOMETHING IS NOTED",
        Outcome.CARE: "GO AHEAD WITH CARE",
        Outcome.CHANGE: "LEAVE OUT",
        Outcome.ASK: "ASK FIRST",
        Outcome.NOT_TODAY: "NOT TODAY",
    },
    Audience.PATIENT: {
        Outcome.NONE: "GO AHEAD: no rule here applies to you",
        Outcome.NOTE: "GO AHEAD, with something good to know",
        Outcome.CARE: "TELL FIRST, THEN GO AHEAD: tell your practitioner what is below",
        Outcome.CHANGE: "LEAVE OUT",
        Outcome.ASK: "ASK FIRST",
        Outcome.NOT_TODAY: "NOT TODAY",
    },
}


_AS_FAR_AS_KNOWN = {
    Audience.PRACTITIONER: {
        Outcome.NONE: "NO RULE APPLIES, as far as is known",
        Outcome.NOTE: "GO AHEAD AS PLANNED, as far as is known; SOMETHING IS NOTED",
    },
    Audience.PATIENT: {
        Outcome.NONE: "GO AHEAD, as far as is known",
        Outcome.NOTE: "GO AHEAD, as far as is known, with something good to know",
    },
}
"""Where what is open could ask for care and for no more."""


def headline(report: Report, audience: Audience) -> Iterator[Headline]:
    """The headline with its steps."""
    stands = report.outcome.stands
    reached = dict(_reached(report, audience))
    said = reached.pop(stands, "")
    text = _text(report, audience, said)
    if _find_out_before(report) and " at " in said:
        reached[stands] = said
    steps = [*_help(report, audience), *_first(report, audience)]
    steps += [phrases.sentence(_STEPS[audience][outcome].format(said)) for outcome, said in reached.items()]
    steps += _remarks(report, audience) if stands is not Outcome.HELP else ()
    steps += notes(report, audience) if is_calm(report, audience) else ()
    yield Headline(text, stands, tuple(steps))


_STEPS = {
    Audience.PRACTITIONER: {
        Outcome.ASK: "ask first: {}",
        Outcome.CHANGE: "leave out {}",
        Outcome.CARE: "with care: {}",
    },
    Audience.PATIENT: {
        Outcome.ASK: "ask first: {}",
        Outcome.CHANGE: "leave out {}",
        Outcome.CARE: "tell first, then go ahead: {}",
    },
}


def _text(report: Report, audience: Audience, said: str) -> str:
    stands = report.outcome.stands
    if stands is Outcome.HELP:
        if any(finding.rule.urgent is Urgency.NOW for finding in _urgent(report, Standing.HOLDS)):
            return f"GET HELP NOW: ring {report.book.practice.emergency}"
        return "SEE A DOCTOR TODAY; no session today"
    if _find_out_before(report):
        now = phrases.named(stands, audience)
        return f"NOT SETTLED: FIND OUT FIRST. As it stands: {now}; {_at_worst(report, audience)}"
    words = _words(report, audience)
    if stands is Outcome.CHANGE:
        words += f" {said}{_rest(report)}"
    elif said and not (stands is Outcome.CARE and audience is Audience.PATIENT):
        words += f": {said}"
    if not _could_worsen(report):
        return words
    at_worst = _at_worst(report, audience)
    return f"{words}; {at_worst}" if _is_settled(report) else f"{words}; NOT SETTLED ({at_worst})"


def _words(report: Report, audience: Audience) -> str:
    stands = report.outcome.stands
    known = _AS_FAR_AS_KNOWN[audience].get(stands) if _could_worsen(report) else None
    return known or _WORDS[audience][stands]


def _find_out_before(report: Report) -> bool:
    """Whether to find out is the one thing to do: the session could go ahead if nothing were open."""
    return not _is_settled(report) and report.outcome.stands <= Outcome.CARE


def _at_worst(report: Report, audience: Audience) -> str:
    return f"at worst: {phrases.named(report.outcome.worst, audience)}"


def _first(report: Report, audience: Audience) -> Iterator[str]:
    """What has to happen before the session; for the practitioner it stands before the first needle."""
    if audience is Audience.PATIENT and report.outcome.stands < Outcome.NOT_TODAY:
        yield from (f"First {lower}" for lower in waits(report, audience))


def _rest(report: Report) -> str:
    """What becomes of the plan besides what is left out, where nothing else is said about it."""
    lines = [line for line in report.techniques if line.planned or line.assumed]
    stands = {cell.level.stands for line in lines for cell in (line.cell, *line.places)}
    return "; the rest may go ahead" if stands - {Level.AVOID} and not stands & {Level.CAUTION, Level.REFER} else ""


def _reached(report: Report, audience: Audience) -> Iterator[tuple[Outcome, str]]:
    """Each step of the outcome below help that is reached, with what it concerns, worst first."""
    if report.outcome.stands is Outcome.HELP:
        return
    if report.outcome.stands is Outcome.NOT_TODAY:
        yield Outcome.NOT_TODAY, _until(report, audience)
        return
    asked = _whom(report, audience)
    if asked:
        yield Outcome.ASK, asked
    for outcome, level in ((Outcome.CHANGE, Level.AVOID), (Outcome.CARE, Level.CAUTION)):
        named = _at_level(level, report, audience)
        if named:
            yield outcome, named


def _until(report: Report, audience: Audience) -> str:
    stopping = [
        finding.rule.until.for_audience(audience)
        for finding in report.findings
        if finding.rule.until and finding.outcome is Outcome.NOT_TODAY
    ]
    return f"not before {phrases.joined(stopping)}" if stopping else ""


def _whom(report: Report, audience: Audience) -> str:
    """Whom to ask about what, once for each person to ask."""
    whom: dict[str, list[str]] = {}
    for finding in report.findings:
        if finding.outcome is Outcome.ASK:
            asked = (
                finding.rule.ask_whom.for_audience(audience) if finding.rule.ask_whom else "find out before the session"
            )
            whom.setdefault(asked, []).append(phrases.lower_first(finding.rule.title.for_audience(audience)))
    return "; ".join(f"{asked} ({phrases.joined(why)})" for asked, why in whom.items())


def _at_level(level: Level, report: Report, audience: Audience) -> str:
    """The planned techniques at a level, each with its places unless it is at that level as a whole."""
    lines = [line for line in report.techniques if line.planned or line.assumed]
    alike = level is Level.AVOID or {cell.level.stands for line in lines for cell in _cells(line)} == {level}
    named = [text for line in lines if (text := _named(line, level, report, audience, alike=alike))]
    if any(" at " in text for text in named):
        return "; ".join(sorted(dict.fromkeys(named), key=lambda text: " at " in text))
    return phrases.joined(named)


def _named(line: TechniqueLine, level: Level, report: Report, audience: Audience, *, alike: bool) -> str:
    """A technique at a level; its places there, unless it is whole and all that is named is *alike*."""
    name = phrases.lower_first(phrases.technique(report.book, line.cell.technique, audience, line.cell.typed))
    whole = {cell.level.stands for cell in _cells(line)} == {level}
    if whole and (alike or not line.places):
        return name
    places = phrases.joined(phrases.at(cell.place) for cell in line.places if cell.place and cell.level.stands is level)
    return f"{name} at {places}" if places else ""


def _cells(line: TechniqueLine) -> tuple[Cell, ...]:
    """What is planned of a technique: at its places, or as a whole where none is named."""
    return line.places or (line.cell,)


def _help(report: Report, audience: Audience) -> Iterator[str]:
    for finding in _urgent(report, Standing.HOLDS):
        yield finding.rule.risk.for_audience(audience)
    for finding in _urgent(report, Standing.ACTS):
        doubt = f"If in doubt, get help: {phrases.lower_first(finding.rule.title.for_audience(audience))}"
        yield phrases.sentence(doubt)


def _urgent(report: Report, standing: Standing) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule.urgent and finding.standing is standing]


def _remarks(report: Report, audience: Audience) -> Iterator[str]:
    assumed = [line.cell.technique for line in report.techniques if line.assumed]
    if assumed:
        name = phrases.lower_first(phrases.technique(report.book, assumed[0], audience))
        yield f"The plan is not known; assumed: {name}."
    unknown = [f"'{point.name}'" for point in report.open if point.missing is Missing.NOT_RECOGNISED]
    if unknown:
        yield f"Not recognised: {phrases.joined(unknown)}."
    against = [conflict_text(each, report, audience) for each in report.contradictions if each.serious]
    yield from dict.fromkeys(against)
    if _could_worsen(report):
        yield from _find_out_first(report, audience)


def _find_out_first(report: Report, audience: Audience) -> Iterator[str]:
    """How to settle the points that could be worst."""
    worst = max(point.could_be for point in report.open)
    asked = dict.fromkeys(point.question for point in report.open if point.could_be is worst)
    ways = [find_out.for_audience(audience) for name in asked if (find_out := report.book.questions[name].find_out)]
    if ways:
        yield phrases.sentence(f"find out first: {'; '.join(phrases.lower_first(way) for way in dict.fromkeys(ways))}")


def _is_settled(report: Report) -> bool:
    return is_settled(report.outcome.stands, report.outcome.worst)


def _could_worsen(report: Report) -> bool:
    """Whether something open could make it worse in a way that matters."""
    return report.outcome.worst > max(report.outcome.stands, Outcome.NOTE)

"""Findings by topic: because of what, the risk, what to do, where not, and where guidance differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from acucheck.assess.grades import verdict
from acucheck.document import phrases
from acucheck.document.blocks import Heading, Lines
from acucheck.document.limits import AND, names, where
from acucheck.document.numbering import numbers
from acucheck.model.book import SESSION, AnswerKind, Rule, RuleBook
from acucheck.model.levels import Level, Outcome, Reader, Standing, Urgency
from acucheck.model.report import Because, Finding, Report


@dataclass(frozen=True, slots=True)
class FindingText:
    """All that is said about one finding; an empty part is not printed."""

    title: str
    plan: str
    because: str
    risk: str
    do: tuple[str, ...]
    where: tuple[str, ...]
    not_planned: str
    until: str
    ask: str
    differs: str
    lifted_by: tuple[str, ...]
    basis: str


def findings(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """A heading for each topic, the worst first, and a block for each of its findings.

    When there is no session, only the findings that decide it are explained and the others named. A precaution that
    several findings ask for is said once.
    """
    cited = numbers(report)
    said: set[str] = set()
    shown = [finding for finding in report.findings if _decides(finding, report)]
    for topic in dict.fromkeys(finding.rule.topic for finding in shown):
        yield Heading(report.book.topics[topic].for_reader(reader).upper())
        for finding in shown:
            if finding.rule.topic == topic:
                text = finding_text(finding, report, reader)
                fresh = tuple(each for each in text.do if each not in said)
                said |= set(fresh)
                yield _block(finding, replace(text, do=fresh), reader, cited)
    others = [each.rule.title.for_reader(reader) for each in report.findings if each not in shown and each.level]
    if others:
        yield Heading("FOR A LATER VISIT")
        named = phrases.joined(phrases.lower_first(each) for each in others)
        yield Lines((("", phrases.sentence(f"{_LATER[reader]}: {named}")),))


_LATER = {Reader.PRACTITIONER: "also found", Reader.PATIENT: "tell your practitioner then about"}


def _would_lift(finding: Finding, book: RuleBook, reader: Reader) -> Iterator[str]:
    """The clearing questions not known; a number beside them has no yes to give."""
    questions = [book.questions[name] for name in finding.lifted_by]
    yield from (question.ask.for_reader(reader) for question in questions if question.clears)


def _decides(finding: Finding, report: Report) -> bool:
    """Whether a finding belongs in full on this page."""
    match report.outcome.stands:
        case Outcome.HELP:
            return finding.rule.urgent is not None
        case Outcome.NOT_TODAY:
            return finding.rule.urgent is not None or finding.outcome is Outcome.NOT_TODAY
        case _:
            return True


def finding_text(finding: Finding, report: Report, reader: Reader) -> FindingText:
    """The words for one finding."""
    rule = finding.rule
    calm = report.outcome.stands < Outcome.NOT_TODAY
    planned = _planned(report)
    return FindingText(
        title=rule.title.for_reader(reader),
        plan=_plan(finding, report, reader),
        because="; ".join(_because(each, report.book, reader) for each in finding.because) or _met(finding, report),
        risk=rule.risk.for_reader(reader),
        do=tuple(dict.fromkeys(_do(rule, report, reader))) if calm or _decides(finding, report) else (),
        where=tuple(where(finding, planned, report.book, reader)) if calm else (),
        not_planned=_not_planned(rule, report, reader) if calm else "",
        until=rule.until.for_reader(reader) if rule.until else "",
        ask=rule.ask_whom.for_reader(reader) if rule.ask_whom and finding.outcome is Outcome.ASK else "",
        differs=_differs(finding, planned, report.book, reader),
        lifted_by=tuple(_would_lift(finding, report.book, reader)),
        basis=_basis(rule, report.book),
    )


def _block(finding: Finding, text: FindingText, reader: Reader, cited: Mapping[str, int]) -> Lines:
    """The finding's block; in brief when nothing planned is affected."""
    sources = "".join(f"[{cited[name]}]" for name in finding.rule.sources)
    brief = finding.level is Level.NONE and finding.rule.urgent is None
    lines = [
        ("Plan", text.plan),
        ("Because", f"{text.because}." if text.because and not brief else ""),
        ("Risk", text.risk),
        *(("Do", each) for each in text.do if not brief),
        *(("Where", each) for each in text.where),
        ("Also", "" if brief else text.not_planned),
        ("Not before", phrases.sentence(text.until)),
        ("Ask first", phrases.sentence(text.ask)),
        ("Differs", "" if brief else text.differs),
        *(("Would lift it", f"A yes to: {each}") for each in text.lifted_by),
    ]
    if reader is Reader.PRACTITIONER:
        lines.append(("Basis", phrases.sentence(f"{text.basis} {sources}")))
    return Lines(tuple(line for line in lines if line[1]), text.title, finding.level)


_URGENT = {Urgency.NOW: "Get help now.", Urgency.TODAY: "See a doctor today."}


def _plan(finding: Finding, report: Report, reader: Reader) -> str:
    """What the finding asks of the plan: always by name, so that nothing can be taken for a medicine or device."""
    rule = finding.rule
    doubt = "not sure, so " if finding.standing is Standing.ACTS else ""
    if rule.urgent and not doubt:
        return _URGENT[rule.urgent]
    if finding.outcome is Outcome.NOT_TODAY:
        return "Not today."
    if finding.level is Level.NONE:
        return "No restriction." if phrases.strictest(rule) is Level.NONE else "Nothing planned is affected."
    parts = []
    for level in sorted({level for level in finding.general.values() if level}, reverse=True):
        named = [name for name, each in finding.general.items() if each is level]
        parts.append(_VERDICTS[level].format(phrases.joined(names(named, report.book, reader), AND[level])))
    if not parts:
        strict = max(level for met in finding.limits for level in met.limit.verdicts.values())
        parts.append("some places are left out" if strict is Level.AVOID else "some places need care")
    return phrases.sentence(doubt + "; ".join(parts))


_VERDICTS = {
    Level.NOTE: "{}: as planned",
    Level.CAUTION: "{}: with care",
    Level.REFER: "{}: ask first",
    Level.AVOID: "no {}",
}


def _met(finding: Finding, report: Report) -> str:
    """For a rule that concerns everybody, the planned places that meet it."""
    cells = [cell for line in report.techniques for cell in line.places if finding.rule.id in cell.rules]
    named = phrases.joined(phrases.at(cell.place) for cell in cells if cell.place)
    return f"planned: {named}" if named else ""


def _because(because: Because, book: RuleBook, reader: Reader) -> str:
    """What was said, in the words of the question."""
    question = book.questions[because.question]
    if because.not_sure and not because.words and not because.names:
        return f"Not sure: {phrases.lower_first(question.ask.for_reader(reader)).rstrip('?')}"
    said = [question.options[word].for_reader(reader) for word in because.words]
    if question.kind is AnswerKind.ONE:
        said = [f"{question.ask.for_reader(reader)} {each}" for each in said]
    said += [phrases.taken(book, name, reader) for name in because.names]
    text = ", ".join(said)
    if because.not_sure:
        return f"maybe {phrases.lower_first(text)}"
    return text or f"the answer to: {question.ask.for_reader(reader)}"


def _do(rule: Rule, report: Report, reader: Reader) -> Iterator[str]:
    """The precautions for what is planned and not left out; without a session, those for the visit as a whole."""
    cells = [line.cell for line in report.techniques if line.planned or line.assumed]
    keys = [SESSION]
    if report.outcome.stands < Outcome.NOT_TODAY:
        for cell in cells:
            technique = report.book.techniques.get(cell.technique)
            if technique is not None and cell.level.stands < Level.AVOID:
                keys += [technique.id, *technique.groups]
    for key in keys:
        for wording in rule.precautions.get(key, ()):
            if text := wording.for_reader(reader):
                yield text


def _planned(report: Report) -> frozenset[str]:
    return frozenset(line.cell.technique for line in report.techniques if line.planned or line.assumed)


def _not_planned(rule: Rule, report: Report, reader: Reader) -> str:
    """For the practitioner, what the rule leaves out beyond the plan, in case the plan changes."""
    if reader is Reader.PATIENT:
        return ""
    planned = _planned(report)
    out = [
        name
        for name in report.book.techniques
        if name not in planned and verdict(rule.verdicts, name, report.book) == (Level.AVOID, False)
    ]
    named = phrases.joined(names(out, report.book, reader), "or")
    return phrases.sentence(f"if the plan changes: no {named}") if out else ""


def _differs(finding: Finding, planned: frozenset[str], book: RuleBook, reader: Reader) -> str:
    """Where sources disagree about what is planned: each with its level, and why this book chose its own.

    The patient is told who is stricter than this page, if anybody, and what they say.
    """
    rule = finding.rule
    positions = sorted(
        (each for each in rule.positions if not each.techniques or each.techniques & planned),
        key=lambda position: -position.level,
    )
    if not positions:
        return ""
    if reader is Reader.PATIENT:
        strict = positions[0]
        says = strict.says or f"'{phrases.LEVELS[reader][strict.level]}'"
        stricter = strict.level > _own(rule, planned, book) >= Level.CAUTION
        return f"Not all agree. {_short(book, strict.source)} is stricter: {says}." if stricter else ""
    if len({position.level for position in positions}) == 1 and not rule.chosen_because:
        return ""
    said = [
        f"{_short(book, position.source)}: {phrases.LEVELS[reader][position.level]}"
        + (f" ({position.says})" if position.says else "")
        for position in positions
    ]
    why = f" Chosen here because: {phrases.lower_first(rule.chosen_because)}" if rule.chosen_because else ""
    return "; ".join(said) + "." + why


def _own(rule: Rule, planned: frozenset[str], book: RuleBook) -> Level:
    """The strictest the rule is with any of the techniques, wherever they are done."""
    verdicts = [rule.verdicts, *(limit.verdicts for limit in rule.limits)]
    return max((verdict(each, name, book)[0] for each in verdicts for name in planned), default=Level.NONE)


def _short(book: RuleBook, source: str) -> str:
    entry = book.sources[source]
    return f"{entry.by or entry.title} {entry.year}".strip()


def _basis(rule: Rule, book: RuleBook) -> str:
    """The kind of ground, and the weakest reading among its sources: a rule is no better known than that."""
    order = list(phrases.READ)
    weakest = max((book.sources[name].read for name in rule.sources), key=order.index)
    return f"{phrases.BASIS[rule.basis]}; at the weakest: {phrases.READ[weakest]}"

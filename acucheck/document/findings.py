"""Findings by topic: because of what, the risk, what to do, where not, and where guidance differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from acucheck.document import phrases
from acucheck.document.blocks import Heading, Lines
from acucheck.document.numbering import numbers
from acucheck.model.book import SESSION, AnswerKind, AnswerPlace, Rule, RuleBook
from acucheck.model.levels import Level, Outcome, Reader, Standing, Urgency
from acucheck.model.report import Because, Finding, Met, Report


@dataclass(frozen=True, slots=True)
class FindingText:
    """All that is said about one finding; an empty part is not printed."""

    title: str
    because: str
    risk: str
    do: tuple[str, ...]
    where_not: tuple[str, ...]
    not_planned: str
    until: str
    ask: str
    differs: str
    lifted_by: tuple[str, ...]
    basis: str


def findings(report: Report, reader: Reader) -> Iterator[Heading | Lines]:
    """A heading for each topic, the worst first, and a block for each of its findings.

    When help comes first, what is not urgent is only named. A precaution that several findings ask for is said once.
    """
    cited = numbers(report)
    said: set[str] = set()
    urgent = [finding for finding in report.findings if finding.rule.urgent is not None]
    shown = urgent if report.outcome.stands is Outcome.HELP else report.findings
    for topic in dict.fromkeys(finding.rule.topic for finding in shown):
        yield Heading(report.book.topics[topic].for_reader(reader).upper())
        for finding in shown:
            if finding.rule.topic == topic:
                text = finding_text(finding, report, reader)
                fresh = tuple(each for each in text.do if each not in said)
                said |= set(fresh)
                yield _block(finding, replace(text, do=fresh), report, reader, cited)
    others = [finding.rule.title.for_reader(reader) for finding in report.findings if finding not in shown]
    if others:
        yield Heading("FOR LATER")
        yield Lines((("", phrases.sentence(phrases.joined(phrases.lower_first(each) for each in others))),))


def finding_text(finding: Finding, report: Report, reader: Reader) -> FindingText:
    """The words for one finding."""
    rule = finding.rule
    calm = report.outcome.stands < Outcome.NOT_TODAY
    return FindingText(
        title=rule.title.for_reader(reader),
        because="; ".join(_because(each, report.book, reader) for each in finding.because),
        risk=rule.risk.for_reader(reader),
        do=tuple(_do(rule, report, reader)) if calm else (),
        where_not=tuple(where_not(finding, _planned(report), report.book, reader)) if calm else (),
        not_planned=_not_planned(rule, report, reader) if calm else "",
        until=rule.until.for_reader(reader) if rule.until else "",
        ask=rule.ask_whom.for_reader(reader) if rule.ask_whom and finding.outcome is Outcome.ASK else "",
        differs=_differs(finding, report.book, reader),
        lifted_by=tuple(report.book.questions[question].ask.for_reader(reader) for question in finding.lifted_by),
        basis=phrases.BASIS[rule.basis],
    )


def _block(finding: Finding, text: FindingText, report: Report, reader: Reader, cited: Mapping[str, int]) -> Lines:
    """The finding's block; in brief when nothing planned is affected."""
    sources = "".join(f"[{cited[name]}]" for name in finding.rule.sources)
    brief = finding.level is Level.NONE and finding.rule.urgent is None
    lines = [
        ("Because", f"{text.because}." if text.because and not brief else ""),
        ("Risk", text.risk),
        *(("Do", each) for each in text.do if not brief),
        *(("Where not", each) for each in text.where_not),
        ("Also", "" if brief else text.not_planned),
        ("Not before", phrases.sentence(text.until)),
        ("Ask first", phrases.sentence(text.ask)),
        ("Differs", "" if brief else text.differs),
        *(("Would lift it", f"A yes to: {each}") for each in text.lifted_by),
    ]
    if reader is Reader.PRACTITIONER:
        lines.append(("Basis", phrases.sentence(f"{text.basis} {sources}")))
    return Lines(
        tuple(line for line in lines if line[1]), f"{text.title} [{_tag(finding, report, reader)}]", finding.level
    )


_URGENT = {Urgency.NOW: "help now", Urgency.TODAY: "help today"}


def _tag(finding: Finding, report: Report, reader: Reader) -> str:
    """The level of a finding in a few words: for each technique where they differ, and its limits apart."""
    words = phrases.LEVELS[reader]
    doubt = ", not sure" if finding.standing is Standing.ACTS else ""
    if finding.rule.urgent and not doubt:
        return _URGENT[finding.rule.urgent]
    if finding.level is Level.NONE:
        return ("no restriction" if phrases.strictest(finding.rule) is Level.NONE else "not for this plan") + doubt
    parts = []
    for level in sorted({level for level in finding.general.values() if level}, reverse=True):
        of = [name for name, each in finding.general.items() if each is level]
        named = phrases.joined(phrases.lower_first(phrases.technique(report.book, name, reader)) for name in of)
        parts.append(words[level] if len(of) == len(finding.general) else f"{words[level]}: {named}")
    if finding.level > max(finding.general.values()):
        parts.append(f"in places: {words[finding.level]}")
    return "; ".join(parts) + doubt


def _because(because: Because, book: RuleBook, reader: Reader) -> str:
    """What was said, in the words of the question."""
    question = book.questions[because.question]
    if because.not_sure and not because.words and not because.names:
        return f"not sure: {phrases.lower_first(question.ask.for_reader(reader))}"
    said = [question.options[word].for_reader(reader) for word in because.words]
    if question.kind is AnswerKind.ONE:
        said = [f"{question.ask.for_reader(reader)} {each}" for each in said]
    said += [phrases.taken(book, name, reader) for name in because.names]
    text = ", ".join(said)
    if because.not_sure:
        return f"maybe {phrases.lower_first(text)}"
    return text or f"the answer to: {question.ask.for_reader(reader)}"


def _do(rule: Rule, report: Report, reader: Reader) -> Iterator[str]:
    """The precautions for what is planned and not left out."""
    seen = set()
    for line in report.techniques:
        if not (line.planned or line.assumed) or line.cell.level.stands is Level.AVOID:
            continue
        technique = report.book.techniques.get(line.cell.technique)
        for key in (line.cell.technique, *(technique.groups if technique else ()), SESSION):
            for wording in rule.precautions.get(key, ()):
                text = wording.for_reader(reader)
                if text and text not in seen:
                    seen.add(text)
                    yield text


def where_not(finding: Finding, techniques: frozenset[str], book: RuleBook, reader: Reader) -> Iterator[str]:
    """Each limit of a finding that concerns the techniques, as an instruction: what to leave out, and where."""
    for met in finding.limits:
        where = phrases.joined((_item(item, met, book, reader) for item in met.limit.where), "or")
        by_level: dict[Level, list[str]] = {}
        for key, level in met.limit.verdicts.items():
            if level >= Level.CAUTION and _concerns(key, techniques, book):
                by_level.setdefault(level, []).append(_called(key, book, reader))
        for level in sorted(by_level, reverse=True):
            yield phrases.sentence(f"{_INSTRUCTIONS[level]} {phrases.joined(by_level[level], 'or')} at {where}")


_INSTRUCTIONS = {Level.CAUTION: "take care with", Level.REFER: "ask first about", Level.AVOID: "no"}


def _item(item: str | AnswerPlace, met: Met, book: RuleBook, reader: Reader) -> str:
    if isinstance(item, AnswerPlace):
        named = phrases.joined((phrases.at(place) for place in met.places), "or")
        return named if named and met.known else (named + ", and " if named else "") + "the place still to be found out"
    for kind in ("region", "hazard"):
        if item in book.concepts[kind]:
            return book.concepts[kind][item].label.for_reader(reader)
    return item


def _planned(report: Report) -> frozenset[str]:
    return frozenset(line.cell.technique for line in report.techniques if line.planned or line.assumed)


def _concerns(key: str, techniques: frozenset[str], book: RuleBook) -> bool:
    """Whether a verdict's key is about one of the techniques."""
    groups = {group for name in techniques if name for group in book.techniques[name].groups}
    return key == SESSION or key in techniques or key in groups


def _called(key: str, book: RuleBook, reader: Reader) -> str:
    if key == SESSION:
        return "treatment of any kind"
    if key in book.techniques:
        return phrases.lower_first(book.techniques[key].label.for_reader(reader))
    return _GROUPS[reader].get(key, key)


_GROUPS = {
    Reader.PRACTITIONER: {
        "needling": "needling",
        "electrical": "current",
        "heat": "heat",
        "blood-drawing": "blood-drawing",
    },
    Reader.PATIENT: {"needling": "needles", "electrical": "current", "heat": "heat", "blood-drawing": "drawing blood"},
}


def _not_planned(rule: Rule, report: Report, reader: Reader) -> str:
    """For the practitioner, what the rule leaves out beyond the plan, in case the plan changes."""
    if reader is Reader.PATIENT:
        return ""
    planned = _planned(report)
    out = [
        _called(key, report.book, reader)
        for key, level in rule.verdicts.items()
        if level is Level.AVOID and key != SESSION and not _concerns(key, planned, report.book)
    ]
    return phrases.sentence(f"if the plan changes, leave out {phrases.joined(out)}") if out else ""


def _differs(finding: Finding, book: RuleBook, reader: Reader) -> str:
    """Where sources disagree: each with its level, and why this book chose its own.

    The patient is told only when somebody is stricter than this page.
    """
    rule = finding.rule
    levels = {position.level for position in rule.positions}
    if reader is Reader.PATIENT:
        strict = max(levels, default=Level.NONE)
        word = phrases.LEVELS[reader][strict]
        return f"Not all experts agree: the strictest says '{word}'." if strict > finding.level else ""
    if levels <= {max(levels, default=None)} and not rule.chosen_because:
        return ""
    said = [
        f"{_short(book, position.source)}: {phrases.LEVELS[reader][position.level]}"
        + (f" ({position.says})" if position.says else "")
        for position in sorted(rule.positions, key=lambda position: -position.level)
    ]
    why = f" Chosen here because: {phrases.lower_first(rule.chosen_because)}" if rule.chosen_because else ""
    return "; ".join(said) + "." + why


def _short(book: RuleBook, source: str) -> str:
    entry = book.sources[source]
    return f"{entry.by or entry.title} {entry.year}".strip()

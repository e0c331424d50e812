"""What was typed and answered, where it all comes from, and what this page is not."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.low_risk import is_calm
from acucheck.document.sections.stamp import signatures
from acucheck.document.sections.technique_table import otherwise_written
from acucheck.document.source_numbers import cited
from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import in_words, said
from acucheck.model.answers import BodyPlace, Name, NameKind
from acucheck.model.book import Source
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Urgency
from acucheck.model.report import LedgerEntry, QuestionState, Report


def typed_names(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """Every name that was typed with what it was taken for, and every contradiction."""
    lines = [("Taken", _taken(asked, name, report, audience)) for asked, name in report.named]
    lines += [("Taken", f"'{typed}': taken as not sure.") for _, typed in report.not_named]
    if audience is Audience.PRACTITIONER:
        lines += [("Taken", f"{place.typed} = {phrases.at(place)}.") for place in _places_otherwise_written(report)]
    lines += [("Check", conflict_text(each, report, audience)) for each in report.contradictions]
    if lines:
        yield Heading("NAMES AS TYPED")
        yield Lines(tuple(lines))


def _taken(asked: QuestionId, name: Name, report: Report, audience: Audience) -> str:
    """What a name was taken for; and where it was typed, if that asks for names of another kind."""
    question = report.book.questions[asked]
    under = f", typed under '{question.short.for_audience(audience)}'" if question.names is not name.kind else ""
    return f"{phrases.taken(report.book, name, audience)}{under}."


def _places_otherwise_written(report: Report) -> Iterator[BodyPlace]:
    """Planned places that were typed in another way than they are called here."""
    places = (cell.place for line in report.techniques for cell in line.places if cell.place and cell.place.id)
    for place in {place.typed: place for place in places}.values():
        if otherwise_written(place):
            yield place


def set_aside(report: Report) -> Iterator[tuple[str, str]]:
    """The answers that do not count."""
    return (
        line for line in answered(report, Audience.PATIENT) if line[0] == QuestionState.SET_ASIDE.value.capitalize()
    )


def answered(report: Report, audience: Audience) -> Iterator[tuple[str, str]]:
    """Every answer by what became of it, in the words of the questions; those that said none together."""
    by_state: dict[str, list[str]] = {name: [] for name in ("answered", "none", "not sure", "not asked", "set aside")}
    for entry in report.ledger:
        question = report.book.questions[entry.question]
        short = question.short.for_audience(audience)
        if entry.state is QuestionState.ANSWERED and entry.answer is not None and said(entry.answer) == "none":
            by_state["none"].append(short)
        elif entry.state.value in by_state and not _need_not_be_asked(entry, report):
            more = in_words(question, entry.answer, audience)
            by_state[entry.state.value].append(f"{short}: {more}" if more else short)
    why = {QuestionState.SET_ASIDE.value: " By the other answers this is not asked."}
    return (
        (state.capitalize(), f"{'. '.join(several)}.{why.get(state, '')}")
        for state, several in by_state.items()
        if several
    )


def _need_not_be_asked(entry: LedgerEntry, report: Report) -> bool:
    return entry.state is QuestionState.NOT_ASKED and report.book.questions[entry.question].names is NameKind.CONDITION


def sources(report: Report, _: Audience) -> Iterator[Heading | Lines]:
    """Every source the page cites, and how well it was read."""
    entries = [report.book.sources[name] for name in cited(report)]
    yield Heading("SOURCES")
    yield Lines(tuple((f"[{number}]", source_text(source)) for number, source in enumerate(entries, start=1)))


def _based_on(report: Report) -> str:
    """For the patient, how many sources there are and how well they were read."""
    read = [report.book.sources[name].read for name in cited(report)]
    counts = [f"{read.count(how)} {words}" for how, words in phrases.READ.items() if how in read]
    if is_calm(report, Audience.PATIENT):
        return f"Sources: {len(read)}, named on the practitioner's page with how well each was read."
    return f"Sources: {phrases.joined(counts)}; the practitioner's page names them."


def source_text(source: Source) -> str:
    """One source with all that is known of it."""
    parts = [source.by, source.title, source.part, source.year]
    return phrases.sentence(", ".join(part for part in parts if part) + f" ({phrases.READ[source.read]})")


def about(report: Report, audience: Audience) -> Iterator[Heading | Lines]:
    """The practice, the rule book, and what the tool is not; for the practitioner also answers and lines to sign."""
    if audience is Audience.PRACTITIONER:
        yield Heading("FOR THE RECORD")
        yield Lines((*answered(report, audience), *signatures(report)))
    else:
        yield Heading("ABOUT THIS PAGE")
        yield from (Lines(lines) for lines in [tuple(set_aside(report))] if lines)
    yield Lines((*(("", line) for line in _about(report, audience)), *_rules(report)))


def _rules(report: Report) -> Iterator[tuple[str, str]]:
    """The names of the rules that were found to apply, to look them up by."""
    if report.findings:
        yield "Rules", ", ".join(finding.rule.id for finding in report.findings) + "."


def _about(report: Report, audience: Audience) -> Iterator[str]:
    book = report.book
    practice = phrases.joined([book.practice.name, book.practice.phone])
    if practice:
        yield f"Practice: {practice}."
    if audience is Audience.PATIENT and cited(report):
        yield _based_on(report)
    yield f"{book.title} {book.version} ({book.digest[:12]}); clinical review: {book.clinical_review}."
    if not any(book.aftercare[name].help is Urgency.NOW for name in report.aftercare):
        yield f"Emergency: {book.practice.emergency}."
    yield NOT_THIS[audience]


NOT_THIS = {
    Audience.PRACTITIONER: "No diagnosis and no proof of safety. Medicines go on as prescribed.",
    Audience.PATIENT: "This is no diagnosis and no proof of safety. Keep taking your medicines.",
}

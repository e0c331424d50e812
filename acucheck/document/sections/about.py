"""What was typed and answered, where it all comes from, and what this page is not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from acucheck.answers import fixed_words
from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.afterwards import keep_taking
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.not_recognised import in_one_line, slight_names
from acucheck.document.sections.silenced import silenced
from acucheck.document.sections.stamp import signatures
from acucheck.document.sections.technique_table import otherwise_written
from acucheck.document.shown_findings import cited
from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import in_words, said, typed_places
from acucheck.document.wording.made_with import made_with
from acucheck.model.answers import BodyPlace, MatchStatus, Name, NameKind, Plan, Planned
from acucheck.model.book import AnswerKind, Source
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome, Urgency
from acucheck.model.report import Contradiction, LedgerEntry, Missing, QuestionState, Report

_NO_PROOF = "This is no diagnosis and no proof of safety."
NOT_THIS = {
    Audience.PRACTITIONER: "No diagnosis and no proof of safety. Medicines go on as prescribed.",
    Audience.PATIENT: "No diagnosis, medical clearance or proof of safety. Keep taking your medicines.",
}
_NOT_THIS_IN_AN_EMERGENCY = {
    Audience.PRACTITIONER: "No diagnosis and no proof of safety.",
    Audience.PATIENT: "No diagnosis, medical clearance or proof of safety.",
}
"""Where help comes first, whoever gives it decides about medicines."""

_NONE = fixed_words.NONE
_NONES = frozenset({_NONE, fixed_words.NONE_ON_ONE_LINE})
_STATES = {
    QuestionState.ANSWERED.value: "Answered",
    _NONE: "None",
    fixed_words.NONE_ON_ONE_LINE: "None",
    QuestionState.NOT_SURE.value: "Not sure",
    QuestionState.NOT_ASKED.value: "Not asked",
    QuestionState.SET_ASIDE.value: "Not needed",
}
"""What became of an answer, and the label that those stand behind."""

_WHY = {fixed_words.NONE_ON_ONE_LINE: " Answered on one line."}
"""What is said of all the answers of which the same became."""


_COUNTED = "Counted: {}."
_NOT_RECOGNISED = "Not recognised: {}."


def typed_names(page: Page) -> Iterator[Heading | Lines]:
    """Every name that was typed with what it was taken for, and every contradiction."""
    lines = tuple(dict.fromkeys(_typed_names(page)))
    if lines:
        yield Heading("NAMES AS TYPED")
        yield Lines(lines)


def _typed_names(page: Page) -> Iterator[tuple[str, str]]:
    yield from _each_taken(page)
    for _, typed in page.report.not_named:
        yield "Taken", f"'{typed}': taken as not sure."
    if not page.is_for_patient:
        for place in _places_otherwise_written(page.report):
            yield "Taken", f"{place.typed} = {phrases.at(place)}."
    for each in page.report.contradictions:
        if page.report.outcome.stands is Outcome.HELP or not _is_open(each, page.report):
            yield "Check", conflict_text(each, page)


def _each_taken(page: Page) -> Iterator[tuple[str, str]]:
    """What each name was taken for; those of which no more is to be said together."""
    together: dict[str, dict[str, None]] = {
        form: {} for form in (_COUNTED, *phrases.OF_NO_RULE.values(), _NOT_RECOGNISED)
    }
    slight = slight_names(page.report)
    for asked, name in page.report.named:
        form = _form(asked, name, page)
        if name.typed in slight:
            continue
        if form:
            together[form][_typed(name)] = None
        else:
            yield "Taken", _taken(asked, name, page)
    for form, names in together.items():
        if names:
            yield "Taken", form.format("; ".join(names))
    if not page.is_for_patient:
        for said in in_one_line(page):
            yield "Taken", said


def _typed(name: Name) -> str:
    """A name as it was typed; in quotes where nobody knows it."""
    return f"'{name.typed}'" if name.taken is MatchStatus.UNRECOGNISED else name.typed


def _form(asked: QuestionId, name: Name, page: Page) -> str:
    """What is said of a name together with others; empty where it has a line of its own."""
    if page.book.questions[asked].names is not name.kind:
        return ""
    if name.taken is MatchStatus.UNRECOGNISED:
        return _NOT_RECOGNISED
    if _is_of_no_rule(name):
        return phrases.OF_NO_RULE[name.kind]
    return _COUNTED if _is_told_by_findings(name, page) else ""


def _is_open(each: Contradiction, report: Report) -> bool:
    """Whether a contradiction is told with what is open."""
    typed = each.name.typed if each.name is not None else ""
    contradicted = [(point.question, point.name) for point in report.open if point.missing is Missing.CONTRADICTED]
    return (each.asked, typed) in contradicted


def _is_of_no_rule(name: Name) -> bool:
    """Whether it is certain what a name is, and no rule is about that."""
    return name.taken is MatchStatus.RECOGNISED and not (name.concepts or name.given_as_class)


def _is_told_by_findings(name: Name, page: Page) -> bool:
    """Whether a patient reads elsewhere what a condition was counted as: what is found names it as its cause."""
    certain = name.taken is MatchStatus.RECOGNISED and name.kind is NameKind.CONDITION
    if not (certain and page.is_for_patient):
        return False
    evidence = chain(*[finding.because for finding in page.report.findings])
    return any(name in because.names for because in evidence)


def _taken(asked: QuestionId, name: Name, page: Page) -> str:
    """What a name was taken for; and where it was typed, if that asks for names of another kind."""
    taken = phrases.taken(page.book, name, page.audience)
    question = page.book.questions[asked]
    if question.names is name.kind:
        return f"{taken}."
    return f"{taken}, typed under '{page.words(question.short)}'."


def _places_otherwise_written(report: Report) -> Iterator[BodyPlace]:
    """Planned places that were typed in another way than they are called here."""
    by_typed: dict[str, BodyPlace] = {}
    for line in report.techniques:
        for cell in line.places:
            if cell.place and cell.place.id:
                by_typed[cell.place.typed] = cell.place
    return filter(otherwise_written, by_typed.values())


def set_aside(page: Page) -> Iterator[tuple[str, str]]:
    """The answers that do not count."""
    aside = _STATES[QuestionState.SET_ASIDE.value]
    for label, text in answered(page):
        if label == aside:
            yield label, text


def answered(page: Page) -> Iterator[tuple[str, str]]:
    """Every answer by what became of it, in the words of the questions; those that said none together."""
    by_state: dict[str, list[str]] = {state: [] for state in _STATES}
    for entry in page.report.ledger:
        state = _state(entry)
        if state in by_state and not _need_not_be_asked(entry, page.report):
            by_state[state].append(_entry(entry, state, page))
    for state, several in by_state.items():
        if several:
            yield _STATES[state], f"{'. '.join(several)}.{_WHY.get(state, '')}"


def _state(entry: LedgerEntry) -> str:
    """What became of an answer; "none" where that was said, or that it was said on one line, also where not needed."""
    if entry.answer is None or entry.state not in {QuestionState.ANSWERED, QuestionState.SET_ASIDE}:
        return entry.state.value
    answer = said(entry.answer)
    return answer if answer in _NONES else entry.state.value


def _entry(entry: LedgerEntry, state: str, page: Page) -> str:
    question = page.book.questions[entry.question]
    short = page.words(question.short)
    if isinstance(entry.answer, Plan):
        planned = [_planned(item, page) for item in entry.answer.items]
        return f"{short}: {', '.join(planned)}"
    answer = "" if state in _NONES else in_words(question, entry.answer, page.audience)
    if answer and question.kind is AnswerKind.ONE:
        return f"{page.words(question.ask)} {answer}"
    return f"{short}: {answer}" if answer else short


def _planned(item: Planned, page: Page) -> str:
    """A technique by its name for this reader and as it was typed, with its places as they were typed."""
    places = typed_places(item)
    called = page.technique(item.technique, item.typed)
    if item.typed.casefold() in called.casefold():
        return f"{called} ({places})"
    return f"{item.typed} = {called} ({places})"


def _need_not_be_asked(entry: LedgerEntry, report: Report) -> bool:
    not_asked = entry.state is QuestionState.NOT_ASKED
    return not_asked and report.book.questions[entry.question].names is NameKind.CONDITION


def sources(page: Page) -> Iterator[Heading | Lines]:
    """Every source the page cites, and how well it was read."""
    entries = [page.book.sources[name] for name in cited(page.report)]
    lines = [(f"[{number}]", source_text(source)) for number, source in enumerate(entries, start=1)]
    if lines:
        yield Heading("SOURCES")
        yield Lines(tuple(lines))


def _based_on(page: Page) -> str:
    """For the patient, how many sources there are, and where they are named and compared."""
    return f"Sources: {len(cited(page.report))}, named and compared on the practitioner's page."


def source_text(source: Source) -> str:
    """One source with all that is known of it."""
    parts = [source.by, source.title, source.part, source.year]
    known = ", ".join(part for part in parts if part)
    return f"{known} ({phrases.READ[source.read]})."


def about(page: Page) -> Iterator[Heading | Lines]:
    """The practice, the rule book, and what the tool is not; for the practitioner also answers and lines to sign."""
    if page.is_for_patient:
        yield Heading("ABOUT THIS PAGE")
        aside = tuple(set_aside(page))
        if aside:
            yield Lines(aside)
    else:
        yield Heading("FOR THE RECORD")
        yield Lines((*answered(page), *signatures(page)))
    lines = [("", line) for line in _about(page)]
    yield Lines((*lines, *silenced(page), *_rules(page)))


def _rules(page: Page) -> Iterator[tuple[str, str]]:
    """For the practitioner, the names of the rules that were found to apply, to look them up by."""
    if page.report.findings and not page.is_for_patient:
        ids = [finding.rule.id for finding in page.report.findings]
        yield "Rules", f"{', '.join(ids)}."


def _about(page: Page) -> Iterator[str]:
    book = page.book
    practice = phrases.joined([book.practice.name, book.practice.phone])
    if practice:
        yield f"Practice: {practice}."
    if page.is_for_patient and cited(page.report):
        yield _based_on(page)
    yield made_with(book)
    if not any(book.aftercare[name].help is Urgency.NOW for name in page.report.aftercare):
        yield f"Emergency: {book.practice.emergency}."
    told = page.is_for_patient and any(keep_taking(page)) and not page.is_low_risk
    yield _NO_PROOF if told else notice(page.report, page.audience)


def notice(report: Report, audience: Audience) -> str:
    """What a page is not; and that medicines go on, unless help comes first."""
    if report.outcome.stands is Outcome.HELP:
        return _NOT_THIS_IN_AN_EMERGENCY[audience]
    return NOT_THIS[audience]

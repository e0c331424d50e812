"""What was typed and answered, where it all comes from, and what this page is not."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.document.blocks import Heading, Lines
from acucheck.document.doubts import goes_to_whoever_is_called
from acucheck.document.follow_ups import leaves_open, points_missing
from acucheck.document.page import Page, placed_cells
from acucheck.document.sections.afterwards import keep_taking
from acucheck.document.sections.conflicts import conflict_text
from acucheck.document.sections.not_recognised import in_one_line, slight_names
from acucheck.document.sections.silenced import silenced
from acucheck.document.sections.stamp import signatures
from acucheck.document.shown_findings import cited
from acucheck.document.wording import phrases
from acucheck.document.wording.answer_text import in_words, said, typed_places
from acucheck.document.wording.made_with import made_with
from acucheck.model.answers import BodyPlace, MatchStatus, Name, NameKind, NotSure, Plan, Planned, Ticks
from acucheck.model.book import AnswerKind, Source
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome, Urgency
from acucheck.model.report import Contradiction, Evidence, LedgerEntry, Missing, QuestionState, Report

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

_ANSWERED: str = QuestionState.ANSWERED.value
_NOT_SURE: str = QuestionState.NOT_SURE.value
_NONE = fixed_words.NONE
_NONES = frozenset({_NONE, fixed_words.NONE_ON_ONE_LINE})
_STATES = {
    _ANSWERED: "Answered",
    _NONE: "None",
    fixed_words.NONE_ON_ONE_LINE: "None",
    _NOT_SURE: "Not sure",
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
        for typed, places in _places_otherwise_written(page.report):
            yield "Taken", f"{typed} = {phrases.joined(map(phrases.at, places))}."
    for each in page.report.contradictions:
        if page.report.outcome.stands is Outcome.HELP or not _is_told_as_open(each, page.report):
            yield "Check", conflict_text(each, page)


def _each_taken(page: Page) -> Iterator[tuple[str, str]]:
    """What each name was taken for; those of which no more is to be said together."""
    forms = (_COUNTED, *phrases.OF_NO_RULE.values(), _NOT_RECOGNISED)
    together: dict[str, list[str]] = {form: [] for form in forms}
    slight = slight_names(page.report)
    is_told = goes_to_whoever_is_called(page.report)
    for asked, name in page.report.named:
        form = _form_together(asked, name, page)
        if name.typed in slight or (is_told and _says_little(form, name)):
            continue
        if form:
            together[form].append(_quoted_if_unknown(name))
        else:
            yield "Taken", _taken_in_words(asked, name, page)
    for form, names in together.items():
        if names:
            several = "; ".join(dict.fromkeys(names))
            yield "Taken", form.format(several)
    if not page.is_for_patient:
        for said in in_one_line(page):
            yield "Taken", said


def _says_little(form: str, name: Name) -> bool:
    """Whether all that is said of a name is that nothing comes of it here: beside a call for help that plays it down.

    It is told to whoever is called, whole.
    """
    return form in {*phrases.OF_NO_RULE.values(), _NOT_RECOGNISED} or name.taken is MatchStatus.SET_ASIDE


def _quoted_if_unknown(name: Name) -> str:
    """A name as it was typed; in quotes where nobody knows it."""
    if name.taken is MatchStatus.UNRECOGNISED:
        return f"'{name.typed}'"
    return name.typed


def _form_together(asked: QuestionId, name: Name, page: Page) -> str:
    """What is said of a name together with others; empty where it has a line of its own."""
    if page.book.questions[asked].names is not name.kind:
        return ""
    if name.taken is MatchStatus.UNRECOGNISED:
        return _NOT_RECOGNISED
    if _is_of_no_rule(name):
        return phrases.OF_NO_RULE[name.kind]
    if _is_told_by_findings(name, page):
        return _COUNTED
    return ""


def _is_told_as_open(each: Contradiction, report: Report) -> bool:
    """Whether a contradiction is told with what is open."""
    contradicted = points_missing(Missing.CONTRADICTED, report)
    return any(leaves_open(each, point) for point in contradicted)


def _is_of_no_rule(name: Name) -> bool:
    """Whether it is certain what a name is, and no rule is about that."""
    if name.concepts or name.given_as_class:
        return False
    return name.taken is MatchStatus.RECOGNISED


def _is_told_by_findings(name: Name, page: Page) -> bool:
    """Whether a patient reads elsewhere what a condition was counted as: what is found names it as its cause."""
    certain = name.taken is MatchStatus.RECOGNISED and name.kind is NameKind.CONDITION
    if not (certain and page.is_for_patient):
        return False
    evidence: list[Evidence] = []
    for finding in page.report.findings:
        evidence += finding.because
    return any(name in because.names for because in evidence)


def _taken_in_words(asked: QuestionId, name: Name, page: Page) -> str:
    """What a name was taken for; and where it was typed, if that asks for names of another kind."""
    taken = phrases.taken(page.book, name, page.audience)
    question = page.book.questions[asked]
    if question.names is name.kind:
        return f"{taken}."
    return f"{taken}, typed under '{page.words(question.short)}'."


def _places_otherwise_written(report: Report) -> Iterator[tuple[str, list[BodyPlace]]]:
    """What was typed of planned places in another way than they are called here, with all that it stands for."""
    by_typed: dict[str, dict[BodyPlace, None]] = {}
    for _, place in placed_cells(report):
        if phrases.otherwise_written(place):
            by_typed.setdefault(place.typed, {})[place] = None
    for typed, places in by_typed.items():
        yield typed, [*places]


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
        if _need_not_be_asked(entry, page.report):
            continue
        for part in _certain_and_unsure(entry):
            state = _state(part, page)
            if state in by_state:
                by_state[state].append(_entry_in_words(part, state, page))
    for state, several in by_state.items():
        if several:
            text = ". ".join(several)
            yield _STATES[state], f"{text}.{_WHY.get(state, '')}"


def _certain_and_unsure(entry: LedgerEntry) -> Iterator[LedgerEntry]:
    """An answer of which some is certain and some is not in two parts, so that neither is filed as the other."""
    answer = entry.answer
    if entry.state is not QuestionState.NOT_SURE or not isinstance(answer, Ticks) or not answer.yes:
        yield entry
        return
    certain = replace(answer, maybe=frozenset())
    unsure = replace(answer, yes=frozenset(), on_one_line=False)
    yield replace(entry, state=QuestionState.ANSWERED, answer=certain)
    yield replace(entry, answer=unsure)


def _state(entry: LedgerEntry, page: Page) -> str:
    """What became of an answer; "none" where that was said, or that it was said on one line, also where not needed."""
    if entry.answer is None or entry.state not in {QuestionState.ANSWERED, QuestionState.SET_ASIDE}:
        return entry.state.value
    if _is_asked_all_the_same(entry, page):
        if isinstance(entry.answer, NotSure):
            return _NOT_SURE
        return _ANSWERED
    answer = said(entry.answer)
    return answer if answer in _NONES else entry.state.value


def _is_asked_all_the_same(entry: LedgerEntry, page: Page) -> bool:
    """Whether somebody has to be asked, and an answer that need not count tells that nobody has agreed."""
    if entry.state is not QuestionState.SET_ASIDE:
        return False
    clears = page.book.questions[entry.question].clears
    agreed = isinstance(entry.answer, Ticks) and not clears.isdisjoint(entry.answer.yes)
    asks = any(finding.outcome is Outcome.ASK for finding in page.report.findings)
    return asks and bool(clears) and not agreed


def _entry_in_words(entry: LedgerEntry, state: str, page: Page) -> str:
    """A question with its answer; without one, the question alone."""
    question = page.book.questions[entry.question]
    short = page.words(question.short)
    if isinstance(entry.answer, Plan):
        planned = [_planned_in_words(item, page) for item in entry.answer.items]
        return f"{short}: {', '.join(planned)}"
    answer = "" if state in _NONES else in_words(question, entry.answer, page.audience)
    if not answer:
        return short
    if question.kind is AnswerKind.ONE:
        return f"{page.words(question.ask)} {answer}"
    return f"{short}: {answer}"


def _planned_in_words(item: Planned, page: Page) -> str:
    """A technique by its name for this reader and as it was typed, with its places as they were typed."""
    places = typed_places(item)
    called = page.technique(item.technique, item.typed)
    if item.typed.casefold() in called.casefold():
        return f"{called} ({places})"
    return f"{item.typed} = {called} ({places})"


def _need_not_be_asked(entry: LedgerEntry, report: Report) -> bool:
    """Whether it is conditions by their names that were not asked for: the lists ask about those."""
    if entry.state is not QuestionState.NOT_ASKED:
        return False
    return report.book.questions[entry.question].names is NameKind.CONDITION


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
    parts = filter(None, [source.by, source.title, source.part, source.year])
    known = ", ".join(parts)
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
    lines = [("", line) for line in _about_lines(page)]
    yield Lines((*lines, *silenced(page), *_rules_found(page)))


def _rules_found(page: Page) -> Iterator[tuple[str, str]]:
    """For the practitioner, the names of the rules that were found to apply, to look them up by."""
    if page.report.findings and not page.is_for_patient:
        ids = [finding.rule.id for finding in page.report.findings]
        yield "Rules", f"{', '.join(ids)}."


def _about_lines(page: Page) -> Iterator[str]:
    """The practice, the sources, the rule book, the number for an emergency, and what a page is not."""
    book = page.book
    practice = phrases.joined([book.practice.name, book.practice.phone])
    if practice:
        yield f"Practice: {practice}."
    if page.is_for_patient and cited(page.report):
        yield _based_on(page)
    yield made_with(book)
    afterwards = [book.aftercare[aftercare_id] for aftercare_id in page.report.aftercare]
    calling = [entry for entry in afterwards if entry.help is Urgency.NOW]
    if all(entry.names_whom for entry in calling):
        yield f"Emergency: {book.practice.emergency}."
    told = page.is_for_patient and any(keep_taking(page)) and not page.is_low_risk
    yield _NO_PROOF if told else notice(page.report, page.audience)


def notice(report: Report, audience: Audience) -> str:
    """What a page is not; and that medicines go on, unless help comes first."""
    if report.outcome.stands is Outcome.HELP:
        return _NOT_THIS_IN_AN_EMERGENCY[audience]
    return NOT_THIS[audience]

"""What to say to whoever answers a call for help: one script, with all that was ticked and typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.ask_first import MANY_WORDS, worst_first
from acucheck.document.sections.in_doubt import doubted, urgency
from acucheck.document.shown_findings import gravest, is_anything_new, urgent
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import (
    my_age,
    person_helped,
    ticked_by,
    unsure_besides,
    weeks_pregnant,
    written_down,
)
from acucheck.model.answers import NameKind
from acucheck.model.levels import Urgency
from acucheck.model.report import Finding

_CALLS = {
    Urgency.NOW: ("On the phone", "I need help now.", "We need help now."),
    Urgency.TODAY: ("To the doctor", "I need to be seen today.", "We need a doctor today."),
}
"""Whom to call, and how the script begins: for oneself, and for another."""

_CALLS_IN_DOUBT = {
    Urgency.NOW: ("On the phone", "I do not know whether I need help now.", "We do not know whether we need help now."),
    Urgency.TODAY: ("To the doctor", "I may need to be seen today.", "We may need a doctor today."),
}
_WHAT_TO_DO = {False: "Please tell me what to do now.", True: "Please tell us what to do now."}
"""How a script in doubt ends, by whether it is about another: nothing in it speaks for waiting."""

_HEADINGS_IN_DOUBT = {Urgency.NOW: "IF IN DOUBT, SAY ON THE PHONE", Urgency.TODAY: "IF IN DOUBT, SAY TO THE DOCTOR"}
_OPENINGS_IN_DOUBT = {
    Urgency.NOW: "It is not clear whether a patient needs help now.",
    Urgency.TODAY: "A patient may have to be seen today.",
}
"""For the practitioner: where the words stand, and how they begin."""

_OF_THE_TREATMENT = {"skin", "techniques", "places", "treatment"}
"""The topics of what matters to a treatment, and to nobody who sends help."""

_BECAUSE = "It is because of this: {}."
_ALSO = "Also: {}"
_FOR_ANOTHER = "About {whom}: {facts}"
_FOR_ANOTHER_ALONE = "This is about {whom}."
_MORE = "There is more on the page."
_FEWEST_WORDS = 30
"""What is said besides, however long what decides and the medicines are."""


def script(page: Page) -> tuple[str, str]:
    """Whom to call, as urgent as the gravest finding, and what to say: what was ticked, and all that was typed."""
    whom, mine, ours = _CALLS[gravest(page.report)]
    opening = ours if page.speaks_for_another else mine
    return whom, " ".join([opening, *_told(urgent(page.report), page)])


def script_in_doubt(findings: list[Finding], page: Page) -> tuple[str, str]:
    """Whom to call about *findings* that could call for help, and what to say: all that was told."""
    whom, mine, ours = _CALLS_IN_DOUBT[urgency(findings)]
    opening = ours if page.speaks_for_another else mine
    told = _told([*findings, *urgent(page.report)], page)
    return whom, " ".join([opening, *told, _WHAT_TO_DO[page.speaks_for_another]])


def not_spoken(page: Page) -> list[str]:
    """What was ticked besides, and is more than somebody can say on the phone: it is shown to whoever comes."""
    calling = [*doubted(page), *urgent(page.report)]
    besides = _besides(calling, page)
    spoken = _that_fits(besides, calling, page)
    return [said for said in besides if said not in spoken]


def on_the_phone(page: Page) -> Iterator[Heading | Lines]:
    """For the practitioner who calls for help, or may have to: the age, what was ticked, and all that was typed."""
    in_doubt = doubted(page)
    if in_doubt:
        yield from _said_under(_HEADINGS_IN_DOUBT[urgency(in_doubt)], _of_the_person_in_doubt(in_doubt, page))
    else:
        yield from _said_under("SAY ON THE PHONE", _of_the_person(page))


def _said_under(heading: str, sentences: Iterable[str]) -> Iterator[Heading | Lines]:
    said = " ".join(sentences)
    yield Heading(heading)
    yield Lines((("Say", f'"{said}"'),))


def _of_the_person(page: Page) -> Iterator[str]:
    yield "A patient needs help now." if gravest(page.report) is Urgency.NOW else "A patient has to be seen today."
    yield from _told(urgent(page.report), page)


def _of_the_person_in_doubt(findings: list[Finding], page: Page) -> Iterator[str]:
    yield _OPENINGS_IN_DOUBT[urgency(findings)]
    yield from _told([*findings, *urgent(page.report)], page)
    yield _WHAT_TO_DO[True]


def _told(calling: list[Finding], page: Page) -> Iterator[str]:
    """Of whom it is, and what decides; then all that was typed, whole, such as what happened; all else; the medicines.

    What is only known to be new says less than the words for it.
    """
    deciding = _deciding(calling)
    first = ticked_by(deciding, page)
    typed = [*written_down(page, NameKind.CONDITION)]
    if not (first or typed):
        first = [_BECAUSE.format(phrases.joined(page.titles(deciding)))]
    yield from _of_whom(first, page)
    yield from typed
    others = _besides(calling, page)
    spoken = _that_fits(others, calling, page)
    yield from _sentences(spoken, page, _ALSO)
    yield from written_down(page, NameKind.MEDICINE)
    if len(spoken) < len(others):
        yield _MORE


def _deciding(calling: list[Finding]) -> list[Finding]:
    """What is told first of what calls for help."""
    by_urgency = sorted(calling, key=_how_late)
    return [finding for finding in by_urgency if _how_late(finding) == _how_late(by_urgency[0])]


def _how_late(finding: Finding) -> tuple[bool, bool]:
    """How late what calls for help is told: first what cannot wait, last that something is new."""
    return finding.rule.urgent is not Urgency.NOW, is_anything_new(finding)


def _besides(calling: list[Finding], page: Page) -> list[str]:
    """What else was ticked of the person, the gravest first."""
    first = ticked_by(_deciding(calling), page)
    others = ticked_by([*sorted(calling, key=_how_late), *_of_the_patient(page)], page)
    others = list(dict.fromkeys([*others, *unsure_besides(page)]))
    weeks = weeks_pregnant(page)
    return [said for said in others if said not in {*first, weeks, weeks.removesuffix(".")}]


def _that_fits(others: list[str], calling: list[Finding], page: Page) -> list[str]:
    """Those of some sentences that can be said beside what decides and the medicines."""
    in_any_case = [*ticked_by(_deciding(calling), page), *written_down(page, NameKind.MEDICINE)]
    words = sum(len(said.split()) for said in in_any_case)
    return phrases.within_words(others, max(_FEWEST_WORDS, MANY_WORDS - words))


def _of_whom(first: list[str], page: Page) -> Iterator[str]:
    """The age and the weeks of a pregnancy, or whom somebody speaks for; with what decides."""
    if page.is_for_patient and page.speaks_for_another:
        form = _FOR_ANOTHER if first else _FOR_ANOTHER_ALONE
        yield phrases.with_stop(form.format(whom=person_helped(page), facts="; ".join(first)))
    elif page.is_for_patient:
        yield from my_age(page)
    elif page.age is not None:
        yield f"Aged {page.age.typed}."
    yield from filter(None, [weeks_pregnant(page)])
    if not (page.is_for_patient and page.speaks_for_another):
        yield from _sentences(first, page)


def _sentences(said: list[str], page: Page, form: str = "{}") -> Iterator[str]:
    """What is said, as sentences of the person; as one, where somebody else says it."""
    if page.is_for_patient and not page.speaks_for_another:
        yield from said
    elif said:
        yield form.format(phrases.with_stop("; ".join(said)))


def _of_the_patient(page: Page) -> Iterator[Finding]:
    """What else was found for certain, and is about more than what a treatment does."""
    for finding in worst_first(page):
        if finding.rule.id not in page.uncertain and finding.rule.topic not in _OF_THE_TREATMENT:
            yield finding

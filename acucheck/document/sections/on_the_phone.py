"""What to say to whoever answers a call for help: one script, with all that was ticked and typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.ask_first import with_others
from acucheck.document.sections.in_doubt import doubted, urgency
from acucheck.document.shown_findings import gravest, urgent
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import (
    about_me,
    also_typed,
    facts_of_another,
    my_age,
    person_helped,
    unsure_besides,
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
_FOR_ANOTHER = "About {whom}: {fact}."
_ALSO = "Also: {}."


def script(page: Page) -> tuple[str, str]:
    """Whom to call, as urgent as the gravest finding, and what to say: what was ticked, and all that was typed."""
    whom, mine, ours = _CALLS[gravest(page.report)]
    if page.speaks_for_another:
        facts = _facts_of_another(page)
        first = _FOR_ANOTHER.format(whom=person_helped(page), fact=facts[0])
        said = [ours, *_in_order(first, facts[1:], page)]
    else:
        titles = _BECAUSE.format(_titles(page))
        facts = about_me(_to_tell_of(page), page) or [titles]
        age = [sentence for sentence in my_age(page) if sentence not in facts]
        said = [mine, *age, *_in_order(facts[0], facts[1:], page)]
    return whom, " ".join(said)


def script_in_doubt(findings: list[Finding], page: Page) -> tuple[str, str]:
    """Whom to call about *findings* that could call for help, and what to say: all that was told."""
    whom, mine, ours = _CALLS_IN_DOUBT[urgency(findings)]
    told = [*findings, *with_others(findings, page)]
    facts = about_me(told, page)
    names = page.report.names
    typed = list(also_typed(names, facts, page, (NameKind.CONDITION,)))
    typed += also_typed(names, facts, page, (NameKind.MEDICINE,))
    age = [] if page.speaks_for_another else list(my_age(page))
    first = ours if page.speaks_for_another else mine
    return whom, " ".join(dict.fromkeys([first, *age, *facts, *typed, _WHAT_TO_DO[page.speaks_for_another]]))


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
    yield "A patient needs help now."
    yield from _aged(page)
    facts = _facts_of_another(page)
    yield from _in_order(phrases.with_stop(facts[0]), facts[1:], page)


def _of_the_person_in_doubt(findings: list[Finding], page: Page) -> Iterator[str]:
    yield _OPENINGS_IN_DOUBT[urgency(findings)]
    yield from _aged(page)
    facts = facts_of_another([*findings, *with_others(findings, page)], page)
    yield phrases.with_stop("; ".join(facts))
    yield from also_typed(page.report.names, facts, page)
    yield _WHAT_TO_DO[True]


def _aged(page: Page) -> Iterator[str]:
    if page.age is not None:
        yield f"Aged {page.age.typed}."


def _facts_of_another(page: Page) -> list[str]:
    """What calls for help and what else was found, as somebody else says it; or else by what the rules are called."""
    titles = _titles(page)
    return facts_of_another(_to_tell_of(page), page) or [titles]


def _in_order(first: str, others: list[str], page: Page) -> Iterator[str]:
    """What decides, then the words that were typed, such as what happened; then all else, and the medicines."""
    yield first
    names = page.report.names
    told = [first, *others]
    typed = list(also_typed(names, told, page, (NameKind.CONDITION,)))
    yield from typed
    others = list(dict.fromkeys([*_unsaid(others, typed), *unsure_besides(page)]))
    if page.is_for_patient and not page.speaks_for_another:
        yield from others
    elif others:
        yield _ALSO.format("; ".join(others))
    yield from also_typed(names, told, page, (NameKind.MEDICINE,))


def _unsaid(facts: list[str], typed: list[str]) -> Iterator[str]:
    """The facts of which the words do not stand in what was typed and is told already."""
    for fact in facts:
        words = re.compile(rf"\b{re.escape(fact)}\b")
        if not any(map(words.search, typed)):
            yield fact


def _titles(page: Page) -> str:
    """What calls for help, by what the rules are called."""
    return phrases.joined(page.titles(urgent(page.report)))


def _to_tell_of(page: Page) -> list[Finding]:
    """What calls for help, and what else of the person was found, as far as somebody can keep it in mind."""
    calling = urgent(page.report)
    told = list(calling)
    for finding in with_others(calling, page):
        if finding not in calling and _is_of_the_person(finding, page):
            told.append(finding)
    return told


def _is_of_the_person(finding: Finding, page: Page) -> bool:
    """Whether it is certain, and about more than what a treatment does."""
    if finding.rule.id in page.uncertain:
        return False
    return finding.rule.topic not in _OF_THE_TREATMENT

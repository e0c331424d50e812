"""What to say to whoever answers a call for help: one script, with all that was ticked and typed."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import Page
from acucheck.document.sections.ask_first import with_others
from acucheck.document.shown_findings import gravest, urgent
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import about_me, also_typed
from acucheck.document.wording.told_facts import Kind, Told
from acucheck.model.levels import Urgency
from acucheck.model.report import Finding

_CALLS = {
    Urgency.NOW: ("On the phone", "I need help now.", "We need help now."),
    Urgency.TODAY: ("To the doctor", "I need to be seen today.", "We need a doctor today."),
}
"""Whom to call, and how the script begins: for oneself, and for another."""

_OF_THE_TREATMENT = {"skin", "techniques", "places", "treatment"}
"""The topics of what matters to a treatment, and to nobody who sends help."""

_BECAUSE = "It is because of this: {}."


def script(page: Page) -> tuple[str, str]:
    """Whom to call, as urgent as the gravest finding, and what to say: what was ticked, and all that was typed."""
    whom, mine, ours = _CALLS[gravest(page.report)]
    need = ours if page.speaks_for_another else mine
    titles = phrases.joined(page.titles(urgent(page.report)))
    why = about_me(_to_tell_of(page), page) or [_BECAUSE.format(titles)]
    typed = also_typed(page.report.names, why, page)
    return whom, " ".join([need, *why, *typed])


def on_the_phone(page: Page) -> Iterator[Heading | Lines]:
    """For the practitioner who calls for help: the age, what was ticked, and all that was typed."""
    said = " ".join(_of_the_person(page))
    yield Heading("SAY ON THE PHONE")
    yield Lines((("Say", f'"{said}"'),))


def _of_the_person(page: Page) -> Iterator[str]:
    yield "A patient needs help now."
    if page.age is not None:
        yield f"Aged {page.age.typed}."
    told = Told(page, _to_tell_of(page))
    facts = [fact.noun for fact in told.certain() if fact.kind is not Kind.AGE]
    facts += [f"perhaps {fact.noun}" for fact in told.doubts()]
    yield phrases.with_stop("; ".join(dict.fromkeys(facts)))
    yield from also_typed(page.report.names, facts, page)


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

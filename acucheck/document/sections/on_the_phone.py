"""What to say to whoever answers a call for help: one script, with all that was ticked and typed."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.blocks import Heading, Lines
from acucheck.document.page import AGE, Page
from acucheck.document.sections.ask_first import with_others
from acucheck.document.shown_findings import gravest, urgent
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import about_me, also_typed
from acucheck.document.wording.told_facts import Kind, Told
from acucheck.model.answers import Quantity
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
    findings = urgent(page.report)
    whom, mine, ours = _CALLS[gravest(page.report)]
    need = ours if page.speaks_for_another else mine
    titles = phrases.joined(page.title(each.rule) for each in findings)
    why = about_me(_told(page), page) or [_BECAUSE.format(titles)]
    return whom, " ".join([need, *why, *also_typed(page.report.names, why)])


def on_the_phone(page: Page) -> Iterator[Heading | Lines]:
    """For the practitioner who calls for help: the age, what was ticked, and all that was typed."""
    yield Heading("SAY ON THE PHONE")
    yield Lines((("Say", " ".join(_of_the_person(page))),))


def _of_the_person(page: Page) -> Iterator[str]:
    age = page.report.answers.get(AGE)
    if isinstance(age, Quantity):
        yield f"Aged {age.typed}."
    told = Told(page, _told(page))
    facts = [fact.noun for fact in told.certain() if fact.kind is not Kind.AGE]
    facts += [f"perhaps {fact.noun}" for fact in told.doubts()]
    if facts:
        yield phrases.with_stop("; ".join(dict.fromkeys(facts)))
    yield from also_typed(page.report.names, facts)


def _told(page: Page) -> list[Finding]:
    """What calls for help, and what else of the person was found, as far as somebody can keep it in mind."""
    calling = urgent(page.report)
    others = [each for each in with_others(calling, page) if each not in calling]
    return [*calling, *(each for each in others if _is_of_the_person(each, page))]


def _is_of_the_person(finding: Finding, page: Page) -> bool:
    """Whether it is certain, and about more than what a treatment does."""
    return finding.rule.topic not in _OF_THE_TREATMENT and finding.rule.id not in page.uncertain

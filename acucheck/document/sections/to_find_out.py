"""What has to be found out first, to what it could lead, and what is done if it leads to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from acucheck.document.follow_ups import by_root
from acucheck.document.page import Page
from acucheck.document.sections.not_recognised import is_slight, rests_on_lists, signs_are_answered
from acucheck.document.sections.still_open import has_unsure_lines, topics
from acucheck.document.wording import phrases
from acucheck.model.levels import Outcome
from acucheck.model.report import Missing, OpenPoint, Report

_SO_FAR = {
    Outcome.NONE: "As far as is known: go ahead.",
    Outcome.NOTE: "As far as is known: go ahead as planned.",
    Outcome.CARE: "As far as is known: go ahead with care.",
}
"""What is done where there is nothing but what has to be found out first."""

_COULD_BECOME = f"Find out first: {{topics}}. It {phrases.COULD_BECOME}: {{outcome}}."
_DEPENDS = "Find out first: {topics}. The session may depend on it."
"""Where nothing that was said tells of a danger, and none is left to be asked about: what was left out is asked."""

_IF_SO = "Find out first whether this is so: {topics}. If so: {outcome}."
"""What has to be found out, where it is whether some lines are so."""

_A_PART = f"Not settled: {{topics}}. It {phrases.COULD_BECOME}: {{outcome}}."
_MORE_CARE = f"Also open: {{topics}}. It {phrases.COULD_BECOME}: {{outcome}}."


def to_find_out(page: Page) -> Iterator[str]:
    """What has to be settled first, as the session depends on it, and what is done if it leads to nothing."""
    if not could_worsen(page.report) or page.report.outcome.worst < Outcome.ASK:
        return
    points = worst_points(page.report)
    form = _IF_SO if all(map(has_unsure_lines, points)) else _COULD_BECOME
    if is_calm(points, page.report):
        form = _DEPENDS
    yield _what_it_could_become(form, points, page)
    if is_all_to_do(page.report):
        yield _SO_FAR[page.report.outcome.stands]


def left_to_ask(page: Page) -> Iterator[str]:
    """What could have a part left out, or done with care, and nothing worse; not words that could change little."""
    report = page.report
    if not could_worsen(report) or report.outcome.worst >= Outcome.ASK:
        return
    points = [point for point in worst_points(report) if not is_slight(point, report)]
    if points:
        form = _MORE_CARE if report.settled else _A_PART
        yield _what_it_could_become(form, points, page)


def _what_it_could_become(form: str, points: list[OpenPoint], page: Page) -> str:
    outcome = phrases.named(page.report.outcome.worst, page.audience)
    return form.format(topics=topics(points, page), outcome=outcome)


def worst_points(report: Report) -> list[OpenPoint]:
    """The open points that could lead to the worst. How to find out is told with each of them."""
    worst = max(point.could_be for point in report.open)
    named: list[OpenPoint] = []
    for point, waiting in by_root(report).items():
        could_be = [each.could_be for each in (point, *waiting)]
        if worst in could_be and not rests_on_lists(point, report):
            named.append(point)
    return named


def is_calm(points: list[OpenPoint], report: Report) -> bool:
    """Whether all that could call for help is questions that were left out, and no sign of danger is among them."""
    if report.outcome.worst is not Outcome.HELP or not signs_are_answered(report):
        return False
    return all(point.missing is Missing.NOT_ASKED for point in points)


def is_all_to_do(report: Report) -> bool:
    """Whether to find out is the one thing to do: the session could go ahead if nothing were open, and may not so."""
    return not report.settled and report.outcome.stands <= Outcome.CARE and report.outcome.worst >= Outcome.ASK


def could_worsen(report: Report) -> bool:
    """Whether something open could make it worse in a way that matters."""
    return report.outcome.worst > max(report.outcome.stands, Outcome.NOTE)

"""Exit codes: one for each outcome and each kind of failure, so that a script never mistakes one for another."""

from __future__ import annotations

from collections.abc import Iterable

from acucheck.errors import AcucheckError, InvalidAnswers, InvalidRules, Misuse, NothingAnswered
from acucheck.model.levels import Outcome, is_settled

BUG = 1
MILDER = 6
"""Of `rules diff`, where that was asked for."""
NOT_SETTLED = 20

_FAILURES: dict[type[AcucheckError], int] = {Misuse: 2, InvalidAnswers: 3, InvalidRules: 4, NothingAnswered: 5}
_OUTCOMES = {
    Outcome.CARE: 10,
    Outcome.CHANGE: 11,
    Outcome.ASK: 12,
    Outcome.NOT_TODAY: 13,
    Outcome.HELP: 14,
}


_WORSE = (0, 10, 11, NOT_SETTLED, 12, 13, 14)
"""The codes of outcomes, each worse than the one before it."""


def worst(codes: Iterable[int]) -> int:
    """The worst of some codes of outcomes."""
    return max(codes, key=_WORSE.index, default=0)


def of_failure(error: AcucheckError) -> int:
    """The exit code of an expected error, by its kind."""
    return _FAILURES.get(type(error), BUG)


def of_outcome(stands: Outcome, worst: Outcome, fail_on: Outcome) -> int:
    """The exit code of a report. Outcomes below *fail_on* give 0, or NOT_SETTLED when something open could reach it."""
    if stands >= fail_on:
        return _OUTCOMES[stands] if is_settled(stands, worst) else NOT_SETTLED
    if worst < fail_on:
        return 0
    return _OUTCOMES[Outcome.CARE] if worst is Outcome.CARE else NOT_SETTLED
